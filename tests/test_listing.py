"""Listings of figures and claims, on the invented briefings."""

import csv
import json
import shutil
import time
from datetime import date, timedelta
from fractions import Fraction

import pytest

from briefing import listing
from briefing.errors import UnknownNameError
from briefing.facts.said import briefings, registry
from briefing.facts.seal import seal
from briefing.facts.tables import Package, package
from briefing.quantity import Quantity
from briefing.verdicts.readings import claims
from conftest import TESTS, refusal, rewrite

DATA = package(TESTS / "data")
ARCADIA = "2031-03-10"


def records(**which):
    return listing.claim_records(**{"briefing": ARCADIA, **which}, folder=DATA)


def test_a_figure_carries_its_words_and_exact_ends():
    by_id = {r["id"]: r for r in listing.figure_records(ARCADIA, folder=DATA)}
    assert list(by_id) == list(registry(ARCADIA, folder=DATA))
    share = by_id["share-gdp-2030"]
    assert (share["words"], share["lower"], share["upper"]) == ("20.5%", "20.45", "20.55")
    assert (share["lower_closed"], share["upper_closed"]) == (True, False)
    assert by_id["provinces-growth"]["quantity"] is by_id["provinces-growth"]["lower"] is None
    assert by_id["provinces-growth"]["relation"] == "each higher than growth-2031-01-02"
    assert by_id["growth-2030"]["words"] is by_id["growth-2030"]["place"] is None


def test_a_missing_end_is_neither_open_nor_closed():
    record = listing.quantity_record(Quantity.over("1", "percent"))
    assert (record["upper"], record["upper_closed"], record["lower"]) == (None, None, "1")


@pytest.mark.parametrize(
    ("number", "text"),
    [("31.65", "31.65"), ("-0.3", "-0.3"), ("1/3", "1/3"), ("1234567", "1234567"), ("0", "0")],
)
def test_numbers_are_written_exactly(number, text):
    assert listing.exact(Fraction(number)) == text
    assert Fraction(text) == Fraction(number)


def test_claims_are_those_of_the_library():
    table, found = claims(ARCADIA, folder=DATA), records()
    assert [r["id"] for r in found] == list(table.index)
    for record in found:
        row = table.loc[record["id"]]
        assert record["verdict"] == row["verdict"] and record["words"] == row["said"]
        assert listing._cell("readings", record["readings"]) == row["readings"]
        assert record["official_quantity"] == (row["official"] and str(row["official"]))
    assert json.loads(listing.as_json(found)) == found
    assert json.loads(listing.as_json(found, ascii_only=True)) == found


def test_csv_has_a_row_for_each_figure():
    rows = list(csv.DictReader(listing.as_csv(records()).splitlines()))
    assert [row["id"] for row in rows] == [r["id"] for r in records()]
    assert {row["says_little"] for row in rows} <= {"true", "false"}
    assert listing.as_csv([]) == ""


def test_no_cell_of_csv_is_computed_by_a_spreadsheet():
    assert listing._cell("words", "=1+1") == "'=1+1" and listing._cell("lower", "-1.1") == "-1.1"


def test_a_claim_is_found_by_code_in_every_briefing_and_by_id():
    found = listing.claim_records(claim="growth", folder=DATA)
    assert {r["briefing"] for r in found} == {ARCADIA, "2032-01-20"}
    (record,) = listing.claim_records(claim="february-decline", folder=DATA)
    assert record["claim"] == "decline" and len(record["readings"]) == 3
    text = listing.claim_text([record])
    assert text.startswith("2031-03-10:february-decline: ")
    assert "  reading   the level fell from the month before: " in text
    sentence = refusal(UnknownNameError, listing.claim_records, claim="groth", folder=DATA)
    assert sentence.startswith("claim 'groth' is unknown; did you mean growth or ")


def test_a_claim_without_rule_says_so(invented):
    rewrite(invented, "claims/claims.csv", lambda rows: [r for r in rows if r["claim"] != "growth"])
    rewrite(
        invented, "claims/readings.csv", lambda rows: [r for r in rows if r["claim"] != "growth"]
    )
    found = listing.claim_records(ARCADIA, folder=invented)
    (record,) = (r for r in found if r["id"] == "growth-2031-01-02")
    assert listing.claims_text([record]) == (
        "growth-2031-01-02: not tested: no rule\n"
        "  said      “6.2%”\n"
        "  why       no rule speaks of 'growth of value added, year on year' of 'industry above "
        "designated size'; add a row to claims.csv, and its readings to readings.csv"
    )


def test_a_reading_that_cannot_be_tested_says_why():
    text = listing.claim_text(listing.claim_records(claim="provinces-count", folder=DATA))
    assert "  reading   named one by one: cannot be tested\n    note    " in text


@pytest.mark.parametrize("width", [12, 40, 80])
def test_no_line_is_wider_than_the_terminal(width):
    texts = [
        listing.claims_text(records(), width),
        listing.claim_text(records(), width),
        listing.figures_text(registry(ARCADIA, folder=DATA).values(), width),
    ]
    assert max(len(line) for text in texts for line in text.splitlines()) < width


def test_figures_are_one_line_each_for_other_programs():
    facts = registry(ARCADIA, folder=DATA)
    assert len(listing.figures_text(facts.values()).splitlines()) == len(facts)


def many(folder, number):
    """Fill a copy of the invented package up to a number of briefings, a day apart."""
    folder = shutil.copytree(TESTS / "data", folder)

    def more(rows):
        first = next(row for row in rows if row["briefing"] == ARCADIA)
        for days in range(1, number - len(rows) + 1):
            key = str(date.fromisoformat(ARCADIA) + timedelta(days))
            rows.append(first | {"briefing": key, "id": key, "date_said": key})
            shutil.copytree(folder / "briefing" / ARCADIA, folder / "briefing" / key)
        return rows

    rewrite(folder, "briefings.csv", more)
    seal(folder)
    return folder


def seconds(folder, number):
    """Processor time, the better of two, in which the claims of all briefings are listed."""

    def once():
        start, data = time.process_time(), Package(folder)
        assert len(briefings(data)) == number
        for key in briefings(data):
            found = listing.claim_records(key, folder=data)
            assert len(listing.claims_text(found).split("\n\n")) == len(found) > 0
        return time.process_time() - start

    return min(once(), once())


def test_the_claims_of_a_hundred_briefings_take_four_times_those_of_25(tmp_path):
    few = seconds(many(tmp_path / "few", 25), 25)
    all_ = seconds(many(tmp_path / "all", 100), 100)
    assert all_ < 5
    assert all_ / few < 8, "a quadratic listing takes sixteen times as long"
