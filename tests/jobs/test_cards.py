"""The words of cards and adverts."""

from datetime import date

import pytest

from careers.jobs.cards import (
    card_of,
    closing_in_words,
    date_and_closing,
    distance_in_words,
    facts_of,
    hours_in_words,
)
from careers.jobs.index import Hit
from tests.factories import Factory
from tests.jobs.entries import PLAIN

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


def test_no_years_pay_is_said_where_no_hours_are_sure(make: Factory) -> None:
    some = make.vacancy(hours_min_minutes=60, hours_max_minutes=2250)
    bank = make.vacancy(hours_min_minutes=0, hours_max_minutes=2250)

    cards = [card_of(Hit(PLAIN._replace(hours_min_minutes=least), None), today=TODAY) for least in (60, 0)]
    facts = [dict(facts_of(one, today=TODAY))["Pay"] for one in (some, bank)]

    assert [card.year_words for card in cards] == ["about £20,200 a year at 30 hours", ""]
    assert facts == [
        ("£12.90 to £13.40 an hour", "About £25,200 a year at 37.5 hours"),
        ("£12.90 to £13.40 an hour",),
    ]
