"""What the timetable does with placements and referrals. Each commits item by item and is safe to run twice."""

from datetime import datetime

from careers import clock
from careers.database import db
from careers.placements.commands import adverts, referrals
from careers.placements.queries import adverts as advert_queries
from careers.placements.queries import outcomes
from careers.placements.queries import referrals as referral_queries


def expire_referrals(now: datetime) -> int:
    """End referrals whose time to answer has passed; return how many."""
    today, ended = clock.local(now).date(), 0
    for referral in referral_queries.list_run_out(today):
        ended += referrals.expire_referral(referral, today=today)
        db.session.commit()
    return ended


def finish_placements(now: datetime) -> int:
    """End placements whose closing date and planned end have passed and where nobody is; return how many."""
    today, ended = clock.local(now).date(), 0
    for placement_id in advert_queries.list_maybe_over(today):
        ended += adverts.finish_placement(placement_id, today=today)
        db.session.commit()
    return ended


def follow_applications(_now: datetime) -> int:
    """Bring agreed referrals to vacancies to where the applications stand; return how many moved."""
    moved = 0
    for referral, application in outcomes.list_out_of_step():
        referrals.follow_application(referral, application)
        db.session.commit()
        moved += 1
    return moved


def note_sources(_now: datetime) -> int:
    """Say of starts in work which came from a referral or a placement; return how many."""
    noted = 0
    for employment in outcomes.list_unattributed():
        noted += referrals.note_source(employment)
        db.session.commit()
    return noted
