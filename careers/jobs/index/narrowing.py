"""Narrows the rows step by step: the place, words, filters by signature."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import log2
from typing import Any

import numpy as np
from numpy.typing import NDArray

from careers.jobs.index.columns import Columns, Rows
from careers.jobs.index.counting import FAILS_MORE, PASSES, Filters, Sieve
from careers.jobs.index.entries import Where
from careers.jobs.index.near import Chords, Places, Some, squared_chord
from careers.jobs.index.postings import IN_TEXT, Postings, Weights
from careers.jobs.search_query import SearchQuery
from careers.jobs.wanted import Unit, Wanted

Scores = NDArray[np.int64]
Mask = NDArray[np.bool_]

FEWER = 3
"""A list of rows by a word is looked at before a place when it is so many times shorter."""

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
    signatures: Rows
    weights: Sequence[Weights] = ()
    rarities: Sequence[int] = ()
    is_any: bool = False

    def only(self, keep: Mask) -> "Found":
        """Return the rows that the mask keeps."""
        (kept,) = keep.nonzero()
        if len(kept) == len(keep):
            return self
        chords = None if self.chords is None else self.chords.take(kept)
        weights = [each.take(kept) for each in self.weights]
        return Found(self.rows.take(kept), chords, self.signatures.take(kept), weights, self.rarities, self.is_any)

    @property
    def is_strong(self) -> Mask:
        """Whether the words of each row stand in more than its text."""
        if not self.weights:
            return np.ones(len(self.rows), bool)
        return self.combined([each > IN_TEXT for each in self.weights])

    def combined(self, each: Sequence[NDArray[Any]]) -> Mask:
        """Return whether all of some masks keep a row, or any where that is enough."""
        combined: Mask = (np.logical_or if self.is_any else np.logical_and).reduce(each)
        return combined


class Narrowing:
    """Finds the rows of a search."""

    def __init__(self, columns: Columns, postings: Postings, filters: Filters) -> None:
        self._columns, self._postings, self._filters = columns, postings, filters
        self.places = Places(columns)

    def fitting(self, query: SearchQuery, wanted: Wanted, today: date, where: Where, *, is_any: bool = False) -> Found:
        """Return what is open and within reach, has the words and passes the filters."""
        here = self.here(where, query.reach_miles, today, NOTHING if is_any else wanted)
        passes = self._verdicts(here, query, self._filters.sieve(query)) == PASSES
        return self._having(here.only(passes), wanted, is_any=is_any)

    def nearly_fitting(self, query: SearchQuery, wanted: Wanted, today: date, where: Where, sieve: Sieve) -> Found:
        """Return what is open and within reach, has the words and fails one filter at most.

        Where nothing at all within reach has the words, whatever the filters say of it, any of several units is enough.
        """
        here = self.here(where, query.reach_miles, today, wanted)
        if len(sieve.filters) < 2 and query.pay_min is None and len(wanted.units) < 2:
            return self._having(here, wanted)  # nothing can fail two filters
        is_near_enough = self._verdicts(here, query, sieve) != FAILS_MORE
        found = self._having(here.only(is_near_enough), wanted)
        if len(found.rows) or len(wanted.units) < 2:
            return found
        if len(self._having(here.only(~is_near_enough), wanted).rows):
            return found
        here = self.here(where, query.reach_miles, today)
        rarities = [_rarity(self.unit_weights(unit, here.rows)) for unit in wanted.units]
        found = self._having(here.only(self._verdicts(here, query, sieve) != FAILS_MORE), wanted, is_any=True)
        return replace(found, rarities=rarities)

    def within_each(
        self, radii: Sequence[int], query: SearchQuery, wanted: Wanted, today: date, where: Where, *, is_any: bool
    ) -> list[int]:
        """Count what a search finds within each of some radii, the widest last."""
        found = self.fitting(replace(query, travel="", miles=radii[-1]), wanted, today, where, is_any=is_any)
        chords = np.sort(found.chords) if found.chords is not None else np.empty(0)
        counts: list[int] = np.searchsorted(chords, list(map(squared_chord, radii)), side="right").tolist()
        return counts

    def here(self, where: Where, reach: float, today: date, wanted: Wanted = NOTHING) -> Found:
        """Return the open rows within reach; only those of a rare unit, where these are fewer to look at."""
        rows = self.places.around(where, reach)
        rarest, size = self._rarest(wanted)
        if rarest is not None and size * FEWER < len(rows):
            rows = Some(self._listed(rarest))
        is_here: Mask = rows.of(self._columns["closes"]) >= today.toordinal()
        is_within, chords = self.places.within(rows, where, reach)
        if is_within is not None:
            is_here &= is_within
        (kept,) = is_here.nonzero()
        numbers = rows.of(self._columns.numbers).take(kept)
        return Found(numbers, None if chords is None else chords.take(kept), self._columns["signature"].take(numbers))

    def _having(self, found: Found, wanted: Wanted, *, is_any: bool = False) -> Found:
        """Return those of some rows that have the words: all units or any, all phrases, and nothing to be left out."""
        if wanted.units:
            weights = [self.unit_weights(unit, found.rows) for unit in wanted.units]
            found = replace(found, weights=weights, rarities=[1] * len(weights), is_any=is_any)
            found = found.only(found.combined(weights))
        for unit in wanted.without:
            found = found.only(self.unit_weights(unit, found.rows) == 0)
        for phrase in wanted.phrases:
            found = found.only(self._postings.have_phrase(phrase, found.rows))
        for phrase in wanted.phrases_without:
            found = found.only(~self._postings.have_phrase(phrase, found.rows))
        return found

    def _verdicts(self, found: Found, query: SearchQuery, sieve: Sieve) -> NDArray[np.int8]:
        """Return what the sieve says of each row; what pays too little fails, whatever else is true of it."""
        verdicts: NDArray[np.int8] = sieve.verdicts.take(found.signatures)
        if query.pay_min is not None:
            verdicts[self._columns["pay_max"].take(found.rows) < round(query.pay_min * 100)] = FAILS_MORE
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
        return [number for token in unit.tokens if (number := self._postings.number(token))]

    def unit_weights(self, unit: Unit, rows: Rows) -> NDArray[np.uint8]:
        """Return the best weight of a unit's tokens in each row, 0 where it has none."""
        best = np.zeros(len(rows), np.uint8)
        for number in self._tokens(unit):
            best = np.maximum(best, self._postings.weights_at(number, rows))
        return best


def _rarity(weights: NDArray[np.uint8]) -> int:
    """Return 1 for a unit that every row has, and one more each time that half as many have it."""
    having = np.count_nonzero(weights)
    return 1 + int(log2(len(weights) / having)) if having else 1
