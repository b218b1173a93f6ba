"""Colours of a chart: from the palette, against their ground, and never the only difference."""

import numpy as np
from layout import shown_texts
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import Collection
from matplotlib.colors import to_hex, to_rgb
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

from briefing import style

ALLOWED = {colour.lower() for colour in style.PALETTE} | {"#ffffff"}


def visible(canvas):
    """Every mark and text that is drawn, but for the empty frame it is drawn in."""
    (axes,) = canvas.axes
    kinds = (Line2D, Patch, Collection)
    frame = {axes.patch, *axes.spines.values()}
    marks = [artist for artist in axes.get_children() if isinstance(artist, kinds)]
    marks = [mark for mark in marks if mark not in frame and mark.get_visible()]
    return [mark for mark in marks if not is_empty(mark)] + shown_texts(canvas)


def is_empty(mark):
    """Tell whether a line has no point to be drawn at."""
    return isinstance(mark, Line2D) and np.isnan(mark.get_xydata().astype(float)).any(axis=1).all()


def told_by_colour_alone(canvas):
    """Kinds of mark that come in two colours, with nothing else to tell which is which.

    Each shade of a tile map has its number in it, and each row of a strip chart its name. A range
    in a row is told by the dot that stands in it.
    """
    found, axes = {}, canvas.axes[0]
    named = not axes.axison and len(axes.texts) > len(axes.patches)
    for mark in visible(canvas):
        if isinstance(mark, Line2D):
            height = set(np.ravel(mark.get_ydata()))
            look = [mark.get_marker(), mark.get_linestyle(), mark.get_linewidth() < 1]
            if mark.get_marker() == "None" and len(height) == 1:
                beside = (other for other in axes.lines if other is not mark)
                look += {other.get_marker() for other in beside if height == set(other.get_ydata())}
            found.setdefault(tuple(map(str, look)), set()).add(to_hex(mark.get_color()))
        elif isinstance(mark, Patch) and not named:
            colour = mark.get_edgecolor() if mark.get_hatch() else mark.get_facecolor()
            found.setdefault(mark.get_hatch(), set()).add(to_hex(colour))
    return {look: colours for look, colours in found.items() if len(colours) > 1}


def luminance(colours):
    """Relative luminance as WCAG defines it, of colours from 0 to 1."""
    colours = np.asarray(colours, dtype=float)
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def contrast(one, other):
    """Contrast of colours as WCAG defines it, from 1 to 21."""
    a, b = luminance(one), luminance(other)
    return (np.maximum(a, b) + 0.05) / (np.minimum(a, b) + 0.05)


def colours_of(artist):
    """The colours that are seen of an artist."""
    if isinstance(artist, Text):
        return [artist.get_color()]
    if isinstance(artist, Line2D):
        ends = [artist.get_markerfacecolor(), artist.get_markeredgecolor()]
        return [artist.get_color(), *(ends if artist.get_marker() != "None" else [])]
    if isinstance(artist, Patch):
        edge = artist.get_linewidth() > 0 and artist.get_edgecolor()[3] > 0
        return [artist.get_facecolor()] * artist.get_fill() + [artist.get_edgecolor()] * edge
    if isinstance(artist, Collection):
        return [*artist.get_facecolor(), *artist.get_edgecolor()]
    return []  # a legend, whose parts are seen by themselves


def strangers(canvas):
    """Artists with a colour that is neither white nor of the palette nor a tint of a tile map."""
    allowed = ALLOWED | (set() if canvas.axes[0].axison else tints(canvas))
    return [
        (artist, to_hex(colour))
        for artist in visible(canvas)
        for colour in colours_of(artist)
        if to_hex(colour) not in allowed
    ]


def tints(canvas):
    """What a tile map may have besides: its tiles' shades, white to blue, and black letters."""
    blue, found = np.array(to_rgb(style.BLUE)), {"#000000"}
    for patch in canvas.axes[0].patches:
        colour = np.array(to_rgb(patch.get_facecolor()))
        share = (1 - colour) @ (1 - blue) / ((1 - blue) @ (1 - blue))
        if np.allclose(1 - share * (1 - blue), colour, atol=1 / 255):
            found.add(to_hex(colour))
    return found


def faint_marks(canvas):
    """Marks whose every colour is too near to white, but for lines and shades that only guide.

    Guides are translucent: nothing is told by one alone.
    """
    return [
        artist
        for artist in visible(canvas)
        if not isinstance(artist, Text) and artist.get_alpha() is None and colours_of(artist)
        if max(contrast(to_rgb(colour), (1, 1, 1)) for colour in colours_of(artist)) < 3
    ]


def faint_texts(canvas):
    """Texts with a contrast below 4.5 to the least different colour drawn behind them."""
    texts = [artist for artist in visible(canvas) if isinstance(artist, Text)]
    for text in texts:
        text.set_alpha(0)  # unlike an invisible text, it keeps the white on which it stands
    ground = FigureCanvasAgg(canvas)
    ground.draw()
    pixels = np.asarray(ground.buffer_rgba())[..., :3] / 255
    found = []
    for text in texts:
        text.set_alpha(None)
        box = text.get_window_extent()
        rows = slice(round(len(pixels) - box.y1), round(len(pixels) - box.y0))
        behind = pixels[rows, round(box.x0) : round(box.x1)].reshape(-1, 3)
        if contrast(to_rgb(text.get_color()), behind).min() < 4.5:
            found.append(text.get_text())
    return found
