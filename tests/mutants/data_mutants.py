"""Could a number of the data drift without anyone knowing? Change each, and see who notices.

One cell of one table is changed at a time: a number by one unit of its last digit, up and down; a
date by a day; a period by a month and a year, and one of its ends by a month; a word or a code into
others that might stand there, of long lists into the next and the previous one. A mutant is caught

- by reading, if the library refuses the table or what is made of it,
- by a stored output, if a cell of a notebook shows something else or fails,
- by a test: first those that need no preparation are called, then what is left is tried on the
  whole suite, its table sealed anew.

What nothing catches survives, and is listed: such a cell is used nowhere, so use it or remove it.
"""

import argparse
import csv
import importlib
import inspect
import io
import multiprocessing
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import replay
from tqdm import tqdm

from briefing.errors import BriefingError
from briefing.facts import official, tables
from briefing.facts.period import Period
from briefing.facts.said import briefings, registry
from briefing.facts.seal import seal

TESTS = Path(__file__).parents[1]
#: 08 computes at every step of each assumption what others show once: too slow for each mutant.
NOTEBOOKS = sorted((TESTS.parent / "notebooks").glob("0[0-7]*.ipynb"))
WHOLE = tables.Package()
NAMES = [entry["name"] for entry in WHOLE.descriptor["resources"]]
#: Columns of words that no schema lists: such a cell may hold what any column of that name holds.
CHOSEN = ("unit", "vintage", "list", "against", "of", "relative_to", "derived_from")
#: Of a list no longer than this every word is tried.
SHORT = 12


@dataclass(frozen=True)
class Mutant:
    """One cell changed: the table's name, the row (the header is row 1), the column.

    ``reaches`` names what must be read for the change to matter: the table, or of observations the
    series.
    """

    table: str
    row: int
    column: str
    before: str
    after: str
    reaches: frozenset

    def __str__(self) -> str:
        path = WHOLE.resource(self.table)["path"]
        return f"{path}, row {self.row}, {self.column}: {self.before} made {self.after or 'empty'}"

    def content(self) -> bytes:
        """The table's file with the cell changed."""
        lines, text = _lines(self.table), io.StringIO(newline="")
        lines[self.row - 1][lines[0].index(self.column)] = self.after
        csv.writer(text, lineterminator="\n").writerows(lines)
        return text.getvalue().encode()


# -- making mutants ------------------------------------------------------------------------------


def mutants(names: Iterable[str] = NAMES) -> list[Mutant]:
    """Every mutant of the tables named, in the order of their columns and rows."""
    found = []
    for name in names:
        header, *rows = _lines(name)
        by_series = WHOLE.resource(name)["schema"] == official.SCHEMA
        for index, field in enumerate(WHOLE.schema(name)["fields"]):
            words = _words(name, field)
            for number, row in enumerate(rows, start=2):
                for new in dict.fromkeys(_changes(field, row[index], words)):
                    reaches = {row[0], new if index == 0 else row[0]} if by_series else {name}
                    cell = (header[index], row[index], new)
                    found.append(Mutant(name, number, *cell, frozenset(reaches)))
    return found


def _lines(name: str) -> list[list[str]]:
    text = WHOLE.content(WHOLE.resource(name)["path"]).decode()
    return list(csv.reader(io.StringIO(text, newline="")))


def _words(name: str, field: dict) -> list[str]:
    """Words that a cell of this column can hold; none where any text may stand."""
    rules, column = field.get("constraints", {}), field["name"]
    for key in WHOLE.schema(name).get("foreignKeys", []):
        if key["fields"] == [column]:
            return _held(key["reference"]["fields"][0], key["reference"]["resource"] or name)
    if "enum" in rules:
        return rules["enum"]
    if column in CHOSEN:
        return list(dict.fromkeys(word for other in NAMES for word in _held(column, other)))
    return []


@cache
def _held(column: str, name: str) -> list[str]:
    """Every word that a table holds in a column, if it has the column."""
    header, *rows = _lines(name)
    index = header.index(column) if column in header else None
    return [] if index is None else [row[index] for row in rows if row[index]]


def _changes(field: dict, text: str, words: list[str]) -> Iterator[str]:
    """What a cell is changed to; an empty cell states nothing and stays."""
    pattern = field.get("constraints", {}).get("pattern", "")
    if not text:
        return
    if field["type"] in ("number", "integer"):
        unit = Decimal(1).scaleb(Decimal(text).as_tuple().exponent)
        yield from (f"{Decimal(text) + step:f}" for step in (unit, -unit))
    elif field["type"] == "date":
        day, step = date.fromisoformat(text), timedelta(days=1)
        yield from (str(day + step), str(day - step))
    elif text in words:
        here = words.index(text)
        others = [*words[here + 1 :], *words[:here]]
        others = others if len(words) <= SHORT else [others[0], others[-1]]
        yield from others or [""]
    elif field["name"].endswith("period") and text[0] != "{":  # a placeholder is no period
        yield from _moved(Period.parse(text))
    elif pattern.endswith("{2}") and text[-1].isdigit():  # a code that ends in digits
        yield text[:-1] + str((int(text[-1]) + 1) % 10)


def _moved(period: Period) -> Iterator[str]:
    """Periods a month or a year away, and those with one end a month away."""
    for step in (1, -1):
        near = period.shift(months=step)
        yield from (str(near), str(period.shift(years=step)))
        for ends in ((near.start, period.end), (period.start, near.end)):
            with suppress(BriefingError):  # one month has no shorter period within
                yield str(Period(*ends))


# -- catching them -------------------------------------------------------------------------------


