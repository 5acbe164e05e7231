"""A page of everything that a search finds, for programs: steady while adverts come and go."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from careers import clock
from careers.feeds.cursors import MOST_SORTED, Place, read_cursor, write_cursor
from careers.geo.distance import LatLon, miles_between
from careers.jobs import queries
from careers.jobs.index import Entry, Index, Where
from careers.jobs.search_query import SearchQuery

KEYS: dict[str, Callable[[Entry], float]] = {
    "newest": lambda entry: -entry.published_at.timestamp(),
    "pay": lambda entry: -float(entry.hourly_max_pence or 0),
    "closing": lambda entry: float(entry.closes_on.toordinal()),
}


@dataclass(frozen=True)
class Listed:
    """A page of a list: the ids on it, how many there are on all pages, and the cursor of the next (None on the last).

    `query` is the search as it was understood: misspelt words mended. `place` is where was looked, in words.
    """

    ids: list[int]
    total: int
    next_cursor: str | None
    query: SearchQuery
    is_corrected: bool
    place: str | None
    facets: dict[str, Counter[str]]


def list_page(query: SearchQuery, *, cursor: str, limit: int, near: LatLon, exact: bool) -> Listed:
    """Return the page after a cursor, or the first. Raises BadInput for a cursor that is none."""
    found = queries.search_opportunities(query, near=near, exact=exact)
    understood = replace(query, q=found.results.corrected_words or query.q)
    index, where = queries.live_index(), queries.where_of(found.place)
    matched = index.match(understood, today=clock.today(), where=where)
    key_of = _key_of(query.sort, where) if len(matched) <= MOST_SORTED else None
    sort = query.sort if key_of else ""
    after = read_cursor(cursor, sort=sort) if cursor else None
    page, has_more = _page_by_key(index, matched, key_of, after, limit) if key_of else _page(matched, after, limit)
    last = index.get(page[-1]) if has_more else None
    return Listed(
        ids=page,
        total=len(matched),
        next_cursor=write_cursor(Place(sort, key_of(last) if key_of else None, last.id)) if last else None,
        query=understood,
        is_corrected=bool(found.results.corrected_words),
        place=found.place.location.label if found.place and found.place.location else None,
        facets=found.results.facets,
    )


def _key_of(sort: str, where: Where) -> Callable[[Entry], float] | None:
    """Return what a sort goes by, or None for the order of the ids, which costs nothing."""
    centre = where.centre
    if sort == "nearest" and centre is not None:
        return lambda entry: miles_between(centre, (entry.lat, entry.lon))
    return KEYS.get(sort)


def _page(matched: list[int], after: Place | None, limit: int) -> tuple[list[int], bool]:
    start = bisect_right(matched, after.id) if after else 0
    return matched[start : start + limit], start + limit < len(matched)


def _page_by_key(
    index: Index, matched: list[int], key_of: Callable[[Entry], float], after: Place | None, limit: int
) -> tuple[list[int], bool]:
    entries = (index.get(id_) for id_ in matched)
    in_order = sorted((key_of(entry), entry.id) for entry in entries if entry is not None)
    start = bisect_right(in_order, (after.key or 0.0, after.id)) if after else 0
    return [id_ for _, id_ in in_order[start : start + limit]], start + limit < len(in_order)
