"""Claims and their readings, as the tables of a data package declare them.

A rule speaks of what a figure is about, its measure and its population, and never of its id. So a
second briefing needs no rule of its own for what the first one claimed too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefing.errors import BriefingError, TableError
from briefing.facts.assumed import Assumptions, opened
from briefing.facts.fact import Fact, Said
from briefing.facts.said import figure, registry
from briefing.facts.scope import Folder
from briefing.facts.tables import Package
from briefing.verdicts.case import Case, NoDataError
from briefing.verdicts.relations import RELATIONS
from briefing.verdicts.verdict import Evidence, Outcome, Reading

if TYPE_CHECKING:
    import pandas as pd


def evidence(
    id: str,
    briefing: str | None = None,
    *,
    folder: Folder = None,
    under: Assumptions | None = None,
) -> Evidence:
    """Test what a briefing states on official figures.

    Parameters
    ----------
    id : str
        A figure of the briefing.
    briefing : str, optional
        The briefing's key; the latest one without it.
    folder : Path, optional
        A data package other than the library's own.
    under : Assumptions, optional
        What to assume in place of the table of assumptions; :func:`briefing.assumptions`.

    Returns
    -------
    Evidence
        With a verdict also where there is no rule, or no figure is held for the period.

    Raises
    ------
    UnknownNameError
        If the briefing or the figure is unknown.
    TableError
        If a table cannot be read.

    Examples
    --------
    >>> print(evidence("growth-gain-over-2023", "2024-07-05").verdict)
    confirmed on 1 of 2 readings
    """
    source = opened(folder, under)
    return _evidence(figure(id, briefing, folder=source), source)


def claims(
    briefing: str | None = None, *, folder: Folder = None, under: Assumptions | None = None
) -> pd.DataFrame:
    """Every statement of a briefing beside what official figures give.

    Parameters
    ----------
    briefing, folder, under
        As for :func:`evidence`.

    Returns
    -------
    DataFrame
        Indexed by figure id, with columns ``claim`` and ``sort`` (as in the table of claims),
        ``said`` (its words), ``verdict`` (:class:`~briefing.verdicts.verdict.Verdict`),
        ``readings`` (those that hold, else all), ``official`` (what these give, a
        :class:`~briefing.quantity.Quantity` from the least to the greatest, or None),
        ``says_little``, ``caveat``, ``sources`` (ids that :func:`briefing.cite` takes) and
        ``rests_on`` (names of the assumptions by which what was said and the sources were read).
    """
    import pandas as pd

    source = opened(folder, under)
    rows = {}
    for name, fact in registry(briefing, folder=source).items():
        if not isinstance(fact.provenance, Said):
            continue
        found = _evidence(fact, source)
        rows[name] = {
            "claim": found.claim,
            "sort": found.sort,
            "said": fact.provenance.locator.words,
            "verdict": found.verdict,
            "official": found.official,
            "readings": "; ".join(reading.text for reading in found.shown),
            "says_little": found.says_little,
            "caveat": found.caveat,
            "sources": tuple(dict.fromkeys(f.id for r in found.shown for f in r.sources)),
            "rests_on": tuple(one.id for one in found.rests_on),
        }
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object).rename_axis("id")


def _evidence(fact: Fact, source: Package) -> Evidence:
    claim = _rules(source).get((fact.scope.measure, fact.scope.population))
    if claim is None:
        asked = isinstance(fact.provenance, Said) and fact.provenance.said_in == "question"
        return Evidence("", sort="question's word" if asked else "statement", said=fact)
    readings = tuple(_read(Case(fact, row, source)) for row in claim["readings"])
    texts = (claim["caveat"] or "", claim["sort"], claim["question"] or "")
    return Evidence(claim["claim"], readings, *texts, fact)


def _read(case: Case) -> Reading:
    """Apply the relation that the row names; its schema has only those there are."""
    try:
        found = RELATIONS[case.cell("relation")](case)
    except TableError:
        raise
    except BriefingError as error:  # nothing held, another scope, a period that is not stated
        gap = isinstance(error, NoDataError)
        found = Reading(Outcome.UNTESTED, note=str(error), no_data=gap)
    return replace(found, text=case.cell("reading"), bridge=case.cell("bridge"))


def _rules(source: Package) -> dict[tuple[str, str], dict[str, Any]]:
    """Return each claim with the rows of its readings, by measure and population."""

    def build() -> dict[tuple[str, str], dict[str, Any]]:
        readings: dict[str, list[dict[str, Any]]] = {}
        for row in source.table("readings", optional=True):
            readings.setdefault(row["claim"], []).append(row)
        found: dict[tuple[str, str], dict[str, Any]] = {}
        for line, row in enumerate(source.table("claims", optional=True), start=2):
            about = (row["measure"], row["population"])
            if about in found:
                raise TableError(
                    f"claims/claims.csv, row {line}: {row['claim']} speaks of the same measure and "
                    f"population as {found[about]['claim']}; keep one"
                )
            found[about] = row | {"readings": readings.get(row["claim"], [])}
        return found

    rules: dict[tuple[str, str], dict[str, Any]] = source.memo("rules", build)
    return rules
