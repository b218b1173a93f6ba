"""Proof against the transcript: every figure is in its place, and no numeral is left out.

The transcript is not ours to hand on. A reader with a copy of the page can check that each figure
stands in it, and see for each numeral in the text, in digits or words, whether it is registered or
why it is not. A copy may be laid out otherwise: then each figure's words are looked for near their
place. The strict proof, by hash and offsets, holds for the very text the figures were read from.
"""

from __future__ import annotations

import hashlib
import re
import sys
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from briefing.errors import BriefingError
from briefing.facts.copies import Place, locate
from briefing.facts.fact import Locator, Said
from briefing.facts.numerals import NUMERAL
from briefing.facts.said import part, registry, source
from briefing.facts.schema import shown
from briefing.facts.scope import Folder
from briefing.facts.tables import Package, package

#: The lists of a briefing that have places in its text, and their column of words.
_LISTS = {"key-industries": "industry", "provinces": "province", "other-numerals": "words"}
#: What ends in a full stop and no sentence.
_TITLES = "".join(
    rf"(?<!\b{title}\.)" for title in ("Mr", "Ms", "Mrs", "Dr", "Prof", "St", "Messrs")
)
SENTENCE_END = re.compile(rf"(?<=[.?!]){_TITLES}\s+(?=[A-Z\"“])|(?<=[。！？])(?![。！？”」』\s])")
#: No transcript is longer, in bytes; what is longer is not read to its end.
LONGEST = 5_000_000
#: So many numerals are listed; a text with more that nothing accounts for is another text.
_MOST_LISTED = 200
_MOST_NAMED = 100
#: How the ledger begins what accounts for a numeral that is no figure.
_EXCLUDED = "excluded: "


class LedgerLine(NamedTuple):
    """One numeral of the text, and what accounts for it (``None``: nothing does)."""

    start: int
    end: int
    numeral: str
    accounted_for: str | None


class _Known(NamedTuple):
    """A place that the briefing's tables know: what it is of, and what it accounts for."""

    start: int
    end: int
    words: str
    what: str
    accounts_for: str | None


@dataclass(frozen=True, slots=True)
class Check:
    """Outcome of reading a transcript against the registry.

    Attributes
    ----------
    path : str
        The file read; "-" for standard input.
    readings : dict of str to bool
        For each stated figure, whether its locator reads its words.
    ledger : tuple of LedgerLine
        Every numeral in the text.
    problems : tuple of str
        What the strict proof meets, one sentence each; empty when all is proved.
    found : dict of str to bool
        For each stated figure, whether its words stand near its place in whatever layout.
    differences : tuple of str
        What differs in figures, lists or numerals, not only in layout.
    absent : tuple of str
        Numerals that are no figures and that this copy lacks, such as page numbers.
    sha256, recorded : str
        The SHA-256 of the text, and that of the text the figures were read from.
    address : str
        Where the page stands.
    """

    path: str
    readings: dict[str, bool]
    ledger: tuple[LedgerLine, ...]
    problems: tuple[str, ...]
    found: dict[str, bool]
    differences: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    sha256: str = ""
    recorded: str = ""
    address: str = ""

    @property
    def ok(self) -> bool:
        """Whether every locator is true, every numeral accounted for and the text unchanged."""
        return not self.problems

    @property
    def same(self) -> bool:
        """Whether every figure is found and every numeral accounted for, in whatever layout.

        Of the recorded text itself, more is asked: each place must be the one recorded.
        """
        return not self.differences and not self._unplaced

    def __str__(self) -> str:
        counted = sum(line.accounted_for is not None for line in self.ledger)
        true, is_recorded = sum(self.readings.values()), self.sha256 == self.recorded
        lines = [
            f"{self.path}: {sum(self.found.values())} of {len(self.found)} found; {self._says}",
            f"strict proof: SHA-256 {self.sha256} is {'' if is_recorded else 'not '}the one "
            f"recorded{'' if is_recorded else f' ({self.recorded})'}; {true} of "
            f"{len(self.readings)} locators read their figure",
            f"{counted} of {len(self.ledger)} numerals are accounted for",
        ]
        lines += [
            f"  {line.start:>6}  {line.numeral:<9} {line.accounted_for or 'UNACCOUNTED FOR'}"
            for line in self.ledger[:_MOST_LISTED]
        ]
        if len(self.ledger) > _MOST_LISTED:
            lines.append(f"  and {len(self.ledger) - _MOST_LISTED} more numerals")
        if self.absent:
            more = "; …" if len(self.absent) > 3 else ""
            first = "; ".join(self.absent[:3])
            lines.append(f"no figures, and not in this copy: {first}{more}")
        problems = self.problems if self._unplaced else self.differences
        lines += [f"problem: {problem}" for problem in problems]
        return "\n".join([*lines, f"next: {self._next}"])

    @property
    def _unplaced(self) -> bool:
        """Whether the text is the recorded one, so that a wrong place is the table's fault."""
        return self.sha256 == self.recorded and not self.ok

    @property
    def _says(self) -> str:
        if self._unplaced:
            return "the text is the recorded one, but the tables do not give all its places"
        if self.differences:
            return "the text differs in more than layout"
        if self.absent:
            lacks = f"lacks {len(self.absent)} numerals that are no figures"
            return f"the text differs in layout, and {lacks}"
        return "the text is the recorded one" if self.ok else "the text differs in layout only"

    @property
    def _next(self) -> str:
        """The one thing to do now."""
        if self._unplaced:
            return "correct the places in the briefing's tables, then `briefing seal`"
        if not any(self.found.values()) and self.differences:
            return f"see whether this is the right page ({self.address}); --briefing names another"
        if self.differences:
            return f"compare the places named above with {self.address}"
        if self.ok:
            return "nothing; every figure is proved"
        return (
            "nothing for the figures (other words are not compared); the strict proof needs the "
            f"text of {self.address} as it was saved"
        )


