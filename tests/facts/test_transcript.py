"""The proof against a transcript, on the invented briefing's own text."""

import time

import pytest

from briefing.errors import BriefingError, UnknownNameError
from briefing.facts.said import registry
from briefing.facts.tables import package
from briefing.facts.transcript import LONGEST, NUMERAL, Check, LedgerLine, check, place
from conftest import TESTS, edit, refusal

DATA = package(TESTS / "data")
ARCADIA, BORDURIA = "2031-03-10", "2032-01-20"
FILE = TESTS / "data" / f"transcript-{ARCADIA}.txt"
TEXT = FILE.read_text(encoding="utf-8")
STATED = {
    id: fact.provenance.locator
    for id, fact in registry(ARCADIA, folder=DATA).items()
    if hasattr(fact.provenance, "locator")
}


@pytest.fixture
def read(tmp_path):
    """Check a text that is not the recorded one; without the first problem, which says so."""
    path = tmp_path / "copy.txt"

    def check_text(text):
        path.write_text(text, encoding="utf-8", newline="\n")
        outcome = check(path, ARCADIA, folder=DATA)
        first, *rest = outcome.problems
        assert first.startswith("the text is not the one the figures were read from (SHA-256 ")
        assert first.endswith("compare it with https://example.org/arcadia/2031-03-10")
        assert outcome.path == str(path) and not outcome.ok
        return outcome, rest

    return check_text


def at(text, start, end, new):
    """The text with other characters at a place."""
    assert len(new) == end - start
    return text[:start] + new + text[end:]


# -- the whole proof -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode(),
    ],
    ids=["plain", "crlf", "cr", "bom and crlf"],
)
def test_the_recorded_text_proves_every_figure(tmp_path, content):
    path = tmp_path / "copy.txt"
    path.write_bytes(content)
    outcome = check(str(path), ARCADIA, folder=TESTS / "data")
    assert (outcome.problems, outcome.ok) == ((), True)
    assert outcome.readings == dict.fromkeys(STATED, True)
    assert str(outcome).splitlines()[0] == (
        f"{path}: 12 of 12 locators read their figure; 15 of 15 numerals are accounted for"
    )


def test_a_briefing_without_lists_is_proved_too():
    path = TESTS / "data" / f"transcript-{BORDURIA}.txt"
    assert check(path, folder=DATA) == check(path, BORDURIA, folder=DATA)
    assert check(path, folder=DATA).ok
    assert not check(path, ARCADIA, folder=DATA).ok


def test_the_ledger_says_what_accounts_for_each_numeral():
    ledger = check(FILE, ARCADIA, folder=DATA).ledger
    assert ledger[:3] == (
        LedgerLine(52, 54, "12", "excluded: date of publication"),
        LedgerLine(61, 65, "2031", "excluded: date of publication"),
        LedgerLine(194, 199, "20.5%", "figure share-gdp-2030"),
    )
    assert [line.start for line in ledger] == sorted(line.start for line in ledger)


def test_of_the_places_around_a_numeral_the_one_that_reaches_farthest_accounts_for_it(invented):
    table = f"briefing/{ARCADIA}/other-numerals.csv"
    # An exclusion of the words around "20.5%", which begins before the figure and ends after it.
    words = TEXT[180:205]
    edit(invented, table, {"start": "52"}, start="180", end="205", words=words, reason="all of it")
    edit(invented, table, {"start": "61"}, start="181", end="190", words=TEXT[181:190])
    by_start = {line.start: line for line in check(FILE, ARCADIA, folder=invented).ledger}
    assert by_start[194].accounted_for == "excluded: all of it"
    assert by_start[52].accounted_for is None and by_start[61].accounted_for is None
    assert by_start[262].accounted_for == "figure growth-2031-01-02"


# -- what is not as recorded ---------------------------------------------------------------------


@pytest.mark.parametrize("id", STATED)
def test_one_changed_character_names_the_figure(read, id):
    locator = STATED[id]
    spoilt = {"3": "4"}.get(locator.words[0], "3") + locator.words[1:]
    outcome, rest = read(at(TEXT, locator.start, locator.end, spoilt))
    assert outcome.readings == {name: name != id for name in STATED}
    at_ = f"characters {locator.start} to {locator.end}"
    message = f"{id}: “{locator.words}” was read at {at_}; this text has “{spoilt}” there"
    assert [problem for problem in rest if problem.split(":")[0] in STATED] == [message]


RATE = STATED["growth-2031-01-02"]


@pytest.mark.parametrize(
    ("start", "end", "new", "said"),
    [
        (RATE.end, RATE.end + 1, "x", []),
        (55, 61, "seven ", ["numeral “seven” at character 55 is neither registered nor excluded"]),
        (
            *(RATE.start - 1, RATE.start, "1"),
            ["numeral “16.2%” at character 261 is neither registered nor excluded"],
        ),
        (65, 66, "0", ["numeral “20310” at character 61 is neither registered nor excluded"]),
        (419, 424, "steal", ["key-industries, steel: “steel”", "“steal”"]),
        (419, 424, "st\x1b\x00l", ["key-industries, steel: “steel”", r"“'st\x1b\x00l'”"]),
        (547, 552, "Nouth", ["provinces, South: “South”", "“Nouth”"]),
        (52, 54, "13", ["other-numerals, 12: “12”", "“13”"]),
    ],
)
def test_what_differs_is_named(read, start, end, new, said):
    outcome, rest = read(at(TEXT, start, end, new))
    if len(said) == 2:  # what was read, and what stands there now
        said = [f"{said[0]} was read at characters {start} to {end}; this text has {said[1]} there"]
    assert rest == said
    assert outcome.readings == dict.fromkeys(STATED, True)
    lines = str(outcome).splitlines()
    unread = sum("is neither registered" in problem for problem in rest)
    assert sum(line.endswith("UNACCOUNTED FOR") for line in lines) == unread


