"""Wording: the units of numbers, and the qualifiers with which speakers hedge them.

A :class:`Qualifier` knows three things: which ends its words fix, how a quantity said with it is
written, and which words announce it when :mod:`briefing.phrases` reads it. To add one, add one
member.
A unit of your own takes one call::

    add_unit("tonnes", " t")
    add_unit("dollars", " dollars", one=" dollar", money=True)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from numbers import Integral, Real
from typing import NamedTuple

from briefing.errors import BriefingError, UnitError, unknown

Number = int | float | str | Decimal | Fraction

#: No figure is written with more decimals, or rounded to a greater power of ten.
MOST_DECIMALS = 300


# -- numbers -----------------------------------------------------------------------------------


def to_fraction(value: Number, argument: str = "value") -> Fraction:
    """Exact value of a number as it is written: ``6.2`` is 31/5, not its binary neighbour.

    Parameters
    ----------
    value : int, float, str, Decimal or Fraction
        The number; text may not carry a unit.
    argument : str
        The name to use in an error.

    Raises
    ------
    BriefingError
        If it is not a finite number.

    Examples
    --------
    >>> to_fraction(6.2)
    Fraction(31, 5)
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, Integral) and not isinstance(value, bool):
        return Fraction(int(value))
    if isinstance(value, str | Real | Decimal) and not isinstance(value, bool):
        text = str(value).strip()
        try:
            # Fraction would write out every digit of an exponent, however large.
            short = "e" not in text.lower() or abs(Decimal(text).adjusted()) <= 300
            if short and len(text) <= 1000:
                return Fraction(text)
        except (ValueError, ZeroDivisionError, InvalidOperation):
            pass
    raise BriefingError(
        f"{argument}: {brief(value)} is not a finite number; give a plain one like 6.2"
    )


def brief(value: object) -> str:
    """Show a value in an error: on one line, and not without end."""
    text = " ".join(repr(value).split())
    return text if len(text) <= 60 else f"{text[:60]}…"


def needed_decimals(value: Fraction, most: int = 12) -> int:
    """Decimals that write a number whole, or two where more than ``most`` would be needed."""
    return next((n for n in range(most + 1) if fits(value, n)), 2)


def decimals_of(value: Number) -> int:
    """Decimals a number is written with; a fraction takes as many as it needs, or two.

    Examples
    --------
    >>> decimals_of("10.0"), decimals_of(10)
    (1, 0)
    """
    if not isinstance(value, Fraction | Integral):
        try:
            return max(0, -int(Decimal(str(value).strip()).as_tuple().exponent))
        except (InvalidOperation, ValueError):  # written as a fraction
            pass
    return needed_decimals(to_fraction(value))


def checked_decimals(decimals: int) -> int:
    """Return a number of decimals, or refuse what is none."""
    whole = isinstance(decimals, int) and not isinstance(decimals, bool)
    if not whole or abs(decimals) > MOST_DECIMALS:
        raise BriefingError(f"decimals: {brief(decimals)} is not a whole number; give one like 1")
    return decimals


def fits(value: Fraction, decimals: int) -> bool:
    """Whether a number of decimals writes a value whole."""
    scale: int = 10 ** max(decimals, 0)
    return scale % value.denominator == 0


def half_away(value: Fraction) -> int:
    """Nearest whole number; halves go away from zero, as statistics offices round."""
    return floor(value + Fraction(1, 2)) if value >= 0 else ceil(value - Fraction(1, 2))


