"""Each relation once, on the invented data package; and what none of them may put side by side."""

import csv
import json
from dataclasses import replace
from fractions import Fraction as F

import pytest

from briefing.errors import BriefingError, ScopeError, UnknownNameError
from briefing.facts.official import agreed, official
from briefing.facts.period import Period
from briefing.facts.said import figure
from briefing.facts.tables import package
from briefing.quantity import Quantity
from briefing.verdicts.case import Case, NoDataError, lists, rank, resolve
from briefing.verdicts.relations import RELATIONS, compare, order, proxied, share_of
from briefing.verdicts.verdict import Outcome
from conftest import LIVE, TESTS, add, edit, refusal, rewrite

HOLDS, PRINTED, ROUNDING, FAILS, UNTESTED = Outcome
DATA = TESTS / "data"
ABOVE = "industry above designated size"
FIRST = "first published"
MONTHLY, PROVINCES = "official/monthly-growth.csv", "official/province-growth.csv"
LEVELS, MONTHS = "official/province-value-added.csv", "official/monthly-growth.csv"
LEVEL_SERIES = "province_industrial_value_added"


def applied(relation, id, cells="", folder=DATA):
    """Apply a relation to an Arcadian figure; ``cells`` are those of a row, as "name=text; ..."."""
    row = {"relation": relation, "vintage": FIRST, "period": "{period}"}
    row |= dict(cell.split("=") for cell in cells.split("; ") if cell)
    source = package(folder)
    return RELATIONS[relation](Case(figure(id, "2031-03-10", folder=source), row, source))


# -- outcomes ------------------------------------------------------------------------------------

SHARE = Quantity.rounded("31.7", "percent")
OVER = Quantity.over(60, "percent", 100)
ABOUT = Quantity.about(70, "percent", within="2.5")
FELL = Quantity.rounded("-1.0", "percent")
TEN = Quantity.rounded("10", "percent")


@pytest.mark.parametrize(
    ("said", "official", "outcome"),
    [
        (SHARE, Quantity.rounded("31.7", "percent"), HOLDS),
        (SHARE, Quantity.rounded("31.66", "percent"), HOLDS),
        # The ends: 31.65 rounds to 31.7, 31.75 does not.
        (SHARE, Quantity.exact("31.65", "percent"), HOLDS),
        (SHARE, Quantity.exact("31.75", "percent"), FAILS),
        (SHARE, Quantity.exact("31.649", "percent"), FAILS),
        # Printed more coarsely, or known less well: the printed value decides.
        (SHARE, Quantity(30, 33, "percent", point=F("31.7")), PRINTED),
        (SHARE, Quantity(30, 33, "percent", point=F("31.65")), PRINTED),
        (SHARE, Quantity(30, 33, "percent", point=F("31.75")), ROUNDING),
        (SHARE, Quantity.rounded("32", "percent"), ROUNDING),
        (SHARE, Quantity(30, 33, "percent"), ROUNDING),
        (SHARE, Quantity.rounded("31.8", "percent"), FAILS),
        (SHARE, Quantity.rounded("-31.7", "percent"), FAILS),
        (TEN, Quantity.rounded("10.0", "percent"), HOLDS),
        (TEN, Quantity.rounded("10.5", "percent"), ROUNDING),
        (TEN, Quantity.rounded("9.5", "percent"), PRINTED),
        (ABOUT, Quantity.exact("72.5", "percent"), HOLDS),
        (ABOUT, Quantity.exact("72.6", "percent"), FAILS),
        (OVER, Quantity.exact(100, "percent"), HOLDS),
        (OVER, Quantity.exact(60, "percent"), FAILS),
        (OVER, Quantity.rounded("60", "percent"), ROUNDING),
        # The 70 of "over 70 %" is none of the values it allows; every one of them is over 60 %.
        (ABOUT, Quantity.over(70, "percent", 100), ROUNDING),
        (OVER, Quantity.over(70, "percent", 100), HOLDS),
        # Halves round away from zero, below it too.
        (FELL, Quantity.exact("-1.05", "percent"), FAILS),
        (FELL, Quantity.exact("-0.95", "percent"), HOLDS),
        (Quantity.exact(10, "count"), Quantity.exact(10, "count"), HOLDS),
        (Quantity.exact(10, "count"), Quantity.exact(11, "count"), FAILS),
        (Quantity.more_than_count(10, 50), Quantity(11, 19, "count"), HOLDS),
    ],
)
def test_whether_an_official_figure_is_what_was_said(said, official, outcome):
    assert compare(said, official) is outcome


