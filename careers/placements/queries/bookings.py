"""Read bookings: the provider's of one placement, a person's own."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from careers.accounts.models import User
from careers.audit.models import AuditEvent
from careers.candidates.models import Candidate
from careers.database import db
from careers.placements.models import Booking, BookingStatus, Placement
from careers.placements.policies.bookings import ASKING, OPEN
from careers.placements.queries.adverts import lock_placement

_WITH_PLACEMENT = (
    joinedload(Booking.placement).joinedload(Placement.organisation),
    joinedload(Booking.placement).joinedload(Placement.workplace),
)
_WITH_PERSON = (joinedload(Booking.candidate).joinedload(Candidate.user), joinedload(Booking.referral))


def list_bookings(placement: Placement) -> Sequence[Booking]:
    """Return the bookings of a placement, first come first."""
    return db.session.scalars(
        sa.select(Booking)
        .where(Booking.placement_id == placement.id)
        .options(*_WITH_PERSON)
        .order_by(Booking.asked_at, Booking.id)
    ).all()


def get_booking(placement: Placement, reference: str) -> Booking:
    """Return one booking of a placement, or raise NoResultFound."""
    return db.session.scalars(
        sa.select(Booking)
        .where(Booking.placement_id == placement.id, Booking.reference == reference)
        .options(*_WITH_PERSON)
    ).one()


def list_own_bookings(user_id: int) -> Sequence[Booking]:
    """Return a person's bookings, the last asked for first."""
    return db.session.scalars(
        sa.select(Booking)
        .join(Booking.candidate)
        .where(Candidate.user_id == user_id)
        .options(*_WITH_PLACEMENT, *_WITH_PERSON)
        .order_by(Booking.asked_at.desc(), Booking.id.desc())
    ).all()


def get_own_booking(user_id: int, reference: str) -> Booking:
    """Return a person's own booking, or raise NoResultFound: another's is as if it were not there."""
    return db.session.scalars(
        sa.select(Booking)
        .join(Booking.candidate)
        .where(Candidate.user_id == user_id, Booking.reference == reference)
        .options(*_WITH_PLACEMENT, *_WITH_PERSON)
    ).one()


def find_open_booking(user_id: int, placement_id: int) -> Booking | None:
    """Return a person's one booking on a placement that has not ended."""
    return db.session.scalar(
        sa.select(Booking)
        .join(Booking.candidate)
        .where(Candidate.user_id == user_id, Booking.placement_id == placement_id, Booking.status.in_(OPEN))
        .options(*_WITH_PERSON)
    )


def find_latest_status(user_id: int, placement_id: int) -> BookingStatus | None:
    """Return how a person's latest booking on a placement stands, or None when they never asked."""
    return db.session.scalar(
        sa.select(Booking.status)
        .join(Booking.candidate)
        .where(Candidate.user_id == user_id, Booking.placement_id == placement_id)
        .order_by(Booking.id.desc())
        .limit(1)
    )


def list_unanswered(placement_id: int) -> Sequence[Booking]:
    """Return the bookings of a placement that wait for the provider's answer, first come first; locked."""
    return db.session.scalars(
        sa.select(Booking)
        .where(Booking.placement_id == placement_id, Booking.status.in_(ASKING))
        .options(*_WITH_PLACEMENT, *_WITH_PERSON)
        .order_by(Booking.asked_at, Booking.id)
        .with_for_update(of=Booking)
        .execution_options(populate_existing=True)
    ).all()


def lock_booking(booking: Booking) -> Booking:
    """Return a booking as it is now, its placement and itself locked until the transaction ends, in that order.

    Whoever decides takes the placement first: two decisions about one placement wait for each other and cannot block
    each other.
    """
    lock_placement(booking.placement_id)
    return db.session.get_one(Booking, booking.id, with_for_update=True, populate_existing=True)


def list_history(booking: Booking) -> Sequence[tuple[AuditEvent, User | None]]:
    """Return the changes of status of a booking with who made each, newest first."""
    rows = db.session.execute(
        sa.select(AuditEvent, User)
        .outerjoin(User, User.id == AuditEvent.actor_id)
        .where(
            AuditEvent.subject_type == "booking",
            AuditEvent.subject_id == booking.id,
            AuditEvent.to_status.is_not(None),
        )
        .order_by(AuditEvent.at.desc(), AuditEvent.id.desc())
    )
    return [(event, user) for event, user in rows]
