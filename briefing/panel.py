"""Every measure of concentration for every period of a long table, in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from briefing.amounts import amounts, aversion, whole
from briefing.errors import BriefingError
from briefing.measures import x_log_x

if TYPE_CHECKING:
    import pandas as pd


def panel(
    frame: pd.DataFrame,
    *,
    value: str,
    unit: str,
    by: str,
    k: tuple[int, ...] = (1, 4),
    epsilon: float = 0.5,
) -> pd.DataFrame:
    """Measure the concentration of every period.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row a region and period, in any order. Every region has a row in every period; where it
        had nothing, its amount is 0.
    value, unit, by : str
        The columns with the amount, the region and the period.
    k : tuple of int
        Which concentration ratios to give.
    epsilon : float
        Atkinson's aversion to inequality.

    Returns
    -------
    pandas.DataFrame
        One row a period, in order; a ``cr`` column for each ``k`` (``cr4``), then ``hhi``,
        ``hhi_normalised``, ``effective_number``, ``entropy``, ``theil_t``, ``theil_l``, ``gini``,
        ``hoover``, ``atkinson`` and ``rosenbluth``, each as the function of that name in
        :mod:`briefing.concentration` gives it.

    Raises
    ------
    ValueError
        If a column is missing, a region or period is, a region occurs twice or not at all in some
        period, an amount is not valid, a period's total is zero, or there is a single region.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"year": [2022, 2022, 2023, 2023], "area": ["A", "B", "B", "A"],
    ...                       "output": [1, 1, 1, 3]})
    >>> table = panel(frame, value="output", unit="area", by="year", k=(1,))
    >>> table[["cr1", "hhi", "gini"]].to_dict("list")
    {'cr1': [0.5, 0.75], 'hhi': [0.5, 0.625], 'gini': [0.0, 0.25]}
    """
    import pandas as pd

    table, periods = _table(frame, value, unit, by)
    k = [whole(each, "k", 1, table.shape[1]) for each in k]
    epsilon = aversion(epsilon)
    columns = _measures(table, k, epsilon)
    return pd.DataFrame(
        np.column_stack(list(columns.values())),
        index=pd.Index(periods, name=by),
        columns=list(columns),
    )


def _table(frame, value, unit, by):
    """Lay the amounts out with a row a period and a column a region; return it and the periods."""
    for name in (value, unit, by):
        if name not in frame.columns:
            raise BriefingError(f"frame: it has no column {name!r}, only {list(frame.columns)}")
    flat = amounts(frame[value].to_numpy(), value)
    row, periods = _codes(frame[by], by)
    column, units = _codes(frame[unit], unit, sort=False)
    if len(units) < 2:
        raise BriefingError(f"{unit}: a single region has no concentration; give two or more")
    shape = len(periods), len(units)
    cell = row * shape[1] + column
    times = np.bincount(cell, minlength=shape[0] * shape[1])
    if (times != 1).any():
        wrong = int(np.flatnonzero(times != 1)[0])
        period, region = periods[wrong // shape[1]], units[wrong % shape[1]]
        raise BriefingError(
            f"frame: {region} has {times[wrong]} rows in {period}; give every region one row "
            "in every period, with 0 where it had nothing"
        )
    table = np.empty(times.size)
    table[cell] = flat
    table = table.reshape(shape)
    empty = np.flatnonzero(table.max(axis=1) == 0)
    if empty.size:
        raise BriefingError(f"{value}: the total of {periods[empty[0]]} is zero; leave it out")
    return table, periods


def _codes(column, name, sort=True):
    """Return a number for each row's label, and the labels; every row must have one."""
    codes, labels = column.factorize(sort=sort)
    if (codes < 0).any():
        raise BriefingError(f"{name}: the row at position {int(codes.argmin())} has none; name it")
    return codes.astype(np.int64), labels


def _measures(table, k, epsilon):
    """Compute every measure for each row of a table of amounts."""
    n = table.shape[1]
    # As for one region's list: a power of two brings each row near 1 without changing a digit.
    exponent = np.frexp(table.max(axis=1, keepdims=True))[1]
    p = table * np.ldexp(1.0, np.minimum(1023, -exponent))
    p /= p.sum(axis=1, keepdims=True)
    p.sort(axis=1)
    relative = n * p
    deviation = p - 1 / n
    gini = np.maximum(0, p @ np.arange(1 - n, n, 2.0) / n)
    hhi = (p * p).sum(axis=1)
    log_terms = x_log_x(relative)
    theil_t = np.maximum(0, log_terms.sum(axis=1) / n)
    with np.errstate(divide="ignore", over="ignore"):  # a zero gives the infinity that is meant
        theil_l = np.maximum(0, -np.log(relative).sum(axis=1) / n)
        if epsilon == 1:
            equivalent = np.exp(-theil_l)
        else:
            powers = relative ** (1 - epsilon)
            equivalent = (powers.sum(axis=1) / n) ** (1 / (1 - epsilon))
    return {f"cr{each}": np.minimum(1, p[:, n - each :].sum(axis=1)) for each in k} | {
        "hhi": hhi,
        "hhi_normalised": (deviation * deviation).sum(axis=1) / (1 - 1 / n),
        "effective_number": 1 / hhi,
        "entropy": np.maximum(0, np.log(n) - theil_t),
        "theil_t": theil_t,
        "theil_l": theil_l,
        "gini": gini,
        "hoover": np.abs(deviation).sum(axis=1) / 2,
        "atkinson": np.maximum(0, 1 - equivalent),
        "rosenbluth": 1 / (n * (1 - gini)),
    }
