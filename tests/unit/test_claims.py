"""Claims beside official figures: each verdict follows from the data, and changes with them."""

import csv
import shutil
from dataclasses import FrozenInstanceError
from datetime import date
from fractions import Fraction as F

import pandas as pd
import pytest

import briefing
from briefing import statistics, tables
from briefing.claims import (
    PROVINCE_LEVELS,
    TESTS,
    Evidence,
    Reading,
    Verdict,
    claims,
    evidence,
    matches,
    share_of,
    ten_provinces,
)
from briefing.errors import BriefingError, UnknownNameError
from briefing.figures import part, registry
from briefing.quantity import Answer, Quantity
from briefing.statistics import Statistic

CONFIRMED, ON_A_READING, WEAK, NOT_VERIFIABLE, CONTRADICTED = Verdict
CERTAIN, IMPOSSIBLE, UNDETERMINED = Answer
FIRST = "first published"
YEARBOOK = "yearbook 2024 (before the fifth census)"
DATABASE = "regional database, as displayed December 2024"
PRELIMINARY = "preliminary accounts 2024"

VERDICTS = {
    "industry-share-gdp-2023": CONFIRMED,
    "industrial-growth-2024-01-05": CONFIRMED,
    "growth-gain-over-2023": ON_A_READING,
    "equipment-growth-2024-05": CONFIRMED,
    "high-tech-growth-2024-05": CONFIRMED,
    "may-2024-decline": ON_A_READING,
    "key-industries-count": CONFIRMED,
    "key-industries-share": NOT_VERIFIABLE,
    "major-provinces-count": NOT_VERIFIABLE,
    "major-provinces-share": CONFIRMED,
    "major-provinces-growth": WEAK,
    "prominent-cities-count": NOT_VERIFIABLE,
    "double-digit-cities": NOT_VERIFIABLE,
}


@pytest.fixture
def folder(tmp_path):
    """A copy of the data that a test may spoil."""
    return shutil.copytree(tables.data_folder(), tmp_path / "data")


