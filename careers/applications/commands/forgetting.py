"""Delete what was kept long enough. Each leaves an audit row that says only what went and when."""

from datetime import datetime

import sqlalchemy as sa

from careers.applications import queries
from careers.applications.commands.applying import delete_draft
from careers.applications.models import ENDED, Application, ApplicationReading, ApplicationStatus
from careers.audit.commands import SYSTEM, forget_reasons, record
from careers.database import db
from careers.formats.commands import forget_requests
from careers.screening.commands import forget_answers

PERSONAL = (
    *("first_name", "last_name", "email", "phone", "postcode"),
    *("experience", "why", "adjustments", "interview_place", "end_reason"),
)


def delete_old_draft(application: Application, *, before: datetime) -> bool:
    """Delete a draft, unless it was sent or changed in the meantime; return whether it did."""
    application = queries.lock(application)
    if application.status is not ApplicationStatus.DRAFT or application.changed_at >= before:
        return False
    delete_draft(application, by=SYSTEM)
    return True


def wipe_application(application: Application) -> bool:
    """Blank what a person wrote, who they are, the scores, what readers made of it and the reasons.

    Not if it was reopened in the meantime.

    The row stays with its vacancy, status and dates, joined to the person's account, for the board's counts.
    """
    application = queries.lock(application)
    if application.status not in (*ENDED, ApplicationStatus.STARTED):
        return False
    for name in PERSONAL:
        setattr(application, name, "")
    application.fit = None
    application.wants_alternative_format = False
    db.session.execute(sa.delete(ApplicationReading).where(ApplicationReading.application_id == application.id))
    forget_reasons("application", application.id)
    record(
        action="application.wiped",
        subject_type="application",
        subject_id=application.id,
        by=SYSTEM,
        about_user_id=application.candidate.user_id,
    )
    return True


def forget_old_answers(user_id: int, *, before: datetime) -> None:
    """Delete the answers that a person gave before a moment, with notes about them, and what they asked for instead."""
    forget_answers(user_id, before=before)
    forget_requests(user_id, before=before)
    record(action="screening.forgotten", subject_type="user", subject_id=user_id, by=SYSTEM, about_user_id=user_id)
