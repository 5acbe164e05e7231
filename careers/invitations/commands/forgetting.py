"""Delete what is kept of invitations no longer; each deletion leaves an audit row that says only what went and when."""

from careers.candidates.models import Candidate
from careers.database import db
from careers.invitations import queries
from careers.invitations.commands.moving import note
from careers.invitations.models import Invitation


def delete_invitation(invitation: Invitation, *, by: object) -> None:
    """Delete an invitation with its words and its answer. An application that came of it stays."""
    note(invitation, "invitation.deleted", by=by)
    db.session.delete(invitation)


def forget_invitations(candidate: Candidate, *, by: object) -> None:
    """Delete a person's invitations and whom they did not want to hear from. One that led to an application stays
    without its words, as long as its vacancy's do: the employer's page says that it was accepted."""
    for invitation in queries.list_own(candidate.user_id):
        if invitation.application_id is None:
            delete_invitation(invitation, by=by)
        else:
            invitation.message = ""
    for refusal in queries.list_refusals(candidate.user_id):
        db.session.delete(refusal)
