"""Plots of official statistics draw their frame: every position, label and gap."""

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from gallery import (
    GAP,
    LINE,
    NAMED,
    OFFICIAL,
    division_ranking,
    divisions,
    mapped,
    month_lines,
    monthly,
    months,
    point_scatter,
    points,
    province_ranking,
    provinces,
    tile_map,
    year_lines,
)
from layout import check_layout
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import Rectangle

from briefing import BriefingError, plots, style

each_kind = pytest.mark.parametrize("draw", OFFICIAL, ids=lambda draw: draw.__name__)


def axes_of(chart):
    (axes,) = chart.canvas.axes
    return axes


def texts(chart):
    axes = axes_of(chart)
    shown = [*chart.canvas.texts, *axes.texts, axes.xaxis.label]
    return {text.get_text().replace("\n", " ").replace("\xa0", " ") for text in shown}


@each_kind
def test_no_text_is_clipped_or_overlaps(draw):
    check_layout(draw().canvas)


@each_kind
def test_title_source_alt_and_size(draw):
    chart = draw()
    title, foot = chart.canvas.texts[:2]
    assert title.get_text().replace("\n", " ") == chart.title
    assert title.get_position()[0] == 0.03 and title.get_ha() == "left"
    assert foot.get_text().replace("\n", " ") == chart.source == LINE
    assert chart.title in chart.alt and chart.alt.endswith(".") and "\n" not in chart.alt
    assert chart.twin.startswith(chart.title) and chart.twin.endswith(LINE)
    assert chart.canvas.get_figwidth() == style.WIDTH
    axes = axes_of(chart)
    assert not axes.spines["top"].get_visible() and not axes.spines["right"].get_visible()
    written = [text for text in [*chart.canvas.texts, *axes.texts] if text is not foot]
    assert min(text.get_fontsize() for text in written) >= 10


@each_kind
def test_colours_come_from_the_palette(draw):
    allowed = {colour.lower() for colour in style.PALETTE} | {"#ffffff"}
    for mark in axes_of(draw()).lines:
        assert to_hex(mark.get_color()) in allowed
        assert to_hex(mark.get_markerfacecolor()) in allowed


@each_kind
def test_the_same_frame_gives_the_same_picture(draw):
    first, second = draw(), draw()
    first.canvas.draw_without_rendering()
    assert first.twin == second.twin and first.alt == second.alt
    places = [[text.get_position() for text in axes_of(chart).texts] for chart in (first, second)]
    assert places[0] == places[1]


# -- lines ---------------------------------------------------------------------------------------


def test_lines_draw_the_frame_and_leave_its_gaps():
    frame = monthly()
    for name, drawn in zip(frame, axes_of(month_lines()).lines, strict=False):
        assert drawn.get_label() == name and list(drawn.get_xdata()) == list(range(36))
        np.testing.assert_array_equal(drawn.get_ydata(), frame[name])
        assert np.isnan(drawn.get_ydata()).sum() == frame[name].isna().sum()


def test_series_differ_in_colour_marker_and_dashes():
    series = axes_of(month_lines()).lines[:3]
    for read in ("get_color", "get_marker", "get_linestyle"):
        assert len({getattr(drawn, read)() for drawn in series}) == 3


def test_a_lone_point_shows():
    machinery = axes_of(year_lines()).lines[2]
    assert machinery.get_marker() == "^" and np.isfinite(machinery.get_ydata()).sum() == 1


def test_series_and_levels_are_named_at_the_right():
    assert {"automobiles", "steel", "machinery", "goal for steel 4 %"} <= texts(year_lines())
    assert "goal for automobiles, about 5 %" in texts(year_lines())  # not "5 % 5 %"
    levels = [line.get_ydata()[0] for line in axes_of(year_lines()).lines[3:5]]
    assert levels == [5, 4]


def test_the_window_covers_its_periods_whole():
    chart = month_lines()
    (window,) = axes_of(chart).patches
    assert (window.get_x(), window.get_x() + window.get_width()) == (25.5, 29.5)
    assert "the briefing's period" in texts(chart)
    assert "Shaded: 2024-03 to 2024-06, the briefing's period" in chart.twin


def test_a_long_window_text_stays_above_the_lines():
    window = ("2022-10", "2022-12", "months the minister spoke about in the press conference")
    check_layout(draw_lines(monthly().iloc[:12], window=window).canvas)


def test_many_names_at_one_height_are_moved_apart():
    frame = pd.DataFrame({f"equipment manufacturing {n}": [5 + n, 4] for n in range(4)}, list("ab"))
    check_layout(draw_lines(frame, levels={"one goal": 4, "another goal": 4.1}).canvas)


