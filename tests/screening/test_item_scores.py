"""The score of one question by each method: worked numbers, and what must hold for any ratings."""

from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from careers.screening.item_scores import (
    Method,
    Style,
    best_worst_points,
    item_score,
    near_miss_points,
    places_of,
    rank_agreement,
    squared_distance,
    standardised_distance,
    style_of,
)

KEYS = (4.6, 4.0, 2.1, 1.5)
ROUGHLY = 1e-9
keyed = st.lists(st.tuples(st.floats(1, 5), st.integers(1, 5)), min_size=1, max_size=5)
methods = st.sampled_from(Method)
distances = st.sampled_from([Method.ABSOLUTE, Method.SQUARED])
orders = st.sampled_from([Method.RANK_NEAR_MISS, Method.RANK_CORRELATION, Method.BEST_WORST])


def columns(pairs: Sequence[tuple[float, int]]) -> tuple[list[float], list[int]]:
    return [key for key, _ in pairs], [rating for _, rating in pairs]


@pytest.mark.parametrize(
    ("keys", "ratings", "score"),
    [
        ((4.5, 1.5), (4, 2), 0.857),  # 1 - 1.0 / 7.0
        ((4.5, 1.5), (1, 5), 0.0),
        ((4.5, 1.5), (3, 3), 0.571),  # 1 - 3.0 / 7.0
        ((4.0, 2.0, 5.0, 1.0), (4, 2, 5, 1), 1.0),
        ((4.0, 2.0, 5.0, 1.0), (5, 2, 5, 1), 0.929),  # 1 - 1 / 14
        ((4.0, 2.0, 5.0, 1.0), (1, 5, 1, 5), 0.0),
    ],
)
def test_absolute_distance_follows_the_formula(keys: tuple[float, ...], ratings: tuple[int, ...], score: float) -> None:
    assert item_score(keys, ratings) == pytest.approx(score, abs=0.0005)


def test_item_score_takes_the_length_of_the_scale() -> None:
    assert item_score([1, 7], [1, 4], scale_points=7) == pytest.approx(0.75)  # 1 - 3 / 12


@pytest.mark.parametrize(
    ("ratings", "score"),
    [
        ((4, 2), 1 - 0.5 / 24.5),
        ((3, 3), 1 - 4.5 / 24.5),
        ((1, 5), 0.0),
    ],
)
def test_squared_distance_follows_the_formula(ratings: tuple[int, ...], score: float) -> None:
    assert squared_distance((4.5, 1.5), ratings) == pytest.approx(score)


def test_a_big_miss_costs_more_than_two_small_ones_by_the_square() -> None:
    one_big, two_small = (2, 4, 4, 2), (3, 3, 4, 2)

    assert item_score((4, 4, 4, 2), one_big) == item_score((4, 4, 4, 2), two_small)
    assert squared_distance((4, 4, 4, 2), one_big) < squared_distance((4, 4, 4, 2), two_small)


def test_style_of_is_the_mean_and_the_population_spread() -> None:
    assert style_of([1, 5, 1, 5]) == Style(3, 2)
    assert style_of([4, 4, 4]) == Style(4, 0)
    assert style_of([0.1] * 3).spread == 0
    with pytest.raises(ValueError, match="ratings"):
        style_of([])


@pytest.mark.parametrize(
    ("ratings", "score"),
    [
        ((5, 1), 1.0),  # z: 1, -1 beside a key of 1, -1
        ((4, 2), 1.0),  # the same but for style
        ((3, 3), 0.5),  # no spread: z is 0, distance 2 of 4
        ((2, 4), 0.0),  # z: -1, 1: distance 4 of 4
    ],
)
def test_standardised_distance_takes_out_style(ratings: tuple[int, ...], score: float) -> None:
    assert item_score((4.5, 1.5), ratings, method=Method.STANDARDISED) == pytest.approx(score)


def test_standardised_distance_uses_the_style_of_the_whole_sitting() -> None:
    keys, ratings = (4.0, 2.0), (4, 3)
    style, key_style = Style(3.0, 1.0), Style(3.0, 1.0)

    # z of the keys: 1, -1; of the ratings: 1, 0; distance 1 of the 4 of the reverse
    assert standardised_distance(keys, ratings, key_style=key_style, style=style) == pytest.approx(0.75)


