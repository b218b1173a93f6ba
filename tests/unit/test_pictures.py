"""Pictures cannot be wrong unnoticed: those the notebooks store, and one or two of each kind."""

import re
from base64 import b64decode
from functools import cache
from io import BytesIO
from pathlib import Path

import nbformat
import numpy as np
import pytest
from colours import contrast, faint_marks, faint_texts, strangers
from gallery import (
    BRIEFING,
    OFFICIAL,
    counts,
    division_ranking,
    open_bar,
    point_scatter,
    positions,
    ranges,
    share_bars,
    squares,
    tile_map,
    year_lines,
)
from layout import check_layout
from matplotlib.colors import to_hex
from matplotlib.image import imread
from matplotlib.testing.compare import calculate_rms
from readback import READERS, readings

from briefing import style
from briefing.report import notebooks

PATHS = notebooks(Path(__file__).parents[2])
each_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
each_kind = pytest.mark.parametrize("draw", BRIEFING + OFFICIAL, ids=lambda draw: draw.__name__)


@cache
def drawn(path):
    """Execute a notebook once: each chart its code draws, with the picture it stores."""
    charts, stored = [], []
    names = {"display": lambda *shown: None}
    chart = style.Chart  # every kind of chart, of whichever module, ends in one
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(style, "Chart", lambda *a: charts.append(chart(*a)) or charts[-1])
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code":
                exec(cell.source, names)
                pictures = [output.get("data", {}).get("image/png") for output in cell.outputs]
                stored += [b64decode(picture) for picture in pictures if picture]
    return charts, stored


@each_notebook
def test_no_text_is_clipped_or_overlaps_in_a_notebook(path):
    charts, _ = drawn(path)
    assert charts
    for chart in charts:
        check_layout(chart.canvas)


@cache
def read(path):
    """Read every chart of a notebook, once for all that is asked of it."""
    return [readings(chart) for chart in drawn(path)[0]]


@each_notebook
def test_a_picture_in_a_notebook_shows_what_its_twin_says(path):
    for seen, said, _ in read(path):
        assert seen == said


@each_kind
def test_a_picture_shows_what_its_twin_says(draw):
    seen, said, _ = readings(draw())
    assert seen == said


def test_every_kind_of_chart_is_in_the_gallery():
    assert {draw().alt.partition(" showing ")[0] for draw in BRIEFING + OFFICIAL} == set(READERS)


# -- colours -------------------------------------------------------------------------------------


def check_colours(chart, alike):
    assert strangers(chart.canvas) == []
    assert faint_marks(chart.canvas) == []
    assert faint_texts(chart.canvas) == []
    assert alike == {}


@each_notebook
def test_colours_in_a_notebook_can_be_told_apart_and_read(path):
    for chart, (_, _, alike) in zip(drawn(path)[0], read(path), strict=True):
        check_colours(chart, alike)


@each_kind
def test_colours_can_be_told_apart_and_read(draw):
    chart = draw()
    check_colours(chart, readings(chart)[2])


def test_contrast_is_that_of_the_guidelines():
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    assert contrast((1, 1, 1), np.full(3, 0x77 / 255)) == pytest.approx(4.48, abs=0.005)


# -- what must not pass --------------------------------------------------------------------------


def dots(chart):
    return [mark for mark in chart.canvas.axes[0].lines if mark.get_marker() in ("o", "D", "s")]


def patches(chart, hatch=None):
    return [mark for mark in chart.canvas.axes[0].patches if mark.get_hatch() == hatch]


def swap(one, other):
    first, second = one.get_text(), other.get_text()
    assert first != second
    one.set_text(second)
    other.set_text(first)


def longer(chart, which=0):
    bar = patches(chart)[which]
    bar.set_width(1.01 * bar.get_width())


def aside(chart, which=0):
    dot = dots(chart)[which]
    dot.set_xdata(np.asarray(dot.get_xdata()) + 0.02)


def upwards(chart):
    series = dots(chart)[0]
    series.set_ydata(np.asarray(series.get_ydata()) + 0.02)


def swapped_names(chart):
    texts = chart.canvas.axes[0].texts
    swap(texts[0], texts[2])


def swapped_neighbours(chart):
    swap(*chart.canvas.axes[0].texts[:2])


def swapped_rows(chart):
    axes = chart.canvas.axes[0]
    labels = [label.get_text() for label in axes.get_yticklabels()]
    axes.set_yticks(axes.get_yticks(), [labels[1], labels[0], *labels[2:]], linespacing=1)


def swapped_keys(chart):
    swap(*chart.canvas.axes[0].get_legend().get_texts()[:2])


def hollow(chart):
    mark = [dot for dot in dots(chart) if to_hex(dot.get_markerfacecolor()) != "#ffffff"][0]
    mark.set_markerfacecolor("white")


def hatched(chart):
    patches(chart)[0].set_hatch("////")


def unhatched(chart):
    patches(chart, "////")[0].set_hatch(None)


def darker(chart):
    patches(chart)[1].set_facecolor(style.BLUE)


def moved_tile(chart):
    patches(chart)[0].set_x(patches(chart)[0].get_x() + 1)


