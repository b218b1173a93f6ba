"""Growth and shares: against published tables, exact ranges, and worlds drawn at random."""

from fractions import Fraction as F
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefing.errors import BriefingError, UnitError
from briefing.growth import (
    annualised,
    base_share,
    chain,
    contribution,
    deflated,
    growth_before,
    growth_of_rest,
    largest_member,
    mean_growth,
    percent_change,
    relative_mean,
    rest_gap,
    said_rate,
    share_of_wider,
)
from briefing.quantity import Quantity
from conftest import refusal

Q = Quantity
POINTS = "percentage points"
OVER_60 = Q.over(60, "percent", 100)
ABOUT_70 = Q.about(70, "percent", within=2.5)
T = Q.exact("0.70", "ratio")
MONTH = Q.between("0.9", "1.1", "ratio")
ONE = Q.exact(1, "ratio")
same = settings(derandomize=True, deadline=None, max_examples=100)


def span(text, unit):
    """``[1,2)`` as a quantity; a dot stands for a missing end."""
    lower, upper = (None if end == "." else F(end) for end in text[1:-1].split(","))
    return Q(lower, upper, unit, text[0] == "[", text[-1] == "]")


def percent(value):
    return span(value, "percent") if str(value)[0] in "[(" else Q.exact(value, "percent")


def ratio(value):
    return span(value, "ratio") if str(value)[0] in "[(" else Q.exact(value, "ratio")


def percents(*values):
    return [percent(value) for value in values]


def ratios(*values):
    return [ratio(value) for value in values]


def lead(value):
    return span(value, POINTS) if str(value)[0] in "[(" else Q.exact(value, POINTS)


# -- chaining, annualising, deflating, change ----------------------------------------------------


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (chain(percent(10), percent(20)), percent(32)),
        (chain(percent("[0,10)"), percent("(10,20]"), percent(-50)), percent("(-45,-34)")),
        (chain(percent("[10,.)"), percent(10)), percent("[21,.)")),
        (deflated(percent(21), percent(10)), percent(10)),
        (deflated(percent("[0,21)"), percent("[0,10]")), percent("[-100/11,21)")),
        (annualised(percent(21), 2), percent(10)),
        (annualised(percent(10), F(1, 2)), percent(21)),
        (annualised(percent("(21,44]"), 2), percent("(10,20]")),
        (annualised(percent("[21,.)"), "2"), percent("[10,.)")),
        (annualised(percent(0), 1200), percent(0)),
        (percent_change(Q.exact(200, "count"), Q.exact(190, "count")), percent(-5)),
        (percent_change(span("[1,2)", "index"), span("(3,4]", "index")), percent("(50,300]")),
    ],
)
def test_rates_over_time(result, expected):
    assert result == expected


def test_a_root_that_is_no_fraction_is_rounded_outward_to_ten_decimals():
    result = annualised(percent("[10,20]"), 2)
    assert not result.lower_closed and not result.upper_closed
    fine = F(1, 10**10)
    assert (100 + result.lower) ** 2 < 11000 < (100 + result.lower + fine) ** 2
    assert (100 + result.upper - fine) ** 2 < 12000 < (100 + result.upper) ** 2
    printed = annualised(Q.rounded("10.0", "percent"), 2)
    assert str(printed) == "4.88 % (over 4.85 to under 4.91)"
    # The point lies in the middle of both roundings.
    assert (100 + printed.point - fine / 2) ** 2 < 11000 < (100 + printed.point + fine / 2) ** 2
    assert (printed.point * 10**10).denominator == 2


def test_what_is_computed_from_printed_rates_has_a_point():
    printed = Q.rounded("6.2", "percent"), Q.rounded("4.6", "percent")
    assert chain(*printed).point == F("11.0852")
    assert deflated(*printed).point == 100 * F("106.2") / F("104.6") - 100
    assert chain(printed[0], Q.over(1, "percent")).point is None
    change = percent_change(Q.rounded("401644", "yuan"), Q.rounded(399100, "yuan", -2))
    assert str(change) == "−0.63 % (over −0.65 to under −0.62)"
    assert percent_change(Q.exact(1, "index"), Q.over(2, "index")).point is None


