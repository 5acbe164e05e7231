"""When assessors agree, when a third is needed, and which is the middle rating."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.interviews.agreement import Agreement, Compared, compare, needs_third

RATINGS = st.lists(st.integers(1, 5), max_size=6)


@pytest.mark.parametrize(
    ("ratings", "agreement", "third", "middle"),
    [
        ((), Agreement.NOBODY, False, ""),
        ((1,), Agreement.ONE, False, ""),
        ((3, 3), Agreement.SAME, False, ""),
        ((3, 4), Agreement.CLOSE, False, ""),
        ((2, 4), Agreement.APART, True, ""),
        ((5, 1), Agreement.APART, True, ""),
        ((2, 4, 3), Agreement.APART, False, "3"),
        ((2, 4, 4), Agreement.APART, False, "4"),
        ((1, 2, 2), Agreement.CLOSE, False, "2"),
        ((1, 2, 3, 5), Agreement.APART, False, "2.5"),
    ],
)
def test_ratings_side_by_side(ratings: tuple[int, ...], agreement: Agreement, third: bool, middle: str) -> None:
    compared = Compared("cwp_respect", ratings)

    assert (compared.agreement, compared.needs_third, compared.middle_words) == (agreement, third, middle)


def test_who_did_not_ask_is_not_compared() -> None:
    ratings = [("a", 2), ("a", None), ("b", None), ("a", 4)]

    assert compare(["a", "b", "c"], ratings) == (Compared("a", (2, 4)), Compared("b", ()), Compared("c", ()))


def test_a_third_who_did_not_ask_about_the_value_leaves_it_open() -> None:
    assert needs_third([("a", 2), ("a", 4), ("a", None), ("b", 3), ("b", 3), ("b", 3)])
    assert not needs_third([("a", 2), ("a", 4), ("a", 3)])


@given(RATINGS)
def test_the_order_does_not_matter_and_a_third_is_asked_only_of_two(ratings: list[int]) -> None:
    forwards, backwards = Compared("a", tuple(ratings)), Compared("a", tuple(reversed(ratings)))

    assert (forwards.agreement, forwards.needs_third, forwards.middle) == (
        backwards.agreement,
        backwards.needs_third,
        backwards.middle,
    )
    assert not forwards.needs_third or len(ratings) == 2
    assert forwards.middle is None or min(ratings) <= forwards.middle <= max(ratings)
