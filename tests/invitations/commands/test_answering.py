"""People answer: yes begins an application, no can end more than one invitation."""

import pytest
import sqlalchemy as sa

from careers import clock
from careers.accounts.models import User
from careers.applications.commands.applying import delete_draft
from careers.applications.models import Application, ApplicationStatus, Source
from careers.audit.models import AuditEvent
from careers.candidates.models import Candidate
from careers.database import db
from careers.errors import Conflict, NotAllowed
from careers.invitations import queries
from careers.invitations.commands import answering
from careers.invitations.models import EmployerRefusal, Invitation, InvitationStatus
from careers.invitations.policies import FromNowOn
from careers.jobs.models import OpportunityStatus
from tests.connections import OtherConnections
from tests.factories import Factory
from tests.invitations.conftest import Home, keys_of_messages_to

S = InvitationStatus


@pytest.fixture
def invitation(make: Factory, home: Home, amara: Candidate) -> Invitation:
    """Give Amara's invitation to apply at Larkfield Care."""
    return make.invitation(home.vacancy, amara)


def test_a_yes_begins_an_application_and_tells_the_team_that_somebody_said_it(
    home: Home, amara: Candidate, invitation: Invitation
) -> None:
    application = answering.accept_invitation(invitation, by=amara.user)

    assert (invitation.status, invitation.application) == (S.ACCEPTED, application)
    assert (application.status, application.source) == (ApplicationStatus.DRAFT, Source.SERVICE)
    assert (application.vacancy_id, application.candidate_id) == (home.vacancy.id, amara.id)
    assert keys_of_messages_to("manager@larkfield.example") == ["invitation-accepted"]


def test_yes_twice_is_one_application_and_one_message(amara: Candidate, invitation: Invitation) -> None:
    first = answering.accept_invitation(invitation, by=amara.user)
    second = answering.accept_invitation(invitation, by=amara.user)

    assert first is second
    assert keys_of_messages_to("manager@larkfield.example") == ["invitation-accepted"]


def test_a_yes_at_two_screens_at_once_is_one_application(
    amara: Candidate, invitation: Invitation, elsewhere: OtherConnections
) -> None:
    ids = (invitation.id, amara.user_id)

    def accept() -> str:
        user = db.session.get_one(User, ids[1])
        return answering.accept_invitation(db.session.get_one(Invitation, ids[0]), by=user).reference

    runs = [elsewhere.start(accept), elsewhere.start(accept)]

    assert len({run.result(timeout=30) for run in runs}) == 1
    assert len(db.session.scalars(sa.select(Application)).all()) == 1


def test_who_applied_meanwhile_and_says_yes_keeps_that_application(
    make: Factory, home: Home, amara: Candidate, invitation: Invitation
) -> None:
    sent = make.application(home.vacancy, amara)

    assert answering.accept_invitation(invitation, by=amara.user) is sent


def test_a_deleted_draft_can_be_begun_again(amara: Candidate, invitation: Invitation) -> None:
    delete_draft(answering.accept_invitation(invitation, by=amara.user), by=amara.user)
    db.session.commit()

    assert invitation.application_id is None
    again = answering.accept_invitation(invitation, by=amara.user)
    assert (again.status, invitation.application) == (ApplicationStatus.DRAFT, again)


@pytest.mark.parametrize("status", [S.DECLINED, S.EXPIRED, S.WITHDRAWN])
def test_what_has_ended_takes_no_yes(make: Factory, home: Home, amara: Candidate, status: S) -> None:
    invitation = make.invitation(home.vacancy, amara, status=status)

    with pytest.raises(Conflict):
        answering.accept_invitation(invitation, by=amara.user)

    assert invitation.application_id is None


def test_a_paused_advert_takes_no_yes_and_the_invitation_waits(
    home: Home, amara: Candidate, invitation: Invitation
) -> None:
    home.vacancy.status = OpportunityStatus.PAUSED
    db.session.flush()

    with pytest.raises(NotAllowed, match="paused the advert"):
        answering.accept_invitation(invitation, by=amara.user)

    assert invitation.status is S.INVITED


def test_a_no_keeps_its_reason_and_tells_nobody(amara: Candidate, invitation: Invitation) -> None:
    answering.decline_invitation(invitation, reason="pay", from_now_on=FromNowOn.ANYBODY, by=amara.user)

    assert (invitation.status, invitation.decline_reason) == (S.DECLINED, "pay")
    assert amara.is_findable
    assert queries.list_refusals(amara.user_id) == []
    assert keys_of_messages_to("manager@larkfield.example") == []
    reasons = db.session.scalars(sa.select(AuditEvent.reason).where(AuditEvent.subject_type == "invitation"))
    assert set(reasons) == {""}


def test_a_no_can_end_invitations_of_this_employer(
    make: Factory, home: Home, amara: Candidate, invitation: Invitation
) -> None:
    other = make.vacancy(home.vacancy.workplace)

    for _ in range(2):
        answering.decline_invitation(invitation, reason="", from_now_on=FromNowOn.NOT_THIS_EMPLOYER, by=amara.user)

    assert [each.organisation for each in queries.list_refusals(amara.user_id)] == [home.organisation]
    assert queries.suitable_people(other, now=clock.now()) == []
    assert len(queries.suitable_people(make.vacancy(), now=clock.now())) == 1


def test_a_no_can_end_all_invitations(amara: Candidate, invitation: Invitation) -> None:
    answering.decline_invitation(invitation, reason="", from_now_on=FromNowOn.NOBODY, by=amara.user)

    assert (amara.is_findable, amara.findable_since) == (False, None)


def test_an_employer_can_be_allowed_again(home: Home, amara: Candidate, invitation: Invitation) -> None:
    answering.refuse_employer(invitation, by=amara.user)

    answering.allow_employer(queries.get_refusal(amara.user_id, "larkfield-care"))
    db.session.flush()

    assert db.session.scalars(sa.select(EmployerRefusal)).all() == []
