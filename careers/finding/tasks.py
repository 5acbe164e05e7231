"""What the timetable does with what people keep. Each commits item by item and is safe to run twice."""

from datetime import datetime, time, timedelta

from careers import clock
from careers.database import db
from careers.finding import commands, queries
from careers.jobs.saving import forget_old_saved
from careers.reference.retention import kept_since

REMIND_BEFORE = timedelta(days=3)
FIRST_HOUR, LAST_HOUR = 8, 20
"""Nobody is written to at night, not even when the timetable makes up for what it missed."""


def remind_of_closing(now: datetime) -> int:
    """Remind people by day of what they saved and what closes within three days; return how many people."""
    local = clock.local(now)
    if not FIRST_HOUR <= local.hour < LAST_HOUR:
        return 0
    today = local.date()
    began, closes_by = clock.from_local(datetime.combine(today, time.min)), today + REMIND_BEFORE
    candidate_ids = queries.list_to_remind(closes_by, today_began=began)
    db.session.commit()
    reminded = 0
    for candidate_id in candidate_ids:
        reminded += commands.remind_of_closing(
            candidate_id, now=now, today=today, today_began=began, closes_by=closes_by
        )
        db.session.commit()
    return reminded


def forget_old_saved_adverts(now: datetime) -> int:
    """Delete from lists what people took off a day ago and what closed long enough ago; return how many."""
    forgotten = forget_old_saved(now, closed_before=kept_since("saved-closed", now))
    db.session.commit()
    return forgotten
