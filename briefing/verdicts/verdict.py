"""Outcomes of readings, and the rule that turns them into the verdict on a claim."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from math import inf
from typing import TYPE_CHECKING

from briefing.facts.assumed import Assumption, together
from briefing.quantity import Quantity

if TYPE_CHECKING:
    from briefing.facts.fact import Fact


class Outcome(StrEnum):
    """What official figures make of one reading of a claim. Each is equal to its text."""

    #: Every value that the official figure allows is what was said.
    HOLDS = "holds"
    #: The official value as printed is what was said; its rounding could undo it.
    AS_PRINTED = "holds as printed"
    #: Only the rounding leaves room for what was said. It neither holds nor fails.
    ROUNDING = "within rounding only"
    FAILS = "fails"
    UNTESTED = "cannot be tested"


class Verdict(StrEnum):
    """What official figures make of a claim, over all its readings. Each is equal to its text.

    Where some readings hold and others fail, the text names how many hold of those that do either:

    >>> Verdict("confirmed on 1 of 2 readings")
    <Verdict.PARTLY: 'confirmed on 1 of 2 readings'>
    """

    CONFIRMED = "confirmed"
    PARTLY = "confirmed on n of m readings"
    HOLDS_IN_PART = "holds where it can be tested"
    FAILS_IN_PART = "fails where it can be tested"
    CONTRADICTED = "contradicted"
    UNTESTED = "cannot be tested"
    NO_RULE = "not tested: no rule"
    NO_DATA = "no data for this period"

    @classmethod
    def _missing_(cls, value: object) -> Verdict | None:
        if not re.fullmatch(r"confirmed on [0-9]{1,9} of [0-9]{1,9} readings", str(value)):
            return None
        partly = str.__new__(cls, value)
        partly._name_, partly._value_ = "PARTLY", str(value)
        cls._value2member_map_[value] = partly  # so that each text stands once
        return partly


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a claim, and what official figures make of it.

    Attributes
    ----------
    outcome : Outcome
        Whether the claim holds when it is read so.
    official : Quantity or None
        What the official figures give, comparable with what was said.
    sources : tuple of Fact
        The official figures it rests on.
    note : str
        Why it cannot be tested, or what else a reader must know of the outcome.
    says_little : bool
        Whether what is claimed of some is also true of most others.
    no_data : bool
        Whether it is only for the claim's period that no figure is held.
    of : str
        Whose the official value is, where it is that of one among several: "lowest: Sichuan".
    text, bridge : str
        The reading in words, and what one has to accept because the figures are not about exactly
        what was said; both as in the table of readings.
    """

    outcome: Outcome
    official: Quantity | None = None
    sources: tuple[Fact, ...] = ()
    note: str = ""
    says_little: bool = False
    no_data: bool = False
    text: str = ""
    bridge: str = ""
    of: str = ""

    @property
    def holds(self) -> bool:
        """Whether the outcome is one of the two that hold."""
        return self.outcome in (Outcome.HOLDS, Outcome.AS_PRINTED)

    @property
    def tested(self) -> bool:
        """Whether official figures can test it."""
        return self.outcome is not Outcome.UNTESTED

    @property
    def given(self) -> str:
        """The official value and whose it is, such as "lowest: Sichuan, 6.4 %"; "" if none."""
        return ", ".join(filter(None, (self.of, str(self.official)))) if self.official else ""

    @property
    def short(self) -> str:
        """The same without the range of the value."""
        return self.given.partition(" (")[0]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What official figures say of a claim.

    Attributes
    ----------
    claim : str
        The claim as the table of claims names it; "" where no rule speaks of the figure.
    readings : tuple of Reading
        Every reading that is declared, also those that nothing can test.
    caveat : str
        What the verdict must not be taken for.
    sort : str
        Statement, definition, list count, or question's word.
    question : str
        What a reader may ask of the claim.
    said : Fact or None
        What was said.
    """

    claim: str
    readings: tuple[Reading, ...] = ()
    caveat: str = ""
    sort: str = "statement"
    question: str = ""
    said: Fact | None = field(default=None, compare=False, repr=False)

    @property
    def rests_on(self) -> tuple[Assumption, ...]:
        """The assumptions by which what was said, and the official figures, were read."""
        facts = [self.said] if self.said else []
        facts += [fact for reading in self.readings for fact in reading.sources]
        return together(*(fact.rests_on for fact in facts))

    @property
    def verdict(self) -> Verdict:
        """The verdict that follows from the outcomes; "within rounding only" decides nothing."""
        if not self.claim:
            return Verdict.NO_RULE
        outcomes = [reading.outcome for reading in self.readings]
        if set(outcomes) == {Outcome.UNTESTED} and any(r.no_data for r in self.readings):
            return Verdict.NO_DATA
        holding = sum(reading.holds for reading in self.readings)
        failing = outcomes.count(Outcome.FAILS)
        if holding and failing:
            return Verdict(f"confirmed on {holding} of {holding + failing} readings")
        if holding:
            return Verdict.CONFIRMED if holding == len(outcomes) else Verdict.HOLDS_IN_PART
        if failing:
            return Verdict.CONTRADICTED if failing == len(outcomes) else Verdict.FAILS_IN_PART
        return Verdict.UNTESTED

    @property
    def shown(self) -> tuple[Reading, ...]:
        """The readings that hold; all of them if none does."""
        return tuple(reading for reading in self.readings if reading.holds) or self.readings

    @property
    def official(self) -> Quantity | None:
        """What the shown readings give, as the range that covers all or from least to greatest."""
        found = [reading.official for reading in self.shown if reading.official is not None]
        widest = next((q for q in found if all(other in q for other in found)), None)
        if widest is not None or not found:
            return widest
        low = min(found, key=lambda q: (-inf if q.lower is None else q.lower, not q.lower_closed))
        high = max(found, key=lambda q: (inf if q.upper is None else q.upper, q.upper_closed))
        closed = low.lower_closed, high.upper_closed
        return Quantity(low.lower, high.upper, low.unit, *closed, share=low.share)

    @property
    def given(self) -> str:
        """What the shown readings give, in words; of a single one also whose value it is."""
        return self.shown[0].given if len(self.shown) == 1 else str(self.official or "")

    @property
    def says_little(self) -> bool:
        """Whether a reading that holds is true of most others too, so that it marks nobody out."""
        return any(reading.says_little for reading in self.readings if reading.holds)
