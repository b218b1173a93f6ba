"""Findings take their words of direction, order and comparison from the facts."""

import pytest

from briefing import BriefingError, Quantity
from briefing.errors import ScopeError, UnitError
from briefing.facts.fact import Derived, Fact
from briefing.facts.scope import Scope, vocabulary
from briefing.findings import (
    Finding,
    compared,
    counted,
    faster,
    gap,
    largest,
    moved,
    ranked,
    say,
    within,
)
from conftest import TESTS, refusal

WORDS = vocabulary(TESTS / "data")
ABOVE = "industry above designated size"


def fact(value, unit="percent", *, period="2031-05", kind="rate", area="XA", **scope):
    """A fact; a number is as if printed, rounded to its decimals."""
    if not isinstance(value, Quantity):
        value = Quantity.rounded(value, unit, share=kind == "share")
    about = {"measure": "growth", "population": ABOVE, "vintage": "revised"} | scope
    return Fact(
        f"{area} {period} {value}",
        value,
        Scope(area=area, period=period, kind=kind, **about),
        Derived("reading", ()),
        vocabulary=WORDS,
    )


def two(first, second, **more):
    return fact(first, area="XA-N", **more), fact(second, area="XA-S", **more)


APRIL, MAY = fact("6.7", period="2031-04"), fact("5.6")
COARSE = (Quantity.about(5, "percent", within=1), Quantity.about("5.5", "percent", within=1))
OPEN = (Quantity.between(1, 4, "percent"), Quantity.between(3, 5, "percent"))


@pytest.mark.parametrize(
    "earlier, later, text",
    [
        ("4.6", "6.2", "rose from 4.6 % to 6.2 %"),
        ("6.2", "4.6", "fell from 6.2 % to 4.6 %"),
        ("4.6", "4.6", "stayed, as printed, at 4.6 %"),
        (*COARSE, "rose, as printed, from about 5 % (4 to 6) to about 5.5 % (4.5 to 6.5)"),
        (*OPEN, "stayed within the rounding from between 1 and 4 % to between 3 and 5 %"),
    ],
)
def test_moved(earlier, later, text):
    assert moved(fact(earlier, period="2031-04"), fact(later)) == text


def test_moved_needs_one_thing_at_two_times():
    assert "exchange them" in refusal(BriefingError, moved, MAY, APRIL)
    half = fact("6.0", period="2030-07/2030-12")
    assert "unequal length" in refusal(ScopeError, moved, half, MAY)
    assert "mixes area" in refusal(ScopeError, moved, APRIL, fact("5.6", area="XB"))
    first = {"kind": "level", "unit": "yuan", "vintage": "first published"}
    levels = [fact(n, period=p, **first) for n, p in ((100, "2030"), (110, "2031"))]
    assert "later revised" in refusal(ScopeError, moved, *levels)
    assert moved(*levels, because="x") == "rose from 100 yuan to 110 yuan"


@pytest.mark.parametrize(
    "first, second, text, rate, apart",
    [
        ("6.7", "5.6", "above", "faster than", "1.1 points above"),
        ("5.6", "6.7", "below", "slower than", "1.1 points below"),
        ("5.6", "6.6", "below", "slower than", "1.0 points below"),
        ("5", "6", "below", "slower than", "1 point below"),
        ("5.6", "5.6", "as printed equal to", "as fast, as printed, as", "level, as printed, with"),
        (
            *COARSE,
            "not certainly different from",
            "not certainly faster or slower than",
            "0.5 points below, as printed,",
        ),
        (
            *OPEN,
            "not certainly different from",
            "not certainly faster or slower than",
            "not certainly apart from",
        ),
    ],
)
def test_comparisons(first, second, text, rate, apart):
    pair = two(first, second)
    assert (compared(*pair), faster(*pair), gap(*pair)) == (text, rate, apart)


def test_a_change_says_on_which_side_of_nothing_it_lies():
    under = Quantity(None, "-0.75", "percentage points", upper_closed=False)
    assert gap(fact(under, kind="change")) == "over 0.75 points below"
    assert gap(fact("0.4", "percentage points", kind="change")) == "0.4 points above"
    assert "no change" in refusal(ScopeError, gap, MAY)


