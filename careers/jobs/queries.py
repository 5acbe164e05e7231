"""Every read of vacancies and of the opportunities that the public searches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from careers import clock
from careers.database import db
from careers.geo.search import ResolvedPlace, resolve_place
from careers.jobs.index import EVERYWHERE, Hit, LatLon, Results, Where
from careers.jobs.index.order import Fitness
from careers.jobs.live import Live, live_now
from careers.jobs.live import forget_index as forget_index
from careers.jobs.live import index_at as index_at
from careers.jobs.live import list_live_entries as list_live_entries
from careers.jobs.live import live_index as live_index
from careers.jobs.models import (
    Opportunity,
    OpportunityKind,
    OpportunityStatus,
    SavedOpportunity,
    Vacancy,
)
from careers.jobs.search_query import SearchQuery
from careers.providers.models import Organisation, Workplace


@dataclass(frozen=True)
class Found:
    """The answer to a search: the page of results and where "where" was taken to be (None when not asked).

    `live` says whether it is what the database says now, or what it said when it last answered.
    """

    results: Results
    place: ResolvedPlace | None
    live: Live


def is_live() -> sa.ColumnElement[bool]:
    """Return the condition that makes an opportunity findable today."""
    return sa.and_(Opportunity.status == OpportunityStatus.LIVE, Opportunity.closes_on >= clock.today())


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
        .options(joinedload(Vacancy.workplace))
        .order_by(Vacancy.created_at.desc(), Vacancy.id.desc())
    ).all()


def search_opportunities(
    query: SearchQuery, *, near: LatLon | None = None, exact: bool = False, fitness: Fitness | None = None
) -> Found:
    """Return what a search finds now. `near` prefers places around the service's area; `exact` keeps spellings.

    `fitness` says how well adverts suit the person who asks, to order by when the query does.

    This is the one door to search: what stands behind it can change.
    """
    place = resolve_place(query.place, near=near) if query.place else None
    live = live_now()
    results = live.index.search(query, today=clock.today(), where=where_of(place), exact=exact, fitness=fitness)
    return Found(results, place, live)


def where_of(place: ResolvedPlace | None) -> Where:
    """Return where a search looks for a place: in a council's area, else around a point, else everywhere."""
    location = place.location if place else None
    if location is None:
        return EVERYWHERE
    if location.lad_codes:
        return Where(area=frozenset(location.lad_codes))
    return Where(centre=location.point)


def get_public(reference: str) -> Opportunity:
    """Return an opportunity that was ever public, live or closed; a draft is as if it were not there.

    A reference is as good in small letters: people hear it on the telephone.
    """
    return db.session.scalars(
        sa.select(Opportunity)
        .where(Opportunity.reference == reference.upper(), Opportunity.first_published_at.is_not(None))
        .options(joinedload(Opportunity.workplace), joinedload(Opportunity.organisation))
    ).one()


def find_public_kind(reference: str) -> OpportunityKind | None:
    """Return of what kind an opportunity that was ever public is, or None."""
    statement = sa.select(Opportunity.kind).where(
        Opportunity.reference == reference, Opportunity.first_published_at.is_not(None)
    )
    return db.session.scalar(statement)


def get_employer(slug: str) -> Organisation:
    """Return an employer by the name in its address."""
    return db.session.scalars(sa.select(Organisation).where(Organisation.slug == slug)).one()


def list_live_of(organisation: Organisation) -> list[Hit]:
    """Return an employer's live opportunities, the next to close first."""
    return [Hit(entry, None) for entry in live_index().of_organisation(organisation.id, clock.today())]


def list_saved(candidate_id: int) -> list[Hit]:
    """Return the live opportunities that a candidate saved, newest saved first."""
    ids = db.session.scalars(
        sa.select(SavedOpportunity.opportunity_id)
        .where(SavedOpportunity.candidate_id == candidate_id, SavedOpportunity.let_go_at.is_(None))
        .order_by(SavedOpportunity.saved_at.desc(), SavedOpportunity.opportunity_id)
    ).all()
    index, today = live_index(), clock.today()
    saved = (index.get(opportunity_id) for opportunity_id in ids)
    return [Hit(entry, None) for entry in saved if entry is not None and entry.closes_on >= today]


def is_saved(candidate_id: int, opportunity_id: int) -> bool:
    """Say whether a candidate saved an opportunity."""
    saved = db.session.get(SavedOpportunity, (candidate_id, opportunity_id))
    return saved is not None and saved.let_go_at is None


def get_shown(reference: str) -> Vacancy:
    """Return a vacancy for the council's eyes: any but a draft, which is nobody's business yet."""
    return db.session.scalars(_shown().where(Vacancy.reference == reference)).one()


def find_shown(reference: str) -> Vacancy | None:
    """Return such a vacancy by a reference that somebody typed, or None."""
    return db.session.scalars(_shown().where(Vacancy.reference == reference.upper())).one_or_none()


def list_in_review() -> Sequence[Vacancy]:
    """Return the vacancies that wait for the council, the longest waiting first."""
    statement = _shown().where(Vacancy.status == OpportunityStatus.IN_REVIEW)
    return db.session.scalars(statement.order_by(Vacancy.created_at, Vacancy.id)).all()


def _shown() -> sa.Select[Vacancy]:
    return (
        sa.select(Vacancy)
        .where(Vacancy.status != OpportunityStatus.DRAFT)
        .options(joinedload(Vacancy.workplace), joinedload(Vacancy.organisation))
    )


def count_in_review() -> int:
    """Count the vacancies that wait for the council."""
    statement = sa.select(sa.func.count()).where(Vacancy.status == OpportunityStatus.IN_REVIEW)
    return db.session.scalar(statement) or 0


def list_overdue(today: date) -> Sequence[int]:
    """Return the ids of vacancies that are shown or paused past their closing date, in order."""
    return db.session.scalars(
        sa.select(Vacancy.id)
        .where(Vacancy.status.in_((OpportunityStatus.LIVE, OpportunityStatus.PAUSED)), Vacancy.closes_on < today)
        .order_by(Vacancy.id)
    ).all()


def lock_live_at(workplace: Workplace) -> Sequence[Opportunity]:
    """Return what the public can find at a workplace, in order, and keep others from changing it until the commit."""
    return db.session.scalars(
        sa.select(Opportunity)
        .where(Opportunity.workplace_id == workplace.id, Opportunity.status == OpportunityStatus.LIVE)
        .order_by(Opportunity.id)
        .with_for_update()
    ).all()
