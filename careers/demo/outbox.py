"""Messages: what the candidate was sent, one that waits and one that failed. Loading sends none of them."""

import sqlalchemy as sa

from careers.applications import emails
from careers.applications.models import Application
from careers.applications.policies import promise
from careers.database import db
from careers.demo.world import World
from careers.mail.models import MessageStatus, OutboxMessage
from careers.mail.rendering import render

TEMPLATE = "mail/test_message"


def note_messages(application: Application) -> None:
    """Leave the confirmation and the invitation of an application as messages that went out when it was made."""
    emails.send_submitted(application, reply_by=promise(application))
    emails.send_interview(application, is_change=False)
    for pattern, at in (("%interview-%", application.identity_shown_at), ("%", application.submitted_at)):
        db.session.execute(
            sa.update(OutboxMessage)
            .where(
                OutboxMessage.status == MessageStatus.WAITING, OutboxMessage.event_key.like(f"application-{pattern}")
            )
            .values(
                status=MessageStatus.SENT,
                attempts=1,
                created_at=at,
                next_attempt_at=at,
                sent_at=at,
                text=None,
                html=None,
            )
        )


def leave_in_outbox(world: World) -> None:
    """Add a message that was refused for good and one that is tried again tomorrow, for the operator to look at."""
    world.keep(
        [
            _message(world, "demo-message:failed", "no-such-box@people.example", MessageStatus.FAILED, attempts=1,
                     error="answer 400 (personalizations.0.to)"),
            _message(world, "demo-message:waiting", "full-box@people.example", MessageStatus.WAITING, attempts=6,
                     error="answer 429"),
        ]
    )  # fmt: skip


def _message(world: World, key: str, to: str, status: MessageStatus, *, attempts: int, error: str) -> OutboxMessage:
    asked_at = world.at(world.yesterday, 17)
    words = render(TEMPLATE, {"asked_at": asked_at})
    return OutboxMessage(
        event_key=key,
        template=TEMPLATE,
        to_email=to,
        subject=words.subject,
        text=words.text,
        html=words.html,
        status=status,
        attempts=attempts,
        created_at=asked_at,
        next_attempt_at=world.at(world.ago(-1), 9),
        last_error=error,
    )
