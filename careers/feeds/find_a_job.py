"""The bulk upload documents of the DWP's Find a job service. Pure: rows in, pieces of XML out.

One document says what to list, with an expiry date each; another says what to take down before that. What of this is
known and what the operator must ask the DWP stands in docs/decisions/0015-other-sites.md.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from careers.feeds.wording import description_of, pay_of, postcode_of, street_of
from careers.feeds.xml import clean
from careers.feeds.xml_text import DECLARATION
from careers.jobs.cards import public_path
from careers.reference.choices import Contract, Pattern

LONGEST = timedelta(days=30)
FULL_TIME_MINUTES = 35 * 60
PERMANENT, CONTRACT, TEMPORARY, APPRENTICESHIP = "1", "2", "3", "4"
FULL_TIME, PART_TIME = "1", "2"
NURSING, SOCIAL_CARE = "11", "26"
NURSE_ROLES = frozenset({16, 37})
APPLY_ON_OUR_SITE = "2"

TYPES = {
    Contract.PERMANENT: PERMANENT,
    Contract.FIXED_TERM: CONTRACT,
    Contract.ZERO_HOURS: TEMPORARY,
    Contract.APPRENTICESHIP: APPRENTICESHIP,
}


def to_list(rows: Iterable[Any], *, today: date, site: str) -> Iterator[str]:
    """Give the document of what to list, a vacancy at a time."""
    yield f"{DECLARATION}<Vacancies>\n"
    for row in rows:
        yield tostring(_vacancy(row, today, site), encoding="unicode") + "\n"
    yield "</Vacancies>\n"


def to_take_down(rows: Iterable[Any]) -> Iterator[str]:
    """Give the document of what to take down."""
    yield f"{DECLARATION}<ExpireVacancies>\n"
    for row in rows:
        element = Element("ExpireVacancy", vacancyRefCode=row.reference)
        yield tostring(element, encoding="unicode") + "\n"
    yield "</ExpireVacancies>\n"


def _vacancy(row: Any, today: date, site: str) -> Element:
    vacancy = Element("Vacancy", vacancyRefCode=row.reference)
    _put(vacancy, "Title", row.title)
    _put(vacancy, "Description", "\n\n".join(description_of(row)))
    location = SubElement(vacancy, "Location")
    if street := street_of(row.street, row.employer_kind):
        _put(location, "StreetAddress", street)
    _put(location, "City", row.town)
    _put(location, "PostalCode", postcode_of(row.postcode, row.employer_kind))
    _put(SubElement(vacancy, "Salary"), "Text", pay_of(row))
    _put(vacancy, "VacancyExpiry", min(row.closes_on, today + LONGEST).isoformat())
    SubElement(vacancy, "VacancyType", id=TYPES[row.contract])
    SubElement(vacancy, "VacancyStatus", id=_hours(row))
    SubElement(vacancy, "VacancyCategory", id=NURSING if row.role_code in NURSE_ROLES else SOCIAL_CARE)
    SubElement(vacancy, "ApplyMethod", id=APPLY_ON_OUR_SITE)
    _put(vacancy, "ApplyUrl", site + public_path("job", row.reference))
    return vacancy


def _hours(row: Any) -> str:
    is_full = Pattern.FULL_TIME in row.patterns or row.hours_max_minutes >= FULL_TIME_MINUTES
    return FULL_TIME if is_full else PART_TIME


def _put(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = clean(text)
