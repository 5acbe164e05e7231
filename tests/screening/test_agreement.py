"""Kendall's W, and what experts' ratings leave of a question."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import friedmanchisquare

from careers.screening.agreement import Rules, expert_key, kendalls_w

TABLES = st.integers(3, 5).flatmap(
    lambda width: st.lists(st.lists(st.integers(1, 5), min_size=width, max_size=width), min_size=2, max_size=12)
)
AGREED = {"a": (4, 5, 4), "b": (5, 4, 5), "c": (2, 2, 1), "d": (1, 1, 2)}


def test_kendalls_w_by_hand() -> None:
    # Places 4 3 2 1, 4 2.5 2.5 1 and 3 4 1.5 1.5 add up to 11, 9.5, 6, 3.5; S = 34.5; two ties of two: sum(T) = 12.
    ratings = [(5, 4, 2, 1), (5, 3, 3, 1), (4, 5, 2, 2)]

    assert kendalls_w(ratings) == pytest.approx(12 * 34.5 / (9 * 60 - 3 * 12))


def test_kendalls_w_is_1_in_one_order_and_0_when_orders_cancel_out() -> None:
    assert kendalls_w([(5, 4, 2, 1)] * 4) == 1
    assert kendalls_w([(5, 1), (1, 5)]) == 0


@given(TABLES)
def test_kendalls_w_is_friedmans_chi_squared_over_its_most(ratings: list[list[int]]) -> None:
    assume(any(len(set(row)) > 1 for row in ratings))

    chi_squared = friedmanchisquare(*zip(*ratings, strict=True)).statistic

    assert kendalls_w(ratings) == pytest.approx(chi_squared / (len(ratings) * (len(ratings[0]) - 1)), abs=1e-9)


@pytest.mark.parametrize("ratings", [[], [(5, 4)], [(5,), (4,)], [(3, 3, 3), (4, 4, 4)]])
def test_kendalls_w_is_not_available_where_there_is_no_order(ratings: list[tuple[int, ...]]) -> None:
    assert kendalls_w(ratings) is None


def test_kendalls_w_refuses_an_expert_who_left_something_out() -> None:
    with pytest.raises(ValueError, match="every response"):
        kendalls_w([(5, 4, 1), (5, 4)])


def test_the_key_is_the_mean_and_all_is_kept_when_experts_agree() -> None:
    key = expert_key(AGREED)

    assert [response.key_rating for response in key.responses] == pytest.approx([13 / 3, 14 / 3, 5 / 3, 4 / 3])
    assert key.responses[0].spread == pytest.approx((1 / 3) ** 0.5)  # squares 1/9 + 4/9 + 1/9, over 2
    assert key.experts == 3
    assert key.is_kept
    assert all(response.is_kept for response in key.responses)


def test_a_response_on_which_experts_differ_is_not_kept_and_says_why() -> None:
    key = expert_key({**AGREED, "c": (1, 1, 4)})

    (dropped,) = [response for response in key.responses if not response.is_kept]
    assert dropped.response_key == "c"
    assert dropped.reasons == (
        "The experts' ratings lie too far apart: their spread is 1.73, and 1.00 is the most allowed.",
    )


def test_a_spread_of_exactly_the_most_allowed_is_kept() -> None:
    key = expert_key({**AGREED, "c": (1, 2, 3), "b": (5, 4, 3)})

    assert [response.spread for response in key.responses if response.response_key in "bc"] == [1, 1]
    assert all(response.is_kept for response in key.responses)


@pytest.mark.parametrize(("row", "is_kept"), [((3, 4), False), ((2, 3), False), ((3, 3), False), ((4, 4), True)])
def test_a_key_within_a_half_of_the_middle_is_not_kept(row: tuple[int, int], is_kept: bool) -> None:
    ratings = {"a": (5, 5), "b": row, "c": (1, 1), "d": (1, 2)}

    response = expert_key(ratings).responses[1]

    assert response.is_kept is is_kept
    assert any("too near the middle" in reason for reason in response.reasons) is not is_kept


def test_a_question_on_whose_order_experts_differ_is_not_kept() -> None:
    # Places 4 3 2 1 and 3 4 1 2, 4 1 2 3: sums 11, 8, 5, 6; S = 21; W = 252 / 540.
    key = expert_key({"a": (5, 4, 5), "b": (4, 5, 2), "c": (2, 1, 3), "d": (1, 2, 4)})

    assert key.agreement == pytest.approx(252 / 540)
    assert not key.is_kept
    assert key.reasons[0] == (
        "The experts do not agree enough about the order of the responses: "
        "Kendall's W is 0.47, and at least 0.60 is needed."
    )


def test_a_question_needs_two_responses_that_can_be_kept() -> None:
    key = expert_key({"a": (5, 5), "b": (3, 3), "c": (3, 3), "d": (3, 3)})

    assert key.reasons == ("Only 1 of the responses can be kept, and at least 2 are needed.",)


def test_experts_who_rate_everything_alike_agree_on_no_order() -> None:
    key = expert_key({"a": (5, 4), "b": (5, 4)})

    assert key.agreement is None
    assert key.reasons == ("Every expert rated all responses alike, so there is no order to agree on.",)


def test_settings_can_be_stricter() -> None:
    assert not expert_key(AGREED, rules=Rules(most_spread=0.5)).is_kept
    assert not expert_key({**AGREED, "b": (4, 4, 4)}, rules=Rules(least_agreement=0.99)).is_kept


@pytest.mark.parametrize("ratings", [{}, {"a": (5,), "b": (1,)}, {"a": (5, 4), "b": (1,)}])
def test_expert_key_needs_two_experts_who_rated_everything(ratings: dict[str, tuple[int, ...]]) -> None:
    with pytest.raises(ValueError, match="two experts"):
        expert_key(ratings)
