"""Keeping answers."""

from datetime import UTC, datetime

import pytest
import time_machine
from sqlalchemy.exc import NoResultFound

from careers.database import db
from careers.errors import NotAllowed
from careers.screening import queries
from careers.screening.commands import answer_question, forget_answers
from tests.factories import Factory

RATINGS = {"a": 5, "b": 1, "c": 2, "d": 4}


def test_answer_question_keeps_each_rating_with_its_version_and_time(make: Factory) -> None:
    user = make.user()

    answer_question(user.id, question_key="late-bus", version=1, ratings=RATINGS)
    db.session.commit()

    answers = queries.list_answers(user.id)
    assert [(a.response_key, a.rating) for a in answers] == [("a", 5), ("b", 1), ("c", 2), ("d", 4)]
    assert {(a.question_key, a.question_version) for a in answers} == {("late-bus", 1)}
    assert {a.answered_at for a in answers} == {datetime(2026, 11, 24, 10, tzinfo=UTC)}


def test_answering_again_replaces_the_ratings_and_makes_no_second_answer(make: Factory) -> None:
    user = make.user()
    answer_question(user.id, question_key="late-bus", version=1, ratings=RATINGS)
    assert queries.get_ratings(user.id)["late-bus"] == RATINGS

    with time_machine.travel("2026-11-25T10:00:00+00:00", tick=False):
        answer_question(user.id, question_key="late-bus", version=1, ratings=RATINGS | {"a": 3})

    answers = queries.list_answers(user.id)
    assert len(answers) == 4
    assert queries.get_ratings(user.id)["late-bus"] == RATINGS | {"a": 3}
    assert {a.answered_at for a in answers} == {datetime(2026, 11, 25, 10, tzinfo=UTC)}


def test_two_people_answer_apart(make: Factory) -> None:
    one, other = make.user(), make.user()

    answer_question(one.id, question_key="late-bus", version=1, ratings=RATINGS)
    answer_question(other.id, question_key="late-bus", version=1, ratings=RATINGS | {"a": 1})

    assert queries.get_ratings(one.id)["late-bus"]["a"] == 5
    assert queries.get_ratings(other.id)["late-bus"]["a"] == 1


def test_a_refused_answer_keeps_nothing(make: Factory) -> None:
    user = make.user()

    with pytest.raises(NotAllowed, match="one of the five answers"):
        answer_question(user.id, question_key="late-bus", version=1, ratings=RATINGS | {"d": 6})
    with pytest.raises(NotAllowed, match="changed while you had it open"):
        answer_question(user.id, question_key="late-bus", version=2, ratings=RATINGS)
    with pytest.raises(NoResultFound):
        answer_question(user.id, question_key="not-asked", version=1, ratings=RATINGS)

    assert queries.list_answers(user.id) == []


def test_forget_answers_deletes_one_persons_answers_and_nobody_elses(make: Factory) -> None:
    one, other = make.user(), make.user()
    for user in (one, other):
        answer_question(user.id, question_key="late-bus", version=1, ratings=RATINGS)

    forget_answers(one.id)
    db.session.commit()

    assert queries.list_answers(one.id) == []
    assert len(queries.list_answers(other.id)) == 4
