"""What becomes of a place: asked for, given or declined, started, ended. A person presses each of these."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from careers import clock
from careers.accounts.models import User
from careers.audit.commands import record
from careers.candidates.models import Candidate
from careers.database import db
from careers.errors import Conflict
from careers.jobs.models import OpportunityStatus
from careers.placements import emails
from careers.placements.commands.moving import move_booking, move_placement, move_referral
from careers.placements.commands.telling import tell_attendance, tell_outcome
from careers.placements.models import Booking, BookingStatus, Placement, Referral, ReferralStatus
from careers.placements.policies import bookings as policies
from careers.placements.policies.bookings import Ending
from careers.placements.queries import bookings as queries
from careers.placements.queries.adverts import lock_placement
from careers.references import new_reference
from careers.words import date_in_words

S = BookingStatus

WITHDREW = "They withdrew"


def ask_for_place(candidate: Candidate, placement: Placement, *, why: str, by: User) -> Booking:
    """Ask for a place and tell both sides; pressed twice, or asked for already, it is one booking.

    Refuses when the placement is not open, or has declined this person before.
    """
    booking = queries.find_open_booking(candidate.user_id, placement.id)
    if booking is not None:
        return booking
    placement = lock_placement(placement.id)
    policies.check_can_ask(placement, queries.find_latest_status(candidate.user_id, placement.id))
    return add_booking(candidate, placement, S.REQUESTED, why=why, by=by)


def add_booking(
    candidate: Candidate,
    placement: Placement,
    status: BookingStatus,
    *,
    why: str = "",
    referral: Referral | None = None,
    by: User,
) -> Booking:
    """Add a booking that waits for the provider's answer and tell both sides; the one there is when two ask at once."""
    try:
        with db.session.begin_nested():
            booking = Booking(
                reference=new_reference("B", Booking.reference),
                placement=placement,
                candidate=candidate,
                referral=referral,
                status=status,
                why=why,
                asked_at=clock.now(),
            )
            db.session.add(booking)
            db.session.flush()
    except IntegrityError:
        earlier = queries.find_open_booking(candidate.user_id, placement.id)
        if earlier is None:
            raise
        return earlier
    _note(booking, f"booking.{status.value}", by=by, to_status=status)
    emails.send_asked(booking)
    return booking


def withdraw_booking(booking: Booking, *, reason: str, by: User) -> None:
    """Give up a place, or the wish for one, and tell the provider's team; the person need give no reason."""
    booking = queries.lock_booking(booking)
    _end(booking, S.WITHDRAWN, reason=reason, by=by)
    emails.send_withdrawn(booking)
    _come_to_nothing(booking.referral, WITHDREW, by=by)
    tell_outcome(booking.referral, f"{WITHDREW}.", by=by)


def accept_booking(booking: Booking, *, by: User) -> None:
    """Give a person a place and tell them; from now on the provider sees who they are.

    Refuses with a Conflict when the last place has just gone. The last place makes the placement full.
    """
    booking = queries.lock_booking(booking)
    placement = booking.placement
    policies.check_can_move(booking, S.ACCEPTED)
    policies.check_can_accept(placement)
    _take_place(placement, by=by)
    move_booking(booking, S.ACCEPTED, by=by)
    booking.accepted_at = clock.now()
    _note(booking, "booking.identity shown", by=by)
    emails.send_accepted(booking)
    if booking.referral is not None:
        move_referral(booking.referral, ReferralStatus.PLACED, by=by)
        tell_outcome(booking.referral, "They were given a place.", by=by)


def decline_booking(booking: Booking, *, reason: str, words: str, by: User) -> None:
    """Decline a person's wish for a place and tell them; they read the reason and the words, an adviser the reason."""
    booking = queries.lock_booking(booking)
    _decline(booking, reason=reason, words=words, by=by)


def decline_unanswered(placement: Placement, *, sentence: str, by: object) -> None:
    """Tell everybody who still waits for an answer that the placement has ended."""
    for booking in queries.list_unanswered(placement.id):
        _decline(booking, reason=sentence.rstrip("."), words="", by=by)


