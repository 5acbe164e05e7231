"""What the timetable does with vacancies."""

from datetime import datetime

from careers import clock
from careers.database import db
from careers.jobs import commands, queries
from careers.jobs.models import Vacancy


def close_overdue(now: datetime) -> int:
    """Close each advert whose closing date has passed in England; return how many. Safe to run twice."""
    today = clock.local(now).date()
    overdue = queries.list_overdue(today)
    db.session.commit()
    closed = 0
    for vacancy_id in overdue:
        closed += commands.close_overdue_vacancy(db.session.get_one(Vacancy, vacancy_id), today=today)
        db.session.commit()
    return closed
