"""One active holder among many: a lease row that a scheduler renews while it lives."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from careers.database import Base, db


class Lease(Base):
    """Who holds a name, and until when."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    holder: Mapped[str] = mapped_column(sa.String(80))
    expires_at: Mapped[datetime]


def hold(name: str, holder: str, *, now: datetime, seconds: int) -> bool:
    """Take or renew a lease; return whether `holder` has it now. Commits nothing: the caller does.

    The UPDATE is the lock: only one of two that come at once finds the row free.
    """
    until = now + timedelta(seconds=seconds)
    taken = db.session.scalar(
        sa.update(Lease)
        .where(Lease.name == name, sa.or_(Lease.holder == holder, Lease.expires_at <= now))
        .values(holder=holder, expires_at=until)
        .returning(Lease.name)
    )
    if taken is not None:
        return True
    try:
        with db.session.begin_nested():
            db.session.add(Lease(name=name, holder=holder, expires_at=until))
    except IntegrityError:
        return False
    return True


def release(name: str, holder: str) -> None:
    """Give a lease back, so that another need not wait for it to run out."""
    db.session.execute(sa.delete(Lease).where(Lease.name == name, Lease.holder == holder))
