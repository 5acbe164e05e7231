"""How a search changes when something that it found was no use. Pure: values in, values out."""

from dataclasses import replace
from typing import NamedTuple

from careers.alerts.models import LONGEST_SEARCH, NotRelevant
from careers.alerts.words import search_of
from careers.geo.distance import miles_between
from careers.geo.travel import MINUTES, reach_in_miles
from careers.jobs.index import Entry, Where
from careers.jobs.pay import format_pounds
from careers.jobs.search_query import MILES, MOST_CHARACTERS, SearchQuery
from careers.jobs.stems import words_of
from careers.reference.choices import PATTERN_LABELS, Pattern
from careers.reference.codes import get_job_role


class Adjustment(NamedTuple):
    """A search that would not have found it, and what changes, as a sentence."""

    query: SearchQuery
    words: str

    @property
    def search(self) -> str:
        """The search as an alert keeps it."""
        return search_of(self.query)


def adjust(query: SearchQuery, where: Where, entry: Entry, reason: NotRelevant) -> Adjustment | None:
    """Return the smallest change that keeps an opportunity like this out, or None when no filter that fits can."""
    change = _change(query, where, entry, reason)
    return change if change is None or len(change.search) <= LONGEST_SEARCH else None


def _change(query: SearchQuery, where: Where, entry: Entry, reason: NotRelevant) -> Adjustment | None:
    if reason is NotRelevant.TOO_FAR:
        return _nearer(query, where, entry)
    if reason is NotRelevant.WRONG_HOURS:
        return _other_hours(query, entry)
    if reason is NotRelevant.LOW_PAY:
        return _better_paid(query, entry)
    return _other_work(query, entry) if reason is NotRelevant.WRONG_WORK else None


def _nearer(query: SearchQuery, where: Where, entry: Entry) -> Adjustment | None:
    if where.centre is None:
        return None
    miles = miles_between(where.centre, (entry.lat, entry.lon))
    if query.travel:
        return _quicker(query, miles)
    nearer = [choice for choice in MILES if 0 < choice < min(miles, query.miles)]
    if not nearer:
        return None
    return Adjustment(
        replace(query, miles=nearer[-1]), f"We look within {_miles(nearer[-1])}, not {_miles(query.miles)}."
    )


def _quicker(query: SearchQuery, miles: float) -> Adjustment | None:
    shorter = [choice for choice in MINUTES if choice < query.minutes and reach_in_miles(query.travel, choice) < miles]
    if not shorter:
        return None
    words = f"We look up to {shorter[-1]} minutes away, not {query.minutes}."
    return Adjustment(replace(query, minutes=shorter[-1]), words)


def _miles(miles: int) -> str:
    return "1 mile" if miles == 1 else f"{miles} miles"


def _other_hours(query: SearchQuery, entry: Entry) -> Adjustment | None:
    chosen = query.pattern or tuple(pattern.value for pattern in Pattern)
    rest = tuple(pattern for pattern in chosen if pattern not in entry.patterns)
    if not rest or rest == query.pattern:
        return None
    labels = " or ".join(PATTERN_LABELS[Pattern(pattern)].split(" (")[0].lower() for pattern in rest)
    return Adjustment(replace(query, pattern=rest), f"We show only: {labels}.")


def _better_paid(query: SearchQuery, entry: Entry) -> Adjustment | None:
    if entry.hourly_max_pence is None:
        paid = tuple(kind for kind in (query.kind or ("job", "apprenticeship")) if kind != "placement")
        return Adjustment(replace(query, kind=paid), "We leave out what is unpaid.") if paid else None
    pence = (entry.hourly_max_pence // 10 + 1) * 10
    return Adjustment(replace(query, pay_min=pence / 100), f"We show only {format_pounds(pence)} an hour or more.")


def _other_work(query: SearchQuery, entry: Entry) -> Adjustment | None:
    """Drop its role from those that were chosen; else leave out the first word of its title that was not asked for."""
    roles = tuple(code for code in query.role if code != entry.role_code)
    if roles and roles != query.role:
        return Adjustment(replace(query, role=roles), f"We leave out “{get_job_role(entry.role_code).plain_name}”.")
    asked = set(words_of(query.q))
    unasked = [word for word in words_of(entry.title) if word not in asked and len(word) > 2]
    words = f"{query.q} -{unasked[0]}".strip() if unasked else ""
    if not words or len(words) > MOST_CHARACTERS:
        return None
    return Adjustment(replace(query, q=words), f"We leave out adverts with the word “{unasked[0]}”.")
