"""The most even and the most uneven shares of n regions, when it is known what k of them hold.

Shares come in rows of blocks, as two arrays: the values, and how many regions have each. So shares
of any number of regions cost four numbers. ``s`` is what the k regions hold together and ``cap``
what the largest region holds at most, both exact and possible.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from briefing.concentration.inputs import Array

Blocks: TypeAlias = tuple[Array, NDArray[Any]]


def even(n: int, k: int, s: Fraction, cap: Fraction) -> Blocks:
    """Return the most even shares: equal within both parts."""
    return np.array([[s / k, (1 - s) / (n - k)]], dtype=float), np.array([[k, n - k]])


def uneven_list(n: int, k: int, s: Fraction, cap: Fraction) -> Blocks:
    """Return the most uneven shares of a list: both parts in as few hands as the cap lets."""
    values: list[Fraction] = []
    counts: list[int] = []
    for held, regions in ((s, k), (1 - s, n - k)):
        full = floor(held / cap)
        left = held - full * cap
        values += [cap, left, Fraction(0)]
        counts += [full, int(left > 0), regions - full - int(left > 0)]
    return np.array([values], dtype=float), np.array([counts])


def uneven_top(n: int, k: int, s: Fraction, cap: Fraction) -> Blocks:
    """Return shares among which every measure has its maximum, if the k largest hold ``s``.

    A tail in few hands makes for an even head, as nobody in the tail has more than the least of the
    head. So one family of shares has an equal tail, the other an equal head.
    """
    families = _equal_tail(n, k, s, cap), _equal_head(n, k, s, cap)
    values, counts = (np.hstack(both).T for both in zip(*families, strict=True))
    return values, counts


def _equal_tail(n: int, k: int, s: Fraction, cap: Fraction) -> tuple[Any, Any]:
    """Let the head be as uneven as it can beside each tail of so many equal regions.

    In the head some regions are at the cap, one is in between, the rest are as small as the tail's.
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
    values = [np.full_like(small, cap), between, small, np.zeros_like(small)]
    return values, [full, np.ones_like(tail), k - 1 - full + tail, n - k - tail]


def _equal_head(n: int, k: int, s: Fraction, cap: Fraction) -> tuple[Any, Any]:
    """Let the tail be as uneven as it can beside each head, which is equal below the cap.

    In the tail some regions are as large as the head's, one is smaller, and the rest have nothing.
    """
    rest = 1 - s
    least = rest / (n - k)  # what the head's smallest must have for the tail to find room
    most_full = 0 if cap == least else min(k - 1, floor((s - k * least) / (cap - least)))
    full = np.arange(most_full + 1)
    equal = np.maximum(0, float(s) - full * float(cap)) / (k - full)
    fits = np.divide(float(rest), equal, where=equal > 0, out=np.zeros_like(equal))
    more = np.minimum(np.floor(fits * (1 + 1e-12)), n - k).astype(int)
    left = np.maximum(0, fits - more) * equal
    one = (more < n - k).astype(int)
    values = [np.full_like(equal, cap), equal, left, np.zeros_like(equal)]
    return values, [full, k - full + more, one, n - k - more - one]
