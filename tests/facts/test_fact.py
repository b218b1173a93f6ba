"""A fact and what may be computed from two: every row of the tables below is one rule."""

import copy
import pickle
from dataclasses import FrozenInstanceError, replace
from fractions import Fraction as F

import pytest

from briefing.errors import BriefingError, ScopeError, UnitError, UnknownNameError
from briefing.facts.assumed import assumptions
from briefing.facts.computed import computed
from briefing.facts.fact import (
    Derived,
    Fact,
    Locator,
    Published,
    Relation,
    Said,
    as_share,
    combine,
)
from briefing.facts.scope import Scope, vocabulary
from briefing.quantity import Quantity
from conftest import TESTS, refusal

WORDS = vocabulary(TESTS / "data")
PUBLISHED = Published("gdp", "office", "yearbook", "", "", "primary", "t.csv", 2)
UNITS = {"level": "yuan", "rate": "percent", "share": "percent", "count": "count"}
UNITS["change"] = "percentage points"


def made(id="a", value=6, *, unit=None, provenance=PUBLISHED, relation=None, **about):
    """A fact of our own; what is not given is as in every other."""
    about = {
        "measure": "value added",
        "population": "all industry",
        "area": "XA",
        "period": "2031",
        "vintage": "revised",
        **about,
    }
    scope = Scope(**about)
    if value is not None and not isinstance(value, Quantity):
        unit = unit or UNITS[scope.kind]
        value = Quantity.exact(value, unit, share=scope.kind == "share")
    return Fact(id, value, scope, provenance, relation, vocabulary=WORDS)


def said(id, briefing="2031-03-10", **more):
    origin = Said(briefing, "minister", "answer", Locator(1, 1, 0, 1, "x"))
    return made(id, provenance=origin, **{"vintage": f"said {briefing}"} | more)


# -- a fact --------------------------------------------------------------------------------------


def test_a_fact_shows_itself():
    rate = said("rate", value=Quantity(1, 2, "percent", point=F(3, 2), decimals=1), kind="rate")
    assert (str(rate), f"{rate:2}") == ("1.5 % (1 to 2)", "1.5 % (1.00 to 2.00)")
    assert (rate.briefing, rate.key, rate.period) == ("2031-03-10", "2031-03-10:rate", "2031")
    assert repr(rate) == (
        "<Fact 2031-03-10:rate: 1.5 % (1 to 2) (value added; all industry, XA, 2031, said "
        "2031-03-10)>"
    )
    html = '<span class="fact"><strong>exactly 6 yuan</strong> &lt;m&gt; (all industry, XA'
    assert made(measure="<m>")._repr_html_().startswith(html)
    open_ = made("gdp/x", period=None)
    assert (open_.briefing, open_.key, open_.period) == (None, "gdp/x", "period not stated")
    claim = made(value=None, relation=Relation("higher than", "<b>"))
    assert (str(claim), f"{claim:2}") == ("higher than <b>",) * 2
    assert "<strong>higher than &lt;b&gt;</strong>" in claim._repr_html_()
    assert str(Locator(4, 3, 638, 643, "31.7%")) == "paragraph 4, sentence 3, characters 638 to 643"


def test_a_fact_knows_whom_it_is_about():
    assert made(area="XA-N").member == "North"
    assert made().member == "Arcadia, all industry"
    alone = Fact("a", None, made().scope, PUBLISHED)
    assert alone.member == "all industry"
    assert alone != made() and made() == made()


def test_a_fact_cannot_be_changed_but_copied():
    one = made()
    with pytest.raises(FrozenInstanceError):
        one.quantity = None
    for copied in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
        assert copied == one and copied.member == one.member


def test_a_share_is_held_to_its_whole():
    loose = Quantity.over(60, "percent")
    assert refusal(BriefingError, made, "s", loose, kind="share") == (
        "s: is a share, but its quantity may exceed the whole; build the quantity with share=True"
    )
    assert made("s", None, kind="share").quantity is None


# -- computing -----------------------------------------------------------------------------------


