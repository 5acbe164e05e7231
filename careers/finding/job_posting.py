"""schema.org JobPosting data of a vacancy, from the same words and numbers that its page shows. Pure.

The properties are those that Google's page "Job posting (JobPosting) structured data" asks for, with a few more of
schema.org. Google reads only paragraphs, lists and line breaks of a description, so its headings are paragraphs.
Left out on purpose: where applicants may live (all work is on the spot), months of experience (nobody is asked for a
number), and placements: unpaid work is no job opening, and there is no pay to state.
"""

import json
from datetime import date, datetime, time
from functools import lru_cache
from json.encoder import encode_basestring_ascii as _json

from careers import clock
from careers.jobs.cards import Facts, terms_in_words
from careers.jobs.models import PayPeriod, Vacancy
from careers.providers.models import Workplace
from careers.reference.apprenticeships import get_standard
from careers.reference.choices import Contract, Need, Pattern
from careers.reference.codes import find_soc_group, get_main_service
from careers.screening.bank import get_value
from careers.stamps import escaped

EMPLOYMENT_TYPES = {
    Pattern.FULL_TIME.value: "FULL_TIME",
    Pattern.PART_TIME.value: "PART_TIME",
    Pattern.BANK.value: "PER_DIEM",
}
COUNTRIES = {"E": "England", "S": "Scotland", "W": "Wales", "N": "Northern Ireland"}
"""By the first letter of every code of the Office for National Statistics."""

FULL_TIME_MINUTES = 35 * 60
"""GOV.UK's page on part-time workers: a full-time worker usually works 35 hours or more a week."""

DESCRIBED_FACTS = frozenset(
    {
        "Pay",
        "Hours",
        "Contract",
        "Where",
        "Service",
        "Starts",
        "Driving",
        "From visit to visit",
        "Experience",
        "Training",
    }
)
END_OF_DAY = time(23, 59, 59)

_TEXT = (
    json.dumps(
        {
            "@context": "https://schema.org/",
            "@type": "JobPosting",
            "title": "%s",
            "description": "%s",
            "identifier": {"@type": "PropertyValue", "name": "%s", "value": "%s"},
            "url": "%s",
            "datePosted": "%s",
            "validThrough": "%s",
            "employmentType": "%s",
            "hiringOrganization": {"@type": "Organization", "name": "%s"},
            "jobLocation": {"@type": "Place", "address": "%s"},
            "baseSalary": {"@type": "MonetaryAmount", "currency": "GBP", "value": "%s"},
            "workHours": "%s",
            "jobStartDate": "%s",
            "industry": "%s",
            "totalJobOpenings": "%s",
            "directApply": True,
            "more": "%s",
        }
    )
    .replace('"%s"', "%s")
    .replace(', "more": %s', "%s")
)
"""What every posting says, with a gap for each value as JSON, and for the properties that not every posting has."""


def job_posting(vacancy: Vacancy, facts: Facts, *, url: str, published_on: date) -> str:
    """Return the JobPosting of a live vacancy as JSON; `facts` are those of its page, `url` is its full address."""
    least, most = vacancy.hours_min_minutes, vacancy.hours_max_minutes
    employer, benefits = _json(vacancy.organisation.name_elsewhere), vacancy.benefits
    patterns, contract = tuple(vacancy.patterns), vacancy.contract
    hours, _ = terms_in_words(contract.value, patterns, least, most)
    wanted = _wanted(vacancy.experience, vacancy.role_code)
    return _TEXT % (
        _json(vacancy.title),
        _json(description_of(vacancy, facts)),
        employer,
        _json(vacancy.reference),
        _json(url),
        _json(published_on.isoformat()),
        _json(end_of(vacancy.closes_on)),
        _employment_types(patterns, least, most, contract),
        employer,
        _address(vacancy.workplace),
        _pay(vacancy.pay_min_pence, vacancy.pay_max_pence, vacancy.pay_period),
        _json(hours),
        _json(vacancy.starts_on.isoformat()),
        _json(get_main_service(vacancy.service_code).plain_name),
        vacancy.posts_left,
        f', "jobBenefits": {_json(benefits)}{wanted}' if benefits else wanted,
    )


