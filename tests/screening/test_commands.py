"""Beginning, answering, finishing and forgetting sittings."""

from concurrent.futures import wait
from datetime import UTC, datetime
from functools import partial

import pytest
import sqlalchemy as sa
import time_machine
from sqlalchemy.exc import IntegrityError, NoResultFound

from careers.audit.commands import SYSTEM
from careers.database import db, writing
from careers.errors import NotAllowed
from careers.questions.commands.writing import add_version
from careers.questions.content import content_of
from careers.screening import queries
from careers.screening.bank import Question, QuestionStatus
from careers.screening.commands import (
    answer_question,
    begin_sittings,
    finish_sittings,
    forget_answers,
    take_again,
)
from careers.screening.models import QuestionVersion, ScreeningAnswer, Sitting, SittingQuestion, StoredScore
from careers.screening.queries import Asked, Person
from tests.connections import OtherConnections
from tests.factories import Factory, best_ratings

RESPECT = ["cwp_respect"]
NEXT_SUMMER = "2027-06-01T10:00:00+00:00"


def begun(make: Factory) -> Person:
    person = Person(make.user().id)
    begin_sittings(person, RESPECT)
    return person


def asked_of(person: Person) -> tuple[Asked, ...]:
    return queries.get_standing(person, RESPECT).asked


def answer_all(person: Person) -> None:
    for each in asked_of(person):
        answer_question(
            person,
            question_key=each.question.key,
            version=each.question.version,
            ratings=best_ratings(each.question),
        )


def test_beginning_asks_three_questions_of_each_value_once(make: Factory) -> None:
    person = begun(make)
    before = [each.question.key for each in asked_of(person)]

    begin_sittings(person, ["cwp_respect", "cwp_proud_positive"])

    asked = queries.get_standing(person).asked
    assert [each.question.value_key for each in asked] == ["cwp_respect"] * 3 + ["cwp_proud_positive"] * 3
    assert [each.question.key for each in asked_of(person)] == before


def test_answering_keeps_each_rating_with_its_time_and_the_score(make: Factory) -> None:
    person = begun(make)
    question = asked_of(person)[0].question

    answer_question(person, question_key=question.key, version=1, ratings=best_ratings(question))
    db.session.commit()

    answers = queries.list_answers(person.user_id or 0)
    assert {answer.response_key: answer.rating for answer in answers} == best_ratings(question)
    assert {answer.answered_at for answer in answers} == {datetime(2026, 11, 24, 10, tzinfo=UTC)}
    assert queries.scores_of(person)["cwp_respect"].question_keys == (question.key,)


def test_answering_again_replaces_the_ratings_and_the_score(make: Factory) -> None:
    person = begun(make)
    question = asked_of(person)[0].question
    answer_question(person, question_key=question.key, version=1, ratings=best_ratings(question))
    best = queries.scores_of(person)["cwp_respect"].score

    middle = dict.fromkeys(best_ratings(question), 3)
    answer_question(person, question_key=question.key, version=1, ratings=middle)

    assert asked_of(person)[0].ratings == middle
    assert len(queries.list_answers(person.user_id or 0)) == len(middle)
    assert queries.scores_of(person)["cwp_respect"].score < best
    assert db.session.scalar(sa.select(sa.func.count()).select_from(StoredScore)) == 1


def test_two_people_answer_apart(make: Factory) -> None:
    one, other = begun(make), begun(make)

    answer_all(one)

    assert queries.list_answers(other.user_id or 0) == []
    assert len(asked_of(other)) == 3


def test_a_visitor_takes_part_like_anybody(make: Factory) -> None:
    visitor, other = Person(visitor_hash="a" * 64), Person(visitor_hash="b" * 64)
    for person in (visitor, other):
        begin_sittings(person, RESPECT)

    answer_all(visitor)
    finish_sittings(visitor, RESPECT)

    assert queries.scores_of(visitor).keys() == {"cwp_respect"}
    assert queries.scores_of(other) == {}
    assert queries.get_standing(visitor, RESPECT).completed_at.keys() == {"cwp_respect"}


