"""What the timetable does with sign-in codes and links."""

from datetime import datetime

from careers.accounts import commands
from careers.database import db


def forget_old_codes(_now: datetime) -> int:
    """Delete codes and links that ran out over a day ago; return how many. Safe to run twice."""
    forgotten = commands.forget_old_codes()
    db.session.commit()
    return forgotten
