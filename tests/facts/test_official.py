"""Published facts: found by series, vintage, period and the rest, and never mixed."""

import time
from dataclasses import replace

import pytest

from briefing.errors import BriefingError, ScopeError, TableError, UnknownNameError
from briefing.facts.cite import cite
from briefing.facts.fact import Fact, Published
from briefing.facts.official import (
    MARKS,
    MARKS_MEAN,
    agreed,
    by_id,
    frame,
    marked,
    official,
    one,
    series,
    source_line,
    vintages,
)
from briefing.facts.period import Period
from briefing.facts.said import figure
from briefing.facts.scope import Scope, vocabulary
from briefing.facts.tables import Package, package
from briefing.quantity import Quantity
from conftest import LIVE, TESTS, edit, refusal, rewrite

DATA = package(TESTS / "data")
WORDS = vocabulary(DATA)
FIRST = {"vintage": "first published", "folder": DATA}
EQUIPMENT = "equipment manufacturing above designated size"
JAN_FEB = {**FIRST, "period": "2031-01/2031-02"}
PROVINCES = "province_industrial_value_added"
ACCOUNTS, MONTHS = "official/national-accounts.csv", "official/monthly-growth.csv"


def made(value=6, *, confidence="secondary", producer="p", read_in="r", series="s", **about):
    """A published fact of our own."""
    about = {
        "measure": "value added",
        "population": "all industry",
        "area": "XA-N",
        "period": "2031",
        "vintage": "v",
        **about,
    }
    value = value if isinstance(value, Quantity) else Quantity.rounded(value, "percent")
    origin = Published(series, producer, read_in, "", "", confidence, "t.csv", 2)
    return Fact("id", value, Scope(**about), origin, vocabulary=WORDS)


# -- finding -------------------------------------------------------------------------------------


def test_series_and_vintages_stand_in_the_order_of_the_tables(invented):
    assert series(folder=DATA) == [
        *("gdp", "industrial_value_added", "growth_cumulative", "growth_single_month"),
        *("growth_month_on_month", "province_industrial_value_added", "province_growth"),
        *("revenue", "cost"),
    ]
    assert vintages("gdp", folder=DATA) == ["first published", "revised"]
    assert vintages("province_growth", folder=DATA) == ["first published"]
    rewrite(invented, "official/province-growth.csv", lambda rows: [])
    assert "province_growth" not in series(folder=invented)


def test_one_published_value_with_all_that_belongs_to_it():
    found = one("industrial_value_added", vintage="revised", period=2029, folder=DATA)
    assert found == Fact(
        "industrial_value_added/Arcadia, all industry/2029/revised",
        Quantity.rounded("199.0", "100 million yuan"),
        Scope(
            *("value added", "all industry", "XA", "2029", None, "current prices", "revised"),
            "level",
        ),
        Published(
            *("industrial_value_added", "Arcadian Office of Statistics", "Yearbook"),
            *("https://example.org/xa", "", "primary", ACCOUNTS, 7),
        ),
    )
    assert found.member == "Arcadia, all industry"
    assert found is one("industrial_value_added", vintage="revised", period="2029", folder=DATA)


@pytest.mark.parametrize(
    ("name", "where", "points"),
    [
        ("gdp", {}, [950, 1000, 500]),
        ("gdp", {"vintage": "revised"}, [960, 1010]),
        ("gdp", {"area": "XB"}, [500]),
        ("gdp", {"period": "2030"}, [1000]),
        ("gdp", {"period": Period.parse(2030)}, [1000]),
        ("gdp", {"period": "2030-01/2030-12"}, [1000]),
        ("gdp", {"member": "Borduria, whole economy"}, [500]),
        (PROVINCES, {"period": "2030"}, [60, 40, 85, 20, 60]),
        (PROVINCES, {"member": "North"}, [60, 60, 62]),
        (PROVINCES, {"member": "North", "period": "2030"}, [60, 60]),
        (PROVINCES, {"area": "XA-N", "confidence": "single-source"}, [60]),
        (PROVINCES, {"read_in": "Northern Herald"}, [60]),
        ("growth_single_month", {"period": "2031-02", "population": EQUIPMENT}, [7.9]),
    ],
)
def test_what_is_asked_narrows_together_in_the_order_of_the_tables(name, where, points):
    where = FIRST | where
    found = official(name, **where)
    assert [float(fact.quantity.point) for fact in found] == points
    assert {fact.scope.vintage for fact in found} == {where["vintage"]}


