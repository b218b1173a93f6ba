"""Quantity: exact ends, openness, units, arithmetic, three answers, and every refusal."""

import copy
import json
import math
import pickle
from dataclasses import FrozenInstanceError, replace
from fractions import Fraction as F
from itertools import product
from math import inf

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefing.errors import BriefingError, NotAPointError, UnitError, UnknownNameError
from briefing.quantity import Answer, Quantity, at_corners
from briefing.wording import UNITS
from conftest import refusal

Q = Quantity
POINTS = "percentage points"
YUAN = "100 million yuan"
YES, NO, OPEN = Answer.CERTAIN, Answer.IMPOSSIBLE, Answer.UNDETERMINED
same = settings(derandomize=True, deadline=None, max_examples=100)


def span(text, unit="ratio", **more):
    """``[1,2)`` as a quantity; a dot stands for a missing end."""
    lower, upper = (None if end == "." else F(end) for end in text[1:-1].split(","))
    return Q(lower, upper, unit, text[0] == "[", text[-1] == "]", **more)


def holds(quantity, value):
    """Whether a value is a possible one, told without the class's own comparison."""
    low, high = quantity.lower, quantity.upper
    return (low is None or value > low or (value == low and quantity.lower_closed)) and (
        high is None or value < high or (value == high and quantity.upper_closed)
    )


# -- what a constructor builds -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quantity", "ends", "point", "decimals"),
    [
        (Q.exact(10, "count"), "[10,10]", 10, 0),
        (Q.exact("6.20", "percent"), "[6.2,6.2]", "6.2", 2),
        (Q.rounded(31.7, "percent"), "[31.65,31.75)", "31.7", 1),
        (Q.rounded("-0.30", POINTS), "(-0.305,-0.295]", "-0.3", 2),
        (Q.rounded("0.0", "percent"), "(-0.05,0.05)", 0, 1),
        (Q.rounded("0.0", "percent", share=True), "[0,0.05)", 0, 1),
        (Q.rounded(100, "percent", share=True), "[99.5,100]", 100, 0),
        (Q.rounded(1200, "count", -2), "[1150,1249]", 1200, -2),
        (Q.rounded("6.25", "percent", 1), "[6.2,6.3)", "6.25", 1),
        (Q.over(60, "percent", 100), "(60,100]", 60, 0),
        (Q.over(60, "percent", 80), "(60,80]", 60, 0),
        (Q.over(10, "count"), "[11,.)", 10, 0),
        (Q.over("2.5", "count"), "[3,.)", "2.5", 1),
        (Q.at_least("22.5", "percent", maximum="100"), "[22.5,100]", "22.5", 1),
        (Q.under(5, "percent", share=True), "[0,5)", 5, 0),
        (Q.at_most("0.5", "ratio", share=True), "[0,0.5]", "0.5", 1),
        (Q.about(99, "percent", within=2.5, maximum=100), "[96.5,100]", 99, 0),
        (Q.about(1, "percent", within=2, share=True), "[0,3]", 1, 0),
        (Q.nearly(1, "percent", within=2, share=True), "[0,1)", 1, 0),
        (Q.between(50, "60.5", "percent"), "[50,60.5]", None, None),
        (Q.more_than_count(10, of=50), "[11,50]", 10, 0),
        (Q.fewer_than_count(10, of=40), "[0,9]", 10, 0),
        (Q("1.5", 2, "ratio", upper_closed=False), "[1.5,2)", None, None),
        (Q(1, 3, "count", False, False), "[2,2]", None, None),
    ],
)
def test_what_a_constructor_builds(quantity, ends, point, decimals):
    assert quantity == span(ends, quantity.unit)
    assert quantity.point == (None if point is None else F(point))
    assert quantity.decimals == decimals
    values = quantity.lower, quantity.upper, quantity.point
    assert all(value is None or type(value) is F for value in values)


