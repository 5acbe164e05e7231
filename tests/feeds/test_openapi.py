"""The description of the API is valid, complete, and true of what the API answers."""

import dataclasses
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator
from openapi_spec_validator import validate as validate_document

from careers import clock
from careers.feeds import openapi
from careers.jobs.models import OpportunityStatus, PayPeriod
from careers.jobs.search_query import SORTS, YES_FILTERS, SearchQuery, read_query
from careers.providers.models import OrganisationKind
from careers.reference.choices import Contract, Pattern
from tests.client import PageClient
from tests.factories import Factory

DOCUMENT = openapi.document("https://careers.example", service_name="Care Careers")


@pytest.fixture
def http(client: PageClient) -> FlaskClient:
    return client.http


def check(name: str, value: Any) -> None:
    """Hold a real answer against a schema of the description."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(value)


def test_the_description_is_valid_openapi(http: FlaskClient) -> None:
    served = http.get("/api/v1/openapi.json").json

    validate_document(served, cls=OpenAPIV31SpecValidator)
    assert served["openapi"].startswith("3.1")
    assert served["servers"] == [{"url": "http://127.0.0.1:5000"}]


def test_every_address_of_the_api_is_described_and_nothing_else(app: Flask) -> None:
    routes = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }

    described = {(path, method) for path, methods in DOCUMENT["paths"].items() for method in methods}

    assert routes == described


def test_every_field_of_the_search_is_described() -> None:
    described = {each["name"] for each in DOCUMENT["paths"]["/api/v1/opportunities"]["get"]["parameters"]}
    fields = {field.name for field in dataclasses.fields(SearchQuery)} - {"yes", "page"}

    assert fields | set(YES_FILTERS) <= described
    assert set(openapi.SORTS) == set(SORTS) - {"fit"}
    for sort in openapi.SORTS:
        assert read_query({"sort": [sort]}).sort == sort


def test_real_answers_are_as_described(http: FlaskClient, make: Factory) -> None:
    place = make.workplace()
    shown = [
        make.vacancy(place),
        make.vacancy(place, patterns=[pattern.value for pattern in Pattern], value_keys=["kind"], benefits="Meals"),
        make.vacancy(place, pay_period=PayPeriod.YEAR, pay_min_pence=3_400_000, pay_max_pence=3_400_000),
        make.vacancy(place, contract=Contract.ZERO_HOURS, hours_min_minutes=0, has_guaranteed_hours=False),
        make.vacancy(make.workplace(make.organisation(kind=OrganisationKind.INDIVIDUAL), street="")),
        make.vacancy(place, status=OpportunityStatus.CLOSED, closed_at=clock.now()),
        make.placement(place),
    ]

    for opportunity in shown:
        check("Opportunity", http.get(f"/api/v1/opportunities/{opportunity.reference}").json)
    for query in ("", "?limit=2", "?facets=1", "?q=nothing-like-it", "?place=Bletchley&sort=nearest"):
        check("Page", http.get(f"/api/v1/opportunities{query}").json)


def test_real_problems_are_as_described(http: FlaskClient, make: Factory) -> None:
    gone = make.vacancy(status=OpportunityStatus.WITHDRAWN)

    for address, status in (("?cursor=x", 422), ("/V-NOBODY", 404), (f"/{gone.reference}", 410)):
        answer = http.get(f"/api/v1/opportunities{address}")
        assert answer.status_code == status
        check("Problem", answer.json)
    paths = DOCUMENT["paths"]
    assert {"404", "410", "429"} <= paths["/api/v1/opportunities/{reference}"]["get"]["responses"].keys()
    assert {"422", "429", "304"} <= paths["/api/v1/opportunities"]["get"]["responses"].keys()
