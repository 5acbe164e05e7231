"""Whole months."""

from datetime import date

from careers.board.periods import Period, month_of, months_up_to, span


def test_the_month_of_a_day_in_a_leap_year() -> None:
    assert month_of(date(2028, 2, 10)) == Period(date(2028, 2, 1), date(2028, 2, 29))


def test_months_up_to_a_day_cross_the_year() -> None:
    months = months_up_to(date(2027, 1, 31), 3)

    assert [month.start for month in months] == [date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)]


def test_a_period_contains_both_ends() -> None:
    november = month_of(date(2026, 11, 24))

    assert date(2026, 11, 1) in november
    assert date(2026, 11, 30) in november
    assert date(2026, 12, 1) not in november


def test_a_period_until_a_day_and_in_words() -> None:
    year = span(months_up_to(date(2026, 11, 24), 12))

    assert year.until(date(2026, 11, 24)).in_words == "1 December 2025 to 24 November 2026"
    assert Period(date(2026, 11, 24), date(2026, 11, 24)).in_words == "24 November 2026"