def test_the_whole_as_maximum_makes_a_share():
    assert Q.over(60, "percent", 100).share and Q.about("0.5", "ratio", within=0, maximum=1).share
    assert not Q.over(60, "percent", 99).share and not Q.over(60, "percent").share
    assert not Q.over("0.5", "percent", 1).share
    assert Q.at_least(60, "percent", 100).share and not Q.at_least(60, "percent", 99).share
    for build in (Q.exact, Q.rounded, Q.over, Q.at_least, Q.under, Q.at_most):
        assert not build(5, "percent").share and build(5, "percent", share=True).share
    for build in (Q.about, Q.nearly):
        assert not build(5, "percent", within=1).share
        assert build(5, "percent", within=1, share=True).share


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            lambda: Q(2, 1, "percent"),
            "lower, upper: no value lies in [2, 1]; give a lower end below the upper",
        ),
        (
            lambda: Q(2, 2, "percent", False),
            "lower, upper: no value lies in (2, 2]; give a lower end below the upper",
        ),
        (
            lambda: Q.over(60, "percent", 60),
            "lower, upper: no value lies in (60, 60]; give a lower end below the upper",
        ),
        (
            lambda: Q.about(7, "percent", within=-1),
            "lower, upper: no value lies in [8, 6]; give a lower end below the upper",
        ),
        (
            lambda: Q.exact("2.5", "count"),
            "lower, upper: no whole number lies in [2.5, 2.5]; give a lower end below the upper",
        ),
        (
            lambda: Q.more_than_count(10, 10),
            "lower, upper: no whole number lies in (10, 10]; give a lower end below the upper",
        ),
        (
            lambda: Q.fewer_than_count(0),
            "lower, upper: no whole number lies in [0, 0); give a lower end below the upper",
        ),
        (
            lambda: Q(-1, 50, "percent", share=True),
            "share: [−1, 50] percent is not a share; it must lie in [0, 100]",
        ),
        (
            lambda: Q("0.5", "1.1", "ratio", share=True),
            "share: [0.5, 1.1] ratio is not a share; it must lie in [0, 1]",
        ),
        (
            lambda: Q.exact("100.6", "percent", share=True),
            "lower, upper: no value lies in [100.6, 100.6]; give a lower end below the upper",
        ),
        (
            lambda: Q.over(100, "percent", share=True),
            "lower, upper: no value lies in (100, ∞); give a lower end below the upper",
        ),
        (lambda: Q(1, 2, "percent", point=3), "point: 3 is not possible; it must lie in [1, 2]"),
        (
            lambda: Q(1, 2, "percent", False, point=1),
            "point: 1 is not possible; it must lie in (1, 2]",
        ),
        (
            lambda: Q.rounded("10.4", "count", 0),
            "point: 52/5 is not possible; it must lie in [9.9, 10.9)",
        ),
        (
            lambda: Q(1, 2, "percent", qualifier="rounded"),
            "point: is missing; rounded needs the number that is said",
        ),
        (
            lambda: Q(60, None, "percent", qualifier="over"),
            "point: is missing; over needs the number that is said",
        ),
        (
            lambda: Q(6, 9, "ratio", point=6, qualifier="more than"),
            "qualifier: more than is said of counts; of ratio, say over",
        ),
        (
            lambda: Q("x", 1, "percent"),
            "lower: 'x' is not a finite number; give a plain one like 6.2",
        ),
        (
            lambda: Q.over(1, "percent", "x"),
            "maximum: 'x' is not a finite number; give a plain one like 6.2",
        ),
        (
            lambda: Q.about(1, "percent", within="x"),
            "within: 'x' is not a finite number; give a plain one like 6.2",
        ),
        (
            lambda: Q.nearly(1, "percent", within="x"),
            "within: 'x' is not a finite number; give a plain one like 6.2",
        ),
        (
            lambda: Q.between("x", 1, "percent"),
            "lower: 'x' is not a finite number; give a plain one like 6.2",
        ),
        (
            lambda: Q.between(1, "x", "percent"),
            "upper: 'x' is not a finite number; give a plain one like 6.2",
        ),
        (
            lambda: at_corners(lambda a: a, LOW, unit="ratio", point="x"),
            "point: 'x' is not a finite number; give a plain one like 6.2",
        ),
        (
            lambda: Q.more_than_count(1, "x"),
            "of: 'x' is not a finite number; give a plain one like 6.2",
        ),
        (lambda: Q(1, 2, "percent", lower_closed="no"), "lower_closed: 'no' is not True or False"),
        (lambda: Q(1, 2, "percent", share=1), "share: 1 is not True or False"),
        (
            lambda: Q(1, 2, "percent", decimals=1.0),
            "decimals: 1.0 is not a whole number; give one like 1",
        ),
        (
            lambda: Q.rounded(1, "count", 301),
            "decimals: 301 is not a whole number; give one like 1",
        ),
        (lambda: Q(10**4000, None, "index"), "lower: has over 3,000 digits; give a shorter number"),
        (
            lambda: Q(F(1, 10**4000), None, "index"),
            "lower: has over 3,000 digits; give a shorter number",
        ),
    ],
)
def test_what_cannot_be_is_refused(call, said):
    assert refusal(BriefingError, call) == said


