"""Narrows the rows step by step: the place by a box around it, words by lists of rows, filters by signature."""

from dataclasses import dataclass
from datetime import date
from math import cos, log2, radians, sin
from typing import Any

import numpy as np
from numpy.typing import NDArray

from careers.geo.distance import EARTH_RADIUS_MILES
from careers.jobs.index.columns import Columns, Rows, on_a_ball
from careers.jobs.index.counting import Filters
from careers.jobs.index.entries import LatLon, Where
from careers.jobs.index.postings import IN_TEXT, Postings, spread
from careers.jobs.search_query import SearchQuery
from careers.jobs.wanted import Unit, Wanted

Scores = NDArray[np.int64]
Miles = NDArray[np.float64]

FEWER = 3
"""A list of rows by a word is looked at before a place when it is so many times shorter."""

STRIPS_A_DEGREE = 20
STRIP_KEY = 1_000.0
"""Rows sort by strip and then longitude by one number: the strip times this, plus degrees of longitude."""

NOTHING = Wanted()
UNIT_POINTS = 4
"""Points that a unit's weight counts for, beside one for the weight of each word as it was typed."""


@dataclass
class Found:
    """Rows on their way through a search.

    Points are for words, miles None when no place matters; words that stand in more than the text are strong.
    """

    rows: Rows
    scores: Scores
    miles: Miles | None
    is_strong: NDArray[np.bool_]

    def only(self, mask: NDArray[np.bool_]) -> "Found":
        """Return the rows that the mask keeps."""
        miles = None if self.miles is None else self.miles[mask]
        return Found(self.rows[mask], self.scores[mask], miles, self.is_strong[mask])


