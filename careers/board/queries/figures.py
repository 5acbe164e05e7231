"""The board's measures: counts from the tables, given out only as published figures."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa

from careers import clock
from careers.applications.models import Application, Employment
from careers.board.figures import Figure, Scope
from careers.board.outcomes import Cohort, EndedPlacement, Exclusion, WorkStart, cohort, cohort_months
from careers.board.periods import Period, months_up_to, span
from careers.board.placement_figure import placement_figure
from careers.board.post_figures import FilledCount, LiveCount, days_figure, filled_figure, live_figure
from careers.database import db
from careers.jobs.models import Vacancy
from careers.jobs.queries import is_live
from careers.placements.models import Booking, Placement, Scheme
from careers.providers.models import Workplace

PARTS_OF_A_COURSE = frozenset({Scheme.T_LEVEL, Scheme.SOCIAL_WORK})


def list_figures(area_codes: Sequence[str], now: datetime) -> dict[str, Figure]:
    """Every measure's published figure for an area (local authority codes), by key, as recorded up to now."""
    scope = Scope(";".join(area_codes), now)
    months = months_up_to(scope.today, 13)
    period = span(months).until(scope.today)
    live = _count_live(area_codes)
    filled = filled_figure(_count_filled(area_codes, period), months, scope)
    to_fill, to_offer = _list_days(area_codes, period)
    mature_months, later_months = cohort_months(scope.today)
    figures = (
        live_figure("live-vacancies", live, scope),
        live_figure("live-posts", live, scope),
        filled,
        days_figure("days-to-fill", to_fill, filled),
        days_figure("days-to-offer", to_offer, filled),
        placement_figure(*_list_cohorts(area_codes, span(mature_months), span(later_months), scope.today), scope),
    )
    return {figure.measure.key: figure for figure in figures}


def _count_live(area_codes: Sequence[str]) -> list[LiveCount]:
    rows = db.session.execute(
        sa.select(
            Vacancy.role_code,
            Vacancy.service_code,
            sa.func.count(),
            sa.func.sum(Vacancy.posts - Vacancy.posts_filled),
        )
        .join(Workplace, Vacancy.workplace_id == Workplace.id)
        .where(is_live(), Workplace.lad_code.in_(area_codes))
        .group_by(Vacancy.role_code, Vacancy.service_code)
    )
    return [LiveCount(*row) for row in rows]


def _is_filled_post(area_codes: Sequence[str], period: Period) -> sa.ColumnElement[bool]:
    return sa.and_(
        Employment.vacancy_id.is_not(None),
        Employment.lad_code.in_(area_codes),
        Employment.started_on.between(period.start, period.end),
    )


def _count_filled(area_codes: Sequence[str], period: Period) -> list[FilledCount]:
    year, month = sa.extract("year", Employment.started_on), sa.extract("month", Employment.started_on)
    keys = (year, month, Employment.role_code, Employment.service_code, Employment.source)
    rows = db.session.execute(
        sa.select(*keys, sa.func.count()).where(_is_filled_post(area_codes, period)).group_by(*keys)
    )
    return [FilledCount(date(int(y), int(m), 1), role, service, source, n) for y, m, role, service, source, n in rows]


def _list_days(area_codes: Sequence[str], period: Period) -> tuple[list[int], list[int]]:
    """For each filled post the days from first published to the start, and to the accepted offer if any."""
    rows = db.session.execute(
        sa.select(Vacancy.first_published_at, Employment.started_on, Application.accepted_at)
        .select_from(Employment)
        .join(Vacancy, Employment.vacancy_id == Vacancy.id)
        .outerjoin(Application, Employment.application_id == Application.id)
        .where(_is_filled_post(area_codes, period), Vacancy.first_published_at.is_not(None))
    ).all()
    published = [clock.local(row.first_published_at).date() for row in rows]
    to_fill = [(row.started_on - day).days for row, day in zip(rows, published, strict=True)]
    to_offer = [
        (clock.local(row.accepted_at).date() - day).days
        for row, day in zip(rows, published, strict=True)
        if row.accepted_at
    ]
    return to_fill, to_offer


def _list_cohorts(area_codes: Sequence[str], mature: Period, later: Period, today: date) -> tuple[Cohort, Cohort]:
    ended = (
        sa.select(Booking.candidate_id, Booking.started_on, Booking.ended_on, Placement.scheme)
        .join(Placement, Booking.placement_id == Placement.id)
        .join(Workplace, Placement.workplace_id == Workplace.id)
        .where(Booking.ended_on.between(mature.start, today), Workplace.lad_code.in_(area_codes))
    )
    starts = _starts_of(ended.with_only_columns(Booking.candidate_id))
    placements = [
        EndedPlacement(
            person,
            began_on,
            ended_on,
            tuple(starts[person]),
            Exclusion.IN_COURSE if scheme in PARTS_OF_A_COURSE else None,
        )
        for person, began_on, ended_on, scheme in db.session.execute(ended)
        if began_on and ended_on
    ]
    return cohort(placements, mature, cut_off=today), cohort(placements, later, cut_off=today)


def _starts_of(people: sa.Select[tuple[int]]) -> defaultdict[int | None, list[WorkStart]]:
    """The starts in work of the people whose ids a query selects, by person."""
    starts: defaultdict[int | None, list[WorkStart]] = defaultdict(list)
    for person, started_on, evidence, is_care, is_subsidised in db.session.execute(
        sa.select(
            Employment.candidate_id,
            Employment.started_on,
            Employment.evidence,
            Employment.is_adult_social_care,
            Employment.is_subsidised,
        ).where(Employment.candidate_id.in_(people))
    ):
        starts[person].append(WorkStart(started_on, evidence.value, is_care, is_subsidised))
    return starts
