"""Similar opportunities, kept for a few minutes: pages are asked for more often than the answer changes.

What is like a care worker's post in one street is like one in the next: the search is made for a square of about three
miles, and each advert there takes the nearest of what was found. Which ones were found may be ten minutes old. What is
shown is always read from the index as it stands, so that nothing closed is shown and nothing says what it said before.
"""

from array import array
from collections import OrderedDict
from datetime import date
from threading import Lock
from time import monotonic
from weakref import WeakKeyDictionary

from careers import clock
from careers.jobs.cards import Line, line_of
from careers.jobs.index import Index
from careers.jobs.models import Opportunity, OpportunityKind
from careers.jobs.queries import index_at, live_index
from careers.jobs.similar import Subject, similar_to

KEPT_SECONDS = 600
MOST_FOUND = 30_000
"""About as many as there are roles in squares of a national market; some 400 bytes each."""
FOUND, SHOWN = 8, 4
"""Itself may be among those found, and some may close within the ten minutes."""
SQUARES_A_DEGREE = 20


class _Found:
    """The ids found, by what was asked, each for ten minutes, the oldest thrown out when there are too many."""

    def __init__(self) -> None:
        self._kept: OrderedDict[object, tuple[float, array[int]]] = OrderedDict()
        self._lock = Lock()

    def find(self, key: object) -> "array[int] | None":
        until, ids = self._kept.get(key, (0.0, None))
        return ids if until > monotonic() else None

    def put(self, key: object, ids: "array[int]") -> None:
        with self._lock:
            self._kept[key] = (monotonic() + KEPT_SECONDS, ids)
            if len(self._kept) > MOST_FOUND:
                self._kept.popitem(last=False)


_kept: WeakKeyDictionary[Index, _Found] = WeakKeyDictionary()


def list_similar(opportunity: Opportunity, near_roles: tuple[int, ...], *, newest: int | None = None) -> list[Line]:
    """Return a few live opportunities like this one, as lines: each with its distance from this advert.

    `newest` is the newest search revision, when the caller has just read it: then the database is asked nothing.
    """
    index, today = live_index() if newest is None else index_at(newest), clock.today()
    ids = [each for each in _found_around(opportunity, near_roles, index, today) if each != opportunity.id]
    here = opportunity.workplace.public_point
    shown = index.listed(ids[:SHOWN], today, here)
    if len(shown) < SHOWN < len(ids):
        shown = index.listed(ids, today, here)[:SHOWN]
    return [line_of(one) for one in shown]


def _found_around(opportunity: Opportunity, near_roles: tuple[int, ...], index: Index, today: date) -> "array[int]":
    kept = _kept.get(index) or _kept.setdefault(index, _Found())
    place, is_placement = opportunity.workplace, opportunity.kind is OpportunityKind.PLACEMENT
    lat, lon = place.public_point
    square = (round(lat * SQUARES_A_DEGREE), round(lon * SQUARES_A_DEGREE))
    key = (*square, opportunity.role_code, is_placement, today)
    found = kept.find(key)
    if found is None:
        centre = (square[0] / SQUARES_A_DEGREE, square[1] / SQUARES_A_DEGREE)
        subject = Subject(is_placement, opportunity.role_code, near_roles, centre)
        found = array("i", similar_to(subject, index, today, limit=FOUND))
        kept.put(key, found)
    return found
