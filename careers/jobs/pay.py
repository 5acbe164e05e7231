"""Whether pay is lawful, with the sum shown, and pay in words: pence, minutes and exact sums."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor

from careers.reference.pay_floors import PayFloor, pay_floor

WEEKS_A_YEAR = Fraction(365, 7)
"""52.142857..., as a salary is turned to an hourly rate."""


@dataclass(frozen=True, slots=True)
class PayCheck:
    """Whether an advert may be published on its pay, and the words for it.

    `hourly_pence` is the pay for an hour of all the work to the nearest penny, but never shown at the floor
    when it is below. `sum_shown` is the sum that led there. `needed` says what would make the pay lawful and
    `refusal` is the whole answer, both None when it is. `warning` is for the employer, lawful or not.
    """

    is_lawful: bool
    hourly_pence: int
    floor_pence: int
    sum_shown: str
    needed: str | None
    refusal: str | None
    warning: str | None


def check_pay(
    pence: int,
    *,
    is_yearly: bool,
    starts_on: date,
    youngest_age: int,
    is_apprenticeship: bool,
    weekly_minutes: int = 0,
    contact_minutes: int = 0,
    unpaid_minutes: int = 0,
) -> PayCheck:
    """Return whether the lowest pay of an advert reaches the legal floor for its start date.

    `pence` is the bottom of the range, for an hour or a year. A salary needs `weekly_minutes`: the longest
    week it pays for. Home care paid by the visit needs a usual week: `contact_minutes` with people, and
    `unpaid_minutes` of travel and waiting between visits, which are working time too. A salary pays for all
    its hours, so visits are not looked at. Raises ValueError for a salary without hours or unpaid travel
    without visits, LookupError for a start before our rates. Method: National Minimum Wage Regulations 2015.
    """
    least = pay_floor(starts_on, youngest_age=youngest_age, is_apprenticeship=is_apprenticeship)
    if is_yearly:
        return _check_salary(pence, weekly_minutes, least)
    if unpaid_minutes:
        return _check_visits(pence, contact_minutes, unpaid_minutes, least)
    return _result(Fraction(pence), least, needed=f"Raise the pay to {format_pounds(least.pence)} an hour.")


def hourly_equivalent(yearly_pence: int, *, weekly_minutes: int) -> Fraction:
    """Return the exact pence an hour of a salary: annual / (weekly hours x 52.142857), hours above nought."""
    if weekly_minutes <= 0:
        raise ValueError("A salary needs the hours a week that it pays for")
    return Fraction(yearly_pence * 60, weekly_minutes) / WEEKS_A_YEAR


def format_pounds(pence: int) -> str:
    """Return money as people write it: "£12.60", "£23,500", and no pennies when they are nought."""
    pounds, pennies = divmod(pence, 100)
    return f"£{pounds:,}.{pennies:02}" if pennies else f"£{pounds:,}"


def format_hours(minutes: int) -> str:
    """Return minutes as a number of hours with at most two decimals: "36", "37.5"."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".")


def pay_in_words(lowest_pence: int, highest_pence: int, *, is_yearly: bool) -> str:
    """Return a range of pay: "£12.60 to £13.40 an hour", "£25,000 a year"."""
    amounts = [format_pounds(pence) for pence in sorted({lowest_pence, highest_pence})]
    return f"{' to '.join(amounts)} {'a year' if is_yearly else 'an hour'}"


def yearly_in_words(hourly_pence: int, *, weekly_minutes: int) -> str:
    """Return what an hourly rate makes in a year, to the nearest £100: "about £23,500 a year at 35 hours"."""
    weeks, in_hundreds = WEEKS_A_YEAR.as_integer_ratio(), 60 * 10_000
    amount, unit = hourly_pence * weekly_minutes * weeks[0], in_hundreds * weeks[1]
    rounded = format_pounds((2 * amount + unit) // (2 * unit) * 10_000)  # whole numbers: half of all cards need it anew
    return f"about {rounded} a year at {format_hours(weekly_minutes)} hours"


def minutes_of_a_year(least: int, most: int) -> int:
    """Return the minutes a week by which a year's pay is said: the most, but none where no hours are sure."""
    return most if least else 0


def _check_salary(pence: int, weekly_minutes: int, least: PayFloor) -> PayCheck:
    hours = format_hours(weekly_minutes)
    hourly = hourly_equivalent(pence, weekly_minutes=weekly_minutes)
    whole_pounds = ceil(least.pence * Fraction(weekly_minutes, 60) * WEEKS_A_YEAR / 100)
    return _result(
        hourly,
        least,
        needed=f"Raise the salary to {format_pounds(whole_pounds * 100)} a year for {hours} hours a week.",
        working=f"{format_pounds(pence)} a year ÷ 52.14 weeks ÷ {hours} hours a week",
    )


def _check_visits(pence: int, contact_minutes: int, unpaid_minutes: int, least: PayFloor) -> PayCheck:
    if contact_minutes <= 0:
        raise ValueError("Unpaid travel needs the hours of visits that it lies between")
    worked = contact_minutes + unpaid_minutes
    rate = format_pounds(ceil(Fraction(least.pence * worked, contact_minutes)))
    every_hour = f"pay {format_pounds(least.pence)} for every hour, travel included"
    other_way = "pay the travel time" if pence >= least.pence else every_hour
    return _result(
        Fraction(pence * contact_minutes, worked),
        least,
        needed=f"Raise the contact rate to {rate}, or {other_way}.",
        working=f"{format_pounds(pence)} × {format_hours(contact_minutes)} hours of visits"
        f" ÷ {format_hours(worked)} hours with travel and waiting",
        when=" once travel time is counted",
    )


def _result(hourly: Fraction, least: PayFloor, *, needed: str, working: str = "", when: str = "") -> PayCheck:
    is_lawful = hourly >= least.pence
    shown = _nearest(hourly) if is_lawful else min(_nearest(hourly), least.pence - 1)
    an_hour = f"{format_pounds(shown)} an hour"
    refusal = f"This pays {an_hour}{when}. The legal minimum is {format_pounds(least.pence)}. {needed}"
    return PayCheck(
        is_lawful=is_lawful,
        hourly_pence=shown,
        floor_pence=least.pence,
        sum_shown=f"{working} = {an_hour}" if working else an_hour,
        needed=None if is_lawful else needed,
        refusal=None if is_lawful else refusal + _why_not_less(hourly, least),
        warning=None if least.is_known else _unknown_floor(least),
    )


def _why_not_less(hourly: Fraction, least: PayFloor) -> str:
    """Answer the employer who thinks of the lower minimum for young people, which this pay would reach."""
    if hourly < least.youngest_pence:
        return ""
    return f" People aged {least.full_rate_age} and over may apply too, so their minimum counts."


def _unknown_floor(least: PayFloor) -> str:
    change = f"{least.next_change_on.day} {least.next_change_on:%B %Y}"
    return (
        f"The legal minimum changes on {change} and we do not hold the new one yet. We compared the pay with "
        f"{format_pounds(least.pence)}. Check it again when the new minimum is announced."
    )


def _nearest(amount: Fraction) -> int:
    return floor(amount + Fraction(1, 2))
