"""The bounds against published values, every vertex, and every vector of small cases."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

import briefing.concentration as c
from briefing.bounds import FALLING, MEASURES, concentration_bounds
from briefing.errors import BriefingError
from briefing.panel import panel
from briefing.quantity import Quantity

# Each measure with the parameters it needs, and the function that computes it from shares.
CASES = {
    "hhi": ({}, c.hhi),
    "hhi_normalised": ({}, c.hhi_normalised),
    "effective_number": ({}, c.effective_number),
    "entropy": ({}, c.entropy),
    "theil_t": ({}, c.theil_t),
    "theil_l": ({}, c.theil_l),
    "gini": ({}, c.gini),
    "hoover": ({}, c.hoover),
    "rosenbluth": ({}, c.rosenbluth),
    "atkinson": ({"epsilon": 0.5}, lambda p: c.atkinson(p, 0.5)),
    "cr2": ({}, lambda p: c.concentration_ratio(p, 2)),
}

# What is known of 31 provinces whose ten largest hold exactly 60, 65 and 70 per cent, then over 60.
PROVINCES = {
    "hhi": ((0.043619, 0.194558), (0.048083, 0.258333), (0.053286, 0.332653), (0.043619, 1)),
    "hhi_normalised": (
        (0.011740, 0.167710), (0.016353, 0.233611), (0.021729, 0.310408), (0.011740, 1),
    ),
    "effective_number": (
        (5.1399, 22.9258), (3.8710, 20.7972), (3.0061, 18.7668), (1, 22.9258),
    ),
    "gini": (
        (0.277419, 0.477419), (0.327419, 0.538710), (0.377419, 0.600000), (0.277419, 0.967742),
    ),
    "theil_t": (
        (0.161616, 0.807538), (0.224277, 1.040241), (0.297957, 1.293423), (0.161616, 3.433987),
    ),
    "entropy": (
        (2.626449, 3.272372), (2.393746, 3.209710), (2.140564, 3.136031), (0, 3.272372),
    ),
    "hoover": (
        (0.277419, 0.451613), (0.327419, 0.491129), (0.377419, 0.539171), (0.277419, 0.967742),
    ),
    "rosenbluth": (
        (0.044643, 0.061728), (0.047962, 0.069930), (0.051813, 0.080645), (0.044643, 1),
    ),
    "atkinson": (
        (0.077465, 0.453103), (0.107294, 0.489944), (0.142530, 0.526986), (0.077465, 1 - 1 / 31),
    ),
    "cr1": ((0.06, 0.428571), (0.065, 0.50), (0.07, 0.571429), (0.06, 1)),
    "cr5": ((0.30, 0.504762), (0.325, 0.566667), (0.35, 0.628571), (0.30, 1)),
    "cr15": ((0.695238, 0.90), (0.733333, 0.975), (0.771429, 1), (0.695238, 1)),
    "cr20": ((0.790476, 1), (0.816667, 1), (0.842857, 1), (0.790476, 1)),
}  # fmt: skip
OVER_60 = Quantity.over(60, "percent", maximum=100)
SHARES = (0.60, 0.65, 0.70, OVER_60)


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("measure", PROVINCES)
@pytest.mark.parametrize("column", range(4))
def test_ten_of_31_provinces(measure, column):
    epsilon = 0.5 if measure == "atkinson" else None
    found = concentration_bounds(measure, 31, 10, SHARES[column], epsilon=epsilon)
    tolerance = 6e-5 if measure == "effective_number" else 6e-7
    assert (found.lower, found.upper) == pytest.approx(PROVINCES[measure][column], abs=tolerance)


@pytest.mark.parametrize(
    ("measure", "lower", "upper"),
    [
        ("hhi", 0.043619, 0.52),
        ("effective_number", 1.9231, 22.9258),
        ("gini", 0.277419, 0.941935),
        ("theil_t", 0.161616, 2.760976),
        ("cr1", 0.06, 0.60),
        ("cr2", 0.12, 1),
    ],
)
def test_ten_named_provinces(measure, lower, upper):
    found = concentration_bounds(measure, 31, 10, 0.6, named=True)
    tolerance = 6e-5 if measure == "effective_number" else 6e-7
    assert (found.lower, found.upper) == pytest.approx((lower, upper), abs=tolerance)


@pytest.mark.parametrize(("cap", "upper"), [(0.13, 0.1264), (0.15, 0.1450)])
def test_a_cap_on_the_largest_province(cap, upper):
    assert concentration_bounds("hhi", 31, 10, OVER_60, largest=cap).upper == near(upper)


def test_the_shares_that_reach_the_bounds():
    found = concentration_bounds("hhi", 31, 10, 0.6)
    assert found.lower_shares == near([0.06] * 10 + [0.4 / 21] * 21)
    assert found.upper_shares == near([0.6 - 9 * 0.4 / 21] + [0.4 / 21] * 30)
    assert not found.lower_shares.flags.writeable
    named = concentration_bounds("hhi", 31, 10, 0.6, named=True)
    assert named.upper_shares == near([0.6] + [0] * 9 + [0.4] + [0] * 20)


def test_entropy_as_an_effective_number():
    found = concentration_bounds("entropy", 31, 10, 0.6)
    expected = pytest.approx((13.8246, 26.3738), abs=6e-5)
    assert (math.exp(found.lower), math.exp(found.upper)) == expected


@pytest.mark.parametrize(("k", "s"), [(10, 0.6), (10, 0.9), (3, 0.2), (1, 0.5), (25, 0.95)])
def test_hhi_takes_the_largest_of_three_candidates(k, s):
    n, rest = 31, 1 - s
    tail = rest / (n - k)
    giant = (1 - (n - 1) * tail) ** 2 + (n - 1) * tail**2
    short = rest / math.ceil(k * rest / s - 1e-12)
    headed = (s - (k - 1) * short) ** 2 + (k - 1) * short**2 + rest * short
    head = s / k
    copies = math.floor(rest / head + 1e-12)
    level = (k + copies) * head**2 + (rest - copies * head) ** 2
    assert concentration_bounds("hhi", n, k, s).upper == near(max(giant, headed, level))


def test_gini_closed_form():
    for s in (0.5, 0.6, 0.8):
        found = concentration_bounds("gini", 31, 10, s)
        assert (found.lower, found.upper) == near((s - 10 / 31, 1 - (s + (1 - s) * 39) / 31))


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
def test_maximum_over_every_vertex(measure, n, k, s, cap):
    s, cap = Fraction(s), Fraction(cap)
    parameters, function = CASES[measure]
    found = concentration_bounds(measure, n, k, s, largest=cap, **parameters)
    values = [function(p) for p in vertices(n, k, s, cap)]
    most_even, most_uneven = (found.upper, found.lower)[:: -1 if measure in FALLING else 1][::-1]
    extreme = min(values) if measure in FALLING else max(values)
    assert most_uneven == near(extreme)
    assert min(values) >= found.lower - 1e-12 and max(values) <= found.upper + 1e-12
    assert function(found.lower_shares) == near(found.lower)
    assert function(found.upper_shares) == near(found.upper)
    even = np.repeat([s / k, (1 - s) / (n - k)], [k, n - k]).astype(float)
    assert most_even == near(function(even))


def compositions(total, parts):
    """Every way to hand out so many units."""
    for bars in itertools.combinations(range(total + parts - 1), parts - 1):
        ends = (-1, *bars, total + parts - 1)
        yield [b - a - 1 for a, b in itertools.pairwise(ends)]


@pytest.mark.parametrize("measure", CASES)
@pytest.mark.parametrize("cap", [24, 11, 8])
def test_every_division_of_24_among_four(measure, cap):
    parameters, function = CASES[measure]
    named, top = {}, {}
    for x in compositions(24, 4):
        if max(x) <= cap:
            named.setdefault(x[0] + x[1], []).append(x)
            if x == sorted(x, reverse=True):
                top.setdefault(x[0] + x[1], []).append(x)
    limit = {"largest": Fraction(cap, 24)} | parameters
    for groups, by_name in ((named, True), (top, False)):
        for held, vectors in groups.items():
            share = Fraction(held, 24)
            found = concentration_bounds(measure, 4, 2, share, named=by_name, **limit)
            values = [function(x) for x in vectors]
            assert found.lower - 1e-12 <= min(values) and max(values) <= found.upper + 1e-12
            if by_name:  # its extremes are whole numbers of units where the halves are even
                uneven = found.lower if measure in FALLING else found.upper
                assert uneven == near(min(values) if measure in FALLING else max(values))


def test_thousands_of_random_vectors():
    n, k, s, times = 12, 4, 0.6, 6000
    random = np.random.default_rng(1)
    shape = random.choice([0.05, 0.3, 1, 5, 50], (times, 2))
    head = random.gamma(shape[:, :1], size=(times, k)) + 1e-300
    tail = random.gamma(shape[:, 1:], size=(times, n - k)) + 1e-300
    head, tail = head / head.sum(1, keepdims=True), tail / tail.sum(1, keepdims=True)
    p = np.hstack([s * head, (1 - s) * tail])
    frame = pd.DataFrame(p).reset_index(names="draw").melt("draw", var_name="region")
    table = panel(frame, value="value", unit="region", by="draw", k=(1, 2, 6))
    topmost = p[:, :k].min(axis=1) >= p[:, k:].max(axis=1)
    assert topmost.sum() > 1000
    for name in table:
        epsilon = 0.5 if name == "atkinson" else None
        for rows, named in ((table, True), (table[topmost], False)):
            found = concentration_bounds(name, n, k, s, named=named, epsilon=epsilon)
            assert rows[name].between(found.lower - 1e-12, found.upper + 1e-12).all()


@pytest.mark.parametrize("measure", CASES)
@pytest.mark.parametrize("cap", [Fraction(1), Fraction(2, 5)])
@pytest.mark.parametrize(("least", "most"), [(12, 28), (12, 20), (20, 28)])
def test_named_over_a_range_is_the_extreme_over_its_shares(measure, cap, least, most):
    parameters, _ = CASES[measure]
    grid = [Fraction(i, 40) for i in range(least, most + 1)]  # holds 2/5, 1 − 2/5 or both

    def bounds(share):
        return concentration_bounds(measure, 6, 3, share, named=True, largest=cap, **parameters)

    found = bounds(Quantity(grid[0], grid[-1], "ratio"))
    single = [bounds(s) for s in grid]
    assert found.lower == near(min(each.lower for each in single))
    assert found.upper == near(max(each.upper for each in single))


# -- ranges and their ends -----------------------------------------------------------------------


def test_openness_follows_the_share():
    over = concentration_bounds("hhi", 31, 10, OVER_60)
    assert (over.lower_closed, over.upper_closed) == (False, True)
    least = concentration_bounds("hhi", 31, 10, Quantity.at_least(60, "percent", maximum=100))
    assert (least.lower_closed, least.upper_closed) == (True, True)
    rounded = concentration_bounds("hhi", 31, 10, Quantity.rounded("60.0", "percent"))
    assert (rounded.lower_closed, rounded.upper_closed) == (True, False)
    assert rounded.lower == near(concentration_bounds("hhi", 31, 10, Fraction("0.5995")).lower)
    assert rounded.upper == near(concentration_bounds("hhi", 31, 10, Fraction("0.6005")).upper)
    falling = concentration_bounds("entropy", 31, 10, OVER_60)
    assert (falling.lower_closed, falling.upper_closed) == (True, False)


def test_an_open_share_reaches_a_bound_that_does_not_move():
    below = Quantity(Fraction("0.8"), Fraction("0.9"), "ratio", upper_closed=False)
    assert concentration_bounds("cr20", 31, 10, below).upper_closed  # it is 1 from 50 per cent on
    assert concentration_bounds("theil_l", 31, 10, below).upper_closed  # infinite all along
    assert not concentration_bounds("cr5", 31, 10, below).upper_closed
    # While the first of five holds 1/3 to 2/5, three regions can share all and each beat the mean.
    plateau = Quantity(Fraction("0.34"), Fraction("0.39"), "ratio", upper_closed=False)
    flat = concentration_bounds("hoover", 5, 1, plateau)
    assert flat.upper == near(1 - 3 / 5) and flat.upper_closed
    assert concentration_bounds("hoover", 5, 1, Fraction("0.35")).upper == near(1 - 3 / 5)
    to_its_end = Quantity(Fraction("0.34"), Fraction("0.4"), "ratio", upper_closed=False)
    assert concentration_bounds("hoover", 5, 1, to_its_end).upper_closed
    beyond = Quantity(Fraction("0.39"), Fraction("0.45"), "ratio", upper_closed=False)
    assert not concentration_bounds("hoover", 5, 1, beyond).upper_closed


def test_the_middle_of_a_named_range_counts():
    found = concentration_bounds("hhi", 4, 2, Quantity(Fraction(1, 4), Fraction(3, 4), "ratio",
                                 lower_closed=False, upper_closed=False), named=True)  # fmt: skip
    assert found.lower == near(0.25) and found.lower_closed  # one half gives equal regions
    assert found.upper == near(0.625) and not found.upper_closed
    low = concentration_bounds("hhi", 4, 2, Quantity(0, Fraction(2, 5), "ratio"), named=True)
    assert low.lower == near(0.2**2 * 2 + 0.3**2 * 2) and low.upper == 1


def test_a_range_is_cut_to_what_is_possible():
    vague = Quantity.about(30, "percent", within=10)  # ten of 31 hold at least 32.3 per cent
    found = concentration_bounds("hhi", 31, 10, vague)
    assert found.lower == near(1 / 31) and found.lower_closed
    assert found.upper == near(concentration_bounds("hhi", 31, 10, 0.4).upper)
    unlimited = concentration_bounds("hhi", 31, 10, Quantity.over(60, "percent"))
    assert unlimited.upper == 1 and unlimited.upper_closed
    capped = concentration_bounds("cr10", 31, 10, OVER_60, largest=0.07)
    assert capped.upper == near(0.7) and capped.upper_closed
    wide = Quantity(
        Fraction("0.2"), Fraction("0.9"), "ratio", lower_closed=False, upper_closed=False
    )
    cut = concentration_bounds("gini", 31, 10, wide, largest=0.07)
    assert (cut.lower, cut.lower_closed, cut.upper_closed) == (near(0), True, True)


@pytest.mark.parametrize(
    ("vague", "cut"),
    [
        (Quantity(None, "0.6", "ratio"), Quantity(0, "0.6", "ratio")),
        (Quantity("0.2", None, "ratio"), Quantity("0.2", 1, "ratio")),
    ],
)
@pytest.mark.parametrize("named", [False, True])
def test_a_missing_end_is_nothing_or_everything(vague, cut, named):
    asked = {"measure": "gini", "n": 31, "k": 10, "named": named}
    found, expected = (concentration_bounds(**asked, share=share) for share in (vague, cut))
    assert (found.lower, found.lower_closed) == (expected.lower, expected.lower_closed)
    assert (found.upper, found.upper_closed) == (expected.upper, expected.upper_closed)


@pytest.mark.parametrize(("low", "high"), [("10/31", "0.5"), ("0.1", "10/31")])
def test_equal_regions_are_not_reached_where_their_share_is_an_open_end(low, high):
    inside = Quantity(low, high, "ratio", lower_closed=False, upper_closed=False)
    found = concentration_bounds("hhi", 31, 10, inside, named=True)
    assert (found.lower, found.lower_closed) == (near(1 / 31), False)


def test_an_open_end_stays_open_at_the_limit_of_the_possible():
    least = Quantity("10/31", "0.5", "ratio", lower_closed=False)
    assert not concentration_bounds("hhi", 31, 10, least).lower_closed
    most = Quantity("0.4", "0.5", "ratio", upper_closed=False)
    assert not concentration_bounds("hhi", 31, 10, most, largest=0.05).upper_closed


@pytest.mark.parametrize(
    ("measure", "n", "k", "share", "named", "closed"),
    [
        ("hhi_normalised", 7, 6, Quantity(0, "0.35", "ratio", False, False), True, (False, False)),
        ("hoover", 8, 7, Quantity("0.1", 1, "ratio", True, False), False, (True, False)),
    ],
)
def test_only_what_lies_within_a_range_reaches_its_open_end(measure, n, k, share, named, closed):
    found = concentration_bounds(measure, n, k, share, named=named)
    assert (found.lower_closed, found.upper_closed) == closed


@pytest.mark.parametrize(
    ("low", "high", "reached"),
    [
        ("0.55", "0.65", True),
        ("0.38", "0.42", True),
        ("0.4", "0.45", False),
        ("0.55", "0.6", False),
    ],
)
def test_a_list_is_most_uneven_where_one_part_is_made_up_at_the_cap(low, high, reached):
    # 0.3 and 0.3 in one part, 0.3 and 0.1 in the other.
    share = Quantity(low, high, "ratio", lower_closed=False, upper_closed=False)
    found = concentration_bounds("hhi", 31, 10, share, named=True, largest=Fraction("0.3"))
    assert (found.upper, found.upper_closed) == (near(0.28), reached)


@pytest.mark.parametrize("n", [2, 4])
def test_a_cap_at_the_mean_leaves_only_equal_regions(n):
    found = concentration_bounds("hhi", n, 1, Fraction(1, n), largest=Fraction(1, n))
    assert (found.lower, found.upper) == (near(1 / n), near(1 / n))


def test_a_share_of_many_digits_is_not_shortened():
    assert concentration_bounds("cr10", 31, 10, 0.654321).lower == near(0.654321)


def test_the_share_of_all_is_never_more_than_all():
    # Adding up the shares that reach this bound gives a digit more than 1.
    assert concentration_bounds("cr31", 31, 7, 0.9).upper == 1


def test_bounds_say_what_was_asked():
    share = Quantity.over(60, "percent", 100)
    found = concentration_bounds("cr5", 31, 10, share, named=True, largest=0.3)
    assert (found.n, found.k, found.share, found.named) == (31, 10, share, True)
    assert (found.measure, found.j, found.largest) == ("concentration_ratio", 5, 0.3)


def test_the_equal_share_inside_an_open_range_is_reached():
    within = Quantity("0.2", "0.6", "ratio", lower_closed=False, upper_closed=False)
    found = concentration_bounds("hhi", 31, 10, within, named=True)
    assert (found.lower, found.lower_closed) == (near(1 / 31), True)
    assert not found.upper_closed


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("measure", "more"),
    [("theil_l", {}), ("atkinson", {"epsilon": 1}), ("atkinson", {"epsilon": 3000})],
)
def test_a_region_without_anything_is_no_cause_for_a_warning(measure, more):
    concentration_bounds(measure, 31, 10, 0.6, **more)
    concentration_bounds(measure, 31, 10, Quantity(0, 1, "ratio"), named=True, **more)


def test_two_ends_may_give_the_same_bound():
    half_open = Quantity(Fraction("0.4"), Fraction("0.6"), "ratio", lower_closed=False)
    found = concentration_bounds("hhi", 31, 10, half_open, named=True)
    assert found.upper == near(0.52) and found.upper_closed
    assert found.upper_shares[0] == near(0.6)  # 0.4 itself is not possible


def test_no_rounding_where_shares_come_out_even():
    for k in range(1, 40):
        for more in range(1, 40):  # k + more regions have everything and one nothing
            found = concentration_bounds("theil_l", k + more + 1, k, Fraction(k, k + more))
            assert found.upper == math.inf
    for capped in range(1, 60):
        cap = Fraction(1, capped)
        shares = concentration_bounds("hhi", 70, capped + 3, 1, largest=cap).upper_shares
        assert shares.min() == 0 and shares[capped - 1] == near(1 / capped)
        assert shares[capped:].max() <= 1e-15
    almost_third = Fraction("0.33333333333334")
    assert concentration_bounds("hhi", 9, 5, 1, largest=almost_third).upper_shares.min() == 0
    equal = concentration_bounds("hhi", 31, 10, Fraction(10, 31), largest=Fraction(1, 31))
    assert equal.lower == near(1 / 31) and equal.upper == near(1 / 31)


def test_percent_and_ratio_and_number_agree():
    expected = concentration_bounds("gini", 31, 10, 0.6)
    for share in (Quantity.exact(60, "percent"), Quantity.exact("0.6", "ratio"), Fraction(3, 5)):
        found = concentration_bounds("gini", 31, 10, share)
        assert (found.lower, found.upper) == (expected.lower, expected.upper)


def test_a_share_of_exactly_k_in_n():
    found = concentration_bounds("theil_l", 31, 10, 10 / 31)
    assert found.lower == found.upper == 0
    assert concentration_bounds("theil_l", 31, 10, 0.34).upper == math.inf
    assert concentration_bounds("theil_l", 31, 10, 0.33).upper < math.inf  # the tail must be even
    assert concentration_bounds("theil_l", 4, 3, 0.8).upper < math.inf  # nobody can be left out


@pytest.mark.parametrize("epsilon", [0.5, 1, 2])
def test_atkinson_reaches_one_where_a_region_may_have_nothing(epsilon):
    found = concentration_bounds("atkinson", 31, 10, 0.6, epsilon=epsilon)
    assert (found.upper == 1) is (epsilon >= 1)
    assert found.lower == near(c.atkinson(found.lower_shares, epsilon))


def test_short_names_of_concentration_ratios():
    short = concentration_bounds("cr5", 31, 10, 0.6)
    long = concentration_bounds("concentration_ratio", 31, 10, 0.6, j=5)
    assert (short.lower, short.upper, short.measure, short.j) == (
        long.lower, long.upper, "concentration_ratio", 5,
    )  # fmt: skip


def test_many_regions():
    found = concentration_bounds("theil_t", 10_000, 100, 0.6)
    assert c.theil_t(found.lower_shares) == near(found.lower)
    assert c.theil_t(found.upper_shares) == near(found.upper)


# -- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"measure": "herfindahl"}, "^measure: 'herfindahl' is none of atkinson, "),
        ({"measure": "cr0"}, "^measure: 'cr0'"),
        ({"measure": None}, "^measure: None"),
        ({"measure": "cr32"}, "^j: 32 is not a whole number from 1 to 31"),
        ({"measure": "concentration_ratio"}, "^j: concentration_ratio needs j"),
        ({"j": 5}, "^j: hhi takes no j"),
        ({"measure": "atkinson"}, "^epsilon: atkinson needs epsilon"),
        ({"measure": "atkinson", "epsilon": -1}, "^epsilon: -1 is not"),
        ({"epsilon": 1}, "^epsilon: hhi takes no epsilon"),
        ({"n": 1}, "^n: 1 is not a whole number from 2 to 1000000000$"),
        ({"n": 31.0}, "^n: 31.0 is not"),
        ({"k": 0}, "^k: 0 is not a whole number from 1 to 30"),
        ({"k": 31}, "^k: 31 is not a whole number from 1 to 30"),
        (
            {"share": 0.3},
            "10 largest of 31 regions hold from 0.3226 to 1 of the total; if .* say named=True$",
        ),
        ({"share": 1.5}, "^share: 1.5 is not from 0 to 1"),
        ({"share": 60}, "^share: 60 is not from 0 to 1; write 60 % as 0.6"),
        ({"share": -0.1}, "^share: -0.1 is not from 0 to 1"),
        ({"share": math.nan}, "^share: nan is not a finite number"),
        ({"share": "most"}, "^share: 'most' is not a finite number"),
        ({"share": Quantity.exact(6, "count")}, "count is not a percentage"),
        ({"share": Quantity.over(100, "percent")}, "^share: over 100 % is impossible"),
        ({"share": Quantity(0, Fraction(10, 31), "ratio", upper_closed=False)}, "impossible"),
        ({"largest": 0.03}, "^largest: 0.03 is not from 1/n = 0.03226 to 1"),
        ({"largest": 1.5}, "^largest: 1.5 is not from"),
        ({"largest": 0.05}, "hold from 0.3226 to 0.5 of the total"),
        ({"largest": 0.05, "named": True}, "10 named of 31 regions hold from 0 to 0.5"),
        ({"largest": 0.04, "named": True, "share": 0.1}, "hold from 0.16 to 0.4 of the total$"),
        ({"largest": "most"}, "^largest: 'most' is not a finite number"),
    ],
)
def test_bad_arguments(arguments, message):
    asked = {"measure": "hhi", "n": 31, "k": 10, "share": 0.6} | arguments
    with pytest.raises(ValueError, match=message):
        concentration_bounds(**asked)


def test_every_measure_is_tested():
    assert set(CASES) - {"cr2"} | {"concentration_ratio"} == set(MEASURES)


@pytest.mark.parametrize("measure", [m for m in MEASURES if m != "theil_l"])
def test_the_scale_runs_from_equality_to_one_region(measure):
    more = {"j": 5} if measure == "concentration_ratio" else {}
    more |= {"epsilon": 0.5} if measure == "atkinson" else {}
    whole = concentration_bounds(measure, 31, 10, Quantity(0, 1, "ratio"), named=True, **more)
    assert (whole.relative().lower, whole.relative().upper) == (0, 1)
    part = concentration_bounds(measure, 31, 10, Quantity.over(60, "percent", 100), **more)
    scale = part.relative(actual=(part.lower + part.upper) / 2)
    assert 0 < scale.lower < scale.point < scale.upper == 1
    ends = part.lower_closed, part.upper_closed
    assert (scale.lower_closed, scale.upper_closed) == (ends[::-1] if measure in FALLING else ends)
    rounded = concentration_bounds(measure, 31, 10, Quantity.rounded("60.0", "percent"), **more)
    assert rounded.relative().upper_closed is (measure == "hoover")  # which does not move there
    assert all((end * 10**6).denominator == 1 for end in (scale.lower, scale.point))


def test_theil_l_has_no_scale():
    with pytest.raises(BriefingError, match="no greatest value"):
        concentration_bounds("theil_l", 31, 10, 0.6).relative()
