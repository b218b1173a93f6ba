"""Official statistics: found by series, period and vintage, and never mixed in silence."""

import csv
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from dataclasses import FrozenInstanceError, replace
from datetime import date, timedelta
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction as F

import pytest

from briefing import statistics, tables
from briefing.errors import BriefingError, ScopeError, TableError, UnitError, UnknownNameError
from briefing.figures import cite as cite_figure
from briefing.figures import part
from briefing.quantity import Quantity
from briefing.statistics import (
    TABLES,
    Statistic,
    agreed,
    cite,
    combine,
    frame,
    load,
    meets,
    one,
    parse_period,
    period_name,
    quantity,
    series,
    source_line,
    vintages,
)

FIRST = "first published"
CUMULATIVE = {"vintage": FIRST, "industry": "total"}
GDP_VINTAGES = [
    "yearbook 2024 (before the fifth census)",
    "final verification",
    "first published",
    "revised after the fifth economic census",
]
DATABASE = "regional database, as displayed December 2024"


@pytest.fixture
def folder(tmp_path):
    """A copy of the data that a test may spoil."""
    return shutil.copytree(tables.data_folder(), tmp_path / "data")


def amend(folder, table, changes, **where):
    """Write ``changes`` into the rows of an official table that have these cells."""
    path = folder / "official" / f"{table}.csv"
    with open(path, encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    hit = [line for line in lines if all(line[header.index(c)] == v for c, v in where.items())]
    assert hit, where
    for line in hit:
        for column, text in changes.items():
            line[header.index(column)] = text
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *lines])


def refusal(error, call):
    with pytest.raises(error) as caught:
        call()
    assert type(caught.value) is error
    return str(caught.value)


def span(quantity):
    return (
        quantity.lower,
        quantity.upper,
        quantity.lower_closed,
        quantity.upper_closed,
        quantity.unit,
    )


def made(value=6, **more):
    """A statistic of our own."""
    start = {
        "series": "s",
        "area": "000000",
        "member": "China",
        "population": "all industry",
        "price_basis": "current prices",
        "period_start": date(2023, 1, 1),
        "period_end": date(2023, 12, 31),
        "vintage": "v",
        "producer": "p",
        "read_in": "r",
        "address": "a",
        "confidence": "secondary",
        "note": "",
    }
    amount = value if isinstance(value, Quantity) else Quantity.rounded(value, "percent")
    return Statistic(**{"quantity": amount} | start | more)


def every_statistic():
    for name in series():
        for vintage in vintages(name):
            yield from load(name, vintage=vintage)


# -- what there is -------------------------------------------------------------------------------


def test_every_series_stands_in_one_table():
    held = defaultdict(set)
    for table in TABLES:
        for row in tables.read(f"official-{table}"):
            held[row["series"]].add(table)
    assert series() == {name: min(found) for name, found in held.items()}
    assert all(len(found) == 1 for found in held.values())
    assert series()["gdp"] == "national-accounts"
    assert series()["growth_cumulative"] == "monthly-growth"
    assert set(series().values()) == set(TABLES)
    assert len(set(TABLES)) == len(TABLES) == 8


def test_series_of_another_folder(folder):
    amend(folder, "city-growth", {"series": "town_growth"})
    assert "town_growth" in series(folder) and "city_growth" not in series(folder)
    assert "town_growth" not in series()
    assert vintages("town_growth", folder) == vintages("city_growth")


def test_vintages_in_the_order_of_the_table():
    assert vintages("gdp") == GDP_VINTAGES
    assert vintages("gdp_growth") == ["final verification", "first published"]
    assert vintages("growth_cumulative") == ["first published"]
    for name, table in series().items():
        rows = tables.read(f"official-{table}")
        assert set(vintages(name)) == {r["vintage"] for r in rows if r["series"] == name}


def test_an_unknown_series_is_refused_with_near_matches():
    near = "series 'growth' is unknown; did you mean gdp_growth or city_growth or outturn_growth?"
    for call in (
        lambda: vintages("growth"),
        lambda: load("growth"),
        lambda: load("growth", vintage=FIRST),
        lambda: one("growth", vintage=FIRST),
    ):
        assert refusal(UnknownNameError, call) == near
    assert refusal(UnknownNameError, lambda: vintages("zzzzzz")) == (
        "series 'zzzzzz' is unknown; there is " + "; ".join(list(series())[:12])
    )


# -- loading -------------------------------------------------------------------------------------


def test_one_published_value_with_all_that_belongs_to_it():
    found = one("gdp", vintage=FIRST, period="2023")
    (row,) = (
        row
        for row in tables.read("official-national-accounts")
        if (row["series"], row["vintage"]) == ("gdp", FIRST)
        and row["period_start"] == date(2023, 1, 1)
    )
    assert found == Statistic(
        series="gdp",
        area="000000",
        member="China",
        population="whole economy",
        price_basis="current prices",
        period_start=date(2023, 1, 1),
        period_end=date(2023, 12, 31),
        quantity=Quantity.rounded(1260582, "100 million yuan"),
        vintage="first published",
        producer="National Bureau of Statistics",
        read_in=row["read_in"],
        address=row["address"],
        confidence="secondary",
        note="",
    )
    assert found.quantity.qualifier == "rounded"
    assert found.address.startswith("http") and "2023" in found.read_in


def test_a_series_in_one_vintage_in_the_order_of_the_table():
    for name, table in series().items():
        for vintage in vintages(name):
            rows = [
                row
                for row in tables.read(f"official-{table}")
                if (row["series"], row["vintage"]) == (name, vintage)
            ]
            found = load(name, vintage=vintage)
            assert [(s.period_start, s.period_end, s.area) for s in found] == [
                (row["period_start"], row["period_end"], row["area"]) for row in rows
            ]
            assert [s.quantity.point for s in found] == [F(row["value"]) for row in rows]
            assert {(s.series, s.vintage) for s in found} == {(name, vintage)}


def test_vintages_disagree_and_each_gives_its_own():
    values = {
        vintage: one("gdp", vintage=vintage, period="2023").quantity.point
        for vintage in GDP_VINTAGES
        if vintage != "final verification"
    }
    assert values == {
        "first published": 1260582,
        "yearbook 2024 (before the fifth census)": F("1260582.1"),
        "revised after the fifth economic census": 1294000,
    }


