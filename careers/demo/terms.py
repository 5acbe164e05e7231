"""Pay, hours and dates that an employer could lawfully offer."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from careers.demo.banks import Post, Range
from careers.demo.world import World
from careers.jobs.models import PayPeriod, Sponsorship
from careers.reference.choices import Contract
from careers.reference.pay_floors import pay_floor
from careers.screening.bank import values

FLOOR_OF_THE_BANK = 1271
"""The minimum, in pence an hour, that the pay in `data/posts.csv` was written for."""

AT_THE_FLOOR = 0.25
HALF_A_POUND_A_YEAR = 100_00
SPONSOR_HOURLY, SPONSOR_MINUTES = 1285, 37 * 60
DAYS_TO_START = (7, 28)
"""From the closing date to the first day: time to choose somebody and to make the checks."""

WEEK_OF_VISITS: dict[str, Any] = {"contact_minutes": 25 * 60, "unpaid_travel_minutes": 4 * 60}


@dataclass(frozen=True)
class Dates:
    """When an advert is shown, when it closes and when the work starts."""

    published_on: date
    closes_on: date
    starts_on: date


def live_dates(world: World) -> Dates:
    """Return the dates of an advert that is live today: shown within eight weeks, the newer the more often."""
    days_shown = 1 + int(54 * world.rng.random() ** 1.4)
    published_on = world.ago(days_shown)
    if days_shown > 14 and world.chance(0.25):
        closes_on = world.today + timedelta(days=world.between((0, 7)))
    else:
        closes_on = max(published_on + timedelta(days=28), world.ago(-8)) + timedelta(days=world.between((0, 28)))
    return Dates(published_on, closes_on, monday_from(closes_on + timedelta(days=world.between(DAYS_TO_START))))


def past_dates(world: World, published_on: date) -> Dates:
    """Return the dates of an advert that was shown on a day and has closed since."""
    closes_on = published_on + timedelta(days=world.between((14, 40)))
    return Dates(published_on, min(closes_on, world.ago(2)), closes_on + timedelta(days=world.between(DAYS_TO_START)))


def monday_from(day: date) -> date:
    """Return a day if it is a Monday, else the next one: that is when people start."""
    return day + timedelta(days=-day.weekday() % 7)


def hours_of(world: World, post: Post) -> Range:
    """Return the fewest and most minutes a week."""
    return world.pick(post.hours)


def pay_of(world: World, post: Post, starts_on: date) -> dict[str, Any]:
    """Return the pay columns of a vacancy, moved with the legal minimum of its start."""
    floor = pay_floor(starts_on, youngest_age=18, is_apprenticeship=False).pence
    is_apprenticeship = post.contract is Contract.APPRENTICESHIP
    rate = 1 if is_apprenticeship else floor / FLOOR_OF_THE_BANK
    step = HALF_A_POUND_A_YEAR if post.is_yearly else 5
    low = _rounded(world.between(post.low) * rate, step)
    if not post.is_yearly and not is_apprenticeship:
        low = max(low, floor)
        if post.low[0] == FLOOR_OF_THE_BANK and world.chance(AT_THE_FLOOR):
            low = floor
    high = low + _rounded(world.between(post.spread), step)
    return {
        "pay_period": PayPeriod.YEAR if post.is_yearly else PayPeriod.HOUR,
        "pay_min_pence": low,
        "pay_max_pence": high,
    }


def sponsorship_of(world: World, post: Post, pay_min_pence: int, hours: Range) -> Sponsorship:
    """Return whether visas of people already here are sponsored: some employers do, for full-time care workers."""
    is_enough = pay_min_pence >= SPONSOR_HOURLY and hours[1] >= SPONSOR_MINUTES
    may_be = post.role_code in {7, 8} and not post.is_yearly and post.contract is Contract.PERMANENT
    return Sponsorship.IN_COUNTRY if is_enough and may_be and world.chance(0.25) else Sponsorship.NONE


def values_of(world: World) -> list[str]:
    """Return up to three values that matter most; some adverts name none, which means all seven."""
    keys = [value.key for value in values()]
    return world.rng.sample(keys, world.pick((0, 1, 2, 3, 3, 3, 3)))


def _rounded(number: float, step: int) -> int:
    return round(number / step) * step
