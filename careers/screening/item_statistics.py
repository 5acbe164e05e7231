"""How well questions measure: figures over many people's item scores. Pure.

A table of scores has a row for each person and a column for each question of a scale; nan where a person was not
asked a question, because a sitting asks only some. None means "not available", which is never 0. Nothing here is shown
under 30 people.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

FEWEST_SHOWN = 30
FEWEST_FOR_A_SPREAD = 2
NEAR_THE_TOP = 0.95
TINY = 1e-12
QUICK_SECONDS = 2.0
TIME_BANDS: Mapping[str, float] = MappingProxyType(
    {
        "under 10 seconds": 10.0,
        "10 to 29 seconds": 30.0,
        "30 to 59 seconds": 60.0,
        "1 to 2 minutes": 120.0,
    }
)
LONGEST_BAND = "2 minutes or longer"

Scores = Sequence[Sequence[float]]
Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """What the scores on one question look like.

    `count` people answered it; mean, spread (sample standard deviation) and the share at or near the top are None
    when there are too few. `item_total` is the corrected item-total correlation among `complete` people who answered
    the whole scale.
    """

    count: int
    mean: float | None
    spread: float | None
    ceiling: float | None
    item_total: float | None = None
    complete: int = 0

    @property
    def is_shown(self) -> bool:
        """Whether enough people answered for these figures to be shown."""
        return self.count >= FEWEST_SHOWN


def alpha(scores: Scores, questions: float | None = None) -> float | None:
    """Return Cronbach's alpha of a table of scores, for a scale of so many questions (all columns when not given).

    Formula: k / (k - 1) * (1 - sum of item variances / variance of totals), sample variances (n - 1), k items. As
    people may have answered different questions it is worked out by analysis of variance (Hoyt 1941), which is the
    same where there are no gaps: with scores less the mean of their question, error = sum of squares within people / (N
    - n - k + 1), people = (mean square between people - error) / n0, alpha = q * people / (q * people + error), for n
    people with N scores, n0 the usual number of scores of a person, and q `questions`.

    Range: up to 1; below 0 when items go against each other. None for one item, fewer than two people, or totals
    that are all the same. Situations mix several things at once, so alpha says less than a retest would: never drop
    a value on it alone. Source: Cronbach (1951).
    """
    table = _asked(_table(scores))
    people, items = table.shape
    if people < FEWEST_FOR_A_SPREAD or items < FEWEST_FOR_A_SPREAD:
        return None
    centred = table - means_of(table)
    counts = (~np.isnan(table)).sum(axis=1)
    means = np.nanmean(centred, axis=1)
    answers = int(counts.sum())
    overall = float(np.nansum(centred)) / answers
    between = float((counts * (means - overall) ** 2).sum()) / (people - 1)
    freedom = answers - people - items + 1
    usual = (answers - float((counts**2).sum()) / answers) / (people - 1)
    if freedom < 1 or between < TINY:
        return None
    error = float(np.nansum((centred - means[:, None]) ** 2)) / freedom
    true = (questions or items) * (between - error) / usual
    return true / (true + error) if true + error > TINY else None


def standard_error_of_measurement(scores: Scores) -> float | None:
    """Return the error of a total of people who answered every question.

    Formula: spread of totals * sqrt(1 - alpha), alpha below 0 counted as 0. Range: 0 to the spread of the totals.
    None where alpha is. Source: classical test theory.
    """
    coefficient = alpha(scores)
    if coefficient is None:
        return None
    return sqrt(_variance(_table(scores).sum(axis=1)) * (1 - max(0.0, min(1.0, coefficient))))


def item_totals(scores: Scores) -> list[float | None]:
    """Return the corrected item-total correlation of each question.

    Formula: product-moment correlation of the item with the mean of the other questions the person answered, each less
    its own mean: without gaps that is the correlation with the total of the others. Range: -1 to 1; below 0.20 is
    weak, below 0 suggests a key that is the wrong way round. None for one item, or where item or rest are all the
    same. Source: classical item analysis.
    """
    table = _table(scores)
    return [_correlation(table[:, item], rest_of(table, item)) for item in range(table.shape[1])]


def rest_of(table: Table, item: int) -> Table:
    """Return, for each person, the mean of the other questions they answered less the means of those questions.

    nan for who answered no other, or not this one.
    """
    others = np.delete(table, item, axis=1)
    answered = ~np.isnan(others)
    centred = np.where(answered, others - means_of(others), 0.0)
    counts = answered.sum(axis=1)
    rest = np.where(counts > 0, centred.sum(axis=1) / np.maximum(counts, 1), np.nan)
    return np.asarray(np.where(np.isnan(table[:, item]), np.nan, rest), np.float64)


def means_of(table: Table) -> Table:
    """Return the mean of each question over those who answered it; 0 where nobody did."""
    answered = ~np.isnan(table)
    sums = np.where(answered, table, 0.0).sum(axis=0)
    return np.asarray(sums / np.maximum(answered.sum(axis=0), 1), np.float64)


def item_figures(scores: Sequence[float]) -> ItemFigures:
    """Return the figures of one question from the scores (0 to 1) of all who answered it.

    Formulas: mean; sample standard deviation; ceiling = share of scores of 0.95 or more, at or near the top.
    """
    count = len(scores)
    if count == 0:
        return ItemFigures(0, None, None, None)
    column = np.asarray(scores, np.float64)
    spread = sqrt(_variance(column)) if count >= FEWEST_FOR_A_SPREAD else None
    return ItemFigures(count, float(column.mean()), spread, float((column >= NEAR_THE_TOP).mean()))


def time_bands(seconds: Sequence[float]) -> dict[str, int]:
    """Count answers by how long they took, in fixed bands: for all people together, never for one."""
    counts = dict.fromkeys((*TIME_BANDS, LONGEST_BAND), 0)
    for taken in seconds:
        counts[next((name for name, end in TIME_BANDS.items() if taken < end), LONGEST_BAND)] += 1
    return counts


def count_straight_lines(people: Sequence[Sequence[int]]) -> int:
    """Count the people whose ratings are one number all the way down.

    They are scored like anyone; only this count is ever looked at. A person with fewer than two ratings is not
    counted.
    """
    return sum(len(ratings) >= FEWEST_FOR_A_SPREAD and len(set(ratings)) == 1 for ratings in people)


def count_quick(seconds: Sequence[float]) -> int:
    """Count the answers to a whole situation in two seconds or less. Scored like any; only this count is looked at."""
    return sum(taken <= QUICK_SECONDS for taken in seconds)


def _table(scores: Scores) -> Table:
    return np.asarray(scores, np.float64).reshape(len(scores), -1) if len(scores) else np.zeros((0, 0))


def _asked(table: Table) -> Table:
    """The people who answered something, and the questions that were answered by somebody."""
    answered = ~np.isnan(table)
    return np.asarray(table[answered.any(axis=1)][:, answered.any(axis=0)], np.float64)


def _variance(numbers: Table) -> float:
    return 0.0 if numbers.min() == numbers.max() else float(numbers.var(ddof=1))


def _correlation(one: Table, other: Table) -> float | None:
    both = ~(np.isnan(one) | np.isnan(other))
    one, other = one[both], other[both]
    if len(one) < FEWEST_FOR_A_SPREAD or np.ptp(one) < TINY or np.ptp(other) < TINY:
        return None
    return float(np.corrcoef(one, other)[0, 1])
