"""Guesses at number, unit, qualifier, words and relation of a numeral."""

import pytest

from briefing.facts.draft import draft_rows
from briefing.facts.meaning import Meaning
from briefing.facts.scope import vocabulary
from briefing.facts.tables import package
from conftest import TESTS

MEANING = Meaning(vocabulary(package(TESTS / "data")), [])
PAGE = {"date_said": "2033-06-01", "date_published": "2033-06-02", "publisher": "Arcadia"}


def rows(text):
    """Draft the rows of a text, by numeral or word."""
    return {row["numeral"]: row for row in draft_rows(text, "Bo Lund", PAGE, MEANING)}


@pytest.mark.parametrize(
    ("phrase", "cells"),
    [
        ("about 70%", {"qualifier": "about", "decimals": "0", "value": "70"}),
        ("more than 5 towns", {"qualifier": "more than", "words": "more than 5 towns"}),
        ("more than 60 percent", {"qualifier": "over", "words": "more than 60 percent"}),
        ("growth surpassing 10%", {"qualifier": "over", "words": "surpassing 10%", "decimals": ""}),
        ("60% or more", {"qualifier": "at least", "value": "60"}),
        ("nine coastal towns", {"value": "9", "qualifier": "exact", "words": "nine coastal towns"}),
        ("1,234.5 billion yuan", {"value": "1234.5", "unit": "billion yuan", "decimals": "1"}),
        ("3.25 million ships", {"value": "3250000", "unit": "count", "decimals": "-4"}),
        ("over 2 million", {"value": "2000000", "qualifier": "over", "decimals": ""}),
        ("12,000 mills", {"value": "12000", "qualifier": "rounded", "decimals": "-3"}),
        ("12,345 mills", {"value": "12345", "qualifier": "exact", "decimals": ""}),
        ("three times higher", {"value": "3", "unit": "times", "words": "three times"}),
        ("−0.3%", {"value": "-0.3", "decimals": "1", "unit": "percent"}),
        ("a decline of 7%", {"value": "-7", "words": "7%"}),
        ("½ of it", {"value": "", "words": "½", "id": ""}),
    ],
)
def test_number_unit_qualifier_and_words(phrase, cells):
    row = next(
        row for row in rows(f"There was {phrase}.").values() if row["qualifier"] or "½" in phrase
    )
    assert {column: row[column] for column in cells} == cells


@pytest.mark.parametrize(
    ("sentence", "numeral", "relation"),
    [
        ("It grew 7%, faster than before.", "7%", "higher than"),
        ("It was 2 percentage points lower than before.", "2", "lower than"),
        ("It rose by 2 percentage points compared with May.", "2", "higher than"),
        ("It fell by 2 percentage points compared to May.", "2", "lower than"),
        ("It grew 7%.", "7%", ""),
        ("The rates of the towns all exceeded that.", "exceeded", "each higher than"),
        ("The rate exceeded that.", "exceeded", "higher than"),
        ("There was a decline.", "decline", "lower than"),
    ],
)
def test_the_way_of_a_comparison(sentence, numeral, relation):
    assert rows(sentence)[numeral]["relation"] == relation


def test_what_something_is_compared_with_is_quoted():
    found = rows(
        "It grew 7%, faster than in May. All exceeded the average. Lower than ever, it fell."
    )
    words = ("7%", "exceeded", "Lower", "fell")
    assert [found[word]["relative_to"] for word in words] == ["in May", "the average", "ever", ""]
    assert "faster" not in found


def test_a_superlative_is_a_relation_with_its_span():
    row = rows("It saw the highest growth in the past ten years.")["highest"]
    assert row["words"] == "highest growth in the past ten years"


def test_a_period_is_carried_on_by_rates_and_by_parts_of_a_total():
    found = rows(
        "How was 2031?\n\nBo Lund: In May, steel grew 5%. Glass rose 6%. Of the 8 towns, 7 grew. "
        "It has 4 mills. And 11 of the twelve ports grew. In 2032, tin grew 2%."
    )
    periods = {numeral: found[numeral]["period"] for numeral in found}
    assert periods == {
        **{"2031": "", "5%": "2033-05", "6%": "2033-05", "rose": "2033-05"},
        **{"8": "", "7": "2033-05", "4": "", "11": "2033-05", "twelve": ""},
        **{"2032": "", "2%": "2032"},
    }  # fmt: skip


def test_numbers_said_respectively_go_to_those_named_before():
    found = rows(
        "Equipment manufacturing above the designated size and glass works grew by 7.5% and 10%, "
        "respectively."
    )
    assert [found[n]["population"] for n in ("7.5%", "10%")] == [
        "equipment manufacturing above designated size", "glass works above designated size",
    ]  # fmt: skip