def check(path: str | Path, briefing: str | None = None, *, folder: Folder = None) -> Check:
    """Hold a reader's own copy of the transcript against the registry.

    Parameters
    ----------
    path : str or Path
        A UTF-8 text of the page the source record names, at most 5 MB; "-" reads standard input.
    briefing : str, optional
        The briefing it is of; the latest without it.
    folder : Path, optional
        A data folder other than the library's own.

    Returns
    -------
    Check
        With a difference for each figure that is not found, and each numeral that is neither
        registered nor excluded; with a problem also for each place that is not the one recorded,
        and for a text whose SHA-256 is not.

    Raises
    ------
    BriefingError
        If the file cannot be read as UTF-8 text, or only reports of the briefing were read.
    """
    data = package(folder)
    record, text = source(briefing, folder=data), read(path)
    if record["read_as"] == "report":
        raise BriefingError(f"{record['briefing']}: only reports were read; no text proves a place")
    known, readings, strict = _places(text, briefing, data)
    spans = locate(text, [Place(place.start, place.words) for place in known])
    pairs = list(zip(known, spans, strict=True))
    ledger = _ledger(
        text, ((*span, k.accounts_for) for k, span in pairs if span and k.accounts_for)
    )
    unread = _unaccounted(ledger)
    digest = hashlib.sha256(text.encode()).hexdigest()
    problems = [*strict, *unread]
    if digest != record["sha256"]:
        problems.insert(
            0,
            f"the text is not the one the figures were read from (SHA-256 {digest}, recorded "
            f"{record['sha256']}); compare it with {record['address']}",
        )
    lost = [place for place, span in pairs if span is None]
    return Check(
        *(str(path), readings, ledger, tuple(problems)),
        found={k.what: span is not None for k, span in pairs if k.what in readings},
        differences=(*(_lost(k) for k in lost if not _excluded(k)), *unread),
        absent=tuple(f"“{k.words}” ({reason})" for k in lost if (reason := _excluded(k))),
        sha256=digest,
        recorded=record["sha256"],
        address=record["address"],
    )


