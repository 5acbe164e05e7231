"""Standard errors, shrinkage, and what is estimated from many people."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.screening.item_scores import Method
from careers.screening.measurement import (
    STARTER_SCALES,
    estimate_scale,
    least_difference,
    reliability,
    shrunk,
    standard_error,
)

scores = st.floats(0, 1)
errors = st.floats(0.001, 0.5)


def test_the_standard_error_is_the_item_error_over_the_root_of_what_was_answered() -> None:
    assert standard_error(0.10, 1) == pytest.approx(0.10)
    assert standard_error(0.10, 4) == pytest.approx(0.05)


@given(st.floats(0.01, 0.5), st.integers(1, 40))
def test_one_answer_fewer_widens_the_error(item_error: float, answered: int) -> None:
    assert standard_error(item_error, answered) > standard_error(item_error, answered + 1)


def test_nothing_answered_has_no_error_because_it_has_no_score() -> None:
    with pytest.raises(ValueError, match="answered"):
        standard_error(0.10, 0)


def test_least_difference() -> None:
    assert least_difference(0.03, 0.04) == pytest.approx(1.96 * 0.05)
    assert least_difference(0.922, 0.922) == pytest.approx(1.96 * sqrt(2) * 0.922)


def test_reliability_and_shrinkage_by_hand() -> None:
    assert reliability(0.05, 0.05) == pytest.approx(0.5)
    assert reliability(0.10, 0.05) == pytest.approx(0.2)  # 0.0025 / 0.0125
    assert shrunk(0.9, 0.05, mean=0.7, spread=0.05) == pytest.approx(0.8)
    assert reliability(0.0, 0.0) == 1
    assert reliability(0.1, 0.0) == 0


@given(scores, errors, scores, st.floats(0, 0.5))
def test_a_shrunk_score_lies_between_the_score_and_the_mean(
    score: float, error: float, mean: float, spread: float
) -> None:
    low, high = sorted((score, mean))

    assert low - 1e-12 <= shrunk(score, error, mean=mean, spread=spread) <= high + 1e-12


@given(scores, errors, errors, scores, st.floats(0.01, 0.5))
def test_the_less_sure_a_score_the_nearer_it_is_pulled_to_the_mean(
    score: float, one: float, other: float, mean: float, spread: float
) -> None:
    surer, less_sure = sorted((one, other))

    near = abs(shrunk(score, less_sure, mean=mean, spread=spread) - mean)
    far = abs(shrunk(score, surer, mean=mean, spread=spread) - mean)

    assert near <= far + 1e-12


def test_every_method_has_a_starter_scale() -> None:
    assert STARTER_SCALES.keys() == set(Method)
    assert all(0 < scale.mean < 1 and scale.spread > 0 and scale.item_error > 0 for scale in STARTER_SCALES.values())


def test_estimate_scale_by_hand() -> None:
    # Fifteen people score 0.4 and 0.6, fifteen 0.6 and 0.8: the mean squares are 0.02 within and 0.6 / 29 between.
    people = [(0.4, 0.6)] * 15 + [(0.6, 0.8)] * 15

    scale = estimate_scale(people)

    assert scale is not None
    assert scale.mean == pytest.approx(0.6)
    assert scale.item_error == pytest.approx(sqrt(0.02))
    assert scale.spread == pytest.approx(sqrt((0.6 / 29 - 0.02) / 2))


def test_estimate_scale_finds_what_was_put_in_from_unequal_numbers_of_answers() -> None:
    dice = np.random.default_rng(20261126)
    people = [
        list(true + dice.normal(0, 0.1, 3 + number % 3)) for number, true in enumerate(dice.normal(0.7, 0.05, 4000))
    ]

    scale = estimate_scale(people)

    assert scale is not None
    assert scale.mean == pytest.approx(0.7, abs=0.004)
    assert scale.spread == pytest.approx(0.05, abs=0.004)
    assert scale.item_error == pytest.approx(0.1, abs=0.003)


def test_people_who_differ_by_less_than_error_explains_have_no_spread() -> None:
    scale = estimate_scale([(0.4, 0.8)] * 30)

    assert scale is not None
    assert scale.spread == 0


@pytest.mark.parametrize("people", [[], [(0.4, 0.6)] * 29, [(0.5,)] * 40, [(0.4, 0.6)] * 29 + [()]])
def test_estimate_scale_is_not_available_for_few_people_or_one_answer_each(people: list[tuple[float, ...]]) -> None:
    assert estimate_scale(people) is None
