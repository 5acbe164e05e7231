"""Areas with an edge rather than a middle: councils, counties, regions, and "anywhere". A search looks inside them."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from careers.geo.districts import centre_of, list_districts
from careers.geo.places import Place, normalise_place
from careers.geo.postcodes import Location
from careers.geo.tables import read_columns

NATION_WIDE = frozenset(
    {
        "england", "uk", "the uk", "u k", "united kingdom", "great britain", "britain", "gb", "all over england",
        "all of england", "the whole of england", "whole country", "the whole country", "nationwide", "nation wide",
        "national", "nationally", "anywhere", "any where", "any", "any area", "any place", "everywhere", "every where",
        "all", "all areas", "all over", "remote", "remotely", "online", "work from home", "from home",
    }
)  # fmt: skip
"""What people type when the place does not matter to them, as `normalise_place` gives it."""

_ALIKE = 88
"""How alike a misspelt county must be to be taken as meant: one wrong letter in eight."""

_COUNCIL_WORDS = re.compile(
    r"(?:(?:london|royal|metropolitan) borough of |borough of |city of |district of )?(?P<name>.+?)"
    r"(?: (?:(?:london|metropolitan|royal) borough|borough|city|county|district|unitary))?"
    r" (?:council|council area|local authority|authority)"
    r"|(?:(?:london|royal|metropolitan) borough of |borough of |city of |district of )(?P<of>.+)"
    r"|(?P<short>.+) (?:(?:london |metropolitan |royal )?borough|district|county)"
)


_SHORT_COUNTIES = {
    "beds": "bedfordshire",
    "berks": "berkshire",
    "bucks": "buckinghamshire",
    "cambs": "cambridgeshire",
    "glos": "gloucestershire",
    "hants": "hampshire",
    "herts": "hertfordshire",
    "lancs": "lancashire",
    "leics": "leicestershire",
    "lincs": "lincolnshire",
    "northants": "northamptonshire",
    "notts": "nottinghamshire",
    "oxon": "oxfordshire",
    "staffs": "staffordshire",
    "warks": "warwickshire",
    "wilts": "wiltshire",
    "worcs": "worcestershire",
}


class Area(NamedTuple):
    """One or more districts under the name that they have together; `label` finds it again."""

    label: str
    lad_codes: tuple[str, ...]

    @property
    def location(self) -> Location:
        """The area, with the middle of its postcodes."""
        one = self.lad_codes[0] if len(self.lad_codes) == 1 else None
        return Location(self.label, *centre_of(self.lad_codes), "council", one, self.lad_codes)


def is_nation_wide(text: str) -> bool:
    """Say whether a text means that the place does not matter: "England", "anywhere", "remote"."""
    return normalise_place(text) in NATION_WIDE


def spell_out_counties(text: str) -> str:
    """Return a text with short names of counties written out: "Central Beds" is Central Bedfordshire."""
    return re.sub(r"[a-z]+", lambda word: _SHORT_COUNTIES.get(word[0].lower(), word[0]), text, flags=re.I)


def find_area(text: str) -> Area | None:
    """Return the area that a text surely means: a council named as one ("Bedford Borough"), a county, a region.

    A bare name that is a town as well ("Bedford") means the town, and is None here.
    """
    plain = normalise_place(text)
    if plain in _regions():
        return _regions()[plain]
    match = _COUNCIL_WORDS.fullmatch(plain)
    name = next(filter(None, match.groups()), "") if match else ""
    council = _councils().get(name) or _councils().get(f"county {name}") if name else None
    return Area(f"{council.label} council area", council.lad_codes) if council else None


def find_misspelt_area(text: str) -> tuple[Area, float] | None:
    """Return the county or region spelt most alike, and how alike (0 to 100), when that is near enough."""
    names = list(_regions())
    found = process.extractOne(normalise_place(text), names, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return (_regions()[found[0]], found[1]) if found else None


def area_named_like(place: Place) -> Area | None:
    """Return the council area with the name of a town that lies in it, to be offered beside the town."""
    if place.precision == "council":
        return None
    council = _councils().get(normalise_place(place.name))
    if council is None or place.lad_code not in council.lad_codes:
        return None
    return Area(f"{council.label} council area", council.lad_codes)


def area_of(place: Place) -> Area | None:
    """Return the area of a place that is a council or a county, None for any other."""
    return _councils()[normalise_place(place.name)] if place.precision == "council" else None


@lru_cache
def _councils() -> dict[str, Area]:
    """Councils by their normalised names: every district, and every county council with its districts."""
    districts = list_districts()
    counties = {district.utla_name for district in districts if district.utla_code != district.lad_code}
    areas = [Area(district.name, (district.lad_code,)) for district in districts]
    areas += [
        Area(county, tuple(district.lad_code for district in districts if district.utla_name == county))
        for county in sorted(counties)
    ]
    named = {normalise_place(area.label): area for area in areas}
    return named | {"hull": named["kingston upon hull"]}


@lru_cache
def _regions() -> dict[str, Area]:
    """Regions of England, Scotland, Wales, and counties that people name though no council has that name.

    London is left to the places: its middle serves people better than a list of 33 boroughs.
    """
    districts = list_districts()
    names = {district.region_name or district.country for district in districts} - {"London"}
    regions = [
        Area(name, _codes(d.lad_code for d in districts if name in {d.region_name, d.country})) for name in names
    ]
    codes = {district.name: district.lad_code for district in districts}
    columns = read_columns("counties.csv")
    counties = [
        Area(name, _codes(codes[district] for district in parts.split(";")))
        for name, parts in zip(columns["name"], columns["districts"], strict=True)
    ]
    yorkshire = next(area for area in regions if area.label.startswith("Yorkshire"))
    london = Area("Greater London", _codes(d.lad_code for d in districts if d.region_name == "London"))
    named = {normalise_place(area.label): area for area in [*regions, *counties, london]}
    return named | {"yorkshire": yorkshire, "yorkshire and humber": yorkshire}


def _codes(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(codes))
