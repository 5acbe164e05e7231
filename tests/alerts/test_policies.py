"""When a message may go and what is due: summer and winter, and over the nights on which the clocks change."""

from datetime import UTC, datetime

import pytest

from careers.alerts import policies
from careers.alerts.models import Frequency
from careers.errors import NotAllowed


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "may"),
    [
        ("2026-11-24T07:59:59", False),  # winter: England is on UTC
        ("2026-11-24T08:00:00", True),
        ("2026-11-24T19:59:59", True),
        ("2026-11-24T20:00:00", False),
        ("2026-07-01T06:59:59", False),  # summer: an hour ahead
        ("2026-07-01T07:00:00", True),
        ("2026-07-01T18:59:59", True),
        ("2026-07-01T19:00:00", False),
        ("2027-03-27T07:30:00", False),  # the day before the clocks go forward
        ("2027-03-28T07:30:00", True),  # the day they do
        ("2026-10-24T07:30:00", True),  # the day before they go back
        ("2026-10-25T07:30:00", False),  # the day they do
    ],
)
def test_messages_go_by_day_in_england(moment: str, may: bool) -> None:
    assert policies.is_sending_time(utc(moment)) is may


@pytest.mark.parametrize(
    ("frequency", "weekday", "now", "before"),
    [
        (Frequency.DAILY, 0, "2026-11-24T10:00:00", "2026-11-24T08:00:00"),
        (Frequency.DAILY, 0, "2026-11-24T07:00:00", "2026-11-23T08:00:00"),
        (Frequency.DAILY, 0, "2026-07-01T10:00:00", "2026-07-01T07:00:00"),
        (Frequency.DAILY, 0, "2027-03-28T10:00:00", "2027-03-28T07:00:00"),  # clocks went forward that night
        (Frequency.DAILY, 0, "2026-10-25T10:00:00", "2026-10-25T08:00:00"),  # clocks went back that night
        (Frequency.WEEKLY, 1, "2026-11-24T10:00:00", "2026-11-24T08:00:00"),  # it is that Tuesday
        (Frequency.WEEKLY, 1, "2026-11-24T07:00:00", "2026-11-17T08:00:00"),  # not yet
        (Frequency.WEEKLY, 0, "2026-11-24T10:00:00", "2026-11-23T08:00:00"),
        (Frequency.WEEKLY, 2, "2026-11-24T10:00:00", "2026-11-18T08:00:00"),
        (Frequency.WEEKLY, 6, "2027-03-29T10:00:00", "2027-03-28T07:00:00"),
    ],
)
def test_what_was_found_before_the_last_morning_of_its_kind_is_due(
    frequency: Frequency, weekday: int, now: str, before: str
) -> None:
    assert policies.due_before(frequency, weekday, utc(now)) == utc(before)


def test_at_once_means_what_was_found_up_to_now() -> None:
    now = utc("2026-11-24T10:00:00")

    assert now < policies.due_before(Frequency.AT_ONCE, 0, now)


def test_the_twenty_first_alert_is_refused() -> None:
    policies.check_can_add(19)
    with pytest.raises(NotAllowed, match="the most that we keep"):
        policies.check_can_add(20)
