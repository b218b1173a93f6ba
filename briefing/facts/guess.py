"""Guesses at what a numeral of a transcript says: for a draft that somebody then corrects.

Nothing here is right by itself. A guess that cannot be made is left empty.
"""

from __future__ import annotations

import re
from calendar import month_name
from datetime import date
from decimal import Decimal
from typing import Any

from briefing.facts.scope import Vocabulary
from briefing.wording import Qualifier

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_MONTH = "|".join(month_name[1:])
_NUMBER = {word: number for number, word in enumerate(_SMALL)}
#: The last month of a stretch that begins in January, by what it is called.
_STRETCHES = {"first quarter": 3, "first half": 6, "first three quarters": 9}
_PERIOD = re.compile(
    rf"(?:(?P<to>(?:from |in )?(?P<first>{_MONTH}) (?:to|and|through) (?P<last>{_MONTH}))"
    rf"|first (?P<many>\w+) months|(?P<stretch>{'|'.join(_STRETCHES)})"
    rf"|(?:in|of) (?P<month>{_MONTH}))(?:,? (?:of )?(?P<of>this year|last year|20\d\d|19\d\d))?"
    r"|(?P<before>last year)|(?:in|of|year) (?P<year>20\d\d|19\d\d)",
    re.IGNORECASE,
)
_BY_WORD = {word: qualifier for qualifier in Qualifier for word in qualifier.words}
_HEDGE = re.compile(
    rf"\b({'|'.join(sorted(_BY_WORD, key=len, reverse=True))}) (?:the |a )?$", re.IGNORECASE
)
_UNIT = re.compile(
    r" (percentage points?|per ?cent|(?:(?:thousand|million|billion|trillion) )?yuan)\b", re.I
)
_RELATION = re.compile(r" (higher|lower) than\b", re.I)
_GROWS = re.compile(
    r"\b(?:gr[eo]w|increas|ris|rose|f[ea]ll|declin|drop|expand|up by|down by)", re.I
)
#: What a numeral of each unit can measure.
_KINDS = {"percent": ("rate", "share"), "percentage points": ("change",), "count": ("count",)}
_STOP = {"less", "that", "than", "with", "each", "above", "from", "year", "number", "which"}


def guess(
    text: str, at: tuple[int, int], inside: tuple[int, int], said: date, words: Vocabulary
) -> dict[str, Any]:
    """Guess the cells of the row of a figure.

    Parameters
    ----------
    text : str
        The transcript.
    at : tuple of int
        Start and end of the numeral.
    inside : tuple of int
        Start and end of the sentence around it.
    said : date
        When it was said; "last year" is the year before.
    words : Vocabulary
        The measures, populations and areas there are.

    Returns
    -------
    dict
        Cells by column; what cannot be guessed is missing.
    """
    before, numeral, after = text[inside[0] : at[0]], text[at[0] : at[1]], text[at[1] : inside[1]]
    cells = _number(numeral) | _unit(numeral, after)
    unit_end = at[1]
    if not numeral.rstrip().endswith("%") and (unit := _UNIT.match(after)):
        unit_end += unit.end()
    hedge = _HEDGE.search(before)
    cells["words"] = text[at[0] - (len(hedge[0]) if hedge else 0) : unit_end]
    cells["qualifier"] = _qualifier(hedge, cells)
    if cells["qualifier"] not in ("rounded", "about", "nearly"):
        cells["decimals"] = None
    if relation := _RELATION.match(text[unit_end : inside[1]]):
        cells["relation"] = f"{relation[1].lower()} than"
    sentence = text[inside[0] : inside[1]]
    if cells["value"] is not None:
        cells |= _about(sentence, at[0] - inside[0], cells["unit"], words)
    cells["period"] = _period(sentence, at[0] - inside[0], said)
    if cells.get("kind") == "share" and re.search(r"of (?:the )?(?:GDP|gross domestic)", sentence):
        cells["denominator"] = "whole economy" if "whole economy" in words.populations else None
    cells["area"] = _area(text, words)
    return {column: cell for column, cell in cells.items() if cell is not None}


def _number(numeral: str) -> dict[str, Any]:
    """Read a numeral's value and decimals, where it is written in digits or as a small word."""
    plain = re.sub(r"[, \u00a0\u2009\u202f%％]|(?:st|nd|rd|th)$", "", numeral).replace("−", "-")
    if re.fullmatch(r"-?[0-9]{1,25}(\.[0-9]{1,12})?", plain):
        return {"value": Decimal(plain), "decimals": len(plain.partition(".")[2])}
    small = _NUMBER.get(numeral.lower())
    return {"value": small, "decimals": None if small is None else 0}


