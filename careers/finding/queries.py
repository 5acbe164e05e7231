"""Every read of what a person keeps, compares and opens, beside the search itself."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from itertools import accumulate, chain
from typing import NamedTuple, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload, with_polymorphic

from careers.accounts.models import User
from careers.applications.models import Application, ApplicationStatus
from careers.candidates.models import Candidate
from careers.database import Prepared, db
from careers.jobs.models import Opportunity, SavedOpportunity, SearchRevision, Vacancy
from careers.jobs.queries import is_live
from careers.placements.models import Booking, Placement
from careers.providers.models import Organisation, Workplace

EMPLOYER_PAGE = 20

_WITH_ADVERT = (
    joinedload(SavedOpportunity.opportunity).joinedload(Opportunity.organisation),
    joinedload(SavedOpportunity.opportunity).joinedload(Opportunity.workplace),
)


class PublicVacancy(NamedTuple):
    """A vacancy to read, and the newest search revision."""

    vacancy: Vacancy
    newest: int


T = TypeVar("T")

_BASE, _EXTRA, _EMPLOYER, _PLACE = (model.__table__.c for model in (Opportunity, Vacancy, Organisation, Workplace))
_COLUMNS = (
    [
        *(_BASE.id, _BASE.kind, _BASE.reference, _BASE.title, _BASE.role_code, _BASE.service_code, _BASE.patterns),
        *(_BASE.hours_min_minutes, _BASE.hours_max_minutes, _BASE.starts_on, _BASE.closes_on, _BASE.description),
        *(_BASE.driving, _BASE.experience, _BASE.training, _BASE.is_training_paid, _BASE.value_keys, _BASE.status),
        *(_BASE.first_published_at, _BASE.closed_at),
        *(_EXTRA.posts, _EXTRA.posts_filled, _EXTRA.contract, _EXTRA.has_guaranteed_hours, _EXTRA.pay_period),
        *(_EXTRA.pay_min_pence, _EXTRA.pay_max_pence, _EXTRA.standard_ref, _EXTRA.rounds, _EXTRA.sponsorship),
        *(_EXTRA.requirements, _EXTRA.benefits),
    ],
    [_EMPLOYER.name, _EMPLOYER.slug, _EMPLOYER.kind, _EMPLOYER.hides_identity, _EMPLOYER.reply_days],
    [
        *(_PLACE.name, _PLACE.street, _PLACE.town, _PLACE.postcode, _PLACE.lat, _PLACE.lon, _PLACE.lad_code),
        *(_PLACE.getting_there, _PLACE.bus_routes),
    ],
)
_NAMES = [[column.name for column in columns] for columns in _COLUMNS]
_CUTS = list(accumulate(len(names) for names in _NAMES))
_VACANCY_PAGE = Prepared(
    sa.select(*chain(*_COLUMNS), sa.select(SearchRevision.number).scalar_subquery().label("newest"))
    .select_from(Opportunity.__table__)
    .join(Vacancy.__table__, _EXTRA.id == _BASE.id)
    .join(Organisation, Organisation.id == _BASE.organisation_id)
    .join(Workplace, Workplace.id == _BASE.workplace_id)
    .where(_BASE.reference == sa.bindparam("reference"), _BASE.first_published_at.is_not(None))
)
"""Everything that a vacancy's page says. Made once: building a statement takes longer than asking it."""


def _to_read(model: type[T]) -> Callable[[], T]:
    """Return a plain class with the properties of a model: its objects are read without SQLAlchemy's way to columns."""
    properties = {name: one for each in model.__mro__ for name, one in vars(each).items() if isinstance(one, property)}
    return cast(Callable[[], T], type(f"{model.__name__}ToRead", (), properties))


_new_vacancy, _new_organisation, _new_workplace = _to_read(Vacancy), _to_read(Organisation), _to_read(Workplace)


def find_public_vacancy(reference: str) -> PublicVacancy | None:
    """Return a vacancy that was ever public, by one question; None for anything else. Small letters do as well.

    The vacancy, its organisation and its workplace are copies to read, outside the session: this page is asked for
    most, and loading it by the ORM takes three times as long.
    """
    row = _VACANCY_PAGE.one_or_none(reference=reference.upper())
    if row is None:
        return None
    vacancy, organisation, workplace = _new_vacancy(), _new_organisation(), _new_workplace()
    organisation.__dict__.update(zip(_NAMES[1], row[_CUTS[0] : _CUTS[1]], strict=True))
    workplace.__dict__.update(zip(_NAMES[2], row[_CUTS[1] : _CUTS[2]], strict=True), organisation=organisation)
    vacancy.__dict__.update(
        zip(_NAMES[0], row[: _CUTS[0]], strict=True), organisation=organisation, workplace=workplace
    )
    return PublicVacancy(vacancy, row[-1] or 0)


def list_public(references: Sequence[str]) -> list[Opportunity]:
    """Return the opportunities that were ever public, in the order of their references; unknown ones are left out."""
    with_pay = with_polymorphic(Opportunity, [Vacancy, Placement])
    found = db.session.scalars(
        sa.select(with_pay)
        .where(with_pay.reference.in_(references), with_pay.first_published_at.is_not(None))
        .options(joinedload(with_pay.workplace), joinedload(with_pay.organisation))
    ).all()
    return sorted(found, key=lambda opportunity: references.index(opportunity.reference))


