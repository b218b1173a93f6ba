"""What must hold of the measures and their bounds for any amounts."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import briefing.concentration as c
from briefing.bounds import concentration_bounds

modest = settings(max_examples=60, deadline=None, derandomize=True)

# Measures that rise with concentration.
RISING = {
    "hhi": c.hhi,
    "gini": c.gini,
    "theil_t": c.theil_t,
    "hoover": c.hoover,
    "rosenbluth": c.rosenbluth,
    "atkinson": lambda x: c.atkinson(x, 0.5),
    "theil_l": c.theil_l,
}
FALLING = {"effective_number": c.effective_number, "entropy": c.entropy}
MEASURES = RISING | FALLING
RELATIVE = ("gini", "theil_t", "theil_l", "hoover", "atkinson")  # do not depend on n alone

whole = st.integers(0, 10**6)
lists = st.lists(whole, min_size=2, max_size=30).filter(any)
positive = st.lists(st.integers(1, 10**6), min_size=2, max_size=30)
measure_names = st.sampled_from(sorted(MEASURES))


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-12)


@modest
@given(lists, measure_names, st.floats(1e-250, 1e250))
def test_scale_invariance(x, name, scale):
    assert MEASURES[name](np.array(x) * scale) == near(MEASURES[name](x))


@modest
@given(lists, measure_names, st.randoms())
def test_permutation_invariance(x, name, random):
    mixed = random.sample(x, len(x))
    assert MEASURES[name](mixed) == near(MEASURES[name](x))


@modest
@given(lists, st.sampled_from(RELATIVE), st.integers(2, 4))
def test_replication_leaves_relative_measures_alone(x, name, times):
    assert MEASURES[name](x * times) == near(MEASURES[name](x))


@modest
@given(lists, st.integers(2, 4))
def test_replication_divides_absolute_measures(x, times):
    assert c.hhi(x * times) == near(c.hhi(x) / times)
    assert c.rosenbluth(x * times) == near(c.rosenbluth(x) / times)
    assert c.effective_number(x * times) == near(c.effective_number(x) * times)
    assert c.entropy(x * times) == near(c.entropy(x) + math.log(times))


@modest
@given(positive, measure_names, st.data())
def test_a_transfer_to_the_larger_concentrates(x, name, data):
    x = sorted(x)
    small = data.draw(st.integers(0, len(x) - 2))
    large = data.draw(st.integers(small + 1, len(x) - 1))
    moved = data.draw(st.integers(1, x[small]))
    after = x.copy()
    after[small] -= moved
    after[large] += moved
    change = MEASURES[name](after) - MEASURES[name](x)
    assert (change if name in RISING else -change) >= -1e-12
    if moved * len(x) > 1e-3 * sum(x) and name != "hoover":  # Hoover ignores what stays on one side
        assert change != 0


@modest
@given(lists)
def test_ranges(x):
    n = len(x)
    tiny = 1e-12
    assert 1 / n - tiny <= c.hhi(x) <= 1 + tiny
    assert 0 <= c.hhi_normalised(x) <= 1 + tiny
    assert 0 <= c.gini(x) <= 1 - 1 / n + tiny
    assert 0 <= c.theil_t(x) <= math.log(n) + tiny
    assert c.entropy(x) == near(math.log(n) - c.theil_t(x))
    assert 0 <= c.hoover(x) <= 1 - 1 / n + tiny
    assert 0 <= c.atkinson(x, 2) <= 1
    assert c.rosenbluth(x) == near(1 / (n * (1 - c.gini(x))))
    assert c.hhi_normalised(x) == near((c.hhi(x) - 1 / n) / (1 - 1 / n))


@modest
@given(lists)
def test_concentration_ratios_rise_to_one_and_give_hoover(x):
    n = len(x)
    ratios = [c.concentration_ratio(x, k) for k in range(1, n + 1)]
    assert ratios[-1] == 1
    assert all(a <= b + 1e-15 for a, b in zip(ratios, ratios[1:], strict=False))
    assert c.hoover(x) == near(max(ratio - k / n for k, ratio in enumerate(ratios, 1)))


@modest
@given(lists)
def test_gini_is_exact(x):
    n, ranked = len(x), sorted(x)
    exact = Fraction(sum((2 * i - n - 1) * v for i, v in enumerate(ranked, 1)), n * sum(x))
    assert c.gini(x) == near(float(exact))
    assert c.gini(x, corrected=True) == near(float(exact * n / (n - 1)))


@modest
@given(st.lists(st.tuples(whole, st.integers(0, 5)), min_size=1, max_size=20), st.booleans())
def test_weights_are_repetition(pairs, corrected):
    repeated = [value for value, weight in pairs for _ in range(weight)]
    assume(any(repeated) and len(repeated) > 1)
    values, weights = zip(*pairs, strict=True)
    assert c.gini(values, weights, corrected) == near(c.gini(repeated, corrected=corrected))


@modest
@given(lists, st.data())
def test_theil_decomposition_adds_up(x, data):
    groups = data.draw(st.lists(st.sampled_from("abc"), min_size=len(x), max_size=len(x)))
    within, between = c.theil_decomposition(x, groups)
    assert within >= 0 and between >= 0
    assert within + between == near(c.theil_t(x))
    assert c.theil_decomposition(x, ["all"] * len(x)) == near((c.theil_t(x), 0))
    assert c.theil_decomposition(x, range(len(x))) == near((0, c.theil_t(x)))


@modest
@given(positive, st.data())
def test_shift_share_adds_up(nation_start, data):
    same = st.lists(st.integers(1, 10**6), min_size=len(nation_start), max_size=len(nation_start))
    start, end, nation_end = data.draw(same), data.draw(same), data.draw(same)
    parts = c.shift_share(start, end, nation_start, nation_end)
    scale = sum(start) + sum(end)
    for part in (parts.total, parts.national + parts.mix + parts.regional):
        assert part / scale == pytest.approx((np.array(end) - start) / scale, abs=1e-9)
    whole_nation = c.shift_share(nation_start, nation_end, nation_start, nation_end)
    assert whole_nation.regional == pytest.approx(0, abs=1e-6)
    assert whole_nation.mix.sum() / sum(nation_end) == pytest.approx(0, abs=1e-9)


@modest
@given(positive, st.data())
def test_structures_compared(a, data):
    b = data.draw(st.lists(whole, min_size=len(a), max_size=len(a)).filter(any))
    distance = c.krugman(a, b)
    assert 0 <= distance <= 2
    assert distance == near(c.krugman(b, a)) == near(2 * c.hoover(b, a))
    quotients = c.location_quotient(b, a)
    assert np.average(quotients, weights=a) == near(1)


# -- bounds --------------------------------------------------------------------------------------

BOUNDED = (*sorted(MEASURES), "hhi_normalised", "cr1", "cr3")


def bound_and_function(name, *arguments, **keywords):
    """Return bounds and the function they are for."""
    if name.startswith("cr"):
        function = lambda p: c.concentration_ratio(p, int(name[2:]))  # noqa: E731
    else:
        function = MEASURES.get(name, c.hhi_normalised)
    if name == "atkinson":
        keywords["epsilon"] = 0.5
    return concentration_bounds(name, *arguments, **keywords), function


@settings(max_examples=10, deadline=None, derandomize=True)
@given(st.integers(3, 12), st.data(), st.integers(0, 2**32 - 1))
def test_bounds_hold_any_shares(n, data, seed):
    """Random amounts of every shape lie within the bounds that follow from what k of them hold."""
    k = data.draw(st.integers(1, n - 1))
    random = np.random.default_rng(seed)
    for power in (0.3, 1, 4):
        for draw in random.random((4, n)) ** power * (random.random((4, n)) < 0.8):
            x = (draw * 10**6).astype(int)
            x[0] += 1  # so that somebody has something
            total, cap = int(x.sum()), Fraction(int(x.max()), int(x.sum()))
            top = Fraction(int(np.sort(x)[n - k :].sum()), total)
            listed = Fraction(int(x[:k].sum()), total)
            for name in BOUNDED:
                for known, named in ((top, False), (listed, True)):
                    for largest in (None, cap):
                        found, function = bound_and_function(
                            name, n, k, known, named=named, largest=largest
                        )
                        value = function(x)
                        slack = 1e-9 * max(1, abs(value)) if math.isfinite(value) else 0
                        assert found.lower - slack <= value <= found.upper + slack, (name, x)


@modest
@given(
    st.integers(2, 40),
    st.data(),
    st.sampled_from(BOUNDED),
    st.booleans(),
    st.booleans(),
)
def test_bounds_are_reached_and_rise_with_the_share(n, data, name, named, capped):
    k = data.draw(st.integers(1, n - 1))
    low = Fraction(k, n)
    share = low + (1 - low) * Fraction(data.draw(st.integers(0, 100)), 100)
    largest = None
    if capped:
        least = max(share / k, (1 - share) / (n - k))
        largest = least + (1 - least) * Fraction(data.draw(st.integers(0, 20)), 20)
    if name == "cr3":
        assume(n >= 3)
    found, function = bound_and_function(name, n, k, share, named=named, largest=largest)
    assert found.lower_closed and found.upper_closed
    assert found.lower <= found.upper + 1e-12
    for shares, value in (
        (found.lower_shares, found.lower),
        (found.upper_shares, found.upper),
    ):
        assert shares.size == n and shares.min() >= 0
        assert shares.sum() == near(1) and shares[:k].sum() == near(float(share))
        assert largest is None or shares.max() <= largest + 1e-12
        assert named or (np.diff(shares) <= 1e-12).all()
        assert function(shares) == near(value)
    higher = share + (min(1, k * (largest or 1)) - share) / 3
    if not named:
        more, _ = bound_and_function(name, n, k, higher, largest=largest)
        down = name in FALLING
        for before, after in ((found.lower, more.lower), (found.upper, more.upper)):
            assert (before >= after - 1e-9) if down else (before <= after + 1e-9)
