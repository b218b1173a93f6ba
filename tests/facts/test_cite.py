"""How a fact is cited, whatever its origin."""

import pytest

from briefing.errors import UnknownNameError
from briefing.facts.assumed import assumptions
from briefing.facts.cite import cite
from briefing.facts.fact import combine
from briefing.facts.official import official
from briefing.facts.said import figure
from briefing.facts.tables import package
from conftest import TESTS, edit, refusal

DATA = package(TESTS / "data")
ARCADIA = "2031-03-10"
PAGE = (
    "Alva Reed, minister of industry, press conference on industry, Arcadia City, 2031-03-10 "
    "(answer); Press conference on industry, Arcadia, Government of Arcadia, 2031-03-12, "
    "https://example.org/arcadia/2031-03-10"
)
SHARE = f"“20.5%”: {PAGE} (paragraph 4, sentence 1, characters 194 to 199)"
RATE = f"“6.2%”: {PAGE} (paragraph 4, sentence 2, characters 262 to 266)"
GAIN = f"“1.5 percentage points”: {PAGE} (paragraph 4, sentence 2, characters 288 to 309)"


def test_a_stated_figure_is_cited_with_its_words_speaker_page_and_place():
    assert cite(f"{ARCADIA}:share-gdp-2030", folder=DATA) == SHARE
    assert cite("share-gdp-2030", briefing=ARCADIA, folder=DATA) == SHARE
    assert cite(figure("share-gdp-2030", ARCADIA, folder=DATA), folder=TESTS / "data") == SHARE
    assert cite("february-decline", briefing=ARCADIA, folder=DATA).startswith(
        "“decline in February”: a reporter, press conference on industry"
    )


def test_what_was_read_in_reports_is_cited_with_them_and_no_place(invented):
    where = {"said_in": "", "paragraph": "", "sentence": "", "start": "", "end": ""}
    edit(invented, f"briefing/{ARCADIA}/figures.csv", {"derivation": ""}, **where)
    cells = {"title": "two newspapers", "address": "", "characters": "", "sha256": ""}
    edit(invented, "briefings.csv", {"briefing": ARCADIA}, read_as="report", **cells)
    assert cite(f"{ARCADIA}:share-gdp-2030", folder=invented) == (
        "“20.5%”: Alva Reed, minister of industry, press conference on industry, Arcadia City, "
        "2031-03-10; read in two newspapers, 2031-03-12 (as reported; its place in the "
        "transcript is not known)"
    )


def test_a_derived_figure_is_cited_with_what_it_rests_on():
    assert cite("growth-2030", briefing=ARCADIA, folder=DATA) == (
        "4.7 % (over 4.6 to under 4.8) (growth of value added, year on year), computed as the "
        f"difference of\n  {RATE}\n  {GAIN}"
    )


def test_an_official_figure_is_cited_once_for_each_source_that_reports_it(invented):
    assert cite("gdp/Arcadia, whole economy/2030/revised", folder=DATA) == (
        "gdp, Arcadia, whole economy, 2030: 1,010.0 hundred million yuan (current prices); "
        "Arcadian Office of Statistics, revised; read in Yearbook, https://example.org/xa "
        "(primary)"
    )
    id = "province_industrial_value_added/North/2030/first published"
    lines = cite(id, folder=DATA).split("\n")
    assert [line.partition(": ")[2][:26] for line in lines] == [
        "60.0 hundred million yuan ",
        "60 hundred million yuan (c",
    ]
    assert lines[1].endswith("https://example.org/xa-n (single-source). agrees with the yearbook")
    table, row = "official/national-accounts.csv", {"series": "gdp", "vintage": "revised"}
    edit(invented, table, row, price_basis="", address="")
    assert cite("gdp/Arcadia, whole economy/2030/revised", folder=invented) == (
        "gdp, Arcadia, whole economy, 2030: 1,010.0 hundred million yuan; "
        "Arcadian Office of Statistics, revised; read in Yearbook (primary)"
    )


def test_a_computed_fact_is_cited_with_its_parts_and_assumptions():
    one, other = (figure(id, ARCADIA, folder=DATA) for id in ("share-gdp-2030", "provinces-share"))
    result = combine("share of a share", other, one, assuming="both speak of one year")
    lines = cite(result, folder=DATA).split("\n")
    assert lines[0].endswith(
        f", computed as the share of a share of {ARCADIA}:provinces-share and "
        f"{ARCADIA}:share-gdp-2030, from"
    )
    assert lines[1].startswith("  “over 60%”: Alva Reed")
    assert lines[2:] == [f"  {SHARE}", "assuming that both speak of one year"]
    levels = [
        official(name, vintage="revised", period="2030", folder=DATA)[0]
        for name in ("industrial_value_added", "gdp")
    ]
    lines = cite(combine("share", *levels), folder=DATA).split("\n")
    assert [line[:24] for line in lines[1:]] == [
        "  industrial value added",
        "  gdp, Arcadia, whole ec",
    ]
    nested = combine("difference", combine("share", *levels), one, assuming="alike")
    assert len(cite(nested, folder=DATA).split("\n")) == 5


def test_a_citation_says_once_and_last_what_was_assumed_otherwise():
    under = assumptions(folder=DATA, rounding="truncated")
    asked = {"briefing": ARCADIA, "folder": DATA}
    plain, other = (cite("growth-2030", under=u, **asked).split("\n") for u in (None, under))
    assert other[1:] == [*plain[1:], "with rounding: truncated"]


def test_a_part_that_no_table_holds_is_named():
    one = figure("share-gdp-2030", ARCADIA, folder=DATA)
    result = combine("difference", one, one)
    assert cite(result).split("\n")[1] == f"  {ARCADIA}:share-gdp-2030"


@pytest.mark.parametrize(
    ("id", "said"),
    [
        (
            "share-gdp-2030",
            "figure of 2032-01-20 'share-gdp-2030' is unknown; did you mean share-gdp-2031?",
        ),
        (f"{ARCADIA}:share", "figure of 2031-03-10 'share' is unknown; did you mean "),
        ("2031:x", "briefing '2031' is unknown; did you mean "),
        ("gpd/x/2030/revised", "series 'gpd' is unknown; did you mean gdp?"),
        ("gdp/Arcadia/2030/revised", "member in gdp 'Arcadia' is unknown; there is "),
        ("gdp/Arcadia, whole economy/2031/revised", "period of gdp '2031' is unknown; did you "),
    ],
)
def test_what_does_not_exist_is_not_cited(id, said):
    assert refusal(UnknownNameError, cite, id, folder=DATA).startswith(said)
