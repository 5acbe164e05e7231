"""Every read of interview ratings. What other assessors heard is given only to somebody who has sent their own."""

from collections.abc import Sequence
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from careers.accounts.models import User
from careers.applications.models import Application, ApplicationStatus
from careers.database import db
from careers.interviews.agreement import needs_third
from careers.interviews.models import InterviewComment, InterviewRating, InterviewSubmission
from careers.interviews.policies import RATED_AT
from careers.jobs.models import Vacancy


class Waiting(NamedTuple):
    """What an interview waits for, as one reader may know it: no rating is told."""

    application_id: int
    has_reader_sent: bool
    needs_third: bool


def find_submission(application_id: int, assessor_id: int) -> InterviewSubmission | None:
    """Return that somebody has sent their ratings of an interview, or None."""
    return db.session.get(InterviewSubmission, (application_id, assessor_id))


def is_third_needed(application_id: int) -> bool:
    """Say whether assessors disagree so far that a third is needed, and about nothing more than that."""
    rows = db.session.execute(
        sa.select(InterviewRating.value_key, InterviewRating.rating).where(
            InterviewRating.application_id == application_id
        )
    )
    return needs_third([(value_key, rating) for value_key, rating in rows])


def list_own_ratings(application_id: int, assessor_id: int) -> Sequence[InterviewRating]:
    """Return what one assessor has sent."""
    return db.session.scalars(
        sa.select(InterviewRating)
        .where(InterviewRating.application_id == application_id, InterviewRating.assessor_id == assessor_id)
        .order_by(InterviewRating.id)
    ).all()


def count_assessors(application_id: int) -> int:
    """Count those who have rated an interview."""
    statement = sa.select(sa.func.count()).where(
        InterviewSubmission.application_id == application_id, InterviewSubmission.has_rated
    )
    return db.session.scalars(statement).one()


def list_submissions_seen_by(reader_id: int, application_id: int) -> Sequence[InterviewSubmission]:
    """Return who has rated an interview, first come first; nobody until the reader has sent their own."""
    return db.session.scalars(
        sa.select(InterviewSubmission)
        .where(
            InterviewSubmission.application_id == application_id,
            InterviewSubmission.has_rated,
            _has_sent(reader_id, InterviewSubmission.application_id),
        )
        .options(joinedload(InterviewSubmission.assessor))
        .order_by(InterviewSubmission.submitted_at, InterviewSubmission.assessor_id)
    ).all()


def list_ratings_seen_by(reader_id: int, application_id: int) -> Sequence[InterviewRating]:
    """Return all ratings of an interview in the order they were sent; none until the reader has sent their own."""
    return db.session.scalars(
        sa.select(InterviewRating)
        .where(InterviewRating.application_id == application_id, _has_sent(reader_id, InterviewRating.application_id))
        .order_by(InterviewRating.rated_at, InterviewRating.id)
    ).all()


def list_comments_seen_by(reader_id: int, application_id: int) -> Sequence[tuple[InterviewComment, User]]:
    """Return the comments on an interview with their authors, oldest first; none until the reader sent their own."""
    rows = db.session.execute(
        sa.select(InterviewComment, User)
        .join(User, User.id == InterviewComment.author_id)
        .where(InterviewComment.application_id == application_id, _has_sent(reader_id, InterviewComment.application_id))
        .order_by(InterviewComment.written_at, InterviewComment.id)
    )
    return [(comment, author) for comment, author in rows]


def _has_sent(reader_id: int, application_id: sa.orm.InstrumentedAttribute[int]) -> sa.ColumnElement[bool]:
    own = aliased(InterviewSubmission)
    return sa.select(own.assessor_id).where(own.application_id == application_id, own.assessor_id == reader_id).exists()


def list_waiting_interviews(organisation_id: int | None, reader_id: int) -> list[Waiting]:
    """Return an organisation's interviews that somebody has rated and others still can, the earliest first."""
    rows = db.session.execute(
        sa.select(
            Application.id,
            InterviewRating.value_key,
            InterviewRating.rating,
            _has_sent(reader_id, Application.id),
        )
        .join(Application.vacancy)
        .join(InterviewRating, InterviewRating.application_id == Application.id)
        .where(Vacancy.organisation_id == organisation_id, Application.status.in_(RATED_AT))
        .order_by(Application.interview_at, Application.id)
    )
    ratings: dict[tuple[int, bool], list[tuple[str, int | None]]] = {}
    for application_id, value_key, rating, has_sent in rows:
        ratings.setdefault((application_id, bool(has_sent)), []).append((value_key, rating))
    return [Waiting(*interview, needs_third(given)) for interview, given in ratings.items()]


def list_submissions_about(application_id: int) -> Sequence[InterviewSubmission]:
    """Return who has rated or read an interview, for the person whom it is about."""
    return db.session.scalars(
        sa.select(InterviewSubmission)
        .where(InterviewSubmission.application_id == application_id)
        .options(joinedload(InterviewSubmission.assessor))
        .order_by(InterviewSubmission.submitted_at, InterviewSubmission.assessor_id)
    ).all()


def list_ratings_about(application_id: int) -> Sequence[InterviewRating]:
    """Return all ratings of an interview, for the person whom they are about."""
    return db.session.scalars(
        sa.select(InterviewRating)
        .where(InterviewRating.application_id == application_id)
        .order_by(InterviewRating.rated_at, InterviewRating.id)
    ).all()


def list_comments_about(application_id: int) -> Sequence[InterviewComment]:
    """Return all comments on an interview, for the person whom they are about."""
    return db.session.scalars(
        sa.select(InterviewComment)
        .where(InterviewComment.application_id == application_id)
        .order_by(InterviewComment.written_at, InterviewComment.id)
    ).all()


def list_rated_and_wiped() -> Sequence[Application]:
    """Return the applications whose words were deleted and whose interview ratings are still there, in order."""
    return db.session.scalars(
        sa.select(Application)
        .where(
            Application.email == "",
            Application.status != ApplicationStatus.DRAFT,
            sa.select(InterviewSubmission.assessor_id)
            .where(InterviewSubmission.application_id == Application.id)
            .exists(),
        )
        .order_by(Application.id)
    ).all()
