"""Say whether what reached our door was signed by SendGrid."""

from collections.abc import Mapping

from sendgrid.helpers.eventwebhook import EventWebhook, EventWebhookHeader


def is_from_sendgrid(body: bytes, headers: Mapping[str, str], *, public_key: str) -> bool:
    """Return whether SendGrid's signature fits the body as it came; False too when anything about it is malformed."""
    try:
        return bool(
            EventWebhook(public_key).verify_signature(
                body.decode(),
                headers.get(EventWebhookHeader.SIGNATURE, ""),
                headers.get(EventWebhookHeader.TIMESTAMP, ""),
            )
        )
    except ValueError:  # no key, no base64, no UTF-8
        return False
