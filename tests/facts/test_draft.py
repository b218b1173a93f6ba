"""A new briefing: its page, the draft of its tables, and the tables filled from it."""

import csv
import hashlib
from datetime import date

import pytest

from briefing.errors import BriefingError, TableError
from briefing.facts.draft import COLUMNS, new
from briefing.facts.fill import fill
from briefing.facts.said import briefings, figure, registry
from briefing.facts.seal import seal
from briefing.facts.tables import package
from briefing.facts.transcript import check
from briefing.verdicts.readings import evidence
from conftest import TESTS, add, refusal, rewrite

DATA = package(TESTS / "data")
KEY = "2033-04-02"
TEXT = """Press conference on industry, Arcadia

A reporter: How is industry doing?

Bo Lund:

Thank you. In 2032, industry made up over 21.5% of GDP. In January and February, the value \
added of industry above designated size grew 5.9% year on year, 1.2 percentage points lower \
than in 2032.

There are 3 key industries. First, we will support them.
"""
ANSWERS = {
    "speaker": "Bo Lund, minister of industry",
    "occasion": "press conference on industry",
    "place": "Arcadia City",
    "date_published": "2033-04-03",
    "publisher": "Government of Arcadia",
    "address": "https://example.org/arcadia/2033-04-02",
}


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def answering(**answers):
    """Ask as a terminal would: the default where no answer is prepared."""

    def ask(column, question, check, default):
        answer = {**ANSWERS, **answers}.get(column, default)
        assert question.endswith("?")
        try:
            check(answer)
        except ValueError as error:
            raise BriefingError(f"{column}: {error}") from None
        return answer

    return ask


def begun(folder, text, **answers):
    return new(KEY, text, answering(**answers), folder=folder)


def draft(folder):
    path = folder / "briefing" / KEY / "draft.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def decide(folder, **by_numeral):
    """Decide on rows by their numeral or word; every other is left out."""

    def change(rows):
        for row in rows:
            cells = by_numeral.get(row["numeral"], {"keep": "no", "exclude": "is no figure"})
            row.update({k: str(v) for k, v in cells.items()})
        return rows

    rewrite(folder, f"briefing/{KEY}/draft.csv", change)


SHARE = {
    "keep": "yes",
    "measure": "share of industrial value added in GDP",
    "id": "share-2032",
    "population": "all industry",
    "area": "XA",
}
RATE = {"keep": "Yes ", "id": "growth-2033-01-02", "area": "XA"}
KEPT = {"21.5%": SHARE, "5.9%": RATE}


