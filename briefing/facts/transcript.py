"""Proof against the transcript: every figure is in its place, and no numeral is left out.

The transcript is not ours to hand on. A reader with a copy of the page can check that each locator
reads its figure, and see for each numeral in the text, in digits or words, whether it is registered
or why it is not.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import BriefingError
from briefing.facts.fact import Locator, Said
from briefing.facts.said import part, registry, source
from briefing.facts.schema import shown
from briefing.facts.scope import Folder
from briefing.facts.tables import package

#: Numerals as the English of briefings writes them. Ordinals count too: "first" may be one.
_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred hundreds thousand thousands million millions billion billions trillion trillions "
    "dozen dozens half halves quarter quarters third thirds double triple twice once first second "
    "fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth hundredth tens both pair"
).split()
NUMERAL = re.compile(
    rf"\d+(?:[.,]\d+)*(?:st|nd|rd|th)?(?:\s?%)?|\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE
)
#: The lists of a briefing that have places in its text, and their column of words.
_LISTS = {"key-industries": "industry", "provinces": "province", "other-numerals": "words"}
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z\"“])")
#: No transcript is longer, in bytes; what is longer is not read to its end.
LONGEST = 5_000_000


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One numeral of the text, and what accounts for it (``None``: nothing does)."""

    start: int
    end: int
    numeral: str
    accounted_for: str | None


@dataclass(frozen=True, slots=True)
class Check:
    """Outcome of reading a transcript against the registry.

    Attributes
    ----------
    path : str
        The file read.
    readings : dict of str to bool
        For each stated figure, whether its locator reads its words.
    ledger : tuple of LedgerLine
        Every numeral in the text.
    problems : tuple of str
        One sentence each; empty when all is proved.
    """

    path: str
    readings: dict[str, bool]
    ledger: tuple[LedgerLine, ...]
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether every locator is true, every numeral accounted for and the text unchanged."""
        return not self.problems

    def __str__(self) -> str:
        true = sum(self.readings.values())
        counted = sum(line.accounted_for is not None for line in self.ledger)
        lines = [
            f"{self.path}: {true} of {len(self.readings)} locators read their figure; "
            f"{counted} of {len(self.ledger)} numerals are accounted for"
        ]
        lines += [
            f"  {line.start:>6}  {line.numeral:<9} {line.accounted_for or 'UNACCOUNTED FOR'}"
            for line in self.ledger
        ]
        return "\n".join([*lines, *(f"problem: {problem}" for problem in self.problems)])


def check(path: str | Path, briefing: str | None = None, *, folder: Folder = None) -> Check:
    """Hold a reader's own copy of the transcript against the registry.

    Parameters
    ----------
    path : str or Path
        A UTF-8 text of the page the source record names, at most 5 MB.
    briefing : str, optional
        The briefing it is of; the latest without it.
    folder : Path, optional
        A data folder other than the library's own.

    Returns
    -------
    Check
        With a problem for each locator that does not read its figure, each numeral that is neither
        registered nor excluded, and for a text whose SHA-256 is not the recorded one.

    Raises
    ------
    BriefingError
        If the file cannot be read as UTF-8 text, or only reports of the briefing were read.
    """
    data = package(folder)
    record, text = source(briefing, folder=data), _read(path)
    if record["read_as"] == "report":
        raise BriefingError(f"{record['briefing']}: only reports were read; no text proves a place")
    digest = hashlib.sha256(text.encode()).hexdigest()
    problems: list[str] = []
    if digest != record["sha256"]:
        problems.append(
            f"the text is not the one the figures were read from (SHA-256 {digest[:12]}…, recorded "
            f"{record['sha256'][:12]}…); compare it with {record['address']}"
        )
    readings: dict[str, bool] = {}
    covered: list[tuple[int, int, str]] = []
    for fact in registry(briefing, folder=data).values():
        at = fact.provenance.locator if isinstance(fact.provenance, Said) else None
        if isinstance(at, Locator):
            wrong = _differs(text, fact.id, at.words, at.start, at.end)
            if not wrong and (here := place(text, at.start)) != at[:2]:
                wrong = [f"{fact.id}: stands in paragraph {here[0]}, sentence {here[1]}, not {at}"]
            readings[fact.id] = not wrong
            problems += wrong
            covered.append((at.start, at.end, f"figure {fact.id}"))
    for table, column in _LISTS.items():
        for row in part(table, briefing, folder=data):
            what, ends = f"{table}, {row[column]}", (row["start"], row["end"])
            problems += _differs(text, what, row[column], *ends)
            if table == "other-numerals":
                covered.append((*ends, f"excluded: {row['reason']}"))
    ledger = _ledger(text, covered)
    problems += [
        f"numeral “{line.numeral}” at character {line.start} is neither registered nor excluded"
        for line in ledger
        if line.accounted_for is None
    ]
    return Check(str(path), readings, ledger, tuple(problems))


def _read(path: str | Path) -> str:
    """Read a text; line ends and a byte order mark are the file's, not the page's."""
    try:
        with open(path, "rb") as file:
            content = file.read(LONGEST + 1)
        text = content.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        raise BriefingError(f"{path}: cannot be read as UTF-8 text ({error})") from None
    if len(content) > LONGEST:
        raise BriefingError(f"{path}: is longer than {LONGEST // 10**6} MB, as no transcript is")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _ledger(text: str, covered: Iterable[tuple[int, int, str]]) -> tuple[LedgerLine, ...]:
    """List every numeral with the place that covers it.

    Of the places that start at or before a numeral, the one that reaches farthest decides.
    """
    places: list[tuple[int, int, str]] = []
    for start, end, by in sorted(covered, key=lambda place: place[0]):
        reach = places[-1][1:] if places and places[-1][1] >= end else (end, by)
        places.append((start, *reach))
    lines = []
    for match in NUMERAL.finditer(text):
        before = bisect_right(places, match.start(), key=lambda place: place[0])
        covers = before > 0 and match.end() <= places[before - 1][1]
        what = places[before - 1][2] if covers else None
        lines.append(LedgerLine(match.start(), match.end(), shown(match.group()), what))
    return tuple(lines)


def _differs(text: str, what: str, words: str, start: int, end: int) -> list[str]:
    """Say that other words stand in a place than were read there, if so."""
    found = text[start:end]
    if found == words:
        return []
    at = f"characters {start} to {end}"
    return [f"{what}: “{words}” was read at {at}; this text has “{shown(found)}” there"]


def place(text: str, offset: int) -> tuple[int, int]:
    """Paragraph (a line with text) and sentence of a character, both counted from 1."""
    start = text.rfind("\n", 0, offset) + 1
    paragraph = sum(1 for line in text[:start].splitlines() if line.strip()) + 1
    return paragraph, len(_SENTENCE_END.findall(text, start, offset + 1)) + 1
