"""Facts over time."""

from __future__ import annotations

from calendar import month_name
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isnan, nan
from typing import Any

import matplotlib.dates
import pandas as pd

from briefing.charts import layout
from briefing.charts.about import About, about, place
from briefing.charts.chart import Chart, finish
from briefing.charts.palette import DASHED, FAINT, SERIES, VIOLET
from briefing.errors import BriefingError, ScopeError
from briefing.facts.fact import Fact, value_of
from briefing.facts.period import Period
from briefing.facts.words import checked, describe, reported, revised

_DATES: Any = matplotlib.dates  # it has no types
_MAY_DIFFER = ("measure", "population", "area", "period", "vintage")


@layout.house()
def lines(
    facts: Iterable[Fact],
    *,
    title: str,
    window: Fact | None = None,
    references: Iterable[Fact] = (),
    said: Iterable[Fact] = (),
    because: str | None = None,
) -> Chart:
    """Facts over time, a line for each thing they are about, with its name at its end.

    Parameters
    ----------
    facts : iterable of Fact
        Of one kind, unit and price basis. Months and the months since January make two lines;
        a rate of January and February together is drawn across both months, and begins the
        line since January.
    title : str
        The finding, ten words or fewer.
    window : Fact, optional
        Its period is shaded and named, with its value.
    references : iterable of Fact
        Dashed lines across; each writes its own name and value.
    said : iterable of Fact
        What was said of a period that is drawn: a diamond, hollow if only reports were read, with
        a bar for what its rounding leaves possible. Nothing joins them.
    because : str, optional
        Why amounts or shares as first published in different years stand in one line all the
        same; it is printed. They are not joined: revisions lie between them.

    Returns
    -------
    Chart
        A line breaks where nothing is held or where a revision lies between two values. Each
        vintage has a line of its own.

    Raises
    ------
    BriefingError
        If facts are mixed, there are more than four lines, or the title is too long.
    """
    references, said = list(references), list(said)
    besides = [*references, window, *said]
    of = about(facts, title, free=_MAY_DIFFER, besides=besides, because=because)
    drawn = _lines(of)
    if len(drawn) > 4:
        raise BriefingError(f"facts: make {len(drawn)} lines; a chart shows at most four")
    later = [pair for line in drawn for pair in pairwise(line.facts) if revised(*pair)]
    if later and not because:
        a, b = later[0]
        raise ScopeError(
            f"facts: {a.id:.60} and {b.id:.60} are as first published in different years, and "
            "later revised; draw one vintage, or say why (because=)"
        )
    levels = {name: at for fact in references for name, at in of.reference(fact).items()}
    data, marks = _twin(drawn), _marks(drawn, said)
    if said:
        data["as said"] = ""
    for (_, last), fact in marks:
        data.loc[last, "as said"] += f" {fact}{', reported' * reported(fact)}"
    names = [line.name for line in drawn if line.name] + [*levels]
    height = max(3.0, 0.2 * sum(len(layout.wrap(name, 16).splitlines()) for name in names) + 0.5)
    figure, axes = layout.canvas(height, of, _key(drawn, bool(later), said))
    _draw(axes, drawn, levels, data.index.name == "year")
    _draw_marks(axes, marks)
    notes = [f"Dashed: {name}" for name in levels]
    if window:
        start, stop = _span(window, data.index.freqstr)
        name = f"{_period(window).in_words}: {window}"
        if not {start, stop} <= {*data.index}:
            raise BriefingError(f"window: {name} lies beyond the values drawn")
        half = (_x(start + 1) - _x(start)) / 2
        look = {"color": VIOLET, "alpha": 0.25, "linewidth": 0, "zorder": 0}
        axes.axvspan(_x(start) - half, _x(stop) + half, **look)
        layout.above(axes, name, (_x(start) + _x(stop)) / 2)
        notes.append(f"Shaded: {name}")
    told = []
    for line in drawn:
        first, last = (f"{f} in {_period(f).in_words}" for f in (line.facts[0], line.facts[-1]))
        told.append(f"{line.name or 'values'} from {first} to {last}")
    told += [f"{len(said)} values as said"] * bool(said)
    return finish(figure, of, data, "Line chart", "; ".join(told), notes)


def _key(drawn: Sequence[_Line], later: bool, said: Sequence[Fact]) -> str:
    """Explain breaks, rates of several months and what was said, where there are any."""
    gaps = any(isnan(y) for line in drawn for y in line.path()[1])
    lengths = {_period(f).months for line in drawn if not line.running for f in line.facts}
    parts = ["not joined: first published, revised later"] * later
    parts += ["gap: not held"] * (gaps and not later)
    parts += ["level stretch: months published together"] * (len(lengths) > 1)
    parts += ["diamond: as said, bar: its rounding"] * bool(said)
    parts += ["hollow: known from reports"] * any(map(reported, said))
    return "; ".join(parts)


@dataclass(frozen=True)
class _Line:
    """The facts of one line in the order of their periods.

    It is running if its periods begin together and grow, as those since January do; then a value
    stands at the end of its period. Others are drawn across all years or months of it.
    """

    name: str
    facts: list[Fact]
    spans: list[tuple[Any, Any]]
    running: bool

    def path(self) -> tuple[list[float], list[float]]:
        """Return the corners, with NaN where something is missing or revised between two values."""
        xs, ys = list[float](), list[float]()
        for n, (fact, (first, last)) in enumerate(zip(self.facts, self.spans, strict=True)):
            if n:
                before = self.facts[n - 1]
                follows = first == self.spans[n - 1][1] + 1
                together = not self.running or _period(before).start == _period(fact).start
                if not (follows and together) or revised(before, fact):
                    xs.append(nan)
                    ys.append(nan)
            corners = dict.fromkeys((first, last))
            xs += map(_x, corners)
            ys += [place(fact)] * len(corners)
        return xs, ys


