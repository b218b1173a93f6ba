"""From a row of a table to the quantity that its words state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from briefing.errors import BriefingError
from briefing.facts.assumed import Assumptions, assumptions
from briefing.facts.fact import any_share
from briefing.quantity import Quantity
from briefing.wording import Qualifier

#: The cell that a qualifier needs beside value and unit.
_NEEDS = {"rounded": "decimals", "derived": "decimals", "about": "within", "nearly": "within"}
_NEEDS |= {"between": "upto"}
#: The kinds that have units of their own.
_UNITS = {"count": ("count",), "share": ("percent", "ratio")}


def leaning(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Name the assumptions that decide what the words of a row allow."""
    word = Qualifier.named(row["qualifier"]) if row["qualifier"] else None
    if word in ("about", "nearly"):
        return ("half_width",) if row.get("within") is None else ()
    if word in ("rounded", "derived"):
        return ("rounding",)
    return ("count_reading",) if word == "more than" else ()


def quantity_of(
    row: Mapping[str, Any],
    *,
    kind: str,
    total: int | None = None,
    under: Assumptions | None = None,
) -> Quantity:
    """Build the quantity that a row of a table states, by its qualifier.

    Parameters
    ----------
    row : mapping
        Its cells value, unit, qualifier and decimals, and where the table has them upto and
        within. A "derived" value is the difference of two values with those decimals. An "about"
        or "nearly" without a half-width of its own reaches as far as is assumed.
    kind : str
        The kind of its scope: a share is held to its whole, and a count is counted.
    total : int, optional
        How many there are, for "more than 10 of 50".
    under : Assumptions, optional
        How far "about" reaches, how figures were rounded, and how counts are read; those of the
        library's table without it.

    Raises
    ------
    BriefingError
        Naming the column of a cell that does not serve.
    """
    qualifier, value, unit = row["qualifier"], row["value"], row["unit"]
    assumed = under or assumptions()
    wide = qualifier in ("about", "nearly") and row.get("within") is None
    if wide and row["decimals"] is not None:
        reach = assumed["half_width"].number
        row = {**row, "within": reach * Fraction(10) ** -row["decimals"]}
    for column in ("qualifier", "value", "unit", _NEEDS.get(qualifier, "value")):
        if row.get(column) is None:
            raise BriefingError(f"column {column}: is empty; {qualifier or 'a value'} needs it")
    if unit not in _UNITS.get(kind, (unit,)):
        raise BriefingError(f"column unit: {unit!r} is no unit of a {kind}; correct it")
    try:
        if kind == "share" and value not in (whole := any_share(unit)):
            raise BriefingError(f"{value} is no share; it must lie in {whole.interval}")
        return _said(Qualifier.named(qualifier), row, kind == "share", total, assumed)
    except BriefingError as error:
        raise BriefingError(f"column value: {error}") from None


def _said(
    word: Qualifier, row: Mapping[str, Any], share: bool, total: int | None, assumed: Assumptions
) -> Quantity:
    """Call the constructor of a qualifier."""
    value, unit = row["value"], row["unit"]
    if word is Qualifier.BETWEEN:
        return Quantity.between(value, row["upto"], unit, share=share)
    if word is Qualifier.DERIVED:
        point, half = Fraction(value), Fraction(10) ** -row["decimals"]
        more = {"point": point, "decimals": row["decimals"], "share": share}
        closed = assumed["rounding"].value == "half even"  # of which both ends may be reached
        return Quantity(point - half, point + half, unit, closed, closed, **more)
    if word is Qualifier.ROUNDED:
        rule = str(assumed["rounding"].value)
        return Quantity.rounded(value, unit, row["decimals"], share=share, rule=rule)
    if word is Qualifier.MORE_THAN:
        return _more_than(value, total, odd=assumed["count_reading"].value == "ten-odd")
    if word is Qualifier.FEWER_THAN:
        return Quantity.fewer_than_count(value, total)
    build: Callable[..., Quantity] = getattr(Quantity, word.replace(" ", "_"))
    needed = {_NEEDS[word]: row[_NEEDS[word]]} if word in _NEEDS else {}
    found = build(value, unit, share=share, **needed)
    if total is None or (word, unit) != (Qualifier.EXACT, "count"):
        return found
    if Fraction(value) > total:
        raise BriefingError(f"{value} of {total} cannot be")
    return replace(found, total=Fraction(total))


def _more_than(value: Any, total: int | None, odd: bool) -> Quantity:
    """Read "more than 10" as written, or as ten-odd: up to the next number that is as round."""
    said = Quantity.more_than_count(value, total)
    number = Fraction(value)
    size = next((10**n for n in range(9, 0, -1) if number % 10**n == 0), 1)
    if not odd or size == 1 or number == 0:
        return said
    most = number + size - 1 if total is None else min(number + size - 1, Fraction(total))
    return Quantity(number + 1, most, "count", total=said.total)
