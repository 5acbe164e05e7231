"""Which questions a sitting asks."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from careers.screening.bank import Question, QuestionStatus, starter_questions
from careers.screening.choosing import choose_questions

PATTERN = starter_questions()[0]
POOL = [replace(PATTERN, key=key) for key in ("one", "two", "three", "four", "five")]
LONG_AGO, LATELY = datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 7, 5, tzinfo=UTC)


def keys(questions: object) -> list[str]:
    return [question.key for question in questions]  # type: ignore[attr-defined]  # a list of questions


@given(st.integers(0, 2**31))
def test_what_was_not_seen_comes_first_and_then_what_was_seen_longest_ago(seed: int) -> None:
    seen = {"one": LATELY, "two": LONG_AGO, "three": LATELY}

    chosen = keys(choose_questions(POOL, count=3, seed=seed, seen=seen))

    assert set(chosen[:2]) == {"four", "five"}
    assert chosen[2] == "two"


@given(st.integers(0, 2**31), st.integers(1, 8))
def test_as_many_as_there_are_and_none_twice(seed: int, count: int) -> None:
    chosen = keys(choose_questions(POOL, count=count, seed=seed, seen={}))

    assert len(chosen) == len(set(chosen)) == min(count, 5)
    assert chosen == keys(choose_questions(reversed(POOL), count=count, seed=seed, seen={}))


def test_different_seeds_ask_different_questions() -> None:
    asked = {tuple(keys(choose_questions(POOL, count=3, seed=seed, seen={}))) for seed in range(50)}

    assert len(asked) > 10


def test_one_question_on_trial_is_asked_last_and_retired_ones_never() -> None:
    pool = [*POOL[:3], *_with(QuestionStatus.PILOT, "trial", "other"), *_with(QuestionStatus.RETIRED, "old")]

    chosen = choose_questions(pool, count=3, seed=1, seen={})

    assert set(keys(chosen[:3])) == {"one", "two", "three"}
    assert len(chosen) == 4
    assert chosen[3].status is QuestionStatus.PILOT


@given(st.integers(0, 2**31))
def test_no_question_is_asked_in_two_versions_at_once(seed: int) -> None:
    next_versions = [replace(each, version=2) for each in _with(QuestionStatus.PILOT, "one", "two")]

    chosen = choose_questions([*POOL, *next_versions], count=4, seed=seed, seen={})

    assert len(set(keys(chosen))) == len(chosen)
    assert [each.status for each in chosen[:4]] == [QuestionStatus.LIVE] * 4


def _with(status: QuestionStatus, *question_keys: str) -> list[Question]:
    return [replace(PATTERN, key=key, status=status) for key in question_keys]