def _places(
    text: str, briefing: str | None, data: Package
) -> tuple[list[_Known], dict[str, bool], list[str]]:
    """Every place the tables know, by its start; whether locators read figures; what differs."""
    known: list[_Known] = []
    readings: dict[str, bool] = {}
    problems: list[str] = []
    for fact in registry(briefing, folder=data).values():
        at = fact.provenance.locator if isinstance(fact.provenance, Said) else None
        if isinstance(at, Locator):
            wrong = _differs(text, fact.id, at.words, at.start, at.end)
            if not wrong and (here := place(text, at.start)) != at[:2]:
                wrong = [f"{fact.id}: stands in paragraph {here[0]}, sentence {here[1]}, not {at}"]
            readings[fact.id] = not wrong
            problems += wrong
            known.append(_Known(at.start, at.end, at.words, fact.id, f"figure {fact.id}"))
    for table, column in _LISTS.items():
        for row in part(table, briefing, folder=data):
            what, words = f"{table}, {row[column]}", row[column]
            problems += _differs(text, what, words, row["start"], row["end"])
            excluded = _EXCLUDED + row["reason"] if table == "other-numerals" else None
            known.append(_Known(row["start"], row["end"], words, what, excluded))
    return sorted(known, key=lambda place: place.start), readings, problems


def _excluded(known: _Known) -> str:
    """Return why a place is of no figure; "" where it is of one, or of a list."""
    word, excluded, reason = (known.accounts_for or "").partition(_EXCLUDED)
    return reason if excluded and not word else ""


def _lost(known: _Known) -> str:
    return f"{known.what}: “{known.words}” does not stand near character {known.start}"


def _unaccounted(ledger: tuple[LedgerLine, ...]) -> list[str]:
    """Name the numerals that nothing accounts for; of very many, the first."""
    left = [line for line in ledger if line.accounted_for is None]
    named = [
        f"numeral “{line.numeral}” at character {line.start} is neither registered nor excluded"
        for line in left[:_MOST_NAMED]
    ]
    if len(left) > _MOST_NAMED:
        named.append(f"{len(left) - _MOST_NAMED} more numerals are neither registered nor excluded")
    return named


def read(path: str | Path) -> str:
    """Read a text; line ends and a byte order mark are the file's, not the page's.

    Parameters
    ----------
    path : str or Path
        A UTF-8 text of at most 5 MB; "-" reads standard input.

    Raises
    ------
    BriefingError
        If it cannot be read, is an address, or is longer.
    """
    if re.match(r"(https?|ftp|file):/", str(path), re.IGNORECASE):
        raise BriefingError(
            f"{path}: is an address; save the page as text first, and give its file"
        )
    try:
        if str(path) == "-":
            content = sys.stdin.buffer.read(LONGEST + 1)
        else:
            with open(path, "rb") as file:
                content = file.read(LONGEST + 1)
        if len(content) > LONGEST:
            raise BriefingError(
                f"{path}: is longer than {LONGEST // 10**6} MB, as no transcript is"
            )
        text = content.decode("utf-8-sig")
    except BriefingError:
        raise
    except (OSError, ValueError) as error:
        raise BriefingError(
            f"{path}: cannot be read as UTF-8 text ({error}); save the page as UTF-8 text"
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _ledger(text: str, covered: Iterable[tuple[int, int, str]]) -> tuple[LedgerLine, ...]:
    """List every numeral with the place that covers it.

    Of the places that start at or before a numeral, the one that reaches farthest decides.
    """
    places: list[tuple[int, int, str]] = []
    for start, end, by in sorted(covered, key=lambda place: place[0]):
        reach = places[-1][1:] if places and places[-1][1] >= end else (end, by)
        places.append((start, *reach))
    starts = [start for start, _, _ in places]
    lines = []
    for match in NUMERAL.finditer(text):
        start, end = match.span()
        before = bisect_right(starts, start)
        what = places[before - 1][2] if before and end <= places[before - 1][1] else None
        lines.append(LedgerLine(start, end, shown(match.group()), what))
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
    return paragraph, len(SENTENCE_END.findall(text, start, offset + 1)) + 1


def around(text: str, offset: int) -> tuple[int, int]:
    """Start and end of the sentence in which a character stands."""
    low = text.rfind("\n", 0, offset) + 1
    line_end = text.find("\n", offset)
    high = len(text) if line_end < 0 else line_end
    ends = [match.span() for match in SENTENCE_END.finditer(text, low, high)]
    start = max((end for _, end in ends if end <= offset), default=low)
    return start, min((begin for begin, _ in ends if begin > offset), default=high)
