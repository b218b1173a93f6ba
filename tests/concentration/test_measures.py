"""The checked functions: that they reach their index, and what they add to it."""

import math
import subprocess
import sys
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from concentration.definitions import AVERSIONS, DEFINITIONS, index
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import briefing.concentration as c
from briefing.errors import BriefingError
from conftest import refusal

modest = settings(max_examples=60, deadline=None, derandomize=True)
amount = st.integers(0, 10**6)
lists = st.lists(amount, min_size=2, max_size=25).filter(any)

# Lists on which formulas that differ a little would differ a lot.
HARD = {
    "ordinary": [20, 50, 20, 10],
    "equal": [7.0] * 49,
    "one has all": [0, 0, 9],
    "zeros": [0, 3, 0, 1, 1],
    "almost nothing": [1, *[1000] * 30],
    "as far apart as floats go": [1e300, 1e-300, 1.0],
    "smallest floats": [5e-324, 1e-310, 2e-308],
    "largest floats": [1.7e308, 1.7e308, 1e308],
}


def measured(name, x, epsilon=0.5):
    """Call the function of an index."""
    more = {"concentration_ratio": (2,), "atkinson": (epsilon,)}.get(name, ())
    return getattr(c, name)(x, *more)


def panel_of(x, epsilon=0.5):
    """Measure a list as a panel of one period, beside another."""
    n = len(x)
    frame = pd.DataFrame(
        {"year": [1] * n + [2] * n, "area": [*range(n)] * 2, "y": [*x, *[1.0] * n]}
    )
    return c.panel(frame, value="y", unit="area", by="year", k=(2,), epsilon=epsilon).loc[1]


@pytest.mark.parametrize("name", DEFINITIONS)
@pytest.mark.parametrize("x", HARD.values(), ids=HARD)
def test_a_function_a_panel_and_an_index_agree(name, x):
    expected = pytest.approx(float(index(name, x)), rel=1e-13, abs=1e-15)
    assert measured(name, x[::-1]) == expected
    assert panel_of(x)["cr2" if name == "concentration_ratio" else name] == expected


@pytest.mark.parametrize("epsilon", AVERSIONS)
@pytest.mark.parametrize("x", HARD.values(), ids=HARD)
def test_so_they_do_at_every_aversion(epsilon, x):
    found = measured("atkinson", x, epsilon)
    assert isinstance(found, float)
    assert found == pytest.approx(
        float(index("atkinson", x, epsilon=epsilon)), rel=1e-13, abs=1e-15
    )
    assert panel_of(x, epsilon)["atkinson"] == pytest.approx(found, rel=1e-13, abs=1e-15)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("epsilon", AVERSIONS)
def test_a_region_with_nothing_is_no_cause_for_a_warning(epsilon):
    assert c.theil_l([0, 1, 2]) == panel_of([0, 1, 2])["theil_l"] == math.inf
    one = panel_of([0, 1, 2], epsilon)["atkinson"], c.atkinson([0, 1, 2], epsilon)
    assert [bool(value == 1) for value in one] == [epsilon >= 1] * 2


def test_no_power_overflows_or_vanishes():
    far = [1e300, 1e-300]
    assert c.atkinson(far, 0.1) == pytest.approx(1 - 2 * 0.5 ** (1 / 0.9), rel=1e-12)
    frame = pd.DataFrame({"year": [1, 1, 2, 2], "area": [1, 2] * 2, "y": [*far, 1, 1]})
    table = c.panel(frame, value="y", unit="area", by="year", k=(1,), epsilon=2)
    assert list(table["atkinson"]) == [1, 0]  # each of its own powers


def test_a_single_region():
    assert c.hhi([5]) == c.effective_number([5]) == c.rosenbluth([5]) == 1
    assert c.gini([5]) == c.entropy([5]) == c.theil_t([5]) == c.theil_l([5]) == c.hoover([5]) == 0
    assert c.hhi_normalised([1, 3]) == 0.25
    said = refusal(BriefingError, c.hhi_normalised, [5])
    assert said == "x: a single region has no normalised index; give two or more"
    said = refusal(BriefingError, c.gini, [5], corrected=True)
    assert said == "corrected: the correction needs more than one member; leave it out"


@pytest.mark.parametrize("k", [0, 4, 1.0, True])
def test_k_is_from_one_to_all(k):
    assert refusal(BriefingError, c.concentration_ratio, [1, 2, 3], k).startswith("k: ")


@modest
@given(lists)
def test_a_partial_sort_finds_the_largest(x):
    for k in range(1, len(x) + 1):
        exact = Fraction(sum(sorted(x)[len(x) - k :]), sum(x))
        assert c.concentration_ratio(x, k) == pytest.approx(float(exact))


def test_shares_of_a_total_that_is_reached():
    assert list(c.shares([1, 3], total=4)) == [0.25, 0.75]
    assert c.shares([1e6, 1e-4], total=1e6)[0] == pytest.approx(1)  # but for rounding
    assert c.shares([1e9, 1], total=1e9)[1] == pytest.approx(1e-9)  # one part in 10⁹, no more
    assert refusal(BriefingError, c.shares, [1, 3], total=5) == (
        "x: it sums to 4, not 5; a measure of a part is not the measure of the whole, so add what "
        "is missing"
    )
    assert "another unit" in refusal(BriefingError, c.shares, [10**400], total=100)
    assert refusal(BriefingError, c.shares, [1, 3], total="4").startswith("total: '4' is not")
    labelled = c.shares(pd.Series({"Hebei": 4.0, "Anhui": 0.0, "Hunan": 6.0}))
    assert labelled.to_dict() == {"Hebei": 0.4, "Anhui": 0, "Hunan": 0.6}


