"""How well many adverts at once suit a person, to order a search by: the points of `parts`, over columns. Pure.

The order is by the share of the points that could be counted, in thousandths. Where under a third can be counted, and
for placements, whose fit is not measured, the share is 0: they come last, in the order they would have had.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from careers.geo.distance import EARTH_RADIUS_MILES
from careers.jobs.index import Entry
from careers.jobs.index.columns import Columns, Pool, Rows, Terms, on_a_ball
from careers.matching.fit import LEAST_SHARE_COUNTED
from careers.matching.parts import (
    A_LITTLE_FURTHER,
    A_LITTLE_LATER,
    PRACTICAL,
    PRACTICAL_POINTS,
    VALUES_POINTS,
    Offer,
    Wish,
    contract_part,
    driving_part,
    pattern_part,
    values_parts,
)
from careers.reference.choices import Contract, Need, Pattern
from careers.screening.scoring import ValueScore

Numbers = NDArray[np.int16]
POSSIBLE = VALUES_POINTS + PRACTICAL_POINTS
_ANY_DAY, _NO_DRIVING = date.min, Need.NOT_NEEDED


def offer_of_entry(entry: Entry) -> Offer | None:
    """Return what an entry offers and needs; None for a placement."""
    if entry.kind == "placement" or entry.hourly_min_pence is None or entry.hourly_max_pence is None:
        return None
    return Offer(
        lat=entry.lat,
        lon=entry.lon,
        patterns=frozenset(map(Pattern, entry.patterns)),
        contract=Contract(entry.contract),
        driving=entry.driving,
        pay_min_pence=entry.hourly_min_pence,
        pay_max_pence=entry.hourly_max_pence,
        starts_on=entry.starts_on,
        value_keys=entry.value_keys,
    )


@dataclass(frozen=True)
class FitOrder:
    """What a person wants and their value scores; called by the index, it gives the share of each row."""

    wish: Wish
    scores: tuple[ValueScore, ...]

    def __call__(self, columns: Columns, rows: Rows) -> Numbers:
        """Return the share of points in thousandths, for each row."""
        terms = _of_terms(self.wish, columns.terms, len(columns.terms.values))
        values = _of_values(self.scores, columns.values, len(columns.values.values))
        term, value = columns["terms"][rows], columns["values"][rows]
        points, out_of = terms[0][term] + values[0][value], terms[1][term] + values[1][value]
        pay_min = columns["pay_min"][rows]
        _travel(self.wish, columns, rows, points, out_of)
        _pay(self.wish, columns, rows, pay_min, points, out_of)
        _start(self.wish, columns, rows, points, out_of)
        is_counted = (pay_min >= 0) & (out_of * LEAST_SHARE_COUNTED >= POSSIBLE)
        shares = points * np.float32(1000) / np.maximum(out_of, 1)  # whole, under 2**17: exact enough to cut off
        return np.where(is_counted, shares, 0).astype(np.int16)


@lru_cache(maxsize=100)
def _of_terms(wish: Wish, pool: Pool[Terms], known: int) -> Numbers:
    """Return points and points possible for hours, driving and contract together, a column for each of the terms.

    `known` is how many of the pool there are: it only grows.
    """
    return _columns_of([_points_of_terms(wish, terms) for terms in pool.values[:known]])


def _points_of_terms(wish: Wish, terms: Terms) -> tuple[int, int]:
    if not terms.contract:
        return 0, 0
    patterns = frozenset(map(Pattern, terms.patterns))
    offer = Offer(0, 0, patterns, Contract(terms.contract), terms.driving, 0, 0, _ANY_DAY)
    parts = (pattern_part(wish, offer), driving_part(wish, offer), contract_part(wish, offer))
    return sum(part.points for part in parts), sum(part.out_of for part in parts)


@lru_cache(maxsize=100)
def _of_values(scores: tuple[ValueScore, ...], pool: Pool[tuple[str, ...]], known: int) -> Numbers:
    """Return points and points possible for values, a column for each choice of values."""
    by_key: Mapping[str, ValueScore] = {score.value_key: score for score in scores}
    rows = []
    for keys in pool.values[:known]:
        parts = values_parts(Offer(0, 0, frozenset(), Contract.PERMANENT, _NO_DRIVING, 0, 0, _ANY_DAY, keys), by_key)
        rows.append((sum(part.points for part in parts), sum(part.out_of for part in parts)))
    return _columns_of(rows)


def _columns_of(pairs: Sequence[tuple[int, int]]) -> Numbers:
    return np.ascontiguousarray(np.array(pairs, np.int16).reshape(-1, 2).T)


def _travel(wish: Wish, columns: Columns, rows: Rows, points: Numbers, out_of: Numbers) -> None:
    if wish.lat is None or wish.lon is None or wish.travel_miles is None:
        return
    places, here = columns["point"], np.array(on_a_ball(wish.lat, wish.lon))
    is_most = len(rows) * 2 > len(places)  # then asking all is quicker than picking them out
    near = (places @ here).take(rows) if is_most else places.take(rows, axis=0) @ here
    _add("travel", near >= nearness(wish.travel_miles), near >= nearness(wish.travel_miles * A_LITTLE_FURTHER), points)
    out_of += PRACTICAL["travel"][1]


def _pay(wish: Wish, columns: Columns, rows: Rows, pay_min: Rows, points: Numbers, out_of: Numbers) -> None:
    if wish.pay_min_pence is None:
        return
    _add("pay", pay_min >= wish.pay_min_pence, columns["pay_max"][rows] >= wish.pay_min_pence, points)
    out_of += PRACTICAL["pay"][1]


def _start(wish: Wish, columns: Columns, rows: Rows, points: Numbers, out_of: Numbers) -> None:
    if wish.can_start_on is None:
        return
    day, starts = wish.can_start_on.toordinal(), columns["starts"][rows]
    _add("start", starts >= day, starts >= day - A_LITTLE_LATER.days, points)
    out_of += PRACTICAL["start"][1]


def _add(part: str, whole: NDArray[np.bool_], half: NDArray[np.bool_], points: Numbers) -> None:
    """Add all the points of a part where the whole of it is met, half where half is."""
    points += (whole.view(np.int8) + half.view(np.int8)) * np.int8(PRACTICAL[part][1] // 2)


def nearness(miles: Any) -> Any:
    """Return the least product of two points on a ball of radius 1 that lie so many miles apart at most, or of each.

    Formula: the cosine of the angle; two yards or so are given away, so that a place is 0 miles from itself.
    """
    return np.cos(miles / EARTH_RADIUS_MILES) - 1e-13
