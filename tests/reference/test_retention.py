"""How long data are kept, by the rows of the file: the expected days are counted on a calendar."""

from datetime import UTC, date, datetime

import pytest

from careers.reference.retention import kept_since, kept_until, list_periods


@pytest.mark.parametrize(
    ("key", "now", "since"),
    [
        ("draft", datetime(2026, 11, 24, 10, tzinfo=UTC), datetime(2026, 8, 26, 10, tzinfo=UTC)),
        ("application", datetime(2026, 11, 24, 10, tzinfo=UTC), datetime(2025, 11, 24, 10, tzinfo=UTC)),
        ("application", datetime(2028, 2, 29, 10, tzinfo=UTC), datetime(2027, 2, 28, 10, tzinfo=UTC)),
        ("application-started", datetime(2026, 12, 31, tzinfo=UTC), datetime(2024, 12, 31, tzinfo=UTC)),
        ("answers", datetime(2027, 1, 5, tzinfo=UTC), datetime(2026, 1, 5, tzinfo=UTC)),
        ("referral-not-agreed", datetime(2026, 11, 24, 10, tzinfo=UTC), datetime(2026, 10, 25, 10, tzinfo=UTC)),
        ("placement", datetime(2026, 11, 24, 10, tzinfo=UTC), datetime(2024, 11, 24, 10, tzinfo=UTC)),
        ("saved-closed", datetime(2026, 11, 24, 10, tzinfo=UTC), datetime(2026, 8, 26, 10, tzinfo=UTC)),
        ("advert-closed", datetime(2026, 11, 24, 10, tzinfo=UTC), datetime(2025, 11, 24, 10, tzinfo=UTC)),
        ("audit", datetime(2026, 11, 24, 10, tzinfo=UTC), datetime(2020, 11, 24, 10, tzinfo=UTC)),
    ],
)
def test_data_are_kept_since(key: str, now: datetime, since: datetime) -> None:
    assert kept_since(key, now) == since


@pytest.mark.parametrize(
    ("key", "since", "until"),
    [
        ("draft", datetime(2026, 8, 26, 10, tzinfo=UTC), datetime(2026, 11, 24, 10, tzinfo=UTC)),
        ("findable", datetime(2026, 11, 24, 10, tzinfo=UTC), datetime(2027, 11, 24, 10, tzinfo=UTC)),
        ("findable", datetime(2028, 2, 29, 10, tzinfo=UTC), datetime(2029, 2, 28, 10, tzinfo=UTC)),
    ],
)
def test_data_are_kept_until(key: str, since: datetime, until: datetime) -> None:
    assert kept_until(key, since) == until


def test_a_kind_of_data_without_a_period_in_force_is_an_error() -> None:
    with pytest.raises(LookupError, match="photographs"):
        kept_since("photographs", datetime(2026, 11, 24, tzinfo=UTC))
    with pytest.raises(LookupError, match="draft"):
        kept_since("draft", datetime(2026, 11, 21, 12, tzinfo=UTC))


def test_each_kind_has_one_period_in_words() -> None:
    periods = list_periods(date(2026, 11, 24))

    assert len({period.key for period in periods}) == len(periods) == 20
    assert periods[0].words == "90 days after you last changed it. Then we delete it."
