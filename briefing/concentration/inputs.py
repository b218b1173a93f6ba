"""Checked input for the measures: one amount a region, none negative, none missing.

Every function here either returns what it was given, as floats, or says which argument is wrong,
at which position, and what to do. No region is ever left out.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from numbers import Rational, Real
from operator import index as as_index
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from briefing.errors import BriefingError

Array: TypeAlias = NDArray[np.float64]
Number: TypeAlias = int | float | Decimal | Fraction
Amounts: TypeAlias = ArrayLike | Sequence[Number]

#: A Decimal may have an exponent of a billion; written out it would fill the memory.
_MOST_DIGITS = 10_000


def amounts(x: Amounts, name: str = "x", *, absolute: bool = False) -> Array:
    """Return a copy of ``x`` as floats, every one of them finite and not negative.

    Parameters
    ----------
    x : array_like
        One amount a region, in any unit; zeros are regions. Integers, Decimals and Fractions may
        have any size: where no float is large (or small) enough, all amounts are divided by the
        largest, which changes no share. What is then too small for a float is 0.
    name : str
        What to call it in an error.
    absolute : bool
        Refuse amounts of such sizes, because their unit matters.

    Returns
    -------
    numpy.ndarray

    Raises
    ------
    BriefingError
        If ``x`` is empty, not one-dimensional or sums to zero, or holds something negative,
        missing, infinite, masked or not a number, or repeats a label.

    Examples
    --------
    >>> amounts([3, 0, 10**30])
    array([3.e+00, 0.e+00, 1.e+30])
    >>> amounts([3 * 10**400, 0, 10**400])
    array([1.        , 0.        , 0.33333333])
    """
    labels = labels_of(x, name)
    given = _one_dimension(x, name)
    if given.dtype.kind in "iuf":
        values = np.array(given, dtype=float)
    else:
        values = _converted(given, name, absolute)
    if values.size == 0:
        raise BriefingError(f"{name}: it is empty; give one amount a region")
    least, most = values.min(), values.max()  # both are NaN if any value is
    if not (least >= 0 and most < np.inf):
        position = int(np.flatnonzero(~((values >= 0) & (values < np.inf)))[0])
        label = "" if labels is None else f" (label {shown(labels[position])})"
        raise BriefingError(
            f"{name}: {shown(given[position])} at position {position}{label} is not an amount; "
            "each must be a finite number of 0 or more, so fill a gap with its figure, never with "
            "a guess"
        )
    if most == 0:
        raise BriefingError(f"{name}: the total is zero; shares of nothing are undefined")
    return values


def labels_of(x: Any, name: str) -> Any:
    """Return the index of a pandas Series, which may not repeat a label; None for anything else."""
    labels = getattr(x, "index", None)
    if labels is None or callable(labels):  # a list's ``index`` is a method
        return None
    if not labels.is_unique:
        raise BriefingError(
            f"{name}: label {shown(labels[labels.duplicated()][0])} occurs more than once; "
            "give every region one row"
        )
    return labels


def shown(value: Any) -> str:
    """Write a value for an error: on one line, short, and without control characters."""
    try:
        text = repr(value.item() if isinstance(value, np.generic) else value)
    except ValueError:  # Python refuses to write out integers of thousands of digits
        text = f"an integer of {value.bit_length()} bits"
    text = text if text.isprintable() else ascii(text)
    return text if len(text) <= 60 else f"{text[:60]}…"


def positions(x: Any, y: Any, x_name: str, y_name: str) -> NDArray[np.intp]:
    """Return where each of ``x``'s regions stands in ``y``: by label if both have labels.

    Raises
    ------
    BriefingError
        If the labels or, without labels, the lengths differ.
    """
    ours, theirs = labels_of(x, x_name), labels_of(y, y_name)
    if ours is None or theirs is None:
        length = len(y) if hasattr(y, "__len__") else "unknown"
        if length != len(x):
            raise BriefingError(
                f"{y_name}: its length is {length} where {x_name} has {len(x)}; "
                "give both the same regions in the same order"
            )
        return np.arange(len(x))
    order: NDArray[np.intp] = theirs.get_indexer(ours)
    alone = [f"{shown(label)} only in {x_name}" for label in ours[order < 0]]
    alone += [f"{shown(label)} only in {y_name}" for label in theirs[ours.get_indexer(theirs) < 0]]
    if alone:
        more = f" and {len(alone) - 5} more" if len(alone) > 5 else ""
        raise BriefingError(
            f"{y_name}: labels do not match: {', '.join(alone[:5])}{more}; "
            "give both the same regions, with 0 where a region has nothing"
        )
    return order


def paired(x: Any, y: Any, x_name: str, y_name: str, **more: bool) -> tuple[Array, Array]:
    """Return the amounts of two inputs over the same regions, in the first one's order."""
    first, second = amounts(x, x_name, **more), amounts(y, y_name, **more)
    return first, second[positions(x, y, x_name, y_name)]


