"""The frame of a chart: the house style, title, what it is about, key and source line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import fill
from typing import Any

import matplotlib.style
import numpy as np
import seaborn as sns
from matplotlib import font_manager, rcParams
from matplotlib.figure import Figure
from matplotlib.text import Annotation, Text

from briefing.charts.palette import BLUE, FAINT, INK, ORANGE
from briefing.errors import BriefingError

WIDTH = 5.2  # inches: at this width 10 point text can still be read on a phone
DPI = 200
HOUSE = Path(__file__).with_name("house.mplstyle")
_INKED = ("text.color", "axes.edgecolor", "axes.labelcolor", "xtick.color", "ytick.color")


@dataclass(frozen=True)
class Words:
    """What a chart says: the finding, what its data have in common, their source, and notes."""

    title: str
    common: str
    source: str
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", " ".join(str(self.title).split()))
        if not 0 < len(self.title.replace(" %", "%").split()) <= 10:
            raise BriefingError(
                f"title: {self.title!r:.100} must have one to ten words; state the finding so"
            )


@contextmanager
def house() -> Iterator[None]:
    """Draw in the house style over matplotlib's defaults, whatever the user has configured."""
    inked = dict.fromkeys(_INKED, INK)
    with matplotlib.style.context(["default", str(HOUSE), inked]):
        yield


def canvas(height: float, words: Words, key: str = "") -> tuple[Figure, Any]:
    """Set up a picture with title, what it is about, axes, key and source line.

    Parameters
    ----------
    height : float
        Height in inches of the axes with all that stands around them; matplotlib fits them in.
    words : Words
        The finding, what all the data have in common, and where they come from.
    key : str
        What the marks mean, above the source line.

    Returns
    -------
    tuple of Figure and Axes
    """
    heading, about = wrap(words.title, 44), wrap(words.common, 58)
    key, foot = wrap(key, 58), wrap(words.source, 76)
    above = 0.15 + 0.24 * _lines(heading)
    below = 0.15 + 0.16 * _lines(foot)
    top, bottom = above + 0.1 + 0.18 * _lines(about), below + 0.1 + 0.18 * _lines(key)
    total = height + top + bottom
    figure = Figure(figsize=(WIDTH, total))
    bold: dict[str, Any] = {"fontsize": 13, "fontweight": "bold"}
    figure.text(0.03, 1 - 0.1 / total, heading, va="top", gid="title", **bold)
    figure.text(0.03, 0.08 / total, foot, va="bottom", fontsize=8, gid="source")
    figure.text(0.03, 1 - above / total, about, va="top", gid="about")
    figure.text(0.03, below / total, key, va="bottom", gid="key")
    room = (0.03, bottom / total, 0.94, height / total)
    figure.set_layout_engine("constrained", rect=room, h_pad=0, w_pad=0)
    return figure, figure.subplots()


def wrap(text: str, width: int) -> str:
    """Break a text into lines, a percent sign staying with its number."""
    return fill(text.replace(" %", "\N{NO-BREAK SPACE}%"), width)


def _lines(text: str) -> int:
    return len(text.splitlines())


def rows(texts: Iterable[str], words: Words, key: str = "") -> tuple[Figure, Any, float]:
    """Set up a picture with rows 0, 1, 2 and so on downwards, each under its text.

    Returns
    -------
    tuple of Figure, Axes and float
        The number is how thick a bar may be.
    """
    texts = [wrap(text, 58) for text in texts]
    step = 0.3 + 0.17 * max(map(_lines, texts))
    figure, axes = canvas(step * len(texts) + 0.3, words, key)
    for at, text in enumerate(texts):
        place = {"xycoords": axes.get_yaxis_transform(), "textcoords": "offset points"}
        axes.annotate(text, (0, at), (0, 8), va="bottom", **place)
    axes.set(ylim=(len(texts) - 1 + 0.2 / step, -1 + 0.15 / step), yticks=[])
    axes.spines["left"].set_visible(False)
    return figure, axes, 0.2 / step