@pytest.mark.parametrize(
    ("quantity", "change"),
    [
        (Q.over(60, "percent"), {"lower": 70}),
        (Q.over(60, "percent"), {"point": 50}),
        (Q.rounded(6, "percent"), {"upper": 7}),
        (Q.rounded(6, "percent"), {"decimals": 1}),
        (Q.exact(6, "percent"), {"upper": 7}),
        (Q.at_least(6, "percent"), {"lower_closed": False}),
        (Q.under(6, "percent"), {"upper": 7}),
        (Q.at_most(6, "percent"), {"upper": None}),
        (Q.about(6, "percent", within=1), {"upper": None}),
        (Q.nearly(6, "percent", within=1), {"lower": None}),
        (Q.between(1, 2, "percent"), {"lower": None}),
        (Q.between(1, 2, "percent"), {"lower_closed": False}),
        (Q.between(1, 2, "percent"), {"upper_closed": False}),
        (Q.more_than_count(10, 50), {"total": 40}),
        (Q.fewer_than_count(10), {"lower": 1}),
    ],
)
def test_a_qualifier_that_contradicts_the_ends_is_refused(quantity, change):
    said = refusal(BriefingError, replace, quantity, **change)
    assert said.startswith(f"qualifier: '{quantity.qualifier}' does not mean ")
    assert said.endswith("; use the constructors, or leave it out")


def test_words_follow_the_ends():
    changed = replace(Q.over(60, "percent", 100), lower=70, qualifier="derived", point=None)
    assert str(changed) == "over 70 %"


def test_a_count_knows_of_how_many():
    assert Q.more_than_count(10, 40).total == Q.fewer_than_count(10, 40).total == 40
    assert Q.more_than_count(10).total is Q.fewer_than_count(10).total is None


def test_only_percent_and_ratio_can_be_shares():
    for unit in set(UNITS) - {"percent", "ratio"}:
        said = refusal(UnitError, Q.exact, 1, unit, share=True)
        assert said == f"share: {unit} cannot be a share; only percent or ratio can"


def test_what_is_read_of_a_share_stays_one():
    assert Q.parse("about 99 %", within=5, share=True) == span("[94,100]", "percent")
    assert Q.parse("about 99 %", within=5, share=True).share


def test_a_format_is_a_number_of_decimals():
    said = refusal(BriefingError, format, Q.exact(1, "count"), "x")
    assert said == "format: 'x' is not a number of decimals, e.g. {q:2}"


def test_within_has_no_default_and_stands_by_name():
    with pytest.raises(TypeError, match="within"):
        Q.about(70, "percent")
    with pytest.raises(TypeError):
        Q.about(70, "percent", 2.5)


# -- identity, and what it gives away ------------------------------------------------------------


def test_a_quantity_cannot_be_changed():
    quantity = Q.exact(1, "count")
    for name in ("lower", "unit", "share", "point"):
        with pytest.raises(FrozenInstanceError):
            setattr(quantity, name, 5)
    assert not hasattr(quantity, "__dict__")


def test_equal_is_what_allows_the_same_values_in_the_same_unit():
    printed, other = Q.rounded(31.7, "percent"), span("[31.65,31.75)", "percent", share=True)
    assert printed == other and hash(printed) == hash(other)
    assert Q.over(10, "count") == Q.at_least(11, "count") == Q.more_than_count(10)
    assert Q.rounded("10", "percent") != Q.rounded("10.0", "percent")
    assert len({span(text) for text in ("[1,2]", "(1,2]", "[1,2)", "[0,2]", "[1,3]", "(.,2]")}) == 6
    assert span("[1,2]") != span("[1,2]", "percent") and span("[1,2]") != 1
    assert span("[.,2]") == span("(.,2]")


def test_interval_repr_and_html():
    share = Q.over(60, "percent", 100)
    assert share.interval == "(60, 100]"
    assert Q.rounded("1260582.1", YUAN).interval == "[1260582.05, 1260582.15)"
    assert Q(None, F(-1, 3), "ratio").interval == "(−∞, −0.33]"
    assert Q(F(-1, 3), None, "ratio").interval == "[−0.34, ∞)"
    assert repr(share) == "<Quantity over 60 %: (60, 100] percent>"
    assert share._repr_html_() == (
        '<span class="quantity" title="(60, 100] percent">over 60 %</span>'
    )


def test_the_possible_values_in_words():
    texts = {
        "[31.65,31.75)": "31.65 to under 31.75",
        "(60,100]": "over 60 to 100",
        "[10,10]": "10",
        "(5,.)": "over 5",
        "[5,.)": "at least 5",
        "(.,5)": "under 5",
        "(.,5]": "at most 5",
    }
    assert {text: span(text).possible for text in texts} == texts
    assert Q(None, None, "index").possible == "any"


def test_width_midpoint_and_estimate():
    share = Q.over(60, "percent", 100)
    assert (share.width, share.midpoint, share.estimate) == (40, 80, None)
    assert (Q.over(1, "index").width, Q.under(1, "index").midpoint) == (None, None)
    assert Q.about(70, "percent", within=1).estimate == 70
    assert Q.at_least(70, "percent").estimate is None


QUANTITIES = [
    Q.rounded(31.7, "percent"),
    Q.over(60, "percent", 100),
    Q.about(70, "percent", within=F(1, 3)),
    Q.more_than_count(10, 50),
    Q(None, F(1, 3), "ratio", True, False),
    Q.rounded("6.2", "percent") - Q.rounded("1.6", POINTS),
]


