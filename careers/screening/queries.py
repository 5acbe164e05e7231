"""Read people's answers to screening questions, and the scores they lead to."""

from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa

from careers.database import db
from careers.screening import bank
from careers.screening.bank import Question
from careers.screening.models import ScreeningAnswer
from careers.screening.scoring import ValueScore, score_values


def list_answers(user_id: int) -> Sequence[ScreeningAnswer]:
    """Return every rating a person has given, all versions, by question and response.

    Reads over what the session holds: answers are kept by an upsert that the session does not see.
    """
    return db.session.scalars(
        sa.select(ScreeningAnswer)
        .where(ScreeningAnswer.user_id == user_id)
        .order_by(ScreeningAnswer.question_key, ScreeningAnswer.question_version, ScreeningAnswer.response_key)
        .execution_options(populate_existing=True)
    ).all()


def get_ratings(user_id: int) -> Mapping[str, Mapping[str, int]]:
    """Return a person's ratings of the live versions: by question key, by response key.

    Answers to an older version stay stored but count as unanswered: its wording or key was another.
    """
    live = {(question.key, question.version) for question in bank.questions()}
    ratings: dict[str, dict[str, int]] = {}
    for answer in list_answers(user_id):
        if (answer.question_key, answer.question_version) in live:
            ratings.setdefault(answer.question_key, {})[answer.response_key] = answer.rating
    return ratings


def list_unanswered(user_id: int, value_keys: Collection[str] = ()) -> Sequence[Question]:
    """Return the live questions of these values (all when none is named) that a person has not answered."""
    ratings = get_ratings(user_id)
    return [question for question in bank.questions_for(value_keys) if question.key not in ratings]


def value_scores(user_id: int) -> Mapping[str, ValueScore]:
    """Return a person's scores by value key; values of which nothing is answered are absent."""
    return score_values(bank.questions(), get_ratings(user_id))
