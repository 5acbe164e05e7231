"""Rates with their uncertainty, and medians: values in, values out.

Sums are exact fractions; rounding is half up (not to even) and happens only where a figure is shown.
"""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from math import floor, sqrt
from statistics import NormalDist, median

FEWEST_FOR_A_RATE = 10
FEWEST_FOR_A_MEDIAN = 8
NORMAL_95 = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True)
class Rate:
    """A share of people between 0 and 1, with its 95% interval."""

    value: float
    low: float
    high: float


def wilson_interval(numerator: int, denominator: int) -> tuple[float, float]:
    """The 95% Wilson score interval of a share, both ends between 0 and 1 (E. B. Wilson, 1927).

    Raises ValueError unless 0 <= numerator <= denominator and denominator > 0.
    """
    if denominator <= 0 or not 0 <= numerator <= denominator:
        raise ValueError("A share needs 0 <= numerator <= denominator and a denominator above 0")
    square = NORMAL_95**2
    centre = numerator + square / 2
    reach = NORMAL_95 * sqrt(numerator * (denominator - numerator) / denominator + square / 4)
    return max(0.0, (centre - reach) / (denominator + square)), min(1.0, (centre + reach) / (denominator + square))


def rate(numerator: int, denominator: int) -> Rate | None:
    """A share with its interval; None when it would rest on fewer than 10 people."""
    if denominator < FEWEST_FOR_A_RATE:
        return None
    return Rate(numerator / denominator, *wilson_interval(numerator, denominator))


def percent(share: Fraction | float) -> int:
    """A share as a whole percentage, rounded half up."""
    return floor(100 * share + Fraction(1, 2))


def median_days(days: Collection[int]) -> int | None:
    """The median of whole days, rounded half up; None when there are fewer than 8 of them."""
    if len(days) < FEWEST_FOR_A_MEDIAN:
        return None
    return floor(median(Fraction(day) for day in days) + Fraction(1, 2))