def test_a_period_is_exactly_that_period():
    (found,) = load("growth_cumulative", period="2024-01/2024-05", **CUMULATIVE)
    assert (found.period_start, found.period_end) == (date(2024, 1, 1), date(2024, 5, 31))
    assert str(found) == "6.2 %"
    (year,) = load("growth_cumulative", period="2023", **CUMULATIVE)
    assert (year.period_start, year.period_end) == (date(2023, 1, 1), date(2023, 12, 31))
    (month,) = load("growth_single_month", period="2024-05", **CUMULATIVE)
    assert (month.period_start, month.period_end) == (date(2024, 5, 1), date(2024, 5, 31))


@pytest.mark.parametrize(
    ("name", "column", "value", "attribute", "expected"),
    [
        ("growth_cumulative", "industry", "mining", "member", "mining"),
        ("growth_cumulative", "confidence", "primary", "confidence", "primary"),
        ("province_growth", "area", "440000", "member", "Guangdong"),
        ("province_growth", "province", "China", "area", "000000"),
        ("city_growth", "city", "Shenzhen", "area", "440300"),
        ("city_growth", "province", "Zhejiang", "member", "Wenzhou"),
        ("division_growth_single_month", "division", "C36", "member", "automobiles"),
    ],
)
def test_further_columns_hold_fast(name, column, value, attribute, expected):
    found = load(name, vintage=FIRST, **{column: value})
    rows = tables.read(f"official-{series()[name]}")
    keys = ("series", "vintage", column)
    assert len(found) == sum(tuple(row[k] for k in keys) == (name, FIRST, value) for row in rows)
    assert 0 < len(found) < len(load(name, vintage=FIRST))
    assert {getattr(s, attribute) for s in found} == {expected}


def test_several_columns_narrow_together():
    (found,) = load(
        "growth_single_month", vintage=FIRST, period="2024-05", industry="total", unit="percent"
    )
    assert str(found) == "5.6 %"
    where = {"vintage": FIRST, "period": "2024-05", "industry": "total"}
    assert one("growth_single_month", read_in=found.read_in, **where) == found


def test_a_column_may_be_held_where_one_row_is_left():
    (shenzhen,) = load("city_growth", vintage=FIRST, city="Shenzhen")
    assert load("city_growth", vintage=FIRST, city="Shenzhen", area="440300") == [shenzhen]
    assert (
        refusal(
            UnknownNameError,
            lambda: load("city_growth", vintage=FIRST, city="Shenzhen", area="330300"),
        )
        == "area in city_growth '330300' is unknown; did you mean 440300?"
    )


def test_another_folder_is_read_instead(folder):
    amend(
        folder,
        "national-accounts",
        {"value": "1300000"},
        series="gdp",
        vintage=FIRST,
        period_start="2023-01-01",
    )
    where = {"vintage": FIRST, "period": "2023"}
    assert one("gdp", folder=folder, **where).quantity.point == 1300000
    assert load("gdp", folder=folder, **where)[0].quantity.point == 1300000
    assert one("gdp", **where).quantity.point == 1260582


def test_what_only_another_folder_holds_is_found_there(folder):
    amend(folder, "city-growth", {"series": "town_growth", "vintage": "draft"})
    towns = load("town_growth", vintage="draft", folder=folder)
    assert {town.vintage for town in towns} == {"draft"}
    amend(
        folder,
        "monthly-growth",
        {"series": "grown"},
        series="growth_january_february",
        industry="total",
    )
    statistics._rows.cache_clear()
    assert refusal(
        BriefingError,
        lambda: load("grown", vintage=FIRST, period="2024-01", folder=folder),
    ).endswith('ask for "2024-01/2024-02" of grown or growth_january_february')


def test_the_most_particular_name_is_the_member():
    members = {
        "national-accounts": {"China"},
        "city-growth": {"Wenzhou", "Shenzhen", "Hefei", "Zhengzhou", "Shaoxing"},
    }
    column = {
        "monthly-growth": "industry",
        "work-plan-targets": "industry",
        "key-industry-outturns": "industry",
        "division-growth": "division_name",
        "province-growth": "province",
        "province-value-added": "province",
    }
    for table in TABLES:
        names = {s.member for s in every_statistic() if series()[s.series] == table}
        expected = members.get(table) or {
            row[column[table]] for row in tables.read(f"official-{table}")
        }
        assert names == expected
    assert set(members) | set(column) == set(TABLES)


def test_empty_cells_become_empty_texts():
    assert {type(getattr(s, a)) for s in every_statistic() for a in ("note", "address")} == {str}
    shares = load("share_of_value_added", vintage=FIRST)
    assert {s.price_basis for s in shares} == {""}
    assert {s.price_basis for s in load("gdp", vintage=FIRST)} == {"current prices"}


def test_the_vintage_must_be_given():
    for call in (lambda: load("gdp"), lambda: one("gdp"), lambda: load("gdp", period="2023")):
        assert refusal(BriefingError, call) == (
            "vintage: say which vintage of gdp; there is " + "; ".join(GDP_VINTAGES)
        )
    assert refusal(BriefingError, lambda: load("growth_cumulative")) == (
        "vintage: say which vintage of growth_cumulative; there is first published"
    )


def test_an_unknown_vintage_is_refused():
    assert refusal(UnknownNameError, lambda: load("gdp", vintage="first")) == (
        "vintage of gdp 'first' is unknown; did you mean first published?"
    )
    assert refusal(UnknownNameError, lambda: load("gdp", vintage="zzz")) == (
        "vintage of gdp 'zzz' is unknown; there is " + "; ".join(GDP_VINTAGES)
    )
    elsewhere = "yearbook 2024 (before the fifth census)"
    said = refusal(UnknownNameError, lambda: load("growth_cumulative", vintage=elsewhere))
    assert said.startswith(f"vintage of growth_cumulative {elsewhere!r} is unknown; ")


