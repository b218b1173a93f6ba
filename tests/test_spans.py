"""Growth over some months, bounded from what is published of others."""

from fractions import Fraction as F
from itertools import product

import pytest

from briefing.errors import BriefingError, UnitError
from briefing.quantity import Quantity
from briefing.spans import growth_over
from conftest import refusal

Q = Quantity
ALIKE = Q.exact(1, "ratio")
NEARLY = Q.between("0.9", "1.1", "ratio")


def percent(**said):
    """``a1_3="6"`` is growth of 6 % from January to March."""
    spans = {tuple(int(m) for m in name[1:].split("_")): rate for name, rate in said.items()}
    return {span: Q.exact(rate, "percent") for span, rate in spans.items()}


@pytest.mark.parametrize(
    ("rates", "expected"),
    [
        (percent(a1_5="4"), "4"),
        (percent(a1_3="6", a4_4="1", a5_5="1"), "4"),
        (percent(a1_4="5", a5_5="0"), "4"),
        (percent(a1_6="5", a6_6="10"), "4"),
        (percent(a1_7="6", a6_6="10", a7_7="12"), "4"),
        (percent(a1_7="6", a6_7="11"), "4"),
    ],
)
def test_months_that_weigh_alike_leave_one_value(rates, expected):
    assert growth_over(1, 5, rates, ALIKE) == Q.exact(expected, "percent")


def test_what_bounds_nothing_is_left_out():
    for rates in ({}, percent(a3_3="6", a4_4="1", a5_5="1"), percent(a1_6="5"), percent(a2_6="5")):
        found = growth_over(1, 5, rates, NEARLY)
        assert (found.lower, found.upper) == (None, None)


def test_ways_are_taken_together():
    rates = percent(a1_3="6", a4_5="1", a1_6="5", a6_6="12")
    parts = growth_over(1, 5, percent(a1_3="6", a4_5="1"), NEARLY)
    whole = growth_over(1, 5, percent(a1_6="5", a6_6="12"), NEARLY)
    assert growth_over(1, 5, rates, NEARLY) == parts & whole
    rates = percent(a1_5="4", a1_6="50", a6_6="1")
    assert "contradict" in refusal(BriefingError, growth_over, 1, 5, rates, NEARLY)


def test_the_range_is_that_of_all_weights():
    rates, ends = percent(a1_3="6", a4_4="1", a5_5="-2"), (F(9, 10), F(11, 10))
    means = [(3 * a * 6 + b - 2 * c) / (3 * a + b + c) for a, b, c in product(ends, repeat=3)]
    found = growth_over(1, 5, rates, NEARLY)
    assert (found.lower, found.upper) == (min(means), max(means))


def test_a_rate_without_a_lower_end_bounds_from_above_only():
    rates = percent(a4_4="7", a5_5="6") | {(1, 3): Q.under(0, "percent")}
    found = growth_over(1, 5, rates, ALIKE)
    assert (found.lower, found.upper, found.upper_closed) == (None, F(13, 5), False)
    later = {(1, 6): Q.exact(5, "percent"), (6, 6): Q.under(0, "percent")}
    assert growth_over(1, 5, later, ALIKE).lower is None


def test_refusals():
    rates = percent(a1_5="4")
    assert "1 to 12" in refusal(BriefingError, growth_over, 5, 1, rates, NEARLY)
    assert "0 to 5" in refusal(BriefingError, growth_over, 1, 5, percent(a0_5="4"), NEARLY)
    assert "month:" in refusal(BriefingError, growth_over, 1, 5, rates, Q.between(0, 1, "ratio"))
    assert "month:" in refusal(BriefingError, growth_over, 1, 5, rates, Q.at_least(1, "ratio"))
    refusal(UnitError, growth_over, 1, 5, {(1, 5): Q.exact(1, "ratio")}, NEARLY)
