"""A chart, with what a reader needs beside the picture."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

import pandas as pd
from IPython.display import display
from matplotlib.figure import Figure

from briefing.charts.layout import DPI, WIDTH, Words, house, settle
from briefing.charts.table import Table


@dataclass(frozen=True)
class Chart:
    """A drawn chart with what a reader needs beside the picture.

    In a notebook it shows the picture, with its alt text, and prints :attr:`twin`. The twin is
    what a comparison of stored outputs checks; both come from the same facts.

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
        What is drawn beside the data, such as a reference line, and what was assumed.
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

    @house()
    def png(self) -> bytes:
        """Draw the picture as PNG; the same chart gives the same bytes."""
        picture = BytesIO()
        self.figure.savefig(picture, format="png", dpi=DPI, metadata={"Software": None})
        return picture.getvalue()

    def _ipython_display_(self) -> None:
        display(
            {"image/png": b64encode(self.png()).decode(), "text/plain": self.alt},
            metadata={"image/png": {"alt": self.alt, "width": int(WIDTH * 110)}},
            raw=True,
        )
        print(self.twin)


def finish(
    figure: Figure,
    words: Words,
    data: pd.DataFrame,
    kind: str,
    numbers: str,
    notes: Iterable[str] = (),
) -> Chart:
    """Lay out a picture and put its chart together; the alt text is kind, title and numbers."""
    settle(figure)
    alt = f"{kind} showing “{words.title}”: {numbers}."
    told = "\n".join((*notes, *words.notes))
    return Chart(figure, words.title, alt, words.source, data, told, words.common)
