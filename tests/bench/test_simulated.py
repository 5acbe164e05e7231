"""Fewer simulated people than the bench has: true values come back, bias is seen, chance is not."""

import pytest

from careers.screening.item_scores import Method
from tests.bench.simulated import called_different, false_alarms, found_planted, recovery, search_bank

FEW = 1_500


@pytest.mark.parametrize("method", Method)
def test_true_values_are_recovered_and_more_questions_recover_them_better(method: Method) -> None:
    three, _ = recovery(3, method, FEW)
    twelve, _ = recovery(12, method, FEW)

    assert three > 0.3
    assert twelve > three + 0.1


def test_one_person_twice_is_called_different_about_once_in_twenty() -> None:
    assert 0.02 < called_different(5, FEW) < 0.09


def test_a_planted_question_is_flagged_in_its_group_only() -> None:
    right, wrong = found_planted(10)

    assert right >= 0.8
    assert wrong <= 0.3  # 0.05 each by the stated rate: 4 or more of 10 come once in a thousand times


def test_unbiased_banks_are_rarely_flagged_even_where_a_group_has_less_of_the_value() -> None:
    assert false_alarms(20) <= 0.2  # 5 or more of 20 come three times in a thousand
    assert false_alarms(20, lower_by=0.5) <= 0.2
    assert false_alarms(20, lower_by=0.5, asked=3) <= 0.2


def test_the_same_seed_finds_the_same() -> None:
    assert search_bank(3) == search_bank(3)
