"""Read the bank of questions, people's sittings and answers, and the scores they lead to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import nan

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import selectinload

from careers.database import db
from careers.screening import bank
from careers.screening.bank import Question, QuestionStatus, Response
from careers.screening.item_scores import Method
from careers.screening.models import (
    BankRelease,
    QuestionVersion,
    ScreeningAnswer,
    Sitting,
    SittingQuestion,
    StoredScore,
)
from careers.screening.scoring import ValueScore

ASKED = (QuestionStatus.LIVE, QuestionStatus.PILOT)


@dataclass(frozen=True, slots=True)
class Person:
    """Who takes part: somebody with an account, or a visitor known by what their session holds."""

    user_id: int | None = None
    visitor_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that a sitting asks a person, with the ratings they have given so far, by response key."""

    sitting_id: int
    seed: int
    question: Question
    is_scored: bool
    ratings: Mapping[str, int]

    @property
    def is_answered(self) -> bool:
        """Whether every response has its rating."""
        return self.ratings.keys() >= {response.key for response in self.question.responses}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands with the questions of some values.

    `asked` are the questions of sittings under way, value by value; `completed_at` says by value when the latest
    sitting was finished; `unbegun` are the values with neither. A sitting of which every question was retired before it
    was answered asks nothing, so its value is not begun.
    """

    asked: tuple[Asked, ...]
    completed_at: Mapping[str, datetime]
    unbegun: tuple[str, ...]
    questions_a_value: int

    @property
    def left(self) -> tuple[Asked, ...]:
        """The questions asked and not answered yet."""
        return tuple(each for each in self.asked if not each.is_answered)

    @property
    def count_left(self) -> int:
        """How many questions are still to be answered, those of values not begun among them.

        A value taken again counts as answered by the earlier sitting.
        """
        first_time = [each for each in self.left if each.question.value_key not in self.completed_at]
        return len(first_time) + len(self.unbegun) * self.questions_a_value


def to_question(version: QuestionVersion) -> Question:
    """Return a version of a question as it is asked and scored: only the responses that were kept.

    A response without a key has none to score by (nan).
    """
    return Question(
        key=version.question_key,
        version=version.number,
        value_key=version.value_key,
        role_family=version.role_family,
        situation=version.situation,
        responses=tuple(
            Response(each.key, each.text, nan if each.key_rating is None else each.key_rating)
            for each in version.responses
            if each.is_kept
        ),
        status=version.status,
        author=version.author,
        key_source=version.key_source,
        second_value_key=version.second_value_key or "",
    )


def list_asked_questions(value_keys: Collection[str] = ()) -> tuple[Question, ...]:
    """Return the questions that may be asked now, live or on trial, in the order of the values, then by key.

    All values when none is named.
    """
    wanted = [value.key for value in bank.values() if not value_keys or value.key in value_keys]
    versions = db.session.scalars(
        sa.select(QuestionVersion)
        .where(QuestionVersion.status.in_(ASKED), QuestionVersion.value_key.in_(wanted))
        .options(selectinload(QuestionVersion.responses))
        .order_by(QuestionVersion.question_key)
    )
    return tuple(sorted(map(to_question, versions), key=lambda question: wanted.index(question.value_key)))


def list_live_questions(value_keys: Collection[str] = ()) -> tuple[Question, ...]:
    """Return the live questions of these values (all when none is named), in the order of the values."""
    return tuple(question for question in list_asked_questions(value_keys) if question.status is QuestionStatus.LIVE)


def get_version(question_key: str, number: int) -> QuestionVersion:
    """Return one version of a question. Raises NoResultFound."""
    return db.session.scalars(
        sa.select(QuestionVersion)
        .where(QuestionVersion.question_key == question_key, QuestionVersion.number == number)
        .options(selectinload(QuestionVersion.responses))
    ).one()


def get_release() -> BankRelease:
    """Return the release in force. Raises NoResultFound when the bank was never loaded."""
    return db.session.scalars(sa.select(BankRelease).where(BankRelease.id == _id_in_force())).one()


def list_scored_releases() -> Sequence[BankRelease]:
    """Return the release in force and those that wait until everybody's scores are ready, oldest first."""
    return db.session.scalars(
        sa.select(BankRelease)
        .where(sa.or_(BankRelease.id == _id_in_force(), BankRelease.in_force_at.is_(None)))
        .order_by(BankRelease.id)
    ).all()


