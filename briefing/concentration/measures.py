"""Measures of concentration: in how few hands a total is.

Every measure takes amounts (value added, employment, shares in any unit), whatever their scale,
from a list, an array or a pandas Series. Zeros are regions. HHI runs from 0 to 1, and entropy is
in nats.

An input that is not a complete list of amounts raises a ``BriefingError``, which is a
``ValueError``; the message names the argument and the position.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from briefing.concentration import indices
from briefing.concentration.inputs import Amounts, Number, amounts, like, number, whole
from briefing.errors import BriefingError


def shares(x: Amounts, total: Number | None = None) -> Any:
    """Shares of the total.

    Parameters
    ----------
    x : array_like
        Amounts by region.
    total : number, optional
        What they should sum to (100 for complete percentages); checked to 1 part in 10⁹.

    Returns
    -------
    numpy.ndarray or pandas.Series
        Between 0 and 1, summing to 1; labels are kept.

    Raises
    ------
    BriefingError
        If ``x`` is not valid amounts, or does not sum to ``total``: some region is missing.

    Examples
    --------
    >>> shares([30, 30, 20, 20], total=100)
    array([0.3, 0.3, 0.2, 0.2])
    """
    values = amounts(x, absolute=total is not None)
    if total is not None:
        expected = number(total, "total")
        if not abs(values.sum() - expected) <= 1e-9 * abs(expected):
            raise BriefingError(
                f"x: it sums to {values.sum():.12g}, not {expected:.12g}; a measure of a part is "
                "not the measure of the whole, so add what is missing"
            )
    return like(indices.shares(values), x)


def concentration_ratio(x: Amounts, k: int) -> float:
    """Share of the ``k`` largest regions, CR_k = p₁ + … + p_k.

    Parameters
    ----------
    x : array_like
        Amounts by region.
    k : int
        How many regions, from 1 to all.

    Returns
    -------
    float
        From k/n (equal) to 1.

    Raises
    ------
    BriefingError
        If ``x`` is not valid amounts, or ``k`` not a whole number from 1 to their number.

    Notes
    -----
    Bain (1951), Quarterly Journal of Economics 65(3).

    Examples
    --------
    >>> round(concentration_ratio([35, 20, 15, 15, 10, 5], 4), 4)
    0.85
    """
    p = indices.shares(amounts(x))
    rest = p.size - whole(k, "k", 1, p.size)
    if rest:
        p.partition(rest)
    return float(indices.concentration_ratio(p, k))


def hhi(x: Amounts, points: bool = False) -> float:
    """Herfindahl-Hirschman index, Σ p².

    Parameters
    ----------
    x : array_like
        Amounts by region.
    points : bool
        Multiply by 10,000, as competition authorities write it.

    Returns
    -------
    float
        From 1/n (equal) to 1 (one region has all).

    Raises
    ------
    BriefingError
        If ``x`` is not valid amounts.

    Notes
    -----
    Hirschman (1945), National Power and the Structure of Foreign Trade; Herfindahl (1950).

    Examples
    --------
    >>> round(hhi([30, 30, 20, 20]), 4), round(hhi([30, 30, 20, 20], points=True))
    (0.26, 2600)
    """
    index = float(indices.hhi(indices.shares(amounts(x))))
    return 10_000 * index if points else index


def hhi_normalised(x: Amounts) -> float:
    """HHI with the effect of the number of regions removed, (HHI − 1/n)/(1 − 1/n).

    Parameters
    ----------
    x : array_like
        Amounts by region, two or more.

    Returns
    -------
    float
        From 0 (equal) to 1 (one region has all).

    Raises
    ------
    BriefingError
        If ``x`` is not valid amounts, or a single region, where it is 0/0.

    Examples
    --------
    >>> round(hhi_normalised([20, 50, 20, 10]), 4)
    0.12
    """
    p = indices.shares(amounts(x))
    if p.size < 2:
        raise BriefingError("x: a single region has no normalised index; give two or more")
    return float(indices.hhi_normalised(p))


def effective_number(x: Amounts) -> float:
    """Effective number of regions: how many equal ones have the same HHI, 1/HHI.

    Parameters
    ----------
    x : array_like
        Amounts by region.

    Returns
    -------
    float
        From 1 (one region has all) to n (equal).

    Raises
    ------
    BriefingError
        If ``x`` is not valid amounts.

    Notes
    -----
    Adelman (1969), Review of Economics and Statistics 51(1): the numbers equivalent.

    Examples
    --------
    >>> round(effective_number([20, 50, 20, 10]), 2)
    2.94
    """
    return float(indices.effective_number(indices.hhi(indices.shares(amounts(x)))))


def rosenbluth(x: Amounts) -> float:
    """Rosenbluth (Hall-Tideman) index, 1/(2 Σ i p_i − 1) with rank 1 the largest.

    Parameters
    ----------
    x : array_like
        Amounts by region.

    Returns
    -------
    float
        From 1/n (equal) to 1 (one region has all); equal to 1/(n(1 − Gini)).

    Raises
    ------
    BriefingError
        If ``x`` is not valid amounts.

    Notes
    -----
    Hall and Tideman (1967), Journal of the American Statistical Association 62(317).

    Examples
    --------
    >>> round(rosenbluth([20, 50, 20, 10]), 4)
    0.3571
    """
    return float(indices.rosenbluth(indices.shares(np.sort(amounts(x)))))


def entropy(x: Amounts) -> float:
    """Shannon entropy of the shares, −Σ p ln p with 0 ln 0 = 0; equally ln n less Theil T.

    Parameters
    ----------
    x : array_like
        Amounts by region.

    Returns
    -------
    float
        In nats, from 0 (one region has all) to ln n (equal): it falls as concentration rises.

    Raises
    ------
    BriefingError
        If ``x`` is not valid amounts.

    Notes
    -----
    Shannon (1948), Bell System Technical Journal 27.

    Examples
    --------
    >>> round(entropy([20, 50, 20, 10]), 4)
    1.2206
    """
    values = amounts(x)
    theil_t = indices.theil_t(indices.shares(values), indices.log_ratios(values))
    return float(indices.entropy(theil_t, values.size))
