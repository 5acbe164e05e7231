"""What an employer does: invite people whom it cannot name, take an invitation back."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy.exc import IntegrityError

from careers import clock
from careers.accounts.models import User
from careers.applications.queries import lock_vacancy
from careers.candidates.models import Candidate
from careers.database import db
from careers.invitations import emails, policies, queries
from careers.invitations.commands.moving import move, note
from careers.invitations.models import Invitation, InvitationStatus
from careers.jobs.models import Vacancy
from careers.references import new_reference

S = InvitationStatus


def invite_people(vacancy: Vacancy, candidate_ids: Collection[int], *, message: str, by: User) -> int:
    """Invite people to apply and write to each; return how many. Who can be invited no longer is left out in silence.

    Refuses for an advert that is not open or an employer that was not checked, more people than the limits allow, and
    a message with ways to get in touch. Two colleagues at once invite each person once, and within the limits.
    """
    now = clock.now()
    vacancy = lock_vacancy(vacancy.id)
    queries.lock_organisation(vacancy.organisation_id)
    policies.check_can_invite(vacancy, clock.today())
    policies.check_message(message)
    policies.check_number(
        len(candidate_ids),
        for_vacancy=queries.count_for_vacancy(vacancy.id),
        today=queries.count_since(vacancy.organisation_id, now - timedelta(days=1)),
    )
    candidates = queries.lock_invitable(vacancy, candidate_ids, now=now)
    return sum(_invite(vacancy, candidate, message=message, by=by) for candidate in candidates)


def _invite(vacancy: Vacancy, candidate: Candidate, *, message: str, by: User) -> bool:
    """Invite one person; return whether nobody had done so before."""
    try:
        with db.session.begin_nested():
            invitation = Invitation(
                reference=new_reference("I", Invitation.reference),
                vacancy=vacancy,
                candidate=candidate,
                organisation_id=vacancy.organisation_id,
                message=message,
                status=S.INVITED,
                sent_at=clock.now(),
                sent_by=by.id,
                expires_on=min(clock.today() + policies.LIFETIME, vacancy.closes_on),
            )
            db.session.add(invitation)
            db.session.flush()
    except IntegrityError:
        return False
    note(invitation, "invitation.invited", by=by, after=S.INVITED)
    emails.send_invited(invitation)
    return True


def take_back_invitation(invitation: Invitation, *, by: User) -> None:
    """Take back an invitation that waits for its answer, once however often pressed; the person's page says so."""
    invitation = queries.lock(invitation)
    if invitation.status is not S.WITHDRAWN:
        move(invitation, S.WITHDRAWN, by=by)
