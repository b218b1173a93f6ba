"""What a reader must be able to make out: no text is cut off or overlaps, colours can be told.

That a stored picture is the one its code draws is seen where the notebooks are compared.
"""

from functools import cache
from pathlib import Path

import nbformat
import numpy as np
import pytest
from colours import contrast, faint_marks, faint_texts, strangers, told_by_colour_alone
from gallery import (
    BRIEFING,
    OFFICIAL,
    counts,
    month_lines,
    point_scatter,
    ranges,
    share_bars,
    squares,
)
from layout import check_layout

from briefing import style

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("[0-9]*.ipynb"))
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
each_kind = pytest.mark.parametrize("draw", BRIEFING + OFFICIAL, ids=lambda draw: draw.__name__)


@cache
def drawn(path):
    """Execute a notebook once; give each chart that its code draws."""
    charts, names = [], {"display": lambda *shown: None}
    chart = style.Chart  # every kind of chart, of whichever module, ends in one
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(style, "Chart", lambda *a: charts.append(chart(*a)) or charts[-1])
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code":
                exec(cell.source, names)
    assert charts
    return charts


@each_notebook
def test_no_text_is_clipped_or_overlaps_in_a_notebook(path):
    for chart in drawn(path):
        check_layout(chart.canvas)


def complaints(chart):
    """What is wrong with the colours of a chart."""
    checks = (strangers, faint_marks, faint_texts, told_by_colour_alone)
    return {check.__name__: found for check in checks if (found := check(chart.canvas))}


@each_notebook
def test_colours_in_a_notebook_can_be_told_apart_and_read(path):
    for chart in drawn(path):
        assert complaints(chart) == {}, chart.title


@each_kind
def test_colours_can_be_told_apart_and_read(draw):
    assert complaints(draw()) == {}


def test_contrast_is_that_of_the_guidelines():
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    assert contrast((1, 1, 1), np.full(3, 0x77 / 255)) == pytest.approx(4.48, abs=0.005)


def dots(chart):
    return [mark for mark in chart.canvas.axes[0].lines if mark.get_marker() in ("o", "D", "s")]


def other_blue(chart):
    dots(chart)[0].set_color("#0000ff")


def of_another_series(chart):
    dots(chart)[0].set_color(style.ORANGE)


def as_another_series(chart):
    one, other = dots(chart)[:2]
    one.set_marker(other.get_marker())
    one.set_linestyle(other.get_linestyle())


def faint(chart):
    chart.canvas.texts[1].set_color(style.TEAL)


def light(chart):
    solid = [mark for mark in chart.canvas.axes[0].patches if not mark.get_hatch()]
    solid[0].set_facecolor("white")


def pale(chart):
    dots(chart)[0].set_color("#dddddd")
    dots(chart)[0].set_markerfacecolor("white")
    dots(chart)[0].set_markeredgecolor("#dddddd")


def one_bar(chart):
    chart.canvas.axes[0].patches[0].set_facecolor(style.WINE)


def unhatched(chart):
    for mark in chart.canvas.axes[0].patches:
        mark.set_hatch(None)


@pytest.mark.parametrize(
    ("draw", "change", "seen"),
    [
        (ranges, other_blue, "strangers"),
        (ranges, of_another_series, "told_by_colour_alone"),
        (month_lines, as_another_series, "told_by_colour_alone"),
        (share_bars, one_bar, "told_by_colour_alone"),
        (counts, unhatched, "told_by_colour_alone"),
        (ranges, faint, "faint_texts"),
        (squares, light, "told_by_colour_alone"),
        (point_scatter, pale, "faint_marks"),
    ],
)
def test_a_colour_out_of_place_is_noticed(draw, change, seen):
    chart = draw()
    change(chart)
    assert seen in complaints(chart)
