"""Every period at once. That the numbers are the functions' own is in test_measures."""

import numpy as np
import pandas as pd
import pytest

import briefing.concentration as c
from briefing.errors import BriefingError
from conftest import refusal

COLUMNS = {"value": "output", "unit": "area", "by": "year"}


def long_table(periods=7, regions=12, seed=0):
    random = np.random.default_rng(seed)
    amount = random.lognormal(size=periods * regions)
    amount[random.random(amount.size) < 0.1] = 0
    frame = pd.DataFrame(
        {
            "year": np.repeat(2000 + np.arange(periods), regions),
            "area": np.tile([f"area {i}" for i in range(regions)], periods),
            "output": amount,
        }
    )
    return frame.sample(frac=1, random_state=seed)


def test_each_period_gets_its_own_amounts():
    frame = long_table()
    frame.loc[frame["year"] == 2003, "output"] *= 1e-311
    frame.loc[frame["year"] == 2004, "output"] = 5e307
    table = c.panel(frame, **COLUMNS, k=(1, 3, 12))
    assert list(table.index) == list(range(2000, 2007)) and table.index.name == "year"
    assert list(table) == [
        *("cr1", "cr3", "cr12", "hhi", "hhi_normalised", "effective_number", "entropy", "theil_t"),
        *("theil_l", "gini", "hoover", "atkinson", "rosenbluth"),
    ]
    for year, amount in frame.groupby("year")["output"]:
        assert table.loc[year, "gini"] == pytest.approx(c.gini(amount), rel=1e-12)
        assert table.loc[year, "cr3"] == pytest.approx(c.concentration_ratio(amount, 3))
        assert table.loc[year, "cr12"] == 1


@pytest.mark.parametrize("kind", ["category", "string", "datetime64[ns]"])
def test_labels_of_any_kind(kind):
    frame = pd.DataFrame({"year": ["2023-01", "2024-01"] * 2, "area": list("aabb"), "output": 1})
    frame["year"] = frame["year"].astype(kind)
    assert list(c.panel(frame, **COLUMNS, k=np.array([1]))["cr1"]) == [0.5, 0.5]


def without(column):
    return lambda frame: frame.assign(**{column: [None, *frame[column].iloc[1:]]})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda f: f.iloc[1:],
            "frame: 'area 6' has 0 rows in 2002; give every region one row in every period, "
            "with 0 where it had nothing",
        ),
        (
            lambda f: pd.concat([f, f.iloc[:1]]),
            "frame: 'area 6' has 2 rows in 2002; give every region one row in every period, "
            "with 0 where it had nothing",
        ),
        (
            lambda f: pd.concat([f.iloc[1:], f.iloc[-1:]]),
            "frame: 'area 6' has 0 rows in 2002; give every region one row in every period, "
            "with 0 where it had nothing",
        ),
        (
            lambda f: f.sort_values(["year", "area"]).iloc[:-1],
            "frame: 'area 9' has 0 rows in 2006; give every region one row in every period, "
            "with 0 where it had nothing",
        ),
        (
            lambda f: f.drop(columns="output"),
            "frame: it has no single column 'output'; its columns are ['year', 'area']",
        ),
        (
            lambda f: pd.concat([f, f["area"]], axis=1),
            "frame: it has no single column 'area'; its columns are ['year', 'area', "
            "'output', 'area']",
        ),
        (
            lambda f: f.assign(output=-1.0),
            "output: -1.0 at position 0 is not an amount; each must be a finite number of 0 "
            "or more, so fill a gap with its figure, never with a guess",
        ),
        (
            lambda f: f.assign(output=f["output"] * (f["year"] != 2001)),
            "output: the total of 2001 is zero; leave it out",
        ),
        (lambda f: f.iloc[:0], "output: it is empty; give one amount a region"),
        (without("area"), "area: the row at position 0 has none; name it"),
        (without("year"), "year: the row at position 0 has none; name it"),
        (
            lambda f: f[f["area"] == "area 0"],
            "area: a single region has no concentration; give two or more",
        ),
        (
            lambda f: f.replace("area 1", "a\n").iloc[1:],
            "frame: 'area 6' has 0 rows in 2002; give every region one row in every period, "
            "with 0 where it had nothing",
        ),
    ],
)
def test_a_table_that_is_not_one_row_a_region_and_period_is_refused(change, message):
    said = refusal(BriefingError, c.panel, change(long_table()), **COLUMNS)
    assert said == message and said.isprintable()


def test_the_first_region_in_the_order_of_the_table_is_named():
    frame = pd.DataFrame({"year": [2000] * 3 + [2001], "area": list("cbaa"), "output": 1})
    assert refusal(BriefingError, c.panel, frame, **COLUMNS, k=(1,)) == (
        "frame: 'c' has 0 rows in 2001; give every region one row in every period, with 0 where "
        "it had nothing"
    )


def test_regions_that_change_from_row_to_row_cost_no_table_of_all_pairs():
    rows = 10**6
    frame = pd.DataFrame({"year": np.arange(rows), "area": np.arange(rows), "output": 1.0})
    assert "has 0 rows in 0" in refusal(BriefingError, c.panel, frame, **COLUMNS)


def test_the_aversion_is_one_half_by_default():
    table = c.panel(long_table(), **COLUMNS)
    assert table.equals(c.panel(long_table(), **COLUMNS, epsilon=0.5))
    assert not table.equals(c.panel(long_table(), **COLUMNS, epsilon=1.5))


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"k": (13,)}, "k: 13 is not a whole number from 1 to 12"),
        ({"k": 4}, "k: 4 is no list of whole numbers; give one such as (1, 4)"),
        ({"epsilon": -1}, "epsilon: -1 is not a finite number of 0 or more"),
    ],
)
def test_parameters_are_checked(more, message):
    assert refusal(BriefingError, c.panel, long_table(), **COLUMNS, **more) == message
