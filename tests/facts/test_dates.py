"""Periods and dates that a text names."""

from datetime import date

import pytest

from briefing.facts.dates import dates, periods

SAID = date(2033, 6, 1)


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("Last year it was 7%.", "2032"),
        ("In May it grew 7%.", "2033-05"),
        ("In May 2031, it grew 7%.", "2031-05"),
        ("By the end of Feb. we had 7.", "2033-02"),
        ("In the first five months of this year it grew 7%.", "2033-01/2033-05"),
        ("In the first half of last year it grew 7%.", "2032-01/2032-06"),
        ("In the second quarter it grew 7%.", "2033-04/2033-06"),
        ("Progress in Q3 2032", "2032-07/2032-09"),
        ("From January to March it grew 7%.", "2033-01/2033-03"),
        ("It grew 7% in the first three quarters of 2030.", "2030-01/2030-09"),
        ("January to December: 7%.", "2033"),
        ("From May to March it may grow.", None),
        ("In the first thirteen months it grew. May I ask?", None),
        ("On 7 May it grew; a march in May 3 streets.", None),
    ],
)
def test_the_period_that_a_sentence_names(sentence, period):
    assert [named.period for named in periods(sentence, SAID)] == ([period] if period else [])


def test_a_period_that_is_only_compared_with_is_a_base():
    text = "In May it grew by 7%, 1 point higher than in 2032. Compared with last year, it rose."
    assert [(text[p.start : p.end], p.base) for p in periods(text, SAID)] == [
        ("In May", False), ("2032", True), ("last year", True),
    ]  # fmt: skip


def test_the_days_that_a_text_names():
    text = "May 3, 2031; 4th June 2032; Oct. 5; 2033-06-01; February 31; May 2031"
    assert [(text[start:end], day) for start, end, day in dates(text, SAID)] == [
        ("May 3, 2031", date(2031, 5, 3)),
        ("4th June 2032", date(2032, 6, 4)),
        ("Oct. 5", date(2033, 10, 5)),
        ("2033-06-01", date(2033, 6, 1)),
    ]
