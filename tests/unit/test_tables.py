"""Reading the data package: typed cells, and one error that says where."""

import csv
import hashlib
import json
import os
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from briefing import tables
from briefing.errors import TableError

FIGURES = "briefing-2024-07-05-figures"
INDUSTRIES = "briefing-2024-07-05-key-industries"
ACCOUNTS = "official-national-accounts"
PATHS = {
    ACCOUNTS: "official/national-accounts.csv",
    FIGURES: "briefing/2024-07-05/figures.csv",
    INDUSTRIES: "briefing/2024-07-05/key-industries.csv",
}


@pytest.fixture
def folder(tmp_path):
    """A copy of the data that a test may spoil."""
    yield shutil.copytree(tables.data_folder(), tmp_path / "data")
    tables.package.cache_clear()


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def rewrite(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def change(folder, name, row, column, text):
    """Put a text into a cell; the header is row 1."""
    path = folder / PATHS[name]
    rows = rows_of(path)
    rows[row - 1][rows[0].index(column)] = text
    rewrite(path, rows)


def describe(folder, name, **new):
    """A table of our own making in the package: columns as name=(type, constraints)."""
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    fields = [
        {"name": column, "type": kind, "constraints": rules}
        for column, (kind, rules) in new.items()
    ]
    entry = {"name": name, "path": f"{name}.csv", "schema": {"fields": fields}}
    descriptor["resources"].append(entry)
    path.write_text(json.dumps(descriptor), encoding="utf-8")


def refusal(call):
    with pytest.raises(TableError) as caught:
        call()
    assert type(caught.value) is TableError
    return str(caught.value)


# -- reading -------------------------------------------------------------------------------------


def test_every_table_of_the_package_reads():
    read = {entry["name"]: tables.read(entry["name"]) for entry in tables.package()["resources"]}
    assert len(read) >= 7
    for name, rows in read.items():
        names = [field["name"] for field in tables.resource(name)["schema"]["fields"]]
        assert rows and all(list(row) == names for row in rows)


def test_cells_are_typed():
    first = tables.read(FIGURES)[0]
    assert first["id"] == "industry-share-gdp-2023"
    assert (first["period_start"], first["period_end"]) == (date(2023, 1, 1), date(2023, 12, 31))
    assert first["value"] == Decimal("31.7") and type(first["value"]) is Decimal
    assert first["stated_decimals"] == 1 and type(first["stated_decimals"]) is int
    assert first["within"] is None
    industries = tables.read(INDUSTRIES)
    assert industries[0] == {"position": 1, "industry": "steel", "start": 1927, "end": 1932}
    assert len(industries) == 10


def test_printed_decimals_and_quoted_commas_survive(folder):
    change(folder, FIGURES, 2, "value", "31.70")
    change(folder, FIGURES, 2, "stated_decimals", "2")
    change(folder, FIGURES, 2, "note", 'a "quoted", note\r\nin two lines – 工业')
    first, second = tables.read(FIGURES, folder)[:2]
    assert str(first["value"]) == "31.70"
    assert first["note"] == 'a "quoted", note\r\nin two lines – 工业'
    assert second["id"] == "industrial-growth-2024-01-05"


def test_the_library_s_own_folder_is_the_default(folder):
    assert (tables.data_folder() / "datapackage.json").is_file()
    change(folder, INDUSTRIES, 2, "industry", "iron")
    assert tables.read(INDUSTRIES, folder)[0]["industry"] == "iron"
    assert tables.read(INDUSTRIES)[0]["industry"] == "steel"


def test_the_data_lie_beside_the_modules_or_in_the_checkout(tmp_path, monkeypatch):
    modules = Path(tables.__file__).parent
    assert tables._PLACES == (modules / "_data", modules.parent / "data")
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    monkeypatch.setattr(tables, "_PLACES", (inside, outside))
    assert refusal(tables.data_folder) == (
        f"datapackage.json is neither in {inside} nor in {outside}; reinstall the package"
    )
    for place in (outside, inside):
        place.mkdir()
        (place / "datapackage.json").write_text("{}", encoding="utf-8")
        assert tables.data_folder() == place


def test_a_description_gives_path_and_schema():
    entry = tables.resource(INDUSTRIES)
    assert entry["path"] == PATHS[INDUSTRIES]
    assert [field["name"] for field in entry["schema"]["fields"]] == [
        "position",
        "industry",
        "start",
        "end",
    ]


def test_an_unknown_table_is_refused_and_the_known_are_named(folder):
    names = [entry["name"] for entry in tables.package(folder)["resources"]]
    sentence = "datapackage.json: describes no table 'cities'; add it, or use one of " + ", ".join(
        names
    )
    assert refusal(lambda: tables.resource("cities", folder)) == sentence
    assert refusal(lambda: tables.read("cities", folder)) == sentence


# -- what cannot be read -------------------------------------------------------------------------


def test_a_missing_or_broken_descriptor(folder):
    path = folder / "datapackage.json"
    path.write_text('{"resources": [', encoding="utf-8")
    sentence = refusal(lambda: tables.read(FIGURES, folder))
    assert sentence.startswith(f"{path}: cannot be read as JSON (Expecting value")
    assert sentence.endswith("); restore the file")
    path.write_bytes(b'{"name": "\xff"}')
    assert "cannot be read as JSON ('utf-8' codec" in refusal(lambda: tables.package(folder))
    path.unlink()
    sentence = refusal(lambda: tables.package(folder))
    assert sentence.startswith(f"{path}: cannot be read as JSON (") and "No such file" in sentence


def test_a_column_that_is_computed_with_has_its_type(folder):
    describe(folder, "own", series=("string", {}), period_start=("string", {}))
    last = len(tables.package()["resources"])
    assert refusal(lambda: tables.package(folder)) == (
        f"{folder / 'datapackage.json'}, resources[{last}]: field 'period_start' is computed with "
        "and must be of type date; restore the file"
    )


def test_a_missing_table(folder):
    (folder / PATHS[INDUSTRIES]).unlink()
    sentence = refusal(lambda: tables.read(INDUSTRIES, folder))
    assert sentence.startswith(f"{PATHS[INDUSTRIES]}: cannot be read (")
    assert "No such file" in sentence
    assert sentence.endswith("); restore the file")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"position,industry,start,end\n1,st\xe9el,1,2\n", "'utf-8' codec"),
        (b'position,industry,start,end\n1,"steel"x,1,2\n', "',' expected after '\"'"),
        (b'position,industry,start,end\n1,"steel,1,2\n', "unexpected end of data"),
    ],
)
def test_a_table_that_is_no_utf8_csv(folder, content, why):
    (folder / PATHS[INDUSTRIES]).write_bytes(content)
    sentence = refusal(lambda: tables.read(INDUSTRIES, folder))
    assert sentence.startswith(f"{PATHS[INDUSTRIES]}: cannot be read ({why}")
    assert sentence.endswith("); restore the file")


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("position,industry,start", "position, industry, start"),
        ("position,industry,end,start", "position, industry, end, start"),
        ("position,industry,start,end,more", "position, industry, start, end, more"),
        (None, "missing"),
    ],
)
def test_other_columns(folder, header, found):
    content = "" if header is None else f"{header}\n1,steel,1,2\n"
    (folder / PATHS[INDUSTRIES]).write_text(content, encoding="utf-8")
    assert refusal(lambda: tables.read(INDUSTRIES, folder)) == (
        f"{PATHS[INDUSTRIES]}, row 1: the columns are {found}; they must be "
        "position, industry, start, end"
    )


