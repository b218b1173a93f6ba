"""Measures of concentration, in one place.

They live by subject: one distribution (:mod:`briefing.measures`), two against each other
(:mod:`briefing.comparison`), a whole panel at once (:mod:`briefing.panel`). What partial facts
allow is in :mod:`briefing.bounds`.
"""

from briefing.comparison import ShiftShare, krugman, location_quotient, shift_share
from briefing.measures import (
    Lorenz,
    TheilDecomposition,
    atkinson,
    concentration_ratio,
    effective_number,
    entropy,
    gini,
    hhi,
    hhi_normalised,
    hoover,
    lorenz,
    rosenbluth,
    shares,
    theil_decomposition,
    theil_l,
    theil_t,
)
from briefing.panel import panel

__all__ = [
    "Lorenz",
    "ShiftShare",
    "TheilDecomposition",
    "atkinson",
    "concentration_ratio",
    "effective_number",
    "entropy",
    "gini",
    "hhi",
    "hhi_normalised",
    "hoover",
    "krugman",
    "location_quotient",
    "lorenz",
    "panel",
    "rosenbluth",
    "shares",
    "shift_share",
    "theil_decomposition",
    "theil_l",
    "theil_t",
]
