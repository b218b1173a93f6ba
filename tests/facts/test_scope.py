"""What a number is about: scopes, and the vocabulary that says what contains what."""

import pytest

from briefing.errors import BriefingError, UnknownNameError
from briefing.facts.period import Period
from briefing.facts.scope import KINDS, Scope, vocabulary
from briefing.facts.tables import package
from conftest import TESTS, add, refusal, rewrite

BASE = {"measure": "output", "population": "mines", "area": "XA", "period": "2031"}


def scope(**more):
    return Scope(**(BASE | more))


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        ("measure", "growth"),
        ("population", "mills"),
        ("area", "XB"),
        ("period", "2032"),
        ("period", None),
        ("denominator", "mills"),
        ("price_basis", "current prices"),
        ("vintage", "revised"),
        ("kind", "count"),
    ],
)
def test_every_attribute_makes_a_difference(attribute, value):
    one, other = scope(), scope(**{attribute: value})
    assert one.differences(other) == other.differences(one) == (attribute,)
    assert one.differences(other, {attribute}) == ()
    assert one != other


def test_equal_scopes_differ_in_nothing_and_several_differences_are_all_named():
    assert scope().differences(scope()) == ()
    other = scope(area="XB", vintage="v", period=None)
    assert scope().differences(other, ["area"]) == ("period", "vintage")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "mines, XA, 2031"),
        ({"period": None}, "mines, XA, period not stated"),
        (
            {"denominator": "whole economy", "price_basis": "current prices", "vintage": "v"},
            "mines, XA, 2031, as a share of whole economy, current prices, v",
        ),
    ],
)
def test_a_scope_in_words(more, words):
    assert str(scope(**more)) == words


def test_a_scope_is_refused_where_kind_or_period_is_none():
    assert scope().period == Period.parse("2031")
    assert [scope(kind=kind).kind for kind in KINDS] == list(KINDS)
    assert (
        refusal(UnknownNameError, scope, kind="rat") == "kind 'rat' is unknown; did you mean rate?"
    )
    assert refusal(BriefingError, scope, period=2031).startswith("period: 2031 is no period;")
    assert "must look like" in refusal(BriefingError, scope, period="May")


@pytest.fixture
def words(invented):
    """The invented vocabulary with a town, and with two populations that contain each other."""
    add(invented, "vocabulary/areas.csv", area="T", name="Town", within="XA-N")
    for name, other in (("round", "trip"), ("trip", "round")):
        more = {"population": name, "within": other, "label": name, "meaning": "x"}
        add(invented, "vocabulary/populations.csv", **more)
    return vocabulary(invented)


LARGE, EQUIPMENT = "industry above designated size", "equipment manufacturing above designated size"
OPEN = "industry, size of enterprise not stated"


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        (EQUIPMENT, EQUIPMENT, True),
        (LARGE, EQUIPMENT, True),
        ("whole economy", EQUIPMENT, True),
        (EQUIPMENT, LARGE, False),
        (OPEN, LARGE, False),
        ("XA", "T", True),
        ("XA-N", "XA", False),
        ("nobody knows", "nobody knows", True),
        ("whole economy", "nobody knows", False),
        ("whole economy", "round", False),
        ("round", "trip", True),
    ],
)
def test_what_contains_what(words, outer, inner, expected):
    assert words.contains(outer, inner) is expected


@pytest.mark.parametrize(
    ("said", "official", "expected"),
    [
        (LARGE, LARGE, True),
        (OPEN, OPEN, True),
        (OPEN, "all industry", True),
        (OPEN, EQUIPMENT, True),
        (OPEN, "whole economy", False),
        ("all industry", LARGE, False),
        ("nobody knows", LARGE, False),
    ],
)
def test_which_official_population_a_speaker_may_mean(words, said, official, expected):
    assert words.allows(said, official) is expected


def test_whom_a_number_is_about(words, invented):
    assert words.member("XA-N", LARGE) == "North" and words.member("T", LARGE) == "Town"
    assert words.member("XA", LARGE) == "Arcadia, industry above size"
    assert words.member("nowhere", "nobody knows") == "nobody knows"
    rewrite(invented, "vocabulary/areas.csv", lambda rows: rows[:5])
    assert vocabulary(invented).member("XA", LARGE) == "industry above size"  # the only nation


def test_a_package_reads_its_vocabulary_once():
    source = package(TESTS / "data")
    assert vocabulary(source) is vocabulary(source)
    assert vocabulary() is vocabulary()
    assert vocabulary().measures.keys() != vocabulary(source).measures.keys()
