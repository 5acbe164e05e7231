"""The table of what people say about an answer of theirs, and of what a person made of it."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from careers.database import Base, enum_of


class ContestStatus(StrEnum):
    """Where a note stands; it becomes reviewed once, and only when a review was asked for."""

    OPEN = "open"
    REVIEWED = "reviewed"


class AnswerContest(Base):
    """A person's note about one situation of a finished sitting, and a wish, if they have it, that somebody looks."""

    __tablename__ = "answer_contests"
    __table_args__ = (
        sa.UniqueConstraint("sitting_id", "question_key"),
        sa.ForeignKeyConstraint(
            ["sitting_id", "question_key"],
            ["sitting_questions.sitting_id", "sitting_questions.question_key"],
            ondelete="CASCADE",
        ),
        sa.Index("ix_answer_contests_status", "status"),
        sa.CheckConstraint("(status = 'reviewed') = (reviewed_at IS NOT NULL)", name="reviewed_has_time"),
        sa.CheckConstraint("status <> 'reviewed' OR wants_review", name="reviewed_when_asked"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(sa.String(12), unique=True)
    sitting_id: Mapped[int]
    question_key: Mapped[str] = mapped_column(sa.String(60))
    note: Mapped[str] = mapped_column(sa.String(500))
    wants_review: Mapped[bool] = mapped_column(default=False)
    status: Mapped[ContestStatus] = mapped_column(enum_of(ContestStatus, "contest_status"))
    made_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    reviewed_at: Mapped[datetime | None]
    reviewed_by: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    outcome: Mapped[str] = mapped_column(sa.String(1000), default="")