def test_a_refused_answer_keeps_nothing(make: Factory) -> None:
    person = begun(make)
    question = asked_of(person)[0].question
    best = best_ratings(question)
    with pytest.raises(NotAllowed, match="one of the five answers"):
        answer_question(person, question_key=question.key, version=1, ratings=best | {"a": 6})
    with pytest.raises(NotAllowed, match="changed while you had it open"):
        answer_question(person, question_key=question.key, version=2, ratings=best)
    for key in ("no-such-question", "late-bus"):
        with pytest.raises(NoResultFound):
            answer_question(person, question_key=key, version=1, ratings=best)

    assert queries.list_answers(person.user_id or 0) == []


def test_the_database_itself_refuses_an_answer_to_a_question_that_was_not_asked(make: Factory) -> None:
    person = begun(make)
    sitting = queries.list_sittings(person)[0]
    db.session.add(
        ScreeningAnswer(
            sitting_id=sitting.id,
            question_key="late-bus",
            response_key="a",
            rating=3,
            answered_at=datetime(2026, 11, 24, tzinfo=UTC),
        )
    )

    with pytest.raises(IntegrityError):
        db.session.flush()


def test_a_version_that_was_asked_cannot_be_deleted(make: Factory) -> None:
    key = asked_of(begun(make))[0].question.key
    db.session.commit()

    with pytest.raises(IntegrityError):
        db.session.execute(sa.delete(QuestionVersion).where(QuestionVersion.question_key == key))


def test_finishing_needs_every_answer_and_closes_the_sitting(make: Factory) -> None:
    person = begun(make)
    finish_sittings(person, RESPECT)
    assert queries.get_standing(person, RESPECT).completed_at == {}

    answer_all(person)
    question = asked_of(person)[0].question
    finish_sittings(person, RESPECT)
    finish_sittings(person, RESPECT)

    standing = queries.get_standing(person, RESPECT)
    assert (standing.asked, standing.count_left, standing.unbegun) == ((), 0, ())
    with pytest.raises(NoResultFound):
        answer_question(person, question_key=question.key, version=1, ratings=best_ratings(question))


def test_a_question_retired_before_it_was_answered_is_asked_no_more(make: Factory) -> None:
    person = begun(make)
    first, second, _ = (each.question for each in asked_of(person))
    answer_question(person, question_key=first.key, version=1, ratings=best_ratings(first))
    for question in (first, second):
        queries.get_version(question.key, 1).status = QuestionStatus.RETIRED
    db.session.flush()

    keys = [each.question.key for each in asked_of(person)]

    assert first.key in keys
    assert second.key not in keys


def test_a_question_on_trial_is_asked_and_not_scored(make: Factory) -> None:
    trial = queries.get_version("door-key", 1)
    trial.status = QuestionStatus.PILOT
    db.session.flush()
    person = begun(make)

    answer_all(person)

    assert asked_of(person)[-1].question.key == "door-key"
    assert not asked_of(person)[-1].is_scored
    assert "door-key" not in queries.scores_of(person)["cwp_respect"].question_keys


def test_the_next_version_of_a_live_question_on_trial_keeps_nobody_from_beginning(make: Factory) -> None:
    for question in queries.list_live_questions(RESPECT):
        content = content_of(queries.get_version(question.key, 1))
        add_version(question.key, 2, content, by=SYSTEM, status=QuestionStatus.PILOT)

    people = [begun(make) for _ in range(8)]

    for person in people:
        asked = asked_of(person)
        assert [each.is_scored for each in asked] == [True, True, True, False]
        assert len({each.question.key for each in asked}) == 4


def test_taking_again_counts_only_once_it_is_finished(make: Factory) -> None:
    person = begun(make)
    answer_all(person)
    finish_sittings(person, RESPECT)
    first = queries.scores_of(person)["cwp_respect"]
    with pytest.raises(NotAllowed, match="again from Monday 24 May 2027"):
        take_again(person, RESPECT)

    with time_machine.travel(NEXT_SUMMER, tick=False):
        take_again(person, RESPECT)
        take_again(person, RESPECT)
        assert len(queries.list_sittings(person)) == 2
        for each in asked_of(person):
            middle = dict.fromkeys(best_ratings(each.question), 3)
            answer_question(person, question_key=each.question.key, version=1, ratings=middle)
        assert queries.scores_of(person)["cwp_respect"] == first
        assert queries.get_standing(person, RESPECT).count_left == 0
        finish_sittings(person, RESPECT)

    assert queries.scores_of(person)["cwp_respect"].score < first.score


