"""Malformed input of every kind: a documented error in one line, and nothing half written.

The ordinary run tries a few hundred inputs, the same each time. HYPOTHESIS_PROFILE=thorough tries
more than 10,000, new ones each time; BRIEFING_FUZZ_EXAMPLES sets another number.
"""

import csv
import hashlib
import io
import json
import os
import shutil
from collections import Counter
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from copy import deepcopy
from functools import partial
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefing import __main__ as cli
from briefing import statistics, tables
from briefing.claims import TESTS, evidence
from briefing.errors import BriefingError
from briefing.figures import LATEST, briefings, part, registry, source
from briefing.transcript import Check, check

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
EXAMPLES = int(os.environ.get("BRIEFING_FUZZ_EXAMPLES") or (12_000 if THOROUGH else 300))
NAMES = [entry["name"] for entry in tables.package()["resources"]]
FIGURES = f"briefing-{LATEST}-figures"
DESCRIPTOR = "datapackage.json"
IDS = list(registry())

#: Inputs unlike the original that each test tried, and calls that were refused.
TRIED, REFUSED = Counter(), Counter()
BUDGET = {
    "cells": 30,
    "bytes": 14,
    "descriptor": 16,
    "descriptor bytes": 5,
    "seal": 8,
    "transcript": 8,
    "arguments": 8,
    "questions": 8,
    "claims": 3,
}


def trying(name):
    """Settings of a test that has its share of all examples."""
    return settings(
        max_examples=max(EXAMPLES * BUDGET[name] // 100, 1),
        derandomize=not THOROUGH,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


# -- folders to spoil ----------------------------------------------------------------------------


def forget():
    """Let nothing read before answer for what is read now."""
    for cached in (tables.package, registry, statistics._rows):
        cached.cache_clear()


def contents(folder):
    """Every file beneath a folder, drafts and all."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def path_of(name):
    return tables.resource(name, None)["path"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A copy of the data."""
    yield shutil.copytree(tables.data_folder(), tmp_path_factory.mktemp("whole") / "data")
    forget()


@pytest.fixture(scope="module")
def short(tmp_path_factory):
    """A copy with the first rows of each official table, which is quick to read again."""
    folder = shutil.copytree(tables.data_folder(), tmp_path_factory.mktemp("short") / "data")
    for path in (folder / "official").glob("*.csv"):
        path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:6]))
    yield folder
    forget()


@contextmanager
def spoilt(folder, name, files):
    """The library on a folder with files changed, which it must leave as they are.

    The files' new bytes are given by path; the folder is restored afterwards.
    """
    before = contents(folder)
    changes = {path: new for path, new in files.items() if new != before[path]}
    for path, new in changes.items():
        (folder / path).write_bytes(new)
    TRIED[name] += bool(changes)
    forget()
    try:
        with patch.object(tables, "data_folder", lambda: folder):
            yield
        assert contents(folder) == before | changes
    finally:
        for path in contents(folder):
            if path not in before:
                (folder / path).unlink()
        for path in [*changes, DESCRIPTOR]:
            (folder / path).write_bytes(before[path])
        forget()


def documented(name, call):
    """What a call gives, or None where it refuses in words of its own."""
    try:
        return call()
    except BriefingError as error:
        assert str(error).strip()
        REFUSED[name] += 1
        return None