class Narrowing:
    """Finds the rows of a search. `settle` orders them by place; rows that come later are all looked at."""

    def __init__(self, columns: Columns, postings: Postings, filters: Filters) -> None:
        self._columns, self._postings, self._filters = columns, postings, filters
        self.settle()

    def settle(self) -> None:
        """Put every row there is into the order of strips of latitude, by longitude in each."""
        self._strips = _strip(self._columns["lat"]) * STRIP_KEY + self._columns["lon"]
        self._by_strip = np.argsort(self._strips, kind="stable").astype(np.int32)
        self._strips = self._strips[self._by_strip]
        self._points = {axis: self._columns[axis][self._by_strip] for axis in "xyz"}
        self.settled = self._columns.count

    def fitting(
        self, query: SearchQuery, wanted: Wanted, today: date, where: Where, reach: float, *, need_all: bool = True
    ) -> Found:
        """Return what is within reach, has the words and passes the filters."""
        found = self.worded(
            self.located(where, reach, today, wanted if need_all else NOTHING), wanted, need_all=need_all
        )
        found = self.paid(found, query)
        for mask in self._filters.passing(query).values():
            found = found.only(mask[self._columns["signature"][found.rows]])
        return found

    def located(self, where: Where, reach: float, today: date, wanted: Wanted) -> tuple[Rows | None, Miles | None, int]:
        """Return the open rows within reach and their miles; None for all rows, which then are looked at by words.

        Rows that lack a rare word of what is wanted may be left out already.
        """
        day = today.toordinal()
        if where.centre is not None:
            rows, miles = self._near(where.centre, reach, self._rarest(wanted))
            is_open = self._columns["closes"][rows] >= day
            return rows[is_open], miles[is_open], day
        if where.area:
            councils = self._columns.councils
            asked = np.zeros(len(councils.values) + 1, bool)
            asked[[councils.numbers[code] for code in where.area if code in councils.numbers]] = True
            rows = np.flatnonzero(asked[self._columns["lad"]])
            rows = rows[self._columns["closes"][rows] >= day]
            return rows, None, day
        return None, None, day

    def _near(self, centre: LatLon, reach: float, rarest: Unit | None) -> tuple[Rows, Miles]:
        """Return the rows within reach of a point and their miles; of a rare unit's rows, where these are fewer.

        Otherwise a box around the point is looked at, and every row that came since rows were last ordered. The miles
        are by the chord through the ball: the same as the haversine formula.
        """
        boxed = self._boxed(centre, reach)
        if rarest is not None and self._size(rarest) * FEWER < len(boxed):
            rows = self._listed(rarest)
            points = [self._columns[axis][rows] for axis in "xyz"]
        else:
            later = np.arange(self.settled, self._columns.count, dtype=np.int32)
            rows = np.concatenate((self._by_strip[boxed], later))
            points = [np.concatenate((own[boxed], self._columns[axis][later])) for axis, own in self._points.items()]
        squared = _squared_chords(centre, *points)
        within = np.flatnonzero(squared <= (2 * sin(reach / EARTH_RADIUS_MILES / 2)) ** 2 * (1 + 1e-9))
        chords = np.sqrt(squared[within])
        miles: Miles = 2 * EARTH_RADIUS_MILES * np.arcsin(np.minimum(chords / 2, 1))
        near = miles <= reach
        return rows[within[near]], miles[near]

    def _boxed(self, centre: LatLon, reach: float) -> NDArray[np.int64]:
        """Return where, in the order of strips, the rows stand that a box around a point and its reach holds."""
        degrees = reach / EARTH_RADIUS_MILES * 57.29578 + 1e-4
        south, north = centre[0] - degrees, centre[0] + degrees
        narrowest = max(cos(radians(max(abs(south), abs(north)))), 0.01)
        wide = min(degrees / narrowest, 180.0)
        strips = np.arange(_strip(south), _strip(north) + 1) * STRIP_KEY
        first = np.searchsorted(self._strips, strips + centre[1] - wide)
        last = np.searchsorted(self._strips, strips + centre[1] + wide, side="right")
        return spread(first, last - first)

    def worded(self, located: tuple[Rows | None, Miles | None, int], wanted: Wanted, *, need_all: bool = True) -> Found:
        """Return the rows that have the words, with points for how well."""
        rows, miles, day = located
        if rows is None:
            rows = self._open_rows(wanted, day) if need_all else self._all_open(day)
        found = Found(rows, np.zeros(len(rows), np.int64), miles, np.ones(len(rows), bool))
        if wanted.is_nothing:
            return found
        weights = [self.unit_weights(unit, found.rows) for unit in wanted.units]
        if weights:
            combine = np.logical_and if need_all else np.logical_or
            rarities = [1] * len(weights) if need_all else list(map(_rarity, weights))
            for each, rarity in zip(weights, rarities, strict=True):
                found.scores += each.astype(np.int64) * (UNIT_POINTS * rarity)
            found.is_strong = combine.reduce([each > IN_TEXT for each in weights])
            found = found.only(combine.reduce(weights))
        found = self._without(self._with_phrases(found, wanted), wanted)
        for word in wanted.plain_words:
            token = self._postings.number(word)
            if token is not None:
                found.scores = found.scores + self._postings.weights_at(token, found.rows)
        return found

    def _with_phrases(self, found: Found, wanted: Wanted) -> Found:
        for phrase in wanted.phrases:
            found = found.only(self._postings.have_phrase(phrase, found.rows))
        return found

    def _without(self, found: Found, wanted: Wanted) -> Found:
        for unit in wanted.without:
            found = found.only(self.unit_weights(unit, found.rows) == 0)
        for phrase in wanted.phrases_without:
            found = found.only(~self._postings.have_phrase(phrase, found.rows))
        return found

    def _all_open(self, day: int) -> Rows:
        return np.flatnonzero(self._columns["closes"] >= day)

    def _open_rows(self, wanted: Wanted, day: int) -> Rows:
        """Return open rows to look at for words: those of the rarest unit where there is one, else all."""
        rarest = self._rarest(wanted)
        if rarest is None:
            return self._all_open(day)
        rows = self._listed(rarest)
        return rows[self._columns["closes"][rows] >= day]

    def _rarest(self, wanted: Wanted) -> Unit | None:
        """Return the unit that the fewest rows have; None where so many have each that all rows are as good."""
        sizes = {unit: self._size(unit) for unit in wanted.units}
        rarest = min(sizes, key=lambda unit: sizes[unit], default=None)
        return rarest if rarest is not None and sizes[rarest] < self._columns.count else None

    def _size(self, unit: Unit) -> int:
        """Return how many rows the lists of a unit's tokens hold; all rows where one of them is common."""
        tokens = self._tokens(unit)
        if any(self._postings.is_common(token) for token in tokens):
            return self._columns.count
        return sum(len(self._postings.rows_of(token)[0]) for token in tokens)

    def _listed(self, unit: Unit) -> Rows:
        """Return every row that may have a unit whose tokens are not common."""
        lists = [self._postings.rows_of(token)[0] for token in self._tokens(unit)]
        if not lists:
            return np.empty(0, np.int32)
        return lists[0] if len(lists) == 1 else np.unique(np.concatenate(lists))

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

    def paid(self, found: Found, query: SearchQuery) -> Found:
        """Return the rows that pay what is asked for."""
        if query.pay_min is None:
            return found
        return found.only(self._columns["pay_max"][found.rows] >= round(query.pay_min * 100))


def _strip(lat: Any) -> Any:
    """Return the number of the strip of a latitude or of many."""
    return np.floor(np.asarray(lat) * STRIPS_A_DEGREE)


def _squared_chords(
    centre: LatLon, x: NDArray[np.float64], y: NDArray[np.float64], z: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the squares of the straight lines through a ball of radius 1 from a point to each of many."""
    at_x, at_y, at_z = on_a_ball(*centre)
    squared: NDArray[np.float64] = (x - at_x) ** 2 + (y - at_y) ** 2 + (z - at_z) ** 2
    return squared


def _rarity(weights: NDArray[np.uint8]) -> int:
    """Return 1 for a unit that every row has, and one more each time that half as many have it."""
    having = np.count_nonzero(weights)
    return 1 + int(log2(len(weights) / having)) if having else 1
