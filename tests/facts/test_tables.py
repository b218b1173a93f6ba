"""Reading a data package: typed cells, and one error that says where."""

import csv
import json
import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from briefing.errors import TableError, UnknownNameError
from briefing.facts import tables
from briefing.facts.tables import Package, data_folder, forget, package
from conftest import LIVE, TESTS, edit, refusal

KEY = "2031-03-10"
FIGURES, INDUSTRIES = f"briefing-{KEY}-figures", f"briefing-{KEY}-key-industries"
FIGURES_CSV, INDUSTRIES_CSV = f"briefing/{KEY}/figures.csv", f"briefing/{KEY}/key-industries.csv"
GROWTH_CSV = "official/monthly-growth.csv"


def change(folder, path, what):
    """Let a function change a JSON file of a data folder."""
    file = folder / path
    content = json.loads(file.read_text(encoding="utf-8"))
    what(content)
    file.write_text(json.dumps(content), encoding="utf-8")
    return folder


@pytest.fixture
def own(tmp_path):
    """Make a package of one table "own", from its fields, its text and more of the schema."""

    def make(fields, text, **more):
        listed = [
            {"name": name, "type": kind, "constraints": rules}
            for name, (kind, rules) in fields.items()
        ]
        entry = {"name": "own", "path": "own.csv", "schema": "own.json"}
        descriptor = {"resources": [entry]}
        (tmp_path / "own.json").write_text(json.dumps({"fields": listed, **more}), "utf-8")
        (tmp_path / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
        (tmp_path / "own.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return make


def read_own(folder):
    return Package(folder).table("own")


# -- what is read --------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", [LIVE, TESTS / "data"], ids=["live", "invented"])
def test_every_table_reads(folder):
    source = Package(folder)
    for entry in source.descriptor["resources"]:
        names = [field["name"] for field in source.schema(entry["name"])["fields"]]
        rows = source.table(entry["name"])
        assert rows and all(list(row) == names for row in rows)


def test_cells_are_typed(invented):
    source = Package(str(invented))
    first = source.table(FIGURES)[0]
    assert (first["id"], first["period"]) == ("share-gdp-2030", "2030")
    assert first["value"] == Decimal("20.5") and type(first["value"]) is Decimal
    assert first["decimals"] == 1 and type(first["decimals"]) is int
    assert first["within"] is None
    assert source.table("briefings")[0]["date_said"] == date(2031, 3, 10)
    assert source.table(INDUSTRIES)[0]["industry"] == "steel"


@pytest.mark.parametrize(
    "spelt",
    [
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: content.replace(b"\n", b"\r\n"),
        lambda content: content.replace(b"\n", b"\r"),
        lambda content: content.replace(b"steel", b'"steel"').rstrip(b"\n"),
    ],
    ids=["byte order mark", "Windows", "old Macintosh", "quotes and no last line end"],
)
def test_spellings_of_the_same_table(invented, spelt):
    path = invented / INDUSTRIES_CSV
    before = Package(invented).table(INDUSTRIES)
    path.write_bytes(spelt(path.read_bytes()))
    assert Package(invented).table(INDUSTRIES) == before


def test_printed_decimals_commas_and_other_scripts_survive(invented):
    edit(invented, FIGURES_CSV, {"id": "growth-2031-01-02"}, value="6.20", decimals="2")
    edit(invented, FIGURES_CSV, {"id": "growth-2031-01-02"}, note='a "quoted", note – 工业 Š')
    row = Package(invented).table(FIGURES)[1]
    assert str(row["value"]) == "6.20" and row["note"] == 'a "quoted", note – 工业 Š'


def test_a_package_keeps_what_it_read_and_a_new_one_reads_anew(invented):
    source = Package(invented)
    assert source.table(INDUSTRIES) is source.table(INDUSTRIES)
    edit(invented, INDUSTRIES_CSV, {"industry": "steel"}, industry="iron")
    assert source.table(INDUSTRIES)[0]["industry"] == "steel"
    assert package(invented).table(INDUSTRIES)[0]["industry"] == "iron"
    built = iter([[1], [2]])
    assert source.memo("key", lambda: next(built)) is source.memo("key", lambda: next(built))


def test_the_default_package_is_shared():
    first = package()
    assert package() is first and package(None) is first and package(first) is first
    assert first.folder == data_folder() == LIVE
    assert package(LIVE) is not package(LIVE)
    forget()
    assert package() is not first


def test_the_data_lie_beside_the_modules_or_in_the_checkout(tmp_path, monkeypatch):
    library = Path(tables.__file__).parents[1]
    assert tables._PLACES == (library / "_data", library.parent / "data")
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    monkeypatch.setattr(tables, "_PLACES", (inside, outside))
    assert refusal(TableError, data_folder) == (
        f"datapackage.json is neither in {inside} nor in {outside}; reinstall the package"
    )
    for place in (outside, inside):
        place.mkdir()
        (place / "datapackage.json").write_text("{}", encoding="utf-8")
        assert data_folder() == place


def test_tables_that_may_be_absent_or_empty(invented):
    source = Package(invented)
    name = "briefing-2032-01-20-provinces"
    assert not source.has(name) and source.table(name, optional=True) == []
    assert refusal(UnknownNameError, source.table, "official-province-list").startswith(
        "table 'official-province-list' is unknown; did you mean official-province-lists"
    )
    path = invented / INDUSTRIES_CSV
    path.write_text("position,industry,start,end\n", encoding="utf-8")
    empty = Package(invented)
    assert empty.table(INDUSTRIES, optional=True) == []
    assert refusal(TableError, empty.table, INDUSTRIES) == (
        f"{INDUSTRIES_CSV}: holds no row; add one"
    )


# -- cells ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("id", "", "is empty; every row needs a value here"),
        ("id", "Two Words", "'Two Words' does not have the form [a-z0-9]+(-[a-z0-9]+)*"),
        ("qualifier", "ruonded", "qualifier 'ruonded' is unknown; did you mean rounded"),
        ("population", "all industri", "'all industri' is unknown; did you mean all industry"),
        ("area", "XZ", "area 'XZ' is unknown; did you mean XB or XA?"),
        *(
            ("value", text, f"{text!r} is not of type number; correct it")
            for text in ("20,5", "1 234.5", "−20.5", "n.a.", "20.5*", "NaN", "2e1", "2_0.5", "٢")
        ),
        ("value", "9" * 33, "is beyond what is measured here; correct it"),
        ("value", "0." + "3" * 400, "is beyond what is measured here; correct it"),
        ("decimals", "1.0", "'1.0' is not of type integer; correct it"),
        ("decimals", "31", "'31' is beyond what is measured here; correct it"),
        ("decimals", "9" * 5000, "is beyond what is measured here; correct it"),
        ("within", "-0.5", "-0.5 is below the least possible, 0"),
        ("paragraph", "0", "0 is below the least possible, 1"),
        ("start", "-1", "-1 is below the least possible, 0"),
        ("start", "1000000001", "'1000000001' is beyond what is measured here; correct it"),
        ("period", "2030-13", "(2023, 2024-05 or 2024-01/2024-05; empty where none is stated)"),
        ("period", "2031-02/2031-01", "2031-02/2031-01 ends before it starts; exchange the two"),
        ("period", "2030-01/2030-12", "has a shorter spelling; write 2030"),
        ("period", "2030-05/2030-05", "has a shorter spelling; write 2030-05"),
        ("value", "5", "5 is not written with 1 decimals; write it as published"),
        ("decimals", "-1", "20.5 is not written with -1 decimals; write it as published"),
        # Text that looks like another, or that a terminal would obey.
        ("note", "a note ", "'a note ' has a space at an end; remove it"),
        ("note", "a\u00a0note", "holds U+00A0 (no-break space); remove it"),
        ("note", "a\u200bnote", "holds U+200B (zero width space); remove it"),
        ("note", "a\nnote", "holds U+000A (a control character); remove it"),
        ("note", "\x1b[2J", "holds U+001B (a control character); remove it"),
        ("value", "\ufeff20.5", "holds U+FEFF (zero width no-break space); remove it"),
        ("value", "20.5 ", "'20.5 ' has a space at an end; remove it"),
        ("note", "x" * 5001, "is longer than 5000 characters; shorten it"),
    ],
)
def test_a_cell_that_does_not_fit(invented, column, text, said):
    edit(invented, FIGURES_CSV, {"id": "share-gdp-2030"}, **{column: text})
    message = refusal(TableError, Package(invented).table, FIGURES)
    where = "value" if "written with" in said else column
    assert message.startswith(f"{FIGURES_CSV}, row 2, column {where}: ")
    assert said in message and message.isprintable() and len(message) < 300


