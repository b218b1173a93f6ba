"""The registry: what the briefing states, exactly; what follows; what must not be combined."""

import csv
import json
import shutil
import subprocess
import sys
from dataclasses import FrozenInstanceError, replace
from datetime import date
from fractions import Fraction as F

import pandas as pd
import pytest

import briefing
from briefing import tables
from briefing.errors import BriefingError, ScopeError, TableError, UnitError, UnknownNameError
from briefing.figures import (
    LATEST,
    OPERATIONS,
    Comparison,
    Figure,
    Locator,
    Scope,
    briefings,
    cite,
    combine,
    figure,
    figures,
    part,
    registry,
    source,
)
from briefing.quantity import Quantity

MINISTER = "Jin Zhuanglong, minister of industry and information technology"
ABOVE = "industry above designated size"
UNSTATED = "industry, designated size not stated"
GROWTH = "growth of value added, year on year"
TABLE = "briefing/2024-07-05/figures.csv"


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


# -- the stated facts ----------------------------------------------------------------------------

Y2023 = (date(2023, 1, 1), date(2023, 12, 31))
JAN_MAY = (date(2024, 1, 1), date(2024, 5, 31))
MAY = (date(2024, 5, 1), date(2024, 5, 31))
NONE = (None, None)

#: id: ends, text, wording, decimals; measure; population, period, denominator; place
STATED = {
    "industry-share-gdp-2023": (
        ((F("31.65"), F("31.75"), True, False, "percent"), "31.7 %", "rounded", 1),
        "share of industrial value added in GDP",
        ("all industry", *Y2023, "gross domestic product"),
        (4, 3, 638, 643, "31.7%"),
    ),
    "industrial-growth-2024-01-05": (
        ((F("6.15"), F("6.25"), True, False, "percent"), "6.2 %", "rounded", 1),
        GROWTH,
        (ABOVE, *JAN_MAY, None),
        (4, 5, 955, 959, "6.2%"),
    ),
    "growth-gain-over-2023": (
        (
            (F("1.55"), F("1.65"), True, False, "percentage points"),
            "1.6 percentage points",
            "rounded",
            1,
        ),
        "growth rate less that of 2023",
        (ABOVE, *JAN_MAY, None),
        (4, 5, 974, 995, "1.6 percentage points"),
    ),
    "equipment-growth-2024-05": (
        ((F("7.45"), F("7.55"), True, False, "percent"), "7.5 %", "rounded", 1),
        GROWTH,
        ("equipment manufacturing above designated size", *MAY, None),
        (4, 6, 1180, 1184, "7.5%"),
    ),
    "high-tech-growth-2024-05": (
        ((F("9.5"), F("10.5"), True, False, "percent"), "10 %", "rounded", 0),
        GROWTH,
        ("high-tech manufacturing above designated size", *MAY, None),
        (4, 6, 1189, 1192, "10%"),
    ),
    "may-2024-decline": (
        (None, "lower than a rate or level that is not stated", "none", None),
        "industrial performance",
        ("industry, population not stated", *MAY, None),
        (2, 3, 267, 281, "decline in May"),
    ),
    "key-industries-count": (
        ((10, 10, True, True, "count"), "10", "exact", None),
        "number of key industries",
        ("key industries", *NONE, None),
        (6, 1, 1908, 1925, "10 key industries"),
    ),
    "key-industries-share": (
        ((F("67.5"), F("72.5"), True, True, "percent"), "about 70 %", "about", None),
        "share of the key industries in value added",
        (ABOVE, *NONE, "value added of industry above designated size"),
        (6, 2, 2199, 2208, "about 70%"),
    ),
    "major-provinces-count": (
        ((10, 10, True, True, "count"), "10", "exact", None),
        "number of major industrial provinces",
        ("major industrial provinces", *NONE, None),
        (7, 2, 2601, 2630, "10 major industrial provinces"),
    ),
    "major-provinces-share": (
        ((60, 100, False, True, "percent"), "over 60 %", "over", None),
        "share of the major industrial provinces in industrial value added",
        (UNSTATED, *NONE, "national total of industrial value added"),
        (7, 2, 2678, 2686, "over 60%"),
    ),
    "major-provinces-growth": (
        (None, "each higher than industrial-growth-2024-01-05", "none", None),
        GROWTH,
        (UNSTATED, *JAN_MAY, None),
        (7, 3, 2847, 2880, "all exceeded the national average"),
    ),
    "prominent-cities-count": (
        ((50, 50, True, True, "count"), "50", "exact", None),
        "number of prominent industrial cities",
        ("prominent industrial cities", *NONE, None),
        (7, 4, 2938, 2968, "50 prominent industrial cities"),
    ),
    "double-digit-cities": (
        ((11, 50, True, True, "count"), "more than 10 of 50", "more than", None),
        "number of prominent industrial cities with double-digit growth",
        ("prominent industrial cities", *NONE, None),
        (7, 4, 2970, 2982, "more than 10"),
    ),
}
DERIVED = ["industrial-growth-2023", "double-digit-cities-share"]
ORDER = list(STATED)[:3] + DERIVED[:1] + list(STATED)[3:] + DERIVED[1:]


