"""Every write about an interview: ratings sent once, a look without rating, a comment, and forgetting."""

from collections.abc import Sequence

import sqlalchemy as sa

from careers import clock
from careers.accounts.models import User
from careers.applications import queries as applications
from careers.applications.models import Application
from careers.audit.commands import SYSTEM, record
from careers.database import db
from careers.errors import Conflict, NotAllowed
from careers.interviews import policies, queries
from careers.interviews.guides import guide_book, guides_for
from careers.interviews.models import InterviewComment, InterviewRating, InterviewSubmission
from careers.interviews.policies import Heard

ALREADY_SENT = (
    "You have sent your ratings of this interview already, perhaps from another page. They stay as they were."
)
ALREADY_READ = "You have seen the ratings of the others, so you can no longer rate this interview yourself."


def rate_interview(application: Application, heard: Sequence[Heard], *, guide_version: int, by: User) -> None:
    """Send an assessor's ratings, for good: one for each value of the vacancy, 1 to 5 with a note or not asked.

    Sent twice alike, they are kept once. Refuses others after them, also from a second page, and unfinished ones.
    """
    application = applications.lock(application)
    own = queries.find_submission(application.id, by.id)
    if own is not None:
        if _as_sent(application, by) == sorted(heard):
            return
        raise Conflict(ALREADY_SENT if own.has_rated else ALREADY_READ)
    policies.check_can_rate(application)
    book = guide_book()
    policies.check_guide(guide_version, book.version)
    policies.check_heard(heard, [guide.value_key for guide in guides_for(application.vacancy.value_keys)])
    _send(application, by, has_rated=True)
    db.session.add_all(
        InterviewRating(
            application_id=application.id,
            assessor_id=by.id,
            value_key=each.value_key,
            rating=each.rating,
            note=each.note,
            rated_at=clock.now(),
        )
        for each in heard
    )
    _note(application, "interview.rated", by)


def _as_sent(application: Application, by: User) -> list[Heard]:
    sent = queries.list_own_ratings(application.id, by.id)
    return sorted(Heard(each.value_key, each.rating, each.note) for each in sent)


def read_ratings(application: Application, *, by: User) -> None:
    """Let somebody who was not at the interview see the ratings; from now on they cannot rate it."""
    application = applications.lock(application)
    policies.check_was_invited(application)
    if queries.find_submission(application.id, by.id) is None:
        _send(application, by, has_rated=False)
        _note(application, "interview.read", by)


def add_comment(application: Application, *, words: str, by: User) -> None:
    """Add words after having seen all ratings, which stay as they are. Refuses somebody who has not sent their own."""
    application = applications.lock(application)
    if queries.find_submission(application.id, by.id) is None:
        raise NotAllowed("Send your own ratings first. Comments come after you have seen those of the others.")
    db.session.add(
        InterviewComment(application_id=application.id, author_id=by.id, words=words, written_at=clock.now())
    )
    _note(application, "interview.commented", by)


def forget_interview(application: Application) -> None:
    """Delete all ratings, notes and comments of an interview, with who gave them."""
    db.session.execute(sa.delete(InterviewSubmission).where(InterviewSubmission.application_id == application.id))
    _note(application, "interview.wiped", SYSTEM)


def _send(application: Application, by: User, *, has_rated: bool) -> None:
    db.session.add(
        InterviewSubmission(
            application_id=application.id,
            assessor_id=by.id,
            has_rated=has_rated,
            guide_version=guide_book().version,
            submitted_at=clock.now(),
        )
    )
    db.session.flush()


def _note(application: Application, action: str, by: object) -> None:
    record(
        action=action,
        subject_type="application",
        subject_id=application.id,
        by=by,
        about_user_id=application.candidate.user_id,
    )
