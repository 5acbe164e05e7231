"""A feed in the form that Indeed reads, and several other job sites with it. Pure: rows in, pieces of XML out.

Such sites read no HTML entities, so a text's own angle brackets become typographic ones and everything is in CDATA.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from careers.feeds.wording import description_of, employer_name, pay_of, postcode_of
from careers.feeds.xml_text import DECLARATION, as_cdata
from careers.jobs.cards import EXPERIENCE_WORDS, public_path
from careers.reference.choices import Contract, Pattern
from careers.reference.codes import get_job_role

TYPES = {
    Contract.FIXED_TERM: "contract",
    Contract.ZERO_HOURS: "temporary",
    Contract.APPRENTICESHIP: "apprenticeship",
}


def job_feed(rows: Iterable[Any], *, site: str, publisher: str, built_at: datetime) -> Iterator[str]:
    """Give the document, a vacancy at a time."""
    yield f"{DECLARATION}<source>\n"
    yield _line("publisher", publisher) + _line("publisherurl", site)
    yield _line("lastBuildDate", built_at.isoformat(timespec="seconds"))
    for row in rows:
        yield "<job>\n" + "".join(_line(name, text) for name, text in _fields(row, site)) + "</job>\n"
    yield "</source>\n"


def _fields(row: Any, site: str) -> Iterator[tuple[str, str]]:
    yield "title", row.title
    yield "date", row.first_published_at.isoformat(timespec="seconds")
    yield "referencenumber", row.reference
    yield "requisitionid", row.reference
    yield "url", site + public_path("job", row.reference)
    yield "company", employer_name(row.employer, row.employer_kind)
    yield "city", row.town
    yield "state", "England"
    yield "country", "GB"
    yield "postalcode", postcode_of(row.postcode, row.employer_kind)
    yield "description", "".join(f"<p>{_plain(part)}</p>" for part in description_of(row))
    yield "salary", pay_of(row)
    yield "jobtype", ", ".join(_types(row))
    yield "category", get_job_role(row.role_code).plain_name
    yield "experience", EXPERIENCE_WORDS[row.experience]
    yield "expirationdate", row.closes_on.isoformat()


def _types(row: Any) -> list[str]:
    known = {Pattern.FULL_TIME: "fulltime", Pattern.PART_TIME: "parttime"}
    hours = [word for pattern, word in known.items() if pattern in row.patterns]
    contract = TYPES.get(row.contract)
    return [*hours, *([contract] if contract else [])] or ["permanent"]


def _plain(text: str) -> str:
    return text.replace("<", "‹").replace(">", "›").replace("\n", "<br>")


def _line(name: str, text: str) -> str:
    return f"<{name}>{as_cdata(text)}</{name}>\n"