def test_a_table_without_rows(folder):
    (folder / PATHS[INDUSTRIES]).write_text("position,industry,start,end\n", encoding="utf-8")
    assert refusal(lambda: tables.read(INDUSTRIES, folder)) == (
        f"{PATHS[INDUSTRIES]}: holds no row; restore the table"
    )


@pytest.mark.parametrize(
    ("line", "cells"), [("2,iron,3,4,5", 5), ("2,iron,3", 3), ("", 0), ("2,a,b,3,4", 5)]
)
def test_a_row_of_another_length(folder, line, cells):
    path = folder / PATHS[INDUSTRIES]
    path.write_text(f"position,industry,start,end\n1,steel,1,2\n{line}\n", encoding="utf-8")
    assert refusal(lambda: tables.read(INDUSTRIES, folder)) == (
        f"{PATHS[INDUSTRIES]}, row 3: has {cells} cells instead of 4; check its commas and quotes"
    )


@pytest.mark.parametrize(
    ("row", "column", "text", "said"),
    [
        (3, "id", "", "is empty; every row needs a value here"),
        (3, "id", "Two Words", "'Two Words' does not have the form [a-z0-9]+(-[a-z0-9]+)*"),
        (2, "kind", "said", "'said' is unknown; use one of stated, derived"),
        (4, "period_start", "2024-13-01", "'2024-13-01' is not of type date; correct it"),
        (4, "value", "6,2", "'6,2' is not of type number; correct it"),
        (4, "value", "NaN", "'NaN' is not a finite number; correct it"),
        (4, "value", "-Infinity", "'-Infinity' is not a finite number; correct it"),
        (16, "stated_decimals", "1.0", "'1.0' is not of type integer; correct it"),
        (2, "stated_decimals", "-1", "-1 is below the least possible, 0"),
        (10, "within", "-0.5", "-0.5 is below the least possible, 0"),
        (2, "paragraph", "0", "0 is below the least possible, 1"),
    ],
)
def test_a_cell_that_does_not_fit(folder, row, column, text, said):
    change(folder, FIGURES, row, column, text)
    assert refusal(lambda: tables.read(FIGURES, folder)) == (
        f"{PATHS[FIGURES]}, row {row}, column {column}: {said}"
    )


