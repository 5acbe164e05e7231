"""A person who has finished the situations about respect, with one answer better and one worse than the rest."""

from typing import Any

import pytest

from careers import clock
from careers.accounts.models import User
from careers.contests.models import AnswerContest, ContestStatus
from careers.database import db
from careers.screening import queries
from careers.screening.bank import Question
from careers.screening.models import Sitting
from tests.factories import Factory, best_ratings


def worst_ratings(question: Question) -> dict[str, int]:
    """Return the ratings furthest from a question's key."""
    return {response.key: 1 if response.key_rating > 3 else 5 for response in question.responses}


class Finished:
    """Amara, her sitting, and the situations in it: the first two answered as well as can be, the third as badly."""

    def __init__(self, make: Factory, user: User | None = None) -> None:
        self.user: User = user or make.user(email="amara@example.com")
        self.questions = queries.list_live_questions(["cwp_respect"])[:3]
        good, fair, poor = self.questions
        self.ratings = {good.key: best_ratings(good), fair.key: best_ratings(fair), poor.key: worst_ratings(poor)}
        self.sitting: Sitting = make.answers(self.user, self.ratings)[0]

    def page(self, place: int = 2) -> str:
        """Return the address at which she says something about a situation."""
        return f"/values/answers/cwp_respect/{self.questions[place].key}"

    def contest(self, **changes: Any) -> AnswerContest:
        """Make a note about the third situation that waits for a review."""
        values = {
            "reference": "N-TEST22",
            "sitting_id": self.sitting.id,
            "question_key": self.questions[2].key,
            "note": "I did not know the rule.",
            "wants_review": True,
            "status": ContestStatus.OPEN,
            "made_at": clock.now(),
            "asked_at": clock.now(),
        }
        contest = AnswerContest(**(values | changes))
        db.session.add(contest)
        db.session.commit()
        return contest


@pytest.fixture
def finished(make: Factory) -> Finished:
    """Give a person with a finished sitting."""
    return Finished(make)
