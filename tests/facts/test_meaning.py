"""Guesses at measure and population, from the vocabulary and from earlier figures."""

import pytest

from briefing.facts.meaning import Meaning, noun
from briefing.facts.scope import vocabulary
from briefing.facts.tables import package
from conftest import TESTS

DATA = package(TESTS / "data")
EARLIER = [DATA.table("briefing-2031-03-10-figures")]
WORDS = vocabulary(DATA)


def about(sentence, numeral, unit, earlier=(), **more):
    at = sentence.index(numeral)
    cells = Meaning(WORDS, earlier).about(sentence, at, at + len(numeral), unit, **more)
    return cells["measure"], cells["population"]


@pytest.mark.parametrize(
    ("after", "things"),
    [
        (" coastal towns, and more", "coastal towns"),
        (" well-known steel works in it", "well-known steel works"),
        (" of the towns", ""),
        (" has grown in towns", ""),
        (", towns", ""),
        (" of which rose. Towns", ""),
    ],
)
def test_the_things_that_are_counted(after, things):
    assert noun(after) == things


@pytest.mark.parametrize(
    ("sentence", "numeral", "unit", "measure", "population"),
    [
        ("Industry made up 20% of GDP.", "20%", "percent",
         "share of industrial value added in GDP", "all industry"),
        ("The value added of glass works grew 5% year on year.", "5%", "percent",
         "growth of value added, year on year", "glass works above designated size"),
        ("Value added of equipment manufacturing rose, while manufacturing gained 3%.", "3%",
         "percent", "growth of value added, year on year", "manufacturing above designated size"),
        ("It used 3 ships of 4.", "3", "count", None, None),
        ("Glass grew 5%, 1 percentage point faster than a year before.", "1 percentage point",
         "percentage points", "growth rate less that of the year before",
         "industry above designated size"),
        ("It took in 5 yuan.", "5 yuan", "yuan", None, None),
    ],
)  # fmt: skip
def test_what_is_named_is_taken(sentence, numeral, unit, measure, population):
    assert about(sentence, numeral, unit, EARLIER) == (measure, population)


def test_a_count_is_named_by_what_it_counts():
    assert about("The 3 key industries grew.", "3", "count", things="key industries") == (
        "number of key industries",
        "key industries",
    )


def test_earlier_figures_tell_what_is_counted_by_other_words():
    rows = [
        {"id": "all", "measure": "number of industrial towns", "population": "industrial towns",
         "unit": "count", "of": None, "words": "8 manufacturing sites"},
        {"id": "grew", "measure": "number of industrial towns with double-digit growth",
         "population": "industrial towns", "unit": "count", "of": "all", "words": "5"},
    ]  # fmt: skip
    sentence, sites = "Of the 9 manufacturing sites, 6 did well.", "manufacturing sites"
    assert about(sentence, "9", "count", things=sites)[0] is None
    assert about(sentence, "9", "count", [rows], things=sites)[0] == "number of industrial towns"
    assert about(sentence, "6", "count", [rows], total=sites) == (
        "number of industrial towns with double-digit growth",
        "industrial towns",
    )


def test_the_whole_of_a_share_is_its_denominator():
    sentence = "Glass works hold 30% of the value added of manufacturing."
    at = sentence.index("30%")
    cells = Meaning(WORDS, []).about(sentence, at, at + 3, "percent")
    assert (cells["population"], cells["denominator"]) == (
        "glass works above designated size",
        "manufacturing above designated size",
    )


def test_a_nation_is_taken_where_it_alone_is_named():
    meaning = Meaning(WORDS, [])
    named = [meaning.area(text) for text in ("In Arcadia", "Arcadia and Borduria", "Syldavia")]
    assert named == ["XA", None, None]