def edit(path, change):
    """Rewrite a table: ``change`` takes its rows as dicts and returns those to keep."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    header = list(rows[0])
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(change(rows))


def period(text):
    start, end = statistics.parse_period(text)
    return {"period_start": str(start), "period_end": str(end)}


def amend(folder, table, value, **where):
    """Put a value into the one row of an official table (or several) with these cells."""
    if "period" in where:
        where |= period(where.pop("period"))

    def change(rows):
        hit = [row for row in rows if all(row[name] == text for name, text in where.items())]
        assert hit, where
        for row in hit:
            assert row["value"] != str(value)
            row["value"] = str(value)
        return rows

    edit(folder / "official" / f"{table}.csv", change)


def amend_rate(folder, series, when, value, industry="total"):
    where = {"series": series, "period": when, "industry": industry, "vintage": FIRST}
    amend(folder, "monthly-growth", value, **where)


def amend_level(folder, province, value, year):
    amend(
        folder,
        "province-value-added",
        value,
        province=province,
        period=year,
        vintage=PROVINCE_LEVELS[year],
    )


def amend_province(folder, province, value):
    amend(
        folder,
        "province-growth",
        value,
        province=province,
        period="2024-01/2024-05",
        vintage=FIRST,
    )


def add_province(folder, province, value):
    """Give a province a rate for January to May 2024 that it lacks."""
    area = {row["name"]: row["area"] for row in tables.read("regions")}[province]

    def change(rows):
        wanted = period("2024-01/2024-05")
        model = next(r for r in rows if r["province"] == "Jiangsu" and wanted.items() <= r.items())
        return [*rows, model | {"area": area, "province": province, "value": str(value)}]

    edit(folder / "official/province-growth.csv", change)


def holds(found):
    return [reading.holds for reading in found.readings]


def span(quantity):
    return (
        quantity.lower,
        quantity.upper,
        quantity.lower_closed,
        quantity.upper_closed,
        quantity.unit,
    )


def refusal(error, call):
    with pytest.raises(error) as caught:
        call()
    assert type(caught.value) is error
    return str(caught.value)


def rate(series, when, industry="total", folder=None):
    return statistics.one(series, vintage=FIRST, period=when, industry=industry, folder=folder)


# -- the rule ------------------------------------------------------------------------------------


def test_the_verdicts_in_words():
    assert [str(verdict) for verdict in Verdict] == [
        "confirmed",
        "confirmed on a stated reading",
        "true but weak",
        "not verifiable",
        "contradicted",
    ]
    assert [verdict.name for verdict in Verdict] == [
        "CONFIRMED",
        "ON_A_READING",
        "WEAK",
        "NOT_VERIFIABLE",
        "CONTRADICTED",
    ]


@pytest.mark.parametrize(
    ("answers", "marks_some_out", "marks_nobody_out"),
    [
        ([], NOT_VERIFIABLE, NOT_VERIFIABLE),
        ([UNDETERMINED], NOT_VERIFIABLE, NOT_VERIFIABLE),
        ([UNDETERMINED, UNDETERMINED], NOT_VERIFIABLE, NOT_VERIFIABLE),
        ([IMPOSSIBLE], CONTRADICTED, CONTRADICTED),
        ([IMPOSSIBLE, IMPOSSIBLE], CONTRADICTED, CONTRADICTED),
        ([IMPOSSIBLE, UNDETERMINED], CONTRADICTED, CONTRADICTED),
        ([UNDETERMINED, IMPOSSIBLE], CONTRADICTED, CONTRADICTED),
        ([CERTAIN], CONFIRMED, WEAK),
        ([CERTAIN, CERTAIN], CONFIRMED, WEAK),
        ([CERTAIN, IMPOSSIBLE], ON_A_READING, WEAK),
        ([IMPOSSIBLE, CERTAIN], ON_A_READING, WEAK),
        ([CERTAIN, UNDETERMINED], ON_A_READING, WEAK),
        ([UNDETERMINED, CERTAIN], ON_A_READING, WEAK),
        ([UNDETERMINED, CERTAIN, IMPOSSIBLE], ON_A_READING, WEAK),
    ],
)
def test_the_verdict_follows_from_what_holds(answers, marks_some_out, marks_nobody_out):
    readings = tuple(Reading("r", answer, None) for answer in answers)
    assert Evidence(readings, "c").verdict is marks_some_out
    assert Evidence(readings, "c", common=False).verdict is marks_some_out
    assert Evidence(readings, "c", common=True).verdict is marks_nobody_out


def test_evidence_cannot_be_changed():
    found = Evidence((), "c")
    assert (found.common, Reading("r", CERTAIN, None).sources) == (False, ())
    with pytest.raises(FrozenInstanceError):
        found.common = True
    with pytest.raises(FrozenInstanceError):
        Reading("r", CERTAIN, None).holds = IMPOSSIBLE


SHARE = Quantity.rounded("31.7", "percent")
ABOUT = Quantity.about(70, "percent", within=2.5)
OVER = Quantity.over(60, "percent", 100)
FELL = Quantity.rounded("-1.0", "percent")


@pytest.mark.parametrize(
    ("said", "official", "expected"),
    [
        (SHARE, Quantity.rounded("31.7", "percent"), CERTAIN),
        (SHARE, Quantity.exact("31.7", "percent"), CERTAIN),
        (SHARE, Quantity.rounded("31.66", "percent"), CERTAIN),
        # The ends: 31.65 rounds to 31.7, 31.75 does not.
        (SHARE, Quantity.exact("31.65", "percent"), CERTAIN),
        (SHARE, Quantity.exact("31.75", "percent"), IMPOSSIBLE),
        (SHARE, Quantity.exact("31.649", "percent"), IMPOSSIBLE),
        (SHARE, Quantity.exact("31.751", "percent"), IMPOSSIBLE),
        # Neighbours as printed; and a coarse figure whose range meets, but whose point does not.
        (SHARE, Quantity.rounded("31.6", "percent"), IMPOSSIBLE),
        (SHARE, Quantity.rounded("31.8", "percent"), IMPOSSIBLE),
        (SHARE, Quantity.rounded("32", "percent"), IMPOSSIBLE),
        (SHARE, Quantity.rounded("31.64", "percent", 1), IMPOSSIBLE),
        # The official range may be wide, as long as its point is what was said.
        (SHARE, Quantity(30, 33, "percent", point=F("31.7")), CERTAIN),
        (SHARE, Quantity(30, 33, "percent", point=F("31.6")), IMPOSSIBLE),
        (SHARE, Quantity(30, 33, "percent", point=F("31.8")), IMPOSSIBLE),
        (SHARE, Quantity.rounded("-31.7", "percent"), IMPOSSIBLE),
        (ABOUT, Quantity.exact("67.5", "percent"), CERTAIN),
        (ABOUT, Quantity.exact("72.5", "percent"), CERTAIN),
        (ABOUT, Quantity.exact("67.4", "percent"), IMPOSSIBLE),
        (ABOUT, Quantity.exact("72.6", "percent"), IMPOSSIBLE),
        (OVER, Quantity.exact(61, "percent"), CERTAIN),
        (OVER, Quantity.exact(100, "percent"), CERTAIN),
        (OVER, Quantity.exact(60, "percent"), IMPOSSIBLE),
        (FELL, Quantity.rounded("-1.0", "percent"), CERTAIN),
        # Halves round away from zero, below it too.
        (FELL, Quantity.exact("-1.05", "percent"), IMPOSSIBLE),
        (FELL, Quantity.exact("-0.95", "percent"), CERTAIN),
        (FELL, Quantity.rounded("1.0", "percent"), IMPOSSIBLE),
        (Quantity.exact(10, "count"), Quantity.exact(10, "count"), CERTAIN),
        (Quantity.exact(10, "count"), Quantity.exact(9, "count"), IMPOSSIBLE),
        (Quantity.exact(10, "count"), Quantity.exact(11, "count"), IMPOSSIBLE),
    ],
)
def test_whether_an_official_figure_is_what_was_said(said, official, expected):
    assert matches(said, official) is expected


# -- the table of claims -------------------------------------------------------------------------


def stated():
    return [figure for figure in registry().values() if figure.kind == "stated"]


def test_every_stated_figure_has_a_test_and_every_test_a_figure():
    assert list(TESTS) == [figure.id for figure in stated()]
    assert set(VERDICTS) == set(TESTS)


def test_the_table_of_claims():
    table = claims()
    assert isinstance(table, pd.DataFrame)
    assert list(table.index) == [figure.id for figure in stated()]
    assert table.index.name == "id"
    assert list(table.columns) == ["said", "official", "verdict", "reading", "caveat", "sources"]
    assert dict(table["verdict"]) == VERDICTS
    for figure in stated():
        line, found = table.loc[figure.id], evidence(figure.id)
        assert line["said"] == figure.locator.words
        assert type(line["verdict"]) is Verdict and line["verdict"] is found.verdict
        assert line["caveat"] == found.caveat and line["caveat"].endswith(".")
        official = line["official"]
        assert official is None or type(official) is Quantity
        shown = [r for r in found.readings if r.holds is CERTAIN] or list(found.readings)
        assert line["reading"] == "; ".join(reading.text for reading in shown)
        assert official == (shown[0].official if shown else None)
        assert type(line["sources"]) is tuple
        assert len(set(line["sources"])) == len(line["sources"])
        assert set(line["sources"]) == {s.id for reading in shown for s in reading.sources}


def test_every_source_can_be_cited():
    sources = {id for ids in claims()["sources"] for id in ids}
    assert len(sources) > 30
    for id in sources:
        text = briefing.cite(id)
        assert text.startswith(id.split("/")[0].replace("_", " ") + ", " + id.split("/")[1])
        assert id.split("/", 3)[3] in text


def test_the_table_shows_readings_that_hold_else_those_tested(folder):
    table = claims()
    gain = table.loc["growth-gain-over-2023"]
    assert gain["reading"] == "against the full year 2023"
    assert gain["sources"] == (
        "growth_cumulative/total/2024-01..2024-05/first published",
        "growth_cumulative/total/2023/first published",
    )
    assert (gain["said"], str(gain["official"])) == (
        "1.6 percentage points",
        "1.6 percentage points (1.5 to 1.7)",
    )
    for id in ("major-provinces-count", "prominent-cities-count", "double-digit-cities"):
        assert table.at[id, "official"] is None
        assert (table.at[id, "reading"], table.at[id, "sources"]) == ("", ())
    assert table.at["key-industries-count", "sources"] == ()
    amend_rate(folder, "growth_cumulative", "2023", "4.0")
    changed = claims(folder=folder)
    gain = changed.loc["growth-gain-over-2023"]
    assert gain["verdict"] is CONTRADICTED
    assert gain["reading"] == (
        "against the full year 2023; against January to May 2023, like for like"
    )
    assert str(gain["official"]) == "2.2 percentage points (2.1 to 2.3)"
    assert len(gain["sources"]) == 3
    others = [id for id in VERDICTS if id != "growth-gain-over-2023"]
    assert dict(changed.loc[others, "verdict"]) == {id: VERDICTS[id] for id in others}


def test_evidence_takes_a_stated_figure():
    for id in ("nope", "industrial-growth-2023", "double-digit-cities-share"):
        assert refusal(BriefingError, lambda id=id: evidence(id)) == (
            f"id: there is no test for {id!r}; use one of {', '.join(TESTS)}"
        )
    for call in (
        lambda: evidence("may-2024-decline", "2024-07-04"),
        lambda: claims("2024-07-04"),
    ):
        assert refusal(UnknownNameError, call) == (
            "briefing '2024-07-04' is unknown; did you mean 2024-07-05?"
        )


# -- the share of GDP ----------------------------------------------------------------------------


def test_the_share_of_gdp():
    found = evidence("industry-share-gdp-2023")
    assert [reading.text for reading in found.readings] == [
        "value added and GDP as in: first published",
        "value added and GDP as in: yearbook 2024 (before the fifth census)",
    ]
    assert holds(found) == [CERTAIN, CERTAIN] and found.common is False
    for vintage, reading in zip((FIRST, YEARBOOK), found.readings, strict=True):
        industry, gdp = (
            statistics.one(name, vintage=vintage, period="2023")
            for name in ("industrial_value_added", "gdp")
        )
        assert reading.sources == (industry, gdp)
        assert reading.official.point == 100 * industry.quantity.point / gdp.quantity.point
        assert reading.official.unit == "percent"
    assert found.caveat.startswith("GDP of 2023 was revised upward after the fifth economic census")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({FIRST: "1300000"}, ON_A_READING),
        ({YEARBOOK: "1300000.0"}, ON_A_READING),
        ({FIRST: "1300000", YEARBOOK: "1300000.0"}, CONTRADICTED),
        ({FIRST: "1200000", YEARBOOK: "1200000.0"}, CONTRADICTED),
        # 31.74 % still rounds to what was said, 31.76 % and 31.64 % do not.
        ({FIRST: "1257400"}, CONFIRMED),
        ({FIRST: "1256600"}, ON_A_READING),
        ({FIRST: "1261400"}, ON_A_READING),
    ],
)
def test_the_share_of_gdp_on_other_data(folder, changes, expected):
    for vintage, value in changes.items():
        where = {"series": "gdp", "period": "2023", "vintage": vintage}
        amend(folder, "national-accounts", value, **where)
    found = evidence("industry-share-gdp-2023", folder=folder)
    assert found.verdict is expected
    if expected is ON_A_READING:
        assert holds(found) == [
            IMPOSSIBLE if vintage in changes else CERTAIN for vintage in (FIRST, YEARBOOK)
        ]


# -- growth --------------------------------------------------------------------------------------


def test_growth_from_january_to_may(folder):
    id = "industrial-growth-2024-01-05"
    (reading,) = evidence(id).readings
    assert reading.text == "real growth, above designated size"
    assert reading.sources == (rate("growth_cumulative", "2024-01/2024-05"),)
    assert reading.official == reading.sources[0].quantity
    assert evidence(id).caveat == "By the end of the year the cumulative rate was 5.8 %."
    amend_rate(folder, "growth_cumulative", "2024-01/2024-05", "6.3")
    amend_rate(folder, "growth_cumulative", "2024", "5.1")
    found = evidence(id, folder=folder)
    assert (found.verdict, holds(found)) == (CONTRADICTED, [IMPOSSIBLE])
    assert str(found.readings[0].official) == "6.3 %"
    assert found.caveat == "By the end of the year the cumulative rate was 5.1 %."


@pytest.mark.parametrize(
    ("id", "industry", "may", "expected"),
    [
        ("equipment-growth-2024-05", "equipment_manufacturing", "7.6", CONTRADICTED),
        ("equipment-growth-2024-05", "equipment_manufacturing", "7.4", CONTRADICTED),
        ("equipment-growth-2024-05", "high_tech_manufacturing", "7.5", CONFIRMED),
        ("equipment-growth-2024-05", "total", "9.9", CONFIRMED),
        # "10 %" was said without a decimal: whatever rounds to it.
        ("high-tech-growth-2024-05", "high_tech_manufacturing", "10.4", CONFIRMED),
        ("high-tech-growth-2024-05", "high_tech_manufacturing", "9.5", CONFIRMED),
        ("high-tech-growth-2024-05", "high_tech_manufacturing", "10.6", CONTRADICTED),
        ("high-tech-growth-2024-05", "high_tech_manufacturing", "9.4", CONTRADICTED),
        ("high-tech-growth-2024-05", "equipment_manufacturing", "1.0", CONFIRMED),
    ],
)
def test_a_branch_in_may(folder, id, industry, may, expected):
    amend_rate(folder, "growth_single_month", "2024-05", may, industry)
    assert evidence(id, folder=folder).verdict is expected


@pytest.mark.parametrize(
    ("id", "industry", "april"),
    [
        ("equipment-growth-2024-05", "equipment_manufacturing", "9.9"),
        ("high-tech-growth-2024-05", "high_tech_manufacturing", "11.3"),
    ],
)
def test_a_branch_in_may_beside_april(folder, id, industry, april):
    found = evidence(id)
    (reading,) = found.readings
    assert reading.text == "single month, above designated size"
    assert reading.sources == (rate("growth_single_month", "2024-05", industry),)
    assert reading.official == reading.sources[0].quantity
    assert found.caveat == f"One month; in April the rate was {april} %."
    amend_rate(folder, "growth_single_month", "2024-04", "3.3", industry)
    changed = evidence(id, folder=folder)
    assert changed.caveat == "One month; in April the rate was 3.3 %."
    assert changed.verdict is CONFIRMED


def test_the_gain_over_2023():
    found = evidence("growth-gain-over-2023")
    now = rate("growth_cumulative", "2024-01/2024-05")
    assert holds(found) == [CERTAIN, IMPOSSIBLE]
    for reading, text, then in zip(
        found.readings,
        ("against the full year 2023", "against January to May 2023, like for like"),
        ("2023", "2023-01/2023-05"),
        strict=True,
    ):
        base = rate("growth_cumulative", then)
        assert (reading.text, reading.sources) == (text, (now, base))
        assert reading.official == now.quantity - base.quantity
        assert reading.official.unit == "percentage points"
    assert found.caveat == (
        "Five months are set against twelve; like for like the gain is "
        "2.6 percentage points (2.5 to 2.7)."
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"2023-01/2023-05": "4.6"}, CONFIRMED),
        ({"2023": "4.5"}, CONTRADICTED),
        ({"2023": "4.7"}, CONTRADICTED),
        ({"2023": "3.6", "2023-01/2023-05": "4.6"}, ON_A_READING),
        ({"2024-01/2024-05": "5.2"}, ON_A_READING),
        ({"2024-01/2024-05": "6.1"}, CONTRADICTED),
    ],
)
def test_the_gain_on_other_data(folder, changes, expected):
    for when, value in changes.items():
        amend_rate(folder, "growth_cumulative", when, value)
    found = evidence("growth-gain-over-2023", folder=folder)
    assert found.verdict is expected
    like_for_like = rate("growth_cumulative", "2024-01/2024-05", folder=folder).quantity - (
        rate("growth_cumulative", "2023-01/2023-05", folder=folder).quantity
    )
    assert found.caveat.endswith(f"like for like the gain is {like_for_like}.")


# -- the decline in May --------------------------------------------------------------------------


def test_the_decline_in_may():
    found = evidence("may-2024-decline")
    may, april, year_ago = (
        rate("growth_single_month", when) for when in ("2024-05", "2024-04", "2023-05")
    )
    level = rate("growth_month_on_month", "2024-05")
    assert [(r.text, r.sources, r.official) for r in found.readings] == [
        (
            "the growth rate fell from April to May",
            (may, april),
            may.quantity - april.quantity,
        ),
        (
            "the growth rate was below that of May 2023",
            (may, year_ago),
            may.quantity - year_ago.quantity,
        ),
        ("the level fell from April to May", (level,), level.quantity),
    ]
    assert holds(found) == [CERTAIN, IMPOSSIBLE, IMPOSSIBLE]
    assert found.caveat == "Slower growth is not a falling level."


@pytest.mark.parametrize(
    ("april", "year_ago", "level", "expected", "verdict"),
    [
        ("5.7", "5.7", "-0.3", [CERTAIN, CERTAIN, CERTAIN], CONFIRMED),
        (None, None, "-0.1", [CERTAIN, IMPOSSIBLE, CERTAIN], ON_A_READING),
        (None, None, "0.0", [CERTAIN, IMPOSSIBLE, UNDETERMINED], ON_A_READING),
        ("5.0", None, None, [IMPOSSIBLE, IMPOSSIBLE, IMPOSSIBLE], CONTRADICTED),
        ("5.0", "6.0", None, [IMPOSSIBLE, CERTAIN, IMPOSSIBLE], ON_A_READING),
        # The same rate twice settles nothing: rounding hides which was the lower.
        ("5.6", None, None, [UNDETERMINED, IMPOSSIBLE, IMPOSSIBLE], CONTRADICTED),
        ("5.6", "5.6", "0.0", [UNDETERMINED] * 3, NOT_VERIFIABLE),
    ],
)
def test_the_decline_on_other_data(folder, april, year_ago, level, expected, verdict):
    if april:
        amend_rate(folder, "growth_single_month", "2024-04", april)
    if year_ago:
        amend_rate(folder, "growth_single_month", "2023-05", year_ago)
    if level:
        amend_rate(folder, "growth_month_on_month", "2024-05", level)
    found = evidence("may-2024-decline", folder=folder)
    assert holds(found) == expected
    assert found.verdict is verdict


# -- the key industries --------------------------------------------------------------------------


def test_the_key_industries_are_counted():
    (reading,) = evidence("key-industries-count").readings
    assert reading.text == "industries named in the answer"
    assert reading.official == Quantity.exact(len(part("key-industries")), "count")
    assert (reading.holds, reading.sources) == (CERTAIN, ())
    assert evidence("key-industries-count").caveat == "A definition, not a measurement."


@pytest.mark.parametrize(
    ("change", "number"),
    [
        (lambda rows: rows[:-1], 9),
        (lambda rows: rows[1:], 9),
        (lambda rows: [*rows, rows[0] | {"position": "11", "industry": "toys"}], 11),
    ],
)
def test_another_number_of_key_industries_contradicts(folder, change, number):
    edit(folder / "briefing/2024-07-05/key-industries.csv", change)
    found = evidence("key-industries-count", folder=folder)
    assert (found.verdict, holds(found)) == (CONTRADICTED, [IMPOSSIBLE])
    assert found.readings[0].official == Quantity.exact(number, "count")


def test_nothing_decides_the_share_of_the_key_industries(folder):
    where = {"vintage": "as stated 2023-09-05", "industry": "ten key industries"}
    said_before = tuple(statistics.load("outturn_share_of_value_added", **where))
    found = evidence("key-industries-share")
    (reading,) = found.readings
    assert reading.text == "the ministry said so before"
    assert reading.sources == said_before and reading.official == said_before[0].quantity
    assert found.caveat == "No breakdown of value added by key industry is published."
    # The claimant's own word neither confirms nor contradicts, whatever it was.
    amend(folder, "key-industry-outturns", 20, industry="ten key industries")
    changed = evidence("key-industries-share", folder=folder)
    assert (changed.verdict, holds(changed)) == (NOT_VERIFIABLE, [UNDETERMINED])
    assert str(changed.readings[0].official) == "about 20 %"


@pytest.mark.parametrize(
    ("id", "caveat"),
    [
        ("major-provinces-count", "No list of the major provinces is published."),
        ("prominent-cities-count", "No list of the prominent cities is published."),
        ("double-digit-cities", "No list of the prominent cities is published."),
    ],
)
def test_a_list_that_nobody_published(id, caveat):
    found = evidence(id)
    assert (found.readings, found.caveat, found.common) == ((), caveat, False)


# -- ten provinces' share ------------------------------------------------------------------------


def level(name, value, decimals=0, **more):
    quantity = Quantity.rounded(value, "100 million yuan", decimals)
    return Statistic(
        **{
            "series": "s",
            "area": "110000",
            "member": name,
            "population": "all industry",
            "price_basis": "current prices",
            "period_start": date(2022, 1, 1),
            "period_end": date(2022, 12, 31),
            "quantity": quantity,
            "vintage": "v",
            "producer": "p",
            "read_in": "r",
            "address": "",
            "confidence": "primary",
            "note": "",
        }
        | more
    )


def exactly(name, value):
    return level(name, 1, quantity=Quantity.exact(value, "100 million yuan"))


ROUGH = {"A": level("A", 30), "B": level("B", 50), "C": level("C", 20)}
EXACT = {name: exactly(name, value) for name, value in (("A", 30), ("B", 50), ("C", 20))}


@pytest.mark.parametrize(
    ("members", "lower", "upper", "point"),
    [
        (["A"], F(2950, F("29.5") + 71), F(3050, F("30.5") + 69), 30),
        (["C"], F(1950, F("19.5") + 81), F(2050, F("20.5") + 79), 20),
        (["A", "B"], F(7900, 79 + F("20.5")), F(8100, 81 + F("19.5")), 80),
        (["B", "A"], F(7900, 79 + F("20.5")), F(8100, 81 + F("19.5")), 80),
        (["C", "A"], F(4900, 49 + F("50.5")), F(5100, 51 + F("49.5")), 50),
    ],
)
def test_the_share_of_some_in_the_sum_of_all(members, lower, upper, point):
    share = share_of(members, ROUGH)
    assert span(share) == (lower, upper, False, False, "percent")
    assert (share.point, share.decimals) == (point, 2)
    assert span(share_of(iter(members), EXACT)) == (point, point, True, True, "percent")


def test_a_share_reads_with_two_decimals():
    assert str(share_of(["A"], ROUGH)) == "30.00 % (29.35 to 30.66)"
    assert str(share_of(["A"], EXACT | {"D": exactly("D", 20)})) == "25 %"
    wide = ROUGH | {"C": level("C", 20, -1)}
    assert span(share_of(["C"], wide))[:2] == (F(1500, 15 + 81), F(2500, 25 + 79))


@pytest.mark.parametrize(
    ("members", "missing"), [(["A", "X"], "X"), (["Y", "A", "X"], "Y, X"), (["X"], "X")]
)
def test_a_member_without_a_level(members, missing):
    assert refusal(BriefingError, lambda: share_of(iter(members), ROUGH)) == (
        f"members: {missing} have no value; leave them out"
    )


def test_the_assumed_lists():
    rows = tables.read("official-province-lists")
    lists = ten_provinces()
    assert list(lists) == ["with Anhui", "with Hebei"]
    assert [(name, p) for name, members in lists.items() for p in members] == [
        (row["list"], row["province"]) for row in rows
    ]
    assert [len(members) for members in lists.values()] == [10, 10]


def test_the_assumed_lists_of_another_folder(folder):
    def change(rows):
        for row in rows:
            row["list"] = "mine"
        return rows[:3]

    edit(folder / "official/province-lists.csv", change)
    assert ten_provinces(folder) == {"mine": ten_provinces()["with Anhui"][:3]}
    readings = evidence("major-provinces-share", folder=folder).readings
    assert [reading.text for reading in readings] == [
        f"ten provinces mine, {year}" for year in PROVINCE_LEVELS
    ]


def levels_of(year, folder=None):
    return statistics.agreed(
        statistics.load(
            "province_industrial_value_added",
            vintage=PROVINCE_LEVELS[year],
            period=year,
            folder=folder,
        )
    )


def test_the_share_of_ten_provinces():
    assert PROVINCE_LEVELS["2022"] == DATABASE and PROVINCE_LEVELS["2024"] == PRELIMINARY
    found = evidence("major-provinces-share")
    assert [reading.text for reading in found.readings] == [
        f"ten provinces {name}, {year}" for year in PROVINCE_LEVELS for name in ten_provinces()
    ]
    pairs = [(year, m) for year in PROVINCE_LEVELS for m in ten_provinces().values()]
    for reading, (year, members) in zip(found.readings, pairs, strict=True):
        levels = levels_of(year)
        assert len(levels) == 31
        assert reading.sources == tuple(levels[member] for member in members)
        low, high = (
            {name: getattr(s.quantity, end) for name, s in levels.items()}
            for end in ("lower", "upper")
        )
        others = set(levels) - set(members)
        ten_low, ten_high = (sum(end[m] for m in members) for end in (low, high))
        rest_low, rest_high = (sum(end[m] for m in others) for end in (low, high))
        assert span(reading.official) == (
            100 * ten_low / (ten_low + rest_high),
            100 * ten_high / (ten_high + rest_low),
            False,
            False,
            "percent",
        )
        assert reading.official.lower > 60 and reading.holds is CERTAIN
    assert found.caveat == (
        "The ten are not named; the lists are assumptions of this package. Shares are of the sum "
        "of the provinces, all industry, at current prices."
    )


@pytest.mark.parametrize("shrunk", [["2022"], ["2024"], list(PROVINCE_LEVELS)])
def test_a_smaller_share_contradicts(folder, shrunk):
    for year in shrunk:
        for province in ("Guangdong", "Jiangsu"):
            amend_level(folder, province, "100.0", year)
    found = evidence("major-provinces-share", folder=folder)
    assert holds(found) == [
        IMPOSSIBLE if year in shrunk else CERTAIN for year in PROVINCE_LEVELS for _ in range(2)
    ]
    assert found.verdict is (CONTRADICTED if len(shrunk) == len(PROVINCE_LEVELS) else ON_A_READING)
    assert found.readings[2 * list(PROVINCE_LEVELS).index(shrunk[0])].official.upper < 60


def test_larger_others_contradict(folder):
    for year in PROVINCE_LEVELS:
        amend_level(folder, "Shanxi", "900000.0", year)
    found = evidence("major-provinces-share", folder=folder)
    assert set(holds(found)) == {IMPOSSIBLE} and found.verdict is CONTRADICTED


def test_a_share_at_the_border_settles_nothing(folder):
    """With ten of the value of 1.5 times the rest, rounding hides on which side of 60 % it is."""
    values = {name: s.quantity.point for name, s in levels_of("2022").items()}
    members = ten_provinces()["with Anhui"]
    rest = sum(value for name, value in values.items() if name not in members)
    others = sum(values[name] for name in members if name != "Guangdong")
    for nudge, expected in ((0, UNDETERMINED), (50, CERTAIN), (-100, IMPOSSIBLE)):
        wanted = F(3, 2) * rest - others
        amend_level(folder, "Guangdong", f"{float(wanted + nudge):.1f}", "2022")
        copy = shutil.copytree(folder, folder.parent / f"nudged {nudge}")
        (reading, *_) = evidence("major-provinces-share", folder=copy).readings
        assert reading.text == "ten provinces with Anhui, 2022"
        assert (nudge, reading.holds) == (nudge, expected)
        assert abs(reading.official.point - 60) < F(1, 50)


# -- ten provinces' growth -----------------------------------------------------------------------

JAN_MAY = {"vintage": FIRST, "period": "2024-01/2024-05"}
WITH_ANHUI, WITH_HEBEI = ten_provinces().values()


def rates_of(folder=None):
    found = statistics.agreed(statistics.load("province_growth", folder=folder, **JAN_MAY))
    return {name: s for name, s in found.items() if name != "China"}


def others_faster():
    """Provinces in neither list, with a rate certainly above the nation's."""
    nation = rate("growth_cumulative", "2024-01/2024-05").quantity
    listed = {*WITH_ANHUI, *WITH_HEBEI}
    return [n for n, s in rates_of().items() if n not in listed and s.quantity > nation]