@lru_cache(maxsize=1_000)
def end_of(day: date) -> str:
    """Return the last second of a day in England with its offset, as an advert that closes on it is valid till then."""
    return datetime.combine(day, END_OF_DAY, tzinfo=clock.LONDON).isoformat()


def description_of(vacancy: Vacancy, facts: Facts) -> str:
    """Return all parts of an advert as HTML of paragraphs and lists, in the order of its page."""
    gifts = f"{vacancy.training}\n{vacancy.benefits}"
    listed = [
        f"{name}: {words if isinstance(words, str) else '; '.join(words)}"
        for name, words in facts
        if words and name in DESCRIBED_FACTS
    ]
    work, needs, gifts, way, *listed = escaped(
        [vacancy.description, vacancy.requirements, gifts, _way(vacancy.workplace), *listed]
    )
    return "".join(
        (
            _list(listed),
            _part("What you will do", work),
            _values(tuple(vacancy.value_keys)),
            _part("What you need", needs),
            _part("What you get", gifts),
            _standard(vacancy.standard_ref) if vacancy.standard_ref else "",
            _part("Getting there", way),
        )
    )


@lru_cache(maxsize=500)
def _values(keys: tuple[str, ...]) -> str:
    values = [get_value(key) for key in keys]
    return _heading("What matters most here", _list(escaped([f"{value.name}. {value.definition}" for value in values])))


@lru_cache(maxsize=100)
def _standard(ref: str) -> str:
    standard = get_standard(ref)
    words = f"{standard.title}, level {standard.level} ({standard.ref}), usually {standard.typical_months} months."
    return _part("The apprenticeship", escaped([words])[0])


def _way(workplace: Workplace) -> str:
    return (
        f"{workplace.getting_there}\nBuses: {workplace.bus_routes}" if workplace.bus_routes else workplace.getting_there
    )


def _part(heading: str, text: str) -> str:
    lines = [line for each in text.split("\n") if (line := each.strip())]
    return _heading(heading, f"<p>{'</p><p>'.join(lines)}</p>" if lines else "")


def _heading(heading: str, body: str) -> str:
    return f"<p>{heading}</p>{body}" if body else ""


def _list(items: list[str]) -> str:
    return f"<ul>{''.join([f'<li>{item}</li>' for item in items])}</ul>" if items else ""


def _address(workplace: Workplace) -> str:
    parts = (
        ("streetAddress", workplace.public_street),
        ("addressLocality", workplace.town),
        ("addressRegion", COUNTRIES.get(workplace.lad_code[:1], "")),
        ("postalCode", workplace.public_postcode),
        ("addressCountry", "GB"),
    )
    told = "".join(f', "{name}": {_json(words)}' for name, words in parts if words)
    return f'{{"@type": "PostalAddress"{told}}}'


@lru_cache(maxsize=5_000)
def _pay(least: int, most: int, period: PayPeriod) -> str:
    amount = {"value": least / 100} if least == most else {"minValue": least / 100, "maxValue": most / 100}
    return json.dumps({"@type": "QuantitativeValue", **amount, "unitText": period.name})


@lru_cache(maxsize=1_000)
def _wanted(experience: Need, role_code: int) -> str:
    """Return the properties about who is looked for, to follow others: no experience, the occupation if one fits."""
    found: dict[str, object] = {}
    if experience is Need.NOT_NEEDED:
        found["experienceRequirements"] = "no requirements"
    if group := find_soc_group(role_code):
        in_set = {"@type": "CategoryCodeSet", "name": "UK Standard Occupational Classification 2020"}
        category = {"@type": "CategoryCode", "codeValue": group[0], "name": group[1], "inCodeSet": in_set}
        found["occupationalCategory"] = category
    return f", {json.dumps(found)[1:-1]}" if found else ""


@lru_cache(maxsize=5_000)
def _employment_types(patterns: tuple[str, ...], least: int, most: int, contract: Contract) -> str:
    """Take the employer's word for full time, part time and bank work, else go by the hours: both, if either may be."""
    types = [EMPLOYMENT_TYPES[pattern] for pattern in patterns if pattern in EMPLOYMENT_TYPES]
    if not types:
        types += ["FULL_TIME"] if most >= FULL_TIME_MINUTES else []
        types += ["PART_TIME"] if least < FULL_TIME_MINUTES else []
    if contract is Contract.FIXED_TERM:
        types.append("TEMPORARY")
    return json.dumps(types)
