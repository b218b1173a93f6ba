"""Each index against its definition; counts against repetition; rows against single lists.

Measures, panel and bounds all call these indices, so what is shown here holds of all three.
"""

import math
from fractions import Fraction

import numpy as np
import pytest
from concentration.definitions import AVERSIONS, DEFINITIONS, FALLING, RELATIVE, atkinson, index
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import concentration
from briefing.concentration import MEASURES, indices

modest = settings(max_examples=60, deadline=None, derandomize=True)
near = pytest.approx

amount = st.integers(0, 10**6)
lists = st.lists(amount, min_size=2, max_size=25).filter(any)
positive = st.lists(st.integers(1, 10**6), min_size=2, max_size=25)


NAMES = st.sampled_from(sorted(DEFINITIONS))


@modest
@given(lists, NAMES)
def test_an_index_is_what_its_definition_says(x, name):
    exact = [Fraction(value, sum(x)) for value in x]
    assert index(name, x) == near(float(DEFINITIONS[name](exact)), rel=1e-11, abs=1e-13)


@pytest.mark.parametrize("epsilon", [0, 0.25, 1, 1.5, 2, 5])
@pytest.mark.parametrize("x", [[10, 20, 30, 40, 50], [0, 1, 2], [3, 3]])
def test_atkinson_is_what_its_definition_says(x, epsilon):
    expected = atkinson([value / sum(x) for value in x], epsilon)
    assert index("atkinson", x, epsilon=epsilon) == near(expected, rel=1e-12, abs=1e-15)


@modest
@given(st.lists(st.tuples(amount, st.integers(0, 5)), min_size=1, max_size=12), NAMES)
def test_a_count_is_the_same_as_repetition(pairs, name):
    repeated = [value for value, count in pairs for _ in range(count)]
    if not any(repeated) or len(repeated) < 2:
        return
    values, counts = map(np.array, zip(*pairs, strict=True))
    assert index(name, values, counts) == near(float(index(name, repeated)), rel=1e-11, abs=1e-13)


@modest
@given(st.lists(st.lists(amount, min_size=4, max_size=4).filter(any), min_size=1), NAMES)
def test_each_row_is_a_list(rows, name):
    single = [float(index(name, row)) for row in rows]
    assert index(name, rows) == near(single, rel=1e-13, abs=1e-15)
    doubled = index(name, rows, np.full((len(rows), 4), 2), k=4)
    assert doubled == near([float(index(name, row * 2, k=4)) for row in rows], rel=1e-11, abs=1e-13)


@modest
@given(positive, NAMES, st.data())
def test_a_transfer_to_the_larger_concentrates(x, name, data):
    x = sorted(x)
    small = data.draw(st.integers(0, len(x) - 2))
    large = data.draw(st.integers(small + 1, len(x) - 1))
    moved = data.draw(st.integers(1, x[small]))
    after = x.copy()
    after[small] -= moved
    after[large] += moved
    change = float(index(name, after)) - float(index(name, x))
    assert (-change if name in FALLING else change) >= -1e-12
    # Two of them look only at what passes a line, the mean or the second largest.
    if moved * len(x) > 1e-3 * sum(x) and name not in ("hoover", "concentration_ratio"):
        assert change != 0


@modest
@given(lists, st.integers(2, 4))
def test_repeating_all_regions(x, times):
    for name in RELATIVE:
        assert index(name, x * times) == near(float(index(name, x)), rel=1e-11, abs=1e-13)
    for name, factor in (
        ("hhi", 1 / times),
        ("rosenbluth", 1 / times),
        ("effective_number", times),
    ):
        assert index(name, x * times) == near(float(index(name, x)) * factor, rel=1e-11)
    assert index("entropy", x * times) == near(float(index("entropy", x)) + math.log(times))


@modest
@given(lists, st.floats(1e-250, 1e250), NAMES)
def test_scale_does_not_matter(x, scale, name):
    scaled = index(name, np.array(x) * scale)
    assert scaled == near(float(index(name, x)), rel=1e-11, abs=1e-13)


@pytest.mark.parametrize("scale", [1e-310, 1e-300, 1e-150, 1e150, 1e300, 3e306])
@pytest.mark.parametrize("name", DEFINITIONS)
def test_neither_do_the_largest_and_smallest_scales(name, scale):
    x = np.array([10.0, 10, 10, 20, 50])
    assert index(name, x * scale) == near(float(index(name, x)), rel=1e-11)


@modest
@given(lists)
def test_identities(x):
    n = len(x)
    values = {name: float(index(name, x)) for name in DEFINITIONS}
    assert values["rosenbluth"] == near(1 / (n * (1 - values["gini"])))
    assert values["hhi_normalised"] == near((values["hhi"] - 1 / n) / (1 - 1 / n), abs=1e-12)
    ratios = [float(index("concentration_ratio", x, k=k)) for k in range(1, n + 1)]
    assert ratios[-1] == 1 and ratios == sorted(ratios)
    held = max(ratio - k / n for k, ratio in enumerate(ratios, 1))
    assert values["hoover"] == near(held, abs=1e-12)


