"""Finding work: the search over vacancies, apprenticeships and placements."""

from urllib.parse import parse_qs, urlsplit

from flask import current_app, redirect, request
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import Permission, public
from careers.candidates.queries import find_candidate
from careers.finding.blueprint import bp
from careers.finding.queries import list_saved_among
from careers.finding.search_html import Shown, search_html
from careers.finding.views.suiting import fit_of_visitor
from careers.frames import Sharing, render_stamped
from careers.geo.districts import centre_of
from careers.jobs import facets, queries
from careers.jobs.asked_in_words import as_meant
from careers.jobs.cards import public_path
from careers.jobs.index import Results
from careers.jobs.search_query import SearchQuery, read_query
from careers.matching.reasons import reasons_for
from careers.references import read_reference
from careers.web import is_stranger, request_itself, signed_in_user
from careers.words import time_in_words


@bp.app_template_global()
def search_address() -> str:
    """Return the search that the reader came from, with its words and filters, else the whole search."""
    referrer = request.referrer
    if not referrer:
        return "/jobs"
    try:
        came_from = urlsplit(referrer)
    except ValueError:  # anybody can send anything
        return "/jobs"
    return f"/jobs?{came_from.query}" if came_from.path == "/jobs" and came_from.query else "/jobs"


@bp.route("/jobs")
@public
def search_jobs() -> ResponseReturnValue:
    asked = parse_qs(request_itself().query_string.decode(errors="replace"), keep_blank_values=True)
    typed, centre = read_query(asked), centre_of(current_app.config["AREA_CODES"])
    if asked.get("typed", [typed.q])[0] != typed.q:  # the form keeps this choice, but not for other words
        asked = {name: values for name, values in asked.items() if name not in facets.AS_TYPED}
    if advert := _advert_by_reference(typed.q):
        return redirect(advert)
    query = typed if "words" in asked else as_meant(typed, near=centre)
    person = fit_of_visitor()
    found = queries.search_opportunities(query, near=centre, exact="exact" in asked, fitness=person)
    as_typed, saved = facets.as_typed(query, asked), _saved_references(found.results)
    heading = _heading(found)
    label = found.place.location.label if found.place and found.place.location else ""
    shown = Shown(
        query=query,
        typed=typed,
        results=found.results,
        heading=heading,
        place=found.place,
        stale_since="" if found.live.is_current else time_in_words(found.live.true_at),
        words_instead=facets.address(typed, page=1) + facets.as_typed(typed, {"words", *asked})
        if typed != query
        else "",
        as_typed=as_typed,
        sort_labels=facets.sorts_of(has_place=bool(label), has_fit=person is not None),
        reasons=[] if person is None else [reasons_for(hit.entry, person) for hit in found.results.hits],
        today=clock.today(),
        saved=saved,
    )
    return render_stamped(
        "finding/search_jobs.html",
        Sharing(heading, searched=query, as_typed=as_typed),
        plain={"heading": heading},
        ready={"search": search_html(shown)},
        is_listed=_is_listed(query, found.results),
    )


def _is_listed(query: SearchQuery, results: Results) -> bool:
    """Say whether search engines may list a search: all work or that around a place, where there is any.

    Of words and filters there is no end, and pages of them say what others say.
    """
    return results.total > 0 and not query.q and not query.has_filters and query.page == 1


def _advert_by_reference(words: str) -> str | None:
    """Return the address of the advert whose reference the words are, open or closed; only then is anybody asked."""
    reference = read_reference(words, prefixes="VP")
    kind = queries.find_public_kind(reference) if reference else None
    return public_path(kind.value, reference) if reference and kind else None


def _saved_references(results: Results) -> set[str] | None:
    """Return which of the hits the signed-in candidate has saved; None for others, who keep no list here."""
    if is_stranger() or not signed_in_user().may(Permission.ACCOUNT_CHANGE):
        return None
    candidate = find_candidate(signed_in_user().id)
    saved = list_saved_among(candidate.id, [hit.entry.id for hit in results.hits]) if candidate else set()
    return {hit.entry.reference for hit in results.hits if hit.entry.id in saved}


def _heading(found: queries.Found) -> str:
    """Return "12 opportunities near Bletchley"."""
    total = found.results.total
    count = f"{total:,} {'opportunity' if total == 1 else 'opportunities'}" if total else "Nothing found yet"
    return f"{count} {found.place.words}" if found.place and found.place.words else count
