"""A claim as a page tells it: its sentence, its readings, its sources and its figure."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from briefing import charts
from briefing.charts import Chart
from briefing.facts.fact import Fact, Said
from briefing.facts.said import registry, source
from briefing.verdicts.readings import evidence
from briefing.verdicts.verdict import Evidence, Outcome, Reading, Verdict

#: The shape beside a verdict's word, so that no colour is needed; the style sheet draws it.
SHAPES = {
    Verdict.CONFIRMED.name: "full",
    Verdict.PARTLY.name: "half",
    Verdict.HOLDS_IN_PART.name: "ringed",
    Verdict.FAILS_IN_PART.name: "crossed-ring",
    Verdict.CONTRADICTED.name: "crossed",
}
#: Of so many sources or readings each is named; more are counted.
FEW = 2


@dataclass(frozen=True)
class Statement:
    """What a briefing states, and what official figures make of it."""

    fact: Fact
    found: Evidence
    record: dict[str, Any] = field(repr=False)

    @property
    def said(self) -> Said:
        """Who said it, and where."""
        assert isinstance(self.fact.provenance, Said)
        return self.fact.provenance

    @property
    def words(self) -> str:
        """The words of the page."""
        return self.said.locator.words

    @property
    def about(self) -> str:
        """What it measures, of whom and when."""
        return f"{self.fact.scope.measure}; {self.fact.scope.population}; {when(self.fact)}"

    @property
    def shape(self) -> str:
        """The class of the shape beside its verdict."""
        return SHAPES.get(self.found.verdict.name, "empty")

    @property
    def value(self) -> tuple[str, str]:
        """What was said, in short, and every value that it allows where that is more."""
        value = self.fact.quantity
        if value is None:
            return worded(str(self.fact.relation), str(self.fact.briefing)), ""
        return str(value).partition(" (")[0], "" if value.width == 0 else value.possible

    @property
    def official(self) -> tuple[str, str]:
        """What the readings that hold give, else all that were tested: in short, and its range."""
        if not any(reading.tested for reading in self.found.readings):
            return "none that tests it", ""
        short, _, rest = self.found.given.partition(" (")
        shown = self.found.shown
        return short, rest.removesuffix(")") or (shown[0].note if len(shown) == 1 else "")

    @property
    def sentence(self) -> str:
        """The verdict in a sentence, with the readings that it rests on."""
        if self.found.verdict is Verdict.NO_RULE:
            return "No rule of this package speaks of it."
        parts = [_grouped(self.found.readings, *pair) for pair in VERBS.items()]
        told = "; ".join(filter(None, parts))
        sentence = f"{told[:1].upper()}{told[1:]}."
        if not any(reading.tested for reading in self.found.readings):
            notes = dict.fromkeys(r.note for r in self.found.readings if r.official is None)
            lacking = "; ".join(filter(None, notes))
            sentence = f"No reading can be tested{f' ({lacking})' if lacking else ''}."
        if self.found.says_little:
            notes = [r.note for r in self.found.readings if r.says_little and r.holds]
            sentence += f" It says little: {'; '.join(notes)}."
        return sentence

    @cached_property
    def sources(self) -> dict[tuple[str, ...], list[Fact]]:
        """The official figures that the readings rest on, by where they were read."""
        found: dict[tuple[str, ...], list[Fact]] = {}
        for reading in self.found.readings:
            for fact in reading.sources:
                facts = found.setdefault(_read_in(fact), [])
                facts += [] if fact.id in {known.id for known in facts} else [fact]
        return found

    def numbers(self, reading: Reading) -> str:
        """Name the sources of a reading by their numbers in the list."""
        order = [*self.sources]
        used = sorted({order.index(_read_in(fact)) + 1 for fact in reading.sources})
        whole = len(used) > FEW and used == list(range(used[0], used[-1] + 1))
        return f"{used[0]} to {used[-1]}" if whole else ", ".join(map(str, used))

    def chart(self) -> Chart | None:
        """Draw the claim; None where its words are a bare count that nothing is set against."""
        verdict, value = str(self.found.verdict), self.fact.quantity
        title = f"{verdict[0].upper()}{verdict[1:]}"
        facts = [fact for reading in self.found.readings for fact in reading.sources]
        if value is not None and value.width != 0:
            return charts.against([(self.fact, self.found)], title=title)
        if value is None and facts:
            alike = {
                fact.id: fact for fact in facts if fact.scope.measure == facts[0].scope.measure
            }
            whole = [fact for fact in alike.values() if fact.scope.area == self.fact.scope.area]
            if len(whole) == 1 < len(alike):
                del alike[whole[0].id]
                return charts.ranking(alike.values(), title=title, reference=whole[0])
            because = "each bears on what was said"
            return charts.ranking(alike.values(), title=title, because=because)
        return None


def worded(text: str, key: str) -> str:
    """Name figures of a briefing by their words where a text names them by their ids."""
    known = registry(key)
    for id in sorted(known, key=len, reverse=True):
        origin = known[id].provenance
        words = f"“{origin.locator.words}”" if isinstance(origin, Said) else known[id].scope.measure
        text = re.sub(rf"(?<![\w-]){re.escape(id)}(?![\w-])", lambda _, words=words: words, text)
    return text


def told(facts: list[Fact]) -> str:
    """Write figures that were read in one place; many of them are counted."""
    if len(facts) > FEW:
        measures = "; ".join(dict.fromkeys(fact.scope.measure for fact in facts))
        return f"{len(facts)} figures ({measures}), in the table {facts[0].provenance.table}"
    return "; ".join(f"{fact.scope.measure}, {fact.member}, {when(fact)}: {fact}" for fact in facts)


def when(fact: Fact) -> str:
    """Write the period of a figure."""
    return fact.scope.period.in_words if fact.scope.period else "period not stated"


def _grouped(readings: Iterable[Reading], outcome: Outcome, verb: str) -> str:
    """Say of the readings with an outcome what comes of them; many are counted."""
    of = [reading for reading in readings if reading.outcome is outcome]
    if len(of) > FEW:
        values = sorted((r for r in of if r.official), key=lambda r: r.official.midpoint or 0)
        ends = dict.fromkeys(reading.short for reading in (*values[:1], *values[-1:]))
        return f"it {verb} on {len(of)} readings" + (f" ({' to '.join(ends)})" if ends else "")
    # Of what cannot be tested the reason is told, the first of several.
    told = [r.short if r.tested else r.note.partition("; ")[0] for r in of]
    named = [f"“{r.text}”" + (f" ({t})" if t else "") for r, t in zip(of, told, strict=True)]
    return f"it {verb} on {' and '.join(named)}" if named else ""


#: What each outcome makes of a claim.
VERBS = {
    Outcome.HOLDS: "holds",
    Outcome.AS_PRINTED: "holds as printed",
    Outcome.ROUNDING: "is within rounding only",
    Outcome.FAILS: "fails",
    Outcome.UNTESTED: "cannot be tested",
}


def _read_in(fact: Fact) -> tuple[str, ...]:
    origin = fact.provenance
    return origin.producer, str(fact.scope.vintage), origin.read_in, origin.address or ""


def of(fact: Fact) -> Statement:
    """Put a stated fact and its evidence together."""
    return Statement(fact, evidence(fact.id, fact.briefing), source(fact.briefing))


def stated(key: str) -> list[Statement]:
    """Return everything that a briefing states, in the order of its table."""
    return [of(fact) for fact in registry(key).values() if isinstance(fact.provenance, Said)]


def notebooks(id: str, listed: Iterable[Path]) -> dict[str, str]:
    """Return the questions of notebooks by their file names: whose code names a figure, or all."""
    naming, tables = {}, {}
    for path in listed:
        cells = json.loads(path.read_bytes())["cells"]
        code = "".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")
        title = "".join(cells[0]["source"]).splitlines()[0].lstrip("# ")
        if f'"{id}"' in code:
            naming[path.name] = title
        elif re.search(r"\bclaims\(", code):
            tables[path.name] = title
    return naming | tables
