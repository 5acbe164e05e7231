"""Rates, intervals and medians against figures worked out elsewhere."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from careers.board.rates import median_days, percent, rate, wilson_interval


@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [
        (18, 42, 29.1, 57.8),
        (0, 7, 0.0, 35.4),
        (7, 7, 64.6, 100.0),
        (5, 12, 19.3, 68.0),
        (9, 20, 25.8, 65.8),
        (120, 300, 34.6, 45.6),
    ],
)
def test_wilson_interval(numerator: int, denominator: int, low: float, high: float) -> None:
    interval = wilson_interval(numerator, denominator)

    assert [round(100 * end, 1) for end in interval] == [low, high]


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_interval_agrees_with_scipy(share: tuple[int, int]) -> None:
    numerator, denominator = share

    interval = wilson_interval(numerator, denominator)

    theirs = binomtest(numerator, denominator).proportion_ci(method="wilson")
    assert interval == pytest.approx((theirs.low, theirs.high), abs=1e-9)


@pytest.mark.parametrize(("numerator", "denominator"), [(1, 0), (-1, 5), (6, 5)])
def test_wilson_interval_of_no_share(numerator: int, denominator: int) -> None:
    with pytest.raises(ValueError, match="denominator"):
        wilson_interval(numerator, denominator)


def test_no_rate_on_fewer_than_ten() -> None:
    assert rate(4, 9) is None


def test_a_rate_on_ten() -> None:
    share = rate(4, 10)

    assert share is not None
    assert share.value == 0.4
    assert share.low < 0.4 < share.high


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(18, 42), 43),
        (Fraction(1, 8), 13),
        (Fraction(1, 40), 3),
        (Fraction(29, 200), 15),
        (Fraction(1), 100),
    ],
)
def test_percent_is_rounded_half_up(share: Fraction, shown: int) -> None:
    assert percent(share) == shown


def test_median_days() -> None:
    assert median_days([40, 10, 30, 20, 35, 25, 5, 50]) == 28  # (25 + 30) / 2 = 27.5
    assert median_days([40, 10, 30, 20, 35, 25, 5, 50, 60]) == 30


def test_no_median_of_fewer_than_eight() -> None:
    assert median_days([1, 2, 3, 4, 5, 6, 7]) is None