@pytest.mark.parametrize(
    ("quantity", "limit", "above", "below"),
    [
        (Quantity.exact(1, "percent"), 0, HOLDS, FAILS),
        (Quantity.exact(0, "percent"), 0, FAILS, FAILS),
        (Quantity.rounded("0.0", "percent"), 0, ROUNDING, ROUNDING),
        (Quantity.rounded("0.04", "percent", 1), 0, PRINTED, ROUNDING),
        (Quantity.rounded("-0.04", "percent", 1), 0, ROUNDING, PRINTED),
        (Quantity(-1, 1, "percent"), 0, ROUNDING, ROUNDING),
        (Quantity.over(0, "percent"), 0, HOLDS, FAILS),
        (Quantity.over(5, "percent"), 6, ROUNDING, ROUNDING),
    ],
)
def test_whether_an_official_figure_lies_above_or_below(quantity, limit, above, below):
    assert (order(quantity, limit), order(quantity, limit, above=False)) == (above, below)


# -- relations -----------------------------------------------------------------------------------

GROWTH, GAIN, FELT = "growth-2031-01-02", "gain-2031-01-02", "february-decline"
EQUIPMENT, EACH_ONE = "equipment-growth-2031-02", "provinces-growth"
RATE = "series=growth_cumulative"
GDP = "series=industrial_value_added; against=gdp"
SINGLE = f"series=growth_single_month; population={ABOVE}; period={{end}}"
SHARES = "series=province_industrial_value_added; population=all industry; period={latest}"
EACH = f"series=province_growth; against=growth_cumulative; population={ABOVE}"
COUNT = f"series=province_growth; population={ABOVE}; period=2031-01/2031-02; bridge=towns"
OUTGREW = "; against=growth_cumulative"
EAST, WEST = "; bridge=b; list=with East", "; bridge=b; list=with West"
POINTS = " percentage points"
MEMBERS, SHARE_60 = "share of members", "provinces-share"
NUMBER, TOWNS = "provinces-count", "double-digit-towns"
COUNTED, TOWNS_SHARE, WHOLE = "count above", "double-digit-towns-share", "; list=all"
NATION, YEAR = "industry above size", RATE + "; against_period={year-1}"
ALL = f"North, South, West, {NATION}"
MONTH = SINGLE + "; series=growth_month_on_month"
PROXY, KEY, REVENUE = (
    "proxy by division",
    "key-industries-share",
    "series=revenue; period=2030; bridge=b",
)


