"""What statistics offices publish: facts by series, vintage and period, never mixed.

A published series lives in vintages: first published, revised, as displayed in a database on a
certain day. They disagree, and a ratio of one vintage to another is nobody's figure. So the caller
says which vintage is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from briefing.errors import BriefingError, ScopeError, TableError, unknown
from briefing.facts.assumed import Assumptions, given, opened
from briefing.facts.fact import Fact, Published, attribute, value_of
from briefing.facts.period import Period
from briefing.facts.row import leaning, quantity_of
from briefing.facts.scope import Folder, Scope, vocabulary
from briefing.facts.tables import Package, look_up, package

if TYPE_CHECKING:
    import pandas as pd

#: Tables with this schema hold observations of series; all of them are read.
SCHEMA = "schemas/observations.json"
#: How a table marks a value by its confidence, and what it says of the marks.
MARKS = {"primary": " *", "secondary": "", "single-source": " °"}
MARKS_MEAN = (  # as Markdown, where a star at the beginning would be a bullet
    "Marks: * on a government page; ° from a single source; without a mark, confirmed by a second."
)
#: How a printed figure is read, whatever rounding is assumed.
_PRINTED = ("rounded", "derived")
#: What stands for the period, in an id and in a question, where the source states none.
NOT_STATED = "not stated"
#: The id of a fact: its series, member, period and vintage.
_ID = re.compile(rf"([^/]*)/(.*)/([0-9-]+|{NOT_STATED})(?:\.\.([0-9-]+))?/(.*)", re.DOTALL)


class _Index:
    """The observations of a package, found by what is asked of them.

    Rows are grouped by series and vintage. A group is sorted by an attribute (period, area and so
    on) when one is first asked for, and a row becomes a fact when it is first returned.
    """

    def __init__(self, source: Package) -> None:
        self.words = vocabulary(source)
        self.rows = [
            (entry["path"], line, row)
            for entry in source.descriptor["resources"]
            if entry["schema"] == SCHEMA
            for line, row in enumerate(source.table(entry["name"], optional=True), start=2)
        ]
        self.groups: dict[str, dict[str, list[int]]] = {}
        for number, (*_, row) in enumerate(self.rows):
            vintages = self.groups.setdefault(row["series"], {})
            vintages.setdefault(row["vintage"], []).append(number)
        self._sorted: dict[tuple[str, str, str], dict[Any, set[int]]] = {}

    def value(self, number: int, attribute: str) -> Any:
        """Return the value that a row has in an attribute."""
        row = self.rows[number][-1]
        if attribute == "member":
            return self.words.member(row["area"], row["population"])
        return row[attribute]

    def held(self, series: str, vintage: str, attribute: str) -> dict[Any, set[int]]:
        """Numbers of the rows of a group, by the value they have in an attribute."""
        key = (series, vintage, attribute)
        if key not in self._sorted:
            found = self._sorted[key] = {}
            for number in self.groups[series].get(vintage, ()):
                found.setdefault(self.value(number, attribute), set()).add(number)
        return self._sorted[key]

    def matching(self, series: str, vintage: str, wanted: Mapping[str, str | None]) -> list[int]:
        """Numbers of the rows of a group that have all values, in the order of the tables."""
        held = [self.held(series, vintage, name).get(wanted[name], set()) for name in wanted]
        if not held:
            return self.groups[series][vintage]
        held.sort(key=len)  # so that a long set is not walked
        return sorted(held[0].intersection(*held[1:]))

    def facts(self, numbers: Iterable[int], source: Package) -> list[Fact]:
        """Return the facts of rows; each is built once for each set of assumptions."""
        kept: dict[int, Fact] = source.memo(("facts", source.assumed), dict)
        for number in numbers:
            if number not in kept:
                kept[number] = self._fact(number, given(source))
        return [kept[number] for number in numbers]

    def _fact(self, number: int, assumed: Assumptions) -> Fact:
        path, line, row = self.rows[number]
        try:
            series = look_up("series", row["series"], self.words.series)
            kind = look_up("measure", series["measure"], self.words.measures)["kind"]
            period = Period.parse(row["period"]) if row["period"] else None
            quantity = quantity_of(row, kind=kind, under=assumed)
        except BriefingError as error:
            raise TableError(f"{path}, row {line}, {error}") from None
        about = (series["measure"], row["population"], row["area"], period, series["denominator"])
        scope = Scope(*about, row["price_basis"], row["vintage"], kind)
        texts = ("series", "producer", "read_in", "address", "also_read_in", "confidence")
        origin = Published(**{name: row[name] or "" for name in texts}, table=path, row=line)
        when = (row["period"] or NOT_STATED).replace("/", "..")
        id = "/".join((row["series"], self.value(number, "member"), when, row["vintage"]))
        note = row["note"] or ""
        on, words = assumed.of(leaning(row)), self.words
        return Fact(id, quantity, scope, origin, note=note, rests_on=on, vocabulary=words)


def _index(folder: Folder) -> _Index:
    source = package(folder)
    return source.memo("observations", lambda: _Index(source))


# -- finding -------------------------------------------------------------------------------------


def series(*, folder: Folder = None) -> list[str]:
    """Every series of which a value is held."""
    return list(_index(folder).groups)


def vintages(series: str, *, folder: Folder = None) -> list[str]:
    """Vintages in which a series is held, in the order of the tables.

    Raises
    ------
    UnknownNameError
        If no value of the series is held; near matches are suggested.
    """
    return list(look_up("series", series, _index(folder).groups))


def by_id(id: str, *, folder: Folder = None) -> list[Fact]:
    """Every published fact of an id: one for each source that reports the value.

    Raises
    ------
    BriefingError
        If there is no such fact; near matches are suggested.
    """
    match = _ID.fullmatch(id)
    if match is None:
        raise BriefingError(f"id: {id[:60]!r} must look like gdp/whole economy/2023/revised")
    series, member, first, last, vintage = match.groups()
    period = f"{first}/{last}" if last else first
    return official(series, vintage=vintage, period=period, member=member, folder=folder)


def official(
    series: str,
    *,
    vintage: str | None = None,
    period: str | int | Period | None = None,
    folder: Folder = None,
    under: Assumptions | None = None,
    **where: str,
) -> list[Fact]:
    """Return the published values of a series in one vintage.

    Parameters
    ----------
    series : str
        E.g. "growth_cumulative"; :func:`series` lists them.
    vintage : str
        Which publication. There is no default, for vintages disagree; :func:`vintages` lists them.
    period : str, optional
        "2023", "2024-05" or "2024-01/2024-05", or "not stated"; all of them without it.
    folder : Path, optional
        A data folder other than the library's own.
    under : Assumptions, optional
        What to assume in place of the table of assumptions; :func:`briefing.assumptions`.
    **where : str
        What else to hold fast: member, or a column of the tables such as area, population,
        price_basis, producer or read_in. E.g. ``area="CN"`` or ``member="Jiangsu"``.

    Returns
    -------
    list of Fact
        In the order of the tables. A gap in the publication is a gap here. Several sources may
        report one value.

    Raises
    ------
    UnknownNameError
        If the series, the vintage, the period, or a name or value in ``where`` is unknown; near
        matches are suggested.
    BriefingError
        If the vintage is not given, the period is malformed, or nothing is held for all together.

    Examples
    --------
    >>> [str(fact) for fact in official("gdp", vintage="first published", period="2023")]
    ['1,260,582 hundred million yuan']
    """
    source = opened(folder, under)
    held = vintages(series, folder=source)
    if vintage is None:
        raise BriefingError(f"vintage: say which vintage of {series}; there is {'; '.join(held)}")
    index = _index(source)
    look_up(f"vintage of {series}", vintage, index.groups[series])
    for name, value in where.items():
        look_up("attribute", name, {"member": None, **index.rows[0][-1]})
        look_up(f"{name} in {series}", value, index.held(series, vintage, name))
    when = None if period in (None, NOT_STATED) else Period.parse(str(period))
    wanted: dict[str, str | None] = {**where}
    if period is not None:
        wanted["period"] = str(when) if when else None
    found = index.matching(series, vintage, wanted)
    if not found:
        raise _nothing(index, series, vintage, when, where)
    return index.facts(found, source)


def _nothing(
    index: _Index, series: str, vintage: str, when: Period | None, where: Mapping[str, str]
) -> BriefingError:
    """Say why nothing is held, if not of the period then of the other values together."""
    others = index.matching(series, vintage, where)
    if when is None or not others:
        return BriefingError(f"{series}: no row has these values together; leave one out")
    joint = f"{when.year}-01/{when.year}-02"
    both = [name for name in index.groups if joint in index.held(name, vintage, "period")]
    if str(when) in (joint[:7], joint[8:]) and both:
        return BriefingError(
            f"period: {series} has no {when} alone, for January and February are published "
            f'together; ask for "{joint}" of {" or ".join(both)}'
        )
    held = (index.value(number, "period") or NOT_STATED for number in others)
    periods = sorted(held, reverse=True)
    return unknown(f"period of {series}", str(when), periods)


def one(series: str, **asked: Any) -> Fact:
    """Return the one value of a series for a period and vintage.

    Where several sources report it and agree, the best confirmed of them stands. What is asked is
    as for :func:`official`.

    Raises
    ------
    BriefingError
        As :func:`official`; also if more than one member is left, or sources disagree.
    """
    found = agreed(official(series, **asked))
    if len(found) > 1:
        names = ", ".join([*found][:12])
        raise BriefingError(f"{series}: holds {len(found)} values ({names:.500}); narrow it to one")
    return next(iter(found.values()))


def agreed(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Pick the best-confirmed source for each member; refuse sources that disagree.

    Parameters
    ----------
    facts : iterable of Fact
        Published facts of one series, period, vintage and price basis. They may differ in area or
        in population, but not in both.

    Returns
    -------
    dict of str to Fact
        By member. Primary sources come first, then those that a second confirms; a value that is
        qualified ("about", "over") gives way to a rounded one.

    Raises
    ------
    ScopeError
        If the facts are not of one scope as said above.
    BriefingError
        If there is none, or two printed values of a member have nothing in common.
    """
    order = list(MARKS)

    def rank(fact: Fact) -> tuple[bool, int]:
        return value_of(fact).qualifier not in _PRINTED, order.index(_origin(fact).confidence)

    ranked = sorted(facts, key=rank)
    if not ranked:
        raise BriefingError("facts: is empty; nothing is held")
    attributes = ["series", "period", "vintage", "price_basis"]
    if len({fact.scope.area for fact in ranked}) > 1:
        attributes.append("population")
    for name in attributes:
        held = sorted({str(attribute(fact, name) or "not stated") for fact in ranked})
        if len(held) > 1:
            raise ScopeError(f"facts: mixes {name} {' and '.join(held[:5])}; choose one")
    chosen: dict[str, Fact] = {}
    for fact in ranked:
        first = chosen.setdefault(fact.member, fact)
        if first.scope != fact.scope:
            names = ", ".join(first.scope.differences(fact.scope))
            raise ScopeError(f"facts: {fact.member} is of two scopes ({names}); choose one")
        value = value_of(fact)
        if value.qualifier in _PRINTED and not value_of(first).meets(value):
            raise BriefingError(
                f"{fact.member}: sources disagree, {first} ({_origin(first).read_in}) and {fact} "
                f"({_origin(fact).read_in}); choose one by read_in"
            )
    return chosen


