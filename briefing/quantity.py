"""Quantity: a number known only to lie between two ends, with a unit.

A printed figure is rarely a point. "31.7 %" stands for everything that rounds to it, "over 60 %"
for everything above, "about 70 %" for a neighbourhood somebody has to choose. A :class:`Quantity`
is that set of possible true values: exact rational ends, each open or closed, either possibly
missing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import Enum
from fractions import Fraction
from html import escape
from itertools import product
from math import ceil, copysign, floor, inf

from briefing.errors import BriefingError, NotAPointError, UnitError

#: Every unit a quantity may have, and how it is written behind a number.
UNITS = {
    "percent": " %",
    "percentage points": " percentage points",
    "count": "",
    "100 million yuan": " hundred million yuan",
    "ratio": "",
    "index": "",
}

Number = int | float | str | Decimal | Fraction


class Answer(Enum):
    """What bounds say of a comparison. Only a settled answer can stand in an ``if``."""

    CERTAIN = "certain"
    IMPOSSIBLE = "impossible"
    UNDETERMINED = "undetermined"

    def __bool__(self) -> bool:
        if self is Answer.UNDETERMINED:
            raise BriefingError(
                "the bounds do not settle this comparison; test the answer with "
                "`is Answer.CERTAIN`, `is Answer.IMPOSSIBLE` or `is Answer.UNDETERMINED`"
            )
        return self is Answer.CERTAIN


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
    """
    if isinstance(value, Fraction):
        return value
    if not isinstance(value, bool):
        text = str(value).strip()
        try:
            # Fraction would write out every digit of an exponent, however large.
            if "e" not in text.lower() or abs(Decimal(text).adjusted()) <= 300:
                return Fraction(text)
        except (ValueError, ZeroDivisionError, InvalidOperation):
            pass
    raise BriefingError(f"{argument}: {value!r} is not a finite number; give a plain one like 6.2")


def _decimals(value: Number) -> int:
    """Count the decimals a number is written with; a fraction takes as many as it needs, or two."""
    if not isinstance(value, Fraction):
        try:
            return max(0, -Decimal(str(value).strip()).as_tuple().exponent)
        except InvalidOperation:  # written as a fraction
            value = to_fraction(value)
    return next((n for n in range(13) if (value * 10**n).denominator == 1), 2)


def _written(value: Fraction, decimals: int) -> str:
    text = f"{Decimal(value.numerator) / Decimal(value.denominator):.{max(decimals, 0)}f}"
    return text.replace("-", "−")