def test_the_growth_of_ten_provinces():
    found = evidence("major-provinces-growth")
    rates, nation = rates_of(), rate("growth_cumulative", "2024-01/2024-05")
    assert holds(found) == [CERTAIN, UNDETERMINED]
    for reading, name, members in zip(
        found.readings, ten_provinces(), (WITH_ANHUI, WITH_HEBEI), strict=True
    ):
        with_data = [member for member in members if member in rates]
        slowest = min(with_data, key=lambda member: rates[member].quantity.point)
        assert reading.text == f"ten provinces {name}; slowest with data: {slowest}"
        assert reading.official == rates[slowest].quantity
        assert reading.sources == (*(rates[member] for member in with_data), nation)
    assert {*WITH_HEBEI} - {*rates} == {"Hebei"} and {*WITH_ANHUI} < {*rates}
    others = [n for n in rates if n not in {*WITH_ANHUI, *WITH_HEBEI}]
    faster, silent = len(others_faster()), len(tables.read("regions")) - len(rates)
    assert found.common is True and 2 * faster > len(others)
    assert found.caveat == (
        f"So did {faster} of the {len(others)} other provinces with data: exceeding the national "
        f"rate marks nobody out. {silent} provinces have no rate, and the rates held do not add up "
        "to the national one."
    )
    assert (faster, len(others), silent) == (11, 16, 5)


