"""Messages to experts: the link on which they rate, and one reminder."""

from careers.mail.commands import put_in_outbox
from careers.questions.models import ExpertInvitation


def send_invitation(invitation: ExpertInvitation, *, token: str, count: int) -> None:
    """Ask an expert to rate some situations, by a link of their own."""
    _send(invitation, "expert_invited", "expert-invited", token=token, count=count)


def send_reminder(invitation: ExpertInvitation, *, token: str) -> None:
    """Remind an expert, once, that their link ends."""
    _send(invitation, "expert_reminded", "expert-reminded", token=token, count=len(invitation.questions))


def _send(invitation: ExpertInvitation, template: str, event: str, *, token: str, count: int) -> None:
    put_in_outbox(
        event_key=f"{event}:{invitation.id}",
        template=f"questions/{template}",
        to=invitation.email or "",
        count=count,
        minutes=max(5, round(count * 0.75)),
        open_until=invitation.expires_at,
        path=f"/experts/{token}",
    )