def _unit(numeral: str, after: str) -> dict[str, Any]:
    if numeral.rstrip().endswith(("%", "％")):
        return {"unit": "percent"}
    unit = _UNIT.match(after)
    if unit is None:
        return {"unit": "count"}
    name = unit[1].lower().replace("per cent", "percent")
    return {"unit": "percentage points" if name.startswith("percentage") else name}


def _qualifier(hedge: re.Match[str] | None, cells: dict[str, Any]) -> str:
    """Read the word before a number; "more than 10" of things is a count."""
    if hedge is None:
        return "exact" if cells["unit"] == "count" else "rounded"
    found = _BY_WORD[hedge[1].lower()]
    if cells["unit"] != "count" and found is Qualifier.MORE_THAN:
        return str(Qualifier.OVER)
    return str(found)


def _tokens(text: str) -> set[str]:
    """Cut words to what "industry" and "industrial" share; short ones tell only as initials."""
    found = re.findall(r"[A-Z]{3,}|[a-z]{4,}", text.lower().replace("gdp", "GDP"))
    return {word[:6].rstrip("s") for word in found if word not in _STOP}


def _about(sentence: str, at: int, unit: str, words: Vocabulary) -> dict[str, Any]:
    """Guess measure and population from the words that sentence and vocabulary share."""
    kinds = _KINDS.get(unit, ("level",))
    if unit == "percent":
        kinds = ("rate",) if _GROWS.search(sentence) else ("share",)
    fitting = [measure for measure, row in words.measures.items() if row["kind"] in kinds]
    here, best, score = _tokens(sentence), fitting[0] if len(fitting) == 1 else None, 0.0
    for measure in fitting:
        named = _tokens(measure)
        shared = len(named & here) / max(len(named), 1) ** 0.5
        if shared > score:
            best, score = measure, shared
    plain = sentence.lower().replace("industrial enterprises", "industry")
    start = len(sentence[:at].lower().replace("industrial enterprises", "industry"))
    plain = plain.replace("enterprises above the", "above").replace("above the", "above")
    return {"measure": best, "population": _nearest(plain, start, words), "kind": kinds[0]}


def _nearest(sentence: str, at: int, words: Vocabulary) -> str | None:
    """Name the population that stands last before a numeral, else first after; the longer one."""
    found = []
    for code, row in words.populations.items():
        for name in {code.lower(), (row.get("label") or code).lower()}:
            before, after = sentence.rfind(name, 0, at), sentence.find(name, at)
            if before >= 0 or after >= 0:
                end = before + len(name) if before >= 0 else -after
                found.append((before >= 0, end, len(name), code))
    return max(found)[3] if found else None


def _area(text: str, words: Vocabulary) -> str | None:
    """Name the nation: the only one there is, or the one whose name stands in the text."""
    nations = {c: row["name"] for c, row in words.areas.items() if not row["within"]}
    named = [code for code, name in nations.items() if name in text] or list(nations)
    return named[0] if len(named) == 1 else None


def _period(sentence: str, at: int, said: date) -> str | None:
    """Guess the period from the last words before a numeral that name one, else the first after."""
    matches = [match for match in _PERIOD.finditer(sentence) if match.start() != at]
    before = [match for match in matches if match.start() < at]
    if not matches:
        return None
    match = before[-1] if before else matches[0]
    if match["year"] or match["before"]:
        return match["year"] or str(said.year - 1)
    of = (match["of"] or "this year").lower()
    year = int(of) if of.isdigit() else said.year - (of == "last year")
    months = [month.lower() for month in month_name]
    if match["month"]:
        return f"{year}-{months.index(match['month'].lower()):02}"
    if match["to"]:
        first, last = (months.index(match[name].lower()) for name in ("first", "last"))
    else:
        stretch, many = (match["stretch"] or "").lower(), (match["many"] or "").lower()
        first, last = 1, _STRETCHES.get(stretch) or _NUMBER.get(many, 0)
    if not first < last <= 12:
        return None
    return str(year) if (first, last) == (1, 12) else f"{year}-{first:02}/{year}-{last:02}"
