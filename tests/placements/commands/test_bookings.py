"""Asking for a place, giving it, starting, ending: audited, told, never too many. Today is 24 November 2026."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask

from careers import clock
from careers.accounts.models import User
from careers.candidates.models import Candidate
from careers.database import db
from careers.errors import BadInput, Conflict, NotAllowed
from careers.jobs.models import OpportunityStatus
from careers.placements.commands import bookings as commands
from careers.placements.models import Booking, BookingStatus, Placement, Referral, ReferralStatus
from careers.placements.policies.bookings import Ending
from tests.factories import Factory
from tests.placements.conftest import Home, audit_of, messages_to, told_about, two_at_once

S = BookingStatus
TODAY = date(2026, 11, 24)
ASKED = datetime(2026, 11, 2, 10, tzinfo=UTC)
MANAGER = "manager@larkfield.example"
PERSON = "amara@example.com"


def asked(make: Factory, home: Home, amara: Candidate, status: BookingStatus = S.REQUESTED, **changes: Any) -> Booking:
    """Make Amara's booking, asked for on 2 November; whoever has a place is counted."""
    if status in {S.ACCEPTED, S.STARTED}:
        changes.setdefault("accepted_at", ASKED)
        home.placement.places_taken += 1
    booking: Booking = make.booking(home.placement, amara, status=status, asked_at=ASKED, **changes)
    return booking


def started(make: Factory, home: Home, amara: Candidate, **changes: Any) -> Booking:
    """Make a booking that started on 26 October for four weeks."""
    days = {"started_on": date(2026, 10, 26), "planned_end_on": date(2026, 11, 22)}
    return asked(make, home, amara, S.STARTED, **(days | changes))


def referred(make: Factory, home: Home, amara: Candidate, adviser: User, **shares: bool) -> Referral:
    referral: Referral = make.referral(
        adviser,
        home.placement,
        candidate_id=amara.id,
        status=ReferralStatus.RECEIVED,
        agreed_at=ASKED,
        email=PERSON,
        **shares,
    )
    return referral


def test_asking_makes_a_booking_that_both_sides_hear_of(home: Home, amara: Candidate) -> None:
    booking = commands.ask_for_place(amara, home.placement, why="I cared for my gran.", by=amara.user)

    assert (booking.status, booking.why, booking.asked_at) == (S.REQUESTED, "I cared for my gran.", clock.now())
    assert booking.reference.startswith("B-")
    assert audit_of("booking", booking.id) == [("booking.requested", None, "requested")]
    assert messages_to(PERSON) == ["booking_asked"]
    assert messages_to(MANAGER) == ["booking_received"]


def test_asking_twice_is_one_booking_and_one_message(home: Home, amara: Candidate) -> None:
    first = commands.ask_for_place(amara, home.placement, why="", by=amara.user)

    assert commands.ask_for_place(amara, home.placement, why="", by=amara.user) is first
    assert messages_to(PERSON) == ["booking_asked"]


def test_a_double_click_on_two_connections_is_one_booking(app: Flask, home: Home, amara: Candidate) -> None:
    placement_id, candidate_id = home.placement.id, amara.id

    def ask(_which: int) -> None:
        candidate = db.session.get_one(Candidate, candidate_id)
        placement = db.session.get_one(Placement, placement_id)
        commands.ask_for_place(candidate, placement, why="", by=candidate.user)

    assert two_at_once(app, ask, 1, 2) == ["done", "done"]
    assert db.session.query(Booking).count() == 1
    assert messages_to(PERSON) == ["booking_asked"]


def test_who_was_declined_is_not_asked_for_again(make: Factory, home: Home, amara: Candidate) -> None:
    make.booking(home.placement, amara, status=S.DECLINED)

    with pytest.raises(NotAllowed, match="could not offer you one"):
        commands.ask_for_place(amara, home.placement, why="", by=amara.user)


def test_accepting_takes_a_place_and_shows_who_it_is(make: Factory, home: Home, amara: Candidate) -> None:
    booking = asked(make, home, amara)

    commands.accept_booking(booking, by=home.manager)

    assert (booking.status, booking.accepted_at) == (S.ACCEPTED, clock.now())
    assert (home.placement.places_taken, home.placement.status) == (1, OpportunityStatus.LIVE)
    assert audit_of("booking", booking.id) == [
        ("booking.accepted", "requested", "accepted"),
        ("booking.identity shown", None, None),
    ]
    assert messages_to(PERSON) == ["booking_accepted"]


def test_the_last_place_makes_the_placement_full_and_search_hears_of_it(
    make: Factory, home: Home, amara: Candidate
) -> None:
    home.placement.places_taken = 1
    before = home.placement.revision

    commands.accept_booking(asked(make, home, amara), by=home.manager)

    assert (home.placement.places_taken, home.placement.status) == (2, OpportunityStatus.FULL)
    assert home.placement.revision > before
    assert audit_of("placement", home.placement.id) == [("placement.full", "live", "full")]


