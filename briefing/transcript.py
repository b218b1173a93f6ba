"""Proof against the transcript: every figure is in its place, and no numeral is left out.

The transcript is not ours to hand on. A reader with a copy of the page can check that each locator
reads its figure, and see for each numeral in the text, in digits or words, whether it is registered
or why it is not.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import BriefingError
from briefing.figures import LATEST, Locator, part, registry, source

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
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z\"“])")


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


def numerals(text: str) -> list[re.Match]:
    """Every numeral in a text, in digits or words, in order."""
    return list(NUMERAL.finditer(text))


def check(path: str | Path, briefing: str = LATEST) -> Check:
    """Hold a reader's own copy of the transcript against the registry.

    Parameters
    ----------
    path : str or Path
        A UTF-8 text of the page the source record names.
    briefing : str
        The briefing it is of.

    Returns
    -------
    Check
        With a problem for each locator that does not read its figure, each numeral that is neither
        registered nor excluded, and for a text whose SHA-256 is not the recorded one.

    Raises
    ------
    BriefingError
        If the file cannot be read as UTF-8 text.
    """
    known, record = registry(briefing), source(briefing)
    try:
        # Line ends and a byte order mark are the file's, not the page's.
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise BriefingError(f"{path}: cannot be read as UTF-8 text ({error})") from None
    problems = []
    digest = hashlib.sha256(text.encode()).hexdigest()
    if digest != record["sha256"]:
        problems.append(
            f"the text is not the one the figures were read from (SHA-256 {digest[:12]}…, recorded "
            f"{record['sha256'][:12]}…); compare it with {record['address']}"
        )
    readings = {}
    covered: list[tuple[int, int, str]] = []
    for figure in known.values():
        if figure.locator is None:
            continue
        problem = _misread(text, figure.locator)
        readings[figure.id] = problem is None
        if problem:
            problems.append(f"{figure.id}: {problem}")
        covered.append((figure.locator.start, figure.locator.end, f"figure {figure.id}"))
    for table, column in (("key-industries", "industry"), ("provinces", "province")):
        for row in part(table, briefing):
            problems += _differs(text, row, column, f"{table}, {row[column]}")
    for row in part("other-numerals", briefing):
        problems += _differs(text, row, "words", f"excluded numeral “{row['words']}”")
        covered.append((row["start"], row["end"], f"excluded: {row['reason']}"))
    ledger = tuple(
        LedgerLine(
            match.start(),
            match.end(),
            match.group().strip(),
            next((by for a, b, by in covered if a <= match.start() and match.end() <= b), None),
        )
        for match in numerals(text)
    )
    problems += [
        f"numeral “{line.numeral}” at character {line.start} is neither registered nor excluded"
        for line in ledger
        if line.accounted_for is None
    ]
    return Check(str(path), readings, ledger, tuple(problems))


def _misread(text: str, locator: Locator) -> str | None:
    """Say what is wrong with a locator, if anything is."""
    found = text[locator.start : locator.end]
    if found != locator.words:
        return f"“{locator.words}” was read at {locator}, this text has “{found}” there"
    if place(text, locator.start) != (locator.paragraph, locator.sentence):
        return f"its characters lie in paragraph and sentence {place(text, locator.start)}"
    return None


def _differs(text: str, row: dict, column: str, what: str) -> list[str]:
    """Name a row whose words do not stand where the row says."""
    found = text[row["start"] : row["end"]]
    if found == row[column]:
        return []
    return [f"{what}: this text has “{found}” at characters {row['start']} to {row['end']}"]


def place(text: str, offset: int) -> tuple[int, int]:
    """Paragraph (a line with text) and sentence of a character, both counted from 1."""
    start = text.rfind("\n", 0, offset) + 1
    paragraph = sum(1 for line in text[:start].splitlines() if line.strip()) + 1
    return paragraph, len(_SENTENCE_END.findall(text, start, offset + 1)) + 1
