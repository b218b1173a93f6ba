"""A fact: a quantity, what it is about, and where it comes from.

Facts are only put together where their scopes allow it. Whoever knows better says so in words, and
the words travel with the result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any, NamedTuple

from briefing.errors import BriefingError, ScopeError, unknown
from briefing.facts.assumed import Assumption, together
from briefing.facts.scope import KINDS, Scope, Vocabulary
from briefing.quantity import Quantity

#: What is first published is revised later. Amounts of two years are then no series.
FIRST = "first published"


class Locator(NamedTuple):
    """Where a figure stands in the published transcript; offsets count characters from 0."""

    paragraph: int
    sentence: int
    start: int
    end: int
    words: str

    def __str__(self) -> str:
        return (
            f"paragraph {self.paragraph}, sentence {self.sentence}, "
            f"characters {self.start} to {self.end}"
        )


class Reported(NamedTuple):
    """A figure's words in a report of the press conference; where they were said is not known."""

    words: str

    def __str__(self) -> str:
        return "as reported; its place in the transcript is not known"


class Relation(NamedTuple):
    """A relation that was claimed, and what it is relative to (a figure's id or words)."""

    relation: str
    relative_to: str

    def __str__(self) -> str:
        return f"{self.relation} {self.relative_to}"


@dataclass(frozen=True, slots=True)
class Said:
    """A fact that a briefing states: who said it, and where in the transcript it stands.

    ``said_in`` is the part of the exchange (answer or question; empty where only reports were
    read), ``decimals`` those it was printed with, where it was rounded.
    """

    briefing: str
    speaker: str
    said_in: str
    locator: Locator | Reported
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """A fact that a statistics office, ministry or newspaper published.

    ``confidence`` is primary (on the producer's own or a government page), secondary (a second
    source agrees) or single-source. ``table`` and ``row`` say where it stands in the data package;
    the header is row 1.
    """

    series: str
    producer: str
    read_in: str
    address: str
    also_read_in: str
    confidence: str
    table: str
    row: int


@dataclass(frozen=True, slots=True)
class Derived:
    """A fact that was computed: how, from which facts (their keys), and what was assumed.

    ``briefing`` is filled where a briefing's table registers the result.
    """

    operation: str
    parts: tuple[str, ...]
    assumptions: tuple[str, ...] = ()
    briefing: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a briefing or of official statistics, or one computed from such facts.

    Attributes
    ----------
    id : str
        Its name: in a briefing's table, or series, member, period and vintage.
    quantity : Quantity or None
        ``None`` for a relation that is stated without a value.
    scope : Scope
        What it is about.
    provenance : Said, Published or Derived
        Where it comes from.
    relation : Relation or None
        The relation claimed, if one was.
    note : str
        What a reader must know to use it.
    rests_on : tuple of Assumption
        The rows of the table of assumptions by which its quantity was read, or that of a part.
    vocabulary : Vocabulary or None
        The words of its data package; they say which population or area contains which.

    Raises
    ------
    BriefingError
        If its scope says that it is a share, and its quantity is not held to the whole.
    """

    id: str
    quantity: Quantity | None
    scope: Scope
    provenance: Said | Published | Derived
    relation: Relation | None = None
    note: str = ""
    rests_on: tuple[Assumption, ...] = field(default=(), compare=False, repr=False)
    vocabulary: Vocabulary | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.scope.kind == "share" and self.quantity is not None and not self.quantity.share:
            raise BriefingError(
                f"{self.id}: is a share, but its quantity may exceed the whole; build the quantity "
                "with share=True"
            )

    @property
    def briefing(self) -> str | None:
        """The briefing it belongs to, if it does."""
        return getattr(self.provenance, "briefing", None)

    @property
    def key(self) -> str:
        """Its name among all facts, such as ``2024-07-05:key-industries-share``."""
        return f"{self.briefing}:{self.id}" if self.briefing else self.id

    @property
    def member(self) -> str:
        """The name of the province or city that it is about, else of the population."""
        scope, words = self.scope, self.vocabulary
        return words.member(scope.area, scope.population) if words else scope.population

    @property
    def period(self) -> str:
        """Its period as text, e.g. "2024-01/2024-05"."""
        return str(self.scope.period) if self.scope.period else "period not stated"

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What was assumed to compute it, in words."""
        return getattr(self.provenance, "assumptions", ())

    def __str__(self) -> str:
        return str(self.relation if self.quantity is None else self.quantity)

    def __format__(self, spec: str) -> str:
        return str(self) if self.quantity is None else format(self.quantity, spec)

    def __repr__(self) -> str:
        return f"<Fact {self.key}: {self} ({self.scope.measure}; {self.scope})>"

    def _repr_html_(self) -> str:
        about = f"{self.scope.measure} ({self.scope})"
        return f'<span class="fact"><strong>{escape(str(self))}</strong> {escape(about)}</span>'

    def __add__(self, other: Fact) -> Fact:
        return combine("sum", self, other)

    def __sub__(self, other: Fact) -> Fact:
        return combine("difference", self, other)