def test_the_registry_holds_these_figures_in_this_order():
    assert list(registry()) == ORDER
    assert [one.id for one in registry().values()] == ORDER
    assert [one.id for one in registry().values() if one.kind == "derived"] == DERIVED


@pytest.mark.parametrize("id", STATED)
def test_a_stated_figure(id):
    (ends, text, wording, decimals), measure, scope, place = STATED[id]
    one = figure(id)
    assert (one.id, one.kind, one.briefing) == (id, "stated", "2024-07-05")
    assert (None if one.quantity is None else span(one.quantity)) == ends
    assert str(one) == text
    assert (one.qualifier, one.stated_decimals) == (wording, decimals)
    assert one.quantity is None or one.quantity.qualifier == wording
    assert (one.measure, one.area) == (measure, "China")
    assert one.scope == Scope(*scope)
    assert (one.population, one.period_start, one.period_end, one.denominator) == scope
    assert one.locator == Locator(*place)
    assert (one.derivation, one.derived_from, one.assumption) == (None, (), None)
    if id == "may-2024-decline":
        assert (one.speaker, one.said_in) == (
            "a journalist whom the page does not name",
            "question",
        )
    else:
        assert (one.speaker, one.said_in) == (MINISTER, "answer")


def test_the_relations_claimed():
    claimed = {id: one.comparison for id, one in registry().items() if one.comparison}
    assert claimed == {
        "growth-gain-over-2023": Comparison("higher than", "industrial-growth-2023"),
        "may-2024-decline": Comparison("lower than", "a rate or level that is not stated"),
        "major-provinces-growth": Comparison("each higher than", "industrial-growth-2024-01-05"),
    }
    assert str(claimed["growth-gain-over-2023"]) == "higher than industrial-growth-2023"
    without = [one.comparison for id, one in registry().items() if id not in claimed]
    assert without == [None] * 12


def test_notes_say_what_a_reader_must_know():
    notes = {id: one.note for id, one in registry().items()}
    assert [id for id, note in notes.items() if note is None] == [
        "key-industries-count",
        "prominent-cities-count",
    ]
    assert notes["key-industries-share"] == (
        "The half-width of 2.5 is our reading, to the nearest five; the minister gives none. "
        "The year is not stated."
    )
    assert "10.0" in notes["high-tech-growth-2024-05"]
    assert "10 % or more" in notes["double-digit-cities"]
    assert "full year" in notes["industrial-growth-2023"]


def test_the_growth_of_2023_is_computed():
    one = figure("industrial-growth-2023")
    assert span(one.quantity) == (F("4.5"), F("4.7"), False, False, "percent")
    assert (str(one), f"{one:2}") == ("4.6 % (4.5 to 4.7)", "4.6 % (4.50 to 4.70)")
    assert one.derivation == "difference"
    assert one.derived_from == ("industrial-growth-2024-01-05", "growth-gain-over-2023")
    assert one.scope == Scope(ABOVE, *Y2023, None)
    assert (one.measure, one.qualifier, one.kind) == (GROWTH, "range", "derived")
    assert (one.locator, one.speaker, one.said_in, one.stated_decimals) == (None,) * 4
    assert one.assumption is None


