"""What the timetable does with alerts. Each commits bit by bit and is safe to run twice, killed or at the same time."""

from collections import Counter
from datetime import datetime

from flask import current_app

from careers import clock
from careers.alerts import policies, queries
from careers.alerts.commands import changing, finding, forgetting, sending
from careers.database import db

CHUNK = 5_000
ADDRESSES = 200


def match_alerts(now: datetime) -> int:
    """Compare every alert with what is new since the last run; return how many finds were kept.

    The watermark moves last: a run that breaks off is done again, and what it found already is found once.
    """
    news, found, after = queries.read_news(), 0, 0
    finder = finding.Finder(news, clock.local(now).date())
    db.session.commit()
    while news.revisions and (rows := queries.list_on_after(after, limit=CHUNK)):
        db.session.commit()  # nobody need wait while this chunk is thought about
        found += finding.note_finds(rows, finder, now=now)
        db.session.commit()
        after = rows[-1].id
    finding.move_watermark(news.newest)
    db.session.commit()
    return found


def send_alerts(now: datetime) -> Counter[str]:
    """By day, write to whom something is due; return how many were asked whether they want it, told and ended.

    Asking comes first: whoever hears from us every day would otherwise never be asked. Alerts of closed accounts end
    before either, whoever closed the account.
    """
    counts, today, secret = Counter[str](), clock.local(now).date(), str(current_app.secret_key)
    if not policies.is_sending_time(now):
        return counts
    counts["ended"] = changing.end_of_closed_accounts()
    db.session.commit()
    for what, list_addresses, write in (
        ("asked", queries.list_addresses_to_ask, sending.ask_if_still_wanted),
        ("told", queries.list_due_addresses, sending.send_finds),
    ):
        after = 0
        while address_ids := list_addresses(after, now=now, today=today, limit=ADDRESSES):
            for address_id in address_ids:
                db.session.commit()
                counts[what] += write(address_id, now=now, secret=secret)
            db.session.commit()
            after = address_ids[-1]
    return +counts


def end_unanswered(now: datetime) -> int:
    """End the alerts that nobody said they still want; return how many."""
    ended = changing.end_unanswered(now)
    db.session.commit()
    return ended


def forget_old_alerts(now: datetime) -> int:
    """Delete what is kept no longer; return how many alerts and finds."""
    forgotten = forgetting.forget_old_alerts(now)
    db.session.commit()
    forgotten += forgetting.forget_old_finds(now)
    db.session.commit()
    return forgotten
