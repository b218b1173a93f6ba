"""The data packages, our own and the invented one: what they say of themselves is so."""

import hashlib
import json
from urllib.parse import urlsplit

import frictionless
import pytest

from briefing.facts.seal import DRAFT
from briefing.facts.tables import Package
from conftest import LIVE, TESTS

INVENTED = TESTS / "data"
DESCRIPTOR = json.loads((LIVE / "datapackage.json").read_text(encoding="utf-8"))
SCHEMAS = sorted((LIVE / "schemas").glob("*.json"))
both = pytest.mark.parametrize("folder", [LIVE, INVENTED], ids=["live", "invented"])


@both
def test_the_package_is_valid_by_the_standard(folder):
    with frictionless.system.use_context(trusted=True):
        report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "fieldName", "rowNumber", "message"])
    assert report.stats["tasks"] == len(Package(folder).descriptor["resources"])
    assert Package(folder).descriptor["$schema"].endswith("/profiles/2.0/datapackage.json")


@both
def test_each_table_is_as_described(folder):
    source = Package(folder)
    for entry in source.descriptor["resources"]:
        content = source.content(entry["path"])
        digest = "sha256:" + hashlib.sha256(content).hexdigest()
        assert (entry["bytes"], entry["hash"]) == (len(content), digest), "run make seal"
        assert entry["sources"] and all(one["title"] for one in entry["sources"])
        assert entry["title"] and entry["description"]


@both
def test_nothing_is_left_undescribed_or_unused(folder):
    source = Package(folder)
    entries = source.descriptor["resources"]
    tables = (path for path in folder.rglob("*.csv") if path.name != DRAFT)
    lying = {path.relative_to(folder).as_posix() for path in tables}
    assert lying == {entry["path"] for entry in entries}
    kinds = {path.relative_to(folder).as_posix() for path in folder.rglob("schemas/*")}
    used = {entry["schema"] for entry in entries}
    assert used <= kinds and (folder == INVENTED or used == kinds)


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
def test_a_schema_says_what_each_column_means_and_both_packages_share_it(path):
    schema = json.loads(path.read_text(encoding="utf-8"))
    assert schema["title"] and schema["description"] and schema["primaryKey"]
    assert all(field["description"] for field in schema["fields"])
    assert (INVENTED / "schemas" / path.name).read_bytes() == path.read_bytes()


def test_our_tables_are_given_away():
    assert all(entry["licenses"] == DESCRIPTOR["licenses"] for entry in DESCRIPTOR["resources"])


@both
def test_the_vocabulary_holds_what_the_tables_use_and_little_else(folder):
    source = Package(folder)
    used = {"measure": set(), "population": set(), "area": set(), "series": set()}
    for entry in source.descriptor["resources"]:
        if entry["path"].startswith("vocabulary/") and entry["name"] != "series":
            continue
        for row in source.table(entry["name"], optional=True):
            used["population"] |= {row.get("denominator")}
            for column, values in used.items():
                values.add(row.get(column))
    for table, column in (("measures", "measure"), ("areas", "area"), ("series", "series")):
        assert {row[column] for row in source.table(table)} <= used[column]
    # A population is used, or contains one that is.
    rows = {row["population"]: row["within"] for row in source.table("populations")}
    wanted = used["population"] & set(rows)
    while more := {rows[name] for name in wanted} - wanted - {None}:
        wanted |= more
    unused = set(rows) - wanted
    assert all(name.startswith("key industry ") for name in unused), unused


@both
def test_chains_of_containing_end(folder):
    source = Package(folder)
    for table, column in (("populations", "population"), ("areas", "area")):
        within = {row[column]: row["within"] for row in source.table(table)}
        for name in within:
            passed = []
            while name is not None:
                assert name not in passed, f"{table}: {name} contains itself"
                passed.append(name)
                name = within[name]


def test_provinces_have_a_tile_of_their_own():
    rows = [row for row in Package(LIVE).table("areas") if row["tile_column"] is not None]
    tiles = {(row["tile_column"], row["tile_row"]) for row in rows}
    assert len(tiles) == len(rows) == len({row["code"] for row in rows}) == 31
    assert {row["within"] for row in rows} == {"CN"}


def test_a_province_bears_the_name_of_its_code_in_every_table():
    source = Package(LIVE)
    names = {row["area"]: row["name"] for row in source.table("areas")}
    for entry in source.descriptor["resources"]:
        for row in source.table(entry["name"]):
            assert row.get("province") in (None, names.get(row.get("area")))


def test_each_address_is_a_publisher_s_own_and_a_row_without_one_was_read_in_a_copy():
    source = Package(LIVE)
    hosts, used = {row["host"] for row in source.table("publishers")}, set()
    for entry in source.descriptor["resources"]:
        for row in source.table(entry["name"]):
            if address := row.get("address"):
                host = urlsplit(address).hostname
                found = {end for end in hosts if f".{host}".endswith(f".{end}")}
                assert found, f"{entry['path']}: {address}"
                used |= found
            elif "read_in" in row:
                assert "read in a copy" in row["read_in"], f"{entry['path']}: {row['read_in']}"
            texts = [cell for name, cell in row.items() if name != "address"]
            assert not any("://" in str(cell) for cell in texts), entry["path"]
    assert used == hosts


def test_files_end_their_lines_alike():
    for path in [*LIVE.rglob("*.csv"), *INVENTED.rglob("*.csv")]:
        content = path.read_bytes()
        assert b"\r" not in content and content.endswith(b"\n")
