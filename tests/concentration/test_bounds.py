"""The bounds against published values, every vertex, and every division of small totals."""

import itertools
import math
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest
from concentration.definitions import AVERSIONS, FALLING
from hypothesis import given, settings
from hypothesis import strategies as st

import briefing.concentration as c
from briefing.concentration import MEASURES, concentration_bounds
from briefing.errors import BriefingError, UnknownNameError
from briefing.quantity import Quantity
from conftest import refusal

modest = settings(max_examples=60, deadline=None, derandomize=True)

# Each measure with the parameters it needs, and the function that computes it from shares.
CASES = {
    name: ({}, getattr(c, name))
    for name in MEASURES
    if name not in ("atkinson", "concentration_ratio")
} | {
    "atkinson": ({"epsilon": 0.5}, lambda p: c.atkinson(p, 0.5)),
    "cr2": ({}, lambda p: c.concentration_ratio(p, 2)),
}

# What is known of 31 provinces whose ten largest hold exactly 60, 65 and 70 per cent, then over 60.
PROVINCES = """
hhi              0.043619 0.194558  0.048083 0.258333  0.053286 0.332653  0.043619 1
hhi_normalised   0.011740 0.167710  0.016353 0.233611  0.021729 0.310408  0.011740 1
effective_number 5.1399   22.9258   3.8710   20.7972   3.0061   18.7668   1        22.9258
gini             0.277419 0.477419  0.327419 0.538710  0.377419 0.600000  0.277419 0.967742
theil_t          0.161616 0.807538  0.224277 1.040241  0.297957 1.293423  0.161616 3.433987
entropy          2.626449 3.272372  2.393746 3.209710  2.140564 3.136031  0        3.272372
hoover           0.277419 0.451613  0.327419 0.491129  0.377419 0.539171  0.277419 0.967742
rosenbluth       0.044643 0.061728  0.047962 0.069930  0.051813 0.080645  0.044643 1
atkinson         0.077465 0.453103  0.107294 0.489944  0.142530 0.526986  0.077465 0.967742
cr1              0.060000 0.428571  0.065000 0.500000  0.070000 0.571429  0.060000 1
cr5              0.300000 0.504762  0.325000 0.566667  0.350000 0.628571  0.300000 1
cr15             0.695238 0.900000  0.733333 0.975000  0.771429 1         0.695238 1
cr20             0.790476 1         0.816667 1         0.842857 1         0.790476 1
"""
OVER_60 = Quantity.over(60, "percent", maximum=100)
SHARES = (0.60, 0.65, 0.70, OVER_60)


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-12)


def ratio(low, high, lower_closed=True, upper_closed=True):
    return Quantity(low, high, "ratio", lower_closed=lower_closed, upper_closed=upper_closed)


@pytest.mark.parametrize("row", PROVINCES.strip().splitlines(), ids=lambda row: row.split()[0])
def test_ten_of_31_provinces(row):
    measure, *ends = row.split()
    epsilon = 0.5 if measure == "atkinson" else None
    for share, lower, upper in zip(SHARES, ends[::2], ends[1::2], strict=True):
        found = concentration_bounds(measure, 31, 10, share, epsilon=epsilon)
        tolerance = 6e-5 if measure == "effective_number" else 6e-7
        expected = pytest.approx((float(lower), float(upper)), rel=0, abs=tolerance)
        assert (found.lower, found.upper) == expected


@pytest.mark.parametrize(
    ("measure", "upper"), [("gini", 0.941935), ("theil_t", 2.760976), ("cr1", 0.60), ("cr2", 1)]
)
def test_ten_named_provinces(measure, upper):
    found = concentration_bounds(measure, 31, 10, 0.6, named=True)
    assert found.upper == pytest.approx(upper, abs=6e-7)
    assert found.lower == near(concentration_bounds(measure, 31, 10, 0.6).lower)


@pytest.mark.parametrize(("cap", "upper"), [(0.13, 0.1264), (0.15, 0.1450)])
def test_a_cap_on_the_largest_province(cap, upper):
    assert concentration_bounds("hhi", 31, 10, OVER_60, largest=cap).upper == near(upper)


