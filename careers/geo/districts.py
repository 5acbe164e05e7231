"""Council areas: districts and unitaries, and the council that has social services duties there."""

import re
from functools import lru_cache
from typing import NamedTuple

from careers.geo.distance import LatLon
from careers.geo.tables import read_columns


class District(NamedTuple):
    """A district, unitary, borough or council area, with the council for social services there.

    `lat` and `lon` are the mean of its live postcodes, counted in `live_postcodes`; regions are England's.
    """

    lad_code: str
    name: str
    utla_code: str
    utla_name: str
    region_name: str
    country: str
    lat: float
    lon: float
    live_postcodes: int


@lru_cache
def list_districts() -> tuple[District, ...]:
    """Return every district of Great Britain by code."""
    return tuple(_districts().values())


def get_district(lad_code: str) -> District:
    """Return the district with a code such as E06000042; raise LookupError when there is none."""
    district = _districts().get(lad_code)
    if district is None:
        raise LookupError(f"No district has the code {lad_code}")
    return district


@lru_cache(maxsize=100)
def centre_of(lad_codes: tuple[str, ...]) -> LatLon:
    """Return the middle of the districts taken together: the mean of their live postcodes, in degrees.

    Raises LookupError for an unknown code, ValueError for none at all.
    """
    if not lad_codes:
        raise ValueError("The centre of no districts at all was asked for")
    districts = [get_district(code) for code in lad_codes]
    postcodes = sum(district.live_postcodes for district in districts)
    return (
        sum(district.lat * district.live_postcodes for district in districts) / postcodes,
        sum(district.lon * district.live_postcodes for district in districts) / postcodes,
    )


def without_rank(name: str) -> str:
    """Return a council's name as people say it: "Bristol" for "Bristol, City of"."""
    return re.sub(r", (City|County) of$", "", name)


@lru_cache
def _districts() -> dict[str, District]:
    columns = read_columns("districts.csv")
    plain = {name: [without_rank(text) for text in columns[name]] for name in ("lad_name", "utla_name")}
    names = ("lad_code", "lad_name", "utla_code", "utla_name", "region_name", "country")
    texts = (plain.get(name, columns[name]) for name in names)
    numbers = (map(float, columns["lat"]), map(float, columns["lon"]), map(int, columns["live_postcodes"]))
    rows = zip(*texts, *numbers, strict=True)
    return {row[0]: District(*row) for row in rows}