def test_nobody_is_accepted_when_no_place_is_left(make: Factory, home: Home, amara: Candidate) -> None:
    home.placement.places_taken = 2
    home.placement.status = OpportunityStatus.FULL
    booking = asked(make, home, amara)

    with pytest.raises(Conflict, match="No place is left"):
        commands.accept_booking(booking, by=home.manager)

    db.session.rollback()
    assert (booking.status, home.placement.places_taken) == (S.REQUESTED, 2)


def test_two_managers_give_the_last_place_at_once_and_one_is_told(app: Flask, make: Factory, home: Home) -> None:
    home.placement.places_taken = 1
    bookings = [make.booking(home.placement, status=S.REQUESTED) for _ in range(2)]
    first, second = (booking.id for booking in bookings)
    manager_id, placement_id = home.manager.id, home.placement.id

    def accept(booking_id: int) -> None:
        commands.accept_booking(db.session.get_one(Booking, booking_id), by=db.session.get_one(User, manager_id))

    outcomes = two_at_once(app, accept, first, second)

    assert outcomes == ["done", "refused: No place is left: the last one was given a moment ago."]
    placement = db.session.get_one(Placement, placement_id)
    assert (placement.places_taken, placement.status) == (2, OpportunityStatus.FULL)
    assert sorted(booking.status.value for booking in db.session.query(Booking)) == ["accepted", "requested"]


def test_two_clicks_on_one_acceptance_take_one_place(app: Flask, make: Factory, home: Home) -> None:
    booking_id, manager_id = make.booking(home.placement).id, home.manager.id
    placement_id = home.placement.id

    def accept(_which: int) -> None:
        commands.accept_booking(db.session.get_one(Booking, booking_id), by=db.session.get_one(User, manager_id))

    outcomes = two_at_once(app, accept, 1, 2)

    assert outcomes[0] == "done"
    assert "is now “accepted”" in outcomes[1]
    assert db.session.get_one(Placement, placement_id).places_taken == 1


def test_a_closed_placement_gives_no_more_places(make: Factory, home: Home, amara: Candidate) -> None:
    booking = asked(make, home, amara)
    home.placement.status = OpportunityStatus.FINISHED

    with pytest.raises(NotAllowed, match="This placement is closed"):
        commands.accept_booking(booking, by=home.manager)


def test_declining_leaves_the_reason_with_the_person(make: Factory, home: Home, amara: Candidate) -> None:
    booking = asked(make, home, amara)

    commands.decline_booking(booking, reason="Our plans have changed", words="Try us in May.", by=home.manager)

    assert (booking.status, booking.end_reason) == (S.DECLINED, "Our plans have changed. Try us in May.")
    assert home.placement.places_taken == 0
    assert messages_to(PERSON) == ["booking_declined"]


def test_withdrawing_before_an_answer_frees_nothing(make: Factory, home: Home, amara: Candidate) -> None:
    home.placement.places_taken = 1  # somebody else's
    booking = asked(make, home, amara)

    commands.withdraw_booking(booking, reason="", by=amara.user)

    assert (booking.status, home.placement.places_taken) == (S.WITHDRAWN, 1)
    assert messages_to(MANAGER) == ["booking_withdrawn"]


def test_withdrawing_from_a_full_placement_makes_it_live_again(make: Factory, home: Home, amara: Candidate) -> None:
    home.placement.places_taken = 1
    booking = asked(make, home, amara, S.ACCEPTED)
    home.placement.status = OpportunityStatus.FULL

    commands.withdraw_booking(booking, reason="I found a job.", by=amara.user)

    assert (home.placement.places_taken, home.placement.status) == (1, OpportunityStatus.LIVE)
    assert audit_of("placement", home.placement.id) == [("placement.live", "full", "live")]


def test_a_freed_place_does_not_open_what_was_closed(make: Factory, home: Home, amara: Candidate) -> None:
    booking = asked(make, home, amara, S.ACCEPTED)
    home.placement.status = OpportunityStatus.FINISHED

    commands.withdraw_booking(booking, reason="", by=amara.user)

    assert (home.placement.places_taken, home.placement.status) == (0, OpportunityStatus.FINISHED)


def test_starting_counts_the_planned_weeks_from_the_first_day(make: Factory, home: Home, amara: Candidate) -> None:
    booking = asked(make, home, amara, S.ACCEPTED)

    commands.start_booking(booking, started_on=date(2026, 11, 23), by=home.manager)

    assert (booking.status, booking.started_on) == (S.STARTED, date(2026, 11, 23))
    assert booking.planned_end_on == date(2026, 12, 20)
    assert messages_to(PERSON) == ["booking_noted"]


