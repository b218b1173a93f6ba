"""What a number is about, and the vocabulary in which that is said.

The codes come from the vocabulary tables of the data package. So two briefings and a statistics
office use the same words, and the library knows which population or area contains which.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from briefing.errors import BriefingError, unknown
from briefing.facts.period import Period
from briefing.facts.tables import Package, package

#: Where data are read from: a folder, a package that is open, or the library's own data.
Folder = Path | str | Package | None
#: What a number can be: an amount, a rate of growth, a part of a whole, a difference, a number of
#: things. It decides what the number may be added to or subtracted from.
KINDS = ("level", "rate", "share", "change", "count")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a number is about.

    Attributes
    ----------
    measure, population, area : str
        What is measured, of which enterprises or things, where. Codes of the vocabulary.
    period : Period or None
        ``None`` where none is stated. Text such as "2024-05" is read as a period.
    denominator : str or None
        The population that is the whole of a share.
    price_basis : str or None
        "current prices" or "constant prices"; ``None`` where it is not stated.
    vintage : str or None
        Which publication. What a briefing says has the vintage "said" with the briefing's key.
    kind : str
        One of :data:`KINDS`.

    Raises
    ------
    BriefingError
        If the kind is unknown, or the period cannot be read.

    Examples
    --------
    >>> steel = Scope("value added", "steel", "CN", "2023")
    >>> coal = Scope("value added", "coal", "CN", "2024")
    >>> steel.differences(coal)
    ('population', 'period')
    """

    measure: str
    population: str
    area: str
    period: Period | None
    denominator: str | None = None
    price_basis: str | None = None
    vintage: str | None = None
    kind: str = "level"

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise unknown("kind", self.kind, KINDS)
        if isinstance(self.period, str):
            object.__setattr__(self, "period", Period.parse(self.period))
        if self.period is not None and not isinstance(self.period, Period):
            raise BriefingError(f'period: {self.period!r} is no period; write e.g. "2024-05"')

    def differences(self, other: Scope, ignoring: Collection[str] = ()) -> tuple[str, ...]:
        """Name the attributes in which two scopes differ, except those that are ignored.

        An attribute that only one of the two states counts as a difference.
        """
        return tuple(
            field.name
            for field in fields(self)
            if field.name not in ignoring
            and getattr(self, field.name) != getattr(other, field.name)
        )

    def __str__(self) -> str:
        share = self.denominator and f"as a share of {self.denominator}"
        period = str(self.period) if self.period else "period not stated"
        parts = (self.population, self.area, period, share, self.price_basis, self.vintage)
        return ", ".join(part for part in parts if part)


class Vocabulary:
    """The words of a data package: measures, populations, areas and series.

    Parameters
    ----------
    package : Package
        The data package whose tables are read.

    Attributes
    ----------
    measures, populations, areas, series : dict
        Rows of the vocabulary tables by their code.
    """

    def __init__(self, package: Package) -> None:
        def rows(name: str, key: str) -> dict[str, dict[str, Any]]:
            return {row[key]: row for row in package.table(name, optional=True)}

        self.package = package
        self.measures = rows("measures", "measure")
        self.populations = rows("populations", "population")
        self.areas = rows("areas", "area")
        self.series = rows("series", "series")
        self._several = sum(not row["within"] for row in self.areas.values()) > 1

    def contains(self, outer: str, inner: str) -> bool:
        """Whether a population or area contains another, directly or not; each contains itself."""
        seen: set[str] = set()
        here: str | None = inner
        while here is not None and here not in seen:
            if here == outer:
                return True
            seen.add(here)
            row = self.populations.get(here) or self.areas.get(here) or {}
            here = row.get("within")
        return False

    def allows(self, said: str, official: str) -> bool:
        """Whether an official population may be the one a speaker means.

        It may if it is the same, or if the speaker leaves the population open and it lies within
        what he can mean.
        """
        row = self.populations.get(said, {})
        within = row.get("within")
        is_open = row.get("open") == "yes" and within is not None
        return said == official or (is_open and self.contains(str(within), official))

    def member(self, area: str, population: str) -> str:
        """Name whom a number is about: an area within a nation, else the population.

        Where the package has several nations, the nation's name stands before the population.
        """
        place = self.areas.get(area)
        if place and place["within"]:
            return str(place["name"])
        label = self.populations.get(population, {}).get("label") or population
        return f"{place['name']}, {label}" if place and self._several else str(label)


def vocabulary(folder: Folder = None) -> Vocabulary:
    """Return the vocabulary of a data package; it is read once."""
    source = package(folder)
    return source.memo("vocabulary", lambda: Vocabulary(source))
