"""Growth and share arithmetic: exact ranges of formulas, and what they refuse."""

from fractions import Fraction as F

import pytest

from briefing.errors import BriefingError, UnitError
from briefing.growth import (
    base_share,
    largest_member,
    relative_mean,
    rest_gap,
    share_of_wider,
)
from briefing.quantity import Quantity

POINTS = "percentage points"
OVER_60 = Quantity.over(60, "percent", 100)
ABOUT_70 = Quantity.about(70, "percent", within=2.5)


def span(quantity):
    return (
        quantity.lower,
        quantity.upper,
        quantity.lower_closed,
        quantity.upper_closed,
        quantity.unit,
    )


def refusal(error, call):
    with pytest.raises(error) as caught:
        call()
    assert type(caught.value) is error
    return str(caught.value)


def lead(value):
    return Quantity.exact(value, POINTS)


# -- rest_gap ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("ahead", "below"), [("0.1", "-0.15"), ("0.5", "-0.75"), (1, "-1.5")])
def test_the_rest_lags_by_more_than_the_lead_of_a_majority(ahead, below):
    gap = rest_gap(OVER_60, lead(ahead))
    assert span(gap) == (None, F(below), False, False, POINTS)
    assert gap.text() == f"under −{below[1:]} percentage points"
    assert rest_gap(OVER_60.as_ratio(), lead(ahead)) == gap


@pytest.mark.parametrize(
    ("share", "ahead", "expected"),
    [
        (Quantity.exact(50, "percent"), lead(2), (-2, -2, True, True)),
        (Quantity.exact("0.2", "ratio"), lead(1), (F(-1, 4), F(-1, 4), True, True)),
        (Quantity("0.2", "0.5", "ratio"), Quantity(1, 2, POINTS), (-2, F(-1, 4), True, True)),
        (
            Quantity("0.2", "0.5", "ratio", upper_closed=False),
            Quantity(1, 2, POINTS, lower_closed=False),
            (-2, F(-1, 4), False, False),
        ),
        (ABOUT_70, lead(1), (F(-29, 11), F(-27, 13), True, True)),
        (ABOUT_70, Quantity.over(1, POINTS), (None, F(-27, 13), False, False)),
        (ABOUT_70, lead(0), (0, 0, True, True)),
        (OVER_60, lead(0), (0, 0, True, True)),
        (Quantity(0, "0.5", "ratio"), Quantity(0, 1, POINTS), (-1, 0, True, True)),
        (Quantity("0.2", 1, "ratio"), Quantity(0, 1, POINTS), (None, 0, False, True)),
        (Quantity(0, "0.5", "ratio"), Quantity(1, 2, POINTS), (-2, 0, True, True)),
        (Quantity(0, "0.5", "ratio"), Quantity.at_least(1, POINTS), (None, 0, False, True)),
        (Quantity("0.2", 1, "ratio", upper_closed=False), lead(1), (None, F(-1, 4), False, True)),
    ],
)
def test_the_range_of_the_rest_s_gap(share, ahead, expected):
    assert span(rest_gap(share, ahead)) == (*expected, POINTS)


@pytest.mark.parametrize("unit", ["percent", "ratio", "count"])
def test_a_lead_is_in_percentage_points(unit):
    assert refusal(UnitError, lambda: rest_gap(OVER_60, Quantity.exact(1, unit))) == (
        f"lead: is in {unit}; give the gap between two rates in percentage points"
    )


@pytest.mark.parametrize(
    ("ahead", "shown"),
    [
        (Quantity(-1, 1, POINTS), "[−1, 1]"),
        (Quantity(None, 1, POINTS), "(−∞, 1]"),
        (Quantity.rounded("0.0", POINTS), "(−0.05, 0.05)"),
    ],
)
def test_a_lead_that_may_be_negative_is_refused(ahead, shown):
    assert refusal(BriefingError, lambda: rest_gap(OVER_60, ahead)) == (
        f"lead: {shown} may be negative; this is about a group that leads"
    )


# -- largest_member ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "members", "expected"),
    [
        (OVER_60, 10, (6, 100, False, True, "percent")),
        (OVER_60, 1, (60, 100, False, True, "percent")),
        (ABOUT_70, 10, (F("6.75"), F("72.5"), True, True, "percent")),
        (OVER_60.as_ratio(), 4, (F("0.15"), 1, False, True, "ratio")),
        (Quantity.exact(30, "100 million yuan"), 3, (10, 30, True, True, "100 million yuan")),
        (Quantity.over(60, "percent"), 3, (20, None, False, False, "percent")),
        (Quantity.rounded(30, "percent"), 3, (F(59, 6), F("30.5"), True, False, "percent")),
    ],
)
def test_the_largest_member_has_at_least_the_mean_and_at_most_all(share, members, expected):
    assert span(largest_member(share, members)) == expected


