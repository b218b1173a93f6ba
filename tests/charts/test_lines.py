from dataclasses import replace
from math import isnan

import pytest
from invention import PACKAGE, axes_of, fact, texts
from matplotlib.colors import to_hex
from matplotlib.dates import num2date

from briefing import BriefingError, Quantity, charts
from briefing.charts.palette import VIOLET
from briefing.errors import ScopeError
from briefing.facts.fact import Reported
from briefing.facts.said import figure
from conftest import refusal

SINGLE = {"2030-11": "5.1", "2030-12": "5.3", "2031-03": "6.0", "2031-04": "7.1", "2031-06": "4.9"}
RUNNING = {"2030-01/2030-12": "5.0", "2031-01/2031-02": "6.4", "2031-01/2031-03": "6.3"}
JOINT = fact("6.4", period="2031-01/2031-02", series="joint")
SAID = figure("growth-2031-01-02", "2031-03-10", folder=PACKAGE)
REPORTED = replace(SAID, provenance=replace(SAID.provenance, locator=Reported("6.2%")))


def months(**more):
    single = [fact(value, period=month, series="single", **more) for month, value in SINGLE.items()]
    running = [fact(value, period=p, series="running", **more) for p, value in RUNNING.items()]
    return [*single, *running]


def example():
    last_year = fact("5.0", period="2030")
    draw = {"window": fact("6.3", period="2031-01/2031-03"), "references": [last_year]}
    draw["said"] = [SAID]
    return charts.lines([*months(), JOINT], title="The rate rose, then fell", **draw)


def drawn(chart, series=0):
    """The corners of a line, None where it breaks."""
    lines = [line for line in axes_of(chart).lines if line.get_marker() in ("", "None")]
    data = zip(*lines[series].get_data(), strict=True)
    return [None if isnan(y) else (f"{num2date(x):%Y-%m}", y) for x, y in data]


def test_months_and_the_months_since_january_are_two_lines_with_gaps():
    assert drawn(example()) == [
        *(("2030-11", 5.1), ("2030-12", 5.3), ("2031-01", 6.4), ("2031-02", 6.4)),
        *(("2031-03", 6.0), ("2031-04", 7.1), None, ("2031-06", 4.9)),
    ]
    assert drawn(example(), 1) == [
        *(("2030-12", 5.0), None, ("2031-02", 6.4), ("2031-03", 6.3)),
    ]
    data = example().data
    assert list(data.columns) == ["single month", "since January", "as said"]
    joint = "6.4 % (January to February 2031)"
    assert list(data.loc["2031-01":"2031-02", "single month"]) == [joint] * 2
    assert data.at["2031-05", "single month"] == data.at["2031-01", "since January"] == "not held"


def test_a_rate_of_the_first_months_together_begins_the_line_since_january():
    running = [fact(v, period=f"2031-01/2031-{m}", series="r") for m, v in (("03", 5), ("04", 6))]
    single = [fact(7, period="2031-03", series="s"), fact(8, period="2031-04", series="s")]
    later = fact(9, period="2031-05/2031-06", series="joint")
    chart = charts.lines([*single, *running, JOINT, later], title="x")
    assert drawn(chart, 1) == [("2031-02", 6.4), ("2031-03", 5), ("2031-04", 6)]
    assert drawn(chart)[:3] == [("2031-01", 6.4), ("2031-02", 6.4), ("2031-03", 7)]
    assert chart.data.at["2031-02", "since January"] == "6.4 %"
    assert list(chart.data["single month"])[-1] == "9 % (May to June 2031)"


def test_lines_levels_and_windows_name_themselves():
    chart = example()
    named = {"single month", "since January", "2030: 5.0 %", "January to March 2031: 6.3 %"}
    assert named <= texts(chart)
    assert "Dashed: 2030: 5.0 %" in chart.twin
    assert "Shaded: January to March 2031: 6.3 %" in chart.twin
    (shade,) = axes_of(chart).patches
    ends = (shade.get_x(), shade.get_x() + shade.get_width())
    assert [f"{num2date(end):%Y-%m}" for end in ends] == ["2030-12", "2031-03"]
    assert [
        line.get_ydata()[0] for line in axes_of(chart).lines if line.get_label()[:4] == "2030"
    ] == [5]