def test_the_shares_that_reach_the_bounds():
    found = concentration_bounds("hhi", 31, 10, 0.6)
    assert found.lower_shares == near([0.06] * 10 + [0.4 / 21] * 21)
    assert found.upper_shares == near([0.6 - 9 * 0.4 / 21] + [0.4 / 21] * 30)
    assert not found.lower_shares.flags.writeable


# -- against every vertex, and every vector ------------------------------------------------------


def vertices(n, k, s, cap):
    """Every vertex of the descending shares whose first k sum to s and whose first is at most cap.

    Such shares are sums of blocks (1, ..., 1, 0, ..., 0); two equalities and the cap, with a slack,
    leave at most three of them.
    """
    columns = np.array([(m, min(m, k), 1) for m in range(1, n + 1)] + [(0, 0, 1)], dtype=float)
    found = []
    for three in itertools.combinations(range(n + 1), 3):
        matrix = columns[list(three)].T
        if abs(np.linalg.det(matrix)) < 1e-9:
            continue
        weights = np.linalg.solve(matrix, [1, float(s), float(cap)])
        if (weights > -1e-10).all():
            blocks = np.zeros(n + 1)
            blocks[list(three)] = np.where(weights < 1e-10, 0, weights)
            found.append(np.cumsum(blocks[:n][::-1])[::-1])
    return found


@pytest.mark.parametrize("measure", CASES)
@pytest.mark.parametrize(
    ("n", "k", "s", "cap"),
    [
        (7, 3, "3/5", 1),
        (7, 3, "3/5", "3/10"),
        (7, 3, "3/5", "1/5"),
        (8, 1, "1/5", 1),
        (8, 5, "5/8", 1),
        (8, 5, "7/8", "2/5"),
        (8, 5, "7/8", "1/5"),
        (8, 7, "19/20", "1/4"),
        (6, 2, 1, "3/4"),
        (9, 4, "4/5", "9/40"),
    ],
)
def test_the_bounds_are_the_extremes_of_all_vertices(measure, n, k, s, cap):
    s, cap = Fraction(s), Fraction(cap)
    parameters, function = CASES[measure]
    found = concentration_bounds(measure, n, k, s, largest=cap, **parameters)
    values = [function(p) for p in vertices(n, k, s, cap)]
    assert (found.lower, found.upper) == near((min(values), max(values)))


def compositions(total, parts):
    """Every way to hand out so many units."""
    for bars in itertools.combinations(range(total + parts - 1), parts - 1):
        ends = (-1, *bars, total + parts - 1)
        yield [b - a - 1 for a, b in itertools.pairwise(ends)]


@pytest.mark.parametrize("measure", CASES)
@pytest.mark.parametrize("cap", [24, 11, 8])
def test_every_division_of_24_among_four(measure, cap):
    parameters, function = CASES[measure]
    groups = {}
    for x in compositions(24, 4):
        if max(x) <= cap:
            value = function(x)
            groups.setdefault((x[0] + x[1], True), []).append(value)
            if x == sorted(x, reverse=True):
                groups.setdefault((x[0] + x[1], False), []).append(value)
    for (held, named), values in groups.items():
        found = concentration_bounds(
            measure, 4, 2, Fraction(held, 24), named=named, largest=Fraction(cap, 24), **parameters
        )
        assert found.lower - 1e-12 <= min(values) and max(values) <= found.upper + 1e-12
        if named:  # its extremes are whole numbers of units where the halves are even
            uneven, extreme = (found.lower, min) if measure in FALLING else (found.upper, max)
            assert uneven == near(extreme(values))


