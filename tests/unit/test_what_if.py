"""The page on which a reader changes assumptions: what it stores is what the library says."""

import json
from fractions import Fraction
from itertools import product

import pytest
import what_if

from briefing.facts.assumed import assumptions
from briefing.what_if import questions, verdicts

ASKED = questions() | verdicts()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    what_if.write(folder, folder)
    return folder


@pytest.fixture(scope="module")
def stored(made):
    """The script of answers as a page loads it."""
    return (made / "_static" / "what-if-answers.js").read_text(encoding="utf-8")


def held(stored):
    return json.loads(stored.removeprefix("const WHAT_IF = ").removesuffix(";\n"))


def test_the_answers_are_small_enough_for_a_page(stored):
    assert len(stored.encode()) < 150_000
    assert {*held(stored)} == {*ASKED}


@pytest.mark.parametrize("id", ASKED)
def test_each_stored_answer_is_the_library_s(stored, id):
    question, kept = ASKED[id], held(stored)[id]
    assert [control["id"] for control in kept["controls"]] == [*question.moved_by[:2]]
    texts = [control["values"] for control in kept["controls"]]
    assert len(kept["answers"]) == len([*product(*texts)])
    for chosen, answer in zip(product(*texts), kept["answers"], strict=True):
        changes = {
            control["id"]: value if assumptions()[control["id"]].choices else Fraction(value)
            for control, value in zip(kept["controls"], chosen, strict=True)
        }
        assert str(question.tell(assumptions(**changes)).sentence) == answer


@pytest.mark.parametrize("id", ASKED)
def test_a_foremost_assumption_has_each_step_and_begins_as_it_is_by_default(stored, id):
    first, *second = held(stored)[id]["controls"]
    row = assumptions()[first["id"]]
    assert len(first["values"]) == len(row.steps)
    for control in (first, *second):
        row = assumptions()[control["id"]]
        value = control["values"][control["start"]]
        assert value == (
            row.value if row.choices else str(row.shown).removesuffix(row.unit).strip()
        )
        assert f"({row.unit})" in control["name"] or not row.unit


def test_the_page_shows_each_answer_by_default_and_each_place_where_one_turns(made):
    page = (made / "what-if.md").read_text(encoding="utf-8").replace("\\", "")
    first, _, turns = page.partition("## Where the answers turn")
    for question in ASKED.values():
        assert f"[{question.told().sentence}]" in first
        for _, flip in question.turns():
            assert f"| {flip.where} | {flip.before} | {flip.after} |" in turns
