"""Turn alerts on, change them, end them."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from careers import clock
from careers.alerts import policies, queries
from careers.alerts.models import Alert, AlertMatch, AlertStatus, EndReason, Frequency, NotRelevant
from careers.alerts.words import search_of, where_of_alert
from careers.database import db
from careers.errors import Conflict
from careers.jobs.index import Entry, Index
from careers.jobs.queries import list_live_entries
from careers.jobs.search_query import SearchQuery


def turn_on(alert: Alert) -> None:
    """Confirm an alert, start it again, or note that it is still wanted; from now on what is new counts.

    Whoever presses that takes back what they told their mail provider.
    Refuses to start an ended one beyond the most that one address may have.
    """
    if alert.status is AlertStatus.ENDED:
        policies.check_can_add(queries.count_open(alert.address_id))
    if alert.status is not AlertStatus.ON:
        alert.status, alert.ended_at, alert.end_reason = AlertStatus.ON, None, None
        alert.since_revision = queries.newest_revision()
    alert.address.refused_at = None
    _note_wanted(alert)


def stop_alert(alert: Alert) -> None:
    """End an alert at its owner's wish; pressed twice, it ends once."""
    if alert.status is not AlertStatus.ENDED:
        alert.status, alert.ended_at, alert.end_reason = AlertStatus.ENDED, clock.now(), EndReason.PERSON


def stop_all(address_id: int) -> int:
    """End every alert of an address at its owner's wish; return how many were on or waiting."""
    return _end(Alert.address_id == address_id, EndReason.PERSON)


def end_refused(email: str, *, reason: EndReason, at: datetime) -> int:
    """End the alerts of an address that takes no mail; return how many.

    `at` is when the provider saw it: an alert that its owner wanted after that stays, so old news does no harm. That
    they want no mail is kept when no such alert is on, whether or not there was one to end.
    """
    address = queries.find_address(email.strip().lower())
    if address is None:
        return 0
    ended = _end(sa.and_(Alert.address_id == address.id, Alert.wanted_at <= at), reason)
    if reason is EndReason.REFUSED and not queries.has_alert_on(address.id):
        address.refused_at = at
    return ended


def end_of_closed_accounts() -> int:
    """End the alerts of people whose account was closed since they last wanted them; return how many."""
    return _end(queries.is_of_closed_account(), EndReason.PERSON)


def end_unanswered(now: datetime) -> int:
    """End the alerts whose owners did not say within a month that they still want them; return how many."""
    unanswered = sa.and_(Alert.status == AlertStatus.ON, Alert.asked_at <= now - policies.TIME_TO_ANSWER)
    return _end(unanswered, EndReason.NO_ANSWER)


def change_alert(alert: Alert, *, name: str, frequency: Frequency) -> None:
    """Call an alert something else, and let it write more or less often; a weekly one writes on today's weekday."""
    if frequency is Frequency.WEEKLY and alert.frequency is not Frequency.WEEKLY:
        alert.weekday = clock.local(clock.now()).weekday()
    alert.name, alert.frequency = name, frequency
    _note_wanted(alert)


def note_not_relevant(alert: Alert, entry: Entry, reason: NotRelevant, *, query: SearchQuery | None) -> None:
    """Keep why something was no use, and look for `query` from now on when one is given.

    What was found before, is not told yet and does not fit `query` is let go, so that it is news if it fits again.
    Refuses a search for which the address has another alert.
    """
    db.session.execute(
        sa.update(AlertMatch)
        .where(AlertMatch.alert_id == alert.id, AlertMatch.opportunity_id == entry.id)
        .values(not_relevant=reason)
    )
    _note_wanted(alert)
    if query is None:
        return
    try:
        with db.session.begin_nested():
            alert.search = search_of(query)
            db.session.flush()
    except IntegrityError:
        raise Conflict("You already have an alert for the search that this would become.") from None
    _let_go_what_fits_no_longer(alert, query)


def _let_go_what_fits_no_longer(alert: Alert, query: SearchQuery) -> None:
    unsent, where = queries.list_unsent(alert.id), where_of_alert(alert.lat, alert.lon, alert.area)
    fitting = Index(list_live_entries(list(unsent))).match(query, today=clock.today(), where=where) if unsent else []
    db.session.execute(
        sa.delete(AlertMatch).where(
            AlertMatch.alert_id == alert.id, AlertMatch.opportunity_id.in_(unsent.difference(fitting))
        )
    )


def _note_wanted(alert: Alert) -> None:
    alert.wanted_at, alert.asked_at = clock.now(), None


def _end(which: sa.ColumnElement[bool], reason: EndReason) -> int:
    return len(
        db.session.scalars(
            sa.update(Alert)
            .where(which, Alert.status.in_(policies.BECOMES_FROM[AlertStatus.ENDED]))
            .values(status=AlertStatus.ENDED, ended_at=clock.now(), end_reason=reason)
            .returning(Alert.id)
        ).all()
    )
