"""How a place on a placement is asked for, given, begun and ended, as the commands would leave it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from careers.accounts.models import User
from careers.candidates.models import Candidate
from careers.demo.employers import Place
from careers.demo.referring import tell
from careers.demo.world import Note, World
from careers.placements.models import Booking, BookingStatus, Placement, Referral
from careers.placements.policies.bookings import ASKING, check_can_move, planned_end
from careers.words import date_in_words

S = BookingStatus

TAKES_PLACE = frozenset({S.ACCEPTED, S.STARTED, S.COMPLETED})
REASONS = {
    S.DECLINED: "Our plans have changed.",
    S.WITHDRAWN: "They withdrew",
    S.DID_NOT_START: "They told us that they cannot come",
}


class Step(NamedTuple):
    """A status and the day on which it came."""

    status: BookingStatus
    on: date


def book(
    world: World,
    place: Place,
    placement: Placement,
    candidate: Candidate,
    steps: Sequence[Step],
    *,
    referral: Referral | None = None,
    left_for_work: bool = False,
) -> Booking:
    """Return a booking after some steps, the first of which is that it was asked for or referred."""
    asked_at = world.at(steps[0].on, 10)
    booking = Booking(
        reference=world.reference("B"),
        placement=placement,
        candidate=candidate,
        referral=referral,
        status=steps[0].status,
        why="" if referral else world.draw("why")[0],
        asked_at=asked_at,
        left_for_work=left_for_work,
    )
    person = candidate.user
    world.note(Note(asked_at, f"booking.{booking.status.value}", booking, person, person, after=booking.status))
    for number, step in enumerate(steps[1:], start=1):
        _move(world, place, booking, step, world.at(step.on, 10 + number))
    if booking.status in TAKES_PLACE:
        placement.places_taken += 1
    return booking


def _move(world: World, place: Place, booking: Booking, step: Step, at: datetime) -> None:
    check_can_move(booking, step.status)
    before, booking.status = booking.status, step.status
    _mark(world, place, booking, step, at)
    if step.status is S.LEFT_EARLY:
        booking.end_reason = world.draw("left_placement")[0]
    else:
        booking.end_reason = REASONS.get(step.status, "")
    world.note(
        Note(
            at,
            f"booking.{step.status.value}",
            booking,
            _who(place, booking, step.status),
            booking.candidate.user,
            before=before,
            after=step.status,
            reason=booking.end_reason,
        )
    )


def _mark(world: World, place: Place, booking: Booking, step: Step, at: datetime) -> None:
    if step.status is S.ACCEPTED:
        booking.accepted_at = at
        world.note(Note(at, "booking.identity shown", booking, place.employer.manager, booking.candidate.user))
        tell(world, booking.referral, "They were given a place.", step.on)
    elif step.status is S.STARTED:
        booking.started_on = step.on
        booking.planned_end_on = planned_end(booking.placement, step.on)
        tell(world, booking.referral, f"They started on {date_in_words(step.on)}.", step.on)
    elif booking.started_on is not None:
        booking.ended_on = step.on
        tell(world, booking.referral, f"{_how_it_ended(booking)} {date_in_words(step.on)}.", step.on)


def _how_it_ended(booking: Booking) -> str:
    if booking.status is S.LEFT_EARLY:
        return "They left early on"
    return "They left to start work on" if booking.left_for_work else "They completed it on"


def _who(place: Place, booking: Booking, status: BookingStatus) -> User | None:
    by_person = status is S.WITHDRAWN or status in ASKING
    return booking.candidate.user if by_person else place.employer.manager
