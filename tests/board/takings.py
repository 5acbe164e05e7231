"""Made-up sittings for the tests of the fairness desk."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

import html5lib
import numpy as np

from careers import clock
from careers.board.quality import Taking
from careers.database import db
from careers.screening import bank
from careers.screening.bank import Question
from careers.screening.models import ScreeningAnswer, Sitting, SittingQuestion
from careers.screening.queries import list_live_questions

RESPECT = "cwp_respect"
KEYS = ("door-key", "eleven-o-clock", "clothes-and-cups")


def questions_of(value_key: str = RESPECT, count: int = 3) -> list[Question]:
    """The first questions of a value."""
    return [question for question in bank.starter_questions() if question.value_key == value_key][:count]


def takings_of(
    questions: Sequence[Question],
    number: int,
    *,
    noise: Mapping[int, float] | None = None,
    turned: int | None = None,
    seconds: float = 40.0,
) -> list[Taking]:
    """Sittings in which scores hang together; some questions with more noise, one the wrong way round."""
    dice = np.random.default_rng(number)
    found = []
    for true in dice.normal(0, 0.1, number):
        scores = {
            question.key: float(
                np.clip(
                    0.6 + true * (-1 if place == turned else 1) + dice.normal(0, (noise or {}).get(place, 0.05)), 0, 1
                )
            )
            for place, question in enumerate(questions)
        }
        ratings = tuple(int(rating) for rating in dice.integers(1, 6, 4 * len(questions)))
        found.append(Taking(questions[0].value_key, None, scores, ratings, dict.fromkeys(scores, seconds)))
    return found


def answer_in_bulk(number: int, *, turned: Sequence[str] = (), user_ids: Sequence[int] = (), lost: int = 0) -> None:
    """Let people finish the three questions of respect: some follow the key closely, some hardly.

    `turned` questions are answered the other way round. People are visitors when there are no `user_ids`. The last
    `lost` of them follow the key less on the first question than they do on the others. A question takes 20 seconds.
    """
    questions = {question.key: question for question in list_live_questions([RESPECT])}
    now = clock.now()
    for person in range(number):
        follows = person % 5 / 4
        sitting = Sitting(
            user_id=user_ids[person] if user_ids else None,
            visitor_hash=None if user_ids else f"{person:064}",
            value_key=RESPECT,
            seed=1,
            started_at=now,
            completed_at=now,
        )
        sitting.questions = [
            SittingQuestion(question_key=key, question_version=1, position=place) for place, key in enumerate(KEYS)
        ]
        db.session.add(sitting)
        db.session.flush()
        for key in KEYS:
            own = 1 - follows if key in turned else follows
            own -= 0.8 if key == KEYS[0] and person >= number - lost else 0
            for place, response in enumerate(questions[key].responses):
                wobble = (person // 5 + place + KEYS.index(key)) % 3 - 1
                rating = round(3 + own * (response.key_rating - 3)) + wobble
                db.session.add(
                    ScreeningAnswer(
                        sitting_id=sitting.id,
                        question_key=key,
                        response_key=response.key,
                        rating=min(5, max(1, rating)),
                        answered_at=now + timedelta(seconds=20 * (KEYS.index(key) + 1)),
                    )
                )
    db.session.commit()


def text_of(html: str) -> str:
    """The words of a page, one space between them."""
    return " ".join("".join(html5lib.parse(html, namespaceHTMLElements=False).itertext()).split())
