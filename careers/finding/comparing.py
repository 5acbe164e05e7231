"""Two or three opportunities side by side: what each says on the points people decide on. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from careers.geo.distance import LatLon, miles_between, miles_in_words
from careers.jobs.cards import (
    DRIVING_WORDS,
    EXPERIENCE_WORDS,
    contract_in_words,
    date_and_closing,
    hours_a_week_in_words,
    patterns_in_words,
)
from careers.jobs.models import Opportunity, PayPeriod, Vacancy
from careers.jobs.pay import format_pounds, hourly_equivalent, minutes_of_a_year, pay_in_words, yearly_in_words
from careers.placements.models import Placement
from careers.placements.policies.adverts import is_open
from careers.reference.choices import Contract
from careers.words import date_in_words

MOST_COMPARED = 3


@dataclass(frozen=True)
class ComparedRow:
    """One point: what it is called and what each opportunity says, in their order."""

    label: str
    values: list[str]

    @property
    def differs(self) -> bool:
        """Whether the opportunities do not all say the same."""
        return len(set(self.values)) > 1


def compare(opportunities: Sequence[Opportunity], *, today: date, here: LatLon | None = None) -> list[ComparedRow]:
    """Return the points in the order in which people ask; miles from `here` only when that is known."""
    columns = [_column(opportunity, today, here) for opportunity in opportunities]
    labels = list(columns[0]) if columns else []
    return [ComparedRow(label, [column[label] for column in columns]) for label in labels]


def _column(opportunity: Opportunity, today: date, here: LatLon | None) -> dict[str, str]:
    place = opportunity.workplace
    hour, year = _pay(opportunity)
    column = {
        "Open": "Open" if is_open(opportunity, today) else "Closed",
        "Employer": opportunity.organisation.name,
        "Pay an hour": hour,
        "Pay a year": year,
        "Hours": hours_a_week_in_words(opportunity.hours_min_minutes, opportunity.hours_max_minutes),
        "When": patterns_in_words(opportunity.patterns).capitalize() or "Ask the employer",
        "Contract": _contract(opportunity),
        "Place": place.town,
    }
    if here is not None:
        column["Distance"] = miles_in_words(miles_between(here, place.public_point)).capitalize()
    return column | {
        "Driving": DRIVING_WORDS[opportunity.driving],
        "Experience": EXPERIENCE_WORDS[opportunity.experience],
        "Training": "Paid" if opportunity.is_training_paid else "Ask the employer",
        "Starts": date_in_words(opportunity.starts_on),
        "Closes": date_and_closing(opportunity.closes_on, today),
    }


def _pay(opportunity: Opportunity) -> tuple[str, str]:
    """Return pay an hour and a year, whichever of them the employer states."""
    if not isinstance(opportunity, Vacancy):
        return "Unpaid", "Unpaid"
    least, most, minutes = opportunity.pay_min_pence, opportunity.pay_max_pence, opportunity.hours_max_minutes
    if opportunity.pay_period is PayPeriod.YEAR:
        hourly = format_pounds(round(hourly_equivalent(least, weekly_minutes=minutes)))
        return f"About {hourly} an hour", pay_in_words(least, most, is_yearly=True)
    weekly = minutes_of_a_year(opportunity.hours_min_minutes, minutes)
    year = yearly_in_words(least, weekly_minutes=weekly).capitalize() if weekly else "Depends on the hours"
    return pay_in_words(least, most, is_yearly=False), year


def _contract(opportunity: Opportunity) -> str:
    if isinstance(opportunity, Placement):
        return "Placement, 1 week" if opportunity.weeks == 1 else f"Placement, {opportunity.weeks} weeks"
    if not isinstance(opportunity, Vacancy):
        return ""
    words = contract_in_words(opportunity.contract.value).capitalize()
    if opportunity.contract is Contract.ZERO_HOURS:
        return words
    return f"{words}, {'guaranteed hours' if opportunity.has_guaranteed_hours else 'hours not guaranteed'}"
