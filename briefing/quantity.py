"""Quantity: a number known only to lie between two ends, with a unit.

A printed figure is rarely a point. "31.7 %" stands for everything that rounds to it, "over 60 %"
for everything above, "about 70 %" for a neighbourhood somebody has to choose. A :class:`Quantity`
is that set of possible true values: exact rational ends, each open or closed, either possibly
missing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from fractions import Fraction
from html import escape
from math import copysign, inf
from numbers import Real
from typing import Any, Self

from briefing.answer import Answer as Answer
from briefing.corners import Value, check_monotone, end_at, extremes, times
from briefing.errors import BriefingError, NotAPointError, UnitError, unknown
from briefing.phrases import read
from briefing.wording import BOUNDS as BOUNDS
from briefing.wording import (
    DIFFERENCES,
    MISSING,
    ROUNDINGS,
    SUMS,
    UNITS,
    End,
    Number,
    Qualifier,
    Said,
    brief,
    checked_decimals,
    decimals_of,
    extent,
    interval,
    to_fraction,
)

Limit = Number | None

_NO_SHARE = "is not a share; it must lie in"
_OPPOSITE = dict(zip(Answer, (Answer.IMPOSSIBLE, Answer.CERTAIN, Answer.UNDETERMINED), strict=True))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A set of possible true values with a unit.

    Two quantities are equal when they allow the same values in the same unit, however they were
    worded. Use the constructors (:meth:`exact`, :meth:`rounded`, :meth:`over`, :meth:`about`, ...)
    or :meth:`parse`; call the class itself for any other range.

    Parameters
    ----------
    lower, upper : Fraction or None
        Ends of the range, in ``unit``; ``None`` where there is none.
    unit : str
        A name in :data:`briefing.wording.UNITS`. The ends of a count are made whole and possible.
    lower_closed, upper_closed : bool
        Whether an end is itself possible.
    point : Fraction, optional
        The value as said, or computed from printed values.
    qualifier : Qualifier or str
        How the figure was worded.
    decimals : int, optional
        Decimals the point is said with, or was rounded to; negative for tens (-1), hundreds (-2).
    share : bool
        Whether this is a share of a whole: it then lies within 0 and 100 % (or 1, for a ratio),
        and these ends go without saying.
    total : Fraction, optional
        The number of things counted: the 50 in "more than 10 of 50".

    Raises
    ------
    BriefingError
        If no value lies in the range, the point does not, or the ends are not what the qualifier
        says. :class:`~briefing.errors.UnknownNameError` for an unknown unit or qualifier.

    Examples
    --------
    >>> Quantity.rounded("31.7", "percent")
    <Quantity 31.7 %: [31.65, 31.75) percent>
    >>> Quantity(50, 100, "percent", share=True)
    <Quantity at least 50 %: [50, 100] percent>
    """

    lower: Fraction | None
    upper: Fraction | None
    unit: str
    lower_closed: bool = True
    upper_closed: bool = True
    point: Fraction | None = field(default=None, compare=False)
    qualifier: Qualifier = field(default=Qualifier.DERIVED, compare=False)
    decimals: int | None = field(default=None, compare=False)
    share: bool = field(default=False, compare=False)
    total: Fraction | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        put = object.__setattr__
        if not isinstance(self.unit, str) or self.unit not in UNITS:
            raise unknown("unit", self.unit, UNITS)
        put(self, "qualifier", Qualifier.named(self.qualifier))
        for name in ("lower", "upper", "point", "total"):
            value = getattr(self, name)
            if value is not None:
                put(self, name, value := to_fraction(value, name))
                if max(abs(value.numerator), value.denominator).bit_length() > 10_000:
                    raise BriefingError(f"{name}: has over 3,000 digits; give a shorter number")
        for name in ("lower_closed", "upper_closed", "share"):
            if not isinstance(getattr(self, name), bool):
                raise BriefingError(f"{name}: {brief(getattr(self, name))} is not True or False")
        if self.decimals is not None:
            checked_decimals(self.decimals)
        if self.share and UNITS[self.unit].whole is None:
            raise UnitError(f"share: {self.unit} cannot be a share; only percent or ratio can")
        given = self._said[2:4]
        low, high = self._said.possible(*given)
        for name, end in (("lower", low), ("upper", high)):
            put(self, name, end.value)
            put(self, f"{name}_closed", end.closed)
        self._check(given)

    def _check(self, given: tuple[End, End]) -> None:
        """Refuse an empty range, one beyond a share's whole, and words that contradict it."""
        word, point, whole = self.qualifier, self.point, UNITS[self.unit].whole
        (low, low_open), (high, closed) = self._low, self._high
        if low > high or (low == high and (low_open or not closed)):
            raise BriefingError(
                f"lower, upper: no {'whole number' if self.unit == 'count' else 'value'} lies in "
                f"{interval(*given)}; give a lower end below the upper"
            )
        if self.share and (whole is None or low < 0 or high > whole):
            raise BriefingError(f"share: {interval(*given)} {self.unit} {_NO_SHARE} [0, {whole}]")
        if word.counts and self.unit != "count":
            raise BriefingError(f"qualifier: {word} is said of counts; of {self.unit}, say over")
        if point is None and word not in ("between", "derived"):
            raise BriefingError(f"point: is missing; {word} needs the number that is said")
        if self._said.contradicted():
            said = f"qualifier: '{word}' does not mean {interval(*given)}"
            raise BriefingError(f"{said}; use the constructors, or leave it out")
        if point is not None and not word.bound and point not in self:
            raise BriefingError(
                f"point: {point} is not possible; it must lie in {interval(*given)}"
            )

    @property
    def _said(self) -> Said:
        low = MISSING if self.lower is None else End(self.lower, self.lower_closed)
        high = MISSING if self.upper is None else End(self.upper, self.upper_closed)
        more = self.point, self.decimals, self.share, self.total
        return Said(self.qualifier, self.unit, low, high, *more)

    # -- constructors ------------------------------------------------------------------------

    @classmethod
    def _build(cls, said: Said) -> Self:
        """Build what was said; its words fix some ends, the others are given with it."""
        low, high = said.qualifier.stated(said)
        low, high = low or said.low, high or said.high
        more = said.point, said.qualifier, said.decimals, said.share, said.total
        return cls(low.value, high.value, said.unit, low.closed, high.closed, *more)

    @classmethod
    def _say(cls, word: Qualifier, value: Number, unit: str, **more: Any) -> Self:
        point = to_fraction(value)
        return cls._build(Said(word, unit, point=point, **{"decimals": decimals_of(value)} | more))

    @classmethod
    def exact(cls, value: Number, unit: str, *, share: bool = False) -> Self:
        """Exactly ``value``, as a count is."""
        return cls._say(Qualifier.EXACT, value, unit, share=share)

    @classmethod
    def rounded(
        cls,
        value: Number,
        unit: str,
        decimals: int | None = None,
        *,
        share: bool = False,
        rule: str = "half up",
    ) -> Self:
        """Everything that rounds to ``value``: "31.7 %" is [31.65, 31.75).

        Halves round away from zero, so the end nearer zero is possible and the other is not.

        Parameters
        ----------
        value : number
            The printed figure; pass text ("10.0") where trailing zeros were printed.
        unit : str
            A name in :data:`briefing.wording.UNITS`.
        decimals : int, optional
            Decimals it was rounded to; by default those it is written with. Negative where it
            was rounded to tens (-1), hundreds (-2) and so on.
        share : bool
            Whether it is a share of a whole.
        rule : str
            One of :data:`briefing.wording.ROUNDINGS`. By another rule than "half up" the text
            gives the range.

        Examples
        --------
        >>> Quantity.rounded(12_000, "count", decimals=-3)
        <Quantity 12,000 (to the nearest 1,000): [11500, 12499] count>
        >>> Quantity.rounded("31.7", "percent", rule="truncated")
        <Quantity 31.7 % (31.7 to under 31.8): [31.7, 31.8) percent>
        """
        if rule not in ROUNDINGS:
            raise unknown("rule", rule, ROUNDINGS)
        more = {} if decimals is None else {"decimals": checked_decimals(decimals)}
        if rule == "half up":
            return cls._say(Qualifier.ROUNDED, value, unit, share=share, **more)
        point, places = to_fraction(value), more.get("decimals", decimals_of(value))
        ends = ROUNDINGS[rule](Said(Qualifier.ROUNDED, unit, point=point, decimals=places))
        return cls._build(Said(Qualifier.DERIVED, unit, *ends, point, places, share))

    @classmethod
    def over(cls, value: Number, unit: str, maximum: Limit = None, *, share: bool = False) -> Self:
        """More than ``value``, up to ``maximum``; "over 60 %" of a whole is (60, 100].

        A ``maximum`` that is the whole of the unit (100 percent, ratio 1) makes it a share.
        """
        return cls._say(Qualifier.OVER, value, unit, **_top(unit, maximum, share))

    @classmethod
    def at_least(
        cls, value: Number, unit: str, maximum: Limit = None, *, share: bool = False
    ) -> Self:
        """``value`` or more; ``maximum`` as for :meth:`over`."""
        return cls._say(Qualifier.AT_LEAST, value, unit, **_top(unit, maximum, share))

    @classmethod
    def under(cls, value: Number, unit: str, *, share: bool = False) -> Self:
        """Less than ``value``; not less than 0 if it is a share."""
        return cls._say(Qualifier.UNDER, value, unit, share=share)

    @classmethod
    def at_most(cls, value: Number, unit: str, *, share: bool = False) -> Self:
        """``value`` or less; not less than 0 if it is a share."""
        return cls._say(Qualifier.AT_MOST, value, unit, share=share)

    @classmethod
    def about(
        cls, value: Number, unit: str, *, within: Number, maximum: Limit = None, share: bool = False
    ) -> Self:
        """``value``, give or take ``within``, but no more than ``maximum`` where there is one.

        The half-width is a policy of whoever reads the figure, not part of the figure; that is why
        it has no default, and why it is always written.

        Examples
        --------
        >>> str(Quantity.about(70, "percent", within=2.5))
        'about 70 % (67.5 to 72.5)'
        """
        number, half = to_fraction(value), to_fraction(within, "within")
        more, high = _top(unit, maximum, share), End(number + half, True)
        more["high"] = min(high, more["high"]) if more["high"].closed else high
        return cls._say(Qualifier.ABOUT, value, unit, low=End(number - half, True), **more)

    @classmethod
    def nearly(cls, value: Number, unit: str, *, within: Number, share: bool = False) -> Self:
        """Less than ``value``, by ``within`` at most: "nearly 30 %" within 2 is [28, 30)."""
        low = End(to_fraction(value) - to_fraction(within, "within"), True)
        return cls._say(Qualifier.NEARLY, value, unit, low=low, share=share)

    @classmethod
    def between(cls, lower: Number, upper: Number, unit: str, *, share: bool = False) -> Self:
        """From ``lower`` to ``upper``, both possible."""
        low, high = End(to_fraction(lower, "lower"), True), End(to_fraction(upper, "upper"), True)
        return cls._build(Said(Qualifier.BETWEEN, unit, low, high, share=share))

    @classmethod
    def more_than_count(cls, value: int, of: int | None = None) -> Self:
        """More than ``value`` of ``of`` things: "more than 10 of 50" is 11 to 50."""
        return cls._say(Qualifier.MORE_THAN, value, "count", total=_total(of))

    @classmethod
    def fewer_than_count(cls, value: int, of: int | None = None) -> Self:
        """Fewer than ``value`` of ``of`` things: "fewer than 10 of 40" is 0 to 9."""
        return cls._say(Qualifier.FEWER_THAN, value, "count", total=_total(of))

    @classmethod
    def parse(
        cls, text: str, *, unit: str | None = None, share: bool = False, within: Limit = None
    ) -> Self:
        """Read a quantity as it is printed, or as a speaker would say it.

        Parameters
        ----------
        text : str
            E.g. "over 60 %", "1,200 (to the nearest 100)", "4.6 % (over 4.5 to under 4.7)".
        unit : str, optional
            Unit of a number that has none behind it; by default it is a count.
        share : bool
            Whether it is a share of a whole; the text does not tell.
        within : number, optional
            Half-width of a bare "about" or "nearly".

        Raises
        ------
        BriefingError
            If it cannot be read, or "about" has no half-width.

        Examples
        --------
        >>> Quantity.parse("more than 60%", share=True)
        <Quantity over 60 %: (60, 100] percent>
        >>> Quantity.parse("12", unit="index").interval
        '[11.5, 12.5)'
        """
        said = read(text, unit)._replace(share=share)
        if said.qualifier.spread and said.low == MISSING:
            if within is None:
                raise BriefingError(f"within: {brief(text)} has no half-width; say within=...")
            build: Callable[..., Self] = getattr(cls, said.qualifier)
            return build(said.number, said.unit, within=within, share=share)
        if said.qualifier is Qualifier.DERIVED and said.point is not None:
            inside = cls._build(said._replace(point=None))
            return inside if said.point not in inside else cls._build(said)
        return cls._build(said)

    # -- what it says ------------------------------------------------------------------------

    @property
    def interval(self) -> str:
        """The set in interval notation, without the unit, e.g. ``[31.65, 31.75)``."""
        return interval(self._said.low, self._said.high)

    @property
    def possible(self) -> str:
        """The set in words, without the unit, e.g. "31.65 to under 31.75"."""
        return extent(self._said.low, self._said.high)

    @property
    def estimate(self) -> Fraction | None:
        """The point, if it is a value inside; an end such as the 60 of "over 60" is none."""
        return None if self.qualifier.bound else self.point

    @property
    def width(self) -> Fraction | None:
        """Upper less lower end, in the quantity's unit; None where one is missing."""
        return None if self.lower is None or self.upper is None else self.upper - self.lower

    @property
    def midpoint(self) -> Fraction | None:
        """Middle of the range; None where an end is missing."""
        return None if self.lower is None or self.width is None else self.lower + self.width / 2

    def text(self, decimals: int | None = None) -> str:
        """Write the quantity with its qualifier, e.g. "4.6 % (over 4.5 to under 4.7)".

        Parameters
        ----------
        decimals : int, optional
            Decimals for the ends of a range, which are rounded outward.
        """
        if decimals is not None:
            checked_decimals(decimals)
        return self.qualifier.write(self._said, decimals)

    def __str__(self) -> str:
        return self.text()

    def __format__(self, spec: str) -> str:
        """Format with a number of decimals for the ends: ``f"{quantity:2}"``."""
        if spec and not (spec.isascii() and spec.isdigit() and len(spec) < 4):
            raise BriefingError(f"format: {brief(spec)} is not a number of decimals, e.g. {{q:2}}")
        return self.text(int(spec) if spec else None)

    def __repr__(self) -> str:
        return f"<Quantity {self.text()}: {self.interval} {self.unit}>"

    def _repr_html_(self) -> str:
        title, text = escape(f"{self.interval} {self.unit}"), escape(self.text())
        return f'<span class="quantity" title="{title}">{text}</span>'

    def __float__(self) -> float:
        if self.unit == "count" and self.lower is not None and self.lower == self.upper:
            return float(self.lower)
        raise NotAPointError(
            f'"{self.text()}" is not a bare number but {self.interval} {self.unit}; use .point, '
            ".lower and .upper, compare it, or compute with the quantity itself"
        )

    def to_dict(self) -> dict[str, Any]:
        """Fields by name, fractions as "a/b" text: exact, and ready for JSON."""
        found = {name.name: getattr(self, name.name) for name in fields(self)}
        return {name: str(v) if isinstance(v, Fraction) else v for name, v in found.items()}

    @classmethod
    def from_dict(cls, found: dict[str, Any]) -> Self:
        """Build the quantity that :meth:`to_dict` wrote."""
        names = [f.name for f in fields(cls)]
        if not isinstance(found, dict) or not {"lower", "upper", "unit"} <= found.keys():
            raise BriefingError("quantity: needs a mapping with lower, upper and unit")
        for name in found.keys() - set(names):
            raise unknown("field of a quantity", name, names)
        return cls(**found)

    def to(self, unit: str) -> Quantity:
        """Convert exactly within a family of units, e.g. from "100 million yuan".

        Examples
        --------
        >>> str(Quantity.rounded(4437, "100 million yuan").to("billion yuan"))
        '443.7 billion yuan'
        """
        if unit not in UNITS:
            raise unknown("unit", unit, UNITS)
        power = UNITS[self.unit].power - UNITS[unit].power
        if UNITS[self.unit].family != UNITS[unit].family:
            raise UnitError(f"unit: {self.unit} does not convert to {unit}")
        values = {name: getattr(self, name) for name in ("lower", "upper", "point")}
        found = {name: v * Fraction(10) ** power for name, v in values.items() if v is not None}
        decimals = None if self.decimals is None else self.decimals - power
        return replace(self, unit=unit, decimals=decimals, **found)

    # -- arithmetic --------------------------------------------------------------------------

    def __add__(self, other: Quantity | Number) -> Quantity:
        if not isinstance(other, Quantity) and isinstance(other, Real) and other == 0:
            return self  # the neutral start of sum()
        other = self._operand(other, "add")
        return monotone(lambda a, b: a + b, self, other, unit=self._unit(other, SUMS, "added"))

    __radd__ = __add__

    def __sub__(self, other: Quantity | Number) -> Quantity:
        other = self._operand(other, "subtract")
        unit = self._unit(other, DIFFERENCES, "subtracted")
        return monotone(lambda a, b: a - b, self, other, unit=unit)

    def __rsub__(self, other: Number) -> Quantity:
        return self._operand(other, "subtract") - self

    def __neg__(self) -> Quantity:
        return monotone(lambda a: -a, self, unit=self.unit)

    def __abs__(self) -> Quantity:
        if self._low[0] >= 0 or self._high[0] <= 0:
            return self if self._low[0] >= 0 else -self
        # Zero lies inside; the far end is the greater of both.
        far, closed = max((-self)._high, self._high)
        point = None if self.estimate is None else abs(self.estimate)
        ends = End(Fraction(0), True), end_at(far, closed)
        return Quantity._build(Said(Qualifier.DERIVED, self.unit, *ends, point, self.decimals))

    def __mul__(self, other: Quantity | Number) -> Quantity:
        other = self._factor(other)
        if "ratio" not in (self.unit, other.unit):
            both = f"{self.unit} times {other.unit}"
            raise UnitError(f"{both} has no meaning; turn one into a ratio first (.as_ratio())")
        unit, factor = (self.unit, other) if other.unit == "ratio" else (other.unit, self)
        whole = factor.width == 0 and factor.lower is not None and factor.lower.denominator == 1
        if unit == "count" and not whole:
            unit = "ratio"  # a scaled count need not be whole
        return monotone(times, self, other, unit=unit, share=self.share and other.share)

    __rmul__ = __mul__

    def __truediv__(self, other: Quantity | Number) -> Quantity:
        other = self._factor(other)
        part = "ratio" if self.unit == "count" else self.unit
        rules = {(self.unit, "ratio"): part, (self.unit, self.unit): "ratio"}
        unit = self._unit(other, rules, "divided")
        if (other < 0) is not Answer.CERTAIN and (other > 0) is not Answer.CERTAIN:
            raise BriefingError(f"cannot divide by {other.interval}: zero is possible there")
        # Towards an open zero a quotient grows beyond any bound, with the divisor's sign.
        sign = 1 if other.upper is None or other.upper > 0 else -1

        def over(a: Value, b: Value) -> Value:
            if isinstance(b, float) or a == 0:
                return Fraction(0)
            return a / b if b else copysign(inf, a * sign)

        return monotone(over, self, other, unit=unit)

    def __rtruediv__(self, other: Number) -> Quantity:
        return self._factor(other) / self

    def __and__(self, other: Quantity) -> Quantity | None:
        """Values possible in both; None where there are none."""
        unit = self._unit(other, {}, "intersected")
        (low, low_open), (high, closed) = max(self._low, other._low), min(self._high, other._high)
        if low > high or (low == high and (low_open or not closed)):
            return None
        ends, share = (end_at(low, not low_open), end_at(high, closed)), self.share or other.share
        return Quantity._build(Said(Qualifier.DERIVED, unit, *ends, share=share))

    def meets(self, other: Quantity) -> bool:
        """Whether some value is possible in both."""
        return (self & other) is not None

    def as_ratio(self) -> Quantity:
        """Turn a percentage into the ratio it stands for: 60 % is 0.6, and 3 times is 3."""
        if self.unit == "ratio":
            return self
        divisor = {"percent": 100, "times": 1}.get(self.unit)
        if divisor is None:
            raise UnitError(f"{self.unit} is not a percentage; only percent turns into a ratio")
        return monotone(lambda a: a / divisor, self, unit="ratio", share=self.share)

    def as_percent(self) -> Quantity:
        """Turn a ratio into a percentage: 0.6 is 60 %."""
        if self.unit == "ratio":
            return monotone(lambda a: a * 100, self, unit="percent", share=self.share)
        if self.unit != "percent":
            raise UnitError(f"{self.unit} is not a ratio; only a ratio turns into percent")
        return self

    def complement(self) -> Quantity:
        """Share of the rest: what is left of the whole, e.g. (60, 100] % leaves [0, 40) %."""
        whole = UNITS[self.unit].whole
        if whole is None:
            raise UnitError(f"{self.unit} is not a share; only percent or ratio has a complement")
        if self._low[0] < 0 or self._high[0] > whole:
            raise BriefingError(f"{self.interval} {_NO_SHARE} [0, {whole}]")
        return monotone(lambda a: whole - a, self, unit=self.unit, share=True)

    # -- comparison --------------------------------------------------------------------------

    def __lt__(self, other: Quantity | Number) -> Answer:
        return self._below(self._comparable(other))

    def __le__(self, other: Quantity | Number) -> Answer:
        return _OPPOSITE[self._comparable(other)._below(self)]

    def __gt__(self, other: Quantity | Number) -> Answer:
        return self._comparable(other)._below(self)

    def __ge__(self, other: Quantity | Number) -> Answer:
        return _OPPOSITE[self._below(self._comparable(other))]

    def _below(self, other: Quantity) -> Answer:
        """Whether what is true here is less than what is true there."""
        if other._high[0] <= self._low[0]:
            return Answer.IMPOSSIBLE
        (high, closed), (low, open_) = self._high, other._low
        below = high < low or (high == low and (open_ or not closed))
        return Answer.CERTAIN if below else Answer.UNDETERMINED

    def __contains__(self, other: Quantity | Number) -> bool:
        """Whether a number, or every value of a quantity in this unit, is possible here."""
        if not isinstance(other, Quantity):
            number = to_fraction(other)
            whole = self.unit != "count" or number.denominator == 1
            return whole and self._low <= (number, False) and (number, True) <= self._high
        self._unit(other, {}, "compared")
        return self._low <= other._low and other._high <= self._high

    # -- helpers -----------------------------------------------------------------------------

    @property
    def _low(self) -> tuple[Value, bool]:
        """Where values begin: of two lower ends the greater allows less."""
        return (-inf if self.lower is None else self.lower, not self.lower_closed)

    @property
    def _high(self) -> tuple[Value, bool]:
        """Where values stop: of two upper ends the smaller allows less."""
        return (inf if self.upper is None else self.upper, self.upper_closed)

    def _factor(self, other: Quantity | Number) -> Quantity:
        return other if isinstance(other, Quantity) else Quantity.exact(other, "ratio")

    def _operand(self, other: Quantity | Number, verb: str) -> Quantity:
        if isinstance(other, Quantity) or self.unit == "ratio":
            return self._factor(other)
        raise UnitError(
            f"cannot {verb} the bare number {brief(other)} and {self.unit}; give it a unit, "
            f'e.g. Quantity.exact({brief(other)}, "{self.unit}")'
        )

    def _comparable(self, other: Quantity | Number) -> Quantity:
        if not isinstance(other, Quantity):
            return Quantity.exact(other, "ratio")  # a count may be compared with 10.5
        self._unit(other, {}, "compared")
        return other

    def _unit(self, other: Quantity, rules: dict[tuple[str, str], str], done: str) -> str:
        """Find the unit of a result: by a rule, or the one that both have."""
        unit = rules.get((self.unit, other.unit), self.unit if self.unit == other.unit else None)
        if unit is None:
            both = f"{self.unit} and {other.unit}"
            raise UnitError(f"{both} cannot be {done}; bring both to one unit first")
        return unit


