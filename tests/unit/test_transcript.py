"""The proof against a transcript, on a text made of the registered words and filler alone."""

import csv
import hashlib
import shutil
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from briefing import tables
from briefing.errors import BriefingError, UnknownNameError
from briefing.figures import Locator, part, registry, source
from briefing.transcript import NUMERAL, Check, LedgerLine, check, numerals, place

STATED = {id: one.locator for id, one in registry().items() if one.locator}
ADDRESS = "http://english.scio.gov.cn/pressroom/2024-07/24/content_117331010_2.htm"
RECORDED = "b529b7527cec"
REAL = Path(__file__).parents[3] / "shared" / "transcript.txt"


def made_text():
    """Every registered word at its place, in paragraphs and sentences as recorded."""
    spans = [(*locator[2:], locator[:2]) for locator in STATED.values()]
    spans += [(row["start"], row["end"], row["industry"], None) for row in part("key-industries")]
    spans += [(row["start"], row["end"], row["province"], None) for row in part("provinces")]
    spans += [(row["start"], row["end"], row["words"], None) for row in part("other-numerals")]
    text, at = "", (1, 1)
    for start, end, words, where in sorted(spans):
        assert len(words) == end - start
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


TEXT = made_text()
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()
OTHER_TEXT = (
    "the text is not the one the figures were read from (SHA-256 {}…, recorded "
    f"{RECORDED}…); compare it with {ADDRESS}"
)


def digest_of(text):
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@pytest.fixture
def read(tmp_path):
    """Check a text written to a file; without the first problem, which is its SHA-256."""
    path = tmp_path / "copy.txt"

    def check_text(text):
        path.write_text(text, encoding="utf-8", newline="\n")
        outcome = check(path)
        first, *rest = outcome.problems
        assert first == OTHER_TEXT.format(digest_of(text))
        assert outcome.path == str(path)
        return outcome, rest

    return check_text


def at(text, start, end, new):
    """The text with other characters at a place."""
    assert len(new) == end - start
    return text[:start] + new + text[end:]


# -- the whole proof -----------------------------------------------------------------------------


def test_a_text_with_every_word_in_place_has_one_problem_its_hash(read):
    outcome, rest = read(TEXT)
    assert rest == []
    assert outcome.readings == dict.fromkeys(STATED, True)
    assert len(STATED) == 13
    assert len(outcome.ledger) == 33
    assert all(line.accounted_for for line in outcome.ledger)
    assert outcome.ok is False


def test_the_ledger_says_what_accounts_for_each_numeral(read):
    outcome, _ = read(TEXT)
    assert outcome.ledger[:5] == (
        LedgerLine(108, 110, "24", "excluded: date of publication"),
        LedgerLine(112, 116, "2024", "excluded: date of publication"),
        LedgerLine(638, 643, "31.7%", "figure industry-share-gdp-2023"),
        LedgerLine(955, 959, "6.2%", "figure industrial-growth-2024-01-05"),
        LedgerLine(974, 977, "1.6", "figure growth-gain-over-2023"),
    )
    assert [line.start for line in outcome.ledger] == sorted(x.start for x in outcome.ledger)
    by_numeral = {(line.start, line.numeral): line.accounted_for for line in outcome.ledger}
    assert by_numeral[2205, "70%"] == "figure key-industries-share"
    assert by_numeral[3018, "double"] == "excluded: names the threshold of double-digit-cities"
    assert by_numeral[5770, "11"] == "excluded: page number of the published transcript"
    named = {line.accounted_for for line in outcome.ledger}
    relations = {"may-2024-decline", "major-provinces-growth"}
    assert {f"figure {id}" for id in STATED if id not in relations} <= named


@pytest.fixture
def recorded(tmp_path, monkeypatch):
    """The package with the made text's SHA-256 as the recorded one, and the text's path."""
    folder = shutil.copytree(tables.data_folder(), tmp_path / "data")
    path = folder / "briefing" / "2024-07-05" / "source.csv"
    with open(path, encoding="utf-8", newline="") as file:
        header, row = csv.reader(file)
    row[header.index("sha256")] = DIGEST
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, row])
    monkeypatch.setattr(tables, "data_folder", lambda: folder)
    tables.package.cache_clear()
    registry.cache_clear()
    yield tmp_path / "copy.txt"
    tables.package.cache_clear()
    registry.cache_clear()


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode(),
    ],
    ids=["plain", "crlf", "bom", "bom and crlf"],
)
def test_line_ends_and_a_byte_order_mark_do_not_matter(recorded, content):
    recorded.write_bytes(content)
    outcome = check(recorded)
    assert outcome.problems == ()
    assert outcome.ok is True
    assert str(outcome).splitlines()[0] == (
        f"{recorded}: 13 of 13 locators read their figure; 33 of 33 numerals are accounted for"
    )


def test_a_text_that_differs_in_one_space_is_another(recorded):
    recorded.write_text(TEXT + " ", encoding="utf-8")
    (problem,) = check(recorded).problems
    assert problem == (
        f"the text is not the one the figures were read from (SHA-256 {digest_of(TEXT + ' ')}…, "
        f"recorded {DIGEST[:12]}…); compare it with {ADDRESS}"
    )


