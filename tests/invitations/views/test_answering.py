"""A person's invitations: what they see, their yes and no, and that nobody else's is theirs."""

import pytest
import sqlalchemy as sa

from careers.applications.models import Application, ApplicationStatus
from careers.candidates.models import Candidate
from careers.database import db
from careers.invitations.models import EmployerRefusal, Invitation, InvitationStatus
from careers.jobs.models import OpportunityStatus
from tests.client import PageClient
from tests.factories import Factory
from tests.invitations.conftest import Home

S = InvitationStatus
PAGE = "/account/invitations/I-7KQ3MX"


@pytest.fixture
def invitation(make: Factory, home: Home, amara: Candidate) -> Invitation:
    """Give Amara's invitation I-7KQ3MX to apply at Larkfield Care."""
    return make.invitation(home.vacancy, amara, reference="I-7KQ3MX", message="Come & see us.")


def test_the_account_and_the_list_lead_to_what_waits(as_amara: PageClient, invitation: Invitation) -> None:
    account = as_amara.get("/account")
    page = as_amara.get("/account/invitations")

    assert "An employer would like you to apply." in account.text
    assert f'href="{PAGE}"' in page.text
    assert "You can say yes or no until Tuesday 8 December 2026." in page.text
    assert "Employers may invite you to apply, until Wednesday 24 November 2027." in page.text


def test_nobody_without_invitations_hears_of_any(client: PageClient, make: Factory, invitation: Invitation) -> None:
    client.sign_in(make.user())

    account, page = client.get("/account"), client.get("/account/invitations")

    assert "would like you to apply." not in account.text
    assert "No invitation waits for you" in page.text
    assert "Employers may not invite you to apply now." in page.text


def test_the_page_says_who_asks_why_and_what_a_yes_shows(as_amara: PageClient, invitation: Invitation) -> None:
    page = as_amara.get(PAGE)

    assert "Larkfield Care would like you to apply. They do not know who you are." in page.text
    assert "Come &amp; see us." in page.text
    assert "you can travel 5 miles." in page.text
    assert "hears that one of the people they invited said yes, but not who." in page.text
    assert "only if they invite you to an interview" in page.text


def test_opening_the_page_changes_nothing(as_amara: PageClient, invitation: Invitation) -> None:
    as_amara.get(PAGE)
    as_amara.get(f"{PAGE}/decline")

    assert invitation.status is S.INVITED
    assert db.session.scalars(sa.select(Application)).all() == []


def test_a_yes_leads_into_the_application(as_amara: PageClient, home: Home, invitation: Invitation) -> None:
    answer = as_amara.post(f"{PAGE}/accept")

    assert answer.location == "/jobs/V-7KQ3MX/apply"
    assert as_amara.get(answer.location).location == "/jobs/V-7KQ3MX/apply/questions"
    assert invitation.status is S.ACCEPTED
    assert db.session.scalars(sa.select(Application.status)).all() == [ApplicationStatus.DRAFT]
    assert "Go on to your application" in as_amara.get(PAGE).text


def test_a_no_with_a_reason(as_amara: PageClient, amara: Candidate, invitation: Invitation) -> None:
    asked = as_amara.get(f"{PAGE}/decline")
    answer = as_amara.post(f"{PAGE}/decline", {"reason": "hours", "from_now_on": "anybody"})
    page = as_amara.follow(answer)

    assert "The employer does not see this." in asked.text
    assert "You said no thank you. It does not count against you." in page.text
    assert (invitation.status, invitation.decline_reason, amara.is_findable) == (S.DECLINED, "hours", True)


def test_a_no_to_this_employer_can_be_taken_back(as_amara: PageClient, home: Home, invitation: Invitation) -> None:
    as_amara.post(f"{PAGE}/decline", {"reason": "", "from_now_on": "not this employer"})
    listed = as_amara.get("/account/invitations")
    after = as_amara.follow(as_amara.post("/account/invitations/employers/larkfield-care/allow"))

    assert "Employers that may not invite you" in listed.text
    assert "Employers that may not invite you" not in after.text
    assert db.session.scalars(sa.select(EmployerRefusal)).all() == []


def test_a_no_to_all(as_amara: PageClient, amara: Candidate, invitation: Invitation) -> None:
    as_amara.post(f"{PAGE}/decline", {"reason": "", "from_now_on": "nobody"})

    assert not amara.is_findable


@pytest.mark.parametrize("form", [{"reason": "rude", "from_now_on": "anybody"}, {"from_now_on": "somebody"}])
def test_an_answer_that_was_not_offered_is_refused(
    as_amara: PageClient, invitation: Invitation, form: dict[str, str]
) -> None:
    page = as_amara.post(f"{PAGE}/decline", form)

    assert "govuk-error-summary" in page.text
    assert invitation.status is S.INVITED


def test_what_has_ended_says_so_and_takes_no_answer(as_amara: PageClient, home: Home, invitation: Invitation) -> None:
    home.vacancy.status = OpportunityStatus.CLOSED
    db.session.commit()

    page, answer = as_amara.get(PAGE), as_amara.post(f"{PAGE}/accept")

    assert "The advert has closed, so this invitation has ended." in page.text
    assert "Yes, start an application" not in page.text
    assert answer.status_code == 409
    assert invitation.status is S.INVITED
    assert "Ended without an answer" in as_amara.get("/account/invitations").text


@pytest.mark.parametrize("path", ["", "/decline", "/accept"])
def test_somebody_elses_invitation_is_not_there(
    client: PageClient, make: Factory, invitation: Invitation, path: str
) -> None:
    client.sign_in(make.findable().user)

    if path != "/accept":
        assert client.get(PAGE + path).status_code == 404
    if path:
        form = {"reason": "", "from_now_on": "nobody"}
        assert client.post(PAGE + path, form).status_code == 404
    assert invitation.status is S.INVITED


def test_somebody_elses_refusal_is_not_there(
    client: PageClient, as_amara: PageClient, make: Factory, invitation: Invitation
) -> None:
    as_amara.post(f"{PAGE}/decline", {"reason": "", "from_now_on": "not this employer"})
    client.sign_in(make.findable().user)

    assert client.post("/account/invitations/employers/larkfield-care/allow").status_code == 404
    assert len(db.session.scalars(sa.select(EmployerRefusal)).all()) == 1
