"""The words of each message about answering in another way. Today is Tuesday 24 November 2026."""

import pytest
from sqlalchemy import select

from careers.access import Role
from careers.database import db
from careers.formats import emails
from careers.formats.models import FormatRequest
from careers.mail.models import OutboxMessage
from tests.factories import Factory
from tests.messages import assert_message


@pytest.fixture
def request_(make: Factory) -> FormatRequest:
    return make.format_request(make.user(email="amara@example.com"), reference="F-7KQ3MX", arranged_for="a call")


def test_each_officer_is_told_that_somebody_asked(make: Factory, request_: FormatRequest) -> None:
    officer = make.user(Role.OFFICER, email="officer@council.example")
    make.user(Role.BOARD_MEMBER)

    emails.send_asked(request_)
    db.session.commit()

    assert_message(f"format-asked:1:user-{officer.id}", reads="formats/asked", to="officer@council.example")
    assert len(db.session.scalars(select(OutboxMessage)).all()) == 1


def test_the_mailbox_is_told_where_no_officer_has_an_account(request_: FormatRequest) -> None:
    emails.send_asked(request_)
    db.session.commit()

    assert_message("format-asked:1:mailbox", reads="formats/asked", to="care-careers@council.example")


def test_the_person_is_told_what_is_arranged_and_done_but_not_in_the_message(request_: FormatRequest) -> None:
    emails.send_arranged(request_)
    emails.send_done(request_)
    db.session.commit()

    assert_message("format-arranged:1-20261124T100000", reads="formats/arranged", to="amara@example.com")
    assert_message("format-done:1", reads="formats/done", to="amara@example.com")
