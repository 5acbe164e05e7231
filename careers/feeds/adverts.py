"""Read adverts for programs: what changed last, a page of them, and those that other job sites may list."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, with_polymorphic

from careers import clock
from careers.database import db
from careers.jobs.index import Hit
from careers.jobs.models import Opportunity, OpportunityStatus, SearchRevision, Vacancy
from careers.providers.models import SOMEBODY, Organisation, OrganisationKind, Workplace

BATCH = 500
TOLD_FOR = timedelta(days=14)
"""How long a feed says that an advert has ended, so that a site that missed a day still hears of it."""


def newest_change() -> tuple[int, datetime | None]:
    """Return the number of the newest public change and when it was, by one indexed question."""
    newest = sa.select(Opportunity.changed_at).order_by(Opportunity.revision.desc(), Opportunity.id.desc()).limit(1)
    row = db.session.execute(sa.select(SearchRevision.number, newest.scalar_subquery())).one_or_none()
    return (row[0], row[1]) if row else (0, None)


def newest_permission() -> tuple[int, datetime | None]:
    """Return how many employers let other sites list their adverts, and when one last changed its mind."""
    allowed = sa.func.count().filter(Organisation.allows_syndication)
    row = db.session.execute(sa.select(allowed, sa.func.max(Organisation.syndication_changed_at))).one()
    return row[0], row[1]


def list_live(ids: Sequence[int]) -> list[Opportunity]:
    """Return the opportunities with these ids that can still be found, in the order of the ids."""
    each = with_polymorphic(Opportunity, "*")
    rows = db.session.scalars(
        sa.select(each)
        .where(each.id.in_(ids), each.status == OpportunityStatus.LIVE)
        .options(joinedload(each.organisation), joinedload(each.workplace))
    )
    by_id = {row.id: row for row in rows}
    return [by_id[id_] for id_ in ids if id_ in by_id]


def without_names_of_people(hits: Sequence[Hit]) -> list[Hit]:
    """Return hits as other sites may show them: who employs somebody at home is not named."""
    asked = {hit.entry.organisation_id for hit in hits}
    people = set(
        db.session.scalars(
            sa.select(Organisation.id).where(
                Organisation.id.in_(asked), Organisation.kind == OrganisationKind.INDIVIDUAL
            )
        )
    )
    return [
        hit._replace(entry=hit.entry._replace(employer=SOMEBODY)) if hit.entry.organisation_id in people else hit
        for hit in hits
    ]


def each_to_list(today: date, *, since: date | None = None) -> Iterator[Any]:
    """Give the live vacancies that other sites may list, in the order of their ids, a batch at a time.

    `since` leaves out what neither appeared, nor changed, nor was allowed since that day began.
    """
    statement = _rows().where(
        Organisation.allows_syndication,
        Opportunity.status == OpportunityStatus.LIVE,
        Opportunity.closes_on >= today,
    )
    if since is not None:
        began = _start_of(since)
        changed = sa.or_(Opportunity.changed_at >= began, Organisation.syndication_changed_at >= began)
        statement = statement.where(changed)
    return _batches(statement)


def each_to_take_down(today: date) -> Iterator[Any]:
    """Give the vacancies that ended, were paused or are no longer allowed elsewhere, for two weeks after."""
    since = _start_of(today - TOLD_FOR)
    was_allowed = sa.and_(sa.not_(Organisation.allows_syndication), Organisation.syndication_changed_at >= since)
    is_live = Opportunity.status == OpportunityStatus.LIVE
    ended = sa.or_(
        sa.and_(sa.not_(is_live), Opportunity.changed_at >= since),
        sa.and_(is_live, Opportunity.closes_on < today, Opportunity.closes_on >= today - TOLD_FOR),
    )
    may_be_there = sa.or_(is_live, Opportunity.changed_at >= since)
    return _batches(
        _rows().where(
            Opportunity.first_published_at.is_not(None),
            sa.or_(sa.and_(Organisation.allows_syndication, ended), sa.and_(was_allowed, may_be_there)),
        )
    )


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.LONDON)


def _rows() -> sa.Select[Any]:
    """Ask for plain rows: objects would cost more than the sentences made of them."""
    base, extra = Opportunity.__table__.c, Vacancy.__table__.c
    return sa.select(
        base.id, base.reference, base.title, base.role_code, base.service_code, base.patterns,
        base.hours_min_minutes, base.hours_max_minutes, base.starts_on, base.closes_on, base.description,
        base.experience, base.driving, base.training, base.first_published_at,
        extra.contract, extra.pay_period, extra.pay_min_pence, extra.pay_max_pence, extra.requirements,
        extra.benefits, Organisation.name.label("employer"), Organisation.kind.label("employer_kind"),
        Workplace.name.label("workplace"), Workplace.street, Workplace.town, Workplace.postcode,
    ).select_from(
        Opportunity.__table__.join(Vacancy.__table__, base.id == extra.id)
        .join(Workplace.__table__, Workplace.id == base.workplace_id)
        .join(Organisation.__table__, Organisation.id == base.organisation_id)
    )  # fmt: skip


def _batches(statement: sa.Select[Any]) -> Iterator[Any]:
    last = 0
    in_order = statement.order_by(Opportunity.id).limit(BATCH)
    while rows := db.session.execute(in_order.where(Opportunity.id > last)).all():
        yield from rows
        last = rows[-1].id
