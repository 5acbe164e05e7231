"""Named places, wards and councils: by their exact name, by the start of it, or by a near spelling."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache, partial
from itertools import groupby, takewhile
from operator import attrgetter
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from careers.geo.distance import LatLon, miles_between
from careers.geo.districts import centre_of, get_district, list_districts
from careers.geo.postcodes import Precision
from careers.geo.tables import read_columns

NEARBY_MILES = 25.0
"""A place farther off than this is meant only when no nearer place has its name."""

_LONGEST_NAME = 80
_LEAST_ALIKE = 65
_ALIKE_ENOUGH = 80
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
        stands_alone = self.precision == "council" or self.name == self.district
        return self.name if stands_alone else f"{self.name}, {self.district}"


class _Index(NamedTuple):
    """Normalised names in alphabetical order, and their places column by column: processes share columns unread.

    The places of a name stand from its `first` to that of the next; a column is a field of Place, texts as bytes.
    """

    names: list[str]
    first: NDArray[np.intp]
    columns: tuple[NDArray[Any], ...]

    def named(self, name: str) -> list[Place]:
        """Return the places of exactly this name."""
        at = bisect_left(self.names, name)
        return self.at(at) if self.names[at : at + 1] == [name] else []

    def at(self, number: int) -> list[Place]:
        """Return the places of the name with a number."""
        own = slice(self.first[number], self.first[number + 1])
        return [
            Place(name.decode(), district.decode(), lat, lon, people, precision.decode(), lad_code.decode() or None)
            for name, district, lat, lon, people, precision, lad_code in zip(
                *(column[own].tolist() for column in self.columns), strict=True
            )
        ]


@lru_cache(maxsize=5_000)
def normalise_place(text: str) -> str:
    """Return a place name for comparing: small letters, "and" for "&", hyphens as spaces, no other marks."""
    plain = unicodedata.normalize("NFKD", text[:_LONGEST_NAME].lower().replace("&", " and "))
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", plain).encode("ascii", "ignore").decode()))


def find_places(text: str, *, near: LatLon | None = None, limit: int = 10) -> list[Place]:
    """Return the places that a name, or a name with its district ("Bletchley, Milton Keynes"), stands for.

    Those within NEARBY_MILES of `near` come first; then exact points before approximate ones, the larger
    before the smaller, the nearer before the farther. Where no place of that name is nearby, names that begin
    with it count as well ("Newport" for Newport Pagnell). A place that is a ward or council too comes once.
    """
    wanted = normalise_place(text)
    exact = _index().named(wanted) or _with_district(wanted)
    is_answered = any(is_near(place, near) for place in exact)
    longer = [] if is_answered else [p for p in _beginning_with(wanted) if not exact or is_near(p, near)]
    is_mixed = bool(exact and longer)  # all of one name far off, all of the longer names nearby: size decides
    ranked = sorted([*exact, *longer], key=partial(_rank, near=near, nearby_first=not is_mixed))
    once: dict[tuple[str, str | None], Place] = {}
    for place in ranked:
        once.setdefault((normalise_place(place.name), place.lad_code), place)
    return list(once.values())[:limit]


def places_named(text: str) -> Sequence[Place]:
    """Return the places of exactly this name, wherever they are, in no order that matters."""
    return _index().named(normalise_place(text))


def suggest_places(text: str, *, near: LatLon | None = None, limit: int = 5) -> list[Place]:
    """Return the places whose names look like a text, the most alike first; nearby ones get a head start.

    Method: normalised Indel similarity (RapidFuzz `ratio`, 0 to 100), at least 65, plus 8 when nearby. Few people slip
    at the first letter: names with another one are looked at only when none with the same is alike enough.
    """
    wanted = normalise_place(text)
    matches = _alike(wanted, _by_initial().get(wanted[:1], []), limit * 10)
    if not matches or matches[0][1] < _ALIKE_ENOUGH:
        matches = _alike(wanted, _sharing_letters(wanted), limit * 10)
    scored: list[tuple[float, Place]] = []
    for name, score, _ in matches:
        place = min(_index().named(name), key=partial(_rank, near=near, nearby_first=True))
        scored.append((score + _NEARBY_BONUS if is_near(place, near) else score, place))
    scored.sort(key=lambda match: (-match[0], -match[1].population, match[1].name))
    return [place for _, place in scored[:limit]]


def _alike(wanted: str, names: Sequence[str], limit: int) -> list[tuple[str, float, int]]:
    return process.extract(wanted, names, scorer=fuzz.ratio, score_cutoff=_LEAST_ALIKE, limit=limit)


def _sharing_letters(wanted: str) -> list[str]:
    """Return the names that have so many letters of a text that they may be alike enough: few of all."""
    names, letters = _index().names, _letters()
    shared = np.zeros(len(names), np.int32)
    for letter, times in Counter(wanted).items():
        if letter in letters:
            shared += np.minimum(letters[letter], times)
    may_be = 200 * shared >= _LEAST_ALIKE * (_lengths() + len(wanted))
    return [names[at] for at in np.flatnonzero(may_be).tolist()]


@lru_cache
def _lengths() -> NDArray[np.int32]:
    return np.array([len(name) for name in _index().names], np.int32)


@lru_cache
def _letters() -> dict[str, NDArray[np.uint8]]:
    """Return how many of each letter stand in each name, in alphabetical order."""
    names = _index().names
    starts = np.cumsum(_lengths() + 1) - _lengths() - 1
    text = np.frombuffer("\n".join(names).encode("ascii"), np.uint8)
    return {letter: np.add.reduceat(text == ord(letter), starts, dtype=np.uint8) for letter in set("".join(names))}


@lru_cache
def _by_initial() -> dict[str, list[str]]:
    return {letter: list(names) for letter, names in groupby(_index().names, key=lambda name: name[:1])}


def likeness(text: str, place: Place) -> float:
    """Return how alike a text and the name of a place are written, from 0 to 100 (same)."""
    return fuzz.ratio(normalise_place(text), normalise_place(place.name))


def is_near(place: Place, near: LatLon | None) -> bool:
    """Return whether a place is within NEARBY_MILES of a point; where no point matters, every place is."""
    return near is None or miles_from(near, place) <= NEARBY_MILES


def is_english(place: Place) -> bool:
    """Return whether a place is in England; the counties that have several districts all are."""
    return place.lad_code is None or get_district(place.lad_code).country == "England"


def miles_from(near: LatLon | None, place: Place) -> float:
    """Return how far a place is from a point; where no point matters, no place is far."""
    return _miles((place.lat, place.lon), near) if near else 0.0


_miles = lru_cache(maxsize=5_000)(miles_between)
"""Each place is ranked several times over."""


def _rank(place: Place, near: LatLon | None, nearby_first: bool) -> tuple[bool, int, int, float]:
    is_far = nearby_first and not is_near(place, near)
    return (is_far, _ORDER[place.precision], -place.population, miles_from(near, place))


def _with_district(wanted: str) -> list[Place]:
    """Places for a name with its district, county or region after it: "bletchley milton keynes"."""
    words = wanted.split()
    for end in range(len(words) - 1, 0, -1):
        area = " ".join(words[end:])
        found = [p for p in _index().named(" ".join(words[:end])) if area in _areas_of(p)]
        if found:
            return found
    return []


def _areas_of(place: Place) -> set[str]:
    county = get_district(place.lad_code).utla_name if place.lad_code else ""
    return {normalise_place(place.district), normalise_place(county)}


def _beginning_with(wanted: str) -> list[Place]:
    start, index = f"{wanted} ", _index()
    following = range(bisect_left(index.names, start), len(index.names))
    matching = takewhile(lambda number: index.names[number].startswith(start), following)
    return [place for number in matching for place in index.at(number)]


@lru_cache
def _index() -> _Index:
    places = [*_named_places(), *_wards(), *_councils()]
    keys = [normalise_place(place.name) for place in places]
    in_order = sorted(range(len(places)), key=keys.__getitem__)
    first = [at for at, row in enumerate(in_order) if at == 0 or keys[row] != keys[in_order[at - 1]]]
    columns = zip(*(places[row] for row in in_order), strict=True)
    return _Index(
        [keys[in_order[at]] for at in first],
        np.array([*first, len(places)]),
        tuple(np.array([_packed(value) for value in column]) for column in columns),
    )


def _packed(value: str | float | None) -> bytes | float:
    return (value or "").encode() if value is None or isinstance(value, str) else value


def _named_places() -> list[Place]:
    names = {district.lad_code: district.name for district in list_districts()}
    columns = read_columns("places.csv.gz")
    order = ("name", "lad_code", "lat", "lon", "population", "precision")
    return [
        Place(name, names[lad], float(lat), float(lon), int(people or 0), cast("Precision", precision), lad)
        for name, lad, lat, lon, people, precision in zip(*(columns[key] for key in order), strict=True)
    ]


def _wards() -> list[Place]:
    """Wards, and each part of a double name: "Woughton & Fishermead" is both, roughly there."""
    names = {district.lad_code: district.name for district in list_districts()}
    columns = read_columns("wards.csv.gz")
    wards = [
        Place(name, names[lad], float(lat), float(lon), 0, "ward", lad)
        for name, lad, lat, lon in zip(*(columns[key] for key in ("name", "lad_code", "lat", "lon")), strict=True)
    ]
    parts = [
        ward._replace(name=part, precision="approx")
        for ward in wards
        for part in re.split(r" & | and ", ward.name)
        if part != ward.name
    ]
    return wards + parts


def _councils() -> list[Place]:
    """Council areas: every district, and every county that has several."""
    districts = list_districts()
    own = [Place(d.name, d.region_name or d.country, d.lat, d.lon, 0, "council", d.lad_code) for d in districts]
    in_counties = [d for d in sorted(districts, key=attrgetter("utla_code")) if d.utla_code != d.lad_code]
    counties = [
        Place(
            parts[0].utla_name,
            parts[0].region_name,
            *centre_of(tuple(d.lad_code for d in parts)),
            0,
            "council",
            None,
        )
        for parts in (list(group) for _, group in groupby(in_counties, key=attrgetter("utla_code")))
    ]
    return own + counties
