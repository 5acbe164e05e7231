"""Whether pay is lawful, the sum shown, and pay in words."""

import re
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.jobs.pay import (
    PayCheck,
    check_pay,
    format_hours,
    format_pounds,
    hourly_equivalent,
    pay_in_words,
    yearly_in_words,
)

IN_DECEMBER = date(2026, 12, 1)  # the floor is £12.71

pence = st.integers(1, 10_000)
minutes = st.integers(1, 4_000)


def check(
    amount: int,
    *,
    is_yearly: bool = False,
    starts_on: date = IN_DECEMBER,
    youngest_age: int = 21,
    is_apprenticeship: bool = False,
    weekly: int = 0,
    contact: int = 0,
    unpaid: int = 0,
) -> PayCheck:
    return check_pay(
        amount,
        is_yearly=is_yearly,
        starts_on=starts_on,
        youngest_age=youngest_age,
        is_apprenticeship=is_apprenticeship,
        weekly_minutes=weekly,
        contact_minutes=contact,
        unpaid_minutes=unpaid,
    )


def test_pay_at_the_floor_is_lawful() -> None:
    result = check(1271)

    assert result.is_lawful
    assert (result.hourly_pence, result.floor_pence, result.sum_shown) == (1271, 1271, "£12.71 an hour")
    assert (result.needed, result.refusal, result.warning) == (None, None, None)


def test_a_penny_below_the_floor_is_refused_with_the_way_on() -> None:
    result = check(1270)

    assert not result.is_lawful
    assert result.needed == "Raise the pay to £12.71 an hour."
    assert result.refusal is not None
    assert result.refusal.startswith("This pays £12.70 an hour. The legal minimum is £12.71.")


def test_unpaid_travel_can_take_good_pay_below_the_floor() -> None:
    result = check(1280, youngest_age=18, contact=30 * 60, unpaid=6 * 60)

    # 12.80 x 30 / 36 = 10.67; 12.71 x 36 / 30 = 15.252, upwards to the penny
    assert not result.is_lawful
    assert result.hourly_pence == 1067
    assert result.sum_shown == "£12.80 × 30 hours of visits ÷ 36 hours with travel and waiting = £10.67 an hour"
    assert result.refusal == (
        "This pays £10.67 an hour once travel time is counted. The legal minimum is £12.71. "
        "Raise the contact rate to £15.26, or pay the travel time."
    )


def test_the_contact_rate_that_we_ask_for_is_lawful_and_a_penny_less_is_not() -> None:
    enough, too_little = (check(rate, contact=30 * 60, unpaid=6 * 60) for rate in (1526, 1525))

    assert enough.is_lawful
    assert not too_little.is_lawful
    assert too_little.hourly_pence == 1270  # 12.7083, never shown as 12.71


def test_paying_for_travel_is_no_way_out_when_the_rate_itself_is_too_low() -> None:
    result = check(1200, contact=30 * 60, unpaid=6 * 60)

    assert result.needed == "Raise the contact rate to £15.26, or pay £12.71 for every hour, travel included."


def test_paid_travel_needs_no_sum() -> None:
    assert check(1280, contact=30 * 60).sum_shown == "£12.80 an hour"


def test_a_salary_is_judged_by_its_hour() -> None:
    result = check(2_300_000, is_yearly=True, weekly=35 * 60)

    # 23,000 / (35 x 52.142857) = 12.6027; 12.71 x 35 x 52.142857 = 23,195.75, upwards to the pound
    assert not result.is_lawful
    assert result.hourly_pence == 1260
    assert result.sum_shown == "£23,000 a year ÷ 52.14 weeks ÷ 35 hours a week = £12.60 an hour"
    assert result.needed == "Raise the salary to £23,196 a year for 35 hours a week."


def test_a_salary_is_lawful_from_the_very_penny() -> None:
    enough, too_little = (check(amount, is_yearly=True, weekly=35 * 60) for amount in (2_319_575, 2_319_574))

    assert enough.is_lawful
    assert not too_little.is_lawful
    assert too_little.hourly_pence == 1270


def test_the_same_salary_for_longer_weeks_can_be_unlawful() -> None:
    assert check(2_400_000, is_yearly=True, weekly=35 * 60).is_lawful
    assert not check(2_400_000, is_yearly=True, weekly=40 * 60).is_lawful  # 11.51 an hour


def test_the_rate_for_young_people_is_explained_away_only_when_the_pay_would_reach_it() -> None:
    why = "People aged 21 and over may apply too, so their minimum counts."

    assert (check(1100, youngest_age=18).refusal or "").endswith(why)  # 18 to 20: £10.85
    assert why not in (check(1000, youngest_age=18).refusal or "")
    assert why not in (check(1270, youngest_age=21).refusal or "")


def test_the_apprentice_rate_is_for_apprenticeships_only() -> None:
    assert check(800, is_apprenticeship=True, youngest_age=16).is_lawful
    assert not check(799, is_apprenticeship=True, youngest_age=16).is_lawful
    assert not check(800, youngest_age=16).is_lawful


def test_the_start_date_chooses_the_rate() -> None:
    assert check(1221, starts_on=date(2026, 3, 31)).is_lawful
    assert not check(1221, starts_on=date(2026, 4, 1)).is_lawful