@pytest.mark.parametrize(
    ("relation", "id", "cells", "outcome", "official", "members"),
    [
        ("share", "share-gdp-2030", GDP, HOLDS, "20.5 %", "all industry, whole economy"),
        ("share", "share-gdp-2030", GDP + "; vintage=revised", FAILS, "20.30 %", None),
        ("matches", GROWTH, RATE, HOLDS, "6.2 %", NATION),
        # Without a series: whichever has the measure, in the population and period of the claim.
        ("matches", GROWTH, "", HOLDS, "6.2 %", NATION),
        ("matches", EQUIPMENT, "", FAILS, "7.9 %", "equipment manufacturing"),
        ("difference", GAIN, YEAR + "; bridge=b", PRINTED, "1.5" + POINTS, None),
        ("difference", GAIN, RATE + "; against_period={period-1y}", ROUNDING, "1.6" + POINTS, None),
        ("below", FELT, SINGLE + "; against_period={end-1m}", HOLDS, "−0.6" + POINTS, None),
        ("below", FELT, SINGLE + "; against_period={end-1y}", FAILS, "0.7" + POINTS, None),
        ("above", FELT, SINGLE + "; against_period={end-1y}", HOLDS, "0.7" + POINTS, None),
        ("below", FELT, MONTH + "; against=0", ROUNDING, "0.00 %", None),
        ("above", FELT, SINGLE + "; against=+5.8", HOLDS, "5.9 %", NATION),
        ("above", FELT, SINGLE + "; against=5.9", ROUNDING, "5.9 %", None),
        (MEMBERS, SHARE_60, SHARES + EAST, HOLDS, "90.24 %", "North, South, East"),
        (MEMBERS, SHARE_60, SHARES + WEST, FAILS, "58.54 %", "North, South, West"),
        # No bridge is needed: industry, size not stated, may be all industry.
        (MEMBERS, SHARE_60, SHARES + "; list=largest 2", HOLDS, "70.73 %", "East, North"),
        ("each above", EACH_ONE, EACH + WEST, HOLDS, "6.3 %", "North, South, West, " + NATION),
        ("each above", EACH_ONE, EACH + EAST, UNTESTED, "6.3 %", None),
        # Eight towns, of which three have a rate: one may reach 6.5, two do not, five are silent.
        ("count above", TOWNS, COUNT + "; against=6.5", UNTESTED, "0 to 6", None),
        ("count above", TOWNS, COUNT + "; against=6.6", FAILS, "0 to 5", None),
        ("count above", NUMBER, COUNT + "; against=6.25" + WEST, HOLDS, "3", "North, South, West"),
        ("count above", NUMBER, COUNT + "; against=6.3" + WEST, ROUNDING, "2 to 3", None),
        ("count above", NUMBER, COUNT + "; against=6.3" + EAST, UNTESTED, "1 to 3", None),
        # Of all areas of the nation, as a number and as a share: one is silent.
        ("count above", NUMBER, COUNT + "; against=6.25" + WHOLE, UNTESTED, "3 to 4", None),
        (COUNTED, TOWNS_SHARE, COUNT + "; against=6.25" + WHOLE, HOLDS, "at least 75 %", None),
        (COUNTED, TOWNS_SHARE, COUNT + "; against=6.3" + WHOLE, UNTESTED, "at least 50 %", None),
        # Set against the nation, they must lie above it.
        ("count above", NUMBER, COUNT + OUTGREW + WEST, HOLDS, "3", ALL),
        ("count above", NUMBER, COUNT + OUTGREW + EAST, UNTESTED, "2 to 3", None),
        ("count of a list", "key-industries-count", "list=key-industries", HOLDS, "3", ""),
        ("count of a list", NUMBER, "list=provinces", FAILS, "2", ""),
        ("count of a list", NUMBER, "list=measures", UNTESTED, "None", ""),
        (PROXY, KEY, REVENUE, UNTESTED, "over 49.92 to under 75.07 %", "steel works, glass works"),
        (PROXY, KEY, REVENUE + "; against=cost", UNTESTED, "over 72.74 to under 97.82 %", None),
        ("another briefing", GROWTH, "", UNTESTED, "6.2 %", None),
        ("not published", "towns-count", "why_not=no list", UNTESTED, "None", ""),
        ("not held", "towns-count", "why_not=no list", UNTESTED, "None", ""),
    ],
)  # fmt: skip
def test_a_relation(relation, id, cells, outcome, official, members):
    found = applied(relation, id, cells)
    assert (found.outcome, str(found.official).partition(" (")[0]) == (outcome, official)
    if members is not None:
        names = [fact.member.removeprefix("Arcadia, ") for fact in found.sources]
        assert ", ".join(names) == members
    if relation.startswith("not"):
        assert found.note == f"{relation}: no list"
    if members is None and relation in ("above", "below", "difference"):
        assert len(found.sources) == (1 if "; against=" in cells else 2)