def test_one_number_in_the_whole_sitting_scores_half_by_the_standardised_distance() -> None:
    score = item_score(KEYS, (4, 4, 4, 4), method=Method.STANDARDISED, key_style=Style(3, 1.2), style=Style(4, 0))

    assert score == pytest.approx(0.5)


def test_keys_without_spread_score_half_by_the_standardised_distance() -> None:
    assert item_score((4, 4), (5, 1), method=Method.STANDARDISED) == 0.5


@pytest.mark.parametrize(
    ("ratings", "points", "score"),
    [
        ((5, 4, 2, 1), 16, 1.0),
        ((4, 5, 2, 1), 14, 0.75),  # (14 - 8) / 8
        ((1, 2, 4, 5), 8, 0.0),
        ((3, 3, 3, 3), 12, 0.5),  # each at place 2.5: 4 * 4 - (1.5 + 0.5 + 0.5 + 1.5)
        ((5, 5, 2, 1), 15, 0.875),  # places 1.5 and 1.5
    ],
)
def test_rank_near_miss(ratings: tuple[int, ...], points: float, score: float) -> None:
    assert near_miss_points(KEYS, ratings) == pytest.approx(points)
    assert item_score(KEYS, ratings, method=Method.RANK_NEAR_MISS) == pytest.approx(score)


@pytest.mark.parametrize(
    ("ratings", "rho"),
    [
        ((5, 4, 2, 1), 1.0),
        ((4, 5, 2, 1), 0.8),  # 1 - 6 * 2 / (4 * 15)
        ((1, 2, 4, 5), -1.0),
        ((3, 3, 3, 3), 0.0),
    ],
)
def test_rank_agreement(ratings: tuple[int, ...], rho: float) -> None:
    assert rank_agreement(KEYS, ratings) == pytest.approx(rho)
    assert item_score(KEYS, ratings, method=Method.RANK_CORRELATION) == pytest.approx((1 + rho) / 2)


def test_rank_agreement_is_0_for_keys_that_are_all_alike() -> None:
    assert rank_agreement((4, 4, 4), (5, 2, 1)) == 0


@given(keyed)
def test_rank_agreement_is_spearmans_rho(pairs: list[tuple[float, int]]) -> None:
    keys, ratings = columns(pairs)
    assume(len(set(keys)) > 1)
    assume(len(set(ratings)) > 1)

    assert rank_agreement(keys, ratings) == pytest.approx(stats.spearmanr(keys, ratings).statistic)


@given(st.lists(st.integers(1, 5), min_size=1, max_size=6))
def test_places_of_are_mid_ranks_from_the_highest(numbers: list[int]) -> None:
    assert places_of(numbers) == list(stats.rankdata([-number for number in numbers]))


@pytest.mark.parametrize(
    ("ratings", "points"),
    [
        ((5, 4, 2, 1), 2.0),
        ((5, 1, 2, 3), 1.0),  # best right, a middle one named worst
        ((1, 4, 2, 5), -2.0),  # the wrong way round
        ((4, 5, 2, 1), 1.0),  # a middle one named best, worst right
        ((4, 5, 1, 2), 0.0),  # both in the middle
        ((5, 5, 2, 1), 1.5),  # the best named as one of two
        ((3, 3, 3, 3), 0.0),
    ],
)
def test_best_worst(ratings: tuple[int, ...], points: float) -> None:
    assert best_worst_points(KEYS, ratings) == pytest.approx(points)
    assert item_score(KEYS, ratings, method=Method.BEST_WORST) == pytest.approx((points + 2) / 4)


def test_best_worst_takes_either_of_two_best_in_the_key() -> None:
    assert best_worst_points((4.5, 4.5, 2.0), (4, 5, 1)) == 2


@given(keyed, methods)
def test_every_method_stays_between_0_and_1(pairs: list[tuple[float, int]], method: Method) -> None:
    keys, ratings = columns(pairs)

    assert 0 <= item_score(keys, ratings, method=method) <= 1


