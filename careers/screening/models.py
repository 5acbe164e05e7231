"""Tables of the question bank, of people's sittings and answers, and of the scores these lead to."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.database import Base, enum_of
from careers.screening.bank import QuestionStatus, RoleFamily
from careers.screening.scoring import METHOD

_IS_LIVE = sa.text("status = 'live'")
_IS_UNFINISHED = sa.text("status IN ('draft', 'with experts', 'pilot')")
_IS_OPEN = sa.text("completed_at IS NULL")


class QuestionVersion(Base):
    """One wording of a question with its key. Once it was asked it stays as it is: a change is the next version."""

    __tablename__ = "question_versions"
    __table_args__ = (
        sa.UniqueConstraint("question_key", "number"),
        sa.Index(
            "uq_question_versions_one_live",
            "question_key",
            unique=True,
            sqlite_where=_IS_LIVE,
            postgresql_where=_IS_LIVE,
        ),
        sa.Index(
            "uq_question_versions_one_unfinished",
            "question_key",
            unique=True,
            sqlite_where=_IS_UNFINISHED,
            postgresql_where=_IS_UNFINISHED,
        ),
        sa.Index("ix_question_versions_status", "status"),
        sa.CheckConstraint("second_value_key <> value_key", name="second_value_is_another"),
        sa.CheckConstraint("number >= 1", name="numbered_from_one"),
        sa.CheckConstraint("status <> 'live' OR live_at IS NOT NULL", name="live_has_time"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    question_key: Mapped[str] = mapped_column(sa.String(60))
    number: Mapped[int]
    value_key: Mapped[str] = mapped_column(sa.String(60))
    second_value_key: Mapped[str | None] = mapped_column(sa.String(60))
    role_family: Mapped[RoleFamily] = mapped_column(enum_of(RoleFamily, "role_family"))
    situation: Mapped[str] = mapped_column(sa.Text)
    status: Mapped[QuestionStatus] = mapped_column(enum_of(QuestionStatus, "question_status"))
    author: Mapped[str] = mapped_column(sa.String(120))
    key_source: Mapped[str] = mapped_column(sa.String(200))
    created_at: Mapped[datetime]
    created_by: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    live_at: Mapped[datetime | None]
    retired_at: Mapped[datetime | None]
    responses: Mapped[list["QuestionResponse"]] = relationship(
        order_by="QuestionResponse.position", cascade="all, delete-orphan", back_populates="version"
    )


class QuestionResponse(Base):
    """One thing a person could do, with its key: none until experts have rated it, or the author has given one.

    A response that experts do not agree about is not kept: it is shown no more and never scored.
    """

    __tablename__ = "question_responses"
    __table_args__ = (
        sa.UniqueConstraint("version_id", "key"),
        sa.CheckConstraint("key_rating BETWEEN 1 AND 5", name="key_on_the_scale"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(sa.ForeignKey("question_versions.id", ondelete="CASCADE"))
    version: Mapped[QuestionVersion] = relationship(back_populates="responses")
    key: Mapped[str] = mapped_column(sa.String(20))
    text: Mapped[str] = mapped_column(sa.Text)
    position: Mapped[int]
    key_rating: Mapped[float | None]
    is_kept: Mapped[bool] = mapped_column(default=True)


class BankRelease(Base):
    """How answers are asked for and scored from a moment on.

    A new release waits (`in_force_at` is none) until everybody's scores are worked out under it, so that nobody is
    without; the newest that is in force counts. One waits at a time.
    """

    __tablename__ = "bank_releases"
    __table_args__ = (
        sa.CheckConstraint("questions_a_value BETWEEN 2 AND 10", name="some_questions"),
        sa.CheckConstraint("months_valid BETWEEN 1 AND 36", name="some_months"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(40), unique=True)
    method: Mapped[str] = mapped_column(sa.String(40), default=METHOD.value)
    questions_a_value: Mapped[int] = mapped_column(default=3)
    months_valid: Mapped[int] = mapped_column(default=6)
    most_spread: Mapped[float] = mapped_column(default=1.0)
    least_agreement: Mapped[float] = mapped_column(default=0.6)
    least_experts: Mapped[int] = mapped_column(default=8)
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="SET NULL"))
    in_force_at: Mapped[datetime | None]


class Sitting(Base):
    """One taking of one value's questions by a person or by a visitor without an account.

    Complete when the person says that they have finished; until then a sitting that is repeated replaces nothing.
    """

    __tablename__ = "sittings"
    __table_args__ = (
        sa.CheckConstraint("(user_id IS NULL) <> (visitor_hash IS NULL)", name="of_one_person"),
        sa.Index(
            "uq_sittings_one_open",
            "user_id",
            "value_key",
            unique=True,
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
        sa.Index(
            "uq_sittings_one_open_visitor",
            "visitor_hash",
            "value_key",
            unique=True,
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
        sa.Index("ix_sittings_user_id_value_key", "user_id", "value_key"),
        sa.Index("ix_sittings_visitor_hash", "visitor_hash"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"))
    visitor_hash: Mapped[str | None] = mapped_column(sa.String(64))
    value_key: Mapped[str] = mapped_column(sa.String(60))
    seed: Mapped[int]
    started_at: Mapped[datetime]
    completed_at: Mapped[datetime | None]
    questions: Mapped[list["SittingQuestion"]] = relationship(
        order_by="SittingQuestion.position", cascade="all, delete-orphan", passive_deletes=True
    )


class SittingQuestion(Base):
    """A question that a sitting asks. One on trial is asked and never scored."""

    __tablename__ = "sitting_questions"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["question_key", "question_version"], ["question_versions.question_key", "question_versions.number"]
        ),
        sa.Index("ix_sitting_questions_question_key", "question_key", "question_version"),
    )

    sitting_id: Mapped[int] = mapped_column(sa.ForeignKey("sittings.id", ondelete="CASCADE"), primary_key=True)
    question_key: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    question_version: Mapped[int]
    position: Mapped[int]
    is_scored: Mapped[bool] = mapped_column(default=True)


class ScreeningAnswer(Base):
    """A person's rating of one response to a question they were asked. Raw answers are kept; scores are worked out."""

    __tablename__ = "screening_answers"
    __table_args__ = (
        sa.UniqueConstraint("sitting_id", "question_key", "response_key"),
        sa.ForeignKeyConstraint(
            ["sitting_id", "question_key"],
            ["sitting_questions.sitting_id", "sitting_questions.question_key"],
            ondelete="CASCADE",
        ),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name="rating_on_the_scale"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int]
    question_key: Mapped[str] = mapped_column(sa.String(60))
    response_key: Mapped[str] = mapped_column(sa.String(20))
    rating: Mapped[int]
    answered_at: Mapped[datetime]


class StoredScore(Base):
    """What a sitting scored under a release, with the method: kept, so that no page works it out again."""

    __tablename__ = "value_scores"
    __table_args__ = (
        sa.UniqueConstraint("sitting_id", "release_name"),
        sa.Index("ix_value_scores_user_id", "user_id"),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name="score_in_range"),
        sa.CheckConstraint("standard_error >= 0", name="error_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(sa.ForeignKey("sittings.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"))
    value_key: Mapped[str] = mapped_column(sa.String(60))
    release_name: Mapped[str] = mapped_column(sa.String(40))
    method: Mapped[str] = mapped_column(sa.String(40))
    score: Mapped[float]
    standard_error: Mapped[float]
    question_keys: Mapped[list[str]] = mapped_column(sa.JSON)
    key_sources: Mapped[list[str]] = mapped_column(sa.JSON)
    scored_at: Mapped[datetime]
