"""What the timetable does with sittings."""

from datetime import datetime

from careers.database import db
from careers.reference.retention import kept_since
from careers.screening import commands


def forget_visitors(now: datetime) -> int:
    """Delete what visitors answered and nobody kept for long enough; return how many sittings. Safe to run twice."""
    forgotten = commands.forget_visitors(kept_since("answers-visitor", now))
    db.session.commit()
    return forgotten
