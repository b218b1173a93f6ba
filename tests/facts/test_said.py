"""What a briefing states: found by id and briefing, built row by row, refused cell by cell."""

import csv
import json
import subprocess
import sys
import time
from fractions import Fraction as F

import pytest

from briefing.errors import BriefingError, TableError, UnknownNameError
from briefing.facts.fact import Derived, Locator, Relation, Reported, Said
from briefing.facts.said import (
    PARTS,
    briefings,
    figure,
    figures,
    latest,
    pages,
    part,
    registry,
    source,
)
from briefing.facts.scope import Scope
from briefing.facts.tables import Package, package
from briefing.quantity import Quantity
from conftest import TESTS, add, edit, refusal, rewrite

DATA = package(TESTS / "data")
ARCADIA, BORDURIA = "2031-03-10", "2032-01-20"
TABLE = f"briefing/{ARCADIA}/figures.csv"


def arcadian(id):
    return figure(id, ARCADIA, folder=DATA)


# -- finding -------------------------------------------------------------------------------------


def test_briefings_stand_in_the_order_in_which_they_were_held(invented):
    assert briefings(DATA) == [ARCADIA, BORDURIA]
    assert latest(DATA) == BORDURIA
    edit(invented, "briefings.csv", {"briefing": ARCADIA}, date_said="2033-01-01")
    assert briefings(invented) == [BORDURIA, ARCADIA]
    assert latest(invented) == ARCADIA
    assert figure("share-gdp-2030", folder=invented).briefing == ARCADIA


def test_the_latest_is_one_whose_transcript_was_read(invented):
    edit(invented, "briefings.csv", {"briefing": BORDURIA}, read_as="report")
    assert latest(invented) == ARCADIA
    assert briefings(invented) == [ARCADIA, BORDURIA]
    edit(invented, "briefings.csv", {"briefing": ARCADIA}, read_as="report")
    assert latest(Package(invented)) == BORDURIA
    # Of two that were held on one day, the one that is listed first.
    edit(invented, "briefings.csv", {}, read_as="transcript", date_said="2031-03-10")
    assert latest(Package(invented)) == ARCADIA


def test_a_figure_is_found_by_its_id_its_briefing_or_both():
    one = arcadian("share-gdp-2030")
    assert one == figure(f"{ARCADIA}:share-gdp-2030", folder=DATA)
    assert one == figure(f"{ARCADIA}:share-gdp-2030", ARCADIA, folder=TESTS / "data")
    assert one == registry(ARCADIA, folder=str(TESTS / "data"))["share-gdp-2030"]
    assert figure("growth-2031", folder=DATA).briefing == BORDURIA
    id = f"{ARCADIA}:share-gdp-2030"
    said = refusal(BriefingError, figure, id, BORDURIA, folder=DATA)
    assert said == f"id: {id!r} is not of {BORDURIA!r}; name one briefing"
    said = refusal(UnknownNameError, figure, f"{ARCADIA}:a:b", folder=DATA)
    assert said.startswith("figure of 2031-03-10 'a:b' is unknown; ")


def test_unknown_names_are_refused_with_near_matches():
    assert refusal(UnknownNameError, figure, "share-gdp", ARCADIA, folder=DATA) == (
        "figure of 2031-03-10 'share-gdp' is unknown; did you mean share-gdp-2030?"
    )
    assert refusal(UnknownNameError, figure, "electricity", folder=DATA).endswith(
        "did you mean electricity-2031?"
    )
    near = f"briefing '2031-03-11' is unknown; did you mean {ARCADIA} or {BORDURIA}?"
    for call in (figures, pages, registry, source):
        assert refusal(UnknownNameError, call, "2031-03-11", folder=DATA) == near
    assert refusal(UnknownNameError, figure, "2031-03-11:x", folder=DATA) == near
    assert refusal(UnknownNameError, part, "provinces", "2031-03-11", folder=DATA) == near
    said = refusal(UnknownNameError, part, "province", folder=DATA)
    assert said == "part of a briefing 'province' is unknown; did you mean provinces?"


def test_a_list_that_a_briefing_does_not_have_is_empty():
    assert [row["province"] for row in part("provinces", ARCADIA, folder=DATA)] == [
        "North",
        "South",
    ]
    assert part("measures", ARCADIA, folder=DATA) == []
    assert part("provinces", folder=DATA) == []
    assert {len(part(name, folder=DATA)) for name in PARTS} == {0, 1}