@modest
@given(st.integers(2, 40), st.data(), st.sampled_from(sorted(CASES)), st.booleans(), st.booleans())
def test_bounds_are_reached_and_rise_with_the_share(n, data, name, named, capped):
    k = data.draw(st.integers(1, n - 1))
    low = Fraction(k, n)
    share = low + (1 - low) * Fraction(data.draw(st.integers(0, 100)), 100)
    largest = None
    if capped:
        least = max(share / k, (1 - share) / (n - k))
        largest = least + (1 - least) * Fraction(data.draw(st.integers(0, 20)), 20)
    parameters, function = CASES[name]
    asked = {"named": named, "largest": largest} | parameters
    found = concentration_bounds(name, n, k, share, **asked)
    assert found.lower_closed and found.upper_closed and found.lower <= found.upper + 1e-12
    for shares, value in ((found.lower_shares, found.lower), (found.upper_shares, found.upper)):
        assert shares.size == n and shares.min() >= 0
        assert shares.sum() == near(1) and shares[:k].sum() == near(float(share))
        assert largest is None or shares.max() <= largest + 1e-12
        assert named or (np.diff(shares) <= 1e-12).all()
        assert function(shares) == near(value)
    if named:
        return
    higher = share + (min(1, k * (largest or 1)) - share) / 3
    more = concentration_bounds(name, n, k, higher, **asked)
    sign = -1 if name in FALLING else 1
    for before, after in ((found.lower, more.lower), (found.upper, more.upper)):
        assert sign * before <= sign * after + 1e-9


@pytest.mark.parametrize("measure", CASES)
@pytest.mark.parametrize("cap", [Fraction(1), Fraction(2, 5)])
@pytest.mark.parametrize(("least", "most"), [(12, 28), (12, 20), (20, 28)])
def test_named_over_a_range_is_the_extreme_over_its_shares(measure, cap, least, most):
    parameters, _ = CASES[measure]
    grid = [Fraction(i, 40) for i in range(least, most + 1)]  # holds 2/5, 1 − 2/5 or both

    def bounds(share):
        return concentration_bounds(measure, 6, 3, share, named=True, largest=cap, **parameters)

    found, single = bounds(ratio(grid[0], grid[-1])), [bounds(s) for s in grid]
    assert found.lower == near(min(each.lower for each in single))
    assert found.upper == near(max(each.upper for each in single))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("epsilon", AVERSIONS)
def test_atkinson_at_every_aversion(epsilon):
    found = concentration_bounds("atkinson", 3, 1, 0.5, epsilon=epsilon)
    assert found.lower == near(c.atkinson([2, 1, 1], epsilon))
    assert found.lower <= 0.25  # 1 − minimum/mean
    top = concentration_bounds("atkinson", 31, 10, 0.6, epsilon=epsilon)
    assert top.upper == near(c.atkinson(top.upper_shares, epsilon))
    assert (top.upper == 1) is (epsilon >= 1)  # where a region may have nothing


# -- ranges and their ends -----------------------------------------------------------------------

# Whether the ends of the bounds are reached, by the share that is known.
OPENNESS = [
    ("hhi", OVER_60, False, {}, (False, True)),
    ("hhi", Quantity.at_least(60, "percent", maximum=100), False, {}, (True, True)),
    ("hhi", Quantity.rounded("60.0", "percent"), False, {}, (True, False)),
    ("entropy", OVER_60, False, {}, (True, False)),
    ("cr20", ratio("0.8", "0.9", True, False), False, {}, (True, True)),  # 1 from 50 per cent on
    ("theil_l", ratio("0.8", "0.9", True, False), False, {}, (True, True)),  # infinite all along
    ("cr5", ratio("0.8", "0.9", True, False), False, {}, (True, False)),
    # While the first of five holds 1/3 to 2/5, three regions can share all and each beat the mean.
    ("hoover", ratio("0.34", "0.39", True, False), False, {"n": 5, "k": 1}, (True, True)),
    ("hoover", ratio("0.34", "0.4", True, False), False, {"n": 5, "k": 1}, (True, True)),
    ("hoover", ratio("0.39", "0.45", True, False), False, {"n": 5, "k": 1}, (True, False)),
    ("hoover", ratio("0.1", 1, True, False), False, {"n": 8, "k": 7}, (True, False)),
    ("hhi_normalised", ratio(0, "0.35", False, False), True, {"n": 7, "k": 6}, (False, False)),
    # However narrow the range, and however near the end of it that is reached.
    ("hhi", ratio("0.6", "0.6000001", False, False), False, {}, (False, False)),
    ("hhi", ratio("0.4", "0.6000000001", True, False), True, {}, (True, False)),
    ("hoover", ratio("0.33334", "0.33335", True, False), False, {"n": 5, "k": 1}, (True, True)),
    # Equal regions are reached unless their share is an open end.
    ("hhi", ratio("10/31", "0.5", False, False), True, {}, (False, False)),
    ("hhi", ratio("0.1", "10/31", False, False), True, {}, (False, False)),
    ("hhi", ratio("0.2", "0.6", False, False), True, {}, (True, False)),
    ("hhi", ratio("10/31", "0.5", False), False, {}, (False, True)),
    ("hhi", ratio("0.4", "0.5", True, False), False, {"largest": 0.05}, (True, False)),
    ("gini", ratio("0.2", "0.9", False, False), False, {"largest": 0.07}, (True, True)),
    # A list is most uneven where one part is made up of regions at the cap: 0.6 or 0.4 here.
    ("hhi", ratio("0.55", "0.65", False, False), True, {"largest": 0.3}, (False, True)),
    ("hhi", ratio("0.38", "0.42", False, False), True, {"largest": 0.3}, (False, True)),
    ("hhi", ratio("0.4", "0.45", False, False), True, {"largest": 0.3}, (False, False)),
    ("hhi", ratio("0.55", "0.6", False, False), True, {"largest": 0.3}, (False, False)),
]


