"""Every write about contested answers: say, ask for a person, take back, review."""

from sqlalchemy.exc import IntegrityError

from careers import clock
from careers.accounts.models import User
from careers.audit.commands import forget_reasons, record
from careers.contests import emails, policies, queries
from careers.contests.models import AnswerContest, ContestStatus
from careers.contests.queries import Answered, Review
from careers.database import db
from careers.errors import Conflict
from careers.references import new_reference


def contest_answer(answered: Answered, *, note: str, wants_review: bool, by: User) -> None:
    """Keep a person's note about an answer, in place of an earlier one; tell the council when they ask for a person.

    Refuses once it was reviewed, and when another page was a moment earlier.
    """
    key = answered.asked.question.key
    contest = queries.find_contest(answered.asked.sitting_id, key) or _begin(answered)
    policies.check_can_change(contest)
    is_newly_asked = wants_review and not contest.wants_review
    contest.note, contest.wants_review = note, wants_review
    contest.asked_at = (contest.asked_at or clock.now()) if wants_review else None
    _record(contest, "answer contest.asked" if is_newly_asked else "answer contest.written", by=by, about=by)
    if is_newly_asked:
        emails.send_asked(contest)


def _begin(answered: Answered) -> AnswerContest:
    contest = AnswerContest(
        reference=new_reference("N", AnswerContest.reference),
        sitting_id=answered.asked.sitting_id,
        question_key=answered.asked.question.key,
        note="",
        wants_review=False,
        status=ContestStatus.OPEN,
        made_at=clock.now(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(contest)
            db.session.flush()
    except IntegrityError:
        raise Conflict("You have just saved a note about this answer on another page. Open it again.") from None
    return contest


def take_back_note(answered: Answered, *, by: User) -> None:
    """Delete a person's note about an answer at their wish; refuses once it was reviewed. Pressed twice, done once."""
    contest = queries.find_contest(answered.asked.sitting_id, answered.asked.question.key)
    if contest is None:
        return
    policies.check_can_change(contest)
    _record(contest, "answer contest.taken back", by=by, about=by)
    forget_reasons("answer contest", contest.id)
    db.session.delete(contest)


def review_contest(review: Review, *, outcome: str, by: User) -> None:
    """Note what an officer found and tell the person. Refuses when somebody did before, or it is asked for no more."""
    contest = queries.find_contest(review.contest.sitting_id, review.contest.question_key)
    if contest is None:
        raise Conflict("The person has taken this note back.")
    if contest.status is ContestStatus.REVIEWED and contest.outcome == outcome:
        return
    policies.check_can_review(contest)
    _record(contest, "answer contest.reviewed", by=by, about=review.user)
    contest.status, contest.outcome = ContestStatus.REVIEWED, outcome
    contest.reviewed_at, contest.reviewed_by = clock.now(), by.id
    emails.send_reviewed(contest, review.user, review.value_key)


def note_look(review: Review, *, by: User) -> None:
    """Note that an officer opened a note; the person sees it on their account."""
    _record(review.contest, "answer contest.looked", by=by, about=review.user)


def _record(contest: AnswerContest, action: str, *, by: User, about: User) -> None:
    record(action=action, subject_type="answer contest", subject_id=contest.id, by=by, about_user_id=about.id)
