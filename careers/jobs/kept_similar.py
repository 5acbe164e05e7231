"""Similar opportunities, kept for a few minutes: pages are asked for more often than the answer changes."""

from collections import OrderedDict
from datetime import date
from threading import Lock
from time import monotonic
from weakref import WeakKeyDictionary

from careers import clock
from careers.jobs.index import Hit, Index
from careers.jobs.models import Opportunity, OpportunityKind
from careers.jobs.queries import live_index
from careers.jobs.similar import Subject, similar_to

KEPT_SECONDS = 600
MOST_KEPT = 20_000
SHOWN = 4

_Kept = OrderedDict[tuple[int, int, date], tuple[float, list[tuple[int, float | None]]]]

_kept: WeakKeyDictionary[Index, _Kept] = WeakKeyDictionary()
_keeping = Lock()


def list_similar(opportunity: Opportunity, near_roles: tuple[int, ...]) -> list[Hit]:
    """Return a few live opportunities like this one.

    Which ones may be ten minutes old; each is read from the index as it stands now, so that none that has closed is
    shown and none says what it said before.
    """
    index, today = live_index(), clock.today()
    key = (opportunity.id, opportunity.revision, today)
    with _keeping:
        kept = _kept.setdefault(index, OrderedDict())
        until, found = kept.get(key, (0.0, []))
    if until < monotonic():
        place = opportunity.workplace
        subject = Subject(
            id=opportunity.id,
            is_placement=opportunity.kind is OpportunityKind.PLACEMENT,
            role_code=opportunity.role_code,
            near_roles=near_roles,
            point=(place.lat, place.lon),
        )
        # a few more than are shown, for those that close in the meantime
        found = [(hit.entry.id, hit.miles) for hit in similar_to(subject, index, today, limit=2 * SHOWN)]
        with _keeping:
            kept[key] = (monotonic() + KEPT_SECONDS, found)
            while len(kept) > MOST_KEPT:
                kept.popitem(last=False)
    still = ((index.get(opportunity_id), miles) for opportunity_id, miles in found)
    return [Hit(entry, miles) for entry, miles in still if entry is not None and entry.closes_on >= today][:SHOWN]
