"""What a person typed into "where": a postcode, outcode, town, ward or council, spelt well or badly."""

import re
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from careers.geo.areas import (
    Area,
    area_named_like,
    area_of,
    find_area,
    find_misspelt_area,
    is_nation_wide,
    spell_out_counties,
)
from careers.geo.distance import LatLon
from careers.geo.districts import get_district
from careers.geo.places import (
    Place,
    find_places,
    is_english,
    is_near,
    likeness,
    miles_from,
    normalise_place,
    places_named,
    suggest_places,
)
from careers.geo.postcodes import Location, find_postcode, normalise_postcode, where_imports_lie

_ALIKE_NEARBY, _ALIKE_ANYWHERE = 80, 90
"""How alike a name must be to be taken as meant: one wrong letter in five, or in ten for a place far off."""


_HERE = frozenset({"near me", "nearby", "near here", "here", "my location", "me", "local", "locally", "close to me"})
_INSIDE = re.compile(
    r"(?<![A-Z0-9])(?:([A-Z]{1,2}[0-9][A-Z0-9]?)[\s,.\-]*([0-9][A-Z]{2})(?![A-Z0-9])|([A-Z]{1,2}[0-9][A-Z0-9]?)$)"
)
"""A full postcode in an address, or the first half of one at its end."""

_MISTYPED = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9])(?=[0-9]?[A-Z])[A-Z0-9]{2}")
"""A postcode but for a figure among its last two letters."""

_LONGEST_NAME = 5
"""Words of a town's name that we look for among others."""

_NOT_HELD = {"BT": "Northern Ireland", "JE": "Jersey", "GY": "Guernsey", "IM": "the Isle of Man"}


class ResolvedPlace(NamedTuple):
    """What a text turned out to mean.

    `location` is None when nothing was found, or when the place does not matter (`is_nation_wide`);
    `is_corrected` says that the spelling was mended: show what was taken. `alternatives` are other places of that
    name, `suggestions` near spellings: offer their `label`. `whole_area` is the council area of a town's name.
    `notice` is a sentence for the reader about what was taken instead of what they typed, or is empty.
    """

    typed: str
    location: Location | None
    is_corrected: bool = False
    alternatives: tuple[Place, ...] = ()
    suggestions: tuple[Place, ...] = ()
    is_nation_wide: bool = False
    whole_area: Area | None = None
    notice: str = ""

    @property
    def words(self) -> str:
        """Where a search looked, to follow a count: "near MK3 6", "in Staffordshire", or nothing."""
        if self.location is None:
            return ""
        return f"{'in' if self.location.lad_codes else 'near'} {self.location.label}"


def resolve_place(text: str, *, near: LatLon | None = None) -> ResolvedPlace:
    """Return the point or the area that a text means, preferring places around `near`, and what else it may have meant.

    A postcode goes first, then words for "anywhere" and for areas, then names: "Bedford" is the town, "Bedford
    Borough" its council's area. A misspelt name is taken as its nearest spelling when that is alike enough.
    """
    return _resolved(" ".join(text.split()), near, where_imports_lie())


@lru_cache(maxsize=2000)
def _resolved(typed: str, near: LatLon | None, _imports: Path | None) -> ResolvedPlace:
    for read in (_postcode, _postcode_inside, _mistyped_postcode, _postcode_area):
        if (postcode := read(typed)) is not None:
            return postcode
    written = spell_out_counties(typed)
    return (_wide(written) or _named(written, near))._replace(typed=typed)


def _postcode(typed: str) -> ResolvedPlace | None:
    full, location = normalise_postcode(typed), find_postcode(typed)
    if location is None:
        region = _NOT_HELD.get(re.match(r"[A-Z]{0,2}", typed.upper())[0]) if _has_postcode_shape(typed) else None  # type: ignore[index]  # it always matches
        if region:
            notice = f"“{typed}” is in {region}. This service does not cover it, so these are from the whole area."
            return ResolvedPlace(typed, None, notice=notice)
        return ResolvedPlace(typed, None) if full else None
    notice = ""
    if full and location.precision != "postcode":
        part = full[:-2] if location.precision == "sector" else full[:-4]
        location = location._replace(label=part)
        notice = f"We do not hold the exact postcode {full}, so distances are from the middle of {part}."
    return ResolvedPlace(typed, location, notice=" ".join(filter(None, (_abroad(location), notice))))


def _postcode_inside(typed: str) -> ResolvedPlace | None:
    """Return what the postcode in "12 High Street, Bletchley MK3 6EB" means, or None."""
    match = _INSIDE.search(typed.upper())
    found = _postcode(" ".join(filter(None, match.groups()))) if match else None
    return found._replace(typed=typed) if found and found.location else None


def _mistyped_postcode(typed: str) -> ResolvedPlace | None:
    match = _MISTYPED.fullmatch(typed.upper())
    location = find_postcode(f"{match[1]} {match[2]}") if match else None
    if location is None:
        return None
    notice = f"“{typed}” is not a postcode, so distances are from the middle of {location.label}."
    return ResolvedPlace(typed, location, notice=notice)


