"""The kinds of chart that draw official statistics: lines, rankings, tile maps, points.

Each takes a frame, and writes its title, source line and twin in the house style of ``style``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import product
from math import hypot
from re import findall
from textwrap import fill
from typing import Any

import matplotlib
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.patches import Patch, Rectangle
from matplotlib.transforms import Bbox

from briefing import style
from briefing.errors import BriefingError
from briefing.style import BLUE, INK, ORANGE, STYLE, TEAL, VIOLET, WINE, Chart, written

#: Series differ in colour, in marker and in dashes, so that none of the three is needed alone.
SERIES = ((BLUE, "o", "-"), (ORANGE, "s", "--"), (TEAL, "^", "-."), (WINE, "D", ":"))
_FAINT: dict[str, Any] = {"color": INK, "linewidth": 0.6, "alpha": 0.4, "zorder": 0}
_DASHED: dict[str, Any] = {"color": INK, "linewidth": 1.2, "linestyle": (0, (4, 2))}
_AT_RIGHT: dict[str, Any] = {
    "xycoords": ("axes fraction", "data"),
    "textcoords": "offset points",
    "va": "center",
    "annotation_clip": False,
}
#: Where a name may stand around its point, the places easiest to read first.
_AROUND = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))
_SIDES = {1: "left", 0: "center", -1: "right"}
_HEIGHTS = {1: "bottom", 0: "center", -1: "top"}
_SHADES = LinearSegmentedColormap.from_list("shades", ["white", BLUE])


def _beside(axes: Any, heights: Mapping[str, float], gap: float = 24) -> dict[str, float]:
    """Write texts to the right of the axes at their heights, apart where they would meet.

    Returns
    -------
    dict of str to float
        The height, in the axes' numbers, at which each text stands in the end.
    """
    data, frame = axes.transData, axes.get_window_extent()
    half, at = {}, {}
    texts = {}
    for name, height in heights.items():
        texts[name] = axes.annotate(name, (1, height), (gap, 0), linespacing=1, **_AT_RIGHT)
        half[name] = texts[name].get_window_extent().height / 2 + 2
        at[name] = data.transform((0, height))[1]
    order = sorted(at, key=at.__getitem__)
    edge = frame.y0 - 8
    for name in order:  # up from the bottom, then down from the top: what remains is in the frame
        at[name] = max(at[name], edge + half[name])
        edge = at[name] + half[name]
    edge = frame.y1 + 8
    for name in reversed(order):
        at[name] = min(at[name], edge - half[name])
        edge = at[name] - half[name]
    back = data.inverted()
    at = {name: float(back.transform((0, pixel))[1]) for name, pixel in at.items()}
    for name, text in texts.items():
        text.xy = (1, at[name])
    return at


def _named(text: str, value: float, unit: str = "") -> str:
    """Complete a line's text with its number, unless the text already says it."""
    (shown,) = written([value])
    return (
        text if shown in findall(r"[−-]?\d+(?:\.\d+)?", text) else f"{text} {shown} {unit}".strip()
    )


def _wrap(text: str, width: int = 16) -> str:
    """Break a text into short lines, a percent sign staying with its number."""
    return fill(text.replace(" %", "\N{NO-BREAK SPACE}%"), width)


