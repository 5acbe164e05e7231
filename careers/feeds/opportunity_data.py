"""One opportunity as the API gives it. Pure: a record in, plain values out. `openapi.py` describes every field."""

from datetime import date, datetime
from typing import Any

from careers import clock
from careers.feeds.wording import employer_name, outcode_of, postcode_of, street_of
from careers.jobs.cards import public_path
from careers.jobs.models import Opportunity, OpportunityStatus, PayPeriod, Sponsorship, Vacancy
from careers.jobs.pay import pay_in_words
from careers.placements.models import Placement
from careers.providers.models import Organisation, OrganisationKind, Workplace
from careers.reference.codes import get_job_role, get_main_service


def opportunity_data(opportunity: Opportunity, *, today: date, site: str) -> dict[str, Any]:
    """Return an opportunity for programs; `site` is the address of this service."""
    is_open = opportunity.status is OpportunityStatus.LIVE and opportunity.closes_on >= today
    return {
        "reference": opportunity.reference,
        "kind": opportunity.kind.value,
        "status": "open" if is_open else "closed",
        "title": opportunity.title,
        "url": site + public_path(opportunity.kind.value, opportunity.reference),
        "employer": _employer(opportunity.organisation, site),
        "location": _location(opportunity.workplace, opportunity.organisation.kind),
        "role": {"code": opportunity.role_code, "name": get_job_role(opportunity.role_code).plain_name},
        "service": {"code": opportunity.service_code, "name": get_main_service(opportunity.service_code).plain_name},
        "patterns": list(opportunity.patterns),
        "hours_a_week": {"min": opportunity.hours_min_minutes / 60, "max": opportunity.hours_max_minutes / 60},
        "starts_on": opportunity.starts_on.isoformat(),
        "closes_on": opportunity.closes_on.isoformat(),
        "description": opportunity.description,
        "driving": opportunity.driving.value,
        "experience": opportunity.experience.value,
        "training": opportunity.training,
        "is_training_paid": opportunity.is_training_paid,
        "values": list(opportunity.value_keys),
        "published_at": _moment(opportunity.first_published_at or opportunity.created_at),
        "changed_at": _moment(opportunity.changed_at),
        **_NOTHING_OF_ITS_KIND,
        **_of_its_kind(opportunity),
    }


_NOTHING_OF_ITS_KIND: dict[str, Any] = {
    "pay": None,
    "contract": None,
    "has_guaranteed_hours": False,
    "offers_sponsorship": False,
    "youngest_age": None,
    "rounds": None,
    "requirements": "",
    "benefits": "",
    "scheme": None,
    "weeks": None,
    "places_open": 0,
}


def _of_its_kind(opportunity: Opportunity) -> dict[str, Any]:
    if isinstance(opportunity, Vacancy):
        return {
            "pay": _pay(opportunity),
            "contract": opportunity.contract.value,
            "has_guaranteed_hours": opportunity.has_guaranteed_hours,
            "offers_sponsorship": opportunity.sponsorship is Sponsorship.IN_COUNTRY,
            "youngest_age": opportunity.youngest_age,
            "rounds": opportunity.rounds.value if opportunity.rounds else None,
            "requirements": opportunity.requirements,
            "benefits": opportunity.benefits,
            "places_open": opportunity.posts_left,
        }
    if isinstance(opportunity, Placement):
        return {
            "scheme": opportunity.scheme.value,
            "weeks": opportunity.weeks,
            "youngest_age": opportunity.youngest_age,
            "requirements": opportunity.who_for,
            "benefits": opportunity.expenses,
            "places_open": opportunity.places_left,
        }
    return {}


def _employer(organisation: Organisation, site: str) -> dict[str, Any]:
    is_person = organisation.kind is OrganisationKind.INDIVIDUAL
    return {
        "name": employer_name(organisation.name, organisation.kind),
        "kind": organisation.kind.value,
        "url": None if is_person else f"{site}/employers/{organisation.slug}",
    }


def _location(workplace: Workplace, kind: OrganisationKind) -> dict[str, Any]:
    is_person = kind is OrganisationKind.INDIVIDUAL
    return {
        "workplace": None if is_person else workplace.name,
        "street": street_of(workplace.street, kind) or None,
        "town": workplace.town,
        "outcode": outcode_of(workplace.postcode),
        "postcode": None if is_person else postcode_of(workplace.postcode, kind),
        "council_code": workplace.lad_code,
        "getting_there": "" if is_person else workplace.getting_there,
        "buses": "" if is_person else workplace.bus_routes,
    }


def _pay(vacancy: Vacancy) -> dict[str, Any]:
    is_yearly = vacancy.pay_period is PayPeriod.YEAR
    return {
        "currency": "GBP",
        "period": vacancy.pay_period.value,
        "min": vacancy.pay_min_pence / 100,
        "max": vacancy.pay_max_pence / 100,
        "words": pay_in_words(vacancy.pay_min_pence, vacancy.pay_max_pence, is_yearly=is_yearly),
    }


def _moment(moment: datetime) -> str:
    return clock.local(moment).isoformat(timespec="seconds")
