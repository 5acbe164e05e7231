"""Finds the place that somebody typed among their words: "carer in Luton" is a carer near Luton. Pure."""

import re
from functools import lru_cache

from careers.geo.areas import find_area, is_nation_wide
from careers.geo.distance import LatLon
from careers.geo.places import is_near, places_named
from careers.geo.postcodes import find_postcode
from careers.jobs.concepts import stemmed, term_words
from careers.jobs.stems import STOP_WORDS, stem
from careers.jobs.wanted import SIGNS
from careers.reference.choices import PATTERN_LABELS
from careers.reference.codes import job_roles, main_services

LONGEST_NAME = 5
"""Words in a place's name that we look for at the end of a query."""

_ASKS_FOR_ANY_WORK = frozenset({"job", "jobs", "work", "vacancy", "vacancies", "any", "a", "find", "roles"})
_NEAR_ME = re.compile(r"(?P<words>.*?)\s*\b(?:near me|nearby|near here|close to me|in my area)", re.I)
_ASKS_EXACTLY = re.compile(r"\"|(?:^|\s)-")
_ANYWHERE = frozenset({"anywhere", "everywhere", "nationwide"})
_PLACED = re.compile(r"(?P<words>.*)\b(?:in|near|around|close to|by) (?P<place>.+)", re.I)


def asks_exactly(q: str) -> bool:
    """Say whether a query has a phrase in quotes or a word to leave out: who writes so wants the words as they are."""
    return bool(_ASKS_EXACTLY.search(q.translate(SIGNS)))


def split_place(q: str, *, near: LatLon) -> tuple[str, str]:
    """Return the words of a query and the place at its end; the place is empty unless it is surely one.

    Sure is a postcode, "near me", a place or area after "in" or "near", or the exact name of a town or council within
    reach of `near` without one. A name that is also a word of care work is not taken; nor is a misspelt one.
    """
    if match := _NEAR_ME.fullmatch(q):
        return tidy(match["words"]), "near me"
    match = _PLACED.fullmatch(q)
    if match and _is_place_anywhere(match["place"]):
        return tidy(match["words"]), match["place"]
    words = q.split()
    for start in range(max(0, len(words) - LONGEST_NAME), len(words)):
        place = " ".join(words[start:])
        if _is_place_nearby(place, near):
            return tidy(" ".join(words[:start])), place
    return q, ""


def _is_place_anywhere(text: str) -> bool:
    if find_postcode(text) or is_nation_wide(text) or find_area(text):
        return True
    return bool(places_named(text)) and not _is_care_word(text)


def _is_place_nearby(text: str, near: LatLon) -> bool:
    if find_postcode(text) or text.lower() in _ANYWHERE:
        return True
    towns = [place for place in places_named(text) if place.precision in {"point", "council"}]
    return any(is_near(place, near) for place in towns) and not _is_care_word(text)


def _is_care_word(text: str) -> bool:
    stems = set(stemmed(text)) - STOP_WORDS
    return bool(stems) and stems <= _care_words()


def tidy(words: str) -> str:
    """Return the words that are left of a query; nothing where they ask for any work at all."""
    return "" if set(words.lower().split()) <= _ASKS_FOR_ANY_WORK else words.strip(" ,.")


@lru_cache
def _care_words() -> frozenset[str]:
    """Stems of the words for roles, services and shifts."""
    names = [role.name for role in job_roles()] + [role.plain_name for role in job_roles()]
    names += [service.plain_name for service in main_services()] + list(PATTERN_LABELS.values())
    return term_words() | {word for name in names for word in stemmed(name)} | {stem("ward"), stem("wing")}