def test_the_largest_member_of_a_group_that_may_hold_nothing():
    assert span(largest_member(Quantity(0, 50, "percent"), 5)) == (0, 50, True, True, "percent")


@pytest.mark.parametrize(
    ("share", "shown"),
    [(Quantity(-1, 50, "percent"), "[−1, 50]"), (Quantity(None, 50, "percent"), "(−∞, 50]")],
)
def test_the_largest_member_of_less_than_nothing_is_refused(share, shown):
    assert refusal(BriefingError, lambda: largest_member(share, 5)) == (
        f"group_share: {shown} may be negative; a share cannot"
    )


@pytest.mark.parametrize("members", [0, -1])
def test_a_group_has_members(members):
    said = f"{members} is not a number of members; give 1 or more"
    assert refusal(BriefingError, lambda: largest_member(OVER_60, members)) == f"members: {said}"
    assert refusal(BriefingError, lambda: relative_mean(OVER_60, members, 1)) == f"members: {said}"
    assert refusal(BriefingError, lambda: relative_mean(OVER_60, 1, members)) == f"others: {said}"


# -- base_share ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("contribution", "growth", "expected"),
    [
        (lead("1.5"), Quantity.exact(6, "percent"), (25, 25, True, True)),
        (lead("-1"), Quantity.exact(-4, "percent"), (25, 25, True, True)),
        (Quantity(1, 2, POINTS), Quantity(4, 5, "percent", False), (20, 50, True, False)),
        (
            Quantity.rounded("1.5", POINTS),
            Quantity.rounded("6.0", "percent"),
            (F(2900, 121), F(3100, 119), False, False),
        ),
    ],
)
def test_the_base_share_behind_a_contribution(contribution, growth, expected):
    assert span(base_share(contribution, growth)) == (*expected, "percent")


def test_a_contribution_is_in_points_and_a_growth_in_percent():
    rate = Quantity.exact(6, "percent")
    for contribution, growth in ((rate, rate), (lead(1), lead(1)), (rate, lead(1))):
        call = lambda c=contribution, g=growth: base_share(c, g)  # noqa: E731
        assert refusal(UnitError, call) == (
            f"contribution, growth: are in {contribution.unit} and {growth.unit}; give percentage "
            "points and percent"
        )


def test_a_growth_that_may_be_zero_gives_no_base_share():
    growth = Quantity(-1, 1, "percent")
    assert refusal(BriefingError, lambda: base_share(lead(1), growth)) == (
        "cannot divide by [−0.01, 0.01]: zero is possible there"
    )


# -- share_of_wider ------------------------------------------------------------------------------

T = Quantity.exact("0.70", "ratio")


@pytest.mark.parametrize(
    ("share", "coverage", "expected"),
    [
        (T, Quantity("0.8", 1, "ratio"), (56, 76, True, True)),
        (T, Quantity.exact("0.9", "ratio"), (63, 73, True, True)),
        (Quantity.exact(70, "percent"), Quantity(80, 100, "percent"), (56, 76, True, True)),
        (T, Quantity.exact(1, "ratio"), (70, 70, True, True)),
        (T, Quantity.exact(0, "ratio"), (0, 100, True, True)),
        (OVER_60, Quantity.exact("0.5", "ratio"), (30, 100, False, True)),
        (OVER_60, Quantity("0.8", 1, "ratio", lower_closed=False), (48, 100, False, True)),
        (ABOUT_70, Quantity("0.8", 1, "ratio"), (54, 78, True, True)),
        (T, Quantity("0.8", 1, "ratio", lower_closed=False), (56, 76, False, False)),
    ],
)
def test_a_share_of_a_wider_total(share, coverage, expected):
    assert span(share_of_wider(share, coverage)) == (*expected, "percent")


# -- relative_mean -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "members", "others", "expected"),
    [
        (OVER_60, 10, 21, (F("3.15"), None, False, False)),
        (OVER_60.as_ratio(), 10, 21, (F("3.15"), None, False, False)),
        (Quantity.exact(50, "percent"), 5, 5, (1, 1, True, True)),
        (Quantity.exact("0.5", "ratio"), 2, 6, (3, 3, True, True)),
        (Quantity.exact("0.2", "ratio"), 4, 1, (F(1, 16), F(1, 16), True, True)),
        (ABOUT_70, 10, 31, (F(837, 130), F(899, 110), True, True)),
        (Quantity(0, "0.5", "ratio", upper_closed=False), 1, 1, (0, 1, True, False)),
        (Quantity("0.5", 1, "ratio", upper_closed=False), 1, 1, (1, None, True, False)),
    ],
)
def test_how_many_times_an_outsider_s_mean(share, members, others, expected):
    assert span(relative_mean(share, members, others)) == (*expected, "ratio")