@pytest.mark.parametrize(
    ("province", "value", "expected", "verdict"),
    [
        # In both lists.
        ("Sichuan", "6.1", [IMPOSSIBLE, IMPOSSIBLE], CONTRADICTED),
        ("Jiangsu", "-2.0", [IMPOSSIBLE, IMPOSSIBLE], CONTRADICTED),
        # The nation's own rate as printed: rounding hides which was the higher.
        ("Sichuan", "6.2", [UNDETERMINED, UNDETERMINED], NOT_VERIFIABLE),
        ("Sichuan", "6.3", [CERTAIN, UNDETERMINED], WEAK),
        # In one list; the other lacks Hebei.
        ("Anhui", "6.1", [IMPOSSIBLE, UNDETERMINED], CONTRADICTED),
        ("Anhui", "6.2", [UNDETERMINED, UNDETERMINED], NOT_VERIFIABLE),
    ],
)
def test_one_of_the_ten_that_grew_less(folder, province, value, expected, verdict):
    amend_province(folder, province, value)
    found = evidence("major-provinces-growth", folder=folder)
    assert (holds(found), found.verdict) == (expected, verdict)
    slowest = "Sichuan" if value == "6.3" else province
    assert found.readings[0].text == f"ten provinces with Anhui; slowest with data: {slowest}"
    assert str(found.readings[0].official) == f"{value.replace('-', '−')} %"


