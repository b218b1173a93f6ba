"""The house style: palette, canvas, and what every chart carries beside its picture.

Every chart is a :class:`Chart`: a picture with alt text, and beside it a plain-text twin of the
numbers it draws. The twin is what a comparison of stored outputs checks; both come from one frame.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from math import isinf, isnan, nan
from numbers import Real
from textwrap import fill
from typing import Any

import matplotlib
import pandas as pd
import seaborn as sns
from IPython.display import display
from matplotlib.figure import Figure as Canvas

from briefing.errors import BriefingError
from briefing.facts.said import source

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
STYLE = {
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
    notes : str
        What is drawn beside the data, such as a reference line, for the twin.
    """

    canvas: Canvas
    title: str
    alt: str
    source: str
    data: pd.DataFrame
    notes: str = ""

    @property
    def twin(self) -> str:
        """The numbers drawn, as plain text."""
        notes = f"{self.notes}\n" if self.notes else ""
        return f"{self.title}\n{Table(self.data)}\n{notes}{self.source}"

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
        shown = frame.map(lambda cell: "" if cell is None or cell != cell else str(cell))
        # The name of the index stands in the corner instead of taking a row of its own.
        self._frame = shown.rename_axis(index=None, columns=frame.index.name)

    def __repr__(self) -> str:
        with pd.option_context("display.max_colwidth", None, "display.width", None):
            return str(self._frame.to_string())

    def _repr_html_(self) -> str:
        with pd.option_context("display.max_colwidth", None):
            table = str(self._frame.to_html(border=0, justify="left"))
        # Text reads from the left; a notebook's own style would set it to the right.
        return table.replace("<td>", '<td style="text-align: left; vertical-align: top">')


def briefing_source(addition: str = "", briefing: str | None = None) -> str:
    """Source line of a chart that draws a briefing's figures."""
    record = source(briefing)
    return f"Source: {record['publisher']}, press conference of {record['date_said']}{addition}"


def canvas(
    height: float, title: str, line: str, bottom: float = 0.75, head: str = "", note: str = ""
) -> tuple[Canvas, Any]:
    """Set up a picture with its title at the left, a source line and room for the axes.

    Heights are in inches, so that margins stay the same whatever the picture's height.

    Parameters
    ----------
    height : float
        Height of the axes alone.
    title, line : str
        The finding and the source line.
    bottom : float
        Room below the axes, without the note.
    head : str
        What the axes measure, under the title.
    note : str
        The key to the marks, above the source line.

    Returns
    -------
    tuple of Figure and Axes

    Raises
    ------
    BriefingError
        If the title has more than ten words.
    """
    if len(title.split()) > 10:
        raise BriefingError(f"title: {title!r} has more than ten words; state the finding shorter")
    with matplotlib.rc_context(STYLE):
        heading, head, note = fill(title, 44), fill(head, 58), fill(note, 58)
        foot = fill(line, 76)
        above = 0.25 + 0.24 * len(heading.splitlines())
        top = above + 0.18 * len(head.splitlines())
        below = 0.2 + 0.16 * foot.count("\n")
        bottom += 0.16 * foot.count("\n") + 0.18 * len(note.splitlines())
        height += top + bottom
        picture = Canvas(figsize=(WIDTH, height))
        axes = picture.subplots()
        picture.subplots_adjust(left=0.03, right=0.97, top=1 - top / height, bottom=bottom / height)
        picture.text(0.03, 1 - 0.1 / height, heading, va="top", fontsize=13, fontweight="bold")
        picture.text(0.03, 0.08 / height, foot, va="bottom", fontsize=8)
        if head:
            picture.text(0.03, 1 - (above - 0.1) / height, head, va="top")
        if note:
            picture.text(0.03, (below + 0.05) / height, note, va="bottom")
    return picture, axes


