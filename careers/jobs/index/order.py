"""The order of results: whole-number keys, the smallest first; the newer before the older, then the lower id."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from careers.jobs.index.columns import Columns, Rows

Keys = NDArray[np.int64]

NEWEST_BITS = 33
"""Seconds since 2000 until 2272."""

MOST_SCORE = 1023
FRESH_DAYS, CLOSING_DAYS = 28, 7
FRESH_POINTS, CLOSING_POINTS = 9, 36
"""A day's worth: both blends run from 0 to 252."""


def newest(columns: Columns, rows: Rows) -> Keys:
    """Return keys that put what was published last first."""
    seconds: Keys = (1 << NEWEST_BITS) - 1 - columns["published"][rows] // 1_000_000
    return seconds


def best(columns: Columns, rows: Rows, scores: Keys, today: date) -> Keys:
    """Return keys for words first, then adverts that are fresh or close soon, in equal parts.

    Freshness falls from 252 points on the day of publishing to 0 over 28 days; closing soon rises from 0 a week
    before to 252 on the last day.
    """
    published = columns["published"][rows] // 86_400_000_000
    age = today.toordinal() - date(2000, 1, 1).toordinal() - published
    left = columns["closes"][rows] - today.toordinal()
    fresh = np.maximum(0, FRESH_DAYS - np.maximum(age, 0)) * FRESH_POINTS
    closing = np.maximum(0, CLOSING_DAYS - left) * CLOSING_POINTS
    keys: Keys = (_inverted(scores) << 10 | 1023 - (fresh + closing)) << NEWEST_BITS | newest(columns, rows)
    return keys


def nearest(columns: Columns, rows: Rows, scores: Keys, miles: NDArray[np.float64]) -> Keys:
    """Return keys for the nearest first, in tenths of a mile, then the best of words."""
    tenths = np.rint(miles * 10).astype(np.int64)
    return (tenths << 10 | _inverted(scores)) << NEWEST_BITS | newest(columns, rows)


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


def _inverted(scores: Keys) -> Keys:
    return MOST_SCORE - np.minimum(scores, MOST_SCORE)