def test_a_period_that_the_source_does_not_state_stays_open(invented):
    where = {"series": "growth_cumulative", "period": "2030", "area": "XA"}
    edit(invented, MONTHS, where, period="")
    asked = {"vintage": "first published", "area": "XA", "folder": invented}
    (fact,) = official("growth_cumulative", period="not stated", **asked)
    assert (fact.scope.period, fact.period) == (None, "period not stated")
    assert fact.id.endswith("/not stated/first published")
    assert by_id(fact.id, folder=invented) == [fact]
    assert cite(fact.id, folder=invented).startswith(
        "growth cumulative, Arcadia, industry above designated size, period not stated: 4.7 %"
    )
    assert len(official("growth_cumulative", **asked)) == 3
    near = refusal(UnknownNameError, official, "growth_cumulative", period="2030", **asked)
    assert near.startswith("period of growth_cumulative '2030' is unknown; ")
    where = {"vintage": "first published", "period": "not stated", "folder": DATA}
    assert "no row has these values" in refusal(BriefingError, official, "gdp", **where)


@pytest.mark.parametrize(
    ("error", "name", "where", "said"),
    [
        (UnknownNameError, "gpd", {}, "series 'gpd' is unknown; did you mean gdp?"),
        (
            UnknownNameError,
            "gdp",
            {"vintage": "first"},
            "vintage of gdp 'first' is unknown; did you mean first published?",
        ),
        (
            UnknownNameError,
            "gdp",
            {"aria": "XA"},
            "attribute 'aria' is unknown; did you mean area?",
        ),
        (
            UnknownNameError,
            "gdp",
            {"area": "XC"},
            "area in gdp 'XC' is unknown; did you mean XB or XA?",
        ),
        (
            UnknownNameError,
            "gdp",
            {"period": "1876-05"},
            "period of gdp '1876-05' is unknown; there is 2031; 2030; 2029",
        ),
        (
            UnknownNameError,
            "growth_single_month",
            {"period": "2031-03"},
            "period of growth_single_month '2031-03' is unknown; did you mean 2031-02 or "
            "2031-01 or 2030-02?",
        ),
        # What another area has is not near.
        (
            *(UnknownNameError, "gdp", {"period": "2030", "area": "XB"}),
            "period of gdp '2030' is unknown; did you mean 2031?",
        ),
        (
            *(BriefingError, "gdp", {"vintage": None}),
            "vintage: say which vintage of gdp; there is first published; revised",
        ),
        (
            *(BriefingError, PROVINCES, {"area": "XA-S", "confidence": "single-source"}),
            "province_industrial_value_added: no row has these values together; leave one out",
        ),
        (
            *(
                BriefingError,
                PROVINCES,
                {"area": "XA-S", "confidence": "single-source", "period": "2030"},
            ),
            f"{PROVINCES}: no row has these values together; leave one out",
        ),
        (
            *(BriefingError, "province_growth", {"period": "2031-02"}),
            "period: province_growth has no 2031-02 alone, for January and February are published "
            'together; ask for "2031-01/2031-02" of growth_cumulative or province_growth',
        ),
        (
            *(BriefingError, "gdp", {"period": "May"}),
            "period: 'May' must look like 2023, 2024-05 or 2024-01/2024-05",
        ),
        (
            *(BriefingError, "growth_single_month", {"period": "2030-01"}),
            "period: growth_single_month has no 2030-01 alone, for January and February are "
            'published together; ask for "2030-01/2030-02" of growth_cumulative',
        ),
    ],
)
def test_what_is_not_held_is_refused(error, name, where, said):
    for call in (official, one):
        assert refusal(error, call, name, **FIRST | where) == said


def test_a_february_that_was_published_alone_is_found():
    assert one("growth_month_on_month", period="2031-02", **FIRST).period == "2031-02"


def test_facts_are_found_by_their_id():
    id = f"{PROVINCES}/North/2030/first published"
    found = by_id(id, folder=DATA)
    assert [fact.id for fact in found] == [id, id]
    assert found == official(PROVINCES, member="North", period="2030", **FIRST)
    held = [fact for name in series(folder=DATA) for fact in every(name)]
    assert {fact.id for fact in held} == {
        f.id for fact in held for f in by_id(fact.id, folder=DATA)
    }
    near = refusal(UnknownNameError, by_id, f"{PROVINCES}/Noth/2030/first published", folder=DATA)
    assert near == f"member in {PROVINCES} 'Noth' is unknown; did you mean North or South?"
    for id in ("gdp/2030", 60 * "x", 61 * "x"):
        said = refusal(BriefingError, by_id, id, folder=DATA)
        assert said == f"id: {id[:60]!r} must look like gdp/whole economy/2023/revised"