@pytest.mark.parametrize("folder", [DATA, LIVE])
def test_a_table_may_name_every_relation_and_no_other(folder):
    fields = json.loads((folder / "schemas/readings.json").read_text())["fields"]
    (field,) = [field for field in fields if field["name"] == "relation"]
    assert field["constraints"]["enum"] == list(RELATIONS)


# -- members -------------------------------------------------------------------------------------


def test_each_above_names_the_slowest_the_silent_and_the_others(invented):
    def found(list):
        return applied("each above", EACH_ONE, EACH + list, invented)

    others = "others with a figure exceed Arcadia's 6.2 % too"
    assert found(EAST).note == f"no figure of East is held; 1 of 1 {others}"
    assert found(WEST).note == f"0 of 0 {others}"
    assert found(WEST).given == f"lowest: South, {found(WEST).official}"
    assert (found(EAST).says_little, found(WEST).says_little) == (True, False)
    # One that certainly grew less settles it, whoever is silent.
    edit(invented, PROVINCES, {"area": "XA-S"}, value="6.1")
    assert found(EAST).outcome is FAILS
    edit(invented, PROVINCES, {"area": "XA-S"}, value="6.2")
    assert (found(EAST).outcome, found(WEST).outcome) == (UNTESTED, ROUNDING)
    # Half of the others is not most of them.
    edit(invented, "official/province-lists.csv", {"list": "with East", "area": "XA-S"}, list="a")
    edit(invented, PROVINCES, {"area": "XA-W"}, value="6.1")
    assert "; 0 of 2 others" in found(EAST).note
    edit(invented, PROVINCES, {"area": "XA-S"}, value="6.4")
    assert "; 1 of 2 others" in found(EAST).note and not found(EAST).says_little
    edit(invented, "official/province-lists.csv", {"area": "XA-E"}, list="a lone one")
    counted = applied("count above", NUMBER, COUNT + "; against=6.3" + EAST, DATA)
    assert counted.note == "no figure of 1 is held"
    unheard = applied("count of a list", NUMBER, "list=measures", DATA)
    assert unheard.note == "the briefing gives no list of measures"
    alone = "; bridge=b; list=a lone one"
    assert refusal(NoDataError, found, alone) == "no figure of East is held"
    edit(invented, PROVINCES, {"area": "XA-W"}, area="XA-N", population="all industry")
    edit(invented, "official/province-lists.csv", {"area": "XA-W"}, list="a lone one")
    assert refusal(NoDataError, found, alone) == "no figure of East, West is held"


@pytest.mark.parametrize(
    ("cells", "outcome", "official"),
    [
        ({"value": "6.4"}, HOLDS, "3"),
        # Above as printed, and not certainly so; the printed values decide.
        ({"value": "6.3", "qualifier": "about"}, PRINTED, "3 (2 to 3)"),
        ({"value": "6.2"}, ROUNDING, "2 (2 to 3)"),
        ({"value": "6.1"}, FAILS, "2"),
    ],
)
def test_how_many_outgrew_the_nation(invented, cells, outcome, official):
    edit(invented, PROVINCES, {"area": "XA-S"}, **cells)
    found = applied("count above", NUMBER, COUNT + OUTGREW + WEST, invented)
    assert (found.outcome, str(found.official)) == (outcome, official)