def test_an_unknown_column_or_value_is_refused():
    def call(**where):
        return lambda: load("growth_cumulative", vintage=FIRST, **where)

    assert refusal(UnknownNameError, call(industri="total")) == (
        "column of monthly-growth 'industri' is unknown; did you mean industry?"
    )
    where = {"vintage": FIRST, "period_start": date(2023, 1, 1), "aria": "000000"}
    assert "column of national-accounts 'aria'" in refusal(
        UnknownNameError, lambda: load("gdp", **where)
    )
    assert refusal(UnknownNameError, call(industry="totals")) == (
        "industry in growth_cumulative 'totals' is unknown; did you mean total?"
    )
    assert refusal(UnknownNameError, call(industry="zzz")) == (
        "industry in growth_cumulative 'zzz' is unknown; there is "
        + "; ".join(dict.fromkeys(s.member for s in load("growth_cumulative", vintage=FIRST)))
    )
    # What another series of the table holds is not a value of this one.
    assert "industry in growth_contribution_points 'total' is unknown" in refusal(
        UnknownNameError,
        lambda: load("growth_contribution_points", vintage=FIRST, industry="total"),
    )
    # A value must occur together with those held fast before it.
    assert refusal(UnknownNameError, call(industry="total", unit="yuan")) == (
        "unit in growth_cumulative 'yuan' is unknown; there is percent"
    )


# -- periods -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2023", (2023, 1, 1), (2023, 12, 31)),
        ("2024-05", (2024, 5, 1), (2024, 5, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2023-02", (2023, 2, 1), (2023, 2, 28)),
        ("2024-12", (2024, 12, 1), (2024, 12, 31)),
        ("2024-04", (2024, 4, 1), (2024, 4, 30)),
        ("2024-01", (2024, 1, 1), (2024, 1, 31)),
        ("2024-01/2024-02", (2024, 1, 1), (2024, 2, 29)),
        ("2024-01/2024-05", (2024, 1, 1), (2024, 5, 31)),
        ("2024-02/2024-12", (2024, 2, 1), (2024, 12, 31)),
        ("2023-05/2024-05", (2023, 5, 1), (2024, 5, 31)),
        ("2022-01/2023-12", (2022, 1, 1), (2023, 12, 31)),
    ],
)
def test_a_period_is_read_and_written(text, start, end):
    assert parse_period(text) == (date(*start), date(*end))
    assert period_name(date(*start), date(*end)) == text
    assert made(period_start=date(*start), period_end=date(*end)).period == text


def test_two_ways_to_write_one_period():
    assert parse_period("2024-01/2024-12") == parse_period("2024")
    assert parse_period("2024-05/2024-05") == parse_period("2024-05")


def test_every_period_of_the_tables_round_trips():
    for found in every_statistic():
        assert parse_period(found.period) == (found.period_start, found.period_end)
        assert (found.period_end + timedelta(days=1)).day == found.period_start.day == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *(
            (text, f"{text!r} must look like 2023, 2024-05 or 2024-01/2024-05")
            for text in (
                "",
                "24",
                "2024-5",
                "2024/2025",
                "2024-01/05",
                "2024-01-01",
                "2024-05 ",
                "x2024",
                "2024-01/2024-05/2024-06",
                "January 2024",
            )
        ),
        ("2024-13", "'2024-13' names a month that does not exist"),
        ("2024-00", "'2024-00' names a month that does not exist"),
        ("2024-05/2024-13", "'2024-05/2024-13' names a month that does not exist"),
        ("0000", "'0000' names a month that does not exist"),
        ("2024-05/2024-04", "'2024-05/2024-04' ends before it starts"),
        ("2024-01/2023-12", "'2024-01/2023-12' ends before it starts"),
    ],
)
def test_a_malformed_period_is_refused(text, said):
    assert refusal(BriefingError, lambda: parse_period(text)) == f"period: {said}"
    for call in (load, one):
        assert (
            refusal(BriefingError, lambda c=call: c("growth_cumulative", period=text, **CUMULATIVE))
            == f"period: {said}"
        )


def test_a_period_that_was_not_published():
    def call(name, period, **where):
        return refusal(BriefingError, lambda: load(name, period=period, **where))

    years = sorted(s.period for s in load("gdp", vintage=FIRST))
    assert "2023" in years and "2033" not in years
    assert call("gdp", "2033", vintage=FIRST) == (
        "period: gdp was not published (or not found) for 2033; there is "
        + ", ".join(get_close_matches("2033", years, n=3, cutoff=0.5))
    )
    said = call("growth_cumulative", "2024-01/2024-07", **CUMULATIVE)
    assert said.startswith(
        "period: growth_cumulative was not published (or not found) for 2024-01/2024-07; there is "
    )
    near = said.rpartition("there is ")[2].split(", ")
    held = {s.period for s in load("growth_cumulative", **CUMULATIVE)}
    assert len(near) == 3 and set(near) <= held
    assert all(period.startswith("2024-01/2024-") for period in near)
    # Without a near match, the last ones there are.
    names = sorted({s.period for s in load("growth_single_month", **CUMULATIVE)})
    assert call("growth_single_month", "1876", **CUMULATIVE) == (
        "period: growth_single_month was not published (or not found) for 1876; there is "
        + ", ".join(names[-3:])
    )
    # What another vintage or member holds does not count.
    years = [s.period for s in load("gdp", vintage="final verification")]
    said = call("gdp", "2023", vintage="final verification")
    assert set(said.rpartition("there is ")[2].split(", ")) <= set(years)
    assert "2023" not in years


@pytest.mark.parametrize("month", ["2024-01", "2024-02", "2024-01/2024-01", "2023-02"])
def test_january_or_february_alone(month):
    where = {"vintage": FIRST, "industry": "total"}
    name, year = month.partition("/")[0], month[:4]
    said = refusal(BriefingError, lambda: load("growth_january_february", period=month, **where))
    assert said == (
        f"period: growth_january_february has no {name} alone, for January and February are "
        f'published together; ask for "{year}-01/{year}-02" of growth_january_february'
    )
    (asked,) = re.findall(r'"(.*)"', said)
    assert len(load("growth_january_february", period=asked, **where)) == 1
    assert f"growth_single_month has no {name} alone" in refusal(
        BriefingError, lambda: load("growth_single_month", period=month, **where)
    )


@pytest.mark.parametrize("period", ["2024-03", "2023-02/2024-02", "2024-01/2024-02", "2024-11"])
def test_any_other_period_is_not_about_january_and_february(period):
    assert f"was not published (or not found) for {period};" in refusal(
        BriefingError, lambda: load("gdp", vintage=FIRST, period=period)
    )


