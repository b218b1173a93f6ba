"""What a claim says of a list that nobody names: how many of all possible lists fit it.

"Ten major provinces hold over 60 % of industry, and each outgrew the nation" names no list. Many
lists of ten may fit, or few; and a province that stands in each of those is named after all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain, combinations
from math import comb, lcm
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from briefing.errors import BriefingError, ScopeError, UnitError, unknown
from briefing.facts.fact import Fact, as_share, value_of
from briefing.facts.words import checked, differing, stated
from briefing.quantity import Answer, Quantity

if TYPE_CHECKING:
    import pandas as pd

Array: TypeAlias = NDArray[Any]

#: How many lists are judged at a time, which bounds the memory, and at most.
_BLOCK, _MOST = 1_000_000, 100_000_000


class Condition(NamedTuple):
    """That so many members of a list lie above a value.

    Attributes
    ----------
    rates : mapping of str to Fact
        Growth by member; computed facts serve too. A member without a rate may lie above or not.
    than : Fact
        What they are compared with, e.g. the nation's growth.
    number : int or Quantity
        How many of the list lie above: exactly so many, or as many as a quantity of counts allows.
    """

    rates: Mapping[str, Fact]
    than: Fact
    number: int | Quantity


@dataclass(frozen=True)
class Fitting:
    """How many lists fit a claim.

    Attributes
    ----------
    lists : int
        How many lists there are.
    certain : int
        How many fit whatever the true values are.
    possible : int
        How many fit for some true values; those that fit for certain are among them.
    by_member : DataFrame
        In how many of the lists that fit each member stands: columns certain and possible.
    """

    lists: int
    certain: int
    possible: int
    by_member: pd.DataFrame = field(repr=False, compare=False)

    @property
    def number(self) -> Quantity:
        """How many lists fit, as a count."""
        return Quantity(Fraction(self.certain), Fraction(self.possible), "count")

    @property
    def share(self) -> Quantity:
        """What part of all lists fits, in percent."""
        low, high = (
            Fraction(100 * self.certain, self.lists),
            Fraction(100 * self.possible, self.lists),
        )
        return Quantity(low, high, "percent", share=True)


def fitting(
    size: int,
    levels: Mapping[str, Fact],
    share: Fact | Quantity,
    *,
    containing: Iterable[str] = (),
    growth: Iterable[Condition] = (),
    because: str | None = None,
) -> Fitting:
    """Count the lists of so many members of which a claim is true.

    Parameters
    ----------
    size : int
        How many members a list has.
    levels : mapping of str to Fact
        The amount of each member, with both ends and above zero. Their sum is the whole.
    share : Fact or Quantity
        What a list holds of the whole, in percent or as a ratio.
    containing : iterable of str
        Members that stand in each list.
    growth : iterable of Condition
        How many of a list must lie above a value. All conditions must be met.
    because : str, optional
        Why a share of another whole or period is set against the levels all the same.

    Returns
    -------
    Fitting

    Raises
    ------
    ScopeError, UnitError
        If levels, or rates and what they are compared with, differ in more than area or population;
        or the share is of another whole or period.
    BriefingError
        If the size leaves no list or all of one, a name is unknown or stands twice, a level may be
        zero or has no end, no list can have as many members above as a condition says, or there are
        over 100 million lists.

    Notes
    -----
    All lists are tried, in whole numbers. A list's share has its least value where its members sit
    at their lower ends and all others at their upper ends, and its greatest the other way round.
    Each condition is met by true values of its own, and each member's lies anywhere in its range.
    What two conditions, or two equal rates, say of each other is left out: where it matters, fewer
    lists are possible than are counted, or more are certain.

    Examples
    --------
    >>> from briefing.facts.official import agreed, official
    >>> asked = {"vintage": "preliminary accounts 2024", "period": "2024"}
    >>> levels = agreed(official("province_industrial_value_added", **asked))
    >>> fitting(3, levels, Quantity.over(30, "percent", 100), containing=["Jiangsu"])
    Fitting(lists=435, certain=2, possible=2)
    """
    members = list(levels)
    named = _positions(containing, members)
    if not isinstance(size, int) or not max(1, len(named)) <= size < len(members):
        raise BriefingError(
            f"size: {size!r:.40} must be at least 1 and the {len(named)} named, and leave out some "
            f"of {len(members)} members"
        )
    _check_levels(levels, share, because)
    tests = [_share_test([value_of(fact) for fact in levels.values()], share)]
    tests += [_growth_test(size, members, Condition(*condition)) for condition in growth]
    for_certain, perhaps = ([*chain(*bounds)] for bounds in zip(*tests, strict=True))
    lists = comb(len(members) - len(named), size - len(named))
    if lists > _MOST:
        raise BriefingError(f"size: makes {lists:,} lists; name more members in containing")
    counts, fit = np.zeros((2, len(members)), dtype=np.int64), [0, 0]
    for left, right in _halves(len(members), named, size):
        for kind, bounds in enumerate((for_certain, perhaps)):
            fits = _judged(bounds, left, right)
            fit[kind] += int(np.count_nonzero(fits))
            np.add.at(counts[kind], left, np.count_nonzero(fits, axis=1)[:, None])
            np.add.at(counts[kind], right, np.count_nonzero(fits, axis=0)[:, None])
    return Fitting(lists, fit[0], fit[1], _frame(members, counts))


def _positions(names: Iterable[str], members: Sequence[str]) -> list[int]:
    """Return where the named members stand."""
    names = [names] if isinstance(names, str) else list(names)
    for name in names:
        if name not in members:
            raise unknown("member", name, members)
        if names.count(name) > 1:
            raise BriefingError(f"containing: {name} stands twice; name each once")
    return [members.index(name) for name in names]


def _check_levels(levels: Mapping[str, Fact], share: Fact | Quantity, because: str | None) -> None:
    """Refuse levels of several scopes, and a share of something else."""
    facts, told = list(levels.values()), stated(because)
    _check_alike(facts, "levels", "level")
    if isinstance(share, Quantity):
        return
    value_of(share)
    if share.scope.kind != "share":
        raise ScopeError(f"share: {share.key} is a {share.scope.kind}; give a share")
    whole, words, when = share.scope.denominator, share.vocabulary, share.scope.period
    population = facts[0].scope.population
    same = whole == population or (words and whole and words.allows(whole, population))
    if not told and not (same and when in (None, facts[0].scope.period)):
        raise ScopeError(
            f"share: {share.key} is of {whole or 'a whole not stated'}, {share.period}; the levels "
            f"are of {population}, {facts[0].period}; take the same, or say why (because=…)"
        )


def _check_alike(facts: Sequence[Fact], name: str, kind: str) -> None:
    """Refuse facts of another kind, or that differ in more than one of area and population."""
    for fact in facts:
        value_of(fact)
        if fact.scope.kind != kind:
            raise ScopeError(f"{name}: {fact.key:.60} is a {fact.scope.kind}, not a {kind}")
    checked(facts, [one for one in ("area", "population") if one in differing(facts)][:1])


# -- the tests of a list ---------------------------------------------------------------------------


class _Bound(NamedTuple):
    """That the whole numbers of a list's members, one for each, add up to so much or more."""

    numbers: Array
    least: int


