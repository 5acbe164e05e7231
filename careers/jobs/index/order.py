"""The order of results: whole-number keys, the smallest first; the newer before the older, then the lower id."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from careers.jobs.index.columns import EPOCH, Columns, Rows
from careers.jobs.index.narrowing import Chords, Found, miles_of

Keys = NDArray[np.int64]

NEWEST_BITS = 32
"""Seconds since 2000 until 2136."""

MOST_SCORE = 1023
FRESH_DAYS, CLOSING_DAYS = 28, 7
FRESH_POINTS, CLOSING_POINTS = 9, 36
"""A day's worth: both blends run from 0 to 252."""


def newest(columns: Columns, rows: Rows) -> Keys:
    """Return keys that put what was published last first."""
    seconds: Keys = (1 << NEWEST_BITS) - 1 - columns["published"][rows] // 1_000_000
    return seconds


def best(columns: Columns, found: Found, points: Keys, today: date) -> Keys:
    """Return keys for words first, then adverts that are fresh or close soon, in equal parts.

    Freshness falls from 252 points on the day of publishing to 0 over 28 days; closing soon rises from 0 a week
    before to 252 on the last day.
    """
    published = columns["published"][found.rows] // 86_400_000_000
    age = today.toordinal() - EPOCH.toordinal() - published
    left = columns["closes"][found.rows] - today.toordinal()
    fresh = np.maximum(0, FRESH_DAYS - np.maximum(age, 0)) * FRESH_POINTS
    closing = np.maximum(0, CLOSING_DAYS - left) * CLOSING_POINTS
    first: Keys = _weak_last(found) << 10 | _inverted(points)
    keys: Keys = (first << 10 | 1023 - (fresh + closing)) << NEWEST_BITS | newest(columns, found.rows)
    return keys


def nearest(columns: Columns, found: Found, chords: Chords, points: Keys, *, is_strict: bool) -> Keys:
    """Return keys for the nearest first.

    Strictly by tenths of a mile; or else by whole miles, as people are told them, within one the best of words, and
    after all of these what has the words in its text alone.
    """
    tenths = np.rint(miles_of(chords) * 10).astype(np.int64)
    if is_strict:
        return (tenths << 10 | _inverted(points)) << NEWEST_BITS | newest(columns, found.rows)
    whole = (tenths + 5) // 10
    first = (_weak_last(found) << 14 | whole) << 10 | _inverted(points)
    return (first << 4 | tenths + 5 - whole * 10) << NEWEST_BITS | newest(columns, found.rows)


def highest_pay(columns: Columns, rows: Rows) -> Keys:
    """Return keys that put the highest pay first, and what is unpaid last."""
    return (1_000_000 - columns["pay_max"][rows].astype(np.int64)) << NEWEST_BITS | newest(columns, rows)


def closing_soonest(columns: Columns, rows: Rows) -> Keys:
    """Return keys that put what closes first first."""
    return columns["closes"][rows].astype(np.int64) << NEWEST_BITS | newest(columns, rows)


def page_of(keys: Keys, ids: NDArray[np.int32], first: int, last: int) -> NDArray[np.intp]:
    """Return where the keys of places `first` to `last` (not included) of the order stand; equal keys by id."""
    if last < len(keys):
        within = np.flatnonzero(keys <= np.partition(keys, last - 1)[last - 1])
    else:
        within = np.arange(len(keys))
    ordered = within[np.lexsort((ids[within], keys[within]))]
    return ordered[first:last]


def _weak_last(found: Found) -> Keys:
    return (~found.is_strong).astype(np.int64)


def _inverted(scores: Keys) -> Keys:
    return MOST_SCORE - np.minimum(scores, MOST_SCORE)