def test_the_twin_of_lines_says_every_number_and_gap():
    data, frame = month_lines().data, monthly()
    for name in frame:
        expected = ["not published" if v != v else f"{v:.1f} %" for v in frame[name]]
        assert list(data[name]) == expected
    assert list(data.index) == months()
    assert "Dashed: goal of the plan 4.6 %" in month_lines().twin


def test_period_labels_stand_at_their_periods():
    axes = axes_of(month_lines())
    labels = [label.get_text() for label in axes.get_xticklabels()]
    assert labels == [months()[int(at)] for at in axes.get_xticks()] and len(labels) >= 3


# -- ranking -------------------------------------------------------------------------------------


def dots(chart):
    """Each dot: its value, row, marker and whether it is hollow."""
    return {
        line.get_label(): (
            line.get_xdata()[0],
            line.get_ydata()[0],
            line.get_marker(),
            to_hex(line.get_markerfacecolor()) == "#ffffff",
        )
        for line in axes_of(chart).lines
        if line.get_marker() in ("o", "D")
    }


def test_a_ranking_draws_each_value_in_order():
    frame = provinces()
    drawn = dots(province_ranking())
    assert {name: dot[0] for name, dot in drawn.items() if name != GAP} == dict(
        frame["value"].dropna()
    )
    rows = [name for name, _ in sorted(drawn.items(), key=lambda item: item[1][1])]
    ordered = frame["value"].sort_values(ascending=False, kind="stable")
    assert rows == list(ordered.index) and rows[-1] == GAP
    labels = [label.get_text() for label in axes_of(province_ranking()).get_yticklabels()]
    assert labels == rows


def test_values_stand_in_the_row_of_their_dot():
    axes = axes_of(province_ranking())
    by_row = {text.xy[1]: text.get_text() for text in axes.texts if hasattr(text, "xy")}
    for value, row, *_ in dots(province_ranking()).values():
        shown = by_row[row].replace("−", "-")
        assert shown == ("not published" if value != value else f"{value:.1f}")


def test_marked_dots_are_hollow_and_highlighted_ones_diamonds():
    frame, chart = provinces(), province_ranking()
    drawn = dots(chart)
    assert {name for name, dot in drawn.items() if dot[3]} == set(
        frame.index[frame["mark"].notna()]
    )
    diamonds = {name for name, dot in drawn.items() if dot[2] == "D"}
    assert diamonds == {"Guangdong", "Jiangsu", "Shandong"}
    assert "hollow: single source; diamond: among the ten major provinces" in texts(chart)


def test_the_reference_line_stands_at_its_number():
    chart = province_ranking()
    assert "China 4.6" in texts(chart) and "Line: China 4.6" in chart.twin
    (drawn,) = [line for line in axes_of(chart).lines if list(line.get_xdata()) == [4.6, 4.6]]
    assert drawn.get_linestyle() == "--"


def test_rounding_ranges_are_drawn_and_in_the_twin():
    chart, frame = division_ranking(), divisions()
    drawn = [tuple(line.get_xdata()) for line in axes_of(chart).lines if line.get_linewidth() == 3]
    assert sorted(drawn) == sorted(zip(frame["lower"], frame["upper"], strict=True))
    first = chart.data.loc["automobiles"]
    assert float(first["upper"].replace("−", "-")) == pytest.approx(
        frame.loc["automobiles", "upper"]
    )


def test_a_wide_range_is_explained():
    frame = pd.DataFrame({"value": [5, 7], "lower": [4, 6.5], "upper": [6, 7.5]}, ["a", "b"])
    chart = plots.ranking(frame, title="Wide", line=LINE, axis="%")
    assert "bar: what rounding leaves possible" in texts(chart)


# -- tiles ---------------------------------------------------------------------------------------


def drawn_tiles(chart):
    shown = [patch for patch in axes_of(chart).patches if isinstance(patch, Rectangle)]
    return {tile.get_label(): tile for tile in shown if tile.get_fill()}


def centre(tile):
    return (tile.get_x() + tile.get_width() / 2, tile.get_y() + tile.get_height() / 2)


def test_each_province_has_its_tile_at_its_place():
    tiles = drawn_tiles(tile_map())
    frame = mapped().set_index("name")
    assert set(tiles) == set(frame.index)
    for name, tile in tiles.items():
        assert centre(tile) == pytest.approx(tuple(frame.loc[name, ["tile_column", "tile_row"]]))
        assert (tile.get_hatch() == "////") == pd.isna(frame.loc[name, "value"])


def test_shades_run_from_white_to_blue_with_the_value():
    tiles, values = drawn_tiles(tile_map()), mapped().set_index("name")["value"].dropna()
    ordered = [sum(tiles[name].get_facecolor()[:3]) for name in values.sort_values().index]
    assert ordered == sorted(ordered, reverse=True)
    assert to_hex(tiles[values.idxmin()].get_facecolor()) == "#ffffff"
    assert to_hex(tiles[values.idxmax()].get_facecolor()) == style.BLUE.lower()