#: What holds of each list that fits for certain, and of each that may fit.
_Test: TypeAlias = tuple[list[_Bound], list[_Bound]]


def _share_test(levels: Sequence[Quantity], share: Fact | Quantity) -> _Test:
    """Test whether a list's share lies in what is claimed.

    An open end counts as one step further in. Steps are so small that they never add up to a unit
    of the levels: they only decide where a share would lie on the end of what is claimed.

    That ``part / (part + rest)`` reaches p / q is that ``(q - p) part - p rest`` reaches 0. The
    rest is the whole without the part, so each member has its say in a sum.
    """
    claimed = as_share(_claimed(share).as_ratio(), "share")
    bottom = claimed.lower or Fraction(0)
    top = Fraction(1) if claimed.upper is None else claimed.upper
    largest = max(bottom.denominator, top.denominator)
    lows, highs = _whole_numbers(levels, steps=largest * len(levels) + 1)
    exact = np.int64 if 2 * largest * sum(highs) < 2**63 else object
    low, high = np.array(lows, dtype=exact), np.array(highs, dtype=exact)

    def over(part: Array, others: Array, whole: int) -> _Bound:
        """Bound the share from below, where the rest is the whole without the others."""
        p, q = bottom.numerator, bottom.denominator
        return _Bound((q - p) * part + p * others, p * whole + (not claimed.lower_closed))

    def under(part: Array, others: Array, whole: int) -> _Bound:
        """Bound the share from above."""
        p, q = top.numerator, top.denominator
        return _Bound((p - q) * part - p * others, (not claimed.upper_closed) - p * whole)

    least, most = (low, high, sum(highs)), (high, low, sum(lows))
    return [over(*least), under(*most)], [over(*most), under(*least)]


