"""When an answer is refused."""

from typing import Any

import pytest

from careers.errors import NotAllowed
from careers.screening import bank
from careers.screening.policies import check_can_answer

FULL = {"a": 1, "b": 5, "c": 3, "d": 2}


def test_one_rating_for_each_response_of_the_live_version_is_allowed() -> None:
    check_can_answer(bank.get_question("late-bus"), version=1, ratings=FULL)


@pytest.mark.parametrize(
    ("version", "ratings", "sentence"),
    [
        (2, FULL, "changed while you had it open"),
        (0, FULL, "changed while you had it open"),
        (1, {"a": 1, "b": 5, "c": 3}, "Give each idea one answer"),
        (1, FULL | {"e": 1}, "Give each idea one answer"),
        (1, {}, "Give each idea one answer"),
        (1, FULL | {"a": 0}, "one of the five answers"),
        (1, FULL | {"a": 6}, "one of the five answers"),
        (1, FULL | {"a": 2.5}, "one of the five answers"),
        (1, FULL | {"a": True}, "one of the five answers"),
        (1, FULL | {"a": None}, "one of the five answers"),
    ],
)
def test_anything_else_is_refused(version: int, ratings: dict[str, Any], sentence: str) -> None:
    with pytest.raises(NotAllowed, match=sentence):
        check_can_answer(bank.get_question("late-bus"), version=version, ratings=ratings)