def luminance(colour):
    parts = np.array(to_rgb(colour))
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4) @ (
        [0.2126, 0.7152, 0.0722]
    )


def test_letters_have_contrast_and_codes_stand_in_their_tiles():
    chart = tile_map()
    tiles = {centre(tile): tile for tile in drawn_tiles(chart).values()}
    codes = mapped().set_index(["tile_column", "tile_row"])
    for text in axes_of(chart).texts:
        x, y = text.get_position()
        tile = tiles[min(tiles, key=lambda at: abs(at[0] - x) + abs(at[1] - y))]
        row = codes.loc[(round(x), round(y))]
        assert text.get_text() in (row["code"], row["text"])
        dark, light = sorted(map(luminance, (text.get_color(), tile.get_facecolor()[:3])))
        assert (light + 0.05) / (dark + 0.05) >= 4.5
        if text.get_text():
            chart.canvas.draw_without_rendering()
            box, room = text.get_window_extent(), tile.get_window_extent()
            assert room.x0 < box.x0 and box.x1 < room.x1


def test_thick_edges_are_the_outlined_and_the_legend_explains():
    chart = tile_map()
    thick = [patch for patch in axes_of(chart).patches if patch.get_linewidth() == 3]
    frame = mapped()
    places = frame.loc[frame["outline"], ["tile_column", "tile_row"]].to_numpy().tolist()
    assert sorted([round(n) for n in centre(tile)] for tile in thick) == sorted(places)
    legend = [text.get_text() for text in axes_of(chart).get_legend().get_texts()]
    values = frame["value"].dropna()
    assert legend[0] == f"{values.min():.1f}".replace("-", "−")
    assert legend[2:] == [f"{values.max():.1f}", "not published"]
    assert any("thick edge: named in the briefing" in text for text in texts(chart))


def test_the_twin_of_a_map_says_every_tile():
    data, frame = tile_map().data, mapped().set_index("name")
    for name, row in data.iterrows():
        value = frame.loc[name, "value"]
        assert row["code"] == frame.loc[name, "code"]
        shown = "not published" if value != value else f"{value:.1f}".replace("-", "−")
        assert row["value"] == shown
        assert row["outline"] == ("thick" if name in NAMED else "")


def test_without_codes_the_first_letters_serve_where_unique():
    frame = mapped().iloc[[0, 2, 4]].drop(columns="code")
    chart = plots.tiles(frame, title="x", line=LINE, note="growth, %")
    assert {"Bei", "Heb", "Inn"} <= texts(chart)


# -- scatter -------------------------------------------------------------------------------------


def test_points_stand_where_the_frame_has_them():
    frame = points()
    plain, named = axes_of(point_scatter()).lines[:2]
    for drawn, part in ((plain, ~frame.index.isin(NAMED)), (named, frame.index.isin(NAMED))):
        assert list(drawn.get_xdata()) == list(frame.loc[part, "share of the country, %"])
        assert list(drawn.get_ydata()) == list(frame.loc[part, "growth in 2023, %"])
    assert plain.get_marker() != named.get_marker() and plain.get_color() != named.get_color()


def test_only_the_highlighted_are_named_and_the_reference():
    chart = point_scatter()
    assert {text.get_text() for text in axes_of(chart).texts} == NAMED | {"China 4.6"}
    assert "Dashed: China 4.6" in chart.twin
    assert {"↑ growth in 2023, %", "share of the country, % →"} <= texts(chart)


def test_no_name_covers_a_point():
    chart = point_scatter()
    chart.canvas.draw_without_rendering()
    axes = axes_of(chart)
    at = axes.transData.transform(points()[["share of the country, %", "growth in 2023, %"]])
    for text in axes.texts:
        box = text.get_window_extent()
        assert not any(box.contains(x, y) for x, y in at), text.get_text()


def test_a_name_nearer_to_another_mark_has_a_line_to_its_own():
    near = np.random.default_rng(5).normal(size=(9, 2))
    crowd = pd.DataFrame(np.vstack([near, [[-9, 9], [9, -9]]]), columns=["a", "b"])
    crowd.index = [f"region {number}" for number in range(11)]
    axes = axes_of(draw_scatter(crowd, highlight=crowd.index[:5]))
    axes.figure.draw_without_rendering()
    lines = [(line.get_xdata()[0], line.get_ydata()[0]) for line in axes.lines[2:]]
    strayed = 0
    for text in axes.texts:
        box, marks = text.get_window_extent(), axes.transData.transform(crowd)
        gaps = np.linalg.norm(marks - marks.clip(box.min, box.max), axis=1)
        if crowd.index[gaps.argmin()] != text.get_text():
            strayed += 1
            assert tuple(crowd.loc[text.get_text()]) in lines
    assert strayed


