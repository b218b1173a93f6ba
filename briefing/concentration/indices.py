"""Each index of concentration, once: measures, panel and bounds all compute it here.

The functions take arrays and check nothing. Along the last axis ``p`` holds the shares of one
distribution, which sum to 1. ``counts`` says how many regions have each of them; without it, one.
Every distribution in an array has the same number of regions.

Where ``logs`` are asked for, they are what :func:`log_ratios` gives. Where ``p`` is said to ascend,
the smallest share comes first.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
Counts: TypeAlias = NDArray[Any] | None


def shares(x: Array, counts: Counts = None) -> Array:
    """Return each amount's share of its distribution's total.

    A power of two first brings the largest amount near 1. That changes no digit, and then no sum or
    square overflows.
    """
    exponent = np.frexp(x.max(axis=-1, keepdims=True))[1]
    p: Array = x * np.ldexp(1.0, np.minimum(1023, -exponent))
    held = p if counts is None else p * counts
    p /= held.sum(axis=-1, keepdims=True)
    return p


def log_ratios(x: Array, counts: Counts = None) -> Array:
    """Return ln(x/μ), μ being the mean; minus infinity where x is 0.

    An entry that no region has (its count is 0) gets the value of the largest: a finite one.
    """
    largest = (x if counts is None else np.where(counts > 0, x, 0)).max(axis=-1, keepdims=True)
    if counts is not None:
        x = np.where(counts > 0, x, largest)
    ratios = x / largest
    with np.errstate(divide="ignore"):
        logs: Array = np.log(ratios)
        tiny = (ratios < np.finfo(float).tiny) & (x > 0)
        if tiny.any():  # the ratio has lost digits, or is 0 although x is not
            logs[tiny] = (np.log(x) - np.log(largest))[tiny]
    n = _regions(ratios, counts)
    logs += np.log(n / _total(ratios, counts))[..., None]
    return logs


def concentration_ratio(p: Array, k: int, counts: Counts = None) -> Array:
    """Share of the k largest, Σ p over them; the last k of ``p`` are the largest.

    It is divided by the sum of all, which may miss 1 by a digit, so that all regions hold all.
    """
    if counts is None:
        largest = p[..., p.shape[-1] - k :]
    else:
        larger = counts[..., ::-1].cumsum(axis=-1)[..., ::-1] - counts
        largest = p * np.clip(k - larger, 0, counts)
    index: Array = np.minimum(1.0, largest.sum(axis=-1) / _total(p, counts))
    return index


def hhi(p: Array, counts: Counts = None) -> Array:
    """Herfindahl-Hirschman index, Σ p²."""
    return _total(p * p, counts)


def hhi_normalised(p: Array, counts: Counts = None) -> Array:
    """Return Σ (p − 1/n)²/(1 − 1/n), which loses no digits near equality."""
    n = _regions(p, counts)
    deviation = p - 1 / n
    return _total(deviation * deviation, counts) / (1 - 1 / n)


def effective_number(hhi: Array) -> Array:
    """Return 1/HHI."""
    return 1 / hhi


def theil_t(p: Array, logs: Array, counts: Counts = None) -> Array:
    """Theil T, Σ p ln(np)."""
    return _at_least_0(_total(p * np.where(p > 0, logs, 0.0), counts))


def theil_l(logs: Array, counts: Counts = None) -> Array:
    """Theil L, −mean of ln(np)."""
    return _at_least_0(-_total(logs, counts) / _regions(logs, counts))


def entropy(theil_t: Array, n: float) -> Array:
    """Shannon entropy, ln n − T."""
    return _at_least_0(np.log(float(n)) - theil_t)


def gini(p: Array, counts: Counts = None) -> Array:
    """Gini coefficient, Σ m (n − m) (p_i − p_(i−1))/n with m regions below p_i; ``p`` ascends.

    This is the sum of all pairs' differences, put together from the steps between neighbours. No
    term is negative, so nothing cancels, and equal shares give 0.
    """
    n = _regions(p, counts)
    if counts is None:
        below = np.arange(1.0, n)
        above = below[::-1]
    else:
        below = counts[..., :-1].cumsum(axis=-1)
        above = counts[..., :0:-1].cumsum(axis=-1)[..., ::-1]
    return _total(np.diff(p, axis=-1), below * above) / n


def hoover(p: Array, counts: Counts = None) -> Array:
    """Hoover index, ½ Σ |p − 1/n|."""
    return _total(np.abs(p - 1 / _regions(p, counts)), counts) / 2


def distance(p: Array, q: Array) -> Array:
    """Krugman's distance of two structures, Σ |p − q|."""
    return _total(np.abs(p - q), None)


def rosenbluth(p: Array, counts: Counts = None) -> Array:
    """Rosenbluth index, 1/Σ (2i − 1) p_i with rank i = 1 the largest; ``p`` ascends."""
    n = _regions(p, counts)
    if counts is None:
        ranks = np.arange(2.0 * n - 1, 0, -2)
        return 1 / _total(p, ranks)
    above = n - counts.cumsum(axis=-1)
    return 1 / _total(p * (2 * above + counts), counts)


def atkinson(logs: Array, epsilon: float, counts: Counts = None) -> Array:
    """Atkinson index, 1 − [mean of (np)^(1−ε)]^(1/(1−ε)).

    The largest power is taken out of the mean, so that none overflows whatever ε is. log1p and
    expm1 keep the digits where ε is near 1.
    """
    n = _regions(logs, counts)
    if epsilon == 1:
        return -np.expm1(-theil_l(logs, counts))
    top = (logs.min if epsilon > 1 else logs.max)(axis=-1, keepdims=True)
    top = np.where(np.isfinite(top), top, 0.0)
    with np.errstate(over="ignore"):
        powers = np.expm1((1 - epsilon) * (logs - top))
    mean = np.log1p(_total(powers, counts) / n) / (1 - epsilon)
    return _at_least_0(-np.expm1(top[..., 0] + mean))


def _regions(p: Array, counts: Counts) -> float:
    """Return the number of regions of one distribution; all have the same."""
    return p.shape[-1] if counts is None else float(counts.sum(axis=-1).flat[0])


def _at_least_0(index: Array) -> Array:
    """Return an index without what rounding took below 0."""
    result: Array = np.maximum(0.0, index)
    return result


def _total(terms: Array, counts: Counts) -> Array:
    """Sum along the last axis, each term as often as its count says."""
    total: Array
    if counts is None:
        total = terms.sum(axis=-1)
    elif counts.ndim == 1:
        total = terms @ counts
    else:
        total = (counts * terms).sum(axis=-1)
    return total
