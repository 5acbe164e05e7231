"""The sittings that the desk looks at."""

from datetime import date, timedelta

import pytest

from careers import clock
from careers.board.queries.quality import desk_period, list_takings
from careers.database import db
from careers.screening.item_scores import Method
from careers.screening.models import ScreeningAnswer
from careers.screening.queries import get_version, list_live_questions
from careers.screening.scoring import question_score
from tests.factories import Factory, best_ratings

DOOR, CLOTHES = "door-key", "clothes-and-cups"


@pytest.fixture(autouse=True)
def _application(app: object) -> None:
    """Every test here reads the database."""


def takings(method: Method = Method.ABSOLUTE) -> list:
    return list_takings(list_live_questions(), desk_period(clock.today()), method=method)


def live(key: str):
    return next(question for question in list_live_questions() if question.key == key)


def test_the_period_is_twelve_whole_months_and_this_month_so_far() -> None:
    assert desk_period(date(2026, 11, 24)).in_words == "1 November 2025 to 24 November 2026"


def test_a_finished_sitting_gives_the_scores_of_its_questions(make: Factory) -> None:
    user = make.user()
    make.answers(user, {DOOR: dict.fromkeys("abcd", 3), CLOTHES: best_ratings(live(CLOTHES))})

    (taking,) = takings()

    assert taking.value_key == "cwp_respect"
    assert taking.user_id == user.id
    assert taking.scores == {
        DOOR: question_score(live(DOOR), dict.fromkeys("abcd", 3)),
        CLOTHES: question_score(live(CLOTHES), best_ratings(live(CLOTHES))),
    }
    assert sorted(taking.ratings) == sorted([3] * 4 + list(best_ratings(live(CLOTHES)).values()))


def test_scores_follow_the_method_of_the_release(make: Factory) -> None:
    make.answers(make.user(), {DOOR: dict.fromkeys("abcd", 3)})

    assert takings(Method.RANK_CORRELATION)[0].scores == {DOOR: 0.5}


def test_unfinished_and_old_sittings_are_left_out(make: Factory) -> None:
    ratings = {DOOR: dict.fromkeys("abcd", 3)}
    make.answers(make.user(), ratings, is_finished=False)
    make.answers(make.user(), ratings, completed_at=clock.now() - timedelta(days=400))

    assert takings() == []


def test_of_a_person_who_came_again_the_latest_sitting_counts(make: Factory) -> None:
    user = make.user()
    make.answers(user, {DOOR: dict.fromkeys("abcd", 1)}, completed_at=clock.now() - timedelta(days=200))
    make.answers(user, {DOOR: dict.fromkeys("abcd", 5)})
    make.answers(make.user(), {DOOR: dict.fromkeys("abcd", 2)})

    assert sorted(taking.ratings for taking in takings()) == [(2, 2, 2, 2), (5, 5, 5, 5)]


def test_answers_to_an_earlier_version_are_not_mixed_in(make: Factory) -> None:
    make.answers(make.user(), {DOOR: dict.fromkeys("abcd", 3), CLOTHES: dict.fromkeys("abcd", 3)})
    version = get_version(DOOR, 1)
    later = [question for question in list_live_questions() if question.key != version.question_key]

    (taking,) = list_takings(later, desk_period(clock.today()), method=Method.ABSOLUTE)

    assert taking.scores.keys() == {CLOTHES}


def test_the_time_of_a_question_is_from_the_answer_before_it(make: Factory) -> None:
    (sitting,) = make.answers(make.user(), {DOOR: dict.fromkeys("abcd", 3), CLOTHES: dict.fromkeys("abcd", 3)})
    for answer in db.session.query(ScreeningAnswer).filter_by(sitting_id=sitting.id):
        later = timedelta(seconds=20 if answer.question_key == CLOTHES else 65)
        answer.answered_at = sitting.started_at + later
    db.session.commit()

    (taking,) = takings()

    assert taking.seconds == {CLOTHES: 20.0, DOOR: 45.0}