def test_the_share_of_the_double_digit_cities_is_computed():
    one = figure("double-digit-cities-share")
    assert span(one.quantity) == (22, 100, True, True, "percent")
    assert str(one) == "at least 22 %"
    assert one.derivation == "share"
    assert one.derived_from == ("double-digit-cities", "prominent-cities-count")
    assert one.scope == Scope("prominent industrial cities", None, None, one.population)
    assert (one.locator, one.comparison) == (None, None)


def test_the_other_tables_of_the_briefing():
    industries = part("key-industries")
    assert [row["industry"] for row in industries] == [
        "steel",
        "non-ferrous metals",
        "petrochemicals",
        "chemicals",
        "building materials",
        "machinery",
        "automobiles",
        "power equipment",
        "light industry",
        "electronics",
    ]
    assert [row["position"] for row in industries] == list(range(1, 11))
    assert {row["end"] - row["start"] - len(row["industry"]) for row in industries} == {0}
    assert [tuple(row.values()) for row in part("provinces")] == [
        ("Jiangsu", "320000", 2642, 2649),
        ("Guangdong", "440000", 2654, 2663),
    ]
    assert [row["id"] for row in part("measures")] == [f"m{n:02}" for n in range(1, 29)]
    assert len(part("other-numerals")) == 22


def test_the_source_record():
    record = source()
    assert record["date_said"] == date(2024, 7, 5)
    assert record["date_published"] == date(2024, 7, 24)
    assert record["address"] == (
        "http://english.scio.gov.cn/pressroom/2024-07/24/content_117331010_2.htm"
    )
    assert record["characters"] == 5775
    assert record["sha256"] == "b529b7527cec9d15efdd6acdda85bef1b88c869ff8e178bcb03a82f89bd26816"


# -- a figure ------------------------------------------------------------------------------------


def test_a_figure_shows_itself():
    share = figure("major-provinces-share")
    assert repr(share) == (
        "<Figure major-provinces-share: over 60 % (share of the major industrial provinces in "
        "industrial value added; industry, designated size not stated, period not stated, as a "
        "share of national total of industrial value added)>"
    )
    assert share._repr_html_() == (
        '<span class="figure"><strong>over 60 %</strong> share of the major industrial provinces '
        "in industrial value added (industry, designated size not stated, period not stated, as a "
        "share of national total of industrial value added; stated)</span>"
    )
    unsafe = replace(share, measure="<m>", population="a & b", comparison=None)
    assert "<m>" not in unsafe._repr_html_() and "&lt;m&gt; (a &amp; b" in unsafe._repr_html_()
    claim = replace(figure("major-provinces-growth"), comparison=Comparison("<", "x"))
    assert "<strong>&lt; x</strong>" in claim._repr_html_()


def test_a_relation_without_a_value_formats_as_its_words():
    claim = figure("major-provinces-growth")
    assert f"{claim:2}" == "each higher than industrial-growth-2024-01-05"
    assert f"{figure('key-industries-share')}" == "about 70 %"


def test_a_figure_cannot_be_changed():
    one = figure("industry-share-gdp-2023")
    with pytest.raises(FrozenInstanceError):
        one.quantity = Quantity.exact(1, "percent")
    with pytest.raises(TypeError):
        registry()["mine"] = one
    with pytest.raises(TypeError):
        OPERATIONS["sum"] = None


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, None, "period not stated"),
        (date(2023, 1, 1), None, "period not stated"),
        (None, date(2023, 1, 1), "period not stated"),
        (date(2023, 1, 1), date(2023, 12, 31), "2023"),
        (date(2023, 2, 1), date(2023, 12, 31), "2023-02 to 2023-12"),
        (date(2023, 1, 1), date(2023, 11, 30), "2023-01 to 2023-11"),
        (date(2022, 1, 1), date(2023, 12, 31), "2022-01 to 2023-12"),
        (date(2024, 5, 1), date(2024, 5, 31), "2024-05"),
        (date(2023, 5, 1), date(2024, 5, 31), "2023-05 to 2024-05"),
        (date(2024, 1, 1), date(2024, 5, 31), "2024-01 to 2024-05"),
    ],
)
def test_a_period_in_words(start, end, words):
    scope = Scope("all industry", start, end, None)
    assert scope.period == words
    assert str(scope) == f"all industry, {words}"
    assert str(scope._replace(denominator="GDP")) == f"all industry, {words}, as a share of GDP"


