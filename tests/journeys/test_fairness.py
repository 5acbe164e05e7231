"""Journey: a question is flagged, an officer opens a review, the question is retired, the review is closed."""

import re
from collections.abc import Callable

import pytest

from careers.access import Role
from tests.board.takings import answer_in_bulk
from tests.journeys.conftest import Person, Site

REFERENCE = re.compile(r"^Q-\w{6}$")


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (320, False)])
def test_a_flagged_question_is_reviewed_and_retired(
    site: Site, person: Callable[..., Person], width: int, javascript: bool
) -> None:
    with site.records() as make:
        make.user(Role.OFFICER, email="officer@example.com")
        make.user(Role.BOARD_MEMBER, email="board@example.com")
        answer_in_bulk(120, turned=["door-key"])
    officer = person(width=width, javascript=javascript)
    officer.sign_in("officer@example.com")

    officer.visit("/board")
    officer.follow("Quality and fairness of the questions")
    officer.should_see("Question “Door key”, version 1", "its key may be the wrong way round")
    officer.look()
    officer.press("Open a review…")
    officer.should_see("The review is open. Nothing else has changed.", "About 120 people answered it.")
    officer.look()
    officer.follow("See the figures of this question now")
    officer.should_see("How long people took")
    officer.look()

    officer.visit("/board/quality")
    officer.page.get_by_role("link", name=REFERENCE).click()
    officer.follow("retire it in the bank of questions")
    officer.follow("Retire version 1")
    officer.type("Why is it retired?", "Its key was the wrong way round")
    officer.press("Retire it")
    officer.should_see("Version 1 is retired.")

    officer.visit("/board/quality")
    officer.should_see("Nothing is flagged", "Open")
    officer.page.get_by_role("link", name=REFERENCE).click()
    officer.should_see("This question is not asked any more.")
    officer.press("Close this review")
    officer.look()
    officer.press("Close this review")
    officer.should_see("There is a problem", "Write what you found and what happens now")
    officer.type("What did you find, and what happens now?", "Its key was the wrong way round. We retired it.")
    officer.press("Close this review")
    officer.should_see("The review is closed", "Its key was the wrong way round. We retired it.")

    board = person(width=width, javascript=javascript)
    board.sign_in("board@example.com")
    board.visit("/board/quality")
    board.page.get_by_role("link", name=REFERENCE).click()
    board.should_see("Closed", "We retired it.")