def test_growth_is_written_with_two_decimals():
    eighth = percent_change(Q.rounded(800, "index"), Q.rounded(801, "index"))
    rest = growth_of_rest(*(Q.rounded(v, "percent") for v in ("0.25", "0.375", "50")))
    chained = chain(Q.rounded("0.125", "percent"), Q.exact(0, "percent"))
    real = deflated(Q.rounded("0.125", "percent"), Q.exact(0, "percent"))
    yearly = annualised(Q.rounded("0.125", "percent"), 1)
    for growth in (eighth, rest, chained, real, yearly):
        assert str(growth).startswith("0.13 % (")


# -- the rest, and contributions, against a published table --------------------------------------

#: Statistics Canada, 13-017-x, table 2.12: values of four goods in two periods.
BASE, END = (72, 240, 455, 150), (48, 255, 504, 135)
GROWTH = (F(100, 3), F(25, 4), F(20, 7), F(8))


def test_contributions_at_base_shares_give_the_published_total():
    shares = [percent(F(100 * value, sum(BASE))) for value in BASE]
    total = sum(contribution(s, percent(g)) for s, g in zip(shares, GROWTH, strict=True))
    assert total.unit == POINTS
    at_base = contribution(shares[0], percent(10))  # whatever the total
    assert contribution(shares[0], percent(10), total=percent(6)) == at_base
    assert float(total.lower) == pytest.approx(6.979280261723, abs=1e-9)


def test_contributions_at_end_shares_add_up_to_the_total():
    # Published as 105.7: the harmonic mean of growth, weighted by end values.
    harmonic = sum(END) / sum(v / (1 + g / 100) for v, g in zip(END, GROWTH, strict=True))
    total = percent(100 * (harmonic - 1))
    assert round(float(total.lower), 1) == 5.7
    shares = [percent(F(100 * value, sum(END))) for value in END]
    parts = [
        contribution(s, percent(g), total=total, share_at="end")
        for s, g in zip(shares, GROWTH, strict=True)
    ]
    assert sum(parts).lower == total.lower


def test_rest_of_the_published_table():
    rest = growth_of_rest(percent("6.979280261723"), percent("12.5"), percent("34.023991275899673"))
    assert float(rest.point) == pytest.approx(4.132231, abs=1e-5)
    points = Q.exact(F("6.7") * F("0.487"), POINTS)
    assert float(base_share(points, percent("9.9")).point) == pytest.approx(32.9586, abs=1e-3)


@pytest.mark.parametrize(
    ("ahead", "base", "end"), [("0.1", 6.05, 6.0504), ("0.5", 5.45, 5.4587), ("1", 4.70, 4.7345)]
)
def test_base_and_end_share_differ(ahead, base, end):
    given = percent("6.2"), percent(F("6.2") + F(ahead)), percent(60)
    at_base, at_end = growth_of_rest(*given), growth_of_rest(*given, share_at="end")
    assert float(at_base.point) == pytest.approx(base, abs=1e-9)
    assert float(at_end.point) == pytest.approx(end, abs=5e-5)
    assert at_base.lower == at_base.upper == at_base.point


def test_the_rest_agrees_with_its_gap():
    gap = rest_gap(OVER_60, lead("0.5"))
    rest = growth_of_rest(percent("6.2"), percent("6.7"), OVER_60)
    assert (rest.upper, rest.upper_closed, rest.lower) == (F("6.2") + gap.upper, False, None)


def test_the_range_is_sharp_where_steps_would_widen_it():
    rest = growth_of_rest(percent("[6.15,6.25]"), percent("[6.3,7]"), percent("[60,65]"))
    # Interval arithmetic step by step would give 4.000 to 7.057.
    assert float(rest.lower) == pytest.approx(4.571, abs=5e-4)
    assert float(rest.upper) == pytest.approx(6.175, abs=5e-4)


@pytest.mark.parametrize("share_at", ["base", "end"])
def test_every_combination_lies_in_the_range(share_at):
    given = percent("[5,7]"), percent("[4,9]"), percent("[20,70]")
    rest = growth_of_rest(*given, share_at=share_at)
    for values in product((5, 6, 7), (4, 6, 9), (20, 45, 70)):
        assert growth_of_rest(*map(percent, values), share_at=share_at) in rest


