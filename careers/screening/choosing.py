"""Which questions a sitting asks. Pure."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from careers.screening.bank import Question, QuestionStatus


def choose_questions(
    pool: Iterable[Question], *, count: int, seed: int, seen: Mapping[str, datetime]
) -> Sequence[Question]:
    """Return the questions of one value that a person is asked, in the order in which they are asked.

    Live questions not seen before come first, then those seen longest ago (`seen` holds, by question key, when);
    among equals the seed decides, so that people are asked different ones. Where a question is on trial, one more is
    asked, last, and never scored; the next version of a question only of those who are not asked the live one.
    """

    def place(question: Question) -> tuple[float, bytes]:
        drawn = hashlib.sha256(f"{seed}:{question.key}".encode()).digest()
        at = seen.get(question.key)
        return (at.timestamp() if at else 0.0, drawn)

    ordered = sorted(pool, key=place)
    live = [question for question in ordered if question.status is QuestionStatus.LIVE][:count]
    drawn = {question.key for question in live}
    trial = [each for each in ordered if each.status is QuestionStatus.PILOT and each.key not in drawn]
    return [*live, *trial[:1]]