def test_february_alone_is_found_where_it_was_published():
    (found,) = load("growth_month_on_month", vintage=FIRST, period="2024-02")
    assert found.period == "2024-02"


# -- one value a member --------------------------------------------------------------------------


def test_one_value_takes_one_member():
    where = {"vintage": FIRST, "period": "2024-01/2024-05"}
    members = list(dict.fromkeys(agreed(load("growth_cumulative", **where))))
    assert len(members) == 5
    assert refusal(BriefingError, lambda: one("growth_cumulative", **where)) == (
        f"growth_cumulative: holds 5 values ({', '.join(members)}); narrow it to one"
    )
    assert one("growth_cumulative", industry="mining", **where).member == "mining"


def test_two_members_are_not_one_value():
    two = {"vintage": FIRST, "period": "2024-07"}
    assert len(agreed(load("growth_single_month", **two))) == 2
    assert "holds 2 values" in refusal(BriefingError, lambda: one("growth_single_month", **two))


def test_one_value_takes_one_period():
    periods = sorted({s.period for s in load("growth_contribution_points", vintage=FIRST)})
    assert len(periods) > 1
    assert refusal(ScopeError, lambda: one("growth_contribution_points", vintage=FIRST)) == (
        f"statistics: mixes period {' and '.join(periods)}; choose one"
    )


def test_several_sources_that_agree_give_the_best_confirmed():
    where = {"vintage": FIRST, "period": "2023", "province": "Zhejiang"}
    sources = load("province_growth", **where)
    assert len(sources) == 2
    assert [s.confidence for s in sources] == ["single-source", "secondary"]
    assert one("province_growth", **where) == sources[1]


def test_the_best_confirmed_stands_in_whatever_order():
    ranks = ["primary", "secondary", "single-source"]
    three = {rank: made(confidence=rank, read_in=rank) for rank in ranks}
    for order in (ranks, ranks[::-1], [ranks[1], ranks[0], ranks[2]]):
        assert agreed(three[rank] for rank in order) == {"China": three["primary"]}
    for order in (ranks[1:], ranks[:0:-1]):
        assert agreed(three[rank] for rank in order) == {"China": three["secondary"]}


def test_among_equals_the_first_stands():
    first, second = made(read_in="1"), made(read_in="2")
    assert agreed([first, second])["China"].read_in == "1"
    assert agreed([second, first])["China"].read_in == "2"


def test_a_qualified_value_gives_way_to_a_rounded_one():
    rounded = made("6.2", confidence="single-source")
    about = made(Quantity.about(6, "percent", within="0.5"), confidence="primary")
    over = made(Quantity.over(9, "percent"), confidence="primary")
    assert agreed([about, rounded])["China"] is rounded
    # Only rounded values can disagree: "over 9 %" against 6.2 % does not.
    assert agreed([over, rounded])["China"] is rounded
    assert agreed([over, about])["China"] is over


def test_each_member_has_its_own_value():
    a, b = made("6.2", member="A"), made("9.9", member="B")
    assert agreed([b, a]) == {"B": b, "A": a}
    assert agreed(iter([a])) == {"A": a}


def test_sources_that_disagree_are_refused():
    first = made("6.2", read_in="release", member="Hebei")
    other = made("6.4", read_in="reprint", member="Hebei", confidence="single-source")
    for order in ((first, other), (other, first)):
        assert refusal(BriefingError, lambda order=order: agreed(order)) == (
            "Hebei: sources disagree, 6.2 % (release) and 6.4 % (reprint); choose one by read_in"
        )
    # Rounding may account for a difference.
    coarse = made("6", read_in="reprint", member="Hebei", confidence="single-source")
    assert agreed([coarse, first])["Hebei"] is first
    assert "sources disagree" in refusal(
        BriefingError, lambda: agreed([first, replace(coarse, quantity=made("7").quantity)])
    )


def test_sources_that_disagree_in_a_table(folder):
    where = {"vintage": FIRST, "period": "2023", "province": "Zhejiang"}
    sources = load("province_growth", **where)
    cells = {"province": "Zhejiang", "period_end": "2023-12-31", "vintage": FIRST}
    amend(folder, "province-growth", {"value": "7.0"}, read_in=sources[0].read_in, **cells)
    assert refusal(BriefingError, lambda: one("province_growth", folder=folder, **where)) == (
        f"Zhejiang: sources disagree, 6.0 % ({sources[1].read_in}) and 7.0 % "
        f"({sources[0].read_in}); choose one by read_in"
    )
    chosen = one("province_growth", folder=folder, read_in=sources[0].read_in, **where)
    assert str(chosen) == "7.0 %"


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"series": "t"}, "series s and t"),
        ({"vintage": "u"}, "vintage u and v"),
        ({"population": "whole economy"}, "population all industry and whole economy"),
        ({"price_basis": ""}, "price_basis  and current prices"),
        (
            {"price_basis": "constant prices"},
            "price_basis constant prices and current prices",
        ),
        ({"period_end": date(2023, 5, 31)}, "period 2023 and 2023-01/2023-05"),
    ],
)
def test_mixing_is_refused(other, said):
    for pair in (
        [made(), made(**other)],
        [made(**other), made()],
        [made(), made(member="B", **other)],
    ):
        assert refusal(ScopeError, lambda pair=pair: agreed(pair)) == (
            f"statistics: mixes {said}; choose one"
        )


def test_values_of_two_vintages_of_a_table_do_not_mix():
    both = [one("gdp", vintage=v, period="2023") for v in GDP_VINTAGES if "final" not in v]
    assert refusal(ScopeError, lambda: agreed(both)) == (
        f"statistics: mixes vintage {' and '.join(sorted(s.vintage for s in both))}; choose one"
    )


def test_nothing_to_agree_upon():
    for empty in ([], iter(())):
        assert refusal(BriefingError, lambda e=empty: agreed(e)) == (
            "statistics: is empty; nothing was published"
        )


