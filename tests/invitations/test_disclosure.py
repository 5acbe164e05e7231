"""What an employer sees of people it may invite."""

from dataclasses import replace
from datetime import date

import pytest

from careers.invitations.disclosure import Suitable, distance_in_words, is_enough, seen_by_employer
from careers.matching.fit import Band, Fit, measure_fit
from careers.matching.parts import Offer, Wish
from careers.reference.choices import Contract, Need


def fit_in(band: Band) -> Fit:
    offer = Offer(52, -0.7, frozenset(), Contract.PERMANENT, Need.NOT_NEEDED, 1300, 1300, date(2027, 1, 4))
    return replace(measure_fit(Wish(), offer, {}), band=band)


@pytest.mark.parametrize(
    ("miles", "words"),
    [
        (0, "Within 2 miles"),
        (1.99, "Within 2 miles"),
        (2, "2 to 5 miles away"),
        (5, "5 to 10 miles away"),
        (10, "More than 10 miles away"),
        (70, "More than 10 miles away"),
    ],
)
def test_distances_are_ranges(miles: float, words: str) -> None:
    assert distance_in_words(miles) == words


@pytest.mark.parametrize(
    ("shown", "unnamed", "expected"), [(0, 0, False), (2, 0, False), (3, 0, True), (2, 1, True), (0, 5, False)]
)
def test_fewer_than_three_are_not_shown(shown: int, unnamed: int, expected: bool) -> None:
    assert is_enough(shown, unnamed=unnamed) is expected


def test_people_are_numbered_through_the_bands_from_the_strongest() -> None:
    bands = [Band.UNKNOWN, Band.GOOD, Band.STRONG, Band.GOOD]
    found = [Suitable(number, 1, fit_in(band)) for number, band in enumerate(bands)]

    groups = seen_by_employer(found, vacancy_id=7, secret="s")

    assert [(group.title, [person.label for person in group.people]) for group in groups] == [
        ("Strong fit", ["Person 1"]),
        ("Good fit", ["Person 2", "Person 3"]),
        ("Fit not known yet", ["Person 4"]),
    ]
