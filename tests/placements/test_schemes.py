"""The limits of each kind of placement, as care-domain states them."""

from datetime import date

import pytest

from careers.placements.models import Scheme
from careers.placements.schemes import get_scheme

DAY = date(2027, 1, 11)
HOUR = 60


@pytest.mark.parametrize(
    ("scheme", "weeks", "hours", "is_allowed"),
    [
        (Scheme.SWAP, 6, 30, True),
        (Scheme.SWAP, 7, 30, False),
        (Scheme.WORK_TRIAL, 6, 35, True),  # 30 working days are six weeks
        (Scheme.WORK_TRIAL, 7, 35, False),
        (Scheme.WORK_EXPERIENCE, 1, 25, False),
        (Scheme.WORK_EXPERIENCE, 2, 25, True),
        (Scheme.WORK_EXPERIENCE, 8, 30, True),
        (Scheme.WORK_EXPERIENCE, 8, 30.5, False),
        (Scheme.WORK_EXPERIENCE, 9, 30, False),
        (Scheme.T_LEVEL, 9, 35, True),  # 9 x 35 = 315
        (Scheme.T_LEVEL, 9, 34.5, False),  # 310.5
        (Scheme.SUPPORTED_INTERNSHIP, 25, 20, False),
        (Scheme.SUPPORTED_INTERNSHIP, 26, 20, True),
        (Scheme.SUPPORTED_INTERNSHIP, 52, 20, True),
        (Scheme.SUPPORTED_INTERNSHIP, 53, 20, False),
        (Scheme.VOLUNTEERING, 60, 16, True),
        (Scheme.VOLUNTEERING, 1, 16.5, False),
        (Scheme.SOCIAL_WORK, 20, 37.5, True),
    ],
)
def test_a_scheme_allows_its_length(scheme: Scheme, weeks: int, hours: float, is_allowed: bool) -> None:
    minutes = int(hours * HOUR)

    assert get_scheme(scheme, DAY).allows(weeks=weeks, least_minutes=minutes, most_minutes=minutes) is is_allowed


def test_the_fewest_hours_in_all_count_the_fewest_hours_a_week() -> None:
    t_level = get_scheme(Scheme.T_LEVEL, DAY)

    assert not t_level.allows(weeks=9, least_minutes=30 * HOUR, most_minutes=35 * HOUR)


@pytest.mark.parametrize("scheme", list(Scheme))
def test_every_scheme_has_words_and_a_rule_for_each_limit(scheme: Scheme) -> None:
    facts = get_scheme(scheme, DAY)

    assert facts.name
    assert facts.what.endswith(".")
    assert facts.benefits.endswith(".")
    has_limits = any((facts.fewest_weeks, facts.most_weeks, facts.most_minutes_a_week, facts.fewest_minutes_in_all))
    assert bool(facts.length_rule) is has_limits


def test_a_day_before_the_first_row_gets_the_oldest_rules() -> None:
    assert get_scheme(Scheme.SWAP, date(2020, 1, 1)) == get_scheme(Scheme.SWAP, DAY)
