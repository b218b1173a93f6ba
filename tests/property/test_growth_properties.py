"""Growth and share formulas against worlds drawn at random: bounds hold, and are sharp."""

from fractions import Fraction as F

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefing.growth import largest_member, relative_mean, rest_gap, share_of_wider
from briefing.quantity import Quantity

same = settings(derandomize=True, deadline=None, max_examples=100)

NEAR = F(1, 10**12)
parts = st.integers(1, 39).map(lambda n: F(n, 40))
weights = st.sampled_from([F(0), F(1, 3), F(1, 2), F(9, 10), F(1)])
counts = st.integers(1, 12)


@st.composite
def shares(draw, ends=parts):
    """A share known as "over", "about" or printed."""
    low, high = sorted((draw(ends), draw(ends)))
    match draw(st.sampled_from(["over", "range", "exact", "half open"])):
        case "over":
            return Quantity.over(low, "ratio", 1)
        case "exact":
            return Quantity.exact(low, "ratio")
        case "half open" if low < high:
            return Quantity(low, high, "ratio", upper_closed=False)
        case _:
            return Quantity(low, high, "ratio")


def leads():
    ends = st.integers(1, 20).map(lambda n: F(n, 4))
    return st.tuples(ends, ends).map(lambda two: Quantity(min(two), max(two), "percentage points"))


def holds(quantity, value):
    low, high = quantity.lower, quantity.upper
    return (low is None or value > low or (value == low and quantity.lower_closed)) and (
        high is None or value < high or (value == high and quantity.upper_closed)
    )


def nearest(quantity):
    """Possible values at, or as near as can be to, both ends."""
    step = min(NEAR, (quantity.upper - quantity.lower) / 4)
    return (
        quantity.lower + (0 if quantity.lower_closed else step),
        quantity.upper - (0 if quantity.upper_closed else step),
    )


def inside(quantity, weight):
    low, high = nearest(quantity)
    return low + (high - low) * weight


def close(end, value):
    return abs(end - value) < F(1, 10**6)


@same
@given(shares(), leads(), weights, weights, st.integers(-20, 20))
def test_the_rest_s_gap_in_any_economy(share, lead, u, v, total):
    """Grow a group and the rest so that the total grows as given; see where the rest lies."""
    weight, ahead = inside(share, u), inside(lead, v)
    assume(weight < 1)
    rest = (total - weight * (total + ahead)) / (1 - weight)
    assert weight * (total + ahead) + (1 - weight) * rest == total
    assert holds(rest_gap(share, lead), rest - total)


@same
@given(shares(), leads())
def test_the_ends_of_the_rest_s_gap_are_approached(share, lead):
    gap = rest_gap(share, lead)
    (low, high), (least, most) = nearest(share), nearest(lead)
    assert close(gap.upper, -low / (1 - low) * least)
    assert gap.upper_closed is (share.lower_closed and lead.lower_closed)
    if share.upper == 1:
        assert gap.lower is None
    else:
        assert close(gap.lower, -high / (1 - high) * most)
        assert gap.lower_closed is (share.upper_closed and lead.upper_closed)


@same
@given(shares(), st.lists(st.integers(0, 50), min_size=1, max_size=12), weights)
def test_the_largest_member_of_any_group(share, sizes, weight):
    assume(sum(sizes) > 0)
    held = inside(share, weight)
    largest = held * F(max(sizes), sum(sizes))
    assert holds(largest_member(share, len(sizes)), largest)


@same
@given(shares(), counts)
def test_equal_members_and_a_single_one_are_the_extremes(share, members):
    result = largest_member(share, members)
    low, high = nearest(share)
    assert close(result.lower, low / members)
    assert close(result.upper, high)
    assert result.lower_closed is share.lower_closed
    assert result.upper_closed is share.upper_closed
    assert result.unit == share.unit


@same
@given(shares(), shares(), weights, weights, weights)
def test_a_share_of_any_wider_total(share, coverage, t, r, z):
    known, covered = inside(share, t), inside(coverage, r)
    whole = known * covered + z * (1 - covered)
    assert holds(share_of_wider(share, coverage), whole * 100)


@same
@given(shares(), shares())
def test_none_or_all_of_what_is_not_covered_are_the_extremes(share, coverage):
    wider = share_of_wider(share, coverage)
    low, high = nearest(share)
    least, _ = nearest(coverage)
    assert close(wider.lower, low * least * 100)
    assert close(wider.upper, (high * least + 1 - least) * 100)


@same
@given(shares(), counts, counts, weights)
def test_the_relative_mean_of_any_two_groups(share, members, others, weight):
    held = inside(share, weight)
    assume(held < 1)
    ratio = (held / members) / ((1 - held) / others)
    result = relative_mean(share, members, others)
    assert holds(result, ratio)
    low, high = nearest(share)
    assert close(result.lower, low * others / (members * (1 - low)))
    assert result.lower_closed is share.lower_closed
    if share.upper == 1:
        assert result.upper is None
    else:
        assert close(result.upper, high * others / (members * (1 - high)))
        assert result.upper_closed is share.upper_closed
