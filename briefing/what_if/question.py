"""A question whose answer moves with what nobody says, and the words such answers are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, TypeVar

from briefing.facts.assumed import Assumption, Assumptions, Value, assumptions
from briefing.facts.computed import computed
from briefing.facts.fact import Fact, value_of
from briefing.facts.tables import package
from briefing.findings import Finding
from briefing.quantity import Answer, Quantity
from briefing.what_if.flips import Flip, flips

#: The press conference of which the questions are asked.
BRIEFING = "2024-07-05"
#: Most of a whole is more than half of it.
HALF = Quantity.exact(50, "percent", share=True)


T = TypeVar("T")


class Told(NamedTuple):
    """An answer.

    Attributes
    ----------
    state : str
        The answer in words that hold over a stretch of values, and change where it ends.
    sentence : Finding
        The answer with its numbers.
    moving : Fact
        What the assumption moves.
    beside : tuple of Fact
        What it is set against.
    line : Fact or None
        A single value that it is set against, such as half of the whole.
    """

    state: str
    sentence: Finding
    moving: Fact
    beside: tuple[Fact, ...] = ()
    line: Fact | None = None


@dataclass(frozen=True)
class Question:
    """A question, and the assumptions that move its answer, the first one foremost.

    Attributes
    ----------
    id, text : str
        Its name and its words.
    moved_by : tuple of str
        Ids of assumptions.
    tell : callable
        Answers it under a set of assumptions.
    assumed : Assumptions
        What is assumed where nothing is moved.
    """

    id: str
    text: str
    moved_by: tuple[str, ...]
    tell: Callable[[Assumptions], Told] = field(repr=False)
    assumed: Assumptions = field(repr=False)

    def told(self, **changes: Value) -> Told:
        """Answer it, with some assumptions moved."""
        return self.tell(self.assumed.moved(changes))

    def flips(self, id: str, **others: Value) -> list[Flip]:
        """Find where one assumption turns the answer, while others are moved as given."""
        return flips(lambda value: self.told(**{**others, id: value}).state, self.assumed[id])

    def turns(self) -> list[tuple[str, Flip]]:
        """Find every flip, each with the other choice that it goes with, or with "".

        Each assumption is moved alone. Where the foremost is a choice, the others are moved under
        each other choice too.
        """
        foremost, *rest = self.moved_by
        found = [("", flip) for id in self.moved_by for flip in self.flips(id)]
        for choice in self.assumed[foremost].choices:
            if choice != self.assumed[foremost].value:
                beside = {foremost: choice}
                found += [(choice, flip) for id in rest for flip in self.flips(id, **beside)]
        return found

    def drawn(self, id: str) -> tuple[Finding, list[Fact]]:
        """Return title and facts of a chart that shows how one assumption moves the answer.

        The facts are the moving one at both ends, as it is assumed and where the answer turns;
        then what it is set against.
        """
        turning = [flip.at for flip in self.flips(id)]
        values = {at.value: at for at in (*self.assumed[id].ends, *turning)}
        name, facts = self.assumed[id].name, []
        for value in sorted(values):
            words, moving = f"{name} is {values[value].shown}", self.told(**{id: value}).moving
            fact = computed(value_of(moving), moving, how="what if", assuming=words)
            facts.append(replace(fact, rests_on=()))  # its words say so already
        facts += self.told().beside
        return Finding(_turning(turning), facts), facts


def _turning(values: Sequence[Assumption]) -> str:
    if not values:
        return "The answer stays"
    first = [at.bare for at in values[:-1]]
    return f"The answer turns at {' and '.join((*first, values[-1].shown))}"


def read(assumed: Assumptions) -> dict[str, Any]:
    """Return how a figure of the briefing is read."""
    return {"briefing": BRIEFING, "under": assumed}


def kept(build: Callable[[Assumptions], T], assumed: Assumptions, *ids: str) -> T:
    """Build what rests on some assumptions only, once for each set of their values."""
    values: dict[str, Any] = {id: assumed[id].value for id in ids}
    under = assumptions(**values)
    found: T = package().memo(("what if", build.__name__, under), lambda: build(under))
    return found


def includes(whole: Quantity, part: Quantity, name: str) -> str:
    """Say whether a range includes another: all of it, some, or nothing."""
    if part in whole:
        return f"includes all of {name}"
    return f"includes some of {name}" if part.meets(whole) else f"excludes {name}"


def side(found: Quantity, than: Quantity, above: str, below: str, left_open: str) -> str:
    """Choose words by the side on which a range lies for certain."""
    if (found > than) is Answer.CERTAIN:
        return above
    return below if (found < than) is Answer.CERTAIN else left_open


def mostly(found: Quantity) -> str:
    """Say whether a share is most of its whole."""
    words = ("they hold most of it", "they do not hold most of it")
    return side(found, HALF, *words, "they may hold most of it, or not")


def line(value: Quantity, of: Fact, name: str) -> Fact:
    """Give a value that an answer is set against a name, to be drawn as a line."""
    return replace(computed(value, of, how=name, measure=name), rests_on=())
