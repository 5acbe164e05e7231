"""Tables of what assessors heard at an interview. All of it goes with the application."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.accounts.models import User
from careers.applications.models import Application
from careers.database import Base


class InterviewSubmission(Base):
    """That an assessor has sent their ratings of an interview, for good; from then on they see those of the others.

    `has_rated` is false for somebody who was not at the interview and only reads: they can no longer rate it.
    """

    __tablename__ = "interview_submissions"

    application_id: Mapped[int] = mapped_column(
        sa.ForeignKey("applications.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    application: Mapped[Application] = relationship()
    assessor_id: Mapped[int] = mapped_column(
        sa.ForeignKey("users.id"), primary_key=True, autoincrement=False, index=True
    )
    assessor: Mapped[User] = relationship()
    has_rated: Mapped[bool]
    guide_version: Mapped[int]
    submitted_at: Mapped[datetime]


class InterviewRating(Base):
    """What one assessor heard about one value: 1 to 5 by the words of the guide, or None when it was not asked."""

    __tablename__ = "interview_ratings"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["application_id", "assessor_id"],
            ["interview_submissions.application_id", "interview_submissions.assessor_id"],
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("application_id", "assessor_id", "value_key"),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name="rating_on_scale"),
        sa.CheckConstraint("rating IS NULL OR note <> ''", name="rating_has_note"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int]
    assessor_id: Mapped[int]
    value_key: Mapped[str] = mapped_column(sa.String(60))
    rating: Mapped[int | None]
    note: Mapped[str] = mapped_column(sa.String(1500), default="")
    rated_at: Mapped[datetime]


class InterviewComment(Base):
    """What somebody added after they had seen all ratings; the ratings stay as they were."""

    __tablename__ = "interview_comments"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["application_id", "author_id"],
            ["interview_submissions.application_id", "interview_submissions.assessor_id"],
            ondelete="CASCADE",
        ),
        sa.Index("ix_interview_comments_application_id_author_id", "application_id", "author_id"),
        sa.CheckConstraint("words <> ''", name="words_not_empty"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int]
    author_id: Mapped[int]
    words: Mapped[str] = mapped_column(sa.String(1500))
    written_at: Mapped[datetime]
