"""Facts in order of their value."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from briefing.charts import layout
from briefing.charts.about import Named, about, chosen, place
from briefing.charts.chart import Chart, finish
from briefing.charts.palette import BLUE, DASHED, FAINT, ORANGE
from briefing.facts.fact import Fact, value_of


@layout.house()
def ranking(
    facts: Iterable[Fact],
    *,
    title: str,
    reference: Fact | None = None,
    highlight: Named | None = None,
    because: str | None = None,
) -> Chart:
    """Facts in order of their value, the highest first, a dot each.

    Parameters
    ----------
    facts : iterable of Fact
        Of one measure, kind, unit, price basis and period; they differ in area or population.
    title : str
        The finding, ten words or fewer.
    reference : Fact, optional
        A line to compare with; it writes its own name and value.
    highlight : Named, optional
        Members drawn as diamonds.
    because : str, optional
        Why facts of different periods or vintages are ranked all the same; it is printed.

    Returns
    -------
    Chart
        A fact from a single source is hollow. A bar is what rounding leaves possible.

    Raises
    ------
    BriefingError
        If facts are mixed, the title is too long or no highlighted member is drawn.
    """
    of = about(facts, title, free=("population", "area"), besides=[reference], because=because)
    line = of.reference(reference)
    pairs = sorted(zip(of.labels(), of.facts, strict=True), key=lambda pair: -place(pair[1]))
    names, order = [name for name, _ in pairs], [fact for _, fact in pairs]
    listed = [name in chosen(highlight, names) for name in names]
    single = [getattr(fact.provenance, "confidence", "") == "single-source" for fact in order]
    data = pd.DataFrame({"value": [str(fact) for fact in order]}, index=names)
    if any(single):
        data["source"] = ["single" if is_ else "" for is_ in single]
    if highlight:
        data[str(highlight)] = ["yes" if is_ else "" for is_ in listed]
    values, ranges = [place(fact) for fact in order], [value_of(fact) for fact in order]
    # A range no wider than its dot stays behind it; then the key would explain what is not seen.
    wide = any((v.width or 0) > 0.05 * (values[0] - values[-1]) for v in ranges)
    key = ["hollow: single source"] * any(single) + [f"diamond: {highlight}"] * any(listed)
    key += ["bar: what rounding leaves possible"] * wide
    labels = [layout.wrap(name, 30) for name in names]
    # An entry whose name takes two lines takes more room; positions are in rows of one line.
    rooms = [1 + 0.7 * label.count("\n") for label in labels]
    rows = [sum(rooms[:n]) + room / 2 for n, room in enumerate(rooms)]
    figure, axes = layout.canvas(0.24 * sum(rooms) + 0.3 + 0.2 * bool(line), of, "; ".join(key))
    layout.dots(axes, values, rows, listed, [n for n, is_ in enumerate(single) if is_])
    lows = [at if v.lower is None else float(v.lower) for v, at in zip(ranges, values, strict=True)]
    tops = [at if v.upper is None else float(v.upper) for v, at in zip(ranges, values, strict=True)]
    colours = [ORANGE if is_ else BLUE for is_ in listed]
    axes.hlines(rows, lows, tops, colours, linewidth=3, zorder=1)
    numbers = [of.number(value) for value in values]
    room = (8 + 7 * max(map(len, numbers)), 0)
    for row, number, is_ in zip(rows, numbers, listed, strict=True):
        right = {"xycoords": axes.get_yaxis_transform(), "textcoords": "offset points"}
        right |= {"fontweight": "bold" if is_ else "normal", "va": "center_baseline"}
        axes.annotate(number, (1, row), room, ha="right", **right)
    for name, level in line.items():
        axes.axvline(level, **DASHED)
        layout.above(axes, name, level)
    axes.set_ylim(sum(rooms), 0)
    axes.set_yticks(rows, labels, linespacing=1)
    axes.grid(axis="y", **FAINT | {"linestyle": ":"})
    axes.tick_params(left=False)
    axes.spines["left"].set_visible(False)
    first, last = (f"{data['value'].iloc[n]} ({names[n]})" for n in (0, -1))
    told = f"{len(data)} entries from {first} to {last}"
    return finish(figure, of, data, "Dot plot", told, [f"Line: {name}" for name in line])