def test_the_rise_of_a_share_is_that_of_the_counts_over_what_they_are_counted_of(invented):
    measure = "number of industrial towns with double-digit growth"
    add(invented, "vocabulary/series.csv", series="grew", measure=measure, meaning="Invented.")
    also = next(csv.DictReader(open(invented / MONTHLY, encoding="utf-8")))
    also |= {"series": "grew", "unit": "count", "qualifier": "exact", "decimals": ""}
    for period, value in (("2031-01/2031-02", "23"), ("2030", "20"), ("2030-01/2030-02", "24")):
        add(invented, MONTHLY, **{**also, "period": period, "value": value})

    def found(cells):
        return applied("difference of shares", GAIN, f"series=grew; against=200; {cells}", invented)

    rose = found("against_period={year-1}; bridge=months are set against a year")
    assert (rose.outcome, str(rose.official)) == (HOLDS, "exactly 1.5" + POINTS)
    assert [fact.period for fact in rose.sources] == ["2031-01/2031-02", "2030"]
    fell = found("against_period={period-1y}")
    assert (fell.outcome, str(fell.official)) == (FAILS, "exactly −0.5" + POINTS)
    said = refusal(ScopeError, found, "against_period={year-1}")
    assert "differ in period (2031-01/2031-02; 2030)" in said


def test_a_sum_of_all_needs_all(invented):
    edit(invented, LEVELS, {"area": "XA-W"}, area="XA-E")
    call = ("share of members", "provinces-share")
    message = refusal(NoDataError, applied, *call, SHARES + EAST, invented)
    assert message == (
        f"{LEVEL_SERIES}/North/2030/first published: its series has a figure of each area for no "
        "period"
    )
    found = applied(*call, SHARES + EAST + "; period=2031", invented)
    assert (found.outcome, found.official) == (UNTESTED, None)
    assert found.note == "no figure of South, East, West is held"


def rough(*values):
    """Facts of provinces A, B, C with these values."""
    facts = agreed(official(LEVEL_SERIES, vintage=FIRST, period="2030", folder=DATA))
    return {
        name: replace(fact, quantity=quantity)
        for name, fact, quantity in zip("ABC", facts.values(), values, strict=False)
    }


YUAN = "100 million yuan"
ROUGH = rough(*(Quantity.rounded(value, YUAN) for value in (30, 50, 20)))
EXACT = rough(*(Quantity.exact(value, YUAN) for value in (30, 50, 20)))


@pytest.mark.parametrize(
    ("members", "lower", "upper", "point"),
    [
        ("A", F(2950, F("29.5") + 71), F(3050, F("30.5") + 69), 30),
        ("C", F(1950, F("19.5") + 81), F(2050, F("20.5") + 79), 20),
        ("BA", F(7900, 79 + F("20.5")), F(8100, 81 + F("19.5")), 80),
    ],
)
def test_the_share_of_some_in_the_sum_of_all_is_sharp(members, lower, upper, point):
    found = share_of(iter(members), ROUGH)
    assert (found.lower, found.upper, found.point, found.unit) == (lower, upper, point, "percent")
    assert (found.lower_closed, found.upper_closed, found.share) == (False, False, True)
    assert share_of(members, EXACT) == Quantity.exact(point, "percent")
    assert found.decimals == 2
    unprinted = EXACT | rough(Quantity.over(10, YUAN))
    assert share_of("A", unprinted).point is None


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ("AX", "members: X have no value; leave them out"),
        ("AXY", "members: X, Y have no value; leave them out"),
        ("AA", "members: name some of those with a value, each once, and not all"),
        ("ABC", "members: name some of those with a value, each once, and not all"),
        ("", "members: name some of those with a value, each once, and not all"),
    ],
)
def test_a_share_is_of_some_each_once(members, message):
    assert refusal(BriefingError, share_of, members, ROUGH) == message


def test_a_negative_sum_has_no_share():
    facts = rough(*(Quantity.exact(value, YUAN) for value in (-30, 50, 20)))
    assert refusal(BriefingError, share_of, "A", facts) == (
        "share of members: exactly −75 % is no share; a part cannot exceed its whole, or be "
        "negative"
    )


def without(name, folder):
    """Take a table out of a data package."""
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package["resources"] = [row for row in package["resources"] if row["name"] != name]
    path.write_text(json.dumps(package), encoding="utf-8")
    return folder


