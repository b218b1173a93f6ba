"""What pages 02 to 04 say, computed again from the tables without the library."""

from math import ceil, floor
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).parents[1]
ACCOUNTS, MONTHS, DIVISIONS, MAPPING = (
    pd.read_csv(ROOT / f"data/official/{name}.csv", dtype={"area": str})
    for name in (
        "national-accounts",
        "monthly-growth",
        "division-accounts",
        "key-industry-divisions",
    )
)
ABOVE = "industry above designated size"
FIRST = "first published"
SHARE, GROWTH, KEY = (
    next(ROOT.glob(f"notebooks/{number}-*.ipynb")).read_text(encoding="utf-8")
    for number in ("02", "03", "04")
)


def value(table, series, **cells):
    """The one value of a series whose cells begin so."""
    table = table[table["series"] == series]
    for name, text in cells.items():
        table = table[table[name].astype(str).str.startswith(text)]
    assert table["value"].nunique() == 1, table
    return table["value"].iloc[0]


def level(series, year, vintage):
    return value(ACCOUNTS, series=series, period=year, vintage=vintage)


def rate(series, period, population=ABOVE):
    rows = MONTHS[MONTHS["period"] == period]
    return value(rows, series=series, population=population, vintage=FIRST)


@pytest.mark.parametrize(
    ("year", "vintage", "expected"),
    [
        ("2021", "yearbook 2025", "31.51 %"),
        ("2022", "yearbook 2025", "31.49 %"),
        ("2023", "yearbook 2025", "30.30 %"),
        ("2022", "yearbook 2024", "32.79 %"),
        ("2023", "yearbook 2024", "31.66 %"),
        ("2003", "yearbook 2024", "40.29 %"),
        ("2024", FIRST, "30.05 %"),
    ],
)
def test_the_share_by_each_vintage(year, vintage, expected):
    pair = [level(name, year, vintage) for name in ("industrial_value_added", "gdp")]
    assert f"{100 * pair[0] / pair[1]:.2f} %" == expected
    assert expected in SHARE


@pytest.mark.parametrize(
    ("year", "vintages", "nominal", "prices"),
    [
        ("2023", ("yearbook 2024", "yearbook 2024"), "1.03 %", "3.04 %"),
        ("2023", ("yearbook 2025", "yearbook 2025"), "0.91 %", "3.16 %"),
        ("2024", ("yearbook 2025", FIRST), "3.38 %", "2.19 %"),
    ],
)
def test_growth_in_money_in_volume_and_of_prices(year, vintages, nominal, prices):
    years = str(int(year) - 1), year
    before, after = (
        level("industrial_value_added", *of) for of in zip(years, vintages, strict=True)
    )
    real = level("industrial_value_added_growth", year, FIRST)
    assert f"{100 * (after / before - 1):.2f} %" == nominal
    assert f"{100 - 100 * after / before / (1 + real / 100):.2f} %" == prices
    assert nominal in SHARE and f"−{prices}" in SHARE


def test_the_census_moves_industry_and_gdp_apart():
    names, books = ("industrial_value_added", "gdp"), ("yearbook 2024", "yearbook 2025")
    industry, gdp = ([level(name, "2023", book) for book in books] for name in names)
    rest = [whole - part for whole, part in zip(gdp, industry, strict=True)]
    for (old, new), moved in ((industry, "1.73 %"), (gdp, "2.67 %"), (rest, "4.71 %")):
        assert f"{abs(100 * (new / old - 1)):.2f} %" == moved
        assert f"{moved} {'above' if new > old else 'below'} the yearbook before" in SHARE


def test_the_gain_by_each_base_and_over_the_years_before():
    now, year, months = (
        rate("growth_cumulative", period)
        for period in ("2024-01/2024-05", "2023", "2023-01/2023-05")
    )
    assert f"{now - year:.1f} percentage points (over 1.5 to" in GROWTH
    assert f"{now - months:.1f} percentage points (over 2.5 to" in GROWTH
    assert f"{(100 + now) * (100 + months) / 100 - 100:.2f} % (9.9 to" in GROWTH
    both = (100 + now) * (100 + months) / 100 - 100
    assert f"grew by {both:.1f} % from 2022 to 2024: by {months} %, then by {now} %" in GROWTH
    assert f"The rate of 2023, {year} %, lies in what was said." in GROWTH
    assert f"That of January to May 2023, {months} %, lies outside what was said." in GROWTH
    assert abs(year - (now - 1.6)) < 0.1 < abs(months - (now - 1.6))
    assert f"to July {rate('growth_cumulative', '2024-01/2024-07')} %" in GROWTH


def test_what_the_ministry_said_of_the_first_quarter():
    now, year, months = (
        rate("growth_cumulative", period)
        for period in ("2024-01/2024-03", "2023", "2023-01/2023-03")
    )
    stated = value(MONTHS, series="growth_gain_over_year_before", vintage="as stated 2024-04-18")
    assert stated == round(now - year, 1)
    assert f"{now - year:.1f} points above the rate of 2023" in GROWTH
    assert f"{now - months:.1f} points above that of January to March 2023" in GROWTH