def test_a_faster_nation_contradicts(folder):
    amend_rate(folder, "growth_cumulative", "2024-01/2024-05", "6.5")
    found = evidence("major-provinces-growth", folder=folder)
    assert (holds(found), found.verdict) == ([IMPOSSIBLE, IMPOSSIBLE], CONTRADICTED)
    # The rate among the provinces' own rows is not what they are compared with.
    assert found.readings[0].sources[-1].series == "growth_cumulative"
    assert str(found.readings[0].sources[-1]) == "6.5 %"


@pytest.mark.parametrize(
    ("slowed", "hebei", "verdict"),
    [
        (0, None, WEAK),
        (2, None, WEAK),  # 9 of 16 others
        (3, None, ON_A_READING),  # 8 of 16 are not most
        (11, None, ON_A_READING),
        (0, "7.0", WEAK),
        (3, "7.0", CONFIRMED),
        (11, "7.0", CONFIRMED),
        (11, "5.0", ON_A_READING),
    ],
)
def test_a_claim_true_of_most_others_is_weak(folder, slowed, hebei, verdict):
    for province in others_faster()[:slowed]:
        amend_province(folder, province, "5.0")
    if hebei:
        add_province(folder, "Hebei", hebei)
    found = evidence("major-provinces-growth", folder=folder)
    assert found.verdict is verdict
    assert found.common is (slowed < 3)
    second = {None: UNDETERMINED, "7.0": CERTAIN, "5.0": IMPOSSIBLE}[hebei]
    assert holds(found) == [CERTAIN, second]
    assert found.caveat.startswith(f"So did {11 - slowed} of the 16 other provinces with data: ")
    assert f"nobody out. {4 if hebei else 5} provinces have no rate" in found.caveat


