"""The start page, help, health."""

import sqlalchemy as sa
from flask import Blueprint, abort, jsonify, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from careers import clock
from careers.access import public
from careers.database import db
from careers.finding.towns import live_towns
from careers.geo.attributions import attributions as place_attributions
from careers.jobs.queries import search_opportunities
from careers.jobs.search_query import KINDS, SearchQuery
from careers.reference.attributions import attributions
from careers.reference.retention import list_periods
from careers.web import limiter
from careers.words import time_in_words

home = Blueprint("home", __name__)
help_pages = Blueprint("help", __name__, url_prefix="/help")
health = Blueprint("health", __name__, url_prefix="/health")

MOST_TOWNS = 12
HELP_PAGES = ("privacy", "accessibility", "cookies", "scams", "contact", "data", "api", "search")


@home.route("/")
@public
def start() -> ResponseReturnValue:
    found = search_opportunities(SearchQuery())
    live, counts = found.live, found.results.facets["kind"]
    return render_template(
        "home/start.html",
        live_counts={kind: counts[kind] for kind in KINDS},
        towns=list(live_towns().values())[:MOST_TOWNS] if live.is_current else [],
        stale_since="" if live.is_current else time_in_words(live.true_at),
    )


@help_pages.route("/<page>")
@public
def show_help(page: str) -> ResponseReturnValue:
    if page not in HELP_PAGES:
        abort(404)
    return render_template(
        f"help/{page}.html",
        attributions=(*attributions(), *place_attributions()),
        periods=list_periods(clock.today()),
    )


@health.route("/live")
@public
@limiter.exempt
def live() -> ResponseReturnValue:
    return jsonify(status="alive")


@health.route("/ready")
@public
@limiter.exempt
def ready() -> ResponseReturnValue:
    try:
        db.session.execute(sa.text("SELECT number FROM search_revisions")).one()
    except SQLAlchemyError:
        return jsonify(status="no database, or not migrated"), 503
    return jsonify(status="ready")