@given(st.permutations([1, 2, 3, 4, 5]), methods)
def test_every_method_gives_1_at_a_key_of_whole_numbers(keys: list[int], method: Method) -> None:
    assert item_score(keys, keys, method=method) == pytest.approx(1)


@given(st.permutations([1, 2, 4, 5]), methods)
def test_every_method_gives_0_the_other_way_round_to_a_key_at_the_ends(keys: list[int], method: Method) -> None:
    reverse = [6 - key for key in keys]
    if method in {Method.ABSOLUTE, Method.SQUARED}:
        reverse = [1 if key > 3 else 5 for key in keys]

    assert item_score(keys, reverse, method=method) == pytest.approx(0, abs=ROUGHLY)


@given(keyed, methods)
def test_the_order_of_the_responses_does_not_matter(pairs: list[tuple[float, int]], method: Method) -> None:
    scores = [item_score(*columns(order), method=method) for order in permutations(pairs)]

    assert max(scores) - min(scores) < ROUGHLY


@given(keyed, methods)
def test_turning_the_scale_round_for_key_and_person_changes_nothing(
    pairs: list[tuple[float, int]], method: Method
) -> None:
    keys, ratings = columns([(round(key, 3), rating) for key, rating in pairs])
    turned_keys, turned = [round(6 - key, 3) for key in keys], [6 - rating for rating in ratings]

    assert item_score(turned_keys, turned, method=method) == pytest.approx(
        item_score(keys, ratings, method=method), abs=1e-6
    )


@given(keyed, distances, st.data())
def test_a_rating_nearer_to_the_key_never_lowers_a_distance_score(
    pairs: list[tuple[float, int]], method: Method, data: st.DataObject
) -> None:
    keys, ratings = columns(pairs)
    place = data.draw(st.integers(0, len(keys) - 1))
    nearer = data.draw(st.integers(1, 5))
    assume(abs(nearer - keys[place]) <= abs(ratings[place] - keys[place]))

    moved = [*ratings[:place], nearer, *ratings[place + 1 :]]

    assert item_score(keys, moved, method=method) >= item_score(keys, ratings, method=method) - ROUGHLY


@given(
    st.lists(st.integers(1, 5), min_size=4, max_size=4),
    st.lists(st.integers(1, 5), min_size=4, max_size=4),
    st.floats(0.1, 1),
    st.floats(-2, 2),
)
def test_the_standardised_distance_does_not_change_with_how_a_person_uses_the_scale(
    first: list[int], second: list[int], stretch: float, shift: float
) -> None:
    key_style = style_of([*KEYS, *KEYS])

    def scores(ratings: list[Sequence[float]]) -> list[float]:
        style = style_of([number for item in ratings for number in item])
        return [standardised_distance(KEYS, item, key_style=key_style, style=style) for item in ratings]

    restyled: list[Sequence[float]] = [[stretch * number + shift for number in item] for item in (first, second)]

    assert scores(restyled) == pytest.approx(scores([first, second]), abs=1e-6)


@given(keyed, orders)
def test_the_methods_by_order_see_only_the_order(pairs: list[tuple[float, int]], method: Method) -> None:
    keys, ratings = columns(pairs)
    squeezed = [1 + number * number / 25 for number in ratings]

    assert item_score(keys, squeezed, method=method) == pytest.approx(item_score(keys, ratings, method=method))


@given(methods, st.integers(1, 5))
def test_one_number_all_the_way_down_says_nothing_by_order_or_style(method: Method, number: int) -> None:
    assume(method not in {Method.ABSOLUTE, Method.SQUARED})

    assert item_score(KEYS, [number] * 4, method=method) == pytest.approx(0.5)


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize(
    ("keys", "ratings"), [((), ()), ((4.5,), (4, 2)), ((4.5,), (0,)), ((4.5,), (6,)), ((5.5,), (5,))]
)
def test_item_score_refuses_what_is_off_the_scale_or_does_not_match(
    keys: tuple[float, ...], ratings: tuple[int, ...], method: Method
) -> None:
    with pytest.raises(ValueError, match=r"rating|run from"):
        item_score(keys, ratings, method=method)
