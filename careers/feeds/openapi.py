"""The description of the API for programs and those who write them (OpenAPI 3.1). Pure.

Its lists of choices are the code's own, and the tests hold real answers against its schemas.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from careers.geo.travel import MEANS, MINUTES
from careers.jobs.models import OpportunityKind, PayPeriod
from careers.jobs.search_query import DEFAULT_MILES, DEFAULT_MINUTES, MILES, YES_FILTERS
from careers.placements.models import Scheme
from careers.providers.models import OrganisationKind
from careers.reference.choices import Contract, Need, Pattern, Rounds

Schema = dict[str, Any]
SORTS = ("nearest", "newest", "pay", "closing")


def document(site: str, *, service_name: str) -> Schema:
    """Return the description of the API at the address of this service."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{service_name}: opportunities",
            "version": "1",
            "summary": "Open vacancies, apprenticeships and placements in adult social care.",
            "description": (
                "Read only, open to all, no key. At most 120 requests a minute from one address. Keep the ETag of an "
                "answer and send it as If-None-Match: 304 means that nothing has changed."
            ),
        },
        "servers": [{"url": site}],
        "paths": {
            "/api/v1/opportunities": {"get": _list()},
            "/api/v1/opportunities/{reference}": {"get": _show()},
            "/api/v1/openapi.json": {"get": _describe()},
        },
        "components": {"schemas": _schemas()},
    }


def _list() -> Schema:
    return {
        "operationId": "listOpportunities",
        "summary": "What a search finds, a page at a time",
        "description": (
            "The search of the website. Repeated parameters mean “or”, different ones mean “and”; a value that is not "
            "understood is ignored, and all words must be there. Without `sort` the order is steady: by when each "
            "advert was begun. Follow `next` until it is null: adverts that come and go meanwhile shift nothing."
        ),
        "parameters": _search_parameters(),
        "responses": {"200": _answer("A page of opportunities", "Page"), **_unchanged(), **_problems("422", "429")},
    }


def _show() -> Schema:
    name = {"name": "reference", "in": "path", "required": True, "schema": {"type": "string"}, "example": "V-7KQ2M9"}
    return {
        "operationId": "showOpportunity",
        "summary": "One opportunity, open or closed",
        "parameters": [name],
        "responses": {
            "200": _answer("The opportunity", "Opportunity"),
            **_unchanged(),
            **_problems("404", "410", "429"),
        },
    }


def _describe() -> Schema:
    return {
        "operationId": "describeApi",
        "summary": "This description",
        "responses": {
            "200": {"description": "OpenAPI 3.1", "content": {"application/json": {"schema": {"type": "object"}}}},
            **_problems("429"),
        },
    }


def _search_parameters() -> list[Schema]:
    text: Schema = {"type": "string", "maxLength": 200}
    return [
        _parameter("q", "Words to find: all are needed", text),
        _parameter("place", "A postcode, the first half of one, a town, a ward or a council", text),
        _parameter("miles", "How far from the place, in a straight line", _one_of(MILES) | {"default": DEFAULT_MILES}),
        _parameter("travel", "How to get there, in place of `miles`", _one_of(MEANS)),
        _parameter("minutes", "At most so long on the way", _one_of(MINUTES) | {"default": DEFAULT_MINUTES}),
        _parameter("kind", "What to list", _any_of(OpportunityKind)),
        _parameter("role", "Job roles by ASC-WDS code", {"type": "array", "items": {"type": "integer"}}),
        _parameter("service", "Main services by ASC-WDS code", {"type": "array", "items": {"type": "integer"}}),
        _parameter("pattern", "When the work is", _any_of(Pattern)),
        _parameter("contract", "How the work is contracted", _any_of(Contract)),
        _parameter("pay_min", "The least pay, in pounds an hour", {"type": "number", "exclusiveMinimum": 0}),
        *(_parameter(name, f"1: only those with {name.replace('_', ' ')}", _one_of(("1",))) for name in YES_FILTERS),
        _parameter("sort", "The order; `nearest` needs a place", _one_of(SORTS)),
        _parameter("exact", "Present: take misspelt words as they are", {"type": "string"}),
        _parameter("words", "Present: take no place and no pay from the words", {"type": "string"}),
        _parameter("facets", "1: count each choice, given the other filters", _one_of(("1",))),
        _parameter("limit", "Items on a page", {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}),
        _parameter("cursor", "From a `next` link; means nothing by itself", {"type": "string"}),
    ]


def _parameter(name: str, description: str, schema: Schema) -> Schema:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _one_of(values: Iterable[object]) -> Schema:
    return {"enum": list(values)}


def _any_of(members: type[StrEnum]) -> Schema:
    return {"type": "array", "items": _choice(members)}


