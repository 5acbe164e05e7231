"""Finding work: the search over vacancies, apprenticeships and placements."""

from dataclasses import replace
from urllib.parse import urlsplit

from flask import current_app, request
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import public
from careers.finding.blueprint import bp
from careers.frames import render_framed
from careers.geo.districts import centre_of
from careers.geo.travel import MEANS, MINUTES, assumption_words
from careers.jobs import cards, facets, queries
from careers.jobs.place_in_words import split_place
from careers.jobs.search_query import MILES, read_query
from careers.words import time_in_words


@bp.app_template_global()
def search_address() -> str:
    """Return the search that the reader came from, with its words and filters, else the whole search."""
    came_from = urlsplit(request.referrer or "")
    return f"/jobs?{came_from.query}" if came_from.path == "/jobs" and came_from.query else "/jobs"


@bp.route("/jobs")
@public
def search_jobs() -> ResponseReturnValue:
    query = read_query(request.args.to_dict(flat=False))
    centre = centre_of(current_app.config["AREA_CODES"])
    typed = query
    if not query.place and "words" not in request.args:
        words, place = split_place(query.q, near=centre)
        query = replace(query, q=words, place=place)
    found = queries.search_opportunities(query, near=centre, exact="exact" in request.args)
    today = clock.today()
    label = found.place.location.label if found.place and found.place.location else ""
    return render_framed(
        "finding/search_jobs.html",
        query=query,
        results=found.results,
        heading=_heading(found),
        is_current=found.live.is_current,
        true_at=time_in_words(found.live.true_at),
        place=found.place,
        place_label=label,
        words_instead=facets.address(typed, page=1) + "&words=1" if typed != query else "",
        cards=[
            cards.card_of(hit, today=today, place=label, pay_min=query.pay_min, travel=query.travel)
            for hit in found.results.hits
        ],
        facets=facets.facets_of(query, found.results),
        chips=facets.chips_of(query),
        miles_choices=MILES,
        means=MEANS,
        minutes_choices=MINUTES,
        assumption=assumption_words(query.travel) if label else "",
        sort_labels=facets.sorts_of(has_place=bool(label)),
        address=lambda **changes: facets.address(query, **changes),
    )


def _heading(found: queries.Found) -> str:
    """Return "12 opportunities near Bletchley"."""
    total = found.results.total
    count = f"{total:,} {'opportunity' if total == 1 else 'opportunities'}" if total else "Nothing found yet"
    return f"{count} {found.place.words}" if found.place and found.place.words else count