# -- what is not as recorded ---------------------------------------------------------------------


@pytest.mark.parametrize("id", STATED)
def test_one_changed_character_names_the_figure(read, id):
    locator = STATED[id]
    first = {"3": "4"}.get(locator.words[0], "3")
    spoilt = first + locator.words[1:]
    outcome, rest = read(at(TEXT, locator.start, locator.end, spoilt))
    assert outcome.readings == {name: name != id for name in STATED}
    message = (
        f"{id}: “{locator.words}” was read at paragraph {locator.paragraph}, sentence "
        f"{locator.sentence}, characters {locator.start} to {locator.end}, this text has "
        f"“{spoilt}” there"
    )
    assert message in rest
    assert [problem for problem in rest if problem.startswith(f"{id}: ")] == [message]
    assert not [problem for problem in rest if problem.split(":")[0] in set(STATED) - {id}]
    assert outcome.ok is False


def test_a_figure_s_last_character_counts_and_none_after_it(read):
    locator = STATED["industry-share-gdp-2023"]
    outcome, rest = read(at(TEXT, locator.end - 1, locator.end, "x"))
    assert rest == [
        "industry-share-gdp-2023: “31.7%” was read at paragraph 4, sentence 3, characters 638 to "
        "643, this text has “31.7x” there"
    ]
    assert outcome.readings["industry-share-gdp-2023"] is False
    assert read(at(TEXT, locator.end, locator.end + 1, "x"))[1] == []


def test_words_in_another_sentence_or_paragraph_are_misread(read):
    stop = TEXT.index(". X", 281)
    outcome, rest = read(at(TEXT, stop, stop + 3, "xxx"))
    assert rest == [
        f"{id}: its characters lie in paragraph and sentence (4, {sentence})"
        for id, sentence in {
            "industry-share-gdp-2023": 2,
            "industrial-growth-2024-01-05": 4,
            "growth-gain-over-2023": 4,
            "equipment-growth-2024-05": 5,
            "high-tech-growth-2024-05": 5,
        }.items()
    ]
    assert sum(outcome.readings.values()) == 8
    start = TEXT.index("\n\n", 281)
    outcome, rest = read(at(TEXT, start, start + 2, "xx"))
    assert len(rest) == sum(not true for true in outcome.readings.values()) == 12
    assert rest[0] == "industry-share-gdp-2023: its characters lie in paragraph and sentence (3, 3)"


def test_a_numeral_that_nothing_accounts_for_is_named(read):
    outcome, rest = read(at(TEXT, 300, 307, " seven "))
    assert rest == ["numeral “seven” at character 301 is neither registered nor excluded"]
    assert LedgerLine(301, 306, "seven", None) in outcome.ledger
    assert outcome.readings == dict.fromkeys(STATED, True)
    lines = str(outcome).splitlines()
    assert "33 of 34 numerals are accounted for" in lines[0]
    assert "     301  seven     UNACCOUNTED FOR" in lines


def test_a_numeral_that_sticks_out_of_what_is_registered_is_not_accounted_for(read):
    locator = STATED["high-tech-growth-2024-05"]
    _, rest = read(at(TEXT, locator.start - 1, locator.start, "1"))
    assert rest == ["numeral “110%” at character 1188 is neither registered nor excluded"]
    excluded = next(row for row in part("other-numerals") if row["words"] == "2023")
    _, rest = read(at(TEXT, excluded["end"], excluded["end"] + 1, "0"))
    assert rest == ["numeral “20230” at character 1011 is neither registered nor excluded"]


def test_the_names_of_industries_and_provinces_are_read_too(read):
    assert read(at(TEXT, 1927, 1932, "steal"))[1] == [
        "key-industries, steel: this text has “steal” at characters 1927 to 1932"
    ]
    assert read(at(TEXT, 2654, 2663, "Guangxi  "))[1] == [
        "provinces, Guangdong: this text has “Guangxi  ” at characters 2654 to 2663"
    ]


def test_an_excluded_numeral_is_read_too(read):
    assert read(at(TEXT, 108, 110, "25"))[1] == [
        "excluded numeral “24”: this text has “25” at characters 108 to 110"
    ]


def test_an_empty_text_fails_everywhere(read):
    outcome, rest = read("")
    assert outcome.readings == dict.fromkeys(STATED, False)
    assert outcome.ledger == ()
    assert len(rest) == 13 + 10 + 2 + 22


