"""The closed set of tests that a reading may ask for. Each is one small function on a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from briefing.errors import BriefingError, ScopeError
from briefing.facts.assumed import Assumptions, opened
from briefing.facts.computed import computed
from briefing.facts.fact import Fact, as_share, combine, value_of
from briefing.facts.said import part
from briefing.facts.scope import Folder, vocabulary
from briefing.facts.words import describe
from briefing.quantity import Answer, Quantity
from briefing.verdicts.case import Case, NoDataError, rank
from briefing.verdicts.verdict import Outcome, Reading

#: What is claimed of each member is as sure as the worst of their outcomes.
_WORST_FIRST = (Outcome.FAILS, Outcome.UNTESTED, Outcome.ROUNDING, Outcome.AS_PRINTED)


# -- outcomes ------------------------------------------------------------------------------------


def compare(said: Quantity, official: Quantity) -> Outcome:
    """Tell whether an official figure is what was said.

    Examples
    --------
    >>> said = Quantity.rounded("31.7", "percent")
    >>> print(compare(said, Quantity.rounded("31.66", "percent")))
    holds
    >>> print(compare(said, Quantity(31, 32, "percent", point="31.7")))
    holds as printed
    >>> print(compare(said, Quantity(31, 32, "percent", point="31.6")))
    within rounding only
    >>> print(compare(said, Quantity.rounded("31.5", "percent")))
    fails
    """
    if official in said:
        return Outcome.HOLDS
    # The number in "over 60 %" is an end of the range, and none of the values it allows.
    printed = None if official.qualifier.bound else official.point
    if printed is not None and printed in said:
        return Outcome.AS_PRINTED
    return Outcome.ROUNDING if said.meets(official) else Outcome.FAILS


def order(official: Quantity, limit: Fraction | int, above: bool = True) -> Outcome:
    """Tell whether an official figure lies above a number, or below it.

    Examples
    --------
    >>> apart = Quantity.rounded("6.3", "percent") - Quantity.rounded("6.2", "percent")
    >>> print(order(apart, 0))
    holds
    >>> print(order(apart, 0, above=False))
    fails
    """
    answer = official > limit if above else official < limit
    if answer is not Answer.UNDETERMINED:
        return Outcome.HOLDS if answer is Answer.CERTAIN else Outcome.FAILS
    printed = None if official.qualifier.bound else official.point
    if printed is not None and (printed > limit if above else printed < limit):
        return Outcome.AS_PRINTED
    return Outcome.ROUNDING


def share_of(members: Iterable[str], facts: Mapping[str, Fact]) -> Quantity:
    """Share of some members in the sum of all.

    The rounding of each member is carried through. The share rises with each member's value and
    falls with each other's, so its ends lie at the ends of both sums.

    Parameters
    ----------
    members : iterable of str
        Some of the names in ``facts``.
    facts : dict of str to Fact
        The figure of each.

    Raises
    ------
    BriefingError
        If a member has no figure or stands twice, or if the members are none or all.
    """
    members = list(members)
    missing = [name for name in members if name not in facts]
    if missing:
        raise BriefingError(f"members: {', '.join(missing)} have no value; leave them out")
    if len(set(members)) != len(members) or not 0 < len(members) < len(facts):
        raise BriefingError("members: name some of those with a value, each once, and not all")
    inside = _total(facts[name] for name in members)
    outside = _total(fact for name, fact in facts.items() if name not in members)
    # Each sum occurs once, so the range is sharp.
    share = as_share((1 / (1 + outside / inside)).as_percent(), "share of members")
    return replace(share, decimals=2)


def proxied(
    fact: Fact,
    series: str,
    less: str = "",
    *,
    assuming: str,
    folder: Folder = None,
    under: Assumptions | None = None,
) -> Fact:
    """Compute a published share by another measure, to see how far that measure misses.

    Parameters
    ----------
    fact : Fact
        A share of a population that consists of whole divisions.
    series, less : str
        The other measure, and what is taken off it; both are held for each division, for the
        fact's period and vintage.
    assuming : str
        What is taken for what, in words.
    folder : Path, optional
        A data folder other than the library's own.
    under : Assumptions, optional
        What to assume in place of the table of assumptions.

    Raises
    ------
    BriefingError
        If the series is not held, or the population contains none or all of the divisions.
    """
    source = opened(folder, under)
    row = {"series": series, "against": less, "vintage": fact.scope.vintage, "period": "{period}"}
    facts, words = Case(fact, row, source).parts(), vocabulary(source)
    inside = [name for name in facts if words.contains(fact.scope.population, name)]
    parts, decimals = (facts[name] for name in inside), value_of(fact).decimals
    found = replace(share_of(inside, facts), decimals=decimals)  # it is known no better
    return computed(found, fact, *parts, how="proxy", assuming=assuming)


def _total(facts: Iterable[Fact]) -> Quantity:
    first, *others = map(value_of, facts)
    return sum(others, start=first)


# -- relations -----------------------------------------------------------------------------------


def matches(case: Case) -> Reading:
    """Test whether the official figure is what was said."""
    fact = case.official()
    case.check(fact, measure=True)
    return _compared(case, value_of(fact), (fact,))


def difference(case: Case) -> Reading:
    """Test whether the official figure less that of another period is what was said."""
    return _combined(case, "difference", case.official(), _fact(case.reference()))


def share(case: Case) -> Reading:
    """Test whether the official figure has the share in another that was said."""
    return _combined(case, "share", case.official(), case.whole())


def above(case: Case, above: bool = True) -> Reading:
    """Test whether the official figure lies above a number, or that of another period."""
    fact, reference = case.official(), case.reference()
    case.check(fact)
    if isinstance(reference, Fraction):
        return Reading(order(value_of(fact), reference, above), fact.quantity, (fact,))
    apart = combine("difference", fact, reference, assuming=case.cell("bridge"))
    return Reading(order(value_of(apart), 0, above), apart.quantity, (fact, reference))


def below(case: Case) -> Reading:
    """Test whether the official figure lies below a number, or that of another period."""
    return above(case, above=False)


def share_of_members(case: Case) -> Reading:
    """Test whether the members of a list have the share in all areas that was said."""
    facts = case.members()
    for fact in facts.values():  # the whole is the sum of their population
        case.check(replace(fact, scope=replace(fact.scope, denominator=fact.scope.population)))
    silent = [name for name in case.inside().values() if name not in facts]
    if silent:  # the sum of all is not known
        return Reading(Outcome.UNTESTED, note=f"no figure of {', '.join(silent)} is held")
    members = case.listed(facts)
    found = _compared(case, share_of(members, facts), tuple(facts[name] for name in members))
    return replace(found, note=f"list: {case.cell('list')}")


def each_above(case: Case) -> Reading:
    """Test whether each member of a list lies above the figure of the whole area."""
    facts, nation, members = case.members(), _fact(case.reference()), case.listed()
    outcomes = {name: _above_nation(case, fact, nation) for name, fact in facts.items()}
    held = [name for name in members if name in facts]
    if not held:
        raise NoDataError(f"no figure of {', '.join(members)} is held")
    silent = ", ".join(name for name in members if name not in facts)
    found = {outcomes[name] for name in held} | ({Outcome.UNTESTED} if silent else set())
    others = [outcome for name, outcome in outcomes.items() if name not in members]
    whole = describe(nation, ["area"])
    above, slowest = others.count(Outcome.HOLDS), min(held, key=lambda name: rank(facts[name]))
    return Reading(
        next((outcome for outcome in _WORST_FIRST if outcome in found), Outcome.HOLDS),
        facts[slowest].quantity,
        (*(facts[name] for name in held), nation),
        (f"no figure of {silent} is held; " if silent else "")
        + f"{above} of {len(others)} others with a figure exceed {whole}'s {nation} too",
        says_little=2 * above > len(others),
        of=f"lowest: {slowest}",
    )


def _above_nation(case: Case, fact: Fact, nation: Fact) -> Outcome:
    """Set a member against its nation, of the same population, period and price basis."""
    case.check(fact)
    differing = fact.scope.differences(nation.scope, ("area", "measure", "vintage"))
    if differing and not case.cell("bridge"):
        raise ScopeError(
            f"{fact.id} and {nation.id} differ in {', '.join(differing)}; the reading must name "
            "a bridge"
        )
    return order(value_of(fact) - value_of(nation), 0)


def count_above(case: Case) -> Reading:
    """Test whether as many members as was said reach a number, or lie above the whole area.

    What was said may be a number, or a share of the row's list.
    """
    facts, limit, total = case.members(), case.reference(), value_of(case.said).total
    if case.cell("list"):
        members = case.listed()
        facts = {name: fact for name, fact in facts.items() if name in members}
        total = Fraction(len(members))
    if total is None:
        raise BriefingError(f"{case.said.key} does not say of how many; name a list")
    outcomes = [_reached(case, fact, limit) for fact in facts.values()]
    sure, silent = outcomes.count(Outcome.HOLDS), total - len(facts)
    whole = isinstance(limit, Fact) and not silent
    as_printed = Fraction(sure + outcomes.count(Outcome.AS_PRINTED)) if whole else None
    most = total - outcomes.count(Outcome.FAILS)
    number = Quantity(Fraction(sure), most, "count", point=as_printed)
    if case.said.scope.kind == "share":
        number = as_share((number / Quantity.exact(total, "count")).as_percent(), "count above")
    sources = (*facts.values(), limit) if isinstance(limit, Fact) else tuple(facts.values())
    found = _compared(case, number, sources)
    if silent and found.outcome is Outcome.ROUNDING:
        return replace(found, outcome=Outcome.UNTESTED, note=f"no figure of {silent} is held")
    return found


def _reached(case: Case, fact: Fact, limit: Fact | Fraction) -> Outcome:
    """Tell whether a member reaches a number, or lies above the figure of the whole area."""
    if isinstance(limit, Fact):
        return _above_nation(case, fact, limit)
    case.check(fact)
    answer = value_of(fact) >= limit
    if answer is Answer.UNDETERMINED:
        return Outcome.ROUNDING
    return Outcome.HOLDS if answer is Answer.CERTAIN else Outcome.FAILS


def difference_of_shares(case: Case) -> Reading:
    """Test whether the share that a count has in a fixed number rose by as much as was said."""
    now, whole, then = case.official(), case.reference(), case.earlier()
    if isinstance(whole, Fact) or whole <= 0:
        raise BriefingError("against: give the number that both are counted of")
    apart = combine("difference", now, then, assuming=case.cell("bridge"))
    case.check(apart)
    points = (value_of(apart) / Quantity.exact(whole, "count")).as_percent()
    return _compared(case, replace(points, unit="percentage points"), (now, then))


def count_of_a_list(case: Case) -> Reading:
    """Test whether the briefing's own list has as many members as was said."""
    name = case.cell("list")
    rows = part(name, case.said.briefing, folder=case.package)
    if not rows:
        return Reading(Outcome.UNTESTED, note=f"the briefing gives no list of {name}")
    return _compared(case, Quantity.exact(len(rows), "count"), ())