@pytest.mark.parametrize("quantity", QUANTITIES, ids=str)
def test_a_quantity_goes_through_json_and_pickle_whole(quantity):
    text = json.dumps(quantity.to_dict())
    for again in (
        Q.from_dict(quantity.to_dict()),
        Q.from_dict(json.loads(text)),
        pickle.loads(pickle.dumps(quantity)),
        copy.deepcopy(quantity),
    ):
        assert again == quantity
        assert again.to_dict() == quantity.to_dict() == json.loads(text)
        assert str(again) == str(quantity)


def test_json_is_exact():
    found = Q.rounded(31.7, "percent").to_dict()
    assert (found["lower"], found["upper"], found["qualifier"]) == ("633/20", "127/4", "rounded")


@pytest.mark.parametrize(
    "found",
    [{"lower": 1, "upper": 2, "unit": "percent", "lower_closed": "no"}]
    + [{"lower": 1, "upper": float("nan"), "unit": "percent"}]
    + [{"lower": 1, "upper": 2, "unit": [1]}, {"lower": {}, "upper": 2, "unit": "percent"}]
    + [{"lower": 1, "upper": 2, "unit": "percent", "qualifier": {}}]
    + [{"lower": 1, "upper": 2, "unit": "percent", "decimals": "1"}],
)
def test_a_mapping_that_is_no_quantity_is_refused(found):
    with pytest.raises(BriefingError):
        Q.from_dict(found)


def test_a_mapping_needs_both_ends_and_the_unit_and_no_unknown_field():
    ends = {"lower": 1, "upper": 2}
    assert Q.from_dict(ends | {"unit": "percent"}) == Q(1, 2, "percent")
    for found in ([1], 5, None, {}, ends):
        said = refusal(BriefingError, Q.from_dict, found)
        assert said == "quantity: needs a mapping with lower, upper and unit"
    said = refusal(UnknownNameError, Q.from_dict, ends | {"unit": "percent", "totl": 1})
    assert said == "field of a quantity 'totl' is unknown; did you mean total?"


# -- as a number ---------------------------------------------------------------------------------


def test_only_an_exact_count_is_a_bare_number():
    assert float(Q.exact(3, "count")) == float(Q.rounded(3, "count")) == 3.0
    for quantity in (
        Q.rounded(31.7, "percent"),
        Q.exact("0.5", "ratio"),
        Q.over(60, "percent", 100),
        Q.more_than_count(10, 50),
        Q(None, None, "count"),
    ):
        assert refusal(NotAPointError, float, quantity) == (
            f'"{quantity}" is not a bare number but {quantity.interval} {quantity.unit}; use '
            ".point, .lower and .upper, compare it, or compute with the quantity itself"
        )


@pytest.mark.parametrize(
    "items", [[Q.rounded(31.7, "percent"), Q.rounded("6.2", "percent")], QUANTITIES[:2] * 2]
)
def test_pandas_and_numpy_keep_bounds_and_unit_or_raise(items):
    series, array = pd.Series(items), np.array(items, dtype=object)
    reductions = [lambda name=name: getattr(series, name)() for name in ("mean", "median", "std")]
    reductions += [lambda: series.astype(float), lambda: np.array(items, float)]
    reductions += [lambda: math.fsum(items), lambda: pd.DataFrame({"q": series}).mean()]
    for reduction in reductions:
        with pytest.raises((TypeError, NotAPointError)):
            reduction()
    mean = sum(items) / len(items)
    assert isinstance(mean, Q) and np.mean(array) == series.sum() / len(items) == mean
    assert list(series + items[0]) == [item + items[0] for item in items]
    assert list(2 * series) == list(array * 2) == [item * 2 for item in items]
    assert np.float64(2) * items[0] == items[0] * 2


def test_numbers_of_different_units_have_no_mean():
    mixed = [Q.rounded(31.7, "percent"), Q.exact(50, "count")]
    for call in (pd.Series(mixed).mean, pd.Series(mixed).median, lambda: np.mean(mixed)):
        with pytest.raises((TypeError, UnitError)):
            call()


# -- arithmetic ----------------------------------------------------------------------------------