def _postcode_area(typed: str) -> ResolvedPlace | None:
    """Return the first district of "MK" or "LU", which is where the town of that name for short is, or None."""
    is_other = typed.lower() in _HERE or places_named(typed)
    location = find_postcode(f"{typed}1") if re.fullmatch("[A-Za-z]{2}", typed) and not is_other else None
    if location is None:
        return None
    middle = f"{typed.upper()} is a large area, so distances are from the middle of {location.label}."
    notice = f"{middle} You can enter a town, or more of the postcode."
    return ResolvedPlace(typed, location, notice=notice)


def _abroad(location: Location) -> str:
    """Return a sentence about a place in Scotland or Wales, where there is little to be found here; else nothing."""
    code = location.lad_code or location.lad_codes[0]
    country = get_district(code).country
    if country == "England":
        return ""
    start = "" if location.label == country else f"{location.label} is in {country}. "
    return f"{start}Most of the work here is in England."


def _has_postcode_shape(typed: str) -> bool:
    return re.fullmatch(r"[A-Z]{2}[0-9][0-9A-Z]?(\s*[0-9]([A-Z]{2})?)?", typed.upper()) is not None


def _wide(typed: str) -> ResolvedPlace | None:
    if is_nation_wide(typed):
        notice = f"You typed “{typed}”, so we look everywhere. To see what is near you, enter a town or a postcode."
        return ResolvedPlace(typed, None, is_nation_wide=True, notice=notice)
    if normalise_place(typed) in _HERE:
        return ResolvedPlace(typed, None, notice="We do not know where you are. Enter a town or a postcode.")
    area = find_area(typed)
    return ResolvedPlace(typed, area.location, notice=_abroad(area.location)) if area else None


def _named(typed: str, near: LatLon | None) -> ResolvedPlace:
    forms = (typed, typed.split(",")[0], re.sub(r"^the ", "", typed, flags=re.I))
    found = next(filter(None, (find_places(form, near=near, limit=6) for form in forms)), [])
    if found:
        meant, *others = _england_first(found, near)
        return _meaning(typed, meant)._replace(alternatives=tuple(_offered(place, typed) for place in others))
    suggestions = suggest_places(typed, near=near)
    county = find_misspelt_area(typed)
    if county and (not suggestions or county[1] > likeness(typed, suggestions[0])):
        area, _ = county
        return ResolvedPlace(
            typed, area.location, is_corrected=True, suggestions=tuple(suggestions), notice=_abroad(area.location)
        )
    if not suggestions or not _is_surely(suggestions[0], typed, near):
        return _town_inside(typed, near) or ResolvedPlace(typed, None, suggestions=tuple(suggestions))
    return _meaning(typed, suggestions[0])._replace(is_corrected=True, suggestions=tuple(suggestions[1:]))


def _town_inside(typed: str, near: LatLon | None) -> ResolvedPlace | None:
    """Return the last town that is named among other words ("near Bedford", "Luton town centre"), or None."""
    words = typed.replace(",", " ").split()
    for end in range(len(words), 0, -1):
        for start in range(max(0, end - _LONGEST_NAME), end):
            name = " ".join(words[start:end])
            if any(
                place.precision == "point" and (place.population or is_near(place, near))
                for place in places_named(name)
            ):
                meant, *_ = _england_first(find_places(name, near=near, limit=6), near)
                return _meaning(typed, meant)._replace(is_corrected=True)
    return None


def _meaning(typed: str, place: Place) -> ResolvedPlace:
    area = area_of(place)
    codes = area.lad_codes if area else ()
    location = Location(place.label, place.lat, place.lon, place.precision, place.lad_code, codes)
    return ResolvedPlace(typed, location, whole_area=area_named_like(place), notice=_abroad(location))


def _england_first(found: list[Place], near: LatLon | None) -> list[Place]:
    """Return the place that is meant, then others to offer, the nearest first.

    A town in England goes before a larger one abroad that is not nearby: here is hardly any work there. Others abroad
    are offered only where England has none of the name.
    """
    towns = [place for place in found if is_english(place) and place.population]
    meant = found[0] if is_near(found[0], near) or not towns else towns[0]
    english = [place for place in found if is_english(place)]
    others = [place for place in english or found if place is not meant]
    return [meant, *sorted(others, key=partial(miles_from, near))]


def _offered(place: Place, typed: str) -> Place:
    """Return another place of a name, so named that its label finds it: a council says that it is one."""
    is_same_name = place.precision == "council" and normalise_place(place.name) == normalise_place(typed)
    return place._replace(name=f"{place.name} council area") if is_same_name else place


def _is_surely(place: Place, typed: str, near: LatLon | None) -> bool:
    return likeness(typed, place) >= (_ALIKE_NEARBY if is_near(place, near) else _ALIKE_ANYWHERE)