TOGETHER = {"1200": -2, "1240": -1, "-5": 0, "0.0": 1, "1" + "0" * 30: -1}


@pytest.mark.parametrize(("text", "decimals"), TOGETHER.items())
def test_a_value_and_its_decimals_that_go_together(invented, text, decimals):
    edit(invented, GROWTH_CSV, {"value": "4.6"}, value=text, decimals=str(decimals))
    row = Package(invented).table("official-monthly-growth")[0]
    assert (str(row["value"]), row["decimals"]) == (text, decimals)


def test_the_least_possible_is_possible(invented):
    edit(invented, FIGURES_CSV, {"id": "key-industries-share"}, within="0", start="0")
    row = Package(invented).table(FIGURES)[7]
    assert (row["within"], row["start"]) == (0, 0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2024-01-01", "2024-01-01 is below the least possible, 2024-01-02"),
        ("2024-02-30", "day is out of range for month"),
        ("20240131", "'20240131' is not of type date; correct it"),
    ],
)
def test_dates(own, text, said):
    fields = {"day": ("date", {"minimum": "2024-01-02"}), "amount": ("number", {"minimum": 0.5})}
    found = {"day": date(2024, 1, 2), "amount": Decimal("0.50")}
    assert read_own(own(fields, "day,amount\n2024-01-02,0.50\n")) == [found]
    sentence = refusal(TableError, read_own, own(fields, f"day,amount\n{text},1\n"))
    assert sentence == f"own.csv, row 2, column day: {said}"


