"""What goes into the index and what comes out of it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from careers.reference.choices import Need

LatLon = tuple[float, float]
PAGE_SIZE = 20


class Where(NamedTuple):
    """Where a search looks: around a centre, or else in the areas of councils by their codes, or else everywhere."""

    centre: LatLon | None = None
    area: frozenset[str] = frozenset()


EVERYWHERE = Where()


class Entry(NamedTuple):
    """One live opportunity: what search and the cards need of it.

    Pay is pence an hour (None for placements), hours are minutes a week, values are keys. `text` is read when an entry
    is put into the index and is not given back.
    """

    id: int
    organisation_id: int
    reference: str
    kind: str
    title: str
    employer: str
    workplace: str
    town: str
    lat: float
    lon: float
    lad_code: str
    role_code: int
    service_code: int
    patterns: tuple[str, ...]
    contract: str
    hourly_min_pence: int | None
    hourly_max_pence: int | None
    hours_min_minutes: int
    hours_max_minutes: int
    driving: Need
    experience: Need
    is_training_paid: bool
    has_guaranteed_hours: bool
    offers_sponsorship: bool
    published_at: datetime
    starts_on: date
    closes_on: date
    value_keys: tuple[str, ...] = ()
    text: str = ""


class Hit(NamedTuple):
    """An entry that a search found: its distance when a place was given, and where its words stand."""

    entry: Entry
    miles: float | None
    matched_in: str = ""


@dataclass(frozen=True)
class Results:
    """A page of hits, with what was understood.

    `corrected_words` is the query as it was searched when something was misspelt, else empty. `matched_any` says that
    no advert has all the words and these have some. `facets` counts each choice given all the other filters.
    `wider` counts hits at wider radii when none is within the one asked for.
    """

    hits: list[Hit]
    total: int
    page: int
    pages: int
    corrected_words: str
    matched_any: bool
    facets: dict[str, Counter[str]]
    wider: list[tuple[int, int]]
