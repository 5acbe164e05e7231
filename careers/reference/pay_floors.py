"""The legal minimum for an hour's work, by the date the work starts. The rates are dated rows, never code."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from careers.reference.tables import read_rows


@dataclass(frozen=True, slots=True)
class PayFloor:
    """The least that may be paid for an hour, in pence.

    `rate_name` says whose rate it is, `from_on` when it came in. `next_change_on` is the first day on which a
    newer rate than any we hold applies; `is_known` is false for work that starts then or later: warn, because
    the real floor will differ. `youngest_pence` is the minimum for the youngest person who may apply, for
    explaining only, and `full_rate_age` the age from which the National Living Wage is due.
    """

    pence: int
    rate_name: str
    from_on: date
    next_change_on: date
    is_known: bool
    youngest_pence: int
    full_rate_age: int


@dataclass(frozen=True, slots=True)
class _Rates:
    from_on: date
    nlw_min_age: int
    nlw_pence: int
    age_21_to_nlw_pence: int
    age_18_to_20_pence: int
    age_16_to_17_pence: int
    apprentice_pence: int


def pay_floor(starts_on: date, *, youngest_age: int, is_apprenticeship: bool) -> PayFloor:
    """Return the floor for an advert: the highest rate that could apply to anybody it is open to.

    An advert sets no oldest age (that would be unlawful), so the National Living Wage counts for every job,
    also for one that people under 21 may apply for. The apprentice rate counts on an apprenticeship only: it
    is lawful for everybody in their first year. Raises LookupError for a start before our first row.
    Method: National Minimum Wage Regulations 2015.
    """
    rows = _rates()
    rates = next((row for row in reversed(rows) if row.from_on <= starts_on), None)
    if rates is None:
        raise LookupError(f"No minimum wage rate is held for work starting before {rows[0].from_on}")
    next_change_on = date(rows[-1].from_on.year + 1, 4, 1)
    return PayFloor(
        pence=rates.apprentice_pence if is_apprenticeship else rates.nlw_pence,
        rate_name="apprentice rate" if is_apprenticeship else "National Living Wage",
        from_on=rates.from_on,
        next_change_on=next_change_on,
        is_known=starts_on < next_change_on,
        youngest_pence=rates.apprentice_pence if is_apprenticeship else _rate_at(youngest_age, rates),
        full_rate_age=rates.nlw_min_age,
    )


def _rate_at(age: int, rates: _Rates) -> int:
    if age >= rates.nlw_min_age:
        return rates.nlw_pence
    if age >= 21:
        return rates.age_21_to_nlw_pence
    return rates.age_18_to_20_pence if age >= 18 else rates.age_16_to_17_pence


@lru_cache
def _rates() -> tuple[_Rates, ...]:
    return tuple(
        _Rates(date.fromisoformat(from_on), *(int(number or 0) for number in numbers))
        for from_on, *numbers, _status in (row.values() for row in read_rows("pay_floors.csv"))
    )
