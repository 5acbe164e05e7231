"""What an employer writes on a vacancy, by name and type: the arguments of the commands."""

from datetime import date
from typing import TypedDict

from careers.jobs.models import PayPeriod, Sponsorship
from careers.providers.models import Workplace
from careers.reference.choices import Contract, Need, Rounds


class VacancyTerms(TypedDict, total=False):
    """What an employer writes on a vacancy. Pay is pence for the period, hours are minutes a week."""

    title: str
    role_code: int
    posts: int
    contract: Contract
    standard_ref: str | None
    starts_on: date
    closes_on: date
    patterns: list[str]
    hours_min_minutes: int
    hours_max_minutes: int
    pay_period: PayPeriod
    pay_min_pence: int
    pay_max_pence: int
    contact_minutes: int | None
    unpaid_travel_minutes: int | None
    description: str
    requirements: str
    training: str
    is_training_paid: bool
    benefits: str
    driving: Need
    rounds: Rounds | None
    experience: Need
    youngest_age: int
    sponsorship: Sponsorship
    value_keys: list[str]


class VacancyFields(VacancyTerms, total=False):
    """The same, and where the work is."""

    workplace: Workplace