def test_a_locator_in_words():
    assert str(Locator(4, 3, 638, 643, "31.7%")) == (
        "paragraph 4, sentence 3, characters 638 to 643"
    )


# -- finding -------------------------------------------------------------------------------------


def test_an_unknown_figure_is_refused_with_near_matches():
    assert refusal(UnknownNameError, lambda: figure("double")) == (
        "figure 'double' is unknown; did you mean double-digit-cities?"
    )
    sentence = refusal(UnknownNameError, lambda: figure("major-provinces"))
    assert sentence == (
        "figure 'major-provinces' is unknown; did you mean major-provinces-share or "
        "major-provinces-count or major-provinces-growth?"
    )
    assert refusal(UnknownNameError, lambda: figure("zzz")) == (
        "figure 'zzz' is unknown; there are " + ", ".join(ORDER)
    )
    with pytest.raises(LookupError):
        figure("zzz")


def test_an_unknown_briefing_is_refused():
    near = "briefing '2024-07-04' is unknown; did you mean 2024-07-05?"
    for call in (
        lambda: part("figures", "2024-07-04"),
        lambda: registry("2024-07-04"),
        lambda: figure("key-industries-count", "2024-07-04"),
        lambda: figures("2024-07-04"),
        lambda: cite("key-industries-count", "2024-07-04"),
        lambda: source("2024-07-04"),
    ):
        assert refusal(UnknownNameError, call) == near
    assert refusal(UnknownNameError, lambda: part("figures", "x")) == (
        "briefing 'x' is unknown; there are 2024-07-05"
    )


def test_an_unknown_part_is_refused():
    assert refusal(TableError, lambda: part("cities")).startswith(
        "datapackage.json: describes no table 'briefing-2024-07-05-cities'; add it, or use one of "
    )


def test_there_is_one_briefing():
    assert briefings() == ["2024-07-05"]
    assert LATEST == "2024-07-05"


def test_figures_as_a_table():
    table = figures()
    assert isinstance(table, pd.DataFrame)
    assert table.shape == (15, 18)
    assert table.index.name == "id"
    assert list(table.index) == ORDER
    assert list(table.columns) == [
        "kind",
        "measure",
        "population",
        "area",
        "period_start",
        "period_end",
        "quantity",
        "qualifier",
        "stated_decimals",
        "comparison",
        "denominator",
        "speaker",
        "said_in",
        "locator",
        "note",
        "derivation",
        "derived_from",
        "assumption",
    ]
    assert set(table.dtypes) == {pd.Series([None], dtype=object).dtype}
    for id, one in registry().items():
        for column in table.columns:
            assert table.at[id, column] == getattr(one, column)
    assert table.at["key-industries-count", "period_start"] is None
    assert type(table.at["industry-share-gdp-2023", "period_end"]) is date
    assert table.at["industry-share-gdp-2023", "stated_decimals"] == 1


# -- combining -----------------------------------------------------------------------------------


def made(id, value, unit="percent", **more):
    """A figure of our own; scope and the rest as given."""
    start = {
        "kind": "stated",
        "measure": f"m {id}",
        "population": "p",
        "area": "China",
        "period_start": None,
        "period_end": None,
        "qualifier": "exact",
        "stated_decimals": 0,
        "comparison": Comparison("higher than", "x"),
        "denominator": None,
        "speaker": "s",
        "said_in": "answer",
        "locator": Locator(1, 1, 0, 1, "x"),
        "note": "n",
    }
    return Figure(**{"id": id, "quantity": Quantity.exact(value, unit)} | start | more)


