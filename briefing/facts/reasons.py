"""Why a numeral of a transcript is no figure: reasons for a draft, which somebody confirms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from briefing.facts.dates import Named, dates
from briefing.facts.numerals import ORDINALS

_ORDINAL = rf"(?:first|second|{'|'.join(ORDINALS.split())}|\d+(?:st|nd|rd|th))"
#: Reasons by what stands before a numeral, what it is, and what stands after it. The first holds.
_RULES = tuple(
    (reason, re.compile(before, re.I), re.compile(numeral, re.I), re.compile(after, re.I))
    for reason, before, numeral, after in (
        ("is a page number", r"(?:^|\n)[\s\d<>|·«»-]*$", r"\d+", r"[\s\d<>|·«»-]*(?:\n|$)"),
        ("is part of a name", r"(?:^|[^\w])$", r"\d+(?:st|nd|rd|th)?", r"(?-i:-?[A-Z])"),
        ("is part of a name", r"[A-Za-z]-?$", r"[\d.,]+", ""),
        ("counts the points of the answer", r"(?:^|[.:;?!]\s+|\n)$", _ORDINAL, r"(?: of all)?,"),
        (
            "counts the points of the answer",
            "",
            r"[a-z]+|\d",
            r"(?! percentage)(?: [\w-]+){0,2} (?:aspects|points|areas|fronts|respects|steps"
            r"|questions|reasons|characteristics|things|tasks)\b",
        ),
        (
            "says how many digits, without a number of its own",
            "",
            r"single|double|two|triple|three",
            "-digit",
        ),
        (
            "counts a stretch of time",
            "",
            r"[a-z]+|\d+",
            r"[ -](?:years?|quarters|months?|weeks|days)",
        ),
        ("counts a stretch of time", r"\w $", "quarters", r"\b"),
        ("means two things that are named, without counting", "", r"both|pairs?", r"\b"),
        ("is no count", r"\b(?:no|any|every|this|that) $", "one", r"\b"),
        ("is no count", "", "one", " (?:of|another|can|must|should)\\b"),
        ("belongs to the number before it", r"\d $", r"thousand|million|billion|trillion", r"\b"),
        ("says how often, without a number of its own", r"\b(?:more|at|all at) $", "once", ""),
        ("tells an order, no amount", r"(?<!\ba )(?<!\bone )(?<!\d )(?<!\w-)$", _ORDINAL, r"\b"),
    )
)


class Reasons:
    """Finds reasons in one text.

    Parameters
    ----------
    text : str
        The transcript.
    said, published : date
        When it was said, and when the text was published.
    named : iterable of Named
        The periods that the text names.
    answers : int
        Where the speaker begins; what stands before is heading or question.
    """

    def __init__(
        self, text: str, said: date, published: date, named: Iterable[Named], answers: int
    ) -> None:
        known = {published: "date of publication", said: "date on which it was said"}
        self._text = text
        self._spans = [
            (start, end, known.get(day, "names a date")) for start, end, day in dates(text, said)
        ]
        for period in named:
            asked = period.start < answers and "?" in text[period.start :].partition("\n")[0]
            reason = "names a period in the question" if asked else "names a period"
            self._spans.append((period.start, period.end, reason))
        self._counted: set[tuple[object, str]] = set()

    def of(self, start: int, end: int, value: object, noun: str) -> str | None:
        """Give the reason why a numeral is no figure, if one is seen.

        Parameters
        ----------
        start, end : int
            Its place.
        value, noun : object, str
            Its value and what it counts: who says both again repeats a figure.
        """
        for low, high, reason in self._spans:
            if low <= start and end <= high:
                return reason
        numeral = self._text[start:end]
        for reason, before, itself, after in _RULES:
            if (
                itself.fullmatch(numeral)
                and before.search(self._text[max(start - 60, 0) : start])
                and after.match(self._text, end)
            ):
                return reason
        things = noun.rpartition(" ")[2]
        if things and (value, things) in self._counted:
            return "repeats a figure"
        self._counted.add((value, things))
        return None
