"""What the timetable forgets of applications, twice as well as once. Today is 24 November 2026, 10am."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from careers import clock
from careers.applications import tasks
from careers.applications.commands import forgetting
from careers.applications.commands.reading import rate_answers
from careers.applications.models import Application, ApplicationReading, ApplicationStatus
from careers.audit.models import AuditEvent
from careers.candidates.models import Candidate
from careers.database import db
from careers.screening.models import Sitting
from tests.applications.conftest import Home, answer_situations
from tests.client import PageClient
from tests.factories import Factory

S = ApplicationStatus
YEAR_AGO = datetime(2025, 11, 24, 10, tzinfo=UTC)
SHORTLY_BEFORE = YEAR_AGO - timedelta(minutes=1)


def notes(action: str) -> list[tuple[int, str]]:
    """Return the subjects and reasons of the audit rows of an action."""
    found = sa.select(AuditEvent).where(AuditEvent.action == action).order_by(AuditEvent.id)
    return [(event.subject_id, event.reason) for event in db.session.scalars(found)]


def test_drafts_go_ninety_days_after_the_last_edit(make: Factory, home: Home) -> None:
    edge = datetime(2026, 8, 26, 10, tzinfo=UTC)
    draft: dict[str, Any] = {"status": S.DRAFT, "submitted_at": None}
    old = make.application(home.vacancy, changed_at=edge - timedelta(minutes=1), **draft)
    old_id = old.id
    kept = make.application(home.vacancy, changed_at=edge, **draft)
    sent = make.application(home.vacancy, changed_at=edge - timedelta(days=9))

    done = [tasks.delete_old_drafts(clock.now()), tasks.delete_old_drafts(clock.now())]

    assert done == [1, 0]
    assert db.session.scalars(sa.select(Application.id).order_by(Application.id)).all() == [kept.id, sent.id]
    assert notes("application.draft deleted") == [(old_id, "")]


def test_a_draft_that_was_sent_or_changed_in_the_meantime_stays(make: Factory, home: Home) -> None:
    sent = make.application(home.vacancy)
    changed = make.application(home.vacancy, status=S.DRAFT, submitted_at=None)

    done = [forgetting.delete_old_draft(application, before=clock.now()) for application in (sent, changed)]

    assert done == [False, False]


@pytest.mark.parametrize(
    ("ended_at", "closed_at", "is_wiped"),
    [
        (SHORTLY_BEFORE, SHORTLY_BEFORE, True),
        (SHORTLY_BEFORE, None, True),
        (YEAR_AGO, SHORTLY_BEFORE, False),
        (SHORTLY_BEFORE, YEAR_AGO, False),
    ],
)
def test_an_application_without_a_start_is_wiped_a_year_after_it_and_its_vacancy_ended(
    make: Factory, ended_at: datetime, closed_at: datetime | None, is_wiped: bool
) -> None:
    application = make.application(make.vacancy(closed_at=closed_at), status=S.NOT_SUCCESSFUL, ended_at=ended_at)

    done = [tasks.wipe_old_applications(clock.now()), tasks.wipe_old_applications(clock.now())]

    assert done == [int(is_wiped), 0]
    assert (application.email == "") is is_wiped


@pytest.mark.parametrize(("started_on", "is_wiped"), [(date(2024, 11, 23), True), (date(2024, 11, 24), False)])
def test_an_application_that_led_to_a_job_is_wiped_after_two_years(
    make: Factory, started_on: date, is_wiped: bool
) -> None:
    make.application(status=S.STARTED, started_on=started_on)

    assert tasks.wipe_old_applications(clock.now()) == int(is_wiped)


def test_wiping_leaves_the_row_its_dates_and_a_note_without_words(make: Factory, home: Home, amara: Candidate) -> None:
    application = make.application(
        home.vacancy,
        amara,
        status=S.NOT_SUCCESSFUL,
        ended_at=SHORTLY_BEFORE,
        end_reason="Amara lives too far away",
        adjustments="A quiet room",
        fit={"total": 1},
    )
    db.session.add(
        AuditEvent(
            at=SHORTLY_BEFORE,
            actor_role="provider manager",
            action="application.not successful",
            subject_type="application",
            subject_id=application.id,
            to_status="not successful",
            reason="Amara lives too far away",
        )
    )
    db.session.commit()

    tasks.wipe_old_applications(clock.now())

    row = db.session.execute(sa.select(Application.__table__)).mappings().one()
    assert {row[name] for name in forgetting.PERSONAL} == {""}
    assert application.fit is None
    assert (row["candidate_id"], row["vacancy_id"], row["status"]) == (amara.id, home.vacancy.id, "not successful")
    assert application.ended_at == SHORTLY_BEFORE
    assert notes("application.not successful") == [(application.id, "")]
    assert notes("application.wiped") == [(application.id, "")]


def test_wiping_deletes_what_readers_made_of_the_answers(make: Factory, home: Home) -> None:
    application = make.application(home.vacancy)
    kept = make.application(home.vacancy)
    for each in (application, kept):
        rate_answers(each, rating=2, note="She writes too little.", by=home.manager)
    application.status, application.ended_at = S.NOT_SUCCESSFUL, SHORTLY_BEFORE
    db.session.commit()

    tasks.wipe_old_applications(clock.now())

    assert db.session.scalars(sa.select(ApplicationReading.application_id)).all() == [kept.id]


def test_an_application_that_was_reopened_in_the_meantime_is_not_wiped(make: Factory, home: Home) -> None:
    application = make.application(home.vacancy, status=S.INTERVIEW)

    is_wiped = forgetting.wipe_application(application)

    assert not is_wiped
    assert application.why == "I like people and I am patient."


def test_the_pages_of_a_wiped_application_still_open(
    client: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    make.application(
        home.vacancy,
        amara,
        reference="A-7KQ3MX",
        status=S.NOT_SUCCESSFUL,
        ended_at=SHORTLY_BEFORE,
        identity_shown_at=SHORTLY_BEFORE,
    )
    tasks.wipe_old_applications(clock.now())

    own = client.sign_in(amara.user).get("/account/applications/A-7KQ3MX")
    hirers = client.sign_in(home.manager).get("/provider/vacancies/V-7KQ3MX/applicants/A-7KQ3MX")
    reopened = client.post("/provider/vacancies/V-7KQ3MX/applicants/A-7KQ3MX/reopen")

    assert own.status_code == 200
    assert "Applicant A-7KQ3MX" in hirers.text
    assert "what the person wrote is deleted" in reopened.text


def test_answers_go_after_a_year_unless_an_application_is_open(make: Factory, home: Home) -> None:
    idle, applying, writing, recent = (make.candidate() for _ in range(4))
    make.application(home.vacancy, idle, status=S.WITHDRAWN)
    make.application(home.vacancy, applying)
    make.application(home.vacancy, writing, status=S.DRAFT, submitted_at=None)
    for person in (idle, applying, writing, recent):
        answer_situations(person.user, home.vacancy)
        answered_at = YEAR_AGO if person is recent else SHORTLY_BEFORE
        of_person = Sitting.user_id == person.user_id
        db.session.execute(sa.update(Sitting).where(of_person).values(started_at=answered_at))
    db.session.commit()

    done = [tasks.forget_old_answers(clock.now()), tasks.forget_old_answers(clock.now())]

    left = set(db.session.scalars(sa.select(Sitting.user_id)))
    assert done == [1, 0]
    assert left == {applying.user_id, writing.user_id, recent.user_id}
    assert notes("screening.forgotten") == [(idle.user_id, "")]
