"""Provinces as tiles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
from matplotlib.colors import Normalize

from briefing.charts import layout
from briefing.charts.about import Named, about, chosen, place
from briefing.charts.chart import Chart, finish
from briefing.charts.palette import HATCHED, INK, ON_WHITE, ORANGE, SHADES, letters_on
from briefing.errors import BriefingError
from briefing.facts.fact import Fact


@layout.house()
def tiles(facts: Iterable[Fact], *, title: str, highlight: Named | None = None) -> Chart:
    """Provinces as tiles of equal size about where they lie, the darker the higher the value.

    Parameters
    ----------
    facts : iterable of Fact
        One for each area; they differ in area alone. The vocabulary has the tiles' places.
    title : str
        The finding, ten words or fewer.
    highlight : Named, optional
        Areas whose tile has a thick edge.

    Returns
    -------
    Chart
        A tile of the nation without a fact is hatched: nothing is held. Tiles are no boundaries.

    Raises
    ------
    BriefingError
        If facts are mixed, an area has no tile, or the title is too long.
    """
    of = about(facts, title, free=("area",))
    held, grid = {fact.scope.area: fact for fact in of.facts}, _grid(of.facts)
    thick = chosen(highlight, [row["name"] for row in grid.values()])
    order = sorted(of.facts, key=place)
    shade = Normalize(place(order[0]), place(order[-1]))
    key = ["the darker, the higher", "codes are named in the numbers", "tiles are not boundaries"]
    key += ["hatched: not held"] * (len(held) < len(grid))
    key += [f"thick edge: {highlight}"] * bool(thick)
    height = 0.54 * len({row["tile_row"] for row in grid.values()})
    figure, axes = layout.canvas(height, of, "; ".join(key))
    cells = {}
    for area, row in grid.items():
        fact, (x, y), edge = held.get(area), (row["tile_column"], row["tile_row"]), ""
        face = SHADES(shade(place(fact))) if fact else "white"
        fill = {"facecolor": face, "edgecolor": INK} if fact else HATCHED | {"edgecolor": INK}
        axes.bar(x, 0.9, width=0.9, bottom=y - 0.45, label=row["name"], **fill)
        if row["name"] in thick:
            edge = "thick edge"
            axes.bar(x, 0.9, width=0.9, bottom=y - 0.45, fill=False, edgecolor=ORANGE, linewidth=3)
        # Hatching would cross the letters, so they stand on white.
        look = {"color": letters_on(face)} if fact else {"color": INK, "bbox": ON_WHITE}
        text = f"{row['code']}\n{of.number(place(fact))}" if fact else row["code"]
        axes.text(x, y, text, ha="center", va="center", **look)
        cells[row["name"]] = (row["code"], str(fact or "not held"), f"{x}, {y}", edge)
    axes.use_sticky_edges = False  # else the edges of outer tiles are cut
    axes.margins(0.01)
    axes.invert_yaxis()
    axes.set_axis_off()
    columns = ["code", "value", "column, row", str(highlight)]
    data = pd.DataFrame.from_dict(cells, orient="index", columns=columns)
    ends = " to ".join(f"{fact.member} ({fact})" for fact in (order[0], order[-1]))
    told = f"{len(held)} of {len(grid)} provinces shaded, from {ends}"
    return finish(figure, of, data if thick else data.iloc[:, :3], "Tile map", told)


def _grid(facts: Iterable[Fact]) -> dict[str, dict[str, Any]]:
    """Rows of the areas that have a tile, in the nations of the facts."""
    nations, rows = set(), dict[str, dict[str, Any]]()
    for fact in facts:
        rows = fact.vocabulary.areas if fact.vocabulary else {}
        row = rows.get(fact.scope.area, {})
        if row.get("tile_column") is None:
            raise BriefingError(f"facts: {fact.member} has no tile in the vocabulary of areas")
        nations.add(row["within"])
    inside = {code: row for code, row in rows.items() if row["within"] in nations}
    return {code: row for code, row in inside.items() if row["tile_column"] is not None}
