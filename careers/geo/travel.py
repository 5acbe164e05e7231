"""How far people get on foot, by bike or by bus: an honest estimate, without timetables or a map of roads. Pure.

Method and figures: docs/decisions/0017. A road is taken as 1.3 times the straight line. People walk 3 miles an hour and
ride 9. A bus runs at 9 miles an hour with its stops, and 15 minutes go on walking to it and waiting. Used up
to an hour.
"""

import math
from typing import NamedTuple

ROAD_FOR_STRAIGHT = 1.3
"""Miles by road for a mile of straight line."""

MINUTES = (15, 30, 45, 60)
"""The journeys that a search can ask for."""


class Means(NamedTuple):
    """A way to travel: miles of road an hour, minutes that go before it moves, and how it is said."""

    miles_an_hour: float
    waiting_minutes: int
    label: str
    words: str
    assumption: str


MEANS = {
    "walk": Means(3, 0, "On foot", "on foot", "3 miles an hour on foot"),
    "bike": Means(9, 0, "By bike", "by bike", "9 miles an hour by bike"),
    "bus": Means(
        9, 15, "By bus", "by bus", "15 minutes to walk to the bus and wait for it, then 9 miles an hour with its stops"
    ),
}


def reach_in_miles(means: str, minutes: int) -> float:
    """Return the straight-line miles that somebody gets in so many minutes; a bus never gets less far than feet do."""
    walk, chosen = MEANS["walk"], MEANS[means]
    return max(_reach(chosen, minutes), _reach(walk, minutes) if means == "bus" else 0.0)


def minutes_for(means: str, miles: float) -> float:
    """Return the minutes for a straight-line distance; for a short way to the bus stop, those of walking there."""
    walk, chosen = MEANS["walk"], MEANS[means]
    return min(_minutes(chosen, miles), _minutes(walk, miles) if means == "bus" else math.inf)


def travel_words(means: str, miles: float | None) -> str:
    """Return "about 25 minutes by bike" for a straight-line distance, or nothing where there is nothing to say.

    Minutes are rounded up to the next five: the method promises no better, and nobody likes to be late.
    """
    if means not in MEANS or miles is None:
        return ""
    minutes = max(5, 5 * math.ceil(minutes_for(means, miles) / 5 - 1e-9))
    is_on_foot = means == "bus" and _minutes(MEANS["walk"], miles) <= _minutes(MEANS["bus"], miles)
    words = MEANS["walk" if is_on_foot else means].words
    return f"less than 5 minutes {words}" if minutes_for(means, miles) < 5 else f"about {minutes} minutes {words}"


def assumption_words(means: str) -> str:
    """Return the sentence that says what the minutes rest on; it stands once on a page that shows them."""
    if means not in MEANS:
        return ""
    reckoned = f"{MEANS[means].assumption}. We take the way as a third longer than a straight line"
    return f"We have no timetables. The minutes are our estimate: {reckoned}."


def _reach(means: Means, minutes: int) -> float:
    return max(0, minutes - means.waiting_minutes) / 60 * means.miles_an_hour / ROAD_FOR_STRAIGHT


def _minutes(means: Means, miles: float) -> float:
    return means.waiting_minutes + miles * ROAD_FOR_STRAIGHT / means.miles_an_hour * 60