def test_the_least_possible_is_possible(folder):
    change(folder, FIGURES, 2, "stated_decimals", "0")
    change(folder, FIGURES, 2, "value", "32")
    change(folder, FIGURES, 2, "start", "0")
    change(folder, FIGURES, 10, "within", "0")
    rows = tables.read(FIGURES, folder)
    assert (rows[0]["stated_decimals"], rows[0]["start"], rows[8]["within"]) == (0, 0, 0)


MONTHS = {"period_start": "2023-01-01", "period_end": "2023-12-31"}


@pytest.mark.parametrize(
    ("column", "cells", "said"),
    [
        ("period_start", {"period_start": "2023-01-02"}, "2023-01-02 is not the first day"),
        ("period_end", {"period_end": "2023-12-30"}, "2023-12-30 is not the last day of a month"),
        ("period_end", {"period_end": "2024-02-28"}, "2024-02-28 is not the last day of a month"),
        ("period_end", {"period_end": "2022-12-31"}, "2022-12-31 lies before the start"),
        ("value", {"value": "5", "decimals": "1"}, "5 is not written with 1 decimals"),
        ("value", {"value": "5.0", "decimals": "0"}, "5.0 is not written with 0 decimals"),
        ("value", {"value": "5.00", "decimals": "1"}, "5.00 is not written with 1 decimals"),
        ("value", {"value": "1240", "decimals": "-2"}, "1240 is not written with -2 decimals"),
    ],
)
def test_cells_of_a_row_that_do_not_go_together(folder, column, cells, said):
    for name, text in (MONTHS | cells).items():
        change(folder, ACCOUNTS, 5, name, text)
    with pytest.raises(TableError) as caught:
        tables.read(ACCOUNTS, folder)
    assert str(caught.value).startswith(f"{PATHS[ACCOUNTS]}, row 5, column {column}: {said}")


@pytest.mark.parametrize(
    "cells",
    [
        {"period_start": "2024-02-01", "period_end": "2024-02-29"},
        {"value": "1200", "decimals": "-2"},
        {"value": "1240", "decimals": "-1"},
        {"value": "5.00", "decimals": "2"},
        {"value": "-5", "decimals": "0"},
        {"value": "0.0", "decimals": "1"},
        {"value": "12345.0000000000000000000000001", "decimals": "25"},
        {"value": "1" + "0" * 30, "decimals": "-1"},
    ],
)
def test_cells_of_a_row_that_go_together(folder, cells):
    for name, text in (MONTHS | cells).items():
        change(folder, ACCOUNTS, 5, name, text)
    row = tables.read(ACCOUNTS, folder)[3]
    assert {name: str(row[name]) for name in cells} == cells


def test_constraints_of_any_column(folder):
    describe(
        folder,
        "own",
        day=("date", {"minimum": "2024-01-02"}),
        amount=("number", {"minimum": 0.5, "required": False}),
        code=("string", {"pattern": "[a-z]+"}),
    )
    path = folder / "own.csv"
    path.write_text("day,amount,code\n2024-01-02,0.50,a\n2024-01-02,,\n", encoding="utf-8")
    same = {"day": date(2024, 1, 2), "amount": Decimal("0.50"), "code": "a"}
    assert tables.read("own", folder) == [same, same | {"amount": None, "code": None}]
    for line, said in {
        "2024-01-01,1,a": "day: 2024-01-01 is below the least possible, 2024-01-02",
        "2024-01-02,0.4,a": "amount: 0.4 is below the least possible, 0.5",
        "2024-01-02,1,ab1": "code: 'ab1' does not have the form [a-z]+",
    }.items():
        path.write_text(f"day,amount,code\n{line}\n", encoding="utf-8")
        assert refusal(lambda: tables.read("own", folder)) == f"own.csv, row 2, column {said}"


def test_a_second_row_with_the_same_key(folder):
    change(folder, FIGURES, 6, "id", "industry-share-gdp-2023")
    assert refusal(lambda: tables.read(FIGURES, folder)) == (
        f"{PATHS[FIGURES]}, row 6, column id: industry-share-gdp-2023 stands in row 2 already; "
        "keep one"
    )


