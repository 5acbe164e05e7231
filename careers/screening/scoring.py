"""How ratings become scores.

Pure: ratings and keys in, numbers from 0 to 1 out; the method is named and stored with every score.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum
from statistics import fmean

from careers.screening.bank import SCALE_POINTS, Question

METHOD = "absolute-distance-1"
CLEAR_FROM = 0.80
GOOD_FROM = 0.70


class Strength(StrEnum):
    """A value score in words.

    Nobody is told they lack a value: a low score is a thing to talk about with a person.
    """

    CLEAR = "a clear strength"
    GOOD = "a strength"
    TALK = "worth talking about"


@dataclass(frozen=True, slots=True)
class ValueScore:
    """A person's score on one value, from 0 to 1, with the questions it rests on and where their keys came
    from.
    """

    value_key: str
    score: float
    question_keys: tuple[str, ...]
    key_sources: tuple[str, ...]

    @property
    def strength(self) -> Strength:
        """The band of this score."""
        return strength_of(self.score)


def item_score(keys: Sequence[float], ratings: Sequence[int], *, scale_points: int = SCALE_POINTS) -> float:
    """Score one question by the absolute distance between ratings and key.

    Formula: 1 - sum(|r_j - k_j|) / sum(max(k_j - 1, m - k_j)), over the responses j, with m the points of the
    scale. Range: 0 (the worst possible ratings) to 1 (the key itself). Example: keys (4.5, 1.5), m 5, ratings
    (4, 2) give 0.857. Source: distance scoring, as usual for situational judgement tests in which every
    response is rated. The order of the responses does not matter. Raises ValueError for numbers off the
    scale, or not one rating for each key.
    """
    if not keys or len(keys) != len(ratings):
        raise ValueError("each response needs one rating")
    if any(not 1 <= number <= scale_points for number in (*keys, *ratings)):
        raise ValueError(f"keys and ratings run from 1 to {scale_points}")
    distance = fsum(abs(rating - key) for rating, key in zip(ratings, keys, strict=True))
    furthest = fsum(max(key - 1, scale_points - key) for key in keys)
    return 1 - distance / furthest


def question_score(question: Question, ratings: Mapping[str, int]) -> float | None:
    """Score a question, 0 to 1, from the ratings by response key.

    None, never zero, when a response is left unrated.
    """
    if any(response.key not in ratings for response in question.responses):
        return None
    return item_score(
        [response.key_rating for response in question.responses],
        [ratings[response.key] for response in question.responses],
    )


def score_values(questions: Iterable[Question], answers: Mapping[str, Mapping[str, int]]) -> dict[str, ValueScore]:
    """Return a person's score on each value, by value key: the mean of its answered questions, 0 to 1.

    `answers` holds, by question key, the rating of each response of that version of the question. What is not
    answered is left out of the mean; a value with nothing answered is absent from the result.
    """
    answered: dict[str, dict[Question, float]] = {}
    for question in questions:
        score = question_score(question, answers.get(question.key, {}))
        if score is not None:
            answered.setdefault(question.value_key, {})[question] = score
    return {
        value_key: ValueScore(
            value_key,
            score=fmean(scores.values()),
            question_keys=tuple(question.key for question in scores),
            key_sources=tuple(sorted({question.key_source for question in scores})),
        )
        for value_key, scores in answered.items()
    }


def strength_of(score: float) -> Strength:
    """Return the band of a value score: clear from 0.80, a strength from 0.70.

    With the starter keys, a person who rates everything 3 scores 0.60 to 0.65 on a question, so staying in
    the middle reaches neither. Scores in one band count as equal. The thresholds are our own, until experts
    and a pilot set them.
    """
    if score >= CLEAR_FROM:
        return Strength.CLEAR
    return Strength.GOOD if score >= GOOD_FROM else Strength.TALK
