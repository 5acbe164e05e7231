"""Straight-line distances in miles, and how to say them."""

from math import asin, cos, radians, sin, sqrt

import numpy as np
from numpy.typing import NDArray

LatLon = tuple[float, float]
"""Latitude and longitude in degrees (WGS84)."""

EARTH_RADIUS_MILES = 3958.7613
"""The mean radius (6371.0088 km). Taking the earth as a ball is at most 0.6 % out in Great Britain."""


def miles_between(start: LatLon, end: LatLon) -> float:
    """Return the miles between two points as the crow flies (haversine formula)."""
    lat, lon, end_lat, end_lon = map(radians, (*start, *end))
    half = sin((end_lat - lat) / 2) ** 2 + cos(lat) * cos(end_lat) * sin((end_lon - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_MILES * asin(sqrt(min(half, 1.0)))


def miles_to_each(start: LatLon, lats: NDArray[np.float64], lons: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the miles from one point to each of many, given in degrees; all three arrays have one shape."""
    lat, lon = np.radians(start[0]), np.radians(start[1])
    end_lats, end_lons = np.radians(lats), np.radians(lons)
    half = np.sin((end_lats - lat) / 2) ** 2 + np.cos(lat) * np.cos(end_lats) * np.sin((end_lons - lon) / 2) ** 2
    miles: NDArray[np.float64] = 2 * EARTH_RADIUS_MILES * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    return miles


def miles_in_words(miles: float) -> str:
    """Return a distance as people say it: whole miles, halves upwards; the data promise no better."""
    if miles < 0.5:
        return "less than half a mile"
    whole = int(miles + 0.5)
    return "about 1 mile" if whole == 1 else f"about {whole:,} miles"
