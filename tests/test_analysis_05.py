"""What page 05 says, computed again from the tables without the library's formulas."""

from pathlib import Path

import pandas as pd
import pytest

from briefing import Quantity, figure
from briefing import concentration as c
from briefing.growth import relative_mean, rest_gap

DATA = Path(__file__).parents[1] / "data"
SHARE = figure("major-provinces-share").quantity
AREAS = pd.read_csv(DATA / "vocabulary/areas.csv", dtype=str)
REGIONS = int((AREAS["within"] == "CN").sum())
TEN, OTHERS = 10, REGIONS - 10
rows = pd.read_csv(DATA / "official/province-value-added.csv", dtype={"area": str})
rows = rows[rows["vintage"] == "preliminary accounts 2024"]
LEVELS = rows[rows["series"] == "province_industrial_value_added"].set_index("area")["value"]


def test_the_claim_on_paper():
    row = pd.read_csv(DATA / "briefing/2024-07-05/figures.csv").set_index("id")
    said = row.loc["major-provinces-share"]
    assert (said["value"], said["qualifier"], REGIONS) == (60, "over", 31)


def test_means():
    times = relative_mean(SHARE, TEN, OTHERS)
    assert float(times.lower) == pytest.approx((60 / 10) / (40 / 21)) == 3.15
    assert float((SHARE.complement() / OTHERS).upper) == pytest.approx(1.905, abs=1e-3)


def test_the_most_even_and_the_most_uneven_case():
    hhi = c.concentration_bounds("hhi", REGIONS, TEN, SHARE, named=True)
    assert hhi.lower == pytest.approx(10 * 0.06**2 + 21 * (0.4 / 21) ** 2)
    assert (hhi.upper, round(1 / hhi.lower)) == (1, 23)
    largest = c.concentration_bounds("hhi", REGIONS, TEN, 0.6).upper_shares
    assert max(largest) == pytest.approx(0.6 - 9 * 0.4 / 21) == pytest.approx(0.429, abs=5e-4)


def test_other_ends():
    gini = c.concentration_bounds("gini", REGIONS, TEN, SHARE, named=True)
    assert gini.lower == pytest.approx(0.6 - 10 / 31)  # two groups of equals
    assert gini.upper == pytest.approx(30 / 31)  # one member with everything
    hoover = c.concentration_bounds("hoover", REGIONS, TEN, SHARE, named=True)
    assert (hoover.lower, hoover.upper) == pytest.approx((0.6 - 10 / 31, 30 / 31))


def test_where_the_provinces_are():
    shares = (LEVELS / LEVELS.sum()).sort_values()
    assert len(shares) == REGIONS
    hhi, top = (shares**2).sum(), shares.iloc[-10:].sum()
    assert (round(hhi, 3), round(1 / hhi), round(100 * top, 1)) == (0.059, 17, 64.8)
    assert c.hhi(LEVELS) == pytest.approx(hhi)
    pairs = abs(shares.to_numpy()[:, None] - shares.to_numpy()).sum()
    assert c.gini(LEVELS) == pytest.approx(pairs / (2 * REGIONS)) == pytest.approx(0.455, abs=5e-4)
    moved = (shares - 1 / REGIONS).clip(lower=0).sum()
    assert c.hoover(LEVELS) == pytest.approx(moved) == pytest.approx(0.329, abs=5e-4)


@pytest.mark.parametrize(("lead", "gap"), [("0.1", -0.15), ("0.5", -0.75), ("1", -1.5)])
def test_the_others_if_each_of_the_ten_leads(lead, gap):
    found = rest_gap(SHARE, Quantity.exact(lead, "percentage points"))
    assert found.lower is None and not found.upper_closed
    assert float(found.upper) == pytest.approx(gap) == pytest.approx(-float(lead) * 0.6 / 0.4)
