"""Shares and counts as bars from zero."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from briefing.charts.about import about
from briefing.charts.chart import Chart
from briefing.charts.intervals import ranges
from briefing.charts.layout import house
from briefing.charts.palette import HATCHED, SOLID, TEAL
from briefing.errors import BriefingError
from briefing.facts.fact import Fact, value_of
from briefing.quantity import Quantity

KEY = "solid: certain, hatched: possible"


@house()
def bars(facts: Iterable[Fact], *, title: str, labels: Mapping[str, str] | None = None) -> Chart:
    """Shares or counts as bars from zero: solid as far as is certain, hatched where possible.

    Parameters
    ----------
    facts : iterable of Fact
        Bars from top to bottom, all of one kind and unit, none negative.
    title : str
        The finding, ten words or fewer; a :class:`~briefing.findings.Finding` is one.
    labels : mapping, optional
        Labels by the facts' ids, where what tells them apart is too long.

    Returns
    -------
    Chart
        A bar without a known upper end runs to the frame and ends in an arrow.

    Raises
    ------
    BriefingError
        If facts are mixed, the title is too long or a quantity may be negative.
    """
    of = about(facts, title)
    values = [value_of(fact) for fact in of.facts]
    for fact, value in zip(of.facts, values, strict=True):
        if value.lower is None or value.lower < 0:
            raise BriefingError(f"facts: {fact.key} may be negative; bars start at zero")
    widest = float(max((value.upper for value in values if value.upper is not None), default=1))
    # Shares are seen against the whole, unless all of them are small.
    limit = 100 if values[0].unit == "percent" and widest > 50 else widest or 1

    def mark(axes: Any, at: int, thick: float, value: Quantity) -> None:
        sure = float(value.lower or 0)
        end = limit if value.upper is None else float(value.upper)
        axes.barh(at, sure, height=thick, **SOLID)
        axes.barh(at, end - sure, left=sure, height=thick, **HATCHED)
        if value.upper is None:
            axes.plot(limit, at, marker=">", color=TEAL, clip_on=False)

    return ranges("Bar chart", of, KEY, (0, limit), mark, labels)
