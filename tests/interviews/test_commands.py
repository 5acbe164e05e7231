"""Ratings are sent once and whole, by each assessor alone; what follows adds to them and never changes them."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError

from careers import clock
from careers.accounts.models import User
from careers.applications.models import Application, ApplicationStatus
from careers.audit.models import AuditEvent
from careers.database import db, writing
from careers.errors import Conflict, NotAllowed
from careers.interviews import commands, queries
from careers.interviews.guides import guide_book
from careers.interviews.models import InterviewComment, InterviewRating, InterviewSubmission
from careers.interviews.policies import Heard
from tests.interviews.conftest import RESPECT, WHOLE, Interview, send

S = ApplicationStatus
VERSION = guide_book().version


def count(table: type) -> int:
    return db.session.scalars(sa.select(sa.func.count()).select_from(table)).one()


def test_ratings_are_kept_with_notes_and_the_version_of_the_guide(interview: Interview) -> None:
    send(interview.application, interview.first, 4, None)

    submission = queries.find_submission(interview.application.id, interview.first.id)
    ratings = queries.list_own_ratings(interview.application.id, interview.first.id)
    assert submission is not None
    assert (submission.guide_version, submission.has_rated, submission.submitted_at) == (VERSION, True, clock.now())
    assert [(each.value_key, each.rating) for each in ratings] == [(RESPECT, 4), (WHOLE, None)]
    event = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "interview.rated")).one()
    assert (event.actor_id, event.about_user_id) == (interview.first.id, interview.application.candidate.user_id)
    assert event.reason == ""


def test_pressed_twice_they_are_kept_once_and_others_are_refused(interview: Interview) -> None:
    for _ in range(2):
        send(interview.application, interview.first, 4, 3)
    with pytest.raises(Conflict, match="You have sent your ratings"):
        send(interview.application, interview.first, 2, 3)

    assert count(InterviewRating) == 2


@pytest.mark.parametrize(
    ("heard", "message"),
    [
        ([Heard(RESPECT, 4, "Asked first.")], "were changed"),
        ([Heard(RESPECT, 4, "A"), Heard(RESPECT, 4, "A"), Heard(WHOLE, 4, "A")], "were changed"),
        ([Heard(RESPECT, 4, "A"), Heard("cwp_proud_positive", 4, "A")], "were changed"),
        ([Heard(RESPECT, 6, "A"), Heard(WHOLE, 4, "A")], "one of the five ratings"),
        ([Heard(RESPECT, 0, "A"), Heard(WHOLE, 4, "A")], "one of the five ratings"),
        ([Heard(RESPECT, 4, " "), Heard(WHOLE, 4, "A")], "Write what you heard"),
        ([Heard(RESPECT, None, ""), Heard(WHOLE, None, "")], "Rate at least one value"),
    ],
)
def test_ratings_that_are_not_whole_are_refused_and_nothing_is_kept(
    interview: Interview, heard: list[Heard], message: str
) -> None:
    with pytest.raises(NotAllowed, match=message):
        commands.rate_interview(interview.application, heard, guide_version=VERSION, by=interview.first)

    assert (count(InterviewSubmission), count(InterviewRating)) == (0, 0)


def test_ratings_by_the_words_of_another_guide_are_refused(interview: Interview) -> None:
    heard = [Heard(RESPECT, 4, "A"), Heard(WHOLE, 4, "A")]

    with pytest.raises(NotAllowed, match="guide was changed"):
        commands.rate_interview(interview.application, heard, guide_version=VERSION + 1, by=interview.first)


@pytest.mark.parametrize("status", [S.NOT_SUCCESSFUL, S.WITHDRAWN, S.STARTED, S.DECLINED])
def test_after_the_end_nobody_rates(interview: Interview, status: ApplicationStatus) -> None:
    interview.application.status, interview.application.started_on = status, clock.today()
    db.session.commit()

    with pytest.raises(Conflict, match="can no longer be rated"):
        send(interview.application, interview.first, 4, 4)


def test_without_an_invitation_nobody_rates(interview: Interview) -> None:
    interview.application.status, interview.application.interview_at = S.SHORTLISTED, None
    db.session.commit()

    with pytest.raises(NotAllowed, match="There is no interview yet"):
        send(interview.application, interview.first, 4, 4)


def test_whoever_looked_without_rating_can_no_longer_rate(interview: Interview) -> None:
    for _ in range(2):
        commands.read_ratings(interview.application, by=interview.third)
    db.session.commit()

    with pytest.raises(Conflict, match="You have seen the ratings of the others"):
        send(interview.application, interview.third, 4, 4)
    assert queries.count_assessors(interview.application.id) == 0


def test_a_comment_comes_after_ones_own_ratings(interview: Interview) -> None:
    with pytest.raises(NotAllowed, match="Send your own ratings first"):
        commands.add_comment(interview.application, words="We agree.", by=interview.first)
    send(interview.application, interview.first, 4, 4)

    commands.add_comment(interview.application, words="We agree.", by=interview.first)
    db.session.commit()

    assert [each.words for each in queries.list_comments_about(interview.application.id)] == ["We agree."]
    assert [each.rating for each in queries.list_ratings_about(interview.application.id)] == [4, 4]


def test_forgetting_deletes_ratings_notes_and_comments(interview: Interview) -> None:
    send(interview.application, interview.first, 4, 4)
    commands.add_comment(interview.application, words="We agree.", by=interview.first)

    commands.forget_interview(interview.application)
    db.session.commit()

    assert [count(table) for table in (InterviewSubmission, InterviewRating, InterviewComment)] == [0, 0, 0]


@pytest.mark.parametrize(
    "changes",
    [
        {"rating": 6},
        {"rating": 0},
        {"note": ""},
        {"value_key": RESPECT},
        {"assessor_id": 0},
    ],
)
def test_the_database_refuses_what_must_not_be(interview: Interview, changes: dict[str, Any]) -> None:
    send(interview.application, interview.first, 4, None)
    values = {
        "application_id": interview.application.id,
        "assessor_id": interview.first.id,
        "value_key": "cwp_proud_positive",
        "rating": 3,
        "note": "A",
        "rated_at": clock.now(),
    }

    with pytest.raises(IntegrityError):
        db.session.execute(sa.insert(InterviewRating).values(**(values | changes)))

    db.session.rollback()
    assert count(InterviewRating) == 2


def test_two_tabs_at_once_and_one_is_told(app: Flask, interview: Interview) -> None:
    application_id, assessor_id = interview.application.id, interview.first.id
    db.session.commit()
    start = Barrier(2)

    def press(rating: int) -> str:
        with app.app_context(), writing():
            start.wait(timeout=10)
            application, assessor = (
                db.session.get_one(Application, application_id),
                db.session.get_one(User, assessor_id),
            )
            try:
                send(application, assessor, rating, rating)
            except Conflict:
                return "told"
            return "kept"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(press, (2, 5)))

    assert outcomes == ["kept", "told"]
    ratings = queries.list_own_ratings(application_id, assessor_id)
    assert [each.rating for each in ratings] in ([2, 2], [5, 5])