RATE, COUNT, CHANGE = {"kind": "rate"}, {"kind": "count"}, {"kind": "change"}
POINTS = "percentage points"
SHARE = {"kind": "share", "denominator": "all industry"}
OUTER = {"kind": "share", "denominator": "whole economy"}
CHANGED = {"kind": "change", "measure": "change in value added"}
ECONOMY = {"population": "whole economy"}
PART = {"kind": "share", "measure": "share in value added"}


@pytest.mark.parametrize(
    ("operation", "first", "second", "expected", "scope"),
    [
        ("sum", {}, {}, (8, "yuan"), {}),
        ("sum", SHARE, SHARE, (8, "percent"), {}),
        ("sum", COUNT, COUNT, (8, "count"), {}),
        ("difference", {}, {}, (4, "yuan"), {}),
        ("difference", COUNT, COUNT, (4, "count"), {}),
        ("difference", RATE, RATE, (4, POINTS), CHANGED),
        ("difference", SHARE, SHARE, (4, POINTS), CHANGED),
        ("difference", RATE, CHANGE | {"measure": "gain"}, (4, "percent"), {"period": None}),
        ("difference", SHARE, SHARE | CHANGE, (4, "percent"), {"period": None}),
        ("difference", CHANGE, CHANGE | {"value": 9}, (-3, POINTS), {}),
        ("share", {}, ECONOMY | {"value": 24}, (25, "percent"), PART | OUTER),
        ("share", {"area": "XA-N"}, {"value": 24}, (25, "percent"), PART | SHARE),
        (
            *("share", COUNT, COUNT | {"value": 8, "measure": "number"}, (75, "percent")),
            PART | SHARE | {"measure": "share in number"},
        ),
        (
            *("share of a share", SHARE | {"value": 50, "population": "mines"}),
            *(OUTER | {"value": 30, "measure": "m"}, (15, "percent")),
            OUTER | {"measure": "value added, times m"},
        ),
    ],
)
def test_what_an_operation_gives(operation, first, second, expected, scope):
    a, b = made("a", **first), made("b", **{"value": 2} | second)
    result = combine(operation, a, b)
    assert result.quantity == Quantity.exact(*expected)
    assert result.quantity.share is (result.scope.kind == "share")
    origin = Derived(operation, ("a", "b"), ())
    about = replace(a.scope, **scope)
    assert result == Fact(f"{operation} of a and b", result.quantity, about, origin)
    assert (result.relation, result.note, result.assumptions) == (None, "", ())
    for one, other in ((replace(a, vocabulary=None), b), (a, replace(b, vocabulary=None))):
        again = combine(operation, one, other)
        assert again == result and again.member == result.member == a.member


@pytest.mark.parametrize(
    ("operation", "first", "second"),
    [
        *((o, "level", k) for o in ("sum", "difference") for k in ("rate", "share", "change")),
        *(("sum", "rate", k) for k in ("change", "share")),
        *(("difference", "change", k) for k in ("rate", "share")),
        *(("difference", a, b) for a, b in (("rate", "share"), ("share", "rate"))),
        *(("share", k, k) for k in ("rate", "share", "change")),
        ("share", "level", "count"),
        *(("share of a share", k, "share") for k in ("level", "rate", "count")),
        *(("share of a share", "share", k) for k in ("level", "rate", "change")),
    ],
)
def test_kinds_that_have_no_meaning_together_are_refused_whatever_is_assumed(
    operation, first, second
):
    a, b = made("a", kind=first), made("b", kind=second)
    sentence = refusal(ScopeError, combine, operation, a, b, assuming="all is alike")
    assert sentence == (
        f"{operation}: a is a {first}, b a {second}; their {operation} has no meaning"
    )


WHOLE = "the whole of one and the population of the other"
FIRST = {"vintage": "first published"}
BEFORE = {"period": "2030"}


