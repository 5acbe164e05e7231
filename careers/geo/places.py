"""Named places, wards and councils: by their exact name, by the start of it, or by a near spelling."""

import re
import unicodedata
from bisect import bisect_left
from functools import lru_cache
from itertools import groupby, takewhile
from typing import NamedTuple

from rapidfuzz import fuzz, process

from careers.geo.distance import LatLon, miles_between
from careers.geo.districts import centre_of, get_district, list_districts
from careers.geo.postcodes import Precision
from careers.geo.tables import read_columns

NEARBY_MILES = 25.0
"""A place farther off than this is meant only when no nearer place has its name."""

_LONGEST_NAME = 80
_LEAST_ALIKE = 65
_NEARBY_BONUS = 8
_ORDER: dict[str, int] = {"point": 0, "council": 1, "ward": 2, "approx": 3}


class Place(NamedTuple):
    """A named place. `district` tells places of one name apart; `population` is 0 where unknown.

    `lad_code` is None for a county council's area, which has several districts.
    """

    name: str
    district: str
    lat: float
    lon: float
    population: int
    precision: Precision
    lad_code: str | None

    @property
    def label(self) -> str:
        """The name with its district, which `find_places` understands again."""
        return self.name if self.name == self.district else f"{self.name}, {self.district}"


class _Index(NamedTuple):
    """Places by normalised name, and the names in alphabetical order."""

    places: dict[str, list[Place]]
    names: list[str]


def normalise_place(text: str) -> str:
    """Return a place name for comparing: small letters, no accents, "and" for "&", hyphens as spaces, no other marks."""
    plain = unicodedata.normalize("NFKD", text[:_LONGEST_NAME].lower().replace("&", " and "))
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", plain).encode("ascii", "ignore").decode()))


def find_places(text: str, *, near: LatLon | None = None, limit: int = 10) -> list[Place]:
    """Return the places that a name, or a name with its district ("Bletchley, Milton Keynes"), stands for.

    Those within NEARBY_MILES of `near` come first; then exact points before approximate ones, the larger before the
    smaller, the nearer before the farther. Where no place of that name is nearby, names that begin with it count as well
    ("Stoke" near Stoke-on-Trent). One place is listed once, also when it is a ward or council too.
    """
    wanted = normalise_place(text)
    exact = _index().places.get(wanted, []) or _with_district(wanted)
    is_answered = any(_is_near(place, near) for place in exact)
    longer = [] if is_answered else [p for p in _beginning_with(wanted) if not exact or _is_near(p, near)]
    is_mixed = bool(exact and longer)

    def rank(place: Place) -> tuple[bool, int, int, float]:
        is_far = not is_mixed and not _is_near(place, near)
        return (is_far, _ORDER[place.precision], -place.population, _miles(place, near))

    ranked = sorted([*exact, *longer], key=rank)
    once = {(normalise_place(place.name), place.lad_code): place for place in reversed(ranked)}
    return list(reversed(once.values()))[:limit]
