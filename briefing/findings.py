"""Findings: what facts say of each other, in words that come from the facts.

Every word of direction, order or comparison is chosen by the three answers that ranges give. Where
ranges leave it open and only the printed values differ, the text says "as printed".

>>> from briefing import figure
>>> equipment, high_tech = figure("equipment-growth-2024-05"), figure("high-tech-growth-2024-05")
>>> say("High-tech manufacturing grew {} equipment manufacturing", faster(high_tech, equipment))
'High-tech manufacturing grew faster than equipment manufacturing'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.errors import BriefingError, ScopeError
from briefing.facts.assumed import Assumption, together
from briefing.facts.fact import Fact, value_of
from briefing.facts.words import ATTRIBUTES, checked, describe, differing, revised, stated
from briefing.quantity import Answer, Quantity
from briefing.wording import UNITS, shown

#: What may be set against each other: members, areas, or one thing at two times.
_COMPARED = ("population", "area", "period")
#: How the first and the last of each kind are named; all that is neither rate nor share comes last.
_RANKED = {"rate": ("grew fastest", "grew slowest"), "share": ("holds most", "holds least")}
_RANKED |= {"": ("is highest", "is lowest")}
#: Certainly above, certainly below, equal as printed, and left open.
_COMPARED_WORDS = ("above", "below", "as printed equal to", "not certainly different from")
_FASTER_WORDS = (
    *("faster than", "slower than", "as fast, as printed, as"),
    "not certainly faster or slower than",
)


class Finding(str):
    """A text that knows the facts it rests on.

    Attributes
    ----------
    facts : tuple of Fact
        What its words were chosen by.
    """

    facts: tuple[Fact, ...]

    def __new__(cls, text: str, facts: Iterable[Fact] = ()) -> Finding:
        """Attach facts to a text."""
        self = super().__new__(cls, text)
        self.facts = tuple(facts)
        return self

    @property
    def rests_on(self) -> tuple[Assumption, ...]:
        """The rows of the table of assumptions by which its facts were read."""
        return together(*(fact.rests_on for fact in self.facts))


def say(template: str, *parts: Finding | Fact | str) -> Finding:
    """Put findings and facts into a sentence, in the places marked by {}.

    Raises
    ------
    BriefingError
        If there are not as many places as parts.
    """
    if template.count("{}") != len(parts):
        raise BriefingError(f"template: {template!r:.80} needs {len(parts)} places {{}}")
    facts: list[Fact] = []
    for part in parts:
        facts += part.facts if isinstance(part, Finding) else ()
        facts += [part] if isinstance(part, Fact) else ()
    return Finding(template.format(*map(str, parts)), dict.fromkeys(facts))


def moved(earlier: Fact, later: Fact, *, because: str | None = None) -> Finding:
    """Say how a value changed from one period to a later one of equal length.

    Parameters
    ----------
    earlier, later : Fact
        One thing at two times.
    because : str, optional
        Why facts that differ in more are compared all the same.

    Returns
    -------
    Finding
        "rose from 4.6 % to 6.2 %", "fell from … to …", or "stayed at …".

    Raises
    ------
    ScopeError
        If they differ in more than the period, or are amounts or shares as first published in two
        years.
    BriefingError
        If the periods are not in order.
    """
    _check([earlier, later], because, ("period",))
    a, b = earlier.scope.period, later.scope.period
    if a is None or b is None or not a.end < b.end:
        raise BriefingError(f"later: {later.period} is not after {earlier.period}; exchange them")
    order = up, printed = _order(value_of(later), value_of(earlier))
    if order == (0, True):
        return Finding(f"stayed, as printed, at {_value(later)}", (earlier, later))
    verb = {1: "rose", -1: "fell", 0: "stayed within the rounding"}[up] + ", as printed," * printed
    return Finding(f"{verb} from {_value(earlier)} to {_value(later)}", (earlier, later))


def compared(first: Fact, second: Fact, *, because: str | None = None) -> Finding:
    """Say where one value lies: above, below, or not certainly different from another.

    Parameters and errors are those of :func:`moved`; the facts may differ in population, area or
    period, but in one of them only.
    """
    return _choose(first, second, because, _COMPARED_WORDS)


def faster(first: Fact, second: Fact, *, because: str | None = None) -> Finding:
    """Say which of two rates is greater: "faster than", "slower than" and so on.

    Parameters and errors are those of :func:`compared`; both must be rates.
    """
    found = _choose(first, second, because, _FASTER_WORDS)
    if first.scope.kind != "rate":
        raise ScopeError(f"first: {first.key} is a {first.scope.kind}, not a rate; use compared()")
    return found


def gap(first: Fact, second: Fact | None = None, *, because: str | None = None) -> Finding:
    """Say how far one value lies from another: "1.1 points below".

    Parameters
    ----------
    first, second : Fact
        As for :func:`compared`. Without ``second``, ``first`` is itself a change, and it is said
        on which side of nothing it lies.
    because : str, optional
        As for :func:`compared`.
    """
    if second is None and first.scope.kind != "change":
        raise ScopeError(f"first: {first.key} is no change; give a second fact to compare with")
    facts = [first, second] if second else [first]
    _check(facts, because)
    away = value_of(first) - value_of(second) if second else value_of(first)
    up, printed = _order(away, Quantity.exact(0, away.unit))
    if up == 0:
        return Finding("level, as printed, with" if printed else "not certainly apart from", facts)
    size = abs(away)
    words = (str(size) if size.point is None else _printed(size)).replace("percentage ", "")
    side = "above" if up > 0 else "below"
    return Finding(f"{words} {side}" + ", as printed," * printed, facts)


def counted(facts: Iterable[Fact], than: Fact, what: str, *, because: str | None = None) -> Finding:
    """Count the facts above another: "23 of 26 provinces outgrew China".

    Parameters
    ----------
    facts : iterable of Fact
        One for each member.
    than : Fact
        What they are compared with; it is named by what sets it apart.
    what : str
        What the members are.
    because : str, optional
        As for :func:`compared`.

    Returns
    -------
    Finding
        Those counted lie above for certain; where rounding leaves one open, the text says
        "at least".
    """
    facts = list(facts)
    _check([than, *facts], because)
    orders = [_order(value_of(fact), value_of(than)) for fact in facts]
    sure = orders.count((1, False))
    left = any(printed or not up for up, printed in orders)
    verb = "outgrew" if than.scope.kind == "rate" else "lie above"
    name = describe(than, differing([than, *facts])) or than.member
    text = f"{sure} of {len(facts)} {what} {verb} {name}"
    return Finding(f"at least {text}" if left else text, (*facts, than))


def ranked(facts: Iterable[Fact], *, last: bool = False, because: str | None = None) -> Finding:
    """Name the first of several facts, or the last: "Electronics grew fastest".

    Parameters
    ----------
    facts : iterable of Fact
        Two or more; they differ in population, area or period.
    last : bool
        Whether to name the last instead.
    because : str, optional
        As for :func:`compared`.

    Returns
    -------
    Finding
        With "as printed" where rounding leaves the order open; all are named that share the place.
    """
    facts = list(facts)
    _check(facts, because)
    if len(facts) < 2:
        raise BriefingError("facts: give two or more; one alone has no rank")
    sign = -1 if last else 1
    orders = [[_order(value_of(f), value_of(o)) for o in facts if o is not f] for f in facts]
    first = [f for f, found in zip(facts, orders, strict=True) if (-sign) not in dict(found)]
    sure = any(set(found) == {(sign, False)} for found in orders)
    if not first:
        raise BriefingError("facts: their ranges settle no order; compare them in pairs")
    apart = [name for name in differing(facts) if name in _COMPARED]
    names = " and ".join(describe(fact, apart) for fact in first)
    verb = _RANKED.get(facts[0].scope.kind, _RANKED[""])[last]
    return Finding(f"{names[:1].upper()}{names[1:]} {verb}" + ", as printed" * (not sure), facts)


def largest(facts: Iterable[Fact], number: int, *, because: str | None = None) -> Finding:
    """Pick so many of the greatest values, and say so: "the 10 largest".

    Parameters
    ----------
    facts : iterable of Fact
        More than the number; they differ in population, area or period.
    number : int
        How many to pick.
    because : str, optional
        As for :func:`compared`.

    Returns
    -------
    Finding
        Its facts are those picked, in their order. The text says "as printed" where rounding leaves
        open whether all of them belong there.

    Raises
    ------
    BriefingError
        If the number does not lie between none and all of the facts, or a fact has no single value.
    """
    facts = list(facts)
    _check(facts, because)
    if not 0 < number < len(facts):
        raise BriefingError(f"number: {number} must leave some of {len(facts)} facts, not all")
    ranges = [fact.key for fact in facts if value_of(fact).estimate is None]
    if ranges:
        raise BriefingError(f"facts: {ranges[0]} is a range without a value; it has no place")
    order = sorted(facts, key=lambda fact: value_of(fact).estimate or 0, reverse=True)
    inside, outside = order[:number], order[number:]
    pairs = ((value_of(one), value_of(other)) for one in inside for other in outside)
    sure = all(_order(one, other) == (1, False) for one, other in pairs)
    return Finding(f"the {number} largest" + ", as printed" * (not sure), inside)


def within(official: Fact, said: Fact, *, because: str | None = None) -> Finding:
    """Say whether an official value lies in what was said.

    They may differ in vintage and price basis, which speakers do not state, and in measure where
    ``because`` says that it is the same.
    """
    _check([said, official], because, ("vintage", "price_basis"))
    found, meant = value_of(official), value_of(said)
    if found in meant:
        text = "lies in what was said"
    elif not found.meets(meant):
        text = "lies outside what was said"
    elif found.estimate is not None and found.estimate in meant:
        text = "lies, as printed, in what was said"
    else:
        text = "may lie in what was said"
    return Finding(text, (official, said))


# -- helpers -------------------------------------------------------------------------------------


def _check(facts: Sequence[Fact], because: str | None, free: Sequence[str] | None = None) -> None:
    """Refuse to compare what differs in more than one thing, unless it is said why."""
    if not [value_of(fact) for fact in facts]:
        raise BriefingError("facts: is empty; there is nothing to compare")
    if stated(because):
        checked(facts, ATTRIBUTES)
        return
    apart = [name for name in differing(facts) if name in _COMPARED]
    checked(facts, free if free is not None else apart[:1])
    periods = {fact.scope.period for fact in facts}
    if len({period and period.months for period in periods}) > 1:
        raise ScopeError(f"facts: mixes periods of unequal length ({facts[0].period}); say why")
    later = next((fact for fact in facts if revised(facts[0], fact)), None)
    if later:
        raise ScopeError(
            f"facts: {facts[0].id:.60} and {later.id:.60} are as first published in different "
            "years, and later revised; take one vintage, or say why"
        )


def _order(a: Quantity, b: Quantity) -> tuple[int, bool]:
    """Return 1, −1 or 0 for above, below and neither; and whether only printed values say so."""
    if (a > b) is Answer.CERTAIN:
        return 1, False
    if (a < b) is Answer.CERTAIN:
        return -1, False
    if a.estimate is None or b.estimate is None:
        return 0, False
    return (a.estimate > b.estimate) - (a.estimate < b.estimate), True


def _choose(first: Fact, second: Fact, because: str | None, words: Sequence[str]) -> Finding:
    """Choose among the words for certainly above and below, equal as printed, and left open."""
    _check([first, second], because)
    answers = ((1, False), (-1, False), (0, True))
    order = _order(value_of(first), value_of(second))
    text = dict(zip(answers, words, strict=False)).get(order, words[3])
    return Finding(text, (first, second))


def _value(fact: Fact) -> str:
    value = value_of(fact)
    return value.text() if value.point is None or value.qualifier != "derived" else _printed(value)


def _printed(value: Quantity) -> str:
    """Write a computed value by its point, with as many decimals as its parts, or two digits."""
    assert value.point is not None
    size, unit = abs(value.point), UNITS[value.unit]
    places = value.decimals if value.decimals is not None else 1 if size >= 10 else 2
    text = shown(value.point, places)
    return text + (unit.one if text == "1" and unit.one else unit.written)
