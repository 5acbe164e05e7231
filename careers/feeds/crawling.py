"""What search engines and feed readers fetch: robots.txt, the site map, the Atom feed of any search."""

import hashlib
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from flask import Blueprint, abort, current_app, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from careers.access import public
from careers.database import db
from careers.feeds import site_map
from careers.feeds.adverts import without_names_of_people
from careers.feeds.asked import near_here, search_asked_for
from careers.feeds.atom import Feed, feed_address_of, search_in_words, write_feed
from careers.jobs import facets, queries

bp = Blueprint("crawling", __name__)

PRIVATE = (
    "/account", "/provider", "/adviser", "/council", "/board", "/operations", "/sign-in", "/sign-out", "/demo",
    "/referrals/", "/values/", "/jobs/*/apply", "/jobs/*/save", "/placements/*/ask", "/health/",
)  # fmt: skip


@bp.route("/robots.txt")
@public
def robots() -> ResponseReturnValue:
    """Say what programs may fetch, and where the site map is."""
    lines = ["User-agent: *", "Allow: /provider/register", *(f"Disallow: {path}" for path in PRIVATE)]
    text = "\n".join([*lines, "", f"Sitemap: {_site()}/sitemap.xml", ""])
    return current_app.response_class(text, mimetype="text/plain")


@bp.route("/sitemap.xml")
@public
def show_site_map() -> ResponseReturnValue:
    """Give every address that should be found, or the list of the files that hold them."""
    return _map(lambda: site_map.write_map(db.engine, site=_site()))


@bp.route("/sitemap-<int:number>.xml")
@public
def show_part_of_site_map(number: int) -> ResponseReturnValue:
    """Give one of those files."""
    if number and not site_map.has_part(number):
        abort(404)
    return _map(lambda: site_map.write_part(db.engine, number, site=_site()))


@bp.route("/jobs.atom")
@public
def show_feed() -> ResponseReturnValue:
    """Give what a search finds as an Atom feed, newest first."""
    query = replace(search_asked_for(), sort="newest")
    results = queries.search_opportunities(query, near=near_here(), exact="exact" in request.args).results
    changes = site_map.change_moments([hit.entry.id for hit in results.hits])
    hits = without_names_of_people([hit for hit in results.hits if hit.entry.id in changes])
    _, newest = site_map.newest_change()
    following, as_typed = replace(query, page=results.page + 1), facets.as_typed(query, request.args)
    feed = Feed(
        title=f"{current_app.config['SERVICE_NAME']}: {search_in_words(query)}",
        author=current_app.config["SERVICE_NAME"],
        site=_site(),
        self_url=feed_address_of(query, site=_site()) + as_typed,
        page_url=_site() + facets.address(query) + as_typed,
        next_url=feed_address_of(following, site=_site()) + as_typed if results.page < results.pages else "",
        updated_at=max((changes[hit.entry.id] for hit in hits), default=newest),
    )
    body = "".join(write_feed(feed, hits, changes=changes))
    etag = hashlib.sha256(body.encode()).hexdigest()[:16]
    return _conditional(body, etag=etag, changed_at=newest, mimetype="application/atom+xml")


def _site() -> str:
    site: str = current_app.config["PUBLIC_URL"]
    return site


def _map(write: Callable[[], Iterator[str]]) -> Response:
    """Stream a map, packed if they like, to a reader who has not got it already; for others nothing is written."""
    mark, changed_at = site_map.newest_change()
    is_packed = request.accept_encodings["gzip"] > 0
    etag = f"{mark}-gzip" if is_packed else mark
    response = _conditional(etag=etag, changed_at=changed_at, mimetype="application/xml")
    response.vary.add("Accept-Encoding")
    if response.status_code == 200 and is_packed:
        response.content_encoding = "gzip"
    if response.status_code == 200 and request.method == "GET":
        response.response = _packed(write()) if is_packed else write()
    return response


def _packed(pieces: Iterator[str]) -> Iterator[bytes]:
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS + 16)  # 16 more: as a gzip file
    yield from filter(None, (packer.compress(piece.encode()) for piece in pieces))
    yield packer.flush()


def _conditional(body: str | None = None, *, etag: str, changed_at: datetime, mimetype: str) -> Response:
    """Return an answer that a reader who has it already need not fetch again; without a body it may become a stream."""
    response = current_app.response_class(body, mimetype=mimetype)
    response.set_etag(etag)
    response.last_modified = changed_at
    response.cache_control.no_cache = True
    response.automatically_set_content_length = body is not None
    return response.make_conditional(request)
