"""Where a booking or a referral stands, in plain words for each who reads it, and what needs doing. Pure."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from careers import clock
from careers.audit.models import AuditEvent
from careers.placements.models import Booking, BookingStatus, Referral, ReferralStatus
from careers.placements.policies.bookings import answer_due_on
from careers.placements.policies.referrals import RUNS_OUT_SOON, status_for_adviser
from careers.words import date_in_words, moment_in_words

B = BookingStatus
R = ReferralStatus

FRESH_DAYS = 7


class Standing(NamedTuple):
    """A heading and what happens next."""

    title: str
    next_step: str


class Task(NamedTuple):
    """What somebody has to do about a record; `is_due` when it is for today."""

    words: str
    is_due: bool


class TimelineEvent(NamedTuple):
    """One line of a history."""

    title: str
    when_words: str
    by_words: str
    note: str


_TITLES = {
    B.REQUESTED: "You have asked for a place",
    B.REFERRED: "You have been introduced",
    B.ACCEPTED: "You have a place",
    B.STARTED: "You have started",
    B.COMPLETED: "You have completed it",
    B.LEFT_EARLY: "You left before the planned end",
    B.DECLINED: "They could not offer you a place",
    B.WITHDRAWN: "You withdrew",
    B.DID_NOT_START: "You did not start",
}

_NEXT = {
    B.ACCEPTED: (
        "It starts on {starts_on}. {employer} now has your name and contact details, and will tell you about your "
        "first day. If you get a benefit, tell your work coach before you start."
    ),
    B.STARTED: "Your first day was {started_on}. It is planned to end on {planned_end_on}.",
    B.COMPLETED: "Your last day was {ended_on}. You can use what you have learned: look for a job in care.",
    B.LEFT_EARLY: "Your last day was {ended_on}. If this is wrong, tell us.",
    B.DECLINED: "The reason they gave is below. Other employers near you take people on placements.",
    B.WITHDRAWN: "Nothing more happens. You can ask again while the placement is open.",
    B.DID_NOT_START: "Nothing more happens. If this is wrong, tell us.",
}

_EVENT_TITLES = {
    B.REQUESTED: "Place asked for",
    B.REFERRED: "Introduced by an adviser",
    B.ACCEPTED: "Place given",
    B.STARTED: "Started",
    B.COMPLETED: "Completed",
    B.LEFT_EARLY: "Left early",
    B.DECLINED: "Place not given",
    B.WITHDRAWN: "Withdrawn by the person",
    B.DID_NOT_START: "Did not start",
}

_REFERRAL_TITLES = {
    R.MADE: "Suggested",
    R.AGREED: "They agreed",
    R.NOT_AGREED: "They said no thank you",
    R.EXPIRED: "Ended without an answer",
}


def standing_of(booking: Booking, today: date) -> Standing:
    """Return where a booking stands and what happens next, as the person reads it."""
    placement = booking.placement
    if booking.left_for_work:
        return Standing("You left to start work", "Congratulations. It counts as completed.")
    due_on = answer_due_on(booking)
    if due_on is not None:
        return Standing(_TITLES[booking.status], _answer_words(placement.organisation.name, due_on, today))
    days = {
        "starts_on": placement.starts_on,
        "started_on": booking.started_on,
        "planned_end_on": booking.planned_end_on,
        "ended_on": booking.ended_on,
    }
    words = {name: date_in_words(day) for name, day in days.items() if day is not None}
    return Standing(
        _TITLES[booking.status], _NEXT[booking.status].format(employer=placement.organisation.name, **words)
    )


def _answer_words(employer: str, due_on: date, today: date) -> str:
    if today <= due_on:
        return f"{employer} has until {date_in_words(due_on)} to answer. We will tell you either way."
    return f"{employer} promised to answer by {date_in_words(due_on)} and is late. You can withdraw and ask elsewhere."


def task_of_provider(booking: Booking, today: date) -> Task:
    """Return what the provider has to do about a booking; no words when it has ended."""
    due_on = answer_due_on(booking)
    if due_on is not None:
        return Task(f"{'Answer by' if today <= due_on else 'Late: answer was due by'} {date_in_words(due_on)}", True)
    if booking.status is B.ACCEPTED:
        starts_on = booking.placement.starts_on
        is_due = starts_on <= today
        return Task("Say whether they started" if is_due else f"Starts {date_in_words(starts_on)}", is_due)
    if booking.status is B.STARTED and booking.planned_end_on is not None:
        is_due = booking.planned_end_on <= today
        return Task("Say how it ended" if is_due else f"Planned end {date_in_words(booking.planned_end_on)}", is_due)
    return Task("", False)


def task_of_adviser(referral: Referral, today: date) -> Task:
    """Return what the adviser has to do about a referral, knowing only what they may know."""
    status = status_for_adviser(referral)
    if status is R.MADE:
        is_due = referral.expires_on <= today + RUNS_OUT_SOON
        ask = "Ask them, or send the link again: it runs out on" if is_due else "They can answer until"
        return Task(f"{ask} {date_in_words(referral.expires_on)}", is_due)
    if status in {R.NOT_AGREED, R.NOT_SUITABLE, R.EXPIRED}:
        ended_on = clock.local(referral.ended_at).date() if referral.ended_at else None
        is_due = ended_on is not None and (today - ended_on).days < FRESH_DAYS
        return Task("Look for something else together" if is_due else "", is_due)
    return Task("", False)


def timeline_of_booking(events: Iterable[tuple[AuditEvent, str]]) -> list[TimelineEvent]:
    """Return a booking's changes of status; each event comes with the words for who made it."""
    return [
        TimelineEvent(_EVENT_TITLES[B(event.to_status)], moment_in_words(event.at), who, event.reason)
        for event, who in events
        if event.to_status
    ]


def timeline_of_referral(events: Iterable[AuditEvent]) -> list[TimelineEvent]:
    """Return what an adviser knows of a referral: its answer, and each thing they were told."""
    return [TimelineEvent(_referral_title(event), moment_in_words(event.at), "", _note(event)) for event in events]


def _referral_title(event: AuditEvent) -> str:
    if event.to_status:
        return _REFERRAL_TITLES[R(event.to_status)]
    return event.reason.rstrip(".") or "New link sent"


def _note(event: AuditEvent) -> str:
    return event.reason if event.to_status else ""
