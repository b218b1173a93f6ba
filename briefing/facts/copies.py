"""Places in another copy of a text: the same words, whatever the browser or a PDF made of them.

A copy has other blank lines, no-break spaces, straight quotes, ligatures, a menu on top. Long words
tell how far it is shifted, in which part: they are looked for everywhere, and as many as stand in
the order of their places are anchors. Short words are looked for near where the anchors say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple

#: How far from where it should be a place may lie once the shift is known, in characters.
NEAR = 400
#: Words as long as this are looked for in the whole text, to learn its shift.
_TELLING = 8
#: So many places of the same words are looked at; more tell nothing.
_MOST_SEEN = 20

#: Signs that one copy has and another has not: soft hyphens, zero-width spaces and joiners.
_UNSEEN = "[\u00ad\u200b-\u200d\u2060\ufeff]*"
_JOIN = rf"{_UNSEEN}(?:[-‐][ \t]*\n[ \t]*)?"
#: Of these a word is made; Chinese has no gaps between words.
_LETTER = "[A-Za-zÀ-ɏ]"
_ALIKE = {
    **dict.fromkeys('"“”„‟«»″', '["“”„‟«»″]'),
    **dict.fromkeys("'‘’‛′`", "['‘’‛′`]"),
    **dict.fromkeys("-‐‑‒–—−", r"[-‐‑‒–—−](?:[ \t]*\n[ \t]*)?"),
    "%": r"\s?%",
}
_LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ", "st": "ﬆ"}
_SPELT = {sign: letters for letters, sign in _LIGATURES.items()} | {"ﬅ": "st"}
_PARTS = re.compile(rf"\s+|{'|'.join(_LIGATURES)}|.", re.S)


class Place(NamedTuple):
    """Where words were read, in the copy that they were read from."""

    start: int
    words: str


@cache
def pattern(words: str) -> re.Pattern[str]:
    r"""Build the pattern of words in any layout; inside a longer word or number it finds nothing.

    Examples
    --------
    >>> pattern("official figures").search("of\N{LATIN SMALL LIGATURE FI}cial\nfigures") is None
    False
    >>> pattern("6.2%").search("16.2%") is None
    True
    """
    for sign, letters in _SPELT.items():
        words = words.replace(sign, letters)
    parts = _PARTS.findall(words.strip())
    text = _first(parts[0])
    for before, part in pairwise(parts):
        joined = before[-1].isalpha() and part[0].isalpha()
        text += (_JOIN if joined else _UNSEEN) + _part(part)
    last = parts[-1][-1]
    if last.isdigit():
        text += r"(?!\d|[.,]\d|\s?[%‰]|(?:st|nd|rd|th)\b)"
    elif re.match(_LETTER, last):
        text += rf"(?!{_LETTER}|\d)"
    return re.compile(text)


def _first(part: str) -> str:
    """Begin a pattern. What may not stand before is looked at last: so it is searched faster."""
    text, one = _part(part), re.escape(part[0])
    if part.isdigit():
        sign = rf"(?<![^\w\s][-−]{one})(?<!\s[-−]{one})"
        return rf"{text}(?<!\d{one})(?<!\d[.,]{one}){sign}"
    if not re.match(_LETTER, part):
        return text
    return rf"(?<!{_LETTER}){text}" if len(part) > 1 else rf"{text}(?<!{_LETTER}{one})"


def _part(part: str) -> str:
    if part.isspace():
        return r"\s{1,40}"
    if part in _LIGATURES:
        partly = [part.replace(two, sign) for two, sign in _LIGATURES.items() if two in part]
        return f"(?:{_JOIN.join(part)}|{'|'.join(partly)})"
    return _ALIKE.get(part, re.escape(part))


def locate(text: str, places: Sequence[Place]) -> list[tuple[int, int] | None]:
    """Find places in another copy of the text that they were read from.

    Parameters
    ----------
    text : str
        The other copy.
    places : sequence of Place
        In the order of their starts.

    Returns
    -------
    list of tuple of int, or None
        Start and end of each place's words; None where they do not stand near their place.
    """
    anchors = _anchors(places, [_seen(text, place) for place in places])
    found: list[tuple[int, int] | None] = []
    after, shift = 0, None
    for number, place in enumerate(places):
        ahead = next(((n, start) for n, start in anchors.items() if n >= number), None)
        before = len(text) if ahead is None else ahead[1]
        shifts = [shift, ahead and ahead[1] - places[ahead[0]].start]
        if ahead and ahead[0] == number:
            shifts.reverse()
        spans = (_nearest(text, place, s, after, before) for s in shifts if s is not None)
        here = next((span for span in spans if span), None)
        if shifts == [None, None]:
            here = _nearest(text, place, 0, after, before)
        if here is not None:
            after, shift = here[0], here[0] - place.start
        found.append(here)
    return found


def _seen(text: str, place: Place) -> list[int]:
    """Where in the whole text words stand that are long enough to tell their place."""
    if len(place.words) < _TELLING:
        return []
    return [match.start() for match in islice(pattern(place.words).finditer(text), _MOST_SEEN)]


class _Link(NamedTuple):
    """The end of a chain of words that stand in order: how many, and how the shift wanders."""

    length: int
    wandering: int
    number: int
    start: int
    before: _Link | None


def _anchors(places: Sequence[Place], telling: Sequence[list[int]]) -> dict[int, int]:
    """Choose where words stand so that most are in order; of these, with the steadiest shift."""
    ends: list[_Link] = []
    for number, (place, starts) in enumerate(zip(places, telling, strict=True)):
        links = []
        for start in starts:
            link = _Link(1, 0, number, start, None)
            for end in ends:
                if end.start <= start:
                    step = abs(start - place.start - (end.start - places[end.number].start))
                    longer = _Link(end.length + 1, end.wandering - step, number, start, end)
                    link = max(link, longer, key=lambda one: one[:2])
            links.append(link)
        ends += links
    chain: list[tuple[int, int]] = []
    last = max(ends, key=lambda one: one[:2], default=None)
    while last is not None:
        chain.insert(0, last[2:4])
        last = last.before
    shifts = [start - places[number].start for number, start in chain]
    # Words that stand alone far from their neighbours are the same words said elsewhere.
    astray = {
        chain[i][0]
        for i in range(1, len(chain) - 1)
        if min(abs(shifts[i] - shifts[i - 1]), abs(shifts[i] - shifts[i + 1])) > NEAR
    }
    return {number: start for number, start in chain if number not in astray}


def _nearest(
    text: str, place: Place, shift: int, after: int, before: int
) -> tuple[int, int] | None:
    """Return where words stand nearest to their shifted place, between two characters."""
    expected = place.start + shift
    low, high = max(after, expected - NEAR, 0), min(expected + NEAR, before)
    if high < low:
        return None
    end = high + 50 * (len(place.words) + 1)
    matches = (m for m in pattern(place.words).finditer(text, low, end) if m.start() <= high)
    best = min(matches, key=lambda match: abs(match.start() - expected), default=None)
    return best and best.span()
