"""Whether people of different groups who are alike in a value score differently on one of its questions. Pure.

A lower mean on a question is no bias by itself: the groups may differ in the value. So each question is compared
between people with the same standing on the other questions of the value. A flag opens a review, nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
import scipy
from numpy.typing import NDArray

from careers.board.adverse_impact import ERROR_RATE, holm
from careers.screening.item_statistics import alpha, means_of, rest_of

FEWEST_IN_A_GROUP = 30
FEWEST_QUESTIONS = 3
LEAST_EFFECT = 0.25
"""Differences under a quarter of a standard deviation are never flagged, however sure: the limit of the largest of the
three classes of the standardised mean difference in use for questions with several scores (Zwick, Thayer and Mazzeo
1997)."""
LEAST_RELIABILITY = 0.20
"""Where the other questions hold together less than this they say too little about the value to compare by them."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bias:
    """How a group does on a question beside the reference group, among people alike on the other questions.

    `effect` is in standard deviations of the question's score within groups, below 0 when the group scores lower;
    `adjusted_p` is after Holm's correction over the family.
    """

    question: int
    group: str
    reference: str
    count: int
    reference_count: int
    effect: float
    p: float
    adjusted_p: float

    @property
    def is_flagged(self) -> bool:
        """Whether a person should review it: more than chance after the correction, and large enough to matter."""
        return self.adjusted_p < ERROR_RATE and abs(self.effect) >= LEAST_EFFECT


def find_bias(scores: Sequence[Sequence[float]], positions: Mapping[str, Sequence[int]]) -> list[Bias]:
    """Compare every group of 30 or more with the largest, on every question of a value; one family, corrected.

    `scores` has a row for each person and a column for each question of the value (0 to 1; nan where a person was not
    asked it); `positions` says which rows belong to each group. Those who did not say are not to be given. Empty when
    fewer than two groups are large enough, or there are fewer than three questions.

    Method: analysis of covariance with the rest score x (mean of the other questions answered) as covariate, corrected
    for its error (Porter 1967; the correction is that of SIBTEST, Shealy and Stout 1993). With b the slope of the item
    score y on x within groups and r the reliability of x (alpha within groups):
    difference = (mean y of the group - of the reference) - (b / r) * (mean x of the group - of the reference).
    Without the correction an honest question looks biased where groups differ in the value. Its variance is the sum
    over both groups of var(y - (b / r) x) / n (they may differ: Welch), and what b and r (Bonett 2002) add. A flagged
    question is taken out of the rest score of the others, which are compared anew (purification), the surest first.
    Stated error rate: 5% for any flag in the family, by Holm (1979).
    """
    table = np.asarray(scores, np.float64)
    large = {group: np.asarray(rows, np.intp) for group, rows in positions.items() if len(rows) >= FEWEST_IN_A_GROUP}
    if len(large) < 2 or table.ndim != 2 or table.shape[1] < FEWEST_QUESTIONS:
        return []
    reference = max(large, key=lambda group: len(large[group]))
    pairs = [
        (_Side(group, table[rows]), _Side(reference, table[large[reference]]))
        for group, rows in large.items()
        if group != reference
    ]
    comparisons = len(pairs) * table.shape[1]
    found = [bias for one, other in pairs for bias in _compare_all(one, other, comparisons)]
    adjusted = holm([bias.p for bias in found])
    return [replace(bias, adjusted_p=p) for bias, p in zip(found, adjusted, strict=True)]


@dataclass(frozen=True, slots=True)
class _Side:
    """One of two groups: the scores of its people (rows) on each question (columns)."""

    group: str
    table: Numbers


def _compare_all(one: _Side, other: _Side, comparisons: int) -> list[Bias]:
    """Compare two groups on every question, what is biased beyond doubt left out of the rest scores of the others."""
    questions = range(one.table.shape[1])
    set_aside: set[int] = set()
    while True:
        found = [
            bias
            for question in questions
            if (bias := _compare(one, other, question, [q for q in questions if q not in {question, *set_aside}]))
        ]
        doubtless = [
            bias
            for bias in found
            if bias.question not in set_aside and bias.p * comparisons < ERROR_RATE and abs(bias.effect) >= LEAST_EFFECT
        ]
        if not doubtless or len(set_aside) >= len(questions) - FEWEST_QUESTIONS:
            return found
        set_aside.add(min(doubtless, key=lambda bias: bias.p).question)


def _compare(one: _Side, other: _Side, question: int, others: list[int]) -> Bias | None:
    """Compare two groups on one question; None where the other questions, or this one, tell nobody apart."""
    together = np.vstack([one.table, other.table])
    is_one = np.arange(len(together)) < len(one.table)
    used = together[:, [question, *others]]
    rest_score = rest_of(used, 0)
    answered = ~np.isnan(rest_score)
    picks = [answered & is_one, answered & ~is_one]
    items, rests = ([numbers[pick] for pick in picks] for numbers in (used[:, 0], rest_score))
    if min(map(len, items)) < FEWEST_IN_A_GROUP:
        return None
    freedom = sum(map(len, items)) - 2
    length = float(1 / np.mean(1 / (~np.isnan(used[answered, 1:])).sum(axis=1)))
    within = [used[pick, 1:] - means_of(used[pick, 1:]) for pick in picks]
    reliability = alpha(np.vstack(within).tolist(), questions=length)
    spread = sqrt(sum(_products(item, item) for item in items) / freedom)
    if reliability is None or reliability < LEAST_RELIABILITY or not spread:
        return None
    squares = sum(_products(rest, rest) for rest in rests)
    slope = sum(_products(rest, item) for rest, item in zip(rests, items, strict=True)) / squares
    apart = float(rests[0].mean() - rests[1].mean()) / reliability
    difference = float(items[0].mean() - items[1].mean()) - slope * apart
    left = [item - slope / reliability * rest for item, rest in zip(items, rests, strict=True)]
    parts = [_products(each, each) / (len(each) - 1) / len(each) for each in left]
    if not sum(parts):
        return None
    error_square = sum(parts) + apart**2 * (
        _slope_variance(rests, items, slope) + slope**2 * _variance_of_alpha(reliability, len(others), freedom)
    )
    welch = sum(parts) ** 2 / sum(part**2 / (len(each) - 1) for part, each in zip(parts, left, strict=True))
    p = float(2 * scipy.stats.t.sf(abs(difference) / sqrt(error_square), welch))
    return Bias(question, one.group, other.group, len(items[0]), len(items[1]), difference / spread, p, p)


def _slope_variance(rests: Sequence[Numbers], items: Sequence[Numbers], slope: float) -> float:
    left = [item - slope * rest for item, rest in zip(items, rests, strict=True)]
    freedom = sum(map(len, items)) - 3
    return sum(_products(each, each) for each in left) / freedom / sum(_products(rest, rest) for rest in rests)


def _variance_of_alpha(coefficient: float, questions: int, people: int) -> float:
    """The variance of alpha in relation to its square (Bonett 2002)."""
    return 2 * questions * (1 - coefficient) ** 2 / ((questions - 1) * people) / coefficient**2


def _products(one: Numbers, other: Numbers) -> float:
    return float(((one - one.mean()) * (other - other.mean())).sum())
