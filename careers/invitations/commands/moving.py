"""The one way in which an invitation changes its status: along the table, audited."""

from careers import clock
from careers.audit.commands import record
from careers.invitations import policies
from careers.invitations.models import Invitation, InvitationStatus


def move(invitation: Invitation, to: InvitationStatus, *, by: object) -> None:
    """Change an invitation's status, which ends its waiting; refuses a step that the table does not have."""
    policies.check_can_move(invitation, to)
    note(invitation, f"invitation.{to.value}", by=by, before=invitation.status, after=to)
    invitation.status, invitation.ended_at = to, clock.now()


def note(
    invitation: Invitation,
    action: str,
    *,
    by: object,
    before: InvitationStatus | None = None,
    after: InvitationStatus | None = None,
) -> None:
    """Note what happened to an invitation, without its words."""
    record(
        action=action,
        subject_type="invitation",
        subject_id=invitation.id,
        by=by,
        from_status=before.value if before else None,
        to_status=after.value if after else None,
        about_user_id=invitation.candidate.user_id,
    )
