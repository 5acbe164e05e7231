"""Tables of opportunities: the part all share, which is what the public searches, and the part of vacancies."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers import clock
from careers.database import Base, enum_of
from careers.providers.models import Organisation, Workplace
from careers.reference.choices import Contract, Need, Rounds


class OpportunityKind(StrEnum):
    """What the public can search for. The values are the search query's words."""

    JOB = "job"
    APPRENTICESHIP = "apprenticeship"
    PLACEMENT = "placement"


class OpportunityStatus(StrEnum):
    """Where an opportunity stands. A vacancy never is full or finished; a placement never is in review or closed."""

    DRAFT = "draft"
    IN_REVIEW = "in review"
    LIVE = "live"
    PAUSED = "paused"
    FULL = "full"
    CLOSED = "closed"
    FINISHED = "finished"
    WITHDRAWN = "withdrawn"


class PayPeriod(StrEnum):
    """What the pay is for."""

    HOUR = "hour"
    YEAR = "year"


class Sponsorship(StrEnum):
    """Visa sponsorship. Since 22 July 2025 care workers cannot be recruited from abroad, so there is no third value."""

    NONE = "none"
    IN_COUNTRY = "in-country only"


class CloseReason(StrEnum):
    """Why a vacancy closed."""

    FILLED = "all posts filled"
    DATE = "closing date passed"
    PROVIDER = "closed by the provider"


class Opportunity(Base):
    """An advert that the public can find: the columns that search, cards and the map read.

    `revision` takes the next number of the one SearchRevision row in the transaction that changes what the public sees,
    so that an index in memory can ask "what changed since?"; `changed_at` is when that was. Hours are minutes a week;
    values are up to three keys.
    """

    __tablename__ = "opportunities"
    __mapper_args__ = {"polymorphic_on": "type", "polymorphic_identity": "opportunity"}
    __table_args__: tuple[sa.schema.SchemaItem, ...] = (
        sa.CheckConstraint("hours_min_minutes BETWEEN 0 AND hours_max_minutes", name="hours_in_order"),
        sa.CheckConstraint("hours_max_minutes <= 10080", name="hours_within_a_week"),
        sa.Index("ix_opportunities_status_closes_on", "status", "closes_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(sa.String(20))
    kind: Mapped[OpportunityKind] = mapped_column(enum_of(OpportunityKind, "opportunity_kind"))
    reference: Mapped[str] = mapped_column(sa.String(12), unique=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisations.id"), index=True)
    organisation: Mapped[Organisation] = relationship()
    workplace_id: Mapped[int] = mapped_column(sa.ForeignKey("workplaces.id"), index=True)
    workplace: Mapped[Workplace] = relationship()
    title: Mapped[str] = mapped_column(sa.String(100))
    role_code: Mapped[int]
    service_code: Mapped[int]
    patterns: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    hours_min_minutes: Mapped[int]
    hours_max_minutes: Mapped[int]
    starts_on: Mapped[date]
    closes_on: Mapped[date]
    description: Mapped[str] = mapped_column(sa.Text)
    driving: Mapped[Need] = mapped_column(enum_of(Need, "driving"))
    experience: Mapped[Need] = mapped_column(enum_of(Need, "experience"))
    training: Mapped[str] = mapped_column(sa.Text, default="")
    is_training_paid: Mapped[bool] = mapped_column(default=False)
    value_keys: Mapped[list[str]] = mapped_column(sa.JSON, default=list)
    status: Mapped[OpportunityStatus] = mapped_column(enum_of(OpportunityStatus, "opportunity_status"))
    revision: Mapped[int] = mapped_column(default=0, index=True)
    first_published_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    created_at: Mapped[datetime]
    created_by: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))


class Vacancy(Opportunity):
    """An advert for one or more posts in one job role at one workplace; with a standard it is an apprenticeship.

    Pay is pence for the pay period. For visits at home `contact_minutes` and `unpaid_travel_minutes` are a usual week:
    pay must reach the legal floor over both; `rounds` is how people get from visit to visit, None when it varies.
    `posts_filled` counts people who have started.
    """

    __tablename__ = "vacancies"
    __mapper_args__ = {"polymorphic_identity": "vacancy"}
    __table_args__: tuple[sa.schema.SchemaItem, ...] = (
        sa.CheckConstraint("posts BETWEEN 1 AND 99", name="posts_sensible"),
        sa.CheckConstraint("posts_filled BETWEEN 0 AND posts", name="posts_filled_within_posts"),
        sa.CheckConstraint("0 < pay_min_pence AND pay_min_pence <= pay_max_pence", name="pay_in_order"),
        sa.CheckConstraint("youngest_age BETWEEN 16 AND 25", name="youngest_age_sensible"),
    )

    id: Mapped[int] = mapped_column(sa.ForeignKey("opportunities.id"), primary_key=True)
    posts: Mapped[int]
    posts_filled: Mapped[int] = mapped_column(default=0)
    contract: Mapped[Contract] = mapped_column(enum_of(Contract, "contract"))
    has_guaranteed_hours: Mapped[bool] = mapped_column(default=True)
    pay_period: Mapped[PayPeriod] = mapped_column(enum_of(PayPeriod, "pay_period"))
    pay_min_pence: Mapped[int]
    pay_max_pence: Mapped[int]
    contact_minutes: Mapped[int | None]
    unpaid_travel_minutes: Mapped[int | None]
    youngest_age: Mapped[int] = mapped_column(default=18)
    standard_ref: Mapped[str | None] = mapped_column(sa.String(8))
    rounds: Mapped[Rounds | None] = mapped_column(enum_of(Rounds, "rounds"))
    sponsorship: Mapped[Sponsorship] = mapped_column(enum_of(Sponsorship, "sponsorship"))
    requirements: Mapped[str] = mapped_column(sa.Text, default="")
    benefits: Mapped[str] = mapped_column(sa.Text, default="")
    review_note: Mapped[str] = mapped_column(sa.String(500), default="")
    close_reason: Mapped[CloseReason | None] = mapped_column(enum_of(CloseReason, "close_reason"))

    @property
    def posts_left(self) -> int:
        """Posts in which nobody has started yet."""
        return self.posts - self.posts_filled


class SearchRevision(Base):
    """One row: the number of the newest change to what the public can find."""

    __tablename__ = "search_revisions"
    __table_args__ = (sa.CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(default=0)


class SavedOpportunity(Base):
    """An opportunity that a candidate keeps to look at again, with a note that nobody else sees.

    `let_go_at` is when they took it off their list: for a day they can put it back. `reminded_at` is when we wrote that
    it closes soon, which we do once.
    """

    __tablename__ = "saved_opportunities"

    candidate_id: Mapped[int] = mapped_column(sa.ForeignKey("candidates.id", ondelete="CASCADE"), primary_key=True)
    opportunity_id: Mapped[int] = mapped_column(sa.ForeignKey("opportunities.id"), primary_key=True, index=True)
    opportunity: Mapped[Opportunity] = relationship()
    saved_at: Mapped[datetime]
    note: Mapped[str] = mapped_column(sa.String(500), default="")
    let_go_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]


class ViewCount(Base):
    """How often the public page of an opportunity was opened, in all. Nothing is kept of who opened it, or when."""

    __tablename__ = "view_counts"
    __table_args__ = (sa.CheckConstraint("seen >= 0", name="seen_not_negative"),)

    opportunity_id: Mapped[int] = mapped_column(sa.ForeignKey("opportunities.id", ondelete="CASCADE"), primary_key=True)
    seen: Mapped[int]
