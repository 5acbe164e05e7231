"""What a provider writes on a placement, by name and type: the arguments of the commands."""

from datetime import date
from typing import TypedDict

from careers.placements.models import Scheme
from careers.providers.models import Workplace
from careers.reference.choices import Need


class PlacementTerms(TypedDict, total=False):
    """What a provider writes on a placement. Hours are minutes a week."""

    scheme: Scheme
    title: str
    role_code: int
    description: str
    who_for: str
    training: str
    expenses: str
    places: int
    weeks: int
    hours_min_minutes: int
    hours_max_minutes: int
    patterns: list[str]
    starts_on: date
    closes_on: date
    driving: Need
    youngest_age: int


class PlacementFields(PlacementTerms, total=False):
    """The same, and where the placement is."""

    workplace: Workplace
