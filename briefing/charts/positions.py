"""Where things stand in a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import seaborn as sns

from briefing.charts import layout
from briefing.charts.chart import Chart, finish
from briefing.charts.palette import BLUE, ORANGE
from briefing.charts.sources import folder_of, source_line
from briefing.errors import BriefingError
from briefing.facts.fact import Fact, Locator, Said
from briefing.facts.said import source

KINDS = {"registered figures": BLUE, "excluded numerals": ORANGE}


@layout.house()
def positions(facts: Iterable[Fact], excluded: Iterable[Mapping[str, Any]], *, title: str) -> Chart:
    """Where the figures of a briefing stand on its page, and the numerals that are no figures.

    Parameters
    ----------
    facts : iterable of Fact
        Facts that one briefing states.
    excluded : iterable of mapping
        Rows of its list of other numerals, with ``start`` and ``words``.
    title : str
        The finding, ten words or fewer.

    Returns
    -------
    Chart
        From the first character of the page to its last, a row a kind.

    Raises
    ------
    BriefingError
        If there is no fact, or one was not said, or in another briefing.
    """
    facts, (figures, others) = list(facts), KINDS
    if not facts:
        raise BriefingError("facts: is empty; a chart needs at least one")
    places = [(row["start"], others, row["words"]) for row in excluded]
    for fact in facts:
        at = fact.provenance.locator if isinstance(fact.provenance, Said) else None
        if not isinstance(at, Locator) or fact.briefing != facts[0].briefing:
            raise BriefingError(f"facts: {fact.key} has no place on the page; leave it out")
        places.append((at.start, figures, at.words))
    data = pd.DataFrame(places, columns=["start", "kind", "what"])
    data = data.sort_values("start", ignore_index=True)
    told = [f"{kind}: {(data['kind'] == kind).sum()}" for kind in KINDS]
    words = layout.Words(title, "characters from the beginning of the page", source_line(facts))
    figure, axes, _ = layout.rows(told, words)
    row = data["kind"].map([*KINDS].index)
    look = {"marker": "|", "s": 200, "linewidth": 2, "palette": KINDS, "legend": False}
    sns.scatterplot(data, x="start", y=row, hue="kind", ax=axes, **look)
    length = source(facts[0].briefing, folder=folder_of(facts[0]))["characters"]
    axes.set(xlim=(0, length), xlabel="", ylabel="")
    return finish(figure, words, data, "Strip chart", "; ".join(told))
