"""Answers go a year after their month, unless an application is open."""

from datetime import UTC, datetime

import sqlalchemy as sa
import time_machine

from careers.applications.models import Application, ApplicationStatus
from careers.audit.models import AuditEvent
from careers.database import db
from careers.equality import tasks
from careers.equality.commands import keep_answers
from careers.equality.queries.own import has_answered
from tests.applications.conftest import Home
from tests.equality.conftest import SHEET, kept_rows
from tests.factories import Factory

LAST_DAY_KEPT = datetime(2027, 11, 30, 12, tzinfo=UTC)
FIRST_DAY_AFTER = datetime(2027, 12, 1, 12, tzinfo=UTC)


def test_answers_of_people_with_nothing_open_go_a_year_after_their_month(make: Factory, home: Home) -> None:
    ended = make.application(home.vacancy, status=ApplicationStatus.NOT_SUCCESSFUL).candidate.user_id
    waiting = make.application(home.vacancy).candidate.user_id
    for user_id in (ended, waiting):
        keep_answers(user_id, SHEET)
    db.session.commit()

    done = [tasks.forget_old_answers(now) for now in (LAST_DAY_KEPT, FIRST_DAY_AFTER, FIRST_DAY_AFTER)]

    assert done == [0, len(SHEET), 0]
    assert (has_answered(ended), has_answered(waiting)) == (False, True)
    notes = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "equality.forgotten")).all()
    assert [(note.about_user_id, note.reason) for note in notes] == [(None, f"{len(SHEET)} answers")]


def test_answering_again_starts_the_year_anew(sent: Application) -> None:
    user_id = sent.candidate.user_id
    keep_answers(user_id, SHEET)
    sent.status = ApplicationStatus.WITHDRAWN
    with time_machine.travel("2027-03-01T10:00:00+00:00", tick=False):
        keep_answers(user_id, SHEET)
    db.session.commit()

    assert tasks.forget_old_answers(FIRST_DAY_AFTER) == 0
    assert {month for _, _, month in kept_rows()} == {"2027-03"}