def test_how_an_outcome_is_written():
    outcome = Check(
        "a.txt",
        {"a": True, "b": False},
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
    assert outcome.ok is False
    assert Check("a.txt", {"b": False}, (), ()).ok is True
    for fixed, name in ((outcome, "problems"), (outcome.ledger[0], "accounted_for")):
        with pytest.raises(FrozenInstanceError):
            setattr(fixed, name, ())
        assert not hasattr(fixed, "__dict__")


# -- the file ------------------------------------------------------------------------------------


def test_a_file_that_cannot_be_read_is_one_error(tmp_path):
    missing, latin = tmp_path / "missing.txt", tmp_path / "latin.txt"
    latin.write_bytes(b"caf\xe9")
    for path, why in ((missing, "No such file"), (latin, "'utf-8' codec"), (tmp_path, "direct")):
        with pytest.raises(BriefingError) as caught:
            check(path)
        sentence = str(caught.value)
        assert sentence.startswith(f"{path}: cannot be read as UTF-8 text (")
        assert why in sentence and sentence.endswith(")")


def test_a_path_may_be_text_and_a_briefing_must_exist(tmp_path):
    path = tmp_path / "copy.txt"
    path.write_text(TEXT, encoding="utf-8", newline="\n")
    assert check(str(path), "2024-07-05") == check(path)
    with pytest.raises(UnknownNameError, match="^briefing '2024-07-06' is unknown"):
        check(path, "2024-07-06")


# -- numerals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("31.7% and 6.2 %, then 10", ["31.7%", "6.2 %", "10"]),
        ("1,234.5 or 12,", ["1,234.5", "12"]),
        ("Jan. 5. In 2024.", ["5", "2024"]),
        ("the 1st, 2nd, 3rd and 4th", ["1st", "2nd", "3rd", "4th"]),
        ("from 5 to 10th%", ["5", "10th%"]),
        ("fifty-six in the twenties", ["fifty", "six"]),
        ("double-digit; Twice; HALF", ["double", "Twice", "HALF"]),
        ("First, second and third", ["First", "second", "third"]),
        ("none often weighs attention", []),
        ("someone's onetime twofold", []),
        ("", []),
        ("A4 and m2", ["4", "2"]),
        ("5%6", ["5%", "6"]),
        ("1.", ["1"]),
    ],
)
def test_numerals_in_digits_and_words(text, found):
    assert [match.group() for match in numerals(text)] == found


@pytest.mark.parametrize(
    "word",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred hundreds thousand thousands million millions billion billions trillion trillions "
    "dozen dozens half halves quarter quarters third thirds double triple twice once first second "
    "fourth fifth sixth seventh eighth ninth tenth both pair".split(),
)
def test_every_numeral_word_is_found_alone_and_not_within_another(word):
    for text in (word, word.title(), f"the {word}.", f"a {word}-fold"):
        (match,) = numerals(text)
        assert match.group().lower() == word
    assert numerals(f"x{word}") == numerals(f"{word}x") == []
    assert NUMERAL.fullmatch(word)


def test_numerals_are_found_where_they_stand():
    assert [match.span() for match in numerals("of 10 % in two")] == [(3, 7), (11, 14)]


# -- places --------------------------------------------------------------------------------------

PLACES = 'A one. B two? C three!\n\n \nD 4.5 e. "F" is. “G” h.  I\nj. k\nL'


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("A", (1, 1)),
        ("one", (1, 1)),
        (" B", (1, 1)),
        ("B", (1, 2)),
        ("two", (1, 2)),
        ("C", (1, 3)),
        ("!", (1, 3)),
        ("D", (2, 1)),
        ("4.5", (2, 1)),
        ("5 e.", (2, 1)),
        ('"F', (2, 2)),
        ("is", (2, 2)),
        ("“G", (2, 3)),
        ("h.", (2, 3)),
        ("I", (2, 4)),
        ("j.", (3, 1)),
        ("k", (3, 1)),
        ("L", (4, 1)),
    ],
)
def test_paragraphs_and_sentences_count_from_one(words, expected):
    assert place(PLACES, PLACES.index(words)) == expected


def test_the_made_text_places_every_figure():
    for locator in STATED.values():
        assert place(TEXT, locator.start) == (locator.paragraph, locator.sentence)
        assert TEXT[locator.start : locator.end] == locator.words
        assert isinstance(locator, Locator)


# -- the published page --------------------------------------------------------------------------

needs_real = pytest.mark.skipif(not REAL.is_file(), reason="no copy of the transcript at hand")


@needs_real
def test_the_published_transcript_proves_every_figure():
    outcome = check(REAL)
    assert outcome.problems == ()
    assert outcome.ok
    assert outcome.readings == dict.fromkeys(STATED, True)
    assert len(outcome.ledger) == 33
    assert len(REAL.read_text(encoding="utf-8")) == source()["characters"]


@needs_real
@pytest.mark.parametrize("id", [id for id in STATED if any(map(str.isdigit, STATED[id].words))])
def test_a_changed_digit_in_the_published_transcript_names_the_figure(id, tmp_path):
    locator, text = STATED[id], REAL.read_text(encoding="utf-8")
    digit = next(n for n in range(locator.start, locator.end) if text[n].isdigit())
    copy = tmp_path / "copy.txt"
    spoilt = at(text, digit, digit + 1, str((int(text[digit]) + 1) % 10))
    copy.write_text(spoilt, encoding="utf-8", newline="\n")
    outcome = check(copy)
    assert not outcome.ok
    assert outcome.readings == {name: name != id for name in STATED}
    assert len(outcome.problems) == 2
    assert outcome.problems[1].startswith(f"{id}: “{locator.words}” was read at {locator}, ")
