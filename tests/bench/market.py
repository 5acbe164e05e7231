"""A national market of care work, invented: the same seed, size and day give the same rows, shaped like the sector.

Care workers are about 55 in 100 adverts, home care and care homes lead, pay clings to the legal floor with a little
more in and around London, places are as thick as people. Workplaces have five adverts each on average, organisations
between one and dozens of workplaces. The rows go straight into a migrated, empty database.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from typing import Any, cast

import sqlalchemy as sa

from careers.access import Role
from careers.accounts.models import User
from careers.database import Base
from careers.demo.banks import PlacementKind, Post, placement_kinds, posts, sentences
from careers.demo.terms import FLOOR_OF_THE_BANK, HALF_A_POUND_A_YEAR
from careers.jobs.models import (
    Opportunity,
    OpportunityKind,
    OpportunityStatus,
    PayPeriod,
    SearchRevision,
    Sponsorship,
    Vacancy,
)
from careers.placements.models import Placement
from careers.providers.models import Organisation, OrganisationKind, Workplace
from careers.reference.choices import Contract, Need
from careers.reference.pay_floors import pay_floor
from careers.references import LENGTH, LETTERS
from careers.screening.bank import values
from tests.bench.adverts import Setting, invented_name, words, write_text, write_title
from tests.bench.dice import Dice, Urn
from tests.bench.spots import Spot, spots

Row = dict[str, Any]

SEED = 20261124
ADVERTS_A_WORKPLACE = 5
BATCH = 5_000
PLACEMENTS, APPRENTICESHIPS = 0.07, 0.08
SHOWN_DAYS, OPEN_DAYS = 60, 42
"""Weights of roles where a service has several; home care has few others, so care workers come out near 55 in 100."""
ROLE_SHARES = {
    8: 20, 52: 13, 7: 4.5, 16: 8, 26: 6, 45: 2.5, 34: 2, 43: 1.5, 4: 0.8, 25: 1.5, 40: 1.5, 38: 1, 37: 0.3, 9: 1,
    6: 0.8, 15: 0.3, 36: 0.2, 39: 0.2, 11: 0.2, 10: 0.2, 44: 0.3,
}  # fmt: skip
SERVICE_SHARES = {
    8: 44, 2: 22, 1: 17, 55: 9, 54: 3.5, 6: 1.2, 16: 1, 15: 0.4, 62: 0.3, 69: 0.5, 13: 0.4, 17: 0.2, 12: 0.4, 73: 0.6,
}  # fmt: skip
REGION_PAY = {"London": 1.08, "South East": 1.04, "East of England": 1.02, "South West": 1.02}
SPONSORS = 0.08
REFERENCES = len(LETTERS) ** LENGTH
STEP = 194_867_903
"""Odd and no multiple of three, so that stepping by it visits every reference before it meets one again."""


@dataclass(frozen=True)
class Site:
    """A workplace as the adverts see it."""

    row: Row
    organisation: str
    region: str


def load_market(engine: sa.Engine, size: int, *, today: date, seed: int = SEED) -> None:
    """Fill a migrated, empty database with so many live opportunities. It commits in one piece."""
    dice = Dice(seed)
    organisations, sites = invent_sites(dice, size, today)
    with engine.begin() as connection:
        connection.execute(sa.insert(_table(User)), [_officer(today)])
        _insert(connection, _table(Organisation), iter(organisations))
        _insert(connection, _table(Workplace), (site.row for site in sites))
        adverts = invent_adverts(dice, size, sites, today)
        while batch := list(islice(adverts, BATCH)):
            _insert_adverts(connection, batch)
        connection.execute(sa.update(_table(SearchRevision)).values(number=1))
        if connection.dialect.name == "postgresql":
            _count_on(connection)


def reference_of(number: int, prefix: str = "V") -> str:
    """Return the reference of the advert with a number from 1: each has its own, in no order that shows."""
    rest, letters = number * STEP % REFERENCES, ""
    for _ in range(LENGTH):
        rest, letter = divmod(rest, len(LETTERS))
        letters += LETTERS[letter]
    return f"{prefix}-{letters}"


def invent_sites(dice: Dice, size: int, today: date) -> tuple[list[Row], list[Site]]:
    """Return organisations and their workplaces for so many adverts."""
    organisations: list[Row] = []
    sites: list[Site] = []
    wanted = max(1, size // ADVERTS_A_WORKPLACE)
    services = Urn(list(SERVICE_SHARES.items()))
    while len(sites) < wanted:
        organisation = _organisation(dice, len(organisations) + 1, today)
        organisations.append(organisation)
        home = spots().draw(dice)
        branches = min(60, int(1 / max(0.01, dice.roll()) ** 0.8))
        for branch in range(min(branches, wanted - len(sites))):
            spot = home if branch == 0 else spots().draw(dice)
            sites.append(_site(dice, len(sites) + 1, organisation, spot, services.draw(dice)))
    return organisations, sites


def invent_adverts(dice: Dice, size: int, sites: list[Site], today: date) -> Iterator[tuple[Row, Row]]:
    """Give so many adverts one by one: the row of the opportunity, and the row of its vacancy or placement."""
    for number in range(1, size + 1):
        site = dice.pick(sites)
        kind = _kind(dice, site.row["service_code"])
        base = _opportunity(dice, number, site, kind, today)
        yield base, _vacancy(dice, base, kind, site) if isinstance(kind, Post) else _placement(dice, base, kind)


def _officer(today: date) -> Row:
    return {
        "id": 1,
        "email": "officer@bench.example",
        "name": "",
        "role": Role.OFFICER,
        "office": "",
        "session_version": 1,
        "created_at": _at(today - timedelta(days=800)),
    }


def _organisation(dice: Dice, number: int, today: date) -> Row:
    created_at = _at(today - timedelta(days=dice.between(70, 800)))
    name = f"{invented_name(dice)} {dice.pick(words()['organisation'])}"
    return {
        "id": number,
        "name": name,
        "slug": f"{name.lower().replace(' ', '-')}-{number}",
        "kind": OrganisationKind.CARE_PROVIDER,
        "about": f"{name} has been caring for people here for {dice.between(2, 40)} years.",
        "hides_identity": True,
        "reply_days": dice.pick((7, 14, 14, 21)),
        "verified_at": created_at,
        "verified_by": 1,
        "created_at": created_at,
    }


def _site(dice: Dice, number: int, organisation: Row, spot: Spot, service_code: int) -> Site:
    lat, lon = spot.point(dice)
    is_branch = service_code in {8, 73, 13, 15, 16, 17, 62, 69}
    house = f"{invented_name(dice)} {dice.pick(words()['house'])}"
    row = {
        "id": number,
        "organisation_id": organisation["id"],
        "name": f"{organisation['name']} {spot.town}"[:120] if is_branch else house,
        "street": f"{dice.between(1, 180)} {invented_name(dice)} {dice.pick(words()['street'])}",
        "town": spot.town,
        "postcode": spot.postcode(dice),
        "lat": lat,
        "lon": lon,
        "lad_code": spot.lad_code,
        "service_code": service_code,
        "getting_there": "",
        "created_at": organisation["created_at"],
    }
    return Site(row, organisation["name"], spot.region)


def _kind(dice: Dice, service_code: int) -> Post | PlacementKind:
    share = dice.roll()
    which = "placement" if share < PLACEMENTS else "apprenticeship" if share < PLACEMENTS + APPRENTICESHIPS else "job"
    return _kinds(service_code, which).draw(dice)


@lru_cache
def _kinds(service_code: int, which: str) -> Urn[Post | PlacementKind]:
    """What a service advertises: its own kinds by the shares of their roles; any service's where it has none."""
    everything: list[Post | PlacementKind] = [*placement_kinds()] if which == "placement" else [*_posts(which)]
    fitting = [kind for kind in everything if service_code in kind.services] or everything
    live = {role: sum(kind.live for kind in fitting if kind.role_code == role) for role in ROLE_SHARES}
    return Urn([(kind, ROLE_SHARES[kind.role_code] * kind.live / live[kind.role_code]) for kind in fitting])


