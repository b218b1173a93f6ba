"""A claim under one reading: what was said, and the official figures that the reading asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from briefing.errors import BriefingError, ScopeError, TableError, unknown
from briefing.facts.fact import Fact, value_of
from briefing.facts.official import agreed, official
from briefing.facts.period import Period
from briefing.facts.scope import vocabulary
from briefing.facts.tables import Package, package
from briefing.wording import to_fraction

#: The last period for which a series has a figure of everybody who counts. Figures whose source
#: states no period are taken only where no others are held.
LATEST = "{latest}"


class NoDataError(BriefingError):
    """No official figure is held for what a reading asks."""


def resolve(text: str, said: Fact) -> Period:
    """Return the period that a reading names, counted from the period of what was said.

    Parameters
    ----------
    text : str
        A period such as "2023", or one of these: "{period}" the period of what was said,
        "{period-1y}" the same months a year before, "{year}" the calendar year in which it ends,
        "{year-1}" the year before that, "{half}" the first half of the year in which it ends,
        "{end}" its last month, "{end-1m}" the month before that, "{end-1y}" the same month a year
        before, "{before}" as many months just before the period.
    said : Fact
        What was said.

    Raises
    ------
    BriefingError
        If the text has another form, or counts from a period that was not stated.
    """
    if not text.startswith("{"):
        return Period.parse(text)
    base = said.scope.period
    if base is None:
        raise BriefingError(f"{said.key} states no period")
    year, end = Period.parse(f"{base.year:04}"), Period(base.end.replace(day=1), base.end)
    periods = {
        "{period}": base,
        "{period-1y}": base.shift(years=-1),
        "{year}": year,
        "{year-1}": year.shift(years=-1),
        "{half}": Period.parse(f"{base.year:04}-01/{base.year:04}-06"),
        "{end}": end,
        "{end-1m}": end.shift(months=-1),
        "{end-1y}": end.shift(years=-1),
        "{before}": base.shift(months=-base.months),
    }
    if text not in periods:
        raise unknown("period", text, periods)
    return periods[text]


def rank(fact: Fact) -> Fraction:
    """Return the middle of what a fact's quantity allows, to order facts by."""
    middle = value_of(fact).midpoint
    if middle is None:
        raise BriefingError(f"{fact.key} has no two ends; it cannot be ranked")
    return middle


def lists(folder: Any = None) -> dict[str, list[str]]:
    """Return the lists of provinces that the data package assumes: assumptions, not data.

    Returns
    -------
    dict of str to list of str
        The names of the areas in each list.
    """
    source = package(folder)
    areas = vocabulary(source).areas
    found: dict[str, list[str]] = {}
    for row in source.table("official-province-lists", optional=True):
        found.setdefault(row["list"], []).append(areas[row["area"]]["name"])
    return found


