"""How the outbox stands."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy.exc import InvalidRequestError, NoResultFound

from careers import clock
from careers.database import db
from careers.mail import commands, queries
from careers.mail.models import MessageStatus
from tests.mail.conftest import Outbox


def failed(outbox: Outbox, event_key: str) -> int:
    message = outbox(event_key)
    commands.claim_next(clock.now())
    commands.mark_failed(message.id, "answer 400")
    db.session.commit()
    return message.id


def test_every_status_is_counted(app: Flask, outbox: Outbox) -> None:
    failed(outbox, "test:1")
    failed(outbox, "test:2")
    outbox("test:3")

    counts = queries.count_by_status()

    assert counts == {
        MessageStatus.WAITING: 1,
        MessageStatus.SENDING: 0,
        MessageStatus.SENT: 0,
        MessageStatus.FAILED: 2,
        MessageStatus.UNSURE: 0,
    }


def test_the_lists_hold_what_needs_a_person_newest_first_and_what_waits_next_first(app: Flask, outbox: Outbox) -> None:
    older, newer = failed(outbox, "test:1"), failed(outbox, "test:2")
    later = outbox("test:3")
    with time_machine.travel("2026-11-24T09:00:00Z", tick=False):
        sooner = outbox("test:4")

    assert [message.id for message in queries.list_failed()] == [newer, older]
    assert [message.id for message in queries.list_waiting()] == [sooner.id, later.id]


def test_the_lists_do_not_read_the_words(app: Flask, outbox: Outbox) -> None:
    outbox()
    db.session.expunge_all()

    (message,) = queries.list_waiting()

    with pytest.raises(InvalidRequestError, match="raiseload"):
        _ = message.text


def test_the_queue_tells_since_when_it_waits(app: Flask, outbox: Outbox) -> None:
    with time_machine.travel("2026-11-24T09:00:00Z", tick=False):
        message = outbox()

    assert queries.find_longest_due(clock.now()) == message.next_attempt_at
    assert queries.find_longest_due(message.next_attempt_at - timedelta(seconds=1)) is None


def test_a_forgotten_message_is_counted_and_found_no_more(app: Flask, outbox: Outbox) -> None:
    message_id = failed(outbox, "test:1")
    commands.forget_old_messages(clock.now() + timedelta(days=31))
    db.session.commit()

    assert queries.count_by_status()[MessageStatus.FAILED] == 0
    assert list(queries.list_failed()) == []
    with pytest.raises(NoResultFound):
        queries.get_message(message_id)
