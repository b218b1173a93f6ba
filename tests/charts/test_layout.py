"""What holds for charts of every kind: nothing clipped or covered, contrast, never colour alone."""

import sys
import warnings
from base64 import b64decode
from importlib import import_module
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest
from invention import axes_of, fact
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import Collection
from matplotlib.colors import to_hex, to_rgb
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

from briefing import BriefingError, charts
from briefing.charts import layout, palette
from briefing.charts.chart import PARTS
from conftest import refusal

SVG = "{http://www.w3.org/2000/svg}"


def drawing(name):
    """Tell whether a file of charts has a function of its own name that draws."""
    function = getattr(import_module(f"briefing.charts.{name}"), name, None)
    return getattr(function, "__annotations__", {}).get("return") == "Chart"


FILES = sorted(path.stem for path in Path(charts.__file__).parent.glob("[a-z]*.py"))
#: Each kind of chart, with the tests beside it.
KINDS = {name: import_module(f"test_{name}") for name in FILES if drawing(name)}
each_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


def test_each_kind_stands_at_the_door():
    assert len(KINDS) >= 7
    for name in KINDS:
        assert callable(getattr(charts, name)), f"briefing/charts/__init__.py does not name {name}"


def shown_texts(figure):
    """Every text that is drawn; tick labels beyond the axis limits exist, but are not drawn."""
    (axes,) = figure.axes
    texts = [*figure.texts, *axes.texts]
    if axes.axison:
        for axis, limits in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
            low, high = sorted(limits)
            texts += [t.label1 for t in axis.get_major_ticks() if low <= t.get_loc() <= high]
            texts.append(axis.label)
    if axes.get_legend():
        texts += axes.get_legend().get_texts()
    return [text for text in texts if text.get_text().strip()]


def written(text):
    return text.get_text().replace("\n", " ").replace("\xa0", " ")


def visible(figure):
    (axes,) = figure.axes
    parts = [*axes.lines, *axes.patches, *axes.collections]
    return [part for part in parts if part.get_visible()] + shown_texts(figure)


def colours_of(artist):
    if isinstance(artist, Text):
        return [artist.get_color()]
    if isinstance(artist, Line2D):
        ends = [artist.get_markerfacecolor(), artist.get_markeredgecolor()]
        return [artist.get_color(), *(ends if artist.get_marker() not in ("None", "") else [])]
    if isinstance(artist, Patch):
        edge = artist.get_linewidth() > 0 and artist.get_edgecolor()[3] > 0
        return [artist.get_facecolor()] * artist.get_fill() + [artist.get_edgecolor()] * edge
    assert isinstance(artist, Collection)
    return [*artist.get_facecolor(), *artist.get_edgecolor()]


def contrast(one, other):
    """Contrast of colours as WCAG defines it, from 1 to 21."""

    def luminance(colours):
        parts = np.asarray(colours, dtype=float)
        linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return linear @ [0.2126, 0.7152, 0.0722]

    a, b = luminance(one), luminance(other)
    return (np.maximum(a, b) + 0.05) / (np.minimum(a, b) + 0.05)


def check_layout(chart):
    figure = chart.figure
    figure.draw_without_rendering()
    # Text's own extent, for that of an annotation includes its line.
    boxes = {text: Text.get_window_extent(text) for text in shown_texts(figure)}
    assert len(boxes) > 2
    for text, box in boxes.items():
        inside = figure.bbox.x0 <= box.x0 and box.x1 <= figure.bbox.x1
        assert inside and figure.bbox.y0 <= box.y0 and box.y1 <= figure.bbox.y1, text.get_text()
    for (a, box_a), (b, box_b) in combinations(boxes.items(), 2):
        assert not box_a.overlaps(box_b), (a.get_text(), b.get_text())


@each_kind
def test_no_text_is_clipped_or_overlaps(kind):
    check_layout(kind.example())


def test_long_names_many_names_and_long_titles_have_room():
    long = [fact(5 + n, area=f"a province with a very long name, number {n}" * 2) for n in range(3)]
    for draw in (charts.intervals, charts.ranking):
        check_layout(draw(long, title="A title of ten words is as long as allowed"))
    near = [
        fact(5 + n, area=f"equipment {n}", period=p) for n in range(4) for p in ("2030", "2031")
    ]
    check_layout(charts.lines(near, title="x", references=[fact(5.1, area="goal"), fact(5.2)]))


@each_kind
def test_title_source_alt_and_size(kind):
    chart = kind.example()
    title, foot = chart.figure.texts[:2]
    assert written(title) == chart.title
    assert title.get_position()[0] == 0.03 and title.get_ha() == "left"
    assert written(foot) == chart.source
    assert chart.title in chart.alt and chart.alt.endswith(".") and "\n" not in chart.alt
    assert chart.twin.startswith(f"{chart.title}\n{chart.about}") and chart.twin.endswith(
        chart.source
    )
    assert chart.figure.get_figwidth() == layout.WIDTH
    assert not any(axes_of(chart).spines[side].get_visible() for side in ("top", "right"))
    assert min(text.get_fontsize() for text in shown_texts(chart.figure) if text is not foot) >= 10