def shown(
    value: Fraction,
    decimals: int | None = None,
    towards: Callable[[Fraction], int] = half_away,
    separator: str = ",",
) -> str:
    """Write a number with a minus sign (U+2212) and thousands separators.

    Parameters
    ----------
    value : Fraction
        The number.
    decimals : int, optional
        How many; by default as many as it needs, or two where it needs more than four.
    towards : callable
        How to round: ``floor`` for a lower end, ``ceil`` for an upper one keep a range true.
    separator : str
        What stands between thousands.

    Examples
    --------
    >>> shown(Fraction("-1260582.1"))
    '−1,260,582.1'
    """
    places = max(needed_decimals(value, 4) if decimals is None else decimals, 0)
    number = towards(value * 10**places)
    whole, part = divmod(abs(number), 10**places)
    digits = f"{whole:,}".replace(",", separator) + (f".{part:0{places}}" if places else "")
    return f"−{digits}" if number < 0 else digits


class End(NamedTuple):
    """One end of a range: its value, None where it is missing, and whether it is possible."""

    value: Fraction | None
    closed: bool


MISSING = End(None, False)


def interval(low: End, high: End) -> str:
    """Write a set in interval notation, e.g. ``[31.65, 31.75)``."""
    left = "−∞" if low.value is None else shown(low.value, None, floor, "")
    right = "∞" if high.value is None else shown(high.value, None, ceil, "")
    return f"{'[' if low.closed else '('}{left}, {right}{']' if high.closed else ')'}"


def extent(low: End, high: End) -> str:
    """Write a set in words, e.g. "31.65 to under 31.75", "over 60 to 100", "at least 5" or "10"."""
    first = "" if low.value is None else shown(low.value, None, floor)
    last = "" if high.value is None else shown(high.value, None, ceil)
    if not (first and last):
        above = f"{'at least' if low.closed else 'over'} {first}" if first else "any"
        return f"{'at most' if high.closed else 'under'} {last}" if last else above
    if low == high:
        return first
    return f"{'' if low.closed else 'over '}{first} to {'' if high.closed else 'under '}{last}"


# -- units -------------------------------------------------------------------------------------


class Unit(NamedTuple):
    """A unit: what stands behind a number, and how it converts.

    Parameters
    ----------
    name : str
        What code calls it.
    written, one : str
        What stands behind a number, and behind 1 where that differs.
    family : str
        The unit that it converts to exactly.
    power : int
        It is ten to this power of its family's unit.
    whole : int, optional
        What a share in this unit cannot exceed.
    """

    name: str
    written: str
    one: str | None
    family: str
    power: int = 0
    whole: int | None = None


#: Every unit a quantity may have, by name.
UNITS: dict[str, Unit] = {}

_SCALES = {"thousand": 3, "million": 6, "100 million": 8, "billion": 9, "trillion": 12}


def add_unit(name: str, written: str, *, one: str | None = None, money: bool = False) -> None:
    """Make a unit known to every quantity.

    Parameters
    ----------
    name : str
        What code calls it, e.g. "tonnes".
    written : str
        What stands behind a number, e.g. " t".
    one : str, optional
        What stands behind 1, where that differs.
    money : bool
        Also add thousand, million, 100 million, billion and trillion of it; amounts convert among
        them exactly (:meth:`briefing.quantity.Quantity.to`).

    Raises
    ------
    UnitError
        If the name or what is written stands for another unit, or cannot be read back.

    Examples
    --------
    >>> add_unit("tonnes", " t")
    >>> UNITS["tonnes"].written
    ' t'
    """
    units = [Unit(name, written, one, name)]
    if money:
        for scale, power in _SCALES.items():
            words = scale.replace("100", "hundred")
            units.append(Unit(f"{scale} {name}", f" {words} {written.strip()}", None, name, power))
    for unit in units:
        clean = all(text.isprintable() for text in (unit.name, unit.written, unit.one or ""))
        starts = re.search(r"[()]|^ *[-−.,\d]", f"{unit.written}\n{unit.one or ''}", re.M)
        if not unit.name.strip() or not clean or starts:
            raise UnitError(
                f"unit: {brief(unit.name)}, written {brief(unit.written)}, cannot be read back; "
                "use letters and signs, without brackets"
            )
        same = [u for u in UNITS.values() if names(u) & names(unit)]
        if any(other != unit for other in same):
            raise UnitError(
                f"unit: {unit.name!r}, written {unit.written!r}, is already "
                f"{same[0].name!r}, written {same[0].written!r}; choose another name"
            )
    UNITS.update((unit.name, unit) for unit in units)


