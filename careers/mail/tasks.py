"""What the timetable does with the outbox. Safe to run twice, and in two places at once."""

from collections import Counter
from datetime import datetime
from pathlib import Path

from flask import current_app

from careers.config import Settings
from careers.database import db
from careers.logs import get_log
from careers.mail import commands
from careers.mail.models import MessageStatus
from careers.mail.policies import BATCH
from careers.mail.sending import Outcome, Result, Sender, deliver


def send_waiting(now: datetime) -> Counter[str]:
    """Send what is due, one message at a time; return how many were sent, put off, failed and unsure.

    Each message is claimed, committed, sent, marked and committed, so a crash leaves at most one in doubt and
    no transaction waits for the network. After a refusal or a silence the rest waits for the next run: a
    provider that is busy or down is not pressed.
    """
    sender, counts = _sender(), Counter[str]()
    broken = commands.give_up_broken_claims(now)
    db.session.commit()
    if broken:
        counts["unsure"] += broken
        get_log().error("sending broke off", count=broken)
    for _ in range(BATCH):
        letter = commands.claim_next(now)
        db.session.commit()
        if letter is None:
            break
        outcome = deliver(letter, sender)
        counts[_note(letter, outcome)] += 1
        db.session.commit()
        if outcome.result in {Result.REFUSED, Result.UNSURE}:
            break
    return counts


def forget_old_messages(now: datetime) -> int:
    """Wipe the personal data of old messages; return how many."""
    forgotten = commands.forget_old_messages(now)
    db.session.commit()
    return forgotten


def _note(letter: commands.Letter, outcome: Outcome) -> str:
    if outcome.result is Result.SENT:
        commands.mark_sent(letter.id, provider_message_id=outcome.provider_message_id)
        return "sent"
    if outcome.result is Result.REFUSED:
        status = commands.mark_refused(letter, outcome.error)
    elif outcome.result is Result.HOPELESS:
        status = commands.mark_failed(letter.id, outcome.error)
    else:
        status = commands.mark_unsure(letter.id, outcome.error)
    word = "put off" if status is MessageStatus.WAITING else status.value
    get_log().error(f"message {word}", message_id=letter.id, template=letter.template, attempt=letter.attempt)
    return word


def _sender() -> Sender:
    settings: Settings = current_app.config["SETTINGS"]
    return Sender(
        api_key=settings.sendgrid_api_key,
        host=settings.sendgrid_host,
        folder=Path(settings.instance_path) / "mail",
        name=settings.service_name,
        mail_from=settings.mail_from,
        reply_to=settings.contact_email,
    )