@pytest.mark.parametrize("n", [2, 3, 31, 49, 1000])
def test_equal_regions_and_one_region_with_all(n):
    equal, single = [7] * n, [0] * (n - 1) + [9]
    for name in (*RELATIVE, "hhi_normalised"):
        assert index(name, equal) == near(0, abs=1e-15)
    for name in ("gini", "theil_t", "theil_l", "atkinson"):
        assert index(name, equal) == 0  # exactly
    for name, even in (("hhi", 1 / n), ("rosenbluth", 1 / n), ("effective_number", n)):
        assert index(name, equal) == near(even) and index(name, single) == 1
    assert index("entropy", equal) == near(math.log(n)) and index("entropy", single) == 0
    assert index("theil_t", single) == near(math.log(n)) and index("theil_l", single) == math.inf
    for name in ("gini", "hoover"):
        assert index(name, single) == near(1 - 1 / n)


@pytest.mark.parametrize("seed", range(10))
def test_gini_keeps_its_digits(seed):
    x = np.random.default_rng(seed).integers(0, 10**6, 40).tolist()
    differences = sum(abs(a - b) for a in x for b in x)
    assert index("gini", x) == near(float(Fraction(differences, 80 * sum(x))), rel=1e-14)
    almost = [10**9 + value for value in (0, 1, 3)]  # nothing cancels
    exact = float(Fraction(6, 3 * sum(almost)))
    assert index("gini", almost) == near(exact, rel=1e-6)


@pytest.mark.parametrize("seed", range(10))
def test_rounding_never_makes_a_share_more_than_all(seed):
    x = np.append(np.random.default_rng(seed).random(300), np.zeros(77))
    assert index("concentration_ratio", x, k=300) <= 1


# -- logarithms and aversions --------------------------------------------------------------------


@pytest.mark.parametrize("counts", [None, np.array([1, 1])])
def test_a_wide_range_within_one_list(counts):
    x = [1e300, 1e-300]
    assert index("theil_l", x, counts) == near(300 * math.log(10) - math.log(2))
    assert index("atkinson", x, counts, epsilon=5) == 1
    assert index("hhi", x, counts) == 1


@pytest.mark.parametrize("epsilon", AVERSIONS)
def test_atkinson_at_every_aversion(epsilon):
    x = [1, *[1000] * 30]
    value = float(index("atkinson", x, epsilon=epsilon))
    # It rises with the aversion from 0 towards 1 − minimum/mean.
    assert 0 <= value <= 1 - 31 / sum(x) + 1e-15
    blocks = index("atkinson", [1000, 1, 5], np.array([30, 1, 0]), epsilon=epsilon)
    assert blocks == near(value, rel=1e-12, abs=1e-15)
    assert index("atkinson", [5, 5, 5], epsilon=epsilon) == 0
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        assert bool(index("atkinson", [0, 1, 2], epsilon=epsilon) == 1) is (epsilon >= 1)


def test_atkinson_rises_with_the_aversion_without_a_jump():
    x = [10, 20, 30, 40, 50]
    values = [float(index("atkinson", x, epsilon=each)) for each in AVERSIONS]
    assert values == sorted(values)
    assert values[-1] == near(1 - 10 / 30)
    for step in (1e-6, 1e-9, 1e-12, 1e-14):
        for sign in (-1, 1):
            beside = float(index("atkinson", x, epsilon=1 + sign * step))
            assert beside == near(values[2], abs=step)
    assert index("atkinson", [1, *[1000] * 30], epsilon=110) == near(0.99893, abs=5e-6)


def test_an_entry_that_no_region_has_is_finite():
    logs = indices.log_ratios(np.array([[0.0, 1.0, 3.0]]), np.array([[0, 1, 1]]))
    assert logs == near(np.log([[1.5, 0.5, 1.5]]))


def test_many_equal_regions_are_as_concentrated_as_few():
    x = np.full(10**6, 0.1)
    for name in ("gini", "theil_t", "theil_l", "atkinson"):
        assert index(name, x) == near(0, abs=1e-12)
    assert index("hhi", x) == near(1e-6, rel=1e-12)


def test_what_it_is_given_stays_as_it_was():
    x = np.array([1.0, 2.0, 3.0])
    counts = np.array([0, 1, 2])
    for name in DEFINITIONS:
        index(name, x)
        index(name, x, counts)
    assert x.tolist() == [1, 2, 3] and counts.tolist() == [0, 1, 2]


def test_each_measure_is_held_against_its_definition():
    assert {*DEFINITIONS, "atkinson"} == set(MEASURES) <= set(concentration.__all__)
