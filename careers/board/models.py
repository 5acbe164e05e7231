"""The table of fairness reviews."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from careers.database import Base, enum_of

_IS_OPEN = sa.text("closed_at IS NULL")


class ReviewKind(StrEnum):
    """What was flagged."""

    QUESTION = "question"
    VALUE = "value"
    BIAS = "question by group"
    STAGE = "stage by group"


class FairnessReview(Base):
    """A person's look at a figure that was flagged, with the figures as they were shown then, and what came of it.

    `subject` names what was flagged; of each there is one open review at most. No score hangs on a review.
    """

    __tablename__ = "fairness_reviews"
    __table_args__ = (
        sa.Index(
            "uq_fairness_reviews_one_open",
            "subject",
            unique=True,
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
        sa.ForeignKeyConstraint(
            ["question_key", "question_version"], ["question_versions.question_key", "question_versions.number"]
        ),
        sa.CheckConstraint("(closed_at IS NULL) = (outcome = '')", name="closed_with_outcome"),
        sa.CheckConstraint("(question_key IS NULL) = (question_version IS NULL)", name="question_with_version"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(sa.String(12), unique=True)
    subject: Mapped[str] = mapped_column(sa.String(200))
    kind: Mapped[ReviewKind] = mapped_column(enum_of(ReviewKind, "review_kind"))
    question_key: Mapped[str | None] = mapped_column(sa.String(60))
    question_version: Mapped[int | None]
    title: Mapped[str] = mapped_column(sa.String(300))
    figures: Mapped[list[str]] = mapped_column(sa.JSON)
    opened_at: Mapped[datetime]
    opened_by: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    outcome: Mapped[str] = mapped_column(sa.Text, default="")
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))

    @property
    def is_open(self) -> bool:
        """Whether nobody has closed it."""
        return self.closed_at is None
