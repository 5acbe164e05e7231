"""Every read of vacancies and of the opportunities that the public searches."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.orm import joinedload

from careers import clock
from careers.database import db
from careers.geo.search import ResolvedPlace, resolve_place
from careers.jobs.index import EVERYWHERE, Entry, Hit, Index, LatLon, Results, Where
from careers.jobs.models import (
    Opportunity,
    OpportunityKind,
    OpportunityStatus,
    PayPeriod,
    SavedOpportunity,
    SearchRevision,
    Sponsorship,
    Vacancy,
)
from careers.jobs.pay import hourly_equivalent
from careers.jobs.search_query import SearchQuery
from careers.providers.models import Organisation, Workplace
from careers.reference.codes import get_job_role


@dataclass(frozen=True)
class Found:
    """The answer to a search: the page of results and where "where" was taken to be (None when not asked)."""

    results: Results
    place: ResolvedPlace | None


@dataclass(frozen=True)
class _Kept:
    """An index and the revision it is true for."""

    index: Index
    revision: int


_kept: WeakKeyDictionary[Engine, _Kept] = WeakKeyDictionary()
_keeping = Lock()


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
        .options(joinedload(Vacancy.workplace))
        .order_by(Vacancy.created_at.desc(), Vacancy.id.desc())
    ).all()


def search_opportunities(query: SearchQuery, *, near: LatLon | None = None, exact: bool = False) -> Found:
    """Return what a search finds now. `near` prefers places around the service's area; `exact` keeps spellings.

    This is the one door to search: what stands behind it can change.
    """
    place = resolve_place(query.place, near=near) if query.place else None
    results = live_index().search(query, today=clock.today(), where=where_of(place), exact=exact)
    return Found(results, place)


def where_of(place: ResolvedPlace | None) -> Where:
    """Return where a search looks for a place: the area of a council, else around a point, else everywhere."""
    location = place.location if place else None
    if location is None:
        return EVERYWHERE
    if location.precision == "council" and location.lad_code:
        return Where(area=frozenset({location.lad_code}))
    return Where(centre=location.point)


def live_index() -> Index:
    """Return the index of this process, brought up to date by one indexed question to the database."""
    with _keeping:
        newest = db.session.scalar(sa.select(SearchRevision.number)) or 0
        kept = _kept.get(db.engine)
        if kept is None or newest < kept.revision:
            kept = _Kept(Index(_entries(None)), newest)
        elif newest > kept.revision:
            changed = list(_changed_since(kept.revision))
            for opportunity_id in changed:
                kept.index.drop(opportunity_id)
            for entry in _entries(changed):
                kept.index.put(entry)
            kept = _Kept(kept.index, newest)
        _kept[db.engine] = kept
        return kept.index


def list_live_entries(ids: Sequence[int]) -> list[Entry]:
    """Return what can be found now of some opportunities, with their text, which the index need not give back."""
    return [entry for first in range(0, len(ids), 5_000) for entry in _entries(ids[first : first + 5_000])]


def forget_index() -> None:
    """Load the index afresh at the next search: after a backup was restored, or a test emptied the database."""
    _kept.pop(db.engine, None)


def _changed_since(revision: int) -> Sequence[int]:
    return db.session.scalars(sa.select(Opportunity.id).where(Opportunity.revision > revision)).all()


def _entries(ids: Sequence[int] | None) -> Iterable[Entry]:
    """Read live opportunities as plain rows, all of them or those of the given ids."""
    base, extra = Opportunity.__table__.c, Vacancy.__table__.c
    statement = (
        sa.select(
            base.id, base.organisation_id, base.reference, base.kind, base.title, base.role_code,
            base.service_code, base.patterns,
            base.hours_min_minutes, base.hours_max_minutes, base.closes_on, base.description, base.driving,
            base.experience, base.is_training_paid, base.first_published_at,
            extra.contract, extra.pay_period, extra.pay_min_pence, extra.pay_max_pence, extra.has_guaranteed_hours,
            extra.sponsorship, Organisation.name.label("employer"), Workplace.name.label("workplace"),
            Workplace.town, Workplace.lat, Workplace.lon, Workplace.lad_code,
        )
        .select_from(
            Opportunity.__table__.outerjoin(Vacancy.__table__, base.id == extra.id)
            .join(Workplace.__table__, Workplace.id == base.workplace_id)
            .join(Organisation.__table__, Organisation.id == base.organisation_id)
        )
        .where(base.status == OpportunityStatus.LIVE)
    )  # fmt: skip
    if ids is not None:
        statement = statement.where(base.id.in_(ids))
    return (_entry(row) for row in db.session.execute(statement))


def _entry(row: Any) -> Entry:
    return Entry(
        id=row.id,
        organisation_id=row.organisation_id,
        reference=row.reference,
        kind=row.kind.value,
        title=row.title,
        employer=row.employer,
        workplace=row.workplace,
        town=row.town,
        lat=row.lat,
        lon=row.lon,
        lad_code=row.lad_code,
        role_code=row.role_code,
        role_name=get_job_role(row.role_code).name,
        service_code=row.service_code,
        patterns=tuple(row.patterns),
        contract=row.contract.value if row.contract else "",
        hourly_min_pence=_hourly(row.pay_min_pence, row),
        hourly_max_pence=_hourly(row.pay_max_pence, row),
        hours_min_minutes=row.hours_min_minutes,
        hours_max_minutes=row.hours_max_minutes,
        driving=row.driving,
        experience=row.experience,
        is_training_paid=row.is_training_paid,
        has_guaranteed_hours=bool(row.has_guaranteed_hours),
        offers_sponsorship=row.sponsorship == Sponsorship.IN_COUNTRY,
        published_at=row.first_published_at,
        closes_on=row.closes_on,
        text=row.description,
    )


def _hourly(pence: int | None, row: Any) -> int | None:
    if pence is None or row.pay_period == PayPeriod.HOUR:
        return pence
    return round(hourly_equivalent(pence, weekly_minutes=row.hours_max_minutes))


def get_public(reference: str) -> Opportunity:
    """Return an opportunity that was ever public, live or closed; a draft is as if it were not there."""
    return db.session.scalars(
        sa.select(Opportunity)
        .where(Opportunity.reference == reference, Opportunity.first_published_at.is_not(None))
        .options(joinedload(Opportunity.workplace), joinedload(Opportunity.organisation))
    ).one()


def get_employer(slug: str) -> Organisation:
    """Return an employer by the name in its address."""
    return db.session.scalars(sa.select(Organisation).where(Organisation.slug == slug)).one()


def list_live_of(organisation: Organisation) -> list[Hit]:
    """Return an employer's live opportunities, the next to close first."""
    mine = [entry for entry in live_index().live(clock.today()) if entry.organisation_id == organisation.id]
    return [Hit(entry, None) for entry in sorted(mine, key=lambda entry: (entry.closes_on, entry.id))]


def list_saved(candidate_id: int) -> list[Hit]:
    """Return the live opportunities that a candidate saved, newest saved first."""
    ids = db.session.scalars(
        sa.select(SavedOpportunity.opportunity_id)
        .where(SavedOpportunity.candidate_id == candidate_id)
        .order_by(SavedOpportunity.saved_at.desc(), SavedOpportunity.opportunity_id)
    ).all()
    index, today = live_index(), clock.today()
    saved = (index.get(opportunity_id) for opportunity_id in ids)
    return [Hit(entry, None) for entry in saved if entry is not None and entry.closes_on >= today]


def is_saved(candidate_id: int, opportunity_id: int) -> bool:
    """Say whether a candidate saved an opportunity."""
    return db.session.get(SavedOpportunity, (candidate_id, opportunity_id)) is not None


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