def test_a_share_that_may_be_all_leaves_no_end_and_no_point():
    assert growth_of_rest(percent(5), percent(5), percent(100)) == percent(5)
    assert growth_of_rest(percent(4), percent(5), percent("[50,100]")).lower is None
    assert growth_of_rest(percent(5), percent(4), percent("[50,100]")).upper is None
    assert growth_of_rest(percent(5), percent(4), percent(100)).point is None
    # 80 % of 150 is all of the group's 120: nothing is left for the rest to have grown from.
    assert growth_of_rest(percent(50), percent(20), percent(80), share_at="end").upper is None


def test_growth_of_a_group_without_an_end_leaves_the_rest_without_one():
    share = percent("[50,80]")
    assert growth_of_rest(percent(30), percent("(100,.)"), share) == percent("(.,-40)")
    assert growth_of_rest(percent(30), percent("(100,.)"), percent(0)) == percent(30)
    assert growth_of_rest(percent(30), percent("(100,.)"), percent("[0,50]")) == percent("(.,30]")


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("more than doubled", "(100,.)"),
        ("up to two and a half times", "(.,150]"),
        ("nearly twice", "[98,100)"),
        ("over a quarter", "(25,.)"),
        ("about 7 percent", "[5,9]"),
        ("-3 %", "(-3.5,-2.5]"),
    ],
)
def test_how_something_grew_is_read_as_a_rate(text, rate):
    assert said_rate(text, within=2) == percent(rate)


# -- the mean of parts, and what was before the latest ------------------------------------------


def test_growth_of_the_whole_is_that_of_its_levels():
    before, after = (72, 240, 455, 150), (48, 255, 504, 135)
    rates = [Q.exact(F(100 * b, a) - 100, "percent") for a, b in zip(before, after, strict=True)]
    whole = mean_growth(rates, [Q.exact(level, "yuan") for level in before])
    assert whole == Q.exact(F(100 * sum(after), sum(before)) - 100, "percent")


def test_a_part_s_contributions_and_the_rest_agree_with_the_mean():
    rates, weights = percents("5", "7"), ratios("0.4", "0.6")
    total = mean_growth(rates, weights)
    assert total.decimals == growth_before(total, rates[1], weights).decimals == 2
    points = sum(contribution(w, r) for w, r in zip(weights, rates, strict=True))
    assert points.lower == total.lower
    assert growth_of_rest(total, rates[1], weights[1]) == rates[0]
    assert growth_before(total, rates[1], weights) == rates[0]


@pytest.mark.parametrize(
    ("cumulated", "latest", "weights", "expected"),
    [
        ("6", "7.2", ["1"] * 6, "[5.76,5.76]"),
        ("6", "6", ["[1,2]", "[1,2)"], "[6,6]"),
        ("[5,6)", "[7,8]", ["1", "[1,2]"], "[-1,5)"),
        ("6", "8", ["[1,2]", "[0,2]"], "[2,6]"),
        ("6", "8", ["[1,2)", "(0,2]", "0"], "[6,6]"),
    ],
)
def test_growth_before_the_latest_part(cumulated, latest, weights, expected):
    found = growth_before(*percents(cumulated, latest), ratios(*weights))
    assert found == span(expected, "percent")


def test_growth_before_is_sharp_on_a_grid():
    cumulated, latest = percents("[5.95,6.05]", "[5.25,5.35]")
    found = growth_before(cumulated, latest, [MONTH] * 3)
    steps = [[q.lower, q.midpoint, q.upper] for q in (cumulated, latest, *[MONTH] * 3)]
    tried = [(a + b + c) / (a + b) * g - c / (a + b) * r for g, r, a, b, c in product(*steps)]
    assert (min(tried), max(tried)) == (found.lower, found.upper)


@same
@given(st.lists(st.integers(-99, 99), min_size=2, max_size=6), st.data())
def test_growth_before_undoes_the_mean(rates, data):
    weights = [Q.exact(data.draw(st.integers(1, 9)), "ratio") for _ in rates]
    rates = [Q.exact(rate, "percent") for rate in rates]
    total = mean_growth(rates, weights)
    assert growth_before(total, rates[-1], weights) == mean_growth(rates[:-1], weights[:-1])