def every(name):
    return [
        fact
        for vintage in vintages(name, folder=DATA)
        for fact in official(name, vintage=vintage, folder=DATA)
    ]


# -- rows that do not serve ----------------------------------------------------------------------


def test_a_row_that_builds_no_fact_is_named(invented):
    edit(invented, ACCOUNTS, {"vintage": "revised", "value": "1010.0"}, unit="parsecs")
    where = {"vintage": "revised", "folder": Package(invented)}
    sentence = refusal(TableError, official, "gdp", **where)
    assert sentence.startswith(f"{ACCOUNTS}, row 8, column value: unit 'parsecs' is unknown; ")
    assert len(official("gdp", period="2029", **where)) == 1
    rewrite(invented, "vocabulary/series.csv", lambda rows: rows[1:])
    sentence = refusal(TableError, official, "gdp", vintage="revised", folder=invented)
    assert sentence.startswith(f"{ACCOUNTS}, row 2, column series: series 'gdp' is unknown; ")


# -- one value for each member -------------------------------------------------------------------


def test_one_value_is_one_member_of_one_period():
    assert refusal(BriefingError, one, "province_growth", **JAN_FEB) == (
        "province_growth: holds 3 values (North, South, West); narrow it to one"
    )
    assert one("province_growth", member="South", **JAN_FEB).scope.area == "XA-S"
    assert refusal(ScopeError, one, "gdp", vintage="revised", folder=DATA) == (
        "facts: mixes period 2029 and 2030; choose one"
    )
    live = {"vintage": "preliminary accounts 2024", "period": "2024", "folder": LIVE}
    said = refusal(BriefingError, one, "province_gross_product", **live)
    held = len(official("province_gross_product", **live))
    assert f"holds {held} values (" in said and said.count(",") == 11  # twelve are named
    both = {**FIRST, "period": "2031-02"}
    assert "holds 2 values (" in refusal(BriefingError, one, "growth_single_month", **both)


def test_the_best_confirmed_source_stands_in_whatever_order():
    assert list(MARKS) == ["primary", "secondary", "single-source"]
    three = [made(confidence=rank) for rank in MARKS]
    for order in (three, three[::-1], [three[1], three[0], three[2]]):
        assert agreed(iter(order)) == {"North": three[0]}
    assert agreed(three[:0:-1]) == {"North": three[1]}
    first, second = made(read_in="1"), made(read_in="2")
    assert agreed([second, first])["North"] is second
    found = agreed(official(PROVINCES, period="2030", **FIRST))
    assert list(found) == ["North", "South", "East", "West"]
    assert found["North"].provenance.read_in == "Yearbook"


def test_a_qualified_value_gives_way_to_a_rounded_one():
    rounded = made("6.2", confidence="single-source")
    about = made(Quantity.about(6, "percent", within="0.5"), confidence="primary")
    over = made(Quantity.over(9, "percent"), confidence="primary")
    assert agreed([about, rounded])["North"] is rounded
    assert agreed([over, rounded])["North"] is rounded  # only rounded values can disagree
    assert agreed([over, about])["North"] is over


def test_sources_that_disagree_are_refused():
    first, other = made("6.2", read_in="release"), made("6.4", read_in="reprint")
    other = replace(other, provenance=replace(other.provenance, confidence="single-source"))
    for order in ((first, other), (other, first)):
        assert refusal(BriefingError, agreed, order) == (
            "North: sources disagree, 6.2 % (release) and 6.4 % (reprint); choose one by read_in"
        )
    coarse = made("6", read_in="reprint", confidence="single-source")
    assert agreed([coarse, first])["North"] is first  # rounding accounts for the difference


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"series": "t"}, "mixes series s and t; choose one"),
        ({"vintage": "u"}, "mixes vintage u and v; choose one"),
        ({"period": "2030"}, "mixes period 2030 and 2031; choose one"),
        ({"price_basis": "p"}, "mixes price_basis not stated and p; choose one"),
    ],
)
@pytest.mark.parametrize("area", ["XA-N", "XA-S"])
def test_mixing_is_refused(other, said, area):
    for pair in ([made(), made(area=area, **other)], [made(area=area, **other), made()]):
        assert refusal(ScopeError, agreed, pair) == f"facts: {said}"


