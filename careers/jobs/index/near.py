"""Where rows are: those of a place lie side by side, so that what is near it is read in a few stretches."""

from collections.abc import Sequence
from math import cos, floor, radians, sin, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from careers.geo.distance import EARTH_RADIUS_MILES
from careers.jobs.index.columns import Columns, Rows
from careers.jobs.index.entries import EVERYWHERE, LatLon, Where

Miles = NDArray[np.float64]
Chords = NDArray[np.float64]

STRIPS_A_DEGREE = 20
STRIP_KEY = 1_000.0
"""Rows sort by strip and then longitude by one number: the strip times this, plus degrees of longitude."""


class Stretches:
    """Rows side by side, in a few stretches: from and to (not included), for each."""

    def __init__(self, ends: Sequence[tuple[int, int]]) -> None:
        self._own = [slice(first, last) for first, last in ends if first < last]

    def __len__(self) -> int:
        """Count the rows."""
        return sum(own.stop - own.start for own in self._own)

    def of(self, column: NDArray[Any]) -> NDArray[Any]:
        """Return what a column holds of each row."""
        if len(self._own) == 1:
            return column[self._own[0]]
        return np.concatenate([column[:0], *(column[own] for own in self._own)])


class Some:
    """Rows by their numbers."""

    def __init__(self, own: Rows) -> None:
        self._own = own

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._own)

    def of(self, column: NDArray[Any]) -> NDArray[Any]:
        """Return what a column holds of each row."""
        return column.take(self._own, axis=0)


class Places:
    """Knows which rows are where. `settle` looks at the order of all; rows that come later are always looked at."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self.settle()

    def in_order(self, rows: Rows) -> Rows:
        """Return rows in the order in which they should lie: by strips of latitude, and longitude in each."""
        return rows[np.argsort(self._keys()[rows], kind="stable")]

    def settle(self) -> None:
        """Note where the rows lie, which are in order."""
        self._strips = self._keys()
        self._by_council = np.argsort(self._columns["lad"], kind="stable")
        self._lads = self._columns["lad"][self._by_council]
        self.settled = self._columns.count

    def _keys(self) -> NDArray[np.float64]:
        keys: NDArray[np.float64] = np.floor(self._columns["lat"] * STRIPS_A_DEGREE) * STRIP_KEY + self._columns["lon"]
        return keys

    def around(self, where: Where, reach: float) -> Stretches | Some:
        """Return the rows in a box around a point, in some councils, or all; and what came since all were in order."""
        if where == EVERYWHERE:
            return Stretches([(0, self._columns.count)])
        added = (self.settled, self._columns.count)
        if where.centre is not None:
            return Stretches([*self._boxed(where.centre, reach), added])
        known = self._columns.councils.numbers
        numbers = [known[code] for code in where.area if code in known]
        firsts, lasts = (np.searchsorted(self._lads, numbers, side=side).tolist() for side in ("left", "right"))
        own = [self._by_council[first:last] for first, last in zip(firsts, lasts, strict=True)]
        return Some(np.concatenate([*own, np.arange(*added)]))

    def within(
        self, rows: Stretches | Some, where: Where, reach: float
    ) -> tuple[NDArray[np.bool_] | None, Chords | None]:
        """Say which of some rows are within reach, None for all; and return their chords where there is a centre."""
        if where.centre is not None:
            chords = self.chords(rows, where.centre)
            return chords <= squared_chord(reach), chords
        if where.area:
            is_asked = np.array([code in where.area for code in self._columns.councils.values], bool)
            return is_asked.take(rows.of(self._columns["lad"])), None
        return None, None

    def chords(self, rows: Stretches | Some, centre: LatLon) -> Chords:
        """Return the squares of the straight lines from rows to a point."""
        lat, lon = map(radians, centre)
        point = np.array((cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)))  # as `on_a_ball` has it for many
        chords: Chords = 2 - 2 * (rows.of(self._columns["point"]) @ point)
        return chords

    def _boxed(self, centre: LatLon, reach: float) -> list[tuple[int, int]]:
        """Return where the rows lie that a box around a point and its reach holds: from and to, for each strip."""
        lat, lon = centre
        degrees = reach / EARTH_RADIUS_MILES * 57.29578 + 1e-4
        narrowest = max(cos(radians(abs(lat) + degrees)), 0.01)
        keys: list[float] = []
        for strip in range(_strip(lat - degrees), _strip(lat + degrees) + 1):
            off = max(0.0, abs((strip + 0.5) / STRIPS_A_DEGREE - lat) - 0.5 / STRIPS_A_DEGREE)
            wide = min(sqrt(max(0.0, degrees**2 - off**2)) / narrowest + 1e-4, 180.0)
            keys += (strip * STRIP_KEY + lon - wide, strip * STRIP_KEY + lon + wide)
        ends = self._strips.searchsorted(keys).tolist()
        return list(zip(ends[::2], ends[1::2], strict=True))


def squared_chord(miles: float) -> float:
    """Return the square of the straight line through a ball of radius 1 between points so many miles apart."""
    squared: float = (2 * sin(miles / EARTH_RADIUS_MILES / 2)) ** 2
    return squared


def miles_of(chords: Chords) -> Miles:
    """Return the miles of squared chords: the same as the haversine formula."""
    halves = np.sqrt(np.maximum(chords, 0)) / 2
    miles: Miles = 2 * EARTH_RADIUS_MILES * np.arcsin(np.minimum(halves, 1))
    return miles


def _strip(lat: float) -> int:
    """Return the number of the strip of a latitude."""
    return floor(lat * STRIPS_A_DEGREE)
