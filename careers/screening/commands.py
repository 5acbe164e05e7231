"""Begin, answer and finish sittings; keep the scores; forget."""

import secrets
from collections.abc import Collection, Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, NoResultFound

from careers import clock
from careers.accounts.models import User
from careers.database import db, insert_into
from careers.screening import keeping, policies, queries
from careers.screening.bank import QuestionStatus
from careers.screening.choosing import choose_questions
from careers.screening.item_scores import Method
from careers.screening.keeping import Taken
from careers.screening.models import BankRelease, ScreeningAnswer, Sitting, SittingQuestion, StoredScore
from careers.screening.queries import Asked, Person
from careers.screening.scoring import ValueScore, score_values

LARGEST_SEED = 2**31 - 1


def begin_sittings(person: Person, value_keys: Collection[str] = ()) -> None:
    """Begin a sitting for each of these values (all when none is named) that a person has not begun or finished.

    Values finished so long ago that they may be taken again are left alone: see `take_again`. Safe when two pages ask
    at once.
    """
    for value_key in queries.get_standing(person, value_keys).unbegun:
        _begin(person, value_key)


def take_again(person: Person, value_keys: Collection[str] = ()) -> None:
    """Begin new sittings for these values, with other questions as far as there are some.

    What was finished before counts until the new sitting is finished too. Refuses, with the day from which it is
    possible, when one was finished too lately.
    """
    standing, release = queries.get_standing(person, value_keys), queries.get_release()
    under_way = {each.question.value_key for each in standing.asked}
    for value_key, completed_at in standing.completed_at.items():
        if value_key in under_way:
            continue
        policies.check_can_take_again(completed_at, months_valid=release.months_valid)
        _begin(person, value_key)


def _begin(person: Person, value_key: str) -> None:
    release, seed = queries.get_release(), secrets.randbelow(LARGEST_SEED)
    earlier = queries.list_sittings(person, [value_key])
    under_way = [sitting.id for sitting in earlier if sitting.completed_at is None]
    if queries.list_asked(under_way):
        return  # another page was a moment earlier: that sitting serves both
    seen = {question.question_key: sitting.started_at for sitting in earlier for question in sitting.questions}
    chosen = choose_questions(
        queries.list_asked_questions([value_key]), count=release.questions_a_value, seed=seed, seen=seen
    )
    db.session.execute(sa.delete(Sitting).where(Sitting.id.in_(under_way)))  # all they asked was retired unanswered
    sitting = Sitting(
        user_id=person.user_id,
        visitor_hash=person.visitor_hash,
        value_key=value_key,
        seed=seed,
        started_at=clock.now(),
        questions=[
            SittingQuestion(
                question_key=question.key,
                question_version=question.version,
                position=place,
                is_scored=question.status is QuestionStatus.LIVE,
            )
            for place, question in enumerate(chosen)
        ],
    )
    try:
        with db.session.begin_nested():
            db.session.add(sitting)
            db.session.flush()
    except IntegrityError:
        if all(each.completed_at for each in queries.list_sittings(person, [value_key])):
            raise  # not what is expected here, which is that another page was a moment earlier


def answer_question(person: Person, *, question_key: str, version: int, ratings: Mapping[str, int]) -> None:
    """Keep a person's ratings of all responses of a question they are asked, in place of earlier ones, and the score.

    Safe to repeat, also at the same moment from two pages. Raises NoResultFound for a question that is not among
    those under way; refuses another version of it, and ratings that are off the scale or not one for each response.
    """
    asked = queries.get_asked(person, question_key)
    if asked.sitting_id not in queries.lock_under_way(person, [asked.question.value_key]):
        raise NoResultFound("this sitting was finished a moment ago")
    policies.check_can_answer(asked.question, version=version, ratings=ratings)
    rows = [
        {
            "sitting_id": asked.sitting_id,
            "question_key": question_key,
            "response_key": response_key,
            "rating": rating,
            "answered_at": clock.now(),
        }
        for response_key, rating in ratings.items()
    ]
    insert = insert_into(ScreeningAnswer).values(rows)
    db.session.execute(
        insert.on_conflict_do_update(
            index_elements=["sitting_id", "question_key", "response_key"],
            set_={"rating": insert.excluded.rating, "answered_at": insert.excluded.answered_at},
        )
    )
    score_sitting(asked.sitting_id)


def finish_sittings(person: Person, value_keys: Collection[str] = ()) -> None:
    """Finish the sittings of these values (all when none is named) that leave nothing unanswered.

    From then on their answers stay as they are. Pressed twice, it is done once.
    """
    asked = queries.list_asked(queries.lock_under_way(person, value_keys))
    finished = {each.sitting_id for each in asked} - {each.sitting_id for each in asked if not each.is_answered}
    db.session.execute(
        sa.update(Sitting)
        .where(Sitting.id.in_(finished), Sitting.completed_at.is_(None))
        .values(completed_at=clock.now())
    )


