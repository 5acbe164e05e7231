"""Read referrals: the adviser's caseload, the person's own, and what they can be made for."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from careers.accounts.models import User
from careers.audit.models import AuditEvent
from careers.audit.queries import TOLD_ADVISER
from careers.candidates.models import Candidate
from careers.database import db
from careers.jobs.models import Opportunity
from careers.placements.models import Booking, Referral, ReferralStatus
from careers.placements.policies.referrals import KNOWN_ANYWAY

TOLD = TOLD_ADVISER
SENT_AGAIN = "referral.sent again"

_WITH_OPPORTUNITY = (
    joinedload(Referral.opportunity).joinedload(Opportunity.organisation),
    joinedload(Referral.opportunity).joinedload(Opportunity.workplace),
)
_WITH_PEOPLE = (joinedload(Referral.adviser), joinedload(Referral.candidate).joinedload(Candidate.user))


def find_opportunity(reference: str) -> Opportunity | None:
    """Return an opportunity that was ever public by its reference, whatever the capitals; None when there is none."""
    return db.session.scalar(
        sa.select(Opportunity)
        .where(Opportunity.reference == reference.strip().upper(), Opportunity.first_published_at.is_not(None))
        .options(joinedload(Opportunity.organisation), joinedload(Opportunity.workplace))
    )


def get_opportunity(reference: str) -> Opportunity:
    """Return what `find_opportunity` finds, or raise NoResultFound."""
    opportunity = find_opportunity(reference)
    if opportunity is None:
        raise sa.exc.NoResultFound
    return opportunity


def list_caseload(adviser: User) -> Sequence[Referral]:
    """Return an adviser's referrals, the newest first."""
    return db.session.scalars(
        sa.select(Referral)
        .where(Referral.adviser_id == adviser.id)
        .options(*_WITH_OPPORTUNITY)
        .order_by(Referral.made_at.desc(), Referral.id.desc())
    ).all()


def get_latest_news(adviser: User) -> dict[int, str]:
    """Return the last thing that an adviser was told about each referral, by referral id."""
    newest = (
        sa.select(sa.func.max(AuditEvent.id))
        .join(Referral, Referral.id == AuditEvent.subject_id)
        .where(*_is_telling(), Referral.adviser_id == adviser.id)
        .group_by(AuditEvent.subject_id)
    )
    rows = db.session.execute(sa.select(AuditEvent.subject_id, AuditEvent.reason).where(AuditEvent.id.in_(newest)))
    return {row.subject_id: row.reason for row in rows}


def list_known_to_adviser(referral: Referral) -> Sequence[AuditEvent]:
    """Return what an adviser knows of a referral, newest first: its making, the answer, what they were told."""
    return db.session.scalars(
        sa.select(AuditEvent)
        .where(
            AuditEvent.subject_type == "referral",
            AuditEvent.subject_id == referral.id,
            sa.or_(AuditEvent.action == TOLD, AuditEvent.to_status.in_(KNOWN_ANYWAY), AuditEvent.action == SENT_AGAIN),
        )
        .order_by(AuditEvent.at.desc(), AuditEvent.id.desc())
    ).all()


def list_told_about(user: User) -> Sequence[tuple[AuditEvent, str]]:
    """Return what went back to advisers about a person, newest first, each with the adviser's office."""
    rows = db.session.execute(
        sa.select(AuditEvent, Referral.office)
        .join(Referral, Referral.id == AuditEvent.subject_id)
        .where(*_is_telling(), AuditEvent.about_user_id == user.id)
        .order_by(AuditEvent.at.desc(), AuditEvent.id.desc())
    )
    return [(event, office) for event, office in rows]


def _is_telling() -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    return AuditEvent.subject_type == "referral", AuditEvent.action == TOLD


def get_referral_of(adviser: User, reference: str) -> Referral:
    """Return an adviser's own referral, or raise NoResultFound: another's is as if it were not there."""
    return db.session.scalars(
        sa.select(Referral)
        .where(Referral.adviser_id == adviser.id, Referral.reference == reference)
        .options(*_WITH_OPPORTUNITY, *_WITH_PEOPLE)
    ).one()


def find_waiting_referral(adviser: User, opportunity: Opportunity, email: str) -> Referral | None:
    """Return an adviser's referral of an address to an opportunity that still waits for its answer."""
    return db.session.scalar(
        sa.select(Referral).where(
            Referral.adviser_id == adviser.id,
            Referral.opportunity_id == opportunity.id,
            Referral.email == email,
            Referral.status == ReferralStatus.MADE,
        )
    )


def lock_adviser(adviser: User) -> None:
    """Make other referrals by this adviser wait until the transaction ends, so that a double click makes one."""
    db.session.execute(sa.select(User.id).where(User.id == adviser.id).with_for_update())


def get_referral_by_token(token_hash: str) -> Referral:
    """Return the referral that a link opens, or raise NoResultFound."""
    return db.session.scalars(
        sa.select(Referral).where(Referral.token_hash == token_hash).options(*_WITH_OPPORTUNITY, *_WITH_PEOPLE)
    ).one()


def list_referrals_to(user: User) -> Sequence[Referral]:
    """Return the referrals of a signed-in person, by their address or their profile, the newest first."""
    return db.session.scalars(
        sa.select(Referral)
        .outerjoin(Referral.candidate)
        .where(_is_about(user))
        .options(*_WITH_OPPORTUNITY, joinedload(Referral.adviser), contains_eager(Referral.candidate))
        .order_by(Referral.made_at.desc(), Referral.id.desc())
    ).all()


def get_referral_to(user: User, reference: str) -> Referral:
    """Return a person's own referral, or raise NoResultFound."""
    return db.session.scalars(
        sa.select(Referral)
        .outerjoin(Referral.candidate)
        .where(_is_about(user), Referral.reference == reference)
        .options(*_WITH_OPPORTUNITY, joinedload(Referral.adviser), contains_eager(Referral.candidate))
    ).one()


def _is_about(user: User) -> sa.ColumnElement[bool]:
    """Who proved an address may see what was sent to it; once agreed, the profile says whose it is."""
    unanswered = sa.and_(Referral.candidate_id.is_(None), Referral.email == user.email)
    return sa.or_(unanswered, Candidate.user_id == user.id)


def lock_referral(referral: Referral) -> Referral:
    """Return a referral as it is now, locked until the transaction ends."""
    return db.session.get_one(Referral, referral.id, with_for_update=True, populate_existing=True)


def list_run_out(today: date) -> Sequence[Referral]:
    """Return the referrals whose time to answer has passed, in order."""
    return db.session.scalars(
        sa.select(Referral)
        .where(Referral.status == ReferralStatus.MADE, Referral.expires_on < today)
        .options(joinedload(Referral.adviser))
        .order_by(Referral.id)
    ).all()


def find_booking_of(referral: Referral) -> Booking | None:
    """Return the booking that a referral led to."""
    return db.session.scalar(sa.select(Booking).where(Booking.referral_id == referral.id))
