"""Delete alerts and addresses that are no longer needed, or at their owner's wish."""

from datetime import datetime

import sqlalchemy as sa

from careers.alerts import queries
from careers.alerts.models import Alert, AlertAddress, AlertMatch, AlertStatus
from careers.database import db
from careers.reference.retention import kept_since


def forget_old_alerts(now: datetime) -> int:
    """Delete alerts never confirmed or ended long ago, with addresses that have none left; return how many.

    The address of who refused our mail stays longer: without it we would not know whom to leave alone.
    """
    is_old = sa.or_(
        sa.and_(Alert.status == AlertStatus.WAITING, Alert.wanted_at < kept_since("alert-waiting", now)),
        sa.and_(Alert.status == AlertStatus.ENDED, Alert.ended_at < kept_since("alert-ended", now)),
    )
    forgotten = db.session.scalars(sa.delete(Alert).where(is_old).returning(Alert.id)).all()
    was_refused_long_ago = AlertAddress.refused_at < kept_since("alert-refused", now)
    db.session.execute(sa.update(AlertAddress).where(was_refused_long_ago).values(refused_at=None))
    has_alerts = sa.exists().where(Alert.address_id == AlertAddress.id)
    no_longer_needed = sa.and_(~has_alerts, AlertAddress.refused_at.is_(None))
    db.session.execute(sa.delete(AlertAddress).where(no_longer_needed).execution_options(synchronize_session=False))
    return len(forgotten)


def forget_old_finds(now: datetime) -> int:
    """Delete what alerts found long ago: no advert is open that long; return how many."""
    old = sa.delete(AlertMatch).where(AlertMatch.found_at < kept_since("alert-found", now))
    return len(db.session.scalars(old.returning(AlertMatch.alert_id)).all())


def forget_address(email: str) -> None:
    """Delete every alert of an address and what it found, at its owner's wish.

    Of who refused our mail only the address and when they refused are kept, so that nobody can make us write to them.
    """
    address = queries.find_address(email.strip().lower())
    if address is None:
        return
    db.session.execute(sa.delete(Alert).where(Alert.address_id == address.id))
    if address.refused_at is None:
        db.session.delete(address)
    address.mailed_on = None
