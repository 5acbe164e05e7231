"""Make alerts: by somebody whose address is proven, or for an address that is asked first."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import IntegrityError

from careers import clock
from careers.alerts import emails, policies, queries
from careers.alerts.commands.changing import turn_on
from careers.alerts.models import LONGEST_SEARCH, Alert, AlertAddress, AlertStatus, Frequency
from careers.alerts.words import search_of
from careers.database import db
from careers.errors import Conflict, NotAllowed
from careers.geo.search import ResolvedPlace
from careers.jobs.queries import where_of
from careers.jobs.search_query import SearchQuery


@dataclass(frozen=True)
class Wish:
    """What somebody wants to hear about, how often, and what they call it."""

    query: SearchQuery
    place: ResolvedPlace | None
    name: str
    frequency: Frequency


def check_can_watch(wish_query: SearchQuery, place: ResolvedPlace | None) -> None:
    """Refuse a search whose place we do not know, or which is too long to keep."""
    if wish_query.place and (place is None or place.location is None):
        raise NotAllowed(f"We could not find a place called “{wish_query.place}”. Search for another one first.")
    if len(search_of(wish_query)) > LONGEST_SEARCH:
        raise NotAllowed("This search is too long for an alert. Use fewer words or filters, then try again.")


def add_alert(email: str, wish: Wish) -> Alert:
    """Make an alert for somebody whose address is proven, on at once; an ended one for the same search starts again.

    Refuses a second alert for one search, and more than the most that we keep.
    """
    check_can_watch(wish.query, wish.place)
    address = _lock_address(email)
    twin = queries.find_twin(address.id, search_of(wish.query))
    if twin is not None and twin.status is AlertStatus.ON:
        raise Conflict(f"You already have an alert for this search. It is called “{twin.name}”.")
    if twin is None:
        policies.check_can_add(queries.count_open(address.id))
    alert = twin or _new(address, wish)
    alert.name, alert.frequency = wish.name, wish.frequency
    turn_on(alert)
    return alert


def ask_for_alert(email: str, wish: Wish, *, secret: str) -> None:
    """Ask the owner of an address by e-mail whether they want an alert; until they say so it finds and sends nothing.

    The caller learns nothing about the address and changes nothing of an alert that it had: whoever has this alert
    already, or too many, is told by e-mail. One message a day about one search, a few a day to one address, and none to
    who told their provider to refuse us.
    """
    check_can_watch(wish.query, wish.place)
    address, today = _lock_address(email), clock.today()
    twin = queries.find_twin(address.id, search_of(wish.query))
    if not _may_ask(address, twin, today):
        return
    if twin is not None and twin.status is AlertStatus.ON:
        twin.confirm_sent_on = today
        emails.say_it_exists(twin, on=today, secret=secret)
        return
    if (twin is None or twin.status is AlertStatus.ENDED) and queries.count_open(address.id) >= policies.MOST_ALERTS:
        emails.say_there_are_enough(address, on=today, secret=secret)
        return
    alert = twin or _new(address, wish)
    alert.status, alert.ended_at, alert.end_reason = AlertStatus.WAITING, None, None
    alert.confirm_sent_on, alert.wanted_at = today, clock.now()
    db.session.flush()
    emails.ask_to_confirm(alert, on=today, secret=secret)


def _may_ask(address: AlertAddress, twin: Alert | None, today: date) -> bool:
    if address.refused_at is not None or (twin is not None and twin.confirm_sent_on == today):
        return False
    return queries.count_confirmations(address.id, today) < policies.CONFIRMATIONS_A_DAY


def _lock_address(email: str) -> AlertAddress:
    """Return the row of an address, added when it is new, kept from others until the commit."""
    email = email.strip().lower()
    address = queries.find_address(email)
    if address is not None:
        return address
    try:
        with db.session.begin_nested():
            address = AlertAddress(email=email)
            db.session.add(address)
            db.session.flush()
    except IntegrityError:
        address = queries.find_address(email)
        if address is None:
            raise
    return address


def _new(address: AlertAddress, wish: Wish) -> Alert:
    location, where, now = wish.place.location if wish.place else None, where_of(wish.place), clock.now()
    alert = Alert(
        address=address,
        name=wish.name,
        search=search_of(wish.query),
        place=location.label if location else "",
        lat=where.centre[0] if where.centre else None,
        lon=where.centre[1] if where.centre else None,
        area=",".join(sorted(where.area)),
        frequency=wish.frequency,
        status=AlertStatus.WAITING,
        weekday=clock.local(now).weekday(),
        created_at=now,
        wanted_at=now,
    )
    db.session.add(alert)
    db.session.flush()
    return alert
