"""Listings for the command line: figures and claims as text, as CSV, and as JSON.

Text is for reading and is wrapped to the terminal. CSV has one row for each figure. JSON also has
every reading; it writes the ends of a range as exact strings, so that no reader rounds them.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from briefing.errors import unknown
from briefing.facts.draft import as_csv as written_as_csv
from briefing.facts.fact import Fact, Said, attribute
from briefing.facts.said import briefings, registry
from briefing.facts.scope import Folder
from briefing.facts.tables import package
from briefing.quantity import Quantity
from briefing.verdicts.readings import evidence
from briefing.verdicts.verdict import Evidence, Reading, Verdict
from briefing.wording import needed_decimals
from briefing.wording import shown as written

Record = dict[str, Any]

#: What a cell of CSV may not begin with: a spreadsheet would compute it.
_FORMULA = ("=", "+", "@")


def figure_records(briefing: str | None = None, *, folder: Folder = None) -> list[Record]:
    """Describe every figure of a briefing: its quantity, what it is about, where it was said."""
    names = "measure population area period denominator kind".split()
    records = []
    for id, fact in registry(briefing, folder=folder).items():
        record: Record = {"id": id, "words": _words(fact), **quantity_record(fact.quantity)}
        for name in names:
            value = attribute(fact, name)
            record[name] = None if value is None else str(value)
        record["relation"] = None if fact.relation is None else str(fact.relation)
        locator = fact.provenance.locator if isinstance(fact.provenance, Said) else None
        record["place"] = None if locator is None else str(locator)
        record["note"] = fact.note or None
        records.append(record)
    return records


def claim_records(
    briefing: str | None = None, claim: str | None = None, *, folder: Folder = None
) -> list[Record]:
    """Describe every statement of a briefing with its verdict and its readings.

    Parameters
    ----------
    briefing : str, optional
        The briefing's key; the latest without it.
    claim : str, optional
        A claim's code in the table of claims, or a figure's id. It is looked for in every
        briefing.
    folder : Path, optional
        A data folder other than the library's own.

    Raises
    ------
    UnknownNameError
        If no briefing states such a claim; near matches are suggested.
    """
    source = package(folder)
    records, names = [], set()
    for key in [briefing] if claim is None else briefings(source):
        for id, fact in registry(key, folder=source).items():
            if not isinstance(fact.provenance, Said):
                continue
            found = evidence(id, key, folder=source)
            names |= {id, found.claim} - {""}
            if claim is None or claim in (id, found.claim):
                records.append(_claim_record(fact, found))
    if claim is not None and not records:
        raise unknown("claim", claim, sorted(names))
    return records


def _claim_record(fact: Fact, found: Evidence) -> Record:
    return {
        "briefing": fact.key.partition(":")[0],
        "id": fact.id,
        "words": _words(fact),
        "claim": found.claim or None,
        "sort": found.sort,
        "verdict": str(found.verdict),
        "why": _no_rule(fact) if found.verdict == Verdict.NO_RULE else None,
        **{f"official_{k}": v for k, v in quantity_record(found.official).items()},
        "says_little": found.says_little,
        "caveat": found.caveat or None,
        "readings": [_reading_record(reading, found) for reading in found.readings],
    }


def _no_rule(fact: Fact) -> str:
    about = f"{fact.scope.measure!r} of {fact.scope.population!r}"
    return f"no rule speaks of {about}; add a row to claims.csv, and its readings to readings.csv"


def _reading_record(reading: Reading, found: Evidence) -> Record:
    return {
        "reading": reading.text,
        "outcome": str(reading.outcome),
        "decides": reading in found.shown,
        **{f"official_{k}": v for k, v in quantity_record(reading.official).items()},
        "note": reading.note or None,
        "bridge": reading.bridge or None,
        "sources": [fact.id for fact in reading.sources],
    }


def _words(fact: Fact) -> str | None:
    return fact.provenance.locator.words if isinstance(fact.provenance, Said) else None


def quantity_record(quantity: Quantity | None) -> Record:
    """Describe a quantity: in words, and its ends as exact strings ("31.65", "1/3")."""
    names = ("quantity", "unit", "lower", "upper", "lower_closed", "upper_closed")
    if quantity is None:
        return dict.fromkeys(names)
    ends = [None if end is None else exact(end) for end in (quantity.lower, quantity.upper)]
    closed = [
        None if end is None else is_closed
        for end, is_closed in zip(ends, (quantity.lower_closed, quantity.upper_closed), strict=True)
    ]
    return dict(zip(names, (str(quantity), quantity.unit, *ends, *closed), strict=True))


def exact(number: Fraction) -> str:
    """Write a number exactly: as a decimal where one ends, else as a fraction.

    Examples
    --------
    >>> exact(Fraction(633, 10)), exact(Fraction(-1, 3))
    ('63.3', '-1/3')
    """
    places = needed_decimals(number, 30)
    if (number * 10**places).denominator != 1:
        return str(number)
    return written(number, places, separator="").replace("−", "-")


# -- as CSV, as JSON, as text --------------------------------------------------------------------


def as_csv(records: Iterable[Mapping[str, Any]]) -> str:
    """Write records as CSV; of readings, those that decide the verdict, by their names."""
    rows = [{name: _cell(name, value) for name, value in r.items()} for r in records]
    if not rows:
        return ""
    return written_as_csv(rows, list(rows[0])).removesuffix("\n")


def _cell(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if name == "readings":
        return "; ".join(reading["reading"] for reading in value if reading["decides"])
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def as_json(records: Iterable[Mapping[str, Any]], ascii_only: bool = False) -> str:
    """Write records as a JSON list."""
    return json.dumps(list(records), indent=2, ensure_ascii=ascii_only)


def figures_text(facts: Iterable[Fact], width: int | None = None) -> str:
    """Write one line for each figure; where a line is wider than the terminal, its end below."""
    known = list(facts)
    ids = max((len(fact.id) for fact in known), default=0)
    lines = [
        f"{fact.id:<{ids}}  {fact!s:<32}  {fact.scope.measure} ({fact.scope})" for fact in known
    ]
    return "\n".join(_wrapped(line, width, "    ") for line in lines)


def claims_text(records: Iterable[Record], width: int | None = None) -> str:
    """Write a block for each claim, with the readings that decide it."""
    return "\n\n".join(_claim_text(record, width, detailed=False) for record in records)


def claim_text(records: Iterable[Record], width: int | None = None) -> str:
    """Write a block for each claim, with every reading, its outcome, official value and note."""
    return "\n\n".join(_claim_text(record, width, detailed=True) for record in records)


def _claim_text(record: Record, width: int | None, detailed: bool) -> str:
    little = " (says little: true of most others too)" if record["says_little"] else ""
    head = f"{record['briefing']}:" if detailed else ""
    lines = [
        _wrapped(f"{head}{record['id']}: {record['verdict']}{little}", width, "  "),
        *_line("said", f"“{record['words']}”", width),
        *_line("official", record["official_quantity"], width),
    ]
    if detailed:
        for reading in record["readings"]:
            value = reading["official_quantity"]
            outcome = reading["outcome"] + (f" ({value})" if value else "")
            lines += _line("reading", f"{reading['reading']}: {outcome}", width)
            lines += _line("  note", reading["note"], width)
            lines += _line("  bridge", reading["bridge"], width)
            lines += _line("  sources", ", ".join(reading["sources"]), width)
    else:
        lines += _line("readings", _cell("readings", record["readings"]), width)
    lines += _line("caveat", record["caveat"], width)
    lines += _line("why", record["why"], width)
    return "\n".join(lines)


def _line(name: str, text: str | None, width: int | None) -> list[str]:
    return [_wrapped(f"  {name:<10}{text}", width, " " * 12)] if text else []


def _wrapped(line: str, width: int | None, indent: str) -> str:
    """Break a line at the width of the terminal; without one, leave it whole for other programs."""
    if width is None or len(line) < width:
        return line
    indent = indent if width > 3 * len(indent) else ""
    return textwrap.fill(line, max(width - 1, 10), subsequent_indent=indent, drop_whitespace=True)
