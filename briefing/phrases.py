"""Phrases: reads a quantity as it is printed, or as a speaker would say it."""

from __future__ import annotations

import re
from decimal import Decimal

from briefing.errors import BriefingError, UnitError, unknown
from briefing.spelled import in_digits
from briefing.wording import UNITS, End, Qualifier, Said, brief, decimals_of, names, to_fraction

_BY_WORD = {word: qualifier for qualifier in Qualifier for word in qualifier.words}
_WORD = "|".join(sorted(_BY_WORD, key=len, reverse=True))
_NUMBER = r"-?(?:[0-9]{1,3}(?:[, ][0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
#: A part of a whole, or a multiple that was said as a word.
_PART = r"[0-9]+/[0-9]+"
_VALUE = rf"{_PART}|{_NUMBER}"
_SPAN = rf"(?:({_WORD}) )?({_VALUE}) ?(?:to|and|-) ?(?:({_WORD}) )?({_VALUE})"
_UNIT = r" ?((?![0-9.,])[^()]*?)"
_RANGE = re.compile(_SPAN + _UNIT, re.I)
_TEXT = re.compile(
    rf"(?:({_WORD}) )?({_VALUE})(?: of ({_NUMBER}))?{_UNIT}"
    rf"(?: ?\((?:to the nearest ({_NUMBER})|{_SPAN})\))?",
    re.I,
)
_DASHES = dict.fromkeys(map(ord, "−‐‑–"), "-")


def read(text: str, unit: str | None = None) -> Said:
    """Read a quantity's words; an end that they leave free is missing from the result.

    Parameters
    ----------
    text : str
        E.g. "over 60 %", "more than doubled", "about a third"; U+2212, dashes, and no-break and
        thin spaces are read as well.
    unit : str, optional
        Unit of a number that has none behind it; by default it is a count, or a ratio if it is a
        part of a whole: "half" is 0.5, or 50 percent.

    Raises
    ------
    BriefingError
        If it is not the text of a quantity.

    Examples
    --------
    >>> read("about 70 %").qualifier
    <Qualifier.ABOUT: 'about'>
    """
    said = None
    if isinstance(text, str) and len(text) <= 4000:
        plain = _plain(text, unit)
        if plain.lower().startswith("unknown"):
            said = Said(Qualifier.DERIVED, _unit_read("", plain[7:].strip(), unit))
        elif match := _RANGE.fullmatch(plain):
            said = _read_range(unit, *match.groups())
        elif match := _TEXT.fullmatch(plain):
            if "/" in match[2] and not match[1]:
                raise BriefingError(
                    f"text: {brief(text)} does not tell how exact it is; write 'about', 'over', "
                    "'nearly' or 'exactly' before it"
                )
            said = _read_number(unit, *match.groups())
    if said is None:
        raise BriefingError(
            f"text: {brief(text)} cannot be read as a quantity; write it like 'over 60 %', "
            "'31.7 %' or 'more than 10 of 50'"
        )
    return said


def found(sentence: str, *asked: str) -> list[str]:
    """Find the quantities that a sentence states, each with its qualifier and unit.

    Parameters
    ----------
    sentence : str
        E.g. "five states hold over half".
    *asked : str
        What each of them is, in words for an error.

    Raises
    ------
    BriefingError
        If it states more or fewer.

    Examples
    --------
    >>> found("five states hold over half", "how many", "what share")
    ['5', 'over 1/2']
    """
    written = {name for unit in UNITS.values() for name in names(unit)}
    units = "|".join(map(re.escape, sorted(written, key=len, reverse=True)))
    phrase = rf"(?<!\w)(?:(?:{_WORD}) )?(?:{_VALUE})(?: of {_NUMBER})?(?: ?(?:{units})(?!\w))?"
    phrases = re.findall(phrase, _plain(str(sentence)), re.I)
    if len(phrases) != len(asked):
        raise BriefingError(
            f"sentence: {brief(sentence)} states {', '.join(phrases) or 'no quantity'}; "
            f"it must state {' and '.join(asked)}, and no other quantity"
        )
    return phrases


