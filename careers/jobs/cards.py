"""What a result card and the top of an advert say, in words. Pure: an entry or an opportunity in, words out."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from careers.geo.distance import miles_in_words
from careers.geo.travel import travel_words
from careers.jobs.index import Entry, Hit
from careers.jobs.models import PayPeriod, Vacancy
from careers.jobs.pay import format_hours, format_pounds, pay_in_words, yearly_in_words
from careers.reference.choices import CONTRACT_LABELS, PATTERN_LABELS, ROUNDS_LABELS, Contract, Need
from careers.reference.codes import get_job_role, get_main_service
from careers.words import date_in_words

CLOSING_SOON_DAYS = 7
DRIVING_WORDS = {Need.NOT_NEEDED: "Not needed", Need.HELPFUL: "Helpful, not needed", Need.NEEDED: "You need to drive"}
EXPERIENCE_WORDS = {Need.NOT_NEEDED: "None needed", Need.HELPFUL: "Helpful, not needed", Need.NEEDED: "Needed"}
_PATTERN_WORDS = {pattern.value: label.split(" (")[0].lower() for pattern, label in PATTERN_LABELS.items()}
KIND_WORDS = {"job": "Job", "apprenticeship": "Apprenticeship", "placement": "Placement"}


Facts = list[tuple[str, str | tuple[str, ...]]]


class Card(NamedTuple):
    """The words of one card; an empty string where there is nothing to say."""

    reference: str
    title: str
    url: str
    employer: str
    place: str
    distance_words: str
    pay_words: str
    year_words: str
    hours_words: str
    contract_words: str
    closing_words: str
    tags: tuple[tuple[str, str], ...]
    why: tuple[str, ...]


def card_of(hit: Hit, *, today: date, place: str = "", pay_min: float | None = None, travel: str = "") -> Card:
    """Return the card of a hit; `place` and `pay_min` (pounds) are what was searched, for "why you see this".

    `travel` (walk, bike, bus) adds the minutes that it takes to the distance.
    """
    entry, added = hit.entry, added_of(hit, place=place, pay_min=pay_min, travel=travel)
    return Card(
        reference=entry.reference,
        title=entry.title,
        url=public_path(entry.kind, entry.reference),
        employer=entry.employer,
        place=entry.town,
        distance_words=added.distance_words,
        pay_words=_pay(entry.hourly_min_pence, entry.hourly_max_pence),
        year_words=_year(entry.hourly_min_pence, entry.hours_max_minutes),
        hours_words=hours_in_words(entry.hours_min_minutes, entry.hours_max_minutes, entry.patterns),
        contract_words=contract_in_words(entry.contract),
        closing_words=closing_in_words(entry.closes_on, today),
        tags=_tags(entry.kind, (entry.closes_on - today).days, entry.driving, entry.experience, entry.is_training_paid),
        why=added.why,
    )


class Added(NamedTuple):
    """What a search adds to the card of a hit: how far it is, why it is shown, and a tag for the reader if any."""

    distance_words: str
    why: tuple[str, ...]
    tag: str = ""


def added_of(hit: Hit, *, place: str = "", pay_min: float | None = None, travel: str = "") -> Added:
    """Return what a search adds to the card of a hit, in the words of `card_of`."""
    return Added(_distance(hit.miles, travel), _why(hit, place, pay_min))


class Line(NamedTuple):
    """An opportunity in two short lines, where a card would be too much."""

    url: str
    title: str
    where: str
    pay_words: str
    hours_words: str


def line_of(entry: Entry, miles: float) -> Line:
    """Return the line of an entry that is so many miles away: where it is, and what it pays for which hours."""
    return Line(
        public_path(entry.kind, entry.reference),
        entry.title,
        " · ".join(filter(None, (entry.employer, entry.town, miles_in_words(miles)))),
        _pay(entry.hourly_min_pence, entry.hourly_max_pence),
        hours_in_words(entry.hours_min_minutes, entry.hours_max_minutes, entry.patterns),
    )


def public_path(kind: str, reference: str) -> str:
    """Return the address of an opportunity's page."""
    return f"/placements/{reference}" if kind == "placement" else f"/jobs/{reference}"


def hours_in_words(least: int, most: int, patterns: Sequence[str]) -> str:
    """Return "24 to 30 hours a week, days, weekends" from minutes a week and pattern words."""
    return _hours(least, most, tuple(patterns))


@lru_cache(maxsize=10_000)
def _hours(least: int, most: int, patterns: tuple[str, ...]) -> str:
    return ", ".join(filter(None, (hours_a_week_in_words(least, most), patterns_in_words(patterns))))


def hours_a_week_in_words(least: int, most: int) -> str:
    """Return "24 to 30 hours a week" from minutes a week."""
    return f"{' to '.join(format_hours(minutes) for minutes in sorted({least, most}))} hours a week"


def patterns_in_words(patterns: Sequence[str]) -> str:
    """Return "days, weekends" from pattern words; unknown ones are left out."""
    return ", ".join(_PATTERN_WORDS[word] for word in patterns if word in _PATTERN_WORDS)


