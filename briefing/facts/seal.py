"""Sealing a data package: describe its tables, record their sizes and hashes, say what changed."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from briefing.errors import TableError
from briefing.facts.official import official, series, vintages
from briefing.facts.said import briefings, registry
from briefing.facts.schema import shown
from briefing.facts.tables import Package, forget

#: So many changed cells are named; a table that is new in all its rows would fill the screen.
_MOST_NAMED = 20
#: A table that somebody is still working on, beside the tables of a briefing; it is no part of it.
DRAFT = "draft.csv"


def seal(folder: Path | str | None = None) -> list[str]:
    """Record what the tables of a data package hold now in its ``datapackage.json``.

    Run it after an honest change of a table; the tests refuse a package whose tables are not those
    it describes. A table of a known kind that lies in the folder, but is not yet described, is
    described. Every table is read first: if one cannot be, nothing is written.

    Parameters
    ----------
    folder : Path or str, optional
        The folder of the package; without it, the library's own data.

    Returns
    -------
    list of str
        What is newly recorded, one sentence a table, and which cells differ from the last commit
        where git knows one. Empty if the package was sealed already.

    Raises
    ------
    TableError
        If a table cannot be read, is of no known kind, or the descriptor cannot be written.
    """
    package = _with_found_tables(Package(folder))
    _read_everything(package)
    sentences: list[str] = []
    cells: list[str] = []
    for entry in package.descriptor["resources"]:
        content = package.content(entry["path"])
        now = {"bytes": len(content), "hash": "sha256:" + hashlib.sha256(content).hexdigest()}
        if {key: entry.get(key) for key in now} != now:
            known = "size and hash are recorded" if "hash" in entry else "is described now"
            sentences.append(f"{entry['path']}: {known}")
            entry.update(now)
            cells += _changes(package.folder, entry["path"], content)
    if sentences:
        text = json.dumps(package.descriptor, indent=2, ensure_ascii=False) + "\n"
        write_whole(package.folder / "datapackage.json", text)
        forget()
    if len(cells) > _MOST_NAMED:
        cells[_MOST_NAMED:] = [f"and {len(cells) - _MOST_NAMED} more changes"]
    return sentences + cells


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


def _read_everything(package: Package) -> None:
    """Read every table, and build every fact that one states; refuse what cannot be."""
    for entry in package.descriptor["resources"]:
        package.table(entry["name"], optional=True)
    if package.has("briefings"):
        for key in briefings(package):
            registry(key, folder=package)
    for name in series(folder=package):
        for vintage in vintages(name, folder=package):
            official(name, vintage=vintage, folder=package)


# -- tables that are not described yet -----------------------------------------------------------


def _with_found_tables(package: Package) -> Package:
    """Return the package with a description of each table that lies in its folder."""
    entries = package.descriptor["resources"]
    known = {entry["path"] for entry in entries}
    lying = (
        path.relative_to(package.folder)
        for path in sorted(package.folder.rglob("*.csv"))
        if path.name != DRAFT
    )
    added = [_description(path, package) for path in lying if path.as_posix() not in known]
    return Package(package.folder, package.descriptor | {"resources": entries + added})


def _description(path: Path, package: Package) -> dict[str, Any]:
    """Describe a table by the folder that it lies in and by its name."""
    schemas = {file.stem for file in package.folder.glob("schemas/*.json")}
    published, said = path.match("official/*"), path.match("briefing/*/*")
    kind = "observations" if published and path.stem not in schemas else path.stem
    if not (published or said) or kind not in schemas or not path.as_posix().isprintable():
        raise TableError(
            f"{shown(path.as_posix())}: is no kind of table that is known; describe it in "
            "datapackage.json, or move it out of the folder"
        )
    schema = f"schemas/{kind}.json"
    read = "Each row names where it was read" if published else "The pages that briefings.csv names"
    about = json.loads(package.content(schema))
    return {
        **{"name": "-".join(path.with_suffix("").parts), "path": path.as_posix()},
        **{key: about[key] for key in ("title", "description") if key in about},
        **{"type": "table", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"},
        **{"schema": schema, "sources": [{"title": read}]},
        "licenses": package.descriptor.get("licenses", []),
    }


# -- what changed since the last commit ----------------------------------------------------------


def _changes(folder: Path, path: str, content: bytes) -> Iterator[str]:
    """Name the cells of a table that differ from the version that git has, if it has one."""
    try:
        shows = ["git", "show", f"HEAD:./{path}"]
        git = subprocess.run(shows, cwd=folder, capture_output=True, timeout=20, check=True)
        old, new = (_lines(version) for version in (git.stdout, content))
    except (OSError, ValueError, csv.Error, subprocess.SubprocessError):
        return  # no git, no earlier version, or none that can be read
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for what, start, end, begin, stop in matcher.get_opcodes():
        if what == "replace" and end - start == stop - begin:
            for row in range(begin, stop):
                cells = zip(new[0], old[start + row - begin], new[row], strict=False)
                for column, was, now in cells:
                    if was != now:
                        change = f"{shown(was) or '(empty)'} -> {shown(now) or '(empty)'}"
                        yield f"{path}, row {row + 1}, {column}: {change}"
        elif what != "equal":
            rows = f"{stop - begin} rows in place of {end - start}"
            yield f"{path}, from row {begin + 1} on: {rows}"


def _lines(content: bytes) -> list[tuple[str, ...]]:
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return [tuple(line) for line in csv.reader(text)]
