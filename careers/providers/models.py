"""Tables of organisations and workplaces."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.database import Base, enum_of
from careers.geo.distance import LatLon
from careers.geo.postcodes import rough_point


class OrganisationKind(StrEnum):
    """What sort of legal employer or training body this is."""

    CARE_PROVIDER = "care provider"
    COUNCIL = "council"
    VOLUNTARY = "voluntary body"
    NHS = "NHS"
    COLLEGE = "college"
    INDIVIDUAL = "individual employer"


SOMEBODY = "An individual employer"
"""What other sites are told instead of the name of a person who employs an assistant."""


class Organisation(Base):
    """A legal employer or training body, or a person who employs a personal assistant.

    `allows_syndication` says that other job sites may list its adverts; `syndication_changed_at` is when it last did.
    `rates_first`: whoever reads an application rates its written answers before they are shown the values fit.
    """

    __tablename__ = "organisations"
    __table_args__ = (
        sa.CheckConstraint("(verified_at IS NULL) = (verified_by IS NULL)", name="verified_at_with_by"),
        sa.CheckConstraint("reply_days BETWEEN 1 AND 60", name="reply_days_sensible"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(120))
    slug: Mapped[str] = mapped_column(sa.String(140), unique=True)
    kind: Mapped[OrganisationKind] = mapped_column(enum_of(OrganisationKind, "organisation_kind"))
    cqc_provider_id: Mapped[str | None] = mapped_column(sa.String(20))
    about: Mapped[str] = mapped_column(sa.Text, default="")
    hides_identity: Mapped[bool] = mapped_column(default=True)
    rates_first: Mapped[bool] = mapped_column(default=True)
    reply_days: Mapped[int] = mapped_column(default=14)
    allows_syndication: Mapped[bool] = mapped_column(default=False)
    syndication_changed_at: Mapped[datetime | None]
    verified_at: Mapped[datetime | None]
    verified_by: Mapped[int | None]  # a user; no foreign key, because users point at organisations already
    created_at: Mapped[datetime]

    @property
    def name_elsewhere(self) -> str:
        """The name as other sites are told it: a person is named on our own pages alone."""
        return SOMEBODY if self.kind is OrganisationKind.INDIVIDUAL else self.name

    @property
    def told_elsewhere(self) -> str:
        """The same within a sentence."""
        return SOMEBODY.lower() if self.kind is OrganisationKind.INDIVIDUAL else self.name

    @property
    def is_verified(self) -> bool:
        """Whether the council has checked that this employer is who it says."""
        return self.verified_at is not None


class Workplace(Base):
    """A place or branch where care is run from."""

    __tablename__ = "workplaces"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisations.id"), index=True)
    organisation: Mapped[Organisation] = relationship()
    name: Mapped[str] = mapped_column(sa.String(120))
    street: Mapped[str] = mapped_column(sa.String(120), default="")
    town: Mapped[str] = mapped_column(sa.String(80), index=True)
    postcode: Mapped[str] = mapped_column(sa.String(8))
    lat: Mapped[float]
    lon: Mapped[float]
    lad_code: Mapped[str] = mapped_column(sa.String(9), index=True)
    service_code: Mapped[int]
    cqc_location_id: Mapped[str | None] = mapped_column(sa.String(20), unique=True)
    getting_there: Mapped[str] = mapped_column(sa.String(500), default="")
    bus_routes: Mapped[str] = mapped_column(sa.String(200), default="")
    created_at: Mapped[datetime]

    @property
    def is_home(self) -> bool:
        """Whether this is where a person lives who employs somebody: strangers must not learn which house it is."""
        return self.organisation.kind is OrganisationKind.INDIVIDUAL

    @property
    def public_name(self) -> str:
        """The name that anybody may see: none for a person's home."""
        return "" if self.is_home else self.name

    @property
    def public_label(self) -> str:
        """What anybody may call it: its name, or for a person's home the town and the first half of the postcode."""
        return self.public_name or f"{self.town}, {self.public_postcode}"

    @property
    def public_street(self) -> str:
        """The street that anybody may see: none for a person's home."""
        return "" if self.is_home else self.street

    @property
    def public_postcode(self) -> str:
        """The postcode that anybody may see: only its first half, such as MK3, for a person's home."""
        return self.postcode.split(" ")[0] if self.is_home else self.postcode

    @property
    def public_point(self) -> LatLon:
        """The point that anybody may be told a distance from: for a person's home the middle of its first half."""
        return rough_point(self.postcode, (self.lat, self.lon)) if self.is_home else (self.lat, self.lon)

    @property
    def public_address(self) -> str:
        """The address that anybody may see, in one line that breaks in no postcode."""
        parts = (self.public_name, self.public_street, self.town, self.public_postcode.replace(" ", "\u00a0"))
        return ", ".join(part for part in parts if part)
