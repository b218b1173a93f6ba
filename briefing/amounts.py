"""Checked input for the measures: one amount a region, none negative, none missing.

Every function here either returns what it was given, as floats, or says which argument is wrong,
at which position, and what to do. Nothing is ever left out.
"""

from __future__ import annotations

import sys
from numbers import Real
from operator import index as as_index

import numpy as np

from briefing.errors import BriefingError


def labels_of(x, name):
    """Return the index of a pandas Series, which may not repeat a label; None for anything else."""
    labels = getattr(x, "index", None)
    if labels is None or callable(labels):  # a list's ``index`` is a method
        return None
    if not labels.is_unique:
        raise BriefingError(
            f"{name}: label {labels[labels.duplicated()][0]} occurs more than once; "
            "give every region one row"
        )
    return labels


def amounts(x, name="x"):
    """Return a copy of ``x`` as floats, every one of them finite and not negative.

    Parameters
    ----------
    x : array_like
        One amount a region, in any unit; zeros are regions. Integers of any size are converted
        before anything is computed, so that none overflows.
    name : str
        What to call it in an error.

    Returns
    -------
    numpy.ndarray

    Raises
    ------
    BriefingError
        A ValueError, if ``x`` is empty, not one-dimensional or sums to zero, or holds something
        negative, missing, infinite, masked or not a number, or repeats a label.

    Examples
    --------
    >>> amounts([3, 0, 10**30])
    array([3.e+00, 0.e+00, 1.e+30])
    """
    labels = labels_of(x, name)
    array = _numbers(x, name)
    values = np.array(array, dtype=float)
    if values.size == 0:
        raise BriefingError(f"{name}: it is empty; give one amount a region")
    least, most = values.min(), values.max()  # both are NaN if any value is
    if not (least >= 0 and most < np.inf):
        position = int(np.flatnonzero(~((values >= 0) & (values < np.inf)))[0])
        label = "" if labels is None else f" (label {labels[position]})"
        raise BriefingError(
            f"{name}: {values[position]} at position {position}{label} is not an amount; each must "
            "be a finite number of 0 or more, so fill a gap with its figure, never with a guess"
        )
    if most == 0:
        raise BriefingError(f"{name}: the total is zero; shares of nothing are undefined")
    return values


def _numbers(x, name):
    """Return ``x`` as a one-dimensional array of numbers, refusing text, truth values and masks."""
    if np.ma.is_masked(x):
        raise BriefingError(f"{name}: some values are masked; fill them in before measuring")
    try:
        array = np.asarray(x)
    except ValueError:  # rows of unequal length
        array = np.asarray(x, dtype=object)
    if array.ndim != 1:
        raise BriefingError(
            f"{name}: it has {array.ndim} dimensions; give one amount a region, e.g. one column"
        )
    if array.dtype.kind in "iuf":
        return array
    array = np.asarray(x, dtype=object)  # as it was, before NumPy made text of a mixed list
    for position, item in enumerate(array):
        number = isinstance(item, Real) and not isinstance(item, bool)
        if not number or abs(item) > sys.float_info.max:
            raise BriefingError(
                f"{name}: {item!r} at position {position} is not a finite number; convert it first"
            )
    return array


def positions(x, y, x_name, y_name):
    """Return where each of ``x``'s regions stands in ``y``: by label if both have labels.

    Raises
    ------
    BriefingError
        If the labels or, without labels, the lengths differ.
    """
    ours, theirs = labels_of(x, x_name), labels_of(y, y_name)
    if ours is None or theirs is None:
        if len(x) != len(y):
            raise BriefingError(
                f"{y_name}: its length is {len(y)} where {x_name} has {len(x)}; "
                "give both the same regions in the same order"
            )
        return np.arange(len(x))
    order = theirs.get_indexer(ours)
    alone = [f"{label} only in {x_name}" for label in ours[order < 0]]
    alone += [f"{label} only in {y_name}" for label in theirs[ours.get_indexer(theirs) < 0]]
    if alone:
        more = f" and {len(alone) - 5} more" if len(alone) > 5 else ""
        raise BriefingError(
            f"{y_name}: labels do not match: {', '.join(alone[:5])}{more}; "
            "give both the same regions, with 0 where a region has nothing"
        )
    return order


def paired(x, y, x_name, y_name):
    """Return the amounts of two inputs over the same regions, in the first one's order."""
    first, second = amounts(x, x_name), amounts(y, y_name)
    return first, second[positions(x, y, x_name, y_name)]


def scaled(values):
    """Bring ``values``, in place, to a largest between 1/2 and 1, so that no square overflows.

    The factor is a power of two, which changes no digit.
    """
    values *= 2.0 ** min(1023, -np.frexp(values.max())[1])
    return values


def like(values, x):
    """Return ``values`` under the labels of ``x``, checked before, if it has any."""
    labels = labels_of(x, "x")
    return values if labels is None else type(x)(values, index=labels)


def whole(value, name, least, most):
    """Return ``value`` as an int between ``least`` and ``most``, or say why it is not one."""
    try:
        number = None if isinstance(value, bool) else as_index(value)
    except TypeError:
        number = None
    if number is None or not least <= number <= most:
        raise BriefingError(f"{name}: {value!r} is not a whole number from {least} to {most}")
    return number


def aversion(epsilon):
    """Return Atkinson's parameter as a float, or say why it is not one."""
    number = isinstance(epsilon, Real) and not isinstance(epsilon, bool)
    if not number or not 0 <= epsilon < np.inf:
        raise BriefingError(f"epsilon: {epsilon!r} is not a finite number of 0 or more")
    return float(epsilon)
