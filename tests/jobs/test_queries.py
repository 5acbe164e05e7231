"""What the council and the timetable read."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import NoResultFound

from careers import clock
from careers.jobs import queries
from careers.jobs.models import OpportunityStatus
from tests.factories import Factory

Status = OpportunityStatus


def test_the_longest_waiting_vacancy_is_first(make: Factory) -> None:
    newer = make.vacancy(status=Status.IN_REVIEW)
    older = make.vacancy(status=Status.IN_REVIEW, created_at=clock.now() - timedelta(days=2))
    make.vacancy(status=Status.LIVE)

    assert [vacancy.id for vacancy in queries.list_in_review()] == [older.id, newer.id]
    assert queries.count_in_review() == 2


def test_a_draft_is_not_shown_to_the_council(make: Factory) -> None:
    draft, live = make.vacancy(status=Status.DRAFT), make.vacancy(reference="V-7KQ3MX")

    assert queries.get_shown("V-7KQ3MX").id == live.id
    assert queries.find_shown("v-7kq3mx") is queries.get_shown("V-7KQ3MX")
    assert queries.find_shown(draft.reference) is None
    with pytest.raises(NoResultFound):
        queries.get_shown(draft.reference)


def test_overdue_is_after_the_closing_date(make: Factory) -> None:
    overdue = make.vacancy(closes_on=date(2026, 11, 23))
    make.vacancy(closes_on=date(2026, 11, 24))
    make.vacancy(closes_on=date(2026, 11, 23), status=Status.CLOSED)

    assert queries.list_overdue(date(2026, 11, 24)) == [overdue.id]