def names(unit: Unit) -> set[str]:
    """Everything that may stand for a unit behind a number."""
    return {unit.name, unit.written.strip(), (unit.one or "").strip()} - {""}


UNITS["percent"] = Unit("percent", " %", None, "percent", whole=100)
UNITS["ratio"] = Unit("ratio", "", None, "ratio", whole=1)
add_unit("count", "")
add_unit("index", "")
add_unit("percentage points", " percentage points", one=" percentage point")
add_unit("times", " times")
add_unit("yuan", " yuan", money=True)

#: Units of sums and differences: what lies between two rates is not itself a rate.
_RATE, _POINTS = "percent", "percentage points"
DIFFERENCES = {(_RATE, _RATE): _POINTS, (_RATE, _POINTS): _RATE}
SUMS = {(_RATE, _POINTS): _RATE, (_POINTS, _RATE): _RATE}


# -- qualifiers --------------------------------------------------------------------------------


class Said(NamedTuple):
    """A number with everything that its wording depends on; fields as in a Quantity."""

    qualifier: Qualifier
    unit: str
    low: End = MISSING
    high: End = MISSING
    point: Fraction | None = None
    decimals: int | None = None
    share: bool = False
    total: Fraction | None = None

    @property
    def number(self) -> Fraction:
        """The point, where the qualifier is known to have one."""
        return Fraction(0) if self.point is None else self.point

    @property
    def places(self) -> int:
        """Decimals the point is written with: as said, but never fewer than it needs."""
        return max(self.decimals or 0, needed_decimals(self.number))

    @property
    def ends(self) -> tuple[End, End]:
        """Both ends as the words have them: "over 10" of a count, not "at least 11"."""
        low, high = self.qualifier.stated(self) if self.qualifier.bound else (None, None)
        return low or self.low, high or self.high

    def possible(self, low: End, high: End) -> tuple[End, End]:
        """Cut ends to what is possible: a share within its whole, whole numbers of a count."""
        if self.share:
            # A figure said of a share may round beyond its whole; a computed range may not.
            cut = self.point is not None and self.qualifier is not Qualifier.DERIVED
            top = Fraction(UNITS[self.unit].whole or 0)
            if low.value is None or (cut and low.value < 0):
                low = End(Fraction(0), True)
            if high.value is None or (cut and high.value > top):
                high = End(top, True)
        if self.unit == "count":
            if (v := low.value) is not None:
                low = End(Fraction(ceil(v) if low.closed else floor(v) + 1), True)
            if (v := high.value) is not None:
                high = End(Fraction(floor(v) if high.closed else ceil(v) - 1), True)
        return low, high

    def contradicted(self) -> bool:
        """Whether the ends are not those that the words fix."""
        stated = self.qualifier.stated(self)
        fixed = self.possible(*(end or MISSING for end in stated))
        pairs = zip(stated, fixed, (self.low, self.high), strict=True)
        both = not self.qualifier.spread and self.qualifier != "between"
        both = both or None not in (self.low.value, self.high.value)
        closed = self.qualifier != "between" or (self.low.closed and self.high.closed)
        return not (both and closed and all(given is None or a == b for given, a, b in pairs))

    def with_unit(self, number: str) -> str:
        """Put the unit behind a number."""
        unit = UNITS[self.unit]
        return f"{number}{unit.one if unit.one and number in ('1', '−1') else unit.written}"

    def edges(self, decimals: int | None) -> tuple[str, str]:
        """Write both ends, rounded outward so that the range stays true; "" for a missing one."""
        texts = []
        for (value, _), towards in zip(self.ends, (floor, ceil), strict=True):
            said = self.qualifier.bound and value == self.point
            places = self.places if said else None if self.unit == "count" else decimals
            texts.append("" if value is None else shown(value, places, towards))
        return texts[0], texts[1]

    def span(self, decimals: int | None) -> str:
        """Write both ends without the unit; an end that is not possible is "over" or "under"."""
        (low, high), (first, last) = self.ends, self.edges(decimals)
        return f"{'' if low.closed else 'over '}{first} to {'' if high.closed else 'under '}{last}"


