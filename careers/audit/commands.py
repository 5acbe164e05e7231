"""Write an audit row beside the change it records, in the same transaction."""

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
