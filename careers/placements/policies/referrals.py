"""Rules of a referral: the status table, when it can be answered, and what of it the adviser may hear."""

from collections.abc import Mapping
from datetime import date, timedelta

from careers.access import Role
from careers.accounts.models import User
from careers.applications.models import ApplicationStatus
from careers.errors import Conflict, NotAllowed
from careers.jobs.models import Opportunity
from careers.placements.models import Referral, ReferralStatus
from careers.placements.policies.adverts import is_open

S = ReferralStatus
A = ApplicationStatus

MOVES: dict[ReferralStatus, frozenset[ReferralStatus]] = {
    S.MADE: frozenset({S.AGREED, S.NOT_AGREED, S.EXPIRED}),
    S.AGREED: frozenset({S.RECEIVED, S.CONTACTED, S.PLACED, S.NOT_SUITABLE}),
    S.RECEIVED: frozenset({S.CONTACTED, S.PLACED, S.NOT_SUITABLE}),
    S.CONTACTED: frozenset({S.RECEIVED, S.PLACED, S.NOT_SUITABLE}),
    # an application that was not successful can be opened again
    S.NOT_SUITABLE: frozenset({S.RECEIVED, S.CONTACTED, S.PLACED}),
    S.PLACED: frozenset(),
    S.NOT_AGREED: frozenset(),
    S.EXPIRED: frozenset(),
}
"""Where a referral may go from each status."""

FOLLOWED = (S.AGREED, S.RECEIVED, S.CONTACTED, S.NOT_SUITABLE)
"""Referrals to a vacancy whose status follows the application's."""

STATUS_OF_APPLICATION: Mapping[ApplicationStatus, ReferralStatus] = {
    A.SUBMITTED: S.RECEIVED,
    A.SHORTLISTED: S.CONTACTED,
    A.INTERVIEW: S.CONTACTED,
    A.OFFERED: S.CONTACTED,
    A.ACCEPTED: S.CONTACTED,
    A.STARTED: S.PLACED,
    A.NOT_SUCCESSFUL: S.NOT_SUITABLE,
    A.WITHDRAWN: S.NOT_SUITABLE,
    A.DECLINED: S.NOT_SUITABLE,
    A.DID_NOT_START: S.NOT_SUITABLE,
    A.NO_REPLY: S.NOT_SUITABLE,
}
"""Where a referral to a vacancy stands, by where the application that it led to stands."""

KNOWN_ANYWAY = (S.MADE, S.AGREED, S.NOT_AGREED, S.EXPIRED)
"""What an adviser knows of a referral whatever the person agreed to: whether they answered, and which way."""

LIFETIME = timedelta(days=14)
RUNS_OUT_SOON = timedelta(days=3)
CANCELLED = "Cancelled by the adviser"
RAN_OUT = "No answer in time"


def check_can_move(referral: Referral, to: ReferralStatus) -> None:
    """Refuse a step that the table does not have."""
    if to not in MOVES[referral.status]:
        raise Conflict(f"Referral {referral.reference} is now “{referral.status.value}”. Reload the page to see it.")


def check_can_refer(opportunity: Opportunity, today: date) -> None:
    """Refuse to suggest what nobody can ask for today."""
    if not is_open(opportunity, today):
        raise NotAllowed(f"“{opportunity.title}” is not open now. Choose another opportunity.")


def check_can_answer(referral: Referral, today: date) -> None:
    """Refuse an answer to a referral that was answered, cancelled or has run out."""
    if referral.status is not S.MADE or referral.expires_on < today:
        raise Conflict("This suggestion was answered already, or its link has run out. Ask your adviser.")


def check_can_send_again(referral: Referral) -> None:
    """Refuse another link for a referral that does not wait for an answer."""
    if referral.status is not S.MADE:
        raise Conflict(f"Referral {referral.reference} no longer waits for an answer, so there is no link to send.")


def check_is_job_seeker(user: User) -> None:
    """Refuse to make a candidate of somebody who uses the service for their work."""
    if user.role is not Role.CANDIDATE:
        raise NotAllowed(
            "This e-mail address belongs to an account that is used for work, so it cannot be used to look for work. "
            "Ask your adviser to use another address of yours."
        )
    if not user.is_active:
        raise NotAllowed("The account with this e-mail address is closed. Contact us if you think it should not be.")


def status_for_adviser(referral: Referral) -> ReferralStatus:
    """Return what the adviser may know of the status: after "agreed" only what the person said may go back."""
    return referral.status if referral.shares_outcome or referral.status in KNOWN_ANYWAY else S.AGREED
