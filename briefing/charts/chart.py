"""A chart, with what a reader needs beside the picture."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from briefing.charts.layout import DPI, WIDTH, Words, house, settle
from briefing.charts.table import Table, written

#: Under this type a notebook stores a chart's parts beside the picture, for a page to lay out.
PARTS = "application/vnd.briefing.chart+json"


@dataclass(frozen=True)
class Chart:
    """A drawn chart with what a reader needs beside the picture.

    In a notebook it shows the picture, with its alt text. Beside it are stored the :attr:`twin`,
    which is its plain text, and :attr:`parts`, of which a site builds a figure. All come from the
    same facts.

    Attributes
    ----------
    figure : matplotlib Figure
        The picture.
    title : str
        The finding, in ten words or fewer.
    alt : str
        One sentence: kind of chart, title, data.
    source : str
        Where the numbers come from.
    data : DataFrame
        The numbers drawn, as they are written in the twin.
    notes : str
        What marks mean, what is drawn beside the data, such as a reference line, and what was
        assumed.
    about : str
        What all data have in common: measure, unit, population, period.
    """

    figure: Figure
    title: str
    alt: str
    source: str
    data: pd.DataFrame
    notes: str = ""
    about: str = ""

    @property
    def twin(self) -> str:
        """The numbers drawn, as plain text."""
        parts = (self.title, self.about, str(Table(self.data)), self.notes, self.source)
        return "\n".join(part for part in parts if part)

    @property
    def parts(self) -> dict[str, Any]:
        """Title, what it is about, alt text, notes, source, table and picture, for a page.

        The table is ``columns`` and ``rows``, all text; ``svg`` is the picture, a list of lines.
        """
        words = {name: getattr(self, name) for name in ("title", "about", "alt", "notes", "source")}
        counted = isinstance(self.data.index, pd.RangeIndex) and self.data.index.name is None
        table = written(self.data).reset_index(drop=counted, names=self.data.index.name or "")
        columns, rows = map(str, table.columns), table.astype(str).to_numpy().tolist()
        return words | {"columns": [*columns], "rows": rows, "svg": self.svg().splitlines()}

    def png(self) -> bytes:
        """Draw the picture as PNG; the same chart gives the same bytes."""
        return self._drawn("png", dpi=DPI, metadata={"Software": None})

    def svg(self) -> str:
        """Draw the picture as SVG, its text as text; the same chart gives the same bytes."""
        unsaid = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        drawn = self._drawn("svg", metadata=unsaid).decode()
        # Where the house's font is missing, these are as wide.
        return drawn.replace("'DejaVu Sans'", "'DejaVu Sans', 'Bitstream Vera Sans', Verdana")

    @house()
    def _drawn(self, form: str, **how: Any) -> bytes:
        picture = BytesIO()
        self.figure.savefig(picture, format=form, **how)
        return picture.getvalue()

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        picture = b64encode(self.png()).decode()
        about = {"image/png": {"alt": self.alt, "width": int(WIDTH * 110)}}
        return {"image/png": picture, "text/plain": self.twin, PARTS: self.parts}, about


def finish(
    figure: Figure,
    words: Words,
    data: pd.DataFrame,
    kind: str,
    numbers: str,
    notes: Iterable[str] = (),
) -> Chart:
    """Lay out a picture and put its chart together.

    The alt text is kind, title and numbers; the notes begin with what the marks mean.
    """
    settle(figure)
    key = "".join(text.get_text() for text in figure.texts if text.get_gid() == "key")
    key = key.replace("\n", " ").replace("\N{NO-BREAK SPACE}", " ")
    alt = f"{kind} showing “{words.title}”: {numbers}."
    told = "\n".join(filter(None, (key, *notes, *words.notes)))
    return Chart(figure, words.title, alt, words.source, data, told, words.common)
