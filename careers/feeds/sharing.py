"""The one address under which a page should be found and shared, however it was reached.

The rules: an advert without its slug; the map and roles without the place that counts are for; a search with what it
asks for, in the order of the contract, without its order of results. Pages that are not listed here are nobody's
business (a sign-in, a link from a message) and have no such address.
"""

from flask import Blueprint, current_app, request, url_for
from werkzeug.wrappers import Response

from careers.feeds.atom import feed_address_of
from careers.jobs import facets
from careers.jobs.search_query import read_query
from careers.web import static_url

bp = Blueprint("sharing", __name__)

FOUND = frozenset(
    {
        "home.start",
        "help.show_help",
        "finding.search_jobs",
        "finding.show_job",
        "finding.show_employer",
        "finding.show_town",
        "placements.show_placement",
        "pathways.show_map",
        "pathways.show_role",
        "screening.start_values",
        "jobs.find_employer",
    }
)


@bp.app_template_global()
def canonical_address() -> str:
    """Return the whole canonical address of the page in hand, empty for pages that are not to be found."""
    endpoint = request.endpoint
    if endpoint not in FOUND:
        return ""
    site: str = current_app.config["PUBLIC_URL"]
    if endpoint == "finding.search_jobs":
        query = read_query(request.args.to_dict(flat=False))
        return site + facets.address(query, sort="").rstrip("?")
    parts = dict(request.view_args or {})
    if endpoint == "finding.show_job":
        parts.pop("slug", None)
    return site + url_for(endpoint, **parts)


@bp.app_template_global()
def feed_address() -> str:
    """Return the whole address of the feed of the search in hand, empty for pages that are no search."""
    if request.endpoint != "finding.search_jobs":
        return ""
    return feed_address_of(read_query(request.args.to_dict(flat=False)), site=current_app.config["PUBLIC_URL"])


@bp.after_app_request
def keep_inventions_out(response: Response) -> Response:
    """Ask search engines not to list a demonstration, wherever it runs: nobody should apply for an invented job."""
    if current_app.config["CAREERS_MODE"] == "demo":
        response.headers["X-Robots-Tag"] = "noindex"
    return response


@bp.app_template_global()
def share_picture() -> str:
    """Return the whole address of the picture that is shown where a page is shared."""
    site: str = current_app.config["PUBLIC_URL"]
    return site + static_url("images/share.png")