def _claimed(share: Fact | Quantity) -> Quantity:
    return share if isinstance(share, Quantity) else value_of(share)


def _whole_numbers(levels: Sequence[Quantity], steps: int) -> tuple[list[int], list[int]]:
    """Write the ends of all levels in one unit that makes them whole, of so many steps each."""
    ends: list[tuple[Fraction, Fraction]] = []
    for level in levels:
        if level.lower is None or level.lower <= 0 or level.upper is None:
            raise BriefingError(f"levels: {level.interval} needs a lower end above 0 and an upper")
        ends.append((level.lower, level.upper))
    unit = lcm(*(end.denominator for pair in ends for end in pair)) * steps
    pairs = list(zip(ends, levels, strict=True))
    low = [int(end[0] * unit) + (not level.lower_closed) for end, level in pairs]
    return low, [int(end[1] * unit) - (not level.upper_closed) for end, level in pairs]


def _growth_test(size: int, members: Sequence[str], condition: Condition) -> _Test:
    """Test whether as many of a list as is claimed lie above a value."""
    rates, than, number = condition
    for name in rates:
        if name not in members:
            raise unknown("rates: member", name, members)
    _check_alike([than, *rates.values()], "growth", "rate")
    number = Quantity.exact(number, "count") if isinstance(number, int) else number
    if not isinstance(number, Quantity) or number.unit != "count":
        raise UnitError(f"number: {number!s:.40} is no count; give a whole number of members")
    if not number.meets(Quantity(Fraction(0), Fraction(size), "count")):
        raise BriefingError(
            f"number: {number} of {size} members cannot lie above; give 0 to {size}"
        )
    fewest = number.lower or Fraction(0)
    most = Fraction(size) if number.upper is None else number.upper
    at_least, at_most = int(fewest), min(int(most), size)
    answers = [
        value_of(rates[name]) > value_of(than) if name in rates else Answer.UNDETERMINED
        for name in members
    ]
    sure = np.array([answer is Answer.CERTAIN for answer in answers], dtype=np.int16)
    open_too = np.array([answer is not Answer.IMPOSSIBLE for answer in answers], dtype=np.int16)
    certain = [_Bound(sure, at_least), _Bound(-open_too, -at_most)]
    return certain, [_Bound(open_too, at_least), _Bound(-sure, -at_most)]


# -- all lists -------------------------------------------------------------------------------------


def _halves(number: int, named: Sequence[int], size: int) -> Iterator[tuple[Array, Array]]:
    """Go through all lists as pairs of tables: each row of one goes with each row of the other.

    The members are cut into two halves. So a sum over a list is the sum of two, each of which is
    computed once for all lists that share it. Named members stand in each row of the first.
    """
    free = [position for position in range(number) if position not in named]
    chosen, middle = size - len(named), len(free) // 2
    for first in range(chosen + 1):
        left, right = _rows(free[:middle], first), _rows(free[middle:], chosen - first)
        fixed = np.tile(np.array(named, dtype=np.intp), (len(left), 1))
        left, step = np.hstack([fixed, left]), max(1, _BLOCK // max(1, len(right)))
        for start in range(0, len(left), step):
            yield left[start : start + step], right


def _rows(members: Sequence[int], number: int) -> Array:
    """All choices of so many members, one a row."""
    flat = chain.from_iterable(combinations(members, number))
    return np.fromiter(flat, dtype=np.intp).reshape(comb(len(members), number), number)


def _judged(bounds: Sequence[_Bound], left: Array, right: Array) -> Array:
    """Tell of each list whether it keeps within all bounds."""
    fits = np.ones((len(left), len(right)), dtype=bool)
    for numbers, least in bounds:
        fits &= numbers[left].sum(axis=1)[:, None] >= least - numbers[right].sum(axis=1)
    return fits


def _frame(members: Sequence[str], counts: Array) -> pd.DataFrame:
    import pandas as pd

    index = pd.Index(members, name="member")
    return pd.DataFrame({"certain": counts[0], "possible": counts[1]}, index=index)
