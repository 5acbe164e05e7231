"""An employer decides: each step by a button, each with its message, refused with a sentence when it cannot be done."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from careers import clock
from careers.applications.models import Application, ApplicationStatus, Employment
from careers.candidates.models import Candidate
from careers.database import db
from careers.jobs.models import OpportunityStatus
from careers.mail.models import OutboxMessage
from tests.applications.conftest import Home
from tests.client import PageClient
from tests.factories import Factory

S = ApplicationStatus
APPLICANT = "/provider/vacancies/V-7KQ3MX/applicants/A-7KQ3MX"
INVITATION = {"day": ["2", "12", "2026"], "time": "2:30pm", "place": "Rose Court, ask for Jo"}


@pytest.fixture
def application(make: Factory, home: Home, amara: Candidate) -> Application:
    made: Application = make.application(home.vacancy, amara, reference="A-7KQ3MX")
    return made


def stand_at(application: Application, status: ApplicationStatus, **changes: Any) -> None:
    """Put an application somewhere, as if the steps before had been taken."""
    application.status = status
    application.identity_shown_at = clock.now()
    application.interview_at = datetime(2026, 12, 2, 14, 30, tzinfo=UTC)
    application.interview_place = "Rose Court"
    for name, value in changes.items():
        setattr(application, name, value)
    db.session.commit()


def messages() -> list[str]:
    return list(db.session.scalars(sa.select(OutboxMessage.template).order_by(OutboxMessage.id)))


def test_an_applicant_is_taken_from_the_shortlist_to_the_first_day(
    as_manager: PageClient, application: Application, home: Home, amara: Candidate
) -> None:
    shortlisted = as_manager.follow(as_manager.post(f"{APPLICANT}/shortlist"))
    invited = as_manager.follow(as_manager.post(f"{APPLICANT}/invite", INVITATION))
    offered = as_manager.follow(as_manager.post(f"{APPLICANT}/offer"))
    as_manager.sign_in(amara.user)
    accepted = as_manager.follow(as_manager.post("/account/applications/A-7KQ3MX/accept"))
    as_manager.sign_in(home.manager)
    started = as_manager.follow(as_manager.post(f"{APPLICANT}/start", {"started_on": ["24", "11", "2026"]}))

    assert "Applicant A-7KQ3MX is on the shortlist." in shortlisted.text
    assert "Amara Okoye" in invited.text
    assert "Interview: 2:30pm on Wednesday 2 December 2026, Rose Court, ask for Jo" in invited.text
    assert "Applicant A-7KQ3MX has the offer." in offered.text
    assert "You have accepted the offer" in accepted.text
    assert "Applicant A-7KQ3MX has started. The post is filled." in started.text
    assert application.status is S.STARTED
    assert home.vacancy.status is OpportunityStatus.CLOSED
    assert db.session.scalars(sa.select(Employment.started_on)).all() == [date(2026, 11, 24)]


@pytest.mark.parametrize(
    ("status", "buttons"),
    [
        (S.SUBMITTED, ["Put on the shortlist", "Say no, with a reason"]),
        (S.SHORTLISTED, ["Invite to an interview", "Say no, with a reason"]),
        (S.INTERVIEW, ["Offer the job", "Change the interview", "Say no, with a reason"]),
        (S.OFFERED, ["Say no, with a reason"]),
        (S.ACCEPTED, ["They have started", "They did not start", "Say no, with a reason"]),
        (S.NOT_SUCCESSFUL, ["Open the application again"]),
    ],
)
def test_each_stage_shows_what_can_be_done_and_every_page_of_it_opens(
    as_manager: PageClient, application: Application, status: ApplicationStatus, buttons: list[str]
) -> None:
    stand_at(application, status)

    page = as_manager.get(APPLICANT)

    shown = page.text[page.text.index('id="decide"') :]
    assert [button for button in buttons if button not in shown] == []
    assert shown.count('role="button"') == len(buttons)


@pytest.mark.parametrize("page", ["shortlist", "invite", "offer", "start", "did-not-start", "not-successful", "reopen"])
def test_a_page_of_a_decision_says_what_will_happen_and_changes_nothing(
    as_manager: PageClient, application: Application, page: str
) -> None:
    answer = as_manager.get(f"{APPLICANT}/{page}")

    assert answer.status_code == 200
    assert "Applicant A-7KQ3MX" in answer.text
    assert "Amara" not in answer.text
    assert application.status is S.SUBMITTED
    assert messages() == []


def test_a_step_that_somebody_else_took_already_is_refused_with_a_sentence(
    as_manager: PageClient, application: Application
) -> None:
    stand_at(application, S.INTERVIEW)

    answer = as_manager.post(f"{APPLICANT}/shortlist")

    assert answer.status_code == 409
    assert "is now “interview”, so it cannot become “shortlisted”" in answer.text
    assert messages() == []


def test_whoever_fills_the_last_post_second_gets_a_page_with_the_reason(
    as_manager: PageClient, application: Application, make: Factory, home: Home
) -> None:
    stand_at(application, S.ACCEPTED)
    stand_at(make.application(home.vacancy, reference="A-SECND2"), S.ACCEPTED)
    day = {"started_on": ["24", "11", "2026"]}

    first = as_manager.post(f"{APPLICANT}/start", day)
    second = as_manager.post("/provider/vacancies/V-7KQ3MX/applicants/A-SECND2/start", day)

    assert first.location == APPLICANT
    assert second.status_code == 409
    assert "No post is left" in second.text
    assert home.vacancy.posts_filled == 1


def test_a_bad_invitation_is_refused_and_kept(as_manager: PageClient, application: Application) -> None:
    stand_at(application, S.SHORTLISTED)

    past = as_manager.post(f"{APPLICANT}/invite", INVITATION | {"day": ["23", "11", "2026"]})
    bad = as_manager.post(f"{APPLICANT}/invite", INVITATION | {"time": "half past two", "place": ""})

    assert past.text.count("Enter a date and time that are still to come") == 2
    assert 'value="Rose Court, ask for Jo"' in past.text
    assert bad.text.count("Enter a time, like 2:30pm or 14:30") == 2
    assert bad.text.count("Enter where the interview is") == 2
    assert 'value="half past two"' in bad.text
    assert application.status is S.SHORTLISTED


def test_the_time_of_an_interview_can_be_changed(as_manager: PageClient, application: Application) -> None:
    stand_at(application, S.INTERVIEW)

    form = as_manager.get(f"{APPLICANT}/invite")
    as_manager.post(f"{APPLICANT}/invite", INVITATION | {"day": ["3", "12", "2026"], "time": "9am"})

    assert "Change the interview" in form.text
    assert 'value="14:30"' in form.text
    assert application.interview_at == datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
    assert messages() == ["applications/interview"]


def test_a_first_day_still_to_come_is_refused(as_manager: PageClient, application: Application, home: Home) -> None:
    stand_at(application, S.ACCEPTED)

    page = as_manager.post(f"{APPLICANT}/start", {"started_on": ["25", "11", "2026"]})

    assert page.text.count("Enter today’s date or an earlier one.") == 2
    assert application.status is S.ACCEPTED
    assert home.vacancy.posts_filled == 0


def test_not_successful_needs_a_reason_and_words(as_manager: PageClient, application: Application) -> None:
    page = as_manager.post(f"{APPLICANT}/not-successful", {"words": ""})

    assert page.text.count("Choose a reason") == 2
    assert page.text.count("Write a sentence to the person.") == 2
    assert application.status is S.SUBMITTED


def test_not_successful_keeps_the_reason_for_the_person_and_can_be_opened_again(
    as_manager: PageClient, application: Application
) -> None:
    as_manager.post(f"{APPLICANT}/not-successful", {"reason": "hours", "words": "We need somebody at night."})
    reason = application.end_reason
    page = as_manager.follow(as_manager.post(f"{APPLICANT}/reopen"))

    assert reason == "The hours or days did not match. We need somebody at night."
    assert "is open again" in page.text
    assert (application.status, application.end_reason, application.ended_at) == (S.SUBMITTED, "", None)
    assert messages() == ["applications/not_successful", "applications/reopened"]


def test_did_not_start_frees_the_post(as_manager: PageClient, application: Application, home: Home) -> None:
    stand_at(application, S.ACCEPTED)

    page = as_manager.follow(as_manager.post(f"{APPLICANT}/did-not-start", {"reason": "no-show"}))

    assert "did not start. The post is free again." in page.text
    assert application.end_reason == "You did not come and they did not hear from you."
    assert home.vacancy.posts_left == 1


def test_another_employers_applicant_is_not_found(as_manager: PageClient, make: Factory) -> None:
    elsewhere = make.application(make.vacancy(reference="V-ELSE22"), reference="A-ELSE22")

    answer = as_manager.post("/provider/vacancies/V-ELSE22/applicants/A-ELSE22/shortlist")

    assert answer.status_code == 404
    assert elsewhere.status is S.SUBMITTED
