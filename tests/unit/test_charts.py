"""Charts draw what their twin says, inside the frame, with nothing on top of anything else."""

import pandas as pd
import pytest
from gallery import BRIEFING, SAID, counts, open_bar, positions, ranges, share_bars, squares
from layout import check_layout
from matplotlib.patches import Rectangle

from briefing import BriefingError, Quantity, charts, style


@pytest.mark.parametrize("draw", BRIEFING, ids=lambda draw: draw.__name__)
def test_no_text_is_clipped_or_overlaps(draw):
    check_layout(draw().canvas)


@pytest.mark.parametrize("draw", BRIEFING, ids=lambda draw: draw.__name__)
def test_title_source_and_spines(draw):
    chart = draw()
    texts = {text.get_text().replace("\n", " ") for text in chart.canvas.texts}
    assert texts == {chart.title, chart.source}
    axes = chart.canvas.axes[0]
    assert not axes.spines["top"].get_visible() and not axes.spines["right"].get_visible()
    assert chart.title in chart.alt and chart.alt.endswith(".")
    assert chart.twin.startswith(chart.title) and chart.twin.endswith(chart.source)


def widths(chart):
    return [
        (patch.get_x(), patch.get_x() + patch.get_width(), patch.get_hatch())
        for patch in chart.canvas.axes[0].patches
        if isinstance(patch, Rectangle)
    ]


def test_bars_are_solid_while_certain_and_hatched_while_possible():
    drawn = widths(share_bars())
    assert drawn == [
        (0, pytest.approx(31.65), None),
        (pytest.approx(31.65), pytest.approx(31.75), "////"),
        (0, 67.5, None),
        (67.5, 72.5, "////"),
        (0, 60, None),
        (60, 100, "////"),
    ]


def test_a_bar_without_an_end_ends_in_an_arrow():
    markers = [line.get_marker() for line in open_bar().canvas.axes[0].lines]
    assert markers == [">"]


def test_small_shares_are_not_lost_against_the_whole():
    chart = charts.bars(
        {"mean": Quantity.rounded("2.5", "percent")}, title="Small", line=SAID, axis="percent"
    )
    assert chart.canvas.axes[0].get_xlim()[1] < 3


def test_interval_ends_show_what_is_possible():
    lines = ranges().canvas.axes[0].lines
    segments = [list(line.get_xdata()) for line in lines if len(line.get_xdata()) == 2]
    assert segments[1] == [-0.75, -0.25]
    ends = [(line.get_marker(), line.get_markerfacecolor()) for line in lines]
    ends = [end for end in ends if end[0] in "o<>"]
    assert ends == [
        ("<", charts.BLUE),
        ("o", "white"),
        ("o", charts.BLUE),
        ("o", charts.BLUE),
        ("o", charts.BLUE),
        ("o", "white"),
    ]


def test_a_bound_is_not_drawn_as_a_point():
    count = {"more than 10": Quantity.more_than_count(10, 50)}
    chart = charts.intervals(count, title="A bound", line=SAID, axis="cities")
    assert "|" not in [line.get_marker() for line in chart.canvas.axes[0].lines]


def test_squares_count():
    hatches = [patch.get_hatch() for patch in squares().canvas.axes[0].patches]
    assert (hatches.count(None), hatches.count("////")) == (11, 39)


def test_counts_are_stacked():
    drawn = widths(counts())
    assert sorted((a, b) for a, b, _ in drawn) == [(0, 0), (0, 1), (0, 4), (1, 3)]


def test_positions_are_where_the_text_has_them():
    (points,) = positions().canvas.axes[0].collections
    assert points.get_offsets().tolist() == [[5, 0], [50, 1], [70, 0]]


def test_colours_come_from_the_palette():
    from matplotlib.colors import to_hex

    allowed = {colour.lower() for colour in charts.PALETTE} | {"#ffffff"}
    for draw in BRIEFING:
        for patch in draw().canvas.axes[0].patches:
            assert to_hex(patch.get_facecolor()) in allowed


def test_the_same_chart_gives_the_same_picture(capsys, monkeypatch):
    bundles = []
    monkeypatch.setattr(style, "display", lambda data, **more: bundles.append((data, more)))
    share_bars()._ipython_display_()
    share_bars()._ipython_display_()
    assert bundles[0] == bundles[1]
    data, more = bundles[0]
    assert more["metadata"]["image/png"]["alt"] == data["text/plain"] == share_bars().alt
    assert capsys.readouterr().out == (share_bars().twin + "\n") * 2


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda: charts.bars({}, title="x", line=SAID, axis="x"), "quantities: is empty"),
        (
            lambda: charts.intervals(
                {"a": Quantity.exact(1, "percent"), "b": Quantity.exact(1, "count")},
                title="x",
                line=SAID,
                axis="x",
            ),
            "mixes count and percent",
        ),
        (
            lambda: charts.bars(
                {"a": Quantity.exact(-1, "percent")}, title="x", line=SAID, axis="x"
            ),
            "a may be negative",
        ),
        (
            lambda: charts.squares(1, 2, title="a b c d e f g h i j k", line=SAID, what="x"),
            "more than ten words",
        ),
        (
            lambda: charts.counts(
                pd.DataFrame([[1] * 5], columns=list("abcde")), title="x", line=SAID, axis="x"
            ),
            "at most four series",
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused(call, words):
    with pytest.raises(BriefingError, match=words):
        call()


def test_a_table_is_shown_whole_with_its_index_name_in_the_corner():
    frame = pd.DataFrame({"note": ["x" * 120, None]}, index=pd.Index(["a", "b"], name="id"))
    table = charts.Table(frame)
    assert "x" * 120 in repr(table) and "x" * 120 in table._repr_html_()
    assert repr(table).splitlines()[0].startswith("id") and "None" not in repr(table)