@pytest.mark.parametrize(("measure", "share", "named", "more", "closed"), OPENNESS)
def test_openness_follows_the_share(measure, share, named, more, closed):
    asked = {"n": 31, "k": 10, "named": named} | more
    found = concentration_bounds(measure, share=share, **asked)
    assert (found.lower_closed, found.upper_closed) == closed


# A vague share gives the bounds of the exact shares beside it.
RANGES = [
    ("hhi", Quantity.rounded("60.0", "percent"), Fraction("0.5995"), Fraction("0.6005"), {}),
    ("hhi", Quantity.about(30, "percent", within=10), Fraction(10, 31), Fraction(2, 5), {}),
    ("hhi", Quantity.over(60, "percent"), Fraction(3, 5), 1, {}),
    ("gini", Quantity(None, "0.6", "ratio"), Fraction(10, 31), Fraction(3, 5), {}),
    ("gini", Quantity("0.4", None, "ratio"), Fraction(2, 5), 1, {}),
    ("gini", Quantity(None, "0.2", "ratio"), Fraction(1, 5), 0, {"named": True}),
    ("gini", Quantity("0.8", None, "ratio"), Fraction(4, 5), 1, {"named": True}),
    ("gini", Quantity(0, 1, "ratio"), Fraction(10, 31), 1, {"named": True}),
    ("cr10", OVER_60, Fraction(3, 5), Fraction(7, 10), {"largest": 0.07}),
    # 0.4 itself is not possible, but gives the same bound as 0.6, which is.
    ("hhi", ratio("0.4", "0.6", False), Fraction(2, 5), Fraction(3, 5), {"named": True}),
]


@pytest.mark.parametrize(("measure", "share", "low", "high", "more"), RANGES)
def test_a_range_is_cut_to_what_is_possible(measure, share, low, high, more):
    found, lowest, highest = (
        concentration_bounds(measure, 31, 10, each, **more) for each in (share, low, high)
    )
    assert (found.lower, found.upper) == near((lowest.lower, highest.upper))


def test_two_ends_may_give_the_same_bound():
    found = concentration_bounds("hhi", 31, 10, ratio("0.4", "0.6", False), named=True)
    assert found.upper == near(0.52) and found.upper_closed and found.upper_shares[0] == near(0.6)


@pytest.mark.parametrize(
    "share", [0.6, Fraction(3, 5), Quantity.exact(60, "percent"), Quantity.exact("0.6", "ratio")]
)
def test_percent_and_ratio_and_number_agree(share):
    found = concentration_bounds("gini", 31, 10, share)
    assert (found.lower, found.upper) == near((0.277419354839, 0.477419354839))


@pytest.mark.parametrize("n", [2, 4, 31])
def test_a_cap_at_the_mean_leaves_only_equal_regions(n):
    found = concentration_bounds("hhi", n, 1, Fraction(1, n), largest=Fraction(1, n))
    assert (found.lower, found.upper) == near((1 / n, 1 / n))