def refused(mutant: Mutant, data: tables.Package) -> bool:
    """Whether the library refuses a table, or a fact that is made of it."""
    try:
        for name in NAMES:
            data.table(name, optional=True)
        for briefing in briefings(data):
            registry(briefing, folder=data)
        held = official.series(folder=data)
        for name in mutant.reaches.intersection(held) or held:
            for vintage in official.vintages(name, folder=data):
                official.official(name, vintage=vintage, folder=data)
    except BriefingError:
        return True
    return False


@dataclass
class Call:
    """A test that is a function of nothing, and so can be called on the data at hand."""

    function: Callable[[], None]
    reads: frozenset = frozenset()
    seconds: float = inf
    way = "a test"

    def differs(self) -> bool:
        """Whether it fails."""
        try:
            self.function()
        except (Exception, pytest.fail.Exception):  # as for a cell: whatever stops a test
            return True
        return False


def calls() -> list[Call]:
    """Quick tests that read the live data and can be called; the rest is left to the suite."""
    paths = [TESTS / "test_live_data.py", TESTS / "verdicts" / "test_readings.py"]
    sys.path[:0] = dict.fromkeys(str(path.parent) for path in paths)
    found = []
    for path in paths:
        for name, function in vars(importlib.import_module(path.stem)).items():
            if name.startswith("test_") and not inspect.signature(function).parameters:
                call, started = Call(function), time.perf_counter()
                with replay.reading(replay.Variant(WHOLE)) as data:
                    failed = call.differs()
                call.reads = data.reads()
                call.seconds = inf if failed else time.perf_counter() - started
                found.append(call)
    # A quick test takes longer on a busy machine, and must not be dropped there.
    return [call for call in found if call.seconds < 3]


def catchers() -> list[replay.Cell | Call]:
    """Every cell and test that may catch a mutant, the quickest first."""
    found = [*(cell for path in NOTEBOOKS for cell in replay.cells(path, WHOLE)), *calls()]
    return sorted(found, key=lambda one: one.seconds)


def caught(mutant: Mutant, those: list[replay.Cell | Call]) -> str | None:
    """Say what catches a mutant, short of the whole suite.

    Cells and tests take their turn as they stand; the one that catches a mutant goes to the front,
    for it is likely to catch the next.
    """
    with replay.reading(replay.Variant(WHOLE, mutant.table, mutant.content())) as data:
        if refused(mutant, data):
            return "reading"
        for one in [one for one in those if mutant.reaches & one.reads]:
            if one.differs():
                those.remove(one)
                those.insert(0, one)
                return one.way
    return None


def tested(mutant: Mutant | None) -> bool:
    """Whether the suite fails on a checkout with the mutant (or without), its table sealed anew."""
    with TemporaryDirectory() as place:
        away = shutil.ignore_patterns(".*", "build", "__pycache__", "mutants", "browser")
        copy = Path(shutil.copytree(TESTS.parent, Path(place) / "checkout", ignore=away))
        if mutant:
            (copy / "data" / WHOLE.resource(mutant.table)["path"]).write_bytes(mutant.content())
            seal(copy / "data")
        # What the notebooks show was replayed already.
        run = [sys.executable, "-m", "pytest", "-x", "-q", "tests", "briefing", "README.md"]
        return bool(subprocess.run(run, cwd=copy, capture_output=True, check=False).returncode)


# -- the run -------------------------------------------------------------------------------------

_CATCHERS: list[replay.Cell | Call] = []


def _try(mutant: Mutant) -> tuple[Mutant, str | None]:
    return mutant, caught(mutant, _CATCHERS)


def report(outcomes: dict[Mutant, str | None]) -> str:
    """Lay out how many mutants there were, what caught them, and which survive."""
    ways = ["reading", "a stored output", "a test", None]
    lines = []
    for heading in ("table", "column"):
        tally = Counter((getattr(mutant, heading), way) for mutant, way in outcomes.items())
        names = list(dict.fromkeys(name for name, _ in tally))
        lines += ["", f"{heading:<36}mutants  reading  outputs    tests  survive   caught"]
        for name in [*names, "all"]:
            row = [sum(tally[n, way] for n in (names if name == "all" else [name])) for way in ways]
            share = f"{100 * (1 - row[-1] / (sum(row) or 1)):.1f} %"
            lines.append(
                f"{name:<36}{sum(row):>7}" + "".join(f"{n:>9}" for n in row) + f"{share:>9}"
            )
    survivors = [f"  {mutant}" for mutant, way in outcomes.items() if way is None]
    lines += ["", *(["survivors:", *survivors] if survivors else ["no mutant survives"])]
    return "\n".join(lines)


def main() -> int:
    """Try every mutant; the exit status tells whether any survives."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tables", nargs="*", help="names of tables (all, if none is named)")
    parser.add_argument("--no-tests", action="store_true", help="do not try survivors on the suite")
    arguments = parser.parse_args()
    todo = mutants(arguments.tables or NAMES)
    _CATCHERS.extend(catchers())
    outcomes = dict.fromkeys(todo)
    # A forked worker has every module, table and cell at hand.
    with multiprocessing.get_context("fork").Pool(os.cpu_count()) as pool:
        trying = pool.imap_unordered(_try, todo, chunksize=32)
        for mutant, way in tqdm(trying, total=len(todo), unit="mutant"):
            outcomes[mutant] = way
    left = [mutant for mutant, way in outcomes.items() if way is None]
    if left and not arguments.no_tests:
        if tested(None):
            sys.exit("The suite fails on the data as they are, so it tells nothing; run make test")
        for mutant in tqdm(left, unit="mutant", desc="on the suite"):
            if tested(mutant):
                outcomes[mutant] = "a test"
    print(report(outcomes))
    return any(way is None for way in outcomes.values())


if __name__ == "__main__":
    sys.exit(main())