@pytest.mark.parametrize(
    ("operation", "first", "second", "expected"),
    [
        ("sum", made("a", 6), made("b", 2, "percentage points"), (8, "percent")),
        ("difference", made("a", 6), made("b", 2), (4, "percentage points")),
        ("share", made("a", 6, "count"), made("b", 8, "count"), (75, "percent")),
        ("share of a share", made("a", 50), made("b", 30), (15, "percent")),
    ],
)
def test_what_an_operation_computes(operation, first, second, expected):
    assert list(OPERATIONS) == ["sum", "difference", "share", "share of a share"]
    result = combine(operation, first, second)
    value, unit = expected
    assert result == made(
        f"{operation} of a and b",
        value,
        unit,
        kind="derived",
        measure=f"{operation}: m a; m b",
        qualifier="range",
        stated_decimals=None,
        comparison=None,
        locator=None,
        note=None,
        derivation=operation,
        derived_from=("a", "b"),
        assumption=None,
    )


def test_plus_and_minus_combine():
    a, b = made("a", 6, "count"), made("b", 2, "count")
    assert a + b == combine("sum", a, b)
    assert a - b == combine("difference", a, b)
    assert (a - b).quantity == Quantity.exact(4, "count")


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({"population": "q"}, "q, period not stated"),
        (
            {"period_start": date(2024, 5, 1), "period_end": date(2024, 5, 31)},
            "p, 2024-05",
        ),
        ({"denominator": "GDP"}, "p, period not stated, as a share of GDP"),
    ],
)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_figures_of_different_scope_are_refused(operation, change, shown):
    a, b = made("a", 50), made("b", 60, **change)
    assert refusal(ScopeError, lambda: combine(operation, a, b)) == (
        f"a is about [p, period not stated], b about [{shown}]; they do not combine unless you "
        "say what bridges the difference (assuming=…)"
    )
    assert refusal(ScopeError, lambda: combine(operation, b, a, assuming="")).startswith(
        f"b is about [{shown}], a about [p, period not stated]; "
    )
    bridged = combine(operation, b, a, assuming="they are alike")
    assert bridged.assumption == "they are alike"
    assert bridged.scope == b.scope
    assert combine(operation, a, b, assuming="they are alike").scope == a.scope


def test_area_and_measure_do_not_guard():
    assert combine("sum", made("a", 1), made("b", 2, area="Jiangsu")).area == "China"


def test_the_ten_industries_and_the_ten_provinces_are_never_added():
    industries, provinces = figure("key-industries-share"), figure("major-provinces-share")
    sentence = (
        "key-industries-share is about [industry above designated size, period not stated, as a "
        "share of value added of industry above designated size], major-provinces-share about "
        "[industry, designated size not stated, period not stated, as a share of national total "
        "of industrial value added]; they do not combine unless you say what bridges the "
        "difference (assuming=…)"
    )
    assert refusal(ScopeError, lambda: industries + provinces) == sentence
    assert refusal(ScopeError, lambda: industries - provinces) == sentence


def test_a_relation_without_a_value_computes_nothing():
    rate, claim = figure("industrial-growth-2024-01-05"), figure("major-provinces-growth")
    sentence = "major-provinces-growth states a relation without a value; nothing to compute"
    for first, second in ((rate, claim), (claim, rate)):
        call = lambda first=first, second=second: combine("sum", first, second)  # noqa: E731
        assert refusal(BriefingError, call) == sentence


def test_an_unknown_operation_is_refused():
    one = made("a", 1)
    assert refusal(BriefingError, lambda: combine("product", one, one)) == (
        "operation: 'product' is unknown; use one of sum, difference, share, share of a share"
    )


def test_units_are_still_guarded():
    assert refusal(UnitError, lambda: made("a", 1) + made("b", 1, "count")) == (
        "percent and count cannot be added; bring both to one unit first"
    )


# -- citing --------------------------------------------------------------------------------------

PAGE = (
    "press conference of the State Council Information Office on promoting high-quality "
    "development, Beijing, 2024-07-05 ({}); SCIO briefing on promoting high-quality development: "
    "Ministry of Industry and Information Technology, State Council Information Office, "
    "China, 2024-07-24, http://english.scio.gov.cn/pressroom/2024-07/24/content_117331010_2.htm "
    "({})"
)


def cited(words, speaker, part, place):
    return f"“{words}”: {speaker}, {PAGE.format(part, place)}"


