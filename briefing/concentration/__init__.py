"""Concentration: how unevenly a total is spread, and what partial facts say about it.

:mod:`~briefing.concentration.measures` and :mod:`~briefing.concentration.inequality` measure one
distribution, :mod:`~briefing.concentration.structures` two against each other, and
:mod:`~briefing.concentration.panels` every period of a table. What a statement such as "ten of 31
hold over 60 %" allows is in :mod:`~briefing.concentration.bounds`. Each index is computed in one
place, :mod:`~briefing.concentration.indices`.
"""

from briefing.concentration.bounds import MEASURES, Bounds, concentration_bounds
from briefing.concentration.inequality import (
    Lorenz,
    TheilDecomposition,
    atkinson,
    gini,
    hoover,
    lorenz,
    theil_decomposition,
    theil_l,
    theil_t,
)
from briefing.concentration.measures import (
    concentration_ratio,
    effective_number,
    entropy,
    hhi,
    hhi_normalised,
    rosenbluth,
    shares,
)
from briefing.concentration.panels import panel
from briefing.concentration.structures import ShiftShare, krugman, location_quotient, shift_share

__all__ = (
    "MEASURES", "Bounds", "Lorenz", "ShiftShare", "TheilDecomposition", "atkinson",
    "concentration_bounds", "concentration_ratio", "effective_number", "entropy", "gini", "hhi",
    "hhi_normalised", "hoover", "krugman", "location_quotient", "lorenz", "panel", "rosenbluth",
    "shares", "shift_share", "theil_decomposition", "theil_l", "theil_t",
)  # fmt: skip