def _write_single(said: Said, decimals: int | None) -> str:
    """Write one value: "exactly 60 %", and a count bare."""
    value = said.low.value or Fraction(0)
    if said.qualifier is Qualifier.EXACT:
        decimals = said.places
    elif decimals is None or said.unit == "count":
        decimals = needed_decimals(value, 4)
    # A value that is not written whole must read as rounded.
    exactly = "exactly " if said.unit != "count" and fits(value, decimals) else ""
    return exactly + said.with_unit(shown(value, decimals))


def _write_range(said: Said, decimals: int | None) -> str:
    """Write ends: "over 4.5 to under 4.7 %"; what goes without saying of a share is left out."""
    if said.low.value is not None and said.low.value == said.high.value:
        return _write_single(said, decimals)
    (low, high), (first, last) = said.ends, said.edges(decimals)
    if said.share:
        bottom = low == End(Fraction(0), True)
        top = high == End(Fraction(UNITS[said.unit].whole or 0), True)
        first, last = "" if bottom and not top else first, "" if top and not bottom else last
    if first and last:
        return f"{said.span(decimals)}{UNITS[said.unit].written}"
    if first:
        return f"{'at least' if low.closed else 'over'} {said.with_unit(first)}"
    if last:
        return f"{'at most' if high.closed else 'under'} {said.with_unit(last)}"
    return f"unknown{UNITS[said.unit].written}"


def _write_derived(said: Said, decimals: int | None) -> str:
    """Write a computed value, with its range where its digits do not tell that much."""
    low, high, point = said.low.value, said.high.value, said.point
    if low is None or high is None or point is None or low == high:
        return _write_range(said, decimals)
    places = decimals if said.decimals is None else said.decimals
    places = needed_decimals(point, 4) if places is None else max(places, 0)
    printed = said.with_unit(shown(point, places))
    # What rounds to the number is told by it; a narrower range behind it would seem to deny it.
    told = len({half_away(value * 10**places) for value in (low, point, high)}) == 1
    return printed if told else f"{printed} ({said.span(decimals)})"


def _write_rounded(said: Said, decimals: int | None) -> str:
    """Write a printed figure, and what it was rounded to where its digits do not tell."""
    rounded_to = said.decimals or 0
    if not fits(said.number, said.places):
        return _write_derived(said, decimals)
    text = said.with_unit(shown(said.number, said.places))
    if said.places == rounded_to:
        return text
    return f"{text} (to the nearest {shown(Fraction(10) ** -rounded_to, rounded_to)})"


def _write_spread(said: Said, decimals: int | None) -> str:
    """Write a number whose half-width somebody chose: "about 70 % (67.5 to 72.5)"."""
    number = said.with_unit(shown(said.number, said.places))
    return f"{said.qualifier} {number} ({said.span(decimals)})"


def _write_between(said: Said, decimals: int | None) -> str:
    low, high = said.edges(decimals)
    return f"between {low} and {high}{UNITS[said.unit].written}"


def _write_counted(said: Said, decimals: int | None) -> str:
    of = "" if said.total is None else f" of {shown(said.total)}"
    return f"{said.qualifier} {shown(said.number)}{of}"


Stated = tuple[End | None, End | None]


def _exactly(said: Said) -> Stated:
    return End(said.number, True), End(said.number, True)


def _rounding(said: Said) -> tuple[End, End]:
    """Everything that rounds to the point; halves round away from zero."""
    half = Fraction(10) ** -(said.decimals or 0) / 2
    return End(said.number - half, said.number > 0), End(said.number + half, said.number < 0)


