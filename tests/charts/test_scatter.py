import pytest
from invention import PROVINCES, fact, marks, texts

from briefing import BriefingError, charts
from briefing.charts import Named


def share(value, area):
    return fact(value, area=area, kind="share", measure="share in value added", period="2030")


def example():
    x = [share(10 * (n + 1), area) for n, area in enumerate(PROVINCES)]
    y = [fact(f"{n - 1}.5", area=area) for n, area in enumerate(PROVINCES[:3])]
    more = {"highlight": Named("the large", ["South", "North"]), "reference": fact("5.0")}
    return charts.scatter(x, y, title="Large provinces did not grow faster", **more)


def test_points_stand_where_the_facts_have_them():
    assert {m[:3] for m in marks(example())} == {(10, -1.5, "D"), (20, 0.5, "D"), (30, 1.5, "o")}
    assert list(example().data.loc["West"])[:2] == ["40 %", "not held"]


def test_axes_reference_and_the_highlighted_are_named():
    chart = example()
    assert "Arcadia: 5.0 %" in texts(chart) and "Dashed: Arcadia: 5.0 %" in chart.twin
    assert any(t.startswith("↑ growth of value added") for t in texts(chart))
    assert any(t.startswith("→ share in value added, percent") for t in texts(chart))
    assert "diamonds: the large, from left to right: North, South" in texts(chart)


def test_areas_that_do_not_meet_are_refused():
    with pytest.raises(BriefingError, match="no area has both"):
        charts.scatter([share(1, "XA-N")], [fact(1, area="XA-S")], title="x")
