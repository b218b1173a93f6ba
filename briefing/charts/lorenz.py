"""What the smallest members of a whole hold together."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from briefing.charts import layout
from briefing.charts.about import about, place
from briefing.charts.chart import Chart, finish
from briefing.charts.palette import BLUE, DASHED, FAINT, ORANGE
from briefing.concentration import lorenz as curve_of
from briefing.errors import BriefingError
from briefing.facts.fact import Fact, value_of


@layout.house()
def lorenz(
    facts: Iterable[Fact], *, title: str, band: Iterable[Fact] = (), top: int | None = None
) -> Chart:
    """Draw the Lorenz curve: what so many smallest members hold together, in percent.

    Parameters
    ----------
    facts : iterable of Fact
        Amounts of one measure, one for each member.
    title : str
        The finding, ten words or fewer.
    band : iterable of Fact
        Shares that so many smallest members may hold: one for 0, 1, 2 and so on to all of them.
    top : int, optional
        How many of the largest to mark: a line stands where they begin, with what they hold.

    Returns
    -------
    Chart
        With the line on which all members would be equal, and the edges of the band.

    Raises
    ------
    BriefingError
        If facts are mixed, the band has not one range for each number of members, or the top is
        none or all of them.
    """
    band = list(band)
    of = about(facts, title, free=("area", "population"), besides=band)
    size, edges = len(of.facts), [value_of(fact) for fact in band]
    total = 100 * curve_of([place(fact) for fact in of.facts]).total
    curves = {"members": total, "all equal": [100 * n / size for n in range(size + 1)]}
    if edges:
        if len(edges) != size + 1 or any(e.width is None or e.unit != "percent" for e in edges):
            raise BriefingError(
                f"band: needs {size + 1} shares in percent, for 0 to {size} members"
            )
        curves["highest"] = [float(edge.upper or 0) for edge in edges]
        curves["lowest"] = [float(edge.lower or 0) for edge in edges]
    if top is not None and not 0 < top < size:
        raise BriefingError(f"top: {top!r:.40} must be some of {size} members, and not all")
    held = of.common.partition(",")[0]
    common = f"percent of {held} held by so many smallest members; {of.common}"
    words = layout.Words(of.title, common, of.source, of.notes)
    key = "dots: members; dashed: all equal" + "; dotted: edges of the band" * bool(edges)
    figure, axes = layout.canvas(3.5, words, key)
    dotted = {"color": ORANGE, "linestyle": ":", "linewidth": 1.6}
    looks = {"members": {"color": BLUE, "marker": "o", "markersize": 3.5}, "all equal": DASHED}
    for name, ys in curves.items():
        axes.plot(range(size + 1), ys, label=name, **looks.get(name, dotted))
    axes.set(xlim=(0, size), ylim=(0, 100))
    notes = []
    if top:
        name = f"the {top} largest hold {100 - float(total[size - top]):.1f} %"
        axes.axvline(size - top, **FAINT)
        axes.plot(size - top, total[size - top], "D", color=ORANGE, markersize=7, zorder=3)
        layout.above(axes, name, size - top)
        notes.append(f"Line: {name}")
    data = pd.DataFrame(curves).map("{:.1f}".format).rename_axis("smallest")
    told = f"the smallest {size // 2} of {size} hold {data['members'].iloc[size // 2]} percent"
    return finish(figure, words, data, "Lorenz curve", told, notes)