@pytest.mark.parametrize(
    ("operation", "first", "second", "differing"),
    [
        ("sum", {}, {"measure": "sales"}, "measure (value added; sales)"),
        ("sum", {}, ECONOMY, "population (all industry; whole economy)"),
        ("sum", {}, {"area": "XA-N"}, "area (XA; XA-N)"),
        ("difference", {}, {"area": "XB"}, "area (XA; XB)"),
        ("sum", {}, BEFORE, "period (2031; 2030)"),
        ("sum", {}, {"period": None}, "period (2031; not stated)"),
        ("difference", {"period": None}, {}, "period (not stated; 2031)"),
        ("difference", {}, {"period": "2030-01/2030-02"}, "period (2031; 2030-01/2030-02)"),
        ("difference", {}, {"vintage": "v"}, "vintage (revised; v)"),
        ("difference", {}, {"price_basis": "p"}, "price_basis (not stated; p)"),
        ("difference", SHARE, OUTER, "denominator (all industry; whole economy)"),
        ("difference", RATE, {**RATE, "measure": "m"}, "measure (value added; m)"),
        ("sum", COUNT, {**COUNT, "measure": "m"}, "measure (value added; m)"),
        ("share", {}, {"measure": "sales"}, "measure (value added; sales)"),
        ("share", {}, BEFORE, "period (2031; 2030)"),
        ("share", {}, {"area": "XA-N"}, "area (XA; XA-N)"),
        ("share", ECONOMY, {}, "population (whole economy; all industry)"),
        ("share of a share", SHARE, OUTER | BEFORE, "period (2031; 2030)"),
        ("share of a share", OUTER, OUTER, f"{WHOLE} (whole economy; all industry)"),
        ("share of a share", {"kind": "share"}, OUTER, f"{WHOLE} (not stated; all industry)"),
        ("sum", {}, {"area": "XB"} | BEFORE, "area (XA; XB), period (2031; 2030)"),
        # What is first published in two years is no series, but its rates compare.
        ("difference", FIRST, FIRST | BEFORE, "period (2031; 2030)"),
        ("difference", FIRST | SHARE, FIRST | SHARE | BEFORE, "period (2031; 2030)"),
    ],
)
def test_scopes_that_differ_are_refused_unless_an_assumption_bridges_them(
    operation, first, second, differing
):
    a, b = made("a", 3, **first), made("b", 2, **second)
    for assuming in (None, ""):
        assert refusal(ScopeError, combine, operation, a, b, assuming=assuming) == (
            f"{operation}: a and b differ in {differing}; they do not combine unless you say what "
            "bridges the difference (assuming=…)"
        )
    if operation == "share":
        b = made("b", 4, **second)
    bridged = combine(operation, a, b, assuming="they are alike")
    assert bridged.assumptions == ("they are alike",)
    kept = ("population", "area", "period", "vintage", "price_basis")
    assert all(getattr(bridged.scope, name) == getattr(a.scope, name) for name in kept)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"period": "2031-02"}, {"period": "2031-01"}),
        ({"period": "2031-01/2031-02"}, {"period": "2030-01/2030-02"}),
        ({}, BEFORE),
        (FIRST | RATE, FIRST | RATE | BEFORE),
        ({**FIRST, "period": "2031-02"}, {**FIRST, "period": "2031-01"}),
        ({"period": None}, {"period": None}),
    ],
)
def test_a_difference_may_span_periods_of_one_length(first, second):
    a, b = made("a", 6, **first), made("b", 2, **second)
    assert combine("difference", a, b).quantity.point == 4


def test_plus_and_minus_combine():
    a, b = made("a"), made("b", 2)
    assert a + b == combine("sum", a, b)
    assert a - b == combine("difference", a, b)
    for other in (5, "b", Quantity.exact(2, "yuan"), None):
        assert "is no fact and says not what it is about" in refusal(
            BriefingError, lambda other=other: a + other
        )
    assert "is no fact" in refusal(BriefingError, combine, "sum", 5, a)


