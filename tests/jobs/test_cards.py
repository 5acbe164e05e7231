"""The words of cards and adverts."""

from datetime import date

import pytest

from careers.jobs.cards import closing_in_words, date_and_closing, distance_in_words, hours_in_words

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("closes_on", "words"),
    [
        (date(2026, 11, 23), "closed"),
        (date(2026, 11, 24), "closes today"),
        (date(2026, 11, 25), "closes tomorrow"),
        (date(2026, 11, 30), "closes in 6 days"),
        (date(2026, 12, 8), "closes in 14 days"),
        (date(2026, 12, 9), "closes 9 December"),
    ],
)
def test_closing(closes_on: date, words: str) -> None:
    assert closing_in_words(closes_on, TODAY) == words


def test_the_date_says_how_soon_only_when_it_is_soon() -> None:
    assert date_and_closing(date(2026, 11, 30), TODAY) == "Monday 30 November 2026 (closes in 6 days)"
    assert date_and_closing(date(2026, 12, 15), TODAY) == "Tuesday 15 December 2026"


def test_hours() -> None:
    assert hours_in_words(1440, 1800, ["days", "bank"]) == "24 to 30 hours a week, days, bank"
    assert hours_in_words(2250, 2250, []) == "37.5 hours a week"


def test_a_journey_adds_its_minutes_to_the_distance() -> None:
    assert distance_in_words(3.0, "bike") == "about 3 miles · about 30 minutes by bike"  # 3.9 miles of road at 9: 26
    assert distance_in_words(3.0) == "about 3 miles"
    assert distance_in_words(None, "bike") == ""
