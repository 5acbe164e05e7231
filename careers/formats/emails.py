"""Messages about answering in another way. They say nothing of the person or of how they answer."""

from careers.access import Role
from careers.accounts import queries as accounts
from careers.formats.models import FormatRequest
from careers.formats.policies import promised_by
from careers.mail.commands import put_in_outbox
from careers.mail.rendering import contact_address


def send_asked(request: FormatRequest) -> None:
    """Tell the council's officers that somebody asked; its mailbox, where no officer has an account."""
    officers = [(f"user-{officer.id}", officer.email) for officer in accounts.list_of_role(Role.OFFICER)]
    for name, address in officers or [("mailbox", contact_address())]:
        put_in_outbox(
            event_key=f"format-asked:{request.id}:{name}",
            template="formats/asked",
            to=address,
            reference=request.reference,
            promised_by=promised_by(request),
        )


def send_arranged(request: FormatRequest) -> None:
    """Tell a person that something is arranged, or was changed; when and how stands on their page."""
    put_in_outbox(
        event_key=f"format-arranged:{request.id}-{request.arranged_at:%Y%m%dT%H%M%S}",
        template="formats/arranged",
        to=request.user.email,
        reference=request.reference,
    )


def send_done(request: FormatRequest) -> None:
    """Tell a person that their answers are with their applications now."""
    put_in_outbox(
        event_key=f"format-done:{request.id}",
        template="formats/done",
        to=request.user.email,
        reference=request.reference,
    )