@each_kind
def test_colours_come_from_the_palette_and_stand_out(kind):
    figure = kind.example().figure
    allowed = {colour.lower() for colour in palette.PALETTE} | {"#ffffff"}
    if kind is KINDS["tiles"]:  # shades of blue, and black letters
        allowed |= {to_hex(palette.SHADES(n)) for n in range(256)} | {"#000000"}
    for artist in visible(figure):
        colours = colours_of(artist)
        assert {to_hex(colour) for colour in colours} <= allowed, artist
        guide = artist.get_alpha() is not None  # translucent: nothing is told by it alone
        if not isinstance(artist, Text) and not guide:
            assert max(contrast(to_rgb(colour), (1, 1, 1)) for colour in colours) >= 3, artist


@each_kind
def test_texts_stand_out_from_what_is_behind_them(kind):
    figure = kind.example().figure
    figure.draw_without_rendering()
    texts = shown_texts(figure)
    for text in texts:
        text.set_alpha(0)  # unlike an invisible text, it keeps the white on which it stands
    ground = FigureCanvasAgg(figure)
    ground.draw()
    pixels = np.asarray(ground.buffer_rgba())[..., :3] / 255
    for text in texts:
        text.set_alpha(None)
        box = Text.get_window_extent(text)
        rows = slice(round(len(pixels) - box.y1), round(len(pixels) - box.y0))
        behind = pixels[rows, round(box.x0) : round(box.x1)].reshape(-1, 3)
        assert contrast(to_rgb(text.get_color()), behind).min() >= 4.5, text.get_text()


@each_kind
def test_no_matplotlibrc_shows_and_the_same_chart_gives_the_same_picture(kind):
    picture = kind.example().png()
    changed = {"axes.grid": True, "savefig.bbox": "tight", "font.size": 14, "figure.dpi": 50}
    changed |= {"lines.linewidth": 4, "text.usetex": True, "axes.unicode_minus": False}
    with matplotlib.rc_context(changed):
        assert kind.example().png() == picture


@each_kind
def test_a_notebook_stores_picture_twin_and_parts_of_the_same_facts(kind):
    chart = kind.example()
    data, about = chart._repr_mimebundle_()
    assert b64decode(data["image/png"]) == chart.png() and data["text/plain"] == chart.twin
    assert about["image/png"]["alt"] == data[PARTS]["alt"] == chart.alt
    parts = data[PARTS]
    lines = chart.twin.splitlines()
    assert parts["title"] == lines[0] and parts["source"] == lines[-1]
    assert set(parts["columns"]) >= {*map(str, chart.data.columns)}
    assert str(charts.Table(chart.data)) in chart.twin
    drawn = chart.data.map(str).to_numpy().tolist()
    assert [row[-len(drawn[0]) :] for row in parts["rows"]] == drawn


@each_kind
def test_the_vector_holds_every_text_of_the_picture_and_is_the_same_each_time(kind):
    chart = kind.example()
    svg = "\n".join(chart.parts["svg"])
    drawn = [text.text for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]
    # A text of several lines is written line by line.
    shown = [line for text in shown_texts(chart.figure) for line in text.get_text().splitlines()]
    assert sorted(shown) == sorted(line for line in drawn if line in shown)
    assert kind.example().svg() == chart.svg() and "date" not in svg


def test_on_a_dark_page_every_colour_stands_out():
    ground = to_rgb(palette.GROUND_DARK)
    for colour in palette.PALETTE:
        assert contrast(to_rgb(palette.DARK.get(colour, colour)), ground) >= 3, colour
    assert contrast(to_rgb(palette.DARK[palette.INK]), ground) >= 4.5
    # What is drawn beside the palette is white, which becomes the ground, or a tile.
    assert palette.DARK["#FFFFFF"] == palette.GROUND_DARK and palette.PALE not in palette.DARK


def test_mathematics_is_text():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chart = charts.intervals([fact(1, area="$\\frac$ and $x^2$"), fact(2)], title="5 $ or 6 $")
        chart.png()
    check_layout(chart)


def test_letters_that_the_font_lacks_come_from_another_or_are_refused(monkeypatch):
    monkeypatch.setattr(layout, "_installed", lambda: [("Serif", "serif.ttf")])
    facts, latin = [fact(1, area="Ωμ"), fact(2)], frozenset(range(32, 0x250))
    monkeypatch.setattr(layout, "_glyphs", lambda path: latin)
    message = refusal(BriefingError, charts.intervals, facts, title="x")
    assert "no installed font has 'Ω μ'" in message
    has = {"serif.ttf": frozenset(map(ord, "Ωμ"))}
    monkeypatch.setattr(layout, "_glyphs", lambda path: has.get(path, latin))
    drawn = axes_of(charts.intervals(facts, title="x")).texts
    assert set(drawn[0].get_fontfamily()) == {"DejaVu Sans", "Serif"}


def test_a_table_is_shown_whole_with_its_index_name_in_the_corner():
    pd = sys.modules["pandas"]
    frame = pd.DataFrame({"note": ["x" * 120, None]}, index=pd.Index(["a", "b"], name="id"))
    table = charts.Table(frame)
    assert "x" * 120 in repr(table) and "x" * 120 in table._repr_html_()
    assert repr(table).splitlines()[0].startswith("id") and "None" not in repr(table)


def test_a_table_writes_months_in_words_and_names_with_spaces():
    pd = sys.modules["pandas"]
    frame = pd.DataFrame({"read_in": ["2031-05", "2031"]}, index=["2031-01/2031-05", "x_y"])
    shown = repr(charts.Table(frame.rename_axis("first_column")))
    assert [line.split("  ")[0] for line in shown.splitlines()] == [
        *("first column", "January to May 2031", "x_y")
    ]
    assert "read in" in shown and "May 2031\n" in shown
