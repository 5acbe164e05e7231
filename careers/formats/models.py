"""Tables of requests to answer in another way, and of what was answered in writing."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.accounts.models import User
from careers.database import Base, enum_of


class FormatStatus(StrEnum):
    """Where a request stands; the arrows between are in `policies.py`."""

    ASKED = "asked"
    ARRANGED = "arranged"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class Way(StrEnum):
    """How somebody would rather answer."""

    WRITING = "writing"
    PHONE = "phone"
    IN_PERSON = "in person"


_IS_OPEN = sa.text("status IN ('asked', 'arranged')")


class FormatRequest(Base):
    """A person's wish to answer about some values in another way; one at a time is open, for every application.

    `contact` is for the council alone; `arranged_for` is read by employers too.
    """

    __tablename__ = "format_requests"
    __table_args__ = (
        sa.Index(
            "uq_format_requests_one_open",
            "user_id",
            unique=True,
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
        sa.Index("ix_format_requests_status_asked_at", "status", "asked_at"),
        sa.CheckConstraint("(arranged_at IS NULL) = (arranged_for = '')", name="arranged_says_when"),
        sa.CheckConstraint("(status IN ('done', 'withdrawn')) = (ended_at IS NOT NULL)", name="ended_has_time"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(sa.String(12), unique=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"), index=True)
    user: Mapped[User] = relationship(foreign_keys=[user_id])
    value_keys: Mapped[list[str]] = mapped_column(sa.JSON)
    way: Mapped[Way | None] = mapped_column(enum_of(Way, "format_way"))
    contact: Mapped[str] = mapped_column(sa.String(200), default="")
    status: Mapped[FormatStatus] = mapped_column(enum_of(FormatStatus, "format_status"))
    asked_at: Mapped[datetime]
    arranged_at: Mapped[datetime | None]
    arranged_for: Mapped[str] = mapped_column(sa.String(200), default="")
    paper_made_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    outcome: Mapped[str] = mapped_column(sa.String(500), default="")
    written: Mapped[list["WrittenAnswer"]] = relationship(
        order_by="WrittenAnswer.id", cascade="all, delete-orphan", passive_deletes=True, back_populates="request"
    )

    @property
    def is_open(self) -> bool:
        """Whether somebody still has something to do."""
        return self.status in (FormatStatus.ASKED, FormatStatus.ARRANGED)


class WrittenAnswer(Base):
    """What a person wrote, or an officer wrote down for them, about one value. It is read, never scored."""

    __tablename__ = "written_answers"
    __table_args__ = (sa.UniqueConstraint("request_id", "value_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(sa.ForeignKey("format_requests.id", ondelete="CASCADE"))
    request: Mapped[FormatRequest] = relationship(back_populates="written")
    value_key: Mapped[str] = mapped_column(sa.String(60))
    text: Mapped[str] = mapped_column(sa.Text)
    written_at: Mapped[datetime]
    entered_by: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
