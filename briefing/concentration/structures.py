"""Two distributions against each other: specialisation, and what made a region grow."""

from __future__ import annotations

from typing import Any, NamedTuple

from briefing.concentration import indices
from briefing.concentration.inputs import Amounts, Array, like, paired
from briefing.errors import BriefingError


class ShiftShare(NamedTuple):
    """A region's change by industry, in the input's unit: total = national + mix + regional."""

    total: Any
    national: Any
    mix: Any
    regional: Any


def krugman(a: Amounts, b: Amounts) -> float:
    """Krugman specialisation index, ``Σ |a_i − b_i|`` between two structures in shares.

    Parameters
    ----------
    a, b : array_like
        Amounts by industry (or region); matched by label when both are Series.

    Returns
    -------
    float
        From 0 (the same structure) to 2 (nothing in common); some texts halve it.

    Raises
    ------
    BriefingError
        If an argument is not valid amounts, or their labels or lengths differ.

    Notes
    -----
    Krugman (1991), Geography and Trade.

    Examples
    --------
    >>> krugman([20, 10, 70, 0, 0], [0, 0, 0, 60, 40])
    2.0
    """
    first, second = map(indices.shares, paired(a, b, "a", "b"))
    return float(indices.distance(first, second))


def location_quotient(local: Amounts, reference: Amounts) -> Any:
    """Location quotient: an industry's share here against its share in the reference area.

    LQ_i = (e_ij/e_j)/(e_i/e) = (e_ij/e_i)/(e_j/e).

    Parameters
    ----------
    local, reference : array_like
        Amounts by industry in the region and in the area it is compared with, over all industries;
        matched by label when both are Series.

    Returns
    -------
    numpy.ndarray or pandas.Series
        One ratio an industry, 0 or more; above 1 the region is specialised in it. Labels of
        ``local`` are kept.

    Raises
    ------
    BriefingError
        If an argument is not valid amounts, their labels or lengths differ, or the reference has
        nothing in some industry.

    Notes
    -----
    Florence (1939), Report on the Location of Industry.

    Examples
    --------
    >>> location_quotient([30, 70], [15, 85]).round(3)
    array([2.   , 0.824])
    """
    here, there = paired(local, reference, "local", "reference")
    _all_positive(there, "reference")
    return like(indices.shares(here) / indices.shares(there), local)


def shift_share(
    region_start: Amounts, region_end: Amounts, nation_start: Amounts, nation_end: Amounts
) -> ShiftShare:
    """Shift-share analysis: why a region's industries changed.

    With g an industry's national growth and G that of the nation, national = start × G,
    mix = start × (g − G) and regional = end − start × (1 + g).

    Parameters
    ----------
    region_start, region_end, nation_start, nation_end : array_like
        Amounts by industry at the two dates; matched by label when they are Series.

    Returns
    -------
    ShiftShare
        Four arrays, or Series with the labels of ``region_start``, in the unit of the input; sum
        one for the whole region.

    Raises
    ------
    BriefingError
        If an argument is not valid amounts, their labels or lengths differ, or an industry
        started from nothing in the nation, where its growth is undefined.

    Notes
    -----
    Dunn (1960), Papers of the Regional Science Association 6.

    Examples
    --------
    >>> parts = shift_share([90, 20], [100, 40], [400, 150], [440, 210])
    >>> [round(float(part.sum()), 2) for part in parts]
    [30.0, 20.0, -3.0, 13.0]
    """
    others = {"region_end": region_end, "nation_start": nation_start, "nation_end": nation_end}
    pairs = [
        paired(region_start, other, "region_start", name, absolute=True)
        for name, other in others.items()
    ]
    start, (end, before, after) = pairs[0][0], (second for _, second in pairs)
    _all_positive(before, "nation_start")
    largest = max(before.max(), after.max())
    growth = after / before - 1
    overall = (after / largest).sum() / (before / largest).sum() - 1
    parts = end - start, start * overall, start * (growth - overall), end - start * (1 + growth)
    return ShiftShare(*(like(part, region_start) for part in parts))


def _all_positive(values: Array, name: str) -> None:
    """Refuse a zero in the denominator."""
    if values.min() == 0:
        position = int(values.argmin())
        raise BriefingError(
            f"{name}: 0 at position {position} of the first argument's order leaves the ratio "
            "undefined; merge that industry with another"
        )
