"""Whole months: the periods in which the board counts."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, order=True)
class Period:
    """A run of days, both ends included."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        """Whether a day lies in the period."""
        return self.start <= day <= self.end

    @property
    def in_words(self) -> str:
        """ "1 December 2025 to 24 November 2026", or the one day."""
        first, last = (f"{day.day} {day:%B %Y}" for day in (self.start, self.end))
        return first if first == last else f"{first} to {last}"

    def until(self, day: date) -> "Period":
        """The part of the period that has passed by the end of a day."""
        return Period(self.start, min(day, self.end))


def month_of(day: date) -> Period:
    """The calendar month that a day is in."""
    return Period(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def months_up_to(day: date, count: int) -> list[Period]:
    """That many calendar months in order, the last of them with the given day in it."""
    months = [month_of(day)]
    while len(months) < count:
        months.append(month_of(months[-1].start - timedelta(days=1)))
    return months[::-1]


def span(months: Sequence[Period]) -> Period:
    """From the start of the first to the end of the last of some periods in order."""
    return Period(months[0].start, months[-1].end)
