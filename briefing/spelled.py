"""Spelled numbers: writes "ninety-five", "three quarters" and "doubled" in digits."""

from __future__ import annotations

import re
from fractions import Fraction

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_PARTS = "half third fourth fifth sixth seventh eighth ninth tenth".split()
_TIMES = {"doubled": 2, "twice": 2, "tripled": 3, "trebled": 3, "thrice": 3, "quadrupled": 4}

_VALUE = {word: number for number, word in enumerate(SMALL)} | {"a dozen": 12}
_VALUE |= {word: 10 * number for number, word in enumerate(TENS, start=2)}
_PART = {word: number for number, word in enumerate(_PARTS, start=2)}
_PART |= {"halves": 2, "quarter": 4}

_WHOLE = re.compile(
    rf"\b(?:({'|'.join(TENS)})[- ]({'|'.join(SMALL[1:10])})|({'|'.join(_VALUE)}))(?=-?fold\b|\b)",
    re.I,
)
_FRACTION = re.compile(
    rf"\b(?:([0-9]+) and )?(?:(an?|[0-9]+)[- ])({'|'.join(_PART)})s?\b|\b(half)\b", re.I
)
_MULTIPLE = re.compile(rf"\b({'|'.join(_TIMES)})\b|\b([0-9]+)-?fold\b", re.I)


def in_digits(text: str) -> str:
    """Write the numbers of a text that are spelled out in digits.

    Parts of a whole and multiples become fractions, by which a reader knows that they were words.

    Examples
    --------
    >>> in_digits("ninety-five, two thirds, two and a half times, tenfold")
    '95, 2/3, 5/2 times, 10/1 times'
    """
    text = _WHOLE.sub(lambda m: str(sum(_VALUE[w.lower()] for w in m.groups() if w)), text)
    text = _FRACTION.sub(_fraction, text)
    return _MULTIPLE.sub(lambda m: f"{m[2] or _TIMES[m[1].lower()]}/1 times", text)


def _fraction(match: re.Match[str]) -> str:
    whole, number, part, half = match.groups()
    count = int(number) if number and number.isdigit() else 1
    value = int(whole or 0) + Fraction(count, _PART[(half or part).lower()])
    return f"{value.numerator}/{value.denominator}"
