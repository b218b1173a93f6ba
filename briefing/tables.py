"""Reading the tables of the data package, each cell held to the schema that describes it.

``data/datapackage.json`` says which tables there are and what every column may hold. A cell that
does not fit is one error naming file, row and column; nothing is returned in part.
"""

from __future__ import annotations

import csv
import json
import os
import re
from calendar import monthrange
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from briefing.errors import TableError

#: Where an installed library keeps its data, and where a checkout does.
_PLACES = (Path(__file__).parent / "_data", Path(__file__).parent.parent / "data")


def data_folder() -> Path:
    """Folder of the data package: beside the modules once installed, else the checkout's.

    Returns
    -------
    Path
        The folder that holds ``datapackage.json``.
    """
    for place in _PLACES:
        if (place / "datapackage.json").is_file():
            return place
    raise TableError(
        f"datapackage.json is neither in {_PLACES[0]} nor in {_PLACES[1]}; reinstall the package"
    )


@cache
def package(folder: Path | None = None) -> dict:
    """Return the descriptor of the data package.

    Parameters
    ----------
    folder : Path, optional
        A data folder other than the library's own.
    """
    path = (folder or data_folder()) / "datapackage.json"
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise TableError(f"{path}: cannot be read as JSON ({error}); restore the file") from None
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
        raise TableError(f"{path}: has no list of resources; restore the file")
    for number, entry in enumerate(descriptor["resources"]):
        if problem := _misdescribed(entry):
            raise TableError(f"{path}, resources[{number}]: {problem}; restore the file")
    return descriptor


def _misdescribed(entry) -> str | None:
    """Say what a table's description lacks to be read by, if anything."""
    if not isinstance(entry, dict):
        return "is not a description"
    if not all(isinstance(entry.get(key), str) for key in ("name", "path")):
        return "needs name and path"
    schema = entry.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(fields, list) or not all(isinstance(field, dict) for field in fields):
        return "needs a schema with fields"
    names = [field.get("name") for field in fields]
    key = schema.get("primaryKey", [])
    if not isinstance(key, list) or not all(name in names for name in key):
        return "has a primary key that is not among its fields"
    for field in fields:
        rules = field.get("constraints", {})
        if not isinstance(field.get("name"), str) or field.get("type") not in list(_CONVERT):
            return f"field {field.get('name')!r} needs a name and one of {', '.join(_CONVERT)}"
        needed = _COMPUTED_WITH.get(field["name"], field["type"])
        if field["type"] != needed:
            return f"field {field['name']!r} is computed with and must be of type {needed}"
        if not isinstance(rules, dict) or not isinstance(rules.get("enum", []), list):
            return f"field {field['name']!r} has constraints of another form"
        try:
            re.compile(rules.get("pattern", ""))
            if "minimum" in rules:
                _CONVERT[field["type"]](str(rules["minimum"]))
        except (re.error, TypeError, ValueError, InvalidOperation):
            return f"field {field['name']!r} has a constraint that cannot be applied"
    return None


def resource(name: str, folder: Path | None = None) -> dict:
    """Return the description of one table: path, schema, hash, sources.

    Raises
    ------
    TableError
        If the package describes no table of that name.
    """
    described = {entry["name"]: entry for entry in package(folder)["resources"]}
    if name not in described:
        raise TableError(
            f"datapackage.json: describes no table {name!r}; add it, or use one of "
            f"{', '.join(described)}"
        )
    return described[name]


def read(name: str, folder: Path | None = None) -> list[dict]:
    """Read a table, every cell converted and checked.

    Parameters
    ----------
    name : str
        The table's name in the data package.
    folder : Path, optional
        A data folder other than the library's own.

    Returns
    -------
    list of dict
        One a row; empty cells are ``None``, numbers :class:`~decimal.Decimal` (so that printed
        decimals survive), integers ``int``, dates :class:`~datetime.date`, the rest text.

    Raises
    ------
    TableError
        Naming file, row (the header is row 1) and column.
    """
    entry = resource(name, folder)
    path = (folder or data_folder()) / entry["path"]
    fields = entry["schema"]["fields"]
    names = [field["name"] for field in fields]
    try:
        with open(path, encoding="utf-8", newline="") as file:
            lines = list(csv.reader(file, strict=True))
    except (OSError, ValueError, csv.Error) as error:
        raise TableError(f"{entry['path']}: cannot be read ({error}); restore the file") from None
    if not lines or lines[0] != names:
        found = ", ".join(lines[0]) if lines else "missing"
        raise TableError(
            f"{entry['path']}, row 1: the columns are {found}; they must be {', '.join(names)}"
        )
    if len(lines) == 1:
        raise TableError(f"{entry['path']}: holds no row; restore the table")
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if len(line) != len(names):
            raise TableError(
                f"{entry['path']}, row {number}: has {len(line)} cells instead of {len(names)}; "
                "check its commas and quotes"
            )
        where = f"{entry['path']}, row {number}"
        cells = zip(fields, line, strict=True)
        row = {field["name"]: _cell(text, field, where) for field, text in cells}
        _check_row(row, where)
        rows.append(row)
    _check_keys(rows, entry)
    return rows


