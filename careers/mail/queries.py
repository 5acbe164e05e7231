"""Read the outbox: how it stands, and what a person must look at."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import defer

from careers.database import db
from careers.mail.models import MessageStatus, OutboxMessage
from careers.mail.policies import SEND_AGAIN_FROM

_REMEMBERED = OutboxMessage.to_email != ""


def count_by_status() -> dict[MessageStatus, int]:
    """Return how many messages stand where, every status named; forgotten messages do not count."""
    counted = db.session.execute(
        sa.select(OutboxMessage.status, sa.func.count()).where(_REMEMBERED).group_by(OutboxMessage.status)
    ).all()
    return dict.fromkeys(MessageStatus, 0) | dict(counted)


def find_longest_due(now: datetime) -> datetime | None:
    """Return since when the first message in the queue has been due, or None when none is due."""
    return db.session.scalar(
        sa.select(sa.func.min(OutboxMessage.next_attempt_at)).where(
            OutboxMessage.status == MessageStatus.WAITING, OutboxMessage.next_attempt_at <= now
        )
    )


def list_failed(*, limit: int = 200) -> Sequence[OutboxMessage]:
    """Return failed and unsure messages, newest first, without their words."""
    return _list_without_words(OutboxMessage.status.in_(SEND_AGAIN_FROM), OutboxMessage.id.desc(), limit)


def list_waiting(*, limit: int = 200) -> Sequence[OutboxMessage]:
    """Return messages that wait or are being sent, the next one first, without their words."""
    under_way = OutboxMessage.status.in_((MessageStatus.WAITING, MessageStatus.SENDING))
    return _list_without_words(under_way, OutboxMessage.next_attempt_at, limit)


def get_message(message_id: int) -> OutboxMessage:
    """Return a message that is not yet forgotten, or raise NoResultFound."""
    return db.session.scalars(sa.select(OutboxMessage).where(OutboxMessage.id == message_id, _REMEMBERED)).one()


def _list_without_words(
    where: sa.ColumnElement[bool], order: sa.SQLColumnExpression[Any], limit: int
) -> Sequence[OutboxMessage]:
    words = (defer(OutboxMessage.text, raiseload=True), defer(OutboxMessage.html, raiseload=True))
    return db.session.scalars(
        sa.select(OutboxMessage)
        .where(where, _REMEMBERED)
        .order_by(order, OutboxMessage.id)
        .options(*words)
        .limit(limit)
    ).all()
