"""Sealing: describe, check, record; say what changed; and write all of it or nothing."""

import hashlib
import json
import os
import subprocess
from unittest.mock import Mock

import pytest

from briefing.errors import TableError
from briefing.facts import tables
from briefing.facts.seal import seal, write_whole
from briefing.facts.tables import Package, forget, package
from conftest import add, edit, refusal, rewrite

INDUSTRIES_CSV = "briefing/2031-03-10/key-industries.csv"
GROWTH_CSV = "official/monthly-growth.csv"


def described(folder):
    return {entry["path"]: entry for entry in Package(folder).descriptor["resources"]}


def sealed(folder, path):
    content = (folder / path).read_bytes()
    return {"bytes": len(content), "hash": "sha256:" + hashlib.sha256(content).hexdigest()}


@pytest.fixture
def committed(invented, monkeypatch):
    """The invented package in a repository of its own, as committed."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "all"]):
        subprocess.run(["git", *command], cwd=invented, check=True)
    return invented


# -- what is recorded ----------------------------------------------------------------------------


def test_a_sealed_package_is_left_alone(invented):
    path = invented / "datapackage.json"
    before, moment = path.read_bytes(), path.stat().st_mtime_ns
    assert seal(invented) == []
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, moment)


def test_a_changed_table_is_recorded_and_nothing_else(invented):
    before = described(invented)
    edit(invented, INDUSTRIES_CSV, {"industry": "steel"}, industry="irons")
    assert seal(invented) == [f"{INDUSTRIES_CSV}: size and hash are recorded"]
    assert described(invented) == before | {
        INDUSTRIES_CSV: before[INDUSTRIES_CSV] | sealed(invented, INDUSTRIES_CSV)
    }
    assert seal(invented) == []
    assert not [path for path in invented.iterdir() if path.name.startswith(".")]


def test_the_library_s_own_package_is_read_anew_after_sealing(invented, monkeypatch):
    monkeypatch.setattr(tables, "_PLACES", (invented,))
    forget()
    before = package()
    edit(invented, INDUSTRIES_CSV, {"industry": "steel"}, industry="irons")
    assert seal() and seal() == []
    assert package() is not before
    assert package().table("briefing-2031-03-10-key-industries")[0]["industry"] == "irons"
    forget()


@pytest.mark.parametrize(
    ("old", "new", "name", "schema", "source"),
    [
        ("briefing/2031-03-10/provinces.csv", "briefing/2032-01-20/provinces.csv",
         "briefing-2032-01-20-provinces", "provinces", "The pages that briefings.csv names"),
        ("official/province-growth.csv", "official/town-growth.csv",
         "official-town-growth", "observations", "Each row names where it was read"),
        ("official/province-lists.csv", "official/province-lists.csv",
         "official-province-lists", "province-lists", "Each row names where it was read"),
    ],
)  # fmt: skip
def test_a_table_of_a_known_kind_is_described(invented, old, new, name, schema, source):
    path = invented / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["resources"] = [one for one in descriptor["resources"] if one["path"] != new]
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    (invented / new).write_bytes((invented / old).read_bytes())
    assert seal(invented) == [f"{new}: is described now"]
    entry = Package(invented).resource(name)
    title = Package(invented).schema(name)["title"]
    assert (entry["path"], entry["schema"]) == (new, f"schemas/{schema}.json")
    assert (entry["title"], entry["sources"]) == (title, [{"title": source}])
    assert entry["licenses"] and entry["description"]
    assert {key: entry[key] for key in ("bytes", "hash")} == sealed(invented, new)
    assert Package(invented).table(name) == Package(invented).table(name) != []


# -- what is refused -----------------------------------------------------------------------------


def spoil_value(folder):
    edit(folder, GROWTH_CSV, {"value": "4.6"}, value="4,6")


def spoil_figure(folder):
    edit(folder, "briefing/2031-03-10/figures.csv", {"id": "share-gdp-2030"}, unit="parsecs")


def remove(folder):
    (folder / GROWTH_CSV).unlink()


def stray(folder):
    (folder / "official" / "note\x1b.csv").write_text("a\n1\n", encoding="utf-8")


def other(folder):
    (folder / "briefing" / "2031-03-10" / "weather.csv").write_text("a\n1\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (spoil_value, f"{GROWTH_CSV}, row 2, column value: '4,6' is not of type number"),
        (spoil_figure, "briefing/2031-03-10/figures.csv, row 2"),
        (remove, f"{GROWTH_CSV}: cannot be read (No such file or directory)"),
        (stray, "'official/note\\x1b.csv': is no kind of table that is known; describe it"),
        (other, "weather.csv: is no kind of table that is known; describe it in datapackage"),
    ],
)
def test_a_package_that_cannot_be_read_is_not_sealed(invented, spoil, said):
    edit(invented, "briefings.csv", {"place": "Szohod"}, place="Klow")  # an honest change before
    spoil(invented)
    before = (invented / "datapackage.json").read_bytes()
    message = refusal(TableError, seal, invented)
    assert said in message and message.isprintable()
    assert (invented / "datapackage.json").read_bytes() == before


# -- what changed since the last commit ----------------------------------------------------------


def test_changed_cells_are_named(committed):
    edit(committed, GROWTH_CSV, {"value": "4.6"}, value="4.8", note="corrected")
    edit(committed, INDUSTRIES_CSV, {"industry": "steel"}, industry="irons")
    assert seal(committed) == [
        f"{INDUSTRIES_CSV}: size and hash are recorded",
        f"{GROWTH_CSV}: size and hash are recorded",
        f"{INDUSTRIES_CSV}, row 2, industry: steel -> irons",
        f"{GROWTH_CSV}, row 2, value: 4.6 -> 4.8",
        f"{GROWTH_CSV}, row 2, note: (empty) -> corrected",
    ]


def test_rows_that_came_and_went_are_named_and_do_not_shift_the_others(committed):
    rewrite(committed, "official/province-lists.csv", lambda rows: rows[1:])
    add(committed, "official/province-lists.csv", list="all", area="XA-N", province="North")
    assert seal(committed)[1:] == [
        "official/province-lists.csv, from row 2 on: 0 rows in place of 1",
        "official/province-lists.csv, from row 7 on: 1 rows in place of 0",
    ]


def test_many_changes_are_counted(committed):
    rewrite(committed, GROWTH_CSV, lambda rows: [row | {"note": "n", "read_in": "r", "address": ""}
                                                 for row in rows])  # fmt: skip
    told = seal(committed)
    assert len(told) == 1 + 20 + 1 and told[-1] == "and 7 more changes"


def test_without_git_the_tables_alone_are_told(committed, monkeypatch):
    edit(committed, INDUSTRIES_CSV, {"industry": "steel"}, industry="irons")
    monkeypatch.setenv("PATH", "")
    assert seal(committed) == [f"{INDUSTRIES_CSV}: size and hash are recorded"]


# -- writing whole -------------------------------------------------------------------------------


def test_a_file_is_written_whole_by_way_of_a_draft_beside_it(tmp_path, monkeypatch):
    path = tmp_path / "table.csv"
    path.write_text("old, and longer than the new", encoding="utf-8")
    (tmp_path / "link").symlink_to(path)
    moves = []
    replace = os.replace

    def watch(draft, target):
        moves.append((draft.parent, draft.name, target))
        replace(draft, target)

    monkeypatch.setattr(os, "replace", watch)
    write_whole(tmp_path / "link", "a\nÜ 工业\n")
    assert moves == [(tmp_path, f".table.csv.{os.getpid()}.draft", path)]
    assert path.read_bytes() == "a\nÜ 工业\n".encode() and (tmp_path / "link").is_symlink()
    assert sorted(tmp_path.iterdir()) == [tmp_path / "link", path]


def test_a_write_that_fails_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "table.csv"
    path.write_text("old", encoding="utf-8")
    assert "cannot be written" in refusal(TableError, write_whole, path, "half\ud800")
    monkeypatch.setattr(os, "replace", Mock(side_effect=OSError("no space")))
    message = refusal(TableError, write_whole, path, "new")
    assert message.endswith("cannot be written (no space); nothing was changed")
    assert path.read_text(encoding="utf-8") == "old" and list(tmp_path.iterdir()) == [path]