def test_lists(invented):
    names = {"with East": ["North", "South", "East"], "with West": ["North", "South", "West"]}
    assert lists(DATA) == names
    for relation, id, cells in (
        ("share of members", "provinces-share", SHARES),
        ("each above", EACH_ONE, EACH),
    ):
        message = refusal(UnknownNameError, applied, relation, id, cells + "; list=with Est")
        assert message == "list 'with Est' is unknown; did you mean with East or with West?"
    assert lists(without("official-province-lists", invented)) == {}
    # "largest" ranks levels; the fastest growers would outgrow the nation by construction.
    assert "largest 2" in refusal(
        UnknownNameError, applied, relation, id, EACH + "; list=largest 2"
    )


# -- what does not go together -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("relation", "id", "cells", "differing"),
    [
        ("matches", GROWTH, RATE + "; period=2030", "period"),
        ("matches", EQUIPMENT, SINGLE, "population"),
        ("matches", GROWTH, "series=growth_month_on_month; period=2031-02", "measure, period"),
        ("above", "share-gdp-2030", SINGLE + "; against=0; period=2031-02", "population"),
        ("share of members", "key-industries-share", SHARES + EAST, "population, denominator"),
        ("count above", "towns-count", COUNT + "; against=1" + WEST, "population"),
    ],
)
def test_a_figure_about_something_else_is_refused_unless_bridged(relation, id, cells, differing):
    message = refusal(ScopeError, applied, relation, id, cells + "; bridge=")
    assert message.startswith(f"2031-03-10:{id} (") and f"differ in {differing}" in message
    assert message.endswith("the reading must name a bridge")
    assert applied(relation, id, cells + "; bridge=b")


@pytest.mark.parametrize(
    ("relation", "id", "cells"),
    [
        ("difference", GAIN, RATE + "; against_period={year-1}"),
        ("below", FELT, SINGLE + "; against=growth_cumulative; against_period=2030"),
        ("each above", EACH_ONE, EACH + "; list=with West; against_period=2030"),
    ],
)
def test_two_official_figures_of_differing_scope_are_refused_unless_bridged(relation, id, cells):
    said = refusal(ScopeError, applied, relation, id, cells)
    assert "period" in said
    if relation == "each above":
        assert said.startswith("province_growth/North/2031-01..2031-02/first published and gro")
        assert said.endswith(" differ in period; the reading must name a bridge")
    assert applied(relation, id, cells + "; bridge=b")


@pytest.mark.parametrize(
    ("relation", "id", "cells", "message"),
    [
        ("matches", FELT, SINGLE + "; bridge=b", "without a value"),
        ("below", FELT, SINGLE + "; against=1.2.3", "against: '1.2.3' is not a finite number"),
        ("difference", GAIN, RATE + "; against=0", "against: 0 is a number; name a series"),
        ("each above", EACH_ONE, EACH + WEST + "; against=0", "0 is a number; name a series"),
        (
            "difference of shares",
            GAIN,
            RATE + "; against=growth_cumulative; against_period={year-1}",
            "^against: give the number that both are counted of$",
        ),
        (
            "difference of shares",
            GAIN,
            RATE + "; against=0; against_period={period-1y}",
            "^against: give the number that both are counted of$",
        ),
        ("count above", "provinces-count", COUNT + "; against=1", "of how many"),
        ("matches", "towns-count", "", "2031-03-10:towns-count states no period"),
    ],
)
def test_a_row_that_asks_what_cannot_be(relation, id, cells, message):
    with pytest.raises(BriefingError, match=message):
        applied(relation, id, cells)