LOW, HIGH = span("[1,2)"), span("(3,5]")


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (LOW + HIGH, "(4,7)"),
        (LOW - HIGH, "[-4,-1)"),
        (-LOW, "(-2,-1]"),
        (LOW * HIGH, "(3,10)"),
        (LOW / HIGH, "[1/5,2/3)"),
        (LOW * "0.5", "[0.5,1)"),
        (LOW / -2, "(-1,-0.5]"),
        (-LOW * HIGH, "(-10,-3)"),
        (LOW / span("[-4,-2)"), "(-1,-0.25]"),
        (1 + LOW, "[2,3)"),
        (1 - LOW, "(-1,0]"),
        (1 / LOW, "(0.5,1]"),
        (abs(span("[-3,2)")), "[0,3]"),
        (abs(span("(-3,3)")), "[0,3)"),
        (abs(span("[-3,-2)")), "(2,3]"),
        (abs(span("(.,2]")), "[0,.)"),
        (abs(span("(-3,0)")), "(0,3)"),
        (abs(span("[-3,0.5]")), "[0,3]"),
        # a missing end
        (LOW + span("[3,.)"), "[4,.)"),
        (LOW - span("[3,.)"), "(.,-1)"),
        (span("[1,.)") - span("[1,.)"), "(.,.)"),
        (LOW * span("(.,-3]"), "(.,-3]"),
        (span("[4,.)") / span("[2,.)"), "(0,.)"),
        (1 / span("(0,.)"), "(0,.)"),
        (1 / -span("(0,.)"), "(.,0)"),
        (span("[1,2]") / span("(0,4]"), "[0.25,.)"),
        # a closed zero makes zero possible, an open one does not
        (span("[0,1]") * span("(2,3)"), "[0,3)"),
        (span("(0,1)") * span("[0,3]"), "[0,3)"),
        (span("[0,0]") * span("(.,.)"), "[0,0]"),
        (span("[0,0]") / span("(0,0.5]"), "[0,0]"),
    ],
)
def test_ends_and_openness_of_a_result(result, expected):
    assert result == span(expected)


UNIT_RULES = {  # (first, second): units of sum, difference, product, quotient; None is refused
    ("percent", "percent"): ("percent", POINTS, None, "ratio"),
    ("percent", POINTS): ("percent", "percent", None, None),
    (POINTS, "percent"): ("percent", None, None, None),
    (POINTS, POINTS): (POINTS, POINTS, None, "ratio"),
    ("ratio", "ratio"): ("ratio",) * 4,
    ("percent", "ratio"): (None, None, "percent", "percent"),
    (YUAN, "ratio"): (None, None, YUAN, YUAN),
    ("count", "ratio"): (None, None, "count", "ratio"),  # a part of a count need not be whole
    (YUAN, "billion yuan"): (None,) * 4,
    ("index", "times"): (None,) * 4,
}


@pytest.mark.parametrize(("first", "second"), UNIT_RULES)
def test_the_unit_of_a_result(first, second):
    a, b = Q.exact(8, first), Q.exact(2, second)
    calls = lambda: a + b, lambda: a - b, lambda: a * b, lambda: a / b  # noqa: E731
    both, cure = f"{first} and {second} cannot be", "bring both to one unit first"
    wrong = [f"{both} {done}; {cure}" for done in ("added", "subtracted", "", "divided")]
    wrong[2] = f"{first} times {second} has no meaning; turn one into a ratio first (.as_ratio())"
    results = zip(calls, UNIT_RULES[first, second], (10, 6, 16, 4), wrong, strict=True)
    for call, unit, value, why in results:
        if unit:
            assert call() == Q.exact(value, unit)
        else:
            assert refusal(UnitError, call) == why
    if first != second:
        assert refusal(UnitError, lambda: a < b) == f"{both} compared; {cure}"
        assert refusal(UnitError, lambda: a & b) == f"{both} intersected; {cure}"
        assert (
            refusal(UnitError, lambda: a in b) == f"{second} and {first} cannot be compared; {cure}"
        )


def test_a_scaled_count_is_whole_only_by_a_whole_number():
    assert Q.exact(5, "count") * 2 == Q.exact(10, "count")
    assert Q.exact(5, "count") * F(1, 2) == Q.exact("2.5", "ratio")
    assert Q.exact(5, "count") * span("[1,2]") == span("[5,10]")


def test_a_bare_number_has_no_unit_to_add_or_subtract():
    rate = Q.rounded(6.2, "percent")
    calls = (lambda: rate + 5, "add"), (lambda: 5 + rate, "add")
    for call, verb in (*calls, (lambda: rate - 5, "subtract"), (lambda: 5 - rate, "subtract")):
        assert refusal(UnitError, call) == (
            f"cannot {verb} the bare number 5 and percent; give it a unit, e.g. "
            'Quantity.exact(5, "percent")'
        )
    assert refusal(UnitError, lambda: 1 / rate) == (
        "ratio and percent cannot be divided; bring both to one unit first"
    )
    assert 0 + rate == rate + 0 == rate and "6.2 %" == str(sum([rate]))
    for other in (None, [1], pd.Series([1, 2])):
        assert "the bare number" in refusal(UnitError, lambda other=other: rate + other)


@pytest.mark.parametrize("divisor", ["[-1,1]", "[0,1]", "[-1,0]", "(.,.)", "[0,0]"])
def test_division_where_zero_is_possible_is_refused(divisor):
    said = refusal(BriefingError, lambda: LOW / span(divisor))
    assert said == f"cannot divide by {span(divisor).interval}: zero is possible there"


