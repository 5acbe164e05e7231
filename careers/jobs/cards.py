"""What a result card and the top of an advert say, in words. Pure: an entry or an opportunity in, words out."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from careers.geo.distance import miles_in_words
from careers.geo.travel import travel_words
from careers.jobs.concepts import Signature
from careers.jobs.index import Hit, Listed
from careers.jobs.models import OpportunityStatus, PayPeriod, Vacancy
from careers.jobs.pay import format_hours, format_pounds, minutes_of_a_year, pay_in_words, yearly_in_words
from careers.reference.choices import CONTRACT_LABELS, PATTERN_LABELS, ROUNDS_LABELS, Contract, Need
from careers.reference.codes import get_job_role, get_main_service
from careers.words import date_in_words

CLOSING_SOON_DAYS = 7
NOT_OPEN = frozenset({OpportunityStatus.PAUSED, OpportunityStatus.CLOSED, OpportunityStatus.WITHDRAWN})
"""Where "closes in 4 days" would promise that it is open until then."""

DRIVING_WORDS = {Need.NOT_NEEDED: "Not needed", Need.HELPFUL: "Helpful, not needed", Need.NEEDED: "You need to drive"}
EXPERIENCE_WORDS = {Need.NOT_NEEDED: "None needed", Need.HELPFUL: "Helpful, not needed", Need.NEEDED: "Needed"}
_PATTERN_WORDS = {pattern.value: label.split(" (")[0].lower() for pattern, label in PATTERN_LABELS.items()}
KIND_WORDS = {"job": "Job", "apprenticeship": "Apprenticeship", "placement": "Placement"}


Facts = list[tuple[str, str | tuple[str, ...]]]
Tags = tuple[tuple[str, str], ...]


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
    tags: Tags
    why: tuple[str, ...]


def card_of(hit: Hit, *, today: date) -> Card:
    """Return the card of a hit."""
    entry = hit.entry
    signature, closes_on = entry.signature, entry.closes_on
    fewest, most = entry.hours_min_minutes, entry.hours_max_minutes
    hours, contract = terms_in_words(signature.contract, signature.patterns, fewest, most)
    pay, year = pay_and_year(entry.hourly_min_pence, entry.hourly_max_pence, minutes_of_a_year(fewest, most))
    return Card(
        reference=entry.reference,
        title=entry.title,
        url=public_path(signature.kind, entry.reference),
        employer=entry.employer,
        place=entry.town,
        distance_words=distance_in_words(hit.miles),
        pay_words=pay,
        year_words=year,
        hours_words=hours,
        contract_words=contract,
        closing_words=closing_in_words(closes_on, today),
        tags=tags_of(signature, is_closing_soon=(closes_on - today).days <= CLOSING_SOON_DAYS),
        why=(),
    )


class Line(NamedTuple):
    """An opportunity in two short lines, where a card would be too much."""

    url: str
    title: str
    where: str
    pay_words: str
    hours_words: str


def line_of(one: Listed) -> Line:
    """Return the line of something listed: where it is, and what it pays for which hours."""
    signature, most_minutes = one.signature, one.hours_max_minutes
    return Line(
        public_path(signature.kind, one.reference),
        one.title,
        joined(one.employer, one.town, distance_in_words(one.miles)),
        pay_and_year(one.hourly_min_pence, one.hourly_max_pence, most_minutes)[0],
        terms_in_words(signature.contract, signature.patterns, one.hours_min_minutes, most_minutes)[0],
    )


def public_path(kind: str, reference: str) -> str:
    """Return the address of an opportunity's page."""
    return f"/placements/{reference}" if kind == "placement" else f"/jobs/{reference}"


def hours_in_words(least: int, most: int, patterns: Sequence[str]) -> str:
    """Return "24 to 30 hours a week, days, weekends" from minutes a week and pattern words."""
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


def joined(*parts: str) -> str:
    """Return what there is of some words, one after another on a line."""
    return " · ".join(filter(None, parts))


def distance_in_words(miles: float | None, travel: str = "") -> str:
    """Return a distance, with the minutes that it takes to travel (walk, bike, bus); nothing where it is not known."""
    if miles is None:
        return ""
    words = miles_in_words(miles)
    return f"{words} · {travel_words(travel, miles)}" if travel else words


@lru_cache(maxsize=10_000)
def terms_in_words(contract: str, patterns: tuple[str, ...], least: int, most: int) -> tuple[str, str]:
    """Return hours and contract, from minutes a week."""
    return hours_in_words(least, most, patterns), contract_in_words(contract)


