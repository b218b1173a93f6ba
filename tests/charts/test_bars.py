from dataclasses import replace

import pytest
from invention import axes_of, bars_of, fact, texts

from briefing import BriefingError, Quantity, charts
from conftest import refusal

OVER = Quantity.over(60, "percent", 100)


def share(value, **more):
    return fact(value, kind="share", denominator="whole economy", period="2030", **more)


def example():
    facts = [
        share("31.7", measure="share of industry", population="all industry"),
        share(OVER, measure="share of the provinces", population="major industrial provinces"),
    ]
    return charts.bars(facts, title="Only one of these shares is a number")


def test_bars_are_solid_while_certain_and_hatched_while_possible():
    assert bars_of(example()) == [
        (0, 31.65, None),
        (31.65, 31.75, "////"),
        (0, 60, None),
        (60, 100, "////"),
    ]


def test_what_facts_share_stands_once_and_what_differs_labels_them():
    chart = example()
    assert {"share of industry: 31.7 %", "share of the provinces: over 60 %"} <= texts(chart)
    assert chart.about == "percent of whole economy; Arcadia, 2030"
    assert list(chart.data["population"]) == ["all industry", "major provinces"]
    assert "share of industry: 31.7 %" in chart.alt


def test_a_bar_without_an_end_ends_in_an_arrow_and_small_shares_are_not_lost():
    ratios = [fact(Quantity.over(3, "ratio"), area="XA-N"), fact(5, "ratio", area="XA-S")]
    assert [line.get_marker() for line in axes_of(charts.bars(ratios, title="x")).lines] == [">"]
    small = charts.bars([share("2.5")], title="Small")
    assert small.figure.axes[0].get_xlim()[1] < 3


@pytest.mark.parametrize(
    "facts, words",
    [
        ([], "facts: is empty"),
        (["6.2"], "is no fact"),
        ([fact(1), fact(1, "count", area="XB")], "mixes unit percent and count"),
        ([fact(1), share(1)], "mixes kind rate"),
        ([fact(1), fact(2, price_basis="constant prices")], "mixes price basis not stated"),
        ([fact(-1)], "may be negative"),
        ([fact(10**101)], "too large to draw"),
        ([replace(fact(1), quantity=None)], "without a value"),
        ([fact(1, assuming="a"), fact(2, assuming="a")], "two are"),
    ],
)
def test_what_cannot_be_drawn_is_refused(facts, words):
    with pytest.raises(BriefingError, match=words):
        charts.bars(facts, title="x")


def test_titles_are_short_and_labels_are_of_the_facts():
    for title in ("a b c d e f g h i j k", " "):
        assert "one to ten words" in refusal(BriefingError, charts.bars, [fact(1)], title=title)
    one = fact(1)
    assert "mine: 1 %" in texts(charts.bars([one], title="x", labels={one.id: "mine"}))
    with pytest.raises(BriefingError, match="is unknown"):
        charts.bars([one], title="x", labels={"other": "mine"})


def test_assumptions_tell_facts_apart_and_are_printed():
    read = [fact(70, assuming=f"it is read to {n}") for n in ("one", "five")]
    chart = charts.bars(read, title="x")
    assert {"if it is read to one: 70 %", "if it is read to five: 70 %"} <= texts(chart)
    assert "Assuming that it is read to five" in chart.twin
    assert chart.source == "Source: own arithmetic under stated assumptions"
