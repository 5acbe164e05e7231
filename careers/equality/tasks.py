"""What the timetable does with equality answers."""

from datetime import datetime

from careers.database import db
from careers.equality.commands import forget_answers
from careers.reference.retention import kept_since


def forget_old_answers(now: datetime) -> int:
    """Delete equality answers that were kept long enough; return how many. Safe to run twice."""
    forgotten = forget_answers(before=kept_since("equality", now))
    db.session.commit()
    return forgotten
