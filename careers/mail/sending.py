"""Hand one message to SendGrid, or to a file when there is no key, and say plainly what became of it."""

import json
import logging
import re
from contextlib import suppress
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from enum import Enum
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError

from python_http_client.exceptions import HTTPError
from sendgrid.sendgrid import SendGridAPIClient

from careers import clock
from careers.mail.commands import Letter

TIMEOUT_SECONDS = 10
ACCEPTED = 202
HOPELESS = frozenset({400, 413})
"""Answers that will be the same next time: the message itself is wrong or too long."""
NO_ANSWER_FROM_BEHIND = frozenset({502, 504})
"""A gateway speaks for a server that did not answer it: the message may have gone."""

LONG_LINES = SMTP.clone(max_line_length=998)
"""As long as mail allows: the library would write a long address in a header in a way that programs do not read."""

# at DEBUG the client logs the key and whole messages; the level of this service must never bring those out
logging.getLogger("python_http_client").setLevel(logging.WARNING)


class Result(Enum):
    """What became of one try."""

    SENT = "sent"
    REFUSED = "refused"
    HOPELESS = "hopeless"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Outcome:
    """The result of one try, the provider's name for the message, and what went wrong; no personal data."""

    result: Result
    provider_message_id: str = ""
    error: str = ""


@dataclass(frozen=True)
class Sender:
    """Who messages are from and how they leave. `api_key` empty: they are written to `folder`."""

    api_key: str
    host: str
    folder: Path
    name: str
    mail_from: str
    reply_to: str
    timeout_seconds: float = TIMEOUT_SECONDS


def deliver(letter: Letter, sender: Sender) -> Outcome:
    """Try once to send a message; never raises for what a network or a provider can do."""
    return _post(letter, sender) if sender.api_key else _write(letter, sender)


def _post(letter: Letter, sender: Sender) -> Outcome:
    client = SendGridAPIClient(sender.api_key, host=sender.host)
    client.client.timeout = sender.timeout_seconds
    try:
        response = client.send(_payload(letter, sender))
    except HTTPError as error:
        return _outcome_of_refusal(error)
    except URLError as error:
        # urllib wraps only what happens before the whole request has left, so nothing can have been sent
        return Outcome(Result.REFUSED, error=f"no connection ({type(error.reason).__name__})")
    except (OSError, HTTPException) as error:
        return Outcome(Result.UNSURE, error=f"no answer ({type(error).__name__})")
    if response.status_code != ACCEPTED:
        return Outcome(Result.UNSURE, error=f"unexpected answer {response.status_code}")
    return Outcome(Result.SENT, provider_message_id=response.headers.get("X-Message-Id", ""))


def _outcome_of_refusal(error: HTTPError) -> Outcome:
    status = int(error.status_code)
    words = f"answer {status}{_wrong_fields(error.body)}"
    if status in NO_ANSWER_FROM_BEHIND:
        return Outcome(Result.UNSURE, error=words)
    return Outcome(Result.HOPELESS if status in HOPELESS else Result.REFUSED, error=words)


def _wrong_fields(body: bytes) -> str:
    """Return which fields SendGrid complains about; its sentences may quote an address and are left out."""
    with suppress(ValueError, TypeError, AttributeError, KeyError):
        fields = sorted({str(problem["field"]) for problem in json.loads(body)["errors"] if problem.get("field")})
        return f" ({', '.join(fields)})" if fields else ""
    return ""


def _payload(letter: Letter, sender: Sender) -> dict[str, object]:
    return {
        "personalizations": [{"to": [{"email": letter.to}]}],
        "from": {"email": sender.mail_from, "name": sender.name},
        "reply_to": {"email": sender.reply_to},
        "subject": letter.subject,
        "content": [
            {"type": "text/plain", "value": letter.text},
            {"type": "text/html", "value": letter.html},
        ],
        "headers": {"Auto-Submitted": "auto-generated"} | letter.headers,
        "categories": [letter.template],
        # no trackers: rewritten links and counting pictures watch people
        "tracking_settings": {
            "click_tracking": {"enable": False, "enable_text": False},
            "open_tracking": {"enable": False},
        },
    }


def _write(letter: Letter, sender: Sender) -> Outcome:
    event = re.sub(r"[^a-z0-9]+", "-", letter.event_key.lower()).strip("-")
    path = sender.folder / f"{clock.now():%Y%m%dT%H%M%SZ}-{event}-{letter.id}.eml"
    part = path.with_suffix(".part")
    try:
        sender.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.write_bytes(_eml(letter, sender).as_bytes(policy=LONG_LINES))
        part.replace(path)
    except OSError as error:
        return Outcome(Result.REFUSED, error=f"no file ({type(error).__name__})")
    return Outcome(Result.SENT)


def _eml(letter: Letter, sender: Sender) -> EmailMessage:
    message = EmailMessage()
    message["From"] = Address(sender.name, addr_spec=sender.mail_from)
    message["To"] = letter.to
    message["Reply-To"] = sender.reply_to
    message["Subject"] = letter.subject
    message["Date"] = clock.now()
    message["Message-ID"] = f"<{letter.id}.{letter.attempt}@{sender.mail_from.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    for name, value in letter.headers.items():
        message[name] = value
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message
