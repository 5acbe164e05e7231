"""Whether a question treats groups alike, from made-up scores of which the truth is known."""

import numpy as np
import pytest
from numpy.typing import NDArray

from careers.board.item_bias import find_bias

Numbers = NDArray[np.float64]


def people(number: int, *, questions: int = 5, lower_by: float = 0.0, seed: int = 1, error: float = 0.08) -> Numbers:
    """Scores of people whose true value has a spread of 0.08 around 0.7 less `lower_by`."""
    dice = np.random.default_rng(seed)
    true = dice.normal(0.7 - lower_by, 0.08, (number, 1))
    return np.asarray(true + dice.normal(0, error, (number, questions)))


def positions(*sizes: int) -> dict[str, range]:
    starts = np.cumsum([0, *sizes]).tolist()
    return {f"group {number}": range(starts[number], starts[number + 1]) for number in range(len(sizes))}


def test_a_question_that_scores_one_group_lower_is_flagged_and_measured() -> None:
    first, second = people(3000), people(2000, seed=2)
    second[:, 2] -= 0.05

    flagged = [bias for bias in find_bias(np.vstack([first, second]), positions(3000, 2000)) if bias.is_flagged]

    (bias,) = flagged
    assert (bias.question, bias.group, bias.reference) == (2, "group 1", "group 0")
    assert (bias.count, bias.reference_count) == (2000, 3000)
    assert bias.effect == pytest.approx(-0.05 / (2 * 0.08**2) ** 0.5, abs=0.06)  # the spread of one question


def test_a_question_that_scores_one_group_higher_is_flagged_too() -> None:
    first, second = people(3000), people(2000, seed=2)
    second[:, 0] += 0.05

    flagged = [bias for bias in find_bias(np.vstack([first, second]), positions(3000, 2000)) if bias.is_flagged]

    assert [(bias.question, bias.effect > 0) for bias in flagged] == [(0, True)]


def test_groups_that_differ_in_the_value_alone_are_no_sign_of_bias() -> None:
    scores = np.vstack([people(5000), people(5000, lower_by=0.08, seed=2)])

    found = find_bias(scores, positions(5000, 5000))

    assert len(found) == 5
    assert max(abs(bias.effect) for bias in found) < 0.1
    assert not any(bias.is_flagged for bias in found)


def test_a_sure_but_small_difference_is_not_flagged() -> None:
    first, second = people(20_000), people(20_000, seed=2)
    second[:, 1] -= 0.01

    (bias,) = [each for each in find_bias(np.vstack([first, second]), positions(20_000, 20_000)) if each.question == 1]

    assert bias.adjusted_p < 0.05
    assert -0.25 < bias.effect < 0
    assert not bias.is_flagged


def test_what_is_the_same_for_everybody_changes_nothing() -> None:
    scores = np.vstack([people(200), people(150, seed=2)])
    before = find_bias(scores, positions(200, 150))

    after = find_bias(scores + np.array([0.0, 0.1, -0.2, 0.0, 0.3]), positions(200, 150))

    assert [bias.p for bias in after] == pytest.approx([bias.p for bias in before])
    assert [bias.effect for bias in after] == pytest.approx([bias.effect for bias in before])


def test_every_large_group_is_compared_with_the_largest_and_the_family_is_corrected() -> None:
    scores = np.vstack([people(100), people(200, seed=2), people(30, seed=3), people(29, seed=4)])

    found = find_bias(scores, positions(100, 200, 30, 29))

    assert {bias.reference for bias in found} == {"group 1"}
    assert {bias.group for bias in found} == {"group 0", "group 2"}
    assert len(found) == 10
    smallest = min(found, key=lambda bias: bias.p)
    assert smallest.adjusted_p == pytest.approx(min(1, 10 * smallest.p))


def test_people_outside_every_group_are_left_out() -> None:
    compared = np.vstack([people(100), people(100, seed=2)])
    with_others = np.vstack([compared, people(500, seed=3)])

    assert find_bias(with_others, positions(100, 100)) == find_bias(compared, positions(100, 100))


@pytest.mark.parametrize(
    ("scores", "sizes"),
    [
        (people(100, questions=2), (50, 50)),  # too few questions
        (people(59), (30, 29)),  # one group
        (people(59), (59,)),
        (np.zeros((0, 0)), ()),
        (np.full((80, 5), 0.7), (40, 40)),  # nobody differs
        (np.random.default_rng(5).normal(0.7, 0.1, (400, 5)), (200, 200)),  # questions that have nothing in common
    ],
)
def test_nothing_is_said_where_nothing_can_be_said(scores: Numbers, sizes: tuple[int, ...]) -> None:
    assert find_bias(scores, positions(*sizes)) == []