def score_sitting(sitting_id: int) -> None:
    """Keep what a sitting scores under the release in force, and under one that waits, in place of what was kept."""
    for release in queries.list_scored_releases():
        score_under(release, sitting_id)


def score_under(release: BankRelease, sitting_id: int, *, is_first: bool = False) -> bool:
    """Work out what a sitting scores under a release, keep it in place of what was kept, and say if there is a score.

    With `is_first` only where nothing was kept: an answer given at the same moment knows better.
    """
    asked = [each for each in queries.list_asked([sitting_id]) if each.is_scored]
    scores = score_values([each.question for each in asked], _ratings(asked), method=Method(release.method))
    user_id = db.session.scalar(sa.select(Sitting.user_id).where(Sitting.id == sitting_id))
    kept = {"sitting_id": sitting_id, "user_id": user_id, "release_name": release.name}
    unique = ["sitting_id", "release_name"]
    for score in scores.values():
        values = kept | stored(score) | {"scored_at": clock.now()}
        insert = insert_into(StoredScore).values(values)
        changed = {name: insert.excluded[name] for name in values if name not in unique}
        db.session.execute(
            insert.on_conflict_do_nothing(index_elements=unique)
            if is_first
            else insert.on_conflict_do_update(index_elements=unique, set_=changed)
        )
    return bool(scores)


def stored(score: ValueScore) -> dict[str, object]:
    """Return a score as the columns that keep it."""
    return {
        "value_key": score.value_key,
        "method": score.method.value,
        "score": score.score,
        "standard_error": score.standard_error,
        "question_keys": list(score.question_keys),
        "key_sources": list(score.key_sources),
    }


def _ratings(asked: Collection[Asked]) -> Mapping[str, Mapping[str, int]]:
    return {each.question.key: each.ratings for each in asked}


def forget_answers(user_id: int, *, before: datetime | None = None) -> None:
    """Delete a person's sittings with answers and scores: all, at their wish, or those begun before a moment."""
    is_old = Sitting.started_at < before if before else sa.true()
    db.session.execute(sa.delete(Sitting).where(Sitting.user_id == user_id, is_old))


def keep_sittings(visitor: Person, *, user_id: int) -> list[str]:
    """Make a visitor's sittings those of a person who has signed in; return in sentences what was kept and what not.

    Where the person has answered a value before, `keeping.choose` decides. What is not kept is deleted. Safe to
    repeat, also from two pages at once: the second finds nothing left to keep.
    """
    person = Person(user_id)
    db.session.execute(sa.select(User.id).where(User.id == user_id).with_for_update())  # one keeping at a time
    release, today = queries.get_release(), clock.today()
    outcome = keeping.choose(
        _taken(visitor),
        _taken(person),
        may_take_again=lambda at: policies.may_take_again_on(at, months_valid=release.months_valid) <= today,
    )
    db.session.execute(sa.delete(Sitting).where(Sitting.id.in_(outcome.given_up), Sitting.user_id == user_id))
    for sitting_id in outcome.kept:
        _give(sitting_id, visitor, user_id)
    forget_visitor(visitor)
    return keeping.in_words(outcome)


def _taken(person: Person) -> list[Taken]:
    sittings = queries.list_sittings(person)
    answered = queries.list_answered(sittings)
    return [Taken(each.id, each.value_key, each.completed_at, each.id in answered) for each in sittings]


def _give(sitting_id: int, visitor: Person, user_id: int) -> None:
    try:
        with db.session.begin_nested():
            moved = db.session.scalar(
                sa.update(Sitting)
                .where(Sitting.id == sitting_id, Sitting.visitor_hash == visitor.visitor_hash)
                .values(user_id=user_id, visitor_hash=None)
                .returning(Sitting.id)
            )
    except IntegrityError:
        return  # the person began this value on another page a moment ago: that sitting stays
    if moved is not None:
        scores = sa.update(StoredScore).where(StoredScore.sitting_id == sitting_id)
        db.session.execute(scores.values(user_id=user_id))


def forget_visitor(visitor: Person) -> None:
    """Delete what a visitor did, at the wish of whoever sits at that browser."""
    db.session.execute(sa.delete(Sitting).where(Sitting.visitor_hash == (visitor.visitor_hash or "")))


def forget_visitors(before: datetime) -> int:
    """Delete the sittings that visitors began before a moment and nobody kept; return how many."""
    old = sa.delete(Sitting).where(Sitting.visitor_hash.is_not(None), Sitting.started_at < before)
    return len(db.session.scalars(old.returning(Sitting.id)).all())
