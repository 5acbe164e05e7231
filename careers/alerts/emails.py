"""Messages about alerts. What strangers typed stays out of the messages that come before somebody has confirmed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from careers import clock
from careers.alerts import policies
from careers.alerts.models import Alert, AlertAddress
from careers.alerts.tokens import address_token, alert_token
from careers.alerts.words import query_of, where_of_alert, why
from careers.geo.distance import miles_between
from careers.jobs.cards import card_of
from careers.jobs.index import Entry, Hit
from careers.mail.commands import put_in_outbox
from careers.matching.ranking import FitOrder
from careers.matching.reasons import best_first, tag_for


def ask_to_confirm(alert: Alert, *, on: date, secret: str) -> None:
    """Ask the owner of an address whether they want an alert that somebody asked for."""
    put_in_outbox(
        event_key=f"alert-confirm:{alert.id}:{on}",
        template="alerts/confirm",
        to=alert.address.email,
        place=alert.place,
        path=alert_path(alert, secret),
    )


def say_it_exists(alert: Alert, *, on: date, secret: str) -> None:
    """Tell somebody who asked for an alert again that they have it."""
    put_in_outbox(
        event_key=f"alert-exists:{alert.id}:{on}",
        template="alerts/exists",
        to=alert.address.email,
        path=alert_path(alert, secret),
    )


def say_there_are_enough(address: AlertAddress, *, on: date, secret: str) -> None:
    """Tell somebody who asked for one more alert that they have as many as we keep."""
    put_in_outbox(
        event_key=f"alert-limit:{address.id}:{on}",
        template="alerts/enough",
        to=address.email,
        most=policies.MOST_ALERTS,
        stop_path=stop_all_path(address, secret),
    )


def tell_of_finds(
    address: AlertAddress,
    sections: Mapping[Alert, Sequence[Entry]],
    person: FitOrder | None,
    *,
    on: date,
    secret: str,
) -> None:
    """Tell an address what its alerts found: the newest few, why each is in it, and where the rest is.

    Where we know what suits the `person`, what does comes first and says so; why it does is for their eyes on the site.
    """
    left, shown = policies.ITEMS_A_MESSAGE, []
    for alert, found in sections.items():
        entries = best_first(found, person)
        fitting = entries[: max(left, 0)]
        left -= len(fitting)
        path = alert_path(alert, secret)
        shown.append(
            {
                "name": alert.name,
                "path": path,
                "search_path": f"/jobs?{alert.search}",
                "items": [_item(alert, entry, path, tag_for(entry, person)) for entry in fitting],
                "more": len(entries) - len(fitting),
            }
        )
    put_in_outbox(
        event_key=f"alert-finds:{address.id}:{on}",
        template="alerts/finds",
        to=address.email,
        count=sum(len(entries) for entries in sections.values()),
        sections=shown,
        stop_path=stop_all_path(address, secret),
    )


def ask_if_still_wanted(address: AlertAddress, alerts: Sequence[Alert], *, on: date, secret: str) -> None:
    """Ask somebody whether they still want the alerts that they made a year ago."""
    put_in_outbox(
        event_key=f"alert-still-wanted:{address.id}:{on}",
        template="alerts/still_wanted",
        to=address.email,
        alerts=[{"name": alert.name, "path": alert_path(alert, secret)} for alert in alerts],
        answer_by=clock.local(clock.now()).date() + policies.TIME_TO_ANSWER,
        stop_path=stop_all_path(address, secret),
    )


def alert_path(alert: Alert, secret: str) -> str:
    """Return the address of the page of one alert, for its owner's eyes only."""
    return f"/alerts/{alert_token(secret, alert.id)}"


def stop_all_path(address: AlertAddress, secret: str) -> str:
    """Return the address at which every alert of an address is stopped, for its owner's eyes only."""
    return f"/alerts/stop-all/{address_token(secret, address.id)}"


def _item(alert: Alert, entry: Entry, path: str, tag: str) -> dict[str, Any]:
    where = where_of_alert(alert.lat, alert.lon, alert.area)
    miles = miles_between(where.centre, (entry.lat, entry.lon)) if where.centre else None
    return {
        "card": card_of(Hit(entry, miles), today=clock.today()),
        "why": why(query_of(alert.search), alert.place, where, entry),
        "suits": tag,
        "not_relevant_path": f"{path}/not-relevant/{entry.reference}",
    }
