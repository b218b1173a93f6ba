"""The few kinds of chart that draw what a briefing says; the house style is in ``style``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import matplotlib
import pandas as pd
import seaborn as sns

from briefing import style
from briefing.errors import BriefingError
from briefing.quantity import BOUNDS, Quantity
from briefing.style import STYLE, Chart, Table, briefing_source, canvas, check_series, finish

# A notebook needs no more than this module: it offers the names of the style as well.
__all__ = ["Chart", "PALETTE", "Table", "bars", "briefing_source", "counts", "intervals"]
__all__ += ["positions", "squares"]
BLUE, TEAL, WINE, ORANGE, INK, VIOLET = PALETTE = style.PALETTE
DPI, WIDTH = style.DPI, style.WIDTH
_HATCHED: dict[str, Any] = {"facecolor": "white", "edgecolor": TEAL, "hatch": "////"}


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


def _above(axes: Any, row: int, text: str, at: int = 0, **more: Any) -> None:
    """Write a row's name above its mark; no axis of names is needed."""
    place: dict[str, Any] = {
        "xycoords": ("axes fraction", "data"),
        "textcoords": "offset points",
        "va": "bottom",
    }
    axes.annotate(text, (at, row), (0, 9), **place, **more)


def _bare(axes: Any, rows: int) -> None:
    axes.set_ylim(rows - 0.6, -0.75)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)


def _rows(axes: Any, quantities: Mapping[str, Quantity]) -> None:
    for row, (name, quantity) in enumerate(quantities.items()):
        value = str(quantity).replace("percentage points", "points")  # the axis names the unit
        _above(axes, row, name)
        _above(axes, row, value, 1, ha="right", fontweight="bold")
    _bare(axes, len(quantities))
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
    picture, axes = canvas(0.62 * len(quantities), title, line, bottom=0.95)
    with matplotlib.rc_context(STYLE):
        for row, quantity in enumerate(quantities.values()):
            low = float(quantity.lower or 0)
            high = limit if quantity.upper is None else float(quantity.upper)
            axes.barh(row, low, height=0.34, color=BLUE)
            axes.barh(row, high - low, left=low, height=0.34, linewidth=0.8, **_HATCHED)
            if quantity.upper is None:
                axes.plot(limit, row, marker=">", color=TEAL, clip_on=False)
        axes.set_xlim(0, limit)
        _rows(axes, quantities)
        axes.set_xlabel(f"{axis}\nsolid: certain, hatched: possible")
    return finish(picture, title, line, _twin(quantities), "Bar chart", _text(quantities))


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
    picture, axes = canvas(0.62 * len(quantities), title, line, bottom=0.95)
    with matplotlib.rc_context(STYLE):
        axes.set_xlim(left, right)
        for row, quantity in enumerate(quantities.values()):
            low = left if quantity.lower is None else float(quantity.lower)
            high = right if quantity.upper is None else float(quantity.upper)
            axes.plot([low, high], [row, row], color=BLUE, linewidth=3, solid_capstyle="butt")
            sides = (
                (low, quantity.lower, quantity.lower_closed, "<"),
                (high, quantity.upper, quantity.upper_closed, ">"),
            )
            for at, end, closed, arrow in sides:
                axes.plot(
                    at,
                    row,
                    marker="o" if end is not None else arrow,
                    markersize=7,
                    color=BLUE,
                    markerfacecolor=BLUE if closed or end is None else "white",
                    clip_on=False,
                )
            if quantity.point is not None and quantity.qualifier not in BOUNDS:
                point = float(quantity.point)
                axes.plot(point, row, marker="|", markersize=14, color=ORANGE, mew=2)
        _rows(axes, quantities)
        axes.set_xlabel(f"{axis}\nfilled end: possible, hollow end: not reached")
    return finish(picture, title, line, _twin(quantities), "Range chart", _text(quantities))


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
    picture, axes = canvas(0.4 * height, title, line, bottom=0.55)
    with matplotlib.rc_context(STYLE):
        for place in range(total):
            fill = {"facecolor": BLUE, "edgecolor": BLUE} if place < certain else _HATCHED
            axes.bar(place % columns, 0.8, width=0.8, bottom=place // columns, **fill)
        axes.set_ylim(height, -0.1)
        axes.set_xlim(-0.5, columns - 0.5)
        axes.set_axis_off()
        key = f"filled: {certain} {what}; hatched: {open_} left open"
        axes.text(-0.4, height + 0.05, key, va="top")
    data = pd.DataFrame({"number": [certain, open_]}, index=[what, "left open"])
    numbers = f"{certain} of {total} squares filled for {what}, {open_} hatched for those left open"
    return finish(picture, title, line, data, "Square chart", numbers)


def counts(frame: pd.DataFrame, *, title: str, line: str, axis: str) -> Chart:
    """Stack counts in bars, a row an index entry; the first column solid, the others hatched.

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
    check_series(frame)
    picture, axes = canvas(0.6 * len(frame), title, line, bottom=1.0)
    # Never colour alone: solid, then hatched, each with a hatch of its own.
    solid = {"color": BLUE}
    looks = [solid] + [
        {"color": "white", "edgecolor": colour, "hatch": hatch, "linewidth": 0.8}
        for colour, hatch in ((TEAL, "////"), (ORANGE, "...."), (WINE, "xxxx"))
    ]
    numbers_on = {"facecolor": "white", "edgecolor": "none", "pad": 1}
    with matplotlib.rc_context(STYLE):
        start = pd.Series(0, index=frame.index)
        for name, look in zip(frame.columns, looks, strict=False):
            sns.barplot(
                x=frame[name].to_numpy(),
                y=frame.index.to_numpy(),
                left=start.to_numpy(),
                ax=axes,
                saturation=1,
                label=name,
                width=0.34,
                **look,
            )
            for part in axes.containers[-1]:
                part.set_visible(bool(part.get_width()))  # the edge of a bar of no length shows
            for row, (at, number) in enumerate(zip(start, frame[name], strict=True)):
                if number:
                    on = {"color": "white"} if look is solid else {"color": INK, "bbox": numbers_on}
                    axes.text(at + number / 2, row, number, ha="center", va="center", **on)
            start = start + frame[name]
        for row, name in enumerate(frame.index):
            _above(axes, row, name)
        _bare(axes, len(frame))
        axes.set(xlabel=axis, ylabel="")
        below = (0, -0.5 / (0.6 * len(frame)))
        axes.legend(loc="upper left", bbox_to_anchor=below, ncols=2, frameon=False)
    numbers = "; ".join(
        f"{name} " + ", ".join(f"{number} {column}" for column, number in row.items())
        for name, row in frame.iterrows()
    )
    return finish(picture, title, line, frame, "Stacked bar chart", numbers)


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
    picture, axes = canvas(0.62 * len(kinds), title, line)
    with matplotlib.rc_context(STYLE):
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
            _above(axes, row, f"{kind}: {sum(frame['kind'] == kind)}")
        _bare(axes, len(kinds))
        axes.set_xlim(0, length)
        axes.set(xlabel="characters from the beginning of the page", ylabel="")
    numbers = "; ".join(f"{sum(frame['kind'] == kind)} {kind}" for kind in kinds)
    return finish(picture, title, line, frame, "Strip chart", numbers)
