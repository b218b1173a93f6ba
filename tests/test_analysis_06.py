"""What page 06 says, computed again from the tables without the library's formulas."""

from itertools import product
from math import log
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).parents[1]
PATHS = [ROOT / f"data/official/province-{name}.csv" for name in ("value-added", "growth")]
TABLES = [pd.read_csv(path, dtype={"area": str, "period": str}) for path in PATHS]
LEVELS, RATES = (t.drop_duplicates(["series", "period", "area", "vintage"]) for t in TABLES)
REGION = pd.read_csv(ROOT / "data/vocabulary/areas.csv", dtype=str).set_index("area")["region"]
SAID = (ROOT / "notebooks/06-where-industry-is.ipynb").read_text(encoding="utf-8")


def levels(year):
    vintage = "preliminary accounts" if year == "2024" else "regional database"
    found = LEVELS[LEVELS["vintage"].str.startswith(vintage) & (LEVELS["period"] == year)]
    return found[found["series"] == "province_industrial_value_added"].set_index("area")["value"]


def growth():
    """Growth from January to May as (low, high), where months do not say it: among the others."""
    rows = RATES[RATES["period"].str.startswith("2024-0") & (RATES["vintage"] == "first published")]
    rate = rows.set_index(["area", "period"])["value"].to_dict()
    found = {a: (r - 0.05, r + 0.05) for (a, p), r in rate.items() if p == "2024-01/2024-05"}
    weights = [*product((0.9, 1.1), repeat=3)]
    for area in ("120000", "130000", "630000"):  # a quarter and two months
        first, *two = (rate[area, p] for p in ("2024-01/2024-03", "2024-04", "2024-05"))
        means = [(3 * a * first + b * two[0] + c * two[1]) / (3 * a + b + c) for a, b, c in weights]
        found[area] = min(means) - 0.05, max(means) + 0.05
    found["630000"] = -6.95, found["630000"][1]  # its quarter is only known to be below 0
    half, june = (rate["360000", p] for p in ("2024-01/2024-06", "2024-06"))
    found["360000"] = half - 0.1 + (half - june - 0.15) / 5 * 9 / 11, 9.1
    return found | {"210000": (-3.85, 4.35), "nation": found.pop("CN")}


def lists(year):
    """Lists of ten that may hold over 60 %, and whether they surely do, by a pruned search."""
    sizes = (20 * levels(year)).round().astype(int).sort_values(ascending=False)  # rounded by 1
    free, total, todo = sizes.drop(["320000", "440000"]), int(sizes.sum()), [((), 0)]
    codes, values, named = [*free.index], [*map(int, free)], total - int(free.sum())
    while todo:
        chosen, at = todo.pop()
        inside, left = named + sum(values[n] for n in chosen), 8 - len(chosen)
        if 2 * ((most := inside + sum(values[at : at + left])) + 10) > 3 * (total - most - 21):
            if not left:
                sure = 2 * (inside - 10) >= 3 * (total - inside + 21)
                yield {"320000", "440000", *(codes[n] for n in chosen)}, sure
            todo += [((*chosen, n), n + 1) for n in range(at, 29) if left]


def test_the_ten_largest_and_the_regions():
    shares = {y: levels(y) / levels(y).sum() for y in ("2013", "2016", "2018", "2022", "2024")}
    tops = [round(100 * p.nlargest(10).sum(), 1) for p in shares.values()]
    assert tops == [64.1, 67.2, 66.3, 63.9, 64.8]
    for year, expected in (("2018", 38.3), ("2024", 36.1)):
        p = shares[year]
        sums = [(g.sum(), len(g)) for _, g in p.groupby(REGION.reindex(p.index))]
        between = sum(held * log(held * 31 / size) for held, size in sums)
        assert round(100 * between / sum(v * log(v * 31) for v in p), 1) == expected
        assert f"**{expected} %**" in SAID


def test_growth_and_lists():
    found, size = growth(), levels("2022")
    low, high = found.pop("nation")
    sure = {area for area, ends in found.items() if round(ends[0] - high, 6) >= 0}
    no = {area for area, ends in found.items() if round(ends[1] - low, 6) <= 0} - {"210000"}
    assert (len(sure), len(no), len(found)) == (23, 7, 31)
    assert "at least 23 of 31 provinces outgrew China**; 7 did not; left open: Liaoning" in SAID
    means = [sum(size[a] * ends[n] for a, ends in found.items()) / size.sum() for n in (0, 1)]
    assert 6.7 < means[0] < 7.0 < means[1] < 7.2 and "**over 6.7 to under 7.2 %**" in SAID
    counts = {"2022": [2089, 2089, 613, 812], "2024": [2436, 2437, 907, 1174]}
    for year, expected in counts.items():
        fitting = [*lists(year)]
        each = [sum(h and w <= sure for w, h in fitting), sum(not w & no for w, _ in fitting)]
        assert [sum(holds for _, holds in fitting), len(fitting), *each] == expected
        assert f"{expected[2]} to {expected[3]:,}" in SAID
