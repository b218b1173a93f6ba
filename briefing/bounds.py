"""Sharp bounds on concentration from partial facts.

"Ten of 31 provinces hold over 60 %" does not fix any measure of concentration, but it bounds every
one. The bounds here are sharp: for each the shares that reach it, or come as near as one likes,
are returned with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor, isclose

import numpy as np

from briefing.amounts import aversion, whole
from briefing.errors import BriefingError
from briefing.measures import x_log_x
from briefing.quantity import Number, Quantity, to_fraction

MEASURES = (
    "atkinson",
    "concentration_ratio",
    "effective_number",
    "entropy",
    "gini",
    "hhi",
    "hhi_normalised",
    "hoover",
    "rosenbluth",
    "theil_l",
    "theil_t",
)

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
    lower_shares: np.ndarray = field(repr=False)
    upper_shares: np.ndarray = field(repr=False)
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
            If the measure has no greatest value, as Theil L.
        """
        both = np.array([[1 / self.n, 0.0], [1.0, 0.0]]), np.array([[self.n, 0], [1, self.n - 1]])
        equal, single = _measured(self.measure, *both, self.j, self.epsilon)
        if not np.isfinite(single):
            raise BriefingError(f"measure: {self.measure} has no greatest value; it has no scale")

        def place(value):
            return to_fraction(round(float((value - equal) / (single - equal)), 6))

        ends = (self.lower, self.lower_closed), (self.upper, self.upper_closed)
        (low, low_closed), (high, high_closed) = sorted(
            (place(value), closed) for value, closed in ends
        )
        return Quantity(
            low,
            high,
            "ratio",
            lower_closed=low_closed,
            upper_closed=high_closed,
            point=None if actual is None else place(actual),
        )


def concentration_bounds(
    measure: str,
    n: int,
    k: int,
    share: Quantity | Number,
    *,
    named: bool = False,
    largest: Number | None = None,
    j: int | None = None,
    epsilon: float | None = None,
) -> Bounds:
    """Bound a measure of concentration, knowing only what k of n regions hold.

    Parameters
    ----------
    measure : str
        A function of :mod:`briefing.concentration` by name: one of :data:`MEASURES`. "cr5" is short
        for "concentration_ratio" with ``j=5``.
    n : int
        Number of regions, all of them in the total; two or more.
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
    epsilon : float, optional
        For "atkinson", the aversion to inequality.

    Returns
    -------
    Bounds
        ``lower`` and ``upper``, whether each is reached, and shares that reach or approach it.

    Raises
    ------
    ValueError
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
    n = whole(n, "n", 2, 10**9)
    k = whole(k, "k", 1, n - 1)
    measure, j, epsilon = _asked(measure, n, j, epsilon)
    cap = Fraction(1) if largest is None else _ratio(largest, "largest")
    if not Fraction(1, n) <= cap <= 1:
        raise BriefingError(
            f"largest: {largest} is not from 1/n = {1 / n:.4g} to 1; some region must"
        )
    (low, low_closed), (high, high_closed) = _possible(share, n, k, named, cap)

    def end(points, vectors, sign):
        """Find the most extreme value over shares of the k, and whether one of them reaches it."""
        found = []
        for s, closed, inner in points:
            value, at = _most(vectors(n, k, s, cap), measure, j, epsilon, sign)
            # Reached all the same where the measure is flat, as a ratio is once it has come to 1.
            flat = not closed and isclose(
                value, _most(vectors(n, k, inner, cap), measure, j, epsilon, sign)[0],
                rel_tol=1e-14, abs_tol=1e-15,
            )  # fmt: skip
            found.append((value, closed or flat, at))
        best = max(found, key=lambda each: sign * each[0])[0]
        ties = [each for each in found if isclose(each[0], best, rel_tol=1e-14)]
        return max(ties, key=lambda each: each[1])

    step = (high - low) / 10_000
    low_end, high_end = (low, low_closed, low + step), (high, high_closed, high - step)
    equal = Fraction(k, n)
    even_at, uneven_at = low_end, [high_end]
    if named:
        if low < equal < high:
            even_at = (equal, True, equal)
        elif high <= equal:
            even_at = high_end
        uneven_at = [low_end, high_end, *_peaks(low, high, cap)]
    sign = -1 if measure in FALLING else 1
    ends = [
        end([even_at], _even, -sign),
        end(uneven_at, _uneven_named if named else _uneven_top, sign),
    ]
    (lower, lower_closed, lower_at), (upper, upper_closed, upper_at) = ends[::sign]
    return Bounds(
        lower, upper, lower_closed, upper_closed, lower_at, upper_at,
        measure, n, k, share, named, largest, j, epsilon,
    )  # fmt: skip


def _asked(measure, n, j, epsilon):
    """Return the measure's full name and its parameter, checked."""
    short = re.fullmatch(r"cr([1-9]\d*)", str(measure))
    if short and j is None:
        measure, j = "concentration_ratio", int(short[1])
    if measure not in MEASURES:
        raise BriefingError(f"measure: {measure!r} is none of {', '.join(MEASURES)} or e.g. cr5")
    for name, given, owner in (("j", j, "concentration_ratio"), ("epsilon", epsilon, "atkinson")):
        if (given is None) is (measure == owner):
            verb = "needs" if given is None else "takes no"
            raise BriefingError(f"{name}: {measure} {verb} {name}")
    j = None if j is None else whole(j, "j", 1, n)
    return measure, j, None if epsilon is None else aversion(epsilon)


