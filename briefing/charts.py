"""The house chart style and the few kinds of chart the notebooks use.

Every chart is a :class:`Chart`: a picture with alt text, and beside it a plain-text twin of the
numbers it draws. The twin is what a comparison of stored outputs checks; both come from one frame.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from textwrap import fill

import matplotlib
import pandas as pd
import seaborn as sns
from IPython.display import display
from matplotlib.figure import Figure as Canvas

from briefing.errors import BriefingError
from briefing.figures import LATEST, source
from briefing.quantity import Quantity

#: Blue, teal, wine, orange, dark grey, violet; a chart uses at most four of them.
BLUE, TEAL, WINE, ORANGE, INK, VIOLET = PALETTE = (
    "#12436D",
    "#28A197",
    "#801650",
    "#F46A25",
    "#3D3D3D",
    "#A285D1",
)
WIDTH = 5.2  # inches: at this width 10 point text can still be read on a phone
DPI = 200
_STYLE = {
    **sns.axes_style("white"),
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "axes.labelsize": 10,
    "xtick.labelsize": 10,
    "ytick.labelsize": 10,
    "hatch.linewidth": 0.7,
}


@dataclass(frozen=True)
class Chart:
    """A drawn chart with what a reader needs beside the picture.

    Attributes
    ----------
    canvas : matplotlib Figure
        The picture.
    title : str
        The finding, in ten words or fewer.
    alt : str
        One sentence: kind of chart, data, trend.
    source : str
        Where the numbers come from.
    data : DataFrame
        The numbers drawn, as they are written in the twin.
    """

    canvas: Canvas
    title: str
    alt: str
    source: str
    data: pd.DataFrame

    @property
    def twin(self) -> str:
        """The numbers drawn, as plain text."""
        return f"{self.title}\n{Table(self.data)}\n{self.source}"

    def _ipython_display_(self) -> None:
        picture = BytesIO()
        self.canvas.savefig(picture, format="png", dpi=DPI, metadata={"Software": None})
        display(
            {"image/png": b64encode(picture.getvalue()).decode(), "text/plain": self.alt},
            metadata={"image/png": {"alt": self.alt, "width": int(WIDTH * 110)}},
            raw=True,
        )
        print(self.twin)


class Table:
    """A frame shown whole, in a form that does not change with the library that prints it."""

    def __init__(self, frame: pd.DataFrame):
        shown = frame.map(lambda cell: "" if cell is None else str(cell))
        # The name of the index stands in the corner instead of taking a row of its own.
        self._frame = shown.rename_axis(index=None, columns=frame.index.name)

    def __repr__(self) -> str:
        with pd.option_context("display.max_colwidth", None, "display.width", None):
            return self._frame.to_string()

    def _repr_html_(self) -> str:
        with pd.option_context("display.max_colwidth", None):
            return self._frame.to_html(border=0, justify="left")


def briefing_source(addition: str = "", briefing: str = LATEST) -> str:
    """Source line of a chart that draws a briefing's figures."""
    record = source(briefing)
    return f"Source: {record['publisher']}, press conference of {record['date_said']}{addition}"


def _canvas(height: float, title: str, line: str, bottom: float = 0.75) -> tuple[Canvas, object]:
    """Set up a picture with its title at the left, a source line and room for the axes.

    Heights are in inches, so that margins stay the same whatever the picture's height.
    """
    if len(title.split()) > 10:
        raise BriefingError(f"title: {title!r} has more than ten words; state the finding shorter")
    with matplotlib.rc_context(_STYLE):
        heading = fill(title, 44)
        foot = fill(line, 76)
        top = 0.25 + 0.24 * len(heading.splitlines())
        bottom += 0.16 * foot.count("\n")
        height += top + bottom
        canvas = Canvas(figsize=(WIDTH, height))
        axes = canvas.subplots()
        canvas.subplots_adjust(left=0.03, right=0.97, top=1 - top / height, bottom=bottom / height)
        canvas.text(0.03, 1 - 0.1 / height, heading, va="top", fontsize=13, fontweight="bold")
        canvas.text(0.03, 0.08 / height, foot, va="bottom", fontsize=8)
    return canvas, axes


def _check_units(quantities: Mapping[str, Quantity]) -> str:
    if not quantities:
        raise BriefingError("quantities: is empty; a chart needs at least one")
    units = {quantity.unit for quantity in quantities.values()}
    if len(units) > 1:
        raise BriefingError(
            f"quantities: mixes {' and '.join(sorted(units))}; draw one unit a chart"
        )
    return units.pop()


def _twin(quantities: Mapping[str, Quantity]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "as said or computed": map(str, quantities.values()),
            "possible values": [quantity.interval for quantity in quantities.values()],
        },
        index=list(quantities),
    )


def _finish(canvas, title: str, line: str, data: pd.DataFrame, kind: str, numbers: str) -> Chart:
    return Chart(canvas, title, f"{kind} showing “{title}”: {numbers}.", line, data)


