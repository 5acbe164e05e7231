"""A page of everything that a search finds, for programs: steady while adverts come and go."""

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from careers import clock
from careers.feeds.cursors import Place, read_cursor, write_cursor
from careers.geo.distance import LatLon
from careers.jobs import queries
from careers.jobs.search_query import SearchQuery

SORTS = ("nearest", "newest", "pay", "closing")


@dataclass(frozen=True)
class Listed:
    """A page of a list: the ids on it, how many there are on all pages, and the cursor of the next (None on the last).

    `query` is the search as it was understood: misspelt words mended. `place` is where was looked, in words.
    A list holds what has all words; unlike a page for people it does not fall back on what has some.
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
    sort = query.sort if query.sort in SORTS else ""
    after = read_cursor(cursor, sort=sort) if cursor else None
    keys, ids = queries.live_index().keys(understood, today=clock.today(), where=queries.where_of(found.place))
    keys = keys if sort else np.zeros_like(keys)
    total = len(ids)
    facets = found.results.facets
    if found.results.matched_any:  # they count what has some of the words
        facets = {name: Counter[str]() for name in facets}
    if after is not None:
        is_later = (keys > after.key) | ((keys == after.key) & (ids > after.id))
        keys, ids = keys[is_later], ids[is_later]
    has_more = len(ids) > limit
    if has_more:
        is_near = keys <= np.partition(keys, limit - 1)[limit - 1]
        keys, ids = keys[is_near], ids[is_near]
    page = np.lexsort((ids, keys))[:limit]
    last = Place(sort, int(keys[page[-1]]), int(ids[page[-1]])) if has_more else None
    return Listed(
        ids=ids[page].tolist(),
        total=total,
        next_cursor=write_cursor(last) if last else None,
        query=understood,
        is_corrected=bool(found.results.corrected_words),
        place=found.place.location.label if found.place and found.place.location else None,
        facets=facets,
    )
