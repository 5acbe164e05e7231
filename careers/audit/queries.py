"""Read the audit: the history of one record, and the looks at one person's data."""

from collections.abc import Sequence

import sqlalchemy as sa

from careers.audit.models import AuditEvent
from careers.database import db


def list_history(subject_type: str, subject_id: int) -> Sequence[AuditEvent]:
    """Return a record's events, oldest first."""
    return db.session.scalars(
        sa.select(AuditEvent)
        .where(AuditEvent.subject_type == subject_type, AuditEvent.subject_id == subject_id)
        .order_by(AuditEvent.at, AuditEvent.id)
    ).all()


def list_looks_at(user_id: int, *, limit: int = 100) -> Sequence[AuditEvent]:
    """Return looks at a person's data by others, newest first."""
    return db.session.scalars(
        sa.select(AuditEvent)
        .where(
            AuditEvent.about_user_id == user_id,
            AuditEvent.action.like("%.looked"),
            sa.or_(AuditEvent.actor_id.is_(None), AuditEvent.actor_id != user_id),
        )
        .order_by(AuditEvent.at.desc(), AuditEvent.id.desc())
        .limit(limit)
    ).all()


def list_recent(*, limit: int = 200) -> Sequence[AuditEvent]:
    """Return the newest events."""
    return db.session.scalars(sa.select(AuditEvent).order_by(AuditEvent.id.desc()).limit(limit)).all()
