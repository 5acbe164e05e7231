"""schema.org JobPosting data of a vacancy, from the same words and numbers that its page shows. Pure."""

from datetime import datetime, time
from typing import Any

from careers import clock
from careers.jobs.models import Vacancy
from careers.reference.choices import Contract, Pattern

EMPLOYMENT_TYPES = {
    Pattern.FULL_TIME.value: "FULL_TIME",
    Pattern.PART_TIME.value: "PART_TIME",
    Pattern.BANK.value: "PER_DIEM",
}


def job_posting(vacancy: Vacancy, *, url: str) -> dict[str, Any]:
    """Return the JobPosting of a live vacancy as Google asks for it; `url` is the page's full address."""
    workplace = vacancy.workplace
    return {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": vacancy.title,
        "description": "".join(f"<p>{_escaped(part)}</p>" for part in vacancy.description.split("\n") if part.strip()),
        "identifier": {"@type": "PropertyValue", "name": vacancy.organisation.name, "value": vacancy.reference},
        "url": url,
        "datePosted": _day(vacancy.first_published_at),
        "validThrough": datetime.combine(vacancy.closes_on, time(23, 59), tzinfo=clock.LONDON).isoformat(),
        "employmentType": _employment_types(vacancy),
        "hiringOrganization": {"@type": "Organization", "name": vacancy.organisation.name},
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": workplace.street,
                "addressLocality": workplace.town,
                "postalCode": workplace.postcode,
                "addressCountry": "GB",
            },
        },
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": "GBP",
            "value": {
                "@type": "QuantitativeValue",
                "minValue": vacancy.pay_min_pence / 100,
                "maxValue": vacancy.pay_max_pence / 100,
                "unitText": vacancy.pay_period.name,
            },
        },
        "totalJobOpenings": vacancy.posts_left,
        "directApply": True,
    }


def _employment_types(vacancy: Vacancy) -> list[str]:
    types = [EMPLOYMENT_TYPES[pattern] for pattern in vacancy.patterns if pattern in EMPLOYMENT_TYPES]
    if vacancy.contract is Contract.FIXED_TERM:
        types.append("TEMPORARY")
    return types or ["OTHER"]


def _day(moment: datetime | None) -> str:
    if moment is None:
        raise ValueError("a vacancy that was never published has no posting")
    return clock.local(moment).date().isoformat()


def _escaped(text: str) -> str:
    return text.strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
