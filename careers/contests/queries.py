"""Every read of notes about answers, and of the answers they are about."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound

from careers.accounts.models import User
from careers.candidates.models import Candidate
from careers.contests.effects import Effect, effects_of
from careers.contests.models import AnswerContest, ContestStatus
from careers.database import db
from careers.screening import queries as screening
from careers.screening.bank import Response, shuffled_responses, values
from careers.screening.item_scores import Method
from careers.screening.models import Sitting
from careers.screening.queries import Asked, Person
from careers.screening.scoring import question_scores


@dataclass(frozen=True, slots=True)
class Answered:
    """One situation of the sitting that counts: what the person answered, what it did, and their note about it.

    `effect` is None for a situation on trial, which is never scored.
    """

    asked: Asked
    effect: Effect | None
    contest: AnswerContest | None

    @property
    def rated(self) -> list[tuple[Response, int]]:
        """The ideas with their ratings, in the order in which the person saw them."""
        ratings = self.asked.ratings
        shown = shuffled_responses(self.asked.question, self.asked.seed)
        return [(response, ratings[response.key]) for response in shown if response.key in ratings]


@dataclass(frozen=True, slots=True)
class Review:
    """A note with whose it is and the situation it is about, for the officer who looks at it."""

    contest: AnswerContest
    user: User
    name: str
    value_key: str


@dataclass(frozen=True, slots=True)
class NoteOnAnswer:
    """A note as it travels with the answer: the situation, what the person says, and what a review found."""

    value_key: str
    situation: str
    note: str
    wants_review: bool
    outcome: str


def list_answered(user_id: int, value_key: str) -> list[Answered]:
    """Return the situations of the sitting that counts for a value, as they were asked; none while it is unfinished."""
    sitting = _counting(screening.list_sittings(Person(user_id), [value_key]))
    if sitting is None:
        return []
    return _answered(sitting)


def get_answered(user_id: int, value_key: str, question_key: str) -> Answered:
    """Return one situation of the sitting that counts for a value, or raise NoResultFound."""
    for answered in list_answered(user_id, value_key):
        if answered.asked.question.key == question_key:
            return answered
    raise NoResultFound("no such situation counts for this person")


def _answered(sitting: Sitting) -> list[Answered]:
    asked = [each for each in screening.list_asked([sitting.id]) if each.is_answered]
    scores = question_scores(
        [each.question for each in asked if each.is_scored],
        {each.question.key: each.ratings for each in asked},
        method=Method(screening.get_release().method),
    )
    effects = effects_of({question.key: score for question, score in scores.items()})
    contests = _contests([sitting.id])
    return [
        Answered(each, effects.get(each.question.key), contests.get((sitting.id, each.question.key))) for each in asked
    ]


def _counting(sittings: Sequence[Sitting], at: datetime | None = None, until: datetime | None = None) -> Sitting | None:
    """Return the sitting that counts: the last one finished by a moment, else the first finished later, `until` when
    at the latest.
    """
    finished = sorted(
        (sitting.completed_at, sitting.id, sitting)
        for sitting in sittings
        if sitting.completed_at is not None and (until is None or sitting.completed_at <= until)
    )
    by_then = [each for each in finished if at is None or each[0] <= at]
    if by_then:
        return by_then[-1][2]
    return finished[0][2] if finished else None


def _contests(sitting_ids: Collection[int]) -> Mapping[tuple[int, str], AnswerContest]:
    rows = db.session.scalars(
        sa.select(AnswerContest).where(AnswerContest.sitting_id.in_(sitting_ids)).order_by(AnswerContest.id)
    )
    return {(contest.sitting_id, contest.question_key): contest for contest in rows}


def find_contest(sitting_id: int, question_key: str) -> AnswerContest | None:
    """Return the note about one situation of a sitting, or None; held until the end of a writing transaction."""
    return db.session.scalar(
        sa.select(AnswerContest)
        .where(AnswerContest.sitting_id == sitting_id, AnswerContest.question_key == question_key)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def list_notes(
    user_id: int, value_keys: Collection[str], *, at: datetime | None, until: datetime | None = None
) -> list[NoteOnAnswer]:
    """Return the notes that go with an application sent at a moment: those on the answers that count there.

    What was answered after `until`, when the application was over, is no part of it.
    """
    counting = _counting_by_then(user_id, value_keys, at, until)
    contests = _contests([sitting.id for sitting in counting])
    if not contests:
        return []
    return [
        NoteOnAnswer(
            each.question.value_key, each.question.situation, contest.note, contest.wants_review, contest.outcome
        )
        for each in screening.list_asked([sitting.id for sitting in counting])
        if (contest := contests.get((each.sitting_id, each.question.key))) is not None
    ]


def list_behind(
    user_id: int, value_keys: Collection[str], *, at: datetime | None, until: datetime | None = None
) -> Sequence[Asked]:
    """Return the situations that count for some values as of a moment, in the order of the values, with the ratings.

    Those on trial are left out, as they are part of no score, and so is what was answered after `until`.
    """
    sittings = _counting_by_then(user_id, value_keys, at, until)
    asked = screening.list_asked([sitting.id for sitting in sittings])
    order = [value.key for value in values()]
    return sorted(
        (each for each in asked if each.is_scored and each.is_answered),
        key=lambda each: order.index(each.question.value_key),
    )


def _counting_by_then(
    user_id: int, value_keys: Collection[str], at: datetime | None, until: datetime | None
) -> list[Sitting]:
    """Return the sitting of each value that counts as of a moment."""
    by_value: dict[str, list[Sitting]] = {}
    for sitting in screening.list_sittings(Person(user_id), value_keys):
        by_value.setdefault(sitting.value_key, []).append(sitting)
    return [last for each in by_value.values() if (last := _counting(each, at, until)) is not None]


def list_own(user_id: int) -> Sequence[AnswerContest]:
    """Return every note of a person, oldest first."""
    return db.session.scalars(
        sa.select(AnswerContest)
        .join(Sitting, Sitting.id == AnswerContest.sitting_id)
        .where(Sitting.user_id == user_id)
        .order_by(AnswerContest.id)
    ).all()


def list_waiting() -> list[Review]:
    """Return the notes that wait for a review, the longest waiting first."""
    waits = sa.and_(AnswerContest.wants_review, AnswerContest.status == ContestStatus.OPEN)
    return _reviews(_with_person().where(waits).order_by(AnswerContest.asked_at, AnswerContest.id))


def list_reviewed(*, limit: int = 20) -> list[Review]:
    """Return the notes that were reviewed last."""
    reviewed = _with_person().where(AnswerContest.status == ContestStatus.REVIEWED)
    return _reviews(reviewed.order_by(AnswerContest.reviewed_at.desc(), AnswerContest.id.desc()).limit(limit))


def count_waiting() -> int:
    """Count the notes that wait for a review."""
    waits = (AnswerContest.wants_review, AnswerContest.status == ContestStatus.OPEN)
    return db.session.scalars(sa.select(sa.func.count()).select_from(AnswerContest).where(*waits)).one()


def get_review(reference: str) -> Review:
    """Return a note for which a review was asked, for an officer; or raise NoResultFound."""
    found = _reviews(_with_person().where(AnswerContest.reference == reference, AnswerContest.wants_review))
    if not found:
        raise NoResultFound("no such note")
    return found[0]


def get_contested(review: Review) -> Answered:
    """Return the answer that a note is about."""
    sitting = db.session.get_one(Sitting, review.contest.sitting_id)
    return next(each for each in _answered(sitting) if each.asked.question.key == review.contest.question_key)


def _with_person() -> sa.Select[AnswerContest, User, str, str, str]:
    return (
        sa.select(AnswerContest, User, Candidate.first_name, Candidate.last_name, Sitting.value_key)
        .join(Sitting, Sitting.id == AnswerContest.sitting_id)
        .join(User, User.id == Sitting.user_id)
        .outerjoin(Candidate, Candidate.user_id == User.id)
    )


def _reviews(statement: sa.Select[AnswerContest, User, str, str, str]) -> list[Review]:
    return [
        Review(contest, user, f"{first or ''} {last or ''}".strip(), value_key)
        for contest, user, first, last, value_key in db.session.execute(statement)
    ]