@pytest.mark.parametrize(
    "other, error, words",
    [
        (fact(1, "count"), UnitError, "mixes unit percent and count"),
        (fact(1, measure="share", kind="share"), ScopeError, "mixes kind rate"),
        (fact(1, measure="prices"), ScopeError, "mixes measure growth"),
        (fact(1, price_basis="constant prices"), ScopeError, "mixes price basis"),
        (fact(1, area="XB", population="all industry"), ScopeError, "mixes area XA"),
        (fact(1, vintage="first published"), ScopeError, "mixes vintage"),
        (6.2, BriefingError, "is no fact"),
    ],
)
def test_what_differs_in_more_than_one_thing_is_refused(other, error, words):
    assert words in refusal(error, compared, MAY, other)
    if error is ScopeError and other.scope.kind == "rate":
        assert compared(MAY, other, because="they belong together")
    assert "says nothing" in refusal(BriefingError, compared, MAY, APRIL, because=" ")


def test_rates_alone_are_fast():
    pair = two(1, 2, kind="share", measure="share")
    assert "not a rate" in refusal(ScopeError, faster, *pair)


AREAS = ("XA-N", "XA-S", "XA-E", "XA-W")


def rates(*values, **more):
    return [fact(value, area=area, **more) for area, value in zip(AREAS, values, strict=False)]


@pytest.mark.parametrize(
    "values, text",
    [
        (("7.1", "8.0", "2.0"), "2 of 3 provinces outgrew Arcadia"),
        (("7.1", "5.6"), "at least 1 of 2 provinces outgrew Arcadia"),
        (("7.1", COARSE[0]), "at least 1 of 2 provinces outgrew Arcadia"),
    ],
)
def test_counted(values, text):
    found = counted(rates(*values), MAY, "provinces")
    assert found == text and MAY in found.facts


def test_what_is_no_rate_lies_above_or_below():
    shares = rates("10.1", "20.2", kind="share", measure="share")
    nation = fact("15.0", kind="share", measure="share")
    assert counted(shares, nation, "provinces") == "1 of 2 provinces lie above Arcadia"
    assert ranked(shares) == "South holds most" and ranked(shares, last=True) == "North holds least"


@pytest.mark.parametrize(
    "values, first, last",
    [
        (("7.1", "8.0", "2.0"), "South grew fastest", "East grew slowest"),
        (("8.0", "8.0", "2.0"), "North and South grew fastest, as printed", "East grew slowest"),
        (COARSE, "South grew fastest, as printed", "North grew slowest, as printed"),
    ],
)
def test_ranked(values, first, last):
    assert (ranked(rates(*values)), ranked(rates(*values), last=True)) == (first, last)
    assert "two or more" in refusal(BriefingError, ranked, [MAY])


@pytest.mark.parametrize(
    "official, text",
    [
        (Quantity.rounded("61.0", "percent"), "lies in what was said"),
        (Quantity.rounded("59.0", "percent"), "lies outside what was said"),
        (Quantity.about(61, "percent", within=2), "lies, as printed, in what was said"),
        (Quantity.about(60, "percent", within=2), "may lie in what was said"),
    ],
)
def test_within(official, text):
    said = fact(Quantity.over(60, "percent"), vintage="said 2031-03-10")
    published = fact(official, price_basis="current prices")
    assert within(published, said) == text


def test_a_sentence_keeps_the_facts_of_its_findings():
    sentence = say("In {} the rate was {} April's, at {}", "May", gap(MAY, APRIL), MAY)
    assert sentence == "In May the rate was 1.1 points below April's, at 5.6 %"
    assert isinstance(sentence, Finding) and sentence.facts == (MAY, APRIL)
    assert "needs 1 places" in refusal(BriefingError, say, "no place", MAY)


def test_largest_picks_and_names_the_first():
    levels = {"kind": "level", "unit": "yuan"}
    north, south = two("5.1", "7.0", **levels)
    island = fact("6.0", area="XA-I", **levels)
    picked = largest([north, south, island], 2)
    assert (picked, picked.facts) == ("the 2 largest", (south, island))
    near = fact("6.0", area="XB", **levels)
    assert largest([south, island, near], 2) == "the 2 largest, as printed"
    assert "not all" in refusal(BriefingError, largest, [north, south], 2)
    assert "has no place" in refusal(
        BriefingError, largest, [*map(fact, OPEN), MAY], 1, because="x"
    )