def proxy_by_division(case: Case) -> Reading:
    """Show the share of the divisions by another measure, which decides nothing.

    It reaches from the divisions that belong wholly to what was said, to all that belong in part.
    """
    facts = case.parts()
    for fact in facts.values():
        case.check(fact, measure=True)
    rows = case.package.table("official-key-industry-divisions")
    least, most = (
        share_of({row["population"] for row in rows if row["coverage"] in coverage}, facts)
        for coverage in (("whole",), ("whole", "part only"))
    )
    ends = least.lower, most.upper, least.unit, least.lower_closed, most.upper_closed
    found, said = Quantity(*ends, share=True), value_of(case.said)
    word = "includes" if said in found else "overlaps" if said.meets(found) else "lies outside"
    named = {row["population"] for row in rows}
    sources = tuple(fact for name, fact in facts.items() if name in named)
    return Reading(Outcome.UNTESTED, found, sources, f"a proxy; its range {word} what was said")


def another_briefing(case: Case) -> Reading:
    """Show what the speaker said before, which decides nothing."""
    fact, note = case.official(), "the speaker's own word decides nothing"
    return Reading(Outcome.UNTESTED, fact.quantity, (fact,), note)


def untestable(case: Case) -> Reading:
    """Say why nothing can test the reading: the figures are not held, or not published."""
    return Reading(Outcome.UNTESTED, note=f"{case.cell('relation')}: {case.cell('why_not')}")


def _combined(case: Case, operation: str, first: Fact, second: Fact) -> Reading:
    found = combine(operation, first, second, assuming=case.cell("bridge"))
    case.check(found)
    return _compared(case, value_of(found), (first, second))


def _compared(case: Case, official: Quantity, sources: tuple[Fact, ...]) -> Reading:
    return Reading(compare(value_of(case.said), official), official, sources)


def _fact(reference: Fact | Fraction) -> Fact:
    if isinstance(reference, Fraction):
        raise BriefingError(f"against: {reference} is a number; name a series")
    return reference


#: Every relation that the table of readings may name.
RELATIONS: dict[str, Callable[[Case], Reading]] = {
    "matches": matches,
    "above": above,
    "below": below,
    "difference": difference,
    "difference of shares": difference_of_shares,
    "share": share,
    "share of members": share_of_members,
    "each above": each_above,
    "count above": count_above,
    "count of a list": count_of_a_list,
    "proxy by division": proxy_by_division,
    "another briefing": another_briefing,
    "not published": untestable,
    "not held": untestable,
}
