"""A SendGrid to send to."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from careers import clock
from careers.database import db
from careers.mail.commands import put_in_outbox
from careers.mail.models import OutboxMessage
from careers.mail.sending import Sender
from tests.messages import get_message
from tests.sendgrid_server import SendGridServer


@pytest.fixture
def sendgrid() -> Iterator[SendGridServer]:
    """Give a running server that speaks SendGrid's API."""
    with SendGridServer() as server:
        yield server


@pytest.fixture
def sender(sendgrid: SendGridServer, tmp_path: Path) -> Sender:
    """Give a sender that uses that server."""
    return Sender(
        api_key=sendgrid.key,
        host=sendgrid.host,
        folder=tmp_path / "mail",
        name="Care Careers",
        mail_from="from@careers.example",
        reply_to="help@careers.example",
        timeout_seconds=5,
    )


@pytest.fixture
def app_with_key(app: Flask, sendgrid: SendGridServer) -> Iterator[Flask]:
    """Give the application with a key for that server."""
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, sendgrid_api_key=sendgrid.key, sendgrid_host=sendgrid.host)
    yield app
    app.config["SETTINGS"] = before


Outbox = Callable[..., OutboxMessage]


@pytest.fixture
def outbox(app: Flask) -> Outbox:
    """Give a function that puts a message in the outbox and commits it."""

    def put(event_key: str = "test:1", to: str = "amara@example.com") -> OutboxMessage:
        put_in_outbox(event_key=event_key, template="mail/test_message", to=to, asked_at=clock.now())
        db.session.commit()
        return get_message(event_key)

    return put
