"""Tables of the experts who rate questions: their links, what each was asked, their ratings, the keys taken."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.database import Base, enum_of
from careers.screening.models import QuestionVersion


class ExpertKind(StrEnum):
    """What an expert knows care from."""

    WORKER = "worker"
    MANAGER = "manager"
    DRAWS_ON_CARE = "person who draws on care"


class ExpertInvitation(Base):
    """One expert's link. It works once, until it is sent or its time is over; then the address is forgotten.

    An address has one open link at a time, so that nobody counts twice. A reminder brings a second address of the
    same page: what stands in a message cannot be written again, as only hashes are kept.
    """

    __tablename__ = "expert_invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ExpertKind] = mapped_column(enum_of(ExpertKind, "expert_kind"))
    email: Mapped[str | None] = mapped_column(sa.String(254), unique=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    reminder_hash: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    seed: Mapped[int]
    invited_at: Mapped[datetime]
    invited_by: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    expires_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    begun_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    questions: Mapped[list["ExpertQuestion"]] = relationship(
        order_by="ExpertQuestion.position", cascade="all, delete-orphan", passive_deletes=True
    )


class ExpertQuestion(Base):
    """A version of a question that an expert is asked to rate."""

    __tablename__ = "expert_questions"
    __table_args__ = (sa.Index("ix_expert_questions_version_id", "version_id"),)

    invitation_id: Mapped[int] = mapped_column(
        sa.ForeignKey("expert_invitations.id", ondelete="CASCADE"), primary_key=True
    )
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("question_versions.id"), primary_key=True)
    position: Mapped[int]
    version: Mapped[QuestionVersion] = relationship()


class ExpertRating(Base):
    """An expert's rating of one response. All are kept, also those that come to no key."""

    __tablename__ = "expert_ratings"
    __table_args__ = (
        sa.UniqueConstraint("invitation_id", "version_id", "response_key"),
        sa.ForeignKeyConstraint(
            ["invitation_id", "version_id"],
            ["expert_questions.invitation_id", "expert_questions.version_id"],
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["version_id", "response_key"], ["question_responses.version_id", "question_responses.key"]
        ),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name="rating_on_the_scale"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    invitation_id: Mapped[int]
    version_id: Mapped[int]
    response_key: Mapped[str] = mapped_column(sa.String(20))
    rating: Mapped[int]
    rated_at: Mapped[datetime]


class TakenKey(Base):
    """That the key of a version's experts was taken: once a version, and onto which version."""

    __tablename__ = "taken_keys"

    rated_version_id: Mapped[int] = mapped_column(sa.ForeignKey("question_versions.id"), primary_key=True)
    keyed_version_id: Mapped[int] = mapped_column(sa.ForeignKey("question_versions.id"), unique=True)
    experts: Mapped[int]
    agreement: Mapped[float]
    taken_at: Mapped[datetime]
    taken_by: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