def test_a_point_is_computed_from_points_and_never_from_bounds():
    base = Q.rounded(6.2, "percent") - Q.rounded(1.6, POINTS)
    assert (base.point, base.decimals, str(base)) == (F("4.6"), 1, "4.6 % (over 4.5 to under 4.7)")
    assert (Q.about(70, "percent", within=1) * F(1, 2)).point == 35
    assert Q.rounded("62.5", "percent").as_ratio().point == F("0.625")
    for bound in (Q.over(60, "percent"), Q.at_least(60, "percent"), Q(1, 2, "percent")):
        assert (bound * 2).point is None and (bound + Q.exact(1, "percent")).point is None
    assert str(abs(Q.rounded("0.0", "percent"))) == "0.0 % (0 to under 0.05)"
    assert abs(Q.rounded(0, "ratio")).point == 0 and abs(Q.over(-1, "ratio")).point is None


def test_shares_stay_shares():
    share = Q.over(60, "percent", 100)
    assert share.as_ratio() == span("(0.6,1]") and share.as_ratio().as_percent() == share
    assert share.complement() == span("[0,40)", "percent")
    part = share.as_ratio() * Q.rounded(31.7, "percent", share=True)
    assert part == span("(18.99,31.75)", "percent")
    for quantity in (share.as_ratio(), share.as_ratio().as_percent(), share.complement(), part):
        assert quantity.share
    for quantity in (share * 2, share + share, -share, share - share, share.as_ratio() * F(1, 2)):
        assert not quantity.share
    assert share.as_percent() is share
    assert Q.rounded(3, "times").as_ratio() == span("[2.5,3.5)")


def test_what_is_no_share_has_no_complement():
    for text in ("[-1,0.5]", "[0.5,1.1]", "(0.5,.)", "(.,0.5)"):
        said = refusal(BriefingError, span(text).complement)
        assert said == f"{span(text).interval} is not a share; it must lie in [0, 1]"
    for unit in ("count", "index", POINTS):
        other = Q.exact(1, unit)
        for call, why in (
            (other.as_ratio, "percentage; only percent turns into a ratio"),
            (other.as_percent, "ratio; only a ratio turns into percent"),
            (other.complement, "share; only percent or ratio has a complement"),
        ):
            assert refusal(UnitError, call) == f"{unit} is not a {why}"


def test_conversion_within_a_family_is_exact():
    amount = Q.rounded("4437.0", YUAN)
    billions = amount.to("billion yuan")
    assert (str(billions), billions.interval) == ("443.70 billion yuan", "[443.695, 443.705)")
    assert billions.to(YUAN) == amount and billions.to(YUAN).qualifier == "rounded"
    assert str(Q.rounded("40.5", "trillion yuan").to("yuan")) == (
        "40,500,000,000,000 yuan (to the nearest 100,000,000,000)"
    )
    assert str(Q.over(5, "billion yuan").to(YUAN)) == "over 50 hundred million yuan"
    assert Q(1, 2, YUAN).to("billion yuan").decimals is None
    assert refusal(UnitError, amount.to, "percent") == f"unit: {YUAN} does not convert to percent"
    said = refusal(UnknownNameError, amount.to, "billion yun")
    assert said.startswith("unit 'billion yun' is unknown; did you mean billion yuan")


# -- sets ----------------------------------------------------------------------------------------


def test_whether_a_number_is_possible():
    share = Q.over(60, "percent", 100)
    assert 61 in share and "60.01" in share and 100 in share
    assert 60 not in share and F(1001, 10) not in share
    assert 10 in Q.between(9, 11, "count") and 10.5 not in Q.between(9, 11, "count")


# -- comparison ----------------------------------------------------------------------------------


def test_every_configuration_of_ends_agrees_with_its_values():
    """Comparison, intersection and containment, against a fine grid of values."""
    ranges = [span("[2,2]")]
    for low, high in product(".12", ".23"):
        for left, right in product("[(", "])"):
            if (low, high) != ("2", "2"):
                ranges.append(span(f"{left}{low},{high}{right}"))
    grid = {a: [F(n, 4) for n in range(17) if holds(a, F(n, 4))] for a in ranges}
    for a, b in product(ranges, repeat=2):
        assert (a in b) is (set(grid[a]) <= set(grid[b])), (a, b)
        common = [x for x in grid[a] if x in grid[b]]
        assert ([x for x in common if x in (a & b)] if a.meets(b) else []) == common, (a, b)
        pairs = list(product(grid[a], grid[b]))
        less, at_most = [x < y for x, y in pairs], [x <= y for x, y in pairs]
        assert (a < b) is (b > a) is (YES if all(less) else OPEN if any(less) else NO), (a, b)
        assert (a <= b) is (b >= a) is (YES if all(at_most) else OPEN if any(at_most) else NO)


