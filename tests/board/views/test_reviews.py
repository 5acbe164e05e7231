"""Opening, reading and closing a fairness review."""

import pytest

from careers.access import Role
from careers.board.queries.reviews import list_reviews
from careers.database import db
from careers.screening.bank import QuestionStatus
from careers.screening.queries import get_version
from tests.board.takings import answer_in_bulk, text_of
from tests.client import PageClient
from tests.factories import Factory

FLAGGED = {"subject": "question:door-key:1"}


@pytest.fixture
def officer(client: PageClient, make: Factory) -> PageClient:
    answer_in_bulk(120, turned=["door-key"])
    return client.sign_in(make.user(Role.OFFICER))


def opened(officer: PageClient) -> str:
    officer.post("/board/quality/reviews", FLAGGED)
    (review,) = list_reviews()
    return review.reference


def test_open_review_leads_to_the_review_with_its_figures(officer: PageClient) -> None:
    answer = officer.post("/board/quality/reviews", FLAGGED)

    assert answer.status_code == 302
    page = text_of(officer.get(answer.location).text)
    assert "The review is open. Nothing else has changed." in page
    assert "its key may be the wrong way round" in page
    assert "About 120 people answered it." in page
    assert "retire it in the bank of questions" in page


def test_open_review_twice_leads_to_the_same_review(officer: PageClient) -> None:
    first, second = (officer.post("/board/quality/reviews", FLAGGED).location for _ in range(2))

    assert first == second
    assert len(list_reviews()) == 1
    assert "In review" in officer.get("/board/quality").text


@pytest.mark.parametrize("subject", ["question:late-bus:1", "question:door-key:2", "nonsense", ""])
def test_what_is_not_flagged_opens_no_review(officer: PageClient, subject: str) -> None:
    assert officer.post("/board/quality/reviews", {"subject": subject}).status_code == 404
    assert list_reviews() == []


def test_close_review_needs_a_written_outcome(officer: PageClient) -> None:
    reference = opened(officer)

    page = officer.post(f"/board/quality/reviews/{reference}/close", {"outcome": " "})

    assert "Write what you found and what happens now" in page.text
    assert list_reviews()[0].is_open


def test_close_review_shows_the_outcome(officer: PageClient) -> None:
    reference = opened(officer)
    assert officer.get(f"/board/quality/reviews/{reference}/close").status_code == 200

    answer = officer.post(f"/board/quality/reviews/{reference}/close", {"outcome": "Its key was turned. Retired."})

    page = text_of(officer.get(answer.location).text)
    assert "Its key was turned. Retired." in page
    assert "Close this review" not in page


def test_a_closed_review_cannot_be_closed_again(officer: PageClient) -> None:
    reference = opened(officer)
    officer.post(f"/board/quality/reviews/{reference}/close", {"outcome": "Nothing wrong."})

    answer = officer.post(f"/board/quality/reviews/{reference}/close", {"outcome": "Something else."})

    assert "Somebody has closed this review already" in text_of(answer.text)
    assert list_reviews()[0].outcome == "Nothing wrong."


def test_a_board_member_reads_a_review_and_cannot_close_it(officer: PageClient, make: Factory) -> None:
    reference = opened(officer)
    board = officer.sign_in(make.user(Role.BOARD_MEMBER))

    page = board.get(f"/board/quality/reviews/{reference}")

    assert page.status_code == 200
    assert "Close this review" not in page.text
    assert "retire it" not in page.text
    assert board.post(f"/board/quality/reviews/{reference}/close", {"outcome": "Mine."}).status_code == 403
    assert board.post("/board/quality/reviews", FLAGGED).status_code == 403


def test_an_unknown_review_is_not_found(officer: PageClient) -> None:
    assert officer.get("/board/quality/reviews/Q-XXXXXX").status_code == 404
    assert officer.post("/board/quality/reviews/Q-XXXXXX/close", {"outcome": "x"}).status_code == 404


def test_a_review_of_a_question_that_was_retired_since_says_so(officer: PageClient) -> None:
    reference = opened(officer)
    get_version("door-key", 1).status = QuestionStatus.RETIRED
    db.session.commit()

    page = officer.get(f"/board/quality/reviews/{reference}").text

    assert "This question is not asked any more." in page
    assert "/board/quality/questions/door-key" not in page
