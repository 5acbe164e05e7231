"""Where a referral may go, and what the adviser may know of it. Today is 24 November 2026."""

from datetime import UTC, date, datetime

import pytest

from careers.access import Role
from careers.accounts.models import User
from careers.applications.models import ApplicationStatus
from careers.errors import Conflict, NotAllowed
from careers.jobs.models import Opportunity, OpportunityStatus
from careers.placements.models import Referral, ReferralStatus
from careers.placements.policies import referrals as policies

S = ReferralStatus
TODAY = date(2026, 11, 24)

ARROWS = {
    (S.MADE, S.AGREED),
    (S.MADE, S.NOT_AGREED),
    (S.MADE, S.EXPIRED),
    (S.AGREED, S.RECEIVED),
    (S.AGREED, S.CONTACTED),
    (S.AGREED, S.PLACED),
    (S.AGREED, S.NOT_SUITABLE),
    (S.RECEIVED, S.CONTACTED),
    (S.RECEIVED, S.PLACED),
    (S.RECEIVED, S.NOT_SUITABLE),
    (S.CONTACTED, S.RECEIVED),
    (S.CONTACTED, S.PLACED),
    (S.CONTACTED, S.NOT_SUITABLE),
    (S.NOT_SUITABLE, S.RECEIVED),
    (S.NOT_SUITABLE, S.CONTACTED),
    (S.NOT_SUITABLE, S.PLACED),
}


@pytest.mark.parametrize("before", list(S))
@pytest.mark.parametrize("after", list(S))
def test_a_referral_moves_only_along_the_arrows(before: ReferralStatus, after: ReferralStatus) -> None:
    referral = Referral(reference="R-7KQ3MX", status=before)

    if (before, after) in ARROWS:
        policies.check_can_move(referral, after)
    else:
        with pytest.raises(Conflict, match="Referral R-7KQ3MX is now"):
            policies.check_can_move(referral, after)


def test_every_application_that_was_sent_says_where_its_referral_stands() -> None:
    assert set(policies.STATUS_OF_APPLICATION) == set(ApplicationStatus) - {ApplicationStatus.DRAFT}


@pytest.mark.parametrize(
    ("status", "shares_outcome", "known"),
    [
        (S.MADE, False, S.MADE),
        (S.NOT_AGREED, False, S.NOT_AGREED),
        (S.EXPIRED, False, S.EXPIRED),
        (S.RECEIVED, False, S.AGREED),
        (S.CONTACTED, False, S.AGREED),
        (S.PLACED, False, S.AGREED),
        (S.NOT_SUITABLE, False, S.AGREED),
        (S.NOT_SUITABLE, True, S.NOT_SUITABLE),
        (S.PLACED, True, S.PLACED),
    ],
)
def test_after_agreement_an_adviser_knows_only_what_was_shared(
    status: ReferralStatus, shares_outcome: bool, known: ReferralStatus
) -> None:
    assert policies.status_for_adviser(Referral(status=status, shares_outcome=shares_outcome)) is known


@pytest.mark.parametrize(
    ("status", "expires_on", "can"),
    [
        (S.MADE, TODAY, True),
        (S.MADE, date(2026, 11, 23), False),
        (S.EXPIRED, TODAY, False),
        (S.NOT_AGREED, TODAY, False),
    ],
)
def test_an_answer_counts_until_the_last_day(status: ReferralStatus, expires_on: date, can: bool) -> None:
    referral = Referral(status=status, expires_on=expires_on)

    if can:
        policies.check_can_answer(referral, TODAY)
    else:
        with pytest.raises(Conflict):
            policies.check_can_answer(referral, TODAY)


def test_what_is_closed_is_not_suggested() -> None:
    closed = Opportunity(title="Cook", status=OpportunityStatus.CLOSED, closes_on=TODAY)

    with pytest.raises(NotAllowed, match="“Cook” is not open now"):
        policies.check_can_refer(closed, TODAY)


@pytest.mark.parametrize(
    ("role", "disabled_at", "words"),
    [
        (Role.PROVIDER_MEMBER, None, "used for work"),
        (Role.CANDIDATE, datetime(2026, 1, 1, tzinfo=UTC), "is closed"),
    ],
)
def test_an_address_of_somebody_else_is_refused(role: Role, disabled_at: datetime | None, words: str) -> None:
    with pytest.raises(NotAllowed, match=words):
        policies.check_is_job_seeker(User(role=role, disabled_at=disabled_at))


def test_a_job_seeker_is_welcome() -> None:
    policies.check_is_job_seeker(User(role=Role.CANDIDATE))
