"""Weighted means: against all corners, a dense grid, and examples by hand."""

from fractions import Fraction as F
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefing.errors import BriefingError, UnitError
from briefing.means import weighted_mean
from briefing.quantity import Quantity, monotone
from conftest import refusal

Q = Quantity
same = settings(derandomize=True, deadline=None, max_examples=100)
ONE = Q.exact(1, "ratio")


def span(text, unit):
    """``[1,2)`` as a quantity; a dot stands for a missing end, one number for itself."""
    if text[0] not in "[(":
        return Q.exact(text, unit)
    lower, upper = (None if end == "." else F(end) for end in text[1:-1].split(","))
    return Q(lower, upper, unit, text[0] == "[", text[-1] == "]")


def percents(*texts):
    return [span(text, "percent") for text in texts]


def ratios(*texts):
    return [span(text, "ratio") for text in texts]


def mean_of(values, weights):
    return sum(v * w for v, w in zip(values, weights, strict=True)) / sum(weights)


# -- the range -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "weights", "expected"),
    [
        (["4", "8"], ["1", "3"], "[7,7]"),
        (["4", "8"], ["[1,3]", "[1,3]"], "[5,7]"),
        (["4", "8"], ["[1,3)", "[1,3]"], "(5,7]"),
        (["4", "8"], ["(1,3]", "[1,3]"], "[5,7)"),
        # The middle value counts most where it raises the mean, least where it lowers it.
        (["0", "5", "6"], ["1", "[1,2]", "1"], "[11/3,4]"),
        (["0", "5", "10"], ["1", "[1,2]", "1"], "[5,5]"),
        # A value that equals the mean may weigh anything.
        (["0", "5", "10"], ["1", "(1,2)", "1"], "[5,5]"),
        (["[3,4]", "[3,4)"], ["[1,2]", "1"], "[3,4)"),
        # What may weigh nothing may be left out, and what weighs nothing is left out.
        (["[3,4]", "[3,4)"], ["[1,2]", "[0,1]"], "[3,4]"),
        (["4", "8"], ["[0,1]", "(0,1]"], "(4,8]"),
        (["4", "8"], ["(0,1]", "(0,1]"], "(4,8)"),
        (["4", "8", "[9,.)"], ["1", "1", "0"], "[6,6]"),
        (["4", "[8,.)"], ["1", "[0,1]"], "[4,.)"),
        (["4", "(.,.)"], ["1", "1"], "(.,.)"),
    ],
)
def test_the_range_of_a_mean(values, weights, expected):
    assert weighted_mean(percents(*values), ratios(*weights)) == span(expected, "percent")


numbers = st.integers(-6, 6).map(lambda n: F(n, 2))
closed = st.booleans()


@st.composite
def ranges(draw, unit, least=-6):
    low, high = sorted(draw(st.tuples(*[st.integers(least, 6).map(lambda n: F(n, 2))] * 2)))
    if low == high:
        return Q.exact(low, unit)
    return Q(low, high, unit, draw(closed), draw(closed))


worlds = st.integers(1, 4).flatmap(
    lambda n: st.tuples(
        st.lists(ranges("percent"), min_size=n, max_size=n),
        st.lists(ranges("ratio", least=1), min_size=n, max_size=n),
    )
)


def at_all_corners(values, weights):
    """The mean by trying every combination of ends, open or closed, of values and weights."""
    n = len(values)
    return monotone(lambda *at: mean_of(at[:n], at[n:]), *values, *weights, unit="percent")


@same
@given(worlds)
def test_thresholds_find_what_all_corners_find(world):
    values, weights = world[0][:3], world[1][:3]
    assert weighted_mean(values, weights) == at_all_corners(values, weights)


@same
@given(worlds)
def test_ends_are_corners_also_where_weights_may_be_zero(world):
    values, weights = world
    weights = [Q(w.lower - F(1, 2), w.upper, "ratio", *_closed(w)) for w in weights]
    assume(any(w.lower or not w.lower_closed for w in weights))
    ends = product(*((w.lower, w.upper) for w in weights))
    corners = [at for at in ends if sum(at)]
    found = weighted_mean(values, weights)
    assert found.lower == min(mean_of([v.lower for v in values], at) for at in corners)
    assert found.upper == max(mean_of([v.upper for v in values], at) for at in corners)


def _closed(quantity):
    return quantity.lower_closed, quantity.upper_closed


def test_a_dense_grid_fills_the_range():
    values, weights = percents("[5,6]", "[2,3]", "4"), ratios("[1,2]", "[1,3]", "[2,3]")
    steps = [[q.lower + q.width * F(k, 4) for k in range(5)] for q in (*values, *weights)]
    means = sorted({mean_of(at[:3], at[3:]) for at in product(*steps)})
    found = weighted_mean(values, weights)
    assert (means[0], means[-1]) == (found.lower, found.upper)
    assert max(b - a for a, b in zip(means, means[1:], strict=False)) < F(1, 20)


def test_many_members_take_no_time_and_keep_their_point():
    rates = [Q.rounded(f"{k % 9}.{k % 7}", "percent") for k in range(300)]
    sizes = [Q.rounded(f"{1000 + 37 * k}.5", "100 million yuan") for k in range(300)]
    found = weighted_mean(rates, sizes, decimals=2)
    printed = mean_of([r.point for r in rates], [s.point for s in sizes])
    assert found.point == printed and found.decimals == 2
    assert F("0.1") <= found.width < F("0.1001")  # the rounding of the rates, and hardly more


def test_a_mean_has_a_point_where_all_parts_have_one():
    rates, counts = percents("4", "8"), [Q.exact(n, "count") for n in (1, 3)]
    assert weighted_mean(rates, counts).point == 7
    assert weighted_mean(rates, [counts[0], Q(3, 3, "count")]).point is None
    assert weighted_mean([rates[0], Q.over(5, "percent")], counts).point is None
    weightless = Q(0, 1, "ratio", False, point=F(1)), Q(0, 1, "ratio", point=0)
    assert weighted_mean(rates, weightless).point == 4


def test_a_mean_of_shares_is_a_share():
    shares = [Q.exact(value, "percent", share=True) for value in (40, 60)]
    assert weighted_mean(shares, [ONE, ONE]).share
    assert not weighted_mean([shares[0], Q.exact(60, "percent")], [ONE, ONE]).share


# -- refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "weights", "error", "said"),
    [
        ([], [], BriefingError, "weights: are missing; give at least one"),
        (["1"], ["1", "1"], BriefingError, "weights: are 2 of 1 values; give one each"),
        (["1", "2"], ["0", "[0,1]"], BriefingError, "weights: may all be zero; give one that is"),
        (
            ["1"],
            ["[-1,1]"],
            BriefingError,
            "weights: [−1, 1] is no range of weights; give both ends",
        ),
        (["1"], ["[1,.)"], BriefingError, "weights: [1, ∞) is no range of weights; give both ends"),
        (
            ["1"],
            ["(.,1]"],
            BriefingError,
            "weights: (−∞, 1] is no range of weights; give both ends",
        ),
    ],
)
def test_what_has_no_mean_is_refused(values, weights, error, said):
    assert refusal(error, weighted_mean, percents(*values), ratios(*weights)).startswith(said)


def test_mixed_units_are_refused():
    said = refusal(UnitError, weighted_mean, [ONE, *percents("1")], [ONE, ONE])
    assert said == "values: are in ratio and percent; give all in one unit"
    said = refusal(UnitError, weighted_mean, [ONE, ONE], [ONE, *percents("1")])
    assert said == "weights: are in ratio and percent; give all in one unit"
