"""What a briefing states: its tables become facts that know who said them, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from briefing.errors import BriefingError, TableError, unknown
from briefing.facts.assumed import Assumptions, given, opened
from briefing.facts.fact import (
    Derived,
    Fact,
    Locator,
    Relation,
    Reported,
    Said,
    attribute,
    combine,
)
from briefing.facts.period import Period
from briefing.facts.row import leaning, quantity_of
from briefing.facts.scope import Folder, Scope, Vocabulary, vocabulary
from briefing.facts.tables import Package, look_up, package

if TYPE_CHECKING:
    import pandas as pd

#: The tables of a briefing beside its figures; any of them may be missing.
PARTS = ("key-industries", "provinces", "other-numerals", "measures")
#: What is known of a page of a transcript, and may be unknown where only reports were read.
_OF_A_TRANSCRIPT = ("date_published", "address", "characters", "sha256")


def briefings(folder: Folder = None) -> list[str]:
    """Keys of the briefings of a data package, in the order in which they were held.

    Parameters
    ----------
    folder : Path, optional
        A data folder other than the library's own.
    """
    return list(_pages(package(folder)))


def latest(folder: Folder = None) -> str:
    """Key of the last briefing held whose transcript was read; of one day's, the first listed.

    A briefing that is known from reports alone has to be named, unless there is no other.

    Raises
    ------
    TableError
        If the package has none.
    """
    found = _pages(package(folder))
    return max(found, key=lambda key: _rank(found[key][0]))


def pages(briefing: str | None = None, *, folder: Folder = None) -> list[dict[str, Any]]:
    """Return the record of each page a briefing was read from: occasion, dates, address, SHA-256.

    Parameters
    ----------
    briefing : str, optional
        The briefing's key; the latest without it.
    folder : Path, optional
        A data folder other than the library's own.

    Raises
    ------
    UnknownNameError
        If there is no such briefing; near matches are suggested.
    """
    source = package(folder)
    return _pages(source)[_known(briefing, source)]


def source(briefing: str | None = None, *, folder: Folder = None) -> dict[str, Any]:
    """Return the record of the first page a briefing was read from; see :func:`pages`."""
    return pages(briefing, folder=folder)[0]


def part(name: str, briefing: str | None = None, *, folder: Folder = None) -> list[dict[str, Any]]:
    """Rows of one of a briefing's lists; none where the briefing has no such list.

    Parameters
    ----------
    name : str
        One of :data:`PARTS`.
    briefing, folder
        As for :func:`pages`.

    Raises
    ------
    UnknownNameError
        If no briefing can have such a list, or there is no such briefing.
    """
    if name not in PARTS:
        raise unknown("part of a briefing", name, PARTS)
    source = package(folder)
    return source.table(f"briefing-{_known(briefing, source)}-{name}", optional=True)


def registry(
    briefing: str | None = None, *, folder: Folder = None, under: Assumptions | None = None
) -> Mapping[str, Fact]:
    """Every figure of a briefing by its id, in the order of the table; derived ones are computed.

    Parameters
    ----------
    briefing, folder
        As for :func:`pages`.
    under : Assumptions, optional
        What to assume in place of the table of assumptions; :func:`briefing.assumptions`.

    Raises
    ------
    TableError
        Naming file, row and column of a figure that cannot be built.
    """
    source = opened(folder, under)
    key = _known(briefing, source)
    return source.memo(("registry", key, source.assumed), lambda: _registry(key, source))


def figure(
    id: str,
    briefing: str | None = None,
    *,
    folder: Folder = None,
    under: Assumptions | None = None,
) -> Fact:
    """One figure of a briefing.

    Parameters
    ----------
    id : str
        E.g. "industry-share-gdp-2023", alone or with its briefing's key and a colon before it.
        :func:`figures` lists them.
    briefing : str, optional
        The briefing's key; the latest without it.
    folder : Path, optional
        A data folder other than the library's own.
    under : Assumptions, optional
        What to assume in place of the table of assumptions; :func:`briefing.assumptions`.

    Raises
    ------
    UnknownNameError
        If there is no such figure or briefing; near matches are suggested.

    Examples
    --------
    >>> figure("industry-share-gdp-2023").quantity
    <Quantity 31.7 %: [31.65, 31.75) percent>
    """
    key, colon, rest = id.partition(":")
    if colon:
        if briefing not in (None, key):
            raise BriefingError(f"id: {id!r} is not of {briefing!r}; name one briefing")
        id, briefing = rest, key
    known = registry(briefing, folder=folder, under=under)
    return look_up(f"figure of {briefing or latest(folder)}", id, known)


def figures(
    briefing: str | None = None, *, folder: Folder = None, under: Assumptions | None = None
) -> pd.DataFrame:
    """Every figure of a briefing as a table.

    Parameters
    ----------
    briefing, folder, under
        As for :func:`figure`.

    Returns
    -------
    DataFrame
        Indexed by id. ``quantity`` holds :class:`~briefing.quantity.Quantity` objects; ``lower``,
        ``upper``, ``lower_closed`` and ``upper_closed`` are their ends in ``unit``. ``stated`` is
        False for derived figures. ``rests_on`` names the assumptions (of :func:`assumptions`) by
        which it was read. What does not apply is None.
    """
    import pandas as pd

    names = (
        "measure population area period quantity unit lower upper lower_closed upper_closed "
        "qualifier kind denominator relation stated speaker said_in locator note operation parts "
        "assumptions"
    ).split()
    rows = {}
    for id, fact in registry(briefing, folder=folder, under=under).items():
        rows[id] = {name: attribute(fact, name) for name in names} | {
            "period": fact.scope.period and str(fact.scope.period),
            "stated": isinstance(fact.provenance, Said),
            "note": fact.note or None,
            "parts": attribute(fact, "parts") or (),
            "rests_on": tuple(one.id for one in fact.rests_on),
        }
    table = pd.DataFrame.from_dict(rows, orient="index", dtype=object)
    table = table.rename(columns={"operation": "derivation", "parts": "derived_from"})
    return table.rename_axis("id")


# -- from rows to facts --------------------------------------------------------------------------


def _pages(source: Package) -> dict[str, list[dict[str, Any]]]:
    """Pages by briefing, the briefings by date; those of one day stay in the order of the table.

    A briefing whose figures no table gives yet is a draft, and is left out.
    """

    def build() -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = {}
        for row in sorted(source.table("briefings"), key=lambda row: row["date_said"]):
            if source.has(f"briefing-{row['briefing']}-figures"):
                found.setdefault(row["briefing"], []).append(row)
        if not found:
            raise TableError("briefings.csv: no briefing has a table of figures; describe one")
        for number, row in enumerate(source.table("briefings"), start=2):
            for column in _OF_A_TRANSCRIPT if row["read_as"] == "transcript" else ():
                if row[column] is None:
                    raise TableError(
                        f"briefings.csv, row {number}, column {column}: is empty; a page of a "
                        "transcript needs it"
                    )
        return found

    return source.memo("pages", build)


def _rank(page: Mapping[str, Any]) -> tuple[bool, Any]:
    """Order a page among others: what was read in a transcript, then what was said last."""
    return page["read_as"] == "transcript", page["date_said"]


def _known(briefing: str | None, source: Package) -> str:
    """Return the key of a briefing, of the latest where none is given."""
    briefing = latest(source) if briefing is None else briefing
    look_up("briefing", briefing, _pages(source))
    return briefing


def _registry(key: str, source: Package) -> Mapping[str, Fact]:
    """Build the facts of a briefing from its table of figures."""
    name, words, found = f"briefing-{key}-figures", vocabulary(source), dict[str, Fact]()
    reported = _pages(source)[key][0]["read_as"] == "report"
    for number, row in enumerate(source.table(name), start=2):
        try:
            scope = _scope(row, key, words)
            build = _derived if row["derivation"] else _reported if reported else _said
            fact = build(row, scope, found, key, given(source))
            found[row["id"]] = replace(fact, vocabulary=words)
        except BriefingError as error:
            path = source.resource(name)["path"]
            raise TableError(f"{path}, row {number}, {error}") from None
    return MappingProxyType(found)


def _scope(row: dict[str, Any], key: str, words: Vocabulary) -> Scope:
    """Read what a row is about; its measure must be one of the vocabulary."""
    kind = look_up("column measure:", row["measure"], words.measures)["kind"]
    period = Period.parse(row["period"]) if row["period"] else None
    about = (row["measure"], row["population"], row["area"], period, row["denominator"])
    return Scope(*about, vintage=f"said {key}", kind=kind)


def _said(
    row: dict[str, Any], scope: Scope, found: Mapping[str, Fact], key: str, assumed: Assumptions
) -> Fact:
    """Build a fact that a row states."""
    _filled(row, *Locator._fields, "speaker", "said_in")
    locator = Locator(*(row[name] for name in Locator._fields))
    return _stated(row, scope, found, Said(key, row["speaker"], row["said_in"], locator), assumed)


def _reported(
    row: dict[str, Any], scope: Scope, found: Mapping[str, Fact], key: str, assumed: Assumptions
) -> Fact:
    """Build a fact that a row states as it was reported, without a place in a transcript."""
    _filled(row, "words", "speaker")
    for column in (*Locator._fields[:-1], "said_in"):
        if row[column] is not None:
            raise BriefingError(f"column {column}: is filled, but only reports were read; leave it")
    return _stated(
        row, scope, found, Said(key, row["speaker"], "", Reported(row["words"])), assumed
    )


def _filled(row: dict[str, Any], *columns: str) -> None:
    for column in columns:
        if row[column] is None:
            raise BriefingError(f"column {column}: is empty; a stated figure needs it")


def _stated(
    row: dict[str, Any], scope: Scope, found: Mapping[str, Fact], said: Said, assumed: Assumptions
) -> Fact:
    """Build a fact that a row states, from who said it and where."""
    if (row["relation"] is None) != (row["relative_to"] is None):
        raise BriefingError("column relative_to: goes with relation; give both, or neither")
    quantity = None
    if row["qualifier"] or row["value"] is not None or row["relation"] is None:
        total = _total(row, found)
        quantity = quantity_of(row, kind=scope.kind, total=total, under=assumed)
    relation = row["relation"] and Relation(row["relation"], row["relative_to"])
    said = replace(said, decimals=row["decimals"])
    on = assumed.of(leaning(row))
    return Fact(row["id"], quantity, scope, said, relation, row["note"] or "", on)


def _total(row: dict[str, Any], found: Mapping[str, Fact]) -> int | None:
    """Return the whole that a count is of: the value of the row that column ``of`` names."""
    if row["of"] is None:
        return None
    of = found.get(row["of"])
    if of is None or of.scope.kind != "count" or of.quantity is None or of.quantity.upper is None:
        raise BriefingError(f"column of: {row['of']!r} is no count in a row above")
    return int(of.quantity.upper)


def _derived(
    row: dict[str, Any], scope: Scope, found: Mapping[str, Fact], key: str, assumed: Assumptions
) -> Fact:
    """Compute a fact from those that a row names.

    The row says what the result measures and, where a change was taken from a rate, of which
    period the rate is. The rest must be as computed.
    """
    ids = (row["derived_from"] or "").split()
    if len(ids) != 2 or not all(id in found for id in ids):
        raise BriefingError(
            f"column derived_from: {row['derived_from'] or 'nothing'} does not serve; give the ids "
            "of two figures from rows above"
        )
    if row["value"] is not None or row["qualifier"] != "derived":
        raise BriefingError("column qualifier: a derived figure has no value and is derived")
    try:
        parts = [found[id] for id in ids]
        result = combine(row["derivation"], *parts, assuming=row["assuming"])
    except BriefingError as error:
        raise BriefingError(f"column derivation: {error}") from None
    lost = parts[0].scope.period is not None and result.scope.period is None
    free = {"measure", "period"} if lost else {"measure"}
    for column in scope.differences(result.scope, free):
        told, computed = getattr(scope, column), getattr(result.scope, column)
        raise BriefingError(
            f"column {column}: {told or 'not stated'} is not what is computed, which is "
            f"{computed or 'not stated'}; correct it"
        )
    keys = tuple(part.key for part in parts)
    origin = Derived(row["derivation"], keys, result.assumptions, key)
    note, on = row["note"] or "", result.rests_on
    return Fact(row["id"], result.quantity, scope, origin, note=note, rests_on=on)
