"""Guesses at what a numeral of a transcript says: for a draft that somebody then corrects.

Nothing here is right by itself. A guess that cannot be made is left empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from briefing.facts.dates import NUMBERS, periods
from briefing.facts.meaning import Meaning, noun
from briefing.facts.reasons import Reasons
from briefing.facts.transcript import around
from briefing.wording import UNITS, Qualifier

Span = tuple[int, int]
Cells = dict[str, Any]

_BY_WORD = {word: qualifier for qualifier in Qualifier for word in qualifier.words}
#: Verbs that say of a number that it is passed.
_VERBS = "surpassing surpassed exceeded exceeds topping topped".split()
_BY_WORD |= dict.fromkeys(_VERBS, Qualifier.OVER)
_HEDGE = re.compile(
    rf"\b({'|'.join(sorted(_BY_WORD, key=len, reverse=True))}) (?:the |a )?$", re.IGNORECASE
)
_OR_MORE = re.compile(r" or (?:more|above|higher)\b", re.I)
_POWERS = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_SCALE = re.compile(rf" ({'|'.join(_POWERS)})\b", re.I)
_UNIT = re.compile(
    rf" (percentage points?|per ?cent|times(?= (?:higher|lower|larger|smaller|more|that|as))"
    rf"|(?:(?:{'|'.join(_POWERS)}) )?yuan)\b",
    re.I,
)
#: Comparisons, by which way they point.
_WAYS = {
    "higher than": r"higher|faster|exceed\w*|above|out(?:grew|pac)\w*|surpass\w*|rose|rise|highest"
    r"|fastest|more|larger|up|高于|超过|上升",
    "lower than": r"lower|slower|below|fell|fall|declin\w*|decreas\w*|drop\w*|lowest|slowest|less"
    r"|smaller|down|低于|下降",
}
_THAN = re.compile(r",? (?:(?P<word>\w+) than|compared (?:to|with))\b", re.I)
_RISES = re.compile(r"\b(?:gr[eo]w\w*|increas\w*|ris\w+|rose|expand\w*|up)(?: by)? $", re.I)
_FALLS = re.compile(
    r"\b(?:fell|fall|fallen|declin\w+|decreas\w+|drop\w*|shr[aiu]nk|down)(?: by| of)? $", re.I
)
_PASSES = re.compile(r"(?:exceed|surpass|out|above|below)\w*|\w+ than\b|高于|低于|超过", re.I)
_SUPERLATIVE = re.compile(
    r"[a-z]+st(?: \w+){0,3} in (?:the )?(?:past |last )?[\w-]+ (?:years|quarters|months)", re.I
)
_TOTAL = re.compile(r"\b(?:among|of|out of)(?: the| all| all the)? $", re.IGNORECASE)
_PART = re.compile(rf" of (?:the |all )?(?:\d[\d,]*|{'|'.join(NUMBERS)})\b", re.IGNORECASE)
_LISTED = re.compile(r"[\d.,]*\d(?:%| per ?cent)?(?:,? (?:and )?[\d.,]*\d(?:%| per ?cent)?)+")


class Guesser:
    """Guesses the cells of a draft's rows, one after the other in the order of the text.

    Parameters
    ----------
    text : str
        The transcript.
    page : mapping
        Answers about the page: when it was said and published, by whom.
    answers : int
        Where the speaker begins.
    meaning : Meaning
        What numerals can be about.
    """

    def __init__(self, text: str, page: Mapping[str, str], answers: int, meaning: Meaning) -> None:
        self._text, self._answers, self._meaning = text, answers, meaning
        said, published = (date.fromisoformat(page[f"date_{day}"]) for day in ("said", "published"))
        named = list(periods(text, said))
        self._periods = [period for period in named if not period.base]
        self._reasons = Reasons(text, said, published, named, answers)
        self._area = meaning.area(" ".join([text, *page.values()]))
        self._total: tuple[Span, str] = ((-1, -1), "")
        #: Up to here the words of comparison belong to numerals that were guessed.
        self.compared = 0

    def numeral(self, start: int, end: int) -> Cells:
        """Guess the cells of a numeral's row; what cannot be guessed is missing."""
        inside = around(self._text, start)
        before, after = self._text[inside[0] : start], self._text[end : inside[1]]
        cells, behind = _amount(self._text[start:end], before, after)
        things = noun(after[behind:]) if cells["unit"] == "count" else ""
        reason = self._reasons.of(start, end, cells["value"], things)
        hedge = _HEDGE.search(before)
        low, high = start - (len(hedge[0]) if hedge else 0), end + behind
        cells["words"] = self._text[low : high + (len(things) + 1 if things else 0)]
        if reason or cells["value"] is None:
            return {"words": self._text[start:end], "exclude": reason or ""}
        whole = cells["unit"] == "count" and bool(_TOTAL.search(before))
        total = self._total[1] if self._total[0] == inside and not whole else ""
        if of := _PART.match(after):
            total = noun(after[of.end() :])
        if things and not total:
            self._total = (inside, things)
        cells |= self._compared(before, high, inside)
        sentence, at = self._text[slice(*inside)], start - inside[0]
        cells |= self._meaning.about(
            sentence, at, high - inside[0], cells["unit"], things, total
        ) | self._respective(sentence, at)
        inherits = cells["kind"] in ("rate", "change") or bool(total)
        cells["period"] = None if whole else self._period(inside, start, inherits)
        cells["area"] = self._area
        return {column: cell for column, cell in cells.items() if cell is not None}

    def relation(self, start: int, end: int) -> Cells:
        """Guess the cells of the row of a relation that has no number."""
        inside = around(self._text, start)
        word, before = self._text[start:end], self._text[inside[0] : start]
        way = _way(word)
        if way == "higher than" and re.search(r"\b(?:all|each)(?: \w+)? $", before, re.I):
            way = "each higher than"
        cells: Cells = {"words": word, "relation": way, "area": self._area}
        about = self._meaning.about(self._text[slice(*inside)], *(start - inside[0],) * 2, "")
        cells |= {column: about[column] for column in ("measure", "population")}
        cells["period"] = self._period(inside, start, True)
        if than := _PASSES.match(self._text, start, inside[1]):
            cells["relative_to"] = self._base(than.end(), inside)
        if found := _SUPERLATIVE.match(self._text, start, inside[1]):
            cells["words"] = found[0]
        return {column: cell for column, cell in cells.items() if cell is not None}

    def _compared(self, before: str, high: int, inside: Span) -> Cells:
        """Tell which way a number is compared with another."""
        than = _THAN.match(self._text, high, inside[1])
        if than is None:
            return {}
        self.compared = than.end()
        ways = {"higher than": _RISES.search(before), "lower than": _FALLS.search(before)}
        way = next((way for way, found in ways.items() if found), None)
        way = _way(than["word"]) if than["word"] else way
        return {"relation": way, "relative_to": way and self._base(than.end(), inside)}

    def _base(self, at: int, inside: Span) -> str | None:
        """Quote what something is compared with: the words behind a comparison."""
        found = re.compile(r" ([^,.;:?!]{1,80})").match(self._text, at, inside[1])
        return found[1].strip() if found else None

    def _respective(self, sentence: str, at: int) -> Cells:
        """Give each of several numbers its population where they are said "respectively"."""
        for listed in _LISTED.finditer(sentence):
            if listed.start() <= at < listed.end() and "respectively" in sentence[at:]:
                starts = [m.start() + listed.start() for m in re.finditer(r"\d[\d.]*", listed[0])]
                number = starts.index(at) if at in starts else 0
                before = sentence[: listed.start()]
                population = self._meaning.respective(before, number, len(starts))
                return {"population": population} if population else {}
        return {}

    def _period(self, inside: Span, at: int, inherits: bool) -> str | None:
        """Name the period last before a place, else first after, else before its sentence."""
        low, high = inside
        begin = self._answers if inherits and low >= self._answers else low
        here = [p.period for p in self._periods if low <= p.start < at]
        after = [p.period for p in self._periods if at < p.start < high]
        earlier = [p.period for p in self._periods if begin <= p.start < low]
        return next(iter([*here[-1:], *after[:1], *earlier[-1:]]), None)