def test_a_key_of_two_columns(folder):
    describe(folder, "own", a=("integer", {}), b=("string", {}))
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["resources"][-1]["schema"]["primaryKey"] = ["a", "b"]
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    own = folder / "own.csv"
    own.write_text("a,b\n1,x\n1,y\n2,x\n", encoding="utf-8")
    assert len(tables.read("own", folder)) == 3
    own.write_text("a,b\n1,x\n1,y\n1,y\n", encoding="utf-8")
    assert refusal(lambda: tables.read("own", folder)) == (
        "own.csv, row 4, column a, b: 1, y stands in row 3 already; keep one"
    )


# -- sealing -------------------------------------------------------------------------------------


def stored(folder):
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def test_an_unchanged_package_is_sealed_already(folder):
    path = folder / "datapackage.json"
    before, moment = path.read_bytes(), path.stat().st_mtime_ns
    assert tables.seal(folder) == []
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, moment)


def test_sealing_describes_what_changed_and_nothing_else(folder):
    before = stored(folder)
    tables.package(folder)
    change(folder, INDUSTRIES, 2, "industry", "iron")
    content = (folder / PATHS[INDUSTRIES]).read_bytes()
    assert tables.seal(folder) == [INDUSTRIES]
    after = stored(folder)
    for entry in before["resources"]:
        if entry["name"] == INDUSTRIES:
            entry["bytes"] = len(content)
            entry["hash"] = "sha256:" + hashlib.sha256(content).hexdigest()
    assert after == before
    assert list(after) == list(before)
    assert tables.seal(folder) == []
    assert tables.read(INDUSTRIES, folder)[0]["industry"] == "iron"
    assert sorted(path.name for path in folder.iterdir()) == [
        "briefing",
        "datapackage.json",
        "official",
    ]


def test_a_wrong_size_or_hash_alone_is_put_right(folder):
    original = (folder / "datapackage.json").read_bytes()
    for key, wrong in (("bytes", 1), ("hash", "sha256:0")):
        descriptor = stored(folder)
        descriptor["resources"][0][key] = wrong
        (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
        assert tables.seal(folder) == [FIGURES]
        assert (folder / "datapackage.json").read_bytes() == original


def test_sealing_reads_the_descriptor_anew(folder):
    tables.package(folder)
    descriptor = stored(folder)
    descriptor["title"] = "changed since: 工业"
    del descriptor["resources"][0]["hash"]
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    assert tables.seal(folder) == [FIGURES]
    text = (folder / "datapackage.json").read_text(encoding="utf-8")
    assert '  "title": "changed since: 工业",\n' in text and text.endswith("\n}\n")


def test_sealing_without_a_folder_is_for_the_library_s_own(folder, monkeypatch):
    monkeypatch.setattr(tables, "_PLACES", (folder,))
    change(folder, INDUSTRIES, 2, "industry", "iron")
    assert tables.seal() == [INDUSTRIES]
    assert tables.seal() == []


def test_a_failed_sealing_leaves_the_descriptor_whole(folder, monkeypatch):
    before = (folder / "datapackage.json").read_bytes()
    change(folder, INDUSTRIES, 2, "industry", "iron")

    def fail(*_):
        raise OSError("no space")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(TableError, match="no space.*nothing was changed"):
        tables.seal(folder)
    assert (folder / "datapackage.json").read_bytes() == before
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


# -- writing whole -------------------------------------------------------------------------------


def test_a_file_is_written_whole_with_line_feeds(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("old, and longer than the new", encoding="utf-8")
    tables.write_whole(path, "a\nÜ 工业\n")
    assert path.read_bytes() == "a\nÜ 工业\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_the_draft_lies_beside_and_is_never_the_file_itself(tmp_path, monkeypatch):
    path = tmp_path / "table.csv"
    moves = []
    replace = os.replace

    def watch(draft, target):
        moves.append((draft.parent, draft.name, target, draft.read_text(encoding="utf-8")))
        replace(draft, target)

    monkeypatch.setattr(os, "replace", watch)
    tables.write_whole(path, "new")
    assert moves == [(tmp_path, f".table.csv.{os.getpid()}.draft", path, "new")]


@pytest.mark.parametrize("text", ["new", "half\ud800"])
def test_nothing_is_left_behind_when_writing_fails(tmp_path, monkeypatch, text):
    path = tmp_path / "table.csv"
    path.write_text("old", encoding="utf-8")

    def fail(*_):
        raise OSError("no space")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(TableError, match="cannot be written"):
        tables.write_whole(path, text)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]