def test_the_sources_held_agree():
    groups = defaultdict(list)
    for found in every_statistic():
        groups[found.series, found.vintage, found.period].append(found)
    for group in groups.values():
        assert set(agreed(group)) == {s.member for s in group}


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (Quantity(1, 2, "percent"), Quantity(2, 3, "percent"), True),
        (Quantity(1, 2, "percent", True, False), Quantity(2, 3, "percent"), False),
        (Quantity(1, 2, "percent"), Quantity(2, 3, "percent", False), False),
        (Quantity(1, 2, "percent"), Quantity(3, 4, "percent"), False),
        (Quantity(1, 9, "percent"), Quantity(3, 4, "percent"), True),
        (Quantity.over(5, "percent"), Quantity.exact(9, "percent"), True),
        (Quantity.over(5, "percent"), Quantity.exact(5, "percent"), False),
        (Quantity.at_least(5, "percent"), Quantity.exact(5, "percent"), True),
    ],
)
def test_whether_two_ranges_meet(a, b, expected):
    assert meets(a, b) is expected
    assert meets(b, a) is expected


# -- a statistic ---------------------------------------------------------------------------------


def test_a_statistic_shows_itself():
    found = one("growth_cumulative", period="2024-01/2024-05", **CUMULATIVE)
    assert str(found) == "6.2 %"
    assert found.id == "growth_cumulative/total/2024-01..2024-05/first published"
    assert repr(found) == (
        "<Statistic growth_cumulative/total/2024-01..2024-05/first published: 6.2 % "
        "(above designated size; primary)>"
    )
    assert found._repr_html_() == (
        "<strong>6.2 %</strong> growth_cumulative/total/2024-01..2024-05/first published "
        "(National Bureau of Statistics; primary)"
    )
    assert one("gdp", vintage=FIRST, period="2023").id == "gdp/China/2023/first published"


def test_a_table_marks_a_value_by_its_confidence():
    held = {s.confidence: s.marked for s in load("growth_cumulative", **CUMULATIVE)}
    assert {mark[-1] for mark in held.values()} == {"*", "°", "%"}
    assert held["single-source"].endswith(" % °") and held["primary"].endswith(" % *")
    assert all(mark in statistics.MARKS_MEAN for mark in (" * on", " ° from", "without a mark"))


def test_a_statistic_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        made().quantity = Quantity.exact(1, "percent")


def test_an_id_is_one_fact_however_many_sources_report_it():
    groups = defaultdict(list)
    for found in every_statistic():
        groups[found.id].append(found)
    for id, group in groups.items():
        assert len({(s.area, s.population, s.price_basis, s.period) for s in group}) == 1, id
        assert len({s.read_in for s in group}) == len(group), id
    several = {group[0].series for group in groups.values() if len(group) > 1}
    assert several == {"province_growth"}


# -- tables and source lines ---------------------------------------------------------------------


def test_statistics_as_a_table():
    found = load("growth_cumulative", **CUMULATIVE)
    table = frame(iter(found))
    assert list(table.columns) == [
        "series",
        "member",
        "period",
        "value",
        "unit",
        "population",
        "vintage",
        "producer",
        "read_in",
        "confidence",
        "note",
        "quantity",
        "possible",
    ]
    assert len(table) == len(found) > 20
    assert list(table["value"]) == [float(s.quantity.point) for s in found]
    assert table["value"].dtype == float
    assert table["note"].dtype == object  # Python's own texts, in any version of pandas
    assert list(table["unit"]) == [s.quantity.unit for s in found]
    assert list(table["possible"]) == [s.quantity.interval for s in found]
    for name in set(table.columns) - {"value", "unit", "possible"}:
        assert list(table[name]) == [getattr(s, name) for s in found]
    assert list(table.index) == list(range(len(found)))


def test_a_bound_is_tabled_with_its_printed_value():
    table = frame([made(Quantity.over(60, "percent")), made(Quantity.rounded("-1.5", "count"))])
    assert list(table["value"]) == [60.0, -1.5]
    assert list(table["unit"]) == ["percent", "count"]
    assert frame([]).empty and list(frame([]).columns) == list(table.columns)


@pytest.mark.parametrize(
    ("statistics_", "addition", "expected"),
    [
        ([made()], "", "Source: p; v"),
        ([made(), made()], "; own sums", "Source: p; v; own sums"),
        ([made(), made(producer="q", vintage="w")], "", "Source: p; q; v; w"),
        (
            [made(), made(producer="q"), made(producer="o")],
            "",
            "Source: p and 2 other offices; v",
        ),
        (
            [made(producer=name) for name in "pqrs"],
            "",
            "Source: p and 3 other offices; v",
        ),
        (
            [made(confidence="single-source"), made(), made(confidence="primary")],
            " x",
            "Source: p; v; 1 of 3 values single-source x",
        ),
    ],
)
def test_a_source_line(statistics_, addition, expected):
    assert source_line(iter(statistics_), addition) == expected


def test_a_source_line_of_a_table():
    found = load("growth_cumulative", **CUMULATIVE)
    single = sum(s.confidence == "single-source" for s in found)
    assert 0 < single < len(found)
    assert source_line(found) == (
        f"Source: {'; '.join(dict.fromkeys(s.producer for s in found))}; first published; "
        f"{single} of {len(found)} values single-source"
    )


# -- computing -----------------------------------------------------------------------------------


def yuan(value, **more):
    return made(Quantity.rounded(value, "100 million yuan"), **more)


