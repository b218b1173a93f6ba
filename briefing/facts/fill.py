"""From a draft to a briefing's tables: figures that were kept, numerals that were left out."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import compress
from pathlib import Path
from typing import Any, NamedTuple

from briefing.errors import BriefingError, TableError
from briefing.facts.draft import COLUMNS, as_csv
from briefing.facts.fact import Said
from briefing.facts.numerals import NUMERAL
from briefing.facts.said import registry
from briefing.facts.schema import Schema, shown
from briefing.facts.seal import DRAFT, seal, write_whole
from briefing.facts.tables import Package, forget
from briefing.facts.transcript import place, read

Cells = dict[str, str]
_ANSWERS = {
    **dict.fromkeys(("yes", "y", "x", "1", "true"), True),
    **dict.fromkeys(("no", "n", "0", "false"), False),
    "": None,
}
_MOST_OPEN = 40


class _Row(NamedTuple):
    """A row of the draft and its line in the file."""

    number: int
    cells: Cells

    @property
    def where(self) -> str:
        return f"{DRAFT}, row {self.number}"


def fill(key: str, path: str | Path, *, folder: Path | str | None = None) -> list[str]:
    """Write a briefing's figures and its other numerals from the draft, and seal the package.

    Parameters
    ----------
    key : str
        The briefing's key.
    path : str or Path
        The transcript that the draft was made from.
    folder : Path, optional
        A data folder other than the library's own.

    Returns
    -------
    list of str
        What was written, and what is still open, one suggestion each.

    Raises
    ------
    BriefingError
        If there is no such draft, the text is another one, or a row cannot be read. Nothing is
        written then.
    """
    data = Package(folder)
    text = read(path)
    rows = _draft(key, text, path, data)
    answers = [_kept(row) for row in rows]
    figures, numbers = _figures(_totals_first(list(compress(rows, answers))), text, data)
    others = _others([row for row, kept in zip(rows, answers, strict=True) if kept is False], text)
    columns = _columns("figures", data)
    before = _derived_before(key, {row["id"] for row in figures}, data)
    home = Path("briefing") / key
    tables = {
        home / "figures.csv": as_csv([*figures, *before], columns),
        home / "other-numerals.csv": as_csv(others, _columns("other-numerals", data)),
    }
    open_ = _tried(key, tables, numbers, data)
    for name, content in tables.items():
        write_whole(data.folder / name, content)
    seal(data.folder)
    forget()
    kept = f"{home / 'figures.csv'}: {len(figures)} figures"
    left_out = f"{home / 'other-numerals.csv'}: {len(others)} numerals left out"
    open_ = [*_unaccounted(text, rows, figures, others), *open_]
    if len(open_) > _MOST_OPEN:
        open_[_MOST_OPEN:] = [f"open: and {len(open_) - _MOST_OPEN} more"]
    then = f"next: `briefing check {path} --briefing {key}`"
    return [kept, left_out, *open_, then]


# -- reading the draft ---------------------------------------------------------------------------


def _draft(key: str, text: str, path: str | Path, data: Package) -> list[_Row]:
    """Read the draft of a briefing, if it is one of this text."""
    pages = [r for r in data.table("briefings", optional=True) if r["briefing"] == key]
    name = f"briefing/{shown(key)}/{DRAFT}"
    if not pages or not (data.folder / "briefing" / key / DRAFT).is_file():
        raise TableError(f"{name}: is not there; begin with `briefing new {shown(key)} FILE`")
    if hashlib.sha256(text.encode()).hexdigest() != pages[0]["sha256"]:
        raise BriefingError(f"{path}: is not the text that the draft was made from; give that file")
    try:
        content = data.content(name).decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(content, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"{name}: cannot be read ({error}); save it as CSV in UTF-8") from None
    if not lines or lines[0] != COLUMNS:
        raise TableError(
            f"{name}: has other columns than it was written with; save it as CSV with commas, its "
            "first row unchanged"
        )
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if any(line):
            if len(line) != len(COLUMNS):
                raise TableError(f"{DRAFT}, row {number}: has {len(line)} cells; check its quotes")
            rows.append(_Row(number, dict(zip(COLUMNS, map(str.strip, line), strict=True))))
    return rows


def _kept(row: _Row) -> bool | None:
    """Whether a row is to be a figure; None where nobody has decided."""
    answer = row.cells["keep"].lower()
    if answer not in _ANSWERS:
        raise TableError(
            f"{row.where}, column keep: {shown(answer)} is neither yes nor no; a reason to leave a "
            "numeral out stands in column exclude"
        )
    return _ANSWERS[answer]


def _at(row: _Row, text: str) -> tuple[int, int]:
    """Start and end of a row's numeral, which has to stand in the text as the draft says."""
    at, numeral = row.cells["at"], row.cells["numeral"]
    start = int(at) if re.fullmatch(r"[0-9]{1,9}", at) else -1
    if start < 0 or not numeral or text[start : start + len(numeral)] != numeral:
        raise TableError(
            f"{row.where}, column at: “{shown(numeral)}” does not stand at character {shown(at)}; "
            "leave columns at and numeral as they were written"
        )
    return start, start + len(numeral)


def _span(row: _Row, text: str) -> tuple[int, int]:
    """Start and end of a figure's words, which hold its numeral."""
    (start, end), words = _at(row, text), row.cells["words"]
    begin = text.find(words, max(end - len(words), 0), start + len(words)) if words else -1
    if begin < 0:
        raise TableError(
            f"{row.where}, column words: “{shown(words)}” does not stand around character {start}; "
            f"give the words as the text has them, “{row.cells['numeral']}” among them"
        )
    return begin, begin + len(words)


