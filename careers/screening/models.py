"""The table of answers to screening questions."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from careers.database import Base


class ScreeningAnswer(Base):
    """A person's rating of one response to one version of one question. Raw answers are kept; scores are worked out."""

    __tablename__ = "screening_answers"
    __table_args__ = (
        sa.UniqueConstraint("user_id", "question_key", "question_version", "response_key"),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name="rating_on_the_scale"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"))
    question_key: Mapped[str] = mapped_column(sa.String(60))
    question_version: Mapped[int]
    response_key: Mapped[str] = mapped_column(sa.String(20))
    rating: Mapped[int]
    answered_at: Mapped[datetime]