def test_two_pages_that_begin_at_once_share_one_sitting(make: Factory, elsewhere: OtherConnections) -> None:
    person = Person(make.user().id)

    pages = [elsewhere.start(lambda: begin_sittings(person, RESPECT)) for _ in range(4)]
    for page in pages:
        page.result()

    assert len(queries.list_sittings(person)) == 1
    assert len(asked_of(person)) == 3


def test_two_pages_that_answer_at_once_leave_one_answer(make: Factory, elsewhere: OtherConnections) -> None:
    person = begun(make)
    question = asked_of(person)[0].question
    db.session.commit()
    ratings = [dict.fromkeys(best_ratings(question), rating) for rating in (1, 2, 4, 5)]

    def answer(each: dict[str, int]) -> None:
        answer_question(person, question_key=question.key, version=1, ratings=each)

    pages = [elsewhere.start(partial(answer, each)) for each in ratings]
    for page in pages:
        page.result()

    assert asked_of(person)[0].ratings in ratings
    assert db.session.scalar(sa.select(sa.func.count()).select_from(StoredScore)) == 1


def test_two_situations_answered_at_once_both_count(make: Factory, elsewhere: OtherConnections) -> None:
    person = begun(make)
    first, second, _ = (each.question for each in asked_of(person))

    def answer(question: Question) -> None:
        answer_question(person, question_key=question.key, version=1, ratings=best_ratings(question))

    db.session.commit()
    with writing():
        answer(first)
        other = elsewhere.start_beside(partial(answer, second))
        wait([other], timeout=1)  # it must wait for this one, which is not committed yet
        db.session.commit()
        other.result()

    assert set(queries.scores_of(person)["cwp_respect"].question_keys) == {first.key, second.key}


def test_an_answer_that_comes_while_the_sitting_is_finished_changes_nothing(
    make: Factory, elsewhere: OtherConnections
) -> None:
    person = begun(make)
    answer_all(person)
    question = asked_of(person)[0].question
    middle = dict.fromkeys(best_ratings(question), 3)
    db.session.commit()
    with writing():
        finish_sittings(person, RESPECT)
        late = elsewhere.start_beside(
            lambda: answer_question(person, question_key=question.key, version=1, ratings=middle)
        )
        wait([late], timeout=1)
        db.session.commit()
        with pytest.raises(NoResultFound):
            late.result()

    answers = queries.list_answers(person.user_id or 0)
    kept = {each.response_key: each.rating for each in answers if each.question_key == question.key}
    assert kept == best_ratings(question)


def test_a_sitting_of_which_every_question_was_retired_is_begun_anew(make: Factory) -> None:
    person = begun(make)
    retired = {each.question.key for each in asked_of(person)}
    for key in retired:
        queries.get_version(key, 1).status = QuestionStatus.RETIRED
    db.session.flush()
    standing = queries.get_standing(person, RESPECT)

    begin_sittings(person, RESPECT)

    assert (standing.unbegun, standing.count_left) == (("cwp_respect",), 3)
    asked = {each.question.key for each in asked_of(person)}
    assert len(asked) == 3
    assert not asked & retired
    assert len(queries.list_sittings(person)) == 1


def test_forget_answers_deletes_one_persons_sittings_and_nobody_elses(make: Factory) -> None:
    one, other = begun(make), begun(make)
    for person in (one, other):
        answer_all(person)
    db.session.commit()

    forget_answers(one.user_id or 0)
    db.session.commit()

    assert queries.list_answers(one.user_id or 0) == []
    assert queries.list_scores(one.user_id or 0) == []
    assert len(queries.list_scores(other.user_id or 0)) == 1
    left = [db.session.scalar(sa.select(sa.func.count()).select_from(table)) for table in (Sitting, SittingQuestion)]
    assert left == [1, 3]