def test_another_province_with_a_rate_is_another_to_compare(folder):
    add_province(folder, "Tianjin", "6.2")  # not certainly faster
    add_province(folder, "Qinghai", "9.0")
    found = evidence("major-provinces-growth", folder=folder)
    assert found.caveat.startswith("So did 12 of the 18 other provinces with data: ")
    assert "3 provinces have no rate" in found.caveat
    assert found.verdict is WEAK


@pytest.mark.parametrize(
    ("said", "official", "answer"),
    [
        (Quantity.rounded("31.7", "percent"), Quantity.rounded("31.75", "percent"), IMPOSSIBLE),
        (Quantity.rounded("10", "percent"), Quantity.rounded("10.5", "percent"), IMPOSSIBLE),
        (Quantity.rounded("10", "percent"), Quantity.rounded("9.5", "percent"), CERTAIN),
        (Quantity.over(60, "percent", 100), Quantity.rounded("60", "percent"), IMPOSSIBLE),
        (Quantity.over(60, "percent"), Quantity.rounded("61", "percent"), CERTAIN),
    ],
)
def test_an_open_end_is_no_match(said, official, answer):
    assert matches(said, official) is answer


def test_units_are_not_compared_by_their_numbers():
    with pytest.raises(BriefingError, match="percent and count cannot be compared"):
        matches(Quantity.rounded("10", "percent"), Quantity.exact(10, "count"))


@pytest.mark.parametrize("members", [["A", "A"], ["A", "B"], []])
def test_a_share_is_of_some_each_once(members):
    class Level:
        quantity = Quantity.exact(1, "100 million yuan")

    with pytest.raises(BriefingError, match="members: name some of the provinces, each once"):
        share_of(members, {"A": Level, "B": Level})
