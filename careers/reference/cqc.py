"""The CQC register as far as we hold it: where employers are looked up, and names nobody may invent."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from careers.reference.tables import read_rows

_ID = re.compile(r"1-[0-9]{8,11}|[A-Z0-9]{3,10}")
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9][A-Z]{2})?")
_LEGAL_FORM = re.compile(r"( (ltd|limited|plc|llp|cic))+$")
_LEAST_ALIKE = 75


@dataclass(frozen=True, slots=True)
class CqcLocation:
    """A location as CQC listed it in `source_year`: it may since have closed, moved or changed hands.

    `address` and `postcode` are empty where CQC's file left them out. `other_names` are trading names,
    brands and older names.
    """

    location_id: str
    name: str
    provider_id: str
    provider_name: str
    other_names: tuple[str, ...]
    address: str
    postcode: str
    service_types: tuple[str, ...]
    council: str
    source_year: int

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it is known by, its own first."""
        return (self.name, self.provider_name, *self.other_names)


def is_cqc_id(text: str) -> bool:
    """Return whether a text has the shape of a CQC id. There is no check digit: only a lookup proves one."""
    return _ID.fullmatch(text) is not None


def find_location(location_id: str) -> CqcLocation | None:
    """Return the location with an id, or None; ours is not the whole register, so None proves nothing."""
    tidy = location_id.strip().upper()
    return _locations().get(tidy) if is_cqc_id(tidy) else None


def search_locations(words: str, *, limit: int = 10) -> list[CqcLocation]:
    """Return the locations meant by a name (misspelt or not), a postcode or an outcode; likeliest first."""
    postcode = _POSTCODE.fullmatch("".join(words.upper().split()))
    if postcode:
        return _in_postcode(postcode[1], postcode[2])[:limit]
    found: dict[str, CqcLocation] = {}
    for name in _names_like(normalise_name(words[:120]), limit=limit * 3):
        for location in _by_name()[name]:
            found.setdefault(location.location_id, location)
    return list(found.values())[:limit]


@lru_cache
def registered_names() -> frozenset[str]:
    """Return every name in the register as `normalise_name` writes it: invented data must match none."""
    return frozenset(_by_name())


def normalise_name(name: str) -> str:
    """Return a name for comparing: small letters, no accents or punctuation, "and" for "&", no Ltd or PLC."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("&", " and ")).encode("ascii", "ignore")
    words = " ".join(re.findall(r"[a-z0-9]+", plain.decode().replace("'", "")))
    return _LEGAL_FORM.sub("", words)


def _names_like(wanted: str, *, limit: int) -> list[str]:
    """Names with the wanted words in any order, misspelt or not; among equals the one with least besides."""
    matches = process.extract(
        wanted, tuple(_by_name()), scorer=fuzz.token_set_ratio, score_cutoff=_LEAST_ALIKE, limit=limit * 10
    )
    ranked = sorted(matches, key=lambda match: (-match[1], -fuzz.ratio(wanted, match[0]), match[0]))
    return [name for name, _, _ in ranked[:limit]]


def _in_postcode(outward: str, inward: str | None) -> list[CqcLocation]:
    wanted = f"{outward} {inward}" if inward else outward + " "
    return [location for location in _locations().values() if location.postcode.startswith(wanted)]


@lru_cache
def _locations() -> dict[str, CqcLocation]:
    return {
        row["location_id"]: CqcLocation(
            location_id=row["location_id"],
            name=row["name"],
            provider_id=row["provider_id"],
            provider_name=row["provider_name"],
            other_names=_split(row["other_names"]),
            address=row["address"],
            postcode=row["postcode"],
            service_types=_split(row["service_types"]),
            council=row["council"],
            source_year=int(row["source_year"]),
        )
        for row in read_rows("cqc_locations.csv.gz")
    }


@lru_cache
def _by_name() -> dict[str, list[CqcLocation]]:
    names: dict[str, list[CqcLocation]] = {}
    for location in _locations().values():
        for name in {normalise_name(name) for name in location.names}:
            names.setdefault(name, []).append(location)
    return names


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()
