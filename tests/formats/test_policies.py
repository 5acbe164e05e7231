"""What may happen to a request, and by when it must."""

from datetime import UTC, date, datetime

import pytest

from careers.errors import NotAllowed
from careers.formats.models import FormatRequest, FormatStatus
from careers.formats.policies import check_can_move, in_words, is_late, promised_by, working_days_after

S = FormatStatus


def asked(status: FormatStatus = S.ASKED, **changes: object) -> FormatRequest:
    values = {"status": status, "asked_at": datetime(2026, 11, 24, 10, tzinfo=UTC), "arranged_for": ""}
    return FormatRequest(**(values | changes))


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 11, 23), date(2026, 11, 30)),  # Monday to Monday
        (date(2026, 11, 24), date(2026, 12, 1)),
        (date(2026, 11, 27), date(2026, 12, 4)),  # Friday to Friday
        (date(2026, 11, 28), date(2026, 12, 4)),  # a weekend does not count
        (date(2026, 11, 29), date(2026, 12, 4)),
    ],
)
def test_five_working_days_leave_out_weekends(day: date, due: date) -> None:
    assert working_days_after(day, 5) == due


def test_a_request_is_late_from_the_day_after_the_promise_until_somebody_arranges() -> None:
    assert promised_by(asked()) == date(2026, 12, 1)
    assert not is_late(asked(), date(2026, 12, 1))
    assert is_late(asked(), date(2026, 12, 2))
    assert not is_late(asked(S.ARRANGED), date(2026, 12, 2))


@pytest.mark.parametrize("status", [S.DONE, S.WITHDRAWN])
@pytest.mark.parametrize("to", list(S))
def test_nothing_moves_what_is_over(status: FormatStatus, to: FormatStatus) -> None:
    with pytest.raises(NotAllowed, match="stays as it is"):
        check_can_move(asked(status), to)


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (asked(), "Asked for on Tuesday 24 November 2026. The council gets in touch by Tuesday 1 December 2026."),
        (asked(S.ARRANGED, arranged_for="by phone on Monday at 10am"), "Arranged: by phone on Monday at 10am."),
        (asked(S.DONE, ended_at=datetime(2026, 11, 30, 9, tzinfo=UTC)), "Done on Monday 30 November 2026."),
        (asked(S.WITHDRAWN, ended_at=datetime(2026, 11, 30, 9, tzinfo=UTC)), "Taken back on Monday 30 November 2026."),
    ],
)
def test_everybody_reads_the_same_words(request_: FormatRequest, words: str) -> None:
    assert in_words(request_) == words
