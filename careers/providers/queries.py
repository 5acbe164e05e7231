"""Read organisations and workplaces."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from careers.database import db
from careers.providers.models import Organisation, Workplace


def get_organisation(organisation_id: int | None) -> Organisation:
    """Return an organisation, or raise NoResultFound."""
    return db.session.scalars(sa.select(Organisation).where(Organisation.id == organisation_id)).one()


def find_organisation_by_cqc(provider_id: str) -> Organisation | None:
    """Return the first organisation that gave a CQC provider id."""
    return db.session.scalars(
        sa.select(Organisation).where(Organisation.cqc_provider_id == provider_id).order_by(Organisation.id)
    ).first()


def list_organisations() -> Sequence[Organisation]:
    """Return every organisation: the unchecked ones first, the longest waiting of them on top, then by name."""
    return db.session.scalars(
        sa.select(Organisation).order_by(
            Organisation.verified_at.is_not(None),
            sa.case((Organisation.verified_at.is_(None), Organisation.created_at)),
            Organisation.name,
            Organisation.id,
        )
    ).all()


def count_unverified() -> int:
    """Count the organisations that wait to be checked."""
    return db.session.scalar(sa.select(sa.func.count()).where(Organisation.verified_at.is_(None))) or 0


def has_slug(slug: str) -> bool:
    """Say whether an organisation's address is taken."""
    return db.session.scalar(sa.select(sa.true()).where(Organisation.slug == slug)) is not None


def list_workplaces(organisation_id: int | None) -> Sequence[Workplace]:
    """Return an organisation's workplaces by name."""
    return db.session.scalars(
        sa.select(Workplace)
        .where(Workplace.organisation_id == organisation_id)
        .options(joinedload(Workplace.organisation))
        .order_by(Workplace.name, Workplace.id)
    ).all()


def get_workplace_of(organisation_id: int | None, workplace_id: int) -> Workplace:
    """Return an organisation's own workplace, or raise NoResultFound: another's is as if it were not there."""
    return db.session.scalars(
        sa.select(Workplace).where(Workplace.organisation_id == organisation_id, Workplace.id == workplace_id)
    ).one()
