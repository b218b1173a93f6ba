from dataclasses import replace

import pytest
from invention import axes_of, texts

from briefing import BriefingError, Quantity, charts
from briefing.charts.palette import ORANGE
from briefing.facts.said import figure
from briefing.verdicts.readings import evidence
from briefing.verdicts.verdict import Outcome
from conftest import TESTS, refusal

DATA = TESTS / "data"


def case(id):
    return figure(id, "2031-03-10", folder=DATA), evidence(id, "2031-03-10", folder=DATA)


def example():
    ids = ("gain-2031-01-02", "equipment-growth-2031-02")
    return charts.against(map(case, [*ids, "key-industries-share"]), title="Said and official")


def bars(chart):
    return [(p.get_x(), p.get_x() + p.get_width()) for p in axes_of(chart).patches]


def values(chart):
    """Where a value is marked: row, place, marker, and whether it is filled."""
    return [
        (int(y), float(x), line.get_marker(), line.get_markerfacecolor() == ORANGE)
        for line in axes_of(chart).lines
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)
    ]


def test_the_readings_of_a_claim_share_an_axis_with_what_was_said():
    chart = charts.against([case("share-gdp-2030")], title="Confirmed in part")
    assert bars(chart) == [pytest.approx((20.45, 20.55))] * 2
    first, revised = (float(r.official.estimate) for r in case("share-gdp-2030")[1].readings)
    assert values(chart) == [(0, first, "D", True), (1, revised, "D", False)]
    assert "as revised: 20.30 % (fails)" in texts(chart)
    assert [*chart.data["outcome"]] == ["holds", "fails"]
    assert "bar: as said; filled diamond: holds; hollow diamond: fails" in texts(chart)


def test_claims_of_different_units_have_a_scale_each():
    chart = example()
    assert len(bars(chart)) == 3 and axes_of(chart).get_xlim() == (0, 1)
    assert all(0 <= low < high <= 1 for low, high in bars(chart))
    for row, place, _, filled in values(chart):
        low, high = bars(chart)[row]
        assert (low <= place <= high) == filled, row
    assert not axes_of(chart).get_xticks().size and "scale of its own" in chart.about
    told = "“about 70%”, share of the key industries in value added: no official figure tests it"
    assert told in texts(chart)
    assert chart.data.loc[chart.data.index[-1], "official"] == ""


def test_a_value_that_is_a_range_alone_lies_between_two_marks():
    said, found = case("equipment-growth-2031-02")
    official = Quantity.between("7.8", "8", "percent")
    readings = tuple(
        replace(r, official=official, outcome=Outcome.ROUNDING) for r in found.readings
    )
    chart = charts.against([(said, replace(found, readings=readings))], title="A range alone")
    assert values(chart) == [(0, 7.8, "o", False), (0, 8, "o", False)]
    assert "bar: as said; ring: within rounding only" in texts(chart)


def test_what_cannot_be_drawn_is_refused():
    assert "is empty" in refusal(BriefingError, charts.against, [], title="x")
    relation = [case("provinces-growth")]
    assert "without a value" in refusal(BriefingError, charts.against, relation, title="x")
    derived = figure("growth-2030", "2031-03-10", folder=DATA)
    pair = (derived, case("growth-2031-01-02")[1])
    assert "was not said" in refusal(BriefingError, charts.against, [pair, pair], title="x")