def test_words_in_another_sentence_or_paragraph_are_misread(read):
    stop = TEXT.index(". In January")
    outcome, rest = read(at(TEXT, stop, stop + 1, ","))
    assert rest[0] == (f"growth-2031-01-02: stands in paragraph 4, sentence 1, not {RATE}")
    assert len(rest) == 3 == sum(not true for true in outcome.readings.values())
    start = TEXT.index("\n\n", 300)
    assert read(at(TEXT, start, start + 2, "xx"))[1][0].startswith(
        "key-industries-count: stands in paragraph 4, sentence 3, not paragraph "
    )


def test_an_empty_text_fails_everywhere(read):
    outcome, rest = read("")
    assert outcome.readings == dict.fromkeys(STATED, False)
    assert outcome.ledger == () and len(rest) == 12 + 3 + 2 + 5


def test_how_an_outcome_is_written():
    outcome = Check(
        *("a.txt", {"a": True, "b": False}),
        (LedgerLine(7, 9, "10", "figure a"), LedgerLine(1234567, 1234570, "six", None)),
        ("one thing", "another"),
    )
    assert str(outcome) == (
        "a.txt: 1 of 2 locators read their figure; 1 of 2 numerals are accounted for\n"
        "       7  10        figure a\n"
        "  1234567  six       UNACCOUNTED FOR\n"
        "problem: one thing\n"
        "problem: another"
    )


# -- the file ------------------------------------------------------------------------------------


def test_a_file_that_cannot_be_read_is_one_error(tmp_path):
    latin, long = tmp_path / "latin.txt", tmp_path / "long.txt"
    latin.write_bytes(b"caf\xe9")
    long.write_bytes(b"x" * (LONGEST + 1))
    where = {"briefing": ARCADIA, "folder": DATA}
    for path, why in (
        (tmp_path / "none", "No such file"),
        (latin, "'utf-8' codec"),
        (tmp_path, ""),
    ):
        sentence = refusal(BriefingError, check, path, **where)
        assert sentence.startswith(f"{path}: cannot be read as UTF-8 text (") and why in sentence
    assert refusal(BriefingError, check, long, **where) == (
        f"{long}: is longer than 5 MB, as no transcript is"
    )
    assert "is unknown" in refusal(UnknownNameError, check, FILE, "2031", folder=DATA)


def test_a_long_text_of_numerals_is_read_in_linear_time(tmp_path):
    path = tmp_path / "copy.txt"
    path.write_text("7 " * 500_000, encoding="utf-8")
    begun = time.process_time()
    outcome = check(path, ARCADIA, folder=DATA)
    assert len(outcome.ledger) == 500_000
    assert time.process_time() - begun < 15
    path.write_text("7" * 1_000_000, encoding="utf-8")
    outcome = check(path, ARCADIA, folder=DATA)
    assert len(str(outcome)) < 10_000


# -- numerals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("31.7% and 6.2 %, then 10", ["31.7%", "6.2 %", "10"]),
        ("1,234.5 or 12,", ["1,234.5", "12"]),
        ("Jan. 5. In 2024.", ["5", "2024"]),
        ("the 1st, 2nd, 3rd and 4th", ["1st", "2nd", "3rd", "4th"]),
        ("fifty-six in the twenties", ["fifty", "six"]),
        ("double-digit; Twice; HALF", ["double", "Twice", "HALF"]),
        ("First, tenth and both", ["First", "tenth", "both"]),
        ("none often weighs attention; someone's onetime twofold", []),
        ("A4 and m2, 5%6", ["4", "2", "5%", "6"]),
    ],
)
def test_numerals_in_digits_and_words(text, found):
    assert NUMERAL.findall(text) == found


# -- places --------------------------------------------------------------------------------------

PLACES = 'A one. B two? C three!\n\n \nD 4.5 e. "F" is. “G” h.  I\nj. k\nL'


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        *((words, (1, 1)) for words in ("A", "one", " B")),
        *((words, (1, 2)) for words in ("B", "two")),
        *((words, (1, 3)) for words in ("C", "!")),
        *((words, (2, 1)) for words in ("D", "4.5", "5 e.")),
        *((words, (2, 2)) for words in ('"F', "is")),
        *((words, (2, 3)) for words in ("“G", "h.")),
        ("I", (2, 4)),
        *((words, (3, 1)) for words in ("j.", "k")),
        ("L", (4, 1)),
    ],
)
def test_paragraphs_and_sentences_count_from_one(words, expected):
    assert place(PLACES, PLACES.index(words)) == expected


def test_what_was_read_in_reports_cannot_be_proved(invented):
    edit(invented, "briefings.csv", {"briefing": BORDURIA}, read_as="report")
    for name in ("said_in", "paragraph", "sentence", "start", "end"):
        edit(invented, f"briefing/{BORDURIA}/figures.csv", {}, **{name: ""})
    assert refusal(BriefingError, check, FILE, BORDURIA, folder=invented) == (
        f"{BORDURIA}: only reports were read; no text proves a place"
    )
