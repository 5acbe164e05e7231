"""When a note about an answer can be written, changed and reviewed."""

from careers.contests.models import AnswerContest, ContestStatus
from careers.errors import NotAllowed

NOTE_LIMIT = 500
OUTCOME_LIMIT = 1000


def check_can_change(contest: AnswerContest) -> None:
    """Refuse to change a note on which somebody has based what they wrote."""
    if contest.status is ContestStatus.REVIEWED:
        raise NotAllowed("A person has looked at this note already, so it stays as it is.")


def check_can_review(contest: AnswerContest) -> None:
    """Refuse to review twice, or what nobody asked to have reviewed."""
    if contest.status is ContestStatus.REVIEWED:
        raise NotAllowed("Somebody has reviewed this already.")
    if not contest.wants_review:
        raise NotAllowed("The person no longer asks for a review.")
