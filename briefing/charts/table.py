"""A table that is shown whole."""

from __future__ import annotations

import re

import pandas as pd

from briefing.facts.period import Period

_MONTHS = re.compile(r"\d{4}-\d\d(/\d{4}-\d\d)?")


class Table:
    """A frame shown whole, in a form that does not change with the library that prints it.

    Parameters
    ----------
    frame : DataFrame
        Its cells are written as text; None and NaN stay empty. Months are written in words, and
        names of columns with spaces.
    """

    def __init__(self, frame: pd.DataFrame):
        shown = written(frame).map(_worded).rename(index=_worded, columns=_spaced)
        # The name of the index stands in the corner instead of taking a row of its own.
        self._frame = shown.rename_axis(index=None, columns=_spaced(frame.index.name))

    def __repr__(self) -> str:
        with pd.option_context("display.max_colwidth", None, "display.width", None):
            return str(self._frame.to_string())

    def _repr_html_(self) -> str:
        with pd.option_context("display.max_colwidth", None):
            table = str(self._frame.to_html(border=0, justify="left"))
        # Text reads from the left; a notebook's own style would set it to the right.
        return table.replace("<td>", '<td style="text-align: left; vertical-align: top">')


def written(frame: pd.DataFrame) -> pd.DataFrame:
    """Write each cell of a frame as text; None and NaN stay empty."""
    return frame.map(lambda cell: "" if cell is None or cell != cell else str(cell))


def _worded(cell: object) -> object:
    """Write months as "January to May 2024"; leave anything else as it is."""
    months = isinstance(cell, str) and _MONTHS.fullmatch(cell)
    return Period.parse(months[0]).in_words if months else cell


def _spaced(name: object) -> object:
    return name.replace("_", " ") if isinstance(name, str) else name
