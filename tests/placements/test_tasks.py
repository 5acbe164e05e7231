"""The timetable's work on placements and referrals, each twice in a row. Today is 24 November 2026."""

from datetime import UTC, date, datetime

from careers import clock
from careers.accounts.models import User
from careers.applications.models import Source
from careers.candidates.models import Candidate
from careers.database import db
from careers.jobs.models import OpportunityStatus
from careers.placements import tasks
from careers.placements.models import BookingStatus, ReferralStatus
from careers.scheduler import find_task
from tests.factories import Factory
from tests.placements.conftest import Home


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