@dataclass(frozen=True, slots=True)
class Case:
    """What was said, and one row of the table of readings.

    A relation asks the case for official figures. Each figure is about what was said, in the
    population, area, period and vintage of the row; an empty cell means the claim's own.

    Attributes
    ----------
    said : Fact
        What was said.
    row : dict
        A row of the table of readings.
    package : Package
        Where the official figures are looked up.
    """

    said: Fact
    row: Mapping[str, Any] = field(repr=False)
    package: Package = field(repr=False)

    def cell(self, name: str) -> str:
        """Return the text of a cell of the row; "" where it is empty."""
        return self.row.get(name) or ""

    def official(self) -> Fact:
        """Return the official figure of the row, for the area of what was said."""
        return self._one(self.cell("series"), self.cell("period"), self._population)

    def whole(self) -> Fact:
        """Return what the row's figure is a share of: ``against``, for the same period."""
        return self._one(self.cell("against"), self.cell("period"), self.said.scope.denominator)

    def reference(self) -> Fact | Fraction:
        """Return what the row's figure is set against: a number, or a figure of a period."""
        against = self.cell("against")
        if re.fullmatch(r"[-+]?[0-9.]+", against):
            return to_fraction(against, "against")
        when = self.cell("against_period") or self.cell("period")
        return self._one(against or self.cell("series"), when, self._population)

    def earlier(self) -> Fact:
        """Return the figure of the row's series for the period that it is set against."""
        return self._one(self.cell("series"), self.cell("against_period"), self._population)

    def members(self) -> dict[str, Fact]:
        """Return the official figures of areas within that of what was said, by their names."""
        series, when = self.cell("series"), self.cell("period")
        return agreed(self._facts(series, when, self._population, within=True))

    def parts(self) -> dict[str, Fact]:
        """Return the official figures of the parts of the whole, each less that of ``against``."""
        found = self._parts(self.cell("series"))
        if not (less := self.cell("against")):
            return found
        others = self._parts(less)
        if missing := found.keys() - others.keys():
            raise NoDataError(f"no {less} of {', '.join(sorted(missing))} is held")
        return {
            name: replace(fact, quantity=value_of(fact) - value_of(others[name]))
            for name, fact in found.items()
        }

    def _parts(self, series: str) -> dict[str, Fact]:
        whole, facts = self.said.scope.denominator, self._facts(series, self.cell("period"), None)
        held = {fact.scope.population: fact for fact in facts}
        return {population: fact for population, fact in held.items() if population != whole}

    def inside(self) -> dict[str, str]:
        """Return the names of the areas directly within that of what was said, by their codes."""
        areas = vocabulary(self.package).areas.items()
        return {area: row["name"] for area, row in areas if row["within"] == self.said.scope.area}

    def listed(self, ranked: Mapping[str, Fact] | None = None) -> list[str]:
        """Return the members of the row's list; "all" is every area directly within.

        Parameters
        ----------
        ranked : dict of str to Fact, optional
            The figures by which "largest 10" names the ten largest.

        Raises
        ------
        UnknownNameError
            If there is no such list.
        """
        name = self.cell("list")
        if name == "all":
            return list(self.inside().values())
        largest = re.fullmatch(r"largest ([0-9]{1,4})", name)
        if largest and ranked:
            order = sorted(ranked, key=lambda name: rank(ranked[name]), reverse=True)
            return order[: int(largest[1])]
        known = lists(self.package)
        if name not in known:
            raise unknown("list", name, known)
        return known[name]

    @property
    def _population(self) -> str:
        return self.cell("population") or self.said.scope.population

    def _one(self, series: str, when: str, population: str | None) -> Fact:
        return next(iter(agreed(self._facts(series, when, population)).values()))

    def _facts(
        self, series: str, when: str, population: str | None, *, within: bool = False
    ) -> list[Fact]:
        """Look up figures; without a series, those of any with the measure of what was said."""
        said, vintage, words = self.said.scope, self.cell("vintage"), vocabulary(self.package)
        period = None if when == LATEST else str(resolve(when, self.said))
        rows = words.series.values()
        alike = [row["series"] for row in rows if row["measure"] == said.measure]
        for name in [series] if series else alike:
            try:
                held = official(name, vintage=vintage, period=period, folder=self.package)
            except TableError:
                raise
            except BriefingError:  # nothing in this vintage, or for this period
                continue
            held = [
                fact
                for fact in held
                if population in (None, fact.scope.population)
                and words.contains(said.area, fact.scope.area)
                and within == (fact.scope.area != said.area)
            ]
            if held:
                return held if period else _latest(held, set(self.inside()) if within else set())
        raise NoDataError(
            f"no {series or said.measure} ({population or 'any population'}, {said.area}, "
            f"{vintage}) is held for {period or 'any period'}"
        )

    def check(self, fact: Fact, *, measure: bool = False) -> None:
        """Refuse a figure that is not about what was said, unless the row names a bridge.

        Population, area, and price basis, period and denominator where they are stated, must be
        those of what was said; the measure too where ``measure`` is true.

        Raises
        ------
        ScopeError
            Naming what was said, the figure, and in what they differ.
        """
        said, scope, words = self.said.scope, fact.scope, vocabulary(self.package)
        whole = said.denominator
        fits = {
            "measure": not measure or said.measure == scope.measure,
            "population": words.allows(said.population, scope.population),
            "area": words.contains(said.area, scope.area),
            "period": said.period in (None, scope.period),
            "denominator": whole is None or words.allows(whole, scope.denominator or ""),
            "price basis": said.price_basis in (None, scope.price_basis),
        }
        differing = [name for name, same in fits.items() if not same]
        if differing and not self.cell("bridge"):
            raise ScopeError(
                f"{self.said.key} ({said}) and {fact.id} ({scope}) differ in "
                f"{', '.join(differing)}; the reading must name a bridge"
            )


def _latest(held: list[Fact], areas: set[str]) -> list[Fact]:
    """Keep the figures of the last period that has one of each area."""
    there: dict[Period | None, set[str]] = {}
    for fact in held:
        there.setdefault(fact.scope.period, set()).add(fact.scope.area)
    whole = [period for period, found in there.items() if areas <= found]
    if not whole:
        raise NoDataError(f"{held[0].id}: its series has a figure of each area for no period")
    last = max((period for period in whole if period), default=None)
    return [fact for fact in held if fact.scope.period == last]