def test_two_ways_to_one_rate_narrow_it():
    first, april, may, june, half = (
        Q.rounded(text, "percent") for text in ("6.1", "6.7", "5.6", "5.3", "6.0")
    )
    quarter = MONTH + MONTH + MONTH
    up = mean_growth([first, april, may], [quarter, MONTH, MONTH])
    down = growth_before(half, june, [quarter, MONTH, MONTH, MONTH])
    both = up & down
    assert both in up and both in down and both.width < min(up.width, down.width)


# -- ranges of the other formulas ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "ahead", "expected"),
    [
        (OVER_60, lead("0.5"), "(.,-0.75)"),
        (ratio("[0.2,0.5)"), lead("(1,2]"), "(-2,-0.25)"),
        (ABOUT_70, lead("(1,.)"), "(.,-27/13)"),
        (ratio("[0,0.5]"), lead("[0,1]"), "[-1,0]"),
        (ratio("[0.2,1]"), lead("[0,1]"), "(.,0]"),
    ],
)
def test_the_range_of_the_rest_s_gap(share, ahead, expected):
    assert rest_gap(share, ahead) == lead(expected)


@pytest.mark.parametrize(
    ("share", "members", "expected", "unit"),
    [
        (OVER_60, 10, "(6,100]", "percent"),
        (ABOUT_70, 10, "[6.75,72.5]", "percent"),
        (Q.exact(10, "count"), 3, "[4,10]", "count"),
        (percent("[0,30]"), 3, "[0,30]", "percent"),
    ],
)
def test_the_largest_member_has_at_least_the_mean_and_at_most_all(share, members, expected, unit):
    found = largest_member(share, members)
    assert found == span(expected, unit) and found.share is share.share


@pytest.mark.parametrize(
    ("points", "growth", "expected"),
    [
        (lead("[1,2]"), percent("(4,5]"), "[20,50)"),
        (lead("[-2,-1]"), percent("[-5,-4]"), "[20,50]"),
        # A part that shrank has no such share; the sign says so.
        (lead(1), percent(-4), "[-25,-25]"),
        (lead(1), percent("(4,.)"), "(0,25)"),
        (Q.rounded("1.5", POINTS), Q.rounded("6.0", "percent"), "(2900/121,3100/119)"),
    ],
)
def test_the_base_share_behind_a_contribution(points, growth, expected):
    assert base_share(points, growth) == percent(expected)


@pytest.mark.parametrize(
    ("share", "coverage", "expected"),
    [
        (T, ratio("[0.8,1]"), "[56,76]"),
        (T, Q.exact(0, "ratio"), "[0,100]"),
        (OVER_60, Q.exact("0.5", "ratio"), "(30,100]"),
        (T, ratio("(0.8,1]"), "(56,76)"),
    ],
)
def test_a_share_of_a_wider_total(share, coverage, expected):
    assert share_of_wider(share, coverage) == percent(expected)
    assert share_of_wider(share, coverage).share


@pytest.mark.parametrize(
    ("share", "members", "others", "expected"),
    [
        (OVER_60, 10, 21, "(3.15,.)"),
        (ABOUT_70, 10, 31, "[837/130,899/110]"),
        (ratio("[0.5,1)"), 1, 1, "[1,.)"),
    ],
)
def test_how_many_times_an_outsider_s_mean(share, members, others, expected):
    assert relative_mean(share, members, others) == ratio(expected)


# -- refusals ------------------------------------------------------------------------------------

RATES = {
    "cumulated": lambda rate: growth_before(rate, percent(6), [ONE, ONE]),
    "latest": lambda rate: growth_before(percent(6), rate, [ONE, ONE]),
    "national": lambda rate: growth_of_rest(rate, percent(6), percent(60)),
    "group": lambda rate: growth_of_rest(percent(6), rate, percent(60)),
    "rates": lambda rate: chain(percent(6), rate),
    "rates of parts": lambda rate: mean_growth([percent(6), rate], [ONE, ONE]),
    "rate": lambda rate: annualised(rate, 2),
    "nominal": lambda rate: deflated(rate, percent(6)),
    "price_change": lambda rate: deflated(percent(6), rate),
    "growth": lambda rate: contribution(T, rate, total=percent(6), share_at="end"),
}


