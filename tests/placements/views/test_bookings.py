"""A provider decides about people: names hidden, each look noted, each step a page and a button. 24 November 2026."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from careers.audit.models import AuditEvent
from careers.candidates.models import Candidate
from careers.database import db
from careers.jobs.models import OpportunityStatus
from careers.placements.models import Booking, BookingStatus
from tests.client import PageClient
from tests.factories import Factory
from tests.placements.conftest import Home, count_questions

S = BookingStatus
PLACEMENT = "/provider/placements/P-7KQ3MX"
BOOKING = f"{PLACEMENT}/bookings/B-7KQ3MX"
ASKED = datetime(2026, 11, 2, 10, tzinfo=UTC)
WHY = "I am Amara. Ring me on 07700 900123: I cared for my gran."


@pytest.fixture
def booking(make: Factory, home: Home, amara: Candidate) -> Booking:
    """Give Amara's booking, asked for on 2 November."""
    return make.booking(home.placement, amara, reference="B-7KQ3MX", asked_at=ASKED, why=WHY)


def stands(booking: Booking, status: BookingStatus, **changes: Any) -> None:
    """Let a booking stand further on, as if it had gone its way; its place counts."""
    booking.status, booking.accepted_at = status, ASKED
    booking.placement.places_taken = 1
    for name, value in changes.items():
        setattr(booking, name, value)
    db.session.commit()


def looks() -> int:
    counted = sa.select(sa.func.count()).where(AuditEvent.action == "booking.looked")
    return db.session.scalars(counted).one()


def test_show_own_placement_says_first_what_needs_doing(
    as_manager: PageClient, make: Factory, home: Home, booking: Booking
) -> None:
    make.booking(
        home.placement,
        status=S.STARTED,
        accepted_at=ASKED,
        started_on=date(2026, 11, 9),
        planned_end_on=date(2026, 12, 6),
    )
    make.booking(home.placement, status=S.DECLINED)

    page = as_manager.get(PLACEMENT).text

    assert page.index("What needs you today") < page.index("Under way") < page.index("Ended")
    assert "Late: answer was due by Monday 16 November 2026" in page
    assert "Planned end Sunday 6 December 2026" in page


def test_show_own_placement_hides_names_and_notes_looks_at_those_it_shows(
    as_manager: PageClient, make: Factory, home: Home, booking: Booking
) -> None:
    hidden = as_manager.get(PLACEMENT).text

    assert "Person B-7KQ3MX" in hidden
    assert "Amara" not in hidden
    assert looks() == 0

    stands(booking, S.ACCEPTED)

    assert "Amara Okoye" in as_manager.get(PLACEMENT).text
    assert looks() == 1


def test_show_own_placement_asks_the_same_number_of_questions_for_many(
    as_manager: PageClient, make: Factory, home: Home, booking: Booking
) -> None:
    few = count_questions(as_manager, home.manager, PLACEMENT)
    for _ in range(8):
        make.booking(home.placement)

    assert count_questions(as_manager, home.manager, PLACEMENT) == few <= 7


def test_show_booking_before_the_answer_tells_nothing_of_who_it_is(as_manager: PageClient, booking: Booking) -> None:
    page = as_manager.get(BOOKING).text

    for secret in ("Amara", "Okoye", "07700", "amara@example.com"):
        assert secret not in page
    assert "I cared for my gran." in page
    assert "Name and contact details appear when you say yes" in page
    assert looks() == 1


def test_show_booking_after_the_answer_shows_how_to_reach_them(as_manager: PageClient, booking: Booking) -> None:
    stands(booking, S.ACCEPTED)

    page = as_manager.get(BOOKING).text

    for shown in ("Amara Okoye", "07700 900123", "amara@example.com"):
        assert shown in page


def test_the_person_sees_who_looked(as_manager: PageClient, booking: Booking, amara: Candidate) -> None:
    as_manager.get(BOOKING)

    event = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "booking.looked")).one()

    assert event.about_user_id == amara.user_id


def test_accept_booking(as_manager: PageClient, booking: Booking) -> None:
    asked = as_manager.get(f"{BOOKING}/accept")
    done = as_manager.post(f"{BOOKING}/accept")

    assert "2 of 2 places are free" in asked.text
    assert "Person B-7KQ3MX has a place. We have told them." in as_manager.follow(done).text
    assert booking.status is S.ACCEPTED


def test_accepting_when_the_last_place_has_gone_says_so(as_manager: PageClient, home: Home, booking: Booking) -> None:
    home.placement.places_taken, home.placement.status = 2, OpportunityStatus.FULL
    db.session.commit()

    page = as_manager.post(f"{BOOKING}/accept")

    assert page.status_code == 409
    assert "No place is left: the last one was given a moment ago." in page.text
    assert booking.status is S.REQUESTED