def moved_place(chart):
    marks = chart.canvas.axes[0].collections[0]
    marks.set_offsets(marks.get_offsets() + [1, 0])


def one_more(chart):
    chart.canvas.axes[0].plot([0.5], [0.5], marker="o", color=style.BLUE)


def one_less(chart):
    (chart.canvas.axes[0].collections or dots(chart) or patches(chart))[0].remove()


def other_ticks(chart):
    axes = chart.canvas.axes[0]
    axes.set_xticks(axes.get_xticks()[1:-1], [f"{1 + at:g}" for at in axes.get_xticks()[1:-1]])


def other_title(chart):
    chart.canvas.texts[0].set_text("Another finding")


def no_source(chart):
    chart.canvas.texts[1].remove()


def other_note(chart):
    object.__setattr__(chart, "notes", chart.notes.replace("4.6", "4.7"))


def other_number(chart):
    """Write the last digit of a number of the twin one higher or lower."""
    named = [name for name in ("value", "possible values", "start") if name in chart.data]
    column = (named or list(chart.data))[0]
    row = next(name for name, cell in chart.data[column].items() if re.search(r"\d", str(cell)))
    cell = chart.data.loc[row, column]
    if isinstance(cell, str):
        at = max(n for n, letter in enumerate(cell) if letter.isdigit())
        cell = f"{cell[:at]}{(int(cell[at]) + 5) % 10}{cell[at + 1 :]}"
    else:
        cell += 1
    chart.data.loc[row, column] = cell


def other_order(chart):
    object.__setattr__(chart, "data", chart.data.iloc[::-1])


CHANGES = {
    share_bars: [longer, hatched, swapped_names, one_more, other_number, other_title, no_source],
    open_bar: [one_less],
    ranges: [aside, hollow, swapped_names, other_number, other_order, other_ticks],
    squares: [unhatched, one_less, other_number],
    counts: [longer, swapped_neighbours, swapped_keys, other_number],
    positions: [moved_place, swapped_neighbours, other_number],
    year_lines: [upwards, swapped_neighbours, one_less, other_number, other_order],
    division_ranking: [aside, swapped_rows, swapped_neighbours, hollow, other_number],
    tile_map: [darker, moved_tile, swapped_neighbours, other_number],
    point_scatter: [aside, swapped_names, other_number, other_note],
}
TAMPERED = [
    pytest.param(draw, change, id=f"{draw.__name__}-{change.__name__}")
    for draw, changes in CHANGES.items()
    for change in changes
]


@pytest.mark.parametrize(("draw", "change"), TAMPERED)
def test_a_picture_that_disagrees_with_its_twin_is_noticed(draw, change):
    chart = draw()
    change(chart)
    try:
        seen, said, _ = readings(chart)
    except (AssertionError, KeyError, ValueError):
        return  # the picture cannot even be read
    assert seen != said


def other_blue(chart):
    dots(chart)[0].set_color("#0000ff")


def of_another_series(chart):
    dots(chart)[0].set_color(style.ORANGE)


def faint(chart):
    chart.canvas.texts[1].set_color(style.TEAL)


def light(chart):
    patches(chart)[0].set_facecolor("white")


@pytest.mark.parametrize(
    ("draw", "change"),
    [(ranges, other_blue), (ranges, of_another_series), (ranges, faint), (squares, light)],
)
def test_a_colour_out_of_place_is_noticed(draw, change):
    chart = draw()
    change(chart)
    with pytest.raises(AssertionError):
        check_colours(chart, readings(chart)[2])


# -- looks ---------------------------------------------------------------------------------------


def difference(one, other):
    """The root mean square by which two pictures differ, from 0 to 255."""
    one, other = (np.rint(255 * imread(picture)[..., :3]) for picture in (one, other))
    assert one.shape == other.shape, "the pictures differ in size"
    return calculate_rms(one, other)


def png(canvas, dpi):
    """The picture as its file holds it."""
    picture = BytesIO()
    canvas.savefig(picture, format="png", dpi=dpi)
    picture.seek(0)
    return picture


@pytest.mark.lock
@each_notebook
def test_stored_pictures_are_those_the_code_draws(path):
    charts, stored = drawn(path)
    assert len(charts) == len(stored)
    for chart, picture in zip(charts, stored, strict=True):
        assert difference(BytesIO(picture), png(chart.canvas, style.DPI)) < TOLERANCE, chart.title


#: A picture drawn anew by the same versions differs by 0. Tampering, one change in one picture: a
#: digit gives 0.6 or more, a dot of another colour 1.0, a letter of the source line 0.7, a tile a
#: twentieth darker 0.35, the end of a stacked bar moved by a hundredth of the axis 0.14.
TOLERANCE = 0.1


@pytest.mark.lock
@pytest.mark.mpl_image_compare(
    tolerance=TOLERANCE, savefig_kwargs={"dpi": 50, "pil_kwargs": {"optimize": True}}
)
@each_kind
def test_a_kind_of_chart_looks_as_its_baseline(draw, pytestconfig):
    # Without either option pytest-mpl would draw and compare nothing.
    assert pytestconfig.getoption("--mpl") or pytestconfig.getoption("--mpl-generate-path")
    return draw().canvas
