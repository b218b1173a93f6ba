"""Where an assumption turns an answer: the values at which the words that answer change.

A number is tried at each of its steps. Between two steps with different words the place is halved
until it is known to :data:`FINE` of the unit; the simplest fraction there is the threshold, so that
one such as 25/6 is found exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import count, pairwise

from briefing.facts.assumed import Assumption, Value

#: How closely a threshold is looked for, in the unit of the assumption.
FINE = Fraction(1, 2**60)

State = Callable[[Value], str]


@dataclass(frozen=True)
class Flip:
    """A value of an assumption at which an answer changes.

    Attributes
    ----------
    at : Assumption
        The assumption at that value.
    before, after : str
        The answer below the value and above it; of a choice, as it was and as chosen.
    reached : bool
        Whether the answer is the new one at the value itself, and not only beyond it.
    """

    at: Assumption
    before: str
    after: str
    reached: bool

    @property
    def where(self) -> str:
        """The value in words: "from 74.0741 percent on", "beyond 75 percent", "if truncated"."""
        if self.at.choices:
            return f"if {self.at.shown}"
        return f"from {self.at.shown} on" if self.reached else f"beyond {self.at.shown}"


def flips(state: State, one: Assumption) -> list[Flip]:
    """Find where an answer changes as an assumption goes through its range.

    Parameters
    ----------
    state : callable
        Takes a value of the assumption and gives the answer, in words without numbers of its own.
    one : Assumption
        What is moved. A choice is set against the one at hand; a whole number goes step by step.

    Returns
    -------
    list of Flip
        In the order of the values; none if the answer stays.

    Notes
    -----
    An answer that changes and changes back between two neighbouring steps is not seen.

    Examples
    --------
    >>> from briefing.facts.assumed import assumptions
    >>> (found,) = flips(lambda value: "most" if value > 75 else "some", assumptions()["coverage"])
    >>> found.where, found.before, found.after
    ('beyond 75 percent', 'some', 'most')
    """
    answers = {value: state(value) for value in one.steps}
    if one.choices:
        usual = answers[one.value]
        return [
            Flip(one.taking(value), usual, answer, True)
            for value, answer in answers.items()
            if answer != usual
        ]
    found: list[Flip] = []
    for low, high in pairwise(one.steps):
        if answers[low] == answers[high]:
            continue
        if one.kind == "count":
            found.append(Flip(one.taking(high), answers[low], answers[high], True))
        else:
            found += _between(state, one, Fraction(low), Fraction(high))
    return found


def _between(state: State, one: Assumption, low: Fraction, high: Fraction) -> Iterator[Flip]:
    """Find each change between two values, from the lower one on."""
    before, last = state(low), state(high)
    while before != last:
        left, right = low, high
        while right - left > FINE:
            middle = (left + right) / 2
            if state(middle) == before:
                left = middle
            else:
                right = middle
        at, after = _simplest(left, right), state(right)
        yield Flip(one.taking(at), before, after, state(at) == after)
        low, before = right, after


def _simplest(low: Fraction, high: Fraction) -> Fraction:
    """Return a fraction between two values whose denominator is small."""
    near = ((low + high) / 2).limit_denominator
    return next(f for n in count() if low <= (f := near(10**n)) <= high)
