"""Messages about invitations. Each goes to one person and leaves everything personal on the page."""

from datetime import date

from careers.access import Permission
from careers.accounts import queries as accounts
from careers.candidates.models import Candidate
from careers.invitations.models import Invitation
from careers.mail.commands import put_in_outbox


def send_invited(invitation: Invitation) -> None:
    """Tell a person that an employer would like them to apply; who it is and what they wrote stands on the page."""
    put_in_outbox(
        event_key=f"invitation-sent:{invitation.id}",
        template="invitations/invited",
        to=invitation.candidate.user.email,
        title=invitation.vacancy.title,
        reference=invitation.reference,
        answer_by=invitation.expires_on,
    )


def send_accepted(invitation: Invitation) -> None:
    """Tell the employer's team that somebody whom they invited said yes, but not who."""
    vacancy = invitation.vacancy
    for member in accounts.list_team(invitation.organisation_id):
        if member.is_active and member.may(Permission.INVITATION_SEND):
            put_in_outbox(
                event_key=f"invitation-accepted:{invitation.id}:user-{member.id}",
                template="invitations/accepted",
                to=member.email,
                title=vacancy.title,
                workplace=vacancy.workplace.name,
                vacancy_reference=vacancy.reference,
            )


def send_findable_ends(candidate: Candidate, *, ends_on: date) -> None:
    """Tell a person once that employers can soon no longer find them, unless they say that they still want it."""
    put_in_outbox(
        event_key=f"findable-ends:{candidate.id}-{ends_on}",
        template="invitations/findable_ends",
        to=candidate.user.email,
        ends_on=ends_on,
    )
