"""Whether groups of people pass a stage at different rates: ratio, difference, and a test of chance. Pure.

The four-fifths ratio is a rule of thumb from the United States, not UK law, and with small numbers it flags noise: it
is never given without a test. A flag opens a review by a person. It never changes a score or a decision.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import copysign, sqrt

import numpy as np
import scipy
from numpy.typing import NDArray

from careers.board.rates import wilson_interval

FOUR_FIFTHS = 0.80
FEWEST_FOR_A_RATIO = 10
FEWEST_FOR_A_REFERENCE = 20
FEWEST_EXPECTED = 5
ERROR_RATE = 0.05
"""How often, at most, groups that are treated alike lead to any flag in one family of comparisons (Holm)."""


@dataclass(frozen=True, slots=True)
class GroupCount:
    """How many people of a group came to a stage (`sat`) and how many passed it. Exact: not to be shown.

    Those who did not say are counted, never compared (`is_compared` False). Raises ValueError for impossible counts.
    """

    key: str
    label: str
    sat: int
    passed: int
    is_compared: bool = True

    def __post_init__(self) -> None:
        """Refuse counts that cannot be."""
        if not 0 <= self.passed <= self.sat:
            raise ValueError("those who passed are among those who sat")

    @property
    def rate(self) -> float:
        """The share that passed, 0 to 1; 0 when nobody sat."""
        return self.passed / self.sat if self.sat else 0.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """One group beside the reference group at one stage.

    `p` is the two-sided chance of a difference as large if both groups were treated alike, `adjusted_p` the same after
    Holm's correction over the family. `low` and `high` are the ends of the 95% interval of the difference.
    """

    group: GroupCount
    reference: GroupCount
    ratio: float
    difference: float
    low: float
    high: float
    test: str
    p: float
    adjusted_p: float

    @property
    def is_flagged(self) -> bool:
        """Whether a person should review it: under four fifths, and more than chance after the correction."""
        return self.ratio < FOUR_FIFTHS and self.adjusted_p < ERROR_RATE


def reference_group(groups: Sequence[GroupCount]) -> GroupCount | None:
    """Return the group that others are compared with: the highest rate among compared groups of 20 or more.

    The larger group where rates are equal. None when there is no such group, or nobody in it passed.
    """
    large = [group for group in groups if group.is_compared and group.sat >= FEWEST_FOR_A_REFERENCE]
    highest = max(large, key=lambda group: (group.rate, group.sat), default=None)
    return highest if highest and highest.passed else None


def compare_groups(groups: Sequence[GroupCount]) -> list[Comparison]:
    """Compare each group of 10 or more with the reference group, in the order given.

    The p values are not corrected yet: `correct` does that over a whole family of comparisons. Groups of those who
    did not say are left out. Empty when there is no reference group.
    """
    reference = reference_group(groups)
    if reference is None:
        return []
    return [
        compare(group, reference)
        for group in groups
        if group.is_compared and group != reference and group.sat >= FEWEST_FOR_A_RATIO
    ]


def compare(group: GroupCount, reference: GroupCount) -> Comparison:
    """Compare a group with another, whatever their sizes.

    Formulas: ratio = rate / rate of the reference, 0 and up (under 0.80 is the four-fifths flag); difference = rate -
    rate of the reference, -1 to 1, with Newcombe's interval; Fisher's exact test when a count expected by chance is
    under 5, else the z test of two proportions. Raises ValueError when the reference has nobody who passed.
    """
    if not reference.passed or not group.sat:
        raise ValueError("there is nothing to compare")
    is_small = least_expected(group, reference) < FEWEST_EXPECTED
    p = fisher_p(group, reference) if is_small else z_test(group, reference)[1]
    return Comparison(
        group,
        reference,
        ratio=group.rate / reference.rate,
        difference=group.rate - reference.rate,
        low=newcombe_interval(group, reference)[0],
        high=newcombe_interval(group, reference)[1],
        test="Fisher" if is_small else "z",
        p=p,
        adjusted_p=p,
    )


def correct(comparisons: Sequence[Comparison]) -> list[Comparison]:
    """Return a family of comparisons with their p values corrected by Holm's method."""
    adjusted = holm([comparison.p for comparison in comparisons])
    return [replace(each, adjusted_p=p) for each, p in zip(comparisons, adjusted, strict=True)]


def least_expected(group: GroupCount, reference: GroupCount) -> float:
    """Return the smallest of the four counts expected if both groups passed alike."""
    passed, sat = group.passed + reference.passed, group.sat + reference.sat
    return min(group.sat, reference.sat) * min(passed, sat - passed) / sat


def fisher_p(group: GroupCount, reference: GroupCount) -> float:
    """Return the two-sided p value of Fisher's exact test, 0 to 1 (R. A. Fisher, 1922; from SciPy)."""
    return float(scipy.stats.fisher_exact(_table(group, reference)).pvalue)


def z_test(group: GroupCount, reference: GroupCount) -> tuple[float, float]:
    """Return z and the two-sided p value of the test of two proportions with a pooled rate.

    Formula: z = (rate - rate of the reference) / sqrt(pooled * (1 - pooled) * (1 / n + 1 / m)); its square is the
    chi squared of the two-by-two table without continuity correction, which SciPy gives. Where all or none passed
    there is no difference: z is 0 and p is 1.
    """
    passed, sat = group.passed + reference.passed, group.sat + reference.sat
    if passed in {0, sat}:
        return 0.0, 1.0
    tested = scipy.stats.chi2_contingency(_table(group, reference), correction=False)
    return copysign(sqrt(float(tested.statistic)), group.rate - reference.rate), float(tested.pvalue)


def newcombe_interval(group: GroupCount, reference: GroupCount) -> tuple[float, float]:
    """Return the 95% interval of the difference of two rates, both ends between -1 and 1.

    Formula: with the Wilson interval (l, u) of each rate p, d - sqrt((p1 - l1)^2 + (u2 - p2)^2) to d + sqrt((u1 -
    p1)^2 + (p2 - l2)^2). Source: method 10 of Newcombe (1998).
    """
    (low, high), (other_low, other_high) = (wilson_interval(each.passed, each.sat) for each in (group, reference))
    difference = group.rate - reference.rate
    below = sqrt((group.rate - low) ** 2 + (other_high - reference.rate) ** 2)
    above = sqrt((high - group.rate) ** 2 + (reference.rate - other_low) ** 2)
    return max(-1.0, difference - below), min(1.0, difference + above)


def holm(p_values: Sequence[float]) -> list[float]:
    """Return p values corrected for their number, in the order given.

    Formula: the i-th smallest of m becomes max over j <= i of min(1, (m - j + 1) * p_j). Range: 0 to 1, never under
    what went in. With this, the chance of any false flag in the family is at most that of one. Source: Holm (1979).
    """
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    adjusted, highest = [0.0] * len(p_values), 0.0
    for place, index in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - place) * p_values[index]))
        adjusted[index] = highest
    return adjusted


def _table(group: GroupCount, reference: GroupCount) -> NDArray[np.int64]:
    return np.array([[each.passed, each.sat - each.passed] for each in (group, reference)], np.int64)
