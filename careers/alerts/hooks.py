"""What SendGrid tells us about messages that did not arrive or were not wanted. Nothing of it is kept or logged."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask import abort, current_app, request
from flask.typing import ResponseReturnValue

from careers.access import public
from careers.alerts.blueprint import bp
from careers.alerts.commands import changing as commands
from careers.alerts.models import EndReason
from careers.config import Settings
from careers.database import db
from careers.mail.webhook import is_from_sendgrid
from careers.web import csrf

LARGEST_BODY = 1024 * 1024
REASONS = {
    "bounce": EndReason.BOUNCED,
    "dropped": EndReason.BOUNCED,
    "spamreport": EndReason.REFUSED,
    "unsubscribe": EndReason.REFUSED,
    "group_unsubscribe": EndReason.REFUSED,
}


@bp.route("/hooks/sendgrid", methods=["POST"])
@csrf.exempt
@public
def sendgrid_events() -> ResponseReturnValue:
    """End the alerts of addresses that take no mail; told twice or late, nothing more happens."""
    settings: Settings = current_app.config["SETTINGS"]
    if not settings.sendgrid_webhook_public_key:
        abort(404)
    request.max_content_length = LARGEST_BODY
    body = request.get_data()
    if not is_from_sendgrid(body, dict(request.headers), public_key=settings.sendgrid_webhook_public_key):
        abort(403)
    for email, reason, at in read_events(body):
        commands.end_refused(email, reason=reason, at=at)
        db.session.commit()
    return current_app.response_class(status=204, mimetype="text/plain")


def read_events(body: bytes) -> list[tuple[str, EndReason, datetime]]:
    """Return whose mail was refused, why and when; what is no such event is left out.

    A bounce of the type "blocked" is a server's mood of the day, and the address may be good.
    """
    try:
        events = json.loads(body)
    except ValueError:
        abort(400)
    if not isinstance(events, list):
        abort(400)
    return [read for event in events if (read := _read(event)) is not None]


def _read(event: Any) -> tuple[str, EndReason, datetime] | None:
    if not isinstance(event, Mapping) or event.get("type") == "blocked":
        return None
    reason, email, at = REASONS.get(str(event.get("event"))), event.get("email"), event.get("timestamp")
    if reason is None or not isinstance(email, str) or not isinstance(at, int) or not 0 < at < 2**32:
        return None
    return email, reason, datetime.fromtimestamp(at, UTC)
