"""Pictures cannot be wrong unnoticed: those the notebooks store, and one or two of each kind."""

from base64 import b64decode
from functools import cache
from io import BytesIO
from pathlib import Path

import nbformat
import numpy as np
import pytest
from gallery import BRIEFING, OFFICIAL
from layout import check_layout
from matplotlib.image import imread
from matplotlib.testing.compare import calculate_rms

from briefing import style
from briefing.report import notebooks

PATHS = notebooks(Path(__file__).parents[2])
each_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


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
@pytest.mark.parametrize("draw", BRIEFING + OFFICIAL, ids=lambda draw: draw.__name__)
def test_a_kind_of_chart_looks_as_its_baseline(draw, pytestconfig):
    # Without either option pytest-mpl would draw and compare nothing.
    assert pytestconfig.getoption("--mpl") or pytestconfig.getoption("--mpl-generate-path")
    return draw().canvas
