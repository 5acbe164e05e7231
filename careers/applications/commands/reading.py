"""What a reader makes of the written answers, said before they see how the values fit."""

from careers import clock
from careers.accounts.models import User
from careers.applications import policies, queries
from careers.applications.models import Application, ApplicationReading
from careers.audit.commands import record
from careers.database import db
from careers.errors import Conflict


def rate_answers(application: Application, *, rating: int, note: str, by: User) -> None:
    """Keep a reader's own rating of the written answers, once: after it they are shown the values fit.

    A button pressed twice does nothing more. Refuses another rating, one off the scale, and one after the end.
    """
    application = queries.lock(application)
    before = queries.find_reading(application.id, by.id)
    if before is not None:
        if (before.rating, before.note) == (rating, note):
            return
        raise Conflict(
            "You have rated these answers already. A rating stays as it was given before you saw how the values fit."
        )
    policies.check_can_rate_answers(application, rating)
    db.session.add(
        ApplicationReading(application_id=application.id, user_id=by.id, rating=rating, note=note, read_at=clock.now())
    )
    record(
        action="application.rated",
        subject_type="application",
        subject_id=application.id,
        by=by,
        about_user_id=application.candidate.user_id,
    )