# -- rows and keys -------------------------------------------------------------------------------

COLUMNS = "they must be position, industry, start, end"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", f", row 1: the columns are missing; {COLUMNS}"),
        (b"position,industry,end,start\n", f"are position, industry, end, start; {COLUMNS}"),
        (b"position;industry;start;end\n", f"are position;industry;start;end; {COLUMNS}"),
        (b"\x1b[2J,industry\n", f"are '\\x1b[2J', industry; {COLUMNS}"),
        (b"1,st\xe9el,1,2\n", ": is not UTF-8 (at byte 5); save it as UTF-8"),
        ("position,industry".encode("utf-16"), ": is not UTF-8 (at byte 1); save it as UTF-8"),
        (b'1,"steel"x,1,2\n', ": cannot be read as CSV ("),
        (b"x" * 140_000, ": cannot be read as CSV (field larger than field limit"),
        (b"#1,steel,1\n", ", row 2: has 3 cells instead of 4; check its commas and quotes"),
        (b"#\n1,steel,1,2\n", ", row 2: has 0 cells instead of 4; check its commas and quotes"),
        (b"#<<<<<<< HEAD\n", ", row 2: has 1 cells instead of 4; check its commas"),
        (b"#1,steel,1,2\n2,steel,3,4\n", ", row 3, column industry: steel stands in row 2 already"),
        (b"#1,steel,1,2\n1,iron,3,4\n", ", row 3, column position: 1 stands in row 2 already"),
        (b"#0,steel,1,2\n", ", row 2, column position: 0 is below the least possible, 1"),
    ],
)
def test_a_file_or_row_that_cannot_be_read(invented, content, said):
    csv.field_size_limit(131_072)  # the default, which other libraries raise
    content = content.replace(b"#", b"position,industry,start,end\n", 1)
    (invented / INDUSTRIES_CSV).write_bytes(content)
    message = refusal(TableError, Package(invented).table, INDUSTRIES)
    assert message.startswith(INDUSTRIES_CSV) and said in message and message.isprintable()


def test_a_key_of_two_columns_and_a_unique_one_that_may_be_empty(own):
    fields = {"a": ("integer", {}), "b": ("string", {}), "c": ("string", {"unique": True})}
    assert len(read_own(own(fields, "a,b,c\n1,x,\n1,y,\n2,x,z\n", primaryKey=["a", "b"]))) == 3
    folder = own(fields, "a,b,c\n1,x,\n0,,\n0,,\n", primaryKey=["a", "b"])
    assert refusal(TableError, read_own, folder) == (
        "own.csv, row 4, column a, b: 0, None stands in row 3 already; keep one"
    )


def test_references_are_followed_in_a_table_itself_and_to_others(own):
    fields = {"a": ("string", {}), "within": ("string", {})}

    def refers(resource, target="a"):
        return [{"fields": ["within"], "reference": {"resource": resource, "fields": [target]}}]

    text = "a,within\nouter,\ninner,outer\n"
    assert read_own(own(fields, text, foreignKeys=refers("")))[1]["within"] == "outer"
    folder = own(fields, text + "third,oter\n", foreignKeys=refers("own"))
    assert refusal(TableError, read_own, folder) == (
        "own.csv, row 4, column within: within 'oter' is unknown; did you mean outer?"
    )
    for resource, target in (("other", "a"), ("own", "b")):
        folder = own(fields, text, foreignKeys=refers(resource, target))
        assert refusal(TableError, read_own, folder) == (
            f"own.csv: refers to column {target} of {resource}, which the package lacks; add it"
        )


