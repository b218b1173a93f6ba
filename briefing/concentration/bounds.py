"""Sharp bounds on concentration from partial facts.

"Ten of 31 provinces hold over 60 %" does not fix any measure of concentration, but it bounds every
one. The bounds here are sharp: some shares reach each of them, or come as near as one likes, and
they are returned with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor, isclose
from typing import Any, NamedTuple

import numpy as np

from briefing.concentration import extremes, indices
from briefing.concentration.inputs import Array, Number, number, shown, whole
from briefing.errors import BriefingError, unknown
from briefing.quantity import Quantity
from briefing.wording import to_fraction

#: What :func:`concentration_bounds` can bound.
MEASURES = (
    "atkinson", "concentration_ratio", "effective_number", "entropy", "gini", "hhi",
    "hhi_normalised", "hoover", "rosenbluth", "theil_l", "theil_t",
)  # fmt: skip

#: Measures that fall as concentration rises.
FALLING = ("effective_number", "entropy")


@dataclass(frozen=True, eq=False)
class Bounds:
    """The range of a measure, and shares at either end of it.

    Attributes
    ----------
    lower, upper : float
        Ends of the range, in the measure's own unit.
    lower_closed, upper_closed : bool
        Whether some shares reach the end, or only come as near to it as one likes.
    lower_shares, upper_shares : numpy.ndarray
        Shares of the n regions, the k in question first, that reach or approach the ends.
    measure, n, k, share, named, largest, j, epsilon
        What was asked.
    """

    lower: float
    upper: float
    lower_closed: bool
    upper_closed: bool
    lower_shares: Array = field(repr=False)
    upper_shares: Array = field(repr=False)
    measure: str
    n: int
    k: int
    share: Quantity | Number
    named: bool
    largest: Number | None
    j: int | None
    epsilon: float | None

    def relative(self, actual: float | None = None) -> Quantity:
        """Place the range on a scale from 0, all regions equal, to 1, one region with everything.

        Parameters
        ----------
        actual : float, optional
            A value of the measure to mark within the range.

        Returns
        -------
        Quantity
            A ratio, to six decimals, turned round for measures that fall with concentration; its
            point is the actual value's place.

        Raises
        ------
        BriefingError
            If the measure has no greatest value, as Theil L, or ``actual`` is outside the range.

        Examples
        --------
        >>> scale = concentration_bounds("hhi", 31, 10, 0.6).relative()
        >>> float(scale.lower), float(scale.upper)
        (0.01174, 0.16771)
        """
        both = np.array([[1 / self.n, 0.0], [1.0, 0.0]]), np.array([[self.n, 0], [1, self.n - 1]])
        equal, single = _measured(self.measure, *both, self.j, self.epsilon)
        if not np.isfinite(single):
            raise BriefingError(f"measure: {self.measure} has no greatest value; it has no scale")

        def place(value: float) -> Fraction:
            return to_fraction(round(float((value - equal) / (single - equal)), 6))

        ends = (place(self.lower), self.lower_closed), (place(self.upper), self.upper_closed)
        (low, low_closed), (high, high_closed) = sorted(ends)
        point = None if actual is None else place(actual)
        if point is not None and not low <= point <= high:
            raise BriefingError(
                f"actual: {actual} is not within the bounds {self.lower:.6g} to {self.upper:.6g}; "
                "give a value of the same measure for the same regions"
            )
        low_closed |= point == low  # rounding may have put the point onto an open end
        high_closed |= point == high
        return Quantity(low, high, "ratio", low_closed, high_closed, point)


def concentration_bounds(
    measure: str,
    n: int,
    k: int,
    share: Quantity | Number,
    *,
    named: bool = False,
    largest: Number | None = None,
    j: int | None = None,
    epsilon: Number | None = None,
) -> Bounds:
    """Bound a measure of concentration, knowing only what k of n regions hold.

    Parameters
    ----------
    measure : str
        A function of :mod:`briefing.concentration` by name: one of :data:`MEASURES`. "cr5" is short
        for "concentration_ratio" with ``j=5``.
    n : int
        Number of regions, all of them in the total; from two to a million.
    k : int
        How many of them hold ``share``; fewer than n.
    share : Quantity or number
        Their share of the total: percent or ratio, however vague; or a number from 0 to 1.
    named : bool
        The k regions are a given list, which need not be the k largest.
    largest : number, optional
        What the largest region holds at most, from 0 to 1.
    j : int, optional
        For "concentration_ratio", of how many regions.
    epsilon : number, optional
        For "atkinson", the aversion to inequality.

    Returns
    -------
    Bounds
        ``lower`` and ``upper``, whether each is reached, and shares that reach or approach it.

    Raises
    ------
    BriefingError
        If an argument is out of range, missing or superfluous, or if no shares fit them: the k
        largest of n hold at least k/n, and at most k times ``largest``.

    Notes
    -----
    Every measure here rises (entropy and the effective number fall) when shares move from a smaller
    region to a larger one: it is Schur-convex (Marshall, Olkin and Arnold, 2011, Inequalities). So
    the minimum lies where both parts are equal within, for all of them at once. There is no such
    vector for the maximum, because a tail in few hands makes for an even head: p_k ≥ p_(k+1).
    The maximum lies at a vertex of the possible shares, and every vertex is matched or beaten by
    one of at most n simple vectors, which are all tried. For the HHI compare Kvålseth (2018),
    Heliyon 4(10), and Sleuwaegen and Dehandschutter (1986), Journal of Industrial Economics 35(2).

    Examples
    --------
    >>> bounds = concentration_bounds("hhi", 31, 10, 0.6)
    >>> round(bounds.lower, 4), round(bounds.upper, 4)
    (0.0436, 0.1946)
    >>> over = Quantity.over(60, "percent", maximum=100)
    >>> bounds = concentration_bounds("cr5", 31, 10, over)
    >>> round(bounds.lower, 4), bounds.lower_closed, round(bounds.upper, 4), bounds.upper_closed
    (0.3, False, 1.0, True)
    """
    n = whole(n, "n", 2, 10**6)
    k = whole(k, "k", 1, n - 1)
    measure, j, epsilon = _asked(measure, n, j, epsilon)
    cap = Fraction(1) if largest is None else _ratio(largest, "largest")
    if not Fraction(1, n) <= cap <= 1:
        raise BriefingError(
            f"largest: {shown(largest)} is not from 1/n = {1 / n:.4g} to 1; some region must"
        )
    low, high = _possible(share, n, k, named, cap)
    even_at, uneven_at, uneven = [low], [high], extremes.uneven_top
    if named:
        even_at, uneven = [_most_even(low, high, Fraction(k, n))], extremes.uneven_list
        uneven_at = [low, high, *_peaks(low.share, high.share, cap)]

    def end(tried: list[_Try], shares: Callable[..., extremes.Blocks], sign: int) -> _End:
        def most(s: Fraction) -> _End:
            blocks = shares(n, k, s, cap)
            return _most(blocks, _measured(measure, *blocks, j, epsilon), sign)

        return _furthest(tried, most, sign)

    sign = -1 if measure in FALLING else 1
    ends = [end(even_at, extremes.even, -sign), end(uneven_at, uneven, sign)]
    lower, upper = ends[::sign]
    return Bounds(
        lower.value, upper.value, lower.reached, upper.reached, lower.shares, upper.shares,
        measure, n, k, share, named, largest, j, epsilon,
    )  # fmt: skip


class _Try(NamedTuple):
    """A share of the k regions to try, whether it is possible itself, and one a little inside."""

    share: Fraction
    possible: bool
    inside: Fraction


class _End(NamedTuple):
    """An end of the range, whether shares reach it, and the shares."""

    value: float
    reached: bool
    shares: Array


def _asked(
    measure: str, n: int, j: int | None, epsilon: Number | None
) -> tuple[str, int | None, float | None]:
    """Return the measure's full name and its parameter, checked."""
    short = re.fullmatch(r"cr([1-9]\d{0,8})", str(measure))
    if short and j is None:
        measure, j = "concentration_ratio", int(short[1])
    if measure not in MEASURES:
        raise unknown("measure", measure, (*MEASURES, "cr1", "cr5"))
    for name, given, owner in (("j", j, "concentration_ratio"), ("epsilon", epsilon, "atkinson")):
        if (given is None) is (measure == owner):
            verb, cure = ("needs", "give") if given is None else ("takes no", "leave out")
            raise BriefingError(f"{name}: {measure} {verb} {name}; {cure} {name}")
    j = None if j is None else whole(j, "j", 1, n)
    return measure, j, None if epsilon is None else number(epsilon, "epsilon")


