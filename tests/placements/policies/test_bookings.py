"""Where a booking may go, who may ask, which dates can be true. Today is 24 November 2026."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from careers.errors import BadInput, Conflict, NotAllowed
from careers.jobs.models import OpportunityStatus
from careers.placements.models import Booking, BookingStatus, Placement
from careers.placements.policies import bookings as policies
from careers.providers.models import Organisation

S = BookingStatus
TODAY = date(2026, 11, 24)

ARROWS = {
    (S.REQUESTED, S.ACCEPTED),
    (S.REQUESTED, S.DECLINED),
    (S.REQUESTED, S.WITHDRAWN),
    (S.REFERRED, S.ACCEPTED),
    (S.REFERRED, S.DECLINED),
    (S.REFERRED, S.WITHDRAWN),
    (S.ACCEPTED, S.STARTED),
    (S.ACCEPTED, S.WITHDRAWN),
    (S.ACCEPTED, S.DID_NOT_START),
    (S.STARTED, S.COMPLETED),
    (S.STARTED, S.LEFT_EARLY),
}


def booking(**changes: Any) -> Booking:
    values: dict[str, Any] = {
        "reference": "B-7KQ3MX",
        "status": S.REQUESTED,
        "asked_at": datetime(2026, 11, 2, 10, tzinfo=UTC),
        "placement": Placement(weeks=4, organisation=Organisation(reply_days=14, hides_identity=True)),
    }
    return Booking(**(values | changes))


@pytest.mark.parametrize("before", list(S))
@pytest.mark.parametrize("after", list(S))
def test_a_booking_moves_only_along_the_arrows(before: BookingStatus, after: BookingStatus) -> None:
    if (before, after) in ARROWS:
        policies.check_can_move(booking(status=before), after)
    else:
        with pytest.raises(Conflict, match="Booking B-7KQ3MX is now"):
            policies.check_can_move(booking(status=before), after)


@pytest.mark.parametrize(
    ("status", "closes_on", "earlier", "sentence"),
    [
        (OpportunityStatus.LIVE, TODAY, S.DECLINED, "could not offer you one"),
        (OpportunityStatus.FULL, TODAY, None, "All places are taken"),
        (OpportunityStatus.LIVE, date(2026, 11, 23), None, "takes no new people"),
        (OpportunityStatus.FINISHED, TODAY, None, "takes no new people"),
    ],
)
def test_who_cannot_ask_is_told_why(
    status: OpportunityStatus, closes_on: date, earlier: BookingStatus | None, sentence: str
) -> None:
    with pytest.raises(NotAllowed, match=sentence):
        policies.check_can_ask(Placement(status=status, closes_on=closes_on), earlier)


@pytest.mark.parametrize("earlier", [None, S.WITHDRAWN, S.DID_NOT_START, S.LEFT_EARLY, S.COMPLETED])
def test_others_can_ask_until_the_closing_date(earlier: BookingStatus | None) -> None:
    policies.check_can_ask(Placement(status=OpportunityStatus.LIVE, closes_on=TODAY), earlier)


@pytest.mark.parametrize("status", [OpportunityStatus.FINISHED, OpportunityStatus.WITHDRAWN, OpportunityStatus.DRAFT])
def test_nobody_gets_a_place_on_what_has_ended(status: OpportunityStatus) -> None:
    with pytest.raises(NotAllowed, match="This placement is closed"):
        policies.check_can_accept(Placement(status=status))


@pytest.mark.parametrize("day", [date(2026, 11, 2), TODAY])
def test_a_start_between_asking_and_today_can_be_true(day: date) -> None:
    policies.check_start(booking(), day)


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2026, 11, 25)])
def test_a_start_before_asking_or_still_to_come_is_refused(day: date) -> None:
    with pytest.raises(BadInput) as refusal:
        policies.check_start(booking(), day)

    assert refusal.value.field == "started_on"


@pytest.mark.parametrize(
    ("ended_on", "is_completed", "field"),
    [
        (date(2026, 11, 25), True, "ended_on"),
        (date(2026, 11, 8), False, "ended_on"),  # the day before the first
        (date(2026, 11, 15), True, "how"),  # the last week begins on the 16th
    ],
)
def test_an_end_that_cannot_be_true_is_refused(ended_on: date, is_completed: bool, field: str) -> None:
    started = booking(started_on=date(2026, 11, 9), planned_end_on=date(2026, 11, 22))

    with pytest.raises(BadInput) as refusal:
        policies.check_end(started, ended_on, is_completed=is_completed)

    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("ended_on", "is_completed"),
    [(date(2026, 11, 16), True), (TODAY, True), (date(2026, 11, 9), False), (date(2026, 11, 15), False)],
)
def test_an_end_that_can_be_true(ended_on: date, is_completed: bool) -> None:
    started = booking(started_on=date(2026, 11, 9), planned_end_on=date(2026, 11, 22))

    policies.check_end(started, ended_on, is_completed=is_completed)


def test_four_weeks_from_a_monday_end_on_a_sunday() -> None:
    assert policies.planned_end(Placement(weeks=4), date(2027, 1, 11)) == date(2027, 2, 7)


def test_an_answer_is_owed_within_the_promised_days() -> None:
    assert policies.answer_due_on(booking()) == date(2026, 11, 16)
    assert policies.answer_due_on(booking(status=S.REFERRED)) == date(2026, 11, 16)
    assert policies.answer_due_on(booking(status=S.ACCEPTED)) is None


def test_names_are_shown_from_acceptance_on_or_always_when_the_provider_does_not_hide_them() -> None:
    open_about_names = Placement(organisation=Organisation(hides_identity=False))

    assert not policies.identity_is_visible(booking())
    assert policies.identity_is_visible(booking(accepted_at=datetime(2026, 11, 3, tzinfo=UTC)))
    assert policies.identity_is_visible(booking(placement=open_about_names))
