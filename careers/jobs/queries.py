"""Every read of vacancies and of the opportunities that the public searches."""

from collections.abc import Sequence

import sqlalchemy as sa

from careers import clock
from careers.database import db
from careers.jobs.models import Opportunity, OpportunityKind, OpportunityStatus, Vacancy


def is_live() -> sa.ColumnElement[bool]:
    """Return the condition that makes an opportunity findable today."""
    return sa.and_(Opportunity.status == OpportunityStatus.LIVE, Opportunity.closes_on >= clock.today())


def count_live_by_kind() -> dict[str, int]:
    """Count what can be found today, for each kind, none left out."""
    rows = db.session.execute(sa.select(Opportunity.kind, sa.func.count()).where(is_live()).group_by(Opportunity.kind))
    counts = {kind.value: count for kind, count in rows}
    return {kind.value: counts.get(kind.value, 0) for kind in OpportunityKind}


def get_job_of(organisation_id: int | None, reference: str) -> Vacancy:
    """Return an organisation's own vacancy, or raise NoResultFound: another's is as if it were not there."""
    return db.session.scalars(
        sa.select(Vacancy).where(Vacancy.organisation_id == organisation_id, Vacancy.reference == reference)
    ).one()


def list_jobs_of(organisation_id: int | None) -> Sequence[Vacancy]:
    """Return an organisation's vacancies, newest first."""
    return db.session.scalars(
        sa.select(Vacancy)
        .where(Vacancy.organisation_id == organisation_id)
        .options(sa.orm.joinedload(Vacancy.workplace))
        .order_by(Vacancy.created_at.desc(), Vacancy.id.desc())
    ).all()
