"""What any program may read: the opportunities that are open, one of them, and the description of both."""

from typing import Any
from urllib.parse import urlencode

from flask import abort, current_app, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from careers import clock
from careers.access import public
from careers.errors import BadInput
from careers.feeds import adverts, openapi
from careers.feeds.asked import near_here, search_asked_for
from careers.feeds.blueprint import bp
from careers.feeds.freshness import when_changed
from careers.feeds.listing import Listed, list_page
from careers.feeds.opportunity_data import opportunity_data
from careers.jobs import queries
from careers.jobs.policies import is_gone
from careers.web import limiter, problem

MOST, USUALLY = 100, 20
READ_BY_ANY_SITE = ("/api/v1/opportunities", "/api/v1/openapi.json", "/embed/jobs.fragment")
for_programs = limiter.shared_limit("120 per minute", scope="api")


@bp.after_app_request
def let_any_site_read(response: Response) -> Response:
    """Let scripts of any site read what is public here; a browser asks with OPTIONS first."""
    if request.path.startswith(READ_BY_ANY_SITE):
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link, Retry-After"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
            response.headers["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since"
            response.headers["Access-Control-Max-Age"] = "86400"
    return response


@bp.route("/api/v1/opportunities")
@public
@for_programs
def list_opportunities() -> ResponseReturnValue:
    return when_changed(_page)


@bp.route("/api/v1/opportunities/<reference>")
@public
@for_programs
def show_opportunity(reference: str) -> ResponseReturnValue:
    opportunity = queries.get_public(reference)
    if is_gone(opportunity, clock.now()):
        abort(410)
    return when_changed(lambda: jsonify(opportunity_data(opportunity, today=clock.today(), site=_site())))


@bp.route("/api/v1/openapi.json")
@public
@for_programs
def describe_api() -> ResponseReturnValue:
    return jsonify(openapi.document(_site(), service_name=current_app.config["SERVICE_NAME"]))


def _page() -> Response:
    limit = _limit()
    try:
        listed = list_page(
            search_asked_for(),
            cursor=request.args.get("cursor", ""),
            limit=limit,
            near=near_here(),
            exact="exact" in request.args,
        )
    except BadInput as refusal:
        return problem(422, f"{refusal}.", errors=[(refusal.field, str(refusal))])
    today = clock.today()
    next_page = _next_page(listed, limit)
    body: dict[str, Any] = {
        "total": listed.total,
        "searched_for": listed.query.q,
        "is_corrected": listed.is_corrected,
        "place": listed.place,
        "items": [opportunity_data(each, today=today, site=_site()) for each in adverts.list_live(listed.ids)],
        "next": next_page,
    }
    if request.args.get("facets") == "1":
        body["facets"] = {name: dict(counts) for name, counts in listed.facets.items()}
    response = jsonify(body)
    if next_page:
        response.headers["Link"] = f'<{next_page}>; rel="next"'
    return response


def _limit() -> int:
    """Return how many items a page has; what cannot be understood is ignored, as in every search."""
    asked = request.args.get("limit", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 6 else 0
    return min(number, MOST) or USUALLY


def _next_page(listed: Listed, limit: int) -> str | None:
    """Return the address of the next page: its words are as they were understood, so that all pages agree."""
    if listed.next_cursor is None:
        return None
    pairs = [*listed.query.pairs(page=1), ("limit", str(limit)), ("cursor", listed.next_cursor)]
    as_read = [("exact", "1"), ("words", "1")] if listed.query.q else []
    facets = [("facets", "1")] if request.args.get("facets") == "1" else []
    return f"{_site()}/api/v1/opportunities?{urlencode(pairs + as_read + facets)}"


def _site() -> str:
    site: str = current_app.config["PUBLIC_URL"]
    return site
