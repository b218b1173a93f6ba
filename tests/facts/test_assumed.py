"""The table of assumptions, sets made of it, and what is read under them."""

from fractions import Fraction as F

import pytest

import briefing
from briefing.errors import BriefingError, TableError, UnknownNameError
from briefing.facts.assumed import Assumptions, assumptions, given, opened
from briefing.facts.row import leaning
from briefing.facts.said import figure, registry
from briefing.facts.tables import Package, package
from conftest import TESTS, edit, refusal

DATA = TESTS / "data"


def test_a_set_holds_the_values_of_the_table_and_what_is_changed():
    table, changed = assumptions(folder=DATA), assumptions(folder=DATA, half_width=4.5, top_few=3)
    assert list(table) == ["half_width", "rounding", "count_reading", "top_few"]
    assert [one.value for one in table.values()] == [3, "half up", "more than", 2]
    assert [one.value for one in changed.values()] == [F(9, 2), "half up", "more than", 3]
    assert [one.id for one in changed.values() if one.changed] == ["half_width", "top_few"]
    assert str(changed["half_width"]) == "half width: 4.5 (units of the last digit)"
    assert assumptions(folder=DATA, half_width=3) == table != changed
    assert refusal(BriefingError, lambda: table["rounding"].number).startswith(
        "rounding: 'half up'"
    )


def test_the_steps_go_from_the_least_to_the_greatest():
    table = assumptions(folder=DATA)
    assert table["half_width"].steps[:3] == (1, F(3, 2), 2) and table["half_width"].steps[-1] == 5
    assert table["rounding"].steps == ("half up", "half even", "truncated")
    assert [str(one.value) for one in table["half_width"].ends] == ["1", "3", "5"]
    assert [one.value for one in table["rounding"].ends] == ["half up", "truncated"]
    assert all(one.default in one.steps for one in [*table.values(), *assumptions().values()])


@pytest.mark.parametrize(
    ("error", "changes", "said"),
    [
        (BriefingError, {"half_width": 6}, "half_width: 6 is out of range; give 1 to 5 units"),
        (BriefingError, {"half_width": "0.9"}, "half_width: '0.9' is out of range; give 1 to 5"),
        (BriefingError, {"half_width": "wide"}, "half_width: 'wide' is not a finite number; give"),
        (BriefingError, {"top_few": 2.5}, "top_few: 2.5 is not whole; give 1 to 3 members"),
        (UnknownNameError, {"rounding": "half"}, "rounding 'half' is unknown; did you mean half"),
        (UnknownNameError, {"width": 3}, "assumption 'width' is unknown; did you mean half_width?"),
    ],
)
def test_what_may_not_be_assumed_is_refused(error, changes, said):
    assert refusal(error, assumptions, folder=DATA, **changes).startswith(said)


def test_what_is_read_under_a_set_remembers_it_and_leaves_the_rest_alone():
    source, under = Package(DATA), assumptions(folder=DATA, rounding="truncated")
    plain, other = (figure("share-gdp-2031", folder=source, under=u) for u in (None, under))
    assert (plain.rests_on, other.rests_on) == (
        (given(source)["rounding"],),
        (under["rounding"],),
    )
    assert plain.quantity.lower != other.quantity.lower == other.quantity.point
    assert figure("share-gdp-2031", folder=source) is plain
    assert registry(folder=source, under=under) is registry(folder=opened(source, under))
    assert opened(source, under).table("areas") is source.table("areas")
    assert refusal(BriefingError, opened, source, {"rounding": "truncated"}).startswith("under: {")


def test_without_a_table_those_of_the_library_hold(invented):
    source = Package(invented, {"resources": Package(invented).descriptor["resources"][:-1]})
    source._resources.pop("assumptions")
    assert given(source) == given(package()) == briefing.assumptions()


@pytest.mark.parametrize(
    ("id", "cells", "said"),
    [
        ("half_width", {"default": "9"}, "half_width: '9' is out of range; give 1 to 5 units"),
        ("top_few", {"step": "0"}, "column step: 0 leads nowhere; give one above 0"),
        ("top_few", {"step": ""}, "goes with choices, or with least, greatest and step"),
        ("top_few", {"kind": "choice"}, "goes with choices, or with least, greatest and step"),
        ("rounding", {"choices": ""}, "goes with choices, or with least, greatest and step"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused(invented, id, cells, said):
    edit(invented, "assumptions.csv", {"id": id}, **cells)
    sentence = refusal(TableError, assumptions, folder=invented)
    assert "assumptions.csv, row " in sentence and said in sentence


def test_each_choice_is_one_that_the_library_knows():
    table = briefing.assumptions()
    lists = {row["list"] for row in package().table("official-province-lists")}
    assert set(table["list_of_ten"].choices) == lists
    kinds = {"qualifier": "about"}, {"qualifier": "rounded"}, {"qualifier": "more than"}
    assert {id for row in kinds for id in leaning(row)} <= set(table)
    assert isinstance(table, Assumptions)