def like(values: Array, x: Any) -> Any:
    """Return ``values`` under the labels of ``x``, checked before, if it has any."""
    labels = labels_of(x, "x")
    return values if labels is None else type(x)(values, index=labels)


def whole(value: Any, name: str, least: int, most: int) -> int:
    """Return ``value`` as an int between ``least`` and ``most``, or say why it is not one."""
    try:
        number = None if isinstance(value, bool) else as_index(value)
    except TypeError:
        number = None
    if number is None or not least <= number <= most:
        raise BriefingError(f"{name}: {shown(value)} is not a whole number from {least} to {most}")
    return number


def number(value: Any, name: str) -> float:
    """Return ``value`` as a finite float of 0 or more, or say why it is not one."""
    exact: Any = _exact(value)
    if exact is None or not 0 <= exact <= sys.float_info.max:
        wrong = f"{name}: {shown(value)} is not a finite number of 0 or more"
        raise BriefingError(wrong + _advice(value))
    return float(exact)


def _advice(value: Any) -> str:
    """Say what to pass in the place of a quantity, or of a fact, which has one."""
    fact = hasattr(value, "quantity") and not hasattr(value, "__len__")
    if not fact and not all(hasattr(value, name) for name in ("lower", "upper", "unit")):
        return ""
    point = "q.quantity.point" if fact else "q.point"
    return f"; a quantity is a range, so pass its printed value, float({point})"


def _one_dimension(x: Any, name: str) -> NDArray[Any]:
    """Return ``x`` as a one-dimensional array of numbers or, where they may not be, of objects."""
    if np.ma.is_masked(x):
        raise BriefingError(f"{name}: some values are masked; fill them in before measuring")
    try:
        array = np.asarray(x)
    except ValueError:  # rows of unequal length
        array = np.asarray(x, dtype=object)
    if array.ndim != 1:
        advice = _advice(x) or "; give one amount a region, e.g. one column"
        raise BriefingError(f"{name}: it has {array.ndim} dimensions{advice}")
    # From a mixed list NumPy makes text, so a list that is not all numbers is read as it was.
    return array if array.dtype.kind in "iuf" else np.asarray(x, dtype=object)


def _converted(given: NDArray[Any], name: str, absolute: bool) -> Array:
    """Return objects as floats, divided by the largest where floats have no such size."""
    exact: list[Any] = [_exact(item) for item in given]
    if None in exact:
        position = exact.index(None)
        wrong = f"{name}: {shown(given[position])} at position {position} is not a finite number"
        raise BriefingError(wrong + (_advice(given[position]) or "; give every region a number"))
    sizes = [abs(value) for value in exact if value]
    if sizes and not sys.float_info.min <= min(sizes) <= max(sizes) <= sys.float_info.max:
        if absolute:
            raise BriefingError(f"{name}: some amount is beyond what floats hold; use another unit")
        largest = Fraction(max(sizes))
        exact = [Fraction(value) / largest for value in exact]
    return np.array([float(value) for value in exact])


def _exact(value: Any) -> Number | None:
    """Return a finite number as Python's own kind of number; None for anything else."""
    if isinstance(value, Decimal):
        return value if value.is_finite() and abs(value.adjusted()) <= _MOST_DIGITS else None
    if isinstance(value, bool) or not isinstance(value, Real):
        return None
    if isinstance(value, Rational):
        return Fraction(int(value.numerator), int(value.denominator))
    return float(value) if isfinite(value) else None