def dots(
    axes: Any,
    xs: Sequence[float],
    ys: Sequence[float],
    listed: Sequence[bool],
    hollow: Collection[int] = (),
) -> None:
    """Draw dots, those listed as diamonds; the numbers of those that are hollow are given."""
    look = {"palette": {False: BLUE, True: ORANGE}, "markers": {False: "o", True: "D"}}
    sns.scatterplot(x=xs, y=ys, hue=listed, style=listed, ax=axes, s=36, legend=False, **look)
    drawn = axes.collections[-1]
    colours = drawn.get_facecolors()
    faces = ["white" if n in hollow else colour for n, colour in enumerate(colours)]
    drawn.set(edgecolors=colours, facecolors=faces, linewidths=1.2, zorder=3)


def beside(axes: Any, name: str, x: float, y: float) -> None:
    """Write a name at the right of the axes, with a line to the place it belongs to."""
    line = {"arrowstyle": "-", "relpos": (0, 0.5), "shrinkA": 1, "shrinkB": 3} | FAINT
    right = {"textcoords": "axes fraction", "va": "center", "linespacing": 1}
    axes.annotate(wrap(name, 16), (x, y), (1.08, 0.5), arrowprops=line, gid="beside", **right)


def above(axes: Any, name: str, x: float) -> None:
    """Write a name above the axes; they become narrower where it would reach beyond them."""
    axes.text(x, 1, name, ha="center", va="bottom", transform=axes.get_xaxis_transform())


def settle(figure: Figure) -> None:
    """Find fonts for all texts, lay the picture out, and part the names beside the axes.

    Raises
    ------
    BriefingError
        If a text has a letter that no installed font has.
    """
    (axes,) = figure.axes
    axes.get_yticklabels()  # writes them, so that they are found
    texts = [text for text in figure.findobj(Text) if isinstance(text, Text)]
    families = _fonts([text.get_text() for text in texts])
    for text in texts:
        text.set_fontfamily(families)
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    names = [t for t in axes.texts if isinstance(t, Annotation) and t.get_gid() == "beside"]
    if names:
        _part(names, axes)


def _part(names: list[Annotation], axes: Any) -> None:
    """Put names at the heights of their places, or as near as no two of them meet."""
    frame, names = axes.get_window_extent(), sorted(names, key=lambda name: name.xy[1])
    heights = np.array([Text.get_window_extent(name).height + 3 for name in names])
    middles = np.cumsum(heights) - heights / 2
    wanted = axes.transData.transform([name.xy for name in names])[:, 1]
    at = middles + np.maximum.accumulate(np.maximum(wanted - middles, frame.y0))
    at = np.minimum(at, frame.y1 + middles - heights.sum())
    for name, height in zip(names, at, strict=True):
        name.set_position((1.08, (height - frame.y0) / frame.height))


def _fonts(texts: Iterable[str]) -> list[str]:
    """Return font families that together have every letter of the texts, the house's first."""
    chosen = list(rcParams["font.family"])
    held = set[int]().union(*(_glyphs(font_manager.findfont(name)) for name in chosen))
    for text in texts:
        if not (lacking := {ord(letter) for letter in text if letter != "\n"} - held):
            continue
        found = next((font for font in _installed() if lacking <= _glyphs(font[1])), None)
        if found is None:
            letters = " ".join(map(chr, sorted(lacking)))
            raise BriefingError(
                f"label {text!r:.60}: no installed font has {letters!r:.60}; install one, or write "
                "the label in other letters"
            )
        chosen.append(found[0])
        held |= _glyphs(found[1])
    return chosen


def _installed() -> list[tuple[str, str]]:
    """Names and files of fonts, without the last resort, which has a box for every letter."""
    fonts = {(font.name, font.fname) for font in font_manager.fontManager.ttflist}
    return sorted(font for font in fonts if "Last Resort" not in font[0])


@cache
def _glyphs(path: str) -> frozenset[int]:
    return frozenset(font_manager.get_font(path).get_charmap())