def test_no_rounding_where_shares_come_out_even():
    for k, more in itertools.product(range(1, 40, 3), range(1, 40, 2)):
        # k + more regions have everything and one nothing
        found = concentration_bounds("theil_l", k + more + 1, k, Fraction(k, k + more))
        assert found.upper == math.inf
    for capped in range(1, 60):
        shares = concentration_bounds("hhi", 70, capped + 3, 1, largest=Fraction(1, capped))
        assert shares.upper_shares[capped - 1] == near(1 / capped)
        assert shares.upper_shares.min() == 0 and shares.upper_shares[capped:].max() <= 1e-15
    too_little = Fraction(10, 31) - Fraction(1, 10**14)  # a fraction is taken as it is
    assert "impossible" in refusal(BriefingError, concentration_bounds, "hhi", 31, 10, too_little)
    almost_third = Fraction("0.33333333333334")
    assert concentration_bounds("hhi", 9, 5, 1, largest=almost_third).upper_shares.min() == 0
    assert concentration_bounds("cr10", 31, 10, 0.654321).lower == near(0.654321)
    assert concentration_bounds("cr31", 31, 7, 0.9).upper == 1
    equal = concentration_bounds("theil_l", 31, 10, 10 / 31)
    assert equal.lower == equal.upper == 0


@pytest.mark.parametrize(("n", "k", "share"), [(31, 10, 0.33), (4, 3, 0.8)])
def test_theil_l_is_finite_where_nobody_can_be_left_without_anything(n, k, share):
    assert concentration_bounds("theil_l", n, k, share).upper < math.inf
    assert concentration_bounds("theil_l", 31, 10, 0.34).upper == math.inf


def test_a_million_regions():
    found = concentration_bounds("rosenbluth", 10**6, 100, 0.6)
    assert c.rosenbluth(found.lower_shares) == near(found.lower)
    assert c.rosenbluth(found.upper_shares) == near(found.upper)


# -- what was asked, and what is refused ---------------------------------------------------------


def test_bounds_say_what_was_asked():
    share = Quantity.over(60, "percent", 100)
    found = concentration_bounds("cr5", 31, 10, share, named=True, largest=0.3)
    assert (found.n, found.k, found.share, found.named) == (31, 10, share, True)
    assert (found.measure, found.j, found.largest) == ("concentration_ratio", 5, 0.3)
    long = concentration_bounds("concentration_ratio", 31, 10, share, named=True, largest=0.3, j=5)
    assert (long.lower, long.upper) == (found.lower, found.upper)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"measure": "cr32"}, "j: 32 is not a whole number from 1 to 31"),
        ({"measure": "concentration_ratio"}, "j: concentration_ratio needs j; give j"),
        ({"j": 5}, "j: hhi takes no j; leave out j"),
        ({"measure": "atkinson"}, "epsilon: atkinson needs epsilon; give epsilon"),
        (
            {"measure": "atkinson", "epsilon": -1},
            "epsilon: -1 is not a finite number of 0 or more",
        ),
        ({"epsilon": 1}, "epsilon: hhi takes no epsilon; leave out epsilon"),
        ({"n": 1}, "n: 1 is not a whole number from 2 to 1000000"),
        ({"n": 10**7}, "n: 10000000 is not a whole number from 2 to 1000000"),
        ({"k": 31}, "k: 31 is not a whole number from 1 to 30"),
        (
            {"share": 0.3},
            "share: 0.3 is impossible, as the 10 largest of 31 regions hold from 0.3226 to 1 "
            "of the total; if the k are a list, not the largest, say named=True",
        ),
        ({"share": 1.5}, "share: 1.5 is not from 0 to 1; write 60 % as 0.6"),
        ({"share": 60}, "share: 60 is not from 0 to 1; write 60 % as 0.6"),
        ({"share": math.nan}, "share: nan is not a finite number; give a plain one like 6.2"),
        ({"share": "most"}, "share: 'most' is not a finite number; give a plain one like 6.2"),
        (
            {"share": SimpleNamespace(quantity=OVER_60)},
            "share: namespace(quantity=<Quantity over 60 %: (60, 100] percent>) is a fact; "
            "pass its quantity, fact.quantity",
        ),
        (
            {"share": Quantity.exact(6, "count")},
            "count is not a percentage; only percent turns into a ratio",
        ),
        (
            {"share": Quantity.over(100, "percent")},
            "share: over 100 % is impossible, as the 10 largest of 31 regions hold from "
            "0.3226 to 1 of the total; if the k are a list, not the largest, say named=True",
        ),
        (
            {"share": ratio(0, "10/31", True, False)},
            "share: 0 to under 0.33 is impossible, as the 10 largest of 31 regions hold from "
            "0.3226 to 1 of the total; if the k are a list, not the largest, say named=True",
        ),
        ({"largest": 1.5}, "largest: 1.5 is not from 1/n = 0.03226 to 1; some region must"),
        ({"largest": 0.03}, "largest: 0.03 is not from 1/n = 0.03226 to 1; some region must"),
        (
            {"largest": 0.05},
            "share: 0.6 is impossible, as the 10 largest of 31 regions hold from 0.3226 to "
            "0.5 of the total; if the k are a list, not the largest, say named=True",
        ),
        (
            {"largest": 0.05, "named": True},
            "share: 0.6 is impossible, as 10 named of 31 regions hold from 0 to 0.5 of the total",
        ),
        (
            {"largest": 0.04, "named": True, "share": 0.1},
            "share: 0.1 is impossible, as 10 named of 31 regions hold from 0.16 to 0.4 of the"
            " total",
        ),
        ({"largest": "most"}, "largest: 'most' is not a finite number; give a plain one like 6.2"),
        (
            {"largest": OVER_60},
            "largest: <Quantity over 60 %: (60, 100] percent> is not a finite number; give a "
            "plain one like 6.2",
        ),
    ],
)
def test_bad_arguments(arguments, message):
    asked = {"measure": "hhi", "n": 31, "k": 10, "share": 0.6} | arguments
    with pytest.raises(BriefingError) as caught:
        concentration_bounds(**asked)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("measure", "hint"),
    [
        ("ginni", "measure 'ginni' is unknown; did you mean gini?"),
        ("cr0", "measure 'cr0' is unknown; did you mean cr5 or cr1?"),
        (None, "hoover; rosenbluth; theil_l; theil_t; cr1 and 1 more"),
        ("cr" + "9" * 5000, ""),
    ],
)
def test_an_unknown_measure(measure, hint):
    assert hint in refusal(UnknownNameError, concentration_bounds, measure, 31, 10, 0.6)


