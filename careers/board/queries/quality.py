"""What the fairness desk looks at: everybody's latest finished sitting of each value, from the answers themselves."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from itertools import groupby
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from careers import clock
from careers.board.periods import Period, months_up_to, span
from careers.board.quality import Taking
from careers.database import db
from careers.screening.bank import Question
from careers.screening.item_scores import Method
from careers.screening.models import ScreeningAnswer, Sitting, SittingQuestion
from careers.screening.scoring import question_scores


def desk_period(today: date) -> Period:
    """Return the period of the desk: 12 whole months and this month so far."""
    return span(months_up_to(today, 13)).until(today)


def list_takings(questions: Sequence[Question], period: Period, *, method: Method) -> list[Taking]:
    """Return each person's latest sitting of each value that was finished in a period, scored by a method.

    Only answers to the live versions count: answers to different versions are never mixed.
    """
    latest: dict[tuple[object, str], Taking] = {}
    for _, rows in groupby(_answers(period), key=attrgetter("sitting_id")):
        answers = list(rows)
        first = answers[0]
        person = first.user_id if first.user_id is not None else first.visitor_hash
        latest[person, first.value_key] = _taking(questions, answers, method)
    return list(latest.values())


def _answers(period: Period) -> Iterable[Any]:
    """The answers of finished sittings, oldest sitting first, in the order in which they were given."""
    since = clock.from_local(datetime.combine(period.start, time()))
    return db.session.execute(
        sa.select(
            Sitting.id.label("sitting_id"),
            Sitting.user_id,
            Sitting.visitor_hash,
            Sitting.value_key,
            Sitting.started_at,
            SittingQuestion.question_key,
            SittingQuestion.question_version,
            ScreeningAnswer.response_key,
            ScreeningAnswer.rating,
            ScreeningAnswer.answered_at,
        )
        .join(SittingQuestion, SittingQuestion.sitting_id == Sitting.id)
        .join(
            ScreeningAnswer,
            sa.and_(
                ScreeningAnswer.sitting_id == Sitting.id, ScreeningAnswer.question_key == SittingQuestion.question_key
            ),
        )
        .where(Sitting.completed_at >= since, SittingQuestion.is_scored)
        .order_by(Sitting.id, ScreeningAnswer.answered_at, SittingQuestion.position, ScreeningAnswer.id)
    )


def _taking(questions: Sequence[Question], answers: Sequence[Any], method: Method) -> Taking:
    live = {(question.key, question.version): question for question in questions}
    first = answers[0]
    ratings: dict[str, dict[str, int]] = {}
    seconds: dict[str, float] = {}
    before = first.started_at
    for key, rows in groupby(answers, key=attrgetter("question_key", "question_version")):
        of_question = list(rows)
        ended = of_question[-1].answered_at
        if key in live:
            ratings.setdefault(key[0], {}).update({row.response_key: row.rating for row in of_question})
            seconds[key[0]] = (ended - before).total_seconds()
        before = ended
    asked = [question for (key, _), question in live.items() if key in ratings]
    scores = question_scores(asked, ratings, method=method)
    return Taking(
        first.value_key,
        first.user_id,
        {question.key: score for question, score in scores.items()},
        tuple(row.rating for row in answers),
        {question.key: seconds[question.key] for question in scores},
    )