def _way(word: str) -> str | None:
    for way, words in _WAYS.items():
        if re.fullmatch(words, word, re.IGNORECASE):
            return way
    return None


def _amount(numeral: str, before: str, after: str) -> tuple[Cells, int]:
    """Guess value, unit, qualifier and decimals; and how far number and unit reach behind it."""
    cells = _number(numeral)
    unit, behind = ("percent", 0) if numeral.endswith(("%", "％")) else _unit(after)
    cells["unit"] = unit
    hedge = _HEDGE.search(before)
    if unit == "count" and (scale := _SCALE.match(after)):
        behind = scale.end()
        power = _POWERS[scale[1].lower()]
        if cells["value"] is not None:
            cells["value"] = int(cells["value"] * 10**power)
            cells["decimals"] -= power
    elif unit == "count" and (zeros := re.search(r"(?:[,  ]?000)+$", numeral)):
        cells["decimals"] = -zeros[0].count("000") * 3
    exactly = unit == "count" and not cells["decimals"]
    found = _BY_WORD[hedge[1].lower()] if hedge else Qualifier.EXACT if exactly else None
    if _OR_MORE.match(after[behind:]):
        found = Qualifier.AT_LEAST
    if unit != "count" and found in (Qualifier.MORE_THAN, Qualifier.FEWER_THAN):
        found = Qualifier.OVER if found is Qualifier.MORE_THAN else Qualifier.UNDER
    cells["qualifier"] = str(found or Qualifier.ROUNDED)
    if cells["qualifier"] not in ("rounded", "about", "nearly"):
        cells["decimals"] = None
    if unit == "percent" and not hedge and cells["value"] and _FALLS.search(before):
        cells["value"] = -cells["value"]
    return cells, behind


def _number(numeral: str) -> Cells:
    """Read a numeral's value and decimals, where it is written in digits or as a small word."""
    plain = re.sub(r"[, \u00a0\u2009\u202f%％]|(?:st|nd|rd|th)$", "", numeral).replace("−", "-")
    if re.fullmatch(r"-?[0-9]{1,25}(\.[0-9]{1,12})?", plain):
        return {"value": Decimal(plain), "decimals": len(plain.partition(".")[2])}
    small = NUMBERS.get(numeral.lower())
    return {"value": small, "decimals": None if small is None else 0}


def _unit(after: str) -> tuple[str, int]:
    """Name the unit behind a number, and how far it reaches."""
    unit = _UNIT.match(after)
    if unit is None:
        return "count", 0
    name = unit[1].lower().replace("per cent", "percent")
    name = "percentage points" if name.startswith("percentage") else name
    return (name, unit.end()) if name in UNITS else ("count", 0)
