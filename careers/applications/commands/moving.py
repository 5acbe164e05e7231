"""The one way in which an application changes its status."""

from careers import clock
from careers.applications.models import Application, ApplicationStatus
from careers.applications.policies import check_can_move
from careers.audit.commands import record


def move(application: Application, to: ApplicationStatus, *, by: object, reason: str = "") -> None:
    """Change a status along the table and leave who, when and why; refuses a step that the table does not have."""
    check_can_move(application, to)
    record(
        action=f"application.{to.value}",
        subject_type="application",
        subject_id=application.id,
        by=by,
        from_status=application.status.value,
        to_status=to.value,
        about_user_id=application.candidate.user_id,
        reason=reason,
    )
    application.status = to
    application.changed_at = clock.now()


def end(application: Application, to: ApplicationStatus, *, by: object, reason: str = "") -> None:
    """Change a status to one of the ends, and keep the reason where both sides read it."""
    move(application, to, by=by, reason=reason)
    application.ended_at = application.changed_at
    application.end_reason = reason