@pytest.mark.parametrize(
    ("cells", "about"),
    [
        ("period={year-1}; vintage=revised", f"({ABOVE}, XA, revised) is held for 2030"),
        ("period=2029", f"({ABOVE}, XA, {FIRST}) is held for 2029"),
        ("population=all industry", f"(all industry, XA, {FIRST}) is held for 2031-01/2031-02"),
        ("vintage=revised; period={latest}", f"({ABOVE}, XA, revised) is held for any period"),
    ],
)
def test_nothing_held(cells, about):
    for series, name in (RATE, "growth_cumulative"), ("", "growth of value added, year on year"):
        message = refusal(NoDataError, applied, "matches", GROWTH, f"{series}; {cells}".strip("; "))
        assert message == f"no {name} {about}"


@pytest.mark.parametrize(
    ("id", "whole"),
    [(GROWTH, "any population"), ("provinces-share", "industry, size of enterprise not stated")],
)
def test_a_whole_that_is_not_held(id, whole):
    series = "growth_cumulative" if id == GROWTH else "industrial_value_added"
    cells = f"series={series}; against=gdp"
    if id != GROWTH:
        cells += "; population=all industry; period=2030"
    message = refusal(NoDataError, applied, "share", id, cells)
    period = "2031-01/2031-02" if id == GROWTH else "2030"
    assert message == f"no gdp ({whole}, XA, {FIRST}) is held for {period}"


def test_what_is_said_is_of_one_area_and_price_basis():
    fact = official("gdp", vintage=FIRST, period="2030", folder=DATA)[0]
    said = figure("share-gdp-2030", "2031-03-10", folder=DATA)
    said = replace(said, scope=replace(said.scope, price_basis="p", population="whole economy"))
    other = replace(fact, scope=replace(fact.scope, area="XB", denominator="whole economy"))
    message = refusal(ScopeError, Case(said, {}, package(DATA)).check, other)
    assert message.endswith("differ in area, price basis; the reading must name a bridge")


def test_what_has_one_end_has_no_rank():
    over = replace(figure("share-gdp-2030", "2031-03-10", folder=DATA), quantity=None)
    over = replace(over, quantity=Quantity.over(5, YUAN), scope=replace(over.scope, kind="level"))
    said = refusal(BriefingError, rank, over)
    assert said == "2031-03-10:share-gdp-2030 has no two ends; it cannot be ranked"


def test_members_are_set_against_their_nation_without_a_bridge(invented):
    """The measure may be another, not the period or the price basis."""
    cells = EACH + "; list=with West"
    assert applied("each above", EACH_ONE, cells).outcome is HOLDS
    edit(invented, MONTHLY, {"series": "growth_month_on_month"}, period="2031-01/2031-02")
    other = cells + "; against=growth_month_on_month"
    assert applied("each above", EACH_ONE, other, invented).outcome is HOLDS
    edit(invented, MONTHLY, {"series": "growth_cumulative"}, price_basis="current prices")
    message = refusal(
        ScopeError, applied, "each above", EACH_ONE, cells + "; against_period=2030", invented
    )
    assert message == (
        "province_growth/North/2031-01..2031-02/first published and growth_cumulative/Arcadia, "
        "industry above size/2030/first published differ in period, price_basis; the reading must "
        "name a bridge"
    )


def test_another_country_is_not_looked_at(invented):
    edit(invented, MONTHLY, {"series": "growth_cumulative", "area": "XA"}, area="XB")
    refusal(NoDataError, applied, "matches", GROWTH, RATE, invented)


# -- periods -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("{period}", "2031-01/2031-02"),
        ("{period-1y}", "2030-01/2030-02"),
        ("{year}", "2031"),
        ("{year-1}", "2030"),
        ("{half}", "2031-01/2031-06"),
        ("{end}", "2031-02"),
        ("{end-1m}", "2031-01"),
        ("{end-1y}", "2030-02"),
        ("{before}", "2030-11/2030-12"),
        ("2024-05", "2024-05"),
    ],
)
def test_periods_count_from_what_was_said(text, period):
    assert str(resolve(text, figure(GROWTH, "2031-03-10", folder=DATA))) == period


