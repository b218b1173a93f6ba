"""What a chart is about: read off the facts that it draws, and refused where they do not agree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.charts.layout import Words
from briefing.charts.sources import source_line
from briefing.errors import BriefingError, unknown
from briefing.facts.assumed import together
from briefing.facts.fact import Derived, Fact, Published, Said, value_of
from briefing.facts.official import agreed
from briefing.facts.scope import Folder
from briefing.facts.tables import package
from briefing.facts.words import (
    ATTRIBUTES,
    checked,
    container,
    describe,
    differing,
    reported,
    stated,
)
from briefing.wording import shown, to_fraction

#: What a chart of rows may lay side by side; the rest is one for all.
ROWS = ("measure", "population", "area", "period", "denominator", "vintage")

#: No number drawn is larger; pictures are drawn with floats.
_TOP = 10**100


@dataclass(frozen=True, slots=True)
class Named:
    """A list of members, with the name under which a chart marks them.

    Parameters
    ----------
    name : str
        E.g. "with Anhui".
    members : collection of str
        Names of provinces, branches and so on, as :attr:`Fact.member` gives them.
    assumed : bool
        Whether the list is an assumption; the legend then says so.
    """

    name: str
    members: Collection[str]
    assumed: bool = False

    def __post_init__(self) -> None:
        if isinstance(self.members, str):
            raise BriefingError(f"members: {self.members!r:.60} is one text; give a list of names")

    @classmethod
    def listed(cls, name: str, *, folder: Folder = None) -> Named:
        """Return a list of provinces that the data package assumes, e.g. "with Anhui"."""
        rows = package(folder).table("official-province-lists", optional=True)
        members = tuple(row["province"] for row in rows if row["list"] == name)
        if not members:
            raise unknown("list of provinces", name, (row["list"] for row in rows))
        return cls(name, members, assumed=True)

    def __str__(self) -> str:
        return f"assumed list {self.name}" if self.assumed else self.name


def chosen(highlight: Named | None, labels: Sequence[str]) -> list[str]:
    """Return the members of a list that are drawn, in the order of the labels.

    Raises
    ------
    BriefingError
        If none is drawn, or the list has no name.
    """
    if highlight is None:
        return []
    if not isinstance(highlight, Named):
        raise BriefingError(f"highlight: {highlight!r:.60} has no name; give a charts.Named")
    found = [label for label in labels if label in highlight.members]
    if not found:
        raise unknown("highlight", next(iter(highlight.members), highlight.name), labels)
    return found


@dataclass(frozen=True, kw_only=True)
class About(Words):
    """What a chart draws, and in which words.

    Attributes
    ----------
    title, common, source : str
        The finding; what all facts have in common; where they come from.
    notes : tuple of str
        Why they stand together, what was assumed, and what the reader changed of it.
    facts : tuple of Fact
        In the order given; of sources that report one value, the best confirmed.
    apart, free : collection of str
        The attributes in which they differ, and those in which they may.
    """

    facts: tuple[Fact, ...]
    apart: tuple[str, ...]
    free: Collection[str]

    def labels(self, given: Mapping[str, str] | None = None) -> list[str]:
        """Label each fact by what tells it from the others, or as the caller wants.

        Raises
        ------
        BriefingError
            If two facts cannot be told apart, or one has no label among those given.
        """
        if given is not None:
            for fact in self.facts:
                if fact.id not in given:
                    raise unknown("fact", fact.id, given)
            labels = [str(given[fact.id]) for fact in self.facts]
        else:
            # The measure of a share names the part and the whole.
            named = self.facts[0].scope.kind == "share" and "measure" in self.apart
            plain = {"population", "denominator"} if named else set()
            short = [name for name in self.apart if name not in plain]
            for apart, full in ((short, False), (self.apart, True)):
                labels = [describe(fact, apart, full) for fact in self.facts]
                if len(set(labels)) < len(labels):
                    pairs = zip(labels, map(self._assumed, self.facts), strict=True)
                    labels = [", ".join(filter(None, pair)) for pair in pairs]
                if len(set(labels)) == len(labels):
                    break
            labels = labels if any(labels) else [fact.member for fact in self.facts]
            for n, fact in enumerate(self.facts):
                labels[n] += ", reported" * reported(fact)
        for label in labels:
            if labels.count(label) > 1:
                raise BriefingError(f"facts: two are {label!r}; leave one out")
        return labels

    def _assumed(self, fact: Fact) -> str:
        """Say what was assumed for this fact and not for all, or how it came to be."""
        shared = set(fact.assumptions).intersection(*(other.assumptions for other in self.facts))
        own = [assumption for assumption in fact.assumptions if assumption not in shared]
        kind = {Said: "as said", Published: "as published", Derived: "as computed"}
        return f"if {' and '.join(own)}" if own else kind[type(fact.provenance)]

    def number(self, value: Any) -> str:
        """Write a number with the decimals of the finest printed; computed ones have 3 digits."""
        top = max(abs(place(fact)) for fact in self.facts)
        digits = 0 if top >= 1000 else 1 if top >= 10 else 2
        places = [value_of(fact).decimals for fact in self.facts]
        finest = max(digits if n is None or n > 4 else n for n in places)
        return shown(to_fraction(value), finest)

    def reference(self, fact: Fact | None) -> dict[str, float]:
        """Name a line to compare with by what sets it apart, and say where it stands.

        Raises
        ------
        BriefingError
            If its unit, kind, price basis or, where all facts have one, period is not theirs, or
            it has no value.
        """
        if fact is None:
            return {}
        both = (*self.facts, fact)
        checked(both, {*ROWS, *self.free} - ({"period"} - {*self.free}))
        apart = differing(both)
        name = describe(fact, [a for a in apart if a not in ("vintage", "denominator")] or apart)
        return {f"{name or fact.member}: {fact}": place(fact)}


def about(
    facts: Iterable[Fact],
    title: str,
    *,
    free: Collection[str] = ROWS,
    besides: Iterable[Fact | None] = (),
    because: str | None = None,
) -> About:
    """Read what facts have in common, and what tells them apart.

    Parameters
    ----------
    facts : iterable of Fact
        The facts to draw.
    title : str
        The finding, in ten words or fewer.
    free : collection of str
        The attributes in which they may differ.
    besides : iterable of Fact
        Facts drawn beside them, whose source is named too.
    because : str, optional
        Why facts that differ in more stand in one chart; it is printed.

    Raises
    ------
    BriefingError
        If there is no fact or the title is too long;
        :class:`~briefing.errors.ScopeError` and :class:`~briefing.errors.UnitError` if they differ
        in what must be one, naming the attribute and both values.
    """
    free = ATTRIBUTES if stated(because) else free
    drawn = _each_once(facts)
    every = [*drawn, *(fact for fact in besides if fact is not None and value_of(fact))]
    checked(drawn, free)
    apart = differing(drawn)
    notes = [f"Drawn together because {because}"] if because else []
    assumed = dict.fromkeys(assumption for fact in every for assumption in fact.assumptions)
    return About(
        title=title,
        common=_common(drawn, apart),
        source=source_line(every),
        notes=(
            *notes,
            *(f"Assuming that {assumption}" for assumption in assumed),
            *(f"With {one}" for one in together(*(f.rests_on for f in every)) if one.changed),
        ),
        facts=tuple(drawn),
        apart=apart,
        free=free,
    )


def _each_once(facts: Iterable[Fact]) -> list[Fact]:
    """Of published facts that report one thing, keep the best confirmed."""
    if not isinstance(facts, Iterable):
        raise BriefingError("facts: is no list; put a single fact in brackets")
    found: dict[Any, list[Fact]] = {}
    for number, fact in enumerate(facts):
        value = value_of(fact)
        if any(abs(end) > _TOP for end in (value.lower, value.upper) if end is not None):
            raise BriefingError(f"facts: {fact.key:.60} is too large to draw; take a larger unit")
        series = fact.provenance.series if isinstance(fact.provenance, Published) else number
        found.setdefault((fact.scope, series), []).append(fact)
    if not found:
        raise BriefingError("facts: is empty; a chart needs at least one")
    return [next(iter(agreed(of).values())) if len(of) > 1 else of[0] for of in found.values()]


def _common(facts: Sequence[Fact], apart: Collection[str]) -> str:
    """Write what all facts have in common: measure, unit, population, area and so on."""
    scope, unit = facts[0].scope, value_of(facts[0]).unit
    unit = {"count": "number", "ratio": ""}.get(unit, unit)
    if scope.kind == "share" and "denominator" in apart:
        unit += ", each of its own whole"
    elif scope.denominator:
        unit += f" of {scope.denominator}"
    measured = [scope.measure if "measure" not in apart else "", unit]
    about = []
    for name in ("population", "area", "period", "price_basis"):
        if name in apart:
            about.append(container(facts, name) if name in ("population", "area") else "")
        elif getattr(scope, name) is not None:
            about.append(describe(facts[0], [name], full=True))
    if about[0] == scope.denominator:  # the whole of a share needs no second mention
        about[0] = ""
    return "; ".join(filter(None, (", ".join(filter(None, part)) for part in (measured, about))))


def place(fact: Fact) -> float:
    """Where a fact stands on an axis: its printed or computed value, else the one end it has.

    Raises
    ------
    BriefingError
        If it is only a range.
    """
    value = value_of(fact)
    if value.point is None and value.width != 0:
        raise BriefingError(f"facts: {fact.key} is a range without a value; draw it by intervals()")
    return float(value.lower if value.point is None else value.point)  # type: ignore[arg-type]
