"""Official statistics beside the briefing: loaded by series, period and vintage, never mixed.

A published series lives in vintages: first published, revised, as displayed in a database on a
certain day. They disagree, and a ratio of one vintage to another is nobody's figure. So the caller
says which vintage is meant, and what is computed from two refuses to mix vintages, populations, or
nominal values with real ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import tables
from briefing.errors import BriefingError, ScopeError, TableError, UnknownNameError
from briefing.figures import LATEST, OPERATIONS
from briefing.figures import cite as cite_figure
from briefing.quantity import Answer, Quantity

if TYPE_CHECKING:
    import pandas as pd

#: The tables of statistics; each series stands in one of them.
TABLES = (
    "national-accounts",
    "monthly-growth",
    "division-growth",
    "work-plan-targets",
    "key-industry-outturns",
    "province-value-added",
    "province-growth",
    "city-growth",
)
NATION = "000000"
#: How a table marks a value by its confidence, and what it says of the marks.
MARKS = {"primary": " *", "secondary": "", "single-source": " °"}
MARKS_MEAN = (  # as Markdown, where a star at the beginning would be a bullet
    "Marks: * on a government page; ° from a single source; without a mark, confirmed by a second."
)
#: Each population contains those after it; a part may be set against a whole that contains it.
POPULATIONS = ("whole economy", "all industry", "above designated size")


@dataclass(frozen=True, slots=True)
class Statistic:
    """One published number with what it takes to use and to cite it.

    Attributes
    ----------
    series, area, member : str
        What is measured, where (GB/T 2260), and of which industry, division, province or city.
    population, price_basis : str
        Of which enterprises; in current or constant prices ("" where the source does not say).
    period_start, period_end : date
        First and last day.
    quantity : Quantity
        The value with its rounding or qualifier.
    vintage, producer, read_in, address, confidence : str
        Which publication, by whom, where it was read, and how well it is confirmed: primary,
        secondary (a second source agrees) or single-source.
    note : str
        What a reader must know.
    """

    series: str
    area: str
    member: str
    population: str
    price_basis: str
    period_start: date
    period_end: date
    quantity: Quantity
    vintage: str
    producer: str
    read_in: str
    address: str
    confidence: str
    note: str

    @property
    def period(self) -> str:
        """The period, as :func:`load` takes it."""
        return period_name(self.period_start, self.period_end)

    @property
    def id(self) -> str:
        """Name for citing: series, member, period and vintage."""
        return "/".join((self.series, self.member, self.period.replace("/", ".."), self.vintage))

    def __str__(self) -> str:
        return str(self.quantity)

    @property
    def marked(self) -> str:
        """The value with the mark of its confidence, for a table that names no sources."""
        return f"{self}{MARKS[self.confidence]}"

    def __repr__(self) -> str:
        return f"<Statistic {self.id}: {self} ({self.population}; {self.confidence})>"

    def _repr_html_(self) -> str:
        about = f"{self.id} ({self.producer}; {self.confidence})"
        return f"<strong>{escape(str(self))}</strong> {escape(about)}"


# -- periods -------------------------------------------------------------------------------------


def period_name(start: date, end: date) -> str:
    """Name a period: "2023", "2024-05" or "2024-01/2024-05"."""
    if (start.month, end.month, start.year) == (1, 12, end.year):
        return str(start.year)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start:%Y-%m}"
    return f"{start:%Y-%m}/{end:%Y-%m}"


def parse_period(text: str) -> tuple[date, date]:
    """First and last day of a period written as "2023", "2024-05" or "2024-01/2024-05".

    Raises
    ------
    BriefingError
        If it has another form, or ends before it starts.
    """
    text = str(text)
    if not re.fullmatch(r"\d{4}(-\d\d(/\d{4}-\d\d)?)?", text):
        raise BriefingError(f"period: {text!r} must look like 2023, 2024-05 or 2024-01/2024-05")
    first, _, last = (f"{text}-01/{text}-12" if len(text) == 4 else text).partition("/")
    try:
        start = date.fromisoformat(f"{first}-01")
        end = date.fromisoformat(f"{last or first}-28") + timedelta(days=4)
    except (ValueError, OverflowError):
        raise BriefingError(f"period: {text!r} names a month that does not exist") from None
    end -= timedelta(days=end.day)
    if end < start:
        raise BriefingError(f"period: {text!r} ends before it starts")
    return start, end


# -- loading -------------------------------------------------------------------------------------


def series(folder: Path | None = None) -> dict[str, str]:
    """Every series, with the table it stands in."""
    return {row["series"]: table for table in TABLES for row in _rows(table, folder)}


def vintages(name: str, folder: Path | None = None) -> list[str]:
    """Vintages in which a series is held.

    Raises
    ------
    UnknownNameError
        If the series is unknown.
    """
    known = series(folder)
    if name not in known:
        raise UnknownNameError(_unknown("series", name, known))
    rows = _rows(known[name], folder)
    return list(dict.fromkeys(row["vintage"] for row in rows if row["series"] == name))


def load(
    name: str,
    *,
    vintage: str | None = None,
    period: str | None = None,
    folder: Path | None = None,
    **where: str,
) -> list[Statistic]:
    """Load the published values of a series in one vintage.

    Parameters
    ----------
    name : str
        The series, e.g. "growth_cumulative"; :func:`series` lists them.
    vintage : str
        Which publication; there is no default, for vintages disagree.
    period : str, optional
        "2023", "2024-05" or "2024-01/2024-05"; all periods without it.
    folder : Path, optional
        A data folder other than the library's own.
    **where : str
        Further columns to hold fast, e.g. ``industry="total"`` or ``area="440000"``.

    Returns
    -------
    list of Statistic
        In the order of the table. A gap in the publication is a gap here.

    Raises
    ------
    UnknownNameError
        If series, vintage or a column's value is unknown; near matches are suggested.
    BriefingError
        If the vintage is not given, the period is malformed, or nothing was published for it; a
        January or February that is published only together with the other says so.
    """
    held = vintages(name, folder)
    if vintage is None:
        raise BriefingError(f"vintage: say which vintage of {name}; there is {'; '.join(held)}")
    if vintage not in held:
        raise UnknownNameError(_unknown(f"vintage of {name}", vintage, held))
    table = series(folder)[name]
    rows = [row for row in _rows(table, folder) if row["series"] == name]
    rows = [row for row in rows if row["vintage"] == vintage]
    for column, value in where.items():
        if column not in rows[0]:
            raise UnknownNameError(_unknown(f"column of {table}", column, list(rows[0])))
        values = list(dict.fromkeys(row[column] for row in rows))
        if value not in values:
            raise UnknownNameError(_unknown(f"{column} in {name}", value, values))
        rows = [row for row in rows if row[column] == value]
    if period is not None:
        start, end = parse_period(period)
        held = rows
        rows = [row for row in rows if (row["period_start"], row["period_end"]) == (start, end)]
        if not rows:
            raise BriefingError(_no_such_period(name, start, end, held, _rows(table, folder)))
    return [_statistic(row) for row in rows]


def one(name: str, *, vintage: str | None = None, period: str | None = None, **where) -> Statistic:
    """Return the one value of a series for a period and vintage.

    Where several sources report it and agree, the best confirmed of them stands.

    Raises
    ------
    BriefingError
        As :func:`load`; also if more than one member is left, or sources disagree.
    """
    found = agreed(load(name, vintage=vintage, period=period, **where))
    if len(found) > 1:
        members = ", ".join(found)
        raise BriefingError(f"{name}: holds {len(found)} values ({members}); narrow it to one")
    return next(iter(found.values()))


def agreed(statistics: Iterable[Statistic]) -> dict[str, Statistic]:
    """One value a member, where sources that report the same thing agree.

    Returns
    -------
    dict of str to Statistic
        By member, the best confirmed first among its sources; qualified values ("about", "over")
        give way to rounded ones.

    Raises
    ------
    ScopeError
        If the values are of different periods, vintages, populations or price bases.
    BriefingError
        If there is none, or two rounded values of a member have nothing in common.
    """
    ranked = sorted(
        statistics,
        key=lambda s: (
            s.quantity.qualifier != "rounded",
            ("primary", "secondary", "single-source").index(s.confidence),
        ),
    )
    if not ranked:
        raise BriefingError("statistics: is empty; nothing was published")
    for attribute in ("series", "period", "vintage", "population", "price_basis"):
        held = sorted({getattr(s, attribute) for s in ranked})
        if len(held) > 1:
            raise ScopeError(f"statistics: mixes {attribute} {' and '.join(held)}; choose one")
    chosen: dict[str, Statistic] = {}
    for statistic in ranked:
        first = chosen.setdefault(statistic.member, statistic)
        if statistic.quantity.qualifier == "rounded" and not meets(
            first.quantity, statistic.quantity
        ):
            raise BriefingError(
                f"{statistic.member}: sources disagree, {first} ({first.read_in}) and {statistic} "
                f"({statistic.read_in}); choose one by read_in"
            )
    return chosen


def meets(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities, of one unit, have a value in common."""
    return (one < other) is not Answer.CERTAIN and (other < one) is not Answer.CERTAIN