# -- on a scale ----------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", [name for name in MEASURES if name != "theil_l"])
def test_the_scale_runs_from_equality_to_one_region(measure):
    more = {"j": 5} if measure == "concentration_ratio" else {}
    more |= {"epsilon": 0.5} if measure == "atkinson" else {}
    whole = concentration_bounds(measure, 31, 10, ratio(0, 1), named=True, **more)
    assert (whole.relative().lower, whole.relative().upper) == (0, 1)
    part = concentration_bounds(measure, 31, 10, OVER_60, **more)
    scale = part.relative(actual=(part.lower + part.upper) / 2)
    assert scale.unit == "ratio" and 0 < scale.lower < scale.point < scale.upper == 1
    ends = part.lower_closed, part.upper_closed
    assert (scale.lower_closed, scale.upper_closed) == (ends[::-1] if measure in FALLING else ends)
    rounded = concentration_bounds(measure, 31, 10, Quantity.rounded("60.0", "percent"), **more)
    assert rounded.relative().upper_closed is (measure == "hoover")  # which does not move there
    assert all((end * 10**6).denominator == 1 for end in (scale.lower, scale.point))


def test_a_value_at_an_open_end_is_marked_and_one_outside_refused():
    found = concentration_bounds("hhi", 31, 10, OVER_60)
    assert found.relative(actual=found.lower + 1e-9).lower_closed
    message = refusal(BriefingError, found.relative, 0.04)
    assert message == (
        "actual: 0.04 is not within the bounds 0.043619 to 1; give a value of the same measure "
        "for the same regions"
    )
    assert found.relative(actual=found.upper).point == 1
    reached = concentration_bounds("hhi", 31, 10, 0.6)
    assert reached.relative(actual=0.1).lower_closed and reached.relative(actual=0.1).upper_closed
    no_scale = refusal(BriefingError, concentration_bounds("theil_l", 31, 10, 0.6).relative)
    assert no_scale == "measure: theil_l has no greatest value; it has no scale"


def test_every_measure_is_tested():
    assert set(CASES) - {"cr2"} | {"concentration_ratio"} == set(MEASURES)