def _ratio(number, name):
    """Return a number exactly; a binary fraction such as 10/31 as the ratio it came from."""
    exact = to_fraction(number, name)
    return exact.limit_denominator(10**12) if isinstance(number, float) else exact


def _possible(share, n, k, named, cap):
    """Return both ends of the k regions' share, each with whether it is possible itself."""
    if isinstance(share, Quantity):
        ratio = share.as_ratio()
        low, low_closed = (0, True) if ratio.lower is None else (ratio.lower, ratio.lower_closed)
        high, high_closed = (1, True) if ratio.upper is None else (ratio.upper, ratio.upper_closed)
    else:
        low, low_closed = high, high_closed = _ratio(share, "share"), True
        if not 0 <= low <= 1:
            raise BriefingError(f"share: {share} is not from 0 to 1; write 60 % as 0.6")
    least = max(0, 1 - (n - k) * cap) if named else Fraction(k, n)
    most = min(1, k * cap)
    if low < least:
        low, low_closed = least, True
    if high > most:
        high, high_closed = most, True
    if low > high or (low == high and not (low_closed and high_closed)):
        who = f"{k} named of {n} regions" if named else f"the {k} largest of {n} regions"
        hint = "" if named else "; if the k are a list, not the largest, say named=True"
        raise BriefingError(
            f"share: {share} is impossible, as {who} hold from {float(least):.4g} to "
            f"{float(most):.4g} of the total{hint}"
        )
    return (Fraction(low), low_closed), (Fraction(high), high_closed)


def _peaks(low, high, cap):
    """Return shares strictly inside at which either part is made up of regions at the cap.

    Between two such shares the most uneven shares change linearly, so a convex measure is largest
    at an end; at any of them it takes its overall maximum.
    """
    inside = (floor(low / cap) + 1) * cap, 1 - (floor((1 - high) / cap) + 1) * cap
    return [(s, True, s) for s in inside if low < s < high]


# Shares are handled as blocks: rows of values and of how many regions have each, so that a vector
# of any length costs four numbers.


def _even(n, k, s, cap):
    """Return the most even shares: equal within both parts."""
    return np.array([[s / k, (1 - s) / (n - k)]], dtype=float), np.array([[k, n - k]])


def _uneven_named(n, k, s, cap):
    """Return the most uneven shares of a named list: both parts in as few hands as the cap lets."""
    values, counts = [], []
    for held, regions in ((s, k), (1 - s, n - k)):
        full = floor(held / cap)
        left = held - full * cap
        values += [cap, left, 0]
        counts += [full, int(left > 0), regions - full - int(left > 0)]
    return np.array([values], dtype=float), np.array([counts])


