"""How far people get without a car: worked by hand from the assumptions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.geo.travel import MEANS, MINUTES, assumption_words, minutes_for, reach_in_miles, travel_words


@pytest.mark.parametrize(
    ("means", "minutes", "miles"),
    [
        ("walk", 30, 1.5 / 1.3),  # 3 miles an hour for half an hour, along roads
        ("walk", 60, 3 / 1.3),
        ("bike", 30, 4.5 / 1.3),
        ("bus", 30, 2.25 / 1.3),  # a quarter of an hour of it in the bus
        ("bus", 60, 6.75 / 1.3),
        ("bus", 15, 0.75 / 1.3),  # no time for a bus: on foot
    ],
)
def test_how_far_people_get(means: str, minutes: int, miles: float) -> None:
    assert reach_in_miles(means, minutes) == pytest.approx(miles)


@pytest.mark.parametrize(
    ("means", "miles", "words"),
    [
        ("bike", 3.0, "about 30 minutes by bike"),  # 3.9 miles of road: 26 minutes
        ("walk", 1.0, "about 30 minutes on foot"),  # 26
        ("walk", 0.1, "less than 5 minutes on foot"),  # 2.6
        ("bus", 2.0, "about 35 minutes by bus"),  # 15 and 17.3
        ("bus", 0.4, "about 15 minutes on foot"),  # 10.4 on foot, 18.5 by bus
        ("bike", 0.0, "less than 5 minutes by bike"),
        ("", 2.0, ""),
        ("helicopter", 2.0, ""),
        ("walk", None, ""),
    ],
)
def test_minutes_in_words(means: str, miles: float | None, words: str) -> None:
    assert travel_words(means, miles) == words


@given(st.sampled_from(sorted(MEANS)), st.sampled_from(MINUTES))
def test_the_edge_of_the_reach_takes_the_minutes_asked_for(means: str, minutes: int) -> None:
    assert minutes_for(means, reach_in_miles(means, minutes)) == pytest.approx(minutes)
    assert travel_words(means, reach_in_miles(means, minutes)).startswith(f"about {minutes} minutes")


@given(st.sampled_from(sorted(MEANS)), st.floats(0, 20), st.floats(0, 20))
def test_farther_takes_no_less_time(means: str, one: float, other: float) -> None:
    assert minutes_for(means, min(one, other)) <= minutes_for(means, max(one, other))


@pytest.mark.parametrize("means", sorted(MEANS))
def test_the_assumption_is_said(means: str) -> None:
    assert "no timetables" in assumption_words(means)
    assert "a third longer than a straight line" in assumption_words(means)


def test_no_means_no_assumption() -> None:
    assert assumption_words("") == ""
