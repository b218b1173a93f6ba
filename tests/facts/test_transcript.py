"""The proof against a transcript, on the invented briefing's own text."""

import hashlib
import io
import sys
import textwrap
import time

import pytest

from briefing.errors import BriefingError, UnknownNameError
from briefing.facts.said import registry
from briefing.facts.tables import package
from briefing.facts.transcript import LONGEST, Check, LedgerLine, check, place
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
    first, strict, counted, *_, last = str(outcome).splitlines()
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    assert first == f"{path}: 12 of 12 found; the text is the recorded one"
    assert strict == (
        f"strict proof: SHA-256 {digest} is the one recorded; 12 of 12 locators read their figure"
    )
    assert counted == "15 of 15 numerals are accounted for"
    assert last == "next: nothing; every figure is proved"
    assert outcome.same and not outcome.absent


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
    words = TEXT[177:206]
    edit(invented, table, {"start": "52"}, start="177", end="206", words=words, reason="all of it")
    edit(invented, table, {"start": "61"}, start="186", end="193", words=TEXT[186:193])
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
    if new == "13":  # it is another numeral too
        said.append("numeral “13” at character 52 is neither registered nor excluded")
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


def outcome(differences=(), problems=("one thing",), absent=(), sha256="0f", found=True):
    return Check(
        *("a.txt", {"a": True, "b": False}),
        (LedgerLine(7, 9, "10", "figure a"), LedgerLine(1234567, 1234570, "six", None)),
        *(problems, {"a": found, "b": False}, differences, absent, sha256, "1e", "https://a.b"),
    )


def test_how_an_outcome_is_written():
    assert str(outcome(("one thing", "another"))) == (
        "a.txt: 1 of 2 found; the text differs in more than layout\n"
        "strict proof: SHA-256 0f is not the one recorded (1e); 1 of 2 locators read their figure\n"
        "1 of 2 numerals are accounted for\n"
        "       7  10        figure a\n"
        "  1234567  six       UNACCOUNTED FOR\n"
        "problem: one thing\n"
        "problem: another\n"
        "next: compare the places named above with https://a.b"
    )


@pytest.mark.parametrize(
    ("more", "says", "then"),
    [
        ({}, "the text differs in layout only", "nothing for the figures (other words are not "),
        (
            {"absent": ("“1” (page)",)},
            "the text differs in layout, and lacks 1 numerals",
            "nothing",
        ),
        ({"sha256": "1e"}, "the text is the recorded one, but the tables", "correct the places"),
        ({"sha256": "1e", "problems": ()}, "the text is the recorded one", "nothing; every"),
        ({"differences": ("x",), "found": False}, "the text differs in more", "see whether this"),
    ],
)
def test_the_outcome_names_one_thing_to_do(more, says, then):
    lines = str(outcome(**more)).splitlines()
    assert lines[0].partition("; ")[2].startswith(says)
    assert [line for line in lines if line.startswith("next: ")] == lines[-1:]
    assert lines[-1].startswith(f"next: {then}")
    assert ("problem: one thing" in lines) == (more == {"sha256": "1e"})
    assert ("no figures, and not in this copy: “1” (page)" in lines) == ("absent" in more)


def test_a_wrong_place_in_the_tables_fails_on_the_recorded_text(invented):
    edit(invented, f"briefing/{ARCADIA}/figures.csv", {"id": "share-gdp-2030"}, paragraph="5")
    found = check(FILE, ARCADIA, folder=invented)
    assert not found.same and not found.ok and not found.differences
    assert "problem: share-gdp-2030: stands in paragraph 4, sentence 1, not" in str(found)


# -- another layout ------------------------------------------------------------------------------

