"""Invented employers with their teams and workplaces, at real postcodes, and what each place is like."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from careers.access import Role
from careers.accounts.models import User
from careers.demo.area import Home, Town, spread_postcodes, town_of
from careers.demo.banks import rows
from careers.demo.people import any_name
from careers.demo.world import Note, World
from careers.providers.commands import SYNDICATION
from careers.providers.models import Organisation, OrganisationKind, Workplace
from careers.reference.cqc import normalise_name

DEMO_EMPLOYER = "ashmallow"
STATION_TOWNS = frozenset(
    {
        *("Ampthill", "Arlesey", "Bedford", "Biggleswade", "Bletchley", "Flitwick", "Harlington", "Luton", "Sandy"),
        *("Leighton Buzzard", "Milton Keynes", "Woburn Sands"),
    }
)
STREETS = (
    *("Larkspur Lane", "Fuller’s Walk", "Quarry Way", "Tanner’s Piece", "Old Orchard Road", "Medlar Drive"),
    *("Harness Street", "Linnet Close", "Saddler’s Row", "Thistle Road", "Marram Close", "Sluice Road"),
)
ASSESSORS = (("Marta", "Lis"), ("Owen", "Pryce"))
OWN_SETTING = "own"
LISTED_ELSEWHERE = frozenset({DEMO_EMPLOYER, "ouzelbank", "pennyfold", "ouzelshire", "lamp"})
PERKS = 3


@dataclass(frozen=True)
class Employer:
    """An organisation with its team, whose first member writes the adverts, and what it gives to all."""

    key: str
    organisation: Organisation
    team: tuple[User, ...]
    perks: tuple[str, ...]

    @property
    def manager(self) -> User:
        """Who writes the adverts and decides."""
        return self.team[0]


@dataclass(frozen=True)
class Place:
    """A workplace, and what its adverts say about it: how many people, who they are, what it is known for."""

    employer: Employer
    workplace: Workplace
    setting: str
    people_count: int
    people: tuple[str, ...]
    features: tuple[str, ...]
    mileage: int


def invent_places(world: World) -> list[Place]:
    """Add the organisations, their teams and their workplaces; return the places in the order of their postcodes."""
    employers = _invent_employers(world)
    places = [
        _place(world, employers[row["organisation"]], row, home)
        for row, home in zip(rows("workplaces"), spread_postcodes(world, len(rows("workplaces"))), strict=True)
    ]
    world.keep([place.workplace for place in places])
    return places


def _invent_employers(world: World) -> dict[str, Employer]:
    described = rows("organisations")
    organisations = [_organisation(world, row) for row in described]
    world.keep(organisations)
    employers = {
        row["key"]: Employer(
            row["key"], organisation, _team(world, row["key"], organisation), tuple(world.draw(row["perks"], PERKS))
        )
        for row, organisation in zip(described, organisations, strict=True)
    }
    world.keep([user for employer in employers.values() for user in employer.team])
    for employer in employers.values():
        _note_beginning(world, employer)
    return employers


def _organisation(world: World, row: Mapping[str, str]) -> Organisation:
    is_verified = row["verified"] == "yes"
    registered_on = world.ago(world.between((520, 560) if is_verified else (3, 9)))
    return Organisation(
        name=row["name"],
        slug=normalise_name(row["name"]).replace(" ", "-"),
        kind=OrganisationKind(row["kind"]),
        about=row["about"],
        reply_days=int(row["reply_days"]),
        created_at=world.at(registered_on, 11),
        verified_at=world.at(registered_on + timedelta(days=2), 10) if is_verified else None,
        verified_by=world.staff.officer.id if is_verified else None,
        allows_syndication=row["key"] in LISTED_ELSEWHERE,
        syndication_changed_at=world.at(registered_on + timedelta(days=3), 9)
        if row["key"] in LISTED_ELSEWHERE
        else None,
    )


def _team(world: World, key: str, organisation: Organisation) -> tuple[User, ...]:
    if organisation.kind is OrganisationKind.INDIVIDUAL:
        people = [(key.capitalize(), organisation.name.split()[1])]
    else:
        people = [any_name(world), any_name(world)]
    if key == DEMO_EMPLOYER:
        people = [("Helen", "Whitaker"), *people[1:], *ASSESSORS]
    return tuple(
        User(
            email=_address(key, name, is_manager=number == 0),
            name=" ".join(name),
            role=Role.PROVIDER_MEMBER if number else Role.PROVIDER_MANAGER,
            organisation_id=organisation.id,
            created_at=organisation.created_at,
        )
        for number, name in enumerate(people)
    )


def _address(key: str, name: tuple[str, str], *, is_manager: bool) -> str:
    if key == DEMO_EMPLOYER and is_manager:
        return "provider@demo.example"
    return f"{'.'.join(name)}@{key}.example".lower().replace("..", ".").replace(".@", "@")


def _note_beginning(world: World, employer: Employer) -> None:
    organisation = employer.organisation
    world.note(Note(organisation.created_at, "organisation.registered", organisation, employer.manager))
    if organisation.verified_at:
        officer, at = world.staff.officer, organisation.verified_at
        world.note(Note(at, "organisation.verified", organisation, officer, before="unverified", after="verified"))
    if organisation.syndication_changed_at:
        at = organisation.syndication_changed_at
        here, elsewhere = SYNDICATION[False], SYNDICATION[True]
        world.note(Note(at, "organisation.syndication", organisation, employer.manager, before=here, after=elsewhere))


def _place(world: World, employer: Employer, row: Mapping[str, str], home: Home) -> Place:
    setting, town = row["setting"], town_of(home)
    is_home = setting == OWN_SETTING
    workplace = Workplace(
        organisation_id=employer.organisation.id,
        organisation=employer.organisation,
        name=row["name"],
        street="" if is_home else f"{world.between((1, 90))} {world.pick(STREETS)}",
        town=town.name,
        postcode=home.postcode,
        lat=home.lat,
        lon=home.lon,
        lad_code=home.lad_code,
        service_code=int(row["service_code"]),
        getting_there=_getting_there(world, setting, town),
        bus_routes="" if is_home or town.is_village else _bus_routes(home.postcode),
        created_at=employer.organisation.created_at,
    )
    return Place(
        employer=employer,
        workplace=workplace,
        setting=setting,
        people_count=world.between((int(row["fewest"]), int(row["most"]))),
        people=tuple(world.draw(f"{setting}_people", 3)),
        features=tuple(world.draw(f"{setting}_feature", 3)),
        mileage=world.pick((35, 40, 42, 45)),
    )


def _bus_routes(postcode: str) -> str:
    """Invent routes by the postcode and not by chance, so that the rest of the market stays as it is."""
    number = sum(map(ord, postcode))
    return f"Routes {2 + number % 9} and {12 + number % 40} stop {100 + 50 * (number % 7)} metres away."


def _getting_there(world: World, setting: str, town: Town) -> str:
    if setting in {OWN_SETTING, "visits"}:
        return world.draw(f"getting_there_{setting}")[0]
    if town.is_village:
        return world.draw("getting_there_village")[0]
    is_by_train = town.name in STATION_TOWNS and world.chance(0.4)
    return world.draw("getting_there_station" if is_by_train else "getting_there")[0]
