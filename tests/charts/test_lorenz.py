import pytest
from invention import PROVINCES, axes_of, fact

from briefing import BriefingError, Quantity, charts

LEVEL = {"kind": "level", "measure": "value added"}
LEVELS = [
    fact(n, "yuan", area=area, **LEVEL) for n, area in zip((40, 10, 30, 20), PROVINCES, strict=True)
]
ENDS = ((0, 0), (5, 25), (20, 50), (45, 75), (100, 100))
BAND = [
    fact(Quantity(low, high, "percent", share=True), kind="share", assuming="x")
    for low, high in ENDS
]


def example():
    return charts.lorenz(LEVELS, title="The larger half holds 70 % of it", band=BAND)


def test_the_curve_adds_up_the_smallest_first():
    lines = {line.get_label(): [*line.get_ydata()] for line in axes_of(example()).lines}
    assert lines["members"] == pytest.approx([0, 10, 30, 60, 100])
    assert lines["all equal"] == [0, 25, 50, 75, 100]
    assert (lines["lowest"], lines["highest"]) == ([0, 5, 20, 45, 100], [0, 25, 50, 75, 100])
    assert list(example().data["members"]) == ["0.0", "10.0", "30.0", "60.0", "100.0"]
    assert "the smallest 2 of 4 hold 30.0 percent" in example().alt


def test_a_band_has_a_range_for_each_number_of_members():
    with pytest.raises(BriefingError, match="needs 5 shares"):
        charts.lorenz(LEVELS, title="x", band=BAND[1:])


def test_the_largest_are_marked_where_they_begin():
    chart = charts.lorenz(LEVELS, title="x", top=1)
    assert "Line: the 1 largest hold 40.0 %" in chart.twin
    (diamond,) = [line for line in axes_of(chart).lines if line.get_marker() == "D"]
    assert [*diamond.get_xdata(), *diamond.get_ydata()] == pytest.approx([3, 60])
    for top in (0, 4):
        with pytest.raises(BriefingError, match="top: "):
            charts.lorenz(LEVELS, title="x", top=top)
