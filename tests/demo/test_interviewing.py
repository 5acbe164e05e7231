"""The demonstration provider finds applicants read and not read, and interviews that agree, differ or are settled."""

import pytest
import sqlalchemy as sa

from careers import clock
from careers.accounts.models import User
from careers.applications.models import Application, ApplicationReading, ApplicationStatus
from careers.database import db
from careers.interviews import queries
from careers.interviews.agreement import needs_third
from careers.interviews.models import InterviewSubmission

pytestmark = [pytest.mark.xdist_group("demo"), pytest.mark.usefixtures("area")]


@pytest.fixture
def manager() -> User:
    """Give the demonstration's provider."""
    return db.session.scalars(sa.select(User).where(User.email == "provider@demo.example")).one()


def test_the_manager_has_read_some_of_those_to_answer_and_not_the_newest(manager: User) -> None:
    read = set(db.session.scalars(sa.select(ApplicationReading.application_id)))
    shown = set(db.session.scalars(sa.select(Application.vacancy_id).where(Application.id.in_(read))))
    to_answer = db.session.scalars(
        sa.select(Application.id)
        .where(Application.vacancy_id.in_(shown), Application.status == ApplicationStatus.SUBMITTED)
        .order_by(Application.submitted_at)
    ).all()

    assert len(shown) == 1
    assert [application_id in read for application_id in to_answer] == [True, True, False, False]


def test_one_interview_waits_for_a_third_and_the_manager_can_be_it(manager: User) -> None:
    waiting = queries.list_waiting_interviews(manager.organisation_id, manager.id)

    third = [each for each in waiting if each.needs_third]
    assert [each.has_reader_sent for each in third] == [False]
    assert len(waiting) == 3


def test_ratings_came_after_the_interview_and_not_in_the_future() -> None:
    rows = db.session.execute(
        sa.select(InterviewSubmission.submitted_at, Application.interview_at, Application.id).join(
            Application, Application.id == InterviewSubmission.application_id
        )
    ).all()

    assert len(rows) == 9
    for submitted_at, interview_at, application_id in rows:
        assert interview_at < submitted_at < clock.now()
        ratings = [(each.value_key, each.rating) for each in queries.list_ratings_about(application_id)]
        assert len(ratings) in {6, 9}
        assert not needs_third(ratings) or len(ratings) == 6
