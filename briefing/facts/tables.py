"""Reading the tables of a data package, each cell held to the schema of its table.

``datapackage.json`` says which tables there are, and names for each the schema that says what its
columns may hold. A cell that does not fit is one error that names file, row and column; nothing is
returned in part.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Hashable, Mapping
from copy import copy
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from briefing.errors import TableError, unknown
from briefing.facts.schema import Row, Schema, shown

T = TypeVar("T")

#: Where an installed library keeps its data, and where a checkout does.
_PLACES = (Path(__file__).parents[1] / "_data", Path(__file__).parents[2] / "data")
_MOST_JSON, _MOST_TABLE = 5_000_000, 20_000_000


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


class Package:
    """A data package: a folder of tables and the descriptor that lists them.

    What is read once is kept in the object. To read a folder anew, make a new object.

    Parameters
    ----------
    folder : Path or str, optional
        The folder that holds ``datapackage.json``; without it, the library's own data.
    descriptor : dict, optional
        A descriptor to use in place of the folder's.

    Raises
    ------
    TableError
        If the descriptor cannot be read, or describes a table badly.

    Examples
    --------
    >>> Package().table("areas")[0]["name"]
    'China'
    """

    def __init__(
        self, folder: Path | str | None = None, descriptor: dict[str, Any] | None = None
    ) -> None:
        self.folder = data_folder() if folder is None else Path(folder)
        self._kept: dict[Hashable, Any] = {}
        self.assumed: Hashable = None
        self._resources: dict[str, dict[str, Any]] = {}
        self.descriptor = descriptor or self._json("datapackage.json")
        entries = self.descriptor.get("resources")
        if not isinstance(entries, list):
            raise TableError("datapackage.json: has no list of resources; restore it")
        for number, entry in enumerate(entries):
            for key in ("name", "path", "schema"):
                text = entry.get(key) if isinstance(entry, dict) else None
                if not isinstance(text, str) or not text or not text.isprintable():
                    where = f"datapackage.json, resources[{number}]"
                    raise TableError(f"{where}: needs {key} as plain text (of a schema, its path)")
            if self._resources.setdefault(entry["name"], entry) is not entry:
                raise TableError(f"datapackage.json: describes {entry['name']} twice; rename one")

    def under(self, assumed: Hashable) -> Package:
        """Return the same tables, to be read under a set of assumptions; they are read once.

        What is built under assumptions is kept under a key with :attr:`assumed` in it.
        """
        other = copy(self)
        other._kept, other.assumed = self._kept, assumed
        return other

    def has(self, name: str) -> bool:
        """Whether the package describes a table of that name."""
        return name in self._resources

    def resource(self, name: str) -> dict[str, Any]:
        """Return what the descriptor says of a table: path, schema, hash, sources.

        Raises
        ------
        UnknownNameError
            If the package describes no table of that name; near matches are suggested.
        """
        return look_up("table", name, self._resources)

    def schema(self, name: str) -> dict[str, Any]:
        """Return the schema of a table as its file gives it: title, fields, keys."""
        path = self.resource(name)["schema"]
        return self.memo(("schema", path), lambda: self._json(path))

    def table(self, name: str, optional: bool = False) -> list[Row]:
        """Read a table, every cell converted and checked.

        Parameters
        ----------
        name : str
            The table's name in the package.
        optional : bool
            Whether the table may be absent from the package or hold no row.

        Returns
        -------
        list of dict
            One for each row; row ``i`` of the list is line ``i + 2`` of the file. Empty cells are
            None, numbers :class:`~decimal.Decimal` (so that printed decimals survive), integers
            int, dates :class:`~datetime.date`, the rest text.

        Raises
        ------
        TableError
            Naming file, row (the header is row 1) and column.
        """
        if optional and not self.has(name):
            return []
        rows = self.memo(("table", name), lambda: self._referring(name))
        if not rows and not optional:
            raise TableError(f"{self.resource(name)['path']}: holds no row; add one")
        return rows

    def memo(self, key: Hashable, build: Callable[[], T]) -> T:
        """Return what was built for a key before, or build it now and keep it."""
        if key not in self._kept:
            self._kept[key] = build()
        kept: T = self._kept[key]
        return kept

    def content(self, path: str, most: int = _MOST_TABLE) -> bytes:
        """Return the bytes of a regular file inside the folder that is not too large."""
        given = PurePosixPath(path)
        try:
            real = (self.folder / path).resolve(strict=True)
            inside = real.is_relative_to(self.folder.resolve()) and not given.is_absolute()
            if not inside or ".." in given.parts:
                problem = "leads out of the data folder; put the file into it"
            elif not real.is_file():
                problem = "is no regular file; put a file there"
            else:
                with open(real, "rb") as file:
                    content = file.read(most + 1)
                if len(content) <= most:
                    return content
                problem = f"is larger than {most // 10**6} MB; split or shorten it"
        except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: links in a circle
            why = getattr(error, "strerror", None) or error
            problem = f"cannot be read ({why}); restore the file"
        raise TableError(f"{shown(path)}: {problem}")

    def _text(self, path: str, most: int) -> str:
        try:
            return self.content(path, most).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            where = f"at byte {error.start + 1}"
            raise TableError(f"{path}: is not UTF-8 ({where}); save it as UTF-8") from None

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what was read when a fact is copied to another process; it is read anew."""
        return self.__dict__ | {"_kept": {}}

    def _json(self, path: str) -> dict[str, Any]:
        try:
            found = json.loads(self._text(path, _MOST_JSON))
        except (json.JSONDecodeError, RecursionError) as error:
            raise TableError(f"{path}: cannot be read as JSON ({error}); correct it") from None
        if not isinstance(found, dict):
            raise TableError(f"{path}: is no JSON object; restore it")
        return found

    # -- rows ------------------------------------------------------------------------------------

    def _compiled(self, name: str) -> Schema:
        path = self.resource(name)["schema"]
        return self.memo(("compiled", path), lambda: Schema.of(self.schema(name), path))

    def _parsed(self, name: str) -> list[Row]:
        """Read a table on its own, without looking at what it refers to."""
        return self.memo(("parsed", name), lambda: self._parse(name))

    def _parse(self, name: str) -> list[Row]:
        path, schema = self.resource(name)["path"], self._compiled(name)
        text = io.StringIO(self._text(path, _MOST_TABLE), newline="")
        try:
            lines = list(csv.reader(text, strict=True))
        except csv.Error as error:
            raise TableError(f"{path}: cannot be read as CSV ({error}); correct it") from None
        if not lines or lines[0] != list(schema.cells):
            found = ", ".join(map(shown, lines[0][:40])) if lines else "missing"
            names = ", ".join(schema.cells)
            raise TableError(f"{path}, row 1: the columns are {found}; they must be {names}")
        rows = [schema.row(line, f"{path}, row {n}") for n, line in enumerate(lines[1:], start=2)]
        schema.check_keys(rows, path)
        return rows

    def _referring(self, name: str) -> list[Row]:
        """Read a table and hold its references to the tables they refer to."""
        rows, path = self._parsed(name), self.resource(name)["path"]
        for column, other, target in self._compiled(name).foreign:
            other = other or name
            if not self.has(other) or target not in self._compiled(other).cells:
                what = f"column {shown(target)} of {shown(other)}"
                raise TableError(f"{path}: refers to {what}, which the package lacks; add it")
            cells = (row[target] for row in self._parsed(other))
            known = dict.fromkeys(cell for cell in cells if cell is not None)
            for number, row in enumerate(rows, start=2):
                if row[column] is not None and row[column] not in known:
                    problem = unknown(column, row[column], known)
                    raise TableError(f"{path}, row {number}, column {column}: {problem}")
        return rows


def look_up(kind: str, name: str, known: Mapping[str, T]) -> T:
    """Return what stands under a name.

    Raises
    ------
    UnknownNameError
        If nothing does; near matches are suggested.
    """
    if name not in known:
        raise unknown(kind, name, known)
    return known[name]


@cache
def _own() -> Package:
    return Package()


def forget() -> None:
    """Let the library's own package be read anew when somebody next asks for it."""
    _own.cache_clear()


def package(folder: Path | str | Package | None = None) -> Package:
    """Return the package of a folder; without a folder, the library's own, which is read once."""
    if isinstance(folder, Package):
        return folder
    return _own() if folder is None else Package(folder)
