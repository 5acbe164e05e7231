"""Narrows the rows step by step: the place by a box around it, words by lists of rows, filters by signature."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import cos, log2, radians, sin
from typing import Any

import numpy as np
from numpy.typing import NDArray

from careers.geo.distance import EARTH_RADIUS_MILES
from careers.jobs.index.columns import Columns, Rows, on_a_ball
from careers.jobs.index.counting import FAILS_MORE, PASSES, Filters, Sieve
from careers.jobs.index.entries import EVERYWHERE, LatLon, Where
from careers.jobs.index.postings import IN_TEXT, Postings, Weights
from careers.jobs.search_query import SearchQuery
from careers.jobs.wanted import Unit, Wanted

Scores = NDArray[np.int64]
Miles = NDArray[np.float64]
Chords = NDArray[np.float64]

FEWER = 3
"""A list of rows by a word is looked at before a place when it is so many times shorter."""

STRIPS_A_DEGREE = 20
STRIP_KEY = 1_000.0
"""Rows sort by strip and then longitude by one number: the strip times this, plus degrees of longitude."""

ALL = slice(None)
NOTHING = Wanted()
UNIT_POINTS = 4
"""Points that a unit's weight counts for, beside one for the weight of each word as it was typed."""


@dataclass
class Found:
    """Rows on their way through a search.

    `chords` are the squares of the straight lines to the centre, None when no place matters. `weights` are what each
    unit weighs in each row, `rarities` what a unit counts for: these are all 1 unless any unit is enough.
    """

    rows: Rows
    chords: Chords | None
    weights: Sequence[Weights] = ()
    rarities: Sequence[int] = ()
    is_any: bool = False

    def only(self, keep: NDArray[np.bool_]) -> "Found":
        """Return the rows that the mask keeps."""
        kept = np.flatnonzero(keep)
        chords = None if self.chords is None else self.chords.take(kept)
        return Found(
            self.rows.take(kept), chords, [each.take(kept) for each in self.weights], self.rarities, self.is_any
        )

    @property
    def is_strong(self) -> NDArray[np.bool_]:
        """Whether the words of each row stand in more than its text."""
        if not self.weights:
            return np.ones(len(self.rows), bool)
        return self.combined([each > IN_TEXT for each in self.weights])

    def combined(self, each: Sequence[NDArray[Any]]) -> NDArray[np.bool_]:
        """Return whether all of some masks keep a row, or any where that is enough."""
        combined: NDArray[np.bool_] = (np.logical_or if self.is_any else np.logical_and).reduce(each)
        return combined


