"""A sample of the data mutants: one of each table and kind of change, every one of them caught."""

import csv
from collections import Counter

import replay
from data_mutants import NOTEBOOKS, caught, forget, mutants, mutated, workplace

from briefing import tables

#: What a figure says. `make mutants` changes the other cells too, and changes each in every way.
NUMBERS = ("number", "integer")
SAYS = ("value", "bound", "rounding", "period", "unit", "qualifier", "population", "place")


def sample():
    """The middle one of the mutants of each table and kind."""
    found = {}
    for mutant in mutants():
        found.setdefault((mutant.table, mutant.kind), []).append(mutant)
    return [some[len(some) // 2] for (_, kind), some in found.items() if kind in SAYS]


def test_a_sample_of_mutants_is_caught():
    todo = sample()
    assert {mutant.kind for mutant in todo} == set(SAYS)
    with workplace() as folder:
        cells = [cell for path in NOTEBOOKS for cell in replay.cells(path, forget)]
        cells.sort(key=lambda cell: cell.seconds)
        ways = {mutant: caught(mutant, cells, folder) for mutant in todo}
    assert [str(mutant) for mutant, way in ways.items() if way is None] == []
    assert set(ways.values()) == {"reading", "a stored output"}


def test_what_no_cell_shows_survives():
    some = [m for m in mutants(["official-province-growth"]) if m.kind == "value"]
    with workplace() as folder:
        assert caught(some[0], [], folder) is None


def test_every_number_is_changed_up_and_down():
    changed = Counter((m.path, m.row, m.column) for m in mutants())
    for entry in tables.package()["resources"]:
        numbers = [f["name"] for f in entry["schema"]["fields"] if f["type"] in NUMBERS]
        with open(tables.data_folder() / entry["path"], encoding="utf-8", newline="") as file:
            for row, line in enumerate(csv.DictReader(file), start=2):
                for column in numbers:
                    assert changed[entry["path"], row, column] == 2 * bool(line[column])


def test_a_mutant_is_one_cell_and_leaves_no_trace():
    mutant = next(m for m in mutants(["official-city-growth"]) if m.kind == "value")
    with workplace() as folder:
        before = (folder / mutant.path).read_text(encoding="utf-8")
        with mutated(mutant, folder):
            after = (folder / mutant.path).read_text(encoding="utf-8")
        pairs = zip(before.splitlines(), after.splitlines(), strict=True)
        ((line, other),) = [pair for pair in pairs if pair[0] != pair[1]]
        assert other == line.replace(f",{mutant.before},", f",{mutant.after},", 1)
        assert (folder / mutant.path).read_text(encoding="utf-8") == before