def test_completing_keeps_the_place_taken(make: Factory, home: Home, amara: Candidate) -> None:
    booking = started(make, home, amara)

    commands.end_booking(booking, ended_on=date(2026, 11, 20), ending=Ending.COMPLETED, reason="", by=home.manager)

    assert (booking.status, booking.ended_on, booking.left_for_work) == (S.COMPLETED, date(2026, 11, 20), False)
    assert home.placement.places_taken == 1
    assert messages_to(PERSON) == ["booking_noted"]


def test_leaving_for_work_counts_as_completed(make: Factory, home: Home, amara: Candidate) -> None:
    booking = started(make, home, amara)

    commands.end_booking(booking, ended_on=date(2026, 11, 2), ending=Ending.FOR_WORK, reason="", by=home.manager)

    assert (booking.status, booking.left_for_work) == (S.COMPLETED, True)


def test_leaving_early_frees_the_place(make: Factory, home: Home, amara: Candidate) -> None:
    booking = started(make, home, amara)

    commands.end_booking(
        booking, ended_on=date(2026, 11, 2), ending=Ending.LEFT_EARLY, reason="Travel.", by=home.manager
    )

    assert (booking.status, booking.end_reason, booking.left_for_work) == (S.LEFT_EARLY, "Travel.", False)
    assert home.placement.places_taken == 0


def test_completing_weeks_before_the_planned_end_is_refused(make: Factory, home: Home, amara: Candidate) -> None:
    booking = started(make, home, amara)

    with pytest.raises(BadInput) as refusal:
        commands.end_booking(booking, ended_on=date(2026, 11, 2), ending=Ending.COMPLETED, reason="", by=home.manager)

    assert refusal.value.field == "how"
    assert "Sunday 22 November 2026" in str(refusal.value)


def test_who_did_not_start_frees_the_place(make: Factory, home: Home, amara: Candidate) -> None:
    booking = asked(make, home, amara, S.ACCEPTED)

    commands.note_did_not_start(booking, reason="They did not come.", by=home.manager)

    assert (booking.status, home.placement.places_taken) == (S.DID_NOT_START, 0)
    assert messages_to(PERSON) == ["booking_noted"]


def test_places_are_never_below_none(make: Factory, home: Home, amara: Candidate) -> None:
    booking = asked(make, home, amara, S.ACCEPTED)
    home.placement.places_taken = 0

    commands.withdraw_booking(booking, reason="", by=amara.user)

    assert home.placement.places_taken == 0


@pytest.mark.parametrize(("shares", "told"), [(True, ["They were given a place."]), (False, [])])
def test_the_adviser_hears_of_the_place_only_as_agreed(
    make: Factory, home: Home, amara: Candidate, adviser: User, shares: bool, told: list[str]
) -> None:
    referral = referred(make, home, amara, adviser, shares_outcome=shares, shares_attendance=True)
    booking = asked(make, home, amara, S.REFERRED, referral_id=referral.id)

    commands.accept_booking(booking, by=home.manager)

    assert referral.status is ReferralStatus.PLACED
    assert told_about(referral.id) == told
    assert messages_to(adviser.email) == ["referral_news"] * len(told)


@pytest.mark.parametrize("shares", [True, False])
def test_the_adviser_hears_of_days_only_as_agreed(
    make: Factory, home: Home, amara: Candidate, adviser: User, shares: bool
) -> None:
    referral = referred(make, home, amara, adviser, shares_attendance=shares, shares_outcome=True)
    booking = asked(make, home, amara, S.ACCEPTED, referral_id=referral.id)

    commands.start_booking(booking, started_on=date(2026, 11, 23), by=home.manager)
    commands.end_booking(booking, ended_on=TODAY, ending=Ending.LEFT_EARLY, reason="Travel.", by=home.manager)

    said = ["They started on Monday 23 November 2026.", "They left early on Tuesday 24 November 2026."]
    assert told_about(referral.id) == (said if shares else [])


def test_a_decline_tells_the_adviser_the_reason_from_the_list_and_no_words(
    make: Factory, home: Home, amara: Candidate, adviser: User
) -> None:
    referral = referred(make, home, amara, adviser, shares_outcome=True)
    booking = asked(make, home, amara, S.REFERRED, referral_id=referral.id)

    commands.decline_booking(booking, reason="Our plans have changed", words="Amara, try us in May.", by=home.manager)

    assert (referral.status, referral.reason) == (ReferralStatus.NOT_SUITABLE, "Our plans have changed")
    assert told_about(referral.id) == ["They were not given a place: our plans have changed."]


def test_withdrawing_ends_the_referral(make: Factory, home: Home, amara: Candidate, adviser: User) -> None:
    referral = referred(make, home, amara, adviser)
    booking = asked(make, home, amara, S.REFERRED, referral_id=referral.id)

    commands.withdraw_booking(booking, reason="", by=amara.user)

    assert (referral.status, referral.ended_at) == (ReferralStatus.NOT_SUITABLE, clock.now())
    assert told_about(referral.id) == []
