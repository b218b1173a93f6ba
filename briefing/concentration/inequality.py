"""Measures of inequality: how far regions are from having the same.

They take amounts as :mod:`briefing.concentration.measures` does. Repeating every region leaves them
as they are, unlike measures of concentration. Two Series are matched by label. The Gini coefficient
is not corrected unless asked, and both Theil indices are in nats.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from briefing.concentration import indices
from briefing.concentration.inputs import (
    Amounts,
    Array,
    Number,
    amounts,
    number,
    paired,
    positions,
    shown,
)
from briefing.errors import BriefingError


class Lorenz(NamedTuple):
    """Points of a Lorenz curve, smallest region first: both run from 0 to 1."""

    regions: Array
    total: Array


class TheilDecomposition(NamedTuple):
    """The two parts of Theil T, in nats."""

    within: float
    between: float


def gini(x: Amounts, weights: Amounts | None = None, corrected: bool = False) -> float:
    """Gini coefficient: mean absolute difference over twice the mean.

    Parameters
    ----------
    x : array_like
        Amounts by region; with ``weights``, the amount of each single member.
    weights : array_like, optional
        How many members have each amount, the same as repeating it, or which share of the members;
        matched by label when both are Series.
    corrected : bool
        Correct for the number of members: multiply by n/(n − 1), n being the number of regions, or
        the sum of weights that are whole numbers. With weights w that sum to 1 as shares do,
        multiply by 1/(1 − Σ w²).

    Returns
    -------
    float
        From 0 (equal) to 1 − 1/n (one region has all), or to 1 when corrected.

    Raises
    ------
    BriefingError
        If ``x`` or ``weights`` is not valid amounts, or their product sums to zero. A correction is
        refused for a single member, for weights that are neither counts nor shares, and where it
        would give more than 1: shares as weights do not say how many members there are.

    Notes
    -----
    Gini (1912), Variabilità e mutabilità; the correction is Deltas (2003), Review of Economics
    and Statistics 85(1).

    Examples
    --------
    >>> round(gini([20, 50, 20, 10]), 4), round(gini([20, 50, 20, 10], corrected=True), 4)
    (0.3, 0.4)
    >>> round(gini([1, 3], weights=[2, 1]), 4) == round(gini([1, 1, 3]), 4)
    True
    >>> round(gini([10, 20, 70], weights=[0.34, 0.56, 0.1], corrected=True), 4)
    0.5567
    """
    if weights is None:
        p = indices.shares(np.sort(amounts(x)))
        index, members = indices.gini(p), np.ones_like(p)
    else:
        values, members = amounts(x), amounts(weights, "weights", absolute=True)
        members = members[positions(x, weights, "x", "weights")]
        order = np.argsort(values)
        order = order[members[order] > 0]
        values, held_by = values[order], indices.shares(members[order])
        if values[-1] == 0:
            raise BriefingError("weights: every amount above 0 has weight 0, so the total is zero")
        index = indices.gini(indices.shares(values, held_by), held_by)
    return _corrected(float(index), members) if corrected else float(index)


def lorenz(x: Amounts) -> Lorenz:
    """Lorenz curve: the share of the total held by the smallest regions.

    Parameters
    ----------
    x : array_like
        Amounts by region.

    Returns
    -------
    Lorenz
        ``regions`` and ``total``, arrays of n + 1 cumulated shares from 0 to 1.

    Raises
    ------
    BriefingError
        If ``x`` is not valid amounts.

    Notes
    -----
    Lorenz (1905), Publications of the American Statistical Association 9(70).

    Examples
    --------
    >>> lorenz([6, 2]).total
    array([0.  , 0.25, 1.  ])
    """
    held = np.concatenate([[0.0], np.cumsum(indices.shares(np.sort(amounts(x))))])
    return Lorenz(np.linspace(0, 1, held.size), held / held[-1])


def hoover(x: Amounts, reference: Amounts | None = None) -> float:
    """Hoover index: the share that would have to move to match the reference, ``½ Σ |p − q|``.

    Parameters
    ----------
    x : array_like
        Amounts by region.
    reference : array_like, optional
        What the amounts are compared with, e.g. population by region; by default equal regions.
        Matched by label when both are Series.

    Returns
    -------
    float
        From 0 (proportional) to 1 − 1/n against equal regions, to 1 in general.

    Raises
    ------
    BriefingError
        If an argument is not valid amounts, or the regions differ.

    Notes
    -----
    Hoover (1936), Review of Economics and Statistics 18(4).

    Examples
    --------
    >>> round(hoover([20, 50, 20, 10]), 4)
    0.25
    """
    if reference is None:
        return float(indices.hoover(indices.shares(amounts(x))))
    first, second = map(indices.shares, paired(x, reference, "x", "reference"))
    return float(indices.distance(first, second)) / 2


def theil_t(x: Amounts) -> float:
    """Theil T, the mean of (x/μ) ln(x/μ).

    Parameters
    ----------
    x : array_like
        Amounts by region.

    Returns
    -------
    float
        In nats, from 0 (equal) to ln n (one region has all).

    Raises
    ------
    BriefingError
        If ``x`` is not valid amounts.

    Notes
    -----
    Theil (1967), Economics and Information Theory.

    Examples
    --------
    >>> round(theil_t([10, 10, 10, 20, 50]), 4)
    0.2502
    """
    values = amounts(x)
    return float(indices.theil_t(indices.shares(values), indices.log_ratios(values)))


def theil_l(x: Amounts) -> float:
    """Theil L, the mean logarithmic deviation, −mean of ln(x/μ).

    Parameters
    ----------
    x : array_like
        Amounts by region.

    Returns
    -------
    float
        In nats, from 0 (equal); infinite as soon as one region has nothing.

    Raises
    ------
    BriefingError
        If ``x`` is not valid amounts.

    Notes
    -----
    Theil (1967), Economics and Information Theory. Some software calls this one simply "Theil".

    Examples
    --------
    >>> round(theil_l([10, 10, 10, 20, 50]), 4), theil_l([1, 0])
    (0.2326, inf)
    """
    return float(indices.theil_l(indices.log_ratios(amounts(x))))


def theil_decomposition(x: Amounts, groups: Any) -> TheilDecomposition:
    """Theil T within and between groups of regions; the two add up to it.

    within = Σ s_g T_g and between = Σ s_g ln(s_g/(n_g/n)), s_g being a group's share of the total
    and n_g its number of regions.

    Parameters
    ----------
    x : array_like
        Amounts by region.
    groups : array_like
        The group of each region; matched by label when both are Series.

    Returns
    -------
    TheilDecomposition
        ``within`` and ``between``, both in nats and 0 or more.

    Raises
    ------
    BriefingError
        If ``x`` is not valid amounts, or a region has no group.

    Notes
    -----
    Bourguignon (1979), Econometrica 47(4); Shorrocks (1980), Econometrica 48(3).

    Examples
    --------
    >>> parts = theil_decomposition([10, 30, 20, 40], ["east", "west", "east", "west"])
    >>> [round(part, 4) for part in parts]
    [0.0242, 0.0823]
    """
    values = amounts(x)
    p, logs = indices.shares(values), indices.log_ratios(values)
    order = positions(x, groups, "x", "groups")
    numbering: dict[Any, int] = {}
    codes = np.empty(p.size, dtype=int)
    for position, name in enumerate(np.asarray(groups, dtype=object)[order]):
        if name is None or (name == name) is not True:  # NaN and its kin differ from themselves
            raise BriefingError(
                f"groups: {shown(name)} at position {position} is missing; name a group"
            )
        codes[position] = numbering.setdefault(name, len(numbering))
    size = np.bincount(codes)
    mean = np.bincount(codes, weights=p) / size
    group_logs = indices.log_ratios(mean, size)
    between = indices.theil_t(mean, group_logs, size)
    held = p > 0  # a region with nothing adds nothing, and its logarithm is not finite
    within = p[held] @ (logs[held] - group_logs[codes[held]])
    return TheilDecomposition(max(0.0, float(within)), float(between))


def atkinson(x: Amounts, epsilon: Number) -> float:
    """Atkinson index, 1 − [mean of (x/μ)^(1−ε)]^(1/(1−ε)), or 1 − geometric mean/μ at ε = 1.

    Parameters
    ----------
    x : array_like
        Amounts by region.
    epsilon : number
        Aversion to inequality, 0 or more: the larger, the more the smallest regions count.

    Returns
    -------
    float
        From 0 (equal) to 1, which a region with nothing gives for any ε of 1 or more.

    Raises
    ------
    BriefingError
        If ``x`` is not valid amounts, or ``epsilon`` negative or not finite.

    Notes
    -----
    Atkinson (1970), Journal of Economic Theory 2(3).

    Examples
    --------
    >>> round(atkinson([10, 20, 30, 40, 50], 0.5), 5), round(atkinson([10, 20, 30, 40, 50], 1), 5)
    (0.06315, 0.13161)
    """
    return float(indices.atkinson(indices.log_ratios(amounts(x)), number(epsilon, "epsilon")))


def _corrected(gini: float, weights: Array) -> float:
    """Correct a Gini coefficient for the number of members, which the weights must tell."""
    members = weights.sum()
    if (weights == np.floor(weights)).all():
        least = float(1 / members)
    elif abs(members - 1) <= 1e-9:
        least = float(weights @ weights)
    else:
        raise BriefingError(
            "corrected: the weights are neither counts nor shares; give whole numbers of members, "
            "or shares that sum to 1, or leave the correction out"
        )
    if not 1 - least > 1e-9:
        raise BriefingError("corrected: the correction needs more than one member; leave it out")
    corrected = gini / (1 - least)
    if corrected > 1 + 1e-9:
        raise BriefingError(
            f"corrected: with these shares as weights it would be {corrected:.4g}, and no Gini "
            "coefficient is above 1; give counts as weights, or leave the correction out"
        )
    return float(min(1.0, corrected))