def margins(
    picture: Canvas, axes: Any, left: Collection[str], right: Collection[str], room: float
) -> None:
    """Leave as much at the sides as the longest texts there need, at the right ``room`` more."""
    sample = picture.text(0, 0, "")
    needs = []
    for texts in (left, right):
        sample.set_text("\n".join(texts))
        needs.append(sample.get_window_extent().width / picture.bbox.width if any(texts) else 0)
    sample.remove()
    sides = (0.1, room if any(right) else 0.05)
    start, stop = (0.02 + need + side / WIDTH for need, side in zip(needs, sides, strict=True))
    picture.subplots_adjust(left=start, right=1 - stop)


def keep_between(text: Any, left: float, right: float) -> None:
    """Move a centred text sideways until it stands between two places of the picture."""
    box = text.get_window_extent()
    move = max(left - box.x0, 0) or min(right - box.x1, 0)
    x, y = text.get_transform().transform(text.get_position())
    text.set_position(text.get_transform().inverted().transform((x + move, y)))


def finish(
    picture: Canvas,
    title: str,
    line: str,
    data: pd.DataFrame,
    kind: str,
    numbers: str,
    notes: str = "",
) -> Chart:
    """Put a chart together; its alt text is its kind, its title and its numbers."""
    return Chart(picture, title, f"{kind} showing “{title}”: {numbers}.", line, data, notes)


def check_series(frame: pd.DataFrame) -> None:
    """Refuse more series than the palette can keep apart."""
    if frame.shape[1] > 4:
        raise BriefingError(
            f"frame: has {frame.shape[1]} columns; a chart shows at most four series"
        )


def number(cell: object, where: str) -> float:
    """Read a cell as a number, a gap as NaN, and refuse anything else."""
    if isinstance(cell, (Real, Decimal)) and not isinstance(cell, bool) and not isinf(cell):
        return float(cell)
    if pd.api.types.is_scalar(cell) and pd.isna(cell):
        return nan
    raise BriefingError(f"{where} is {cell!r}; it must be a finite number")


def level(value: object, where: str) -> float:
    """Read the number of a line to compare with; it cannot be a gap."""
    at = number(value, where)
    if isnan(at):
        raise BriefingError(f"{where} is {value}; it must be a finite number")
    return at


def numeric(frame: pd.DataFrame, columns: Iterable[Any], *, gaps: bool = True) -> pd.DataFrame:
    """Read the columns to draw as floats, gaps as NaN.

    Parameters
    ----------
    frame : DataFrame
        Each row has a label of its own in the index.
    columns : iterable of str
        The columns wanted.
    gaps : bool
        Whether a cell may be missing; never may all cells of a column.

    Returns
    -------
    DataFrame of float

    Raises
    ------
    BriefingError
        If the frame is empty, lacks a column, names a row twice or has a cell that is no number.
    """
    if frame.empty:
        raise BriefingError("frame: is empty; a chart needs at least one number")
    if not frame.index.is_unique:
        twice = frame.index[frame.index.duplicated()][0]
        raise BriefingError(f"frame: has {twice} twice; each row needs a label of its own")
    numbers = pd.DataFrame(index=frame.index)
    for column in columns:
        check_columns(frame, [column])
        cells = frame[column].items()
        numbers[column] = [number(cell, f"frame: {column} of {label}") for label, cell in cells]
        missing = numbers.index[numbers[column].isna()]
        if len(missing) == len(frame) or (len(missing) and not gaps):
            raise BriefingError(f"frame: {column} of {missing[0]} is missing, and is needed")
    return numbers


def check_columns(frame: pd.DataFrame, columns: Iterable[Any]) -> None:
    """Refuse a frame without a column that is drawn."""
    for column in columns:
        if column not in frame:
            known = ", ".join(map(str, frame.columns))
            raise BriefingError(f"frame: has no column {column!r}, only {known}")


def written(values: Collection[float], unit: str = "") -> list[str]:
    """Write numbers with the decimals of the finest (three at most) and their unit."""
    digits = [f"{value:.3f}".rstrip("0").partition(".")[2] for value in values if value == value]
    decimals = max(map(len, digits), default=0)
    return [
        f"{value:z.{decimals}f} {unit}".strip().replace("-", "−")
        if value == value
        else "not published"
        for value in values
    ]
