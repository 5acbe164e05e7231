"""The filters of the search page in words: what can be chosen with how many it finds, and what is chosen. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote_plus

from careers.jobs.index import Results
from careers.jobs.search_query import YES_FILTERS, SearchQuery
from careers.reference.choices import CONTRACT_LABELS, PATTERN_LABELS
from careers.reference.codes import job_roles, main_services

KIND_LABELS = {"job": "Jobs", "apprenticeship": "Apprenticeships", "placement": "Placements and volunteering"}
YES_LABELS = {
    "no_driving": "No driving needed",
    "no_experience": "No experience needed",
    "training_paid": "Training is paid",
    "guaranteed_hours": "Guaranteed hours",
    "sponsorship": "Sponsors people already in the UK",
}
SORT_LABELS = {
    "": "Best first",
    "fit": "Suits you best",
    "nearest": "Nearest",
    "newest": "Newest",
    "pay": "Highest pay",
    "closing": "Closing soonest",
}
PATTERNS = {key.value: label for key, label in PATTERN_LABELS.items()}
CONTRACTS = {key.value: label for key, label in CONTRACT_LABELS.items()}


@dataclass(slots=True)
class Choice:
    """One box to tick in a filter, with how many it would find."""

    value: str
    label: str
    count: int
    is_chosen: bool


class Chip(NamedTuple):
    """A filter that is on, and the address without it."""

    label: str
    url: str


def address(query: SearchQuery, **changes: object) -> str:
    """Return the address of a search with some of its fields changed."""
    return "/jobs?" + encoded(query, **changes)


def encoded(query: SearchQuery, **changes: object) -> str:
    """Return a search with some of its fields changed as the query of an address."""
    return "&".join(f"{name}={_quoted(value)}" for name, value in query.pairs(**changes))


@lru_cache(maxsize=5_000)
def _quoted(value: str) -> str:
    return quote_plus(value)


def facets_of(query: SearchQuery, results: Results) -> dict[str, list[Choice]]:
    """Return every filter's choices; of roles and services only those found or chosen, by name."""
    facets = {name: list(_choices(name, labels, query, results)) for name, labels in _labels().items()}
    facets["yes"] = [
        Choice(name, YES_LABELS[name], results.facets[name]["1"], name in query.yes) for name in YES_FILTERS
    ]
    return facets


def _choices(name: str, labels: dict[str, str], query: SearchQuery, results: Results) -> Iterator[Choice]:
    counts, chosen = results.facets[name], {str(value) for value in getattr(query, name)}
    for value, label in labels.items():
        if name not in {"role", "service"} or counts[value] or value in chosen:
            yield Choice(value, label, counts[value], value in chosen)


def sorts_of(*, has_place: bool, has_fit: bool) -> tuple[tuple[str, str], ...]:
    """Return the orders that make sense for a search and whoever asks, each with its label."""
    left_out = {name for name, is_there in (("nearest", has_place), ("fit", has_fit)) if not is_there}
    return tuple((value, label) for value, label in SORT_LABELS.items() if value not in left_out)


def chips_of(query: SearchQuery) -> list[Chip]:
    """Return one chip for each filter that is on."""
    chips = []
    for name, labels in _labels().items():
        chosen = getattr(query, name)
        for value in chosen:
            rest = tuple(other for other in chosen if other != value)
            chips.append(Chip(labels.get(str(value), ""), address(query, page=1, **{name: rest})))
    for name in YES_FILTERS:
        if name in query.yes:
            chips.append(Chip(YES_LABELS[name], address(query, page=1, yes=query.yes - {name})))
    if query.pay_min is not None:
        chips.append(Chip(f"£{query.pay_min:g} an hour or more", address(query, page=1, pay_min=None)))
    return [chip for chip in chips if chip.label]


@lru_cache
def _labels() -> dict[str, dict[str, str]]:
    by_name = {
        "role": {str(role.code): role.plain_name for role in job_roles()},
        "service": {str(service.code): service.plain_name for service in main_services()},
    }
    sorted_ = {name: dict(sorted(labels.items(), key=lambda item: item[1])) for name, labels in by_name.items()}
    return {"kind": KIND_LABELS, "pattern": PATTERNS, "contract": CONTRACTS, **sorted_}
