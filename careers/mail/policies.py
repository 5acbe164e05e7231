"""The life of a message, when it is tried again, and how long it is kept."""

from datetime import datetime, timedelta

from email_validator import EmailNotValidError, validate_email

from careers.errors import NotAllowed
from careers.mail.models import MessageStatus

BECOMES_FROM: dict[MessageStatus, frozenset[MessageStatus]] = {
    MessageStatus.SENDING: frozenset({MessageStatus.WAITING}),
    # an answer may come after the message was given up as unsure: then it is believed
    MessageStatus.SENT: frozenset({MessageStatus.SENDING, MessageStatus.UNSURE}),
    MessageStatus.FAILED: frozenset({MessageStatus.SENDING, MessageStatus.UNSURE}),
    MessageStatus.WAITING: frozenset({MessageStatus.SENDING, MessageStatus.UNSURE, MessageStatus.FAILED}),
    MessageStatus.UNSURE: frozenset({MessageStatus.SENDING}),
}
"""Each status, and the ones it may follow."""

SEND_AGAIN_FROM = frozenset({MessageStatus.FAILED, MessageStatus.UNSURE})

BACK_OFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(hours=24),
)
"""How long to wait after the first refusal, the second and so on; one more try follows the last wait."""

BATCH = 50
"""Most messages that one run of the task sends. BATCH × the sending timeout must stay below CLAIM."""

CLAIM = timedelta(minutes=15)
"""A message still being sent after this long belongs to a process that died: nobody knows whether it went."""


def next_attempt_after(attempts: int, now: datetime) -> datetime | None:
    """Return when a message refused for the `attempts`-th time is tried again, or None after the last."""
    return now + BACK_OFF[attempts - 1] if attempts <= len(BACK_OFF) else None


def plain_address(to: str) -> str:
    """Return an address as servers write it; refuse anything but one: a second one or a line break would be a trick."""
    try:
        return str(validate_email(to, check_deliverability=False, allow_smtputf8=False).ascii_email)
    except EmailNotValidError:
        raise ValueError("a message goes to exactly one plain e-mail address") from None  # its own words quote it


def check_can_send_again(status: MessageStatus) -> None:
    """Refuse to send again what is on its way or has gone."""
    if status not in SEND_AGAIN_FROM:
        raise NotAllowed("This message is already waiting, on its way or sent. Reload the list of messages.")