def test_the_pages_of_a_briefing(invented):
    assert source(ARCADIA, folder=DATA)["occasion"] == "press conference on industry"
    assert pages(folder=DATA) == [source(folder=DATA)]
    row = next(csv.DictReader(open(invented / "briefings.csv", encoding="utf-8")))
    add(invented, "briefings.csv", **{**row, "id": "second", "title": "Page 2"})
    assert [page["title"] for page in pages(ARCADIA, folder=invented)][1:] == ["Page 2"]
    assert source(ARCADIA, folder=invented)["id"] == "arcadia-2031-03-10"
    assert briefings(invented) == [ARCADIA, BORDURIA]


# -- what is found -------------------------------------------------------------------------------


def test_a_stated_figure():
    one = arcadian("gain-2031-01-02")
    assert one.scope == Scope(
        *("growth rate less that of the year before", "industry above designated size", "XA"),
        *("2031-01/2031-02", None, None, f"said {ARCADIA}", "change"),
    )
    assert one.quantity == Quantity.rounded("1.5", "percentage points")
    assert one.relation == Relation("higher than", "growth-2030")
    assert one.provenance == Said(
        *(ARCADIA, "Alva Reed, minister of industry", "answer"),
        *(Locator(4, 2, 288, 309, "1.5 percentage points"), 1),
    )
    assert (one.note, one.key) == ("", f"{ARCADIA}:gain-2031-01-02")
    assert one.member == "Arcadia, industry above size"


@pytest.mark.parametrize(
    ("id", "text", "kind", "denominator"),
    [
        ("share-gdp-2030", "20.5 %", "share", "whole economy"),
        ("growth-2031-01-02", "6.2 %", "rate", None),
        ("growth-2030", "4.7 % (over 4.6 to under 4.8)", "rate", None),
        ("key-industries-count", "3", "count", None),
        ("provinces-share", "over 60 %", "share", "industry, size of enterprise not stated"),
        ("double-digit-towns", "more than 5 of 8", "count", None),
        ("double-digit-towns-share", "at least 75 %", "share", "industrial towns"),
        ("february-decline", "lower than a rate or level that is not stated", "level", None),
        ("provinces-growth", "each higher than growth-2031-01-02", "rate", None),
    ],
)
def test_figures_of_the_invented_briefing(id, text, kind, denominator):
    one = arcadian(id)
    assert (str(one), one.scope.kind, one.scope.denominator) == (text, kind, denominator)


NOWHERE = {"said_in": "", "paragraph": "", "sentence": "", "start": "", "end": ""}
FIGURES = f"briefing/{BORDURIA}/figures.csv"


@pytest.fixture
def reported(invented):
    """The invented package, with a briefing of which only reports were read."""
    unknown = {"date_published": "", "address": "", "characters": "", "sha256": ""}
    edit(invented, "briefings.csv", {"briefing": BORDURIA}, read_as="report", **unknown)
    edit(invented, FIGURES, {}, **NOWHERE)
    return invented


def test_a_figure_that_was_read_in_a_report_has_words_and_no_place(reported):
    one = figure("growth-2031", BORDURIA, folder=reported)
    assert one.provenance == Said(
        *(BORDURIA, "Kurt Bazin, secretary of state", "", Reported("3.0%"), 1)
    )
    assert str(one.quantity) == "3.0 %"
    assert str(one.provenance.locator) == "as reported; its place in the transcript is not known"
    row = figures(BORDURIA, folder=reported).loc["growth-2031"]
    assert (row["locator"].words, row["said_in"], row["stated"]) == ("3.0%", "", True)


@pytest.mark.parametrize("column", ["said_in", "paragraph", "sentence", "start", "end"])
def test_a_place_in_a_report_is_refused(reported, column):
    edit(
        reported, FIGURES, {"id": "growth-2031"}, **{column: "answer" if column == "said_in" else 3}
    )
    assert refusal(TableError, registry, BORDURIA, folder=reported) == (
        f"{FIGURES}, row 3, column {column}: is filled, but only reports were read; leave it"
    )


@pytest.mark.parametrize("column", ["words", "speaker"])
def test_a_reported_figure_needs_words_and_a_speaker(reported, column):
    edit(reported, FIGURES, {"id": "growth-2031"}, **{column: ""})
    assert refusal(TableError, registry, BORDURIA, folder=reported) == (
        f"{FIGURES}, row 3, column {column}: is empty; a stated figure needs it"
    )


@pytest.mark.parametrize("column", ["date_published", "address", "characters", "sha256"])
def test_a_page_of_a_transcript_needs_what_proves_it(invented, column):
    edit(invented, "briefings.csv", {"briefing": BORDURIA}, **{column: ""})
    assert refusal(TableError, briefings, invented) == (
        f"briefings.csv, row 3, column {column}: is empty; a page of a transcript needs it"
    )


