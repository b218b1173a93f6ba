"""The data to take away: the package as it is, a workbook, and the claims with their verdicts."""

import json
import zipfile
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd

from briefing.facts.said import briefings
from briefing.listing import as_json, claim_records

#: The files, with their types.
FILES = {
    "briefing-data.zip": "application/zip",
    "briefing-data.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "claims.json": "application/json",
}
#: A workbook's sheet may have no longer name.
LONGEST = 31
#: A text stays text, whatever it begins with.
PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def descriptor(data: Path) -> dict[str, Any]:
    """Read the description of the data package."""
    found: dict[str, Any] = json.loads((data / "datapackage.json").read_bytes())
    return found


def digest(data: Path) -> str:
    """Return the SHA-256 of the description, which holds the hash of every table."""
    return sha256((data / "datapackage.json").read_bytes()).hexdigest()


def write(data: Path, folder: Path) -> None:
    """Write the files; the same data give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    records = [record for key in briefings(data) for record in claim_records(key, folder=data)]
    made = (zipped(data), workbook(data), (as_json(records) + "\n").encode())
    for name, content in zip(FILES, made, strict=True):
        (folder / name).write_bytes(content)


def _moment(data: Path) -> datetime:
    return datetime.fromisoformat(descriptor(data)["created"]).replace(tzinfo=None)


def zipped(data: Path) -> bytes:
    """Pack the description, its schemas and its tables."""
    entries = descriptor(data)["resources"]
    names = {"datapackage.json", *(entry["path"] for entry in entries)}
    names |= {entry["schema"] for entry in entries if isinstance(entry["schema"], str)}
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(names):
            member = zipfile.ZipInfo(name, _moment(data).timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, (data / name).read_bytes())
    return packed.getvalue()


def workbook(data: Path) -> bytes:
    """Write a sheet for each table, after one that names their contents and sources."""
    entries = descriptor(data)["resources"]
    sheets = [entry["name"].removeprefix("briefing-")[:LONGEST] for entry in entries]
    contents = [
        {
            "sheet": sheet,
            "table": entry["title"],
            "what it holds": entry["description"],
            "file": entry["path"],
            "sources": "; ".join(
                " ".join(filter(None, (source["title"], source.get("path"))))
                for source in entry["sources"]
            ),
        }
        for sheet, entry in zip(sheets, entries, strict=True)
    ]
    written = BytesIO()
    options = {"options": PLAIN}
    with pd.ExcelWriter(written, engine="xlsxwriter", engine_kwargs=options) as book:
        book.book.set_properties({"created": _moment(data)})
        pd.DataFrame(contents).to_excel(book, sheet_name="sources", index=False)
        for sheet, entry in zip(sheets, entries, strict=True):
            _table(data, entry).to_excel(book, sheet_name=sheet, index=False)
    return written.getvalue()


def _table(data: Path, entry: dict[str, Any]) -> pd.DataFrame:
    """Read a table: numbers as numbers, all else as it is written."""
    fields = json.loads((data / entry["schema"]).read_bytes())["fields"]
    numbers = {f["name"] for f in fields if f["type"] in ("number", "integer")}
    table = pd.read_csv(data / entry["path"], dtype=str, keep_default_na=False)
    for name in numbers.intersection(table.columns):
        table[name] = pd.to_numeric(table[name])
    return table
