"""Rules of a booking: the status table, who may ask, the dates that can be true, when the person's name is shown."""

from datetime import date, timedelta
from enum import StrEnum

from careers import clock
from careers.errors import BadInput, Conflict, NotAllowed
from careers.jobs.models import OpportunityStatus
from careers.placements.models import Booking, BookingStatus, Placement
from careers.placements.policies.adverts import is_open
from careers.words import date_in_words

S = BookingStatus


class Ending(StrEnum):
    """How a placement that was started ended."""

    COMPLETED = "completed"
    FOR_WORK = "for work"
    LEFT_EARLY = "left early"


MOVES: dict[BookingStatus, frozenset[BookingStatus]] = {
    S.REQUESTED: frozenset({S.ACCEPTED, S.DECLINED, S.WITHDRAWN}),
    S.REFERRED: frozenset({S.ACCEPTED, S.DECLINED, S.WITHDRAWN}),
    S.ACCEPTED: frozenset({S.STARTED, S.WITHDRAWN, S.DID_NOT_START}),
    S.STARTED: frozenset({S.COMPLETED, S.LEFT_EARLY}),
    S.COMPLETED: frozenset(),
    S.LEFT_EARLY: frozenset(),
    S.DECLINED: frozenset(),
    S.WITHDRAWN: frozenset(),
    S.DID_NOT_START: frozenset(),
}
"""Where a booking may go from each status."""

ASKING = (S.REQUESTED, S.REFERRED)
"""The employer owes an answer."""

HOLDING = (S.ACCEPTED, S.STARTED)
"""A person has a place and has not finished."""

OPEN = (*ASKING, *HOLDING)

FREES_PLACE = frozenset({S.WITHDRAWN, S.DID_NOT_START, S.LEFT_EARLY})
"""Ends after which somebody else can have the place."""

LAST_WEEK = timedelta(days=7)
WHY_LIMIT = 500
WORDS_LIMIT = 350  # with the reason from the list it fits the column of 500

DECLINE_REASONS = {
    "no room": "We cannot take another person on these dates",
    "needs": "We cannot give the support that this needs",
    "fit": "Another placement would suit you better",
    "plans": "Our plans have changed",
}

NO_START_REASONS = {
    "no show": "They did not come",
    "other plans": "They told us that they cannot come",
    "checks": "A check was not ready in time",
    "us": "We could not offer the place after all",
}

LEAVING_REASONS = {
    "health": "Health or family",
    "travel": "Travel",
    "hours": "The hours did not suit",
    "work": "The work did not suit",
    "other training": "They went to other training",
    "unknown": "We do not know why",
}


def check_can_move(booking: Booking, to: BookingStatus) -> None:
    """Refuse a step that the table does not have, which is mostly somebody who was a moment later."""
    if to not in MOVES[booking.status]:
        raise Conflict(
            f"Booking {booking.reference} is now “{booking.status.value}”, so it cannot become “{to.value}”. "
            "Somebody may have changed it while you had the page open."
        )


def check_can_ask(placement: Placement, earlier: BookingStatus | None) -> None:
    """Refuse a place on a placement that is not open today, or to somebody who was declined here before."""
    if earlier is S.DECLINED:
        raise NotAllowed("You have asked for a place here before, and they could not offer you one.")
    if placement.status is OpportunityStatus.FULL:
        raise NotAllowed("All places are taken. Look again in a few days: a place may become free.")
    if not is_open(placement, clock.today()):
        raise NotAllowed("This placement takes no new people. Others near you may.")


def check_can_accept(placement: Placement) -> None:
    """Refuse to give places on a placement that was taken down."""
    if placement.status not in {OpportunityStatus.LIVE, OpportunityStatus.FULL}:
        raise NotAllowed("This placement is closed, so nobody else can be given a place.")


def check_start(booking: Booking, started_on: date) -> None:
    """Refuse a first day that is still to come, or before the person asked for the place."""
    if started_on > clock.today():
        raise BadInput("started_on", "Enter today’s date or an earlier one. Come back when they have started")
    if started_on < clock.local(booking.asked_at).date():
        raise BadInput("started_on", "Enter a date that is not before the day they asked for the place")


def check_end(booking: Booking, ended_on: date, *, is_completed: bool) -> None:
    """Refuse a last day that is still to come or before the first, and "completed" well before the planned end.

    Completed means that the person reached the last week of what was planned.
    """
    if ended_on > clock.today():
        raise BadInput("ended_on", "Enter today’s date or an earlier one. Come back when they have finished")
    if booking.started_on is None or ended_on < booking.started_on:
        raise BadInput("ended_on", "Enter a date that is not before their first day")
    planned = booking.planned_end_on
    if is_completed and planned is not None and ended_on <= planned - LAST_WEEK:
        raise BadInput(
            "how", f"The planned end is {date_in_words(planned)}. Say that they left early, and whether it was for work"
        )


def planned_end(placement: Placement, started_on: date) -> date:
    """Return the last day of the planned weeks, counted from the first day."""
    return started_on + timedelta(weeks=placement.weeks) - timedelta(days=1)


def answer_due_on(booking: Booking) -> date | None:
    """Return the day by which the employer promised to answer, or None when it owes no answer."""
    if booking.status not in ASKING:
        return None
    return clock.local(booking.asked_at).date() + timedelta(days=booking.placement.organisation.reply_days)


def identity_is_visible(booking: Booking) -> bool:
    """Say whether the provider may know who this is: once they said yes, or always if they chose not to hide names."""
    return booking.accepted_at is not None or not booking.placement.organisation.hides_identity
