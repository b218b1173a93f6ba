"""Corners: the sharp range of a formula that is monotone in each of its arguments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise, product
from math import inf

from briefing.errors import BriefingError
from briefing.wording import MISSING, End, shown

Value = Fraction | float  # a float only where it is infinite
Range = tuple[End, End]


def end_at(value: Value, closed: bool) -> End:
    """Return the end of a range; infinity is a missing one."""
    return MISSING if isinstance(value, float) else End(value, closed)


def times(a: Value, b: Value) -> Value:
    """Multiply; 0 times a missing end is still 0."""
    return Fraction(0) if a == 0 or b == 0 else a * b


def extremes(function: Callable[..., Value], parts: Sequence[Range]) -> Range:
    """Evaluate a monotone function where every argument sits at one of its ends.

    An end of the result is possible where the function reaches it: at a corner whose ends are all
    possible, or along a face on which it does not move, whatever ends that face has.
    """
    ends = [_numbers(part) for part in parts]
    at = {
        corner: _value(function, [pair[side] for pair, side in zip(ends, corner, strict=True)])
        for corner in product((0, 1), repeat=len(parts))
    }
    # Infinity less infinity is no number, and no extreme lies at such a corner.
    values = [value for value in at.values() if value == value]
    # Each argument sits at a possible end, or anywhere between both.
    sides = [[(0, 1), *([(0,)] * low.closed), *([(1,)] * high.closed)] for low, high in parts]
    faces = [list(product(*face)) for face in product(*sides)]

    def end(value: Value) -> End:
        reached = any(all(at[corner] == value for corner in face) for face in faces)
        return End(None if abs(value) == inf else Fraction(value), reached)

    return end(min(values)), end(max(values))


def check_monotone(function: Callable[..., Value], parts: Sequence[Range]) -> None:
    """Refuse a function that turns along one of its arguments.

    Values inside are tried along each argument in turn, with the others at each combination of
    their ends, and all in their middle.
    """
    ends, inside = [_numbers(part) for part in parts], [_inside(*part) for part in parts]
    middle = [steps[len(steps) // 2] for steps in inside]
    for axis, steps in enumerate(inside):
        rests = {(*at[:axis], *at[axis + 1 :]) for at in [*product(*ends), middle]}
        for rest in rests:
            path = [ends[axis][0], *steps, ends[axis][1]]
            values = [_value(function, [*rest[:axis], x, *rest[axis:]]) for x in path]
            known = [(x, y) for x, y in zip(path, values, strict=True) if y == y]
            rising = {y > before: x for (_, before), (x, y) in pairwise(known) if y != before}
            if len(rising) == 2:
                where = f"{_name(function, axis)} = {_shown(min(rising.values()))}"
                raise BriefingError(
                    f"function: turns near {where}, so its ends are not at the ends of its "
                    "arguments; split the argument there"
                )


def _inside(low: End, high: End) -> list[Fraction]:
    """Values between two ends in order, dense near both, the middle one in the middle."""
    near = [Fraction(1, 2**n) for n in range(10, 1, -1)]
    if low.value is not None and low.value == high.value:
        return [low.value]
    if low.value is not None and high.value is not None:
        steps = [
            *near,
            Fraction(1, 3),
            Fraction(1, 2),
            Fraction(2, 3),
            *(1 - n for n in near[::-1]),
        ]
        return [low.value + (high.value - low.value) * step for step in steps]
    from_end = low.value if low.value is not None else high.value or Fraction(0)
    far = [step * (1 + abs(from_end)) for step in (*near, *(1 / step for step in near[::-1]))]
    below = [] if low.value is not None else [from_end - step for step in reversed(far)]
    above = [] if high.value is not None else [from_end + step for step in far]
    return [*below, *([from_end] if below and above else []), *above]


def _numbers(part: Range) -> tuple[Value, Value]:
    """Both ends as numbers, infinite where one is missing."""
    low, high = part[0].value, part[1].value
    return -inf if low is None else low, inf if high is None else high


def _value(function: Callable[..., Value], at: Sequence[Value]) -> Value:
    try:
        return function(*at)
    except ZeroDivisionError:
        where = ", ".join(f"{_name(function, n)} = {_shown(x)}" for n, x in enumerate(at))
        raise BriefingError(
            f"function: divides by zero at {where}; let it return an infinity there"
        ) from None


def _name(function: Callable[..., Value], axis: int) -> str:
    """Name of a function's argument, or its number."""
    code = getattr(function, "__code__", None)  # built-in functions have none
    names = () if code is None else code.co_varnames[: code.co_argcount]
    return str(names[axis]) if axis < len(names) else f"argument {axis + 1}"


def _shown(value: Value) -> str:
    return shown(value) if isinstance(value, Fraction) else str(value)
