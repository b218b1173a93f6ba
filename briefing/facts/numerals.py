"""Numerals: every form of a number in a text that the ledger of a transcript sees."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Which forms are seen, for whoever reads a ledger.
FORMS = (
    "Numerals are seen in digits (31.7%, −0.3 %, 1,234.5, 1 234.5, 3.14e5, 2nd), in signs (½, ②, "
    "Ⅳ), in English words (ten, third, half, doubled, tenfold, thrice, a score, nil, billionth) "
    "and in Chinese (七成, 百分之七十, 两位数). Not seen: Roman numerals in letters (IV), raised "
    "digits (m²), and words that only hint at a number (several, single, none)."
)

_UNITS = "one two three four five six seven eight nine"
_TEENS = (
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty "
    "forty fifty sixty seventy eighty ninety hundred thousand million billion trillion"
)
ORDINALS = (
    "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth "
    "sixtieth seventieth eightieth ninetieth hundredth thousandth millionth billionth trillionth"
)
#: Numerals as the English of briefings writes them. Ordinals count too: "first" may be one.
_WORDS = [
    *f"zero nil nought naught {_UNITS} {_TEENS} {ORDINALS} first second once twice thrice".split(),
    *"hundreds thousands millions billions trillions tens dozen dozens score scores".split(),
    *"half halves halve halved halving quarter quarters quartered both pair pairs".split(),
    *(f"{ordinal}s" for ordinal in ORDINALS.split()),
    *(f"{number}fold" for number in f"{_UNITS} {_TEENS}".split()),
    *(
        f"{stem}{end}"
        for stem in ("doubl", "trebl", "tripl", "quadrupl", "quintupl")
        for end in ("e", "es", "ed", "ing")
    ),
]


def _any_of(words: Iterable[str]) -> str:
    """Write words as one pattern, those with one first letter together: it is tried faster so."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(by_letter.items()))


_SIGN = r"(?:(?<![\w.,)\]%+−–-])[−+-])?"
_SPACED = r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)"
_FRACTIONS = "¼-¾⅐-⅟↉"
_DIGITS = (
    rf"{_SIGN}(?:(?<![\d.,]){_SPACED}|\d+)(?:[.,]\d+)*"
    rf"(?:[eE][+−-]?\d+(?!\w)|st\b|nd\b|rd\b|th\b|[{_FRACTIONS}])?(?:\s?[%％‰])?"
)
#: Circled and bracketed numbers, and Roman ones that are signs of their own.
_SIGNS = rf"[{_FRACTIONS}①-⒛⓪-⓿❶-➓㈠-㈩㉈-㉟㊀-㊉㊱-㊿Ⅰ-ↂↅ-ↈ]"
_HAN = "〇零一二三四五六七八九十百千万亿两"
_CHINESE = (
    rf"百分之[{_HAN}]+(?:点[{_HAN}]+)?|第[{_HAN}]+|数[十百千万亿]+|[{_HAN}]{{2,}}(?:点[{_HAN}]+)?成?半?"
    rf"|[{_HAN}](?:点[{_HAN}]+|分之[{_HAN}]+|成半?(?![为立果本员分长就功绩熟品])|位数|[倍个家项年月日大])"
)
NUMERAL = re.compile(rf"{_DIGITS}|{_SIGNS}|{_CHINESE}|\b(?:{_any_of(_WORDS)})\b", re.IGNORECASE)
