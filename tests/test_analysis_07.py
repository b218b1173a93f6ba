"""What page 07 says of press conferences over time, computed again from the tables alone."""

from pathlib import Path

import pandas as pd
import pytest

from briefing import claims, evidence

ROOT = Path(__file__).parents[1]
SAID = (ROOT / "notebooks/07-the-same-claims-through-time.ipynb").read_text(encoding="utf-8")
OFFICIAL = {
    name: pd.read_csv(ROOT / f"data/official/{name}.csv", dtype={"area": str, "period": str})
    for name in ("monthly-growth", "national-accounts", "province-growth", "province-lists")
}
STATED = pd.concat(
    pd.read_csv(path, dtype={"period": str}).assign(briefing=path.parent.name)
    for path in sorted(ROOT.glob("data/briefing/*/figures.csv"))
)
STATED = STATED[STATED["qualifier"] != "derived"].set_index(["briefing", "id"])
ABOVE = "industry above designated size"
GAIN, COUNT = "growth rate less that of the year before", "number of divisions that grew"
SHARE = "share of industrial value added in GDP"


def stated(measure, population):
    rows = STATED[(STATED["measure"] == measure) & (STATED["population"] == population)]
    return rows[rows["value"].notna()]


def value(series, period, table="monthly-growth", vintage="first published", **cells):
    """The one value of a series for a period, or None."""
    rows = OFFICIAL[table]
    wanted = {"series": series, "period": period, **cells}
    for column, cell in wanted.items():
        rows = rows[rows[column] == cell]
    rows = rows[rows["vintage"].str.startswith(vintage)]
    assert rows["value"].nunique() <= 1, rows
    return None if rows.empty else rows["value"].iloc[0]


def rounds(number, row):
    """Whether a number, rounded as the row was, is what the row says; halves go up."""
    half = 0.5 * 10 ** -row["decimals"]
    return row["value"] - half - 1e-9 <= number < row["value"] + half - 1e-9


def year_before(period):
    return str(int(period[:4]) - 1)


def months_before(period):
    return period.replace(period[:4], year_before(period))


def as_the_library(key, outcomes):
    """Compare outcomes (True, False or None) with the readings of the library, in their order."""
    found = evidence(key[1], key[0])
    assert [None if str(r.outcome) == "cannot be tested" else r.holds for r in found.readings] == (
        outcomes
    ), key
    return claims(key[0]).loc[key[1], "verdict"]


def test_growth_at_each_date_is_as_first_published():
    rows = stated("growth of value added, year on year", ABOVE)
    assert len(rows) >= 10
    for key, row in rows.iterrows():
        rate = value("growth_cumulative", row["period"], population=ABOVE)
        assert rounds(rate, row) and as_the_library(key, [True]) == "confirmed"
    assert f"{len(rows)} of {len(rows)} rates said are as first published" in SAID


def test_the_gain_on_each_base_where_it_was_stated_and_where_not():
    bases, gains = {}, stated(GAIN, ABOVE)
    for period in {*stated("growth of value added, year on year", ABOVE)["period"]}:
        now, *before = (
            value("growth_cumulative", when, population=ABOVE)
            for when in (period, year_before(period), months_before(period))
        )
        bases[period] = [round(now - base, 1) for base in before]
    verdicts = []
    for key, row in gains.iterrows():
        outcomes = [rounds(number, row) for number in bases[row["period"]]]
        verdicts.append(str(as_the_library(key, outcomes)))
        assert outcomes[0] and outcomes[1] == (len(row["period"]) == 4)
    assert sorted(verdicts) == ["confirmed"] * 2 + ["confirmed on 1 of 2 readings"] * 2
    unsaid = [numbers[0] for period, numbers in bases.items() if period not in {*gains["period"]}]
    up = sum(number > 0 for number in unsaid)
    assert f"{up} of the {len(unsaid)} that were not stated" in SAID and up < len(unsaid)
    for period, (whole, alike) in bases.items():
        for number in (whole, alike):
            side = "above" if number > 0 else "below"
            assert f"{abs(number):.1f} points {side}" in SAID, period
    assert "full year" in gains.loc[("2024-04-18-report", "growth-gain-over-2023"), "relative_to"]
    (quarter,) = stated("growth rate less that of the quarter before", ABOVE).iterrows()
    fourth = value("growth_quarter", "2024-10/2024-12", population=ABOVE)
    first = value("growth_cumulative", "2025-01/2025-03", population=ABOVE)
    assert rounds(round(first - fourth, 1), quarter[1])
    assert as_the_library(quarter[0], [True]) == "confirmed"


def test_the_share_on_each_vintage():
    vintages = "first published", "yearbook 2024", "yearbook 2025"
    shares = {}
    for key, row in stated(SHARE, "all industry").iterrows():
        outcomes = []
        for vintage in vintages:
            industry, gdp = (
                value(name, row["period"], "national-accounts", vintage, population=population)
                for name, population in (
                    ("industrial_value_added", "all industry"),
                    ("gdp", "whole economy"),
                )
            )
            share = None if industry is None else 100 * industry / gdp
            outcomes.append(None if share is None else rounds(share, row))
            assert share is None or f"{share:.2f} %" in SAID
        shares[row["period"]] = outcomes, str(as_the_library(key, outcomes))
    assert shares == {
        "2022": ([True, False, False], "confirmed on 1 of 3 readings"),
        "2023": ([True, True, False], "confirmed on 2 of 3 readings"),
        "2024-01/2024-09": ([None] * 3, "no data for this period"),
    }