def start_booking(booking: Booking, *, started_on: date, by: User) -> None:
    """Note a person's first day and tell them, so that they can object."""
    booking = queries.lock_booking(booking)
    policies.check_can_move(booking, S.STARTED)
    policies.check_start(booking, started_on)
    booking.started_on = started_on
    booking.planned_end_on = policies.planned_end(booking.placement, started_on)
    move_booking(booking, S.STARTED, by=by)
    emails.send_noted(booking)
    tell_attendance(booking, f"They started on {date_in_words(started_on)}.", by=by)


def end_booking(booking: Booking, *, ended_on: date, ending: Ending, reason: str, by: User) -> None:
    """Note a person's last day and how it ended, and tell them; leaving for work counts as completed.

    Leaving early otherwise frees the place for somebody else.
    """
    booking = queries.lock_booking(booking)
    to = S.LEFT_EARLY if ending is Ending.LEFT_EARLY else S.COMPLETED
    policies.check_can_move(booking, to)
    policies.check_end(booking, ended_on, is_completed=ending is Ending.COMPLETED)
    booking.ended_on = ended_on
    booking.left_for_work = ending is Ending.FOR_WORK
    _end(booking, to, reason=reason, by=by)
    emails.send_noted(booking)
    words = {
        Ending.COMPLETED: "They completed it on",
        Ending.FOR_WORK: "They left to start work on",
        Ending.LEFT_EARLY: "They left early on",
    }
    tell_attendance(booking, f"{words[ending]} {date_in_words(ended_on)}.", by=by)


def note_did_not_start(booking: Booking, *, reason: str, by: User) -> None:
    """Note that a person who had a place did not start, and tell them; the place is free for another."""
    booking = queries.lock_booking(booking)
    _end(booking, S.DID_NOT_START, reason=reason, by=by)
    emails.send_noted(booking)
    tell_attendance(booking, "They did not start.", by=by)


def note_look(booking: Booking, *, by: User) -> None:
    """Note that a provider looked at a person's booking; the person sees it on their account."""
    _note(booking, "booking.looked", by=by)


def _decline(booking: Booking, *, reason: str, words: str, by: object) -> None:
    _end(booking, S.DECLINED, reason=f"{reason}. {words}".strip(), by=by)
    emails.send_declined(booking)
    _come_to_nothing(booking.referral, reason, by=by)
    tell_outcome(booking.referral, f"They were not given a place: {reason[0].lower()}{reason[1:]}.", by=by)


def _come_to_nothing(referral: Referral | None, reason: str, *, by: object) -> None:
    """End a referral that led to no place; one that did stays placed, whatever came after."""
    if referral is not None and referral.status is not ReferralStatus.PLACED:
        move_referral(referral, ReferralStatus.NOT_SUITABLE, by=by, reason=reason)
        referral.reason = reason
        referral.ended_at = clock.now()


def _end(booking: Booking, to: BookingStatus, *, reason: str, by: object) -> None:
    held_place = booking.status in policies.HOLDING
    move_booking(booking, to, by=by, reason=reason)
    booking.end_reason = reason
    if held_place and to in policies.FREES_PLACE:
        _free_place(booking.placement, by=by)


def _take_place(placement: Placement, *, by: object) -> None:
    """Count one more place as taken. One UPDATE asks and counts, so of two people for the last place one is told."""
    if not _count(placement, +1):
        raise Conflict("No place is left: the last one was given a moment ago.")
    if placement.places_left == 0:
        move_placement(placement, OpportunityStatus.FULL, by=by)


def _free_place(placement: Placement, *, by: object) -> None:
    if _count(placement, -1) and placement.status is OpportunityStatus.FULL:
        move_placement(placement, OpportunityStatus.LIVE, by=by)


def _count(placement: Placement, change: int) -> bool:
    """Change the places taken by one, never below none or above all; return whether there was room for it."""
    counted = db.session.execute(
        sa.update(Placement)
        .where(Placement.id == placement.id, (Placement.places_taken + change).between(0, Placement.places))
        .values(places_taken=Placement.places_taken + change)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(placement)
    return bool(counted.rowcount)  # type: ignore[attr-defined]  # an UPDATE's result is a CursorResult


def _note(booking: Booking, action: str, *, by: User, to_status: BookingStatus | None = None) -> None:
    record(
        action=action,
        subject_type="booking",
        subject_id=booking.id,
        by=by,
        to_status=to_status.value if to_status else None,
        about_user_id=booking.candidate.user_id,
    )
