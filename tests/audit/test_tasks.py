"""Old audit rows go, and one says so. Today is 24 November 2026, so rows are kept since 24 November 2020."""

from datetime import UTC, datetime

import sqlalchemy as sa
from flask import Flask

from careers import clock
from careers.audit import tasks
from careers.audit.models import AuditEvent
from careers.database import db


def add_event(at: datetime) -> int:
    event = AuditEvent(at=at, actor_role="system", action="vacancy.closed", subject_type="vacancy", subject_id=1)
    db.session.add(event)
    db.session.commit()
    return event.id


def test_rows_older_than_six_years_are_deleted_once_and_a_row_without_words_stays(app: Flask) -> None:
    old = [add_event(datetime(2020, 11, day, tzinfo=UTC)) for day in (1, 23)]
    kept = add_event(datetime(2020, 11, 25, tzinfo=UTC))

    done = [tasks.forget_old_events(clock.now()), tasks.forget_old_events(clock.now())]

    left = db.session.scalars(sa.select(AuditEvent).order_by(AuditEvent.id)).all()
    assert done == [2, 0]
    assert [(event.action, event.subject_id, event.reason) for event in left] == [
        ("vacancy.closed", 1, ""),
        ("audit.forgotten", old[1], ""),
    ]
    assert left[0].id == kept