# -- what is no share ----------------------------------------------------------------------------

TAKE_A_SHARE = [
    lambda share: rest_gap(share, lead(1)),
    lambda share: share_of_wider(share, T),
    lambda share: share_of_wider(T, share),
    lambda share: relative_mean(share, 10, 21),
]


@pytest.mark.parametrize("call", TAKE_A_SHARE)
def test_what_is_no_share_is_refused(call):
    for share, shown in (
        (Quantity(-1, 50, "percent"), "[−0.01, 0.5]"),
        (Quantity(50, 101, "percent"), "[0.5, 1.01]"),
        (Quantity.over("0.6", "ratio"), "(0.6, ∞)"),
    ):
        assert refusal(BriefingError, lambda share=share: call(share)) == (
            f"{shown} is not a share; it must lie in [0, 1]"
        )
    for unit in (POINTS, "count", "index"):
        assert refusal(UnitError, lambda unit=unit: call(Quantity.exact(1, unit))) == (
            f"{unit} is not a percentage; only percent turns into a ratio"
        )


def test_a_result_is_a_range_without_a_point():
    for result in (
        rest_gap(T, lead(1)),
        largest_member(T, 2),
        share_of_wider(T, T),
        relative_mean(T, 1, 1),
    ):
        assert (result.point, result.qualifier, result.decimals) == (None, "range", None)


# -- base_share: signs, ends and what it carries -------------------------------------------------


@pytest.mark.parametrize(
    ("contribution", "growth", "expected"),
    [
        # A part that shrank while the total's growth was helped, or the reverse, has no such
        # share; the arithmetic says so by its sign.
        (lead(-1), Quantity.exact(4, "percent"), (-25, -25, True, True)),
        (lead(1), Quantity.exact(-4, "percent"), (-25, -25, True, True)),
        (lead(0), Quantity.exact(4, "percent"), (0, 0, True, True)),
        (Quantity(-1, 1, POINTS), Quantity(4, 5, "percent"), (-25, 25, True, True)),
        (Quantity(-2, -1, POINTS), Quantity(-5, -4, "percent"), (20, 50, True, True)),
        (Quantity(1, 2, POINTS, True, False), Quantity(4, 5, "percent"), (20, 50, True, False)),
        (Quantity(1, 2, POINTS, False), Quantity(4, 5, "percent"), (20, 50, False, True)),
        # A missing end of the growth leaves any small share possible, but never none.
        (lead(1), Quantity.over(4, "percent"), (0, 25, False, False)),
        (lead(1), Quantity.at_least(4, "percent"), (0, 25, False, True)),
        (Quantity.over(1, POINTS), Quantity(4, 5, "percent"), (20, None, False, False)),
    ],
)
def test_the_ends_of_a_base_share(contribution, growth, expected):
    assert span(base_share(contribution, growth)) == (*expected, "percent")


def test_a_base_share_gives_back_its_contribution():
    for share in (F(1, 3), F("33.6"), 100):
        for rate in (F("7.5"), F("-1.1"), F(1, 7)):
            growth = Quantity.exact(rate, "percent")
            points = Quantity.exact(share * rate / 100, POINTS)
            assert base_share(points, growth) == Quantity.exact(share, "percent")


def test_the_base_share_of_printed_figures_reads_with_its_range():
    found = base_share(Quantity.rounded("2.6", POINTS), Quantity.rounded("7.5", "percent"))
    assert found.point == F(104, 3)
    assert span(found) == (F(25500, 755), F(26500, 745), False, False, "percent")
    assert (found.text(2), found.qualifier) == ("34.67 % (33.77 to 35.58)", "range")
    over = base_share(Quantity.over(1, POINTS), Quantity.exact(4, "percent"))
    assert (over.point, over.text()) == (None, "over 25 %")


@pytest.mark.parametrize(
    ("growth", "shown"),
    [
        (Quantity(0, 5, "percent"), "[0, 0.05]"),
        (Quantity(-5, 0, "percent"), "[−0.05, 0]"),
        (Quantity.rounded("0.0", "percent"), "(−0.0005, 0.0005)"),
        (Quantity.exact(0, "percent"), "[0, 0]"),
        (Quantity.over(-1, "percent"), "(−0.01, ∞)"),
    ],
)
def test_a_growth_that_reaches_zero_gives_no_base_share(growth, shown):
    for points in (lead(1), lead(0)):
        assert refusal(BriefingError, lambda points=points: base_share(points, growth)) == (
            f"cannot divide by {shown}: zero is possible there"
        )
