"""Alpha, item-total correlations, ceilings and counts: worked numbers, and what is not available."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.screening.item_statistics import (
    alpha,
    count_quick,
    count_straight_lines,
    item_figures,
    item_totals,
    standard_error_of_measurement,
    time_bands,
)

WORKED = [[4, 4, 3], [3, 3, 3], [5, 4, 5], [2, 3, 2], [4, 5, 4]]


def test_alpha_of_the_worked_example() -> None:
    # Item variances 1.3, 0.7, 1.3; variance of totals 8.2: 1.5 * (1 - 3.3 / 8.2).
    assert alpha(WORKED) == pytest.approx(1.5 * (1 - 3.3 / 8.2))
    assert alpha(WORKED) == pytest.approx(0.8963, abs=0.00005)


def test_item_totals_of_the_worked_example() -> None:
    assert item_totals(WORKED) == pytest.approx([0.9070, 0.6682, 0.8690], abs=0.00005)


def test_standard_error_of_measurement_of_the_worked_example() -> None:
    assert standard_error_of_measurement(WORKED) == pytest.approx(0.922, abs=0.0005)


@pytest.mark.parametrize("scores", [[], [[1, 2, 3]], [[1], [2], [3]], [[1, 2], [1, 2]], [[1, 2], [2, 1]]])
def test_alpha_is_not_available_rather_than_0(scores: list[list[float]]) -> None:
    assert alpha(scores) is None
    assert standard_error_of_measurement(scores) is None


def test_item_totals_are_not_available_for_one_item_or_without_spread() -> None:
    assert item_totals([[1], [2], [3]]) == [None]
    assert item_totals([[1, 2, 4], [1, 3, 5], [1, 4, 7]])[0] is None
    assert item_totals([]) == []


def test_an_item_that_is_keyed_the_wrong_way_round_goes_against_the_rest() -> None:
    agreeing = [0.9, 0.7, 0.4, 0.2, 0.1]

    *right_way_round, turned = item_totals([[score, score, score, 1 - score] for score in agreeing])

    assert turned == pytest.approx(-1)
    assert right_way_round == pytest.approx([1, 1, 1])


@given(st.lists(st.lists(st.floats(0, 1), min_size=3, max_size=3), min_size=3, max_size=20))
def test_alpha_is_never_over_1(scores: list[list[float]]) -> None:
    coefficient = alpha(scores)

    assert coefficient is None or coefficient <= 1 + 1e-9


def test_items_that_are_the_same_have_an_alpha_of_1() -> None:
    assert alpha([[0.2, 0.2], [0.5, 0.5], [0.9, 0.9]]) == pytest.approx(1)


def test_item_figures() -> None:
    figures = item_figures([1.0, 0.95, 0.5, 0.55])

    assert figures.count == 4
    assert figures.mean == pytest.approx(0.75)
    assert figures.spread == pytest.approx(float(np.std([1.0, 0.95, 0.5, 0.55], ddof=1)))
    assert figures.ceiling == 0.5
    assert not figures.is_shown


def test_item_figures_are_not_available_without_answers() -> None:
    assert item_figures([]).mean is None
    assert item_figures([0.5]).spread is None
    assert item_figures([0.5] * 30).is_shown


def test_time_bands_count_everybody_once() -> None:
    bands = time_bands([1, 9.9, 10, 29, 30, 59, 60, 119, 120, 4000])

    assert bands == {
        "under 10 seconds": 2,
        "10 to 29 seconds": 2,
        "30 to 59 seconds": 2,
        "1 to 2 minutes": 2,
        "2 minutes or longer": 2,
    }


def test_straight_lines_and_quick_answers_are_only_counted() -> None:
    assert count_straight_lines([[3, 3, 3, 3], [3, 3, 3, 2], [5, 5], [4], []]) == 2
    assert count_quick([0.5, 2.0, 2.1, 40]) == 2


def test_alpha_with_gaps_is_that_of_the_whole_scale() -> None:
    dice = np.random.default_rng(20261126)
    whole = dice.normal(0.7, 0.05, (3000, 1)) + dice.normal(0, 0.08, (3000, 5)) + np.array([0, 0.1, -0.1, 0.05, 0])
    asked = whole.copy()
    for row in asked:
        row[dice.choice(5, 2, replace=False)] = np.nan

    complete, with_gaps = alpha(whole.tolist()), alpha(asked.tolist())

    assert complete == pytest.approx(5 * 0.0025 / (5 * 0.0025 + 0.0064), abs=0.02)
    assert with_gaps == pytest.approx(complete, abs=0.03)


def test_alpha_of_a_shorter_form_follows_spearman_and_brown() -> None:
    whole = alpha(WORKED)
    assert whole is not None

    # r of length 2/3: (2/3 r) / (1 + (2/3 - 1) r)
    assert alpha(WORKED, questions=2) == pytest.approx((2 / 3 * whole) / (1 - whole / 3))


def test_item_totals_with_gaps_take_what_each_person_answered() -> None:
    dice = np.random.default_rng(20261126)
    whole = dice.normal(0.7, 0.1, (4000, 1)) + dice.normal(0, 0.05, (4000, 4))
    asked = whole.copy()
    asked[:2000, 3] = np.nan
    asked[2000:, 0] = np.nan

    totals = item_totals(asked.tolist())

    # two other questions: correlation 0.01 / sqrt(0.0125 * (0.01 + 0.0025 / 2)) for the first and the last
    assert totals[0] == pytest.approx(0.01 / (0.0125 * 0.01125) ** 0.5, abs=0.02)
    assert totals[3] == pytest.approx(totals[0], abs=0.03)
