"""What is assumed where nobody says: one table, and a set of values that is passed along.

The table says how far each assumption may go, and why. Whoever assumes something else makes a set
of their own and hands it to what reads data (``under=``). Nothing is changed behind anyone's back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, TypeAlias

from briefing.errors import BriefingError, TableError, unknown
from briefing.facts.scope import Folder
from briefing.facts.tables import Package, look_up, package
from briefing.wording import Number, brief, shown, to_fraction

#: A number, or one of several choices.
Value: TypeAlias = Fraction | str


@dataclass(frozen=True, slots=True)
class Assumption:
    """One assumption: a row of the table, and the value at hand.

    Attributes
    ----------
    id, meaning, unit : str
        Its name, what is assumed, and the unit of a number.
    kind : str
        "number"; "count", a whole number; or "choice".
    value, default : Fraction or str
        What is assumed here, and where nobody changes it.
    least, greatest, step : Fraction or None
        How far a number may go, and by how much a reader moves it.
    choices : tuple of str
        What may be chosen, where it is no number.
    why, others : str
        Why the default is what it is, and who takes what else.
    """

    id: str
    meaning: str
    kind: str
    value: Value
    default: Value
    unit: str = ""
    least: Fraction | None = None
    greatest: Fraction | None = None
    step: Fraction | None = None
    choices: tuple[str, ...] = ()
    why: str = ""
    others: str = ""

    @property
    def number(self) -> Fraction:
        """The value, where it is a number."""
        if isinstance(self.value, str):
            raise BriefingError(f"{self.id}: {self.value!r} is a choice and no number; use .value")
        return self.value

    @property
    def changed(self) -> bool:
        """Whether the value is not the default."""
        return self.value != self.default

    @property
    def steps(self) -> tuple[Value, ...]:
        """Every value that a reader may choose, in order; the default is among them."""
        if self.least is None or self.greatest is None or self.step is None:
            return self.choices
        number = (self.greatest - self.least) // self.step
        return tuple(self.least + self.step * n for n in range(number + 1))

    @property
    def ends(self) -> tuple[Assumption, ...]:
        """The assumption at its first step, as it is, and at its last, in order, each once."""
        steps = self.steps
        return tuple(dict.fromkeys((self.taking(steps[0]), self, self.taking(steps[-1]))))

    @property
    def range(self) -> str:
        """What may be taken, in words, e.g. "0.1 to 5 percentage points"."""
        if self.least is None or self.greatest is None:
            return ", ".join(self.choices)
        return f"{shown(self.least)} to {shown(self.greatest)} {self.unit}"

    def taking(self, value: Number) -> Assumption:
        """Return the same assumption with another value.

        Raises
        ------
        BriefingError
            If it is no such value; the range or the choices are named.
        """
        if self.least is None or self.greatest is None:
            if value not in self.choices:
                raise unknown(self.id, value, self.choices)
            return replace(self, value=str(value))
        number = to_fraction(value, self.id)
        if not self.least <= number <= self.greatest:
            raise BriefingError(f"{self.id}: {brief(value)} is out of range; give {self.range}")
        if self.kind == "count" and number.denominator > 1:
            raise BriefingError(f"{self.id}: {brief(value)} is not whole; give {self.range}")
        return replace(self, value=number)

    @property
    def name(self) -> str:
        """Its id as words."""
        return self.id.replace("_", " ")

    @property
    def bare(self) -> str:
        """The value in words without its unit; a number to four decimals."""
        return self.value if isinstance(self.value, str) else shown(round(self.value, 4))

    @property
    def shown(self) -> str:
        """The value in words, with its unit."""
        return f"{self.bare} {self.unit}".rstrip()

    def __str__(self) -> str:
        return f"{self.name}: {self.bare}{f' ({self.unit})' if self.unit else ''}"


@dataclass(frozen=True, eq=False)
class Assumptions(Mapping[str, Assumption]):
    """A set of assumptions, by their ids: ``assumed["lead"].value``. It never changes."""

    rows: tuple[Assumption, ...]

    def __getitem__(self, id: str) -> Assumption:
        return look_up("assumption", id, {row.id: row for row in self.rows})

    def __contains__(self, id: object) -> bool:
        return any(row.id == id for row in self.rows)

    def __iter__(self) -> Iterator[str]:
        return (row.id for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __hash__(self) -> int:
        return hash(tuple(row.value for row in self.rows))

    def moved(self, changes: Mapping[str, Number]) -> Assumptions:
        """Return the set with some values changed, by their ids."""
        for id in changes:
            self[id]  # or say that there is none
        rows = self.rows
        return Assumptions(
            tuple(row.taking(changes[row.id]) if row.id in changes else row for row in rows)
        )

    def of(self, ids: Iterable[str]) -> tuple[Assumption, ...]:
        """Return some of them, as far as the set has them."""
        return tuple(self[id] for id in ids if id in self)


def assumptions(*, folder: Folder = None, **changes: Number) -> Assumptions:
    """Return what is assumed: the values of the table, and what is changed of them.

    Parameters
    ----------
    folder : Path, optional
        A data folder other than the library's own.
    **changes : number or str
        Values by the assumption's id, e.g. ``half_width=5``. A float counts as it is written.

    Returns
    -------
    Assumptions
        To be handed on as ``under=``, e.g. to :func:`briefing.figure`.

    Raises
    ------
    UnknownNameError
        If there is no such assumption, or no such choice; near matches are suggested.
    BriefingError
        If a value is out of range, which is named.

    Examples
    --------
    >>> str(assumptions(half_width=5)["half_width"])
    'half width: 5 (units of the last digit)'
    """
    return given(package(folder)).moved(changes)


def given(source: Package) -> Assumptions:
    """Return what a package is read under.

    Without a set of its own it is that of its table; without a table, that of the library's.
    """
    if isinstance(source.assumed, Assumptions):
        return source.assumed
    has = source if source.has("assumptions") else package()
    return has.memo("assumptions", lambda: _read(has))


def opened(folder: Folder = None, under: Assumptions | None = None) -> Package:
    """Open a data package, to be read under a set of assumptions.

    Raises
    ------
    BriefingError
        If it is no such set.
    """
    if under is None:
        return package(folder)
    if not isinstance(under, Assumptions):
        raise BriefingError(
            f"under: {brief(under)} is no set of assumptions; give e.g. "
            "briefing.assumptions(half_width=5)"
        )
    return package(folder).under(under)


def together(*groups: Iterable[Assumption]) -> tuple[Assumption, ...]:
    """Return each assumption of several groups once, in order."""
    return tuple(dict.fromkeys(one for group in groups for one in group))


def _read(source: Package) -> Assumptions:
    """Read the table, and hold each default to its own range."""
    path, rows = source.resource("assumptions")["path"], []
    for line, row in enumerate(source.table("assumptions"), start=2):
        try:
            rows.append(_assumption(row))
        except BriefingError as error:
            raise TableError(f"{path}, row {line}, {error}") from None
    return Assumptions(tuple(rows))


def _assumption(row: Mapping[str, Any]) -> Assumption:
    choices = tuple(one.strip() for one in (row["choices"] or "").split(";") if one.strip())
    numbers = [row[name] for name in ("least", "greatest", "step")]
    if bool(choices) == (None not in numbers) or (row["kind"] == "choice") != bool(choices):
        raise BriefingError(
            "column default: goes with choices, or with least, greatest and step; fill either"
        )
    if row["step"] is not None and row["step"] <= 0:
        raise BriefingError(f"column step: {row['step']} leads nowhere; give one above 0")
    ends = [None if number is None else Fraction(number) for number in numbers]
    texts = (row["id"], row["meaning"], row["kind"])
    more = (row["unit"] or "", *ends, choices, row["why"], row["others"] or "")
    bare = Assumption(*texts, row["default"], row["default"], *more)
    try:
        value = bare.taking(row["default"]).value
    except BriefingError as error:
        raise BriefingError(f"column default: {error}") from None
    return replace(bare, value=value, default=value)
