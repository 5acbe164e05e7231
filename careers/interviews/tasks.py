"""What the timetable does with interview ratings. Commits item by item and is safe to run twice."""

from datetime import datetime

from careers.database import db
from careers.interviews import queries
from careers.interviews.commands import forget_interview


def forget_old_ratings(_now: datetime) -> int:
    """Delete the ratings of interviews whose applications were wiped; return of how many."""
    wiped = queries.list_rated_and_wiped()
    for application in wiped:
        forget_interview(application)
        db.session.commit()
    return len(wiped)
