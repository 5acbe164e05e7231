"""What an employer decides: each step audited and told, no post promised or filled twice. Today is 24 November 2026."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from careers import clock
from careers.accounts.models import User
from careers.applications.commands import hiring as commands
from careers.applications.models import Application, ApplicationStatus, Employment, Evidence, Source
from careers.audit.models import AuditEvent
from careers.database import db, writing
from careers.errors import BadInput, Conflict, NotAllowed
from careers.jobs.models import CloseReason, OpportunityStatus, Vacancy
from careers.mail.models import OutboxMessage
from tests.applications.conftest import Home
from tests.factories import Factory

S = ApplicationStatus
TODAY = date(2026, 11, 24)
SOON = datetime(2026, 12, 2, 14, 30, tzinfo=UTC)


def applied(make: Factory, home: Home, status: ApplicationStatus = S.SUBMITTED, **changes: Any) -> Application:
    application: Application = make.application(home.vacancy, status=status, **changes)
    return application


def messages_to(application: Application) -> list[str]:
    return list(
        db.session.scalars(
            sa.select(OutboxMessage.template)
            .where(OutboxMessage.to_email == application.candidate.user.email)
            .order_by(OutboxMessage.id)
        )
    )


def audit_of(application: Application) -> list[tuple[str, str | None, str | None, str, int | None]]:
    events = db.session.scalars(
        sa.select(AuditEvent)
        .where(AuditEvent.subject_type == "application", AuditEvent.subject_id == application.id)
        .order_by(AuditEvent.id)
    )
    return [(e.action, e.from_status, e.to_status, e.reason, e.actor_id) for e in events]


def test_shortlisting_is_audited_told_and_renews_the_promise(make: Factory, home: Home) -> None:
    application = applied(make, home)

    with time_machine.travel(clock.now() + timedelta(days=10), tick=False):
        commands.shortlist_applicant(application, by=home.manager)
        db.session.commit()

    assert audit_of(application) == [("application.shortlisted", "submitted", "shortlisted", "", home.manager.id)]
    text = db.session.scalars(sa.select(OutboxMessage.text)).one()
    assert text is not None
    assert "Friday 18 December 2026" in " ".join(text.split())  # ten days later, and fourteen more


def test_the_invitation_shows_who_it_is_and_that_is_noted(make: Factory, home: Home) -> None:
    application = applied(make, home, S.SHORTLISTED)

    commands.invite_applicant(application, at=SOON, place="Rose Court", by=home.manager)

    assert (application.status, application.interview_at, application.interview_place) == (
        S.INTERVIEW,
        SOON,
        "Rose Court",
    )
    assert application.identity_shown_at == clock.now()
    assert [action for action, *_ in audit_of(application)] == ["application.interview", "application.identity shown"]


def test_a_changed_interview_is_told_again_and_keeps_its_status(make: Factory, home: Home) -> None:
    application = applied(make, home, S.SHORTLISTED)
    commands.invite_applicant(application, at=SOON, place="Rose Court", by=home.manager)
    db.session.commit()

    with time_machine.travel(clock.now() + timedelta(hours=1), tick=False):
        commands.invite_applicant(application, at=SOON + timedelta(days=1), place="By phone", by=home.manager)
        db.session.commit()

    assert (application.status, application.interview_place) == (S.INTERVIEW, "By phone")
    assert audit_of(application)[-1][0] == "application.interview changed"
    assert messages_to(application) == ["applications/interview", "applications/interview"]


@pytest.mark.parametrize("at", [datetime(2026, 11, 24, 9, 59, tzinfo=UTC), datetime(2027, 4, 1, 10, 0, tzinfo=UTC)])
def test_an_interview_in_the_past_or_far_ahead_is_refused(make: Factory, home: Home, at: datetime) -> None:
    application = applied(make, home, S.SHORTLISTED)

    with pytest.raises(BadInput) as refusal:
        commands.invite_applicant(application, at=at, place="Rose Court", by=home.manager)

    assert refusal.value.field == "day"


@pytest.mark.parametrize("status", [S.OFFERED, S.ACCEPTED])
def test_no_more_offers_than_posts_are_left(make: Factory, home: Home, status: ApplicationStatus) -> None:
    applied(make, home, status)
    application = applied(make, home, S.INTERVIEW)

    with pytest.raises(NotAllowed, match="1 post is left and as many people hold an offer"):
        commands.offer_post(application, by=home.manager)


def test_a_started_person_takes_a_post_and_a_declined_offer_gives_it_back(make: Factory, home: Home) -> None:
    home.vacancy.posts, home.vacancy.posts_filled = 2, 1
    applied(make, home, S.STARTED, started_on=TODAY)
    applied(make, home, S.DECLINED)
    application = applied(make, home, S.INTERVIEW)

    commands.offer_post(application, by=home.manager)

    assert (application.status, application.offered_at) == (S.OFFERED, clock.now())


@pytest.mark.parametrize("step", ["shortlist", "invite", "offer", "start"])
@pytest.mark.parametrize("end", ["filled", "withdrawn"])
def test_nobody_goes_further_when_the_vacancy_is_over(make: Factory, home: Home, step: str, end: str) -> None:
    before = {"shortlist": S.SUBMITTED, "invite": S.SHORTLISTED, "offer": S.INTERVIEW, "start": S.ACCEPTED}[step]
    application = applied(make, home, before)
    home.vacancy.status = OpportunityStatus.WITHDRAWN if end == "withdrawn" else OpportunityStatus.CLOSED
    home.vacancy.posts_filled = 1 if end == "filled" else 0
    db.session.commit()
    steps: dict[str, Any] = {
        "shortlist": lambda: commands.shortlist_applicant(application, by=home.manager),
        "invite": lambda: commands.invite_applicant(application, at=SOON, place="Rose Court", by=home.manager),
        "offer": lambda: commands.offer_post(application, by=home.manager),
        "start": lambda: commands.start_applicant(application, started_on=TODAY, by=home.manager),
    }

    with pytest.raises(NotAllowed):
        steps[step]()


def test_a_start_fills_the_post_and_records_the_employment(make: Factory, home: Home) -> None:
    home.vacancy.posts = 2
    other = applied(make, home)
    application = applied(make, home, S.ACCEPTED, source=Source.PLACEMENT)

    commands.start_applicant(application, started_on=TODAY, by=home.manager)
    db.session.commit()

    employment = db.session.scalars(sa.select(Employment)).one()
    assert (application.status, application.started_on) == (S.STARTED, TODAY)
    assert (home.vacancy.posts_filled, home.vacancy.status) == (1, OpportunityStatus.LIVE)
    place = home.vacancy.workplace
    assert (employment.candidate_id, employment.application_id) == (application.candidate_id, application.id)
    assert (employment.vacancy_id, employment.organisation_id) == (home.vacancy.id, home.organisation.id)
    assert (employment.workplace_id, employment.employer_name) == (place.id, "Larkfield Care")
    assert (employment.role_code, employment.service_code, employment.lad_code) == (8, 2, "E06000042")
    assert (employment.source, employment.evidence) == (Source.PLACEMENT, Evidence.EMPLOYER)
    assert (employment.started_on, employment.recorded_by) == (TODAY, home.manager.id)
    assert messages_to(application) == ["applications/started"]
    assert (other.status, messages_to(other)) == (S.SUBMITTED, [])


def test_the_last_post_closes_the_vacancy_and_everybody_who_waits_is_told_why(make: Factory, home: Home) -> None:
    waiting = [applied(make, home, status) for status in (S.SUBMITTED, S.SHORTLISTED, S.INTERVIEW)]
    draft = applied(make, home, S.DRAFT, submitted_at=None)
    gone = applied(make, home, S.WITHDRAWN)
    application = applied(make, home, S.ACCEPTED)

    commands.start_applicant(application, started_on=TODAY, by=home.manager)
    db.session.commit()

    assert (home.vacancy.status, home.vacancy.close_reason) == (OpportunityStatus.CLOSED, CloseReason.FILLED)
    for other in waiting:
        assert (other.status, other.end_reason) == (S.NOT_SUCCESSFUL, "All the posts were filled.")
        assert messages_to(other) == ["applications/advert_closed"]
        assert audit_of(other)[-1][2:] == ("not successful", "All the posts were filled.", home.manager.id)
    assert (draft.status, gone.status) == (S.DRAFT, S.WITHDRAWN)
    assert messages_to(draft) == messages_to(gone) == []
    assert messages_to(application) == ["applications/started"]


def test_the_last_post_of_a_vacancy_whose_date_has_passed_ends_the_waiting_too(make: Factory, home: Home) -> None:
    home.vacancy.status, home.vacancy.close_reason = OpportunityStatus.CLOSED, CloseReason.DATE
    other = applied(make, home)
    application = applied(make, home, S.ACCEPTED)

    commands.start_applicant(application, started_on=TODAY, by=home.manager)

    assert (other.status, other.end_reason) == (S.NOT_SUCCESSFUL, "All the posts were filled.")


@pytest.mark.parametrize("started_on", [date(2026, 11, 25), date(2026, 11, 23)])
def test_a_first_day_to_come_or_before_the_application_is_refused(make: Factory, home: Home, started_on: date) -> None:
    application = applied(make, home, S.ACCEPTED)

    with pytest.raises(BadInput) as refusal:
        commands.start_applicant(application, started_on=started_on, by=home.manager)

    assert refusal.value.field == "started_on"


def two_at_once(app: Flask, act: Any, first: int, second: int) -> list[str]:
    """Do the same for two applications at the same moment on two connections; return what became of each, sorted."""
    db.session.commit()
    together = Barrier(2)

    def run(application_id: int) -> str:
        with app.app_context(), writing():
            together.wait(timeout=10)
            application = db.session.get_one(Application, application_id)
            try:
                act(application)
                db.session.commit()
            except NotAllowed as refusal:
                db.session.rollback()
                return f"told: {type(refusal).__name__}"
            return "done"

    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(run, application_id) for application_id in (first, second)]
        return sorted(waiting.result(timeout=30) for waiting in runs)


def test_two_people_fill_the_last_post_at_once_and_one_is_told(app: Flask, make: Factory, home: Home) -> None:
    first, second = applied(make, home, S.ACCEPTED).id, applied(make, home, S.ACCEPTED).id
    vacancy_id, manager_id = home.vacancy.id, home.manager.id

    def start(application: Application) -> None:
        commands.start_applicant(application, started_on=TODAY, by=db.session.get_one(User, manager_id))

    outcomes = two_at_once(app, start, first, second)

    assert outcomes == ["done", "told: Conflict"]
    vacancy = db.session.get_one(Vacancy, vacancy_id, populate_existing=True)
    assert (vacancy.posts_filled, vacancy.posts_left, vacancy.status) == (1, 0, OpportunityStatus.CLOSED)
    assert len(db.session.scalars(sa.select(Employment)).all()) == 1
    statuses = db.session.scalars(sa.select(Application.status).order_by(Application.status)).all()
    assert statuses == [S.ACCEPTED, S.STARTED]


def test_one_person_started_twice_at_once_counts_once(app: Flask, make: Factory, home: Home) -> None:
    home.vacancy.posts = 3
    one, vacancy_id, manager_id = applied(make, home, S.ACCEPTED).id, home.vacancy.id, home.manager.id

    def start(application: Application) -> None:
        commands.start_applicant(application, started_on=TODAY, by=db.session.get_one(User, manager_id))

    outcomes = two_at_once(app, start, one, one)

    assert outcomes == ["done", "done"]
    assert db.session.get_one(Vacancy, vacancy_id, populate_existing=True).posts_filled == 1
    assert len(db.session.scalars(sa.select(Employment)).all()) == 1


def test_a_person_who_has_started_cannot_start_on_another_day(make: Factory, home: Home) -> None:
    application = applied(make, home, S.STARTED, started_on=TODAY, submitted_at=clock.now() - timedelta(days=9))

    with pytest.raises(Conflict, match="is now “started”"):
        commands.start_applicant(application, started_on=TODAY - timedelta(days=1), by=home.manager)


def test_a_button_pressed_twice_does_nothing_more(make: Factory, home: Home) -> None:
    application = applied(make, home)

    for _ in range(2):
        commands.shortlist_applicant(application, by=home.manager)
    for _ in range(2):
        commands.invite_applicant(application, at=SOON, place="Rose Court", by=home.manager)
    for _ in range(2):
        commands.offer_post(application, by=home.manager)
    for _ in range(2):
        commands.turn_down_applicant(application, reason="stopped", words="The post is gone.", by=home.manager)

    assert messages_to(application) == [
        "applications/shortlisted",
        "applications/interview",
        "applications/offer",
        "applications/not_successful",
    ]
    with pytest.raises(Conflict):
        commands.turn_down_applicant(application, reason="other", words="The post is gone.", by=home.manager)


def test_two_managers_offer_the_last_post_at_once_and_one_is_told(app: Flask, make: Factory, home: Home) -> None:
    first, second = applied(make, home, S.INTERVIEW).id, applied(make, home, S.INTERVIEW).id
    manager_id = home.manager.id

    def offer(application: Application) -> None:
        commands.offer_post(application, by=db.session.get_one(User, manager_id))

    outcomes = two_at_once(app, offer, first, second)

    assert outcomes == ["done", "told: NotAllowed"]
    assert sorted(db.session.scalars(sa.select(Application.status))) == [S.INTERVIEW, S.OFFERED]


def test_did_not_start_is_told_and_frees_the_promise(make: Factory, home: Home) -> None:
    application = applied(make, home, S.ACCEPTED)
    second = applied(make, home, S.INTERVIEW)

    commands.note_did_not_start(application, reason="You did not come.", by=home.manager)
    commands.offer_post(second, by=home.manager)

    assert (application.status, application.end_reason) == (S.DID_NOT_START, "You did not come.")
    assert messages_to(application) == ["applications/did_not_start"]
    assert second.status is S.OFFERED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (S.SUBMITTED, S.SUBMITTED),
        (S.SHORTLISTED, S.SHORTLISTED),
        (S.INTERVIEW, S.INTERVIEW),
        (S.OFFERED, S.INTERVIEW),
        (S.ACCEPTED, S.INTERVIEW),
    ],
)
def test_not_successful_is_told_with_a_reason_and_can_be_taken_back(
    make: Factory, home: Home, before: ApplicationStatus, after: ApplicationStatus
) -> None:
    application = applied(make, home, before)

    commands.turn_down_applicant(application, reason="hours", words="We need nights.", by=home.manager)
    ended = (application.status, application.end_reason, application.ended_at)
    commands.reopen_applicant(application, by=home.manager)

    sentence = "The hours or days did not match. We need nights."
    assert ended == (S.NOT_SUCCESSFUL, sentence, clock.now())
    assert (application.status, application.end_reason, application.ended_at) == (after, "", None)
    assert messages_to(application) == ["applications/not_successful", "applications/reopened"]
    assert audit_of(application)[0][3:] == (sentence, home.manager.id)


def test_after_an_application_was_opened_again_a_no_needs_a_reason_and_words_once_more(
    make: Factory, home: Home
) -> None:
    application = applied(make, home)
    commands.turn_down_applicant(application, reason="hours", words="We need nights.", by=home.manager)
    commands.reopen_applicant(application, by=home.manager)

    with pytest.raises(NotAllowed, match="Choose one of the reasons"):
        commands.turn_down_applicant(application, reason="", words="We need nights.", by=home.manager)
    with pytest.raises(NotAllowed, match="Write a sentence"):
        commands.turn_down_applicant(application, reason="hours", words="...", by=home.manager)

    assert application.status is S.SUBMITTED


def test_what_is_not_closed_cannot_be_opened_again(make: Factory, home: Home) -> None:
    application = applied(make, home)

    with pytest.raises(Conflict, match="there is nothing to open again"):
        commands.reopen_applicant(application, by=home.manager)
