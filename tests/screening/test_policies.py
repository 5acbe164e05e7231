"""When an answer is refused, and when questions may be taken again."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from careers.errors import NotAllowed
from careers.screening import bank
from careers.screening.policies import check_can_answer, check_can_take_again, may_take_again_on

FULL = {"a": 1, "b": 5, "c": 3, "d": 2}
LATE_BUS = next(question for question in bank.starter_questions() if question.key == "late-bus")


def test_one_rating_for_each_response_of_the_version_is_allowed() -> None:
    check_can_answer(LATE_BUS, version=1, ratings=FULL)


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
        check_can_answer(LATE_BUS, version=version, ratings=ratings)


@pytest.mark.parametrize(
    ("completed_at", "months", "day"),
    [
        (datetime(2026, 5, 24, 12, tzinfo=UTC), 6, date(2026, 11, 24)),
        (datetime(2026, 8, 31, 12, tzinfo=UTC), 6, date(2027, 2, 28)),  # there is no 31 February
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), 6, date(2027, 1, 1)),  # 1 July by English clocks
        (datetime(2026, 12, 15, 12, tzinfo=UTC), 12, date(2027, 12, 15)),
    ],
)
def test_questions_may_be_taken_again_so_many_months_later(completed_at: datetime, months: int, day: date) -> None:
    assert may_take_again_on(completed_at, months_valid=months) == day


def test_taking_them_again_too_early_is_refused_with_the_day() -> None:
    check_can_take_again(datetime(2026, 5, 24, 12, tzinfo=UTC), months_valid=6)
    with pytest.raises(NotAllowed, match="again from Wednesday 25 November 2026"):
        check_can_take_again(datetime(2026, 5, 25, 12, tzinfo=UTC), months_valid=6)
