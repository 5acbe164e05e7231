"""What the timetable does with applications. Each commits item by item and is safe to run twice."""

from datetime import datetime

from careers import clock
from careers.applications import queries
from careers.applications.commands import forgetting
from careers.applications.commands.applying import measure_fit_again
from careers.applications.commands.closing import close_without_reply, tell_applicants_of_closure
from careers.audit.commands import SYSTEM
from careers.database import db
from careers.reference.retention import kept_since


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


def measure_again(_now: datetime) -> int:
    """Measure the fit of applications anew whose person answered in another way after sending; return how many."""
    applications = queries.list_to_measure_again()
    for application in applications:
        measure_fit_again(application, by=SYSTEM)
        db.session.commit()
    return len(applications)


def delete_old_drafts(now: datetime) -> int:
    """Delete applications that were begun and left unfinished long enough; return how many."""
    before, deleted = kept_since("draft", now), 0
    for draft in queries.list_old_drafts(before):
        deleted += forgetting.delete_old_draft(draft, before=before)
        db.session.commit()
    return deleted


def wipe_old_applications(now: datetime) -> int:
    """Blank the personal parts of applications that ended long enough ago; return how many."""
    started_before, wiped = clock.local(kept_since("application-started", now)).date(), 0
    for application in queries.list_to_wipe(ended_before=kept_since("application", now), started_before=started_before):
        wiped += forgetting.wipe_application(application)
        db.session.commit()
    return wiped


def forget_old_answers(now: datetime) -> int:
    """Delete old answers to situations of people without an application open; return of how many people."""
    before = kept_since("answers", now)
    user_ids = queries.list_users_with_old_answers(before)
    for user_id in user_ids:
        forgetting.forget_old_answers(user_id, before=before)
        db.session.commit()
    return len(user_ids)
