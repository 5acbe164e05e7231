"""Write an audit row beside the change it records, in the same transaction; forget what was kept long enough."""

from datetime import datetime

import sqlalchemy as sa

from careers import clock
from careers.audit.models import AuditEvent
from careers.database import db


class System:
    """The actor of what the timetable and the command line do."""

    id: int | None = None
    role: str = "system"


SYSTEM = System()


def record(
    *,
    action: str,
    subject_type: str,
    subject_id: int,
    by: object,
    from_status: str | None = None,
    to_status: str | None = None,
    about_user_id: int | None = None,
    reason: str = "",
) -> AuditEvent:
    """Add one audit row. `by` is a User or SYSTEM; `about_user_id` is whose data it was."""
    event = AuditEvent(
        at=clock.now(),
        actor_id=getattr(by, "id", None),
        actor_role=str(getattr(by, "role", "system")),
        action=action,
        subject_type=subject_type,
        subject_id=subject_id,
        from_status=from_status,
        to_status=to_status,
        about_user_id=about_user_id,
        reason=reason[:500],
    )
    db.session.add(event)
    return event


def forget_reasons(subject_type: str, subject_id: int) -> None:
    """Blank the reasons in a record's history, when the record's own words are deleted; what happened when stays."""
    db.session.execute(
        sa.update(AuditEvent)
        .where(AuditEvent.subject_type == subject_type, AuditEvent.subject_id == subject_id, AuditEvent.reason != "")
        .values(reason="")
    )


def forget_events(before: datetime) -> int:
    """Delete the audit rows from before a moment and leave one that says up to which id; return how many."""
    forgotten = db.session.scalars(sa.delete(AuditEvent).where(AuditEvent.at < before).returning(AuditEvent.id)).all()
    if forgotten:
        record(action="audit.forgotten", subject_type="audit", subject_id=max(forgotten), by=SYSTEM)
    return len(forgotten)
