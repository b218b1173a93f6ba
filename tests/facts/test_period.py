"""Periods: one spelling, whole months, and how they move."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import BriefingError
from briefing.facts.period import Period
from conftest import refusal

SHORTER = {2023: "2023", "2024-01/2024-12": "2024", "2024-05/2024-05": "2024-05"}


@pytest.mark.parametrize(
    ("text", "start", "end", "months", "words"),
    [
        ("2023", "2023-01-01", "2023-12-31", 12, "2023"),
        (2023, "2023-01-01", "2023-12-31", 12, "2023"),
        ("2024-05", "2024-05-01", "2024-05-31", 1, "May 2024"),
        ("2024-02", "2024-02-01", "2024-02-29", 1, "February 2024"),
        ("2023-02", "2023-02-01", "2023-02-28", 1, "February 2023"),
        ("9999-12", "9999-12-01", "9999-12-31", 1, "December 9999"),
        ("2024-01/2024-05", "2024-01-01", "2024-05-31", 5, "January to May 2024"),
        ("2022-11/2023-12", "2022-11-01", "2023-12-31", 14, "November 2022 to December 2023"),
        ("2024-01/2024-12", "2024-01-01", "2024-12-31", 12, "2024"),
        ("2024-05/2024-05", "2024-05-01", "2024-05-31", 1, "May 2024"),
        ("2023-05/2024-04", "2023-05-01", "2024-04-30", 12, "May 2023 to April 2024"),
    ],
)
def test_a_period_is_read_and_written(text, start, end, months, words):
    period, spelt = Period.parse(text), SHORTER.get(text, text)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)
    assert (str(period), period.months, period.in_words) == (spelt, months, words)
    assert (period.year, period.is_year) == (int(end[:4]), spelt in ("2023", "2024"))
    assert Period.parse(spelt) == period == Period(period.start, period.end)


FORM = "must look like 2023, 2024-05 or 2024-01/2024-05"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *(
            (text, f"{text!r} {FORM}")
            for text in (
                "",
                "2024-5",
                "2024/2025",
                "2024-01-01",
                "2024-05 ",
                "May",
                "２０２４",
                "2024\n",
            )
        ),
        ("2" * 10**6, f"{'2' * 50!r} {FORM}"),
        *(
            (text, f"{text!r} names a month that does not exist")
            for text in ("2024-13", "0000", "2024-00", "2024-05/2024-13")
        ),
        ("2024-05/2024-04", "2024-05/2024-04 ends before it starts; exchange the two months"),
    ],
)
def test_what_is_no_period_is_refused(text, said):
    assert refusal(BriefingError, Period.parse, text) == f"period: {said}"


@pytest.mark.parametrize(("first", "last"), [(date(2024, 5, 2), 31), (date(2024, 5, 1), 30)])
def test_a_period_is_made_of_whole_months(first, last):
    sentence = refusal(BriefingError, Period, first, date(2024, 5, last))
    assert "is not made of whole months" in sentence


@pytest.mark.parametrize(
    ("text", "move", "moved"),
    [
        ("2024-01/2024-05", {"years": -1}, "2023-01/2023-05"),
        ("2024-02", {"years": -1}, "2023-02"),
        ("2023-02", {"years": 1}, "2024-02"),
        ("2024-01", {"months": -1}, "2023-12"),
        ("2024-12", {"months": 1}, "2025-01"),
        ("2024-04/2024-05", {"months": -1}, "2024-03/2024-04"),
        ("2024", {"months": 6}, "2024-07/2025-06"),
        ("2024", {"years": 1, "months": -12}, "2024"),
    ],
)
def test_a_period_moves_by_whole_months(text, move, moved):
    assert str(Period.parse(text).shift(**move)) == moved


@pytest.mark.parametrize(("text", "years"), [("9999", 1), ("0001", -1), ("2024", 10**12)])
def test_a_period_stays_in_the_calendar(text, years):
    assert "leaves the calendar" in refusal(BriefingError, Period.parse(text).shift, years=years)


def test_periods_are_ordered_by_their_first_day_and_then_by_their_last():
    texts = ["2023", "2023-01/2024-12", "2023-02", "2024-01", "2024"]
    shuffled = sorted(Period.parse(text) for text in reversed(texts))
    assert [str(period) for period in shuffled] == texts


MONTHS = st.tuples(st.integers(1, 9999), st.integers(1, 12))


@given(MONTHS, MONTHS, st.integers(-3000, 3000))
def test_every_period_reads_back_and_moves_back(a, b, months):
    (year, month), (last_year, last) = sorted((a, b))
    period = Period.parse(f"{year:04}-{month:02}/{last_year:04}-{last:02}")
    assert Period.parse(str(period)) == period
    if 1 <= year - 260 and last_year + 260 <= 9999:
        moved = period.shift(months=months)
        assert moved.months == period.months
        assert moved.shift(months=-months) == period
