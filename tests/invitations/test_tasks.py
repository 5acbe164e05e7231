"""The timetable's work on invitations, each twice in a row. Today is 24 November 2026."""

from datetime import UTC, date, datetime, timedelta

import pytest

from careers import clock
from careers.candidates.models import Candidate
from careers.database import db
from careers.invitations import queries, tasks
from careers.invitations.models import InvitationStatus
from careers.jobs.models import OpportunityStatus
from careers.scheduler import find_task
from tests.factories import Factory
from tests.invitations.conftest import Home, keys_of_messages_to

S = InvitationStatus


def test_invitations_end_with_their_time_their_advert_and_the_account(make: Factory, home: Home) -> None:
    late = make.invitation(home.vacancy, expires_on=date(2026, 11, 23))
    closed = make.invitation(make.vacancy(status=OpportunityStatus.CLOSED))
    filled = make.invitation(make.vacancy(posts_filled=1))
    gone = make.invitation(home.vacancy, make.findable(make.user(disabled_at=clock.now())))
    waiting = make.invitation(home.vacancy, expires_on=date(2026, 11, 24))
    paused = make.invitation(make.vacancy(status=OpportunityStatus.PAUSED))
    answered = make.invitation(home.vacancy, status=S.DECLINED, expires_on=date(2026, 11, 23))

    assert tasks.expire_invitations(clock.now()) == 4
    assert tasks.expire_invitations(clock.now()) == 0
    assert {each.status for each in (late, closed, filled, gone)} == {S.EXPIRED}
    assert [each.status for each in (waiting, paused, answered)] == [S.INVITED, S.INVITED, S.DECLINED]


def test_a_month_before_the_end_each_hears_of_it_once(make: Factory, amara: Candidate) -> None:
    amara.findable_since = datetime(2025, 12, 24, 10, tzinfo=UTC)
    later = make.findable(findable_since=datetime(2025, 12, 25, 11, tzinfo=UTC))

    tasks.warn_of_ends(clock.now())
    tasks.warn_of_ends(clock.now() + timedelta(hours=1))

    assert keys_of_messages_to("amara@example.com") == ["findable-ends"]
    assert keys_of_messages_to(later.user.email) == []


def test_who_renews_is_warned_again_a_year_later(amara: Candidate) -> None:
    for year in (2025, 2026):
        amara.findable_since = datetime(year, 12, 1, tzinfo=UTC)
        db.session.flush()
        tasks.warn_of_ends(datetime(year + 1, 11, 24, 10, tzinfo=UTC))

    assert keys_of_messages_to("amara@example.com") == ["findable-ends", "findable-ends"]


def test_after_a_year_employers_find_a_person_no_more(make: Factory, amara: Candidate) -> None:
    amara.findable_since = datetime(2025, 11, 24, 10, tzinfo=UTC)
    newer = make.findable(findable_since=datetime(2025, 11, 24, 11, tzinfo=UTC))

    assert tasks.end_being_findable(clock.now()) == 1
    assert tasks.end_being_findable(clock.now()) == 0
    assert (amara.is_findable, newer.is_findable) == (False, True)


def test_invitations_are_deleted_a_year_after_the_advert_closed(make: Factory, amara: Candidate) -> None:
    a_year_ago = datetime(2025, 11, 24, 10, tzinfo=UTC)
    for closed_at in (a_year_ago - timedelta(hours=1), a_year_ago + timedelta(hours=1), None):
        status = OpportunityStatus.CLOSED if closed_at else OpportunityStatus.LIVE
        vacancy = make.vacancy(status=status, closed_at=closed_at)
        make.invitation(vacancy, amara, status=S.DECLINED)

    assert tasks.delete_old_invitations(clock.now()) == 1
    assert tasks.delete_old_invitations(clock.now()) == 0
    assert len(queries.list_own(amara.user_id)) == 2


@pytest.mark.parametrize("name", ["expire-invitations", "warn-of-ends", "end-being-findable", "delete-old-invitations"])
def test_the_timetable_runs_each(name: str) -> None:
    assert find_task(name) is not None
