"""The order of results: whole-number keys, the smallest first; the newer before the older, then the lower id.

When a row was published is asked only of rows whose keys are equal or may stand on the page: `with_newest` adds it.
"""

from datetime import date
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from careers.jobs.index.columns import EPOCH, Columns, Rows
from careers.jobs.index.narrowing import Found
from careers.jobs.index.near import Chords, miles_of

Keys = NDArray[np.int64]

NEWEST_BITS = 32
"""Seconds since 2000 until 2136."""

MOST_SCORE = 1023
MANY = 200
"""More equal keys than this are thinned out before they are sorted."""

FRESH_DAYS, CLOSING_DAYS = 28, 7
FRESH_POINTS, CLOSING_POINTS = 9, 36
"""A day's worth: both blends run from 0 to 252."""


class Fitness(Protocol):
    """Says how well entries suit a person, to order by: a whole number a row, the larger the better."""

    def __call__(self, columns: Columns, rows: Rows) -> NDArray[np.signedinteger[Any]]:
        """Return the points of each row."""


def best(found: Found, points: Keys, blend: NDArray[np.int16]) -> Keys:
    """Return keys for words first, then adverts that are fresh or close soon, as the blend of all rows has it."""
    keys: Keys = (_weak_last(found) << 10 | _inverted(points)) << 10 | blend[found.rows]
    return keys


def blend_of_all(columns: Columns, today: date) -> NDArray[np.int16]:
    """Return for every row a number that is the smaller, the fresher it is or the sooner it closes, in equal parts.

    Freshness falls from 252 points on the day of publishing to 0 over 28 days; closing soon rises from 0 a week
    before to 252 on the last day.
    """
    published = columns["published"] // 86_400_000_000
    age = today.toordinal() - EPOCH.toordinal() - published
    left = columns["closes"] - today.toordinal()
    fresh = np.maximum(0, FRESH_DAYS - np.maximum(age, 0)) * FRESH_POINTS
    closing = np.clip(CLOSING_DAYS - left, 0, CLOSING_DAYS) * CLOSING_POINTS
    blend: NDArray[np.int16] = (1023 - (fresh + closing)).astype(np.int16)
    return blend


def nearest(columns: Columns, found: Found, chords: Chords, points: Keys, *, is_strict: bool) -> Keys:
    """Return keys for the nearest first.

    Strictly by tenths of a mile, and so where there are no words; or else by whole miles, as people are told them,
    within one the best of words, and after all of these what has the words in its text alone.
    """
    tenths: Keys = np.rint(miles_of(chords) * 10).astype(np.int64)
    if not found.weights:
        return tenths
    if is_strict:
        return tenths << 10 | _inverted(points)
    whole = (tenths + 5) // 10
    first = (_weak_last(found) << 14 | whole) << 10 | _inverted(points)
    return first << 4 | tenths + 5 - whole * 10


def highest_pay(columns: Columns, rows: Rows) -> Keys:
    """Return keys that put the highest pay first, and what is unpaid last."""
    keys: Keys = 1_000_000 - columns["pay_max"][rows].astype(np.int64)
    return keys


def closing_soonest(columns: Columns, rows: Rows) -> Keys:
    """Return keys that put what closes first first."""
    keys: Keys = columns["closes"][rows].astype(np.int64)
    return keys


def with_newest(columns: Columns, rows: Rows, keys: Keys) -> Keys:
    """Return keys that put of equal ones what was published last first."""
    seconds: Keys = (1 << NEWEST_BITS) - 1 - columns["published"].take(rows) // 1_000_000
    return keys << NEWEST_BITS | seconds


def page_of(columns: Columns, rows: Rows, keys: Keys, first: int, last: int) -> NDArray[np.intp]:
    """Return where the rows of places `first` to `last` (not included) of the order stand; equal ones by id."""
    within = _smallest(keys, last)
    keys = with_newest(columns, rows.take(within), keys.take(within))
    if len(within) > last + MANY:
        smallest = _smallest(keys, last)
        within, keys = within.take(smallest), keys.take(smallest)
    return within.take(np.lexsort((columns["id"].take(rows.take(within)), keys)))[first:last]


def _smallest(keys: Keys, most: int) -> NDArray[np.intp]:
    """Return where the smallest keys stand, and all that equal the last of them."""
    if most >= len(keys):
        return np.arange(len(keys))
    return np.flatnonzero(keys <= np.partition(keys, most - 1)[most - 1])


def _weak_last(found: Found) -> Keys:
    return (~found.is_strong).astype(np.int64)


def _inverted(scores: Keys) -> Keys:
    return MOST_SCORE - np.minimum(scores, MOST_SCORE)
