"""Claims and readings as data, on the invented package."""

import pandas as pd
import pytest

import briefing
from briefing.errors import TableError, UnknownNameError
from briefing.facts.assumed import assumptions
from briefing.facts.said import figure
from briefing.verdicts.readings import claims, evidence
from briefing.verdicts.verdict import Evidence, Verdict
from conftest import TESTS, add, edit, refusal, rewrite

DATA = TESTS / "data"
ARCADIA, BORDURIA = "2031-03-10", "2032-01-20"
FIGURES = f"briefing/{ARCADIA}/figures.csv"
ABOVE = "industry above designated size"
NO_RULE, NO_DATA = "not tested: no rule", "no data for this period"

VERDICTS = {
    "share-gdp-2030": "confirmed on 1 of 2 readings",
    "growth-2031-01-02": "confirmed",
    "gain-2031-01-02": "holds where it can be tested",
    "equipment-growth-2031-02": "contradicted",
    "february-decline": "confirmed on 1 of 2 readings",
    "key-industries-count": "confirmed",
    "key-industries-share": "cannot be tested",
    "provinces-count": "cannot be tested",
    "provinces-share": "confirmed on 2 of 3 readings",
    "provinces-growth": "holds where it can be tested",
    "towns-count": NO_RULE,
    "double-digit-towns": NO_RULE,
}


def test_the_table_of_claims():
    table = claims(ARCADIA, folder=DATA)
    assert dict(table["verdict"]) == VERDICTS
    assert table.index.name == "id"
    assert list(table.columns) == [
        *("claim", "sort", "said", "verdict", "official", "readings", "says_little"),
        *("caveat", "sources", "rests_on"),
    ]
    for id, row in table.iterrows():
        found = evidence(id, ARCADIA, folder=DATA)
        assert row["rests_on"] == tuple(one.id for one in found.rests_on)
        assert type(found) is Evidence and type(row["verdict"]) is Verdict
        assert (row["claim"], row["sort"], row["caveat"]) == (found.claim, found.sort, found.caveat)
        assert row["said"] == figure(id, ARCADIA, folder=DATA).provenance.locator.words
        assert row["says_little"] is found.says_little
    assert {str(kind) for kind in table.dtypes} == {"object"}
    sorts = {"statement": 9, "definition": 1, "list count": 1, "question's word": 1}
    assert dict(table["sort"].value_counts()) == sorts


def test_the_table_shows_readings_that_hold_else_all():
    table = claims(ARCADIA, folder=DATA)
    shares = table.loc["share-gdp-2030"]
    assert (shares["readings"], str(shares["official"])[:6]) == ("as first published", "20.5 %")
    assert shares["sources"] == tuple(
        f"{series}/Arcadia, {member}/2030/first published"
        for series, member in (
            ("industrial_value_added", "all industry"),
            ("gdp", "whole economy"),
        )
    )
    failed = table.loc["equipment-growth-2031-02"]
    assert (failed["readings"], str(failed["official"])) == ("as first published", "7.9 %")
    assert table.at["provinces-share", "readings"] == "the three with East; the three largest"
    assert len(table.at["provinces-share", "sources"]) == 3  # the two lists are one
    silent = table.loc["towns-count"]
    assert (silent["readings"], silent["official"], silent["sources"]) == ("", None, ())


def test_verdicts_can_be_counted_compared_and_sorted():
    table = claims(ARCADIA, folder=DATA)
    confirmed = ["growth-2031-01-02", "key-industries-count"]
    assert list(table.index[table["verdict"] == "confirmed"]) == confirmed
    sizes = table.groupby("verdict").size()
    assert sizes["confirmed on 1 of 2 readings"] == 2 and sizes.sum() == len(table)
    assert table.sort_values("verdict")["verdict"].iloc[0] == "cannot be tested"


# -- another briefing ----------------------------------------------------------------------------