def test_decline_booking_needs_a_reason_and_words(as_manager: PageClient, booking: Booking) -> None:
    bad = as_manager.post(f"{BOOKING}/decline", {"words": ""})
    done = as_manager.post(f"{BOOKING}/decline", {"reason": "plans", "words": "Try us in May."})

    assert bad.text.count("Choose a reason") == 2
    assert bad.text.count("Write a sentence to the person") == 2
    assert "is told of your decision" in as_manager.follow(done).text
    assert (booking.status, booking.end_reason) == (S.DECLINED, "Our plans have changed. Try us in May.")


def test_start_booking(as_manager: PageClient, booking: Booking) -> None:
    stands(booking, S.ACCEPTED)

    future = as_manager.post(f"{BOOKING}/start", {"started_on": ["25", "11", "2026"]})
    done = as_manager.post(f"{BOOKING}/start", {"started_on": ["23", "11", "2026"]})

    assert future.text.count("Enter today’s date or an earlier one") == 2
    assert 'value="25"' in future.text
    assert "Person B-7KQ3MX has started" in as_manager.follow(done).text
    assert (booking.status, booking.planned_end_on) == (S.STARTED, date(2026, 12, 20))


def test_end_booking(as_manager: PageClient, booking: Booking) -> None:
    stands(booking, S.STARTED, started_on=date(2026, 11, 9), planned_end_on=date(2026, 12, 6))
    day = {"ended_on": ["20", "11", "2026"]}

    too_soon = as_manager.post(f"{BOOKING}/end", day | {"how": "completed"})
    no_reason = as_manager.post(f"{BOOKING}/end", day | {"how": "left early"})
    before = as_manager.post(f"{BOOKING}/end", {"how": "for work", "ended_on": ["8", "11", "2026"]})
    done = as_manager.post(f"{BOOKING}/end", day | {"how": "left early", "reason": "travel"})

    assert too_soon.text.count("Say that they left early, and whether it was for work") == 2
    assert no_reason.text.count("Choose why they left early") == 2
    assert before.text.count("Enter a date that is not before their first day") == 2
    assert "has finished" in as_manager.follow(done).text
    assert (booking.status, booking.end_reason) == (S.LEFT_EARLY, "Travel.")


def test_leaving_for_work_is_completed(as_manager: PageClient, booking: Booking) -> None:
    stands(booking, S.STARTED, started_on=date(2026, 11, 9), planned_end_on=date(2026, 12, 6))

    as_manager.post(f"{BOOKING}/end", {"how": "for work", "ended_on": ["20", "11", "2026"], "reason": "travel"})

    assert (booking.status, booking.left_for_work, booking.end_reason) == (S.COMPLETED, True, "")


def test_note_did_not_start(as_manager: PageClient, booking: Booking) -> None:
    stands(booking, S.ACCEPTED)

    bad = as_manager.post(f"{BOOKING}/did-not-start")
    done = as_manager.post(f"{BOOKING}/did-not-start", {"reason": "no show"})

    assert bad.text.count("Choose what happened") == 2
    assert "did not start. The place is free again." in as_manager.follow(done).text
    assert booking.status is S.DID_NOT_START


@pytest.mark.parametrize("step", ["accept", "decline", "start", "end", "did-not-start"])
def test_each_step_has_its_page_and_opening_it_changes_nothing(
    as_manager: PageClient, booking: Booking, step: str
) -> None:
    page = as_manager.get(f"{BOOKING}/{step}")

    assert page.status_code == 200
    assert booking.status is S.REQUESTED


def test_a_step_that_was_taken_already_is_a_conflict(as_manager: PageClient, booking: Booking) -> None:
    stands(booking, S.COMPLETED, started_on=date(2026, 11, 2), ended_on=date(2026, 11, 20))

    page = as_manager.post(f"{BOOKING}/accept")

    assert page.status_code == 409
    assert "Booking B-7KQ3MX is now “completed”" in page.text


def test_the_booking_of_another_provider_is_not_there(
    client: PageClient, make: Factory, home: Home, booking: Booking
) -> None:
    other = make.placement()
    client.sign_in(make.manager(other.organisation))

    assert client.get(BOOKING).status_code == 404
    assert client.get(f"/provider/placements/{other.reference}/bookings/B-7KQ3MX").status_code == 404
    assert client.post(f"{BOOKING}/accept").status_code == 404


def test_the_history_says_who_and_hides_names_in_reasons(
    as_manager: PageClient, home: Home, booking: Booking, amara: Candidate
) -> None:
    as_manager.sign_in(amara.user).post("/account/placements/B-7KQ3MX/withdraw", {"reason": "Amara Okoye is unwell."})

    page = as_manager.sign_in(home.manager).get(BOOKING).text

    assert "Withdrawn by the person" in page
    assert "[hidden] [hidden] is unwell." in page
    assert "Okoye" not in page
