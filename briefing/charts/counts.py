"""Rows of a briefing's list, counted by two of their columns."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd
import seaborn as sns

from briefing.charts import layout
from briefing.charts.chart import Chart, finish
from briefing.charts.palette import HATCHES, INK, ON_WHITE, SOLID
from briefing.charts.sources import press_conference
from briefing.errors import BriefingError, unknown
from briefing.facts.scope import Folder


@layout.house()
def counts(
    rows: Sequence[Mapping[str, Any]],
    *,
    title: str,
    what: str,
    by: str,
    column: str,
    parts: Mapping[str, Collection[str]],
    rest: str,
    briefing: str | None = None,
    folder: Folder = None,
) -> Chart:
    """Count the rows of a briefing's list, a bar for each value of a column.

    Parameters
    ----------
    rows : sequence of mapping
        Rows as :func:`briefing.facts.said.part` returns them.
    title : str
        The finding, ten words or fewer.
    what : str
        What a row is, e.g. "measures".
    by : str
        The column that has a bar for each of its values, in the order of the rows.
    column : str
        The column by which a bar is divided.
    parts : mapping of str to collection of str
        At most three parts of a bar: a name, and the values of ``column`` that belong to it.
    rest : str
        Name of the part for all other values.
    briefing, folder
        The briefing that the rows are from, as for :func:`briefing.facts.said.part`.

    Returns
    -------
    Chart
        The first part is solid, the others are hatched.

    Raises
    ------
    BriefingError
        If there are no rows, a column or value is unknown, or there are more than four parts.
    """
    if not rows:
        raise BriefingError("rows: is empty; a chart needs at least one")
    if len(parts) > 3:
        raise BriefingError(f"parts: are {len(parts)} and the rest; a chart shows at most four")
    for name in (by, column):
        if name not in rows[0]:
            raise unknown("column", name, rows[0])
    kinds = {value: name for name, values in parts.items() for value in values}
    for value in kinds.keys() - {row[column] for row in rows}:
        raise unknown(f"value of {column}", value, (row[column] for row in rows))
    names, order = list(dict.fromkeys(str(row[by]) for row in rows)), [*parts, rest]
    cells = pd.DataFrame(
        {"row": names.index(str(row[by])), "part": kinds.get(row[column], rest)} for row in rows
    )
    data = pd.crosstab(cells["row"], cells["part"]).reindex(columns=order, fill_value=0)
    data = data.set_axis(names).rename_axis(index=by.replace("_", " "), columns=None)
    source = f"Source: {press_conference(briefing, folder)}; own summary and count"
    words = layout.Words(title, f"number of {what}", source)
    totals = [f"{name}: {total}" for name, total in data.sum(axis=1).items()]
    figure, axes, thick = layout.rows(totals, words)
    stack = {"multiple": "stack", "discrete": True, "shrink": thick, "legend": False}
    sns.histplot(cells, y="row", hue="part", hue_order=order[::-1], ax=axes, **stack)
    for bars, part, look in zip(axes.containers, order, (SOLID, *HATCHES), strict=False):
        for bar in bars:
            bar.set(**look, alpha=1, visible=bar.get_width() > 0)
        on = {"color": "white"} if look is SOLID else {"color": INK, "bbox": ON_WHITE}
        axes.bar_label(bars, [n or "" for n in data[part]], label_type="center", **on)
    above = {
        "loc": "lower left",
        "bbox_to_anchor": (0, 1),
        "ncols": 2,
        "frameon": False,
        "borderpad": 0,
    }
    axes.legend(axes.containers, order, **above)
    axes.set(xlabel="", ylabel="")
    rows_ = data.to_dict("index").items()
    told = (f"{name} " + ", ".join(f"{n} {p}" for p, n in row.items()) for name, row in rows_)
    return finish(figure, words, data, "Stacked bar chart", "; ".join(told))
