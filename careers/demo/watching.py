"""The demonstration candidate's e-mail alerts: one that has found something, and one that waits for news."""

from collections.abc import Sequence

from careers.accounts.models import User
from careers.alerts.models import Alert, AlertAddress, AlertMatch, AlertStatus, Frequency
from careers.alerts.words import default_name, search_of
from careers.demo.employers import Place
from careers.demo.world import World
from careers.geo.distance import miles_between
from careers.geo.search import resolve_place
from careers.jobs.models import Vacancy
from careers.jobs.queries import where_of
from careers.jobs.search_query import SearchQuery

MILES = 5
CARE_WORKER = 8


def watch(world: World, user: User, live: Sequence[tuple[Place, Vacancy]], *, revision: int) -> None:
    """Let a person have two alerts around the first employer's town since a week; the first told of one vacancy."""
    place, _ = live[0]
    town = resolve_place(place.workplace.town, near=(place.workplace.lat, place.workplace.lon))
    location, where = town.location, where_of(town)
    if location is None or where.centre is None:
        return
    address = AlertAddress(email=user.email, mailed_on=world.yesterday)
    work = SearchQuery(place=town.typed, miles=MILES, role=(CARE_WORKER,))
    nights = SearchQuery(q="night", place=town.typed, miles=MILES)
    alerts = [
        Alert(
            address=address,
            name=default_name(query, location.label, where),
            search=search_of(query),
            place=location.label,
            lat=location.lat,
            lon=location.lon,
            frequency=frequency,
            weekday=world.ago(7).weekday(),
            status=AlertStatus.ON,
            since_revision=revision,
            created_at=world.at(world.ago(7), 19),
            wanted_at=world.at(world.ago(7), 19),
        )
        for query, frequency in ((work, Frequency.DAILY), (nights, Frequency.WEEKLY))
    ]
    world.keep(alerts)
    found = next(
        (
            vacancy
            for each, vacancy in live
            if vacancy.role_code == CARE_WORKER
            and miles_between(where.centre, (each.workplace.lat, each.workplace.lon)) <= MILES
        ),
        None,
    )
    if found is not None:
        alerts[0].sent_at = world.at(world.yesterday, 8)
        match = AlertMatch(alert_id=alerts[0].id, opportunity_id=found.id, found_at=world.at(world.ago(2), 14))
        match.sent_at = alerts[0].sent_at
        world.keep([match])