def test_a_bare_number_is_compared_in_the_quantity_s_unit():
    share = Q.over(60, "percent", 100)
    answers = [share > 60, share >= "60", share < 60, share <= 60, 60 < share, 60 >= share]
    assert answers == [YES, YES, NO, NO, YES, NO]
    assert [share > 60.5, share <= 100, share < 100, share >= 100] == [OPEN, YES, OPEN, OPEN]
    assert (Q.over(10, "count") > 10.5) is YES
    for value in ("many", None):
        assert refusal(BriefingError, lambda value=value: share < value) == (
            f"value: {value!r} is not a finite number; give a plain one like 6.2"
        )


def test_only_a_settled_answer_can_stand_in_an_if():
    assert bool(YES) is True and bool(NO) is False
    assert refusal(BriefingError, bool, OPEN) == (
        "the bounds do not settle this comparison; test the answer with "
        "`is Answer.CERTAIN`, `is Answer.IMPOSSIBLE` or `is Answer.UNDETERMINED`"
    )


# -- corners -------------------------------------------------------------------------------------


def hhi(first, second):
    return first**2 + second**2 + (1 - first - second) ** 2


@pytest.mark.parametrize(
    ("function", "parts", "said"),
    [
        (lambda x: x * (1 - x), ["[0,1]"], "turns near x = 0.5"),
        (lambda x: x * (1 - x), ["[0,0.52]"], "turns near x = "),
        (lambda x: x**2 + (1 - x) ** 2, ["[.2,.8]"], "turns near x = 0.5"),
        (lambda a, x: a * x * (1 - x), ["[1,2]", "[0,1]"], "turns near x = "),
        (lambda x, y: x * (1 - x) * y * (1 - y), ["[0,1]", "[0,1]"], "turns near x = "),
        (lambda x: x**2, ["(.,.)"], "turns near x = "),
        (lambda x: (x - 3) ** 2, ["[0,.)"], "turns near x = "),
        (hhi, ["[0.1,0.6]", "[0.1,0.3]"], "turns near first = "),
        (lambda x: 1 / x, ["[-1,1]"], "divides by zero at x = 0"),
        (lambda x: 1 / x, ["[-1,1.9]"], "turns near x = "),
        (lambda x: 1 / x, ["[0,2]"], "divides by zero at x = 0"),
        (lambda *x: x[0] ** 2, ["[-1,2]"], "turns near argument 1 = "),
        (lambda x: -abs(x), ["[-1,1]"], "turns near x = 0"),
    ],
)
def test_a_function_that_turns_is_refused(function, parts, said):
    call = lambda: at_corners(function, *map(span, parts), unit="ratio")  # noqa: E731
    message = refusal(BriefingError, call)
    assert message.startswith(f"function: {said}")
    split = "so its ends are not at the ends of its arguments; split the argument there"
    assert message.endswith(split if "turns" in said else "let it return an infinity there")


def test_the_place_where_a_function_fails_is_named():
    def said(function, *parts):
        return refusal(BriefingError, at_corners, function, *map(span, parts), unit="ratio")

    assert said(pow, "[-1,2]", "[2,2]").startswith("function: turns near argument 1 = 0, so")
    assert said(lambda x, y: 1 / y, "(.,.)", "[0,1]") == (
        "function: divides by zero at x = -inf, y = 0; let it return an infinity there"
    )


@pytest.mark.parametrize(
    ("function", "parts", "expected"),
    [
        (lambda s: s / (1 - s), ["(0.2,0.5]"], "(0.25,1]"),
        (lambda s: s - s, ["(0.2,0.5]"], "[0,0]"),
        (lambda a, b: b, ["(1,2]", "[3,4]"], "[3,4]"),
        (max, ["(1,2)", "[2,2]"], "[2,2]"),
        (lambda a, b: a - b, ["[1,.)", "(.,2)"], "(-1,.)"),
        (lambda a, b, c: a * b + c, ["[1,2]", "(-1,1]", "[0,1)"], "(-2,3)"),
        (lambda s: inf if s == 1 else 1 / (1 - s), ["[0,1]"], "[1,.)"),
    ],
)
def test_the_sharp_range_of_a_monotone_function(function, parts, expected):
    assert at_corners(function, *map(span, parts), unit="ratio") == span(expected)


def test_corners_carry_point_decimals_and_share():
    carried = at_corners(
        lambda a: 10 * a, span("[1,3]"), unit="percent", point=20, decimals=1, share=True
    )
    assert carried == span("[10,30]", "percent") and carried.share
    assert str(carried) == "20.0 % (10 to 30)"
    call = lambda: at_corners(lambda a: a, LOW, unit="ratio", point=5)  # noqa: E731
    assert "point: 5 is not possible" in refusal(BriefingError, call)


# -- whatever the ends ---------------------------------------------------------------------------

