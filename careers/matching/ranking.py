"""How well many adverts at once suit a person, to order a search by: the points of `parts`, over columns. Pure.

The order is by the share of the points that could be counted, in thousandths. Where under a third can be counted, and
for placements, whose fit is not measured, the share is 0: they come last, in the order they would have had.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from careers.geo.distance import EARTH_RADIUS_MILES
from careers.jobs.index import Entry
from careers.jobs.index.columns import Columns, Rows, Terms, on_a_ball
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

Numbers = NDArray[np.int64]
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
        terms = _of_terms(self.wish, tuple(columns.terms.values))
        values = _of_values(self.scores, tuple(columns.values.values))
        points, out_of = terms[columns["terms"][rows]].T + values[columns["values"][rows]].T
        for part in (
            _travel(self.wish, columns, rows),
            _pay(self.wish, columns, rows),
            _start(self.wish, columns, rows),
        ):
            points, out_of = points + part[0], out_of + part[1]
        is_counted = (columns["pay_min"][rows] >= 0) & (out_of * LEAST_SHARE_COUNTED >= POSSIBLE)
        shares: Numbers = np.where(is_counted, points * 1000 // np.maximum(out_of, 1), 0)
        return shares


@lru_cache(maxsize=200)
def _of_terms(wish: Wish, known: tuple[Terms, ...]) -> Numbers:
    """Return points and points possible for hours, driving and contract together, a row for each of the terms."""
    return np.array([_points_of_terms(wish, terms) for terms in known], np.int64).reshape(-1, 2)


def _points_of_terms(wish: Wish, terms: Terms) -> tuple[int, int]:
    if not terms.contract:
        return 0, 0
    patterns = frozenset(map(Pattern, terms.patterns))
    offer = Offer(0, 0, patterns, Contract(terms.contract), terms.driving, 0, 0, _ANY_DAY)
    parts = (pattern_part(wish, offer), driving_part(wish, offer), contract_part(wish, offer))
    return sum(part.points for part in parts), sum(part.out_of for part in parts)


@lru_cache(maxsize=200)
def _of_values(scores: tuple[ValueScore, ...], known: tuple[tuple[str, ...], ...]) -> Numbers:
    """Return points and points possible for values, a row for each choice of values."""
    by_key: Mapping[str, ValueScore] = {score.value_key: score for score in scores}
    rows = []
    for keys in known:
        parts = values_parts(Offer(0, 0, frozenset(), Contract.PERMANENT, _NO_DRIVING, 0, 0, _ANY_DAY, keys), by_key)
        rows.append((sum(part.points for part in parts), sum(part.out_of for part in parts)))
    return np.array(rows, np.int64).reshape(-1, 2)


def _travel(wish: Wish, columns: Columns, rows: Rows) -> tuple[Numbers, Numbers]:
    if wish.lat is None or wish.lon is None or wish.travel_miles is None:
        return _nothing(rows)
    x, y, z = on_a_ball(wish.lat, wish.lon)
    squared = (columns["x"][rows] - x) ** 2 + (columns["y"][rows] - y) ** 2 + (columns["z"][rows] - z) ** 2
    return _halves(
        "travel", squared <= _chord(wish.travel_miles), squared <= _chord(wish.travel_miles * A_LITTLE_FURTHER)
    )


def _pay(wish: Wish, columns: Columns, rows: Rows) -> tuple[Numbers, Numbers]:
    if wish.pay_min_pence is None:
        return _nothing(rows)
    return _halves(
        "pay", columns["pay_min"][rows] >= wish.pay_min_pence, columns["pay_max"][rows] >= wish.pay_min_pence
    )


def _start(wish: Wish, columns: Columns, rows: Rows) -> tuple[Numbers, Numbers]:
    if wish.can_start_on is None:
        return _nothing(rows)
    day, starts = wish.can_start_on.toordinal(), columns["starts"][rows]
    return _halves("start", day <= starts, day <= starts + A_LITTLE_LATER.days)


def _halves(part: str, whole: NDArray[np.bool_], half: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """Return all the points of a part where the whole of it is met, half where half is, and the points possible."""
    _, out_of = PRACTICAL[part]
    halves = whole.astype(np.int64) + half
    return halves * out_of // 2, np.full(len(whole), out_of, np.int64)


def _nothing(rows: Rows) -> tuple[Numbers, Numbers]:
    return np.zeros(len(rows), np.int64), np.zeros(len(rows), np.int64)


def _chord(miles: float) -> float:
    """Return the square of the straight line through a ball of radius 1 that so many miles over it make."""
    return float((2 * np.sin(miles / EARTH_RADIUS_MILES / 2)) ** 2)