def frame(statistics: Iterable[Statistic]) -> pd.DataFrame:
    """Statistics as a table, one row each, for reading and plotting.

    Returns
    -------
    DataFrame
        Columns series, member, period, value (as published, in ``unit``), unit, population,
        vintage, producer, read_in, confidence, note, quantity and possible (the range it stands
        for, in ``unit``).
    """
    import pandas as pd

    columns = ["series", "member", "period", "population", "vintage", "producer", "read_in"]
    columns += ["confidence", "note", "quantity"]
    rows = [{name: getattr(s, name) for name in columns} for s in statistics]
    table = pd.DataFrame(rows, columns=columns, dtype=object)
    table.insert(3, "value", [float(quantity.point) for quantity in table["quantity"]])
    table.insert(4, "unit", [quantity.unit for quantity in table["quantity"]])
    table["possible"] = [quantity.interval for quantity in table["quantity"]]
    return table


def source_line(statistics: Iterable[Statistic], addition: str = "") -> str:
    """Source line of a chart: producers, vintages, and how many values rest on a single source."""
    statistics = list(statistics)
    if not statistics:
        raise BriefingError("statistics: is empty; a source line needs what it is the source of")
    producers = list(dict.fromkeys(s.producer for s in statistics))
    offices = "; ".join(producers)
    if len(producers) > 2:
        offices = f"{producers[0]} and {len(producers) - 1} other offices"
    vintages = "; ".join(dict.fromkeys(s.vintage for s in statistics))
    single = sum(s.confidence == "single-source" for s in statistics)
    weak = f"; {single} of {len(statistics)} values single-source" if single else ""
    return f"Source: {offices}; {vintages}{weak}{addition}"


