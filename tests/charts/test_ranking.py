import pytest
from invention import PACKAGE, PROVINCES, axes_of, fact, marks, texts

from briefing import BriefingError, Quantity, charts
from briefing.charts import Named
from briefing.charts.palette import ORANGE
from briefing.errors import ScopeError
from conftest import refusal

RATES = dict(zip(PROVINCES, ("7.1", "-1.2", "4.9", "5.0"), strict=True))
NATION = fact("5.0")
LIST = Named("with East", ["North", "East"], assumed=True)


def rates(**more):
    return [
        fact(rate, area=area, confidence="single-source" if area == "XA-N" else "primary", **more)
        for area, rate in RATES.items()
    ]


def example():
    draw = {"reference": NATION, "highlight": LIST}
    return charts.ranking(rates(), title="One province outgrew the nation", **draw)


def test_facts_stand_in_order_with_their_values():
    chart = example()
    labels = [label.get_text() for label in axes_of(chart).get_yticklabels()]
    assert labels == list(chart.data.index) == ["North", "West", "East", "South"]
    assert [m[0] for m in sorted(marks(chart), key=lambda m: m[1])] == [7.1, 5.0, 4.9, -1.2]
    by_row = {t.xy[1]: t.get_text() for t in axes_of(chart).texts if hasattr(t, "xy")}
    assert [by_row[row] for row in sorted(by_row)] == ["7.1", "5.0", "4.9", "−1.2"]


def test_single_sources_are_hollow_and_listed_members_diamonds():
    faces = {x: (marker, face) for x, _, marker, face in marks(example())}
    assert faces[7.1] == ("D", "#FFFFFF") and faces[4.9] == ("D", ORANGE) and faces[5.0][0] == "o"
    assert "hollow: single source; diamond: assumed list with East" in texts(example())
    assert list(example().data["assumed list with East"]) == ["yes", "", "yes", ""]


def test_the_reference_line_writes_its_own_name_and_value():
    assert "Arcadia: 5.0 %" in texts(example()) and "Line: Arcadia: 5.0 %" in example().twin
    assert [5, 5] in [list(line.get_xdata()) for line in axes_of(example()).lines]
    branches = [fact(n, population=p) for n, p in ((1, "branch a"), (2, "branch b"))]
    chart = charts.ranking(branches, title="x", reference=NATION)
    assert "industry above size: 5.0 %" in texts(chart)


def test_a_wide_range_is_explained():
    wide = [fact(Quantity.about(n, "percent", within=1), area=a) for n, a in ((5, "a"), (9, "b"))]
    assert "bar: what rounding leaves possible" in texts(charts.ranking(wide, title="x"))


def test_other_periods_are_ranked_only_for_a_reason():
    other = fact("3.3", area="XB", period="2031-04")
    message = refusal(ScopeError, charts.ranking, [*rates(), other], title="x")
    assert "mixes period 2031-05" in message and "2031-04" in message
    late = fact("5.0", period="2031-04")
    assert "mixes period" in refusal(ScopeError, charts.ranking, rates(), title="x", reference=late)
    reason = "nothing else is held"
    chart = charts.ranking([*rates(), other], title="x", because=reason, reference=late)
    assert f"Drawn together because {reason}" in chart.twin
    assert "Borduria, April 2031" in chart.data.index


def test_a_source_that_reports_the_same_thing_again_is_one_entry():
    again = fact("7.1", area="XA-N", confidence="primary")
    chart = charts.ranking([*rates(), again], title="x")
    assert len(chart.data) == 4 and "source" not in chart.data


def test_a_list_comes_from_the_package_or_names_what_is_drawn():
    held = Named.listed("with East", folder=PACKAGE)
    assert str(held) == "assumed list with East" and len(held.members) > 1
    with pytest.raises(BriefingError, match="did you mean with East"):
        Named.listed("with Eats", folder=PACKAGE)
    with pytest.raises(BriefingError, match="has no name"):
        charts.ranking(rates(), title="x", highlight=["North"])
    with pytest.raises(BriefingError, match="is no fact"):
        charts.ranking(rates(), title="x", reference=5.0)
    with pytest.raises(BriefingError, match="is one text"):
        Named("x", "North")
    with pytest.raises(BriefingError, match="did you mean North"):
        charts.ranking(rates(), title="x", highlight=Named("x", ["Norht"]))