def _uneven_top(n, k, s, cap):
    """Return shares among which every measure has its maximum, given that the k largest hold s.

    Those with an equal tail of l − k regions (l up to n) let the head be as uneven as it can:
    regions at the cap, one in between, the rest as small as the tail's. Those with i regions at the
    cap and an otherwise equal head let the tail be as uneven as it can: regions as large as the
    head's, one smaller, and none.
    """
    rest = 1 - s
    shortest = max(1, ceil(k * rest / s))  # in a shorter tail each would outdo the head
    tail = np.arange(shortest, n - k + 1)
    small = float(rest) / tail
    room = float(cap) - small
    spare = np.maximum(0, float(s) - k * small)
    full = np.divide(spare, room, where=room > 0, out=np.zeros_like(small))
    full = np.minimum(np.floor(full + 1e-12), k - 1).astype(int)
    between = np.clip(float(s) - full * float(cap) - (k - 1 - full) * small, small, float(cap))
    ones = np.ones_like(tail)
    equal_tail = (
        [np.full_like(small, cap), between, small, np.zeros_like(small)],
        [full, ones, k - 1 - full + tail, n - k - tail],
    )

    least = rest / (n - k)  # what the head's smallest must have for the tail to find room
    most_full = 0 if cap == least else min(k - 1, floor((s - k * least) / (cap - least)))
    full = np.arange(most_full + 1)
    equal = np.maximum(0, float(s) - full * float(cap)) / (k - full)
    fits = np.divide(float(rest), equal, where=equal > 0, out=np.zeros_like(equal))
    more = np.minimum(np.floor(fits * (1 + 1e-12)), n - k).astype(int)
    left = np.maximum(0, fits - more) * equal
    one = (more < n - k).astype(int)
    equal_head = (
        [np.full_like(equal, cap), equal, left, np.zeros_like(equal)],
        [full, k - full + more, one, n - k - more - one],
    )
    return [np.hstack([a, b]).T for a, b in zip(equal_tail, equal_head, strict=True)]


def _most(blocks, measure, j, epsilon, sign):
    """Return the largest (sign 1) or smallest (-1) value over rows of blocks, and its shares."""
    values, counts = blocks
    results = _measured(measure, values, counts, j, epsilon)
    row = int(np.argmax(sign * results))
    shares = np.repeat(values[row], counts[row])
    shares.setflags(write=False)
    return float(results[row]), shares


def _measured(measure, values, counts, j, epsilon):
    """Compute a measure for each row of blocks."""
    n = counts[0].sum()
    if measure in ("gini", "rosenbluth", "concentration_ratio"):
        order = np.argsort(-values, axis=1)
        values = np.take_along_axis(values, order, axis=1)
        counts = np.take_along_axis(counts, order, axis=1)
        before = np.cumsum(counts, axis=1) - counts  # regions with more
    # A block of no regions must not matter, whatever its value.
    relative = np.where(counts > 0, n * values, 1.0)
    match measure:
        case "hhi":
            return (counts * values**2).sum(axis=1)
        case "hhi_normalised":
            return (counts * (values - 1 / n) ** 2).sum(axis=1) / (1 - 1 / n)
        case "effective_number":
            return 1 / (counts * values**2).sum(axis=1)
        case "entropy":
            return np.maximum(0, -(counts * x_log_x(values)).sum(axis=1))
        case "theil_t":
            return np.maximum(0, (counts * x_log_x(relative)).sum(axis=1) / n)
        case "theil_l":
            with np.errstate(divide="ignore"):
                return np.maximum(0, -(counts * np.log(relative)).sum(axis=1) / n)
        case "hoover":
            return (counts * np.abs(values - 1 / n)).sum(axis=1) / 2
        case "atkinson":
            with np.errstate(divide="ignore", over="ignore"):
                if epsilon == 1:
                    return 1 - np.exp((counts * np.log(relative)).sum(axis=1) / n)
                mean = (counts * relative ** (1 - epsilon)).sum(axis=1) / n
                return np.maximum(0, 1 - mean ** (1 / (1 - epsilon)))
        case "concentration_ratio":
            return np.minimum(1, (values * np.clip(j - before, 0, counts)).sum(axis=1))
        case "gini":
            return np.maximum(0, (counts * (n - 2 * before - counts) * values).sum(axis=1) / n)
        case "rosenbluth":
            return 1 / (counts * (2 * before + counts) * values).sum(axis=1)
