"""The timetable's work on vacancies."""

from datetime import UTC, date, datetime

from careers.database import db
from careers.jobs import tasks
from careers.jobs.models import OpportunityStatus, Vacancy
from tests.factories import Factory


def status_of(vacancy: Vacancy) -> OpportunityStatus:
    return db.session.get_one(Vacancy, vacancy.id, populate_existing=True).status


def test_closes_what_is_past_its_date_and_nothing_else(make: Factory) -> None:
    yesterday, today = date(2026, 11, 23), date(2026, 11, 24)
    overdue = make.vacancy(closes_on=yesterday)
    paused = make.vacancy(closes_on=yesterday, status=OpportunityStatus.PAUSED)
    open_today = make.vacancy(closes_on=today)
    draft = make.vacancy(closes_on=yesterday, status=OpportunityStatus.DRAFT)

    done = tasks.close_overdue(datetime(2026, 11, 24, 0, 5, tzinfo=UTC))

    assert done == 2
    assert status_of(overdue) is status_of(paused) is OpportunityStatus.CLOSED
    assert status_of(open_today) is OpportunityStatus.LIVE
    assert status_of(draft) is OpportunityStatus.DRAFT
    assert tasks.close_overdue(datetime(2026, 11, 24, 0, 10, tzinfo=UTC)) == 0


def test_the_day_ends_at_midnight_in_england(make: Factory) -> None:
    vacancy = make.vacancy(closes_on=date(2027, 6, 30))

    assert tasks.close_overdue(datetime(2027, 6, 30, 22, 59, tzinfo=UTC)) == 0
    assert tasks.close_overdue(datetime(2027, 6, 30, 23, 0, tzinfo=UTC)) == 1

    assert status_of(vacancy) is OpportunityStatus.CLOSED