def list_sittings_to_score(release_name: str, *, after: int, limit: int) -> Sequence[int]:
    """Return ids of sittings with answers that count and no score under a release, from one id on, in order."""
    has_answers = (
        sa.select(ScreeningAnswer.id)
        .join(
            SittingQuestion,
            (SittingQuestion.sitting_id == ScreeningAnswer.sitting_id)
            & (SittingQuestion.question_key == ScreeningAnswer.question_key),
        )
        .where(ScreeningAnswer.sitting_id == Sitting.id, SittingQuestion.is_scored)
        .exists()
    )
    is_scored = (
        sa.select(StoredScore.id)
        .where(StoredScore.sitting_id == Sitting.id, StoredScore.release_name == release_name)
        .exists()
    )
    return db.session.scalars(
        sa.select(Sitting.id).where(Sitting.id > after, has_answers, ~is_scored).order_by(Sitting.id).limit(limit)
    ).all()


def list_key_sources(value_keys: Collection[str] = ()) -> Sequence[str]:
    """Return where the keys of the live questions of these values come from (all when none is named), in order."""
    query = sa.select(QuestionVersion.key_source).where(QuestionVersion.status == QuestionStatus.LIVE).distinct()
    if value_keys:
        query = query.where(QuestionVersion.value_key.in_(list(value_keys)))
    return db.session.scalars(query.order_by(QuestionVersion.key_source)).all()


def list_sittings(person: Person, value_keys: Collection[str] = ()) -> Sequence[Sitting]:
    """Return a person's sittings of these values (all when none is named), oldest first."""
    query = sa.select(Sitting).where(_is_of(person)).order_by(Sitting.id)
    if value_keys:
        query = query.where(Sitting.value_key.in_(list(value_keys)))
    return db.session.scalars(query).all()


def lock_under_way(person: Person, value_keys: Collection[str] = ()) -> Sequence[int]:
    """Return the ids of a person's sittings of these values (all when none is named) that are not finished, locked.

    Until the transaction ends nobody else answers or finishes them: a score is worked out from all answers, and two
    pages that answer at once would each leave out the other's.
    """
    query = sa.select(Sitting.id).where(_is_of(person), Sitting.completed_at.is_(None)).order_by(Sitting.id)
    if value_keys:
        query = query.where(Sitting.value_key.in_(list(value_keys)))
    return db.session.scalars(query.with_for_update(key_share=True)).all()


def list_answered(sittings: Collection[Sitting]) -> set[int]:
    """Return the ids of those sittings in which something was answered."""
    of_these = ScreeningAnswer.sitting_id.in_([sitting.id for sitting in sittings])
    return set(db.session.scalars(sa.select(ScreeningAnswer.sitting_id).where(of_these).distinct()))


def was_finished(person: Person, question_key: str) -> bool:
    """Say whether a question belongs to a sitting that a person has finished."""
    return any(
        sitting.completed_at is not None and any(each.question_key == question_key for each in sitting.questions)
        for sitting in list_sittings(person)
    )


def get_standing(person: Person, value_keys: Collection[str] = ()) -> Standing:
    """Return where a person stands with the questions of these values (all when none is named)."""
    wanted = [value.key for value in bank.values() if not value_keys or value.key in value_keys]
    sittings = list_sittings(person, wanted)
    completed_at = {each.value_key: each.completed_at for each in sittings if each.completed_at is not None}
    under_way = [each for each in sittings if each.completed_at is None]
    asked = list_asked([each.id for each in under_way])
    asking = {each.sitting_id for each in asked}
    begun = {*completed_at, *(each.value_key for each in under_way if each.id in asking)}
    return Standing(
        asked=tuple(sorted(asked, key=lambda each: wanted.index(each.question.value_key))),
        completed_at=completed_at,
        unbegun=tuple(key for key in wanted if key not in begun),
        questions_a_value=get_release().questions_a_value,
    )


def get_asked(person: Person, question_key: str) -> Asked:
    """Return a question that a sitting under way asks a person. Raises NoResultFound, which is a page not found."""
    for asked in get_standing(person).asked:
        if asked.question.key == question_key:
            return asked
    raise NoResultFound("no such question is asked of this person")


