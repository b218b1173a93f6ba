"""Periods and dates that a text names in words, for a draft that somebody then corrects."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from briefing.spelled import SMALL, TENS

#: Small numbers by their word.
NUMBERS = {word: number for number, word in enumerate([*SMALL, TENS[0]])}
_LONG = {name: number for number, name in enumerate(month_name) if name}
_MONTHS = _LONG | {name[:3]: number for name, number in _LONG.items()} | {"Sept": 9}
# Capitals tell May from may.
_MONTH = f"(?-i:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\\b\\.?"
#: The first and last month of a stretch of the year, by what it is called.
_STRETCHES = {
    **{"first quarter": (1, 3), "second quarter": (4, 6), "third quarter": (7, 9)},
    **{"fourth quarter": (10, 12), "first half": (1, 6), "second half": (7, 12)},
    **{"first three quarters": (1, 9), "q1": (1, 3), "q2": (4, 6), "q3": (7, 9)},
    **{"q4": (10, 12), "h1": (1, 6), "h2": (7, 12)},
}
_PERIOD = re.compile(
    rf"(?:(?:(?:from |in )?(?P<first>{_MONTH}) (?:to|and|through) (?P<last>{_MONTH})"
    rf"|\bfirst (?P<many>\w+) months|\b(?P<stretch>{'|'.join(_STRETCHES)})\b"
    rf"|\b(?:in|of|by) (?P<month>{_MONTH})(?! \d\d?\b))"
    r"(?:,? (?:of )?(?P<of>this year|last year|20\d\d|19\d\d))?"
    r"|\b(?P<before>last year)\b|\b(?P<year>20\d\d|19\d\d)\b)",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"(?P<m>{_MONTH}) (?P<d>\d\d?)(?:st|nd|rd|th)?\b(?:,? (?P<y>\d{{4}}))?"
    rf"|(?P<d2>\d\d?)(?:st|nd|rd|th)? (?P<m2>{_MONTH})(?:,? (?P<y2>\d{{4}}))?"
    r"|\b(?P<y3>\d{4})-(?P<n3>\d\d)-(?P<d3>\d\d)\b"
)
#: What stands before a period that something is only compared with.
_BASE = re.compile(r"\b(?:than|compared (?:to|with)|against|from that of)\b[^,.;]{0,40}$", re.I)


class Named(NamedTuple):
    """A period that a text names: where, as the tables write it, and whether it is only a base."""

    start: int
    end: int
    period: str
    base: bool


def periods(text: str, said: date) -> Iterator[Named]:
    """Find the periods that a text names.

    Parameters
    ----------
    text : str
        The text.
    said : date
        When it was said; "last year" is the year before.
    """
    for match in _PERIOD.finditer(text):
        if period := _written(match, said):
            before = text[max(match.start() - 60, 0) : match.start()]
            yield Named(*match.span(), period, bool(_BASE.search(before)))


def _written(match: re.Match[str], said: date) -> str | None:
    """Write a period as the tables do; None where its months make no stretch."""
    if match["year"] or match["before"]:
        return match["year"] or str(said.year - 1)
    of = (match["of"] or "this year").lower()
    year = int(of) if of.isdigit() else said.year - (of == "last year")
    if match["month"]:
        return f"{year}-{_month(match['month']):02}"
    if match["first"]:
        first, last = _month(match["first"]), _month(match["last"])
    elif match["many"]:
        first, last = 1, NUMBERS.get(match["many"].lower(), 0)
    else:
        first, last = _STRETCHES[match["stretch"].lower()]
    if not first < last <= 12:
        return None
    return str(year) if (first, last) == (1, 12) else f"{year}-{first:02}/{year}-{last:02}"


def _month(name: str) -> int:
    return _MONTHS[name.rstrip(".")]


def dates(text: str, said: date) -> Iterator[tuple[int, int, date]]:
    """Find the days that a text names, with their places; without a year it is that of ``said``."""
    for match in _DATE.finditer(text):
        month = match["m"] or match["m2"]
        number = _month(month) if month else int(match["n3"])
        day = match["d"] or match["d2"] or match["d3"]
        year = match["y"] or match["y2"] or match["y3"] or said.year
        with suppress(ValueError):
            yield *match.span(), date(int(year), number, int(day))