def test_a_briefing_of_another_country_needs_no_rule_of_its_own():
    """It has no provinces, no lists, and a claim of a kind that no rule speaks of."""
    table = claims(BORDURIA, folder=DATA)
    assert dict(table["verdict"]) == {
        "share-gdp-2031": "holds where it can be tested",
        "growth-2031": "confirmed",
        "electricity-2031": NO_RULE,
    }
    # Only the first vintage is held for 2031.
    first, revised = evidence("share-gdp-2031", folder=DATA).readings
    assert (first.outcome, revised.outcome, revised.no_data) == ("holds", "cannot be tested", True)
    assert {fact.scope.area for fact in first.sources} == {"XB"}
    assert evidence("electricity-2031", folder=DATA) == Evidence("")
    assert claims(folder=DATA).equals(table)
    growth = evidence("growth-2031", folder=DATA)
    assert (growth.question, growth.caveat) == ("Did industry grow by that rate?", "")


def test_a_figure_without_a_rule_may_be_a_question_s(invented):
    edit(invented, FIGURES, {"id": "towns-count"}, said_in="question")
    found = evidence("towns-count", ARCADIA, folder=invented)
    assert found == Evidence("", sort="question's word") != Evidence("", sort="statement")
    rewrite(invented, "claims/claims.csv", lambda rows: [row | {"question": ""} for row in rows])
    assert evidence("growth-2031-01-02", ARCADIA, folder=invented).question == ""


def test_an_id_means_nothing(invented):
    """A second briefing that uses an id again is tested on its own period."""
    id, path = "growth-2031-01-02", f"briefing/{BORDURIA}/figures.csv"
    edit(invented, path, {"id": "growth-2031"}, id=id)
    for key, period in ((ARCADIA, "2031-01/2031-02"), (BORDURIA, "2031")):
        found = evidence(id, key, folder=invented)
        assert found.verdict == "confirmed" and found.readings[0].sources[0].period == period


# -- a number about something else ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "verdict"),
    [
        ({"population": "all industry", "period": "2030"}, NO_RULE),
        ({"population": "all industry"}, NO_RULE),
        ({"period": "2030"}, NO_DATA),
        ({"period": "2031-01"}, NO_DATA),
        ({"period": ""}, "cannot be tested"),
        ({"area": "XB"}, NO_DATA),
        ({"measure": "growth of value added, month on month"}, NO_RULE),
        ({"value": "7.9"}, "confirmed"),
    ],
)
def test_a_claim_is_known_by_what_it_is_about(invented, cells, verdict):
    id = "equipment-growth-2031-02"
    edit(invented, FIGURES, {"id": id}, **cells)
    assert evidence(id, ARCADIA, folder=invented).verdict == verdict
    assert dict(claims(ARCADIA, folder=invented)["verdict"]) == VERDICTS | {id: verdict}


@pytest.mark.parametrize("cells", [{"population": ABOVE}, {"series": "growth_month_on_month"}])
def test_a_row_about_something_else_settles_nothing(invented, cells):
    """It may ask for a figure of another population or measure only if it names a bridge."""
    row = {"claim": "growth-of-equipment"}
    more = {"population": ABOVE, "series": "growth_single_month"} | cells
    edit(invented, "claims/readings.csv", row, **more)
    found = evidence("equipment-growth-2031-02", ARCADIA, folder=invented)
    assert found.verdict == "cannot be tested"
    assert found.readings[0].note.endswith("the reading must name a bridge")
    edit(invented, "claims/readings.csv", row, bridge="all industry for a branch")
    found = evidence("equipment-growth-2031-02", ARCADIA, folder=invented)
    assert found.verdict == "contradicted"
    assert found.readings[0].bridge == "all industry for a branch"


def test_a_verdict_changes_with_the_data(invented):
    where = {
        "series": "growth_single_month",
        "population": "equipment manufacturing above designated size",
    }
    edit(invented, "official/monthly-growth.csv", where, value="7.5")
    assert evidence("equipment-growth-2031-02", ARCADIA, folder=invented).verdict == "confirmed"
    row = {"series": "growth_cumulative", "period": "2031-01/2031-02"}
    rewrite(
        invented,
        "official/monthly-growth.csv",
        lambda rows: [r for r in rows if not row.items() <= r.items()],
    )
    found = evidence("growth-2031-01-02", ARCADIA, folder=invented)
    assert (found.verdict, found.readings[0].no_data) == (NO_DATA, True)