def _posts(which: str) -> list[Post]:
    is_wanted = which == "apprenticeship"
    return [post for post in posts() if (post.contract is Contract.APPRENTICESHIP) is is_wanted]


def _opportunity(dice: Dice, number: int, site: Site, kind: Post | PlacementKind, today: date) -> Row:
    hours = dice.pick(kind.hours)
    place = site.row
    setting = Setting(place["name"], site.organisation, place["town"], place["service_code"], hours)
    published_on = today - timedelta(days=int(SHOWN_DAYS * dice.roll() ** 1.4))
    closes_on = today + timedelta(days=1 + int(OPEN_DAYS * dice.roll()))
    published_at = _at(published_on, dice.between(0, 1200))
    is_placement = isinstance(kind, PlacementKind)
    return {
        "id": number,
        "type": "placement" if is_placement else "vacancy",
        "kind": _kind_of(kind),
        "reference": reference_of(number, "P" if is_placement else "V"),
        "organisation_id": place["organisation_id"],
        "workplace_id": place["id"],
        "title": write_title(dice, kind, setting),
        "role_code": kind.role_code,
        "service_code": place["service_code"],
        "patterns": list(kind.patterns),
        "hours_min_minutes": hours[0],
        "hours_max_minutes": hours[1],
        "starts_on": closes_on + timedelta(days=dice.between(3, 28)),
        "closes_on": closes_on,
        "description": write_text(dice, kind, setting),
        "driving": Need.NOT_NEEDED if isinstance(kind, PlacementKind) else kind.driving,
        "experience": Need.NOT_NEEDED if isinstance(kind, PlacementKind) else kind.experience,
        "training": "",
        "is_training_paid": dice.chance(0.7),
        "value_keys": dice.few(_value_keys(), dice.between(0, 3)),
        "status": OpportunityStatus.LIVE,
        "revision": 1,
        "first_published_at": published_at,
        "changed_at": published_at,
        "created_at": published_at,
    }


