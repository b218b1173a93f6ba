"""What assumptions decide about the provinces."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from briefing.concentration import concentration_bounds
from briefing.facts.assumed import Assumptions
from briefing.facts.computed import computed
from briefing.facts.fact import FIRST, Fact, value_of
from briefing.facts.official import agreed, official, one
from briefing.facts.period import Period
from briefing.facts.said import figure
from briefing.facts.tables import package
from briefing.findings import largest, say
from briefing.growth import rest_gap
from briefing.quantity import Answer, Quantity
from briefing.spans import Span, growth_over
from briefing.verdicts.case import lists
from briefing.verdicts.relations import share_of
from briefing.what_if.question import HALF, Told, includes, kept, line, mostly, read, side

#: The months that the briefing speaks of.
MONTHS = Period.parse("2024-01/2024-05")
_ACCOUNTS = {"vintage": "preliminary accounts 2024", "period": "2024"}


# -- what they hold ------------------------------------------------------------------------------


def _held(assumed: Assumptions) -> Fact:
    """Return what the major provinces hold, as far as "over" is assumed to reach."""
    share, end = figure("major-provinces-share", **read(assumed)), assumed["upper_end"]
    said = value_of(share)
    range_ = Quantity(said.lower, end.number, said.unit, said.lower_closed, share=True)
    return computed(range_, share, how="share with an upper end", rests_on=[end])


def _ten(assumed: Assumptions) -> int:
    return int(value_of(figure("major-provinces-count", **read(assumed))).lower or 0)


def _largest(assumed: Assumptions) -> tuple[str, Fact]:
    """Name the largest provinces, and say what they hold by accounts of a year."""
    series = "province_industrial_value_added"
    levels = agreed(official(series, under=assumed, **_ACCOUNTS))
    top, said = largest(levels.values(), _ten(assumed)), _held(assumed).scope
    share = share_of((fact.member for fact in top.facts), levels)
    about: dict[str, Any] = {"how": "share of the largest", "measure": said.measure}
    about |= {"kind": said.kind, "denominator": said.denominator, "population": said.population}
    about |= {"area": said.area, "period": None, "price_basis": None}  # as what was said
    return str(top), computed(share, *top.facts, **about)


def top(assumed: Assumptions) -> Told:
    """Tell whether the range of the share includes what the largest provinces hold."""
    held, (name, share) = _held(assumed), kept(_largest, assumed, "rounding")
    state = includes(value_of(held), value_of(share), "what accounts give")
    text = say("The range {} {}: {} hold {}.", held, state, name, share)
    return Told(state, text, held, (share,))


def few(assumed: Assumptions) -> Told:
    """Tell whether a few provinces at the top hold most of industry."""
    held, number = _held(assumed), assumed["top_few"]
    regions = sum(row["within"] == "CN" for row in package().table("areas"))
    found = concentration_bounds(
        "concentration_ratio",
        *(regions, _ten(assumed), value_of(held)),
        named=True,
        j=int(number.number),
    )
    low, high = (Fraction(f"{100 * end:.2f}") for end in (found.lower, found.upper))
    range_ = Quantity(low, high, "percent", found.lower_closed, found.upper_closed, share=True)
    ratio = computed(range_, held, how="bounds", measure="concentration ratio", rests_on=[number])
    state = mostly(range_)
    text = say(
        "The {} provinces at the top hold {} of industry: {}.", f"{number.value}", ratio, state
    )
    return Told(state, text, ratio, line=line(HALF, ratio, "half of it"))


# -- how they grew -------------------------------------------------------------------------------


def others(assumed: Assumptions) -> Told:
    """Tell whether the other provinces grew, if each major one leads by so much."""
    national, held = figure("industrial-growth-2024-01-05", **read(assumed)), _held(assumed)
    lead = Quantity.exact(assumed["lead"].value, "percentage points")
    growth = computed(
        *(value_of(national) + rest_gap(value_of(held), lead), national, held),
        how="growth of the rest",
        population="the other provinces",
        rests_on=[assumed["lead"]],
    )
    words = ("they grew", "they shrank", "they may have grown or shrunk")
    level = line(Quantity.exact(0, "percent"), growth, "no growth")
    state = side(value_of(growth), value_of(level), *words)
    text = say("Together the growth of the other provinces was {}: {}.", growth, state)
    return Told(state, text, growth, line=level)


def published(assumed: Assumptions) -> tuple[dict[str, Fact], dict[str, dict[Span, Fact]]]:
    """Return the provinces' rates of the months, and all rates of the year by their months."""
    asked: dict[str, Any] = {"vintage": FIRST, "under": assumed}
    spans: dict[str, dict[Span, Fact]] = {}
    for series in ("province_growth", "province_growth_single_month"):
        for fact in official(series, **asked):
            period = Period.parse(fact.period)
            if period.year == MONTHS.year:
                span = period.start.month, period.end.month
                spans.setdefault(fact.member, {})[span] = fact
    return agreed(official("province_growth", period=MONTHS, **asked)), spans


def _nation(assumed: Assumptions) -> Fact:
    who = "industry above designated size"
    asked: dict[str, Any] = {"vintage": FIRST, "period": MONTHS, "member": who}
    return one("growth_cumulative", under=assumed, **asked)


def _bounded(name: str, assumed: Assumptions) -> Fact:
    """Bound the rate of a province that has none for these months, by those that it has."""
    spread, own = assumed["month_spread"], kept(published, assumed, "rounding", "half_width")[1]
    month = Quantity.between(1 - spread.number, 1 + spread.number, "ratio")
    rates = {span: value_of(fact) for span, fact in own[name].items()}
    found = growth_over(MONTHS.start.month, MONTHS.end.month, rates, month)
    about: dict[str, Any] = {"how": "bound", "period": MONTHS}
    return computed(found, *own[name].values(), rests_on=[spread], **about)


def unpublished(name: str, assumed: Assumptions) -> Told:
    """Tell whether a province whose rate is not held outgrew the nation."""
    growth, nation = _bounded(name, assumed), _nation(assumed)
    words = ("outgrew the nation", "did not outgrow the nation", "may have outgrown the nation")
    state = side(value_of(growth), value_of(nation), *words)
    text = say("{} grew by {} and {}, which grew by {}.", name, growth, state, nation)
    return Told(state, text, growth, (nation,))


def each(assumed: Assumptions) -> Told:
    """Tell whether each province of the assumed list outgrew the nation."""
    nation, members = _nation(assumed), lists()[str(assumed["list_of_ten"].value)]
    rates = kept(published, assumed, "rounding", "half_width")[0]
    facts = [rates.get(name) or _bounded(name, assumed) for name in members]
    answers = [value_of(fact) > value_of(nation) for fact in facts]
    words = {
        Answer.IMPOSSIBLE: "not each of them did",
        Answer.UNDETERMINED: "whether each did is left open",
        Answer.CERTAIN: "each of them did",
    }
    state = next(text for answer, text in words.items() if answer in answers)
    fewest, most = answers.count(Answer.CERTAIN), len(answers) - answers.count(Answer.IMPOSSIBLE)
    about: dict[str, Any] = {"how": "count", "kind": "count", "denominator": None}
    number = computed(
        Quantity(Fraction(fewest), Fraction(most), "count"),
        *(nation, *facts),
        measure="provinces of the list that outgrew the nation",
        rests_on=[assumed["list_of_ten"]],
        **about,
    )
    template = "Of {} provinces, {} outgrew the nation: {}."
    return Told(state, say(template, f"{len(members)}", number, state), number)
