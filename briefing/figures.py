"""The registry: what a briefing states, about what, who said it and where.

A :class:`Figure` is one stated (or derived) fact. Its scope says what it is about; figures of
different scope are only combined under an assumption that the caller puts into words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from briefing import tables
from briefing.errors import BriefingError, ScopeError, TableError, UnknownNameError
from briefing.quantity import Quantity

if TYPE_CHECKING:
    import pandas as pd

LATEST = "2024-07-05"


class Scope(NamedTuple):
    """What two figures must share before they may be combined."""

    population: str
    period_start: date | None
    period_end: date | None
    denominator: str | None

    def __str__(self) -> str:
        share = f", as a share of {self.denominator}" if self.denominator else ""
        return f"{self.population}, {self.period}{share}"

    @property
    def period(self) -> str:
        """The period in words, e.g. "2024-01 to 2024-05"."""
        if self.period_start is None or self.period_end is None:
            return "period not stated"
        start, end = self.period_start, self.period_end
        if (start.year, start.month, end.month) == (end.year, 1, 12):
            return str(start.year)
        if (start.year, start.month) == (end.year, end.month):
            return f"{start:%Y-%m}"
        return f"{start:%Y-%m} to {end:%Y-%m}"


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


class Comparison(NamedTuple):
    """A relation that was claimed, and what it is relative to (a figure's id or words)."""

    relation: str
    relative_to: str

    def __str__(self) -> str:
        return f"{self.relation} {self.relative_to}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One fact of a briefing.

    Attributes
    ----------
    id : str
        Name in the registry.
    kind : str
        "stated" or "derived".
    measure, population, area : str
        What is measured, of which enterprises or things, where.
    period_start, period_end : date or None
        ``None`` where the speaker states no period.
    quantity : Quantity or None
        ``None`` for a relation stated without a value.
    qualifier : str
        Its wording: exact, rounded, over, about, more than, none, or range (derived).
    stated_decimals : int or None
        Decimals it was printed with.
    comparison : Comparison or None
        The relation claimed, if one was.
    denominator : str or None
        What a share is a share of.
    speaker, said_in : str
        Who said it, and in which part of the exchange.
    locator : Locator or None
        Its place in the transcript; ``None`` for a derived figure.
    note : str or None
        What a reader must know to use it.
    derivation : str or None
        How a derived figure is computed, from the figures in ``derived_from``.
    derived_from : tuple of str
        Ids of those figures.
    assumption : str or None
        What was assumed to combine figures of different scope.
    briefing : str
        The briefing it belongs to.
    """

    id: str
    kind: str
    measure: str
    population: str
    area: str
    period_start: date | None
    period_end: date | None
    quantity: Quantity | None
    qualifier: str
    stated_decimals: int | None
    comparison: Comparison | None
    denominator: str | None
    speaker: str
    said_in: str
    locator: Locator | None
    note: str | None
    derivation: str | None = None
    derived_from: tuple[str, ...] = ()
    assumption: str | None = None
    briefing: str = LATEST

    @property
    def scope(self) -> Scope:
        """Population, period and denominator: what guards its use."""
        return Scope(self.population, self.period_start, self.period_end, self.denominator)

    def __str__(self) -> str:
        return str(self.quantity) if self.quantity is not None else str(self.comparison)

    def __format__(self, spec: str) -> str:
        return format(self.quantity, spec) if self.quantity is not None else str(self)

    def __repr__(self) -> str:
        return f"<Figure {self.id}: {self} ({self.measure}; {self.scope})>"

    def _repr_html_(self) -> str:
        return (
            f'<span class="figure"><strong>{escape(str(self))}</strong> '
            f"{escape(self.measure)} ({escape(str(self.scope))}; {self.kind})</span>"
        )

    def __add__(self, other: Figure) -> Figure:
        return combine("sum", self, other)

    def __sub__(self, other: Figure) -> Figure:
        return combine("difference", self, other)


#: How figures may be combined, and what the result measures.
OPERATIONS: Mapping[str, Callable[[Quantity, Quantity], Quantity]] = MappingProxyType(
    {
        "sum": lambda a, b: a + b,
        "difference": lambda a, b: a - b,
        "share": lambda part, whole: (part / whole).as_percent(),
        "share of a share": lambda inner, outer: inner.as_ratio() * outer,
    }
)


def combine(
    operation: str, first: Figure, second: Figure, *, assuming: str | None = None
) -> Figure:
    """Compute with two figures, refusing to mix scopes in silence.

    Parameters
    ----------
    operation : str
        "sum", "difference", "share" (first in second, as a percentage) or "share of a share".
    first, second : Figure
        The operands; both need a quantity.
    assuming : str, optional
        The assumption, in words, that bridges a difference of population, period or denominator.
        It travels with the result.

    Returns
    -------
    Figure
        Derived; its quantity is computed from theirs, its scope is the first's.

    Raises
    ------
    ScopeError
        If population, period or denominator differ and no assumption is given.
    BriefingError
        If the operation is unknown or a figure has no value.
    """
    if operation not in OPERATIONS:
        raise BriefingError(
            f"operation: {operation!r} is unknown; use one of {', '.join(OPERATIONS)}"
        )
    for figure_ in (first, second):
        if figure_.quantity is None:
            raise BriefingError(
                f"{figure_.id} states a relation without a value; nothing to compute"
            )
    if first.scope != second.scope and not assuming:
        raise ScopeError(
            f"{first.id} is about [{first.scope}], {second.id} about [{second.scope}]; "
            "they do not combine unless you say what bridges the difference (assuming=…)"
        )
    quantity = OPERATIONS[operation](first.quantity, second.quantity)
    return replace(
        first,
        id=f"{operation} of {first.id} and {second.id}",
        kind="derived",
        measure=f"{operation}: {first.measure}; {second.measure}",
        quantity=quantity,
        qualifier=quantity.qualifier,
        stated_decimals=None,
        comparison=None,
        locator=None,
        note=None,
        derivation=operation,
        derived_from=(first.id, second.id),
        assumption=assuming,
    )


# -- the registry --------------------------------------------------------------------------------


def briefings(folder: Path | None = None) -> list[str]:
    """Names of the briefings whose figures are in the data package."""
    prefix, suffix = "briefing-", "-figures"
    names = (entry["name"] for entry in tables.package(folder)["resources"])
    return sorted(
        name[len(prefix) : -len(suffix)]
        for name in names
        if name.startswith(prefix) and name.endswith(suffix)
    )


def part(name: str, briefing: str = LATEST, folder: Path | None = None) -> list[dict]:
    """Read one of a briefing's tables: figures, key-industries, provinces, measures, source.

    Raises
    ------
    UnknownNameError
        If there is no such briefing.
    """
    if briefing not in (known := briefings(folder)):
        raise UnknownNameError(_unknown("briefing", briefing, known))
    return tables.read(f"briefing-{briefing}-{name}", folder)


def source(briefing: str = LATEST, folder: Path | None = None) -> dict:
    """Return the record of the page a briefing was read from: occasion, dates, address, SHA-256."""
    return part("source", briefing, folder)[0]


@cache
def registry(briefing: str = LATEST, folder: Path | None = None) -> Mapping[str, Figure]:
    """Every figure of a briefing by id, in the order of the table; derived ones are computed.

    Raises
    ------
    TableError
        Naming file, row and column of a figure that cannot be built.
    """
    found: dict[str, Figure] = {}
    rows = part("figures", briefing, folder)
    path = tables.resource(f"briefing-{briefing}-figures", folder)["path"]
    for number, row in enumerate(rows, start=2):
        where = f"{path}, row {number}"
        if (row["period_start"] is None) != (row["period_end"] is None):
            raise TableError(f"{where}, column period_end: give both ends, or neither")
        build = _derive if row["kind"] == "derived" else _state
        found[row["id"]] = build(row, found, where, briefing)
    return MappingProxyType(found)


def figure(id: str, briefing: str = LATEST) -> Figure:
    """One figure of a briefing.

    Parameters
    ----------
    id : str
        E.g. "industry-share-gdp-2023"; :func:`figures` lists them.
    briefing : str
        The briefing's date.

    Raises
    ------
    UnknownNameError
        If there is no such figure; near matches are suggested.

    Examples
    --------
    >>> figure("industry-share-gdp-2023").quantity
    <Quantity 31.7 %: [31.65, 31.75) percent>
    """
    known = registry(briefing)
    if id not in known:
        raise UnknownNameError(_unknown("figure", id, list(known)))
    return known[id]


def figures(briefing: str = LATEST) -> pd.DataFrame:
    """Every figure of a briefing as a table.

    Returns
    -------
    DataFrame
        Indexed by id; ``quantity`` holds :class:`Quantity` objects, in the unit each carries;
        ``period_start`` and ``period_end`` are dates, or None where none is stated.
    """
    import pandas as pd

    columns = [name for name in Figure.__slots__ if name not in ("id", "briefing")]
    known = registry(briefing)
    return pd.DataFrame(
        [[getattr(figure_, name) for name in columns] for figure_ in known.values()],
        index=pd.Index(list(known), name="id"),
        columns=columns,
        dtype=object,
    )


def cite(id: str, briefing: str = LATEST) -> str:
    """How to cite a figure: its words, speaker, occasion, date, address and place in the text.

    Parameters
    ----------
    id, briefing : str
        As for :func:`figure`. For a derived figure, how it was computed and a citation of each
        figure it rests on.
    """
    one = figure(id, briefing)
    if one.kind == "derived":
        rests = "\n".join(f"  {cite(other, briefing)}" for other in one.derived_from)
        return f"{one} ({one.measure}), computed as the {one.derivation} of\n{rests}"
    record = source(briefing)
    return (
        f"“{one.locator.words}”: {one.speaker}, {record['occasion']}, {record['place']}, "
        f"{record['date_said']} ({one.said_in}); {record['title']}, {record['publisher']}, "
        f"{record['date_published']}, {record['address']} ({one.locator})"
    )


def _unknown(kind: str, name: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, cutoff=0.4)
    hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(known)}"
    return f"{kind} {name!r} is unknown; {hint}"


# -- from rows to figures ------------------------------------------------------------------------


def _state(row: dict, found: Mapping[str, Figure], where: str, briefing: str) -> Figure:
    locator = Locator(*(row[name] for name in Locator._fields))
    for name, value in locator._asdict().items():
        if value is None:
            raise TableError(f"{where}, column {name}: is empty; a stated figure needs its place")
    return _build(row, _quantity(row, found, where), briefing, locator=locator)


def _derive(row: dict, found: Mapping[str, Figure], where: str, briefing: str) -> Figure:
    ids = tuple((row["derived_from"] or "").split())
    missing = [id for id in ids if id not in found]
    if len(ids) != 2 or missing:
        raise TableError(
            f"{where}, column derived_from: needs the ids of two figures from rows above; "
            f"{', '.join(missing) or row['derived_from'] or 'nothing'} does not serve"
        )
    if row["value"] is not None:
        raise TableError(f"{where}, column value: a derived figure is computed; leave it empty")
    if row["qualifier"] != "range":
        raise TableError(f"{where}, column qualifier: a derived figure is a range; say so")
    try:
        quantity = combine(row["derivation"], *(found[id] for id in ids)).quantity
    except BriefingError as error:
        raise TableError(f"{where}, column derivation: {error}") from None
    return _build(row, quantity, briefing, derivation=row["derivation"], derived_from=ids)


def _build(row: dict, quantity: Quantity | None, briefing: str, **more) -> Figure:
    same = {"id", "kind", "measure", "population", "area", "period_start", "period_end"}
    same |= {"qualifier", "stated_decimals", "denominator", "speaker", "said_in", "note"}
    relation = row["relation"] and Comparison(row["relation"], row["relative_to"])
    return Figure(
        **{name: row[name] for name in same},
        quantity=quantity,
        comparison=relation,
        **{"locator": None, **more},
        briefing=briefing,
    )


def _quantity(row: dict, found: Mapping[str, Figure], where: str) -> Quantity | None:
    """Build what a stated row says, by its qualifier."""
    value, unit, qualifier = row["value"], row["unit"], row["qualifier"]
    needs = {"value": qualifier != "none", "unit": qualifier != "none"}
    needs |= {"stated_decimals": qualifier == "rounded", "within": qualifier == "about"}
    needs |= {"of": qualifier == "more than"}
    needs |= {"relation": qualifier == "none", "relative_to": row["relation"] is not None}
    for column, needed in needs.items():
        if needed and row[column] is None:
            raise TableError(f"{where}, column {column}: is empty; {qualifier!r} needs it")
    if value is not None and value < 0 and row["denominator"]:
        raise TableError(f"{where}, column value: {value} is negative; a share cannot be")
    if value is not None and value > 100 and row["denominator"] and unit == "percent":
        raise TableError(
            f"{where}, column value: {value} % is more than the whole it is a share of"
        )
    whole = {"percent": 100, "ratio": 1}.get(unit) if row["denominator"] else None
    if qualifier == "more than":
        if unit != "count":
            raise TableError(
                f"{where}, column unit: {unit!r} does not go with more than; use count"
            )
        of = found.get(row["of"])
        if of is None or of.quantity is None or of.quantity.unit != "count":
            raise TableError(f"{where}, column of: {row['of']!r} is no count in a row above")
    try:
        match qualifier:
            case "none":
                return None
            case "rounded":
                return Quantity.rounded(value, unit)
            case "over":
                return Quantity.over(value, unit, whole)
            case "about":
                return Quantity.about(value, unit, within=row["within"], maximum=whole)
            case "more than":
                return Quantity.more_than_count(value, of=of.quantity.upper)
            case "exact":
                return Quantity.exact(value, unit)
            case _:
                raise TableError(f"{where}, column qualifier: {qualifier!r} is for derived figures")
    except TableError:
        raise
    except BriefingError as error:
        raise TableError(f"{where}, column value: {error}") from None
