"""The one address under which a page should be found and shared, however it was reached.

The rules: an advert without its slug; the map and roles without the place that counts are for; a search with what it
asks for, in the order of the contract, without its order of results. Pages that are not listed here are nobody's
business (a sign-in, a link from a message) and have no such address.
"""

from flask import Blueprint, Flask, current_app, request, url_for
from markupsafe import Markup, escape
from werkzeug.wrappers import Response

from careers.feeds.atom import feed_address_of
from careers.jobs import facets
from careers.jobs.search_query import SearchQuery
from careers.stamps import stamp
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


PLAIN, READY = ("canonical", "picture", "words"), ("title", "feed")
ABOUT = "Find work in adult social care: jobs, apprenticeships and placements near you, with pay, hours and employer."


@bp.app_template_global()
def sharing_html(
    title: str, description: str = "", query: SearchQuery | None = None, path: str = "", as_typed: str = ""
) -> Markup:
    """Return what search engines and people who share the page in hand read; nothing for pages not to be found.

    The title may be HTML, as the page's own block gives it; `query` is what a search page looks for, `as_typed`
    what its address says of the words; `path` is where the page is found, when it knows.
    """
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy has it
    site, endpoint = app.config["PUBLIC_URL"], request.endpoint
    if endpoint not in FOUND:
        return Markup()
    feed = ""
    if query is not None:
        canonical = site + facets.address(query, sort="").rstrip("?") + as_typed
        feed = stamp(app, "components/_feed_link.html", ("feed",)).fill((feed_address_of(query, site=site) + as_typed,))
    else:
        canonical = site + (path or _path_of(endpoint))
    plain = (canonical, site + static_url("images/share.png"), " ".join((description or ABOUT).split()))
    ready = (escape(title.strip()), feed)
    return Markup(stamp(app, "components/_sharing.html", PLAIN, READY).fill(plain, ready))  # noqa: S704  our template


def _path_of(endpoint: str) -> str:
    parts = dict(request.view_args or {})
    if "reference" in parts:
        parts.pop("slug", None)
        parts["reference"] = parts["reference"].upper()
    page = request.args.get("page", "")
    if endpoint == "finding.show_employer" and page.isascii() and page.isdigit() and page != "1":
        parts["page"] = page
    return url_for(endpoint, **parts)


@bp.after_app_request
def keep_inventions_out(response: Response) -> Response:
    """Ask search engines not to list a demonstration, wherever it runs: nobody should apply for an invented job."""
    if current_app.config["CAREERS_MODE"] == "demo":
        response.headers["X-Robots-Tag"] = "noindex"
    return response
