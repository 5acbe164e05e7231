"""What a person does with their application, and what comes of it. Today is Tuesday 24 November 2026."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from careers import clock
from careers.accounts.models import User
from careers.applications.commands import applying as commands
from careers.applications.models import Application, ApplicationStatus, Source
from careers.audit.models import AuditEvent
from careers.candidates.models import Candidate
from careers.database import db, writing
from careers.errors import BadInput, Conflict, NotAllowed
from careers.jobs.models import OpportunityStatus, Vacancy
from careers.mail.models import OutboxMessage
from careers.matching import fit
from careers.matching.queries import fit_for
from tests.applications.conftest import Home, answer_situations
from tests.factories import Factory

S = ApplicationStatus


def drafted(make: Factory, home: Home, amara: Candidate, **changes: Any) -> Application:
    values = {"status": S.DRAFT, "submitted_at": None, "wants_alternative_format": True}
    application: Application = make.application(home.vacancy, amara, **(values | changes))
    return application


def messages() -> list[tuple[str, str]]:
    statement = sa.select(OutboxMessage.template, OutboxMessage.to_email).order_by(OutboxMessage.id)
    return [(template, to) for template, to in db.session.execute(statement)]


def changes_of(application: Application) -> list[tuple[str | None, str | None]]:
    statement = (
        sa.select(AuditEvent.from_status, AuditEvent.to_status)
        .where(AuditEvent.subject_id == application.id, AuditEvent.subject_type == "application")
        .order_by(AuditEvent.id)
    )
    return [(before, after) for before, after in db.session.execute(statement)]


def test_an_application_begins_as_a_draft_with_what_the_profile_knows(home: Home, amara: Candidate) -> None:
    application = commands.start_application(amara, home.vacancy, source=Source.REFERRAL)
    db.session.commit()

    assert (application.status, application.source, application.submitted_at) == (S.DRAFT, Source.REFERRAL, None)
    assert (application.full_name, application.email) == ("Amara Okoye", "amara@example.com")
    assert application.reference.startswith("A-")
    assert changes_of(application) == [(None, "draft")]


def test_a_second_application_copies_the_experience_but_not_the_reasons(
    make: Factory, home: Home, amara: Candidate
) -> None:
    make.application(make.vacancy(), amara, experience="Gran.", why="Only for that job.", email="other@example.com")

    application = commands.start_application(amara, home.vacancy)

    assert (application.experience, application.why, application.email) == ("Gran.", "", "other@example.com")


@pytest.mark.parametrize("status", [S.SUBMITTED, S.NOT_SUCCESSFUL, S.STARTED])
def test_what_is_under_way_or_decided_bars_another_application(
    make: Factory, home: Home, amara: Candidate, status: ApplicationStatus
) -> None:
    first = make.application(home.vacancy, amara, status=status, started_on=clock.today())

    assert commands.start_application(amara, home.vacancy) is first


@pytest.mark.parametrize("status", [S.WITHDRAWN, S.DECLINED, S.DID_NOT_START, S.NO_REPLY])
def test_after_other_ends_a_person_can_apply_again(
    make: Factory, home: Home, amara: Candidate, status: ApplicationStatus
) -> None:
    first = make.application(home.vacancy, amara, status=status)

    again = commands.start_application(amara, home.vacancy)
    db.session.commit()

    assert again is not first
    assert (again.status, again.why) == (S.DRAFT, first.why)


def both(app: Flask, act: Any) -> list[Any]:
    """Do the same at the same moment on two connections."""
    db.session.commit()
    together = Barrier(2)

    def run() -> Any:
        with app.app_context(), writing():
            together.wait(timeout=10)
            done = act()
            db.session.commit()
            return done

    with ThreadPoolExecutor(2) as pool:
        return [waiting.result(timeout=30) for waiting in [pool.submit(run), pool.submit(run)]]


def test_two_tabs_begin_one_application(app: Flask, home: Home, amara: Candidate) -> None:
    candidate_id, vacancy_id = amara.id, home.vacancy.id

    def start() -> str:
        candidate = db.session.get_one(Candidate, candidate_id)
        return commands.start_application(candidate, db.session.get_one(Vacancy, vacancy_id)).reference

    references = both(app, start)

    assert references[0] == references[1]
    assert len(db.session.scalars(sa.select(Application)).all()) == 1


def test_two_tabs_send_one_application_once(app: Flask, make: Factory, home: Home, amara: Candidate) -> None:
    application_id, user_id = drafted(make, home, amara).id, amara.user_id

    def submit() -> ApplicationStatus:
        application = db.session.get_one(Application, application_id)
        return commands.submit_application(application, by=db.session.get_one(User, user_id)).status

    statuses = both(app, submit)

    assert statuses == [S.SUBMITTED, S.SUBMITTED]
    application = db.session.get_one(Application, application_id, populate_existing=True)
    assert changes_of(application) == [("draft", "submitted")]
    assert [template for template, _ in messages()] == ["applications/submitted", "applications/received"]


def test_sending_freezes_the_fit_and_tells_the_person_and_the_team(make: Factory, home: Home, amara: Candidate) -> None:
    make.user(
        home.manager.role, organisation_id=home.organisation.id, email="gone@example.com", disabled_at=clock.now()
    )
    answer_situations(amara.user, home.vacancy)
    application = drafted(make, home, amara, wants_alternative_format=False)

    commands.submit_application(application, by=amara.user)
    db.session.commit()
    amara.can_drive = False
    db.session.commit()

    assert application.submitted_at == datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
    assert application.fit is not None
    frozen = fit.from_dict(application.fit)
    assert (frozen.values.out_of, frozen.total_points) == (60, frozen.values.points + frozen.practical.points)
    assert messages() == [
        ("applications/submitted", "amara@example.com"),
        ("applications/received", home.manager.email),
    ]


def test_the_frozen_fit_is_the_fit_of_that_moment(make: Factory, home: Home, amara: Candidate) -> None:
    application = drafted(make, home, amara)
    before = fit_for(amara, home.vacancy)

    commands.submit_application(application, by=amara.user)
    answer_situations(amara.user, home.vacancy)
    db.session.expire_all()

    assert application.fit is not None
    assert fit.from_dict(application.fit).total_points == before.total_points
    assert fit_for(amara, home.vacancy).total_points > before.total_points


@pytest.mark.parametrize(
    ("missing", "title"),
    [
        ({"wants_alternative_format": False}, "Situations at work"),
        ({"last_name": ""}, "Contact details"),
        ({"email": ""}, "Contact details"),
        ({"experience": ""}, "Work and life experience"),
        ({"why": ""}, "Why this work"),
    ],
)
def test_an_unfinished_application_is_not_sent(
    make: Factory, home: Home, amara: Candidate, missing: dict[str, Any], title: str
) -> None:
    application = drafted(make, home, amara, **missing)

    with pytest.raises(NotAllowed, match=f"not finished yet: {title}."):
        commands.submit_application(application, by=amara.user)


def test_what_may_stay_empty_bars_nobody(make: Factory, home: Home, amara: Candidate) -> None:
    application = drafted(make, home, amara, phone="", postcode="", adjustments="")

    commands.submit_application(application, by=amara.user)

    assert application.status is S.SUBMITTED


@pytest.mark.parametrize(
    "changes",
    [
        {"status": OpportunityStatus.CLOSED},
        {"status": OpportunityStatus.WITHDRAWN},
        {"status": OpportunityStatus.PAUSED},
        {"closes_on": clock.today() - timedelta(days=400)},
    ],
)
def test_nothing_is_begun_or_sent_when_the_advert_is_not_open(
    make: Factory, home: Home, amara: Candidate, changes: dict[str, Any]
) -> None:
    application = drafted(make, home, amara)
    for name, value in changes.items():
        setattr(home.vacancy, name, value)
    db.session.commit()

    with pytest.raises(NotAllowed):
        commands.submit_application(application, by=amara.user)
    with pytest.raises(NotAllowed):
        commands.start_application(make.candidate(), home.vacancy)


def test_contact_details_go_into_the_gaps_of_the_profile(make: Factory, home: Home) -> None:
    newcomer = make.candidate(first_name="", last_name="", phone="")
    application = drafted(make, home, newcomer)

    commands.keep_contact(
        application, first_name="Sam", last_name="Price", email="sam@example.com", phone="", postcode="MK9 3EJ"
    )

    assert (application.full_name, application.postcode) == ("Sam Price", "MK9 3EJ")
    assert (newcomer.full_name, newcomer.postcode) == ("Sam Price", "MK9 3EJ")


def test_a_postcode_that_cannot_exist_is_refused(make: Factory, home: Home, amara: Candidate) -> None:
    application = drafted(make, home, amara)

    with pytest.raises(BadInput) as refusal:
        commands.keep_contact(application, first_name="", last_name="", email="", phone="", postcode="ZZ1 1ZZ")

    assert refusal.value.field == "postcode"


def test_what_was_sent_stays_as_it_was(make: Factory, home: Home, amara: Candidate) -> None:
    application = make.application(home.vacancy, amara)

    with pytest.raises(Conflict, match="was sent already"):
        commands.keep_answers(application, {"why": "Something else"})
    with pytest.raises(Conflict, match="was sent already"):
        commands.choose_format(application, wants_alternative=True)
    with pytest.raises(Conflict, match="was sent already"):
        commands.delete_draft(application, by=amara.user)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"posts_filled": 1}, "All posts of this vacancy are filled."),
        ({"status": OpportunityStatus.WITHDRAWN}, "The council has withdrawn this vacancy"),
    ],
)
def test_an_offer_that_can_no_longer_be_kept_cannot_be_accepted(
    make: Factory, home: Home, amara: Candidate, changes: dict[str, Any], sentence: str
) -> None:
    application = make.application(home.vacancy, amara, status=S.OFFERED)
    for name, value in changes.items():
        setattr(home.vacancy, name, value)
    db.session.commit()

    with pytest.raises(NotAllowed, match=sentence):
        commands.accept_offer(application, by=amara.user)


@pytest.mark.parametrize("status", [S.SUBMITTED, S.SHORTLISTED, S.INTERVIEW, S.ACCEPTED])
def test_a_person_can_withdraw_as_long_as_it_is_open(
    make: Factory, home: Home, amara: Candidate, status: ApplicationStatus
) -> None:
    application = make.application(home.vacancy, amara, status=status)

    commands.withdraw_application(application, reason="Other work.", by=amara.user)

    assert (application.status, application.end_reason, application.ended_at) == (
        S.WITHDRAWN,
        "Other work.",
        clock.now(),
    )


def test_a_persons_button_pressed_twice_does_nothing_more(make: Factory, home: Home) -> None:
    accepted, declined, withdrawn = (make.application(home.vacancy, status=S.OFFERED) for _ in range(3))
    withdrawn.status = S.SUBMITTED
    db.session.commit()

    for _ in range(2):
        commands.accept_offer(accepted, by=accepted.candidate.user)
        commands.decline_offer(declined, reason="", by=declined.candidate.user)
        commands.withdraw_application(withdrawn, reason="", by=withdrawn.candidate.user)

    assert [len(changes_of(application)) for application in (accepted, declined, withdrawn)] == [1, 1, 1]