def _shown(value: Fraction, decimals: int | None, towards: Callable[[Fraction], int]) -> str:
    """Write an end with few decimals, rounded outward so that the range stays true.

    Without ``decimals``, an end that is a short decimal is written whole, any other with two.
    """
    if decimals is None:
        short = (n for n in range(5) if (value * 10**n).denominator == 1)
        decimals = next(short, 2)
    decimals = max(decimals, 0)
    return _written(Fraction(towards(value * 10**decimals), 10**decimals), decimals)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A set of possible true values with a unit.

    Two quantities are equal when they allow the same values in the same unit, however they were
    worded. Use the constructors (:meth:`exact`, :meth:`rounded`, :meth:`over`, :meth:`at_least`,
    :meth:`about`, :meth:`more_than_count`); call the class itself for any other range.

    Parameters
    ----------
    lower, upper : Fraction or None
        Ends of the range, in ``unit``; ``None`` where there is none.
    unit : str
        One of :data:`UNITS`.
    lower_closed, upper_closed : bool
        Whether an end is itself possible.
    point : Fraction, optional
        The value as printed, or computed from printed values.
    qualifier : str
        How the figure was worded: exact, rounded, over, at least, about, more than, or range.
    decimals : int, optional
        Decimals the point is written with.

    Raises
    ------
    BriefingError
        If the ends are inverted, or the range is empty.
    UnitError
        If the unit is unknown.
    """

    lower: Fraction | None
    upper: Fraction | None
    unit: str
    lower_closed: bool = True
    upper_closed: bool = True
    point: Fraction | None = field(default=None, compare=False)
    qualifier: str = field(default="range", compare=False)
    decimals: int | None = field(default=None, compare=False)

    def __post_init__(self):
        if self.unit not in UNITS:
            raise UnitError(f"unit: {self.unit!r} is unknown; use one of {', '.join(UNITS)}")
        for name in ("lower", "upper"):
            value = getattr(self, name)
            if value is None:
                object.__setattr__(self, f"{name}_closed", False)
            else:
                object.__setattr__(self, name, to_fraction(value, name))
        if self.lower is None or self.upper is None:
            return
        closed = self.lower_closed and self.upper_closed
        if self.lower > self.upper or (self.lower == self.upper and not closed):
            raise BriefingError(
                f"lower, upper: no value lies in {self.interval}; give a lower end below the upper"
            )

    # -- constructors ------------------------------------------------------------------------

    @classmethod
    def exact(cls, value: Number, unit: str) -> Quantity:
        """Exactly ``value``, as a count is."""
        number = to_fraction(value)
        return cls(number, number, unit, point=number, qualifier="exact", decimals=_decimals(value))

    @classmethod
    def rounded(cls, value: Number, unit: str, decimals: int | None = None) -> Quantity:
        """Everything that rounds to ``value``: "31.7 %" is [31.65, 31.75).

        Halves round away from zero, so the end nearer zero is possible and the other is not.

        Parameters
        ----------
        value : number
            The printed figure; pass text ("10.0") where trailing zeros were printed.
        unit : str
            One of :data:`UNITS`.
        decimals : int, optional
            Decimals it was rounded to; by default those it is written with. Negative where it
            was rounded to tens (-1), hundreds (-2) and so on.
        """
        number = to_fraction(value)
        places = _decimals(value) if decimals is None else decimals
        if not isinstance(places, int) or abs(places) > 300:
            raise BriefingError(f"decimals: {decimals!r} is not a whole number; give one like 1")
        half = Fraction(10) ** -places / 2
        if (number * Fraction(10) ** places).denominator != 1:
            places = _decimals(value)  # written more finely than it was rounded
        return cls(
            number - half,
            number + half,
            unit,
            lower_closed=number > 0,
            upper_closed=number < 0,
            point=number,
            qualifier="rounded",
            decimals=places,
        )

    @classmethod
    def over(cls, value: Number, unit: str, maximum: Number | None = None) -> Quantity:
        """More than ``value``; for a share, pass its ``maximum``: "over 60 %" is (60, 100]."""
        top = None if maximum is None else to_fraction(maximum, "maximum")
        number = to_fraction(value)
        return cls(
            number,
            top,
            unit,
            lower_closed=False,
            point=number,
            qualifier="over",
            decimals=_decimals(value),
        )

    @classmethod
    def at_least(cls, value: Number, unit: str, maximum: Number | None = None) -> Quantity:
        """``value`` or more, up to ``maximum`` where there is one."""
        top = None if maximum is None else to_fraction(maximum, "maximum")
        number = to_fraction(value)
        return cls(number, top, unit, point=number, qualifier="at least", decimals=_decimals(value))

    @classmethod
    def about(
        cls, value: Number, unit: str, *, within: Number, maximum: Number | None = None
    ) -> Quantity:
        """``value``, give or take ``within``, but no more than ``maximum`` where there is one.

        The half-width is a policy of whoever reads the figure, not part of the figure; that is why
        it has no default.
        """
        number, half = to_fraction(value), to_fraction(within, "within")
        if half < 0:
            raise BriefingError(f"within: {within} is negative; give a half-width of 0 or more")
        top = number + half if maximum is None else min(number + half, to_fraction(maximum))
        return cls(
            number - half,
            top,
            unit,
            point=number,
            qualifier="about",
            decimals=_decimals(value),
        )

    @classmethod
    def more_than_count(cls, value: int, of: int) -> Quantity:
        """More than ``value`` of ``of`` things: "more than 10 of 50" is 11 to 50."""
        number, total = to_fraction(value), to_fraction(of, "of")
        if number.denominator != 1 or total.denominator != 1 or not 0 <= number < total:
            raise BriefingError(
                f"value, of: more than {value} of {of} is impossible; give whole numbers with "
                "0 <= value < of"
            )
        return cls(number + 1, total, "count", point=number, qualifier="more than", decimals=0)

    # -- what it says ------------------------------------------------------------------------

    @property
    def interval(self) -> str:
        """The set in interval notation, without the unit, e.g. ``[31.65, 31.75)``."""
        left = "−∞" if self.lower is None else _shown(self.lower, None, floor)
        right = "∞" if self.upper is None else _shown(self.upper, None, ceil)
        return (
            f"{'[' if self.lower_closed else '('}{left}, {right}{']' if self.upper_closed else ')'}"
        )

    def text(self, decimals: int | None = None) -> str:
        """Write the quantity with its qualifier, e.g. "over 60 %" or "4.6 % (4.5 to 4.7)".

        Parameters
        ----------
        decimals : int, optional
            Decimals for the ends of a range, which are rounded outward.
        """
        unit = UNITS[self.unit]
        if self.qualifier in ("exact", "rounded"):
            return f"{_written(self.point, self.decimals)}{unit}"
        if self.qualifier == "more than":
            return f"more than {self.point} of {self.upper}"
        if self.qualifier in ("over", "at least", "about"):
            return f"{self.qualifier} {_written(self.point, self.decimals)}{unit}"
        low = None if self.lower is None else _shown(self.lower, decimals, floor)
        high = None if self.upper is None else _shown(self.upper, decimals, ceil)
        if self.point is not None and low and high:
            if self.lower == self.upper:
                return f"{low}{unit}"
            places = decimals if self.decimals is None else self.decimals
            return f"{_shown(self.point, places, round)}{unit} ({low} to {high})"
        if low and self.lower == self.upper:
            return f"{low}{unit}"
        if low and self.unit == "percent" and self.upper == 100 and self.upper_closed:
            high = None  # a share cannot be more: the upper end says nothing
        if low and high:
            return f"{low} to {high}{unit}"
        if low:
            return f"{'at least' if self.lower_closed else 'over'} {low}{unit}"
        if high:
            return f"{'at most' if self.upper_closed else 'under'} {high}{unit}"
        return f"unknown{unit}"

    def __str__(self) -> str:
        return self.text()

    def __format__(self, spec: str) -> str:
        """Format with a number of decimals for the ends: ``f"{quantity:2}"``."""
        if spec and not (spec.isascii() and spec.isdigit()):
            raise BriefingError(f"format: {spec!r} is not a number of decimals; write e.g. {{q:2}}")
        return self.text(int(spec) if spec else None)

    def __repr__(self) -> str:
        return f"<Quantity {self.text()}: {self.interval} {self.unit}>"

    def _repr_html_(self) -> str:
        return (
            f'<span class="quantity" title="{escape(self.interval)} {self.unit}">'
            f"{escape(self.text())}</span>"
        )

    def __float__(self) -> float:
        if self.qualifier == "rounded":
            return float(self.point)
        if self.lower is not None and self.lower == self.upper:
            return float(self.lower)
        raise NotAPointError(
            f'"{self.text()}" is not one value but {self.interval} {self.unit}; use .lower and '
            ".upper, compare it, or compute with the quantity itself"
        )

    # -- arithmetic --------------------------------------------------------------------------

    def __add__(self, other: Quantity | Number) -> Quantity:
        other = self._operand(other, "add")
        units = {self.unit, other.unit}
        if units == {"percent", "percentage points"}:
            unit = "percent"
        elif len(units) == 1:
            unit = self.unit
        else:
            raise UnitError(self._units_differ(other, "added"))
        return _combine(lambda a, b: a + b, self, other, unit=unit)

    __radd__ = __add__

    def __sub__(self, other: Quantity | Number) -> Quantity:
        other = self._operand(other, "subtract")
        if self.unit == other.unit == "percent":
            unit = "percentage points"  # what lies between two rates is not itself a rate
        elif self.unit == other.unit or (self.unit, other.unit) == ("percent", "percentage points"):
            unit = self.unit
        else:
            raise UnitError(self._units_differ(other, "subtracted"))
        return _combine(lambda a, b: a - b, self, other, unit=unit)

    def __rsub__(self, other: Number) -> Quantity:
        return self._operand(other, "subtract")  # only a bare number comes here, and is refused

    def __neg__(self) -> Quantity:
        return _combine(lambda a: -a, self, unit=self.unit)

    def __mul__(self, other: Quantity | Number) -> Quantity:
        other = other if isinstance(other, Quantity) else Quantity.exact(other, "ratio")
        if "ratio" not in (self.unit, other.unit):
            raise UnitError(
                f"{self.unit} times {other.unit} has no meaning here; turn one of them into a "
                "ratio first (.as_ratio())"
            )
        unit = self.unit if other.unit == "ratio" else other.unit
        return _combine(_times, self, other, unit=unit)

    __rmul__ = __mul__

    def __truediv__(self, other: Quantity | Number) -> Quantity:
        other = other if isinstance(other, Quantity) else Quantity.exact(other, "ratio")
        if other.unit == self.unit:
            unit = "ratio"
        elif other.unit == "ratio":
            unit = self.unit
        else:
            raise UnitError(self._units_differ(other, "divided"))
        if (other < 0) is not Answer.CERTAIN and (other > 0) is not Answer.CERTAIN:
            raise BriefingError(f"cannot divide by {other.interval}: zero is possible there")
        # Towards an open zero a quotient grows beyond any bound, with the divisor's sign.
        sign = 1 if other.upper is None or other.upper > 0 else -1

        def over(a: End, b: End) -> End:
            if isinstance(b, float) or a == 0:
                return Fraction(0)
            return a / b if b else copysign(inf, a * sign)

        return _combine(over, self, other, unit=unit)

    def as_ratio(self) -> Quantity:
        """Turn a percentage into the ratio it stands for: 60 % is 0.6."""
        if self.unit not in ("percent", "ratio"):
            raise UnitError(f"{self.unit} is not a percentage; only percent turns into a ratio")
        return self if self.unit == "ratio" else _combine(lambda a: a / 100, self, unit="ratio")

    def as_percent(self) -> Quantity:
        """Turn a ratio into a percentage: 0.6 is 60 %."""
        if self.unit not in ("percent", "ratio"):
            raise UnitError(f"{self.unit} is not a ratio; only a ratio turns into percent")
        return self if self.unit == "percent" else _combine(lambda a: a * 100, self, unit="percent")

    def complement(self) -> Quantity:
        """Share of the rest: what is left of the whole, e.g. (60, 100] % leaves [0, 40) %."""
        if self.unit not in ("percent", "ratio"):
            raise UnitError(f"{self.unit} is not a share; only percent or ratio has a complement")
        whole = 100 if self.unit == "percent" else 1
        if self.lower is None or self.upper is None or self.lower < 0 or self.upper > whole:
            raise BriefingError(f"{self.interval} is not a share; it must lie in [0, {whole}]")
        return _combine(lambda a: whole - a, self, unit=self.unit)

    # -- comparison --------------------------------------------------------------------------

    def __lt__(self, other: Quantity | Number) -> Answer:
        other = self._comparable(other)
        if self._wholly_below(other):
            return Answer.CERTAIN
        return Answer.IMPOSSIBLE if other._wholly_at_most(self) else Answer.UNDETERMINED

    def __le__(self, other: Quantity | Number) -> Answer:
        other = self._comparable(other)
        if self._wholly_at_most(other):
            return Answer.CERTAIN
        return Answer.IMPOSSIBLE if other._wholly_below(self) else Answer.UNDETERMINED

    def __gt__(self, other: Quantity | Number) -> Answer:
        return self._comparable(other) < self

    def __ge__(self, other: Quantity | Number) -> Answer:
        return self._comparable(other) <= self

    def _wholly_at_most(self, other: Quantity) -> bool:
        """Every value here is at most every value there."""
        return self.upper is not None and other.lower is not None and self.upper <= other.lower

    def _wholly_below(self, other: Quantity) -> bool:
        """Every value here is less than every value there."""
        if not self._wholly_at_most(other):
            return False
        return self.upper < other.lower or not (self.upper_closed and other.lower_closed)

    # -- helpers -----------------------------------------------------------------------------

    def _operand(self, other: Quantity | Number, verb: str) -> Quantity:
        if isinstance(other, Quantity):
            return other
        raise UnitError(
            f"cannot {verb} the bare number {other!r} and {self.unit}; give it a unit, "
            f'e.g. Quantity.exact({other!r}, "{self.unit}")'
        )

    def _comparable(self, other: Quantity | Number) -> Quantity:
        if not isinstance(other, Quantity):
            return Quantity.exact(other, self.unit)
        if other.unit != self.unit:
            raise UnitError(self._units_differ(other, "compared"))
        return other

    def _units_differ(self, other: Quantity, done: str) -> str:
        return f"{self.unit} and {other.unit} cannot be {done}; bring both to one unit first"


End = Fraction | float  # a float only where it is infinite


def _times(a: End, b: End) -> End:
    return Fraction(0) if a == 0 or b == 0 else a * b  # 0 times a missing end is still 0


def _combine(function: Callable[..., End], *parts: Quantity, unit: str) -> Quantity:
    point = None
    if all(part.qualifier not in BOUNDS and part.point is not None for part in parts):
        point = function(*(part.point for part in parts))
    places = [part.decimals for part in parts]
    decimals = None if None in places or unit == "ratio" else max(places)
    return at_corners(function, *parts, unit=unit, point=point, decimals=decimals)


#: Wordings whose printed number is an end of the range, not a value inside it.
BOUNDS = ("over", "at least", "more than")


def at_corners(
    function: Callable[..., End],
    *parts: Quantity,
    unit: str,
    point: Fraction | None = None,
    decimals: int | None = None,
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
    point, decimals : optional
        Carried into the result.

    Returns
    -------
    Quantity
        An end is closed where the function reaches it: at a corner whose ends are all possible, or
        along a face on which it does not move, whatever ends that face has.
    """
    ends = [
        (
            -inf if part.lower is None else part.lower,
            inf if part.upper is None else part.upper,
        )
        for part in parts
    ]
    at = {
        corner: function(*(pair[side] for pair, side in zip(ends, corner, strict=True)))
        for corner in product((0, 1), repeat=len(parts))
    }
    # Infinity less infinity is no number, and no extreme lies at such a corner.
    values = [value for value in at.values() if value == value]
    low, high = min(values), max(values)
    # Each argument sits at a possible end, or anywhere between both.
    sides = [
        [(0, 1), *([(0,)] * part.lower_closed), *([(1,)] * part.upper_closed)] for part in parts
    ]
    faces = [list(product(*face)) for face in product(*sides)]

    def reached(value: End) -> bool:
        return any(all(at[corner] == value for corner in face) for face in faces)

    return Quantity(
        None if abs(low) == inf else low,
        None if abs(high) == inf else high,
        unit,
        lower_closed=reached(low),
        upper_closed=reached(high),
        point=point,
        decimals=decimals,
    )
