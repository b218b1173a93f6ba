"""Quantities as ranges on one axis."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd

from briefing.charts import layout
from briefing.charts.about import About, about
from briefing.charts.chart import Chart, finish
from briefing.charts.palette import BLUE, DASHED, ORANGE
from briefing.facts.fact import Fact, value_of
from briefing.facts.words import describe
from briefing.quantity import Quantity

KEY = "filled end: possible, hollow end: not reached, stroke: value as printed or computed"


@layout.house()
def intervals(facts: Iterable[Fact], *, title: str, reference: Fact | None = None) -> Chart:
    """Quantities as ranges on one axis: a filled end is possible, a hollow end only approached.

    Parameters
    ----------
    facts : iterable of Fact
        Ranges from top to bottom, all of one kind and unit.
    title : str
        The finding, ten words or fewer; a :class:`~briefing.findings.Finding` is one.
    reference : Fact, optional
        A line to compare with; it writes its own name and value.

    Returns
    -------
    Chart
        The printed or computed value is a stroke across the range; a missing end is an arrow.

    Raises
    ------
    BriefingError
        If facts are mixed or the title is too long.
    """
    of = about(facts, title, besides=[reference])
    values, line = [value_of(fact) for fact in of.facts], of.reference(reference)
    ends = [float(end) for v in values for end in (v.lower, v.upper) if end is not None]
    ends = [*ends, *line.values()] or [0, 1]
    margin = 0.12 * (max(ends) - min(ends) or 1)
    frame = (min(ends) - margin, max(ends) + margin)

    def mark(axes: Any, at: int, thick: float, value: Quantity) -> None:
        low, high = sides = [
            edge if end is None else float(end)
            for edge, end in zip(frame, (value.lower, value.upper), strict=True)
        ]
        axes.hlines(at, low, high, color=BLUE, linewidth=3)
        for x, edge, closed, arrow in zip(
            sides, frame, (value.lower_closed, value.upper_closed), "<>", strict=True
        ):
            face = BLUE if closed or x == edge else "white"
            marker = arrow if x == edge else "o"
            axes.plot(x, at, marker, color=BLUE, markersize=7, mfc=face, clip_on=False)
        if value.estimate is not None:
            axes.plot(float(value.estimate), at, "|", markersize=14, color=ORANGE, mew=2)

    return ranges("Range chart", of, KEY, frame, mark, line=line)


def ranges(
    kind: str,
    of: About,
    key: str,
    frame: tuple[float, float],
    mark: Callable[[Any, int, float, Quantity], None],
    labels: Mapping[str, str] | None = None,
    line: Mapping[str, float] | None = None,
) -> Chart:
    """Draw a row for each fact, with its name and value above its mark, and a line across."""
    names, values = of.labels(labels), [value_of(fact) for fact in of.facts]
    texts = [value.text().replace("percentage point", "point") for value in values]
    told = [f"{name}: {text}" for name, text in zip(names, texts, strict=True)]
    # A value stays on one line.
    rows = [f"{n}: {t.replace(' ', chr(160))}" for n, t in zip(names, texts, strict=True)]
    figure, axes, thick = layout.rows(rows, of, key)
    axes.set_xlim(frame)
    if values[0].unit == "count":
        axes.xaxis.get_major_locator().set_params(integer=True)
    for at, value in enumerate(values):
        mark(axes, at, thick, value)
    for name, level in (line or {}).items():
        axes.axvline(level, **DASHED, zorder=0)
        layout.above(axes, name, level)
    columns = {
        "as said or computed": [value.text() for value in values],
        "possible values": [value.possible for value in values],
    }
    for name in of.apart:
        words = [describe(fact, [name]) for fact in of.facts]
        if not all(word in label for word, label in zip(words, names, strict=True)):
            columns[name.replace("_", " ")] = words
    notes = [f"Line: {name}" for name in line or {}]
    return finish(figure, of, pd.DataFrame(columns, index=names), kind, "; ".join(told), notes)
