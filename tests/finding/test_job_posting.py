"""The JobPosting of an advert, as an independent extractor reads it from the fetched page."""

import json
import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from extruct.jsonld import JsonLdExtractor

from careers.database import db
from careers.finding.job_posting import end_of
from careers.jobs.models import OpportunityStatus, PayPeriod
from careers.providers.models import OrganisationKind
from careers.reference.choices import Contract, Need
from tests.client import PageClient
from tests.factories import Factory

SCHEMA = json.loads((Path(__file__).parent / "google_job_posting.schema.json").read_text())


def postings_in(html: str) -> list[dict[str, Any]]:
    return [item for item in JsonLdExtractor().extract(html) if item["@type"] == "JobPosting"]


def words_of(html: str) -> str:
    """Return the words that a page shows, spaces evened out."""
    shown = re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", shown)).split())


def fetched(client: PageClient, reference: str) -> tuple[dict[str, Any], str]:
    page = client.get(f"/jobs/{reference}").text
    (posting,) = postings_in(page)
    jsonschema.validate(posting, SCHEMA, format_checker=jsonschema.FormatChecker())
    return posting, words_of(page)


def test_a_posting_has_what_google_asks_for_and_says_what_the_page_says(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy(
        make.workplace(
            street="4 Aylesbury Street",
            town="Bletchley",
            postcode="MK3 6EB",
            getting_there="By the park",
            bus_routes="5 & 6",
        ),
        title="Care assistant <nights>",
        patterns=["part-time", "nights"],
        description="You help people.\nYou write <short> notes & listen.",
        requirements="Kindness.",
        benefits="Free parking",
        value_keys=["cwp_respect"],
    )

    posting, shown = fetched(client, vacancy.reference)

    assert posting["title"] == "Care assistant <nights>"
    assert posting["identifier"]["value"] == vacancy.reference
    assert posting["url"] == f"http://127.0.0.1:5000/jobs/{vacancy.reference}"
    assert posting["datePosted"] == "2026-11-24"
    assert posting["validThrough"] == "2026-12-15T23:59:59+00:00"
    assert posting["employmentType"] == ["PART_TIME"]
    assert posting["jobLocation"]["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "4 Aylesbury Street",
        "addressLocality": "Bletchley",
        "postalCode": "MK3 6EB",
        "addressRegion": "England",
        "addressCountry": "GB",
    }
    assert posting["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "minValue": 12.9,
        "maxValue": 13.4,
        "unitText": "HOUR",
    }
    assert posting["experienceRequirements"] == "no requirements"
    assert posting["occupationalCategory"]["codeValue"] == "6135"
    assert posting["jobBenefits"] == "Free parking"
    assert posting["directApply"] is True
    for part in (
        "You help people.",
        "You write &lt;short&gt; notes &amp; listen.",
        "Kindness.",
        "By the park",
        "Buses: 5 &amp; 6",
    ):
        assert f"<p>{part}</p>" in posting["description"]
    for paragraph in re.findall(r"<(?:p|li)>(.*?)</(?:p|li)>", posting["description"]):
        for words in unescape(paragraph.partition(": ")[2] or paragraph).split("; "):
            assert " ".join(words.split()) in shown
    assert set(re.findall(r"</?(\w+)", posting["description"])) <= {"p", "ul", "li"}


def test_an_apprenticeship_a_salary_and_a_fixed_term(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy(
        contract=Contract.FIXED_TERM,
        patterns=["full-time", "bank", "days"],
        pay_period=PayPeriod.YEAR,
        pay_min_pence=3_000_000,
        pay_max_pence=3_000_000,
        experience=Need.NEEDED,
        standard_ref="ST0005",
        role_code=34,
    )

    posting, shown = fetched(client, vacancy.reference)

    assert posting["employmentType"] == ["FULL_TIME", "PER_DIEM", "TEMPORARY"]
    assert posting["baseSalary"]["value"] == {"@type": "QuantitativeValue", "value": 30_000, "unitText": "YEAR"}
    assert "£30,000 a year" in shown
    assert "Adult care worker, level 2 (ST0005), usually 12 months." in posting["description"]
    assert "experienceRequirements" not in posting
    assert "occupationalCategory" not in posting


@pytest.mark.parametrize(
    ("least", "most", "patterns", "types"),
    [
        (36, 40, ["nights"], ["FULL_TIME"]),
        (35, 35, [], ["FULL_TIME"]),
        (10, 34.5, ["days"], ["PART_TIME"]),
        (30, 37.5, ["days"], ["FULL_TIME", "PART_TIME"]),
        (36, 40, ["part-time"], ["PART_TIME"]),
        (0, 40, ["bank"], ["PER_DIEM"]),
    ],
)
def test_full_time_and_part_time(
    client: PageClient, make: Factory, least: float, most: float, patterns: list[str], types: list[str]
) -> None:
    vacancy = make.vacancy(
        hours_min_minutes=int(least * 60), hours_max_minutes=int(most * 60), patterns=patterns, benefits="x"
    )

    posting, _ = fetched(client, vacancy.reference)

    assert posting["employmentType"] == types


@pytest.mark.parametrize("kind", [OrganisationKind.INDIVIDUAL, OrganisationKind.CARE_PROVIDER])
def test_where_a_person_lives_who_employs_somebody_is_told_only_roughly(
    client: PageClient, make: Factory, kind: OrganisationKind
) -> None:
    home = make.workplace(
        make.organisation(kind=kind), name="My bungalow", street="7 Quiet Close", town="Bletchley", postcode="MK3 6EB"
    )
    vacancy, placement = make.vacancy(home), make.placement(home)
    closed = make.vacancy(home, status=OpportunityStatus.CLOSED)

    posting, _ = fetched(client, vacancy.reference)
    pages = [
        client.get(path).text.replace("\u00a0", " ")
        for path in (
            f"/jobs/{vacancy.reference}",
            f"/jobs/{closed.reference}",
            f"/placements/{placement.reference}",
            "/jobs",
        )
    ]

    is_home = kind is OrganisationKind.INDIVIDUAL
    name = "An individual employer" if is_home else home.organisation.name
    assert (posting["identifier"]["name"], posting["hiringOrganization"]["name"]) == (name, name)
    assert posting["jobLocation"]["address"]["postalCode"] == ("MK3" if is_home else "MK3 6EB")
    assert ("streetAddress" in posting["jobLocation"]["address"]) is not is_home
    assert all("Bletchley" in page for page in pages)
    secrets = ("Quiet Close", "My bungalow", "MK3 6EB", "MK3%206EB", "6EB")
    told = [secret for secret in secrets for page in pages if secret in page]
    assert bool(told) is not is_home, told


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        (date(2026, 7, 15), "2026-07-15T23:59:59+01:00"),
        (date(2026, 12, 15), "2026-12-15T23:59:59+00:00"),
        (date(2026, 3, 29), "2026-03-29T23:59:59+01:00"),
        (date(2026, 10, 25), "2026-10-25T23:59:59+00:00"),
    ],
)
def test_an_advert_is_valid_to_the_end_of_its_day_in_england(day: date, moment: str) -> None:
    assert end_of(day) == moment


def test_the_posting_is_gone_the_minute_a_vacancy_is_not_open(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy(closes_on=date(2026, 11, 24))
    assert len(postings_in(client.get(f"/jobs/{vacancy.reference}").text)) == 1

    for status in (OpportunityStatus.CLOSED, OpportunityStatus.PAUSED):
        vacancy.status = status
        db.session.commit()
        assert postings_in(client.get(f"/jobs/{vacancy.reference}").text) == []


def test_a_day_that_ended_takes_the_posting_away_without_any_task(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy(closes_on=date(2026, 11, 23))

    assert postings_in(client.get(f"/jobs/{vacancy.reference}").text) == []


def test_unpaid_placements_are_no_job_postings(client: PageClient, make: Factory) -> None:
    placement = make.placement()

    assert postings_in(client.get(f"/placements/{placement.reference}").text) == []
