"""The operator's page of messages."""

import pytest
from flask import Flask

from careers import clock
from careers.access import Role
from careers.database import db
from careers.mail import commands
from careers.mail.models import MessageStatus
from tests.client import PageClient
from tests.factories import Factory
from tests.mail.conftest import Outbox
from tests.messages import get_message


@pytest.fixture
def operator(client: PageClient, make: Factory) -> PageClient:
    return client.sign_in(make.user(Role.OPERATOR, email="operator@example.com"))


def test_an_empty_outbox_says_that_nothing_failed(operator: PageClient) -> None:
    page = operator.get("/operations/mail")

    assert page.status_code == 200
    assert "Nothing has failed" in page.text


def test_failures_are_shown_without_the_person_or_the_words(operator: PageClient, outbox: Outbox) -> None:
    message = outbox(to="amara@example.com")
    commands.claim_next(clock.now())
    commands.mark_unsure(message.id, "no answer (TimeoutError)")
    db.session.commit()

    page = operator.get("/operations/mail")

    assert "no answer (TimeoutError)" in page.text
    assert "Unsure: <strong>1</strong>" in page.text
    assert "amara" not in page.text
    assert "reach you" not in page.text


def test_a_queue_that_is_due_says_since_when(operator: PageClient, outbox: Outbox) -> None:
    outbox()

    page = operator.get("/operations/mail")

    assert "has been due since 10am on Tuesday 24 November 2026" in page.text


def test_an_operator_sends_a_failed_message_again(operator: PageClient, outbox: Outbox) -> None:
    message = outbox()
    commands.claim_next(clock.now())
    commands.mark_failed(message.id, "answer 400")
    db.session.commit()

    answer = operator.post(f"/operations/mail/{message.id}/send-again")
    page = operator.follow(answer)

    assert message.status == MessageStatus.WAITING
    assert "waiting to be sent again" in page.text


def test_a_message_that_has_gone_is_not_sent_again(operator: PageClient, outbox: Outbox) -> None:
    message = outbox()
    commands.claim_next(clock.now())
    commands.mark_sent(message.id)
    db.session.commit()

    answer = operator.post(f"/operations/mail/{message.id}/send-again")

    assert answer.status_code == 409
    assert "on its way or sent" in answer.text
    assert message.status == MessageStatus.SENT


def test_a_message_that_never_was_is_not_found(operator: PageClient) -> None:
    assert operator.post("/operations/mail/999/send-again").status_code == 404


def test_a_double_click_makes_one_test_message(app: Flask, operator: PageClient) -> None:
    operator.post("/operations/mail/test")
    operator.post("/operations/mail/test")

    waiting = operator.get("/operations/mail")
    assert "Waiting: <strong>1</strong>" in waiting.text
    user_id = 1
    assert get_message(f"test-message:{user_id}:20261124T1000").to_email == "operator@example.com"


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OPERATOR])
def test_nobody_else_sees_the_page_or_sends(client: PageClient, make: Factory, role: Role) -> None:
    client.sign_in(make.user(role))

    answers = [client.get("/operations/mail"), client.post("/operations/mail/1/send-again")]

    assert [answer.status_code for answer in answers] == [403, 403]
