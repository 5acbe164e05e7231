"""Tables of invitations to apply, and of the employers that a person does not want to hear from."""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from careers.applications.models import Application
from careers.candidates.models import Candidate
from careers.database import Base, enum_of
from careers.jobs.models import Vacancy
from careers.providers.models import Organisation


class InvitationStatus(StrEnum):
    """Where an invitation stands; the arrows between are in `policies.py`."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Invitation(Base):
    """An employer asks a person, whom it does not know, to apply for a vacancy.

    `application` is what the person began when they said yes. `decline_reason` is never shown to the employer.
    """

    __tablename__ = "invitations"
    __table_args__ = (
        sa.UniqueConstraint("vacancy_id", "candidate_id"),
        sa.CheckConstraint("(status = 'invited') = (ended_at IS NULL)", name="waits_until_ended"),
        sa.CheckConstraint("decline_reason = '' OR status = 'declined'", name="reason_of_a_no"),
        sa.Index("ix_invitations_candidate_id_sent_at", "candidate_id", "sent_at"),
        sa.Index("ix_invitations_organisation_id_sent_at", "organisation_id", "sent_at"),
        sa.Index("ix_invitations_status_expires_on", "status", "expires_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(sa.String(12), unique=True)
    vacancy_id: Mapped[int] = mapped_column(sa.ForeignKey("vacancies.id"))
    vacancy: Mapped[Vacancy] = relationship()
    candidate_id: Mapped[int] = mapped_column(sa.ForeignKey("candidates.id"))
    candidate: Mapped[Candidate] = relationship()
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisations.id"))
    organisation: Mapped[Organisation] = relationship()
    application_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("applications.id", ondelete="SET NULL"), unique=True
    )
    application: Mapped[Application | None] = relationship()
    message: Mapped[str] = mapped_column(sa.String(500), default="")
    status: Mapped[InvitationStatus] = mapped_column(enum_of(InvitationStatus, "invitation_status"))
    decline_reason: Mapped[str] = mapped_column(sa.String(20), default="")
    sent_at: Mapped[datetime]
    sent_by: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    expires_on: Mapped[date]
    ended_at: Mapped[datetime | None]


class EmployerRefusal(Base):
    """A person wants no more invitations from one employer, which is not told."""

    __tablename__ = "employer_refusals"

    candidate_id: Mapped[int] = mapped_column(sa.ForeignKey("candidates.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisations.id"), primary_key=True, index=True)
    organisation: Mapped[Organisation] = relationship()
    refused_at: Mapped[datetime]
