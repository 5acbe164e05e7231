"""Dates and times in words."""

from datetime import UTC, date, datetime

import pytest

from careers import words


def test_a_date_has_its_weekday_and_no_leading_nought() -> None:
    assert words.date_in_words(date(2026, 8, 4)) == "Tuesday 4 August 2026"


def test_a_moment_late_on_a_summer_evening_has_the_date_in_england() -> None:
    assert words.date_in_words(datetime(2026, 8, 3, 23, 30, tzinfo=UTC)) == "Tuesday 4 August 2026"


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (0, 0, "midnight"),
        (0, 5, "12:05am"),
        (9, 0, "9am"),
        (11, 59, "11:59am"),
        (12, 0, "midday"),
        (12, 30, "12:30pm"),
        (13, 0, "1pm"),
        (23, 15, "11:15pm"),
    ],
)
def test_times_are_on_a_twelve_hour_clock(hour: int, minute: int, said: str) -> None:
    in_winter = datetime(2026, 1, 5, hour, minute, tzinfo=UTC)

    assert words.time_in_words(in_winter) == said


def test_a_summer_time_is_an_hour_ahead_of_utc() -> None:
    in_summer = datetime(2026, 8, 4, 13, 30, tzinfo=UTC)

    assert words.moment_in_words(in_summer) == "2:30pm on Tuesday 4 August 2026"
