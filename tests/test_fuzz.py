"""Malformed tables, schemas and descriptors: a documented error in one line, nothing half written.

The ordinary run tries some hundred inputs, the same each time. HYPOTHESIS_PROFILE=thorough tries
12,000, new ones each time; BRIEFING_FUZZ_EXAMPLES sets another number.
"""

import csv
import io
import json
import os
import shutil
from collections import Counter
from contextlib import contextmanager
from copy import deepcopy

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefing.errors import BriefingError
from briefing.facts.cite import cite
from briefing.facts.official import official, series, vintages
from briefing.facts.said import briefings, part, registry
from briefing.facts.seal import seal
from briefing.facts.tables import Package
from briefing.verdicts.readings import evidence
from conftest import TESTS

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
EXAMPLES = int(os.environ.get("BRIEFING_FUZZ_EXAMPLES") or (12_000 if THOROUGH else 300))
WHOLE = Package(TESTS / "data")
PATHS = [entry["path"] for entry in WHOLE.descriptor["resources"]]
SCHEMAS = sorted({entry["schema"] for entry in WHOLE.descriptor["resources"]})
TRIED, REFUSED = Counter(), Counter()


def trying(percent):
    """Settings of a test that has its share of all examples."""
    return settings(
        max_examples=max(EXAMPLES * percent // 100, 1),
        derandomize=not THOROUGH,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return shutil.copytree(TESTS / "data", tmp_path_factory.mktemp("fuzz") / "data")


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@contextmanager
def spoilt(folder, path, content):
    """The folder with one file changed; put right afterwards."""
    before = (folder / path).read_bytes()
    TRIED[path.partition("/")[0]] += content != before
    (folder / path).write_bytes(content)
    try:
        yield
    finally:
        (folder / path).write_bytes(before)


def documented(call, *arguments, **more):
    """What a call gives, or None where it refuses in one line of its own words."""
    try:
        return call(*arguments, **more)
    except BriefingError as error:
        message = str(error)
        assert message.strip() and message.isprintable() and len(message) < 3000, message
        REFUSED[call.__name__] += 1
        return None


def ask_everything(folder):
    """Read all there is of a package: each answer is sound or refused."""
    source = documented(Package, folder)
    if source is None:
        return
    for entry in source.descriptor["resources"]:
        documented(source.table, entry["name"], optional=True)
    for key in documented(briefings, source) or []:
        for name in ("key-industries", "provinces", "other-numerals", "measures"):
            documented(part, name, key, folder=source)
        for id, fact in (documented(registry, key, folder=source) or {}).items():
            assert str(fact) and repr(fact)
            documented(cite, id, briefing=key, folder=source)
            if (found := documented(evidence, id, key, folder=source)) is not None:
                assert found.verdict
    for name in documented(series, folder=source) or []:
        for vintage in documented(vintages, name, folder=source) or []:
            for fact in documented(official, name, vintage=vintage, folder=source) or []:
                assert str(fact) and repr(fact)


# -- ways to spoil -------------------------------------------------------------------------------

EXTREMES = [
    *("", " ", "0", "-0", "-1", "−1", "1.5", "1,5", "1_0", "١", "½", "NaN", "Infinity", "1e999"),
    *("9" * 30, "9" * 5000, "0." + "3" * 400, "100", "101", "x" * 140_000, "é" * 4000, "a\nb"),
    *("a\r\nb", "\r", "\u2028", '"', '""', ",", ";", "\\", "\0", "\x1b[2J", "\ufeff", "\u200b"),
    *("工业", "%s", "{0}", "{", "None", "=1+1", "$x$", "<b>", "0001-01-01", "2024-02-30", "2030"),
    *("9999", "9999-12", "1000-01", "2031-01/2031-02", "{latest}", "{year-1}", "{x}", "-3", "31"),
    *("exact", "rounded", "over", "about", "between", "more than", "derived", "sum", "difference"),
    *("share", "share of a share", "percent", "count", "ratio", "index", "percentage points"),
    *("100 million yuan", "higher than", "XA", "XB", "XA-N", "all industry", "whole economy"),
    *("key-industries", "largest 3", "largest 0", "with East", "gdp", "growth_cumulative"),
    *("matches", "above", "below", "each above", "count above", "another briefing"),
    *(row["id"] for row in WHOLE.table("briefing-2031-03-10-figures")),
    "growth-2031-01-02 share-gdp-2030",
]
spots = st.integers(0, 4095)
cell_edits = st.lists(
    st.tuples(
        st.sampled_from(["put"] * 8 + ["head", "insert", "drop", "copy", "drop row", "repeat row"]),
        spots,
        spots,
        st.sampled_from(EXTREMES) | st.text(max_size=8),
    ),
    min_size=1,
    max_size=3,
)
byte_edits = st.lists(
    st.tuples(
        st.sampled_from(["insert", "overwrite", "cut", "repeat", "utf-16"]),
        spots,
        st.sampled_from([b"\0", b"\xff", b"\xef\xbb\xbf", b"\r", b"\n", b'"', b",", b"{", b"[1"])
        | st.binary(min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=3,
)


def with_cells(content, edits):
    """A table's bytes with cells and rows changed."""
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    for how, a, b, text in edits:
        row = rows[a % len(rows)]
        column = b % max(len(row), 1)
        if how == "head":
            rows[0][b % len(rows[0])] = text
        elif how == "insert":
            row.insert(column, text)
        elif how == "drop row" and len(rows) > 1:
            rows.remove(row)
        elif how == "repeat row":
            rows.append(list(row))
        elif how == "drop":
            del row[column:][:1]
        elif row:
            row[column] = rows[b % len(rows)][column : column + 1][0] if how == "copy" else text
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


def with_bytes(content, edits):
    for how, at, new in edits:
        at %= len(content) + 1
        content = {
            "insert": content[:at] + new + content[at:],
            "overwrite": content[:at] + new + content[at + len(new) :],
            "cut": content[:at],
            "repeat": content + content[at:],
            "utf-16": content.decode("utf-8", "replace").encode("utf-16"),
        }[how]
    return content


VALUES = st.sampled_from(
    [
        *(None, True, False, 0, -1, 1.5, float("nan"), 10**400, "", " ", "x", "(", "a{9999999999}"),
        *("\0", "\ud800", "a\nb", "..", "../x", ".", "/", "x" * 5000, "value", "within", "string"),
        *("number", "integer", "date", "boolean", [], [None], [[]], [{}], ["id"], ["id", "id"], {}),
        *({"name": "x"}, {"name": "x", "type": "string"}, {"fields": []}, "schemas/figures.json"),
        {"fields": ["id"], "reference": {"resource": "", "fields": ["id"]}},
    ]
)
bends = st.lists(
    st.tuples(st.sampled_from(["put", "drop", "repeat"]), st.lists(spots, max_size=6), VALUES),
    min_size=1,
    max_size=2,
)


def bent(content, changes):
    """JSON with a value somewhere dropped, repeated or replaced."""
    whole = {"whole": json.loads(content)}
    for how, way, value in changes:
        inner, key = whole, "whole"
        for turn in way:
            below = inner[key]
            if not isinstance(below, dict | list) or not below:
                break
            keys = list(below) if isinstance(below, dict) else range(len(below))
            inner, key = below, keys[turn % len(below)]
        if how == "drop" and inner is not whole:
            del inner[key]
        elif how == "repeat" and isinstance(inner, list):
            inner.append(deepcopy(inner[key]))
        else:
            inner[key] = deepcopy(value)
    return json.dumps(whole["whole"]).encode()


# -- the tests -----------------------------------------------------------------------------------


@trying(40)
@given(st.sampled_from(PATHS), cell_edits)
def test_spoilt_cells_are_read_or_refused(folder, path, edits):
    with spoilt(folder, path, with_cells((folder / path).read_bytes(), edits)):
        ask_everything(folder)


@trying(15)
@given(st.sampled_from([*PATHS, *SCHEMAS, "datapackage.json"]), byte_edits)
def test_spoilt_bytes_are_read_or_refused(folder, path, edits):
    with spoilt(folder, path, with_bytes((folder / path).read_bytes(), edits)):
        ask_everything(folder)


@trying(30)
@example("schemas/figures.json", [("put", [0, 0], [None])])
@given(st.sampled_from([*SCHEMAS, "datapackage.json"]), bends)
def test_bent_schemas_and_descriptors_are_followed_or_refused(folder, path, changes):
    with spoilt(folder, path, bent((folder / path).read_bytes(), changes)):
        ask_everything(folder)


@trying(15)
@given(st.sampled_from([*PATHS, "datapackage.json"]), byte_edits)
def test_sealing_records_every_table_or_changes_nothing(folder, path, edits):
    descriptor = (folder / "datapackage.json").read_bytes()
    with spoilt(folder, path, with_bytes((folder / path).read_bytes(), edits)):
        before = contents(folder)
        done = documented(seal, folder) is not None
        after = contents(folder)
        (folder / "datapackage.json").write_bytes(descriptor)
    assert {**after, "datapackage.json": b""} == {**before, "datapackage.json": b""}
    assert done or after == before
    if done:
        sealed = json.loads(after["datapackage.json"])["resources"]
        assert all(one["bytes"] == len((folder / one["path"]).read_bytes()) or one["path"] == path
                   for one in sealed)  # fmt: skip


def test_enough_inputs_were_tried():
    print(f"\n{TRIED.total()} inputs tried, {REFUSED.total()} refusals: {dict(TRIED)}")
    if EXAMPLES >= 12_000:
        assert TRIED.total() >= 10_000 and REFUSED.total() >= 10_000
