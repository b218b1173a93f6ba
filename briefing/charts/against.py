"""What was said against what official figures give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from briefing.charts import layout
from briefing.charts.about import about
from briefing.charts.chart import Chart, finish
from briefing.charts.palette import BLUE, INK, ORANGE
from briefing.charts.sources import source_line
from briefing.errors import BriefingError
from briefing.facts.fact import Fact, Said, value_of
from briefing.quantity import Quantity
from briefing.verdicts.verdict import Evidence, Outcome, Reading

#: How an official value is marked, by what it makes of the claim: marker, face, edge.
MARKS = {
    **dict.fromkeys((Outcome.HOLDS, Outcome.AS_PRINTED), ("D", ORANGE, "white")),
    Outcome.ROUNDING: ("o", "white", ORANGE),
    Outcome.FAILS: ("D", "white", ORANGE),
    Outcome.UNTESTED: ("s", "white", INK),
}
#: The same for a reader. The bar comes first.
KEY = {("D", ORANGE): "filled diamond: holds", ("D", "white"): "hollow diamond: fails"}
KEY |= {("o", "white"): "ring: within rounding only"}
KEY |= {("s", "white"): "hollow square: cannot be tested"}
COMMON = "what was said, and what official figures give; each row has a scale of its own"
Case = tuple[Fact, Evidence]
Group = tuple[Fact, list[Reading]]


@layout.house()
def against(cases: Iterable[Case], *, title: str) -> Chart:
    """Draw what was said as a bar, and on it what official figures give on each reading.

    Parameters
    ----------
    cases : iterable of (Fact, Evidence)
        What was said, with its value, and its evidence. The readings of a single claim have a row
        each, on one axis. Of several claims each has a row, on a scale of its own, for their units
        differ: a row says whether the values meet, and no two rows can be compared. It shows the
        readings that were tested.
    title : str
        The finding, ten words or fewer; a :class:`~briefing.findings.Finding` is one.

    Returns
    -------
    Chart
        A value that is known as a range alone is a line between two marks.

    Raises
    ------
    BriefingError
        If there is no case, one has no value or was not said, or the title is too long.
    """
    known = list(cases)
    if not known:
        raise BriefingError("cases: is empty; a chart needs at least one")
    single = len(known) == 1
    if single:
        ((said, found),) = known
        groups = [(said, [reading]) for reading in found.readings]
        names, common = [r.text for r in found.readings], about([said], title).common
    else:
        groups = [(said, [r for r in found.readings if r.tested]) for said, found in known]
        names, common = _names(known), COMMON
    sources = [said for said, _ in known]
    sources += [fact for _, of in groups for reading in of for fact in reading.sources]
    texts = [f"{name}: {_told(of)}" for name, (_, of) in zip(names, groups, strict=True)]
    words = layout.Words(title, common, source_line(sources))
    figure, axes, thick = layout.rows(texts, words, _key(groups))
    frames = [_frame([pair for pair in groups if single or pair is group]) for group in groups]
    for at, ((said, readings), (low, high)) in enumerate(zip(groups, frames, strict=True)):
        scale = (0.0, 1.0) if single else (low, high - low)
        _row(axes, at, thick, said, readings, scale, (low, high))
    if single:
        axes.set_xlim(frames[0])
    else:
        axes.set(xlim=(0, 1), xticks=[])
        axes.spines["bottom"].set_visible(False)
    data = _data(groups, names, single)
    return finish(figure, words, data, "Bars with marks", "; ".join(texts))


def _names(cases: Iterable[Case]) -> list[str]:
    """Name claims by their words and measure, and by whom they are about where that is needed."""
    facts = [said for said, _ in cases]
    names = []
    for said in facts:
        if not isinstance(said.provenance, Said):
            raise BriefingError(f"cases: {said.key} was not said; leave it out")
        measure = said.scope.measure
        alike = sum(fact.scope.measure == measure for fact in facts) > 1
        about = f"{measure}, {said.member}" if alike else measure
        names.append(f"“{said.provenance.locator.words}”, {about}")
    return names


def _told(readings: Iterable[Reading]) -> str:
    """Write the official values by outcome, of several the least and the greatest."""
    told: dict[str, dict[str, None]] = {str(outcome): {} for outcome in Outcome}
    for reading in sorted(readings, key=lambda r: (r.official and r.official.midpoint) or 0):
        if reading.official is not None:
            short = reading.short.replace("percentage ", "")
            told[str(reading.outcome)][short] = None
    parts = [(word, [*of]) for word, of in told.items() if of]
    ends = [(w, [v[0], v[-1]] if len(v) > 1 else v) for w, v in parts]
    return ", ".join(f"{' to '.join(v)} ({w})" for w, v in ends) or "no official figure tests it"


def _key(groups: Iterable[Group]) -> str:
    """Explain the marks that are drawn, and no others."""
    drawn = {MARKS[r.outcome][:2] for _, of in groups for r in of if r.official is not None}
    seen = [text for mark, text in KEY.items() if mark in drawn]
    return "; ".join(["bar: as said", *seen])


def _frame(groups: Iterable[Group]) -> tuple[float, float]:
    """Return the ends of an axis that shows what was said and every official value."""
    shown = [q for said, of in groups for q in (value_of(said), *(r.official for r in of)) if q]
    ends = [float(end) for q in shown for end in (q.lower, q.upper, q.estimate) if end is not None]
    margin = 0.08 * (max(ends) - min(ends) or 1)
    return min(ends) - margin, max(ends) + margin


def _row(
    axes: Any,
    at: int,
    thick: float,
    said: Fact,
    readings: Sequence[Reading],
    scale: tuple[float, float],
    frame: tuple[float, float],
) -> None:
    """Draw the bar of what was said, and on it a mark for each official value."""
    start, length = scale

    def ends(quantity: Quantity) -> list[float]:
        pairs = zip((quantity.lower, quantity.upper), frame, strict=True)
        return [((edge if end is None else float(end)) - start) / length for end, edge in pairs]

    low, high = ends(value_of(said))
    axes.barh(at, high - low, thick, low, color=BLUE)
    for reading in readings:
        if reading.official is None:
            continue
        marker, face, edge = MARKS[reading.outcome]
        estimate, sides = reading.official.estimate, ends(reading.official)
        places = sides if estimate is None else [(float(estimate) - start) / length]
        axes.hlines(at, *sides, color=ORANGE, linewidth=3, zorder=2)
        look = {"mfc": face, "mec": edge, "color": ORANGE, "linestyle": "", "zorder": 3}
        axes.plot(places, [at] * len(places), marker, markersize=8, **look)


def _data(groups: Iterable[Group], names: Iterable[str], single: bool) -> pd.DataFrame:
    """Put a row for each reading into the table of numbers."""
    rows = [
        {
            "reading" if single else "claim": name,
            "as said": str(said),
            **({} if single else {"reading": reading.text if reading else ""}),
            "official": str(reading.official or "") if reading else "",
            "outcome": str(reading.outcome) if reading else "",
        }
        for name, (said, readings) in zip(names, groups, strict=True)
        for reading in (*readings, *([] if readings else [None]))
    ]
    return pd.DataFrame(rows).set_index("reading" if single else "claim")
