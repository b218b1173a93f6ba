"""Two distributions against each other."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import briefing.concentration as c
from briefing.errors import BriefingError
from conftest import refusal

modest = settings(max_examples=60, deadline=None, derandomize=True)
positive = st.lists(st.integers(1, 10**6), min_size=2, max_size=25)
PROVINCES = pd.Series({"Hebei": 4.0, "Shanxi": 1.0, "Anhui": 0.0, "Hunan": 5.0})


@modest
@given(positive, st.data())
def test_structures_compared(a, data):
    same = st.lists(st.integers(0, 10**6), min_size=len(a), max_size=len(a)).filter(any)
    b = data.draw(same)
    distance = c.krugman(a, b)
    assert 0 <= distance <= 2 and c.krugman(a, a) == 0
    assert distance == pytest.approx(c.krugman(b, a)) == pytest.approx(2 * c.hoover(b, a))
    assert np.average(c.location_quotient(b, a), weights=a) == pytest.approx(1)
    assert c.hoover(a, [1] * len(a)) == pytest.approx(c.hoover(a), abs=1e-15)


@pytest.mark.parametrize(("x", "expected"), [([6, 2], 0), ([1, 3], 0.5), ([0, 1], 0.75)])
def test_hoover_against_a_reference(x, expected):
    assert c.hoover([3, 1], x) == expected


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


def test_labels_are_kept():
    reference = pd.Series({"Hunan": 1, "Anhui": 1, "Shanxi": 1, "Hebei": 1})
    assert c.location_quotient(PROVINCES, reference)["Hebei"] == pytest.approx(1.6)
    parts = c.shift_share(PROVINCES, PROVINCES * 2, reference, reference * 2)
    assert parts.total["Hunan"] == parts.national["Hunan"] == 5
    assert list(parts.mix) == list(parts.regional) == [0, 0, 0, 0]


def test_what_leaves_a_ratio_or_a_unit_undefined_is_refused():
    assert refusal(BriefingError, c.location_quotient, [1, 1], [2, 0]) == (
        "reference: 0 at position 1 of the first argument's order leaves the ratio undefined; "
        "merge that industry with another"
    )
    zero = refusal(BriefingError, c.shift_share, [1, 1], [1, 1], [0, 2], [1, 2])
    assert zero.startswith("nation_start: 0 at position 0")
    # A change is in the unit of the amounts, so these cannot be divided by the largest.
    huge = refusal(BriefingError, c.shift_share, [10**400, 1], [1, 1], [1, 1], [1, 1])
    assert huge.startswith("region_start: some amount is beyond what floats hold")
