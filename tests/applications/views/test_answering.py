"""One application as its owner sees it: words, fit, history; answering an offer; withdrawing; only their own."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from careers.applications.models import Application, ApplicationStatus
from careers.candidates.models import Candidate
from careers.database import db
from careers.mail.models import OutboxMessage
from careers.matching.fit import to_dict
from careers.matching.queries import fit_for
from tests.applications.conftest import Home, answer_situations
from tests.client import PageClient
from tests.factories import Factory

S = ApplicationStatus
OWN = "/account/applications/A-7KQ3MX"


def applied(make: Factory, home: Home, amara: Candidate, **changes: object) -> Application:
    application: Application = make.application(home.vacancy, amara, reference="A-7KQ3MX", **changes)
    return application


def messages_to(email: str) -> list[str]:
    return list(db.session.scalars(sa.select(OutboxMessage.template).where(OutboxMessage.to_email == email)))


def test_an_application_shows_what_was_written_and_the_fit_that_adds_up(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    answer_situations(amara.user, home.vacancy)
    applied(make, home, amara, fit=to_dict(fit_for(amara, home.vacancy)), experience="<b>Gran</b>")

    page = as_amara.get(OWN)

    assert "You do not need to drive." in page.text
    assert "Practical: 6 of 6" in page.text
    assert "Not counted: you have not given your postcode." in page.text
    assert "&lt;b&gt;Gran&lt;/b&gt;" in page.text
    assert "compared with answers written by the service, not yet rated by experts." in page.text


def test_the_history_is_told_newest_first_in_words(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    as_amara.post("/jobs/V-7KQ3MX/apply", {"alternative": "1"})
    application = db.session.scalars(sa.select(Application)).one()
    for page, answer in (("experience", "Gran."), ("why", "People.")):
        as_amara.post(f"/jobs/V-7KQ3MX/apply/{page}", {page: answer})
    as_amara.post("/jobs/V-7KQ3MX/apply/check")

    page = as_amara.get(f"/account/applications/{application.reference}")

    assert page.text.index("Application sent") < page.text.index("Application begun")
    assert "10am on Tuesday 24 November 2026, you" in page.text
    assert "Messages we sent you about it" in page.text
    assert "Your application for Care assistant at Larkfield Care has arrived" in page.text


def test_an_interview_says_when_and_where(as_amara: PageClient, make: Factory, home: Home, amara: Candidate) -> None:
    at = datetime(2026, 12, 2, 14, 30, tzinfo=UTC)
    applied(make, home, amara, status=S.INTERVIEW, interview_at=at, interview_place="Rose Court, ask for Jo")

    page = as_amara.get(OWN)

    assert "2:30pm on Wednesday 2 December 2026. Where: Rose Court, ask for Jo." in page.text


def test_an_offer_is_accepted_by_a_button_and_not_by_a_link(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    application = applied(make, home, amara, status=S.OFFERED)

    offer = as_amara.get(OWN)
    as_amara.get(f"{OWN}/accept")
    after_the_link = application.status
    accepted = as_amara.follow(as_amara.post(f"{OWN}/accept"))

    assert f'href="{OWN}/accept"' in offer.text
    assert after_the_link is S.OFFERED
    assert application.status is S.ACCEPTED
    assert "Wait until they tell you that all is done before you leave another job." in accepted.text
    assert messages_to(home.manager.email) == ["applications/offer_answered"]
    assert messages_to("amara@example.com") == ["applications/accepted"]


def test_an_offer_is_declined_with_or_without_words(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    application = applied(make, home, amara, status=S.OFFERED)

    as_amara.get(f"{OWN}/decline")
    as_amara.post(f"{OWN}/decline", {"reason": ""})

    assert application.status is S.DECLINED
    assert messages_to(home.manager.email) == ["applications/offer_answered"]


def test_withdrawing_tells_the_employer_and_leaves_the_way_back(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    application = applied(make, home, amara)

    form = as_amara.get(f"{OWN}/withdraw")
    page = as_amara.follow(as_amara.post(f"{OWN}/withdraw", {"reason": "I found other work."}))
    again = as_amara.post("/jobs/V-7KQ3MX/apply", {"alternative": "1"})
    new = db.session.scalars(sa.select(Application).where(Application.status == S.DRAFT)).one()

    assert "Withdraw your application" in form.text
    assert "I found other work." in page.text
    assert "Apply again" in page.text
    assert application.status is S.WITHDRAWN
    assert messages_to(home.manager.email) == ["applications/withdrawn"]
    assert again.location == "/jobs/V-7KQ3MX/apply/check"
    assert (new.experience, new.why) == (application.experience, application.why)


def test_too_long_a_reason_is_refused_and_kept(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate
) -> None:
    application = applied(make, home, amara)

    page = as_amara.post(f"{OWN}/withdraw", {"reason": "x" * 301})

    assert "Use 300 characters or fewer. You have used 301" in page.text
    assert "x" * 301 in page.text
    assert application.status is S.SUBMITTED


def test_a_draft_is_deleted_after_a_question(as_amara: PageClient, make: Factory, home: Home, amara: Candidate) -> None:
    applied(make, home, amara, status=S.DRAFT, submitted_at=None)

    asked = as_amara.get(f"{OWN}/delete")
    as_amara.post(f"{OWN}/delete")

    assert "What you wrote for this job is deleted for good." in asked.text
    assert db.session.scalars(sa.select(Application)).all() == []


@pytest.mark.parametrize("page", ["", "/accept", "/decline", "/withdraw", "/delete"])
def test_another_persons_application_is_not_found(
    client: PageClient, make: Factory, home: Home, amara: Candidate, page: str
) -> None:
    applied(make, home, amara)
    client.sign_in(make.user())

    assert client.get(OWN + page).status_code == 404


@pytest.mark.parametrize(
    ("status", "page"),
    [(S.SUBMITTED, "accept"), (S.SUBMITTED, "decline"), (S.STARTED, "withdraw"), (S.SUBMITTED, "delete")],
)
def test_what_cannot_be_done_now_is_refused(
    as_amara: PageClient, make: Factory, home: Home, amara: Candidate, status: ApplicationStatus, page: str
) -> None:
    application = applied(make, home, amara, status=status, started_on=datetime(2026, 11, 24, tzinfo=UTC).date())

    answer = as_amara.post(f"{OWN}/{page}", {"reason": ""})

    assert answer.status_code == 409
    assert application.status is status
