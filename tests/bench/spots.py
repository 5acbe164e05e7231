"""Where work is in England: postcode sectors, as thick on the ground as people are, each with its town and council."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from careers.geo.distance import miles_to_each
from careers.geo.districts import District, list_districts
from careers.geo.tables import read_columns
from tests.bench.dice import Dice, Urn

SMALLEST_TOWN = 1000
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"  # those that end a postcode
JITTER_DEGREES = 0.004
"""About a quarter of a mile: a sector in a town is not much larger."""


@dataclass(frozen=True)
class Spot:
    """A postcode sector: "MK3 6", its middle in degrees, its council, the nearest town, the region."""

    sector: str
    lat: float
    lon: float
    lad_code: str
    town: str
    region: str

    def point(self, dice: Dice) -> tuple[float, float]:
        """Return a point near the middle."""
        lat, lon = self.lat + dice.wobble() * JITTER_DEGREES, self.lon + dice.wobble() * JITTER_DEGREES
        return round(lat, 5), round(lon, 5)

    def postcode(self, dice: Dice) -> str:
        """Return a postcode that the sector could have."""
        return f"{self.sector}{dice.pick(LETTERS)}{dice.pick(LETTERS)}"


@lru_cache
def spots() -> Urn[Spot]:
    """Return England's sectors, weighted by the live postcodes of their council area: people live there."""
    england = {district.lad_code: district for district in list_districts() if district.country == "England"}
    columns = read_columns("sectors.csv.gz")
    rows = [
        (code, float(lat), float(lon), england[lad])
        for code, lat, lon, lad in zip(*(columns[name] for name in ("code", "lat", "lon", "lad_code")), strict=True)
        if lad in england
    ]
    shares: dict[str, int] = {}
    for *_, district in rows:
        shares[district.lad_code] = shares.get(district.lad_code, 0) + 1
    return Urn(
        [
            (_spot(code, lat, lon, district), district.live_postcodes / shares[district.lad_code])
            for code, lat, lon, district in rows
        ]
    )


def _spot(code: str, lat: float, lon: float, district: District) -> Spot:
    nowhere = ([district.name], np.array([lat]), np.array([lon]))
    names, lats, lons = _towns().get(district.lad_code, nowhere)
    town = names[int(np.argmin(miles_to_each((lat, lon), lats, lons)))]
    return Spot(f"{code[:-1]} {code[-1]}", lat, lon, district.lad_code, town, district.region_name)


@lru_cache
def _towns() -> dict[str, tuple[list[str], NDArray[np.float64], NDArray[np.float64]]]:
    """Towns of each council area: names, latitudes, longitudes."""
    grouped: dict[str, list[tuple[str, float, float]]] = {}
    for name, lat, lon, _, lad in town_rows():
        grouped.setdefault(lad, []).append((name, lat, lon))
    return {
        lad: ([name for name, _, _ in rows], np.array([r[1] for r in rows]), np.array([r[2] for r in rows]))
        for lad, rows in grouped.items()
    }


@lru_cache
def town_rows() -> list[tuple[str, float, float, int, str]]:
    """Return (name, lat, lon, population, council code) of towns and villages of some size in England."""
    england = {district.lad_code for district in list_districts() if district.country == "England"}
    columns = read_columns("places.csv.gz")
    order = ("name", "lat", "lon", "precision", "population", "lad_code")
    return [
        (name, float(lat), float(lon), int(people), lad)
        for name, lat, lon, precision, people, lad in zip(*(columns[key] for key in order), strict=True)
        if lad in england and precision == "point" and int(people or 0) >= SMALLEST_TOWN
    ]