def _choice(members: type[StrEnum]) -> Schema:
    return {"type": "string", "enum": [member.value for member in members]}


def _answer(description: str, name: str) -> Schema:
    headers = {
        "ETag": {"description": "Changes with the answer, and each midnight", "schema": {"type": "string"}},
        "Last-Modified": {"schema": {"type": "string"}},
    }
    return {"description": description, "headers": headers, "content": {"application/json": {"schema": _ref(name)}}}


def _unchanged() -> Schema:
    return {"304": {"description": "Nothing has changed since the ETag or the moment that was sent"}}


def _problems(*codes: str) -> Schema:
    what = {
        "404": "No such advert, or it was never public",
        "410": "The advert was taken down, or ended more than a year ago",
        "422": "The cursor cannot be read",
        "429": "Too many requests: wait as many seconds as Retry-After says",
    }
    content = {"application/problem+json": {"schema": _ref("Problem")}}
    return {code: {"description": what[code], "content": content} for code in codes}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(**properties: Schema) -> Schema:
    """Return the schema of an object that has all of these and nothing else."""
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }


def _or_null(schema: Schema) -> Schema:
    return {"oneOf": [schema, {"type": "null"}]}


_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "number", "minimum": 0}
_WHOLE: Schema = {"type": "integer", "minimum": 0}
_YES_OR_NO: Schema = {"type": "boolean"}
_DAY: Schema = {"type": "string", "format": "date"}
_MOMENT: Schema = {"type": "string", "format": "date-time"}
_ADDRESS: Schema = {"type": "string", "format": "uri"}
_CODE = _object(code=_WHOLE, name=_TEXT)


def _schemas() -> Schema:
    counts = {"type": "object", "additionalProperties": _WHOLE}
    page = _object(
        total=_WHOLE,
        searched_for=_TEXT | {"description": "The words as they were searched, misspelt ones mended"},
        is_corrected=_YES_OR_NO,
        place=_or_null(_TEXT) | {"description": "Where was looked; null is everywhere"},
        items={"type": "array", "maxItems": 100, "items": _ref("Opportunity")},
        next=_or_null(_ADDRESS) | {"description": "The next page; null on the last"},
    )
    page["properties"]["facets"] = {"type": "object", "additionalProperties": counts}
    error = _object(field=_TEXT, message=_TEXT)
    return {
        "Page": page,
        "Opportunity": _opportunity(),
        "Problem": _object(
            type=_TEXT, title=_TEXT, status=_WHOLE, detail=_TEXT, errors={"type": "array", "items": error}
        ),
    }


def _opportunity() -> Schema:
    return _object(
        reference=_TEXT,
        kind=_choice(OpportunityKind),
        status={"type": "string", "enum": ["open", "closed"], "description": "Closed: nobody can apply now"},
        title=_TEXT,
        url=_ADDRESS | {"description": "The page to send people to"},
        employer=_object(name=_TEXT, kind=_choice(OrganisationKind), url=_or_null(_ADDRESS)),
        location=_object(
            workplace=_or_null(_TEXT),
            street=_or_null(_TEXT),
            town=_TEXT,
            outcode=_TEXT,
            postcode=_or_null(_TEXT) | {"description": "Null where the work is in somebody's home"},
            council_code=_TEXT,
            getting_there=_TEXT | {"description": "Empty where the work is in somebody's home, as buses is"},
            buses=_TEXT | {"description": "Which buses stop near it"},
        ),
        role=_CODE,
        service=_CODE,
        patterns={"type": "array", "items": _choice(Pattern)},
        hours_a_week=_object(min=_NUMBER, max=_NUMBER),
        starts_on=_DAY,
        closes_on=_DAY,
        description=_TEXT,
        driving=_choice(Need),
        experience=_choice(Need),
        training=_TEXT,
        is_training_paid=_YES_OR_NO,
        values={"type": "array", "items": _TEXT},
        published_at=_MOMENT,
        changed_at=_MOMENT,
        pay=_or_null(_object(currency=_TEXT, period=_choice(PayPeriod), min=_NUMBER, max=_NUMBER, words=_TEXT)),
        contract=_or_null(_choice(Contract)),
        has_guaranteed_hours=_YES_OR_NO,
        offers_sponsorship=_YES_OR_NO | {"description": "Only for people who are in the UK already"},
        youngest_age=_or_null(_WHOLE),
        rounds=_or_null(_choice(Rounds)) | {"description": "How visits are reached one after another, in care at home"},
        requirements=_TEXT,
        benefits=_TEXT,
        scheme=_or_null(_choice(Scheme)) | {"description": "Of a placement"},
        weeks=_or_null(_WHOLE) | {"description": "Of a placement"},
        places_open=_WHOLE | {"description": "Posts or places that are still open"},
    )