def _rows(axes, quantities: Mapping[str, Quantity]) -> None:
    """Write each row's name above its mark, its value at the right; no axis of names is needed."""
    for row, (name, quantity) in enumerate(quantities.items()):
        axes.annotate(
            name,
            (0, row),
            (0, 9),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            va="bottom",
        )
        axes.annotate(
            str(quantity).replace("percentage points", "points"),  # the axis names the unit
            (1, row),
            (0, 9),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            va="bottom",
            ha="right",
            fontweight="bold",
        )
    axes.set_ylim(len(quantities) - 0.6, -0.75)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.tick_params(bottom=True)


def _text(quantities: Mapping[str, Quantity]) -> str:
    return "; ".join(f"{name} {quantity}" for name, quantity in quantities.items())


def bars(quantities: Mapping[str, Quantity], *, title: str, line: str, axis: str) -> Chart:
    """Shares as bars from zero: solid as far as is certain, hatched as far as is possible.

    Parameters
    ----------
    quantities : mapping of str to Quantity
        Bars from top to bottom, all in one unit, none negative.
    title : str
        The finding, ten words or fewer.
    line : str
        The source line.
    axis : str
        What the axis measures, with its unit.

    Returns
    -------
    Chart
        A bar without a known upper end runs to the frame and ends in an arrow.

    Raises
    ------
    BriefingError
        If units are mixed, the title is too long or a quantity may be negative.
    """
    unit = _check_units(quantities)
    for name, quantity in quantities.items():
        if quantity.lower is None or quantity.lower < 0:
            raise BriefingError(f"quantities: {name} may be negative; bars start at zero")
    tops = [quantity.upper for quantity in quantities.values() if quantity.upper is not None]
    widest = float(max(tops, default=1))
    # Shares are seen against the whole, unless all of them are small.
    limit = 100 if unit == "percent" and widest > 50 else widest
    canvas, axes = _canvas(0.62 * len(quantities), title, line, bottom=0.95)
    with matplotlib.rc_context(_STYLE):
        for row, quantity in enumerate(quantities.values()):
            low = float(quantity.lower)
            high = limit if quantity.upper is None else float(quantity.upper)
            axes.barh(row, low, height=0.34, color=BLUE)
            axes.barh(
                row,
                high - low,
                left=low,
                height=0.34,
                facecolor="white",
                edgecolor=TEAL,
                hatch="////",
                linewidth=0.8,
            )
            if quantity.upper is None:
                axes.plot(limit, row, marker=">", color=TEAL, clip_on=False)
        axes.set_xlim(0, limit)
        _rows(axes, quantities)
        axes.set_xlabel(f"{axis}\nsolid: certain, hatched: possible")
    return _finish(canvas, title, line, _twin(quantities), "Bar chart", _text(quantities))


def intervals(quantities: Mapping[str, Quantity], *, title: str, line: str, axis: str) -> Chart:
    """Quantities as ranges on one axis: a filled end is possible, a hollow end only approached.

    Parameters
    ----------
    quantities : mapping of str to Quantity
        Ranges from top to bottom, all in one unit.
    title, line, axis : str
        As for :func:`bars`.

    Returns
    -------
    Chart
        The printed or computed point is a bar across the range; a missing end is an arrow.

    Raises
    ------
    BriefingError
        If units are mixed or the title is too long.
    """
    _check_units(quantities)
    ends = [
        float(end)
        for quantity in quantities.values()
        for end in (quantity.lower, quantity.upper)
        if end is not None
    ]
    margin = 0.12 * (max(ends) - min(ends) or 1)
    left, right = min(ends) - margin, max(ends) + margin
    canvas, axes = _canvas(0.62 * len(quantities), title, line, bottom=0.95)
    with matplotlib.rc_context(_STYLE):
        axes.set_xlim(left, right)
        for row, quantity in enumerate(quantities.values()):
            low = left if quantity.lower is None else float(quantity.lower)
            high = right if quantity.upper is None else float(quantity.upper)
            axes.plot([low, high], [row, row], color=BLUE, linewidth=3, solid_capstyle="butt")
            ends = ((low, quantity.lower, quantity.lower_closed, "<"),)
            ends += ((high, quantity.upper, quantity.upper_closed, ">"),)
            for at, end, closed, arrow in ends:
                axes.plot(
                    at,
                    row,
                    marker="o" if end is not None else arrow,
                    markersize=7,
                    color=BLUE,
                    markerfacecolor=BLUE if closed or end is None else "white",
                    clip_on=False,
                )
            if quantity.point is not None and quantity.qualifier not in ("over", "at least"):
                axes.plot(
                    float(quantity.point), row, marker="|", markersize=14, color=ORANGE, mew=2
                )
        _rows(axes, quantities)
        axes.set_xlabel(f"{axis}\nfilled end: possible, hollow end: not reached")
    return _finish(canvas, title, line, _twin(quantities), "Range chart", _text(quantities))


