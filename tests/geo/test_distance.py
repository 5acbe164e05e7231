"""Distances in miles, one by one and many at once, and in words."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.geo.distance import miles_between, miles_in_words, miles_to_each

points = st.tuples(st.floats(49.5, 61.0), st.floats(-8.5, 2.0))


def test_one_degree_of_latitude_is_a_three_hundred_and_sixtieth_of_the_way_round() -> None:
    miles = miles_between((52.0, -0.7), (53.0, -0.7))

    assert miles == pytest.approx(69.0934, abs=0.0001)  # 2 x pi x 3958.7613 / 360


def test_a_degree_of_longitude_is_half_as_long_at_sixty_degrees_north() -> None:
    miles = miles_between((60.0, 0.0), (60.0, 1.0))

    assert miles == pytest.approx(69.0934 / 2, abs=0.01)


def test_the_far_side_of_the_earth_is_half_the_way_round() -> None:
    miles = miles_between((0.0, 0.0), (0.0, 180.0))

    assert miles == pytest.approx(12436.8, abs=0.1)  # pi x 3958.7613


@given(points, points)
def test_the_way_back_is_as_long(start: tuple[float, float], end: tuple[float, float]) -> None:
    assert miles_between(start, end) == pytest.approx(miles_between(end, start), abs=1e-9)


@given(points)
def test_nowhere_is_far_from_itself(point: tuple[float, float]) -> None:
    assert miles_between(point, point) == 0


@given(points, st.lists(points, min_size=1, max_size=5))
def test_many_at_once_are_the_same_as_one_by_one(start: tuple[float, float], ends: list[tuple[float, float]]) -> None:
    lats, lons = np.array([lat for lat, _ in ends]), np.array([lon for _, lon in ends])

    miles = miles_to_each(start, lats, lons)

    assert miles.tolist() == pytest.approx([miles_between(start, end) for end in ends], abs=1e-6)


@pytest.mark.parametrize(
    ("miles", "words"),
    [
        (0.0, "less than half a mile"),
        (0.49, "less than half a mile"),
        (0.5, "about 1 mile"),
        (1.49, "about 1 mile"),
        (1.5, "about 2 miles"),
        (2.5, "about 3 miles"),
        (1234.0, "about 1,234 miles"),
    ],
)
def test_miles_are_said_in_whole_miles(miles: float, words: str) -> None:
    assert miles_in_words(miles) == words