def test_a_start_after_the_rates_that_we_hold_is_warned_about_not_refused() -> None:
    result = check(1280, starts_on=date(2027, 4, 1))

    assert result.is_lawful
    assert result.warning is not None
    assert result.warning.startswith("The legal minimum changes on 1 April 2027")
    assert check(1280, starts_on=date(2027, 3, 31)).warning is None


def test_sums_that_lack_their_hours_are_refused() -> None:
    with pytest.raises(ValueError, match="salary"):
        check(2_300_000, is_yearly=True)
    with pytest.raises(ValueError, match="travel"):
        check(1280, unpaid=60)


@given(pence, minutes, st.integers(0, 2_000))
def test_no_pay_below_the_floor_is_ever_lawful_or_shown_at_it(rate: int, contact: int, unpaid: int) -> None:
    result = check(rate, contact=contact, unpaid=unpaid)

    is_enough = rate * contact >= 1271 * (contact + unpaid)
    assert result.is_lawful == is_enough
    assert (result.hourly_pence >= 1271) == is_enough
    assert (result.needed is None) == is_enough


@given(st.integers(1, 10_000_000), minutes)
def test_a_salary_is_lawful_exactly_when_its_hour_is(amount: int, weekly: int) -> None:
    result = check(amount, is_yearly=True, weekly=weekly)

    # a year has 365 / 7 weeks
    assert result.is_lawful == (amount * 60 * 7 >= 1271 * weekly * 365)
    assert result.is_lawful == (result.hourly_pence >= 1271)


@given(pence, pence, minutes, st.integers(0, 2_000))
def test_more_pay_is_never_less_lawful(one: int, other: int, contact: int, unpaid: int) -> None:
    lower, higher = sorted((one, other))

    less = check(lower, contact=contact, unpaid=unpaid)
    more = check(higher, contact=contact, unpaid=unpaid)

    assert less.is_lawful <= more.is_lawful
    assert less.hourly_pence <= more.hourly_pence


@given(pence, minutes, st.integers(1, 2_000), st.integers(0, 600))
def test_more_unpaid_travel_is_never_more_lawful(rate: int, contact: int, unpaid: int, more: int) -> None:
    assert check(rate, contact=contact, unpaid=unpaid + more).is_lawful <= (
        check(rate, contact=contact, unpaid=unpaid).is_lawful
    )


@given(st.integers(1, 1270), minutes, st.integers(1, 2_000))
def test_what_is_asked_for_is_enough_and_no_penny_too_much(rate: int, contact: int, unpaid: int) -> None:
    needed = check(rate, contact=contact, unpaid=unpaid).needed

    asked = re.search(r"rate to £([\d,]+)(?:\.(\d\d))?,", needed or "")
    assert asked is not None
    amount = int(asked[1].replace(",", "")) * 100 + int(asked[2] or 0)
    assert check(amount, contact=contact, unpaid=unpaid).is_lawful
    assert not check(amount - 1, contact=contact, unpaid=unpaid).is_lawful


def test_an_hour_of_a_salary_is_exact() -> None:
    # 36,500 a year at 10 hours: 3,650,000 pence / (10 x 365 / 7) = 7,000
    assert hourly_equivalent(3_650_000, weekly_minutes=600) == 7000
    assert hourly_equivalent(100, weekly_minutes=60) == Fraction(700, 365)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (1260, "£12.60"),
        (1300, "£13"),
        (1305, "£13.05"),
        (2_350_000, "£23,500"),
        (2_319_575, "£23,195.75"),
        (7, "£0.07"),
        (0, "£0"),
    ],
)
def test_money_has_pennies_only_when_it_needs_them(amount: int, words: str) -> None:
    assert format_pounds(amount) == words


@pytest.mark.parametrize(
    ("in_minutes", "words"), [(2160, "36"), (2250, "37.5"), (2240, "37.33"), (6000, "100"), (0, "0")]
)
def test_hours_have_at_most_two_decimals(in_minutes: int, words: str) -> None:
    assert format_hours(in_minutes) == words


@pytest.mark.parametrize(
    ("lowest", "highest", "is_yearly", "words"),
    [
        (1260, 1340, False, "£12.60 to £13.40 an hour"),
        (1290, 1290, False, "£12.90 an hour"),
        (2_500_000, 2_750_000, True, "£25,000 to £27,500 a year"),
        (2_500_000, 2_500_000, True, "£25,000 a year"),
    ],
)
def test_a_range_of_pay_is_said_once_when_its_ends_agree(
    lowest: int, highest: int, is_yearly: bool, words: str
) -> None:
    assert pay_in_words(lowest, highest, is_yearly=is_yearly) == words


@pytest.mark.parametrize(
    ("hourly", "weekly", "words"),
    [
        (1290, 35 * 60, "about £23,500 a year at 35 hours"),  # 23,542.50
        (1290, 2250, "about £25,200 a year at 37.5 hours"),  # 25,224.11
        (1400, 7 * 60, "about £5,100 a year at 7 hours"),  # 5,110
    ],
)
def test_a_year_of_an_hourly_rate_is_rounded_to_a_hundred_pounds(hourly: int, weekly: int, words: str) -> None:
    assert yearly_in_words(hourly, weekly_minutes=weekly) == words