def _ink(face: Any) -> str:
    """Choose the letters' colour; of black and white one always has a contrast above 4.5."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(face)]
    red, green, blue = parts
    return "black" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 else "white"


def _place(labels: Collection[Any], name: object, where: str) -> int:
    """Find a row by its label, as text."""
    known = [str(label) for label in labels]
    if str(name) not in known:
        raise BriefingError(f"{where}: {name} is not a row of the frame")
    return known.index(str(name))


def _chosen(frame: pd.DataFrame, highlight: Collection[str] | None) -> pd.Index:
    """Find the highlighted rows, in the order of the frame."""
    names = () if highlight is None else highlight
    return frame.index[sorted({_place(frame.index, name, "highlight") for name in names})]


def _shade(axes: Any, periods: list[str], first: str, last: str, text: str) -> str:
    """Shade a window of periods, its text in the room kept free above the lines."""
    start, stop = (_place(periods, name, "window") for name in (first, last))
    axes.axvspan(start - 0.5, stop + 0.5, color=VIOLET, alpha=0.25, linewidth=0, zorder=0)
    above = axes.get_xaxis_transform()
    label = axes.text(
        (start + stop) / 2, 0.99, fill(text, 30), ha="center", va="top", transform=above
    )
    frame = axes.get_window_extent()
    style.keep_between(label, frame.x0, frame.x1)
    return f"Shaded: {first} to {last}, {text}"


def _ticks(picture: Any, axes: Any, periods: list[str]) -> None:
    """Write as many periods as have room, in steps that keep the same month of each year."""
    sample = picture.text(0, 0, "\n".join(periods))
    room = axes.get_window_extent().width / (sample.get_window_extent().width + 8)
    sample.remove()
    step = next((n for n in (1, 2, 3, 4, 6, 12, 24) if len(periods) / n <= room), 60)
    axes.set_xticks(range(0, len(periods), step), periods[::step])
    axes.tick_params(bottom=True, left=True, length=3)


def lines(
    frame: pd.DataFrame,
    *,
    title: str,
    line: str,
    axis: str,
    window: tuple[str, str, str] | None = None,
    levels: Mapping[str, float] | None = None,
    unit: str = "%",
) -> Chart:
    """Series over time, each with its name at its end; where nothing is published, a gap.

    Parameters
    ----------
    frame : DataFrame
        One row a period, in order; one column a series, at most four.
    title, line : str
        The finding in ten words or fewer, and the source line.
    axis : str
        What the vertical axis measures, with its unit.
    window : tuple of (first label, last label, text), optional
        Periods to shade, and what they are.
    levels : mapping of str to float, optional
        Dashed lines across: what each is, and its height.
    unit : str
        Written after each number.

    Returns
    -------
    Chart

    Raises
    ------
    BriefingError
        If the frame cannot be drawn, the title is too long or the window is not in the frame.
    """
    style.check_series(frame)
    values = style.numeric(frame, frame.columns)
    levels = {
        _named(text, style.level(at, f"levels: {text}"), unit): float(at)
        for text, at in (levels or {}).items()
    }
    points = {str(name): values[name].reset_index(drop=True).dropna() for name in frame}
    ends = {_wrap(name): series.iloc[-1] for name, series in points.items()}
    ends |= {_wrap(text): at for text, at in levels.items()}
    periods = [str(label) for label in frame.index]
    # Every name needs its lines of text at the right, wherever the data end.
    height = max(2.6, 0.21 * sum(len(name.splitlines()) for name in ends))
    picture, axes = style.canvas(height, title, line, bottom=0.5, head=axis)
    low = min([*values.min(), *levels.values()])
    high = max([*values.max(), *levels.values()])
    margin = 0.06 * (high - low) or 1
    with matplotlib.rc_context(STYLE):
        above = 2 * len(fill(window[2], 30).splitlines()) if window else 0
        axes.set_ylim(low - margin, high + margin * (1 + above))
        axes.set_xlim(-0.6, len(periods) - 0.4)
        numbers = axes.yaxis.get_major_formatter().format_ticks(axes.get_yticks())
        style.margins(picture, axes, numbers, ends, 0.36)
        looks = [
            {"color": colour, "marker": marker, "linestyle": dashes}
            for colour, marker, dashes in SERIES[: len(points)]
        ]
        for name, look in zip(frame, looks, strict=True):
            size = 6 if len(periods) <= 15 else 3.5
            axes.plot(range(len(periods)), values[name], label=name, markersize=size, **look)
        for text, at in levels.items():
            axes.axhline(at, label=text, **_DASHED)
        if low < 0 < high:
            axes.axhline(0, **_FAINT)
        right, point = axes.get_xlim()[1], len(periods) / axes.get_window_extent().width * 100 / 72
        starts = [(series.index[-1], series.iloc[-1]) for series in points.values()]
        starts += [(right, at) for at in levels.values()]
        looks += [_DASHED] * len(levels)
        for (x, y), at, look in zip(starts, _beside(axes, ends).values(), looks, strict=True):
            axes.plot([x, right + 5 * point], [y, at], clip_on=False, **_FAINT)
            sample = [right + n * point for n in (5, 13, 21)]
            axes.plot(sample, [at] * 3, markevery=[1], markersize=5, clip_on=False, **look)
        notes = [f"Dashed: {text}" for text in levels]
        notes += [_shade(axes, periods, *window)] if window else []
        _ticks(picture, axes, periods)
    cells = iter(written(values.to_numpy().ravel(), unit))
    data = pd.DataFrame([[next(cells) for _ in points] for _ in periods], frame.index, list(points))
    said = []
    for name, series in points.items():
        first, last = (f"{data[name].iloc[n]} in {periods[n]}" for n in series.index[[0, -1]])
        gaps = len(data) - len(series)
        said.append(f"{name} from {first} to {last}" + f", {gaps} not published" * bool(gaps))
    return style.finish(picture, title, line, data, "Line chart", "; ".join(said), "\n".join(notes))


def ranking(
    frame: pd.DataFrame,
    *,
    title: str,
    line: str,
    axis: str,
    reference: tuple[str, float] | None = None,
    highlight: Collection[str] | None = None,
    what: str = "highlighted",
) -> Chart:
    """Entries in order of their value, the highest first, a dot each.

    Parameters
    ----------
    frame : DataFrame
        Column ``value``; optionally ``lower`` and ``upper``, the ends rounding leaves possible, and
        ``mark``, a short text on entries to be drawn hollow. An entry without a value comes last.
    title, line, axis : str
        As for :func:`lines`.
    reference : tuple of (text, number), optional
        A vertical line to compare with.
    highlight : collection of str, optional
        Entries drawn as diamonds.
    what : str
        What the diamonds are.

    Returns
    -------
    Chart

    Raises
    ------
    BriefingError
        If the frame cannot be drawn, the title is too long or a highlighted entry is not in it.
    """
    ranges = ["lower", "upper"] if {"lower", "upper"} & set(frame) else []
    numbers = style.numeric(frame, ["value", *ranges])
    chosen = _chosen(frame, highlight)
    marks = frame["mark"].fillna("") if "mark" in frame else pd.Series("", frame.index)
    data = pd.DataFrame({name: written(numbers[name]) for name in numbers}, frame.index)
    data["mark"] = marks
    data[what] = ["yes" if name in chosen else "" for name in frame.index]
    data = data.loc[numbers["value"].sort_values(ascending=False, kind="stable").index]
    data = data[[column for column in data if any(data[column])]]
    labels = [fill(str(name), 30) for name in data.index]
    # An entry whose name takes two lines takes more room; positions are in rows of one line.
    rooms = [1 + 0.7 * label.count("\n") for label in labels]
    rows = [sum(rooms[:n]) + (room - 1) / 2 for n, room in enumerate(rooms)]
    top = 1.8 if reference else 0.7
    key = [f"hollow: {' or '.join(filter(None, marks.unique()))}"] * any(marks)
    key += [f"diamond: {what}"] * bool(len(chosen))
    # A range no wider than its dot stays behind it; then the key would explain what is not seen.
    spread = numbers["value"].max() - numbers["value"].min()
    widest = (numbers["upper"] - numbers["lower"]).max() if ranges else 0
    key += ["bar: what rounding leaves possible"] * bool(widest > 0.05 * spread)
    height = 0.24 * (sum(rooms) + top)
    picture, axes = style.canvas(height, title, line, 0.5, axis, "; ".join(key))
    with matplotlib.rc_context(STYLE):
        style.margins(picture, axes, labels, data["value"], 0.15)
        for row, name in zip(rows, data.index, strict=True):
            colour, marker = (ORANGE, "D") if name in chosen else (BLUE, "o")
            value = numbers.loc[name, "value"]
            hollow = "white" if marks[name] else colour
            look = {"color": colour, "marker": marker, "markerfacecolor": hollow, "markersize": 6}
            if ranges:
                axes.plot(numbers.loc[name, ranges], [row] * 2, color=colour, linewidth=3)
            axes.plot([value], [row], label=str(name), linestyle="", **look)
            axes.axhline(row, **_FAINT | {"linestyle": ":"})
            said = data.loc[name, "value"]
            bold = "bold" if name in chosen else "normal"
            side = {"xycoords": ("figure fraction", "data"), "annotation_clip": False}
            side |= {"ha": "right", "va": "center_baseline"}
            axes.annotate(said, (0.98, row), fontweight=bold, **side)
        axes.set_ylim(sum(rooms) - 0.4, -top)
        axes.set_yticks(rows, labels, linespacing=1)
        axes.spines["left"].set_visible(False)
        axes.margins(x=0.06)
        if reference:
            text = _named(reference[0], style.level(reference[1], "reference"))
            axes.plot([reference[1]] * 2, [sum(rooms) - 0.4, -0.6], **_DASHED)
            label = axes.text(reference[1], -1.1, text, ha="center", va="center")
            style.keep_between(label, 0.03 * picture.bbox.width, 0.97 * picture.bbox.width)
        axes.tick_params(bottom=True)
    shown = data.loc[numbers["value"].notna(), "value"]
    ends = " to ".join(f"{shown.iloc[n]} ({shown.index[n]})" for n in (0, -1))
    notes = f"Line: {_named(*reference)}" if reference else ""
    gaps = len(data) - len(shown)
    text = f"{len(data)} entries from {ends}" + f", {gaps} not published" * bool(gaps)
    return style.finish(picture, title, line, data, "Dot plot", text, notes)


def tiles(frame: pd.DataFrame, *, title: str, line: str, note: str) -> Chart:
    """Provinces as tiles of equal size about where they lie, the darker the higher the value.

    Parameters
    ----------
    frame : DataFrame
        Columns ``name``, ``tile_column``, ``tile_row``, ``value`` (missing: the tile is hatched),
        ``text`` (written in the tile); optionally ``code`` (two or three letters; without it the
        first three letters of the name) and ``outline`` (whether the tile has a thick edge).
    title, line : str
        As for :func:`lines`.
    note : str
        What the shade means, with its unit, and what a thick edge means.

    Returns
    -------
    Chart

    Raises
    ------
    BriefingError
        If the frame cannot be drawn, the title is too long, or two tiles share a place or a code.
    """
    if not frame.empty:
        style.check_columns(frame, ["name", "text"])
        frame = frame.set_index("name")
    places = style.numeric(frame, ["tile_column", "tile_row"], gaps=False)
    values = style.numeric(frame, ["value"])["value"]
    codes = frame["code"] if "code" in frame else frame.index.to_series().str[:3]
    for column, shared in (("code", codes.duplicated()), ("place", places.duplicated())):
        if shared.any():
            raise BriefingError(f"frame: {column} of {frame.index[shared][0]} is taken by another")
    low, high = values.min(), values.max()
    columns, rows = (places[name].max() - places[name].min() + 1 for name in places)
    picture, axes = style.canvas(0.54 * rows, title, line, 0.65, note=note)
    with matplotlib.rc_context(STYLE):
        for name, (column, row) in places.iterrows():
            gap = pd.isna(values[name])
            share = 0.5 if gap or low == high else (values[name] - low) / (high - low)
            face = "white" if gap else _SHADES(share)
            thick = bool(frame["outline"].get(name)) if "outline" in frame else False
            tile: tuple[Any, ...] = ((column - 0.45, row - 0.45), 0.9, 0.9)
            fill_: dict[str, Any] = {
                "facecolor": face,
                "edgecolor": INK,
                "hatch": "////" if gap else None,
            }
            axes.add_patch(Rectangle(*tile, label=name, **fill_))
            if thick:
                axes.add_patch(Rectangle(*tile, fill=False, edgecolor=ORANGE, linewidth=3))
            # Hatching would cross the letters, so they stand on white.
            behind = {"facecolor": "white", "edgecolor": "none", "pad": 1} if gap else None
            text = {"ha": "center", "color": _ink(face), "bbox": behind, "linespacing": 1}
            axes.text(column, row - 0.03, codes[name], va="bottom", fontweight="bold", **text)
            axes.text(column, row + 0.03, frame["text"].fillna("")[name], va="top", **text)
        axes.set_xlim(places["tile_column"].min() - 0.5, places["tile_column"].max() + 0.5)
        axes.set_ylim(places["tile_row"].max() + 0.5, places["tile_row"].min() - 0.5)
        axes.set_axis_off()
        ends = written([low, high])
        middle = round((low + high) / 2, len(ends[0].partition(".")[2]))
        shades = {n: (n - low) / (high - low) if high > low else 0.5 for n in (low, middle, high)}
        key = [
            Patch(facecolor=_SHADES(at), edgecolor=INK, label=n)
            for n, at in zip(written(shades), shades.values(), strict=True)
        ]
        key += [Patch(facecolor="white", edgecolor=INK, hatch="////", label="not published")]
        key = key if values.isna().any() else key[:-1]
        look = {"frameon": False, "handlelength": 1.4, "columnspacing": 1.2, "borderpad": 0}
        axes.legend(handles=key, loc="upper left", bbox_to_anchor=(0, -0.02), ncols=4, **look)
    data = pd.DataFrame({"code": codes, "value": written(values), "text": frame["text"]})
    data["column, row"] = [f"{column:.0f}, {row:.0f}" for column, row in places.to_numpy()]
    if "outline" in frame:
        data["outline"] = ["thick" if thick else "" for thick in frame["outline"]]
    numbers = f"{values.count()} of {len(values)} provinces shaded, from {values.idxmin()} "
    numbers += f"({data['value'][values.idxmin()]}) to {values.idxmax()} "
    numbers += f"({data['value'][values.idxmax()]})"
    return style.finish(picture, title, line, data, "Tile map", numbers, note)


def scatter(
    frame: pd.DataFrame,
    *,
    title: str,
    line: str,
    x: str,
    y: str,
    highlight: Collection[str] | None = None,
    reference: tuple[str, float] | None = None,
) -> Chart:
    """Two numbers of each entry against each other; only the highlighted ones are named.

    Parameters
    ----------
    frame : DataFrame
        The index names the points.
    title, line : str
        As for :func:`lines`.
    x, y : str
        Columns drawn across and upwards; their names, with units, are written on the axes.
    highlight : collection of str, optional
        Points drawn as diamonds, with their names.
    reference : tuple of (text, number), optional
        A horizontal line to compare with.

    Returns
    -------
    Chart

    Raises
    ------
    BriefingError
        If the frame cannot be drawn, the title is too long, or a name is unknown or has no room.
    """
    values = style.numeric(frame, [x, y])
    chosen = _chosen(frame, highlight)
    points = values.dropna()
    if points.empty:
        raise BriefingError(f"frame: no row has both {x} and {y}")
    picture, axes = style.canvas(3.2, title, line, head=f"↑ {y}")
    with matplotlib.rc_context(STYLE):
        axes.margins(0.08)
        for named, colour, marker in ((False, BLUE, "o"), (True, ORANGE, "D")):
            part = points[points.index.isin(chosen) == named]
            axes.plot(part[x], part[y], marker=marker, color=colour, linestyle="", markersize=6)
        ends = {}
        if reference:
            text = _named(reference[0], style.level(reference[1], "reference"))
            ends = {_wrap(text, 12): float(reference[1])}
            axes.axhline(reference[1], **_DASHED)
        axes.set(xlim=axes.get_xlim(), ylim=axes.get_ylim(), xlabel=f"{fill(x, 48)} →")
        numbers = axes.yaxis.get_major_formatter().format_ticks(axes.get_yticks())
        style.margins(picture, axes, numbers, ends, 0.1)
        axes.tick_params(bottom=True, left=True, length=3)
        _beside(axes, ends, gap=5)
        _name_points(axes, points[[x, y]], chosen, ends.values())
    data = pd.DataFrame({name: written(values[name]) for name in (x, y)}, frame.index)
    if len(chosen):
        data["highlighted"] = ["yes" if name in chosen else "" for name in frame.index]
    notes = f"Dashed: {_named(*reference)}" if reference else ""
    text = f"{len(points)} points, " + ", ".join(
        f"{name} from {' to '.join(written([points[name].min(), points[name].max()]))}"
        for name in (x, y)
    )
    text += f"; named: {', '.join(map(str, chosen))}" if len(chosen) else ""
    return style.finish(picture, title, line, data, "Scatter plot", text, notes)


def _name_points(
    axes: Any, points: pd.DataFrame, chosen: pd.Index, levels: Collection[float]
) -> None:
    """Write names beside their points, as near as leaves every other mark and name free."""
    frame = axes.get_window_extent()
    point = axes.figure.dpi / 72
    at = {
        name: axes.transData.transform(row)
        for name, row in zip(points.index, points.to_numpy(), strict=True)
    }
    taken = [
        Bbox.from_bounds(x - 4 * point, y - 4 * point, 8 * point, 8 * point) for x, y in at.values()
    ]
    for level in levels:
        height = axes.transData.transform((0, level))[1]
        taken.append(Bbox.from_extents(frame.x0, height - point, frame.x1, height + point))
    back = axes.transData.inverted()
    for name in points.index[points.index.isin(chosen)]:
        for distance, (across, up) in product((6, 12, 20, 30, 42, 56), _AROUND):
            x = at[name][0] + distance * point * across
            y = at[name][1] + distance * point * up
            sides = {"ha": _SIDES[across], "va": _HEIGHTS[up]}
            text = axes.text(*back.transform((x, y)), str(name), **sides)
            box = text.get_window_extent()
            inside = (
                frame.x0 <= box.x0
                and box.x1 <= frame.x1
                and frame.y0 <= box.y0
                and box.y1 <= frame.y1
            )
            if inside and not any(box.overlaps(other) for other in taken):
                break
            text.remove()
        else:
            raise BriefingError(f"highlight: there is no room to name {name}; highlight fewer")
        taken.append(box)
        gaps = {other: _gap(box, place) for other, place in at.items()}
        if (
            distance > 12 or min(gaps, key=gaps.__getitem__) != name
        ):  # a line tells whose name this is
            (x0, y0), (x1, y1) = points.loc[name], back.transform((x, y))
            axes.plot([x0, x1], [y0, y1], **_FAINT)


def _gap(box: Bbox, place: tuple[float, float]) -> float:
    """Distance from a box to a place outside it."""
    (x, y), (x0, y0, x1, y1) = place, box.extents
    return hypot(max(x0 - x, x - x1, 0), max(y0 - y, y - y1, 0))
