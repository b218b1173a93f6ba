"""The colours and looks of charts, each named once."""

from __future__ import annotations

from typing import Any

from matplotlib.colors import LinearSegmentedColormap, to_rgb

#: Blue, teal, wine, orange, dark grey, violet; a chart uses at most four of them.
BLUE, TEAL, WINE, ORANGE, INK, VIOLET = PALETTE = (
    *("#12436D", "#28A197", "#801650"),
    *("#F46A25", "#3D3D3D", "#A285D1"),
)
#: On a dark page these take the place of the colours that would not stand out from its ground.
GROUND_DARK = "#14181E"
DARK = {BLUE: "#7FB8EA", WINE: "#E77BB0", INK: "#DADDE1", "#FFFFFF": GROUND_DARK}
#: Series differ in colour, marker and dashes, so that none of the three is needed alone.
SERIES = ((BLUE, "o", "-"), (ORANGE, "s", "--"), (TEAL, "^", "-."), (WINE, "D", ":"))
#: Parts of a bar: the first solid, each other one with a hatch of its own.
SOLID: dict[str, Any] = {"facecolor": BLUE, "edgecolor": BLUE, "linewidth": 0}
HATCHES: tuple[dict[str, Any], ...] = tuple(
    {"facecolor": "white", "edgecolor": colour, "hatch": hatch, "linewidth": 0.8}
    for colour, hatch in ((TEAL, "////"), (ORANGE, "\\\\\\\\"), (WINE, "xxxx"))
)
HATCHED = HATCHES[0]
EMPTY: dict[str, Any] = {"facecolor": "white", "edgecolor": INK, "linewidth": 0.8}
#: Behind letters that stand on hatching.
ON_WHITE: dict[str, Any] = {"facecolor": "white", "edgecolor": "none", "pad": 1}
FAINT: dict[str, Any] = {"color": INK, "linewidth": 0.6, "alpha": 0.4, "zorder": 0}
DASHED: dict[str, Any] = {"color": INK, "linewidth": 1.2, "linestyle": (0, (4, 2))}
#: From the lowest value of a tile map to the highest: nearly white and blue, but neither, for those
#: change on a dark page. A tile and its letters look alike everywhere.
PALE, DEEP = "#FCFDFE", "#12426C"
SHADES = LinearSegmentedColormap.from_list("shades", [PALE, DEEP])


def letters_on(face: Any) -> str:
    """Choose black or pale letters; one of them always has a contrast above 4.5."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(face)]
    red, green, blue = parts
    return "black" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.177 else PALE