def test_a_stated_figure_is_cited_with_its_words_speaker_page_and_place():
    assert cite("major-provinces-share") == cited(
        "over 60%", MINISTER, "answer", "paragraph 7, sentence 2, characters 2678 to 2686"
    )
    assert cite("may-2024-decline", "2024-07-05") == cited(
        "decline in May",
        "a journalist whom the page does not name",
        "question",
        "paragraph 2, sentence 3, characters 267 to 281",
    )


def test_a_derived_figure_is_cited_with_what_it_rests_on():
    rate = cited("6.2%", MINISTER, "answer", "paragraph 4, sentence 5, characters 955 to 959")
    gain = cited(
        "1.6 percentage points",
        MINISTER,
        "answer",
        "paragraph 4, sentence 5, characters 974 to 995",
    )
    assert cite("industrial-growth-2023") == (
        "4.6 % (4.5 to 4.7) (growth of value added, year on year), computed as the difference of\n"
        f"  {rate}\n  {gain}"
    )


def test_an_unknown_figure_is_not_cited():
    assert "is unknown; did you mean key-industries-share" in refusal(
        UnknownNameError, lambda: cite("key-industries-shar")
    )


# -- tables that do not serve --------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the data that a test may change; the library's own once it does."""
    copy = shutil.copytree(tables.data_folder(), tmp_path / "data")
    monkeypatch.setattr(tables, "data_folder", lambda: copy)
    tables.package.cache_clear()
    registry.cache_clear()
    yield copy
    tables.package.cache_clear()
    registry.cache_clear()