def squares(
    certain: int, total: int, *, title: str, line: str, what: str, columns: int = 10
) -> Chart:
    """Things counted as squares: filled for those certain, hatched for those left open.

    Parameters
    ----------
    certain, total : int
        How many are certain, and how many there are.
    title, line : str
        As for :func:`bars`.
    what : str
        What a filled square stands for.
    columns : int
        Squares in a row.

    Returns
    -------
    Chart
    """
    open_ = total - certain
    height = -(-total // columns)
    canvas, axes = _canvas(0.4 * height, title, line, bottom=0.55)
    with matplotlib.rc_context(_STYLE):
        for place in range(total):
            style = {"facecolor": BLUE} if place < certain else {"facecolor": "white"}
            axes.bar(
                place % columns,
                0.8,
                width=0.8,
                bottom=place // columns,
                edgecolor=BLUE if place < certain else TEAL,
                hatch=None if place < certain else "////",
                **style,
            )
        axes.set_ylim(height, -0.1)
        axes.set_xlim(-0.5, columns - 0.5)
        axes.set_axis_off()
        axes.text(
            -0.4, height + 0.05, f"filled: {certain} {what}; hatched: {open_} left open", va="top"
        )
    data = pd.DataFrame({"number": [certain, open_]}, index=[what, "left open"])
    numbers = f"{certain} of {total} squares filled for {what}, {open_} hatched for those left open"
    return _finish(canvas, title, line, data, "Square chart", numbers)


def counts(frame: pd.DataFrame, *, title: str, line: str, axis: str) -> Chart:
    """Stack counts in bars, a row an index entry, a colour a column.

    Parameters
    ----------
    frame : DataFrame of int
        At most four columns; the names of rows and columns are the labels.
    title, line, axis : str
        As for :func:`bars`.

    Returns
    -------
    Chart

    Raises
    ------
    BriefingError
        If there are more than four columns.
    """
    if frame.shape[1] > 4:
        raise BriefingError(
            f"frame: has {frame.shape[1]} columns; a chart shows at most four series"
        )
    canvas, axes = _canvas(0.6 * len(frame), title, line, bottom=1.0)
    colours = dict(zip(frame.columns, (BLUE, TEAL, ORANGE, WINE), strict=False))
    with matplotlib.rc_context(_STYLE):
        start = pd.Series(0, index=frame.index)
        for name in frame.columns:
            sns.barplot(
                x=frame[name].to_numpy(),
                y=frame.index.to_numpy(),
                left=start.to_numpy(),
                ax=axes,
                color=colours[name],
                saturation=1,
                label=name,
                width=0.34,
            )
            for row, (at, number) in enumerate(zip(start, frame[name], strict=True)):
                if number:
                    axes.text(at + number / 2, row, number, color="white", ha="center", va="center")
            start = start + frame[name]
        for row, name in enumerate(frame.index):
            axes.annotate(
                name,
                (0, row),
                (0, 9),
                xycoords=("axes fraction", "data"),
                textcoords="offset points",
                va="bottom",
            )
        axes.set_ylim(len(frame) - 0.6, -0.75)
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.set(xlabel=axis, ylabel="")
        axes.legend(
            loc="upper left", bbox_to_anchor=(0, -0.5 / (0.6 * len(frame))), ncols=2, frameon=False
        )
    numbers = "; ".join(
        f"{name} " + ", ".join(f"{number} {column}" for column, number in row.items())
        for name, row in frame.iterrows()
    )
    return _finish(canvas, title, line, frame, "Stacked bar chart", numbers)


def positions(frame: pd.DataFrame, *, length: int, title: str, line: str) -> Chart:
    """Where things stand in a text, from its first character to its last, a row a kind.

    Parameters
    ----------
    frame : DataFrame
        Columns ``start`` (characters from the beginning), ``kind`` and ``what``.
    length : int
        Characters of the text.
    title, line : str
        As for :func:`bars`.

    Returns
    -------
    Chart
    """
    kinds = list(dict.fromkeys(frame["kind"]))
    canvas, axes = _canvas(0.62 * len(kinds), title, line)
    with matplotlib.rc_context(_STYLE):
        sns.scatterplot(
            x=frame["start"],
            y=frame["kind"].map(kinds.index),
            hue=frame["kind"],
            palette=dict(zip(kinds, (BLUE, ORANGE, TEAL, WINE), strict=False)),
            marker="|",
            s=200,
            linewidth=2,
            legend=False,
            ax=axes,
        )
        for row, kind in enumerate(kinds):
            axes.annotate(
                f"{kind}: {sum(frame['kind'] == kind)}",
                (0, row),
                (0, 9),
                xycoords=("axes fraction", "data"),
                textcoords="offset points",
                va="bottom",
            )
        axes.set_ylim(len(kinds) - 0.6, -0.75)
        axes.set_xlim(0, length)
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.set(xlabel="characters from the beginning of the page", ylabel="")
    numbers = "; ".join(f"{sum(frame['kind'] == kind)} {kind}" for kind in kinds)
    return _finish(canvas, title, line, frame, "Strip chart", numbers)
