"""Every write to the outbox. Nothing here sends: `tasks.send_waiting` claims, sends and reports back."""

from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from careers import clock
from careers.audit.commands import record
from careers.database import db
from careers.errors import NotAllowed
from careers.mail import policies, rendering
from careers.mail.models import MessageStatus, OutboxMessage
from careers.reference.retention import kept_since


@dataclass(frozen=True)
class Letter:
    """A claimed message, free of the session: no transaction may stay open while waiting for the network."""

    id: int
    event_key: str
    template: str
    attempt: int
    to: str
    subject: str
    text: str
    html: str
    headers: dict[str, str] = field(default_factory=dict)


def put_in_outbox(*, event_key: str, template: str, to: str, **values: object) -> None:
    """Write a message to one person, sent once the caller's transaction is committed, and not if it is not.

    `event_key` names the event, never the person ("application-submitted:17"); a key that was used before,
    even by a transaction that runs at the same time, adds nothing. A value `stop_path` is a path at which more
    messages like it are stopped, by the reader's mail program too, which sends a POST there (RFC 8058). Raises
    ValueError for anything but one plain address.
    """
    address = policies.plain_address(to)
    if "@" in event_key:
        raise ValueError("an event key names an event, not a person")
    words, now, stop_path = rendering.render(template, values), clock.now(), values.get("stop_path")
    insert = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    db.session.execute(
        insert(OutboxMessage)
        .values(
            event_key=event_key,
            template=template,
            to_email=address,
            subject=words.subject,
            text=words.text,
            html=words.html,
            headers=_stop_headers(str(stop_path)) if stop_path else None,
            status=MessageStatus.WAITING,
            attempts=0,
            created_at=now,
            next_attempt_at=now,
            last_error="",
        )
        .on_conflict_do_nothing(index_elements=["event_key"])
    )


def _stop_headers(path: str) -> dict[str, str]:
    return {
        "List-Unsubscribe": f"<{rendering.whole_address(path)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def send_test_message(to: str, *, user_id: int) -> None:
    """Send an operator proof that messages arrive; a double click makes one."""
    now = clock.now()
    put_in_outbox(
        event_key=f"test-message:{user_id}:{now:%Y%m%dT%H%M}",
        template="mail/test_message",
        to=to,
        asked_at=now,
    )


def claim_next(now: datetime) -> Letter | None:
    """Take the message that has been due longest, so that nobody else sends it; None when none is due.

    One UPDATE takes it: two schedulers at once get two different messages. The caller commits before sending.
    """
    due = (
        sa.select(OutboxMessage.id)
        .where(OutboxMessage.status == MessageStatus.WAITING, OutboxMessage.next_attempt_at <= now)
        .order_by(OutboxMessage.next_attempt_at, OutboxMessage.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    message = db.session.scalars(
        sa.update(OutboxMessage)
        .where(OutboxMessage.id == due, OutboxMessage.status == MessageStatus.WAITING)
        .values(
            status=MessageStatus.SENDING,
            attempts=OutboxMessage.attempts + 1,
            claimed_until=now + policies.CLAIM,
        )
        .returning(OutboxMessage)
    ).one_or_none()
    if message is None:
        return None
    return Letter(
        id=message.id,
        event_key=message.event_key,
        template=message.template,
        attempt=message.attempts,
        to=message.to_email,
        subject=message.subject,
        text=message.text or "",
        html=message.html or "",
        headers=message.headers or {},
    )


def mark_sent(message_id: int, *, provider_message_id: str = "") -> None:
    """Note that a message went, and wipe its words: they are with the person now and need not be with us."""
    _move(
        message_id,
        MessageStatus.SENT,
        sent_at=clock.now(),
        provider_message_id=provider_message_id[:120] or None,
        text=None,
        html=None,
        headers=None,
        last_error="",
    )


def mark_refused(letter: Letter, error: str) -> MessageStatus:
    """Note that a message was refused and has not gone: it waits for its next try, or has failed."""
    again_at = policies.next_attempt_after(letter.attempt, clock.now())
    if again_at is None:
        return mark_failed(letter.id, error)
    _move(letter.id, MessageStatus.WAITING, next_attempt_at=again_at, last_error=error[:200])
    return MessageStatus.WAITING


def mark_failed(message_id: int, error: str) -> MessageStatus:
    """Note that a message was refused for good; only a person can send it again."""
    _move(message_id, MessageStatus.FAILED, last_error=error[:200])
    return MessageStatus.FAILED


def mark_unsure(message_id: int, error: str) -> MessageStatus:
    """Note that nobody knows whether a message went; only a person can decide to send it again."""
    _move(message_id, MessageStatus.UNSURE, last_error=error[:200])
    return MessageStatus.UNSURE


def give_up_broken_claims(now: datetime) -> int:
    """Mark as unsure what a process took to send and never reported on, because it died; return how many."""
    return len(
        db.session.scalars(
            sa.update(OutboxMessage)
            .where(OutboxMessage.status == MessageStatus.SENDING, OutboxMessage.claimed_until < now)
            .values(status=MessageStatus.UNSURE, claimed_until=None, last_error="sending broke off")
            .returning(OutboxMessage.id)
        ).all()
    )


def send_again(message: OutboxMessage, *, by: object) -> None:
    """Put a failed or unsure message back in the queue with a fresh count of tries; audited.

    The person may get an unsure one twice. Refuses any other status, also when another operator was quicker.
    """
    before = message.status
    policies.check_can_send_again(before)
    moved = _move(
        message.id,
        MessageStatus.WAITING,
        only_from=policies.SEND_AGAIN_FROM,
        attempts=0,
        next_attempt_at=clock.now(),
        last_error="",
    )
    if not moved:
        raise NotAllowed("Somebody else has just sent this message again.")
    record(
        action="message.sent again",
        subject_type="message",
        subject_id=message.id,
        by=by,
        from_status=before,
        to_status=MessageStatus.WAITING,
    )


def forget_old_messages(now: datetime) -> int:
    """Wipe the addresses of old messages, and the words of those that never went; return how many.

    The rows stay: their event keys keep an old event from making a new message. Safe to run twice.
    """
    is_old = sa.or_(
        sa.and_(OutboxMessage.status == MessageStatus.SENT, OutboxMessage.created_at < kept_since("message-sent", now)),
        sa.and_(
            OutboxMessage.status.in_(policies.SEND_AGAIN_FROM),
            OutboxMessage.created_at < kept_since("message-unsent", now),
        ),
    )
    return len(
        db.session.scalars(
            sa.update(OutboxMessage)
            .where(is_old, OutboxMessage.to_email != "")
            .values(to_email="", text=None, html=None, headers=None)
            .returning(OutboxMessage.id)
        ).all()
    )


def _move(
    message_id: int, to: MessageStatus, *, only_from: frozenset[MessageStatus] | None = None, **values: object
) -> bool:
    """Change a status along the table, in one UPDATE; return whether it stood where the arrow starts."""
    moved = db.session.scalar(
        sa.update(OutboxMessage)
        .where(OutboxMessage.id == message_id, OutboxMessage.status.in_(only_from or policies.BECOMES_FROM[to]))
        .values(status=to, claimed_until=None, **values)
        .returning(OutboxMessage.id)
    )
    return moved is not None
