"""Rules of the fairness desk."""

from careers.board.models import FairnessReview
from careers.errors import Conflict


def check_can_close(review: FairnessReview) -> None:
    """Refuse to close a review that somebody has closed."""
    if not review.is_open:
        raise Conflict("Somebody has closed this review already. Its outcome stays as it is.")