def test_the_twin_of_points_says_both_numbers_and_gaps():
    frame = points()
    frame.iloc[3, 0] = None
    chart = plots.scatter(frame, title="x", line=LINE, x=frame.columns[1], y=frame.columns[0])
    assert len(axes_of(chart).lines[0].get_xdata()) == 30
    assert chart.data.iloc[3, 1] == "not published"
    assert list(chart.data.iloc[:, 0]) == [f"{v:.2f}" for v in frame.iloc[:, 1]]


# -- what is refused -----------------------------------------------------------------------------

TITLE = {"title": "x", "line": LINE}
XY = pd.DataFrame({"a": [1, 2], "b": [3, 4]}, ["p", "q"])
VALUES = pd.DataFrame({"value": [1, 2]}, ["p", "q"])
LONG = {"title": "a b c d e f g h i j k", "line": LINE}


def draw_lines(frame=XY, **more):
    return plots.lines(frame, **{**TITLE, "axis": "%", **more})


def draw_ranking(frame=VALUES, **more):
    return plots.ranking(frame, **{**TITLE, "axis": "%", **more})


def draw_tiles(frame=None, **more):
    return plots.tiles(mapped() if frame is None else frame, **{**TITLE, "note": "%", **more})


def draw_scatter(frame=XY, **more):
    return plots.scatter(frame, **{**TITLE, "x": "a", "y": "b", **more})


@pytest.mark.parametrize("draw", [draw_lines, draw_ranking, draw_tiles, draw_scatter])
def test_empty_frames_and_long_titles_are_refused(draw):
    with pytest.raises(BriefingError, match="frame: is empty"):
        draw(pd.DataFrame())
    with pytest.raises(BriefingError, match="more than ten words"):
        draw(**LONG)


@pytest.mark.parametrize(
    "call, words",
    [
        (lambda: draw_lines(pd.DataFrame([[1] * 5])), "at most four series"),
        (lambda: draw_lines(XY.assign(b=["3", 4])), "b of p is '3'"),
        (lambda: draw_lines(XY.assign(b=[True, 4])), "must be a finite number"),
        (lambda: draw_lines(XY.assign(b=[float("inf"), 4])), "must be a finite number"),
        (lambda: draw_lines(XY.assign(b=[[1], 4])), "must be a finite number"),
        (lambda: draw_lines(XY.assign(b=[None, None])), "b of p is missing"),
        (lambda: draw_lines(pd.concat([XY, XY])), "has p twice"),
        (lambda: draw_lines(window=("p", "z", "x")), "window: z is not a row"),
        (lambda: draw_lines(levels={"goal": "5"}), "levels: goal is '5'"),
        (lambda: draw_lines(levels={"goal": None}), "levels: goal is None"),
        (lambda: draw_ranking(XY), "no column 'value', only a, b"),
        (lambda: draw_ranking(VALUES.assign(lower=1)), "no column 'upper'"),
        (lambda: draw_ranking(VALUES.assign(value=["a", "b"])), "value of p is 'a'"),
        (lambda: draw_ranking(highlight={"z"}), "highlight: z is not a row"),
        (lambda: draw_ranking(reference=("x", "y")), "reference is 'y'"),
        (lambda: draw_tiles(mapped().drop(columns="name")), "no column 'name'"),
        (lambda: draw_tiles(mapped().drop(columns="text")), "no column 'text'"),
        (lambda: draw_tiles(mapped().drop(columns="tile_row")), "no column 'tile_row'"),
        (lambda: draw_tiles(mapped().drop(columns="value")), "no column 'value'"),
        (lambda: draw_tiles(mapped().assign(value="x")), "value of Beijing is 'x'"),
        (lambda: draw_tiles(mapped().drop(columns="code")), "code of Shanghai is taken"),
        (lambda: draw_tiles(mapped().assign(tile_row=0)), "place of .* is taken"),
        (
            lambda: draw_tiles(mapped().assign(tile_row=[None, *range(30)])),
            "tile_row of Beijing is missing",
        ),
        (lambda: draw_scatter(VALUES), "no column 'a'"),
        (lambda: draw_scatter(XY.assign(a=["1", 2])), "a of p is '1'"),
        (lambda: draw_scatter(XY.assign(a=[1, None], b=[None, 1])), "no row has both"),
        (lambda: draw_scatter(highlight=["z"]), "highlight: z is not a row"),
        (lambda: draw_scatter(reference=("x", None)), "reference is None"),
    ],
)
def test_what_cannot_be_drawn_is_refused(call, words):
    with pytest.raises(BriefingError, match=words):
        call()


def test_exact_numbers_are_numbers():
    frame = pd.DataFrame({"value": [Decimal("1.5"), np.int64(2)]}, ["p", "q"])
    assert list(draw_ranking(frame).data["value"]) == ["2.0", "1.5"]