@lru_cache(maxsize=100)
def contract_in_words(contract: str) -> str:
    """Return a contract as people call it."""
    return CONTRACT_LABELS[Contract(contract)].lower() if contract else ""


@lru_cache(maxsize=1_000)
def closing_in_words(closes_on: date, today: date) -> str:
    """Return when an advert closes, seen from today: "closes today", "closes in 6 days", "closes 2 January"."""
    days = (closes_on - today).days
    if days < 0:
        return "closed"
    if days <= 1:
        return "closes tomorrow" if days else "closes today"
    if days <= 2 * CLOSING_SOON_DAYS:
        return f"closes in {days} days"
    return f"closes {closes_on.day} {closes_on:%B}"


def _distance(miles: float | None, travel: str) -> str:
    if miles is None:
        return ""
    return " · ".join(filter(None, (miles_in_words(miles), travel_words(travel, miles))))


def _pay(least: int | None, most: int | None) -> str:
    if least is None or most is None:
        return "Unpaid: a way to try care work"
    return _range(least, most, False)


@lru_cache(maxsize=10_000)
def _range(least: int, most: int, is_yearly: bool) -> str:
    return pay_in_words(least, most, is_yearly=is_yearly)


@lru_cache(maxsize=10_000)
def _year(hourly: int | None, weekly_minutes: int) -> str:
    return yearly_in_words(hourly, weekly_minutes=weekly_minutes) if hourly is not None and weekly_minutes else ""


@lru_cache(maxsize=1_000)
def _tags(kind: str, days: int, driving: Need, experience: Need, is_training_paid: bool) -> tuple[tuple[str, str], ...]:
    tags: list[tuple[str, str]] = []
    if kind != "job":
        tags.append((KIND_WORDS[kind], "heather"))
    if days <= CLOSING_SOON_DAYS:
        tags.append(("Closing soon", "sun"))
    if driving is Need.NOT_NEEDED:
        tags.append(("No driving needed", "quiet"))
    if experience is Need.NOT_NEEDED:
        tags.append(("No experience needed", "quiet"))
    if is_training_paid:
        tags.append(("Training paid", "quiet"))
    return tuple(tags)


def _why(hit: Hit, place: str, pay_min: float | None) -> tuple[str, ...]:
    """Say why a search shows this; nothing when only a place was asked for, as the distance stands above."""
    why = []
    if hit.matched_in:
        why.append(f"your words are in its {hit.matched_in}")
    if hit.miles is not None and why:
        why.append(f"it is {miles_in_words(hit.miles)} away")
    if pay_min is not None and hit.entry.hourly_max_pence is not None:
        why.append(f"it pays up to {format_pounds(hit.entry.hourly_max_pence)} an hour")
    return (f"You see this because {', and '.join(why)}.",) if why else ()


@lru_cache(maxsize=1_000)
def date_and_closing(closes_on: date, today: date) -> str:
    """Return "Tuesday 15 December 2026", with "(closes in 9 days)" when that is soon."""
    words, soon = date_in_words(closes_on), closing_in_words(closes_on, today)
    return words if closes_on.strftime("%B") in soon else f"{words} ({soon})"


def facts_of(vacancy: Vacancy, *, today: date) -> Facts:
    """Return what people decide on, in the order in which they ask."""
    is_yearly = vacancy.pay_period is PayPeriod.YEAR
    return [
        ("Pay", _pay_lines(vacancy.pay_min_pence, vacancy.pay_max_pence, is_yearly, vacancy.hours_max_minutes)),
        ("Hours", hours_in_words(vacancy.hours_min_minutes, vacancy.hours_max_minutes, vacancy.patterns)),
        ("Contract", _contract_and_hours(vacancy.contract, vacancy.has_guaranteed_hours)),
        ("Where", vacancy.workplace.public_address),
        ("Service", get_main_service(vacancy.service_code).plain_name),
        ("Job role", get_job_role(vacancy.role_code).plain_name),
        ("Starts", date_in_words(vacancy.starts_on)),
        ("Closes", date_and_closing(vacancy.closes_on, today)),
        ("Posts", f"{vacancy.posts_left} of {vacancy.posts} still open" if vacancy.posts > 1 else "1"),
        ("Driving", DRIVING_WORDS[vacancy.driving]),
        ("From visit to visit", ROUNDS_LABELS[vacancy.rounds] if vacancy.rounds else ""),
        ("Experience", EXPERIENCE_WORDS[vacancy.experience]),
        ("Training", "Paid" if vacancy.is_training_paid else ""),
        ("Reference", vacancy.reference),
    ]


@lru_cache(maxsize=10_000)
def _pay_lines(least: int, most: int, is_yearly: bool, weekly_minutes: int) -> tuple[str, ...]:
    pay = _range(least, most, is_yearly)
    return (pay,) if is_yearly else (pay, _year(least, weekly_minutes).capitalize())


@lru_cache(maxsize=100)
def _contract_and_hours(contract: Contract, has_guaranteed_hours: bool) -> str:
    guaranteed = " with guaranteed hours" if has_guaranteed_hours else ", hours not guaranteed"
    return contract_in_words(contract.value).capitalize() + guaranteed
