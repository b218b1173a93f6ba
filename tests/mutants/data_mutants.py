"""Could a number of the data drift without anyone knowing? Change each, and see who notices.

Every number of every table is changed by one unit of its last digit, up and down, every period
moved, every code, unit, qualifier, population and other chosen word replaced, one cell at a time.
A mutant is caught

- by reading, if the library refuses the table,
- by a stored output, if a cell of a notebook shows something else or fails,
- by a test: first those that need no preparation are called, then what is left is tried on the
  whole suite, its table sealed anew.

What nothing catches survives, and is listed: such a cell is used nowhere, so use it or remove it.
"""

import argparse
import csv
import importlib
import inspect
import multiprocessing
import os
import shutil
import subprocess
import sys
import time
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import replay
from tqdm import tqdm

from briefing import statistics, tables
from briefing.errors import BriefingError
from briefing.figures import briefings, registry

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "tests" / "unit"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
#: Columns of words of which each alternative is tried, whether or not the schema lists them.
CHOICES = {"unit", "qualifier", "population", "price_basis", "confidence"}
KINDS = {
    "value": "value",
    "within": "bound",
    "of": "bound",
    "decimals": "rounding",
    "stated_decimals": "rounding",
    "period_start": "period",
    "period_end": "period",
    "start": "place",
    "end": "place",
    "paragraph": "place",
    "sentence": "place",
}


@dataclass(frozen=True)
class Mutant:
    """One cell changed: the table's name and file, the row (the header is row 1) and the cell."""

    table: str
    path: str
    row: int
    column: str
    before: str
    after: str
    series: str

    @property
    def kind(self) -> str:
        return KINDS.get(self.column, self.column if self.column in CHOICES else "other")

    def __str__(self) -> str:
        return f"{self.path}, row {self.row}, {self.column}: {self.before} made {self.after}"


# -- making mutants ------------------------------------------------------------------------------


def mutants(names: Iterable[str] | None = None) -> list[Mutant]:
    """Every mutant of the tables named, or of all, in the order of the tables."""
    found = []
    for entry in tables.package()["resources"]:
        if names is not None and entry["name"] not in names:
            continue
        header, *rows = _lines(tables.data_folder() / entry["path"])
        for index, field in enumerate(entry["schema"]["fields"]):
            choices = _choices(field, [row[index] for row in rows])
            for number, row in enumerate(rows, start=2):
                changed = {new: None for new in _changes(field, row[index], choices)}
                series = row[header.index("series")] if "series" in header else ""
                found += [
                    Mutant(entry["name"], entry["path"], number, header[index], *cell, series)
                    for cell in ((row[index], new) for new in changed)
                ]
    return found


