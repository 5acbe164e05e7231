"""schema.org JobPosting data of a vacancy, from the same words and numbers that its page shows. Pure.

The properties are those that Google's page "Job posting (JobPosting) structured data" asks for, with a few more of
schema.org. Google reads only paragraphs, lists and line breaks of a description, so its headings are paragraphs.
Left out on purpose: where applicants may live (all work is on the spot), months of experience (nobody is asked for a
number), and placements: unpaid work is no job opening, and there is no pay to state.
"""

from datetime import date, datetime, time
from html import escape
from typing import Any

from careers import clock
from careers.jobs.cards import Facts, hours_in_words
from careers.jobs.models import Vacancy
from careers.providers.models import Workplace
from careers.reference.apprenticeships import get_standard
from careers.reference.choices import Contract, Need, Pattern
from careers.reference.codes import find_soc_group, get_main_service
from careers.screening.bank import get_value

EMPLOYMENT_TYPES = {
    Pattern.FULL_TIME.value: "FULL_TIME",
    Pattern.PART_TIME.value: "PART_TIME",
    Pattern.BANK.value: "PER_DIEM",
}
COUNTRIES = {"E": "England", "S": "Scotland", "W": "Wales", "N": "Northern Ireland"}
"""By the first letter of every code of the Office for National Statistics."""

FULL_TIME_MINUTES = 35 * 60
"""GOV.UK's page on part-time workers: a full-time worker usually works 35 hours or more a week."""

DESCRIBED_FACTS = (
    "Pay", "Hours", "Contract", "Where", "Service", "Starts", "Driving", "From visit to visit", "Experience", "Training"
)  # fmt: skip
END_OF_DAY = time(23, 59, 59)

Json = dict[str, Any]


def job_posting(vacancy: Vacancy, facts: Facts, *, url: str) -> Json:
    """Return the JobPosting of a live vacancy; `facts` are those of its page, `url` is the page's full address."""
    employer = vacancy.organisation.name_elsewhere
    posting: Json = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": vacancy.title,
        "description": description_of(vacancy, facts),
        "identifier": {"@type": "PropertyValue", "name": employer, "value": vacancy.reference},
        "url": url,
        "datePosted": _day(vacancy.first_published_at),
        "validThrough": end_of(vacancy.closes_on),
        "employmentType": _employment_types(vacancy),
        "hiringOrganization": {"@type": "Organization", "name": employer},
        "jobLocation": {"@type": "Place", "address": _address(vacancy.workplace)},
        "baseSalary": {"@type": "MonetaryAmount", "currency": "GBP", "value": _pay(vacancy)},
        "workHours": hours_in_words(vacancy.hours_min_minutes, vacancy.hours_max_minutes, vacancy.patterns),
        "jobStartDate": vacancy.starts_on.isoformat(),
        "industry": get_main_service(vacancy.service_code).plain_name,
        "totalJobOpenings": vacancy.posts_left,
        "directApply": True,
    }
    if vacancy.benefits:
        posting["jobBenefits"] = vacancy.benefits
    if vacancy.experience is Need.NOT_NEEDED:
        posting["experienceRequirements"] = "no requirements"
    if group := find_soc_group(vacancy.role_code):
        posting["occupationalCategory"] = _category(*group)
    return posting


def end_of(day: date) -> str:
    """Return the last second of a day in England with its offset, as an advert that closes on it is valid till then."""
    return datetime.combine(day, END_OF_DAY, tzinfo=clock.LONDON).isoformat()


def description_of(vacancy: Vacancy, facts: Facts) -> str:
    """Return all parts of an advert as HTML of paragraphs and lists, in the order of its page."""
    listed = [
        f"{name}: {'; '.join([words] if isinstance(words, str) else words)}"
        for name, words in facts
        if name in DESCRIBED_FACTS and words
    ]
    values = [get_value(key) for key in vacancy.value_keys]
    return "".join(
        (
            _list(listed),
            _part("What you will do", vacancy.description),
            _heading("What matters most here", _list([f"{value.name}. {value.definition}" for value in values])),
            _part("What you need", vacancy.requirements),
            _part("What you get", f"{vacancy.training}\n{vacancy.benefits}"),
            _part("The apprenticeship", _standard(vacancy.standard_ref)),
            _part("Getting there", _way(vacancy.workplace)),
        )
    )


def _standard(ref: str | None) -> str:
    if not ref:
        return ""
    standard = get_standard(ref)
    return f"{standard.title}, level {standard.level} ({standard.ref}), usually {standard.typical_months} months."


def _way(workplace: Workplace) -> str:
    return (
        f"{workplace.getting_there}\nBuses: {workplace.bus_routes}" if workplace.bus_routes else workplace.getting_there
    )


def _part(heading: str, text: str) -> str:
    return _heading(heading, "".join(f"<p>{escape(line.strip())}</p>" for line in text.split("\n") if line.strip()))


def _heading(heading: str, body: str) -> str:
    return f"<p>{heading}</p>{body}" if body else ""


def _list(items: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>" if items else ""


def _address(workplace: Workplace) -> Json:
    address = {
        "@type": "PostalAddress",
        "streetAddress": workplace.public_street,
        "addressLocality": workplace.town,
        "addressRegion": COUNTRIES.get(workplace.lad_code[:1], ""),
        "postalCode": workplace.public_postcode,
        "addressCountry": "GB",
    }
    return {name: words for name, words in address.items() if words}


def _pay(vacancy: Vacancy) -> Json:
    lowest, highest = vacancy.pay_min_pence / 100, vacancy.pay_max_pence / 100
    amount = {"value": lowest} if lowest == highest else {"minValue": lowest, "maxValue": highest}
    return {"@type": "QuantitativeValue", **amount, "unitText": vacancy.pay_period.name}


def _category(code: str, title: str) -> Json:
    in_set = {"@type": "CategoryCodeSet", "name": "UK Standard Occupational Classification 2020"}
    return {"@type": "CategoryCode", "codeValue": code, "name": title, "inCodeSet": in_set}


def _employment_types(vacancy: Vacancy) -> list[str]:
    """Take the employer's word for full time, part time and bank work, else go by the hours: both, if either may be."""
    types = [EMPLOYMENT_TYPES[pattern] for pattern in vacancy.patterns if pattern in EMPLOYMENT_TYPES]
    if not types:
        types += ["FULL_TIME"] if vacancy.hours_max_minutes >= FULL_TIME_MINUTES else []
        types += ["PART_TIME"] if vacancy.hours_min_minutes < FULL_TIME_MINUTES else []
    if vacancy.contract is Contract.FIXED_TERM:
        types.append("TEMPORARY")
    return types


def _day(moment: datetime | None) -> str:
    if moment is None:
        raise ValueError("a vacancy that was never published has no posting")
    return clock.local(moment).date().isoformat()
