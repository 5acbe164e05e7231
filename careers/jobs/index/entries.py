"""What goes into the index and what comes out of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from careers.jobs.concepts import Signature
from careers.reference.choices import Need

LatLon = tuple[float, float]
Facets = dict[str, dict[str, int]]
"""How many have each choice, by the name of the filter; what nothing has may be left out."""

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
    title: str
    employer: str
    workplace: str
    town: str
    lat: float
    lon: float
    lad_code: str
    signature: Signature
    hourly_min_pence: int | None
    hourly_max_pence: int | None
    hours_min_minutes: int
    hours_max_minutes: int
    published_at: datetime
    starts_on: date
    closes_on: date
    value_keys: tuple[str, ...] = ()
    text: str = ""

    @property
    def kind(self) -> str:
        """Job, apprenticeship or placement."""
        return self.signature.kind

    @property
    def role_code(self) -> int:
        """The code of the job role."""
        return self.signature.role

    @property
    def service_code(self) -> int:
        """The code of the main service."""
        return self.signature.service

    @property
    def patterns(self) -> tuple[str, ...]:
        """When the work is."""
        return self.signature.patterns

    @property
    def contract(self) -> str:
        """How the work is contracted; empty for placements."""
        return self.signature.contract

    @property
    def driving(self) -> Need:
        """How much driving matters."""
        return self.signature.driving


class Hit(NamedTuple):
    """An entry that a search found: its distance when a place was given, and where its words stand."""

    entry: Entry
    miles: float | None
    matched_in: str = ""


class Listed(NamedTuple):
    """What a list shows of a hit: a third of an entry, read in a third of the time.

    Pay is pence an hour (None for placements), hours are minutes a week, `closes` is the number of the closing day.
    """

    reference: str
    title: str
    employer: str
    town: str
    signature: Signature
    hourly_min_pence: int | None
    hourly_max_pence: int | None
    hours_min_minutes: int
    hours_max_minutes: int
    closes: int
    miles: float | None
    matched_in: str


@dataclass(frozen=True)
class Results:
    """A page of hits, with what was understood.

    `listed` is what a list shows of each; the entries themselves are read when `hits` is first asked for.
    `corrected_words` is the query as it was searched when something was misspelt, else empty. `matched_any` says that
    no advert has all the words and these have some. `facets` counts each choice given all the other filters.
    `wider` counts hits at wider radii when none is within the one asked for.
    """

    listed: list[Listed]
    read_entries: Callable[[], list[Entry]]
    total: int
    page: int
    pages: int
    corrected_words: str
    matched_any: bool
    facets: Facets
    wider: list[tuple[int, int]]

    @cached_property
    def hits(self) -> list[Hit]:
        """The entries of the page, each with its distance and where its words stand."""
        return [
            Hit(entry, one.miles, one.matched_in) for entry, one in zip(self.read_entries(), self.listed, strict=True)
        ]