# -- writing the tables --------------------------------------------------------------------------


def _columns(kind: str, data: Package) -> list[str]:
    return [field["name"] for field in _schema(kind, data)["fields"]]


def _schema(kind: str, data: Package) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(data.content(f"schemas/{kind}.json"))
    return found


def _totals_first(kept: list[_Row]) -> list[_Row]:
    """Put each total before what is counted of it, also where the text says "27 of 41"."""
    by_id = {row.cells["id"]: row for row in kept}
    ordered: dict[int, _Row] = {}
    for row in kept:
        for one in (by_id.get(row.cells["of"]), row):
            if one is not None:
                ordered.setdefault(one.number, one)
    return list(ordered.values())


def _figures(kept: list[_Row], text: str, data: Package) -> tuple[list[Cells], dict[int, int]]:
    """Write the rows of figures with their places; and for each its line in the draft."""
    if not kept:
        raise TableError(f"{DRAFT}: keeps no row; write yes in column keep of a figure")
    schema = Schema.of(_schema("figures", data), "schemas/figures.json")
    figures = []
    for row in kept:
        start, end = _span(row, text)
        paragraph, sentence = place(text, start)
        cells = {column: row.cells.get(column, "") for column in schema.cells}
        where = {"paragraph": paragraph, "sentence": sentence, "start": start, "end": end}
        cells |= {column: str(number) for column, number in where.items()}
        schema.row([cells[column] for column in schema.cells], row.where)
        figures.append(cells)
    seen: dict[str, int] = {}
    for row, cells in zip(kept, figures, strict=True):
        if seen.setdefault(cells["id"], row.number) != row.number:
            other = seen[cells["id"]]
            raise TableError(f"{row.where}, column id: {cells['id']} is that of row {other} too")
    return figures, {line: row.number for line, row in enumerate(kept, start=2)}


def _others(left_out: list[_Row], text: str) -> list[Cells]:
    """Write the rows of numerals that are no figures, with the reason of each."""
    others = {}
    for row in left_out:
        start, end = _at(row, text)
        if not NUMERAL.fullmatch(row.cells["numeral"]):
            continue
        if not row.cells["exclude"]:
            raise TableError(f"{row.where}, column exclude: is empty; say why it is no figure")
        cells = {"start": str(start), "end": str(end), "words": row.cells["numeral"]}
        others[start] = cells | {"reason": row.cells["exclude"]}
    return [others[start] for start in sorted(others)]


def _derived_before(key: str, ids: set[str], data: Package) -> list[Cells]:
    """Return the derived figures that the table has already: a draft knows none."""
    table = data.folder / "briefing" / key / "figures.csv"
    if not table.is_file():
        return []
    text = data.content(f"briefing/{key}/figures.csv").decode("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(text, newline="")) if row["id"] not in ids]
    if strange := [row["id"] for row in rows if not row.get("derivation")]:
        raise TableError(
            f"briefing/{key}/figures.csv: has {', '.join(strange[:5])}, which the draft does not "
            "keep; keep it there, or delete its row"
        )
    return rows


def _tried(key: str, tables: dict[Path, str], numbers: dict[int, int], data: Package) -> list[str]:
    """Write and seal a copy of the package first, so that nothing is written that cannot be read.

    Returns what is open about the figures.
    """
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(shutil.copytree(data.folder, Path(scratch) / "data"))
        for name, content in tables.items():
            write_whole(copy / name, content)
        try:
            seal(copy)
            return list(_open(key, Package(copy)))
        except TableError as error:
            figures = re.escape(f"briefing/{key}/figures.csv")
            message = re.sub(
                rf"^{figures}, row (\d+)",
                lambda match: f"{DRAFT}, row {numbers.get(int(match[1]), match[1])}",
                str(error).replace(str(copy), str(data.folder)),
            )
            raise TableError(f"{message}; nothing was written") from None


# -- what is open --------------------------------------------------------------------------------


def _unaccounted(
    text: str, rows: Iterable[_Row], figures: list[Cells], others: list[Cells]
) -> Iterator[str]:
    """Name each numeral of the text that is neither in a figure's words nor left out."""
    spans = [(int(cells["start"]), int(cells["end"])) for cells in (*figures, *others)]
    numbers: dict[int, int] = {}
    for row in rows:
        with suppress(ValueError):
            numbers.setdefault(int(row.cells["at"]), row.number)
    for match in NUMERAL.finditer(text):
        start, end = match.span()
        if not any(low <= start and end <= high for low, high in spans):
            where = f"{DRAFT}, row {numbers[start]}" if start in numbers else f"character {start}"
            yield (
                f"open: {where}, “{shown(match.group())}”: write yes in column keep, or no and in "
                "column exclude why it is no figure"
            )


def _open(key: str, data: Package) -> Iterator[str]:
    """Say what a reader of the figures will miss, one suggestion for each figure."""
    claims = data.table("claims", optional=True)
    tested = {(row["measure"], row["population"]) for row in claims}
    for fact in registry(key, folder=data).values():
        if not isinstance(fact.provenance, Said):
            continue
        if fact.scope.kind == "share" and not fact.scope.denominator:
            yield f"open: {fact.id}: say in column denominator of what it is a share"
        elif fact.scope.period is None and fact.scope.kind != "count" and not fact.note:
            yield f"open: {fact.id}: give its period, or say in column note that none is stated"
        elif (fact.scope.measure, fact.scope.population) not in tested:
            yield (
                f"open: {fact.id}: no claim speaks of {fact.scope.measure!r} of "
                f"{fact.scope.population!r}; a row in claims.csv and its readings would test it"
            )
