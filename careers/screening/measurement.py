"""How sure a score is: its standard error, its reliability, and scores that cannot be told apart. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from statistics import fmean
from types import MappingProxyType

from careers.screening.item_scores import Method

NORMAL_95 = 1.96
NORMAL_95_ONE_SIDED = 1.645
FEWEST_PEOPLE = 30
FEWEST_ITEMS = 2


@dataclass(frozen=True, slots=True)
class Scale:
    """What is known of a method over many people, in points of its 0 to 1 score.

    `mean` and `spread` are those of people's true value scores (the spread with error taken out); `item_error` is
    how far one question's score lies from the person's true score, as a standard deviation.
    """

    mean: float
    spread: float
    item_error: float


STARTER_SCALES: Mapping[Method, Scale] = MappingProxyType(
    {
        Method.ABSOLUTE: Scale(0.73, 0.04, 0.10),
        Method.SQUARED: Scale(0.89, 0.04, 0.08),
        Method.STANDARDISED: Scale(0.68, 0.08, 0.13),
        Method.RANK_NEAR_MISS: Scale(0.67, 0.07, 0.19),
        Method.RANK_CORRELATION: Scale(0.82, 0.07, 0.18),
        Method.BEST_WORST: Scale(0.73, 0.05, 0.18),
    }
)
"""Starting values, our own, until a pilot gives better ones: what the simulated people of the bench give (decision
0023), rounded. They differ by method, so a score of one method means nothing on the scale of another.
"""


def standard_error(item_error: float, answered: int) -> float:
    """Return the standard error of a value score from the number of its answered questions.

    Formula: item_error / sqrt(answered). Range: 0 to item_error, which is what one answered question leaves; it is
    finite from the first answer on because the error of a question comes from many people, never from the spread of
    one person's few scores. Fewer answers widen it. Source: classical test theory. Raises ValueError when nothing is
    answered: there is no score then.
    """
    if answered < 1:
        raise ValueError("a score needs an answered question")
    return item_error / sqrt(answered)


def least_difference(error_a: float, error_b: float) -> float:
    """Return the smallest difference that is no accident of measurement, 19 times in 20.

    Formula: 1.96 * sqrt(SE_a^2 + SE_b^2). Range: 0 and up. With equal errors this is 1.96 * sqrt(2) * SE. Source:
    standard error of a difference, classical test theory.
    """
    return NORMAL_95 * sqrt(error_a**2 + error_b**2)


def reliability(error: float, spread: float) -> float:
    """Return the share of the differences between scores that is true.

    Formula: spread^2 / (spread^2 + SE^2). Range: 0 to 1; 1 without error; 0 where people do not differ (and there is
    error). Source: classical test theory.
    """
    return spread**2 / (spread**2 + error**2) if error > 0 else 1.0


def shrunk(score: float, error: float, *, mean: float, spread: float) -> float:
    """Return the best guess of a true score: pulled towards the mean of all people, the more the less sure it is.

    Formula: mean + reliability * (score - mean). Range: between score and mean. Source: Kelley (1927). Two scores
    with the same error keep their order.
    """
    return mean + reliability(error, spread) * (score - mean)


def estimate_scale(people: Sequence[Sequence[float]]) -> Scale | None:
    """Estimate mean, true spread and error of a question from many people's item scores on one value.

    `people` holds, for each person, the scores of their answered questions; people may have answered different
    numbers. Formula (one-way analysis of variance, random effects): item_error^2 = sum of squares within people / (N -
    P); spread^2 = max(0, (mean square between people - item_error^2) / n0), n0 = (N - sum(n_i^2) / N) / (P - 1), with
    P people and N scores; the mean is that of people's means. How hard a question is counts as error, since people
    may get different ones. Range: each 0 to 1. None ("not available") under 30 people, or when nobody answered two.
    """
    people = [scores for scores in people if scores]
    scores_in_all = sum(len(scores) for scores in people)
    if len(people) < FEWEST_PEOPLE or max(len(scores) for scores in people) < FEWEST_ITEMS:
        return None
    means = [fmean(scores) for scores in people]
    overall = fsum(score for scores in people for score in scores) / scores_in_all
    within = fsum((score - mean) ** 2 for scores, mean in zip(people, means, strict=True) for score in scores)
    between = fsum(len(scores) * (mean - overall) ** 2 for scores, mean in zip(people, means, strict=True))
    error_square = within / (scores_in_all - len(people))
    usual_number = (scores_in_all - sum(len(scores) ** 2 for scores in people) / scores_in_all) / (len(people) - 1)
    spread_square = (between / (len(people) - 1) - error_square) / usual_number
    return Scale(fmean(means), sqrt(max(0.0, spread_square)), sqrt(error_square))
