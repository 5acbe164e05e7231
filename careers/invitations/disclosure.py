"""What an employer sees of people it may invite: how well they fit, and nothing that tells who they are. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from careers.invitations.policies import LEAST_SHOWN
from careers.invitations.tokens import token_for
from careers.matching.fit import Band, Fit, Line

BANDS = {
    Band.STRONG: "Strong fit",
    Band.GOOD: "Good fit",
    Band.SOME: "Some fit",
    Band.UNKNOWN: "Fit not known yet",
}
"""The headings, in the order in which people are shown."""

DISTANCES = ((2, "Within 2 miles"), (5, "2 to 5 miles away"), (10, "5 to 10 miles away"))
"""So wide that adverts at several places cannot be used to work out where somebody lives."""

FURTHER = "More than 10 miles away"


class Suitable(NamedTuple):
    """Somebody who can be invited for a vacancy: who, how many miles from it they live, and how well they fit."""

    candidate_id: int
    miles: float
    fit: Fit


@dataclass(frozen=True, slots=True)
class Stranger:
    """A person as the employer sees them: a label and a token for this page, bands, and sentences."""

    token: str
    label: str
    distance_words: str
    values_band: Band
    practical_band: Band
    values: tuple[Line, ...]
    practical: tuple[Line, ...]


class Group(NamedTuple):
    """People whose fit counts as equal."""

    band: Band
    title: str
    people: list[Stranger]


def seen_by_employer(found: Sequence[Suitable], *, vacancy_id: int, secret: str) -> list[Group]:
    """Return suitable people by band; within a band in an order that chance gave for this vacancy."""
    groups, number = [], 0
    for band, title in BANDS.items():
        people = []
        for one in found:
            if one.fit.band is band:
                number += 1
                people.append(_stranger(one, f"Person {number}", token_for(secret, vacancy_id, one.candidate_id)))
        if people:
            groups.append(Group(band, title, people))
    return groups


def is_enough(shown: int, *, unnamed: int) -> bool:
    """Say whether so many people can be shown. `unnamed` were invited before, and the employer cannot name them."""
    return shown > 0 and shown + unnamed >= LEAST_SHOWN


def distance_in_words(miles: float) -> str:
    """Return about how far away somebody lives, as a range and never as a place."""
    return next((words for most, words in DISTANCES if miles < most), FURTHER)


def _stranger(one: Suitable, label: str, token: str) -> Stranger:
    return Stranger(
        token=token,
        label=label,
        distance_words=distance_in_words(one.miles),
        values_band=one.fit.values.band,
        practical_band=one.fit.practical.band,
        values=one.fit.values.for_provider,
        practical=one.fit.practical.for_provider,
    )
