"""The timetable's work on placements and referrals, each twice in a row. Today is 24 November 2026."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from careers import clock
from careers.accounts.models import User
from careers.applications.models import Source
from careers.candidates.models import Candidate
from careers.database import db
from careers.jobs.models import OpportunityStatus
from careers.placements import tasks
from careers.placements.models import BookingStatus, ReferralStatus
from careers.scheduler import find_task
from tests.client import PageClient
from tests.factories import Factory
from tests.placements.conftest import Home, audit_of


def test_referrals_expire_once(make: Factory, adviser: User) -> None:
    late = make.referral(adviser, expires_on=date(2026, 11, 23))
    waiting = make.referral(adviser, expires_on=date(2026, 11, 24))

    assert tasks.expire_referrals(clock.now()) == 1
    assert tasks.expire_referrals(clock.now()) == 0
    assert (late.status, waiting.status) == (ReferralStatus.EXPIRED, ReferralStatus.MADE)


def test_placements_finish_once_and_never_while_somebody_is_there(make: Factory, home: Home) -> None:
    past = {"starts_on": date(2026, 9, 1), "closes_on": date(2026, 9, 30)}
    empty = make.placement(home.placement.workplace, **past)
    busy = make.placement(home.placement.workplace, **past)
    make.booking(busy, status=BookingStatus.STARTED, started_on=date(2026, 9, 1))

    assert tasks.finish_placements(clock.now()) == 1
    assert tasks.finish_placements(clock.now()) == 0
    assert [empty.status, busy.status, home.placement.status] == [
        OpportunityStatus.FINISHED,
        OpportunityStatus.LIVE,
        OpportunityStatus.LIVE,
    ]


def test_referrals_follow_applications_once(make: Factory, home: Home, amara: Candidate, adviser: User) -> None:
    vacancy = make.vacancy(home.placement.workplace)
    referral = make.referral(
        adviser,
        vacancy,
        candidate_id=amara.id,
        status=ReferralStatus.AGREED,
        agreed_at=datetime(2026, 11, 1, tzinfo=UTC),
    )
    make.application(vacancy, amara)

    assert tasks.follow_applications(clock.now()) == 1
    assert tasks.follow_applications(clock.now()) == 0
    assert referral.status is ReferralStatus.RECEIVED


def test_sources_are_noted_once_and_a_start_outside_the_window_stays(
    make: Factory, home: Home, amara: Candidate
) -> None:
    days = {"started_on": date(2026, 6, 1), "ended_on": date(2026, 6, 28)}
    make.booking(home.placement, amara, status=BookingStatus.COMPLETED, **days)
    within = make.employment(date(2026, 9, 27), candidate_id=amara.id)  # 91 days after
    outside = make.employment(date(2026, 9, 28), candidate_id=amara.id)

    assert tasks.note_sources(clock.now()) == 1
    assert tasks.note_sources(clock.now()) == 0
    db.session.expire_all()
    assert (within.source, outside.source) == (Source.PLACEMENT, Source.SERVICE)


def test_every_task_is_in_the_timetable() -> None:
    runs = {
        "expire-referrals": tasks.expire_referrals,
        "finish-placements": tasks.finish_placements,
        "follow-applications": tasks.follow_applications,
        "note-sources": tasks.note_sources,
    }

    for name, run in runs.items():
        task = find_task(name)
        assert task is not None
        assert task.run is run


def test_names_in_referrals_that_nobody_agreed_to_go_after_thirty_days(make: Factory, adviser: User) -> None:
    edge = datetime(2026, 10, 25, 10, tzinfo=UTC)
    old = edge - timedelta(minutes=1)
    refused = make.referral(adviser, status=ReferralStatus.NOT_AGREED, ended_at=old)
    expired = make.referral(adviser, status=ReferralStatus.EXPIRED, ended_at=old)
    recent = make.referral(adviser, status=ReferralStatus.EXPIRED, ended_at=edge)
    agreed = make.referral(adviser, status=ReferralStatus.NOT_SUITABLE, agreed_at=old, ended_at=old)
    waiting = make.referral(adviser)

    done = [tasks.wipe_unagreed_referrals(clock.now()), tasks.wipe_unagreed_referrals(clock.now())]

    assert done == [2, 0]
    assert [(r.first_name, r.last_name, r.email) for r in (refused, expired)] == [("", "", ""), ("", "", "")]
    assert all(r.first_name == "Sam" for r in (recent, agreed, waiting))
    assert audit_of("referral", refused.id) == [("referral.wiped", None, None)]


def test_a_referral_without_a_name_still_stands_in_the_caseload(
    as_adviser: PageClient, make: Factory, adviser: User
) -> None:
    make.referral(adviser, status=ReferralStatus.EXPIRED, ended_at=datetime(2026, 9, 1, tzinfo=UTC))
    tasks.wipe_unagreed_referrals(clock.now())

    page = as_adviser.get("/adviser")

    assert "Name deleted" in page.text


@pytest.mark.parametrize(
    ("dates", "is_wiped"),
    [
        ({"started_on": date(2024, 11, 1), "ended_on": date(2024, 11, 23), "status": BookingStatus.COMPLETED}, True),
        ({"started_on": date(2024, 11, 1), "ended_on": date(2024, 11, 24), "status": BookingStatus.COMPLETED}, False),
        ({"started_on": date(2024, 11, 1), "status": BookingStatus.STARTED}, False),
        ({"status": BookingStatus.DECLINED}, True),
        ({"status": BookingStatus.REQUESTED}, False),
    ],
)
def test_words_and_names_of_a_placement_go_after_two_years(
    make: Factory, home: Home, amara: Candidate, adviser: User, dates: dict[str, Any], is_wiped: bool
) -> None:
    asked_at = datetime(2024, 10, 1, tzinfo=UTC)
    placement = make.placement(home.placement.workplace, starts_on=date(2024, 11, 1))
    referral = make.referral(adviser, placement, candidate_id=amara.id, agreed_at=asked_at, status="placed")
    booking = make.booking(
        placement, amara, referral_id=referral.id, asked_at=asked_at, why="I am Amara.", end_reason="Ill", **dates
    )

    done = [tasks.wipe_old_placements(clock.now()), tasks.wipe_old_placements(clock.now())]

    assert done == ([2, 0] if is_wiped else [0, 0])
    assert (booking.why, booking.end_reason) == (("", "") if is_wiped else ("I am Amara.", "Ill"))
    assert (referral.email == "") is is_wiped
    assert booking.ended_on == dates.get("ended_on")


def test_a_place_asked_for_lately_is_kept_however_early_the_placement_began(make: Factory, home: Home) -> None:
    placement = make.placement(home.placement.workplace, starts_on=date(2024, 1, 1))
    make.booking(placement, status=BookingStatus.DECLINED, why="I am Amara.", asked_at=datetime(2025, 1, 1, tzinfo=UTC))

    assert tasks.wipe_old_placements(clock.now()) == 0


@pytest.mark.parametrize(
    ("ended_at", "closed_at", "is_wiped"),
    [
        (datetime(2024, 11, 23, tzinfo=UTC), None, True),
        (datetime(2024, 11, 25, tzinfo=UTC), datetime(2024, 1, 1, tzinfo=UTC), False),
        (None, datetime(2024, 11, 23, tzinfo=UTC), True),
        (None, None, False),
    ],
)
def test_names_in_a_referral_to_a_job_go_two_years_after_it_or_its_advert_ended(
    make: Factory, amara: Candidate, ended_at: datetime | None, closed_at: datetime | None, is_wiped: bool
) -> None:
    make.referral(
        opportunity=make.vacancy(closed_at=closed_at),
        candidate_id=amara.id,
        agreed_at=datetime(2024, 1, 1, tzinfo=UTC),
        ended_at=ended_at,
        status=ReferralStatus.NOT_SUITABLE if ended_at else ReferralStatus.AGREED,
    )

    assert tasks.wipe_old_placements(clock.now()) == int(is_wiped)
