"""Reasons why a numeral is no figure."""

from datetime import date

import pytest

from briefing.facts.dates import periods
from briefing.facts.numerals import NUMERAL
from briefing.facts.reasons import Reasons

POINTS, DIGITS = (
    "counts the points of the answer",
    "says how many digits, without a number of its own",
)
OFTEN = "says how often, without a number of its own"
SCALE = "belongs to the number before it"
SAID, PUBLISHED = date(2033, 4, 2), date(2033, 4, 9)


def reasons(text, answers=0):
    """Give the reason of each numeral of a text, in its order."""
    finder = Reasons(text, SAID, PUBLISHED, list(periods(text, SAID)), answers)
    return [finder.of(*match.span(), None, "") for match in NUMERAL.finditer(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Arcadia, April 9, 2033", ["date of publication"] * 2),
        ("A talk of April 2 on steel", ["date on which it was said"]),
        ("It opened on 1 May.", ["names a date"]),
        ("In the first half of 2031 it grew.", ["names a period"] * 3),
        ("First, we build. Second, we plan. 3rd, we rest.", [POINTS] * 3),
        ("It has four main aspects.", [POINTS]),
        ("Growth at double-digit rates", [DIGITS]),
        ("the best in ten years", ["counts a stretch of time"]),
        ("a 10-year plan, a 20-percent rise", ["counts a stretch of time", None]),
        ("the best in eight quarters", ["counts a stretch of time"] * 2),
        ("Both mines and mills grew.", ["means two things that are named, without counting"]),
        ("one of the mills, at once", ["is no count", OFTEN]),
        ("A 6G line and a P-8 press", ["is part of a name"] * 2),
        ("He said.\n\n<  1  2  | 10 >\n", ["is a page number"] * 3),
        ("the world's first mill, the second largest", ["tells an order, no amount"] * 2),
        ("a third of it, one third, two-thirds", [None] * 5),
        ("It has 3 mills, 20 ships and 4.5 million people.", [None] * 3 + [SCALE]),
        ("Growth was 7%, 2 percentage points more.", [None] * 2),
    ],
)  # fmt: skip
def test_a_reason_is_seen_in_what_stands_around(text, expected):
    assert reasons(text) == expected


def test_a_period_in_a_question_is_told_from_one_in_the_heading():
    text = "Industry in 2032\n\nHow was 2032?\n\nBo Lund:\n\nIn 2032, well. Was it?\n"
    heading, asked, answered = reasons(text, text.index("Bo Lund"))
    assert heading == answered == "names a period"
    assert asked == "names a period in the question"


def test_who_says_a_count_again_repeats_a_figure():
    finder = Reasons("The 9 coastal towns. Those 9 towns. 8 towns.", SAID, PUBLISHED, [], 0)
    said = [(4, 5, 9, "coastal towns"), (27, 28, 9, "towns"), (36, 37, 8, "towns")]
    assert [finder.of(*one) for one in said] == [None, "repeats a figure", None]