def run(name, *argv):
    """Run the command line: its exit status, held to what it may say."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    err = io.TextIOWrapper(
        io.BytesIO(), encoding="utf-8", errors="backslashreplace", write_through=True
    )
    with redirect_stdout(out), redirect_stderr(err):
        try:
            status = cli.main(list(argv))
        except SystemExit as left:
            status = left.code
            assert status in (0, 2)
    complaint = err.buffer.getvalue().decode()
    if status == 2:
        assert complaint.startswith("usage: ")
    elif complaint:
        assert status == 1 and complaint.startswith("error: ")
        assert complaint.endswith("\n") and complaint.count("\n") == 1
    assert status in (0, 1, 2)
    assert status == 0 or complaint or out.buffer.getvalue()
    REFUSED[name] += status > 0
    return status


# -- ways to spoil -------------------------------------------------------------------------------

EXTREMES = [
    *("", " ", "\t", "0", "-0", "-1", "−1", "+1", "1.5", "1,5", "1_0", "١", "½", "1/3", "0x1"),
    *("NaN", "sNaN", "-NaN12", "Infinity", "-inf", "1e999", "-1e999", "1e-999", "1E+5000"),
    *("9" * 30, "9" * 5000, "0." + "3" * 400, "-" + "9" * 400, "100", "101", "1e2", "40"),
    *("x" * 140_000, "é" * 5000, "a\nb", "\n", "\n-7", "a\r\nb", "\r", "\x0b", "\u2028", "\x85"),
    *('"', '""', '"""', '",', ",", ",,", "'", ";", "\\", "\\N", "\0", "a\0b", "\x1a", "\x1b[2J"),
    *("\ufeff", "\u200b", "\u202e7", "工业", "%", "%s", "{0}", "{", "null", "None", "True", "=1+1"),
    *("0001-01-01", "9999-12-31", "2024-02-30", "2024-01-01", "2024-W01-1", "20240101", "01/02/03"),
    *("2024-12-31T00:00", "0000-00-00", "2030-01-01", "10000-01-01", "000000", "440000", "China"),
    *("none", "exact", "rounded", "over", "about", "at least", "more than", "range", "derived"),
    *("stated", "sum", "difference", "share", "share of a share", "percent", "count", "ratio"),
    *("index", "percentage points", "100 million yuan", "higher than", "whole economy"),
    *("all industry", "above designated size", "primary", "current prices", "constant prices"),
    *IDS,
    f"{IDS[0]} {IDS[1]}",
    f"{IDS[0]} {IDS[0]}",
]
NUMBERS = [
    "0",
    "-0",
    "-1",
    "1",
    "40",
    "99",
    "-12",
    "100",
    "100.5",
    "0.05",
    "-0.5",
    "1e2",
    "1e-7",
    "NaN",
]
NUMBERS += [
    "7" * 30,
    "-1e99",
    "1e999",
    "1e-999",
    "Infinity",
    "",
    "1_0",
    "١",
    "2023-13-01",
    "1e999999999",
]
WORDS = ["none", "exact", "rounded", "over", "about", "at least", "more than", "range", "derived"]
WORDS += ["stated", "sum", "difference", "share", "share of a share", "percent", "count", "ratio"]
WORDS += ["index", "percentage points", "100 million yuan", "higher than", "all industry", "", *IDS]
texts = st.sampled_from(EXTREMES) | st.text(max_size=8)
spots = st.integers(0, 2**12)
ROW_EDITS = ["put"] * 8 + ["head", "insert", "drop", "swap", "repeat", "up"]
ROW_EDITS += ["drop row", "repeat row", "swap rows", "empty row", "keep rows"]
ROW_EDITS += ["drop column", "repeat column", "swap columns", "empty column"]
BYTE_EDITS = ["insert", "delete", "overwrite", "repeat", "swap lines", "drop line", "repeat line"]
BYTE_EDITS += ["cut", "bom", "crlf", "cr", "latin-1", "utf-16", "unquote", "semicolons", "empty"]
RAW = [
    b"\0",
    b"\xff",
    b"\xe9",
    b"\xef\xbb\xbf",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xf5",
    b"\r",
    b"\n",
]
RAW += [b'"', b'""', b",", b",,,", b"'", b"\\", b"{", b"}", b"[", b"]", b":", b"NaN", b"-", b"1e9"]


