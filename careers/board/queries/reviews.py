"""Read the reviews of what was flagged."""

from collections.abc import Sequence

import sqlalchemy as sa

from careers.board.models import FairnessReview
from careers.database import db


def list_reviews() -> Sequence[FairnessReview]:
    """Return every review: open ones first, then the latest."""
    return db.session.scalars(
        sa.select(FairnessReview).order_by(
            FairnessReview.closed_at.is_not(None), FairnessReview.opened_at.desc(), FairnessReview.id.desc()
        )
    ).all()


def list_reviews_of_question(question_key: str) -> Sequence[FairnessReview]:
    """Return the reviews that a question was part of, any version, the latest first."""
    return db.session.scalars(
        sa.select(FairnessReview)
        .where(FairnessReview.question_key == question_key)
        .order_by(FairnessReview.opened_at.desc(), FairnessReview.id.desc())
    ).all()


def get_review(reference: str) -> FairnessReview:
    """Return a review by its reference. Raises NoResultFound."""
    return db.session.scalars(sa.select(FairnessReview).where(FairnessReview.reference == reference)).one()


def get_review_to_close(reference: str) -> FairnessReview:
    """Return a review as it is now, kept from others until the end of the transaction. Raises NoResultFound."""
    return db.session.scalars(
        sa.select(FairnessReview)
        .where(FairnessReview.reference == reference)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def find_open_review(subject: str) -> FairnessReview | None:
    """Return the open review of something flagged, or None."""
    return db.session.scalars(
        sa.select(FairnessReview).where(FairnessReview.subject == subject, FairnessReview.closed_at.is_(None))
    ).one_or_none()


def open_references() -> dict[str, str]:
    """Return the references of all open reviews by what they are about."""
    rows = db.session.execute(
        sa.select(FairnessReview.subject, FairnessReview.reference).where(FairnessReview.closed_at.is_(None))
    )
    return {row.subject: row.reference for row in rows}