def test_members_differ_in_area_or_in_population_but_not_in_both():
    large = "industry above designated size"
    assert len(agreed([made(), made(area="XA-S")])) == 2
    assert len(agreed([made(area="XA"), made(area="XA", population=large)])) == 2
    assert refusal(ScopeError, agreed, [made(), made(area="XA-S", population=large)]) == (
        "facts: mixes population all industry and industry above designated size; choose one"
    )
    assert refusal(ScopeError, agreed, [made(), made(population=large)]) == (
        "facts: North is of two scopes (population); choose one"
    )


def test_only_published_values_can_agree():
    assert refusal(BriefingError, agreed, []) == "facts: is empty; nothing is held"
    said = figure("share-gdp-2031", folder=DATA)
    for call in (agreed, source_line):
        assert refusal(BriefingError, call, [said]) == (
            "2032-01-20:share-gdp-2031: was not published by a statistics office; leave it out"
        )
    message = refusal(BriefingError, agreed, [replace(made(), quantity=None)])
    assert message.endswith(" states a relation without a value; nothing to compute")


# -- showing -------------------------------------------------------------------------------------


def test_a_value_is_marked_by_its_confidence():
    assert [marked(made(confidence=rank)) for rank in MARKS] == ["6 % *", "6 %", "6 % °"]
    assert all(mark in MARKS_MEAN for mark in ("* on", "° from", "without a mark"))
    assert not MARKS_MEAN.startswith("*")


def test_facts_as_a_table():
    found = [*official(PROVINCES, **FIRST), made(Quantity.over(60, "percent"))]
    table = frame(iter(found))
    assert (
        list(table.columns)
        == (
            "series member area period value unit population vintage producer read_in confidence "
            "note quantity possible"
        ).split()
    )
    assert list(table["value"]) == [60, 40, 85, 20, 60, 62, 60]
    assert table["value"].dtype == float and table["note"].dtype == object
    assert list(table["member"]) == [fact.member for fact in found]
    assert list(table["quantity"]) == [fact.quantity for fact in found]
    assert table["possible"].iloc[-1] == "over 60"
    assert table["unit"].iloc[0] == "100 million yuan"
    assert frame([]).empty and list(frame([]).columns) == list(table.columns)
    assert frame([made(Quantity(1, 2, "percent"))])["value"].isna().all()


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([made()], "p; v"),
        ([made(), made(producer="q", vintage="w")], "p; q; v; w"),
        ([made(producer=name) for name in "pqr"], "p and 2 other offices; v"),
        ([made(producer=name) for name in "pqrs"], "p and 3 other offices; v"),
        ([made(confidence=rank) for rank in MARKS], "p; v; 1 of 3 values rest on a single source"),
    ],
)
def test_a_source_line(facts, expected):
    assert source_line(iter(facts)) == f"Source: {expected}; rows in t.csv"
    other = replace(facts[0], provenance=replace(facts[0].provenance, table="u.csv"))
    assert source_line([*facts, other]).endswith("; rows in t.csv and u.csv")


def test_a_source_line_needs_a_source():
    said = refusal(BriefingError, source_line, [])
    assert said == "facts: is empty; a source line needs what it is the source of"


# -- many rows -----------------------------------------------------------------------------------


def test_a_call_does_not_walk_every_row(invented):
    def many(rows):
        return [
            {**rows[0], "period": f"{year}-{month:02}", "value": f"{n}.0", "series": name}
            for name in ("gdp", "industrial_value_added")
            for n, (year, month) in enumerate(
                (y, m) for y in range(1000, 5200) for m in range(1, 13)
            )
        ]

    rewrite(invented, ACCOUNTS, many)
    source = Package(invented)
    where = {"vintage": "first published", "folder": source}
    for name in ("gdp", "industrial_value_added"):  # once loaded
        one(name, period="1000-01", area="XA", member="Arcadia, whole economy", **where)
    begun = time.process_time()  # what other programs take does not count
    for year in range(2000, 2100):
        found = one("gdp", period=f"{year}-05", area="XA", **where)
        assert found.quantity.point == (year - 1000) * 12 + 4
        assert official("industrial_value_added", period=f"{year}-05", **where)
    assert (time.process_time() - begun) / 200 < 0.002
