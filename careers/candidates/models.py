"""The table of candidates."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers import clock
from careers.accounts.models import User
from careers.database import Base
from careers.reference.retention import kept_until


class Candidate(Base):
    """A person's one profile. Everything is optional: nobody must say more than they need to.

    `is_findable` says that employers may invite them to apply, without being told who they are; `findable_since` is
    when they last said so.
    """

    __tablename__ = "candidates"
    __table_args__ = (
        sa.CheckConstraint("(lat IS NULL) = (lon IS NULL)", name="lat_with_lon"),
        sa.CheckConstraint("travel_miles IS NULL OR travel_miles BETWEEN 0 AND 50", name="travel_miles_sensible"),
        sa.CheckConstraint("is_findable = (findable_since IS NOT NULL)", name="findable_since_with_is"),
        sa.Index("ix_candidates_findable_since", "findable_since"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"), unique=True)
    user: Mapped[User] = relationship()
    first_name: Mapped[str] = mapped_column(sa.String(60), default="")
    last_name: Mapped[str] = mapped_column(sa.String(60), default="")
    phone: Mapped[str] = mapped_column(sa.String(30), default="")
    postcode: Mapped[str] = mapped_column(sa.String(8), default="")
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    travel_miles: Mapped[int | None]
    can_drive: Mapped[bool | None]
    patterns: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    contracts: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    pay_min_pence: Mapped[int | None]
    can_start_on: Mapped[date | None]
    is_reminded: Mapped[bool] = mapped_column(default=True)  # by e-mail, before a saved advert closes
    is_findable: Mapped[bool] = mapped_column(default=False)
    findable_since: Mapped[datetime | None]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    @property
    def findable_until(self) -> date | None:
        """The day on which employers can no longer find this person, unless they say again that they may."""
        if self.findable_since is None:
            return None
        return clock.local(kept_until("findable", self.findable_since)).date()

    @property
    def full_name(self) -> str:
        """The person's name, or an empty string when they have not said."""
        return f"{self.first_name} {self.last_name}".strip()
