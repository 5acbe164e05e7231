"""What a person does: say yes or no to an invitation, and choose whom to hear from again."""

from sqlalchemy.exc import IntegrityError

from careers import clock
from careers.accounts.models import User
from careers.applications.commands.applying import start_application
from careers.applications.models import Application
from careers.candidates.commands import stop_being_findable
from careers.candidates.models import Candidate
from careers.database import db
from careers.invitations import emails, policies, queries
from careers.invitations.commands.moving import move, note
from careers.invitations.models import EmployerRefusal, Invitation, InvitationStatus
from careers.invitations.policies import FromNowOn

S = InvitationStatus


def accept_invitation(invitation: Invitation, *, by: User) -> Application:
    """Say yes: begin an application, and tell the employer's team that somebody did; who, it learns from what is sent.

    Pressed twice, it is accepted once. Refuses when the invitation has ended or the advert takes no applications.
    """
    invitation = queries.lock(invitation)
    if invitation.status is S.ACCEPTED:
        return _begin(invitation)
    policies.check_can_accept(invitation, clock.today())
    application = _begin(invitation)
    move(invitation, S.ACCEPTED, by=by)
    emails.send_accepted(invitation)
    return application


def _begin(invitation: Invitation) -> Application:
    if invitation.application is None:
        invitation.application = start_application(invitation.candidate, invitation.vacancy)
    return invitation.application


def decline_invitation(invitation: Invitation, *, reason: str, from_now_on: FromNowOn, by: User) -> None:
    """Say no, with or without a reason, and choose who may ask again; the employer sees “not this time” and no more.

    Refuses when the invitation was answered or has ended.
    """
    invitation = queries.lock(invitation)
    if invitation.status is not S.DECLINED:
        move(invitation, S.DECLINED, by=by)
        invitation.decline_reason = reason
    if from_now_on is FromNowOn.NOT_THIS_EMPLOYER:
        refuse_employer(invitation, by=by)
    elif from_now_on is FromNowOn.NOBODY:
        stop_being_findable(invitation.candidate, by=by)


def refuse_employer(invitation: Invitation, *, by: User) -> None:
    """Let an employer invite a person no more; it is not told. Said twice, it is kept once."""
    refusal = EmployerRefusal(
        candidate_id=invitation.candidate_id, organisation_id=invitation.organisation_id, refused_at=clock.now()
    )
    try:
        with db.session.begin_nested():
            db.session.add(refusal)
            db.session.flush()
    except IntegrityError:
        return
    note(invitation, "invitation.employer refused", by=by)


def allow_employer(refusal: EmployerRefusal) -> None:
    """Let an employer invite a person again."""
    db.session.delete(refusal)


def expire_invitation(invitation: Invitation, *, by: object) -> bool:
    """End an invitation that nobody can answer any more; return whether it still waited."""
    invitation = queries.lock(invitation)
    if invitation.status is not S.INVITED:
        return False
    move(invitation, S.EXPIRED, by=by)
    return True


def warn_of_end(candidate: Candidate) -> None:
    """Tell a person once when their choice to be found ends, and how to keep it."""
    if candidate.findable_until is not None:
        emails.send_findable_ends(candidate, ends_on=candidate.findable_until)
