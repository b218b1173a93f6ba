"""Guesses at what a figure is about, from words of the vocabulary and of earlier figures."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from typing import Any

from briefing.facts.numerals import NUMERAL
from briefing.facts.scope import Vocabulary

_SHARE = re.compile(r"\b(?:account|shar|proportion|ratio\b|ma[dk]es? up|penetrat)", re.IGNORECASE)
GROWS = re.compile(
    r"\b(?:gr[eo]w|increas|ris|rose|f[ea]ll|declin|drop|expand|up by|down by)", re.IGNORECASE
)
_STOP = {"that", "than", "with", "each", "above", "from", "year", "number", "which", "share"}
#: The things that a number counts: words behind it up to the first plural.
_NOUN = re.compile(
    r"(?: (?!(?:of|and|or|in|to|with|have|has|were|was|are|is|the|from|by|for|that|which)\b)"
    r"[A-Za-z][\w-]*){0,3}? (?!(?:has|is|was|this|its|less|plus|across|towards)\b)"
    r"[A-Za-z][A-Za-z-]{2,}s\b(?!['’])"
)
#: A name is taken if so much of it is said. Few measures are shares, so that half of one tells it.
_ENOUGH, _ENOUGH_OF_A_SHARE = 0.6, 0.5


def noun(after: str) -> str:
    """Return the things that are counted, as they stand behind a number; "" where none do."""
    found = _NOUN.match(after)
    return found[0].strip() if found else ""


def _tokens(text: str) -> frozenset[str]:
    """Cut words to what "industry" and "industrial" share; short ones tell only as initials."""
    plain = GROWS.sub(" growth ", text.lower()).replace("gdp", "GDP")
    found = re.findall(r"[A-Z]{3,}|[a-z]{4,}", plain)
    return frozenset(word[:6].rstrip("s") for word in found if word not in _STOP)


#: Stands in the name of a measure that compares.
_LESS = _tokens("less")


class Meaning:
    """What numerals can be about: the vocabulary, and how earlier briefings used it.

    Parameters
    ----------
    words : Vocabulary
        The measures, populations and areas there are.
    earlier : iterable of iterable of mapping
        The rows of figures of each earlier briefing.
    """

    def __init__(self, words: Vocabulary, earlier: Iterable[Iterable[Mapping[str, Any]]]) -> None:
        self._words = words
        self._usual: dict[str, Counter[str]] = defaultdict(Counter)
        self._of: dict[str, list[str]] = defaultdict(list)
        self._things: dict[tuple[str, bool], str] = {}
        for rows in map(list, earlier):
            by_id = {row["id"]: row for row in rows}
            for row in rows:
                measure = row["measure"]
                self._usual[words.measures.get(measure, {}).get("kind", "")][measure] += 1
                if row["population"] not in self._of[measure]:
                    self._of[measure].append(row["population"])
                total = by_id.get(row["of"])
                if row["unit"] == "count":
                    self._things.setdefault((_counted(row), total is not None), measure)
                if total is not None:
                    self._things.setdefault((_counted(total), True), measure)

    def about(
        self, sentence: str, at: int, end: int, unit: str, things: str = "", total: str = ""
    ) -> dict[str, Any]:
        """Guess measure, population, kind and denominator.

        Parameters
        ----------
        sentence : str
            The sentence around a numeral or a relation word.
        at, end : int
            Place of the numeral with its unit.
        unit : str
            Its unit; "" of a relation word.
        things : str
            What it counts.
        total : str
            Of what things it counts a part.
        """
        kind, whole = self._kind(sentence, at, end, unit), None
        place, start = _plain(sentence), len(_plain(sentence[:at]))
        if kind == "count":
            measure = self._count(sentence, at, things, total)
            place, start = things.lower(), len(things)
        else:
            measure = self._said_most(kind, *self._near_and_far(sentence, at))
        if kind == "share" and (found := re.match(r" of ([^,.;]+)", sentence[end:])):
            whole, place = self._whole(found[1]), place[:start]
        population = self._nearest(place, start)
        if measure is None and population and kind in ("rate", "change"):
            measure = next((name for name, _ in self._usual[kind].most_common(1)), None)
        if population is None and measure:
            only = self._of[measure]
            population = only[0] if len(only) == 1 else self._nearest(measure, 0)
        return {"measure": measure, "population": population, "kind": kind, "denominator": whole}

    @staticmethod
    def _kind(sentence: str, at: int, end: int, unit: str) -> str:
        """Tell a rate from a share by its words, and other kinds by the unit."""
        if unit == "percent":
            if re.match(" of (?!which)", sentence[end:]):
                return "share"
            clause = _clause(sentence, at)
            grows = GROWS.search(clause) or (GROWS.search(sentence) and not _SHARE.search(clause))
            return "rate" if grows else "share"
        return {"": "rate", "percentage points": "change", "count": "count"}.get(unit, "level")

    @staticmethod
    def _near_and_far(sentence: str, at: int) -> tuple[frozenset[str], frozenset[str]]:
        compared = re.search(r"\b(?:than|compared)\b", sentence[at:])
        near = _tokens(_clause(sentence, at)) | (_LESS if compared else frozenset())
        return near, _tokens(sentence)

    def _count(self, sentence: str, at: int, things: str, total: str) -> str | None:
        """Choose the measure of a count: by its name, else by what earlier figures counted so."""
        named = _tokens(things)
        if things and (found := self._said_most("count", named, named)):
            if named <= _tokens(found):
                return found
        small = things.lower()
        keys = ((small, bool(total)), (total.lower(), True), (small, False))
        known = next((self._things[key] for key in keys if key[0] and key in self._things), None)
        near = named or _tokens(total) | _tokens(_clause(sentence, at))
        head = _tokens((things or total).rpartition(" ")[2])
        return known or self._said_most("count", near, near, head)

    def _said_most(
        self, kind: str, near: frozenset[str], far: frozenset[str], head: Set[str] = frozenset()
    ) -> str | None:
        """Choose the measure of whose name most is said; in the same clause it weighs double.

        Of equals, one that names the head noun.
        """
        enough = _ENOUGH_OF_A_SHARE if kind == "share" else _ENOUGH
        best: tuple[float, float, str | None] = (0.0, 0.0, None)
        for name, row in self._words.measures.items():
            named = _tokens(name)
            said = len(named & near) + len(named & far - near) / 2
            score = (said / max(len(named), 1), said + len(named & head) / 100)
            if row["kind"] == kind and (score[0] >= enough or _LESS <= named & near):
                best = max(best, (*score, name), key=lambda one: one[:2])
        return best[2]

    def _whole(self, words: str) -> str | None:
        """Name the population that a share is a share of."""
        if re.match(r"(?:the )?(?:GDP|gross domestic)", words):
            return "whole economy" if "whole economy" in self._words.populations else None
        return self._nearest(_plain(words), 0)

    def _nearest(self, sentence: str, at: int) -> str | None:
        """Name the population that stands last before a place, else first after it."""
        found = self._named(sentence)
        before = [code for start, code in found if start < at]
        after = [code for start, code in found if start >= at]
        return next(iter([*before[-1:], *after[:1]]), None)

    def _named(self, sentence: str) -> list[tuple[int, str]]:
        """Find the populations that a sentence names, in order; a name within a name is none."""
        spans = [
            (*match.span(), code)
            for code, row in self._words.populations.items()
            for name in {code.lower(), (row.get("label") or code).lower()}
            for match in re.finditer(rf"\b{re.escape(name)}\b", sentence)
        ]
        return sorted(
            (start, code)
            for start, end, code in spans
            if not any(s <= start and end <= e and (s, e) != (start, end) for s, e, _ in spans)
        )

    def respective(self, before: str, number: int, of: int) -> str | None:
        """Name the population of one of several numbers, if as many are named before them."""
        named = [code for _, code in self._named(_plain(before))]
        return named[number - of] if len(named) >= of else None

    def area(self, text: str) -> str | None:
        """Name the nation whose name stands in a text, if it is one alone."""
        nations = {c: row["name"] for c, row in self._words.areas.items() if not row["within"]}
        named = [code for code, name in nations.items() if name in text]
        return named[0] if len(named) == 1 else None


def _counted(row: Mapping[str, Any]) -> str:
    """Return what a row's words count, in small letters."""
    words = row["words"] or ""
    numeral = NUMERAL.search(words)
    return noun(words[numeral.end() :]).lower() if numeral else ""


def _clause(sentence: str, at: int) -> str:
    """Return the part of a sentence between commas in which a place lies."""
    low = max(sentence.rfind(sign, 0, at) for sign in (", ", "; ")) + 1
    ends = [sentence.find(sign, at) for sign in (", ", "; ")]
    return sentence[low : min((end for end in ends if end >= 0), default=len(sentence))]


def _plain(sentence: str) -> str:
    """Write industry of the statistics as the vocabulary calls it."""
    plain = sentence.lower().replace("industrial enterprises", "industry")
    plain = plain.replace("industries above", "industry above")
    return plain.replace("enterprises above the", "above").replace("above the", "above")
