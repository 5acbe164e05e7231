"""What alerts are tested with: a home in Bletchley with adverts, and the words of a secret link."""

import re

import pytest
from flask import Flask

from careers.alerts.models import Alert
from careers.alerts.tokens import alert_token
from careers.providers.models import Workplace
from tests.factories import Factory
from tests.messages import get_message, html_words, read_expected, text_words

TOKEN = re.compile(r"(?<=/alerts/)(stop-all/)?[\w-]+\.[\w-]+")


def assert_mail(event_key: str, *, reads: str, to: str) -> None:
    """Assert that an event's message reads as expected where its secret links are called TOKEN, in text and HTML."""
    message = get_message(event_key)
    text = TOKEN.sub(r"\1TOKEN", message.text or "")
    assert message.to_email == to
    assert f"Subject: {message.subject}\n\n{text}" == read_expected(reads)
    assert html_words(message.html or "") == text_words(message.text or "")


class Links:
    """Makes the addresses that our messages hold."""

    def __init__(self, secret: str) -> None:
        self.secret = secret

    def to(self, alert: Alert, *rest: str) -> str:
        """Return the address of an alert's page, or of one below it."""
        return "/".join(["/alerts", alert_token(self.secret, alert.id), *rest])


@pytest.fixture
def links(app: Flask) -> Links:
    """Give the maker of secret links."""
    return Links(app.config["SECRET_KEY"])


@pytest.fixture
def home(make: Factory) -> Workplace:
    """Give a care home in Bletchley."""
    return make.workplace(make.organisation(name="Larkfield Care"), name="Rose Court")
