"""The history of a vacancy in words."""

from datetime import UTC, datetime

from careers.audit.models import AuditEvent
from careers.jobs.history import Event, history_in_words


def event(action: str, *, role: str, hour: int, reason: str = "") -> AuditEvent:
    at = datetime(2026, 11, 24, hour, 30, tzinfo=UTC)
    return AuditEvent(action=action, actor_role=role, at=at, reason=reason)


def test_the_newest_comes_first_and_names_stay_out() -> None:
    events = [
        event("vacancy.published", role="provider member", hour=9),
        event("vacancy.changed", role="provider manager", hour=10, reason="pay_min_pence"),
        event("vacancy.withdrawn", role="council officer", hour=11, reason="It asks for money."),
    ]

    lines = history_in_words(events)

    assert lines == [
        Event("Taken down", "11:30am on Tuesday 24 November 2026", "by the council", "It asks for money."),
        Event("Changed", "10:30am on Tuesday 24 November 2026", "by the employer", ""),
        Event("Published", "9:30am on Tuesday 24 November 2026", "by the employer", ""),
    ]


def test_what_the_timetable_did_was_done_by_itself() -> None:
    lines = history_in_words([event("vacancy.closed", role="system", hour=1, reason="closing date passed")])

    assert (lines[0].by_words, lines[0].note) == ("by itself", "closing date passed")