def _ratio(value: Any, name: str) -> Fraction:
    """Return a number exactly; a binary fraction such as 10/31 as the ratio it came from."""
    if hasattr(value, "quantity"):
        raise BriefingError(f"{name}: {shown(value)} is a fact; pass its quantity, fact.quantity")
    exact = to_fraction(value, name)
    return exact.limit_denominator(10**12) if isinstance(value, float) else exact


def _possible(
    share: Quantity | Number, n: int, k: int, named: bool, cap: Fraction
) -> tuple[_Try, _Try]:
    """Return both ends of the k regions' share, cut to what is possible."""
    if isinstance(share, Quantity):
        ratio = share.as_ratio()
        ends = (ratio.lower, ratio.lower_closed), (ratio.upper, ratio.upper_closed)
    else:
        exact = _ratio(share, "share")
        if not 0 <= exact <= 1:
            raise BriefingError(f"share: {shown(share)} is not from 0 to 1; write 60 % as 0.6")
        ends = (exact, True), (exact, True)
    (low, low_closed), (high, high_closed) = ends
    least = max(Fraction(0), 1 - (n - k) * cap) if named else Fraction(k, n)
    most = min(Fraction(1), k * cap)
    if low is None or low < least:
        low, low_closed = least, True
    if high is None or high > most:
        high, high_closed = most, True
    if low > high or (low == high and not (low_closed and high_closed)):
        who = f"{k} named of {n} regions" if named else f"the {k} largest of {n} regions"
        hint = "" if named else "; if the k are a list, not the largest, say named=True"
        raise BriefingError(
            f"share: {share} is impossible, as {who} hold from {float(least):.4g} to "
            f"{float(most):.4g} of the total{hint}"
        )
    step = (high - low) / 10_000
    return _Try(low, low_closed, low + step), _Try(high, high_closed, high - step)