def contents(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# -- new -----------------------------------------------------------------------------------------


def test_a_new_briefing_has_a_row_and_a_draft_and_is_not_read_yet(invented, text):
    before = briefings(invented)
    row, drafted, then = begun(invented, text)
    assert row == f"briefings.csv: a row for {KEY} ({len(TEXT)} characters)"
    assert drafted.endswith(
        f"draft.csv: {len(draft(invented))} rows, each a numeral or a relation word"
    )
    assert then.startswith("next: in draft.csv write yes") and f"fill {KEY} {text}`" in then
    (page,) = (r for r in package(invented).table("briefings") if r["briefing"] == KEY)
    assert page["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert page["title"] == "Press conference on industry, Arcadia"
    assert (page["date_said"], page["language"]) == (date(2033, 4, 2), "en")
    assert briefings(invented) == before
    assert seal(invented) and briefings(invented) == before
    assert all("draft" not in entry["path"] for entry in package(invented).descriptor["resources"])


def test_who_speaks_is_suggested_also_before_words_on_the_same_line(invented, text):
    text.write_text("Alva Reed: How?\n\nBo Lund: Well. It grew 7%: fine.\n", encoding="utf-8")
    defaults = {}

    def ask(column, question, check, default):
        defaults[column] = default
        return answering()(column, question, check, default)

    new(KEY, text, ask, folder=invented)
    assert (defaults["speaker"], defaults["language"]) == ("Bo Lund", "en")


def test_how_far_a_page_was_read_stands_in_its_title(invented, text):
    begun(invented, text, read="beginning of the page")
    assert package(invented).table("briefings")[-1]["title"].endswith("(beginning of the page)")


def test_the_draft_guesses_what_each_numeral_says(invented, text):
    begun(invented, text)
    rows = {row["numeral"]: row for row in draft(invented)}
    expected = {
        "21.5%": {
            "words": "over 21.5%", "qualifier": "over", "value": "21.5", "unit": "percent",
            "measure": "share of industrial value added in GDP", "period": "2032",
            "denominator": "whole economy", "said_in": "answer", "decimals": "",
            "context": "In 2032, industry made up over 21.5% of GDP.",
        },
        "5.9%": {
            "measure": "growth of value added, year on year", "qualifier": "rounded",
            "population": "industry above designated size", "period": "2033-01/2033-02",
            "decimals": "1", "speaker": "Bo Lund, minister of industry",
        },
        "1.2": {
            "words": "1.2 percentage points", "unit": "percentage points",
            "relation": "lower than", "measure": "growth rate less that of the year before",
        },
        "3": {"measure": "number of key industries", "population": "key industries",
              "unit": "count", "qualifier": "exact", "period": ""},
        "First": {"value": "", "measure": "", "exclude": "counts the points of the answer"},
    }  # fmt: skip
    assert "lower" not in rows
    for numeral, cells in expected.items():
        assert {column: rows[numeral][column] for column in cells} == cells
    ids = [row["id"] for row in draft(invented) if row["id"]]
    assert len(ids) == len(set(ids))
    assert all(TEXT[int(r["at"]) :].startswith(r["numeral"]) for r in draft(invented))


@pytest.mark.parametrize(
    ("key", "content", "answers", "sentence"),
    [
        ("2031-03-10", TEXT, {}, "2031-03-10: is there already; choose another key, or remove it"),
        ("April", TEXT, {}, "April: is no key; write it like 2024-07-05"),
        ("../x", TEXT, {}, "../x: is no key; write it like 2024-07-05"),
        (KEY, " \n", {}, "{path}: is empty; save the page as text"),
        (KEY, "7 " * 3001, {}, "{path}: holds over 3000 numerals, too many to go through; give"),
        (KEY, "a 1\u00a0234 b", {}, "{path}: the numeral at character 2 holds a hidden character"),
        (
            KEY,
            TEXT,
            {"date_published": "2033-4-3"},
            "date_published: '2033-4-3' is not of type date",
        ),
        (KEY, TEXT, {"date_published": "2033-04-01"}, "date_published: lies before the day it was"),
        (KEY, TEXT, {"address": "example.org"}, "address: 'example.org' does not have the form"),
        (KEY, TEXT, {"speaker": "A\x1bB"}, "speaker: holds U+001B"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_nothing_is_written(
    invented, text, key, content, answers, sentence
):
    text.write_text(content, encoding="utf-8")
    before = contents(invented)
    said = refusal(BriefingError, new, key, text, answering(**answers), folder=invented)
    assert said.startswith(sentence.format(path=text))
    assert contents(invented) == before


def test_an_interrupted_run_writes_nothing(invented, text):
    def ask(column, *_):
        if column == "place":
            raise KeyboardInterrupt
        return "x"

    before = contents(invented)
    with pytest.raises(KeyboardInterrupt):
        new(KEY, text, ask, folder=invented)
    assert contents(invented) == before and not (invented / "briefing" / KEY).exists()


def test_a_write_that_fails_leaves_nothing_behind(invented, text, monkeypatch):
    from briefing.facts import draft as module

    before, write = contents(invented), module.write_whole

    def full(path, content):
        if path.name == "briefings.csv":
            raise OSError("No space left on device")
        write(path, content)

    monkeypatch.setattr(module, "write_whole", full)
    said = refusal(BriefingError, new, KEY, text, answering(), folder=invented)
    assert "cannot be written (No space left on device); nothing was changed" in said
    assert contents(invented) == before and not (invented / "briefing" / KEY).exists()
    monkeypatch.undo()
    assert begun(invented, text)


# -- fill ----------------------------------------------------------------------------------------


def test_a_filled_draft_is_a_briefing_that_its_text_proves(invented, text):
    begun(invented, text)
    decide(invented, **KEPT)
    lines = fill(KEY, text, folder=invented)
    assert lines[0] == f"briefing/{KEY}/figures.csv: 2 figures"
    assert lines[1].startswith(f"briefing/{KEY}/other-numerals.csv: ")
    assert lines[2:] == [f"next: `briefing check {text} --briefing {KEY}`"]
    assert check(text, KEY, folder=invented).ok
    one = figure("share-2032", KEY, folder=invented)
    assert str(one.quantity) == "over 21.5 %" and one.provenance.locator.words == "over 21.5%"
    assert tuple(one.provenance.locator[:2]) == (4, 2)
    assert evidence("share-2032", KEY, folder=invented).claim == "share-of-gdp"
    assert seal(invented) == []


def test_what_is_open_is_named_one_suggestion_a_line(invented, text):
    begun(invented, text)
    decide(
        invented,
        **{
            "21.5%": SHARE | {"denominator": ""},
            "5.9%": RATE | {"period": ""},
            "1.2": {},
            "3": {"keep": "x", "population": "industrial towns", "id": "n"},
        },
    )
    open_ = [line for line in fill(KEY, text, folder=invented) if line.startswith("open: ")]
    number = next(n for n, r in enumerate(draft(invented), start=2) if r["numeral"] == "1.2")
    assert open_ == [
        f"open: draft.csv, row {number}, “1.2”: write yes in column keep, or no and in column "
        "exclude why it is no figure",
        "open: share-2032: say in column denominator of what it is a share",
        "open: growth-2033-01-02: give its period, or say in column note that none is stated",
        "open: n: no claim speaks of 'number of key industries' of 'industrial towns'; a row in "
        "claims.csv and its readings would test it",
    ]
    assert not check(text, KEY, folder=invented).same


def test_words_may_be_widened_around_the_numeral(invented, text):
    begun(invented, text)
    decide(
        invented, **KEPT, **{"3": {"keep": "yes", "words": "There are 3 key industries", "id": "n"}}
    )
    fill(KEY, text, folder=invented)
    assert registry(KEY, folder=invented)["n"].provenance.locator.start == TEXT.index("There are 3")


def test_a_total_stands_before_its_part_and_a_relation_word_is_no_numeral(invented, text):
    text.write_text("Bo Lund: 27 of 41 towns grew. Costs fell.\n", encoding="utf-8")
    begun(invented, text)
    about = {"keep": "yes", "measure": "number of industrial towns", "area": "XA"}
    about["population"] = "industrial towns"
    decide(
        invented,
        **{"27": about | {"id": "part", "of": "all"}, "41": about | {"id": "all", "of": ""}},
    )
    lines = fill(KEY, text, folder=invented)
    assert lines[1].endswith("other-numerals.csv: 0 numerals left out")
    assert list(registry(KEY, folder=invented)) == ["all", "part"]
    assert check(text, KEY, folder=invented).ok


def test_a_second_run_keeps_derived_figures(invented, text):
    begun(invented, text)
    decide(invented, **KEPT)
    fill(KEY, text, folder=invented)
    row = {
        "id": "twice",
        "measure": SHARE["measure"],
        "population": "all industry",
        "area": "XA",
        "period": "2032",
        "qualifier": "derived",
        "denominator": "whole economy",
        "derivation": "difference",
        "derived_from": "share-2032 share-2032",
    }
    add(invented, f"briefing/{KEY}/figures.csv", **row)
    rows = list(csv.DictReader(open(invented / "briefing" / KEY / "figures.csv", encoding="utf-8")))
    try:
        fill(KEY, text, folder=invented)
    except BriefingError as error:  # the invented derivation need not be sound
        assert str(error).endswith("; nothing was written")
    again = list(
        csv.DictReader(open(invented / "briefing" / KEY / "figures.csv", encoding="utf-8"))
    )
    assert again == rows
    add(invented, f"briefing/{KEY}/figures.csv", **(rows[0] | {"id": "by-hand"}))
    assert refusal(TableError, fill, KEY, text, folder=invented) == (
        f"briefing/{KEY}/figures.csv: has by-hand, which the draft does not keep; keep it "
        "there, or delete its row"
    )


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"keep": "perhaps"}, "column keep: perhaps is neither yes nor no; a reason to leave a"),
        ({"keep": "no"}, "column exclude: is empty; say why it is no figure"),
        ({"at": "1"}, "column at: “21.5%” does not stand at character 1; leave columns at and"),
        ({"at": "-1"}, "column at: “21.5%” does not stand at character -1; leave columns at and"),
        ({"words": "21,5%"}, "column words: “21,5%” does not stand around character "),
        ({"words": "grew 5.9%"}, "column words: “grew 5.9%” does not stand around character "),
        ({"id": "Share"}, "column id: 'Share' does not have the form "),
        ({"measure": ""}, "column measure: is empty; every row needs a value here"),
        ({"measure": "growht"}, "column measure: measure 'growht' is unknown; "),
        ({"value": "about"}, "column value: 'about' is not of type number; correct it"),
        ({"period": "May-33"}, "column period: 'May-33' does not have the form "),
        ({"id": "growth-2033-01-02"}, "column id: growth-2033-01-02 is that of row "),
        ({"unit": "count"}, "column unit: 'count' is no unit of a share; correct it"),
    ],
)
def test_a_wrong_cell_is_one_sentence_with_its_row_in_the_draft(invented, text, cells, sentence):
    begun(invented, text)
    decide(invented, **{**KEPT, "21.5%": SHARE | cells})
    before = contents(invented)
    said = refusal(TableError, fill, KEY, text, folder=invented)
    numbers = {r["numeral"]: n for n, r in enumerate(draft(invented), start=2)}
    row = numbers["5.9%" if "is that of row" in sentence else "21.5%"]
    assert said.startswith(f"draft.csv, row {row}") and sentence in said
    assert contents(invented) == before


def test_a_draft_that_cannot_be_read_is_one_sentence(invented, text):
    where = f"briefing/{KEY}/draft.csv"
    assert refusal(TableError, fill, KEY, text, folder=invented) == (
        f"{where}: is not there; begin with `briefing new {KEY} FILE`"
    )
    assert "is not there" in refusal(TableError, fill, "../x", text, folder=invented)
    begun(invented, text)
    none = refusal(TableError, fill, KEY, text, folder=invented)
    assert none == "draft.csv: keeps no row; write yes in column keep of a figure"
    path, content = invented / where, (invented / where).read_text(encoding="utf-8")
    for spoilt, sentence in (
        (content.replace(",", ";"), "has other columns than it was written with; save it as CSV"),
        ("", "has other columns than it was written with"),
        (content + '"', "cannot be read ("),
        (content + "yes,1\n", "has 2 cells; check its quotes"),
    ):
        path.write_text(spoilt, encoding="utf-8")
        assert sentence in refusal(TableError, fill, KEY, text, folder=invented)
    path.write_bytes(content.encode("utf-16"))
    assert "save it as CSV in UTF-8" in refusal(TableError, fill, KEY, text, folder=invented)
    path.write_text("\ufeff" + content.replace("\n", "\r\n"), encoding="utf-8", newline="")
    assert "keeps no row" in refusal(TableError, fill, KEY, text, folder=invented)
    text.write_text(TEXT + "more", encoding="utf-8")
    assert refusal(BriefingError, fill, KEY, text, folder=invented) == (
        f"{text}: is not the text that the draft was made from; give that file"
    )


def test_the_columns_of_a_draft_are_those_of_figures():
    names = {field["name"] for field in DATA.schema("briefing-2031-03-10-figures")["fields"]}
    own = {"keep", "exclude", "at", "numeral", "context"}
    assert set(COLUMNS) - own <= names
    assert names - set(COLUMNS) >= {"paragraph", "sentence", "start", "end", "derivation"}
