"""Each claim of the briefing beside official figures, with a verdict that a rule computes.

A claim may be read in more than one way. Every reading is tested on data; the verdict follows from
how many hold (:func:`verdict`), never from a judgement typed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import statistics, tables
from briefing.errors import BriefingError
from briefing.figures import LATEST, Figure, part, registry
from briefing.quantity import Answer, Quantity, at_corners
from briefing.statistics import Statistic

if TYPE_CHECKING:
    import pandas as pd

FIRST = "first published"
YEARBOOK = "yearbook 2024 (before the fifth census)"
#: Provincial levels: one vintage serves each period.
PROVINCE_LEVELS = {
    "2022": "regional database, as displayed December 2024",
    "2024": "preliminary accounts 2024",
}


class Verdict(Enum):
    """What official figures make of a claim."""

    CONFIRMED = "confirmed"
    ON_A_READING = "confirmed on a stated reading"
    WEAK = "true but weak"
    NOT_VERIFIABLE = "not verifiable"
    CONTRADICTED = "contradicted"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a claim, tested.

    Attributes
    ----------
    text : str
        The reading, in words.
    holds : Answer
        What the data say of it.
    official : Quantity or None
        What official figures give.
    sources : tuple of Statistic
        The figures it rests on.
    """

    text: str
    holds: Answer
    official: Quantity | None
    sources: tuple[Statistic, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What official figures say of a claim.

    Attributes
    ----------
    readings : tuple of Reading
        Every reading for which official figures exist.
    caveat : str
        What the verdict must not be taken for.
    common : bool
        Whether what is claimed of some is also true of most others, so that it marks nobody out.
    """

    readings: tuple[Reading, ...]
    caveat: str
    common: bool = False

    @property
    def verdict(self) -> Verdict:
        """The rule: what follows from how many readings hold.

        Not verifiable where no reading can be decided; contradicted where none holds and one
        fails; true but weak where one holds that also holds of most others; confirmed where all
        hold; else confirmed on a stated reading.
        """
        answers = [reading.holds for reading in self.readings]
        if all(answer is Answer.UNDETERMINED for answer in answers):
            return Verdict.NOT_VERIFIABLE
        if Answer.CERTAIN not in answers:
            return Verdict.CONTRADICTED
        if self.common:
            return Verdict.WEAK
        if all(answer is Answer.CERTAIN for answer in answers):
            return Verdict.CONFIRMED
        return Verdict.ON_A_READING


#: A test takes the figure stated and a data folder.
Test = Callable[[Figure, Path | None], Evidence]


def matches(said: Quantity, official: Quantity) -> Answer:
    """Whether an official figure is what was said, as far as rounding lets one tell.

    It is where the ranges meet and the official point lies in the range said; it is not where the
    ranges have nothing in common or the point lies outside.
    """
    if said is None:
        raise BriefingError("said: states no value; only a value can match an official one")
    point = Quantity.exact(official.point, official.unit)
    inside = statistics.meets(said, point) and statistics.meets(said, official)
    return Answer.CERTAIN if inside else Answer.IMPOSSIBLE


# -- the claims ----------------------------------------------------------------------------------


def _share_of_gdp(said: Figure, folder: Path | None) -> Evidence:
    readings = []
    for vintage in (FIRST, YEARBOOK):
        pair = [
            statistics.one(name, vintage=vintage, period="2023", folder=folder)
            for name in ("industrial_value_added", "gdp")
        ]
        share = statistics.combine("share", *pair)
        text = f"value added and GDP as in: {vintage}"
        readings.append(Reading(text, matches(said.quantity, share), share, tuple(pair)))
    caveat = (
        "GDP of 2023 was revised upward after the fifth economic census; industry on the same "
        "basis is not among the figures held, so the revised share is open."
    )
    return Evidence(tuple(readings), caveat)


def _rate(series: str, period: str, industry: str, folder: Path | None) -> Statistic:
    return statistics.one(series, vintage=FIRST, period=period, industry=industry, folder=folder)


def _january_to_may(said: Figure, folder: Path | None) -> Evidence:
    official = _rate("growth_cumulative", "2024-01/2024-05", "total", folder)
    text = "real growth, above designated size"
    reading = Reading(
        text, matches(said.quantity, official.quantity), official.quantity, (official,)
    )
    later = _rate("growth_cumulative", "2024", "total", folder)
    return Evidence((reading,), f"By the end of the year the cumulative rate was {later}.")


def _in_may(industry: str) -> Test:
    """Build the test of a branch's growth in May."""

    def test(said: Figure, folder: Path | None) -> Evidence:
        may, april = (
            _rate("growth_single_month", month, industry, folder)
            for month in ("2024-05", "2024-04")
        )
        text = "single month, above designated size"
        reading = Reading(text, matches(said.quantity, may.quantity), may.quantity, (may,))
        return Evidence((reading,), f"One month; in April the rate was {april}.")

    return test


def _gain(said: Figure, folder: Path | None) -> Evidence:
    def rate(period: str) -> Statistic:
        return _rate("growth_cumulative", period, "total", folder)

    now, readings = rate("2024-01/2024-05"), []
    for text, period in (
        ("against the full year 2023", "2023"),
        ("against January to May 2023, like for like", "2023-01/2023-05"),
    ):
        gain = statistics.combine("difference", now, rate(period))
        readings.append(Reading(text, matches(said.quantity, gain), gain, (now, rate(period))))
    caveat = (
        f"Five months are set against twelve; like for like the gain is {readings[1].official}."
    )
    return Evidence(tuple(readings), caveat)


def _decline(said: Figure, folder: Path | None) -> Evidence:
    def rate(series: str, period: str) -> Statistic:
        return _rate(series, period, "total", folder)

    may, april = (rate("growth_single_month", month) for month in ("2024-05", "2024-04"))
    year_ago = rate("growth_single_month", "2023-05")
    level = rate("growth_month_on_month", "2024-05")
    readings = [
        Reading(
            "the growth rate fell from April to May",
            may.quantity < april.quantity,
            may.quantity - april.quantity,
            (may, april),
        ),
        Reading(
            "the growth rate was below that of May 2023",
            may.quantity < year_ago.quantity,
            may.quantity - year_ago.quantity,
            (may, year_ago),
        ),
        Reading("the level fell from April to May", level.quantity < 0, level.quantity, (level,)),
    ]
    return Evidence(tuple(readings), "Slower growth is not a falling level.")


def _key_industries(said: Figure, folder: Path | None) -> Evidence:
    repeated = statistics.load(
        "outturn_share_of_value_added",
        vintage="as stated 2023-09-05",
        industry="ten key industries",
        folder=folder,
    )
    # The claimant's own earlier statement decides nothing; nobody else publishes the share.
    readings = [
        Reading("the ministry said so before", Answer.UNDETERMINED, s.quantity, (s,))
        for s in repeated
    ]
    caveat = "No breakdown of value added by key industry is published."
    return Evidence(tuple(readings), caveat)


def _named(said: Figure, folder: Path | None) -> Evidence:
    rows = part("key-industries", said.briefing, folder)
    number = Quantity.exact(len(rows), "count")
    holds = matches(said.quantity, number)
    return Evidence(
        (Reading("industries named in the answer", holds, number),),
        "A definition, not a measurement.",
    )


def ten_provinces(folder: Path | None = None) -> dict[str, list[str]]:
    """Return the lists of ten provinces that this package assumes: assumptions, not data."""
    lists: dict[str, list[str]] = {}
    for row in tables.read("official-province-lists", folder):
        lists.setdefault(row["list"], []).append(row["province"])
    return lists


def share_of(members: Iterable[str], levels: dict[str, Statistic]) -> Quantity:
    """Share of some provinces in the sum of all, from their value added.

    Rounding of single provinces is carried through: the share rises with each member's value and
    falls with each other's, so its ends lie at the ends of both sums.

    Raises
    ------
    BriefingError
        If a member has no level or stands twice, or if the members are none or all.
    """
    members = list(members)
    missing = [name for name in members if name not in levels]
    if missing:
        raise BriefingError(f"members: {', '.join(missing)} have no value; leave them out")
    if len(set(members)) != len(members) or not 0 < len(members) < len(levels):
        raise BriefingError("members: name some of the provinces, each once, and not all of them")
    inside = [levels[name].quantity for name in members]
    outside = [s.quantity for name, s in levels.items() if name not in members]
    ten, rest = sum(inside[1:], start=inside[0]), sum(outside[1:], start=outside[0])
    return at_corners(
        lambda a, b: 100 * a / (a + b),
        ten,
        rest,
        unit="percent",
        point=100 * ten.point / (ten.point + rest.point),
        decimals=2,
    )


def _provinces_share(said: Figure, folder: Path | None) -> Evidence:
    if said.quantity is None or said.quantity.lower is None:
        raise BriefingError(f"{said.id}: states no lower end for the share; nothing to test")
    readings = []
    for period, vintage in PROVINCE_LEVELS.items():
        levels = statistics.agreed(
            statistics.load(
                "province_industrial_value_added", vintage=vintage, period=period, folder=folder
            )
        )
        for name, members in ten_provinces(folder).items():
            share = share_of(members, levels)
            readings.append(
                Reading(
                    f"ten provinces {name}, {period}",
                    share > said.quantity.lower,
                    share,
                    tuple(levels[member] for member in members),
                )
            )
    caveat = (
        "The ten are not named; the lists are assumptions of this package. Shares are of the sum "
        "of the provinces, all industry, at current prices."
    )
    return Evidence(tuple(readings), caveat)


def _provinces_growth(said: Figure, folder: Path | None) -> Evidence:
    period = {"vintage": FIRST, "period": "2024-01/2024-05", "folder": folder}
    rates = statistics.agreed(statistics.load("province_growth", **period))
    nation = statistics.one("growth_cumulative", industry="total", **period)
    provinces = {name: s for name, s in rates.items() if name != "China"}
    faster = {name: s.quantity > nation.quantity for name, s in provinces.items()}
    readings, others = [], set(provinces)
    for name, members in ten_provinces(folder).items():
        held = [faster.get(member, Answer.UNDETERMINED) for member in members]
        settled = next(
            (a for a in (Answer.IMPOSSIBLE, Answer.UNDETERMINED) if a in held), Answer.CERTAIN
        )
        others -= set(members)
        with_rate = [provinces[member] for member in members if member in provinces]
        if not with_rate:
            continue  # nothing was published about any of them: no reading
        slowest = min(with_rate, key=lambda s: s.quantity.point)
        readings.append(
            Reading(
                f"ten provinces {name}; slowest with data: {slowest.member}",
                settled,
                slowest.quantity,
                (*with_rate, nation),
            )
        )
    also = sum(faster[name] is Answer.CERTAIN for name in others)
    silent = len(tables.read("regions", folder)) - len(provinces)
    caveat = (
        f"So did {also} of the {len(others)} other provinces with data: exceeding the national "
        f"rate marks nobody out. {silent} provinces have no rate, and the rates held do not add up "
        "to the national one."
    )
    return Evidence(tuple(readings), caveat, common=also * 2 > len(others))


def _no_list(of: str) -> Test:
    """Build the test of a claim about a list that nobody published."""

    def test(said: Figure, folder: Path | None) -> Evidence:
        return Evidence((), f"No list of {of} is published.")

    return test


#: How each claim is tested. A claim without a test would be missing from the table, so a test
#: of this package holds the two together.
TESTS: dict[str, Test] = {
    "industry-share-gdp-2023": _share_of_gdp,
    "industrial-growth-2024-01-05": _january_to_may,
    "growth-gain-over-2023": _gain,
    "equipment-growth-2024-05": _in_may("equipment_manufacturing"),
    "high-tech-growth-2024-05": _in_may("high_tech_manufacturing"),
    "may-2024-decline": _decline,
    "key-industries-count": _named,
    "key-industries-share": _key_industries,
    "major-provinces-count": _no_list("the major provinces"),
    "major-provinces-share": _provinces_share,
    "major-provinces-growth": _provinces_growth,
    "prominent-cities-count": _no_list("the prominent cities"),
    "double-digit-cities": _no_list("the prominent cities"),
}


def evidence(id: str, briefing: str = LATEST, folder: Path | None = None) -> Evidence:
    """Test a claim of the briefing on official figures.

    Parameters
    ----------
    id : str
        A stated figure.
    briefing : str
        The briefing's date.
    folder : Path, optional
        A data folder other than the library's own.

    Raises
    ------
    BriefingError
        If there is no test for the figure.
    """
    if id not in TESTS:
        raise BriefingError(f"id: there is no test for {id!r}; use one of {', '.join(TESTS)}")
    known = registry(briefing, folder)
    if id not in known:
        raise BriefingError(f"id: the briefing of {briefing} has no figure {id!r} to test")
    return TESTS[id](known[id], folder)


def claims(briefing: str = LATEST, folder: Path | None = None) -> pd.DataFrame:
    """Every claim of a briefing beside what official figures give.

    Parameters
    ----------
    briefing, folder
        As for :func:`evidence`.

    Returns
    -------
    DataFrame
        Indexed by figure id, with columns ``said`` (its words), ``official`` (a
        :class:`~briefing.quantity.Quantity`, or None), ``verdict`` (:class:`Verdict`), ``reading``
        (those that hold, else those tested), ``caveat`` and ``sources`` (ids that
        :func:`briefing.cite` takes).
    """
    import pandas as pd

    rows = {}
    for figure in registry(briefing, folder).values():
        if figure.kind != "stated":
            continue
        found = evidence(figure.id, briefing, folder)
        held = [r for r in found.readings if r.holds is Answer.CERTAIN] or list(found.readings)
        rows[figure.id] = {
            "said": figure.locator.words,
            "official": held[0].official if held else None,
            "verdict": found.verdict,
            "reading": "; ".join(reading.text for reading in held),
            "caveat": found.caveat,
            "sources": tuple(dict.fromkeys(s.id for r in held for s in r.sources)),
        }
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object).rename_axis("id")