@lru_cache(maxsize=10_000)
def pay_and_year(least: int | None, most: int | None, weekly_minutes: int) -> tuple[str, str]:
    """Return the pay of an hour and of a year, from pence an hour and minutes a week; no year without these."""
    if least is None or most is None:
        return "Unpaid: a way to try care work", ""
    return _range(least, most, False), _year(least, weekly_minutes)


@lru_cache(maxsize=10_000)
def _range(least: int, most: int, is_yearly: bool) -> str:
    return pay_in_words(least, most, is_yearly=is_yearly)


@lru_cache(maxsize=10_000)
def _year(hourly: int | None, weekly_minutes: int) -> str:
    return yearly_in_words(hourly, weekly_minutes=weekly_minutes) if hourly is not None and weekly_minutes else ""


def tags_of(signature: Signature, *, is_closing_soon: bool) -> Tags:
    """Return what stands out in an advert, each with its colour."""
    tags: list[tuple[str, str]] = []
    if signature.kind != "job":
        tags.append((KIND_WORDS[signature.kind], "heather"))
    if is_closing_soon:
        tags.append(("Closing soon", "sun"))
    if signature.driving is Need.NOT_NEEDED:
        tags.append(("No driving needed", "quiet"))
    if signature.experience is Need.NOT_NEEDED:
        tags.append(("No experience needed", "quiet"))
    if signature.is_training_paid:
        tags.append(("Training paid", "quiet"))
    return tuple(tags)


def why_shown(one: Listed, pay_min: float | None) -> str:
    """Say why a search shows this; nothing when only a place was asked for, as the distance stands above.

    `pay_min` (pounds an hour) is what was asked for.
    """
    why = []
    if one.matched_in:
        why.append(f"your words are in its {one.matched_in}")
    if one.miles is not None and why:
        why.append(f"it is {miles_in_words(one.miles)} away")
    if pay_min is not None and one.hourly_max_pence is not None:
        why.append(f"it pays up to {format_pounds(one.hourly_max_pence)} an hour")
    return f"You see this because {', and '.join(why)}." if why else ""


@lru_cache(maxsize=1_000)
def date_and_closing(closes_on: date, today: date) -> str:
    """Return "Tuesday 15 December 2026", with "(closes in 9 days)" when that is soon."""
    words, soon = date_in_words(closes_on), closing_in_words(closes_on, today)
    return words if closes_on.strftime("%B") in soon else f"{words} ({soon})"


def facts_of(vacancy: Vacancy, *, today: date) -> Facts:
    """Return what people decide on, in the order in which they ask."""
    least, most = vacancy.hours_min_minutes, vacancy.hours_max_minutes
    hours, contract = terms_in_words(vacancy.contract.value, tuple(vacancy.patterns), least, most)
    closes = date_in_words(vacancy.closes_on)
    guaranteed = " with guaranteed hours" if vacancy.has_guaranteed_hours else ", hours not guaranteed"
    return [
        ("Pay", _pay_lines(vacancy)),
        ("Hours", hours),
        ("Contract", contract.capitalize() + guaranteed),
        ("Where", vacancy.workplace.public_address),
        ("Service", get_main_service(vacancy.service_code).plain_name),
        ("Job role", get_job_role(vacancy.role_code).plain_name),
        ("Starts", date_in_words(vacancy.starts_on)),
        ("Closes", closes if vacancy.status in NOT_OPEN else date_and_closing(vacancy.closes_on, today)),
        ("Posts", f"{vacancy.posts_left} of {vacancy.posts} still open" if vacancy.posts > 1 else "1"),
        ("Driving", DRIVING_WORDS[vacancy.driving]),
        ("From visit to visit", ROUNDS_LABELS[vacancy.rounds] if vacancy.rounds else ""),
        ("Experience", EXPERIENCE_WORDS[vacancy.experience]),
        ("Training", "Paid" if vacancy.is_training_paid else ""),
        ("Reference", vacancy.reference),
    ]


def _pay_lines(vacancy: Vacancy) -> tuple[str, ...]:
    least, most = vacancy.pay_min_pence, vacancy.pay_max_pence
    if vacancy.pay_period is PayPeriod.YEAR:
        return (_range(least, most, True),)
    pay, year = pay_and_year(least, most, minutes_of_a_year(vacancy.hours_min_minutes, vacancy.hours_max_minutes))
    return (pay, year.capitalize()) if year else (pay,)