def test_a_share_of_what_contains_it():
    part = one("industrial_value_added", vintage=FIRST, period="2023")
    whole = one("gdp", vintage=FIRST, period="2023")
    assert (part.population, whole.population) == ("all industry", "whole economy")
    share = combine("share", part, whole)
    a, b = part.quantity, whole.quantity
    assert span(share) == (
        100 * a.lower / b.upper,
        100 * a.upper / b.lower,
        False,
        False,
        "percent",
    )
    assert (a.lower, a.upper) == (399050, 399150)
    assert share.point == F(39910000, 1260582)


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (
            yuan(3),
            yuan(9, vintage="w"),
            "s/China/2023/v has vintage 'v', s/China/2023/w has 'w'",
        ),
        (
            yuan(3, population="whole economy"),
            yuan(9),
            "s/China/2023/v has population 'whole economy', s/China/2023/v has 'all industry'",
        ),
        (
            yuan(3),
            yuan(9, population="above designated size"),
            "s/China/2023/v has population 'all industry', s/China/2023/v has "
            "'above designated size'",
        ),
        (
            yuan(3),
            yuan(9, price_basis="constant prices"),
            "s/China/2023/v has price_basis 'current prices', s/China/2023/v has 'constant prices'",
        ),
        (
            yuan(3),
            yuan(9, price_basis=""),
            "s/China/2023/v has price_basis 'current prices', s/China/2023/v has ''",
        ),
        (
            yuan(3),
            yuan(9, period_end=date(2023, 5, 31)),
            "s/China/2023/v has period '2023', s/China/2023-01..2023-05/v has '2023-01/2023-05'",
        ),
    ],
)
def test_a_share_across_scopes_is_refused_unless_bridged(first, second, said):
    for assuming in ({}, {"assuming": None}, {"assuming": ""}):
        assert refusal(ScopeError, lambda a=assuming: combine("share", first, second, **a)) == (
            f"{said}; they do not combine unless you say what bridges the difference (assuming=…)"
        )
    bridged = combine("share", first, second, assuming="they are the same")
    assert bridged == combine("share", yuan(3), yuan(9))
    assert span(bridged) == (F(2500, 95), F(3500, 85), False, False, "percent")


@pytest.mark.parametrize(
    ("inner", "outer"),
    [
        ("all industry", "whole economy"),
        ("above designated size", "whole economy"),
        ("above designated size", "all industry"),
        ("all industry", "all industry"),
    ],
)
def test_a_population_may_be_set_against_one_that_contains_it(inner, outer):
    share = combine("share", yuan(3, population=inner), yuan(9, population=outer))
    assert share == combine("share", yuan(3), yuan(9))
    if inner != outer:
        for operation in ("sum", "difference"):
            call = lambda o=operation: combine(  # noqa: E731
                o, yuan(3, population=inner), yuan(9, population=outer)
            )
            assert "has population" in refusal(ScopeError, call)


def test_sums_and_differences():
    assert combine("sum", yuan(3), yuan(9)) == Quantity(11, 13, "100 million yuan", True, False)
    # Rates of two periods may be compared; only shares need one.
    gain = combine("difference", made("6.2", period_start=date(2023, 12, 1)), made("4.6"))
    assert span(gain) == (F("1.5"), F("1.7"), False, False, "percentage points")
    assert gain.point == F("1.6")


@pytest.mark.parametrize("operation", ["sum", "difference"])
@pytest.mark.parametrize(
    ("column", "value"), [("vintage", "w"), ("population", "x"), ("price_basis", "")]
)
def test_sums_and_differences_across_scopes_are_refused_unless_bridged(operation, column, value):
    same, other = yuan(3), yuan(3, **{column: value})
    for first, second in ((same, other), (other, same)):
        assert refusal(ScopeError, lambda a=first, b=second: combine(operation, a, b)) == (
            f"{first.id} has {column} {getattr(first, column)!r}, {second.id} has "
            f"{getattr(second, column)!r}; they do not combine unless you say what bridges the "
            "difference (assuming=…)"
        )
        bridged = combine(operation, first, second, assuming="they are alike")
        assert bridged == combine(operation, same, same)


def test_a_share_of_a_share():
    half, fifth = made(50), made(20)
    product = combine("share of a share", half, fifth)
    assert product == half.quantity.as_ratio() * fifth.quantity
    assert product.point == 10 and product.unit == "percent"
    other = made(20, period_start=date(2023, 2, 1))
    assert "has period '2023', s/China/2023-02..2023-12/v has '2023-02/2023-12'" in refusal(
        ScopeError, lambda: combine("share of a share", half, other)
    )


def test_an_unknown_operation():
    assert refusal(BriefingError, lambda: combine("product", made(), made())) == (
        "operation: 'product' is unknown; use one of sum, difference, share, share of a share"
    )


def test_units_that_do_not_go_together():
    assert refusal(UnitError, lambda: combine("sum", made(), yuan(1))) == (
        "percent and 100 million yuan cannot be added; bring both to one unit first"
    )


def test_gdp_of_another_vintage_does_not_serve():
    part = one("industrial_value_added", vintage=FIRST, period="2023")
    revised = one("gdp", vintage="revised after the fifth economic census", period="2023")
    assert refusal(ScopeError, lambda: combine("share", part, revised)) == (
        "industrial_value_added/China/2023/first published has vintage 'first published', "
        "gdp/China/2023/revised after the fifth economic census has "
        "'revised after the fifth economic census'; they do not combine unless you say what "
        "bridges the difference (assuming=…)"
    )
    assert combine("share", part, revised, assuming="industry was not revised").point < 31


# -- citing --------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_citing_a_row_of_every_table(table):
    found = [s for s in every_statistic() if series()[s.series] == table]
    for one_ in (found[0], found[-1]):
        same = [s for s in found if s.id == one_.id]
        lines = cite(one_.id).split("\n")
        assert len(lines) == len(same)
        for line, s in zip(lines, same, strict=True):
            assert line.startswith(
                f"{s.series.replace('_', ' ')}, {s.member}, {s.period}: {s} ({s.population}"
            )
            assert f"; {s.producer}, {s.vintage}; read in {s.read_in}" in line
            assert f"({s.confidence})" in line and s.address in line
            assert line.endswith(s.note or f"({s.confidence})")


def test_a_citation_in_full():
    found = one("gdp", vintage=FIRST, period="2023")
    assert cite("gdp/China/2023/first published") == (
        "gdp, China, 2023: 1260582 hundred million yuan (whole economy, current prices); National "
        f"Bureau of Statistics, first published; read in {found.read_in}, {found.address} "
        "(secondary)"
    )


def test_a_citation_without_price_basis_or_address_and_with_a_note():
    (found,) = load("outturn_share_of_value_added", vintage="as stated 2023-08-25", period="2022")
    assert (found.price_basis, found.address) == ("", "") and found.note
    assert cite(found.id) == (
        f"outturn share of value added, {found.member}, 2022: 14.7 % (above designated size); "
        f"{found.producer}, as stated 2023-08-25; read in {found.read_in} (single-source). "
        f"{found.note}"
    )


def test_every_source_of_a_fact_is_cited():
    sources = load("province_growth", vintage=FIRST, period="2023", province="Zhejiang")
    lines = cite("province_growth/Zhejiang/2023/first published").split("\n")
    assert len(lines) == 2
    assert all(line.startswith("province growth, Zhejiang, 2023: ") for line in lines)
    for line, source in zip(lines, sources, strict=True):
        assert source.read_in in line and source.confidence in line


