"""Similar opportunities, kept for a few minutes: pages are asked for more often than the answer changes.

What is like a care worker's post in one street is like one in the next: the search is made for a square of about three
miles, and each advert there takes the nearest of what was found. Which ones were found may be ten minutes old. What is
shown is always read from the index as it stands, so that nothing closed is shown and nothing says what it said before.
"""

from collections import OrderedDict
from datetime import date
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from careers import clock
from careers.geo.distance import miles_between
from careers.jobs.cards import Line, line_of
from careers.jobs.index import Hit, Index
from careers.jobs.models import Opportunity, OpportunityKind
from careers.jobs.queries import index_at, live_index
from careers.jobs.similar import Pair, Subject, mix, similar_to

KEPT_SECONDS = 600
MOST_FOUND, MOST_LINES = 10_000, 1_000
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
    """What is kept beside one index: what was found in a square, and the lines of adverts with their right revision."""

    def __init__(self) -> None:
        self.found = _Shelf[tuple[Pair, ...]](MOST_FOUND)
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
        lines = _lines(opportunity, _found_around(opportunity, near_roles, index, today, kept), index, today)
        kept.lines.put(key, (-1 if newest is None else newest, lines))
    return lines


def _found_around(
    opportunity: Opportunity, near_roles: tuple[int, ...], index: Index, today: date, kept: _Kept
) -> tuple[Pair, ...]:
    place, is_placement = opportunity.workplace, opportunity.kind is OpportunityKind.PLACEMENT
    lat, lon = place.public_point
    square = (round(lat * SQUARES_A_DEGREE), round(lon * SQUARES_A_DEGREE))
    key = (square, opportunity.role_code, is_placement, today)
    found = kept.found.find(key)
    if found is None:
        centre = (square[0] / SQUARES_A_DEGREE, square[1] / SQUARES_A_DEGREE)
        subject = Subject(is_placement, opportunity.role_code, near_roles, centre)
        found = tuple(similar_to(subject, index, today, limit=FOUND))
        kept.found.put(key, found)
    return found


def _lines(opportunity: Opportunity, found: tuple[Pair, ...], index: Index, today: date) -> list[Line]:
    """Return what is still live of what was found, in the order in which it was, with its distance from this advert."""
    here, live = opportunity.workplace.public_point, index.still_live([each for each, _ in found], today)
    shown = mix((pair for pair in found if pair[0] in live), without=opportunity.id, limit=SHOWN)
    entries = index.get_all([each for each, _ in shown])
    return [line_of(Hit(entry, miles_between(here, (entry.lat, entry.lon)))) for entry in entries]
