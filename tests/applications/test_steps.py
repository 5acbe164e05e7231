"""Which page of an application comes next."""

from typing import Any

import pytest

from careers.applications import steps
from careers.applications.models import Application

FULL = {"first_name": "Amara", "last_name": "Okoye", "email": "a@example.com", "experience": "Gran.", "why": "People."}


def application(**changes: Any) -> Application:
    return Application(**({"wants_alternative_format": False, "adjustments": ""} | FULL | changes))


@pytest.mark.parametrize(
    ("changes", "left", "keys"),
    [
        ({}, 0, []),
        ({}, 2, ["questions"]),
        ({"wants_alternative_format": True}, 2, []),
        ({"email": ""}, 0, ["contact"]),
        ({"first_name": "", "why": ""}, 1, ["questions", "contact", "why"]),
        ({"experience": ""}, 0, ["experience"]),
    ],
)
def test_unfinished(changes: dict[str, Any], left: int, keys: list[str]) -> None:
    draft = application(**changes)

    assert [step.key for step in steps.unfinished(draft, questions_left=left)] == keys
    assert steps.next_step(draft, questions_left=left).key == (keys or ["check"])[0]


def test_the_order_of_the_pages() -> None:
    assert [step.key for step in steps.STEPS] == ["questions", "contact", "experience", "why", "adjustments", "check"]
    assert [steps.number_of(step) for step in steps.STEPS] == [1, 2, 3, 4, 5, 6]
    assert steps.before(steps.QUESTIONS) is None
    assert steps.before(steps.WHY) is steps.EXPERIENCE
    assert steps.after(steps.ADJUSTMENTS) is steps.CHECK