def test_periods_that_cannot_be_counted():
    said = figure(GROWTH, "2031-03-10", folder=DATA)
    assert "did you mean {end}" in refusal(UnknownNameError, resolve, "{ende}", said)
    assert refusal(UnknownNameError, resolve, "{ende}", said) == (
        "period '{ende}' is unknown; did you mean {end} or {end-1y} or {end-1m}?"
    )
    refusal(BriefingError, resolve, "May", said)


def test_the_latest_period_is_the_last_that_is_whole(invented):
    call = ("share of members", "provinces-share", SHARES + EAST)
    assert {fact.period for fact in applied(*call).sources} == {"2030"}

    def whole(rows):
        last = {"period": "2031", "value": "50.0"}
        return rows + [row | last for row in rows if row["area"] != "XA-N"]

    rewrite(invented, LEVELS, whole)
    assert {fact.period for fact in applied(*call, invented).sources} == {"2031"}


def test_a_figure_of_no_stated_period_is_the_latest_only_where_no_other_is_held(invented):
    call = ("another briefing", GROWTH, "series=growth_cumulative; period={latest}")
    rows = {"series": "growth_cumulative", "area": "XA"}
    edit(invented, MONTHS, rows | {"period": "2030"}, period="")
    assert str(applied(*call, invented).official) == "6.2 %"
    rewrite(
        invented,
        MONTHS,
        lambda held: [row for row in held if row["series"] != rows["series"] or not row["period"]],
    )
    assert str(applied(*call, invented).official) == "4.7 %"


@pytest.mark.parametrize(
    ("cells", "note"),
    [
        (REVENUE, "includes"),
        (REVENUE + "; against=cost", "overlaps"),
        (REVENUE.replace("revenue", "cost"), "lies outside"),
    ],
)
def test_a_proxy_says_whether_what_was_said_lies_in_its_range(cells, note):
    assert applied(PROXY, KEY, cells).note == f"a proxy; its range {note} what was said"


def published(population):
    """A share in value added, as if the office of statistics had published it."""
    fact, about = figure(KEY, "2031-03-10", folder=DATA), {"population": population}
    about |= {"vintage": FIRST, "period": Period.parse("2030")}
    return replace(fact, scope=replace(fact.scope, **about))


@pytest.mark.parametrize(("less", "share"), [((), "50 %"), (("cost",), "73.17 %")])
def test_how_far_a_proxy_misses_a_share_that_is_published(less, share):
    fact = published("steel works above designated size")
    found = proxied(fact, "revenue", *less, assuming="so", folder=DATA)
    assert f"{float(found.quantity.point):.4g} %" == share
    assert (found.scope, found.assumptions) == (fact.scope, ("so",))
    assert found.quantity.decimals == fact.quantity.decimals
    assert found.id == f"proxy of {fact.key} and 1 more"
    assert found.provenance.parts == (
        fact.key,
        "revenue/Arcadia, steel works/2030/first published",
    )


def test_a_proxy_of_all_or_of_none_misses_nothing():
    for population in ("manufacturing above designated size", "major industrial provinces"):
        message = refusal(
            BriefingError, proxied, published(population), "revenue", assuming="so", folder=DATA
        )
        assert message == "members: name some of those with a value, each once, and not all"


def test_a_proxy_is_of_another_measure_and_needs_a_bridge():
    with pytest.raises(ScopeError, match="measure.*the reading must name a bridge"):
        applied(PROXY, KEY, REVENUE.replace("; bridge=b", ""))


def test_a_division_without_a_cost_is_not_left_out_in_silence(invented):
    accounts = "official/division-accounts.csv"
    rewrite(invented, accounts, lambda rows: [r for r in rows if r["value"] != "15.0"])
    message = refusal(NoDataError, applied, PROXY, KEY, REVENUE + "; against=cost", invented)
    assert message == "no cost of glass works above designated size is held"
