"""Similar opportunities, kept for a few minutes: pages are asked for more often than the answer changes.

What is like a care worker's post in one street is like one in the next: the search is made for a square of about three
miles, and each advert there takes the nearest of what was found. Which ones were found may be ten minutes old. What is
shown is always read from the index as it stands, so that nothing closed is shown and nothing says what it said before.
"""

from collections import OrderedDict
from collections.abc import Iterator
from datetime import date
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from careers import clock
from careers.geo.distance import miles_between
from careers.jobs.cards import Line, line_of
from careers.jobs.index import Entry, Hit, Index
from careers.jobs.models import Opportunity, OpportunityKind
from careers.jobs.queries import index_at, live_index
from careers.jobs.similar import Subject, mix, similar_to

KEPT_SECONDS = 600
MOST_IDS, MOST_LINES = 10_000, 1_000
FOUND, SHOWN = 12, 4
SQUARES_A_DEGREE = 20

_V = TypeVar("_V")


class _Shelf(Generic[_V]):
    """Values by key, each for ten minutes, the oldest thrown out when there are too many."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[object, tuple[float, _V]] = OrderedDict()
        self._lock = Lock()

    def find(self, key: object) -> _V | None:
        until, value = self._values.get(key, (0.0, None))
        return value if until > monotonic() else None

    def put(self, key: object, value: _V) -> None:
        with self._lock:
            self._values[key] = (monotonic() + KEPT_SECONDS, value)
            if len(self._values) > self._most:
                self._values.popitem(last=False)


class _Kept:
    """What is kept beside one index: ids by square, lines by advert with the revision for which they are right."""

    def __init__(self) -> None:
        self.ids = _Shelf[tuple[int, ...]](MOST_IDS)
        self.lines = _Shelf[tuple[int, list[Line]]](MOST_LINES)


_kept: WeakKeyDictionary[Index, _Kept] = WeakKeyDictionary()


def list_similar(opportunity: Opportunity, near_roles: tuple[int, ...], *, newest: int | None = None) -> list[Line]:
    """Return a few live opportunities like this one, as lines.

    `newest` is the newest search revision, when the caller has just read it: then the database is asked nothing.
    """
    index, today = live_index() if newest is None else index_at(newest), clock.today()
    kept = _kept.setdefault(index, _Kept())
    key = (opportunity.id, opportunity.revision, today)
    revision, lines = kept.lines.find(key) or (-1, [])
    if revision == -1 or revision != newest:
        lines = _lines(opportunity, _ids_around(opportunity, near_roles, index, today, kept), index, today)
        kept.lines.put(key, (-1 if newest is None else newest, lines))
    return lines


def _ids_around(
    opportunity: Opportunity, near_roles: tuple[int, ...], index: Index, today: date, kept: _Kept
) -> tuple[int, ...]:
    place, is_placement = opportunity.workplace, opportunity.kind is OpportunityKind.PLACEMENT
    lat, lon = place.public_point
    square = (round(lat * SQUARES_A_DEGREE), round(lon * SQUARES_A_DEGREE))
    key = (square, opportunity.role_code, is_placement, today)
    ids = kept.ids.find(key)
    if ids is None:
        centre = (square[0] / SQUARES_A_DEGREE, square[1] / SQUARES_A_DEGREE)
        subject = Subject(is_placement, opportunity.role_code, near_roles, centre)
        ids = tuple(similar_to(subject, index, today, limit=FOUND))
        kept.ids.put(key, ids)
    return ids


def _lines(opportunity: Opportunity, ids: tuple[int, ...], index: Index, today: date) -> list[Line]:
    """Return what is still live of what was found, in the order in which it was, with its distance from this advert."""
    here, entries = opportunity.workplace.public_point, dict[int, Entry]()

    def still_live() -> Iterator[tuple[int, int]]:
        for entry in map(index.get, ids):
            if entry is not None and entry.closes_on >= today:
                entries[entry.id] = entry
                yield entry.id, entry.organisation_id

    shown = (entries[each] for each in mix(still_live(), without=opportunity.id, limit=SHOWN))
    return [line_of(Hit(entry, miles_between(here, (entry.lat, entry.lon)))) for entry in shown]
