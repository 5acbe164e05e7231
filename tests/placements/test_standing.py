"""Where things stand, in words for each who reads them. Today is 24 November 2026."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from careers.placements.models import Booking, BookingStatus, Placement, Referral, ReferralStatus
from careers.placements.standing import Task, standing_of, task_of_adviser, task_of_provider
from careers.providers.models import Organisation

B = BookingStatus
R = ReferralStatus
TODAY = date(2026, 11, 24)


def booking(**changes: Any) -> Booking:
    """Return a booking that was asked for on 10 November, to be answered within 14 days."""
    organisation = Organisation(name="Larkfield Care", reply_days=14)
    values: dict[str, Any] = {
        "status": B.REQUESTED,
        "asked_at": datetime(2026, 11, 10, 10, tzinfo=UTC),
        "left_for_work": False,
        "placement": Placement(organisation=organisation, starts_on=date(2026, 12, 1), weeks=4),
    }
    return Booking(**(values | changes))


def test_a_person_reads_until_when_an_answer_is_promised() -> None:
    standing = standing_of(booking(), TODAY)

    assert standing.title == "You have asked for a place"
    assert standing.next_step == (
        "Larkfield Care has until Tuesday 24 November 2026 to answer. We will tell you either way."
    )


def test_a_person_reads_that_an_answer_is_late() -> None:
    standing = standing_of(booking(status=B.REFERRED), date(2026, 11, 25))

    assert standing.title == "You have been introduced"
    assert "promised to answer by Tuesday 24 November 2026 and is late" in standing.next_step


@pytest.mark.parametrize(
    ("changes", "title", "words"),
    [
        (
            {"status": B.ACCEPTED},
            "You have a place",
            "It starts on Tuesday 1 December 2026. Larkfield Care now has your",
        ),
        (
            {"status": B.STARTED, "started_on": TODAY, "planned_end_on": date(2026, 12, 21)},
            "You have started",
            "Your first day was Tuesday 24 November 2026. It is planned to end on Monday 21 December 2026.",
        ),
        ({"status": B.COMPLETED, "ended_on": TODAY}, "You have completed it", "Your last day was Tuesday 24 November"),
        (
            {"status": B.COMPLETED, "ended_on": TODAY, "left_for_work": True},
            "You left to start work",
            "Congratulations.",
        ),
        ({"status": B.LEFT_EARLY, "ended_on": TODAY}, "You left before the planned end", "If this is wrong, tell us."),
        ({"status": B.DECLINED}, "They could not offer you a place", "The reason they gave is below."),
        ({"status": B.WITHDRAWN}, "You withdrew", "You can ask again"),
        ({"status": B.DID_NOT_START}, "You did not start", "If this is wrong, tell us."),
    ],
)
def test_a_person_reads_where_each_booking_stands(changes: dict[str, Any], title: str, words: str) -> None:
    standing = standing_of(booking(**changes), TODAY)

    assert standing.title == title
    assert words in standing.next_step


@pytest.mark.parametrize(
    ("changes", "today", "task"),
    [
        ({}, TODAY, Task("Answer by Tuesday 24 November 2026", True)),
        ({}, date(2026, 11, 25), Task("Late: answer was due by Tuesday 24 November 2026", True)),
        ({"status": B.ACCEPTED}, date(2026, 11, 30), Task("Starts Tuesday 1 December 2026", False)),
        ({"status": B.ACCEPTED}, date(2026, 12, 1), Task("Say whether they started", True)),
        (
            {"status": B.STARTED, "planned_end_on": date(2026, 12, 21)},
            date(2026, 12, 20),
            Task("Planned end Monday 21 December 2026", False),
        ),
        (
            {"status": B.STARTED, "planned_end_on": date(2026, 12, 21)},
            date(2026, 12, 21),
            Task("Say how it ended", True),
        ),
        ({"status": B.DECLINED}, TODAY, Task("", False)),
    ],
)
def test_a_provider_reads_what_to_do_and_when(changes: dict[str, Any], today: date, task: Task) -> None:
    assert task_of_provider(booking(**changes), today) == task


def ended(status: ReferralStatus, day: int, **changes: Any) -> Referral:
    values = {"status": status, "ended_at": datetime(2026, 11, day, 10, tzinfo=UTC), "shares_outcome": False}
    return Referral(**(values | changes))


@pytest.mark.parametrize(
    ("referral", "task"),
    [
        (
            Referral(status=R.MADE, expires_on=date(2026, 11, 28)),
            Task("They can answer until Saturday 28 November 2026", False),
        ),
        (
            Referral(status=R.MADE, expires_on=date(2026, 11, 27)),
            Task("Ask them, or send the link again: it runs out on Friday 27 November 2026", True),
        ),
        (ended(R.NOT_AGREED, 18), Task("Look for something else together", True)),
        (ended(R.NOT_AGREED, 17), Task("", False)),
        (ended(R.NOT_SUITABLE, 24, shares_outcome=True), Task("Look for something else together", True)),
        (ended(R.NOT_SUITABLE, 24), Task("", False)),  # they may not know
        (ended(R.PLACED, 24, shares_outcome=True), Task("", False)),
    ],
)
def test_an_adviser_reads_what_to_do_and_no_more_than_they_may(referral: Referral, task: Task) -> None:
    assert task_of_adviser(referral, TODAY) == task
