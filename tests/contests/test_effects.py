"""What a situation did to a value, beside the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.contests.effects import ABOUT_THE_SAME, Effect, effects_of


@pytest.mark.parametrize(
    ("scores", "effects"),
    [
        ({}, {}),
        ({"a": 0.9}, {"a": Effect.ALONE}),
        ({"a": 0.7, "b": 0.75}, {"a": Effect.SAME, "b": Effect.SAME}),
        ({"a": 0.7, "b": 0.76}, {"a": Effect.LOWERED, "b": Effect.RAISED}),
        # the others' means are 0.65, 0.75 and 0.8
        ({"a": 0.9, "b": 0.7, "c": 0.6}, {"a": Effect.RAISED, "b": Effect.SAME, "c": Effect.LOWERED}),
    ],
)
def test_each_is_compared_with_the_mean_of_the_others(scores: dict[str, float], effects: dict[str, Effect]) -> None:
    assert effects_of(scores) == effects


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.floats(0, 1), min_size=2, max_size=6))
def test_not_all_can_raise_and_none_raises_when_all_are_alike(scores: dict[str, float]) -> None:
    effects = set(effects_of(scores).values())

    assert effects not in ({Effect.RAISED}, {Effect.LOWERED})
    if max(scores.values()) - min(scores.values()) <= ABOUT_THE_SAME:
        assert effects == {Effect.SAME}