# -- computing -----------------------------------------------------------------------------------


def combine(
    operation: str, first: Statistic, second: Statistic, *, assuming: str | None = None
) -> Quantity:
    """Compute with two statistics of one vintage, population and price basis.

    Parameters
    ----------
    operation : str
        As for :func:`briefing.figures.combine`. For a share the second's population may contain
        the first's. Differences of growth rates may span periods.
    first, second : Statistic
        The operands.
    assuming : str, optional
        The assumption, in words, that bridges a difference.

    Raises
    ------
    ScopeError
        If vintage, population, price basis or (for shares) period differ, or one is of another area
        that is not the nation, and nothing bridges it.
    """
    if operation not in OPERATIONS:
        raise BriefingError(
            f"operation: {operation!r} is unknown; use one of {', '.join(OPERATIONS)}"
        )
    shares = operation.startswith("share")
    attributes = ["vintage", "population", "price_basis", "area", *(["period"] if shares else [])]
    for attribute in attributes:
        a, b = getattr(first, attribute), getattr(second, attribute)
        contained = attribute == "area" and b == NATION
        if shares and attribute == "population":
            contained = POPULATIONS.index(b) <= POPULATIONS.index(a)
        if a != b and not contained and not assuming:
            raise ScopeError(
                f"{first.id} has {attribute} {a!r}, {second.id} has {b!r}; they do not combine "
                "unless you say what bridges the difference (assuming=…)"
            )
    return OPERATIONS[operation](first.quantity, second.quantity)