def _top(unit: str, maximum: Limit, share: bool) -> dict[str, Any]:
    """Upper end that a maximum gives, and whether it is the whole of a share."""
    if maximum is None:
        return {"high": MISSING, "share": share}
    top = to_fraction(maximum, "maximum")
    return {"high": End(top, True), "share": share or (unit in UNITS and top == UNITS[unit].whole)}


def _total(of: Limit) -> Fraction | None:
    return None if of is None else to_fraction(of, "of")


def monotone(
    function: Callable[..., Value],
    *parts: Quantity,
    unit: str,
    decimals: int | None = None,
    share: bool = False,
) -> Quantity:
    """Sharp range of a function that is proven to be monotone: :func:`at_corners` without trying.

    The result's point is computed from the points of its parts, never from bounds such as the 60
    of "over 60 %".
    """
    points = [part.estimate for part in parts]
    point = inf if None in points else function(*points)
    places = [part.decimals for part in parts]
    if decimals is None and unit != "ratio" and None not in places:
        decimals = max(p for p in places if p is not None)
    ends = extremes(function, [part._said[2:4] for part in parts])
    known = None if isinstance(point, float) else Fraction(point)
    return Quantity._build(Said(Qualifier.DERIVED, unit, *ends, known, decimals, share))


def at_corners(
    function: Callable[..., Value],
    *parts: Quantity,
    unit: str,
    point: Number | None = None,
    decimals: int | None = None,
    share: bool = False,
) -> Quantity:
    """Sharp range of a function that is monotone in each of its arguments.

    Such a function takes its extremes where every argument sits at one of its ends, whatever the
    directions; so evaluating there costs nothing in width, even where an argument occurs twice in
    the formula. Interval arithmetic applied step by step would widen the result.

    Parameters
    ----------
    function : callable
        Takes one number a part: a Fraction, or an infinite float where that end is missing. An
        infinite result means the range has no end on that side.
    *parts : Quantity
        The arguments.
    unit : str
        Unit of the result.
    point, decimals, share : optional
        Carried into the result.

    Returns
    -------
    Quantity
        An end is closed where the function reaches it.

    Raises
    ------
    BriefingError
        If the function turns inside: values at a half, a quarter, an eighth and so on from each
        end of each argument are tried.

    Examples
    --------
    >>> share = Quantity.over("0.6", "ratio", 1)
    >>> at_corners(lambda s: s * s, share, unit="ratio", share=True)
    <Quantity over 0.36: (0.36, 1] ratio>
    """
    ranges = [part._said[2:4] for part in parts]
    check_monotone(function, ranges)
    value = None if point is None else to_fraction(point, "point")
    ends = extremes(function, ranges)
    return Quantity._build(Said(Qualifier.DERIVED, unit, *ends, value, decimals, share))