def _origin(fact: Fact) -> Published:
    if not isinstance(fact.provenance, Published):
        raise BriefingError(f"{fact.key}: was not published by a statistics office; leave it out")
    return fact.provenance


# -- showing ---------------------------------------------------------------------------------------


def marked(fact: Fact) -> str:
    """Write a value with the mark of its confidence, for a table that names no sources."""
    return f"{fact}{MARKS[_origin(fact).confidence]}"


def frame(facts: Iterable[Fact]) -> pd.DataFrame:
    """Put published facts into a table, one row each, for reading and plotting.

    Returns
    -------
    DataFrame
        Columns series, member, area, period, value (as printed, in ``unit``), unit, population,
        vintage, producer, read_in, confidence, note, quantity, and possible (the range that the
        value stands for, in ``unit``, in words).
    """
    import pandas as pd

    names = "series member area period point unit population vintage producer read_in confidence"
    columns = [*names.split(), "note", "quantity", "possible"]
    rows = [[attribute(fact, name) for name in columns] for fact in facts]
    table = pd.DataFrame(rows, columns=columns, dtype=object).astype({"point": float})
    return table.rename(columns={"point": "value"})


def source_line(facts: Iterable[Fact]) -> str:
    """Write the source line of a chart of published facts.

    It names producers and vintages, says how many values rest on a single source, and in which
    tables the rows stand.
    """
    facts = list(facts)
    if not facts:
        raise BriefingError("facts: is empty; a source line needs what it is the source of")
    producers = list(dict.fromkeys(_origin(fact).producer for fact in facts))
    offices = "; ".join(producers)
    if len(producers) > 2:
        offices = f"{producers[0]} and {len(producers) - 1} other offices"
    editions = "; ".join(dict.fromkeys(str(fact.scope.vintage) for fact in facts))
    single = sum(_origin(fact).confidence == "single-source" for fact in facts)
    weak = f"; {single} of {len(facts)} values rest on a single source" if single else ""
    tables = " and ".join(dict.fromkeys(_origin(fact).table for fact in facts))
    return f"Source: {offices}; {editions}{weak}; rows in {tables}"
