"""The outbox table."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from careers.database import Base, enum_of


class MessageStatus(StrEnum):
    """Where a message stands.

    `unsure` is a message whose sending broke off without an answer: it may have gone, so it is not sent again
    by itself.
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNSURE = "unsure"


class OutboxMessage(Base):
    """One e-mail for one event. `event_key` is unique: one event never makes two messages.

    `headers` are those beyond what every message has.
    """

    __tablename__ = "outbox_messages"
    __table_args__ = (sa.Index("ix_outbox_messages_due", "status", "next_attempt_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_key: Mapped[str] = mapped_column(sa.String(120), unique=True)
    template: Mapped[str] = mapped_column(sa.String(80))
    to_email: Mapped[str] = mapped_column(sa.String(254))
    subject: Mapped[str] = mapped_column(sa.String(200))
    text: Mapped[str | None] = mapped_column(sa.Text)
    html: Mapped[str | None] = mapped_column(sa.Text)
    headers: Mapped[dict[str, str] | None] = mapped_column(sa.JSON(none_as_null=True))
    status: Mapped[MessageStatus] = mapped_column(enum_of(MessageStatus, "message_status"))
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    claimed_until: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    provider_message_id: Mapped[str | None] = mapped_column(sa.String(120))
    last_error: Mapped[str] = mapped_column(sa.String(200), default="")