# -- files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("../out.csv", "leads out of the data folder; put the file into it"),
        ("official/../../out.csv", "leads out of the data folder; put the file into it"),
        ("{outside}", "leads out of the data folder; put the file into it"),
        ("link.csv", "leads out of the data folder; put the file into it"),
        ("folder/out.csv", "leads out of the data folder; put the file into it"),
        ("loop.csv", "cannot be read ("),
        ("official", "is no regular file; put a file there"),
        ("pipe.csv", "is no regular file; put a file there"),
        ("none.csv", "cannot be read (No such file or directory); restore the file"),
        ("https://example.org/x.csv", "cannot be read (No such file or directory)"),
        ("x" * 5000, "cannot be read (File name too long)"),
        ("large.csv", "is larger than 20 MB; split or shorten it"),
    ],
)
def test_a_path_stays_in_the_folder_and_names_a_regular_file(invented, path, said):
    outside = invented.parent / "out.csv"
    outside.write_text("position,industry,start,end\n1,steel,1,2\n", encoding="utf-8")
    (invented / "link.csv").symlink_to(outside)
    (invented / "folder").symlink_to(invented.parent)
    (invented / "loop.csv").symlink_to(invented / "loop.csv")
    os.mkfifo(invented / "pipe.csv")
    with open(invented / "large.csv", "wb") as file:
        file.truncate(20_000_001)
    descriptor = Package(invented).descriptor
    entry = next(one for one in descriptor["resources"] if one["name"] == INDUSTRIES)
    for key, most in (("path", "20 MB"), ("schema", "5 MB")):
        kept, entry[key] = entry[key], path.format(outside=outside)
        message = refusal(TableError, Package(invented, descriptor).table, INDUSTRIES)
        assert said.replace("20 MB", most) in message
        entry[key] = kept


def test_a_link_within_the_folder_is_followed(invented):
    path = invented / INDUSTRIES_CSV
    path.rename(invented / "elsewhere.csv")
    path.symlink_to(invented / "elsewhere.csv")
    assert Package(invented).table(INDUSTRIES)


# -- descriptor and schemas ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"resources": [', "datapackage.json: cannot be read as JSON (Expecting value"),
        (b"[" * 100_000, "datapackage.json: cannot be read as JSON ("),
        (b'{"name": "\xff"}', "datapackage.json: is not UTF-8 (at byte 11); save it as UTF-8"),
        (b"[]", "datapackage.json: is no JSON object; restore it"),
        (b"{}", "datapackage.json: has no list of resources; restore it"),
        (b'{"resources": [7]}', "datapackage.json, resources[0]: needs name as plain text"),
        (
            b'{"resources": [{"name": "a\\u001b", "path": "a", "schema": "s"}]}',
            "resources[0]: needs name as plain text",
        ),
        (
            b'{"resources": [{"name": "a", "path": "a", "schema": {}}]}',
            "resources[0]: needs schema as plain text (of a schema, its path)",
        ),
        (
            b'{"resources": [{"name": "a", "path": "a", "schema": "s"},'
            b' {"name": "a", "path": "b", "schema": "s"}]}',
            "datapackage.json: describes a twice; rename one",
        ),
        (b" " * 5_000_001, "datapackage.json: is larger than 5 MB; split or shorten it"),
        (None, "datapackage.json: cannot be read (No such file or directory); restore the file"),
    ],
)
def test_a_descriptor_that_cannot_be_used(tmp_path, content, said):
    if content is not None:
        (tmp_path / "datapackage.json").write_bytes(content)
    message = refusal(TableError, Package, tmp_path)
    assert said in message and message.isprintable()


@pytest.mark.parametrize(
    ("bend", "said"),
    [
        ({"fields": ["a"]}, "TypeError"),
        ({"fields": [{"name": "a", "type": "boolean"}]}, "KeyError: 'boolean'"),
        ({"fields": [{"name": "value", "type": "string"}]}, "field value is computed with"),
        ({"primaryKey": ["b"]}, "a key names b, which is no field"),
        ({"foreignKeys": [{"fields": ["a"]}]}, "KeyError: 'reference'"),
        ({"constraints": {"enum": ["x", "\ufeffy"]}}, "a rule with hidden characters"),
        ({"constraints": {"pattern": "("}}, "missing ), unterminated subpattern"),
        ({"constraints": {"pattern": "a{99999999999}"}}, "OverflowError"),
        ({"type": "number", "constraints": {"minimum": "few"}}, "a minimum that is no number"),
    ],
)
def test_a_schema_that_no_table_can_be_read_by(own, bend, said):
    folder = own({"a": ("string", {})}, "a\nx\n")
    inner = {"type", "constraints"} & set(bend)

    def apply(schema):
        (schema["fields"][0] if inner else schema).update(bend)

    change(folder, "own.json", apply)
    message = refusal(TableError, read_own, folder)
    assert message.startswith("own.json: no table can be read by it (")
    assert said in message and message.isprintable()
