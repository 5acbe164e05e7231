"""What a person typed into "where": a postcode, outcode, town, ward or council, spelt well or badly."""

from typing import NamedTuple

from careers.geo.distance import LatLon
from careers.geo.places import Place, find_places, is_near, likeness, suggest_places
from careers.geo.postcodes import Location, find_postcode, normalise_postcode

_ALIKE_NEARBY, _ALIKE_ANYWHERE = 80, 90
"""How alike a name must be to be taken as meant: one wrong letter in five, or in ten for a place far off."""


class ResolvedPlace(NamedTuple):
    """What a text turned out to mean.

    `location` is None when nothing was found; `is_corrected` says that the spelling was mended: show what was
    taken. `alternatives` are other places of that name, `suggestions` near spellings: offer their `label`.
    """

    typed: str
    location: Location | None
    is_corrected: bool = False
    alternatives: tuple[Place, ...] = ()
    suggestions: tuple[Place, ...] = ()


def resolve_place(text: str, *, near: LatLon | None = None) -> ResolvedPlace:
    """Return the point that a text means, preferring places around `near`, and what else it may have meant.

    A postcode goes before a name. A misspelt name is taken as its nearest spelling when that is alike enough.
    """
    typed = " ".join(text.split())
    location = find_postcode(typed)
    if location or normalise_postcode(typed):
        return ResolvedPlace(typed, location)
    found = find_places(typed, near=near, limit=6) or find_places(typed.split(",")[0], near=near, limit=6)
    if found:
        return ResolvedPlace(typed, _location_of(found[0]), alternatives=tuple(found[1:]))
    suggestions = suggest_places(typed, near=near)
    if not suggestions or not _is_surely(suggestions[0], typed, near):
        return ResolvedPlace(typed, None, suggestions=tuple(suggestions))
    first, *others = suggestions
    return ResolvedPlace(typed, _location_of(first), is_corrected=True, suggestions=tuple(others))


def _is_surely(place: Place, typed: str, near: LatLon | None) -> bool:
    return likeness(typed, place) >= (_ALIKE_NEARBY if is_near(place, near) else _ALIKE_ANYWHERE)


def _location_of(place: Place) -> Location:
    return Location(place.label, place.lat, place.lon, place.precision, place.lad_code)
