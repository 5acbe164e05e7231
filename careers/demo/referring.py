"""What advisers suggest to people, and what is told back to them with the person's agreement."""

from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256
from secrets import token_bytes
from typing import NamedTuple

from careers.accounts.models import User
from careers.candidates.models import Candidate
from careers.demo.world import Note, World
from careers.jobs.models import Opportunity
from careers.placements.models import Referral, ReferralStatus
from careers.placements.policies.referrals import LIFETIME, RAN_OUT, check_can_move
from careers.placements.queries.referrals import TOLD

S = ReferralStatus

ENDS_WITH_DATE = frozenset({S.NOT_AGREED, S.NOT_SUITABLE, S.EXPIRED})
BY_THE_PERSON = frozenset({S.AGREED, S.NOT_AGREED, S.RECEIVED})


class Step(NamedTuple):
    """A status and the day on which it came."""

    status: ReferralStatus
    on: date


def refer(
    world: World,
    adviser: User,
    opportunity: Opportunity,
    candidate: Candidate,
    steps: Sequence[Step],
    *,
    is_shared: bool = True,
    reason: str = "",
) -> Referral:
    """Return a referral after some steps, the first of which is that it was made. Its link is nobody's to guess."""
    made_at = world.at(steps[0].on, 9)
    referral = Referral(
        reference=world.reference("R"),
        adviser=adviser,
        office=adviser.office,
        opportunity=opportunity,
        first_name=candidate.first_name,
        last_name=candidate.last_name,
        email=candidate.user.email,
        token_hash=sha256(token_bytes(32)).hexdigest(),
        status=S.MADE,
        shares_attendance=False,
        shares_outcome=False,
        reason="",
        made_at=made_at,
        expires_on=steps[0].on + LIFETIME,
    )
    world.note(Note(made_at, "referral.made", referral, adviser, after=S.MADE))
    for number, step in enumerate(steps[1:], start=1):
        _move(world, referral, candidate, step, number, is_shared=is_shared, reason=reason)
    return referral


def _move(
    world: World, referral: Referral, candidate: Candidate, step: Step, number: int, *, is_shared: bool, reason: str
) -> None:
    check_can_move(referral, step.status)
    at = world.at(step.on, 9 + number)
    before, referral.status = referral.status, step.status
    if step.status is S.AGREED:
        referral.candidate, referral.agreed_at = candidate, at
        referral.shares_attendance = referral.shares_outcome = is_shared
    if step.status in ENDS_WITH_DATE:
        referral.ended_at = at
        referral.reason = RAN_OUT if step.status is S.EXPIRED else reason
    person = candidate.user if referral.candidate else None
    world.note(
        Note(
            at,
            f"referral.{step.status.value}",
            referral,
            candidate.user if step.status in BY_THE_PERSON else None,
            person,
            before=before,
            after=step.status,
            reason=referral.reason,
        )
    )


def tell(world: World, referral: Referral | None, sentence: str, on: date) -> None:
    """Note that the adviser was told something, if the person agreed to that."""
    if referral is not None and referral.shares_outcome and referral.candidate is not None:
        world.note(Note(world.at(on, 17), TOLD, referral, None, referral.candidate.user, reason=sentence))


def steps_to_placement(made_on: date, agreed_on: date, accepted_on: date) -> list[Step]:
    """Return the steps of a referral that led to a place."""
    return [Step(S.MADE, made_on), Step(S.AGREED, agreed_on), Step(S.RECEIVED, agreed_on), Step(S.PLACED, accepted_on)]


def steps_to_post(world: World, applied_on: date, shortlisted_on: date, started_on: date) -> list[Step]:
    """Return the steps of a referral to a vacancy that led to a start in it."""
    agreed_on = applied_on - timedelta(days=world.between((0, 2)))
    return [
        Step(S.MADE, agreed_on - timedelta(days=world.between((1, 4)))),
        Step(S.AGREED, agreed_on),
        Step(S.RECEIVED, applied_on),
        Step(S.CONTACTED, shortlisted_on),
        Step(S.PLACED, started_on),
    ]
