"""Which live opportunities are like one that somebody looks at. Pure: an index in, numbers out."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from careers.geo.distance import LatLon
from careers.jobs.index import Index
from careers.jobs.search_query import SearchQuery

MOST_OF_ONE_EMPLOYER = 2
LOOKED_AT = 20


class Subject(NamedTuple):
    """What others are to be like. `near_roles` are codes of roles that people also move to or come from."""

    is_placement: bool
    role_code: int
    near_roles: tuple[int, ...]
    point: LatLon


def similar_to(subject: Subject, index: Index, today: date, *, without: int = 0, limit: int = 4) -> list[int]:
    """Return up to `limit` live opportunities like the subject; `without` is its own id, left out.

    The same role nearby comes first, then near roles nearby, then both further away, each the nearest first. A
    placement is like placements before it is like jobs. No employer has more than two of them: an employer's own page
    lists the rest.
    """
    found: list[int] = []
    of_employer: dict[int, int] = {}
    for query in _searches(subject.is_placement, subject.role_code, subject.near_roles):
        for opportunity_id, employer_id in index.nearest(query, today=today, centre=subject.point, most=LOOKED_AT):
            has = of_employer.get(employer_id, 0)
            if has < MOST_OF_ONE_EMPLOYER and opportunity_id != without and opportunity_id not in found:
                of_employer[employer_id] = has + 1
                found.append(opportunity_id)
                if len(found) == limit:
                    return found
    return found


@lru_cache(maxsize=1_000)
def _searches(is_placement: bool, role_code: int, near_roles: tuple[int, ...]) -> tuple[SearchQuery, ...]:
    """Return the searches from the narrowest to the widest; whoever has enough stops asking."""
    roles = [(role_code,), near_roles] if near_roles else [(role_code,)]
    wider = tuple(SearchQuery(role=role, miles=miles) for miles in (10, 50) for role in roles)
    return (SearchQuery(kind=("placement",), miles=25), *wider) if is_placement else wider
