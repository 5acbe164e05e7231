"""What the timetable does with placements and referrals. Each commits item by item and is safe to run twice."""

from collections.abc import Sequence
from datetime import datetime

from careers import clock
from careers.audit.commands import SYSTEM
from careers.database import db
from careers.placements.commands import adverts, forgetting, referrals
from careers.placements.models import Referral
from careers.placements.queries import adverts as advert_queries
from careers.placements.queries import forgetting as old
from careers.placements.queries import outcomes
from careers.placements.queries import referrals as referral_queries
from careers.reference.retention import kept_since


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


def wipe_unagreed_referrals(now: datetime) -> int:
    """Delete names and addresses from referrals that nobody agreed to; return how many."""
    return _wipe_referrals(old.list_unagreed_to_wipe(kept_since("referral-not-agreed", now)))


def wipe_old_placements(now: datetime) -> int:
    """Delete words, names and addresses from bookings and agreed referrals kept long enough; return how many."""
    before = kept_since("placement", now)
    bookings = old.list_bookings_to_wipe(before)
    for booking in bookings:
        forgetting.wipe_booking(booking, by=SYSTEM)
        db.session.commit()
    return len(bookings) + _wipe_referrals(old.list_agreed_to_wipe(before))


def _wipe_referrals(referrals_to_wipe: Sequence[Referral]) -> int:
    for referral in referrals_to_wipe:
        forgetting.wipe_referral(referral, by=SYSTEM)
        db.session.commit()
    return len(referrals_to_wipe)
