"""Tables of applications and of the employments they lead to."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.accounts.models import User
from careers.candidates.models import Candidate
from careers.database import Base, enum_of
from careers.jobs.models import Vacancy


class ApplicationStatus(StrEnum):
    """Where an application stands; the arrows between are in `policies.py`."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SHORTLISTED = "shortlisted"
    INTERVIEW = "interview"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    STARTED = "started"
    NOT_SUCCESSFUL = "not successful"
    WITHDRAWN = "withdrawn"
    DECLINED = "offer declined"
    DID_NOT_START = "did not start"
    NO_REPLY = "closed without reply"


ENDED = (
    ApplicationStatus.NOT_SUCCESSFUL,
    ApplicationStatus.WITHDRAWN,
    ApplicationStatus.DECLINED,
    ApplicationStatus.DID_NOT_START,
    ApplicationStatus.NO_REPLY,
)


class Source(StrEnum):
    """How a person came to a post."""

    SERVICE = "service application"
    REFERRAL = "referral"
    PLACEMENT = "placement"
    ELSEWHERE = "elsewhere"


class Evidence(StrEnum):
    """How well a start in work is known: A employer confirmed, B document seen, C the person says so."""

    EMPLOYER = "A"
    DOCUMENT = "B"
    PERSON = "C"


_OPEN_ONLY = sa.text("status NOT IN ('withdrawn', 'offer declined', 'did not start', 'closed without reply')")


class Application(Base):
    """A candidate's request for a vacancy, as they wrote it; `fit` is frozen when it is submitted."""

    __tablename__ = "applications"
    __table_args__ = (
        sa.Index(
            "uq_applications_one_open",
            "candidate_id",
            "vacancy_id",
            unique=True,
            sqlite_where=_OPEN_ONLY,
            postgresql_where=_OPEN_ONLY,
        ),
        sa.Index("ix_applications_vacancy_id_status", "vacancy_id", "status"),
        sa.CheckConstraint("status = 'draft' OR submitted_at IS NOT NULL", name="submitted_has_time"),
        sa.CheckConstraint("status <> 'started' OR started_on IS NOT NULL", name="started_has_date"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(sa.String(12), unique=True)
    candidate_id: Mapped[int] = mapped_column(sa.ForeignKey("candidates.id"), index=True)
    candidate: Mapped[Candidate] = relationship()
    vacancy_id: Mapped[int] = mapped_column(sa.ForeignKey("vacancies.id"))
    vacancy: Mapped[Vacancy] = relationship()
    status: Mapped[ApplicationStatus] = mapped_column(enum_of(ApplicationStatus, "application_status"))
    source: Mapped[Source] = mapped_column(enum_of(Source, "application_source"))
    first_name: Mapped[str] = mapped_column(sa.String(60), default="")
    last_name: Mapped[str] = mapped_column(sa.String(60), default="")
    email: Mapped[str] = mapped_column(sa.String(254), default="")
    phone: Mapped[str] = mapped_column(sa.String(30), default="")
    postcode: Mapped[str] = mapped_column(sa.String(8), default="")
    experience: Mapped[str] = mapped_column(sa.Text, default="")
    why: Mapped[str] = mapped_column(sa.Text, default="")
    adjustments: Mapped[str] = mapped_column(sa.Text, default="")
    wants_alternative_format: Mapped[bool] = mapped_column(default=False)
    fit: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    identity_shown_at: Mapped[datetime | None]
    interview_at: Mapped[datetime | None]
    interview_place: Mapped[str] = mapped_column(sa.String(200), default="")
    offered_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    started_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str] = mapped_column(sa.String(500), default="")

    @property
    def full_name(self) -> str:
        """The name on the application."""
        return f"{self.first_name} {self.last_name}".strip()


class ApplicationReading(Base):
    """What one reader of an employer made of a person's written answers, before that reader saw the values fit.

    Given once: a rating that could be changed afterwards would follow the score.
    """

    __tablename__ = "application_readings"
    __table_args__ = (
        sa.UniqueConstraint("application_id", "user_id"),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name="rating_on_scale"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(sa.ForeignKey("applications.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), index=True)
    user: Mapped[User] = relationship()
    rating: Mapped[int]
    note: Mapped[str] = mapped_column(sa.String(1000), default="")
    read_at: Mapped[datetime]


class Employment(Base):
    """A person in a post from a date: a filled post when it came from a vacancy here, or work recorded by evidence."""

    __tablename__ = "employments"
    __table_args__ = (
        sa.CheckConstraint("left_on IS NULL OR left_on >= started_on", name="left_after_start"),
        sa.Index("ix_employments_started_on", "started_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int | None] = mapped_column(sa.ForeignKey("candidates.id", ondelete="SET NULL"), index=True)
    application_id: Mapped[int | None] = mapped_column(sa.ForeignKey("applications.id"), unique=True)
    vacancy_id: Mapped[int | None] = mapped_column(sa.ForeignKey("vacancies.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisations.id"), index=True)
    workplace_id: Mapped[int | None] = mapped_column(sa.ForeignKey("workplaces.id"))
    employer_name: Mapped[str] = mapped_column(sa.String(120))
    role_code: Mapped[int]
    service_code: Mapped[int]
    lad_code: Mapped[str] = mapped_column(sa.String(9))
    source: Mapped[Source] = mapped_column(enum_of(Source, "employment_source"))
    evidence: Mapped[Evidence] = mapped_column(enum_of(Evidence, "employment_evidence"))
    is_adult_social_care: Mapped[bool] = mapped_column(default=True)
    is_subsidised: Mapped[bool] = mapped_column(default=False)
    started_on: Mapped[date]
    left_on: Mapped[date | None]
    leaving_reason_code: Mapped[int | None]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