row_edits = st.lists(
    st.tuples(st.sampled_from(ROW_EDITS), spots, spots, texts)
    | st.tuples(st.just("number"), spots, spots, st.sampled_from(NUMBERS))
    | st.tuples(st.just("word"), spots, spots, st.sampled_from(WORDS)),
    min_size=1,
    max_size=3,
)
byte_edits = st.lists(
    st.tuples(
        st.sampled_from(BYTE_EDITS),
        spots,
        spots,
        st.sampled_from(RAW) | st.binary(min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=3,
)


def with_rows(content, changes):
    """A table's bytes with rows, columns and cells changed."""
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    for how, a, b, text in changes:
        i = a % len(rows)
        row, other = rows[i], rows[b % len(rows)]
        j = b % max(len(row), 1)
        k = (j + 1) % max(len(row), 1)
        if how in ("number", "word"):
            row = rows[a % (len(rows) - 1) + 1] if len(rows) > 1 else row
            likely = [n for n, cell in enumerate(row) if cell[-1:].isdigit() == (how == "number")]
            if likely:
                row[likely[b % len(likely)]] = text
        elif how == "put" and row:
            row[j] = text
        elif how == "up" and row:
            row[j] = row[j].upper()
        elif how == "head" and rows[0]:
            rows[0][b % len(rows[0])] = text
        elif how == "insert":
            row.insert(j, text)
        elif how == "drop":
            del row[j : j + 1]
        elif how == "swap" and row:
            row[j], row[k] = row[k], row[j]
        elif how == "repeat" and row:
            row[k] = row[j]
        elif how == "drop row" and len(rows) > 1:
            del rows[i]
        elif how == "repeat row":
            rows.insert(b % len(rows), list(row))
        elif how == "swap rows":
            rows[i], rows[b % len(rows)] = other, row
        elif how == "empty row":
            rows.insert(i, [""] * (b % 40))
        elif how == "keep rows":
            del rows[1 + b % 3 :]
        elif how == "drop column":
            rows = [cells[:j] + cells[j + 1 :] for cells in rows]
        elif how == "repeat column":
            rows = [cells[:j] + cells[j : j + 1] + cells[j:] for cells in rows]
        elif how == "swap columns":
            rows = [cells[:j] + cells[j : j + 2][::-1] + cells[j + 2 :] for cells in rows]
        elif how == "empty column":
            rows = [rows[0]] + [cells[:j] + [""] + cells[j + 1 :] for cells in rows[1:]]
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue().encode()


def with_bytes(content, changes):
    """A file's bytes with some changed, or all of them written another way."""
    for how, a, b, raw in changes:
        at = a * 4099 % (len(content) + 1)
        lines = content.splitlines(keepends=True) or [b""]
        i, j = a % len(lines), b % len(lines)
        if how == "insert":
            content = content[:at] + raw + content[at:]
        elif how == "delete":
            content = content[:at] + content[at + 1 + b % 9 :]
        elif how == "overwrite":
            content = content[:at] + raw + content[at + len(raw) :]
        elif how == "repeat":
            content = content[:at] + content[at : at + 1 + b % 50] + content[at:]
        elif how == "cut":
            content = content[:at]
        elif how == "swap lines":
            lines[i], lines[j] = lines[j], lines[i]
            content = b"".join(lines)
        elif how == "drop line":
            content = b"".join(lines[:i] + lines[i + 1 :])
        elif how == "repeat line":
            content = b"".join(lines[:j] + [lines[i]] + lines[j:])
        elif how == "bom":
            content = b"\xef\xbb\xbf" + content
        elif how == "crlf":
            content = content.replace(b"\n", b"\r\n")
        elif how == "cr":
            content = content.replace(b"\n", b"\r")
        elif how in ("latin-1", "utf-16"):
            content = content.decode(errors="replace").encode(how, errors="replace")
            content += "é".encode(how)
        elif how == "unquote":
            content = content.replace(b'"', b"")
        elif how == "semicolons":
            content = content.replace(b",", b";")
        elif how == "empty":
            content = b"\n" * (b % 3)
    return content


# -- what reads a table --------------------------------------------------------------------------


def read_figures(name, folder):
    """Everything that the tables of a briefing answer."""
    ask = partial(documented, name)
    ask(lambda: briefings(folder))
    ask(lambda: source(LATEST, folder))
    found = ask(lambda: registry(LATEST, folder)) or {}
    for figure in found.values():
        for written in (str(figure), repr(figure), figure._repr_html_(), f"{figure:1}"):
            assert written
        if figure.quantity is not None:
            assert repr(figure.quantity) and figure.quantity._repr_html_()
    copy = folder.parent / "copy.txt"
    copy.write_text("about seven, or 70%", encoding="utf-8")
    outcome = ask(lambda: check(copy))
    assert outcome is None or (str(outcome) and not outcome.ok)
    run(name, "figures")
    for id in (IDS[0], IDS[3], IDS[-1]):
        run(name, "cite", id)
    run(name, "check", str(copy))


def read_statistics(name, folder):
    """Everything that the tables of statistics answer."""
    ask = partial(documented, name)
    every = []
    for series in ask(lambda: statistics.series(folder)) or {}:
        for vintage in ask(partial(statistics.vintages, series, folder)) or ():
            load = partial(statistics.load, series, vintage=vintage, folder=folder)
            found = ask(load) or []
            for one in found:
                assert str(one) and repr(one) and one._repr_html_() and one.id
            every += found
            ask(partial(statistics.agreed, found))
            ask(partial(statistics.one, series, vintage=vintage, folder=folder))
            if found:
                ask(partial(statistics.combine, "share", found[0], found[-1]))
                assert statistics.source_line(found)
    ask(lambda: statistics.frame(every))
    run(name, "cite", every[0].id if every else "no/such/thing")


def read(name, table, folder):
    documented(name, lambda: tables.read(table, folder))
    if table.startswith("briefing-"):
        read_figures(name, folder)
    else:
        read_statistics(name, folder)


tables_ = st.sampled_from([*[FIGURES] * 8, *NAMES])


@trying("cells")
@given(tables_, row_edits)
def test_a_table_with_spoilt_cells_is_read_or_refused(short, table, changes):
    path = path_of(table)
    files = {path: with_rows((short / path).read_bytes(), changes)}
    with spoilt(short, "cells", files=files):
        read("cells", table, short)


@trying("bytes")
@given(tables_, byte_edits)
def test_a_table_with_spoilt_bytes_is_read_or_refused(short, table, changes):
    path = path_of(table)
    files = {path: with_bytes((short / path).read_bytes(), changes)}
    with spoilt(short, "bytes", files=files):
        read("bytes", table, short)


@trying("claims")
@given(st.sampled_from([n for n in NAMES if n != f"briefing-{LATEST}-measures"]), row_edits)
def test_claims_on_spoilt_tables_are_tested_or_refused(whole, table, changes):
    path = path_of(table)
    files = {path: with_rows((whole / path).read_bytes(), changes)}
    with spoilt(whole, "claims", files=files):
        for id in TESTS:
            found = documented("claims", partial(evidence, id, LATEST, whole))
            assert found is None or found.verdict


# -- the descriptor ------------------------------------------------------------------------------

#: Where a descriptor is bent: the way to a value within it, for the table at an index.
WAYS = [
    *([], ["resources"], ["resources", 0], ["resources", 0, "name"], ["resources", 0, "path"]),
    *(["resources", 0, "schema"], ["resources", 0, "schema", "fields"]),
    *(["resources", 0, "schema", "primaryKey"], ["resources", 0, "schema", "fields", 1]),
    *(["resources", 0, "schema", "fields", 1, key] for key in ("name", "type", "constraints")),
    *(
        ["resources", 0, "schema", "fields", 1, "constraints", key]
        for key in ("required", "unique", "pattern", "enum", "minimum")
    ),
    *(["resources", 0, "hash"], ["resources", 0, "bytes"], ["title"]),
]
VALUES = [
    *(None, True, False, 0, 1, -1, 1.5, float("nan"), 10**400, "", " ", "x", "(", "[", "*", "a|"),
    *("\0", "\ud800", "a\nb", "..", "../x", ".", "/", "no/such.csv", "x" * 5000, "id", "value"),
    *("string", "number", "integer", "date", "boolean", "any", "NaN", "1e999", "2024-01-01"),
    *([], [None], [[]], [{}], ["id"], ["id", "id"], ["x"], [1], {}, {"name": "x"}, {"fields": []}),
    {"name": "x", "type": "string"},
    {"name": FIGURES, "path": "x"},
    {"name": FIGURES, "path": "regions.csv", "schema": {"fields": [{"name": "id"}]}},
]
bends = st.lists(
    st.tuples(
        st.sampled_from(["put", "drop", "rename", "repeat"]),
        st.sampled_from(WAYS),
        st.sampled_from([0, 0, 0, *range(len(NAMES))]),
        st.integers(0, 25),
        st.sampled_from(VALUES),
    ),
    min_size=1,
    max_size=2,
)


def bent(content, changes):
    """The descriptor with values dropped, renamed, repeated or replaced."""
    descriptor = json.loads(content)
    for how, way, table, field, value in changes:
        turns = {1: table, 4: field}
        steps = [turns.get(n, step) if step in (0, 1) else step for n, step in enumerate(way)]
        value = deepcopy(value)
        if not steps:
            descriptor = value
            continue
        inner = descriptor
        try:
            for step in steps[:-1]:
                inner = inner[step]
            old = inner[steps[-1]]
        except (LookupError, TypeError):
            continue
        if isinstance(inner, str):
            continue
        if how == "drop":
            del inner[steps[-1]]
        elif how == "repeat" and isinstance(inner, list):
            inner.append(old)
        elif how == "rename" and isinstance(inner, dict):
            inner[f"{steps[-1]}s"] = inner.pop(steps[-1])
        else:
            inner[steps[-1]] = value
    return json.dumps(descriptor).encode()


def read_all(name, folder):
    for table in (FIGURES, "regions", NAMES[7]):
        documented(name, lambda table=table: tables.read(table, folder))
    read_figures(name, folder)
    read_statistics(name, folder)


@trying("descriptor")
@example([("put", ["resources", 0, "schema", "fields", 1, "constraints", "enum"], 0, 1, [None])])
@example([("put", ["resources", 0, "schema", "fields", 1, "type"], 7, 0, "string")])
@given(bends)
def test_a_bent_descriptor_is_followed_or_refused(short, changes):
    files = {DESCRIPTOR: bent((short / DESCRIPTOR).read_bytes(), changes)}
    with spoilt(short, "descriptor", files=files):
        read_all("descriptor", short)


@trying("descriptor bytes")
@given(byte_edits | st.sampled_from([b"[", b'{"a":', b"9"]))
def test_a_descriptor_with_spoilt_bytes_is_followed_or_refused(short, changes):
    content = (short / DESCRIPTOR).read_bytes()
    new = changes * 50_000 if isinstance(changes, bytes) else with_bytes(content, changes)
    with spoilt(short, "descriptor bytes", files={DESCRIPTOR: new}):
        read_all("descriptor bytes", short)


# -- sealing -------------------------------------------------------------------------------------


def refuse(*_):
    raise PermissionError(13, "Permission denied")


@trying("seal")
@given(
    st.sampled_from(NAMES),
    byte_edits,
    st.none() | bends,
    st.booleans(),
    st.sampled_from([None, None, "missing", "refused"]),
)
def test_sealing_describes_every_table_or_changes_nothing(
    short, tmp_path_factory, table, changes, bends, by_command, trouble
):
    folder = shutil.copytree(short, tmp_path_factory.mktemp("seal") / "data")
    path = folder / path_of(table)
    path.write_bytes(with_bytes(path.read_bytes(), changes))
    if bends:
        descriptor = folder / DESCRIPTOR
        descriptor.write_bytes(bent(descriptor.read_bytes(), bends))
    if trouble == "missing":
        (folder / "official" / "regions.csv").unlink()
    before = contents(folder)
    TRIED["seal"] += 1
    forget()
    with (
        patch.object(tables, "data_folder", lambda: folder),
        patch.object(tables.os, "replace", refuse if trouble == "refused" else os.replace),
    ):
        if by_command:
            done = run("seal", "seal") == 0
        else:
            done = documented("seal", tables.seal) is not None
    after = contents(folder)
    forget()
    shutil.rmtree(folder.parent)
    if not done:
        assert after == before
        return
    sealed = after.pop(DESCRIPTOR)
    before.pop(DESCRIPTOR)
    assert after == before
    for entry in json.loads(sealed)["resources"]:
        if entry["path"] in after:
            content = after[entry["path"]]
            assert entry["bytes"] == len(content)
            assert entry["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


# -- the transcript ------------------------------------------------------------------------------


def made_text():
    """A text with every registered word at its place, and filler elsewhere."""
    spans = [
        (*one.locator[2:], one.locator[:2])
        for one in registry().values()
        if one.locator is not None
    ]
    for table, column in (("key-industries", "industry"), ("provinces", "province")):
        spans += [(row["start"], row["end"], row[column], None) for row in part(table)]
    spans += [(row["start"], row["end"], row["words"], None) for row in part("other-numerals")]
    text, at = "", (1, 1)
    for start, end, words, where in sorted(spans):
        breaks = ""
        if where:
            paragraphs = where[0] - at[0]
            sentences = where[1] - (1 if paragraphs else at[1])
            breaks = "\n\nX" * paragraphs + ". X" * sentences
            at = where
        filler = start - len(text) - len(breaks) - 2
        text += f" {breaks}{'x' * filler} "[: start - len(text)] + words
        assert len(text) == end
    return text + " xx"


@pytest.fixture(scope="module")
def proved(tmp_path_factory):
    """A folder whose source record has the made text's SHA-256, and that text."""
    folder = shutil.copytree(tables.data_folder(), tmp_path_factory.mktemp("proved") / "data")
    text = made_text()
    path = folder / path_of(f"briefing-{LATEST}-source")
    old = source()["sha256"].encode()
    new = hashlib.sha256(text.encode()).hexdigest().encode()
    path.write_bytes(path.read_bytes().replace(old, new))
    tables.seal(folder)
    yield folder, text.encode()
    forget()


@trying("transcript")
@given(byte_edits, st.none() | row_edits, st.sampled_from(["figures", "other-numerals", "source"]))
def test_a_spoilt_transcript_is_never_proved(proved, changes, table_changes, table):
    folder, content = proved
    path = path_of(f"briefing-{LATEST}-{table}")
    files = {path: with_rows((folder / path).read_bytes(), table_changes)} if table_changes else {}
    spoiled = with_bytes(content, changes)
    copy = folder.parent / "copy.txt"
    copy.write_bytes(spoiled)
    with spoilt(folder, "transcript", files=files):
        outcome = documented("transcript", lambda: check(copy))
        status = run("transcript", "check", str(copy))
    TRIED["transcript"] += spoiled != content and not files
    assert copy.read_bytes() == spoiled
    if outcome is None:
        assert status == 1
        return
    assert isinstance(outcome, Check) and str(outcome)
    assert status == (0 if outcome.ok else 1)
    if outcome.ok:
        plain = spoiled.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        assert plain == content


def test_the_text_that_is_spoilt_is_otherwise_proved(proved):
    folder, content = proved
    (folder.parent / "copy.txt").write_bytes(content)
    forget()
    with patch.object(tables, "data_folder", lambda: folder):
        outcome = check(folder.parent / "copy.txt")
    assert outcome.ok, outcome.problems


# -- names, periods and arguments ----------------------------------------------------------------

SERIES = list(statistics.series())
PERIODS = ["2024", "2024-05", "2024-01/2024-05", "2024-02", "9999", "9999-12", "0000", "0001-01"]
PERIODS += ["2024-13", "2024-00", "2024-05/2024-01", "2024/2025", "２０２４", "2024\n", "0001/9999"]
PERIODS += ["2024-05/2024-06/2024-07", "-2024", "2024-5", "May 2024", "2024-01/9999-12"]
VINTAGES = ["first published", "First published", "yearbook 2024", "preliminary accounts 2024"]
names = st.sampled_from([*EXTREMES, *SERIES, *PERIODS, *VINTAGES, *NAMES, LATEST]) | st.text()
periods = st.sampled_from(PERIODS) | st.from_regex(r"\d{4}(-\d\d(/\d{4}-\d\d)?)?") | names


@trying("questions")
@given(
    st.sampled_from(SERIES) | names,
    st.none() | st.sampled_from(VINTAGES) | names,
    st.none() | periods,
    st.dictionaries(st.sampled_from(["area", "industry", "province", "value", "x"]), names),
    names,
)
def test_a_question_is_answered_or_refused(whole, name, vintage, period, where, other):
    TRIED["questions"] += 1
    ask = partial(documented, "questions")
    ask(lambda: statistics.load(name, vintage=vintage, period=period, folder=whole, **where))
    ask(lambda: statistics.one(name, vintage=vintage, period=period, folder=whole, **where))
    ask(lambda: statistics.vintages(name, whole))
    ask(lambda: statistics.parse_period(period))
    ask(lambda: tables.read(other, whole))
    ask(lambda: part(other, LATEST, whole))
    ask(lambda: part("figures", other, whole))
    ask(lambda: registry(other, whole))
    ask(lambda: evidence(other, folder=whole))
    ask(lambda: evidence(IDS[0], other, whole))
    ask(lambda: statistics.cite(other))
    ask(lambda: statistics.cite(IDS[0], other))
    ask(lambda: statistics.cite(f"{name[:40]}/{period}/{vintage}"[:99]))
    ask(lambda: check(other, LATEST))


words = st.sampled_from(
    [
        *("figures", "cite", "check", "seal", "figure", "CITE", ""),
        *("--briefing", "--brief", "--briefing=", f"--briefing={LATEST}", "--briefing=x", LATEST),
        *("-h", "--help", "--", "-", "-1", "-x", "--no", "@x", "%s", "{}", ".", "/", "no/such"),
        *("\udcff", "\udcff.txt", "TABLE", "TRANSCRIPT", "ODD", *IDS, *EXTREMES, *PERIODS),
    ]
)
commands = st.sampled_from([["figures"], ["cite"], ["check"], ["seal"], []])
argvs = st.builds(
    lambda first, rest: first + rest, commands, st.lists(words | st.text(max_size=6), max_size=4)
)


@trying("arguments")
@given(argvs)
def test_any_arguments_end_in_an_exit_status(proved, argv):
    folder, content = proved
    odd = os.path.join(folder.parent, "\udcff odd\n.txt")
    files = {"TRANSCRIPT": folder.parent / "copy.txt", "ODD": odd, "TABLE": folder / DESCRIPTOR}
    for path in (files["TRANSCRIPT"], odd):
        with open(path, "wb") as file:
            file.write(content)
    before = contents(folder)
    forget()
    TRIED["arguments"] += 1
    with patch.object(tables, "data_folder", lambda: folder):
        run("arguments", *(str(files.get(word, word)) for word in argv))
    assert contents(folder) == before


# -- enough --------------------------------------------------------------------------------------


def test_enough_inputs_were_tried():
    tried, refused = sum(TRIED.values()), sum(REFUSED.values())
    print(f"\n{tried} inputs tried, {refused} refusals: {dict(TRIED)}")
    if set(TRIED) == set(BUDGET) and EXAMPLES >= 12_000:
        assert tried >= 10_000 and refused >= 10_000
