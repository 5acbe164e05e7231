"""Read the bookings and referrals whose personal parts were kept long enough."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from careers import clock
from careers.database import db
from careers.jobs.models import Opportunity
from careers.placements.models import Booking, Placement, Referral
from careers.placements.policies.bookings import OPEN


def list_bookings_to_wipe(before: datetime) -> Sequence[Booking]:
    """Return the bookings that were over before a moment and still hold words, in order."""
    return db.session.scalars(
        sa.select(Booking)
        .join(Booking.placement)
        .where(_was_over(before), sa.or_(Booking.why != "", Booking.end_reason != ""))
        .order_by(Booking.id)
    ).all()


def list_unagreed_to_wipe(before: datetime) -> Sequence[Referral]:
    """Return the referrals that ended before a moment without the person's agreement and still hold a name."""
    return db.session.scalars(
        sa.select(Referral)
        .where(Referral.agreed_at.is_(None), Referral.ended_at < before, Referral.email != "")
        .order_by(Referral.id)
    ).all()


def list_agreed_to_wipe(before: datetime) -> Sequence[Referral]:
    """Return the agreed referrals that were over before a moment and still hold a name, in order.

    One that led to a place is over with that; another when it ended, or with its advert if it came to nothing.
    """
    booked = sa.select(Booking.id).where(Booking.referral_id == Referral.id)
    over = booked.join(Booking.placement).where(_was_over(before)).correlate(Referral)
    ended = sa.and_(sa.not_(booked.exists()), sa.func.coalesce(Referral.ended_at, Opportunity.closed_at) < before)
    return db.session.scalars(
        sa.select(Referral)
        .join(Referral.opportunity)
        .where(Referral.agreed_at.is_not(None), Referral.email != "", sa.or_(over.exists(), ended))
        .order_by(Referral.id)
    ).all()


def _was_over(before: datetime) -> sa.ColumnElement[bool]:
    """Count from the last day; of a booking that was never started, from the planned start or the day it was asked."""
    day = clock.local(before).date()
    never_started = sa.and_(Booking.started_on.is_(None), Placement.starts_on < day, Booking.asked_at < before)
    return sa.and_(Booking.status.not_in(OPEN), sa.or_(Booking.ended_on < day, never_started))
