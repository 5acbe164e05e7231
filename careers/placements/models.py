"""Tables of placements, bookings and referrals."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.accounts.models import User
from careers.applications.models import Application
from careers.candidates.models import Candidate
from careers.database import Base, enum_of
from careers.jobs.models import Opportunity


class Scheme(StrEnum):
    """The kind of placement."""

    VOLUNTEERING = "volunteering"
    WORK_EXPERIENCE = "work experience"
    WORK_TRIAL = "work trial"
    SWAP = "sector-based work academy programme"
    T_LEVEL = "T Level industry placement"
    SUPPORTED_INTERNSHIP = "supported internship"
    SOCIAL_WORK = "social work student placement"


class BookingStatus(StrEnum):
    """Where a person's place on a placement stands."""

    REQUESTED = "requested"
    REFERRED = "referred"
    ACCEPTED = "accepted"
    STARTED = "started"
    COMPLETED = "completed"
    LEFT_EARLY = "left early"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    DID_NOT_START = "did not start"


class ReferralStatus(StrEnum):
    """Where a referral stands."""

    MADE = "made"
    AGREED = "agreed"
    RECEIVED = "received"
    CONTACTED = "contacted"
    PLACED = "placed"
    NOT_AGREED = "not agreed"
    NOT_SUITABLE = "not suitable"
    EXPIRED = "expired"


class Placement(Opportunity):
    """An unpaid or training opportunity with places. `places_taken` counts bookings accepted, started or completed."""

    __tablename__ = "placements"
    __mapper_args__ = {"polymorphic_identity": "placement"}
    __table_args__: tuple[sa.schema.SchemaItem, ...] = (
        sa.CheckConstraint("places BETWEEN 1 AND 99", name="places_sensible"),
        sa.CheckConstraint("places_taken BETWEEN 0 AND places", name="places_taken_within_places"),
        sa.CheckConstraint("weeks BETWEEN 1 AND 60", name="weeks_sensible"),
    )

    id: Mapped[int] = mapped_column(sa.ForeignKey("opportunities.id"), primary_key=True)
    scheme: Mapped[Scheme] = mapped_column(enum_of(Scheme, "placement_scheme"))
    places: Mapped[int]
    places_taken: Mapped[int] = mapped_column(default=0)
    weeks: Mapped[int]
    expenses: Mapped[str] = mapped_column(sa.String(300), default="")
    who_for: Mapped[str] = mapped_column(sa.Text, default="")
    youngest_age: Mapped[int] = mapped_column(default=16)

    @property
    def places_left(self) -> int:
        """Places that nobody has been accepted for."""
        return self.places - self.places_taken


class Referral(Base):
    """An adviser's introduction of a person, who must agree by their own click before anybody else sees it.

    `shares_*` is what the person agreed may go back to the adviser. No National Insurance number, no journal text.
    """

    __tablename__ = "referrals"
    __table_args__ = (sa.Index("ix_referrals_adviser_id_status", "adviser_id", "status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(sa.String(12), unique=True)
    adviser_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    adviser: Mapped[User] = relationship()
    office: Mapped[str] = mapped_column(sa.String(120))
    opportunity_id: Mapped[int] = mapped_column(sa.ForeignKey("opportunities.id"), index=True)
    opportunity: Mapped[Opportunity] = relationship()
    candidate_id: Mapped[int | None] = mapped_column(sa.ForeignKey("candidates.id"), index=True)
    candidate: Mapped[Candidate | None] = relationship()
    first_name: Mapped[str] = mapped_column(sa.String(60))
    last_name: Mapped[str] = mapped_column(sa.String(60))
    email: Mapped[str] = mapped_column(sa.String(254))
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    status: Mapped[ReferralStatus] = mapped_column(enum_of(ReferralStatus, "referral_status"))
    shares_attendance: Mapped[bool] = mapped_column(default=False)
    shares_outcome: Mapped[bool] = mapped_column(default=False)
    application_id: Mapped[int | None] = mapped_column(sa.ForeignKey("applications.id"))
    application: Mapped[Application | None] = relationship()
    reason: Mapped[str] = mapped_column(sa.String(500), default="")
    made_at: Mapped[datetime]
    agreed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    expires_on: Mapped[date]

    @property
    def full_name(self) -> str:
        """The name that the adviser gave, while it is kept."""
        return f"{self.first_name} {self.last_name}".strip() or "Name deleted"


_OPEN_ONLY = sa.text("status NOT IN ('declined', 'withdrawn', 'did not start', 'completed', 'left early')")


class Booking(Base):
    """A candidate's place on a placement; `why` is what they wrote when they asked.

    Ends are kept as planned and as they were: the board's cohort is the latter.
    """

    __tablename__ = "bookings"
    __table_args__ = (
        sa.Index(
            "uq_bookings_one_open",
            "candidate_id",
            "placement_id",
            unique=True,
            sqlite_where=_OPEN_ONLY,
            postgresql_where=_OPEN_ONLY,
        ),
        sa.CheckConstraint("ended_on IS NULL OR started_on IS NOT NULL", name="ended_was_started"),
        sa.CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="ended_after_start"),
        sa.Index("ix_bookings_ended_on", "ended_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(sa.String(12), unique=True)
    placement_id: Mapped[int] = mapped_column(sa.ForeignKey("placements.id"), index=True)
    placement: Mapped[Placement] = relationship()
    candidate_id: Mapped[int] = mapped_column(sa.ForeignKey("candidates.id"), index=True)
    candidate: Mapped[Candidate] = relationship()
    referral_id: Mapped[int | None] = mapped_column(sa.ForeignKey("referrals.id"), unique=True)
    referral: Mapped[Referral | None] = relationship()
    status: Mapped[BookingStatus] = mapped_column(enum_of(BookingStatus, "booking_status"))
    why: Mapped[str] = mapped_column(sa.String(500), default="")
    asked_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    started_on: Mapped[date | None]
    planned_end_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    left_for_work: Mapped[bool] = mapped_column(default=False)
    end_reason: Mapped[str] = mapped_column(sa.String(500), default="")
