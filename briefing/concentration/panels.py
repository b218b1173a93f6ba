"""Every measure of concentration for every period of a long table, in one pass."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from briefing.concentration import indices
from briefing.concentration.inputs import Array, Number, amounts, number, shown, whole
from briefing.errors import BriefingError

if TYPE_CHECKING:
    import pandas as pd


def panel(
    frame: pd.DataFrame,
    *,
    value: str,
    unit: str,
    by: str,
    k: Iterable[int] = (1, 4),
    epsilon: Number = 0.5,
) -> pd.DataFrame:
    """Measure the concentration of every period.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row a region and period, in any order. Every region has a row in every period; where it
        had nothing, its amount is 0.
    value, unit, by : str
        The columns with the amount, the region and the period.
    k : iterable of int
        Which concentration ratios to give.
    epsilon : number
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
    BriefingError
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

    if not isinstance(k, Iterable) or isinstance(k, str):
        raise BriefingError(f"k: {shown(k)} is no list of whole numbers; give one such as (1, 4)")
    table, periods = _table(frame, value, unit, by)
    k = [whole(each, "k", 1, table.shape[1]) for each in k]
    columns = _measures(table, k, number(epsilon, "epsilon"))
    return pd.DataFrame(
        np.column_stack(list(columns.values())),
        index=pd.Index(periods, name=by),
        columns=list(columns),
    )


def _table(frame: Any, value: str, unit: str, by: str) -> tuple[Array, Any]:
    """Lay the amounts out with a row a period and a column a region; return it and the periods."""
    for name in (value, unit, by):
        if list(frame.columns).count(name) != 1:
            raise BriefingError(
                f"frame: it has no single column {name!r}; its columns are {list(frame.columns)}"
            )
    flat = amounts(frame[value].to_numpy(), value)
    row, periods = _codes(frame[by], by)
    column, units = _codes(frame[unit], unit, sort=False)
    if len(units) < 2:
        raise BriefingError(f"{unit}: a single region has no concentration; give two or more")
    shape = len(periods), len(units)
    cell = row * shape[1] + column
    wrong = _not_once(cell, shape[0] * shape[1])
    if wrong is not None:
        period, region = periods[wrong // shape[1]], units[wrong % shape[1]]
        raise BriefingError(
            f"frame: {shown(region)} has {(cell == wrong).sum()} rows in {shown(period)}; give "
            "every region one row in every period, with 0 where it had nothing"
        )
    table = np.empty(flat.size)
    table[cell] = flat
    table = table.reshape(shape)
    empty = np.flatnonzero(table.max(axis=1) == 0)
    if empty.size:
        period = shown(periods[empty[0]])
        raise BriefingError(f"{value}: the total of {period} is zero; leave it out")
    return table, periods


def _codes(column: Any, name: str, sort: bool = True) -> tuple[Any, Any]:
    """Return a number for each row's label, and the labels; every row must have one."""
    codes, labels = column.factorize(sort=sort)
    if (codes < 0).any():
        raise BriefingError(f"{name}: the row at position {int(codes.argmin())} has none; name it")
    return codes.astype(np.int64), labels


def _not_once(cell: Any, cells: int) -> int | None:
    """Return the first of so many cells that no row has, or more than one; None if none is."""
    # Among one more cell than there are rows some cell is empty, so no more need be counted.
    limit = min(cells, cell.size + 1)
    times = np.bincount(cell if limit == cells else cell[cell < limit], minlength=limit)
    wrong = np.flatnonzero(times != 1)
    return int(wrong[0]) if wrong.size else None


def _measures(table: Array, k: list[int], epsilon: float) -> dict[str, Array]:
    """Compute every measure for each row of a table of amounts."""
    n = table.shape[1]
    table.sort(axis=1)
    p, logs = indices.shares(table), indices.log_ratios(table)
    hhi, theil_t = indices.hhi(p), indices.theil_t(p, logs)
    return {f"cr{each}": indices.concentration_ratio(p, each) for each in k} | {
        "hhi": hhi,
        "hhi_normalised": indices.hhi_normalised(p),
        "effective_number": indices.effective_number(hhi),
        "entropy": indices.entropy(theil_t, n),
        "theil_t": theil_t,
        "theil_l": indices.theil_l(logs),
        "gini": indices.gini(p),
        "hoover": indices.hoover(p),
        "atkinson": indices.atkinson(logs, epsilon),
        "rosenbluth": indices.rosenbluth(p),
    }
