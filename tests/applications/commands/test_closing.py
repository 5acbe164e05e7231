"""What applicants hear when a vacancy ends early or the employer does not answer. Today is 24 November 2026."""

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from careers import clock
from careers.applications.commands import closing as commands
from careers.applications.models import Application, ApplicationStatus
from careers.audit.commands import SYSTEM
from careers.database import db
from careers.jobs.models import CloseReason, OpportunityStatus
from careers.mail.models import OutboxMessage
from tests.applications.conftest import Home
from tests.factories import Factory

S = ApplicationStatus


def applied(make: Factory, home: Home, status: ApplicationStatus = S.SUBMITTED, **changes: Any) -> Application:
    application: Application = make.application(home.vacancy, status=status, **changes)
    return application


def ended(home: Home, status: OpportunityStatus, **changes: Any) -> None:
    home.vacancy.status, home.vacancy.closed_at = status, clock.now()
    for name, value in changes.items():
        setattr(home.vacancy, name, value)
    db.session.commit()


def words_to(application: Application) -> str:
    texts = db.session.scalars(
        sa.select(OutboxMessage.text)
        .where(OutboxMessage.to_email == application.candidate.user.email)
        .order_by(OutboxMessage.id)
    )
    return " ".join(" ".join(text or "" for text in texts).split())


def test_when_the_employer_closes_a_vacancy_applications_stand_and_people_are_told(make: Factory, home: Home) -> None:
    application, offered = applied(make, home), applied(make, home, S.OFFERED)
    ended(home, OpportunityStatus.CLOSED, close_reason=CloseReason.PROVIDER)

    told = commands.tell_applicants_of_closure(home.vacancy, by=SYSTEM)
    again = commands.tell_applicants_of_closure(home.vacancy, by=SYSTEM)

    assert (told, again) == (2, 0)
    assert (application.status, offered.status) == (S.SUBMITTED, S.OFFERED)
    assert words_to(application).count("Your application still stands.") == 1


def test_when_the_council_withdraws_a_vacancy_applications_end_and_offers_do_not(make: Factory, home: Home) -> None:
    application, offered = applied(make, home, S.INTERVIEW), applied(make, home, S.OFFERED)
    ended(home, OpportunityStatus.WITHDRAWN)

    told = commands.tell_applicants_of_closure(home.vacancy, by=SYSTEM)
    again = commands.tell_applicants_of_closure(home.vacancy, by=SYSTEM)

    assert (told, again) == (2, 0)
    assert (application.status, application.end_reason) == (S.NOT_SUCCESSFUL, "The council withdrew the advert.")
    assert offered.status is S.OFFERED
    assert "So your application could not go further." in words_to(application)
    assert "You hold an offer: ask the employer what this means for you." in words_to(offered)


def test_somebody_told_of_the_closing_is_told_again_when_all_posts_are_filled(make: Factory, home: Home) -> None:
    application = applied(make, home)
    ended(home, OpportunityStatus.CLOSED, close_reason=CloseReason.PROVIDER)
    commands.tell_applicants_of_closure(home.vacancy, by=SYSTEM)
    ended(home, OpportunityStatus.CLOSED, posts_filled=1)

    told = commands.tell_applicants_of_closure(home.vacancy, by=SYSTEM)

    assert told == 1
    assert (application.status, application.end_reason) == (S.NOT_SUCCESSFUL, "All the posts were filled.")
    assert "All the posts were filled." in words_to(application)


def test_drafts_and_ended_applications_hear_nothing(make: Factory, home: Home) -> None:
    draft, declined = applied(make, home, S.DRAFT, submitted_at=None), applied(make, home, S.DECLINED)
    ended(home, OpportunityStatus.WITHDRAWN)

    commands.tell_applicants_of_closure(home.vacancy, by=SYSTEM)

    assert words_to(draft) == words_to(declined) == ""


@pytest.mark.parametrize("status", [S.SUBMITTED, S.SHORTLISTED])
def test_an_application_four_weeks_after_the_broken_promise_is_closed_courteously(
    make: Factory, home: Home, status: ApplicationStatus
) -> None:
    application = applied(make, home, status)
    today = clock.today()

    # the promise is 14 days, the grace 28: the 42nd day is still in time
    on_the_last_day = commands.close_without_reply(application, today=today + timedelta(days=42))
    a_day_later = commands.close_without_reply(application, today=today + timedelta(days=43))

    assert (on_the_last_day, a_day_later) == (False, True)
    assert application.status is S.NO_REPLY
    assert "We are sorry." in words_to(application)


def test_an_interview_is_an_answer(make: Factory, home: Home) -> None:
    application = applied(make, home, S.INTERVIEW)

    assert not commands.close_without_reply(application, today=clock.today() + timedelta(days=400))
