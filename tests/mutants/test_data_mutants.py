"""A sample of the data mutants: one of each thing that a figure says, every one of them caught."""

import csv
import io
from collections import Counter

import pytest
import replay
from data_mutants import NAMES, WHOLE, catchers, caught, mutants

#: What a figure says. `make mutants` changes the other columns too, each cell in every way.
SAYS = {"value", "decimals", "unit", "qualifier", "population", "period", "price_basis", "words"}


@pytest.fixture(scope="module")
def those():
    return catchers()


def sample():
    """The middle one of the mutants of each kind of table and column."""
    found = {}
    for mutant in mutants():
        kind = WHOLE.resource(mutant.table)["schema"]
        if mutant.column in SAYS:
            found.setdefault((kind, mutant.column), []).append(mutant)
    return [some[len(some) // 2] for some in found.values()]


def test_a_sample_of_mutants_is_caught(those):
    ways = {mutant: caught(mutant, those) for mutant in sample()}
    assert [str(mutant) for mutant, way in ways.items() if way is None] == []
    assert {"reading", "a stored output"} <= set(ways.values())


def test_what_nothing_shows_survives():
    mutant = next(m for m in mutants(["official-province-growth"]) if m.column == "value")
    assert caught(mutant, []) is None


def test_what_reads_nothing_that_changed_shows_no_change(those):
    mutant = next(m for m in mutants(["official-province-growth"]) if m.column == "value")
    others = [one for one in those if not mutant.reaches & one.reads]
    assert len(others) > 50
    with replay.reading(replay.Variant(WHOLE, mutant.table, mutant.content())):
        assert not any(one.differs() for one in others[::5])


def test_every_number_is_changed_up_and_down():
    changed = Counter((m.table, m.row, m.column) for m in mutants())
    for name in NAMES:
        fields = WHOLE.schema(name)["fields"]
        numbers = [field["name"] for field in fields if field["type"] in ("number", "integer")]
        for row, line in enumerate(WHOLE.table(name), start=2):
            for column in numbers:
                assert changed[name, row, column] == 2 * (line[column] is not None)


@pytest.mark.parametrize(
    ("table", "column", "before", "after"),
    [
        (
            "official-city-growth",
            "period",
            "2024-01/2024-06",
            {"2024-01/2024-05", "2023-01/2023-06"},
        ),
        ("official-city-growth", "area", "330300", {"330600", "320600"}),
        ("official-city-growth", "qualifier", "at least", {"over", "derived", "exact"}),
        ("populations", "open", "yes", {""}),
        ("measures", "kind", "rate", {"level", "share", "change", "count"}),
    ],
)
def test_words_and_periods_are_replaced_by_others_of_their_kind(table, column, before, after):
    found = [m for m in mutants([table]) if (m.column, m.before) == (column, before)]
    assert after <= {mutant.after for mutant in found}
    assert before not in {mutant.after for mutant in found}


def test_a_mutant_is_one_cell_and_the_data_stay_as_they_are():
    mutant = next(m for m in mutants(["official-city-growth"]) if m.column == "value")
    path = WHOLE.resource(mutant.table)["path"]
    before, after = (
        list(csv.reader(io.StringIO(content.decode(), newline="")))
        for content in (WHOLE.content(path), mutant.content())
    )
    changed = [
        (row, before[0][column], cell, after[row - 1][column])
        for row, line in enumerate(before, start=1)
        for column, cell in enumerate(line)
        if cell != after[row - 1][column]
    ]
    assert changed == [(mutant.row, "value", mutant.before, mutant.after)]
    data = replay.Variant(WHOLE, mutant.table, mutant.content())
    values = [
        str(package.table(mutant.table)[mutant.row - 2]["value"]) for package in (WHOLE, data)
    ]
    assert values == [mutant.before, mutant.after]