def _cell(text: str, field: dict, where: str):
    """Convert one cell, holding it to its field's type and constraints."""
    rules = field.get("constraints", {})
    where = f"{where}, column {field['name']}"
    if text == "":
        if rules.get("required"):
            raise TableError(f"{where}: is empty; every row needs a value here")
        return None
    kind = field["type"]
    try:
        value = _CONVERT[kind](text)
    except (ValueError, InvalidOperation):
        raise TableError(f"{where}: {text!r} is not of type {kind}; correct it") from None
    if kind == "number" and not value.is_finite():
        raise TableError(f"{where}: {text!r} is not a finite number; correct it")
    # Beyond this no figure lies, and exact arithmetic would take for ever.
    if (kind == "number" and abs(value.adjusted()) > 30) or (
        kind == "integer" and abs(value) > (30 if "decimals" in field["name"] else 10**9)
    ):
        raise TableError(f"{where}: {text[:20]!r} is beyond what is measured here; correct it")
    if "enum" in rules and text not in rules["enum"]:
        raise TableError(
            f"{where}: {text!r} is unknown; use one of {', '.join(map(str, rules['enum']))}"
        )
    if "pattern" in rules and not re.fullmatch(rules["pattern"], text):
        raise TableError(f"{where}: {text!r} does not have the form {rules['pattern']}")
    if "minimum" in rules and value < _CONVERT[kind](str(rules["minimum"])):
        raise TableError(f"{where}: {text} is below the least possible, {rules['minimum']}")
    return value


_CONVERT = {
    "string": str,
    "number": Decimal,
    "integer": int,
    "date": date.fromisoformat,
}
#: Columns that are computed with, in whatever table they stand, and their types.
_COMPUTED_WITH = {
    **dict.fromkeys(("value", "within"), "number"),
    **dict.fromkeys(("decimals", "stated_decimals"), "integer"),
    **dict.fromkeys(("start", "end", "paragraph", "sentence"), "integer"),
    **dict.fromkeys(("tile_row", "tile_column"), "integer"),
    **dict.fromkeys(("period_start", "period_end", "date_said", "date_published"), "date"),
}


def _check_row(row: dict, where: str) -> None:
    """Hold the cells of a row against each other: a slip in one shows against its neighbour."""
    start, end = row.get("period_start"), row.get("period_end")
    months = "a period is made of whole months"
    if start and start.day != 1:
        raise TableError(
            f"{where}, column period_start: {start} is not the first day of a month; {months}"
        )
    if end and end.day != monthrange(end.year, end.month)[1]:
        raise TableError(
            f"{where}, column period_end: {end} is not the last day of a month; {months}"
        )
    if start and end and end < start:
        raise TableError(f"{where}, column period_end: {end} lies before the start; correct one")
    value, decimals = row.get("value"), row.get("decimals", row.get("stated_decimals"))
    if value is not None and decimals is not None:
        written = -value.as_tuple().exponent
        if written != max(decimals, 0) or (decimals < 0 and int(value) % 10**-decimals):
            raise TableError(
                f"{where}, column value: {value} is not written with {decimals} decimals; write it "
                "as published and say with how many"
            )


def _check_keys(rows: list[dict], entry: dict) -> None:
    """Refuse a second row with the same primary key, or the same value where it must be unique."""
    keys = [entry["schema"]["primaryKey"]] if entry["schema"].get("primaryKey") else []
    for field in entry["schema"]["fields"]:
        if field.get("constraints", {}).get("unique") and [field["name"]] not in keys:
            keys.append([field["name"]])
    for key in keys:
        seen: dict[tuple, int] = {}
        for number, row in enumerate(rows, start=2):
            value = tuple(row[name] for name in key)
            if value in seen:
                raise TableError(
                    f"{entry['path']}, row {number}, column {', '.join(key)}: "
                    f"{', '.join(map(str, value))} stands in row {seen[value]} already; keep one"
                )
            seen[value] = number


def seal(folder: Path | None = None) -> list[str]:
    """Write every table's present size and SHA-256 into ``datapackage.json``.

    Run it after an honest change of a table; the tests refuse a package whose tables are not those
    it describes.

    Returns
    -------
    list of str
        Names of the tables whose description changed.
    """
    import hashlib  # here alone: reading a table, which every import does, needs none

    folder = folder or data_folder()
    package.cache_clear()
    descriptor = package(folder)
    changed = []
    for entry in descriptor["resources"]:
        try:
            content = (folder / entry["path"]).read_bytes()
        except (OSError, ValueError) as error:
            raise TableError(f"{entry['path']}: cannot be read ({error}); restore it") from None
        now = {"bytes": len(content), "hash": "sha256:" + hashlib.sha256(content).hexdigest()}
        if {key: entry.get(key) for key in now} != now:
            entry.update(now)
            changed.append(entry["name"])
    if changed:
        write_whole(
            folder / "datapackage.json",
            json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n",
        )
    return changed


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file in one step, so that a reader or a crash never meets half of it.

    Text is written as UTF-8. A link is followed, not replaced. A crash between two steps can leave
    a hidden draft behind, which nothing reads and git ignores.
    """
    path = Path(os.path.realpath(path))
    draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
    try:
        draft.write_bytes(content.encode() if isinstance(content, str) else content)
        os.replace(draft, path)
    except (OSError, UnicodeEncodeError) as error:
        raise TableError(f"{path}: cannot be written ({error}); nothing was changed") from None
    finally:
        with suppress(OSError):  # most often there is none any more
            draft.unlink()
