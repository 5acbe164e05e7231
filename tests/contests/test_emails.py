"""The words of each message about a contested answer."""

from careers.access import Role
from careers.contests import emails, queries
from careers.database import db
from tests.contests.conftest import Finished
from tests.factories import Factory
from tests.messages import assert_message


def test_each_officer_is_told_that_somebody_asks_for_a_person(make: Factory, finished: Finished) -> None:
    officer = make.user(Role.OFFICER, email="officer@council.example")

    emails.send_asked(finished.contest(reference="N-7KQ3MX"))
    db.session.commit()

    assert_message(f"contest-asked:1-N-7KQ3MX:user-{officer.id}", reads="contests/asked", to="officer@council.example")


def test_the_mailbox_is_told_where_no_officer_has_an_account(finished: Finished) -> None:
    emails.send_asked(finished.contest(reference="N-7KQ3MX"))
    db.session.commit()

    assert_message("contest-asked:1-N-7KQ3MX:mailbox", reads="contests/asked", to="care-careers@council.example")


def test_the_person_is_told_that_somebody_looked(finished: Finished) -> None:
    finished.contest(reference="N-7KQ3MX")
    review = queries.get_review("N-7KQ3MX")

    emails.send_reviewed(review.contest, review.user, review.value_key)
    db.session.commit()

    assert_message("contest-reviewed:1-N-7KQ3MX", reads="contests/reviewed", to="amara@example.com")
