"""Open and close the reviews of what was flagged. Neither changes a score, a decision or a question."""

from sqlalchemy.exc import IntegrityError

from careers import clock
from careers.accounts.models import User
from careers.audit.commands import record
from careers.board import policies
from careers.board.models import FairnessReview
from careers.board.quality import Finding
from careers.board.queries import reviews as queries
from careers.database import db
from careers.references import new_reference


def open_review(finding: Finding, *, by: User) -> FairnessReview:
    """Open a review of something flagged, with its figures as they are shown now.

    Of each there is one open review: pressed again, or by two people at once, the same one is returned.
    """
    found = queries.find_open_review(finding.subject)
    if found is not None:
        return found
    review = FairnessReview(
        reference=new_reference("Q", FairnessReview.reference),
        subject=finding.subject,
        kind=finding.kind,
        question_key=finding.question_key,
        question_version=finding.question_version,
        title=finding.title,
        figures=list(finding.figures),
        opened_at=clock.now(),
        opened_by=by.id,
    )
    try:
        with db.session.begin_nested():
            db.session.add(review)
            db.session.flush()
    except IntegrityError:
        found = queries.find_open_review(finding.subject)
        if found is None:
            raise
        return found
    record(action="fairness_review.opened", subject_type="fairness_review", subject_id=review.id, by=by)
    return review


def close_review(reference: str, *, outcome: str, by: User) -> FairnessReview:
    """Close a review with a written outcome. Raises NoResultFound; refuses when it is closed already."""
    review = queries.get_review_to_close(reference)
    policies.check_can_close(review)
    review.outcome = outcome
    review.closed_at = clock.now()
    review.closed_by = by.id
    record(
        action="fairness_review.closed",
        subject_type="fairness_review",
        subject_id=review.id,
        by=by,
        from_status="open",
        to_status="closed",
        reason=outcome,
    )
    return review
