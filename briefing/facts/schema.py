"""What a table's schema demands of a cell, of a row and of all rows together."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from briefing.errors import TableError, unknown
from briefing.facts.period import Period

Row = dict[str, Any]

_MOST_CELL = 5_000
#: How a cell of each type is written, and what it is converted to.
_TYPES: dict[str, tuple[str, Callable[[str], Any]]] = {
    "string": (r".*", str),
    "number": (r"-?[0-9]+(\.[0-9]+)?", Decimal),
    "integer": (r"-?[0-9]+", int),
    "date": (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", date.fromisoformat),
}
#: Columns that are computed with, in whatever table they stand, and their types.
_COMPUTED_WITH = {
    **dict.fromkeys(("value", "upto", "within"), "number"),
    **dict.fromkeys(("decimals", "paragraph", "sentence", "start", "end"), "integer"),
    **dict.fromkeys(("characters", "tile_column", "tile_row"), "integer"),
    **dict.fromkeys(("date_said", "date_published"), "date"),
}

#: What goes wrong where a schema is not made as schemas are.
_UNFIT = (AttributeError, LookupError, TypeError, ValueError, ArithmeticError, RecursionError)


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema made ready to read rows by.

    Attributes
    ----------
    cells : dict
        For each column the function that converts a text, or raises ValueError with what is wrong.
    required : frozenset of str
        Columns in which every row needs a value.
    keys : list of tuple of str
        Columns that no two rows have alike: the primary key, and each that must be unique.
    foreign : list of tuple of str
        A column, the table that it refers to ("" for its own), and the column there.
    """

    cells: dict[str, Callable[[str], Any]]
    required: frozenset[str]
    keys: list[tuple[str, ...]]
    foreign: list[tuple[str, str, str]]

    @classmethod
    def of(cls, content: dict[str, Any], path: str) -> Schema:
        """Make the content of a schema's file ready; refuse what rows cannot be read by."""
        try:
            fields = {str(field["name"]): field for field in content["fields"]}
            rules = {name: field.get("constraints", {}) for name, field in fields.items()}
            foreign = []
            for key in content.get("foreignKeys", []):
                (column,), (target,) = key["fields"], key["reference"]["fields"]
                foreign.append((column, str(key["reference"]["resource"]), str(target)))
            keys = [(name,) for name in fields if rules[name].get("unique")]
            keys += [tuple(content["primaryKey"])] if content.get("primaryKey") else []
            used = [*(name for key in keys for name in key), *(key[0] for key in foreign)]
            if missing := [name for name in used if name not in fields]:
                raise ValueError(f"a key names {missing[0]}, which is no field")
            # A column that refers to another table holds names, whatever it is called ("within").
            names = {key[0] for key in foreign}
            cells = {name: _checker(fields[name], name in names) for name in fields}
            required = frozenset(name for name in fields if rules[name].get("required"))
        except (*_UNFIT, re.error) as error:
            why = shown(f"{type(error).__name__}: {error}")
            raise TableError(f"{path}: no table can be read by it ({why}); correct it") from None
        return cls(cells, required, list(dict.fromkeys(keys)), foreign)

    def row(self, line: list[str], where: str) -> Row:
        """Convert the cells of a line, and hold its value to its decimals."""
        if len(line) != len(self.cells):
            raise TableError(
                f"{where}: has {len(line)} cells instead of {len(self.cells)}; check its commas "
                "and quotes, and whether a merge left its marks"
            )
        row: Row = {}
        for (name, convert), text in zip(self.cells.items(), line, strict=True):
            if not text and name in self.required:
                raise TableError(f"{where}, column {name}: is empty; every row needs a value here")
            try:
                row[name] = convert(text) if text else None
            except ValueError as error:
                raise TableError(f"{where}, column {name}: {error}") from None
        value, decimals = row.get("value"), row.get("decimals")
        if value is not None and decimals is not None:
            written = -value.as_tuple().exponent
            if written != max(decimals, 0) or (decimals < 0 and int(value) % 10**-decimals):
                raise TableError(
                    f"{where}, column value: {value} is not written with {decimals} decimals; "
                    "write it as published and say with how many"
                )
        return row

    def check_keys(self, rows: list[Row], path: str) -> None:
        """Refuse two rows that are alike in the columns of a key."""
        for key in self.keys:
            seen: dict[tuple[Any, ...], int] = {}
            for number, row in enumerate(rows, start=2):
                value = tuple(row[name] for name in key)
                first = seen.setdefault(value, number)
                if first != number and any(cell is not None for cell in value):
                    alike = ", ".join(map(str, value))[:200]
                    raise TableError(
                        f"{path}, row {number}, column {', '.join(key)}: {alike} stands in row "
                        f"{first} already; keep one"
                    )


def shown(text: str) -> str:
    """Return text for a message: short, and without characters that a terminal would obey."""
    return text[:60] if text.isprintable() else repr(text[:60])


def _checker(field: dict[str, Any], refers: bool) -> Callable[[str], Any]:
    """Build the function that converts the cells of a column."""
    name, kind, rules = field["name"], field["type"], field.get("constraints", {})
    if kind != _COMPUTED_WITH.get(name, kind) and not refers:
        raise ValueError(f"field {name} is computed with and must be a {_COMPUTED_WITH[name]}")
    form, convert = _TYPES[kind]
    shape = re.compile(form)
    pattern = re.compile(rules["pattern"]) if "pattern" in rules else None
    meaning = f" ({field['description']})" if field.get("description") else ""
    enum = list(map(str, rules["enum"])) if "enum" in rules else None
    if not "".join([name, str(rules.get("pattern", "")), meaning, *(enum or ())]).isprintable():
        raise ValueError(f"field {name} has a rule with hidden characters")
    if (least := str(rules.get("minimum", ""))) and not shape.fullmatch(least):
        raise ValueError(f"field {name} has a minimum that is no {kind}")
    minimum = convert(least) if least else None
    # Beyond this no figure lies, and exact arithmetic would take for ever.
    most = {"number": 10**31, "integer": 30 if name == "decimals" else 10**9}.get(kind)

    def check(text: str) -> Any:
        if problem := _odd(text):
            raise ValueError(problem)
        if not shape.fullmatch(text):
            raise ValueError(f"{text[:60]!r} is not of type {kind}; correct it")
        if most and (len(text) > 40 or abs(convert(text)) > most):
            raise ValueError(f"{text[:20]!r} is beyond what is measured here; correct it")
        value = convert(text)  # a date may be of no calendar, which the error says
        if enum is not None and text not in enum:
            raise ValueError(str(unknown(name, text[:60], enum)))
        if pattern and not pattern.fullmatch(text):
            raise ValueError(f"{text[:60]!r} does not have the form {pattern.pattern}{meaning}")
        if minimum is not None and value < minimum:
            raise ValueError(f"{text} is below the least possible, {least}")
        if name == "period" and "/" in text and str(period := Period.parse(text)) != text:
            raise ValueError(f"{text!r} has a shorter spelling; write {period}")
        return value

    return check


def _odd(text: str) -> str | None:
    """Say what keeps a cell from being plain text, if anything."""
    if len(text) > _MOST_CELL:
        return f"is longer than {_MOST_CELL} characters; shorten it"
    if not text.isprintable():
        import unicodedata  # rarely needed

        sign = next(sign for sign in text if not sign.isprintable())
        name = unicodedata.name(sign, "a control character").lower()
        return f"holds U+{ord(sign):04X} ({name}); remove it"
    if text != text.strip():
        return f"{text[:60]!r} has a space at an end; remove it"
    return None
