"""Read placements, and count what waits on them."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from careers.database import db
from careers.placements.models import Booking, BookingStatus, Placement
from careers.placements.policies import bookings as booking_policies
from careers.placements.policies.adverts import SHOWN

_WITH_PLACE = (joinedload(Placement.organisation), joinedload(Placement.workplace))


def get_placement_of(organisation_id: int | None, reference: str) -> Placement:
    """Return an organisation's own placement, or raise NoResultFound: another's is as if it were not there."""
    return db.session.scalars(
        sa.select(Placement)
        .where(Placement.organisation_id == organisation_id, Placement.reference == reference)
        .options(*_WITH_PLACE)
    ).one()


def get_public_placement(reference: str) -> Placement:
    """Return a placement that was ever public, or raise NoResultFound; a draft is as if it were not there.

    Small letters in the reference do as well.
    """
    return db.session.scalars(
        sa.select(Placement)
        .where(Placement.reference == reference.upper(), Placement.first_published_at.is_not(None))
        .options(*_WITH_PLACE)
    ).one()


def list_placements_of(organisation_id: int | None) -> Sequence[Placement]:
    """Return an organisation's placements, newest first."""
    return db.session.scalars(
        sa.select(Placement)
        .where(Placement.organisation_id == organisation_id)
        .options(*_WITH_PLACE)
        .order_by(Placement.created_at.desc(), Placement.id.desc())
    ).all()


def count_bookings_of(organisation_id: int | None) -> dict[tuple[int, BookingStatus], int]:
    """Count the bookings of an organisation's placements, by placement id and status."""
    rows = db.session.execute(
        sa.select(Booking.placement_id, Booking.status, sa.func.count())
        .join(Placement, Placement.id == Booking.placement_id)
        .where(Placement.organisation_id == organisation_id)
        .group_by(Booking.placement_id, Booking.status)
    )
    return {(placement_id, status): count for placement_id, status, count in rows}


def count_holding(placement_id: int) -> int:
    """Count the people who have a place on a placement and have not finished."""
    counted = sa.select(sa.func.count()).where(
        Booking.placement_id == placement_id, Booking.status.in_(booking_policies.HOLDING)
    )
    return db.session.scalars(counted).one()


def lock_placement(placement_id: int) -> Placement:
    """Return a placement as it is now, locked until the transaction ends; on SQLite writing is the lock."""
    return db.session.get_one(Placement, placement_id, with_for_update=True, populate_existing=True)


def list_maybe_over(today: date) -> Sequence[int]:
    """Return the ids of placements shown past their closing date where nobody is, in order; the policy decides."""
    holding = sa.select(Booking.id).where(
        Booking.placement_id == Placement.id, Booking.status.in_(booking_policies.HOLDING)
    )
    return db.session.scalars(
        sa.select(Placement.id)
        .where(Placement.status.in_(SHOWN), Placement.closes_on < today, sa.not_(holding.exists()))
        .order_by(Placement.id)
    ).all()
