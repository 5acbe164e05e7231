"""Write to the owners of alerts: what was found, and once a year whether they still want it."""

from collections.abc import Sequence
from datetime import date, datetime

from careers import clock
from careers.alerts import emails, queries
from careers.alerts.models import Alert, AlertMatch
from careers.database import db
from careers.jobs.index import Entry
from careers.jobs.queries import live_index
from careers.matching.queries import find_order_for


def send_finds(address_id: int, *, now: datetime, secret: str) -> bool:
    """Tell an address once of everything that is due and still open; return whether there was something to tell.

    The address is locked and the finds are marked in the transaction that writes the message: of two senders at once
    the second finds nothing to do. What closed in the meantime is let go, so that it is news if it opens again.
    """
    today = clock.local(now).date()
    address = queries.lock_address_without_message(address_id, today)
    if address is None:
        return False
    due = queries.list_due(address_id, now)
    told = queries.list_told(address_id, {match.opportunity_id for match, _ in due})
    fresh = _still_open(due, today)
    sections: dict[Alert, list[Entry]] = {}
    for match, alert, entry in fresh:
        match.sent_at = now
        if entry.id not in told:
            told.add(entry.id)
            sections.setdefault(alert, []).append(entry)
    if not sections:
        return False
    for alert in sections:
        alert.sent_at = now
    address.mailed_on = today
    person = find_order_for(address.email)
    emails.tell_of_finds(address, sections, person, on=today, secret=secret)
    return True


def _still_open(due: Sequence[tuple[AlertMatch, Alert]], today: date) -> list[tuple[AlertMatch, Alert, Entry]]:
    index, fresh = live_index(), []
    for match, alert in due:
        entry = index.get(match.opportunity_id)
        if entry is None or entry.closes_on < today:
            db.session.delete(match)
        else:
            fresh.append((match, alert, entry))
    return fresh


def ask_if_still_wanted(address_id: int, *, now: datetime, secret: str) -> bool:
    """Ask once whether the alerts of an address that are a year old are still wanted; return whether we did."""
    today = clock.local(now).date()
    address = queries.lock_address_without_message(address_id, today)
    alerts = queries.list_to_ask(address_id, now) if address else []
    if address is None or not alerts:
        return False
    for alert in alerts:
        alert.asked_at = now
    address.mailed_on = today
    emails.ask_if_still_wanted(address, alerts, on=today, secret=secret)
    return True
