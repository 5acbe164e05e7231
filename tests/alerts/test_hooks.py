"""SendGrid's signed events: which end alerts, which do nothing, and what is turned away."""

import base64
import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask
from werkzeug.test import TestResponse

from careers import clock
from careers.alerts.models import Alert, AlertAddress, AlertStatus, EndReason
from careers.database import db
from tests.client import PageClient
from tests.factories import Factory

KEY = ec.generate_private_key(ec.SECP256R1())
PUBLIC = base64.b64encode(KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()
AMARA = "amara@example.com"
ON = (AlertStatus.ON, None)


@pytest.fixture
def signed_app(app: Flask) -> Iterator[Flask]:
    """Give the application with SendGrid's public key, and protection against forged forms as in real life."""
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, sendgrid_webhook_public_key=PUBLIC)
    app.config["WTF_CSRF_ENABLED"] = True
    yield app
    app.config["SETTINGS"] = before
    app.config["WTF_CSRF_ENABLED"] = False


def event(kind: str, *, email: str = AMARA, seconds_later: int = 60, **more: Any) -> dict[str, Any]:
    return {"event": kind, "email": email, "timestamp": int(clock.now().timestamp()) + seconds_later, **more}


def send(app: Flask, events: Any, *, body: bytes | None = None, signature: str | None = None) -> TestResponse:
    payload = json.dumps(events).encode() if body is None else body
    signed = base64.b64encode(KEY.sign(b"1790000000" + payload, ec.ECDSA(hashes.SHA256()))).decode()
    headers = {
        "X-Twilio-Email-Event-Webhook-Signature": signed if signature is None else signature,
        "X-Twilio-Email-Event-Webhook-Timestamp": "1790000000",
    }
    return PageClient(app).post("/hooks/sendgrid", data=payload, headers=headers, content_type="application/json")  # type: ignore[arg-type]  # a body as it is sent


def standing(alert: Alert) -> tuple[AlertStatus, EndReason | None]:
    db.session.refresh(alert)
    return alert.status, alert.end_reason


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("bounce", EndReason.BOUNCED),
        ("dropped", EndReason.BOUNCED),
        ("spamreport", EndReason.REFUSED),
        ("unsubscribe", EndReason.REFUSED),
        ("group_unsubscribe", EndReason.REFUSED),
    ],
)
def test_an_address_that_takes_no_mail_loses_its_alerts_and_no_other(
    signed_app: Flask, make: Factory, kind: str, reason: EndReason
) -> None:
    alert, other = make.alert(), make.alert("other@example.org")

    answer = send(signed_app, [event(kind, email="Amara@Example.com"), event("delivered", email="other@example.org")])

    assert answer.status_code == 204
    assert standing(alert) == (AlertStatus.ENDED, reason)
    assert standing(other) == ON


@pytest.mark.parametrize("status", list(AlertStatus))
def test_that_somebody_refuses_our_mail_is_kept_whatever_their_alerts(
    signed_app: Flask, make: Factory, status: AlertStatus
) -> None:
    has_ended = status is AlertStatus.ENDED
    ended = {"ended_at": clock.now(), "end_reason": EndReason.PERSON} if has_ended else {}
    address = make.alert(status=status, **ended).address

    send(signed_app, [event("spamreport"), event("spamreport", email="stranger@example.org")])

    assert address.refused_at == clock.now() + timedelta(minutes=1)
    assert db.session.scalars(sa.select(AlertAddress.email)).all() == [AMARA]


def test_a_bounce_is_no_refusal(signed_app: Flask, make: Factory) -> None:
    address = make.alert().address

    send(signed_app, [event("bounce")])

    assert address.refused_at is None


def test_told_twice_the_first_reason_stays(signed_app: Flask, make: Factory) -> None:
    alert = make.alert()
    for kind in ("bounce", "bounce", "spamreport"):
        assert send(signed_app, [event(kind)]).status_code == 204

    assert standing(alert) == (AlertStatus.ENDED, EndReason.BOUNCED)


def test_old_news_does_not_end_what_was_wanted_since(signed_app: Flask, make: Factory) -> None:
    alert = make.alert()

    send(signed_app, [event("bounce", seconds_later=-60), event("spamreport", seconds_later=-60)])

    assert standing(alert) == ON
    assert alert.address.refused_at is None


@pytest.mark.parametrize(
    "events",
    [
        [event("bounce", type="blocked")],
        [event("deferred"), event("open"), event("processed")],
        [{"event": "bounce", "email": AMARA}],
        [{"event": "bounce", "email": AMARA, "timestamp": "soon"}],
        [{"event": "bounce", "email": 3, "timestamp": 1}, "nonsense", None, 7],
        [],
    ],
)
def test_what_says_nothing_about_the_address_does_nothing(signed_app: Flask, make: Factory, events: Any) -> None:
    alert = make.alert()

    assert send(signed_app, events).status_code == 204
    assert standing(alert) == ON


@pytest.mark.parametrize("signature", ["", "no base64!", base64.b64encode(b"not a signature").decode(), "AAAA"])
def test_what_is_not_signed_is_turned_away(signed_app: Flask, make: Factory, signature: str) -> None:
    alert = make.alert()

    assert send(signed_app, [event("bounce")], signature=signature).status_code == 403
    assert standing(alert) == ON


def test_what_was_changed_on_the_way_is_turned_away(signed_app: Flask, make: Factory) -> None:
    alert = make.alert()
    genuine = base64.b64encode(KEY.sign(b"1790000000[]", ec.ECDSA(hashes.SHA256()))).decode()

    assert send(signed_app, [event("bounce")], signature=genuine).status_code == 403
    assert standing(alert) == ON


@pytest.mark.parametrize("body", [b"", b"{", b'{"event": "bounce"}', b"\xff\xfe"])
def test_what_is_no_list_of_events_is_refused(signed_app: Flask, body: bytes) -> None:
    assert send(signed_app, None, body=body).status_code in {400, 403}


def test_a_body_without_end_is_refused(signed_app: Flask) -> None:
    assert send(signed_app, None, body=b" " * (1024 * 1024 + 1)).status_code == 413


def test_a_wrong_key_of_ours_lets_nobody_in(signed_app: Flask) -> None:
    signed_app.config["SETTINGS"] = replace(signed_app.config["SETTINGS"], sendgrid_webhook_public_key="nonsense")

    assert send(signed_app, []).status_code == 403


def test_without_a_key_there_is_no_such_page(app: Flask) -> None:
    assert send(app, []).status_code == 404


def test_nothing_of_an_event_is_logged(
    signed_app: Flask, make: Factory, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    make.alert()
    with caplog.at_level(logging.DEBUG):
        send(signed_app, [event("bounce", reason="550 no such user amara")])

    assert "amara" not in caplog.text + "".join(capsys.readouterr())
