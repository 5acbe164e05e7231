"""Opening and closing reviews."""

import pytest

from careers.access import Role
from careers.accounts.models import User
from careers.audit.queries import list_history
from careers.board.commands import close_review, open_review
from careers.board.models import FairnessReview, ReviewKind
from careers.board.quality import Finding
from careers.board.queries.reviews import get_review, list_reviews
from careers.database import db
from careers.errors import Conflict
from tests.connections import OtherConnections
from tests.factories import Factory

FINDING = Finding(
    "question:door-key:1",
    ReviewKind.QUESTION,
    "Question “Door key”, version 1",
    ("It goes weakly with the others.", "About 120 people answered it."),
    "door-key",
    1,
)


@pytest.fixture(autouse=True)
def _application(app: object) -> None:
    """Every test here writes to the database."""


def test_open_review_keeps_the_figures_of_now_and_leaves_a_trace(make: Factory) -> None:
    officer = make.user(Role.OFFICER)

    review = open_review(FINDING, by=officer)
    db.session.commit()

    assert review.is_open
    assert review.figures == list(FINDING.figures)
    assert (review.question_key, review.question_version, review.opened_by) == ("door-key", 1, officer.id)
    assert [event.action for event in list_history("fairness_review", review.id)] == ["fairness_review.opened"]


def test_the_same_flag_opens_one_review(make: Factory) -> None:
    officer = make.user(Role.OFFICER)

    first, second = open_review(FINDING, by=officer), open_review(FINDING, by=make.user(Role.OFFICER))
    db.session.commit()

    assert first.id == second.id
    assert first.opened_by == officer.id


def test_the_same_flag_pressed_by_several_at_once_opens_one_review(make: Factory, elsewhere: OtherConnections) -> None:
    ids = [make.user(Role.OFFICER).id for _ in range(4)]

    started = [
        elsewhere.start(lambda user_id=user_id: open_review(FINDING, by=db.session.get_one(User, user_id)).reference)
        for user_id in ids
    ]
    references = {each.result(timeout=20) for each in started}

    assert len(references) == 1
    assert len(list_reviews()) == 1


def test_close_review_keeps_the_outcome(make: Factory) -> None:
    officer = make.user(Role.OFFICER)
    review = open_review(FINDING, by=officer)

    close_review(review.reference, outcome="The wording was unclear. We retired it.", by=officer)
    db.session.commit()

    closed = get_review(review.reference)
    assert not closed.is_open
    assert closed.outcome == "The wording was unclear. We retired it."
    assert [event.action for event in list_history("fairness_review", review.id)] == [
        "fairness_review.opened",
        "fairness_review.closed",
    ]


def test_a_closed_review_stays_as_it_is(make: Factory) -> None:
    officer = make.user(Role.OFFICER)
    review = open_review(FINDING, by=officer)
    close_review(review.reference, outcome="Nothing wrong.", by=officer)

    with pytest.raises(Conflict, match="closed this review already"):
        close_review(review.reference, outcome="Another word.", by=officer)

    assert get_review(review.reference).outcome == "Nothing wrong."


def test_what_is_flagged_again_after_a_review_is_closed_opens_another(make: Factory) -> None:
    officer = make.user(Role.OFFICER)
    first = open_review(FINDING, by=officer)
    close_review(first.reference, outcome="We watch it.", by=officer)

    second = open_review(FINDING, by=officer)
    db.session.commit()

    assert second.reference != first.reference
    assert [review.reference for review in list_reviews()] == [second.reference, first.reference]
    assert db.session.query(FairnessReview).count() == 2


def test_a_review_outlives_the_account_of_who_opened_it(make: Factory) -> None:
    officer = make.user(Role.OFFICER)
    reference = open_review(FINDING, by=officer).reference
    db.session.commit()
    from_history = list_history("fairness_review", get_review(reference).id)

    db.session.delete(officer)
    db.session.commit()
    db.session.expire_all()

    assert from_history
    assert get_review(reference).opened_by is None