def change(folder, id, **cells):
    """Change cells of a figure's row; returns the row's number."""
    path = folder / TABLE
    with open(path, encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    number = [row[0] for row in rows].index(id)
    for column, text in cells.items():
        rows[number][header.index(column)] = text
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    return number + 2


RATE = "industrial-growth-2024-01-05"
SHARE = "key-industries-share"
UNVALUED = "major-provinces-growth"
GAIN, BASE = "growth-gain-over-2023", "industrial-growth-2023"
TWO = "needs the ids of two figures from rows above;"
BOTH = "give both ends, or neither"


@pytest.mark.parametrize(
    ("id", "cells", "column", "said"),
    [
        (SHARE, {"value": "-1"}, "value", "-1 is negative; a share cannot be"),
        (SHARE, {"value": "100.5"}, "value", "100.5 % is more than the whole it is a share of"),
        (SHARE, {"within": ""}, "within", "is empty; 'about' needs it"),
        (SHARE, {"value": ""}, "value", "is empty; 'about' needs it"),
        (SHARE, {"unit": ""}, "unit", "is empty; 'about' needs it"),
        (RATE, {"stated_decimals": ""}, "stated_decimals", "is empty; 'rounded' needs it"),
        (RATE, {"value": ""}, "value", "is empty; 'rounded' needs it"),
        ("key-industries-count", {"unit": ""}, "unit", "is empty; 'exact' needs it"),
        ("major-provinces-growth", {"relation": ""}, "relation", "is empty; 'none' needs it"),
        ("double-digit-cities", {"of": ""}, "of", "is empty; 'more than' needs it"),
        ("double-digit-cities", {"of": UNVALUED}, "of", f"{UNVALUED!r} is no count in a row above"),
        (RATE, {"qualifier": "range"}, "qualifier", "'range' is for derived figures"),
        ("double-digit-cities", {"of": "x"}, "of", "'x' is no count in a row above"),
        (
            "double-digit-cities",
            {"value": "50"},
            "value",
            "value, of: more than 50 of 50 is impossible; give whole numbers with 0 <= value < of",
        ),
        (
            "major-provinces-share",
            {"value": "100"},
            "value",
            "lower, upper: no value lies in (100, 100]; give a lower end below the upper",
        ),
        (RATE, {"paragraph": ""}, "paragraph", "is empty; a stated figure needs its place"),
        (RATE, {"sentence": ""}, "sentence", "is empty; a stated figure needs its place"),
        (RATE, {"start": ""}, "start", "is empty; a stated figure needs its place"),
        (RATE, {"end": ""}, "end", "is empty; a stated figure needs its place"),
        (RATE, {"words": ""}, "words", "is empty; a stated figure needs its place"),
        (RATE, {"period_start": ""}, "period_end", BOTH),
        (RATE, {"period_end": ""}, "period_end", BOTH),
        (
            RATE,
            {"period_end": "2023-12-31"},
            "period_end",
            "2023-12-31 lies before the start; correct one",
        ),
        (BASE, {"period_end": ""}, "period_end", BOTH),
        (
            BASE,
            {"value": "4.6"},
            "value",
            "a derived figure is computed; leave it empty",
        ),
        (BASE, {"qualifier": "exact"}, "qualifier", "a derived figure is a range; say so"),
        (
            "double-digit-cities",
            {"unit": "index"},
            "unit",
            "'index' does not go with more than; use count",
        ),
        (BASE, {"derived_from": ""}, "derived_from", f"{TWO} nothing does not serve"),
        (BASE, {"derived_from": GAIN}, "derived_from", f"{TWO} {GAIN} does not serve"),
        (BASE, {"derived_from": f"{RATE} x"}, "derived_from", f"{TWO} x does not serve"),
        (BASE, {"derived_from": "x y"}, "derived_from", f"{TWO} x, y does not serve"),
        (
            BASE,
            {"derived_from": f"{RATE} {SHARE}"},
            "derived_from",
            f"{TWO} {SHARE} does not serve",
        ),
        (
            BASE,
            {"derived_from": f"{RATE} {GAIN} {RATE}"},
            "derived_from",
            f"{TWO} {RATE} {GAIN} {RATE} does not serve",
        ),
        (
            BASE,
            {"derivation": ""},
            "derivation",
            "operation: None is unknown; use one of sum, difference, share, share of a share",
        ),
        (
            BASE,
            {"derivation": "share"},
            "derivation",
            "percent and percentage points cannot be divided; bring both to one unit first",
        ),
        (RATE, {"qualifier": "nearly"}, "qualifier", None),
        (RATE, {"value": "NaN"}, "value", "'NaN' is not a finite number; correct it"),
    ],
)
def test_a_row_that_builds_no_figure(folder, id, cells, column, said):
    row = change(folder, id, **cells)
    sentence = refusal(TableError, lambda: registry(folder=folder))
    where = f"{TABLE}, row {row}, column {column}: "
    if said is None:
        assert sentence.startswith(f"{where}'nearly' is unknown; use one of exact, rounded, ")
    else:
        assert sentence == where + said


def test_limits_of_a_share_are_themselves_possible(folder):
    change(folder, SHARE, value="100", within="0")
    change(folder, "industry-share-gdp-2023", value="0", qualifier="over", stated_decimals="0")
    change(folder, "high-tech-growth-2024-05", value="-100.5", stated_decimals="1")
    change(folder, "equipment-growth-2024-05", value="140", qualifier="over", stated_decimals="0")
    known = registry(folder=folder)
    assert span(known[SHARE].quantity) == (100, 100, True, True, "percent")
    assert span(known["industry-share-gdp-2023"].quantity) == (0, 100, False, True, "percent")
    assert str(known["high-tech-growth-2024-05"]) == "−100.5 %"
    assert span(known["equipment-growth-2024-05"].quantity) == (140, None, False, False, "percent")


def test_no_share_is_more_than_the_whole(folder):
    change(folder, SHARE, value="99", within="2.5")
    assert span(registry(folder=folder)[SHARE].quantity) == (F("96.5"), 100, True, True, "percent")
    registry.cache_clear()
    change(folder, SHARE, value="0.99", within="0.025", unit="ratio")
    assert registry(folder=folder)[SHARE].quantity.upper == 1


def test_another_folder_is_read_beside_the_library_s_own(tmp_path):
    other = shutil.copytree(tables.data_folder(), tmp_path / "data")
    change(other, RATE, value="5.8")
    page = other / "briefing" / "2024-07-05" / "source.csv"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("Beijing", "Shanghai"), encoding="utf-8")
    descriptor = (other / "datapackage.json").read_text(encoding="utf-8")
    assert str(registry(folder=other)[RATE]) == "5.8 %"
    assert source(folder=other)["place"] == "Shanghai"
    renamed = descriptor.replace("briefing-2024-07-05-", "briefing-2025-01-15-")
    (other / "datapackage.json").write_text(renamed, encoding="utf-8")
    tables.package.cache_clear()
    assert briefings(other) == ["2025-01-15"]
    assert part("source", "2025-01-15", other)[0]["place"] == "Shanghai"
    tables.package.cache_clear()