def _most_even(low: _Try, high: _Try, equal: Fraction) -> _Try:
    """Return the share of a list at which all regions are nearest to equal."""
    if low.share < equal < high.share:
        return _Try(equal, True, equal)
    return high if high.share <= equal else low


def _peaks(low: Fraction, high: Fraction, cap: Fraction) -> list[_Try]:
    """Return shares strictly inside at which either part is made up of regions at the cap.

    Between two such shares the most uneven shares change linearly, so a convex measure is largest
    at an end; at any of them it takes its overall maximum.
    """
    inside = (floor(low / cap) + 1) * cap, 1 - (floor((1 - high) / cap) + 1) * cap
    return [_Try(s, True, s) for s in inside if low < s < high]


def _furthest(tried: list[_Try], most: Callable[[Fraction], _End], sign: int) -> _End:
    """Find the largest end (sign 1) or smallest (-1), and whether possible shares reach it."""
    found = []
    for s, possible, inside in tried:
        end = most(s)
        # Reached all the same where the measure is flat, as a ratio is once it has come to 1.
        flat = possible or isclose(end.value, most(inside).value, rel_tol=1e-14, abs_tol=1e-15)
        found.append(end._replace(reached=flat))
    best = max(found, key=lambda end: sign * end.value).value
    ties = [end for end in found if isclose(end.value, best, rel_tol=1e-14)]
    return max(ties, key=lambda end: end.reached)


def _most(blocks: extremes.Blocks, results: Array, sign: int) -> _End:
    """Return the largest (sign 1) or smallest (-1) result of rows of blocks, and its shares."""
    values, counts = blocks
    row = int(np.argmax(sign * results))
    shares = np.repeat(values[row], counts[row])
    shares.setflags(write=False)
    return _End(float(results[row]), True, shares)


def _measured(
    measure: str, values: Array, counts: Any, j: int | None, epsilon: float | None
) -> Array:
    """Compute a measure for each row of blocks."""
    order = np.argsort(values, axis=1)
    p, counts = (np.take_along_axis(each, order, axis=1) for each in (values, counts))
    logs = indices.log_ratios(p, counts)
    match measure:
        case "atkinson":
            return indices.atkinson(logs, epsilon or 0.0, counts)
        case "concentration_ratio":
            return indices.concentration_ratio(p, j or 0, counts)
        case "effective_number":
            return indices.effective_number(indices.hhi(p, counts))
        case "entropy":
            return indices.entropy(indices.theil_t(p, logs, counts), counts[0].sum())
        case "theil_l":
            return indices.theil_l(logs, counts)
        case "theil_t":
            return indices.theil_t(p, logs, counts)
    index: Array = getattr(indices, measure)(p, counts)
    return index
