"""Periods of whole months, with one spelling: "2023", "2024-05" or "2024-01/2024-05"."""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date

from briefing.errors import BriefingError

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:/([0-9]{4})-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One or more whole months that follow each other.

    Periods are ordered by their first day, then by their last.

    Attributes
    ----------
    start, end : date
        The first day of the first month, and the last day of the last month.

    Raises
    ------
    BriefingError
        If a day is not the first or last of a month, or the end lies before the start.

    Examples
    --------
    >>> period = Period.parse("2024-01/2024-05")
    >>> period.months, period.in_words, str(period.shift(years=-1))
    (5, 'January to May 2024', '2023-01/2023-05')
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        last = monthrange(self.end.year, self.end.month)[1]
        if self.start.day != 1 or self.end.day != last:
            raise BriefingError(
                f"period: {self.start} to {self.end} is not made of whole months; begin on the "
                "first day of a month and end on the last"
            )
        if self.end < self.start:
            raise BriefingError(f"period: {self} ends before it starts; exchange the two months")

    @classmethod
    def parse(cls, text: str | int) -> Period:
        """Read a period.

        Parameters
        ----------
        text : str or int
            A year (2023 or "2023"), a month ("2024-05"), or the first and the last month
            ("2024-01/2024-05").

        Raises
        ------
        BriefingError
            If the text has another form, names no month, or ends before it starts.
        """
        match = _FORM.fullmatch(str(text)[:50])
        if match is None:
            raise BriefingError(
                f"period: {str(text)[:50]!r} must look like 2023, 2024-05 or 2024-01/2024-05"
            )
        year, month, last_year, last_month = match.groups()
        try:
            first = date(int(year), int(month or 1), 1)
            last = date(int(last_year or year), int(last_month or month or 12), 1)
        except ValueError:
            raise BriefingError(f"period: {text!r} names a month that does not exist") from None
        return cls(first, _last_day(last))

    def __str__(self) -> str:
        if self.is_year:
            return f"{self.start.year:04}"
        first, last = (f"{day.year:04}-{day.month:02}" for day in (self.start, self.end))
        return first if first == last else f"{first}/{last}"

    @property
    def in_words(self) -> str:
        """The period for a sentence: "2023", "May 2024" or "January to May 2024"."""
        if self.is_year:
            return str(self)
        first, last = (f"{month_name[day.month]} {day.year:04}" for day in (self.start, self.end))
        if first == last:
            return first
        return f"{first[:-5] if self.start.year == self.end.year else first} to {last}"

    @property
    def year(self) -> int:
        """The year in which the period ends."""
        return self.end.year

    @property
    def months(self) -> int:
        """How many months it has."""
        return 12 * (self.end.year - self.start.year) + self.end.month - self.start.month + 1

    @property
    def is_year(self) -> bool:
        """Whether it is one calendar year."""
        return (self.start.month, self.months) == (1, 12)

    def shift(self, *, years: int = 0, months: int = 0) -> Period:
        """Return the period of equal length that lies so much later, or earlier where negative.

        Raises
        ------
        BriefingError
            If it would leave the calendar (years 1 to 9999).
        """
        count = 12 * years + months
        try:
            return Period(_moved(self.start, count), _last_day(_moved(self.end, count)))
        except (ValueError, OverflowError):
            raise BriefingError(f"period: {self} leaves the calendar if moved so far") from None


def _last_day(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _moved(day: date, months: int) -> date:
    """Return the first day of the month that lies so many months after the day's."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return date(year, month + 1, 1)