def list_live_ids_of(organisation_id: int, *, page: int) -> tuple[Sequence[int], int, int]:
    """Return a page of an employer's live opportunities (ids, the next to close first), its number and how many pages.

    A page past the last is the last.
    """
    mine = sa.and_(Opportunity.organisation_id == organisation_id, is_live())
    total = db.session.scalar(sa.select(sa.func.count()).select_from(Opportunity).where(mine)) or 0
    pages = max(1, -(-total // EMPLOYER_PAGE))
    page = min(page, pages)
    ids = db.session.scalars(
        sa.select(Opportunity.id)
        .where(mine)
        .order_by(Opportunity.closes_on, Opportunity.id)
        .limit(EMPLOYER_PAGE)
        .offset((page - 1) * EMPLOYER_PAGE)
    ).all()
    return ids, page, pages


def list_saved(candidate_id: int, *, let_go_since: datetime | None = None) -> Sequence[SavedOpportunity]:
    """Return what is on a person's list, the next to close first; or what they took off it since a moment."""
    is_asked = (
        SavedOpportunity.let_go_at.is_(None) if let_go_since is None else SavedOpportunity.let_go_at >= let_go_since
    )
    return db.session.scalars(
        sa.select(SavedOpportunity)
        .join(SavedOpportunity.opportunity)
        .where(SavedOpportunity.candidate_id == candidate_id, is_asked)
        .options(*_WITH_ADVERT)
        .order_by(Opportunity.closes_on, Opportunity.id)
    ).all()


def get_saved(user_id: int, reference: str) -> SavedOpportunity:
    """Return something on a person's own list, or raise NoResultFound."""
    return db.session.scalars(
        sa.select(SavedOpportunity)
        .join(SavedOpportunity.opportunity)
        .join(Candidate, Candidate.id == SavedOpportunity.candidate_id)
        .where(Candidate.user_id == user_id, Opportunity.reference == reference, SavedOpportunity.let_go_at.is_(None))
        .options(*_WITH_ADVERT)
    ).one()


def list_to_remind(closes_by: date, *, today_began: datetime) -> Sequence[int]:
    """Return the ids of candidates with something on their list to be reminded of, in order.

    That is: live, closing from today until a day, not applied or asked for, and not told before. Whoever says no, or
    was reminded of something today, is left out.
    """
    return db.session.scalars(
        sa.select(Candidate.id)
        .join(User, User.id == Candidate.user_id)
        .join(SavedOpportunity, SavedOpportunity.candidate_id == Candidate.id)
        .join(SavedOpportunity.opportunity)
        .where(Candidate.is_reminded, User.disabled_at.is_(None), _is_due(closes_by, today_began))
        .distinct()
        .order_by(Candidate.id)
    ).all()


def lock_candidate(candidate_id: int) -> Candidate:
    """Return a candidate as they are now, locked until the transaction ends."""
    return db.session.get_one(Candidate, candidate_id, with_for_update=True, populate_existing=True)


def list_due(candidate_id: int, closes_by: date, *, today_began: datetime) -> Sequence[SavedOpportunity]:
    """Return what one person is to be reminded of, the next to close first."""
    return db.session.scalars(
        sa.select(SavedOpportunity)
        .join(SavedOpportunity.opportunity)
        .where(SavedOpportunity.candidate_id == candidate_id, _is_due(closes_by, today_began))
        .options(*_WITH_ADVERT)
        .order_by(Opportunity.closes_on, Opportunity.id)
        .execution_options(populate_existing=True)
    ).all()


def _is_due(closes_by: date, today_began: datetime) -> sa.ColumnElement[bool]:
    other = aliased(SavedOpportunity)
    told_today = sa.select(other.candidate_id).where(
        other.candidate_id == SavedOpportunity.candidate_id, other.reminded_at >= today_began
    )
    applied = sa.select(Application.id).where(
        Application.vacancy_id == SavedOpportunity.opportunity_id,
        Application.candidate_id == SavedOpportunity.candidate_id,
        Application.status != ApplicationStatus.DRAFT,
    )
    asked = sa.select(Booking.id).where(
        Booking.placement_id == SavedOpportunity.opportunity_id,
        Booking.candidate_id == SavedOpportunity.candidate_id,
    )
    return sa.and_(
        SavedOpportunity.let_go_at.is_(None),
        SavedOpportunity.reminded_at.is_(None),
        is_live(),
        Opportunity.closes_on <= closes_by,
        sa.not_(applied.exists()),
        sa.not_(asked.exists()),
        sa.not_(told_today.exists()),
    )


def list_saved_among(candidate_id: int, ids: Collection[int]) -> set[int]:
    """Return which of some opportunities a candidate has on their list."""
    statement = sa.select(SavedOpportunity.opportunity_id).where(
        SavedOpportunity.candidate_id == candidate_id,
        SavedOpportunity.opportunity_id.in_(ids),
        SavedOpportunity.let_go_at.is_(None),
    )
    return set(db.session.scalars(statement))