def test_decimals_are_those_the_row_states(folder):
    change(folder, "high-tech-growth-2024-05", value="10.0", stated_decimals="1")
    one = registry(folder=folder)["high-tech-growth-2024-05"]
    assert span(one.quantity) == (F("9.95"), F("10.05"), True, False, "percent")
    assert str(one) == "10.0 %"


def test_a_derived_figure_follows_what_it_is_computed_from(folder):
    change(folder, RATE, value="6.3")
    change(folder, "double-digit-cities", value="24")
    known = registry(folder=folder)
    assert str(known[BASE]) == "4.7 % (4.6 to 4.8)"
    assert str(known["double-digit-cities-share"]) == "at least 50 %"


# -- a second briefing ---------------------------------------------------------------------------


def test_a_second_briefing_is_a_second_folder_of_data(folder):
    second = folder / "briefing" / "2025-01-15"
    shutil.copytree(folder / "briefing" / "2024-07-05", second)
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["resources"] += [
        {
            **entry,
            "name": entry["name"].replace("2024-07-05", "2025-01-15"),
            "path": entry["path"].replace("2024-07-05", "2025-01-15"),
        }
        for entry in descriptor["resources"]
        if entry["name"].startswith("briefing-")
    ]
    # Neither name is a briefing's: one ends, one begins otherwise.
    descriptor["resources"] += [
        {"name": "briefing-notes", "path": "a.csv", "schema": {"fields": []}},
        {"name": "other-figures", "path": "b.csv", "schema": {"fields": []}},
    ]
    descriptor["resources"].reverse()
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    table = second / "figures.csv"
    text = table.read_text(encoding="utf-8").replace(",6.2,percent", ",5.8,percent")
    table.write_text(text, encoding="utf-8")

    assert briefings(folder) == ["2024-07-05", "2025-01-15"]
    assert briefings() == ["2024-07-05", "2025-01-15"]
    one = figure(RATE, "2025-01-15")
    assert (str(one), one.briefing) == ("5.8 %", "2025-01-15")
    derived = figure(BASE, "2025-01-15")
    assert (str(derived), derived.briefing) == ("4.2 % (4.1 to 4.3)", "2025-01-15")
    assert str(figure(RATE)) == "6.2 %"
    assert registry("2025-01-15", folder)[RATE] == one
    assert figures("2025-01-15").at[RATE, "quantity"] == one.quantity
    assert cite(BASE, "2025-01-15").startswith("4.2 % (4.1 to 4.3) (growth")
    (second / "source.csv").write_text(
        (second / "source.csv").read_text(encoding="utf-8").replace("Beijing", "Shanghai"),
        encoding="utf-8",
    )
    assert "Shanghai" in cite(RATE, "2025-01-15") and "Beijing" in cite(RATE)
    assert cite(BASE, "2025-01-15").count("Shanghai") == 2
    assert source("2025-01-15", folder)["place"] == "Shanghai"
    table.write_text(text.replace(",5.8,percent", ",x,percent"), encoding="utf-8")
    registry.cache_clear()
    assert refusal(TableError, lambda: figure(RATE, "2025-01-15")) == (
        "briefing/2025-01-15/figures.csv, row 3, column value: 'x' is not of type number; "
        "correct it"
    )


# -- the package ---------------------------------------------------------------------------------


def test_importing_the_library_and_a_figure_loads_nothing_heavy():
    code = (
        "import briefing, sys\n"
        "assert str(briefing.figure('major-provinces-share')) == 'over 60 %'\n"
        "print(sorted({'pandas', 'matplotlib', 'numpy', 'seaborn'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_is_there():
    assert all(hasattr(briefing, name) for name in briefing.__all__)
    assert briefing.__all__ == sorted(briefing.__all__)