def test_index_points_are_ten_thousandths():
    assert c.hhi([30, 30, 20, 20], points=True) == pytest.approx(2600)


@modest
@given(lists)
def test_a_lorenz_curve_and_its_area(x):
    regions, total = c.lorenz(x)
    assert (regions[0], regions[-1], total[0], total[-1]) == (0, 1, 0, 1)
    assert (np.diff(total, 2) >= -1e-15).all()
    area = 1 - 2 * np.trapezoid(total, regions)
    assert area == pytest.approx(c.gini(x), abs=1e-12)


# -- weights and corrections ---------------------------------------------------------------------


@modest
@given(st.lists(st.tuples(amount, st.integers(0, 5)), min_size=1, max_size=20), st.booleans())
def test_weights_are_repetition(pairs, corrected):
    repeated = [value for value, weight in pairs for _ in range(weight)]
    assume(any(repeated) and len(repeated) > 1)
    values, weights = zip(*pairs, strict=True)
    expected = pytest.approx(c.gini(repeated, corrected=corrected), abs=1e-12)
    assert c.gini(values, weights, corrected) == expected


@modest
@given(lists, st.data())
def test_a_corrected_gini_is_at_most_one(x, data):
    exact = c.gini(x) * len(x) / (len(x) - 1)
    found = c.gini(x, corrected=True)
    assert found == pytest.approx(exact, abs=1e-12) and found <= 1
    same = [1 / len(x)] * len(x)  # equal shares are equal counts
    assert c.gini(x, same, corrected=True) == pytest.approx(exact, abs=1e-12)
    weights = data.draw(st.lists(st.integers(1, 9), min_size=len(x), max_size=len(x)))
    assert 0 <= c.gini(x, weights, corrected=True) <= 1
    shares = [weight / sum(weights) for weight in weights]
    try:
        assert 0 <= c.gini(x, shares, corrected=True) <= 1
    except BriefingError as refused:
        assert str(refused).startswith("corrected: with these shares")


@pytest.mark.parametrize(
    ("x", "weights", "corrected"),
    [
        ([10, 20, 70], [0.34, 0.56, 0.1], 0.556744),  # 0.312222/(1 − 0.4392)
        ([1, 2], [0.5, 0.5], 1 / 3),
        ([1, 3], [2, 1], 0.4),
        ([1, 3], [2.0 * 10**15, 1.0 * 10**15], 4 / 15),
        ([0, 1], [1, 1], 1),
    ],
)
def test_what_weights_are_corrected_by(x, weights, corrected):
    assert c.gini(x, weights, corrected=True) == pytest.approx(corrected, rel=1e-5)


@pytest.mark.parametrize(
    ("x", "weights", "message"),
    [
        (
            [0, 1],
            [1.9, 0.1],
            "corrected: the weights are neither counts nor shares; give whole numbers of "
            "members, or shares that sum to 1, or leave the correction out",
        ),
        (
            [0, 1],
            [0.2, 0.3],
            "corrected: the weights are neither counts nor shares; give whole numbers of "
            "members, or shares that sum to 1, or leave the correction out",
        ),
        (
            [0, 0, 1],
            [0.34, 0.56, 0.1],
            "corrected: with these shares as weights it would be 1.605, and no Gini "
            "coefficient is above 1; give counts as weights, or leave the correction out",
        ),
        ([5, 1], [1, 0], "corrected: the correction needs more than one member; leave it out"),
        (
            [5, 1],
            [1 + 1e-10, 0],
            "corrected: the correction needs more than one member; leave it out",
        ),
        ([0, 2], [1, 0], "weights: every amount above 0 has weight 0, so the total is zero"),
        ([1, 2], [0, 0], "weights: the total is zero; shares of nothing are undefined"),
        ([1, 2], [10**400, 1], "weights: some amount is beyond what floats hold; use another unit"),
    ],
)
def test_what_is_not_corrected(x, weights, message):
    assert refusal(BriefingError, c.gini, x, weights, corrected=True) == message


def test_an_amount_of_weight_zero_does_not_count():
    assert c.gini([1, 3, 1e300], [2, 1, 0]) == pytest.approx(c.gini([1, 1, 3]))
    assert c.gini([1, 3, 1e20], [0.1, 0.2, 1e-300]) == pytest.approx(c.gini([1, 3], [1, 2]))
    assert c.gini([1, 3], [1e300, 1e300]) == c.gini([1, 3], [1e-300, 1e-300]) == c.gini([1, 3])


# -- groups --------------------------------------------------------------------------------------


@modest
@given(lists, st.data())
def test_theil_decomposition_adds_up(x, data):
    groups = data.draw(st.lists(st.sampled_from("abc"), min_size=len(x), max_size=len(x)))
    parts = c.theil_decomposition(x, groups)
    total = pytest.approx(c.theil_t(x), abs=1e-12)
    assert min(parts) >= 0 and parts.within + parts.between == total
    assert c.theil_decomposition(x, ["all"] * len(x)) == (total, pytest.approx(0, abs=1e-15))
    assert c.theil_decomposition(x, range(len(x))) == (pytest.approx(0, abs=1e-14), total)


def test_groups_with_nothing_and_regions_without_a_group():
    with np.errstate(all="raise"):
        nothing = c.theil_decomposition([0, 0, 1], ["a", "a", "b"])
    assert nothing == (0, pytest.approx(math.log(3)))
    for missing in (None, math.nan, pd.NA, pd.NaT):
        message = refusal(BriefingError, c.theil_decomposition, [1, 2], ["east", missing])
        assert message == f"groups: {missing} at position 1 is missing; name a group"


def test_pandas_is_not_imported():
    code = "import sys, briefing.concentration; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
