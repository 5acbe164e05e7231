"""The table of candidates."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.accounts.models import User
from careers.database import Base


class Candidate(Base):
    """A person's one profile. Everything is optional: nobody must say more than they need to."""

    __tablename__ = "candidates"
    __table_args__ = (
        sa.CheckConstraint("(lat IS NULL) = (lon IS NULL)", name="lat_with_lon"),
        sa.CheckConstraint("travel_miles IS NULL OR travel_miles BETWEEN 0 AND 50", name="travel_miles_sensible"),
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
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    @property
    def full_name(self) -> str:
        """The person's name, or an empty string when they have not said."""
        return f"{self.first_name} {self.last_name}".strip()
