"""What a person's deletion leaves of invitations."""

import sqlalchemy as sa

from careers.audit.models import AuditEvent
from careers.candidates.models import Candidate
from careers.database import db
from careers.invitations import queries
from careers.invitations.commands import answering, forgetting
from careers.invitations.models import InvitationStatus
from tests.factories import Factory
from tests.invitations.conftest import Home


def test_all_goes_but_the_bare_fact_that_an_application_came_of_one(
    make: Factory, home: Home, amara: Candidate
) -> None:
    sent = make.application(home.vacancy, amara)
    kept = make.invitation(home.vacancy, amara, status=InvitationStatus.ACCEPTED, application_id=sent.id)
    answering.refuse_employer(kept, by=amara.user)
    make.invitation(candidate=amara, status=InvitationStatus.DECLINED, decline_reason="pay")
    waiting_id = make.invitation(candidate=amara).id
    others = make.invitation(home.vacancy)

    forgetting.forget_invitations(amara, by=amara.user)
    db.session.commit()

    assert queries.list_own(amara.user_id) == [kept]
    assert (kept.message, kept.application_id) == ("", sent.id)
    assert queries.list_refusals(amara.user_id) == []
    assert others.message == "We would like to meet you."
    deleted = sa.select(AuditEvent.subject_id).where(AuditEvent.action == "invitation.deleted")
    assert waiting_id in db.session.scalars(deleted).all()
