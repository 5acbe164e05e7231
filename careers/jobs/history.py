"""The history of a vacancy in words: audit rows in, events for the page out. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from careers.audit.models import AuditEvent
from careers.words import moment_in_words

TITLES = {
    "vacancy.drafted": "Draft begun",
    "vacancy.changed": "Changed",
    "vacancy.published": "Published",
    "vacancy.sent to the council": "Sent to the council to look at",
    "vacancy.approved": "Approved and published",
    "vacancy.paused": "Paused",
    "vacancy.resumed": "Shown again",
    "vacancy.closed": "Closed",
    "vacancy.withdrawn": "Taken down",
    "vacancy.post filled": "Post filled",
}
BY = {"council officer": "by the council", "system": "by itself"}


@dataclass(frozen=True)
class Event:
    """One line of a history."""

    title: str
    when_words: str
    by_words: str
    note: str


def history_in_words(events: Iterable[AuditEvent]) -> list[Event]:
    """Return the events of a vacancy, newest first; names stay out of it, the side that acted is enough."""
    lines = [
        Event(
            title=TITLES.get(event.action, event.action.partition(".")[2].capitalize()),
            when_words=moment_in_words(event.at),
            by_words=BY.get(event.actor_role, "by the employer"),
            note="" if event.action == "vacancy.changed" else event.reason,
        )
        for event in events
    ]
    return lines[::-1]