def _plain(text: str, unit: str | None = None) -> str:
    """Write a text with plain dashes and spaces, and its numbers in digits and in the unit."""
    plain = " ".join(text.translate(_DASHES).split()).replace("per cent", "percent")
    plain = in_digits(plain)
    if unit == "percent":  # half of a whole is 50 percent of it
        bare = r"\b([0-9]+)/(?=[0-9]++(?! ?(?:%|percent|times)))"
        return re.sub(bare, lambda m: f"{100 * int(m[1])}/", plain)
    return plain


def _read_range(unit: str | None, *groups: str) -> Said | None:
    """Read "over 4.5 to under 4.7 %" or "between 50 and 60 %"."""
    *span, written = groups
    between = (span[0] or "").lower() in Qualifier.BETWEEN.words
    ends = _ends_read(*span)
    kind = Qualifier.BETWEEN if between else Qualifier.DERIVED
    return ends and Said(kind, _unit_read(span[3], written, unit), *ends)


def _read_number(unit: str | None, *groups: str) -> Said | None:
    """Read a number with what stands before and behind it."""
    word, number, of, written, nearest, *span = groups
    known = _unit_read(number, written, unit)
    said = Said(
        _qualifier_read(word, known, of),
        known,
        point=to_fraction(_digits(number)),
        decimals=decimals_of(_digits(number)),
        total=to_fraction(_digits(of)) if of else None,
    )
    if of and not said.qualifier.counts:
        return None
    if nearest:
        power = _power(nearest)
        if word or power is None:
            return None
        return said._replace(qualifier=Qualifier.ROUNDED, decimals=-power)
    if span[1]:
        ends = _ends_read(*span)
        if ends is None or (word and not said.qualifier.spread):
            return None
        kind = said.qualifier if word else Qualifier.DERIVED
        return said._replace(qualifier=kind, low=ends[0], high=ends[1])
    return said


def _digits(number: str) -> str:
    return number.replace(",", "").replace(" ", "")


def _power(number: str) -> int | None:
    """Power of ten that a number is, if it is one."""
    value = Decimal(_digits(number))
    power = value.adjusted()
    return power if value == Decimal(1).scaleb(power) else None


def _unit_read(number: str, written: str, unit: str | None) -> str:
    """Name of the unit behind a number; a part of a whole is a ratio or a percentage."""
    if unit is not None and unit not in UNITS:
        raise unknown("unit", unit, UNITS)
    if not written and "/" in number and unit not in (None, "percent", "ratio"):
        raise UnitError(f"unit: {number} is a part of a whole, not {unit}; leave the unit out")
    if not written:
        return unit or ("ratio" if "/" in number else "count")
    known = [u for u in UNITS.values() if written in names(u) and unit in (None, u.name)]
    if not known:
        raise unknown("unit", written[:60], [unit] if unit else UNITS)
    return known[0].name


def _qualifier_read(word: str | None, unit: str, of: str | None) -> Qualifier:
    """Qualifier that a word announces; "more than" and "fewer than" are about counts alone."""
    if word is None:
        return Qualifier.EXACT if unit == "count" else Qualifier.ROUNDED
    found = _BY_WORD[word.lower()]
    pairs = (Qualifier.OVER, Qualifier.MORE_THAN), (Qualifier.UNDER, Qualifier.FEWER_THAN)
    for plain, counted in pairs:
        if found in (plain, counted) and (of or unit != "count"):
            return counted if of else plain
    return found


def _ends_read(*span: str) -> tuple[End, End] | None:
    """Both ends of "over 4.5 to under 4.7", or None if its words are no ends."""
    ends = []
    for side, (word, number) in enumerate(zip(span[::2], span[1::2], strict=True)):
        value = to_fraction(_digits(number))
        end: End | None = End(value, True)
        if word and (side or word.lower() not in Qualifier.BETWEEN.words):
            kind = _BY_WORD[word.lower()]
            end = kind.stated(Said(kind, "count", point=value))[side]
        if end is None or end.value != value:
            return None
        ends.append(end)
    return ends[0], ends[1]
