"""The filters of the search page in words: what can be chosen with how many it finds, and what is chosen. Pure."""

from collections.abc import Container
from functools import lru_cache
from typing import Any, NamedTuple

from careers.jobs.pay import format_pounds
from careers.jobs.search_query import YES_FILTERS, SearchQuery, as_query
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
CHOSEN = ("kind", "pattern", "contract", "role", "service")
"""Filters of which several choices can be made; each of the filter `yes` is a field of its own."""

AS_TYPED = ("exact", "words")
"""What an address may say of its words: they stay as they are spelt; no place and no pay is taken from them."""

CONTRACTS = {key.value: label for key, label in CONTRACT_LABELS.items()}


class Chip(NamedTuple):
    """A filter that is on, and the address without it."""

    label: str
    url: str


def address(query: SearchQuery, *, sort: str | None = None, page: int | None = None, **changes: Any) -> str:
    """Return the address of a search with some of its fields changed."""
    return "/jobs?" + encoded(query, sort=sort, page=page, **changes)


def encoded(query: SearchQuery, *, sort: str | None = None, page: int | None = None, **changes: Any) -> str:
    """Return a search with some of its fields changed as the query of an address."""
    order = query.sort if sort is None else sort
    number = query.page if page is None else page
    if changes:
        return as_query(query.pairs(**changes, sort=order, page=number))
    return "&".join(filter(None, (query.encoded, order and f"sort={order}", f"page={number}" if number > 1 else "")))


def as_typed(query: SearchQuery, asked: Container[str]) -> str:
    """Return what an address says of its words (as they are spelt, no place in them), to follow those of a search."""
    return "".join([f"&{name}=1" for name in AS_TYPED if name in asked]) if query.q else ""


def sorts_of(*, has_place: bool, has_fit: bool) -> tuple[tuple[str, str], ...]:
    """Return the orders that make sense for a search and whoever asks, each with its label."""
    left_out = {name for name, is_there in (("nearest", has_place), ("fit", has_fit)) if not is_there}
    return tuple((value, label) for value, label in SORT_LABELS.items() if value not in left_out)


def chips_of(query: SearchQuery) -> list[Chip]:
    """Return one chip for each filter that is on."""
    asked = encoded(query, page=1).split("&")
    labels: dict[str, str] = {}
    for name in CHOSEN:
        labels |= {f"{name}={value}": labels_of()[name].get(str(value), "") for value in getattr(query, name)}
    labels |= {f"{name}=1": YES_LABELS[name] for name in YES_FILTERS if name in query.yes}
    if query.pay_min is not None:
        labels[f"pay_min={query.pay_min:g}"] = pay_at_least(query)
    return [
        Chip(label, "/jobs?" + "&".join([part for part in asked if part != chosen]))
        for chosen, label in labels.items()
        if label
    ]


def pay_at_least(query: SearchQuery) -> str:
    """Return "£13.50 an hour or more" for the least pay that a search asks for, else nothing."""
    return "" if query.pay_min is None else f"{format_pounds(round(query.pay_min * 100))} an hour or more"


@lru_cache
def labels_of() -> dict[str, dict[str, str]]:
    """Return the choices of each filter with their labels: roles and services by name."""
    by_name = {
        "role": {str(role.code): role.plain_name for role in job_roles()},
        "service": {str(service.code): service.plain_name for service in main_services()},
    }
    sorted_ = {name: dict(sorted(labels.items(), key=lambda item: item[1])) for name, labels in by_name.items()}
    return {"kind": KIND_LABELS, "pattern": PATTERNS, "contract": CONTRACTS, **sorted_, "yes": YES_LABELS}