# -- computing with two facts --------------------------------------------------------------------

#: How two facts may be combined.
OPERATIONS: Mapping[str, Callable[[Quantity, Quantity], Quantity]] = {
    "sum": lambda a, b: a + b,
    "difference": lambda a, b: a - b,
    "share": lambda part, whole: (part / whole).as_percent(),
    "share of a share": lambda inner, outer: inner.as_ratio() * outer,
}

#: What an operation on two kinds gives. What is not here has no meaning.
_KINDS: Mapping[tuple[str, str, str], str] = {
    **{("sum", kind, kind): kind for kind in KINDS},
    **{("difference", kind, kind): kind for kind in ("level", "change", "count")},
    **{("difference", kind, kind): "change" for kind in ("rate", "share")},
    **{("difference", kind, "change"): kind for kind in ("rate", "share")},
    **{("share", kind, kind): "share" for kind in ("level", "count")},
    ("share of a share", "share", "share"): "share",
}


def combine(operation: str, first: Fact, second: Fact, *, assuming: str | None = None) -> Fact:
    """Compute with two facts, refusing to mix scopes in silence.

    Parameters
    ----------
    operation : str
        "sum"; "difference"; "share" (the first in the second, in percent); or "share of a share"
        (the first is a share of the second's population, and the second a share of a larger one).
    first, second : Fact
        Both need a quantity. They must have the same measure, population, area, period,
        denominator, price basis and vintage, with these exceptions. The whole of a share may
        contain the part's population and area, and counts of any measure make a share. A
        difference may be taken between two periods of equal length, but not between amounts or
        shares as first published in two years: those are revised later. A change may be taken
        from a rate or a share. The denominator of the inner share must be the population of the
        outer one.
    assuming : str, optional
        The assumption, in words, that bridges what differs. It travels with the result.

    Returns
    -------
    Fact
        Derived. Its kind follows from the kinds of both: the difference of two rates is a change
        in percentage points, a rate less its change is the rate before, of a period that is not
        stated. A share has the whole's population as denominator, a share of a share the outer
        one's. Where an assumption bridges a difference, the first's attribute stands.

    Raises
    ------
    ScopeError
        If the scopes differ and nothing bridges it, or if the kinds do not go together.
    BriefingError
        If the operation is unknown, a fact has no value, or the part exceeds the whole.
    """
    if operation not in OPERATIONS:
        raise unknown("operation", operation, OPERATIONS)
    a, b = value_of(first), value_of(second)
    if assuming is not None and not isinstance(assuming, str):
        raise BriefingError(f"assuming: {assuming!r} says nothing; write the assumption in words")
    kind = _KINDS.get((operation, first.scope.kind, second.scope.kind))
    if kind is None:
        raise ScopeError(
            f"{operation}: {first.key} is a {first.scope.kind}, {second.key} a "
            f"{second.scope.kind}; their {operation} has no meaning"
        )
    differing = _differing(operation, first, second)
    if differing and not assuming:
        raise ScopeError(
            f"{operation}: {first.key} and {second.key} differ in {', '.join(differing)}; they do "
            "not combine unless you say what bridges the difference (assuming=…)"
        )
    quantity = OPERATIONS[operation](a, b)
    if kind == "share":
        quantity = as_share(quantity, f"{operation} of {first.key} and {second.key}")
    leaves = (*_leaves(first), *_leaves(second))
    assumptions = (*first.assumptions, *second.assumptions, *([assuming] if assuming else []))
    return Fact(
        f"{operation} of {first.key} and {second.key}",
        quantity,
        _scope(operation, first.scope, second.scope, kind),
        Derived(operation, tuple(dict.fromkeys(leaves)), tuple(dict.fromkeys(assumptions))),
        rests_on=together(first.rests_on, second.rests_on),
        vocabulary=first.vocabulary or second.vocabulary,
    )