def _period(fact: Fact) -> Period:
    if fact.scope.period is None:
        raise BriefingError(f"facts: {fact.key} states no period; leave it out")
    return fact.scope.period


def _span(fact: Fact, unit: str) -> tuple[Any, Any]:
    """Return the first and the last year ("Y") or month ("M") of a fact's period."""
    period = _period(fact)
    return pd.Period(period.start, unit), pd.Period(period.end, unit)


def _x(span: Any) -> float:
    """Where a year or month stands: on its first day, which is where its tick is."""
    return float(_DATES.date2num(span.start_time))


def _lines(of: About) -> list[_Line]:
    """Sort facts into lines by what they are about, and by whether their periods overlap.

    The joint rate of January and February, a series of its own, belongs to the months. Being the
    rate since January too, it also begins that line, where this holds none itself.
    """
    apart = [name for name in of.apart if name != "period"]
    groups = defaultdict(list)
    for fact in sorted(of.facts, key=lambda fact: _period(fact).end):
        groups[describe(fact, apart), getattr(fact.provenance, "series", "")].append(fact)
    found: dict[tuple[str, bool], list[Fact]] = defaultdict(list)
    for (name, _), facts in groups.items():
        running = any(_period(b).start <= _period(a).end for a, b in pairwise(facts))
        found[name, running] += facts
    unit = "Y" if all(_period(fact).is_year for fact in of.facts) else "M"
    both = len({running for _, running in found}) > 1
    for (name, running), facts in found.items():
        begun = {_period(fact).start for fact in facts} if running else set()
        held = {_period(fact) for fact in facts}
        for fact in found.get((name, False), ()):
            first, last = _span(fact, unit)
            if first < last and _period(fact).start in begun and _period(fact) not in held:
                facts.append(fact)
    drawn = []
    for (name, running), facts in found.items():
        facts.sort(key=lambda fact: _period(fact).end)
        spans = [_span(fact, unit) for fact in facts]
        since = f"since {month_name[spans[0][0].month]}" if running else "single month"
        spans = [(last if running else first, last) for first, last in spans]
        full = ", ".join(filter(None, (name, since if both else "")))
        drawn.append(_Line(full, facts, spans, running))
    return drawn


def _twin(drawn: Sequence[_Line]) -> pd.DataFrame:
    """Write the value of each line for each month or year."""
    ends = [end for line in drawn for span in line.spans for end in span]
    data = pd.DataFrame("not held", pd.period_range(min(ends), max(ends)), range(len(drawn)))
    for n, line in enumerate(drawn):
        for fact, (first, last) in zip(line.facts, line.spans, strict=True):
            when = f" ({_period(fact).in_words})" if last > first else ""
            data.loc[first:last, n] = f"{fact}{when}"
    data.columns = pd.Index([line.name or "value" for line in drawn])
    return data.rename_axis("year" if ends[0].freqstr.startswith("Y") else "month")


def _marks(drawn: Sequence[_Line], said: Sequence[Fact]) -> list[tuple[tuple[Any, Any], Fact]]:
    """Find where each thing that was said stands: at the value drawn for its period."""
    if said:  # a speaker states neither vintage nor price basis
        checked([drawn[0].facts[0], *said], ("period", "vintage", "price_basis"))
    spans = {
        _period(fact): span
        for line in drawn
        for fact, span in zip(line.facts, line.spans, strict=True)
    }
    for fact in said:
        if _period(fact) not in spans:
            when = _period(fact).in_words
            raise BriefingError(f"said: nothing is drawn for {when}; leave {fact.key} out")
    return [(spans[_period(fact)], fact) for fact in said]


def _draw_marks(axes: Any, marks: Sequence[tuple[tuple[Any, Any], Fact]]) -> None:
    """Draw what was said, large and behind the lines, so that both are seen where they agree."""
    for (first, last), fact in marks:
        x, y, value = (_x(first) + _x(last)) / 2, place(fact), value_of(fact)
        ends = [y if end is None else float(end) for end in (value.lower, value.upper)]
        axes.vlines(x, *ends, color=VIOLET, linewidth=2, zorder=1)
        face = "white" if reported(fact) else VIOLET
        axes.plot(x, y, "D", color=VIOLET, mfc=face, mew=1.5, markersize=9, zorder=1)


def _draw(axes: Any, drawn: Sequence[_Line], levels: dict[str, float], yearly: bool) -> None:
    """Draw the lines and, dashed, the levels, each with its name at the right."""
    for n, (line, (colour, marker, dash)) in enumerate(zip(drawn, SERIES, strict=False)):
        axes.plot(*line.path(), color=colour, linestyle=dash)
        at = [(_x(first) + _x(last)) / 2 for first, last in line.spans]
        values = [place(fact) for fact in line.facts]
        # Where values meet, the marks of the first line lie on larger ones of the others.
        look = {"color": colour, "markersize": 4 + 1.5 * n, "zorder": 3 - n / 10}
        axes.plot(at, values, marker, label=line.name, **look)
        if line.name:
            layout.beside(axes, line.name, at[-1], values[-1])
    for name, level in levels.items():
        axes.axhline(level, label=name, **DASHED)
        layout.beside(axes, name, axes.get_xlim()[1], level)
    low, high = axes.get_ylim()
    if low < 0 < high:
        axes.axhline(0, **FAINT)
    locator = _DATES.AutoDateLocator(minticks=1 if yearly else 3, maxticks=8)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(_DATES.ConciseDateFormatter(locator, show_offset=False))
