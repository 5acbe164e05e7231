"""Reading the bank, where a person stands, and scores."""

import pytest
import sqlalchemy as sa

from careers.accounts.models import User
from careers.database import db
from careers.screening import bank, queries
from careers.screening.bank import QuestionStatus
from careers.screening.commands import begin_sittings
from careers.screening.queries import Person
from tests.factories import Factory, best_ratings

RESPECT = ("cwp_respect",)


def test_the_starter_bank_is_in_the_database_as_it_is_in_the_file() -> None:
    kept = {question.key: question for question in queries.list_live_questions()}

    assert kept == {question.key: question for question in bank.starter_questions()}
    assert {question.value_key for question in queries.list_live_questions(RESPECT)} == {"cwp_respect"}


@pytest.fixture(autouse=True)
def _application(app: object) -> None:
    """Every test here reads the database."""


def test_a_response_that_is_not_kept_is_not_asked(make: Factory) -> None:
    version = queries.get_version("door-key", 1)
    version.responses[0].is_kept = False
    db.session.flush()

    question = next(each for each in queries.list_live_questions() if each.key == "door-key")

    assert [response.key for response in question.responses] == [each.key for each in version.responses[1:]]


def test_retired_questions_and_drafts_are_not_asked(make: Factory) -> None:
    count = len(queries.list_asked_questions())
    queries.get_version("door-key", 1).status = QuestionStatus.RETIRED
    queries.get_version("late-bus", 1).status = QuestionStatus.DRAFT
    queries.get_version("china-dog", 1).status = QuestionStatus.PILOT
    db.session.flush()

    assert len(queries.list_asked_questions()) == count - 2
    assert len(queries.list_live_questions()) == count - 3


def test_count_left_counts_down_from_three_a_value(make: Factory) -> None:
    user = make.user()

    assert queries.count_left(user.id) == 21
    assert queries.count_left(user.id, RESPECT) == 3
    begin_sittings(Person(user.id), RESPECT)
    assert queries.count_left(user.id, RESPECT) == 3

    other = make.user()
    question = queries.list_live_questions(RESPECT)[0]
    make.answers(other, {question.key: best_ratings(question)})
    assert queries.count_left(other.id, RESPECT) == 0
    assert queries.count_left(other.id) == 18


def test_scores_rest_on_the_answers_given(make: Factory) -> None:
    user = make.user()
    make.answers(user, {"door-key": {"a": 2, "b": 2, "c": 5, "d": 5}})

    scores = queries.value_scores(user.id)

    assert scores.keys() == {"cwp_respect"}
    # keys 1.9, 2.2, 4.7, 4.5: distances 0.1 + 0.2 + 0.3 + 0.5 = 1.1; furthest 3.1 + 2.8 + 3.7 + 3.5 = 13.1
    assert scores["cwp_respect"].score == pytest.approx(1 - 1.1 / 13.1)
    assert scores["cwp_respect"].question_keys == ("door-key",)
    assert scores["cwp_respect"].key_sources == ("written by the service, not yet rated by experts",)


def test_scores_of_another_release_do_not_count(make: Factory) -> None:
    user = make.user()
    make.answers(user, {"door-key": {"a": 2, "b": 2, "c": 5, "d": 5}})
    queries.get_release().name = "later"
    db.session.commit()

    assert queries.value_scores(user.id) == {}
    assert len(queries.list_scores(user.id)) == 1


def test_scores_of_many_people_are_those_of_each(make: Factory) -> None:
    first, second, silent, other = (make.user() for _ in range(4))
    question = queries.list_live_questions(RESPECT)[0]
    make.answers(first, {question.key: best_ratings(question)})
    make.answers(first, {question.key: dict.fromkeys(best_ratings(question), 3)})
    make.answers(first, {question.key: best_ratings(question)}, is_finished=False)
    make.answers(second, {question.key: dict.fromkeys(best_ratings(question), 1)}, is_finished=False)
    make.answers(other, {question.key: best_ratings(question)})

    found = queries.scores_of_people(sa.select(User.id).where(User.id.in_([first.id, second.id, silent.id])))

    assert found == {user.id: queries.value_scores(user.id) for user in (first, second)}
