"""A list of jobs for somebody else's page: in a frame, or as a piece of HTML. No cookies, no scripts, no tracking."""

from typing import Any

from flask import Response, current_app, render_template, request
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import View, public
from careers.feeds.adverts import without_names_of_people
from careers.feeds.asked import near_here, search_asked_for
from careers.feeds.blueprint import bp
from careers.feeds.freshness import when_changed
from careers.jobs import cards, facets, queries
from careers.jobs.index import Hit
from careers.providers.models import OrganisationKind
from careers.providers.queries import has_slug

MOST, USUALLY = 20, 10
POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "*",
}


def may_be_framed(view: View) -> View:
    """Let any site show a view in a frame; it may load our stylesheet and nothing else."""
    view.talisman_view_options = {  # type: ignore[attr-defined]  # where Flask-Talisman looks for a view's own policy
        "frame_options": None,
        "content_security_policy": POLICY,
    }
    return view


@bp.route("/embed/jobs")
@public
@may_be_framed
def embed_jobs() -> ResponseReturnValue:
    return when_changed(lambda: Response(render_template("feeds/embed_jobs.html", **_list())))


@bp.route("/embed/jobs.fragment")
@public
def embed_fragment() -> ResponseReturnValue:
    return when_changed(lambda: Response(render_template("feeds/_embed_list.html", heading_level=2, **_list())))


def _list() -> dict[str, Any]:
    """Return what the list says: an employer's open adverts, or what a search finds."""
    slug, site, today = request.args.get("employer", ""), current_app.config["PUBLIC_URL"], clock.today()
    if slug:
        hits = _hits_of(slug)
        total, path = len(hits), f"/employers/{slug}" if hits else "/jobs"
    else:
        query = search_asked_for()
        found = queries.search_opportunities(query, near=near_here())
        hits, total, path = found.results.hits, found.results.total, facets.address(query)
    asked = request.args.get("limit", USUALLY, type=int)
    shown = without_names_of_people(hits[: min(max(asked, 1), MOST)])
    return {"cards": [cards.card_of(hit, today=today) for hit in shown], "total": total, "more": path, "site": site}


def _hits_of(slug: str) -> list[Hit]:
    """Return an employer's open adverts; none of a person's, whose name would stand in the address."""
    if not slug.isprintable() or not has_slug(slug):
        return []
    employer = queries.get_employer(slug)
    return [] if employer.kind is OrganisationKind.INDIVIDUAL else queries.list_live_of(employer)