def test_facts_of_two_briefings_or_of_a_briefing_and_an_office_need_a_bridge():
    one, other = said("a"), said("a", "2032-01-20")
    assert refusal(ScopeError, combine, "sum", one, other) == (
        "sum: 2031-03-10:a and 2032-01-20:a differ in vintage (said 2031-03-10; said 2032-01-20); "
        "they do not combine unless you say what bridges the difference (assuming=…)"
    )
    assert "vintage (said 2031-03-10; revised)" in refusal(ScopeError, combine, "sum", one, made())
    both = combine("sum", one, other, assuming="alike")
    assert both.provenance.parts == ("2031-03-10:a", "2032-01-20:a")


def test_assumptions_and_parts_accumulate():
    a, b, c = said("a"), said("b", period=None), made("c", area="XB")
    one = combine("sum", a, b, assuming="one year")
    two = combine("difference", one, c, assuming="one world")
    assert two.assumptions == ("one year", "one world")
    assert two.provenance.parts == ("2031-03-10:a", "2031-03-10:b", "c")
    assert two.id == "difference of sum of 2031-03-10:a and 2031-03-10:b and c"
    again = combine("sum", two, one, assuming="one world")
    assert again.assumptions == ("one year", "one world")
    assert again.provenance.parts == two.provenance.parts


def test_a_share_of_a_share_less_another_share_is_refused_for_its_whole():
    ten = said("ten", value=Quantity.over(60, "percent", share=True), **SHARE)
    industry = said("industry", value=Quantity.rounded("31.7", "percent", share=True), **OUTER)
    in_gdp = combine("share of a share", ten, industry)
    assert in_gdp.scope.denominator == "whole economy"
    assert (in_gdp.quantity.lower, in_gdp.quantity.upper) == (F("18.99"), F("31.75"))
    sentence = refusal(ScopeError, combine, "difference", ten, in_gdp)
    assert "denominator (all industry; whole economy)" in sentence


def test_a_part_does_not_exceed_its_whole():
    part, whole = made("p", Quantity(5, 7, "yuan")), made("w", Quantity(6, 8, "yuan"))
    share = combine("share", part, whole)
    assert (share.quantity.lower, share.quantity.upper) == (F(125, 2), 100)
    assert share.quantity.upper_closed
    assert refusal(BriefingError, combine, "share", made("p", 9), made("w", 8)) == (
        "share of p and w: exactly 112.5 % is no share; a part cannot exceed its whole, or be "
        "negative"
    )
    assert "is no share" in refusal(
        BriefingError, combine, "sum", made("a", 60, kind="share"), made("b", 50, kind="share")
    )


def test_what_cannot_be_combined_at_all():
    a, claim = made("a"), made("claim", None, relation=Relation("above", "b"))
    assert "operation 'product' is unknown" in refusal(UnknownNameError, combine, "product", a, a)
    for pair in ((a, claim), (claim, a)):
        assert refusal(BriefingError, combine, "sum", *pair) == (
            "claim states a relation without a value; nothing to compute"
        )
    assert "cannot be added" in refusal(UnitError, combine, "sum", a, made("b", unit="index"))
    assert refusal(BriefingError, combine, "sum", a, a, assuming=True) == (
        "assuming: True says nothing; write the assumption in words"
    )


def test_a_computed_share_keeps_its_printed_value():
    inside = Quantity(20, 30, "percent", point=25, decimals=1)
    assert as_share(inside, "x") == inside
    assert (as_share(inside, "x").point, as_share(inside, "x").decimals) == (25, 1)
    beyond = Quantity(90, 120, "percent", point=110)
    assert (as_share(beyond, "x").interval, as_share(beyond, "x").point) == ("[90, 100]", None)
    assert as_share(Quantity(None, 5, "percent", True, False), "x").interval == "[0, 5)"


def test_a_result_remembers_the_assumptions_of_its_parts():
    table = assumptions(folder=TESTS / "data")
    a, b = (
        replace(made(), rests_on=table.of(ids))
        for ids in (["half_width"], ["rounding", "half_width"])
    )
    assert [one.id for one in (a + b).rests_on] == ["half_width", "rounding"]
    assert (made() + made()).rests_on == ()
    more = computed(a.quantity, a, how="so", rests_on=[table["top_few"]])
    assert [one.id for one in more.rests_on] == ["half_width", "top_few"]