def test_a_count_may_say_of_how_many(invented):
    edit(invented, TABLE, {"id": TOWNS}, qualifier="exact", value="8")
    rewrite(invented, TABLE, lambda rows: [row for row in rows if not row["derivation"]])
    found = registry(ARCADIA, folder=invented)[TOWNS].quantity
    assert (str(found), found.total) == ("8", 8)
    edit(invented, TABLE, {"id": TOWNS}, value="9")
    assert refusal(TableError, registry, ARCADIA, folder=Package(invented)).endswith(
        "column value: 9 of 8 cannot be"
    )


def test_a_derived_figure_names_its_parts_by_briefing_and_id():
    one = arcadian("growth-2030")
    parts = (f"{ARCADIA}:growth-2031-01-02", f"{ARCADIA}:gain-2031-01-02")
    assert one.provenance == Derived("difference", parts, (), ARCADIA)
    assert (one.period, one.key) == ("2030", f"{ARCADIA}:growth-2030")
    assert one.note.startswith("The minister does not say")


def test_figures_as_a_table():
    table = figures(ARCADIA, folder=DATA)
    assert table.index.name == "id"
    assert list(table.index) == list(registry(ARCADIA, folder=DATA))
    assert (
        list(table.columns)
        == (
            "measure population area period quantity unit lower upper lower_closed upper_closed "
            "qualifier kind denominator relation stated speaker said_in locator note derivation "
            "derived_from assumptions rests_on"
        ).split()
    )
    assert {str(kind) for kind in table.dtypes} == {"object"}
    said, derived = table.loc["provinces-share"], table.loc["growth-2030"]
    assert (said["lower"], said["upper"], said["unit"]) == (60, 100, "percent")
    assert (said["lower_closed"], said["upper_closed"], said["stated"]) == (False, True, True)
    assert (said["qualifier"], said["period"], said["derivation"]) == ("over", None, None)
    assert (said["note"], derived["period"]) == (None, "2030")
    assert derived["note"].startswith("The minister does not say")
    assert (derived["stated"], derived["speaker"], derived["locator"]) == (False, None, None)
    assert derived["derived_from"] == arcadian("growth-2030").provenance.parts
    assert table.loc["provinces-growth"][["quantity", "unit", "lower"]].isna().all()
    assert type(table.at["share-gdp-2030", "lower"]) is F
    assert figures(folder=DATA).shape == (3, 23)


def test_a_registry_is_built_once_and_cannot_be_changed():
    known = registry(ARCADIA, folder=DATA)
    assert registry(ARCADIA, folder=DATA) is known
    with pytest.raises(TypeError):
        known["mine"] = None


# -- tables that do not serve --------------------------------------------------------------------

RATE, SHARE, GAIN, BASE = "growth-2031-01-02", "provinces-share", "gain-2031-01-02", "growth-2030"
UNVALUED, TOWNS, COUNTED = "provinces-growth", "double-digit-towns", "double-digit-towns-share"


def row_of(id):
    return [*registry(ARCADIA, folder=DATA)].index(id) + 2


@pytest.mark.parametrize(
    ("id", "cells", "said"),
    [
        (SHARE, {"value": "100"}, "value: lower, upper: no value lies in (100, "),
        (RATE, {"unit": ""}, "unit: is empty; rounded needs it"),
        (RATE, {"measure": "growth"}, "measure: measure 'growth' is unknown; there is value ad"),
        *(
            (UNVALUED, {column: ""}, "relative_to: goes with relation; give both, or neither")
            for column in ("relation", "relative_to")
        ),
        (UNVALUED, {"relation": "", "relative_to": ""}, "qualifier: is empty; a value needs it"),
        (UNVALUED, {"value": "6"}, "qualifier: is empty; a value needs it"),
        (UNVALUED, {"qualifier": "over"}, "value: is empty; over needs it"),
        *(
            (TOWNS, {"of": of}, f"of: {of!r} is no count in a row above")
            for of in ("nobody", UNVALUED, "share-gdp-2030")
        ),
        (TOWNS, {"value": "8"}, "value: lower, upper: no whole number lies in (8, 8]"),
        *(
            (RATE, {column: ""}, f"{column}: is empty; a stated figure needs it")
            for column in ("paragraph", "sentence", "start", "end", "words", "speaker", "said_in")
        ),
        (BASE, {"value": "4.7"}, "qualifier: a derived figure has no value and is derived"),
        (BASE, {"qualifier": "exact"}, "qualifier: a derived figure has no value and is derived"),
        *(
            (BASE, {"derived_from": ids}, f"derived_from: {ids or 'nothing'} does not serve; give ")
            for ids in ("", GAIN, f"{RATE} x", f"{RATE} {SHARE}", f"{RATE} {GAIN} {RATE}")
        ),
        (BASE, {"derivation": "sum"}, f"derivation: sum: {ARCADIA}:{RATE} is a rate, {ARCADIA}:"),
        (BASE, {"population": "all industry"}, "population: all industry is not what is computed"),
        (BASE, {"area": "XB"}, "area: XB is not what is computed, which is XA; correct it"),
        (COUNTED, {"denominator": ""}, "denominator: not stated is not what is computed, which"),
        (COUNTED, {"period": "2030"}, "period: 2030 is not what is computed, which is not stated"),
        (BASE, {"measure": "industrial performance"}, "kind: level is not what is computed, which"),
        (
            *("towns-count", {"period": "2030"}),
            f"derivation: share: {ARCADIA}:{TOWNS} and {ARCADIA}:towns-count differ in period ",
        ),
    ],
)
def test_a_row_that_builds_no_figure(invented, id, cells, said):
    edit(invented, TABLE, {"id": id}, **cells)
    sentence = refusal(TableError, registry, ARCADIA, folder=invented)
    at = COUNTED if id == "towns-count" else id
    assert sentence.startswith(f"{TABLE}, row {row_of(at)}, column {said}")
    cure = "does not serve; give the ids of two figures from rows above"
    assert sentence.endswith(cure) or "does not serve" not in said