def list_asked(sitting_ids: Collection[int]) -> Sequence[Asked]:
    """Return what some sittings ask, in order, with the ratings given.

    A question that was retired before it was answered is asked no more. Reads over what the session holds: answers are
    kept by an upsert that the session does not see.
    """
    if not sitting_ids:
        return []
    rows = db.session.execute(
        sa.select(SittingQuestion, QuestionVersion, Sitting.seed)
        .join(Sitting, Sitting.id == SittingQuestion.sitting_id)
        .join(
            QuestionVersion,
            (QuestionVersion.question_key == SittingQuestion.question_key)
            & (QuestionVersion.number == SittingQuestion.question_version),
        )
        .where(SittingQuestion.sitting_id.in_(sitting_ids))
        .options(selectinload(QuestionVersion.responses))
        .order_by(SittingQuestion.sitting_id, SittingQuestion.position)
    ).all()
    ratings: dict[tuple[int, str], dict[str, int]] = {}
    for answer in db.session.scalars(
        sa.select(ScreeningAnswer)
        .where(ScreeningAnswer.sitting_id.in_(sitting_ids))
        .execution_options(populate_existing=True)
    ):
        ratings.setdefault((answer.sitting_id, answer.question_key), {})[answer.response_key] = answer.rating
    return [
        Asked(
            sitting_id=asked.sitting_id,
            seed=seed,
            question=to_question(version),
            is_scored=asked.is_scored,
            ratings=ratings.get((asked.sitting_id, asked.question_key), {}),
        )
        for asked, version, seed in rows
        if version.status in ASKED or (asked.sitting_id, asked.question_key) in ratings
    ]


def list_answers(user_id: int) -> Sequence[ScreeningAnswer]:
    """Return every rating that a person has given, in all sittings, by sitting, question and response."""
    return db.session.scalars(
        sa.select(ScreeningAnswer)
        .join(Sitting, Sitting.id == ScreeningAnswer.sitting_id)
        .where(Sitting.user_id == user_id)
        .order_by(ScreeningAnswer.sitting_id, ScreeningAnswer.question_key, ScreeningAnswer.response_key)
        .execution_options(populate_existing=True)
    ).all()


def list_scores(user_id: int) -> Sequence[StoredScore]:
    """Return every score that is kept of a person, oldest first."""
    return db.session.scalars(
        sa.select(StoredScore).where(StoredScore.user_id == user_id).order_by(StoredScore.id)
    ).all()


def count_left(user_id: int, value_keys: Collection[str] = ()) -> int:
    """Return how many situations a person has still to answer for these values, all when none is named."""
    return get_standing(Person(user_id), value_keys).count_left


def count_asked(value_keys: Collection[str] = ()) -> int:
    """Return how many situations are asked for these values, all when none is named."""
    return (len(set(value_keys)) or len(bank.values())) * get_release().questions_a_value


def value_scores(user_id: int) -> Mapping[str, ValueScore]:
    """Return a person's scores by value key under the release in force; values without answers are absent."""
    return scores_of(Person(user_id))


def scores_of(person: Person) -> Mapping[str, ValueScore]:
    """Return the scores that count, by value key, in the order of the values.

    Those of the latest finished sitting; where none is finished, of the one under way. One question to the database.
    """
    rows = db.session.execute(_that_count(_is_of(person)).execution_options(populate_existing=True))
    return _by_value([score for score, _ in rows])


def scores_of_people(user_ids: sa.Select[int]) -> Mapping[int, Mapping[str, ValueScore]]:
    """Return the scores that count of many people, by user; who has none is absent. One question to the database."""
    scores: dict[int, list[StoredScore]] = {}
    for score, user_id in db.session.execute(_that_count(Sitting.user_id.in_(user_ids))):
        if user_id is not None:
            scores.setdefault(user_id, []).append(score)
    return {user_id: _by_value(stored) for user_id, stored in scores.items()}


def _that_count(of: sa.ColumnElement[bool]) -> sa.Select[StoredScore, int | None]:
    """Select scores under the release in force, each with whose it is: a later one counts more than an earlier."""
    in_force = sa.select(BankRelease.name).where(BankRelease.id == _id_in_force()).scalar_subquery()
    return (
        sa.select(StoredScore, Sitting.user_id)
        .join(Sitting, Sitting.id == StoredScore.sitting_id)
        .where(of, StoredScore.release_name == in_force)
        .order_by(Sitting.completed_at.is_(None).desc(), Sitting.completed_at, Sitting.id)
    )


def _by_value(stored: Sequence[StoredScore]) -> Mapping[str, ValueScore]:
    latest = {score.value_key: score for score in stored}
    return {value.key: _to_score(latest[value.key]) for value in bank.values() if value.key in latest}


def _id_in_force() -> sa.ScalarSelect[int]:
    return (
        sa.select(BankRelease.id)
        .where(BankRelease.in_force_at.is_not(None))
        .order_by(BankRelease.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def _to_score(stored: StoredScore) -> ValueScore:
    return ValueScore(
        value_key=stored.value_key,
        score=stored.score,
        standard_error=stored.standard_error,
        question_keys=tuple(stored.question_keys),
        key_sources=tuple(stored.key_sources),
        method=Method(stored.method),
    )


def _is_of(person: Person) -> sa.ColumnElement[bool]:
    if person.user_id is not None:
        return Sitting.user_id == person.user_id
    return Sitting.visitor_hash == (person.visitor_hash or "")