@pytest.mark.parametrize("name", RATES)
def test_a_rate_is_in_percent_and_above_minus_all(name):
    argument = name.split()[0]
    said = refusal(UnitError, RATES[name], Q.exact(5, "ratio"))
    assert said == f"{argument}: is in ratio; give growth in percent"
    for rate, shown in ((percent(-100), "[−100, −100]"), (Q.under(5, "percent"), "(−∞, 5)")):
        said = refusal(BriefingError, RATES[name], rate)
        assert said == f"{argument}: {shown} must have a lower end above −100 %"


SHARES = [
    lambda share: rest_gap(share, lead(1)),
    lambda share: share_of_wider(share, T),
    lambda share: share_of_wider(T, share),
    lambda share: relative_mean(share, 10, 21),
    lambda share: growth_of_rest(percent(5), percent(6), share),
]


@pytest.mark.parametrize("call", SHARES)
def test_what_is_no_share_is_refused(call):
    for share in (percent("[-1,50]"), percent("[50,101]"), Q.over("0.6", "ratio")):
        assert "is not a share; it must lie in [0, 1]" in refusal(BriefingError, call, share)
    assert "count is not a percentage" in refusal(UnitError, call, Q.exact(1, "count"))


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: chain(), BriefingError, "rates: are missing; give at least one"),
        (
            lambda: annualised(percent(5), 0),
            BriefingError,
            "years: 0 is no length of time; write five months as Fraction(5, 12)",
        ),
        (
            lambda: annualised(percent(0), 1201),
            BriefingError,
            "years: 1201 is no length of time; write five months as Fraction(5, 12)",
        ),
        (
            lambda: annualised(percent(5), "1e9"),
            BriefingError,
            "years: '1e9' is no length of time; write five months as Fraction(5, 12)",
        ),
        (
            lambda: annualised(percent(5), "x"),
            BriefingError,
            "years: 'x' is not a finite number; give a plain one like 6.2",
        ),
        (
            lambda: growth_of_rest(T, T, T, share_at="mid"),
            BriefingError,
            'share_at: \'mid\' is unknown; say "base" or "end"',
        ),
        (
            lambda: growth_of_rest(percent(5), percent("(6,.)"), T, share_at="end"),
            BriefingError,
            "group: (6, ∞) must have ends above −100 %",
        ),
        (
            lambda: contribution(T, percent(6), share_at="x"),
            BriefingError,
            'share_at: \'x\' is unknown; say "base" or "end"',
        ),
        (
            lambda: contribution(T, percent(6), share_at="end"),
            BriefingError,
            "total: is missing; an end-period share needs the total's growth",
        ),
        (
            lambda: percent_change(percent("[0,1]"), percent(1)),
            BriefingError,
            "start: [0, 1] may be zero; a change needs a level above it",
        ),
        (
            lambda: percent_change(percent(1), lead(1)),
            UnitError,
            "start, end: are in percent and percentage points; give levels in one unit",
        ),
        (
            lambda: rest_gap(T, percent(1)),
            UnitError,
            "lead: is in percent; give the gap between two rates in percentage points",
        ),
        (
            lambda: rest_gap(T, lead("[-1,1]")),
            BriefingError,
            "lead: [−1, 1] may be negative; this is about a group that leads",
        ),
        (
            lambda: largest_member(percent("[-1,5]"), 5),
            BriefingError,
            "group_share: [−1, 5] may be negative; a share cannot",
        ),
        (
            lambda: largest_member(OVER_60, 0),
            BriefingError,
            "members: 0 is not a number of members; give 1 or more",
        ),
        (
            lambda: relative_mean(OVER_60, 0, 1),
            BriefingError,
            "members: 0 is not a number of members; give 1 or more",
        ),
        (
            lambda: relative_mean(OVER_60, 1, 0.5),
            BriefingError,
            "others: 0.5 is not a number of members; give 1 or more",
        ),
        (
            lambda: base_share(percent(6), percent(6)),
            UnitError,
            "contribution, growth: are in percent and percent; give percentage points and percent",
        ),
        (
            lambda: base_share(lead(1), percent("[0,5]")),
            BriefingError,
            "cannot divide by [0, 0.05]: zero is possible there",
        ),
        (
            lambda: growth_before(percent("[6,.)"), T, []),
            BriefingError,
            "weights: are missing; give at least one",
        ),
        (
            lambda: growth_before(percent("[6,.)"), T, [ONE] * 2),
            BriefingError,
            "cumulated: [6, ∞) must have ends above −100 %",
        ),
        (
            lambda: growth_before(percent(6), percent("[6,.)"), [ONE] * 2),
            BriefingError,
            "latest: [6, ∞) must have ends above −100 %",
        ),
        (
            lambda: growth_before(T, T, [ONE]),
            BriefingError,
            "weights: none before the latest is certainly above zero; give one",
        ),
        (
            lambda: growth_before(T, T, ratios(0, 1)),
            BriefingError,
            "weights: none before the latest is certainly above zero; give one",
        ),
        (
            lambda: growth_before(T, T, ratios("(0,1]", 1)),
            BriefingError,
            "weights: none before the latest is certainly above zero; give one",
        ),
        (
            lambda: mean_growth(percents(1), ratios(1, 1)),
            BriefingError,
            "weights: are 2 of 1 values; give one each",
        ),
    ],
)
def test_what_cannot_be_computed_is_refused(call, error, said):
    assert refusal(error, call) == said