FAR, NEAR = F(10) ** 9, F(1, 10**12)
numbers = st.integers(-40, 40).map(lambda n: F(n, 4))
positive = st.integers(1, 40).map(lambda n: F(n, 4))
weights = st.sampled_from([F(0), F(1, 3), F(1, 2), F(9, 10), F(1)])


@st.composite
def quantities(draw, ends=numbers, unit="ratio", missing=True):
    first, second = sorted((draw(ends), draw(ends)))
    closed = draw(st.tuples(st.booleans(), st.booleans()))
    gone = draw(st.tuples(st.booleans(), st.booleans())) if missing else (False, False)
    if first == second and not any(gone):
        closed = (True, True)
    return Q(None if gone[0] else first, None if gone[1] else second, unit, *closed)


def inner(quantity):
    """Possible values as near the two ends as can be, or very far where there is none."""
    low = -FAR if quantity.lower is None else quantity.lower
    high = FAR if quantity.upper is None else quantity.upper
    step = min(NEAR, (high - low) / 4)
    return (
        low if quantity.lower_closed or quantity.lower is None else low + step,
        high if quantity.upper_closed or quantity.upper is None else high - step,
    )


def values(quantity, weight):
    low, high = inner(quantity)
    return low + (high - low) * weight


def is_sharp(result, function, *parts):
    """Every end is attained if closed, approached if open, absent if nothing bounds it."""
    reached = [function(*corner) for corner in product(*map(inner, parts))]
    for end, closed, nearest in (
        (result.lower, result.lower_closed, min(reached)),
        (result.upper, result.upper_closed, max(reached)),
    ):
        if end is None:
            assert abs(nearest) > FAR / 100
        else:
            assert abs(nearest - end) < F(1, 10**6)
            assert nearest != end or closed


@same
@given(quantities(), quantities(), weights, weights)
def test_sums_differences_and_products_hold_every_value_and_are_sharp(a, b, u, v):
    x, y = values(a, u), values(b, v)
    assert holds(a + b, x + y) and holds(a - b, x - y) and holds(a * b, x * y)
    assert holds(-a, -x) and holds(abs(a), abs(x)) and a * b == b * a
    is_sharp(a + b, lambda p, q: p + q, a, b)
    is_sharp(a - b, lambda p, q: p - q, a, b)
    is_sharp(a * b, lambda p, q: p * q, a, b)


@same
@given(quantities(), quantities(ends=positive), st.booleans(), weights, weights)
def test_quotients_hold_every_value_and_are_sharp(a, b, negative, u, v):
    assume(b.lower is not None)
    b = -b if negative else b
    assert holds(a / b, values(a, u) / values(b, v))
    is_sharp(a / b, lambda p, q: p / q, a, b)


@same
@given(quantities(), quantities(), weights)
def test_an_intersection_holds_what_both_hold(a, b, u):
    x, common = values(a, u), a & b
    assert (common is not None and holds(common, x)) is (holds(a, x) and holds(b, x))
    assert (x in b) is holds(b, x)


@same
@given(quantities(), quantities(), weights, weights)
def test_an_answer_is_true_of_every_pair_of_values(a, b, u, v):
    x, y = values(a, u), values(b, v)
    for answer, truth in ((a < b, x < y), (a <= b, x <= y), (a > b, x > y), (a >= b, x >= y)):
        assert answer is OPEN or bool(answer) is truth


@same
@given(st.integers(-9999, 9999), st.integers(-2, 3), weights)
def test_what_rounds_to_a_printed_figure_is_in_its_range_and_nothing_else_is(n, places, weight):
    printed = Q.rounded(F(n) / F(10) ** places, "percent", places)

    def rounds_to(value):
        """Half away from zero."""
        whole = int(abs(value) * F(10) ** places + F(1, 2))
        return F(whole if value >= 0 else -whole) / F(10) ** places

    assert rounds_to(values(printed, weight)) == printed.point
    for end, closed, out in (
        (printed.lower, printed.lower_closed, -NEAR),
        (printed.upper, printed.upper_closed, NEAR),
    ):
        assert (rounds_to(end) == printed.point) is closed
        assert rounds_to(end + out) != printed.point


@same
@given(quantities(ends=st.integers(0, 100).map(F), unit="percent", missing=False))
def test_there_and_back_is_the_same(share):
    assert share.as_ratio().as_percent() == share.complement().complement() == share == abs(share)


@same
@given(quantities(ends=st.integers(1, 39).map(lambda n: F(n, 40)), missing=False), weights)
def test_corners_hold_every_value_of_a_formula_that_uses_its_argument_twice(share, weight):
    odds = at_corners(lambda s: s / (1 - s), share, unit="ratio")
    value = values(share, weight)
    assert holds(odds, value / (1 - value))
    is_sharp(odds, lambda s: s / (1 - s), share)
