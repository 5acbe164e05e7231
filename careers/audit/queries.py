"""Read the audit: the history of one record, and the looks at one person's data."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa

from careers.audit.models import AuditEvent
from careers.database import db

TOLD_ADVISER = "referral.told adviser"


def list_history(subject_type: str, subject_id: int) -> Sequence[AuditEvent]:
    """Return a record's events, oldest first."""
    return db.session.scalars(
        sa.select(AuditEvent)
        .where(AuditEvent.subject_type == subject_type, AuditEvent.subject_id == subject_id)
        .order_by(AuditEvent.at, AuditEvent.id)
    ).all()


def list_looks_at(user_id: int, *, limit: int | None = 100) -> Sequence[AuditEvent]:
    """Return looks at a person's data by others and what advisers were told about them, newest first."""
    by_others = sa.or_(AuditEvent.actor_id.is_(None), AuditEvent.actor_id != user_id)
    return db.session.scalars(
        sa.select(AuditEvent)
        .where(
            AuditEvent.about_user_id == user_id,
            sa.or_(sa.and_(AuditEvent.action.like("%.looked"), by_others), AuditEvent.action == TOLD_ADVISER),
        )
        .order_by(AuditEvent.at.desc(), AuditEvent.id.desc())
        .limit(limit)
    ).all()


def find_makers(subject_type: str, subject_ids: Collection[int]) -> dict[int, int | None]:
    """Return who made each of some records, by the record's id."""
    rows = db.session.execute(
        sa.select(AuditEvent.subject_id, AuditEvent.actor_id).where(
            AuditEvent.subject_type == subject_type,
            AuditEvent.subject_id.in_(subject_ids),
            AuditEvent.action == f"{subject_type}.made",
        )
    )
    return {row.subject_id: row.actor_id for row in rows}