# -- worlds drawn at random ----------------------------------------------------------------------

parts = st.integers(1, 39).map(lambda n: F(n, 40))
weights = st.sampled_from([F(0), F(1, 3), F(1, 2), F(9, 10), F(1)])
counts = st.integers(1, 12)


@st.composite
def shares(draw):
    """A share known as "over", exactly, or as a range."""
    low, high = sorted((draw(parts), draw(parts)))
    kind = draw(st.sampled_from(["over", "exact", "range", "half open"]))
    if kind == "over":
        return Q.over(low, "ratio", 1)
    if kind == "exact" or low == high:
        return Q.exact(low, "ratio")
    return Q(low, high, "ratio", upper_closed=kind == "range")


def ranges(unit, low, high):
    ends = st.integers(4 * low, 4 * high).map(lambda n: F(n, 4))
    return st.tuples(ends, ends).map(lambda two: Q(min(two), max(two), unit))


def inside(quantity, weight):
    """A possible value, at or near an end for the weights 0 and 1."""
    step = min(F(1, 10**12), (quantity.upper - quantity.lower) / 4)
    low = quantity.lower + (0 if quantity.lower_closed else step)
    high = quantity.upper - (0 if quantity.upper_closed else step)
    return low + (high - low) * weight


@same
@given(shares(), ranges(POINTS, 1, 5), weights, weights, st.integers(-20, 20))
def test_the_rest_s_gap_in_any_economy(share, ahead, u, v, total):
    """Grow a group and the rest so that the total grows as given; see where the rest lies."""
    weight, gap = inside(share, u), inside(ahead, v)
    assume(weight < 1)
    rest = (total - weight * (total + gap)) / (1 - weight)
    assert rest - total in rest_gap(share, ahead)
    assert rest in growth_of_rest(percent(total), percent(total + gap), share)


@same
@given(shares(), st.lists(st.integers(0, 50), min_size=1, max_size=12), weights)
def test_the_largest_member_of_any_group(share, sizes, weight):
    assume(sum(sizes) > 0)
    largest = inside(share, weight) * F(max(sizes), sum(sizes))
    assert largest in largest_member(share, len(sizes))


@same
@given(shares(), shares(), counts, counts, st.tuples(weights, weights, weights))
def test_a_wider_total_and_a_relative_mean_in_any_economy(share, coverage, members, others, at):
    known, covered, uncovered = inside(share, at[0]), inside(coverage, at[1]), at[2]
    assert 100 * (known * covered + uncovered * (1 - covered)) in share_of_wider(share, coverage)
    assume(known < 1)
    found = relative_mean(share, members, others)
    assert (known / members) / ((1 - known) / others) in found


@same
@given(ranges("percent", -50, 50), ranges("percent", -50, 50), weights, weights, counts)
def test_rates_of_any_two_periods(first, second, u, v, years):
    one, other = inside(first, u), inside(second, v)
    both = (1 + one / 100) * (1 + other / 100) * 100 - 100
    assert both in chain(first, second)
    assert one in deflated(Q.exact(both, "percent"), second)
    steady = chain(*[Q.exact(one, "percent")] * years)
    assert annualised(steady, years) == Q.exact(one, "percent")
    assert first in chain(*[annualised(first, years)] * years)
