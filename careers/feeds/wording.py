"""What adverts say to other sites and programs. Pure.

A person who employs a personal assistant is named nowhere and lives in an outcode: the work is in their home.
"""

from typing import Any

from careers.jobs.cards import contract_in_words, hours_in_words
from careers.jobs.models import PayPeriod
from careers.jobs.pay import pay_in_words
from careers.providers.models import SOMEBODY, OrganisationKind
from careers.reference.codes import get_main_service


def employer_name(name: str, kind: OrganisationKind) -> str:
    """Return an employer's name, or what to call a person."""
    return SOMEBODY if kind is OrganisationKind.INDIVIDUAL else name


def street_of(street: str, kind: OrganisationKind) -> str:
    """Return the street of a workplace; nothing for somebody's home."""
    return "" if kind is OrganisationKind.INDIVIDUAL else street


def postcode_of(postcode: str, kind: OrganisationKind) -> str:
    """Return the postcode of a workplace; only its first half for somebody's home."""
    return outcode_of(postcode) if kind is OrganisationKind.INDIVIDUAL else postcode


def outcode_of(postcode: str) -> str:
    """Return the first half of a postcode: MK3 of MK3 6EB."""
    return postcode.replace(" ", "")[:-3]


def pay_of(row: Any) -> str:
    """Return the pay in words."""
    is_yearly = row.pay_period is PayPeriod.YEAR
    return pay_in_words(row.pay_min_pence, row.pay_max_pence, is_yearly=is_yearly)


def description_of(row: Any) -> list[str]:
    """Return the paragraphs of a vacancy: what people decide on first, then its own words."""
    hours = hours_in_words(row.hours_min_minutes, row.hours_max_minutes, row.patterns)
    employer = employer_name(row.employer, row.employer_kind)
    parts = [
        f"{pay_of(row)}. {hours}. {contract_in_words(row.contract.value).capitalize()}.",
        f"Employer: {employer}. Service: {get_main_service(row.service_code).plain_name}.",
        row.description,
    ]
    titled = (("What you need", row.requirements), ("Training", row.training), ("What you get", row.benefits))
    return [part for part in parts if part.strip()] + [f"{title}\n{text}" for title, text in titled if text.strip()]