@pytest.mark.parametrize(
    ("id", "cells", "interval"),
    [
        (SHARE, {"qualifier": "between", "upto": "70"}, "[60, 70]"),
        (SHARE, {"qualifier": "nearly", "within": "2"}, "[58, 60)"),
        (TOWNS, {"qualifier": "fewer than"}, "[0, 4]"),
        (TOWNS, {"of": ""}, "[6, ∞)"),
    ],
)
def test_a_qualifier_reads_the_cells_it_needs(invented, id, cells, interval):
    rewrite(invented, TABLE, lambda rows: [r for r in rows if not r["derivation"]])
    edit(invented, TABLE, {"id": id}, **cells)
    assert registry(ARCADIA, folder=invented)[id].quantity.interval == interval


def test_a_derived_figure_follows_its_parts_and_its_assumption(invented):
    edit(invented, TABLE, {"id": RATE}, value="6.3")
    edit(invented, TABLE, {"id": "towns-count"}, period="2030")
    edit(invented, TABLE, {"id": COUNTED}, assuming="the towns are of one year")
    known = registry(ARCADIA, folder=invented)
    assert known[BASE].quantity.point == F("4.8")
    assert known[COUNTED].assumptions == ("the towns are of one year",)
    edit(invented, TABLE, {"id": BASE}, note="")
    edit(invented, TABLE, {"id": SHARE}, note="of whom")
    again = registry(ARCADIA, folder=Package(invented))
    assert (again[BASE].note, again[SHARE].note) == ("", "of whom")
    edit(invented, TABLE, {"id": COUNTED}, period="2030")
    assert refusal(TableError, registry, ARCADIA, folder=Package(invented)).endswith(
        "column period: 2030 is not what is computed, which is not stated; correct it"
    )


# -- further briefings ---------------------------------------------------------------------------


def test_a_thousand_briefings_load_in_linear_time(invented):
    rewrite(invented, "briefings.csv", lambda rows: many(rows[1], rows))
    descriptor = json.loads((invented / "datapackage.json").read_text(encoding="utf-8"))
    name = f"briefing-{BORDURIA}-figures"
    (entry,) = (r for r in descriptor["resources"] if r["name"] == name)
    descriptor["resources"] += [{**entry, "name": f"briefing-{key}-figures"} for key in keys(1000)]
    (invented / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    source = Package(invented)
    begun = time.process_time()
    assert len(briefings(source)) == 1002
    found = [figure("growth-2031", key, folder=source) for key in keys(1000)]
    assert time.process_time() - begun < 10
    assert len({fact.key for fact in found}) == 1000


def keys(number):
    return [f"2040-{n // 31 % 12 + 1:02}-{n % 31 + 1:02}-{n}" for n in range(number)]


def many(row, rows):
    return [*rows, *({**row, "briefing": key, "id": key} for key in keys(1000))]


def test_importing_and_finding_take_no_pandas():
    code = (
        "import sys\n"
        "from briefing.facts import cite, official, said\n"
        "said.figure(next(iter(said.registry())))\n"
        "cite.cite('gdp/whole economy/2023/first published')\n"
        "assert 'pandas' not in sys.modules and 'numpy' not in sys.modules\n"
        "said.figures()\n"
        "assert 'pandas' in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
