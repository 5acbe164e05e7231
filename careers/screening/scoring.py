"""How the ratings of a person become a score on each value, with its error and its band. Pure.

Ratings and keys in, numbers from 0 to 1 out; the method is named and stored with every score. The formulas for one
question are in `item_scores`, those for how sure a score is in `measurement`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isnan
from statistics import fmean
from types import MappingProxyType
from typing import NamedTuple

from careers.screening.bank import Question, Response
from careers.screening.item_scores import Method, Style, item_score, style_of
from careers.screening.measurement import (
    NORMAL_95_ONE_SIDED,
    STARTER_SCALES,
    Scale,
    least_difference,
    standard_error,
)

METHOD = Method.ABSOLUTE


class Strength(StrEnum):
    """A value score in words.

    Nobody is told they lack a value: a low score is a thing to talk about with a person.
    """

    CLEAR = "a clear strength"
    GOOD = "a strength"
    TALK = "worth talking about"

    def reaches(self, other: "Strength") -> bool:
        """Whether this band is the other one or higher."""
        return list(Strength).index(self) <= list(Strength).index(other)


class Starts(NamedTuple):
    """Where the bands of a method start."""

    good: float
    clear: float


STARTS: Mapping[Method, Starts] = MappingProxyType(
    {
        Method.ABSOLUTE: Starts(0.70, 0.80),
        Method.SQUARED: Starts(0.87, 0.94),
        Method.STANDARDISED: Starts(0.65, 0.80),
        Method.RANK_NEAR_MISS: Starts(0.60, 0.80),
        Method.RANK_CORRELATION: Starts(0.77, 0.93),
        Method.BEST_WORST: Starts(0.67, 0.83),
    }
)
"""Our own thresholds, until experts and a pilot set them: those of the other methods are where the same shares of the
simulated people of the bench fall (decision 0023), rounded.
"""


@dataclass(frozen=True, slots=True)
class ValueScore:
    """A person's score on one value, from 0 to 1, with its standard error, the questions it rests on, where their
    keys came from, and the method.
    """

    value_key: str
    score: float
    standard_error: float
    question_keys: tuple[str, ...]
    key_sources: tuple[str, ...]
    method: Method = METHOD

    @property
    def strength(self) -> Strength:
        """The band of this score."""
        return strength_of(self.score, self.method)

    @property
    def is_sure(self) -> bool:
        """Whether the band holds with the error in mind: the true score reaches it 19 times in 20.

        Formula: score - 1.645 * SE >= where the band starts. A band claims "at least this much", so only its lower
        end counts; "worth talking about" claims nothing and always holds.
        """
        surely = self.score - NORMAL_95_ONE_SIDED * self.standard_error
        return self.strength is Strength.TALK or strength_of(surely, self.method).reaches(self.strength)

    @property
    def in_words(self) -> str:
        """The band as it is said: "probably a strength" when the error reaches below it."""
        return self.strength.value if self.is_sure else f"probably {self.strength.value}"


def is_different(a: ValueScore, b: ValueScore) -> bool:
    """Whether two scores differ by more than their errors explain; if not, show them as equal.

    Formula: |a - b| > 1.96 * sqrt(SE_a^2 + SE_b^2). Raises ValueError for scores of different methods, which cannot
    be compared.
    """
    if a.method != b.method:
        raise ValueError("scores of different methods cannot be compared")
    return abs(a.score - b.score) > least_difference(a.standard_error, b.standard_error)


def question_score(
    question: Question,
    ratings: Mapping[str, int],
    *,
    method: Method = METHOD,
    key_style: Style | None = None,
    style: Style | None = None,
) -> float | None:
    """Score a question, 0 to 1, from the ratings by response key.

    Only responses with a key count: those on which experts did not agree are asked but not scored. None, never
    zero, when one that counts is left unrated, or when none counts. The styles are for the standardised distance.
    """
    counted = counted_responses(question)
    if not counted or any(response.key not in ratings for response in counted):
        return None
    return item_score(
        [response.key_rating for response in counted],
        [ratings[response.key] for response in counted],
        method=method,
        key_style=key_style,
        style=style,
    )


def counted_responses(question: Question) -> tuple[Response, ...]:
    """Return the responses of a question that count: those with a key."""
    return tuple(response for response in question.responses if not isnan(response.key_rating))


def score_values(
    questions: Iterable[Question],
    answers: Mapping[str, Mapping[str, int]],
    *,
    method: Method = METHOD,
    scales: Mapping[Method, Scale] = STARTER_SCALES,
) -> dict[str, ValueScore]:
    """Return a person's score on each value, by value key: the mean of its answered questions, 0 to 1.

    `answers` holds, by question key, the rating of each response of that version of the question. What is not
    answered is left out of the mean and widens the standard error (item error of the method / sqrt(answered)); a
    value with nothing answered is absent from the result. The standardised distance takes the person's mean and
    spread from all questions answered here, which should be one sitting.
    """
    answered: dict[str, dict[Question, float]] = {}
    for question, score in question_scores(questions, answers, method=method).items():
        answered.setdefault(question.value_key, {})[question] = score
    return {
        value_key: ValueScore(
            value_key,
            score=fmean(scores.values()),
            standard_error=standard_error(scales[method].item_error, len(scores)),
            question_keys=tuple(question.key for question in scores),
            key_sources=tuple(sorted({question.key_source for question in scores})),
            method=method,
        )
        for value_key, scores in answered.items()
    }


def question_scores(
    questions: Iterable[Question], answers: Mapping[str, Mapping[str, int]], *, method: Method = METHOD
) -> dict[Question, float]:
    """Return a person's score on each question that they answered in one sitting, 0 to 1, in the order given."""
    asked = [(question, answers.get(question.key, {})) for question in questions]
    key_style, style = _styles(asked) if method is Method.STANDARDISED else (None, None)
    scores = {
        question: question_score(question, ratings, method=method, key_style=key_style, style=style)
        for question, ratings in asked
    }
    return {question: score for question, score in scores.items() if score is not None}


def _styles(asked: Sequence[tuple[Question, Mapping[str, int]]]) -> tuple[Style | None, Style | None]:
    """Return how the keys and the person use the scale, over the responses that count in answered questions."""
    pairs = [
        (response.key_rating, ratings[response.key])
        for question, ratings in asked
        if question_score(question, ratings) is not None
        for response in counted_responses(question)
    ]
    if not pairs:
        return None, None
    return style_of([key for key, _ in pairs]), style_of([rating for _, rating in pairs])


def strength_of(score: float, method: Method = METHOD) -> Strength:
    """Return the band of a value score: by the absolute distance clear from 0.80, a strength from 0.70.

    One number all the way down reaches neither by any method: with the starter keys it scores 0.65 at most by the
    absolute and 0.86 by the squared distance, and 0.5 by the others. Scores in one band count as equal.
    """
    if score >= STARTS[method].clear:
        return Strength.CLEAR
    return Strength.GOOD if score >= STARTS[method].good else Strength.TALK
