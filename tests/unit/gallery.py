"""A chart or two of each kind, drawn from the briefing's figures or from invented numbers."""

from pathlib import Path

import numpy as np
import pandas as pd

from briefing import Quantity, charts, figure, plots

SAID = charts.briefing_source("; own arithmetic")
P = "percentage points"


def share_bars():
    return charts.bars(
        {
            "Industry in GDP": figure("industry-share-gdp-2023").quantity,
            "Key industries, above designated size": figure("key-industries-share").quantity,
            "Major provinces in the national total": figure("major-provinces-share").quantity,
        },
        title="Only one of these shares is a number",
        line=SAID,
        axis="percent of the whole",
    )


def open_bar():
    return charts.bars(
        {"Open": Quantity.over(3, "ratio"), "Closed": Quantity.exact(5, "ratio")},
        title="One has no end",
        line=SAID,
        axis="times",
    )


def ranges():
    return charts.intervals(
        {
            "each 1 ahead": Quantity(None, "-1.5", P, upper_closed=False),
            "closed": Quantity.about("-0.5", P, within="0.25"),
            "rounded": Quantity.rounded("0.2", P),
        },
        title="Three kinds of range",
        line=SAID,
        axis="percentage points",
    )


def squares():
    return charts.squares(11, 50, title="Eleven", line=SAID, what="cities with growth")


def counts():
    frame = pd.DataFrame({"named": [1, 0], "general": [2, 4]}, index=["plans", "funds"])
    return charts.counts(frame, title="Few are named", line=SAID, axis="measures")


def positions():
    frame = pd.DataFrame(
        {"start": [5, 50, 70], "kind": ["figure", "other", "figure"], "what": list("abc")}
    )
    return charts.positions(frame, length=100, title="Most are figures", line=SAID)


# -- official statistics ---------------------------------------------------------------------------

LINE = "Source: National Bureau of Statistics, monthly releases, 2022 to 2024; own arithmetic"
AREAS = Path(__file__).parents[2] / "data" / "vocabulary" / "areas.csv"
GAP = "Ningxia"  # publishes nothing here
NAMED = {"Guangdong", "Jiangsu", "Shandong", "Zhejiang", "Inner Mongolia"}


def regions():
    """Provinces with invented growth rates, spread from about -2 to 12 percent."""
    frame = pd.read_csv(AREAS, dtype={"area": str}).query("within == 'CN'")
    frame = frame.reset_index(drop=True)
    frame["value"] = [round(5 + 7 * np.sin(3.7 * row), 1) for row in range(31)]
    return frame


def months():
    return [f"{year}-{month:02}" for year in (2022, 2023, 2024) for month in range(1, 13)]


def monthly():
    at = np.arange(36)
    frame = pd.DataFrame(
        {
            "all industry": (4.5 + 1.5 * np.sin(at / 4)).round(1),
            "equipment manufacturing": (6.5 + 1.8 * np.sin(at / 5 + 1)).round(1),
            "high technology": (6.6 + 2.5 * np.cos(at / 6)).round(1),
        },
        index=pd.Index(months(), name="month"),
    )
    frame.iloc[[0, 1, 12, 13, 24, 25]] = None
    frame.iloc[[30, 32], 2] = None
    return frame


def month_lines():
    return plots.lines(
        monthly(),
        title="High technology grew faster than all industry in most months",
        line=LINE,
        axis="value added above designated size, % on a year earlier",
        window=("2024-03", "2024-06", "the briefing's period"),
        levels={"goal of the plan": 4.6},
    )


def year_lines():
    frame = pd.DataFrame(
        {"automobiles": [5.0, 13, None], "steel": [4.1, 7.1, 5], "machinery": [None, 8.7, None]},
        index=[2022, 2023, 2024],
    )
    return plots.lines(
        frame,
        title="Two of three grew",
        line=LINE,
        axis="growth, %",
        levels={"goal for automobiles, about 5 %": 5, "goal for steel": 4},
    )


DIVISIONS = (
    "coal mining and washing; oil and gas extraction; agricultural food processing; food; "
    "textiles; chemical raw materials and products; pharmaceuticals; rubber and plastic products; "
    "non-metallic mineral products; ferrous metal smelting and rolling; "
    "non-ferrous metal smelting and rolling; metal products; general equipment; special equipment; "
    "automobiles; railway, ship, aircraft and other transport equipment; "
    "electrical machinery; computers, communication and other electronics; "
    "petroleum, coal and other fuel processing; electricity and heat"
).split("; ")


def divisions():
    frame = pd.DataFrame(
        {"value": [round(4 + 6 * np.cos(1.7 * n), 1) for n in range(20)]}, DIVISIONS
    )
    frame["lower"], frame["upper"] = frame["value"] - 0.05, frame["value"] + 0.05
    return frame


def division_ranking():
    return plots.ranking(
        divisions(),
        title="Electronics grew fastest",
        line=LINE,
        axis="value added above designated size, January to May 2024, %",
        reference=("all industry above size", 6.2),
    )


def provinces():
    frame = regions().set_index("name")[["value"]]
    frame["mark"] = [("single source" if row % 5 == 0 else None) for row in range(31)]
    frame.loc[GAP, "value"] = None
    frame.index = [name.replace("Inner", "Autonomous Inner") for name in frame.index]
    return frame


def province_ranking():
    return plots.ranking(
        provinces(),
        title="Twelve provinces outgrew the country as a whole",
        line=LINE,
        axis="value added above designated size, 2023, %",
        reference=("China", 4.6),
        highlight={"Guangdong", "Jiangsu", "Shandong"},
        what="among the ten major provinces",
    )


def mapped():
    frame = regions()
    frame.loc[[3, 9, 16, 25, 28], "value"] = None
    frame["text"] = ["" if pd.isna(value) else f"{value:.1f}" for value in frame["value"]]
    frame["outline"] = frame["name"].isin(NAMED)
    return frame


def tile_map():
    return plots.tiles(
        mapped(),
        title="Growth is fastest in the north-west",
        line=LINE,
        note="growth of value added in 2023, %; thick edge: named in the briefing",
    )


def points():
    frame = regions().set_index("name")[["value"]]
    frame.columns = ["growth in 2023, %"]
    frame["share of the country, %"] = [round(3 + 3 * np.cos(1.3 * n), 2) for n in range(31)]
    return frame


def point_scatter():
    return plots.scatter(
        points(),
        title="Large provinces did not grow faster than small ones",
        line=LINE,
        x="share of the country, %",
        y="growth in 2023, %",
        highlight=NAMED,
        reference=("China", 4.6),
    )


BRIEFING = [share_bars, open_bar, ranges, squares, counts, positions]
OFFICIAL = [month_lines, year_lines, division_ranking, province_ranking, tile_map, point_scatter]