def cite(id: str, briefing: str = LATEST) -> str:
    """How to cite a figure: one of a briefing, or an official one.

    Parameters
    ----------
    id : str
        A figure's id (:func:`briefing.figures.cite`), or an official figure's as
        :attr:`Statistic.id` gives it: then value, producer, vintage, where it was read and how
        well it is confirmed.
    briefing : str
        The briefing's date, for a figure of a briefing.

    Raises
    ------
    UnknownNameError
        If there is no such statistic; near matches are suggested.
    """
    if "/" not in id:
        return cite_figure(id, briefing)
    found = [s for table in TABLES for s in map(_statistic, _rows(table, None)) if s.id == id]
    if not found:
        every = sorted({_statistic(row).id for table in TABLES for row in _rows(table, None)})
        raise UnknownNameError(_unknown("statistic", id, every))
    return "\n".join(
        f"{s.series.replace('_', ' ')}, {s.member}, {s.period}: {s} ({s.population}"
        f"{f', {s.price_basis}' if s.price_basis else ''}); {s.producer}, {s.vintage}; read in "
        f"{s.read_in}{f', {s.address}' if s.address else ''} ({s.confidence})"
        f"{f'. {s.note}' if s.note else ''}"
        for s in found
    )


# -- from rows to statistics ---------------------------------------------------------------------


@cache
def _rows(table: str, folder: Path | None) -> list[dict]:
    return tables.read(f"official-{table}", folder)


@cache
def _built(key: tuple) -> Statistic:
    row = dict(key)
    # The most particular name a row has says whom it is about.
    member = next(
        row[name]
        for name in ("division_name", "city", "province", "industry", "area")
        if row.get(name)
    )
    texts = ("population", "price_basis", "vintage", "producer", "read_in", "address", "note")
    return Statistic(
        series=row["series"],
        area=row["area"],
        member="China" if member == NATION else member,
        period_start=row["period_start"],
        period_end=row["period_end"],
        quantity=quantity(row),
        confidence=row["confidence"],
        **{name: row.get(name) or "" for name in texts},
    )


def _statistic(row: dict) -> Statistic:
    return _built(tuple(row.items()))


def quantity(row: dict) -> Quantity:
    """Value of a row with its rounding or qualifier.

    Raises
    ------
    TableError
        If the qualifier is unknown.
    """
    value, unit, decimals = row["value"], row["unit"], row["decimals"]
    rounds = row["qualifier"] in ("rounded", "derived", "about")
    if value is None or unit is None or (rounds and decimals is None):
        raise TableError(f"{row['series']}: a row without value, unit or decimals; complete it")
    match row["qualifier"]:
        case "rounded":
            return Quantity.rounded(value, unit, decimals)
        case "derived":
            # The difference of two rounded values: half a unit of the last digit for each.
            step = Fraction(10) ** -decimals
            ends = {"lower_closed": False, "upper_closed": False}
            value = Fraction(value)
            return Quantity(
                value - step, value + step, unit, **ends, point=value, decimals=decimals
            )
        case "exact":
            return Quantity.exact(value, unit)
        case "over":
            return Quantity.over(value, unit)
        case "at least":
            return Quantity.at_least(value, unit)
        case "about":
            # Nobody says how wide it is: half a unit of the last digit printed is the least.
            return Quantity.about(value, unit, within=Fraction(10) ** -decimals / 2)
        case other:
            raise TableError(f"{row['series']}, qualifier: {other!r} cannot be read as a range")


def _unknown(kind: str, name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    known = [str(entry) for entry in known]
    near = get_close_matches(str(name), known, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else f"there is {'; '.join(known[:12])}"
    return f"{kind} {name!r} is unknown; {hint}"


def _no_such_period(name: str, start: date, end: date, held: list[dict], table: list[dict]) -> str:
    """Say why a period is missing: published together with another month, or not at all."""
    wanted = period_name(start, end)
    january, february = parse_period(f"{start.year}-01/{start.year}-02")
    months = {
        row["period_end"].month
        for row in held
        if row["period_start"].month == row["period_end"].month
    }
    joint = {
        row["series"]
        for row in table
        if (row["period_start"], row["period_end"]) == (january, february)
    }
    alone = start.month == end.month <= 2 and not {1, 2} & months
    if alone and joint:
        return (
            f"period: {name} has no {wanted} alone, for January and February are published "
            f'together; ask for "{start.year}-01/{start.year}-02" of {" or ".join(sorted(joint))}'
        )
    from difflib import get_close_matches

    names = sorted({period_name(row["period_start"], row["period_end"]) for row in held})
    near = get_close_matches(wanted, names, cutoff=0.5) or names[-3:]
    return (
        f"period: {name} was not published (or not found) for {wanted}; there is {', '.join(near)}"
    )