def _lines(path: Path) -> list[list[str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _choices(field: dict, held: list[str]) -> list[str]:
    """Words a cell of this column could have instead; none where any text may stand."""
    listed = field.get("constraints", {}).get("enum", [])
    if field["name"] in CHOICES:
        # A word this table never has should be refused; one of them shows whether it is.
        others = (word for word in _words(field["name"]) if word not in {*listed, *held})
        return [*dict.fromkeys([*listed, *filter(None, held)]), *list(others)[:1]]
    return listed


@cache
def _words(column: str) -> list[str]:
    """Every word the package allows in columns of this name."""
    fields = (field for e in tables.package()["resources"] for field in e["schema"]["fields"])
    rules = (f.get("constraints", {}) for f in fields if f["name"] == column)
    return list(dict.fromkeys(word for rule in rules for word in rule.get("enum", [])))


def _changes(field: dict, text: str, choices: list[str]) -> Iterator[str]:
    """What a cell is changed to; an empty cell states nothing and stays."""
    if not text:
        return
    pattern = field.get("constraints", {}).get("pattern", "")
    if field["type"] in ("number", "integer"):
        unit = Decimal(1).scaleb(Decimal(text).as_tuple().exponent)
        for step in (unit, -unit):
            yield f"{Decimal(text) + step:f}"
    elif field["type"] == "date":
        day = date.fromisoformat(text)
        for step in (1, -1):
            yield (day + timedelta(days=step)).isoformat()
            if field["name"].startswith("period_"):
                yield _month(day, step).isoformat()
                yield day.replace(year=day.year + step, day=min(day.day, 28)).isoformat()
    elif choices:
        yield from (word for word in choices if word != text)
    elif pattern.endswith(("{2}", "{6}")) and text[-1].isdigit():  # a code that ends in digits
        yield text[:-1] + str((int(text[-1]) + 1) % 10)


def _month(day: date, step: int) -> date:
    """First or last day of the next or last month, as the day was a first or a last one."""
    months = day.year * 12 + day.month - 1 + step
    year, month = months // 12, months % 12 + 1
    return date(year, month, 1 if day.day == 1 else monthrange(year, month)[1])


# -- catching them -------------------------------------------------------------------------------


def forget() -> None:
    """Let nothing read before answer for what is read now."""
    for cached in (tables.package, registry, statistics._rows):
        cached.cache_clear()


@contextmanager
def workplace() -> Iterator[Path]:
    """A copy of the data that the library reads instead; a table as it was is read only once."""
    whole = {}
    reading = tables.read

    def read(name, folder=None):
        content = (tables.data_folder() / tables.resource(name)["path"]).read_bytes()
        if (name, content) not in whole:
            if any(held == name for held, _ in whole):
                return reading(name, folder)  # a mutant, which is not met again
            whole[name, content] = reading(name, folder)
        return whole[name, content]

    with TemporaryDirectory() as place:
        folder = Path(shutil.copytree(tables.data_folder(), Path(place) / "data"))
        with (
            patch.object(tables, "data_folder", lambda: folder),
            patch.object(tables, "read", read),
        ):
            forget()
            for entry in tables.package()["resources"]:
                tables.read(entry["name"])
            yield folder
    forget()


@contextmanager
def mutated(mutant: Mutant, folder: Path) -> Iterator[None]:
    """The data with one cell changed."""
    path = folder / mutant.path
    before = path.read_bytes()
    lines = _lines(path)
    lines[mutant.row - 1][lines[0].index(mutant.column)] = mutant.after
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(lines)
    forget()
    try:
        yield
    finally:
        path.write_bytes(before)
        forget()


def refused(mutant: Mutant) -> bool:
    """Whether the library refuses the table or what is made of it."""
    try:
        tables.read(mutant.table)
        for briefing in briefings():
            registry(briefing)
        if mutant.table.removeprefix("official-") in statistics.TABLES:
            for name in statistics.series():
                for vintage in statistics.vintages(name):
                    statistics.load(name, vintage=vintage)
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
        except Exception:  # as for a cell: whatever stops a test
            return True
        return False


def calls() -> list[Call]:
    """Quick tests of what the tables hold that can be called; the rest is left to the suite."""
    found = []
    sys.path.insert(0, str(UNIT))
    for name in ("test_statistics", "test_figures", "test_claims", "test_transcript"):
        functions = vars(importlib.import_module(name)).items()
        for test, function in functions:
            if test.startswith("test_") and not inspect.signature(function).parameters:
                found.append(Call(function))
    for call in found:
        forget()
        started = time.perf_counter()
        with replay.noting() as read:
            failed = call.differs()
        call.reads = frozenset(read)
        call.seconds = inf if failed else time.perf_counter() - started
    return [call for call in found if call.seconds < 0.2]


def caught(mutant: Mutant, catchers: list[replay.Cell | Call], folder: Path) -> str | None:
    """Say what catches a mutant, short of the whole suite.

    Cells and tests take their turn as they stand; the one that catches a mutant goes to the front,
    for it is likely to catch the next.
    """
    with mutated(mutant, folder):
        if refused(mutant):
            return "reading"
        for one in [one for one in catchers if {mutant.series, mutant.table} & one.reads]:
            forget()
            if one.differs():
                catchers.remove(one)
                catchers.insert(0, one)
                return one.way
    return None


def tested(mutant: Mutant) -> bool:
    """Whether the suite fails on a checkout with the mutant, its table sealed anew."""
    with TemporaryDirectory() as place:
        away = shutil.ignore_patterns(".*", "build", "__pycache__", "mutants", "browser")
        copy = Path(shutil.copytree(ROOT, Path(place) / "checkout", ignore=away))
        with patch.object(tables, "data_folder", lambda: copy / "data"):
            with mutated(mutant, copy / "data"):
                tables.seal(copy / "data")
                run = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header"]
                return (
                    subprocess.run(run, cwd=copy, capture_output=True, check=False).returncode != 0
                )


# -- the run -------------------------------------------------------------------------------------

_CATCHERS: list[replay.Cell | Call] = []
_FOLDER: list[Path] = []


def _start() -> None:
    """Give a worker process a copy of the data of its own, for as long as it lives."""
    place = workplace()
    _FOLDER.append(place.__enter__())
    multiprocessing.util.Finalize(None, place.__exit__, args=(None, None, None), exitpriority=1)


def _try(mutant: Mutant) -> tuple[Mutant, str | None]:
    return mutant, caught(mutant, _CATCHERS, _FOLDER[0])


def report(outcomes: dict[Mutant, str | None]) -> str:
    """Lay out how many mutants there were, what caught them, and which survive."""
    ways = ["reading", "a stored output", "a test", None]
    lines = []
    for heading, of in (("table", lambda m: m.table), ("what was changed", lambda m: m.kind)):
        tally = Counter((of(mutant), way) for mutant, way in outcomes.items())
        names = list(dict.fromkeys(of(mutant) for mutant in outcomes))
        lines += ["", f"{heading:<36}mutants  reading  outputs    tests  survive   caught"]
        for name in [*names, "all"]:
            row = [sum(tally[n, way] for n in (names if name == "all" else [name])) for way in ways]
            share = f"{100 * (1 - row[-1] / sum(row)):.1f} %"
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
    todo = mutants(arguments.tables or None)
    with workplace():
        for path in NOTEBOOKS:
            _CATCHERS.extend(replay.cells(path, forget))
        _CATCHERS.extend(calls())
    _CATCHERS.sort(key=lambda one: one.seconds)
    outcomes = dict.fromkeys(todo)
    # A forked worker has every module and cell at hand; the data copied is its own.
    fork = multiprocessing.get_context("fork")
    with fork.Pool(os.cpu_count(), _start) as pool:
        trying = pool.imap_unordered(_try, todo, chunksize=32)
        for mutant, way in tqdm(trying, total=len(todo), unit="mutant"):
            outcomes[mutant] = way
        pool.close()
        pool.join()
    left = [mutant for mutant, way in outcomes.items() if way is None]
    if left and not arguments.no_tests:
        for mutant in tqdm(left, unit="mutant", desc="on the suite"):
            if tested(mutant):
                outcomes[mutant] = "a test"
    print(report(outcomes))
    return any(way is None for way in outcomes.values())


if __name__ == "__main__":
    sys.exit(main())
