"""What the timetable does with applications, twice as well as once. Today is 24 November 2026."""

from datetime import timedelta

import sqlalchemy as sa

from careers import clock
from careers.applications import tasks
from careers.applications.models import ApplicationStatus
from careers.database import db
from careers.jobs.models import CloseReason, OpportunityStatus
from careers.mail.models import OutboxMessage
from tests.applications.conftest import Home
from tests.factories import Factory

S = ApplicationStatus


def count_messages() -> int:
    return len(db.session.scalars(sa.select(OutboxMessage.id)).all())


def test_closures_are_told_once_whoever_closed(make: Factory, home: Home) -> None:
    closed = make.vacancy(home.vacancy.workplace, status=OpportunityStatus.CLOSED, close_reason=CloseReason.PROVIDER)
    by_date = make.vacancy(home.vacancy.workplace, status=OpportunityStatus.CLOSED, close_reason=CloseReason.DATE)
    withdrawn = make.vacancy(home.vacancy.workplace, status=OpportunityStatus.WITHDRAWN)
    filled = make.vacancy(
        home.vacancy.workplace, status=OpportunityStatus.CLOSED, close_reason=CloseReason.DATE, posts_filled=1
    )
    people = {vacancy: make.application(vacancy) for vacancy in (closed, by_date, withdrawn, filled, home.vacancy)}

    first = tasks.tell_of_closures(clock.now())
    second = tasks.tell_of_closures(clock.now())

    assert (first, second) == (3, 0)
    assert [people[vacancy].status for vacancy in (closed, by_date, withdrawn, filled, home.vacancy)] == [
        S.SUBMITTED,
        S.SUBMITTED,
        S.NOT_SUCCESSFUL,
        S.NOT_SUCCESSFUL,
        S.SUBMITTED,
    ]
    assert count_messages() == 3


def test_the_unanswered_are_closed_four_weeks_after_the_broken_promise(make: Factory, home: Home) -> None:
    today = clock.now()
    late = make.application(home.vacancy, changed_at=today - timedelta(days=43))
    in_time = make.application(home.vacancy, changed_at=today - timedelta(days=42))
    patient = make.application(
        make.vacancy(make.workplace(make.organisation(reply_days=30))), changed_at=today - timedelta(days=43)
    )

    first = tasks.close_unanswered(today)
    second = tasks.close_unanswered(today)

    assert (first, second) == (1, 0)
    assert (late.status, in_time.status, patient.status) == (S.NO_REPLY, S.SUBMITTED, S.SUBMITTED)
    assert count_messages() == 1
