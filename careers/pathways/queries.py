"""What the map asks of its neighbours: the live openings of each role, and who pays for learning today."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from careers import clock
from careers.geo.distance import LatLon, miles_between
from careers.geo.postcodes import Location
from careers.geo.search import ResolvedPlace, resolve_place
from careers.jobs.index import Entry
from careers.jobs.queries import live_index
from careers.jobs.search_query import SearchQuery
from careers.pathways.career_map import Move, Qualification, Role, roles
from careers.reference.apprenticeships import funding_on
from careers.reference.choices import Need


@dataclass(frozen=True, slots=True)
class Openings:
    """How many live opportunities each role has, by its key; roles that nobody advertises for are left out.

    `place` is what the place asked for was taken to be, None when none was asked for. One that could not be
    found narrows nothing.
    """

    by_role: Mapping[str, int]
    place: ResolvedPlace | None
    miles: int

    @property
    def location(self) -> Location | None:
        """The point that the numbers are for; None when they are for everywhere."""
        return self.place.location if self.place else None

    @property
    def where(self) -> str:
        """Where the numbers are for, in words; empty for everywhere."""
        if self.location is None:
            return ""
        if self.location.precision == "council" or not self.miles:
            return f"in {self.location.label}"
        return f"within {self.miles} {'mile' if self.miles == 1 else 'miles'} of {self.location.label}"

    @property
    def choices(self) -> dict[str, str]:
        """Place and miles for the address of another page; empty for everywhere."""
        return {"place": self.location.label, "miles": str(self.miles)} if self.location else {}


@dataclass(frozen=True, slots=True)
class Learning:
    """A qualification, who pays for it, and the day or month this was true for (None: nobody checked it)."""

    qualification: Qualification
    funding: str
    as_of: date | None


def count_openings(place: str, miles: int, *, near: LatLon | None = None) -> Openings:
    """Count the live opportunities of every role in one pass, within `miles` of a place when one is named.

    A place that is a whole council means its area, as in search; `near` prefers places around a point.
    """
    found = resolve_place(place, near=near) if place else None
    location = found.location if found else None
    groups = Counter(
        (entry.kind, entry.role_code, entry.service_code, entry.experience is Need.NEEDED)
        for entry in live_index().live(clock.today())
        if location is None or _is_within(entry, location, miles)
    )
    by_role = {
        role.key: sum(number for group, number in groups.items() if _is_counted(role, *group))
        for role in roles()
        if role.kinds
    }
    return Openings(by_role, found, miles)


def search_for(role: Role, openings: Openings) -> SearchQuery:
    """Return the search that finds exactly the opportunities that `openings` counted for a role."""
    return SearchQuery(
        place=openings.location.label if openings.location else "",
        miles=openings.miles,
        kind=role.kinds,
        role=role.role_codes,
        service=role.service_codes,
        yes=frozenset({"no_experience"}) if role.needs_no_experience else frozenset(),
    )


def list_learning(*groups: tuple[Move, ...]) -> list[Learning]:
    """Return what the moves ask for, each once, lowest level first, with the funding of a start today."""
    asked = {one: None for moves in groups for move in moves for one in move.requirements}
    return [_learning(one) for one in sorted(asked, key=lambda one: (one.level or 0, one.title))]


def _is_within(entry: Entry, location: Location, miles: int) -> bool:
    if location.lad_codes:
        return entry.lad_code in location.lad_codes
    return miles_between(location.point, (entry.lat, entry.lon)) <= miles


def _is_counted(role: Role, kind: str, role_code: int, service_code: int, needs_experience: bool) -> bool:
    return (
        kind in role.kinds
        and (not role.role_codes or role_code in role.role_codes)
        and (not role.service_codes or service_code in role.service_codes)
        and not (role.needs_no_experience and needs_experience)
    )


def _learning(one: Qualification) -> Learning:
    """Let the dated funding rows of standards overrule the note of the map."""
    today = clock.today()
    funding = funding_on(one.standard_ref, today) if one.standard_ref else None
    if funding and not funding.is_funded and funding.note:
        return Learning(one, funding.note, today)
    return Learning(one, one.funding, one.funding_as_of)