def _to_even(said: Said) -> tuple[End, End]:
    """Everything that rounds to the point if halves go to the even digit."""
    unit = Fraction(10) ** -(said.decimals or 0)
    even = said.number / unit % 2 == 0
    return End(said.number - unit / 2, even), End(said.number + unit / 2, even)


def _truncation(said: Said) -> tuple[End, End]:
    """Everything that is the point once further digits are cut off."""
    unit, number = Fraction(10) ** -(said.decimals or 0), said.number
    low = End(number, True) if number > 0 else End(number - unit, False)
    return low, End(number, True) if number < 0 else End(number + unit, False)


#: How a figure may have been rounded, and what it then stands for.
ROUNDINGS: dict[str, Callable[[Said], tuple[End, End]]] = {
    "half up": _rounding,
    "half even": _to_even,
    "truncated": _truncation,
}


def _upward(closed: bool) -> Callable[[Said], Stated]:
    return lambda said: (End(said.number, closed), None)


def _downward(closed: bool) -> Callable[[Said], Stated]:
    return lambda said: (None, End(said.number, closed))


def _more(said: Said) -> Stated:
    return End(said.number, False), End(said.total, said.total is not None)


def _fewer(said: Said) -> Stated:
    return End(Fraction(0), True), End(said.number, False)


def _free(said: Said) -> Stated:
    return None, None


class Qualifier(StrEnum):
    """How a number is hedged.

    Each member has its name; the words that announce it when a text is read; ``stated``, which
    gives the ends that its words fix (None for an end they leave free); and ``write``, which puts
    a quantity into words.
    """

    EXACT = "exact", ("exactly", "precisely"), _exactly, _write_single
    ROUNDED = "rounded", (), _rounding, _write_rounded
    OVER = "over", ("over", "above", "exceeding"), _upward(False), _write_range
    AT_LEAST = (
        "at least",
        ("at least", "no less than", "not less than"),
        _upward(True),
        _write_range,
    )
    UNDER = "under", ("under", "below", "less than"), _downward(False), _write_range
    AT_MOST = "at most", ("at most", "up to", "no more than"), _downward(True), _write_range
    ABOUT = "about", ("about", "around", "approximately", "roughly"), _free, _write_spread
    NEARLY = "nearly", ("nearly", "almost", "close to"), _downward(False), _write_spread
    BETWEEN = "between", ("between", "from"), _free, _write_between
    MORE_THAN = "more than", ("more than",), _more, _write_counted
    FEWER_THAN = "fewer than", ("fewer than",), _fewer, _write_counted
    DERIVED = "derived", (), _free, _write_derived

    words: tuple[str, ...]
    stated: Callable[[Said], Stated]
    write: Callable[[Said, int | None], str]

    def __new__(  # noqa: D102
        cls,
        text: str,
        words: tuple[str, ...] = (),
        stated: Callable[[Said], Stated] = _free,
        write: Callable[[Said, int | None], str] = _write_derived,
    ) -> Qualifier:
        member = str.__new__(cls, text)
        member._value_ = text
        member.words, member.stated, member.write = words, stated, write
        return member

    @property
    def bound(self) -> bool:
        """Whether the number said is an end of the range, not a value inside it."""
        return self not in ("exact", "rounded", "about", "between", "derived")

    @property
    def spread(self) -> bool:
        """Whether somebody has to choose how far it reaches."""
        return self in ("about", "nearly")

    @property
    def counts(self) -> bool:
        """Whether it is said of numbers of things."""
        return self in ("more than", "fewer than")

    @classmethod
    def named(cls, name: str) -> Qualifier:
        """Find a qualifier by its name, or refuse with the nearest one."""
        try:
            return cls(name)
        except ValueError:
            raise unknown("qualifier", name, cls) from None


#: Wordings whose number is an end of the range, not a value inside it.
BOUNDS = frozenset(qualifier for qualifier in Qualifier if qualifier.bound)
