"""Grid to degrees, against pyproj 3.7.2 (EPSG:27700 to EPSG:4326) from the far west to Shetland."""

import numpy as np
import pytest

from careers.geo.distance import miles_between
from careers.geo.grid import to_degrees

KNOWN = [
    (485000, 234000, 51.997948, -0.763325),
    (529090, 179645, 51.501009, -0.141588),
    (180000, 30000, 50.129196, -5.079524),
    (440000, 1150000, 60.232341, -1.279619),
    (250000, 800000, 57.066534, -4.475511),
    (651410, 313177, 52.657976, 1.716053),
]
TEN_METRES = 0.0062


@pytest.mark.parametrize(("easting", "northing", "lat", "lon"), KNOWN)
def test_a_point_lies_where_others_put_it(easting: float, northing: float, lat: float, lon: float) -> None:
    lats, lons = to_degrees(np.array([float(easting)]), np.array([float(northing)]))

    assert miles_between((lats[0], lons[0]), (lat, lon)) < TEN_METRES


def test_many_points_come_out_in_their_order() -> None:
    eastings, northings, lats, lons = (np.array(column, dtype=float) for column in zip(*KNOWN, strict=True))

    found_lats, found_lons = to_degrees(eastings, northings)

    assert np.abs(found_lats - lats).max() < 0.0001
    assert np.abs(found_lons - lons).max() < 0.0001


def test_no_points_are_no_trouble() -> None:
    lats, lons = to_degrees(np.array([]), np.array([]))

    assert (len(lats), len(lons)) == (0, 0)
