"""Which live opportunities are like one that somebody looks at. Pure: an index in, numbers out."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from careers.geo.distance import LatLon
from careers.jobs.index import Index
from careers.jobs.search_query import SearchQuery

MOST_OF_ONE_EMPLOYER = 2
LOOKED_AT = 20


Pair = tuple[int, int]
"""The id of an opportunity and that of its employer."""


class Subject(NamedTuple):
    """What others are to be like. `near_roles` are codes of roles that people also move to or come from."""

    is_placement: bool
    role_code: int
    near_roles: tuple[int, ...]
    point: LatLon


def similar_to(subject: Subject, index: Index, today: date, *, without: int = 0, limit: int = 4) -> list[Pair]:
    """Return up to `limit` live opportunities like the subject; `without` is its own id, left out.

    The same role nearby comes first, then near roles nearby, then both further away, each the nearest first. A
    placement is like placements before it is like jobs. No employer has more than two of them: an employer's own page
    lists the rest.
    """
    found = (
        each
        for query in _searches(subject)
        for each in index.nearest(query, today=today, centre=subject.point, most=LOOKED_AT)
    )
    return list(mix(found, without=without, limit=limit))


def mix(found: Iterable[Pair], *, without: int, limit: int) -> Iterator[Pair]:
    """Give the first `limit`, each once and without one, of each employer at most two; ask for no more of them."""
    seen, of_employer = {without}, Counter[int]()
    for opportunity_id, employer_id in found:
        if opportunity_id not in seen and of_employer[employer_id] < MOST_OF_ONE_EMPLOYER:
            seen.add(opportunity_id)
            of_employer[employer_id] += 1
            yield opportunity_id, employer_id
        if len(seen) > limit:
            return


def _searches(subject: Subject) -> Iterator[SearchQuery]:
    """Give the searches from the narrowest to the widest; whoever has enough stops asking."""
    if subject.is_placement:
        yield SearchQuery(kind=("placement",), miles=25)
    for miles in (10, 50):
        yield SearchQuery(role=(subject.role_code,), miles=miles)
        if subject.near_roles:
            yield SearchQuery(role=subject.near_roles, miles=miles)
