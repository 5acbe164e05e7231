"""How a person came to a post, and which records are behind. Today is 24 November 2026."""

from datetime import UTC, date, datetime

import pytest

from careers.accounts.models import User
from careers.applications.models import ApplicationStatus, Source
from careers.candidates.models import Candidate
from careers.placements.models import BookingStatus, ReferralStatus
from careers.placements.queries import outcomes
from tests.factories import Factory
from tests.placements.conftest import Home

STARTED = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("began_on", "ended_on", "status", "source"),
    [
        (date(2026, 8, 1), date(2026, 8, 25), BookingStatus.COMPLETED, Source.PLACEMENT),  # 91 days before
        (date(2026, 8, 1), date(2026, 8, 24), BookingStatus.COMPLETED, Source.SERVICE),  # 92 days before
        (date(2026, 11, 2), date(2026, 11, 27), BookingStatus.COMPLETED, Source.PLACEMENT),  # began work before its end
        (date(2026, 11, 25), date(2026, 11, 28), BookingStatus.COMPLETED, Source.SERVICE),  # worked there before
        (date(2026, 11, 2), date(2026, 11, 20), BookingStatus.LEFT_EARLY, Source.SERVICE),
    ],
)
def test_a_completed_placement_counts_for_thirteen_weeks(
    make: Factory, home: Home, amara: Candidate, began_on: date, ended_on: date, status: BookingStatus, source: Source
) -> None:
    make.booking(home.placement, amara, status=status, started_on=began_on, ended_on=ended_on)

    assert outcomes.source_for(amara.id, None, STARTED) is source


def test_a_placement_of_somebody_else_does_not_count(make: Factory, home: Home, amara: Candidate) -> None:
    make.booking(
        home.placement,
        status=BookingStatus.COMPLETED,
        started_on=date(2026, 11, 2),
        ended_on=date(2026, 11, 20),
    )

    assert outcomes.source_for(amara.id, None, STARTED) is Source.SERVICE


@pytest.mark.parametrize(
    ("agreed_at", "source"),
    [
        (datetime(2026, 11, 24, 9, tzinfo=UTC), Source.REFERRAL),
        (datetime(2026, 11, 25, 9, tzinfo=UTC), Source.SERVICE),  # only after they had started
        (None, Source.SERVICE),
    ],
)
def test_a_referral_counts_when_it_was_agreed_by_the_first_day(
    make: Factory, home: Home, amara: Candidate, agreed_at: datetime | None, source: Source
) -> None:
    vacancy = make.vacancy(home.placement.workplace)
    make.referral(opportunity=vacancy, candidate_id=amara.id, agreed_at=agreed_at, status=ReferralStatus.AGREED)

    assert outcomes.source_for(amara.id, vacancy.id, STARTED) is source


def test_a_referral_to_this_vacancy_goes_before_a_placement_and_one_to_another_does_not(
    make: Factory, home: Home, amara: Candidate
) -> None:
    vacancy, other = make.vacancy(home.placement.workplace), make.vacancy(home.placement.workplace)
    make.referral(
        opportunity=vacancy,
        candidate_id=amara.id,
        agreed_at=datetime(2026, 11, 1, tzinfo=UTC),
        status=ReferralStatus.AGREED,
    )
    make.booking(
        home.placement,
        amara,
        status=BookingStatus.COMPLETED,
        started_on=date(2026, 11, 2),
        ended_on=date(2026, 11, 20),
    )

    assert outcomes.source_for(amara.id, vacancy.id, STARTED) is Source.REFERRAL
    assert outcomes.source_for(amara.id, other.id, STARTED) is Source.PLACEMENT


def test_unattributed_starts_are_those_that_may_have_come_from_something(
    make: Factory, home: Home, amara: Candidate
) -> None:
    make.booking(
        home.placement,
        amara,
        status=BookingStatus.COMPLETED,
        started_on=date(2026, 11, 2),
        ended_on=date(2026, 11, 20),
    )
    mine = make.employment(STARTED, candidate_id=amara.id)
    make.employment(STARTED, candidate_id=amara.id, source=Source.PLACEMENT)
    make.employment(STARTED, candidate_id=make.candidate().id)
    make.employment(STARTED)

    assert [employment.id for employment in outcomes.list_unattributed()] == [mine.id]


def test_out_of_step_compares_with_the_latest_application_that_was_sent(
    make: Factory, home: Home, amara: Candidate, adviser: User
) -> None:
    vacancy = make.vacancy(home.placement.workplace)
    referral = make.referral(
        adviser,
        vacancy,
        candidate_id=amara.id,
        status=ReferralStatus.AGREED,
        agreed_at=datetime(2026, 11, 1, tzinfo=UTC),
    )
    make.application(vacancy, amara, status=ApplicationStatus.WITHDRAWN)
    latest = make.application(vacancy, amara, status=ApplicationStatus.WITHDRAWN)
    make.application(vacancy, amara, status=ApplicationStatus.DRAFT)

    rows = outcomes.list_out_of_step()

    assert [(found.id, application.id) for found, application in rows] == [(referral.id, latest.id)]


@pytest.mark.parametrize(
    ("referral_status", "application_status"),
    [
        (ReferralStatus.RECEIVED, ApplicationStatus.SUBMITTED),
        (ReferralStatus.AGREED, ApplicationStatus.DRAFT),
        (ReferralStatus.PLACED, ApplicationStatus.NOT_SUCCESSFUL),
    ],
)
def test_what_is_in_step_or_final_is_left_alone(
    make: Factory,
    home: Home,
    amara: Candidate,
    adviser: User,
    referral_status: ReferralStatus,
    application_status: ApplicationStatus,
) -> None:
    vacancy = make.vacancy(home.placement.workplace)
    make.referral(
        adviser,
        vacancy,
        candidate_id=amara.id,
        status=referral_status,
        agreed_at=datetime(2026, 11, 1, tzinfo=UTC),
    )
    make.application(vacancy, amara, status=application_status)

    assert outcomes.list_out_of_step() == []


@pytest.mark.parametrize(
    ("began_on", "planned_end_on", "ended_on", "is_told"),
    [
        (date(2026, 8, 1), date(2026, 8, 28), date(2026, 8, 25), True),  # 91 days before
        (date(2026, 8, 1), date(2026, 8, 28), date(2026, 8, 24), False),  # 92 days before
        (date(2026, 11, 2), date(2026, 11, 29), None, True),  # still there
        (date(2026, 7, 1), date(2026, 7, 28), None, False),  # nobody noted the end
        (None, None, None, False),  # never began
    ],
)
def test_an_adviser_hears_of_work_for_thirteen_weeks_and_no_longer(
    make: Factory,
    home: Home,
    amara: Candidate,
    adviser: User,
    began_on: date | None,
    planned_end_on: date | None,
    ended_on: date | None,
    is_told: bool,
) -> None:
    referral = make.referral(
        adviser, home.placement, candidate_id=amara.id, status=ReferralStatus.PLACED, shares_outcome=True
    )
    make.booking(
        home.placement,
        amara,
        referral_id=referral.id,
        status=BookingStatus.STARTED if began_on else BookingStatus.DID_NOT_START,
        started_on=began_on,
        planned_end_on=planned_end_on,
        ended_on=ended_on,
    )

    told = outcomes.list_to_tell(make.employment(STARTED, candidate_id=amara.id))

    assert bool(told) is is_told
