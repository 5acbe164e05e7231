"""Reading answers and scores."""

import pytest

from careers import clock
from careers.database import db
from careers.screening import bank, queries
from careers.screening.commands import answer_question
from careers.screening.models import ScreeningAnswer
from tests.factories import Factory

RESPECT = ["eleven-o-clock", "clothes-and-cups", "door-key", "short-for", "cheese-sandwich", "red-walls"]


def key_of(question_key: str) -> dict[str, int]:
    """Return the ratings nearest to a question's key."""
    return {r.key: round(r.key_rating) for r in bank.get_question(question_key).responses}


def test_list_unanswered_leaves_out_what_was_answered(make: Factory) -> None:
    user = make.user()
    answer_question(user.id, question_key="clothes-and-cups", version=1, ratings=key_of("clothes-and-cups"))

    left = queries.list_unanswered(user.id, ["cwp_respect"])

    assert [question.key for question in left] == [key for key in RESPECT if key != "clothes-and-cups"]
    assert len(queries.list_unanswered(user.id)) == len(bank.questions()) - 1


def test_an_answer_to_an_older_version_stays_stored_and_counts_as_unanswered(make: Factory) -> None:
    user = make.user()
    db.session.add(
        ScreeningAnswer(
            user_id=user.id,
            question_key="door-key",
            question_version=0,
            response_key="a",
            rating=5,
            answered_at=clock.now(),
        )
    )
    db.session.commit()

    assert len(queries.list_answers(user.id)) == 1
    assert queries.get_ratings(user.id) == {}
    assert queries.value_scores(user.id) == {}
    assert [question.key for question in queries.list_unanswered(user.id, ["cwp_respect"])] == RESPECT


def test_value_scores_rest_on_the_answers_given(make: Factory) -> None:
    user = make.user()
    answer_question(user.id, question_key="door-key", version=1, ratings={"a": 2, "b": 2, "c": 5, "d": 5})

    scores = queries.value_scores(user.id)

    assert scores.keys() == {"cwp_respect"}
    # keys 1.9, 2.2, 4.7, 4.5: distances 0.1 + 0.2 + 0.3 + 0.5 = 1.1; furthest 3.1 + 2.8 + 3.7 + 3.5 = 13.1
    assert scores["cwp_respect"].score == pytest.approx(1 - 1.1 / 13.1)
    assert scores["cwp_respect"].question_keys == ("door-key",)
    assert scores["cwp_respect"].key_sources == ("written by the service, not yet rated by experts",)