def test_citing_a_figure_of_the_briefing():
    for id in ("industry-share-gdp-2023", "industrial-growth-2023"):
        assert cite(id) == cite_figure(id)
    assert refusal(UnknownNameError, lambda: cite("double")) == (
        "figure 'double' is unknown; did you mean double-digit-cities?"
    )
    assert "briefing 'x' is unknown" in refusal(
        UnknownNameError, lambda: cite("industry-share-gdp-2023", "x")
    )


def test_citing_what_does_not_exist():
    assert refusal(UnknownNameError, lambda: cite("gdp/China/2023/first publishd")).startswith(
        "statistic 'gdp/China/2023/first publishd' is unknown; did you mean "
        "gdp/China/2023/first published or "
    )
    every = sorted({s.id for s in every_statistic()})
    assert refusal(UnknownNameError, lambda: cite("0/0")) == (
        "statistic '0/0' is unknown; there is " + "; ".join(every[:12])
    )


# -- from rows to quantities ---------------------------------------------------------------------


def row(value="6.2", unit="percent", qualifier="rounded", decimals=1):
    number = None if value is None else Decimal(value)
    return {
        "series": "s",
        "value": number,
        "unit": unit,
        "qualifier": qualifier,
        "decimals": decimals,
    }


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("6.2", 1, ("6.15", "6.25", True, False)),
        ("6.2", 2, ("6.195", "6.205", True, False)),
        ("15", 0, ("14.5", "15.5", True, False)),
        ("399100", -2, ("399050", "399150", True, False)),
        ("1294000", -3, ("1293500", "1294500", True, False)),
        ("-1.1", 1, ("-1.15", "-1.05", False, True)),
        ("0.0", 1, ("-0.05", "0.05", False, False)),
    ],
)
def test_a_rounded_value(value, decimals, expected):
    found = quantity(row(value, "count", "rounded", decimals))
    lower, upper, *closed = expected
    assert span(found) == (F(lower), F(upper), *closed, "count")
    assert (found.point, found.qualifier, found.decimals) == (F(value), "rounded", decimals)


@pytest.mark.parametrize(
    ("value", "decimals", "ends", "text"),
    [
        ("8.4", 1, ("8.3", "8.5"), "8.4 % (8.3 to 8.5)"),
        ("-20", -1, (-30, -10), "−20 % (−30 to −10)"),
    ],
)
def test_a_difference_of_rounded_values_is_known_half_as_well(value, decimals, ends, text):
    found = quantity(row(value, "percent", "derived", decimals))
    assert span(found) == (*map(F, ends), False, False, "percent")
    assert (found.point, found.decimals, found.text()) == (F(value), decimals, text)


@pytest.mark.parametrize(
    ("qualifier", "decimals", "expected", "text"),
    [
        ("exact", 0, (70, 70, True, True), "70 %"),
        ("over", 0, (70, None, False, False), "over 70 %"),
        ("at least", 0, (70, None, True, False), "at least 70 %"),
        ("about", 0, (F("69.5"), F("70.5"), True, True), "about 70 %"),
        ("about", 1, (F("69.95"), F("70.05"), True, True), "about 70 %"),
        ("about", -1, (65, 75, True, True), "about 70 %"),
    ],
)
def test_a_qualified_value(qualifier, decimals, expected, text):
    found = quantity(row("70", "percent", qualifier, decimals))
    assert span(found) == (*expected, "percent")
    assert (found.text(), found.qualifier, found.point) == (text, qualifier, 70)


def test_a_row_that_gives_no_quantity():
    rounded = [{"qualifier": name, "decimals": None} for name in ("rounded", "derived", "about")]
    for missing in ({"value": None}, {"unit": None}, *rounded):
        assert refusal(TableError, lambda m=missing: quantity(row(**m))) == (
            "s: a row without value, unit or decimals; complete it"
        )
    for qualifier in ("roughly", None, "more than"):
        assert refusal(TableError, lambda q=qualifier: quantity(row(qualifier=q))) == (
            f"s, qualifier: {qualifier!r} cannot be read as a range"
        )
    assert quantity(row("0", decimals=0)).point == 0


def test_every_row_gives_a_quantity_around_what_was_printed():
    for table in TABLES:
        for line in tables.read(f"official-{table}"):
            found = quantity(line)
            assert found.point == F(line["value"]) and found.unit == line["unit"]
            if line["qualifier"] in ("rounded", "derived", "about"):
                roundings = 2 if line["qualifier"] == "derived" else 1
                assert found.upper - found.lower == roundings * F(10) ** -line["decimals"]
            else:
                assert found.upper is None


# -- what the tables hold ------------------------------------------------------------------------


def official(column):
    """Rows of every official table that has a column, with the table's name."""
    for entry in tables.package()["resources"]:
        names = [field["name"] for field in entry["schema"]["fields"]]
        if entry["path"].startswith("official/") and column in names and "code" not in names:
            for line in tables.read(entry["name"]):
                yield entry["name"], line


def regions():
    """Return the name of every province by its code."""
    return {line["area"]: line["name"] for line in tables.read("regions")}


def test_the_regions():
    lines = tables.read("regions")
    assert len(regions()) == 31
    for column in ("area", "code", "name"):
        assert len({line[column] for line in lines}) == 31
    assert len({(line["tile_column"], line["tile_row"]) for line in lines}) == 31
    assert all(area.endswith("0000") and area != "000000" for area in regions())


def test_every_area_is_a_region_or_the_nation_and_agrees_with_its_name():
    seen, named = set(), regions()
    for table, line in official("area"):
        area = line["area"]
        seen.add(table)
        province = area[:2] + "0000"
        assert province in named or area == "000000", (table, area)
        if "city" in line:
            # A city's code lies within its province's.
            assert area != province and area.endswith("00")
        elif area != "000000":
            assert area in named, (table, area)
        if "province" in line:
            expected = "China" if area == "000000" else named[province]
            assert line["province"] == expected, (table, area)
    assert len(seen) >= 9
    for line in part("provinces"):
        assert named[line["area_code"]] == line["province"]


