"""What the timetable does with applications. Each commits item by item and is safe to run twice."""

from datetime import datetime

from careers import clock
from careers.applications import queries
from careers.applications.commands.closing import close_without_reply, tell_applicants_of_closure
from careers.audit.commands import SYSTEM
from careers.database import db


def tell_of_closures(_now: datetime) -> int:
    """Tell applicants of adverts that ended early, and were not yet told; return how many people."""
    told = 0
    for vacancy_id in queries.list_closed_untold():
        told += tell_applicants_of_closure(queries.lock_vacancy(vacancy_id), by=SYSTEM)
        db.session.commit()
    return told


def close_unanswered(now: datetime) -> int:
    """Close applications whose promised reply is four weeks late; return how many."""
    today, closed = clock.local(now).date(), 0
    for application in queries.list_long_unanswered(now):
        closed += close_without_reply(application, today=today)
        db.session.commit()
    return closed
