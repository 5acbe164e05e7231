"""British National Grid to degrees of WGS84, for many points at once.

Source: Ordnance Survey, "A guide to coordinate systems in Great Britain", annexes B and C (projection, and the Helmert
transformation with its seven figures). The Helmert step is good to about 5 metres, far below what we show.
"""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

AIRY = (6_377_563.396, 6_356_256.909)
WGS84 = (6_378_137.0, 6_356_752.314_245)
"""Half axes of the two ellipsoids, in metres."""

SCALE, TRUE_LAT, TRUE_LON = 0.9996012717, np.radians(49.0), np.radians(-2.0)
FALSE_EASTING, FALSE_NORTHING = 400_000.0, -100_000.0

SHIFT = (446.448, -125.157, 542.060)
TURN = tuple(np.radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
STRETCH = 1 - 20.4894e-6
"""Metres, turns and scale that take Airy's ellipsoid to WGS84."""


def to_degrees(eastings: Numbers, northings: Numbers) -> tuple[Numbers, Numbers]:
    """Return latitudes and longitudes for eastings and northings in metres; all arrays have one shape."""
    lat, lon = _unproject(eastings, northings)
    x, y, z = _to_cartesian(lat, lon, AIRY)
    turn_x, turn_y, turn_z = TURN
    moved = (
        SHIFT[0] + STRETCH * x - turn_z * y + turn_y * z,
        SHIFT[1] + turn_z * x + STRETCH * y - turn_x * z,
        SHIFT[2] - turn_y * x + turn_x * y + STRETCH * z,
    )
    lat, lon = _from_cartesian(*moved, WGS84)
    return np.degrees(lat), np.degrees(lon)


def _unproject(eastings: Numbers, northings: Numbers) -> tuple[Numbers, Numbers]:
    """Undo the transverse Mercator projection; radians on Airy's ellipsoid (annex C.2)."""
    a, b = AIRY
    e2 = 1 - (b / a) ** 2
    north = northings - FALSE_NORTHING
    lat = TRUE_LAT + north / (a * SCALE)
    for _ in range(6):  # each round gains more than two digits
        lat = lat + (north - _arc(lat)) / (a * SCALE)
    sine2, tan, sec = np.sin(lat) ** 2, np.tan(lat), 1 / np.cos(lat)
    nu = a * SCALE / np.sqrt(1 - e2 * sine2)
    rho = a * SCALE * (1 - e2) / (1 - e2 * sine2) ** 1.5
    eta2 = nu / rho - 1
    t2, t4, t6 = tan**2, tan**4, tan**6
    east = eastings - FALSE_EASTING
    vii = tan / (2 * rho * nu)
    viii = tan / (24 * rho * nu**3) * (5 + 3 * t2 + eta2 - 9 * t2 * eta2)
    ix = tan / (720 * rho * nu**5) * (61 + 90 * t2 + 45 * t4)
    x = sec / nu
    xi = sec / (6 * nu**3) * (nu / rho + 2 * t2)
    xii = sec / (120 * nu**5) * (5 + 28 * t2 + 24 * t4)
    xiia = sec / (5040 * nu**7) * (61 + 662 * t2 + 1320 * t4 + 720 * t6)
    return (
        lat - vii * east**2 + viii * east**4 - ix * east**6,
        TRUE_LON + x * east - xi * east**3 + xii * east**5 - xiia * east**7,
    )


def _arc(lat: Numbers) -> Numbers:
    """Return the metres of meridian from the true origin to a latitude, times the scale."""
    a, b = AIRY
    n = (a - b) / (a + b)
    less, more = lat - TRUE_LAT, lat + TRUE_LAT
    length: Numbers = (b * SCALE) * (
        (1 + n + 1.25 * n**2 + 1.25 * n**3) * less
        - (3 * n + 3 * n**2 + 2.625 * n**3) * np.sin(less) * np.cos(more)
        + (1.875 * n**2 + 1.875 * n**3) * np.sin(2 * less) * np.cos(2 * more)
        - 35 / 24 * n**3 * np.sin(3 * less) * np.cos(3 * more)
    )
    return length


def _to_cartesian(lat: Numbers, lon: Numbers, ellipsoid: tuple[float, float]) -> tuple[Numbers, Numbers, Numbers]:
    a, b = ellipsoid
    e2 = 1 - (b / a) ** 2
    nu = a / np.sqrt(1 - e2 * np.sin(lat) ** 2)
    return nu * np.cos(lat) * np.cos(lon), nu * np.cos(lat) * np.sin(lon), (1 - e2) * nu * np.sin(lat)


def _from_cartesian(x: Numbers, y: Numbers, z: Numbers, ellipsoid: tuple[float, float]) -> tuple[Numbers, Numbers]:
    a, b = ellipsoid
    e2 = 1 - (b / a) ** 2
    p = np.hypot(x, y)
    lat = np.arctan2(z, p * (1 - e2))
    for _ in range(4):
        nu = a / np.sqrt(1 - e2 * np.sin(lat) ** 2)
        lat = np.arctan2(z + e2 * nu * np.sin(lat), p)
    return lat, np.arctan2(y, x)
