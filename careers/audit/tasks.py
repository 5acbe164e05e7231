"""What the timetable does with the audit."""

from datetime import datetime

from careers.audit.commands import forget_events
from careers.database import db
from careers.reference.retention import kept_since


def forget_old_events(now: datetime) -> int:
    """Delete audit rows that were kept long enough; return how many. Safe to run twice."""
    forgotten = forget_events(kept_since("audit", now))
    db.session.commit()
    return forgotten
