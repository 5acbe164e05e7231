"""Real postcodes of the area for invented people and workplaces, and the towns that they lie in."""

from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from careers.demo.world import World
from careers.geo.distance import LatLon, miles_between, miles_to_each
from careers.geo.districts import get_district
from careers.geo.tables import read_columns

SMALLEST_TOWN = 1000
VILLAGE_BELOW = 9000


class Home(NamedTuple):
    """A postcode in use, and where it is."""

    postcode: str
    lat: float
    lon: float
    lad_code: str


class Town(NamedTuple):
    """A town or a village with its name as the postcode data know it."""

    name: str
    population: int

    @property
    def is_village(self) -> bool:
        """Whether it is so small that buses are few."""
        return self.population < VILLAGE_BELOW


@lru_cache(maxsize=1)
def postcodes_in(lad_codes: tuple[str, ...]) -> tuple[Home, ...]:
    """Return the postcodes that we hold for some council areas, in the order of their letters."""
    columns = read_columns("postcodes.csv.gz")
    rows = zip(columns["code"], columns["lat"], columns["lon"], columns["lad_code"], strict=True)
    return tuple(
        Home(f"{code[:-3]} {code[-3:]}", float(lat), float(lon), lad)
        for code, lat, lon, lad in rows
        if lad in lad_codes
    )


def spread_postcodes(world: World, number: int) -> list[Home]:
    """Return postcodes spread over the area as its postcodes are: one in each of `number` equal runs of the list."""
    homes = postcodes_in(world.area_codes)
    return [homes[int((place + world.rng.random()) * len(homes) / number)] for place in range(number)]


def postcode_near(world: World, point: LatLon, *, tries: int = 6) -> Home:
    """Return a postcode of the area, the nearest to a point of so many: people look for work near their home."""
    homes = world.rng.sample(postcodes_in(world.area_codes), tries)
    return min(homes, key=lambda home: miles_between((home.lat, home.lon), point))


def town_of(home: Home) -> Town:
    """Return the nearest town or village of some size in the same council area, else the area itself."""
    towns, lats, lons = _towns(home.lad_code)
    if not towns:
        return Town(get_district(home.lad_code).name, VILLAGE_BELOW)
    return towns[int(np.argmin(miles_to_each((home.lat, home.lon), lats, lons)))]


def has_postcodes(lad_codes: Collection[str]) -> bool:
    """Say whether we hold the postcodes of these council areas one by one."""
    return bool(postcodes_in(tuple(lad_codes)))


@lru_cache
def _towns(lad_code: str) -> tuple[list[Town], NDArray[np.float64], NDArray[np.float64]]:
    columns = read_columns("places.csv.gz")
    rows = [
        (Town(name, int(population)), float(lat), float(lon))
        for name, lat, lon, precision, population, lad in zip(*columns.values(), strict=True)
        if lad == lad_code and precision == "point" and int(population or 0) >= SMALLEST_TOWN
    ]
    return (
        [town for town, _, _ in rows],
        np.array([lat for _, lat, _ in rows]),
        np.array([lon for _, _, lon in rows]),
    )