def _kind_of(kind: Post | PlacementKind) -> OpportunityKind:
    if isinstance(kind, PlacementKind):
        return OpportunityKind.PLACEMENT
    is_apprenticeship = kind.contract is Contract.APPRENTICESHIP
    return OpportunityKind.APPRENTICESHIP if is_apprenticeship else OpportunityKind.JOB


def _vacancy(dice: Dice, base: Row, post: Post, site: Site) -> Row:
    low, high = _pay(dice, post, site.region, base["starts_on"])
    may_sponsor = post.role_code in {7, 8} and post.contract is Contract.PERMANENT and not post.is_yearly
    return {
        "id": base["id"],
        "posts": min(post.most_posts, dice.pick((1, 1, 1, 1, 2, 2, 3, 4, 5))),
        "posts_filled": 0,
        "contract": post.contract,
        "has_guaranteed_hours": post.contract is not Contract.ZERO_HOURS,
        "pay_period": PayPeriod.YEAR if post.is_yearly else PayPeriod.HOUR,
        "pay_min_pence": low,
        "pay_max_pence": high,
        "youngest_age": post.youngest,
        "standard_ref": post.standard_ref,
        "sponsorship": Sponsorship.IN_COUNTRY if may_sponsor and dice.chance(SPONSORS) else Sponsorship.NONE,
        "requirements": dice.pick(sentences()["checks"]),
        "benefits": "You get {}, {} and {}.".format(*dice.few(words()["benefit"], 3)),
        "review_note": "",
    }


def _pay(dice: Dice, post: Post, region: str, starts_on: date) -> tuple[int, int]:
    """Pay near the floor of its start, a quarter of the lowest exactly there, more in the dear regions."""
    floor = pay_floor(starts_on, youngest_age=18, is_apprenticeship=post.contract is Contract.APPRENTICESHIP).pence
    step = HALF_A_POUND_A_YEAR if post.is_yearly else 5
    low = round(dice.between(*post.low) * REGION_PAY.get(region, 1.0) / step) * step
    if not post.is_yearly:
        is_lowest = post.low[0] == FLOOR_OF_THE_BANK and region not in REGION_PAY
        low = floor if is_lowest and dice.chance(0.25) else max(low, floor)
    return low, low + round(dice.between(*post.spread) / step) * step


def _placement(dice: Dice, base: Row, kind: PlacementKind) -> Row:
    return {
        "id": base["id"],
        "scheme": kind.scheme,
        "places": dice.between(*kind.places),
        "places_taken": 0,
        "weeks": dice.pick(kind.weeks),
        "expenses": dice.pick(sentences()[kind.expenses]),
        "who_for": dice.pick(sentences()[kind.who_for]),
        "youngest_age": kind.youngest,
    }


@lru_cache
def _value_keys() -> tuple[str, ...]:
    return tuple(value.key for value in values())


def _insert_adverts(connection: sa.Connection, batch: list[tuple[Row, Row]]) -> None:
    connection.execute(sa.insert(_table(Opportunity)), [base for base, _ in batch])
    for table, name in ((_table(Vacancy), "vacancy"), (_table(Placement), "placement")):
        if rows := [extra for base, extra in batch if base["type"] == name]:
            connection.execute(sa.insert(table), rows)


def _insert(connection: sa.Connection, table: sa.Table, rows: Iterator[Row]) -> None:
    while batch := list(islice(rows, BATCH)):
        connection.execute(sa.insert(table), batch)


def _count_on(connection: sa.Connection) -> None:
    """Let PostgreSQL's sequences go on after the ids that were given."""
    for table in ("users", "organisations", "workplaces", "opportunities"):
        newest = f"(SELECT coalesce(max(id), 1) FROM {table})"  # noqa: S608  names of ours
        connection.exec_driver_sql(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {newest})")


def _table(model: type[Base]) -> sa.Table:
    return cast("sa.Table", model.__table__)


def _at(day: date, minutes: int = 600) -> datetime:
    return datetime.combine(day, time(0, 0), tzinfo=UTC) + timedelta(minutes=minutes)
