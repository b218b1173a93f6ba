"""Two facts of each area against each other."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from briefing.charts import layout
from briefing.charts.about import Named, about, chosen, place
from briefing.charts.chart import Chart, finish
from briefing.charts.palette import DASHED
from briefing.charts.sources import source_line
from briefing.errors import BriefingError
from briefing.facts.fact import Fact
from briefing.facts.words import describe


@layout.house()
def scatter(
    x: Iterable[Fact],
    y: Iterable[Fact],
    *,
    title: str,
    highlight: Named | None = None,
    reference: Fact | None = None,
) -> Chart:
    """Two facts of each area against each other, a dot for each.

    Parameters
    ----------
    x, y : iterable of Fact
        Drawn across and upwards. In each, the facts differ in area alone; they are matched by it.
    title : str
        The finding, ten words or fewer.
    highlight : Named, optional
        Members drawn as diamonds; the key names them from left to right.
    reference : Fact, optional
        A horizontal line to compare the facts of ``y`` with.

    Returns
    -------
    Chart
        An area that has only one of the two is not drawn; the twin says "not held".

    Raises
    ------
    BriefingError
        If facts are mixed, no area has both, or no highlighted member is drawn.
    """
    besides = [reference] if reference else []
    across, up = about(x, title, free=("area",)), about(y, title, free=("area",), besides=besides)
    right, high = ({describe(f, ["area"]): f for f in of.facts} for of in (across, up))
    both = sorted((name for name in right if name in high), key=lambda name: place(right[name]))
    if not both:
        raise BriefingError("facts: no area has both values; give facts of the same areas")
    named, line = chosen(highlight, both), up.reference(reference)
    data = pd.DataFrame(index=list(dict.fromkeys((*right, *high))))
    for of, found in ((across, right), (up, high)):
        data[of.common] = [str(found.get(name, "not held")) for name in data.index]
    if named:
        data[str(highlight)] = ["yes" if name in named else "" for name in data.index]
    source = source_line([*across.facts, *up.facts, *besides])
    words = layout.Words(up.title, f"↑ {up.common}", source, (*across.notes, *up.notes))
    key = f"diamonds: {highlight}, from left to right: {', '.join(named)}" if named else ""
    figure, axes = layout.canvas(3.8, words, key)
    points = [(place(right[name]), place(high[name])) for name in both]
    xs, ys = zip(*points, strict=True)
    layout.dots(axes, xs, ys, [name in named for name in both])
    axes.set_xlabel(layout.wrap(f"→ {across.common}", 50), loc="left")
    for name, level in line.items():
        axes.axhline(level, **DASHED)
        layout.beside(axes, name, axes.get_xlim()[1], level)
    told = f"{len(points)} points; across: {across.common}; upwards: {up.common}"
    told += f"; {key}" if named else ""
    notes = [f"Across: {across.common}", *(f"Dashed: {name}" for name in line)]
    return finish(figure, words, data, "Scatter plot", told, notes)
