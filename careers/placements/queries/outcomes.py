"""Read what came of referrals and placements: applications under way, and starts in paid work."""

from collections.abc import Sequence
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from careers import clock
from careers.applications.models import Application, ApplicationStatus, Employment, Source
from careers.database import db
from careers.placements.models import Booking, BookingStatus, Referral, ReferralStatus
from careers.placements.policies.referrals import FOLLOWED, STATUS_OF_APPLICATION

WINDOW = timedelta(days=91)
"""How long after a placement a start in work still counts as coming from it: the 13 weeks of the board's measure."""


def source_for(candidate_id: int, vacancy_id: int | None, started_on: date) -> Source:
    """Return how a person came to a post that they started on a day.

    A referral to this very vacancy that they agreed to by that day makes it "referral"; else a placement, here or
    elsewhere, that they completed up to 13 weeks before makes it "placement"; else it is a service application.
    Starting before the placement's last day counts, starting before its first does not.
    """
    if vacancy_id is not None and _was_referred(candidate_id, vacancy_id, started_on):
        return Source.REFERRAL
    placed = sa.select(Booking.id).where(
        Booking.candidate_id == candidate_id,
        Booking.status == BookingStatus.COMPLETED,
        Booking.started_on <= started_on,
        Booking.ended_on >= started_on - WINDOW,
    )
    return Source.PLACEMENT if db.session.scalar(sa.select(placed.exists())) else Source.SERVICE


def _was_referred(candidate_id: int, vacancy_id: int, started_on: date) -> bool:
    agreed = db.session.scalars(
        sa.select(Referral.agreed_at).where(
            Referral.candidate_id == candidate_id,
            Referral.opportunity_id == vacancy_id,
            Referral.agreed_at.is_not(None),
        )
    )
    return any(moment is not None and clock.local(moment).date() <= started_on for moment in agreed)


def list_unattributed() -> Sequence[Employment]:
    """Return employments noted as service applications of people with an agreed referral or a completed placement."""
    referred = sa.select(Referral.id).where(
        Referral.candidate_id == Employment.candidate_id,
        Referral.opportunity_id == Employment.vacancy_id,
        Referral.agreed_at.is_not(None),
    )
    placed = sa.select(Booking.id).where(
        Booking.candidate_id == Employment.candidate_id,
        Booking.status == BookingStatus.COMPLETED,
        Booking.started_on <= Employment.started_on,
    )
    return db.session.scalars(
        sa.select(Employment)
        .where(Employment.source == Source.SERVICE, sa.or_(referred.exists(), placed.exists()))
        .order_by(Employment.id)
    ).all()


def list_out_of_step() -> Sequence[tuple[Referral, Application]]:
    """Return agreed referrals to vacancies that no longer say where the person's latest application stands."""
    later = aliased(Application)
    latest = (
        sa.select(sa.func.max(later.id))
        .where(
            later.candidate_id == Referral.candidate_id,
            later.vacancy_id == Referral.opportunity_id,
            later.status != ApplicationStatus.DRAFT,
        )
        .correlate(Referral)
        .scalar_subquery()
    )
    differs = sa.or_(
        *(
            sa.and_(Application.status == application, Referral.status != referral)
            for application, referral in STATUS_OF_APPLICATION.items()
        )
    )
    rows = db.session.execute(
        sa.select(Referral, Application)
        .join(Application, Application.id == latest)
        .where(Referral.status.in_(FOLLOWED), differs)
        .options(joinedload(Referral.adviser), joinedload(Referral.opportunity))
        .order_by(Referral.id)
    )
    return [(referral, application) for referral, application in rows]


def list_to_tell(employment: Employment) -> Sequence[Referral]:
    """Return the placed referrals whose advisers may hear that this person has started paid work.

    The person was promised that telling ends 13 weeks after the placement; one that never began is not told of at all.
    """
    ended_on = sa.func.coalesce(Booking.ended_on, Booking.planned_end_on)
    return db.session.scalars(
        sa.select(Referral)
        .join(Booking, Booking.referral_id == Referral.id)
        .where(
            Referral.candidate_id == employment.candidate_id,
            Referral.status == ReferralStatus.PLACED,
            Referral.shares_outcome,
            ended_on >= employment.started_on - WINDOW,
        )
        .options(joinedload(Referral.adviser))
        .order_by(Referral.id)
    ).all()
