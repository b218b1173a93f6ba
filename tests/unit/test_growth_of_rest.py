"""Growth of the rest and contributions, against published tables and exact arithmetic."""

from fractions import Fraction
from itertools import product

import pytest

from briefing import BriefingError, Quantity
from briefing.errors import UnitError
from briefing.growth import base_share, contribution, growth_of_rest, percent_change, rest_gap


def percent(value):
    return Quantity.exact(value, "percent")


def of(lower, upper, unit="percent"):
    return Quantity(Fraction(lower), Fraction(upper), unit)


#: Statistics Canada, 13-017-x, table 2.12: values of four goods in two periods.
BASE, END = (72, 240, 455, 150), (48, 255, 504, 135)
GROWTH = (Fraction(100, 3), Fraction(25, 4), Fraction(20, 7), Fraction(8))


def test_contributions_at_base_shares_give_the_published_total():
    parts = [
        contribution(percent(Fraction(100 * value, sum(BASE))), percent(growth))
        for value, growth in zip(BASE, GROWTH, strict=True)
    ]
    total = sum(parts[1:], start=parts[0])
    assert total.unit == "percentage points"
    assert float(total.lower) == pytest.approx(6.979280261723, abs=1e-9)
    assert round(float(total.lower), 1) == 7.0


def test_contributions_at_end_shares_add_up_to_the_total():
    # Published as 105.7: the harmonic mean of growth, weighted by end values.
    harmonic = sum(END) / sum(v / (1 + g / 100) for v, g in zip(END, GROWTH, strict=True))
    total = percent(Fraction(100 * (harmonic - 1)))
    assert round(float(total.lower), 1) == 5.7
    parts = [
        contribution(
            percent(Fraction(100 * value, sum(END))), percent(g), total=total, share_at="end"
        )
        for value, g in zip(END, GROWTH, strict=True)
    ]
    assert sum(parts[1:], start=parts[0]).lower == total.lower


def test_rest_of_the_published_table():
    rest = growth_of_rest(percent("6.979280261723"), percent("12.5"), percent("34.023991275899673"))
    assert float(rest.point) == pytest.approx(4.132231, abs=1e-5)


def test_implied_base_share_of_a_published_contribution():
    points = Quantity.exact(Fraction("6.7") * Fraction("0.487"), "percentage points")
    assert float(base_share(points, percent("9.9")).point) == pytest.approx(32.9586, abs=1e-3)


@pytest.mark.parametrize(
    ("lead", "base", "end"), [("0.1", 6.05, 6.0504), ("0.5", 5.45, 5.4587), ("1", 4.70, 4.7345)]
)
def test_base_and_end_share_differ(lead, base, end):
    group = percent(Fraction("6.2") + Fraction(lead))
    at_base = growth_of_rest(percent("6.2"), group, percent(60))
    at_end = growth_of_rest(percent("6.2"), group, percent(60), share_at="end")
    assert float(at_base.point) == pytest.approx(base, abs=1e-9)
    assert float(at_end.point) == pytest.approx(end, abs=5e-5)
    assert at_base.lower == at_base.upper == at_base.point


def test_it_agrees_with_the_gap():
    lead = Quantity.exact("0.5", "percentage points")
    gap = rest_gap(Quantity.over(60, "percent", 100), lead)
    rest = growth_of_rest(percent("6.2"), percent("6.7"), Quantity.over(60, "percent", 100))
    assert rest.upper == Fraction("6.2") + gap.upper and rest.lower is None
    assert not rest.upper_closed


def test_the_range_is_sharp_where_steps_would_widen_it():
    rest = growth_of_rest(of("6.15", "6.25"), of("6.3", "7"), of(60, 65))
    # Interval arithmetic step by step would give 4.000 to 7.057.
    assert float(rest.lower) == pytest.approx(4.571, abs=5e-4)
    assert float(rest.upper) == pytest.approx(6.175, abs=5e-4)


@pytest.mark.parametrize("share_at", ["base", "end"])
def test_every_combination_lies_in_the_range(share_at):
    national, group, share = of(5, 7), of(4, 9), of(20, 70)
    rest = growth_of_rest(national, group, share, share_at=share_at)
    for g, a, w in product((5, 6, 7), (4, 6, 9), (20, 45, 70)):
        inside = growth_of_rest(percent(g), percent(a), percent(w), share_at=share_at)
        assert rest.lower <= inside.lower <= rest.upper


def test_a_share_that_may_be_all_leaves_no_end():
    same = growth_of_rest(percent(5), percent(5), percent(100))
    assert (same.lower, same.upper) == (5, 5)
    assert growth_of_rest(percent(5), percent(4), of(50, 100)).upper is None
    assert growth_of_rest(percent(50), percent(1), of(50, 90), share_at="end").upper is None
    # 80 % of 150 is all of the group's 120: nothing is left for the rest to have grown from.
    assert growth_of_rest(percent(50), percent(20), percent(80), share_at="end").upper is None


def test_a_rest_without_an_end_has_no_point():
    all_of_it = Quantity.exact(100, "percent")
    assert growth_of_rest(percent(5), percent(4), all_of_it).point is None


def test_growth_is_written_with_two_decimals():
    # Both points are 0.125 %, which is not written whole.
    eighth = percent_change(Quantity.rounded(800, "count"), Quantity.rounded(801, "count"))
    rest = growth_of_rest(*(Quantity.rounded(v, "percent") for v in ("0.25", "0.375", "50")))
    assert str(eighth).startswith("0.12 % (")
    assert str(rest).startswith("0.12 % (")


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (
            lambda: growth_of_rest(percent(5), percent(6), percent(60), share_at="mid"),
            BriefingError,
            "share_at: 'mid'",
        ),
        (
            lambda: growth_of_rest(Quantity.exact(5, "ratio"), percent(6), percent(60)),
            UnitError,
            "national: is in ratio",
        ),
        (
            lambda: growth_of_rest(percent(5), Quantity.over(6, "percent"), percent(60)),
            BriefingError,
            "group: .* must have ends",
        ),
        (
            lambda: growth_of_rest(percent(-100), percent(6), percent(60)),
            BriefingError,
            "national: .* above −100",
        ),
        (
            lambda: growth_of_rest(percent(5), percent(6), percent(160)),
            BriefingError,
            "not a share",
        ),
        (
            lambda: contribution(percent(5), percent(6), share_at="end"),
            BriefingError,
            "^total: is missing; an end-period share needs the total's growth$",
        ),
        (
            lambda: contribution(percent(5), percent(6), share_at="x"),
            BriefingError,
            "share_at: 'x'",
        ),
    ],
)
def test_what_cannot_be_computed_is_refused(call, error, words):
    with pytest.raises(error, match=words):
        call()


def test_change_between_rounded_levels():
    change = percent_change(
        Quantity.rounded("401644", "100 million yuan"),
        Quantity.rounded(399100, "100 million yuan", -2),
    )
    assert (change.unit, str(change)) == ("percent", "−0.63 % (−0.65 to −0.62)")
    assert (change.lower_closed, change.upper_closed) == (False, False)
    exact = percent_change(Quantity.exact(200, "count"), Quantity.exact(190, "count"))
    assert exact.lower == exact.upper == exact.point == -5
    assert percent_change(of(1, 2), of(3, 4)).point is None


def test_a_change_needs_a_level_above_zero_and_one_unit():
    with pytest.raises(BriefingError, match="start: .* may be zero"):
        percent_change(of(0, 1), percent(1))
    with pytest.raises(UnitError, match="start, end: are in percent and count"):
        percent_change(percent(1), Quantity.exact(1, "count"))
