"""Sending what is due, end to end: outbox, SendGrid's client, a real server."""

from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from careers import clock
from careers.database import db
from careers.mail import commands, tasks
from careers.mail.models import MessageStatus, OutboxMessage
from tests.connections import OtherConnections
from tests.mail.conftest import Outbox
from tests.sendgrid_server import HANG_UP, HOLD, SendGridServer


def statuses() -> list[MessageStatus]:
    return list(db.session.scalars(sa.select(OutboxMessage.status).order_by(OutboxMessage.id)))


def test_what_is_due_is_sent_once(app_with_key: Flask, sendgrid: SendGridServer, outbox: Outbox) -> None:
    outbox("test:1", to="amara@example.com")
    outbox("test:2", to="sam@example.com")

    counts = [tasks.send_waiting(clock.now()), tasks.send_waiting(clock.now())]

    to = [message["personalizations"][0]["to"][0]["email"] for message in sendgrid.accepted]
    assert counts == [{"sent": 2}, {}]
    assert to == ["amara@example.com", "sam@example.com"]
    assert statuses() == [MessageStatus.SENT, MessageStatus.SENT]


def test_schedulers_at_the_same_time_send_each_message_once(
    app_with_key: Flask, sendgrid: SendGridServer, outbox: Outbox, elsewhere: OtherConnections
) -> None:
    for number in range(20):
        outbox(f"test:{number}", to=f"person{number}@example.com")

    running = [elsewhere.start(lambda: tasks.send_waiting(clock.now())) for _ in range(3)]
    sent = sum(work.result(timeout=60)["sent"] for work in running)

    to = sorted(message["personalizations"][0]["to"][0]["email"] for message in sendgrid.received)
    assert sent == 20
    assert to == sorted(f"person{number}@example.com" for number in range(20))


def test_no_transaction_waits_for_the_network(
    app_with_key: Flask, sendgrid: SendGridServer, outbox: Outbox, elsewhere: OtherConnections
) -> None:
    outbox("test:1")
    sendgrid.plan(HOLD)

    sending = elsewhere.start(lambda: tasks.send_waiting(clock.now()))
    sendgrid.wait_for_message()
    outbox("test:2")  # needs the lock that the sender must not hold
    db.session.commit()
    is_still_sending = not sending.done()
    sendgrid.release()
    sending.result(timeout=20)

    assert is_still_sending
    assert statuses() == [MessageStatus.SENT, MessageStatus.SENT]


def test_a_message_is_claimed_before_it_leaves(
    app_with_key: Flask, sendgrid: SendGridServer, outbox: Outbox, elsewhere: OtherConnections
) -> None:
    message = outbox()
    sendgrid.plan(HOLD)

    sending = elsewhere.start(lambda: tasks.send_waiting(clock.now()))
    sendgrid.wait_for_message()
    db.session.refresh(message)
    seen = message.status
    db.session.commit()
    sendgrid.release()
    sending.result(timeout=20)

    assert seen == MessageStatus.SENDING


def test_after_a_refusal_the_rest_waits_for_the_next_run(
    app_with_key: Flask, sendgrid: SendGridServer, outbox: Outbox
) -> None:
    first, second = outbox("test:1"), outbox("test:2")
    sendgrid.plan(429)

    counts = tasks.send_waiting(clock.now())

    assert counts == {"put off": 1}
    assert (first.status, first.last_error) == (MessageStatus.WAITING, "answer 429 (planned)")
    assert first.next_attempt_at == clock.now() + timedelta(minutes=1)
    assert (second.status, second.attempts) == (MessageStatus.WAITING, 0)


def test_a_message_that_was_put_off_goes_at_its_time(
    app_with_key: Flask, sendgrid: SendGridServer, outbox: Outbox
) -> None:
    message = outbox()
    sendgrid.plan(503)
    tasks.send_waiting(clock.now())

    too_early = tasks.send_waiting(clock.now() + timedelta(seconds=59))
    in_time = tasks.send_waiting(clock.now() + timedelta(seconds=60))

    assert (too_early, in_time) == ({}, {"sent": 1})
    assert (message.status, message.attempts) == (MessageStatus.SENT, 2)


def test_a_hopeless_message_fails_at_once_and_the_next_one_goes(
    app_with_key: Flask, sendgrid: SendGridServer, outbox: Outbox
) -> None:
    outbox("test:1")
    outbox("test:2")
    sendgrid.plan(400)

    counts = tasks.send_waiting(clock.now())

    assert counts == {"failed": 1, "sent": 1}
    assert statuses() == [MessageStatus.FAILED, MessageStatus.SENT]


def test_a_message_without_an_answer_is_never_sent_again_by_itself(
    app_with_key: Flask, sendgrid: SendGridServer, outbox: Outbox
) -> None:
    outbox()
    sendgrid.plan(HANG_UP)

    counts = tasks.send_waiting(clock.now())
    a_year_on = tasks.send_waiting(clock.now() + timedelta(days=365))

    assert (counts, a_year_on) == ({"unsure": 1}, {})
    assert len(sendgrid.received) == 1
    assert statuses() == [MessageStatus.UNSURE]


def test_a_message_whose_sender_died_is_unsure_and_not_sent_again(
    app_with_key: Flask, sendgrid: SendGridServer, outbox: Outbox
) -> None:
    outbox()
    commands.claim_next(clock.now())
    db.session.commit()  # here the process dies

    with time_machine.travel("2026-11-24T10:15:01Z", tick=False):
        counts = tasks.send_waiting(clock.now())

    assert counts == {"unsure": 1}
    assert sendgrid.received == []
    assert statuses() == [MessageStatus.UNSURE]


def test_without_a_key_messages_are_files_under_the_instance(app: Flask, outbox: Outbox) -> None:
    message = outbox("test:77")

    counts = tasks.send_waiting(clock.now())

    folder = Path(app.instance_path) / "mail"
    assert counts == {"sent": 1}
    assert [path.name for path in folder.glob("*test-77*")] == [f"20261124T100000Z-test-77-{message.id}.eml"]


def test_a_failure_is_in_the_log_without_the_person(
    app_with_key: Flask, sendgrid: SendGridServer, outbox: Outbox, caplog: pytest.LogCaptureFixture
) -> None:
    outbox(to="amara@example.com")
    sendgrid.plan(400)

    tasks.send_waiting(clock.now())

    assert "message failed" in caplog.text
    assert "mail/test_message" in caplog.text
    assert "amara" not in caplog.text


def test_old_messages_are_forgotten(app: Flask, outbox: Outbox) -> None:
    with time_machine.travel("2026-08-01T09:00:00Z", tick=False):
        message = outbox()
        tasks.send_waiting(clock.now())

    forgotten = tasks.forget_old_messages(clock.now())

    assert forgotten == 1
    assert message.to_email == ""