def test_sources_that_disagree_settle_nothing(invented):
    where = {"area": "XA-N", "period": "2030", "decimals": "0"}
    edit(invented, "official/province-value-added.csv", where, value="80")
    found = evidence("provinces-share", ARCADIA, folder=invented)
    assert found.verdict == "cannot be tested"
    assert all("sources disagree" in reading.note for reading in found.readings)


def test_says_little(invented):
    """What is true of most others too marks nobody out; it is a mark beside the verdict."""
    assert not evidence("provinces-growth", ARCADIA, folder=invented).says_little
    rows = {"list": "with West", "area": "XA-S"}
    edit(invented, "official/province-lists.csv", rows, list="with North alone")
    found = evidence("provinces-growth", ARCADIA, folder=invented)
    assert (found.verdict, found.says_little) == ("holds where it can be tested", True)
    assert bool(claims(ARCADIA, folder=invented).at["provinces-growth", "says_little"])


# -- tables --------------------------------------------------------------------------------------


def test_without_tables_of_claims_nothing_has_a_rule(invented):
    for name in ("readings", "claims"):
        rewrite(invented, f"claims/{name}.csv", lambda rows: rows[:0])
    assert set(claims(ARCADIA, folder=invented)["verdict"]) == {NO_RULE}


def test_a_claim_without_readings_cannot_be_tested(invented):
    rewrite(invented, "claims/readings.csv", lambda rows: rows[:0])
    table = claims(ARCADIA, folder=invented)
    assert set(table["verdict"]) == {NO_RULE, "cannot be tested"}


def test_one_rule_a_claim(invented):
    more = {"claim": "growth-too", "population": ABOVE, "sort": "statement"}
    add(invented, "claims/claims.csv", measure="growth of value added, year on year", **more)
    assert refusal(TableError, claims, ARCADIA, folder=invented) == (
        "claims/claims.csv, row 12: growth-too speaks of the same measure and population as "
        "growth; keep one"
    )


def test_what_is_unknown():
    message = refusal(UnknownNameError, evidence, "growth-2031-01", ARCADIA, folder=DATA)
    assert message.startswith(
        "figure of 2031-03-10 'growth-2031-01' is unknown; did you mean growth-2031-01-02"
    )
    refusal(UnknownNameError, claims, "2031-03-11", folder=DATA)


# -- the project's own claims --------------------------------------------------------------------


def test_live_sources_can_be_cited_and_every_figure_has_a_rule():
    table = briefing.claims("2024-07-05")
    assert isinstance(table, pd.DataFrame)
    stated = [id for id, row in briefing.figures("2024-07-05").iterrows() if row["stated"]]
    assert list(table.index) == stated
    assert NO_RULE not in set(table["verdict"]) and all(table["caveat"])
    ids = {id for sources in table["sources"] for id in sources}
    assert ids and all(briefing.cite(id) for id in ids)


@pytest.mark.parametrize(
    ("rounding", "verdict"),
    [
        ("half up", "confirmed on 1 of 2 readings"),
        ("half even", "fails where it can be tested"),
        ("truncated", "contradicted"),
    ],
)
def test_a_verdict_moves_with_what_is_assumed_and_says_so(invented, rounding, verdict):
    edit(invented, FIGURES, {"id": "share-gdp-2030"}, value="21", decimals="0")
    under = assumptions(folder=invented, rounding=rounding)
    found = evidence("share-gdp-2030", ARCADIA, folder=invented, under=under)
    assert (found.verdict, found.rests_on) == (verdict, (under["rounding"],))
    row = claims(ARCADIA, folder=invented, under=under).loc["share-gdp-2030"]
    assert (row["verdict"], row["rests_on"]) == (verdict, ("rounding",))