def value_of(fact: Any) -> Quantity:
    """Return the quantity of a fact, which must have one.

    Raises
    ------
    BriefingError
        If it has none, or is no fact.
    """
    if not isinstance(fact, Fact):
        raise BriefingError(
            f"{str(fact)[:50]!r} is no fact and says not what it is about; give it a scope, or "
            "compute with the quantities"
        )
    if fact.quantity is None:
        raise BriefingError(f"{fact.key} states a relation without a value; nothing to compute")
    return fact.quantity


def attribute(fact: Fact, name: str) -> Any:
    """Return what a fact, its origin, quantity or scope says under a name; None if nothing."""
    parts = (fact, fact.provenance, fact.quantity, fact.scope)
    return next((getattr(part, name) for part in parts if hasattr(part, name)), None)


def _leaves(fact: Fact) -> tuple[str, ...]:
    """Return the keys under which a fact's parts can be looked up."""
    computed = isinstance(fact.provenance, Derived) and not fact.briefing
    return fact.provenance.parts if computed else (fact.key,)  # type: ignore[union-attr]


def _differing(operation: str, first: Fact, second: Fact) -> list[str]:
    """Say in which attributes two facts differ that must not, each with both values."""
    a, b = first.scope, second.scope
    words = first.vocabulary or second.vocabulary
    free = {"kind"}
    if operation == "share":
        for name in ("population", "area"):
            if words and words.contains(getattr(b, name), getattr(a, name)):
                free.add(name)
        if a.kind == "count":
            free.add("measure")
    elif operation == "share of a share":
        free |= {"measure", "population", "denominator"}
    elif operation == "difference":
        if _periods_compare(a, b):
            free.add("period")
        if a.kind != b.kind:
            free.add("measure")
    shown = [
        f"{name} ({getattr(a, name) or 'not stated'}; {getattr(b, name) or 'not stated'})"
        for name in a.differences(b, free)
    ]
    if operation == "share of a share" and a.denominator != b.population:
        whole = a.denominator or "not stated"
        shown.append(f"the whole of one and the population of the other ({whole}; {b.population})")
    return shown


def _periods_compare(a: Scope, b: Scope) -> bool:
    """Whether a difference may span the periods of two scopes."""
    if a.period is None or b.period is None:
        return a.period is b.period
    revised = a.kind in ("level", "share") and FIRST in (a.vintage, b.vintage)
    return a.period.months == b.period.months and not (revised and a.period.year != b.period.year)


def _scope(operation: str, a: Scope, b: Scope, kind: str) -> Scope:
    """Compute the scope of a result."""
    if operation == "share":
        measure = f"share in {b.measure}"
        return replace(a, measure=measure, denominator=b.population, kind=kind)
    if operation == "share of a share":
        measure = f"{a.measure}, times {b.measure}"
        return replace(a, measure=measure, denominator=b.denominator, kind=kind)
    if operation == "difference" and a.kind != b.kind:
        return replace(a, period=None, kind=kind)  # a change does not say since when
    if operation == "difference" and a.kind != kind:
        return replace(a, measure=f"change in {a.measure}", kind=kind)
    return replace(a, kind=kind)


# -- shares ----------------------------------------------------------------------------------------


def any_share(unit: str) -> Quantity:
    """Return all that a share can be."""
    return Quantity(None, None, unit, share=True)


def as_share(quantity: Quantity, what: str) -> Quantity:
    """Hold a computed share to its whole: the part of a whole is at most the whole.

    Raises
    ------
    BriefingError
        If no value of the range is a share.
    """
    if quantity.share:
        return quantity
    held = quantity & any_share(quantity.unit)
    if held is None:
        raise BriefingError(
            f"{what}: {quantity} is no share; a part cannot exceed its whole, or be negative"
        )
    point = quantity.point if quantity.point is not None and quantity.point in held else None
    return replace(held, point=point, decimals=quantity.decimals)