def provinces_above(period, members):
    """How many members outgrew the nation, as (least, most), and how many have no rate held."""
    nation = value("growth_cumulative", period, population=ABOVE)
    rates = [value("province_growth", period, "province-growth", area=area) for area in members]
    apart = [round(rate - nation, 1) for rate in rates if rate is not None]
    # Each rate is rounded to a tenth, so that one as high as the nation's may lie on either side.
    silent = len(members) - len(apart)
    return (sum(d > 0 for d in apart), sum(d >= 0 for d in apart) + silent), silent


LISTS = OFFICIAL["province-lists"].groupby("list")["area"].agg(list)


@pytest.mark.parametrize(
    ("period", "with_anhui", "with_hebei"),
    [
        ("2023", (8, 8), (7, 8)),
        ("2024-01/2024-03", (9, 10), (9, 10)),
        ("2024-01/2024-05", (10, 10), (9, 10)),
        ("2024-01/2024-06", (9, 10), (9, 10)),
        ("2024-01/2024-09", (9, 9), (8, 9)),
        ("2024", (9, 9), (8, 9)),
    ],
)
def test_major_provinces_counted_by_each_list(period, with_anhui, with_hebei):
    found = [provinces_above(period, LISTS[name])[0] for name in ("with Anhui", "with Hebei")]
    assert found == [with_anhui, with_hebei]
    for name, (least, most) in zip(("Anhui", "Hebei"), found, strict=True):
        (row,) = (
            line
            for line in SAID.splitlines()
            if f'"{spelt(period)}, of the ten with {name} ' in line
        )
        span = f"  {least}" if least == most else f"  {least} to {most}"
        assert row.removesuffix('\\n",').endswith(span)


def spelt(period):
    names = {"03": "March", "05": "May", "06": "June", "09": "September"}
    return period if len(period) == 4 else f"January to {names[period[-2:]]} {period[:4]}"


def test_major_provinces_as_said():
    rows = stated(
        "number of major industrial provinces that grew faster than the nation",
        "major industrial provinces",
    )
    for key, row in rows.iterrows():
        outcomes = []
        for name in ("with Anhui", "with Hebei"):
            (least, _), silent = provinces_above(row["period"], LISTS[name])
            # What rounding leaves open counts as printed; a rate that is not held stays open.
            outcomes.append(None if silent else least == row["value"])
        as_the_library(key, outcomes)
    assert [*rows["value"]] == [9, 9]
    as_the_library(("2024-07-05", "major-provinces-growth"), [True, None])
    found = provinces_above("2024-01/2024-05", LISTS["with Anhui"])
    assert found == ((10, 10), 0) and "Said: 9, 10, 9; counted: 7 to 10" in SAID


def test_divisions_and_the_twenty_two_points():
    by_ministry = stated(COUNT, "divisions of industry").reset_index().set_index("period")["value"]
    rows = OFFICIAL["monthly-growth"]
    published = rows[rows["series"] == "divisions_that_grew"].set_index("period")["value"]
    common = by_ministry.index.intersection(published.index)
    assert len(common) >= 5 and (by_ministry[common] == published[common]).all()
    quarter = "2024-01/2024-03"
    points = [
        100 * (by_ministry[quarter] - before) / 41
        for before in (by_ministry["2023"], published["2023-01/2023-03"])
    ]
    key = "2024-04-18", "divisions-that-grew-gain"
    outcomes = [rounds(number, STATED.loc[key]) for number in points]
    assert (
        outcomes == [True, False]
        and as_the_library(key, outcomes) == "confirmed on 1 of 2 readings"
    )
    for number, outcome in zip(points, ("holds", "fails"), strict=True):
        assert f"is {number:.2f} percentage points: it {outcome}." in SAID
    over = STATED.loc[("2024-10-23", "divisions-that-grew-share"), "value"]
    least = next(n for n in range(42) if 100 * n / 41 > over)
    assert f"  {least} to 41\\n" in SAID


def test_regions_by_their_published_rates():
    rows = OFFICIAL["province-growth"]
    rows = rows[(rows["series"] == "province_growth") & (rows["vintage"] == "first published")]
    rows = rows[rows["area"] != "CN"].drop_duplicates(["period", "area"])
    ends = {}
    for key in (("2024-04-18", "provinces-that-grew"), ("2025-01-21", "provinces-that-grew")):
        of, row = rows[rows["period"] == STATED.loc[key]["period"]], STATED.loc[key]
        falls = (of["value"] < 0) | (of["qualifier"] == "under")
        ends[key[0]] = least, most = ((of["value"] > 0) & ~falls).sum(), 31 - falls.sum()
        assert least <= row["value"] <= most and as_the_library(key, [None])
        found = evidence(key[1], key[0]).official
        assert (found.lower, found.upper) == (least, most) and f"{least} to {most}" in SAID
    share = STATED.loc[("2025-01-21", "provinces-that-grew-share")]
    assert rounds(100 * STATED.loc[key]["value"] / 31, share)
    of = rows[rows["period"] == "2024-01/2024-09"]
    least, most = (of["value"] > 0).sum(), 31 - (of["value"] < 0).sum()
    found = evidence("provinces-that-grew-share", "2024-10-23").official
    assert [round(float(31 * end / 100)) for end in (found.lower, found.upper)] == [least, most]


def test_what_stands_in_two_tables_is_the_same():
    rows = OFFICIAL["monthly-growth"]
    for _, row in rows[rows["series"] == "growth_gain_over_year_before"].iterrows():
        day = row["vintage"].removeprefix("as stated ")
        gains = stated(GAIN, ABOVE)
        keys = gains.index.get_level_values("briefing").str.startswith(day)
        assert [*gains[keys]["value"]] == [row["value"]]
