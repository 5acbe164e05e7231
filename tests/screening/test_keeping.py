"""Which of a visitor's sittings a person keeps: a table of cases, and what may never happen."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.screening.bank import values
from careers.screening.keeping import Outcome, Taken, choose, in_words

LATELY, LONG_AGO = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
KEY = "cwp_respect"


def may_take_again(at: datetime) -> bool:
    return at <= LONG_AGO


def taken(sitting_id: int, completed_at: datetime | None = None, *, is_begun: bool = True, key: str = KEY) -> Taken:
    return Taken(sitting_id, key, completed_at, is_begun)


@pytest.mark.parametrize(
    ("theirs", "own", "kept", "given_up"),
    [
        ([taken(1, LATELY)], [], (1,), ()),
        ([taken(1)], [], (1,), ()),
        ([taken(1, is_begun=False)], [], (), ()),
        ([taken(1, LATELY)], [taken(9, LATELY)], (), ()),
        ([taken(1, LATELY)], [taken(9, LONG_AGO)], (1,), ()),
        ([taken(1)], [taken(9, LONG_AGO)], (1,), ()),
        ([taken(1, LATELY)], [taken(8, LONG_AGO), taken(9, LATELY)], (), ()),
        ([taken(1, LATELY)], [taken(9)], (1,), (9,)),
        ([taken(1)], [taken(9)], (), ()),
        ([taken(1)], [taken(9, is_begun=False)], (1,), (9,)),
        ([taken(1, LATELY)], [taken(9, LATELY, key="cwp_kind")], (1,), ()),
        ([taken(1, LATELY), taken(2)], [], (1,), ()),
    ],
)
def test_what_is_kept(theirs: list[Taken], own: list[Taken], kept: tuple[int, ...], given_up: tuple[int, ...]) -> None:
    outcome = choose(theirs, own, may_take_again=may_take_again)

    assert (outcome.kept, outcome.given_up) == (kept, given_up)


SITTINGS = st.builds(
    Taken,
    id=st.integers(1, 10_000),
    value_key=st.sampled_from(["cwp_respect", "cwp_honest"]),
    completed_at=st.sampled_from([None, LATELY, LONG_AGO]),
    is_begun=st.booleans(),
)


@given(theirs=st.lists(SITTINGS, max_size=4), own=st.lists(SITTINGS, max_size=4))
def test_a_result_that_counts_is_never_replaced_and_nothing_finished_is_given_up(
    theirs: list[Taken], own: list[Taken]
) -> None:
    outcome = choose(theirs, own, may_take_again=may_take_again)

    counting = {each.value_key for each in own if each.completed_at == LATELY}
    open_ones = {each.id for each in own if each.completed_at is None}
    assert not counting & set(outcome.kept_values)
    assert set(outcome.given_up) <= open_ones
    assert len(set(outcome.kept_values)) == len(outcome.kept)


def test_the_sentences_name_each_value_with_what_became_of_it() -> None:
    first, second, third = (value.key for value in values()[:3])
    names = [value.name for value in values()[:3]]

    sentences = in_words(Outcome((1,), (), (first,), (second,), (third,)))

    assert sentences == [
        f"Kept: {names[0]}.",
        f"Not kept, because you answered these before and that still counts: {names[1]}.",
        f"Not kept, because you have begun these in your account, and can go on there: {names[2]}.",
    ]
    assert in_words(Outcome((), (), (), (), ())) == ["There was nothing to keep."]
