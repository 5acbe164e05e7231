"""The legal minimum by start date, kind of contract and age."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.reference.pay_floors import pay_floor


@pytest.mark.parametrize(
    ("starts_on", "is_apprenticeship", "pence"),
    [
        (date(2026, 4, 1), False, 1271),
        (date(2026, 3, 31), False, 1221),
        (date(2026, 12, 1), True, 800),
        (date(2025, 4, 1), True, 755),
        (date(2024, 12, 25), False, 1144),
        (date(2016, 4, 1), False, 720),
    ],
)
def test_the_rate_of_the_start_date_counts(starts_on: date, is_apprenticeship: bool, pence: int) -> None:
    floor = pay_floor(starts_on, youngest_age=21, is_apprenticeship=is_apprenticeship)

    assert floor.pence == pence


@pytest.mark.parametrize("youngest_age", [16, 17, 18, 20, 21, 25])
def test_a_job_open_to_young_people_has_the_full_rate_because_older_people_may_apply(
    youngest_age: int,
) -> None:
    floor = pay_floor(date(2026, 12, 1), youngest_age=youngest_age, is_apprenticeship=False)

    assert (floor.pence, floor.rate_name, floor.full_rate_age) == (1271, "National Living Wage", 21)


@pytest.mark.parametrize(
    ("starts_on", "youngest_age", "pence"),
    [
        (date(2026, 12, 1), 17, 800),
        (date(2026, 12, 1), 18, 1085),
        (date(2026, 12, 1), 21, 1271),
        (date(2022, 5, 1), 22, 918),  # the National Living Wage began at 23
        (date(2022, 5, 1), 23, 950),
    ],
)
def test_the_minimum_of_the_youngest_is_told_for_explaining(starts_on: date, youngest_age: int, pence: int) -> None:
    floor = pay_floor(starts_on, youngest_age=youngest_age, is_apprenticeship=False)

    assert floor.youngest_pence == pence


def test_the_rate_is_known_until_the_day_before_the_next_change() -> None:
    last_day = pay_floor(date(2027, 3, 31), youngest_age=18, is_apprenticeship=False)
    first_day = pay_floor(date(2027, 4, 1), youngest_age=18, is_apprenticeship=False)

    assert last_day.is_known
    assert not first_day.is_known
    assert first_day.next_change_on == date(2027, 4, 1)
    assert (first_day.pence, first_day.from_on) == (1271, date(2026, 4, 1))


def test_a_start_before_the_first_rate_is_refused() -> None:
    with pytest.raises(LookupError, match="2016-04-01"):
        pay_floor(date(2016, 3, 31), youngest_age=18, is_apprenticeship=False)


@given(st.dates(date(2016, 4, 1), date(2030, 1, 1)), st.integers(16, 70))
def test_nobody_who_may_apply_is_due_more_than_the_floor(starts_on: date, age: int) -> None:
    floor = pay_floor(starts_on, youngest_age=age, is_apprenticeship=False)

    assert floor.youngest_pence <= floor.pence


@given(st.dates(date(2016, 4, 1), date(2029, 1, 1)), st.integers(0, 366), st.booleans())
def test_the_floor_never_falls_with_time(starts_on: date, days: int, is_apprenticeship: bool) -> None:
    later = date.fromordinal(starts_on.toordinal() + days)

    sooner = pay_floor(starts_on, youngest_age=18, is_apprenticeship=is_apprenticeship).pence

    assert pay_floor(later, youngest_age=18, is_apprenticeship=is_apprenticeship).pence >= sooner
