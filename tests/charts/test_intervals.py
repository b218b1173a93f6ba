from invention import axes_of, fact

from briefing import Quantity, charts
from briefing.charts.palette import BLUE

P = "percentage points"


def example():
    values = {
        "XA-N": Quantity(None, "-1.5", P, upper_closed=False),
        "XA-S": Quantity.about("-0.5", P, within="0.25"),
        "XA-E": Quantity.rounded("0.2", P),
    }
    facts = [fact(value, area=area, kind="change") for area, value in values.items()]
    return charts.intervals(facts, title="Three kinds of range")


def test_ends_show_what_is_possible():
    lines = axes_of(example()).lines
    strokes = [tuple(c.get_segments()[0][:, 0]) for c in axes_of(example()).collections]
    assert strokes[1] == (-0.75, -0.25)
    ends = [(line.get_marker(), line.get_markerfacecolor()) for line in lines]
    assert [end for end in ends if end[0] in tuple("o<>")] == [
        *(("<", BLUE), ("o", "white")),
        *(("o", BLUE), ("o", BLUE)),
        *(("o", BLUE), ("o", "white")),
    ]


def test_a_value_is_a_stroke_but_a_bound_is_none():
    strokes = [line.get_xdata()[0] for line in axes_of(example()).lines if line.get_marker() == "|"]
    assert strokes == [-0.5, 0.2]
    bound = fact(Quantity.more_than_count(10, 50), kind="count")
    drawn = axes_of(charts.intervals([bound], title="A bound")).lines
    assert "|" not in [line.get_marker() for line in drawn]


def test_counts_stand_at_whole_numbers():
    few = fact(Quantity(7, 9, "count"), kind="count")
    ticks = axes_of(charts.intervals([few], title="x")).get_xticks()
    assert len(ticks) > 1 and all(tick == int(tick) for tick in ticks)


def test_a_reference_is_a_line_across_with_its_name():
    nation = fact(Quantity.exact(2, P), area="XA", kind="change")
    drawn = [fact(Quantity.exact(1, P), area="XA-N", kind="change")]
    chart = charts.intervals(drawn, title="Beside the nation", reference=nation)
    (line,) = [
        ln
        for ln in axes_of(chart).lines
        if len({*ln.get_xdata()}) == 1 and len(ln.get_xdata()) == 2
    ]
    assert line.get_xdata()[0] == 2 and axes_of(chart).get_xlim()[1] > 2
    assert f"Line: {axes_of(chart).texts[-1].get_text()}" in chart.twin