LAYOUTS = {
    "menu above": lambda text: "Home | News | Topics\n" * 40 + text,
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "wrapped": lambda text: "\n".join(textwrap.fill(line, 80) for line in text.split("\n")),
    "indented": lambda text: "\n".join(
        textwrap.indent(textwrap.fill(t, 40), " " * 8) for t in text.split("\n")
    ),
    "soft breaks": lambda text: text.replace("th", "t\u00adh").replace("ea", "e\u200ba"),
    "hyphenated": lambda text: text.replace("percentage", "percent-\nage"),
    "blank lines": lambda text: text.replace("\n", "\n\n\n"),
    "no blank lines": lambda text: text.replace("\n\n", "\n"),
    "a final newline": lambda text: text + "\n\n",
    "ligatures": lambda text: text.replace("fi", "ﬁ").replace("ff", "ﬀ").replace("st", "ﬆ"),
    "a space before percent": lambda text: text.replace("%", "\u202f%"),
    "something in between": lambda text: text.replace(
        "\n\nThere", "\n\n" + "More. " * 300 + "There"
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_another_layout_is_told_from_other_figures(read, layout):
    changed = LAYOUTS[layout](TEXT)
    assert changed != TEXT
    found, _ = read(changed)
    assert found.same and not found.differences and not found.absent
    assert str(found).splitlines()[0] == (
        f"{found.path}: 12 of 12 found; the text differs in layout only"
    )


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("id", [id for id in STATED if any(map(str.isdigit, STATED[id].words))])
def test_another_figure_is_told_in_any_layout(read, layout, id):
    at_ = STATED[id]
    digit = next(c for c in at_.words if c.isdigit())
    spoilt = at_.words.replace(digit, str((int(digit) + 4) % 10), 1)
    found, _ = read(LAYOUTS[layout](at(TEXT, at_.start, at_.end, spoilt)))
    assert [name for name, stands in found.found.items() if not stands] == [id]
    assert not found.same
    assert found.differences[0] == (
        f"{id}: “{at_.words}” does not stand near character {at_.start}"
    )
    assert "is neither registered nor excluded" in found.differences[1]


@pytest.mark.parametrize("new", ["−6.2%", "16.2%", "6.2", "6.25%", "6,2%", "1,6.2%"])
def test_a_figure_within_another_number_is_not_found(read, new):
    found, _ = read(TEXT[: RATE.start] + new + TEXT[RATE.end :])
    assert not found.found["growth-2031-01-02"] and not found.same


def test_a_page_number_that_a_copy_lacks_is_no_difference(read):
    found, _ = read(TEXT.replace("Published on 12 March 2031", ""))
    assert found.same
    assert found.absent == ("“12” (date of publication)", "“2031” (date of publication)")


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


def test_an_address_is_no_file():
    sentence = refusal(BriefingError, check, "https://example.org/a", ARCADIA, folder=DATA)
    assert sentence == (
        "https://example.org/a: is an address; save the page as text first, and give its file"
    )


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FILE.read_bytes())))
    found = check("-", ARCADIA, folder=DATA)
    assert found.ok and found.path == "-"


@pytest.mark.parametrize(
    "text",
    [
        "7 " * 500_000,
        "7" * 1_000_000,
        "3 key industries " * 60_000,
        "over 60 % " * 100_000,
        " " * 1_000_000,
        "777 " * 250_000,
    ],
    ids=["numerals", "one numeral", "words", "figures", "blanks", "thousands"],
)
def test_a_long_text_is_read_in_linear_time(tmp_path, text):
    path = tmp_path / "copy.txt"
    path.write_text(text, encoding="utf-8")
    spent = []
    for _ in range(3):  # of a busy machine the best time counts
        begun = time.process_time()
        found = check(path, ARCADIA, folder=DATA)
        assert len(str(found)) < 30_000
        spent.append(time.process_time() - begun)
        if spent[-1] < 2:
            break
    assert min(spent) < 2
    if text.startswith("7 "):
        assert len(found.ledger) == 500_000 and found.differences[-1] == (
            "499900 more numerals are neither registered nor excluded"
        )


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


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Thank Mr. Jin. X", 2),
        ("Ask Dr. Li and Prof. Wu X", 1),
        ("It grew 7%. X", 2),
        ("增长7%。其中X", 2),
        ("他说：“好。”X", 1),
    ],
)
def test_a_title_ends_no_sentence(text, sentence):
    assert place(text, text.index("X")) == (1, sentence)
