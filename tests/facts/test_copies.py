"""Finding places in another copy of a text."""

import pytest

from briefing.facts.copies import NEAR, Place, locate, pattern


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("decline in May", "decline  in\nMay"),
        ("31.7%", "31.7 %"),
        ("non-ferrous metals", "non‑ferrous metals"),
        ("non-ferrous metals", "non-\nferrous metals"),
        ("the “ballast” isn’t", 'the "ballast" isn\'t'),
        ("official", "oﬃcial"),
        ("official", "of\u00adficial"),
        ("official", "offi-\ncial"),
        ("oﬃcial", "official"),
        ("first", "ﬁrﬆ"),
        ("两位数", "两位数"),
    ],
)
def test_the_same_words_in_another_layout(words, text):
    assert pattern(words).search(f"so {text}, then").group() == text


@pytest.mark.parametrize(
    ("words", "text"),
    [
        *(("10", text) for text in ("100", "10%", "10 %", "10.5", "1.10", "110", "10th")),
        *(("10", text) for text in (" −10", "(-10)", "10,000")),
        ("6.2%", "16.2%"),
        ("first", "firstly"),
        ("over 60%", "over 600%"),
        ("official", "unofficial"),
    ],
)
def test_other_words(words, text):
    assert pattern(words).search(text) is None


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("7%", "增长7%，"),
        ("10", "有10个"),
        ("七成", "占七成以上"),
        ("1", "in Q1 2024"),
        ("5", "a 5G net"),
    ],
)
def test_digits_and_chinese_stand_beside_letters(words, text):
    assert pattern(words).search(text)


def test_of_the_same_words_the_nearest_are_taken_in_order():
    text = "10 a 10 b 10 c"
    assert locate(text, [Place(0, "10"), Place(5, "10"), Place(10, "10")]) == [
        (0, 2),
        (5, 7),
        (10, 12),
    ]
    assert locate(text, [Place(9, "10"), Place(9, "10")]) == [(10, 12), (10, 12)]


def test_what_is_far_away_is_not_taken():
    assert locate("x" * (NEAR + 1) + " 10", [Place(0, "10")]) == [None]
    assert locate("", [Place(0, "10")]) == [None]


def test_a_shift_is_learnt_from_telling_words():
    places = [Place(0, "10"), Place(20, "decline in May"), Place(50, "7")]
    text = "menu " * 1000 + "10 of them, and the decline in May was 7"
    assert None not in locate(text, places)
    assert locate("menu " * 1000 + "10 and 7", places) == [None] * 3


def test_something_put_in_between_is_stepped_over():
    places = [Place(0, "number one"), Place(20, "10"), Place(30, "number two"), Place(50, "7")]
    text = "number one" + " x" * 3000 + " 10       number two          7"
    found = locate(text, places)
    assert None not in found


def test_the_same_words_said_elsewhere_are_no_place():
    places = [Place(0, "number one"), Place(20, "number two"), Place(40, "number three")]
    stray = "number one          number TWO          number three"
    assert locate(stray + " x" * 1000 + " number two", places)[1] is None
    between = "number one" + " x" * 1000 + " number two" + " x" * 1000 + " number three"
    assert locate(between, places)[1] is None
    assert None not in locate("x " * 1000 + stray.replace("TWO", "two"), places)