def test_levels_are_at_current_prices_and_growth_at_constant_ones():
    for found in every_statistic():
        level = found.quantity.unit == "100 million yuan" or found.series.endswith("of_gdp")
        growth = "growth" in found.series
        basis = "current prices" if level else "constant prices" if growth else ""
        assert found.price_basis == basis, found.id


def test_a_division_keeps_its_name():
    names = defaultdict(set)
    for _, line in official("division"):
        if line.get("division_name"):
            names[line["division"]].add(line["division_name"])
    named = [name for both in names.values() for name in both]
    assert all(len(both) == 1 for both in names.values()) and len(set(named)) == len(named)


def test_a_member_keeps_its_area():
    areas = defaultdict(set)
    for found in every_statistic():
        if found.series.startswith(("province", "city")):
            areas[found.member].add(found.area)
    assert all(len(codes) == 1 for codes in areas.values())


def test_the_nation_grows_alike_in_both_tables():
    national = load("province_growth", vintage=FIRST, province="China")
    monthly = {s.period: s for s in load("growth_cumulative", **CUMULATIVE)}
    common = [s for s in national if s.period in monthly]
    assert {"2022", "2023", "2024-01/2024-05", "2024"} <= {s.period for s in common}
    for found in common:
        assert found.quantity == monthly[found.period].quantity, found.period
    assert {s.period for s in national} - set(monthly) == {"2018", "2020", "2021"}


@pytest.mark.parametrize(
    ("vintage", "period"),
    [
        *((DATABASE, str(year)) for year in range(2018, 2023)),
        ("preliminary accounts 2024", "2024"),
    ],
)
def test_provincial_levels_are_complete(vintage, period):
    levels = agreed(load("province_industrial_value_added", vintage=vintage, period=period))
    assert sorted(levels) == sorted(regions().values())
    total = sum(s.quantity.point for s in levels.values())
    nation = one(
        "industrial_value_added",
        vintage=FIRST if period == "2024" else "yearbook 2024 (before the fifth census)",
        period=period,
    )
    assert abs(total / nation.quantity.point - 1) < F(5, 100)


def test_five_provinces_have_no_rate_for_january_to_may_2024():
    rates = agreed(load("province_growth", vintage=FIRST, period="2024-01/2024-05"))
    assert set(regions().values()) - set(rates) == {
        "Tianjin",
        "Hebei",
        "Liaoning",
        "Jiangxi",
        "Qinghai",
    }
    assert set(rates) - set(regions().values()) == {"China"}


def test_the_assumed_lists_have_ten_members_each():
    lists = defaultdict(list)
    for line in tables.read("official-province-lists"):
        lists[line["list"]].append(line["province"])
    assert {name: len(set(members)) for name, members in lists.items()} == {
        "with Anhui": 10,
        "with Hebei": 10,
    }
    with_anhui, with_hebei = lists["with Anhui"], lists["with Hebei"]
    assert set(with_anhui) - set(with_hebei) == {"Anhui"}
    assert set(with_hebei) - set(with_anhui) == {"Hebei"}
    # Both hold the provinces that the briefing names.
    assert {line["province"] for line in part("provinces")} < {*with_anhui} & {*with_hebei}


def test_a_published_share_is_that_of_the_published_levels():
    (stated,) = load("industry_share_of_gdp", vintage="as stated 2023-03-01", period="2022")
    levels = [one(n, vintage=FIRST, period="2022") for n in ("industrial_value_added", "gdp")]
    share = combine("share", *levels)
    assert meets(share, stated.quantity)
    assert abs(share.point - stated.quantity.point) <= F(5, 100)


def test_importing_and_loading_take_no_pandas():
    code = (
        "import sys, briefing.statistics as s\n"
        "assert 'pandas' not in sys.modules, 'import'\n"
        "assert s.one('gdp', vintage='first published', period='2023').quantity.point == 1260582\n"
        "s.cite('gdp/China/2023/first published')\n"
        "assert 'pandas' not in sys.modules and 'numpy' not in sys.modules, 'use'\n"
        "s.frame([])\n"
        "assert 'pandas' in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert statistics.NATION == "000000"


def test_a_month_no_series_publishes_jointly_is_simply_missing():
    with pytest.raises(BriefingError, match="growth_month_on_month was not published"):
        load("growth_month_on_month", vintage="first published", period="2024-01")
    with pytest.raises(BriefingError, match="gdp was not published"):
        load("gdp", vintage="first published", period="2024-01")


def test_only_january_and_february_are_published_jointly():
    where = {"vintage": FIRST, "industry": "total"}
    said = refusal(
        BriefingError, lambda: load("growth_january_february", period="2024-03", **where)
    )
    assert "was not published (or not found) for 2024-03" in said


@pytest.mark.parametrize("area", ["110000", "120000"])
def test_a_region_is_part_of_the_nation(area):
    region, nation = made(2, area=area), made(10)
    assert combine("share", region, nation).point == 20
    with pytest.raises(ScopeError, match="has area"):
        combine("share", nation, region)


@pytest.mark.parametrize("period", [2024, "2024"])
def test_a_year_may_be_a_number(period):
    assert parse_period(period) == (date(2024, 1, 1), date(2024, 12, 31))


def test_a_period_beyond_the_calendar_is_refused():
    with pytest.raises(BriefingError, match="period: '9999'"):
        parse_period("9999")


def test_a_share_of_another_province_is_refused_and_of_the_nation_is_not():
    of = {"vintage": "preliminary accounts 2024", "period": "2024"}
    beijing = one("province_industrial_value_added", area="110000", **of)
    tianjin = one("province_industrial_value_added", area="120000", **of)
    with pytest.raises(ScopeError, match="area '110000'.*'120000'"):
        combine("share", beijing, tianjin)
    nation = one("industrial_value_added", vintage="first published", period="2024")
    share = combine("share", beijing, nation, assuming="preliminary and first-published agree")
    assert share.lower > 1


def test_no_statistics_have_no_source_line():
    with pytest.raises(BriefingError, match="^statistics: is empty; .* what it is the source of$"):
        source_line([])


def test_html_is_escaped():
    found = one("gdp", vintage="first published", period="2023")
    assert replace(found, producer="<b>")._repr_html_().count("&lt;b&gt;") == 1