class Narrowing:
    """Finds the rows of a search. `settle` orders them by place; rows that come later are all looked at."""

    def __init__(self, columns: Columns, postings: Postings, filters: Filters) -> None:
        self._columns, self._postings, self._filters = columns, postings, filters
        self.settle()

    def settle(self) -> None:
        """Put every row there is in order: by strips of latitude and longitude in each, and by council."""
        strips = _strip(self._columns["lat"]) * STRIP_KEY + self._columns["lon"]
        self._by_strip = np.argsort(strips, kind="stable")
        self._strips = strips[self._by_strip]
        self._by_council = np.argsort(self._columns["lad"], kind="stable")
        self._lads = self._columns["lad"][self._by_council]
        self.settled = self._columns.count

    def fitting(self, query: SearchQuery, wanted: Wanted, today: date, where: Where, *, is_any: bool = False) -> Found:
        """Return what is open and within reach, has the words and passes the filters."""
        reach = query.reach_miles
        rows = self._around(where, reach, NOTHING if is_any else wanted)
        passes = self._verdicts(rows, query, self._filters.sieve(query)) == PASSES
        return self._found(_kept(rows, passes), wanted, today, where, reach, is_any=is_any)

    def nearly_fitting(self, query: SearchQuery, wanted: Wanted, today: date, where: Where, sieve: Sieve) -> Found:
        """Return what is open and within reach, has the words and fails one filter at most.

        Where nothing at all within reach has the words, whatever the filters say of it, any of several units is enough.
        """
        reach = query.reach_miles
        rows = self._around(where, reach, wanted)
        is_near_enough = self._verdicts(rows, query, sieve) != FAILS_MORE
        found = self._found(_kept(rows, is_near_enough), wanted, today, where, reach)
        if len(found.rows) or len(wanted.units) < 2:
            return found
        if len(self._found(_kept(rows, ~is_near_enough), wanted, today, where, reach).rows):
            return found
        rows = self.located(where, reach, today)
        rarities = [_rarity(self.unit_weights(unit, rows)) for unit in wanted.units]
        is_near_enough = self._verdicts(rows, query, sieve) != FAILS_MORE
        found = self._found(rows[is_near_enough], wanted, today, where, reach, is_any=True)
        return replace(found, rarities=rarities)

    def within_each(
        self, radii: Sequence[int], query: SearchQuery, wanted: Wanted, today: date, where: Where, *, is_any: bool
    ) -> list[int]:
        """Count what a search finds within each of some radii, the widest last."""
        found = self.fitting(replace(query, travel="", miles=radii[-1]), wanted, today, where, is_any=is_any)
        chords = np.sort(found.chords) if found.chords is not None else np.empty(0)
        counts: list[int] = np.searchsorted(chords, list(map(_squared_chord, radii)), side="right").tolist()
        return counts

    def located(self, where: Where, reach: float, today: date) -> Rows:
        """Return the open rows within reach."""
        rows = self._around(where, reach, NOTHING)
        is_open = self._columns["closes"][rows] >= today.toordinal()
        return self._within(Found(_kept(rows, is_open), None), where, reach).rows

    def _around(self, where: Where, reach: float, wanted: Wanted) -> Rows | slice:
        """Return the rows in a box around a point or in some councils, or those of a rare unit, where these are fewer.

        Every row that came since rows were last put in order is in the box.
        """
        rarest, size = self._rarest(wanted)
        if where == EVERYWHERE:
            return ALL if rarest is None else self._listed(rarest)
        order = self._by_council if where.centre is None else self._by_strip
        first, last = self._councils(where.area) if where.centre is None else self._boxed(where.centre, reach)
        if rarest is not None and size * FEWER < int((last - first).sum()):
            return self._listed(rarest)
        stretches = [order[start:end] for start, end in zip(first.tolist(), last.tolist(), strict=True)]
        return np.concatenate([*stretches, np.arange(self.settled, self._columns.count)])

    def _councils(self, codes: frozenset[str]) -> tuple[Rows, Rows]:
        """Return where the rows of some councils stand: from and to, for each."""
        numbers = self._numbers_of(codes)
        return np.searchsorted(self._lads, numbers), np.searchsorted(self._lads, numbers, side="right")

    def _numbers_of(self, codes: frozenset[str]) -> list[int]:
        known = self._columns.councils.numbers
        return [known[code] for code in codes if code in known]

    def _boxed(self, centre: LatLon, reach: float) -> tuple[Rows, Rows]:
        """Return where the rows stand that a box around a point and its reach holds: from and to, for each strip."""
        lat, lon = centre
        degrees = reach / EARTH_RADIUS_MILES * 57.29578 + 1e-4
        strips = np.arange(_strip(lat - degrees), _strip(lat + degrees) + 1)
        off = np.maximum(0, np.abs((strips + 0.5) / STRIPS_A_DEGREE - lat) - 0.5 / STRIPS_A_DEGREE)
        narrowest = max(cos(radians(abs(lat) + degrees)), 0.01)
        wide = np.minimum(np.sqrt(np.maximum(0, degrees**2 - off**2)) / narrowest + 1e-4, 180.0)
        first, last = np.searchsorted(self._strips, strips * STRIP_KEY + lon + np.array((-wide, wide)))
        return first, last

    def _found(
        self, rows: Rows, wanted: Wanted, today: date, where: Where, reach: float, *, is_any: bool = False
    ) -> Found:
        """Return those of some rows that are open and within reach and have the words.

        These are all units or any of them, all phrases, and nothing to be left out. What is quick to ask comes first.
        """
        weights = [self.unit_weights(unit, rows) for unit in wanted.units]
        found = Found(rows, None, weights, [1] * len(weights), is_any)
        if weights:
            found = found.only(found.combined(weights))
        found = self._within(found.only(self._columns["closes"][found.rows] >= today.toordinal()), where, reach)
        for unit in wanted.without:
            found = found.only(self.unit_weights(unit, found.rows) == 0)
        for phrase in wanted.phrases:
            found = found.only(self._postings.have_phrase(phrase, found.rows))
        for phrase in wanted.phrases_without:
            found = found.only(~self._postings.have_phrase(phrase, found.rows))
        return found

    def _within(self, found: Found, where: Where, reach: float) -> Found:
        """Return the rows that are within reach, with their chords."""
        if where.centre is not None:
            chords = np.zeros(len(found.rows))
            for axis, middle in zip("xyz", on_a_ball(*where.centre), strict=True):
                apart = self._columns[axis].take(found.rows)
                apart -= middle
                chords += apart * apart
            return replace(found, chords=chords).only(chords <= _squared_chord(reach))
        if where.area:
            return found.only(np.isin(self._columns["lad"][found.rows], self._numbers_of(where.area)))
        return found

    def _verdicts(self, rows: Rows | slice, query: SearchQuery, sieve: Sieve) -> NDArray[np.int8]:
        """Return what the sieve says of each row; what pays too little fails, whatever else is true of it."""
        verdicts: NDArray[np.int8] = sieve.verdicts.take(self._columns["signature"][rows])
        if query.pay_min is not None:
            verdicts[self._columns["pay_max"][rows] < round(query.pay_min * 100)] = FAILS_MORE
        return verdicts

    def scores(self, found: Found, wanted: Wanted) -> Scores:
        """Return points for how well each row has the words."""
        scores = np.zeros(len(found.rows), np.int64)
        for weights, rarity in zip(found.weights, found.rarities, strict=True):
            scores += np.multiply(weights, UNIT_POINTS * rarity, dtype=np.int64)
        for word in wanted.plain_words:
            token = self._postings.number(word)
            if token is not None:
                scores += self._postings.weights_at(token, found.rows)
        return scores

    def _rarest(self, wanted: Wanted) -> tuple[Unit | None, int]:
        """Return the unit that the fewest rows have, and how many; None where all rows are as good as its own."""
        sizes = {unit: self._size(unit) for unit in wanted.units}
        rarest = min(sizes, key=lambda unit: sizes[unit], default=None)
        if rarest is None or sizes[rarest] >= self._columns.count:
            return None, self._columns.count
        return rarest, sizes[rarest]

    def _size(self, unit: Unit) -> int:
        """Return how many rows the lists of a unit's tokens hold; all rows where one of them is common."""
        tokens = self._tokens(unit)
        if any(self._postings.is_common(token) for token in tokens):
            return self._columns.count
        return sum(len(self._postings.rows_of(token)[0]) for token in tokens)

    def _listed(self, unit: Unit) -> Rows:
        """Return every row that may have a unit whose tokens are not common."""
        lists = [self._postings.rows_of(token)[0] for token in self._tokens(unit)]
        if len(lists) == 1:
            return lists[0].astype(np.intp)
        is_listed = np.zeros(self._columns.count, bool)
        for rows in lists:
            is_listed[rows] = True
        return np.flatnonzero(is_listed)

    def _tokens(self, unit: Unit) -> list[int]:
        """Return the numbers of a unit's tokens, and of the first of the words that must stand together."""
        return [number for token in (*unit.tokens, *unit.together[:1]) if (number := self._postings.number(token))]

    def unit_weights(self, unit: Unit, rows: Rows) -> NDArray[np.uint8]:
        """Return the best weight of a unit's tokens in each row, 0 where it has none."""
        best = np.zeros(len(rows), np.uint8)
        for token in unit.tokens:
            number = self._postings.number(token)
            if number is not None:
                best = np.maximum(best, self._postings.weights_at(number, rows))
        if unit.together:
            numbers = [self._postings.number(word) for word in unit.together]
            if None not in numbers:
                each = [self._postings.weights_at(number, rows) for number in numbers if number is not None]
                best = np.maximum(best, np.minimum.reduce(each))
        return best


def _kept(rows: Rows | slice, keep: NDArray[np.bool_]) -> Rows:
    """Return the rows that the mask keeps."""
    kept = np.flatnonzero(keep)
    return kept if isinstance(rows, slice) else rows.take(kept)


def _strip(lat: Any) -> Any:
    """Return the number of the strip of a latitude or of many."""
    return np.floor(np.asarray(lat) * STRIPS_A_DEGREE)


def _squared_chord(miles: float) -> float:
    """Return the square of the straight line through a ball of radius 1 between points so many miles apart."""
    squared: float = (2 * sin(miles / EARTH_RADIUS_MILES / 2)) ** 2
    return squared


def miles_of(chords: Chords) -> Miles:
    """Return the miles of squared chords: the same as the haversine formula."""
    miles: Miles = 2 * EARTH_RADIUS_MILES * np.arcsin(np.minimum(np.sqrt(chords) / 2, 1))
    return miles


def _rarity(weights: NDArray[np.uint8]) -> int:
    """Return 1 for a unit that every row has, and one more each time that half as many have it."""
    having = np.count_nonzero(weights)
    return 1 + int(log2(len(weights) / having)) if having else 1
