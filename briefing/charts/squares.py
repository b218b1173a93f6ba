"""Things counted as squares."""

from __future__ import annotations

import pandas as pd

from briefing.charts import layout
from briefing.charts.about import about
from briefing.charts.chart import Chart, finish
from briefing.charts.palette import EMPTY, HATCHED, SOLID
from briefing.errors import BriefingError
from briefing.facts.fact import Fact, combine, value_of

COLUMNS = 10


@layout.house()
def squares(part: Fact, whole: Fact, *, title: str) -> Chart:
    """Draw counted things as squares: filled if certain, hatched if left open, else empty.

    Parameters
    ----------
    part, whole : Fact
        Counts; the part is among the whole, which is exact.
    title : str
        The finding, ten words or fewer.

    Returns
    -------
    Chart

    Raises
    ------
    BriefingError
        If they are no counts, the part is not of the whole, or the whole is not one number.
    """
    combine("share", part, whole)  # refuses what is no part of the whole
    of = about([part, whole], title)
    counted, total = value_of(part), value_of(whole)
    if total.unit != "count" or total.lower is None or total.lower != total.upper:
        raise BriefingError(f"whole: {whole.key} is not one number of things; draw it by bars()")
    number, certain = int(total.lower), int(counted.lower or 0)
    possible = number if counted.upper is None else int(counted.upper)
    numbers = {
        "certain": certain,
        "left open": possible - certain,
        "not among them": number - possible,
    }
    marks = zip(("filled", "hatched", "empty"), numbers.items(), strict=True)
    key = "; ".join(f"{mark}: {n} {name}" for mark, (name, n) in marks if n)
    common = f"{part.scope.measure}: {part}; {whole.scope.measure}: {whole}"
    words = layout.Words(of.title, common, of.source, of.notes)
    height = -(-number // COLUMNS)
    figure, axes = layout.canvas(0.4 * height, words, key)
    for place in range(number):
        fill = SOLID if place < certain else HATCHED if place < possible else EMPTY
        axes.bar(place % COLUMNS, 0.8, width=0.8, bottom=place // COLUMNS, **fill)
    axes.set(xlim=(-0.5, COLUMNS - 0.5), ylim=(height, -0.1))
    axes.set_axis_off()
    return finish(figure, words, pd.DataFrame({"number": numbers}), "Square chart", key)
