"""Keep a person's answers to screening questions."""

from collections.abc import Callable, Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from careers import clock
from careers.database import db
from careers.screening import bank, policies
from careers.screening.models import ScreeningAnswer

INSERT: Mapping[str, Callable[..., sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def answer_question(user_id: int, *, question_key: str, version: int, ratings: Mapping[str, int]) -> None:
    """Keep a person's ratings of all responses of a question, in place of earlier ones of the same version.

    Safe to repeat, also at the same moment from two pages. Raises NoResultFound for a question that is not
    asked; refuses a version that is no longer asked, and ratings that are off the scale or not one for each
    response.
    """
    question = bank.get_question(question_key)
    policies.check_can_answer(question, version=version, ratings=ratings)
    rows = [
        {
            "user_id": user_id,
            "question_key": question.key,
            "question_version": question.version,
            "response_key": response_key,
            "rating": rating,
            "answered_at": clock.now(),
        }
        for response_key, rating in ratings.items()
    ]
    insert = INSERT[db.session.get_bind().dialect.name](ScreeningAnswer).values(rows)
    db.session.execute(
        insert.on_conflict_do_update(
            index_elements=["user_id", "question_key", "question_version", "response_key"],
            set_={"rating": insert.excluded.rating, "answered_at": insert.excluded.answered_at},
        )
    )


def forget_answers(user_id: int, *, before: datetime | None = None) -> None:
    """Delete a person's answers: every one, at their wish, or those from before a moment, kept long enough."""
    is_old = ScreeningAnswer.answered_at < before if before else sa.true()
    db.session.execute(sa.delete(ScreeningAnswer).where(ScreeningAnswer.user_id == user_id, is_old))
