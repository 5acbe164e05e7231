"""Ratings go with the application, on the same night and not before."""

from datetime import timedelta

import sqlalchemy as sa

from careers import clock
from careers.applications.models import ApplicationStatus
from careers.applications.tasks import wipe_old_applications
from careers.audit.models import AuditEvent
from careers.database import db
from careers.interviews import tasks
from careers.interviews.models import InterviewRating
from careers.scheduler import TIMETABLE
from tests.interviews.conftest import Interview, send


def test_ratings_stay_as_long_as_the_application_and_go_with_it(interview: Interview) -> None:
    send(interview.application, interview.first, 4, 2)
    application = interview.application
    application.status, application.ended_at = ApplicationStatus.NOT_SUCCESSFUL, clock.now() - timedelta(days=364)
    db.session.commit()

    early = (wipe_old_applications(clock.now()), tasks.forget_old_ratings(clock.now()))
    application.ended_at = clock.now() - timedelta(days=367)
    db.session.commit()
    due = (wipe_old_applications(clock.now()), tasks.forget_old_ratings(clock.now()))
    again = tasks.forget_old_ratings(clock.now())

    assert (early, due, again) == ((0, 0), (1, 1), 0)
    assert db.session.scalars(sa.select(InterviewRating.id)).all() == []
    noted = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "interview.wiped")).one()
    assert (noted.subject_id, noted.actor_role, noted.reason) == (application.id, "system", "")


def test_the_timetable_forgets_ratings_after_it_wipes_applications() -> None:
    names = [task.name for task in TIMETABLE]

    assert names.index("forget-old-ratings") == names.index("wipe-old-applications") + 1