def test_may_and_the_share_that_equipment_would_have():
    total = rate("growth_single_month", "2024-05")
    equipment, high_tech = (
        rate("growth_single_month", "2024-05", f"{name} manufacturing above")
        for name in ("equipment", "high-tech")
    )
    assert f"In May high-tech was {high_tech - total:.1f} points above the total" in GROWTH
    points = value(
        MONTHS[MONTHS["period"] == "2024-05"], series="growth_contribution_points", vintage=FIRST
    )
    low, high = (1000 * (points + error) / (equipment - error) for error in (-0.05, 0.05))
    ends = f"over {floor(low) / 10} to under {ceil(high) / 10}"
    assert f"{100 * points / equipment:.1f} % ({ends})" in GROWTH
    branch = MONTHS["population"].str.startswith("equipment") & MONTHS["period"].str[:4].eq("2023")
    shares = MONTHS["value"][branch & (MONTHS["series"] == "share_of_value_added")]
    outside = (shares + 0.05 <= low / 10) | (shares - 0.05 >= high / 10)
    assert f"{outside.sum()} of {len(shares)} published shares lie outside" in GROWTH


def test_how_many_divisions_grew_in_may():
    grown = MONTHS[MONTHS["period"] == "2024-05"]
    grew = value(grown, series="divisions_that_grew", vintage=FIRST)
    rates = pd.read_csv(ROOT / "data/official/division-growth.csv")
    rates = rates["value"][rates["series"] == "division_growth_single_month"]
    total = rate("growth_single_month", "2024-05")
    assert (
        f"Of all 41 divisions, {grew:.0f} grew; of the 20 printed, {(rates > 0).sum()} did"
        in GROWTH
    )
    assert f"{(rates > total).sum()} of {len(rates)} printed divisions outgrew" in GROWTH


def divisions():
    """Revenue and cost of each division."""
    rows = DIVISIONS[DIVISIONS["population"] != ABOVE]
    return (
        rows[rows["series"] == name].set_index("population")["value"]
        for name in ("operating_revenue", "operating_cost")
    )


def test_the_ranges_of_both_proxies():
    revenue, cost = divisions()
    assert len(revenue) == len(cost) == 41
    named = MAPPING["population"].unique()
    whole = MAPPING["population"][MAPPING["coverage"] == "whole"].unique()
    assert f"{len(whole)} belong to them whole and {len(named) - len(whole)} in part" in KEY
    for amounts, ends in ((revenue, (62.9, 77.9)), (revenue - cost, (54.1, 68.8))):
        found = [100 * amounts[list(of)].sum() / amounts.sum() for of in (whole, named)]
        assert tuple(round(end, 1) for end in found) == ends
        assert f"over {found[0] - 0.005:.2f} to under {found[1] + 0.005:.2f} %" in KEY
    margins = (1 - cost / revenue).sort_values(ascending=False)
    assert sum(name not in set(named) for name in margins.index[:10]) == 8
    assert "Of the 10 largest margins on revenue, 8 are of divisions" in KEY


def test_how_far_both_proxies_miss_the_share_of_equipment():
    revenue, cost = divisions()
    rows = MONTHS[(MONTHS["series"] == "share_of_value_added") & (MONTHS["period"] == "2023")]
    published = value(rows, "share_of_value_added", population="equipment", vintage=FIRST)
    made = [f"division C{number} above designated size" for number in range(33, 41)]
    whole = set(MAPPING["population"][MAPPING["coverage"] == "whole"])
    light = set(MAPPING["population"][MAPPING["industry"] == "light industry"])
    assert f"Of the {len(made)} divisions of equipment manufacturing, ".lower() in KEY.lower()
    assert f"{len(whole & set(made))} belong whole to a key industry" in KEY
    assert f"parts of {len(light & set(made))} of these {len(made)}, which" in KEY
    for amounts in (revenue, revenue - cost):
        share = 100 * amounts[made].sum() / amounts.sum()
        taken = f"if revenue {'less cost ' * (amounts is not revenue)}is taken for value added"
        assert f"{taken}: {share:.1f} %" in KEY
        assert f"would lie {share - published:.1f} points above its published share" in KEY


def test_which_targets_for_the_year_were_reached():
    plans, outturns = (
        pd.read_csv(ROOT / f"data/official/{name}.csv")
        for name in ("work-plan-targets", "key-industry-outturns")
    )
    names = pd.read_csv(ROOT / "data/vocabulary/populations.csv").set_index("population")["label"]
    reached = {}
    rates = outturns[outturns["series"] == "outturn_growth"]
    rates = dict(zip(rates["population"].map(names), rates["value"], strict=True))
    for _, plan in plans[plans["period"] == "2023"].iterrows():
        if (name := names[plan["population"]]) in rates:
            reached.setdefault(name, []).append(rates[name] >= plan["value"])
    assert sorted(reached) == ["automobiles", "steel"]
    met = sum(all(found) for found in reached.values())
    assert f"**{met} of {len(reached)}** industries with a target for 2023" in KEY


def test_the_stated_parts_together():
    assert "77.2 to under 79.9 %" in KEY
    low, high = 16.15 + 27.5 + 33.55, 16.25 + 30 + 33.65
    assert (f"{low:.1f}", f"{high:.1f}") == ("77.2", "79.9")