def test_what_was_said_stands_at_the_period_that_is_drawn_and_joins_nothing():
    for said, face, text in ((SAID, VIOLET, " 6.2 %"), (REPORTED, "#FFFFFF", " 6.2 %, reported")):
        chart = charts.lines([*months(), JOINT], title="x", said=[said])
        (mark,) = (line for line in axes_of(chart).lines if line.get_marker() == "D")
        assert (f"{num2date(mark.get_xdata()[0]):%Y-%m}", mark.get_ydata()[0]) == ("2031-02", 6.2)
        assert to_hex(mark.get_markerfacecolor()).upper() == face
        (bar,) = axes_of(chart).collections
        assert [round(y, 2) for _, y in bar.get_segments()[0]] == [6.15, 6.25]
        assert chart.data.at["2031-02", "as said"] == text
        assert any("hollow" in shown for shown in texts(chart)) == (said is REPORTED)
    assert [*charts.intervals([SAID, REPORTED], title="x").data.index][1].endswith(", reported")


def test_series_differ_in_colour_marker_and_dashes():
    facts = [fact(n + k, period=f"203{k}", area=a) for n, a in enumerate("1234") for k in (0, 1)]
    lines = axes_of(charts.lines(facts, title="x")).lines
    for read, of in (("get_color", 8), ("get_marker", 8), ("get_linestyle", 8)):
        assert len({getattr(line, read)() for line in lines[:of]} - {"None", ""}) == 4
    more = [fact(1, period="2030", area="5")]
    assert "5 lines" in refusal(BriefingError, charts.lines, [*facts, *more], title="x")


LEVEL = {"unit": "yuan", "kind": "level", "measure": "value added"}


def test_what_was_first_published_in_different_years_is_no_line():
    first = [fact(100 + n, period=f"203{n}", vintage="first published", **LEVEL) for n in range(3)]
    message = refusal(ScopeError, charts.lines, first, title="x")
    assert "as first published in different years" in message
    chart = charts.lines(first, title="x", because="revisions were small")
    assert drawn(chart) == [("2030-01", 100), None, ("2031-01", 101), None, ("2032-01", 102)]
    assert "Drawn together because revisions were small" in chart.notes
    assert any("not joined: first published, revised later" in text for text in texts(chart))


def test_a_line_ends_at_a_revision_and_each_vintage_has_its_own():
    old = [fact(100 + n, period=f"203{n}", vintage="yearbook", **LEVEL) for n in range(2)]
    new = [fact(110 + n, period=f"203{n}", vintage="census", **LEVEL) for n in range(2, 4)]
    chart = charts.lines([*old, *new], title="x")
    assert drawn(chart) == [("2030-01", 100), ("2031-01", 101)]
    assert drawn(chart, 1) == [("2032-01", 112), ("2033-01", 113)]
    assert list(chart.data.columns) == ["yearbook", "census"]


@pytest.mark.parametrize(
    "change, words",
    [
        ({"window": fact(1, period="2029-01")}, "lies beyond"),
        ({"references": [fact(5, "count")]}, "mixes unit percent and count"),
        ({"references": [fact(Quantity.between(1, 2, "percent"))]}, "range without a value"),
        ({"facts": [fact(1, period=None)]}, "states no period"),
        ({"facts": [fact(1), fact(1, measure="x", kind="share")]}, "mixes kind"),
        ({"said": [fact(1, period="2031-05")]}, "nothing is drawn for May 2031; leave growth/"),
        ({"said": [fact(1, period="2031-06", measure="x")]}, "mixes measure"),
    ],
)
def test_what_cannot_be_drawn_is_refused(change, words):
    facts = change.pop("facts", months())
    with pytest.raises(BriefingError, match=words):
        charts.lines(facts, title="x", **change)
