"""The search page as HTML: what is the same for all is rendered once, and filled with what was asked and found."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Flask, current_app
from markupsafe import Markup

from careers.accounts.forms import PressForm
from careers.finding.boxes_html import boxes_html
from careers.finding.card_html import listed_html
from careers.geo.search import ResolvedPlace
from careers.geo.travel import MEANS, MINUTES, assumption_words
from careers.jobs.facets import AS_TYPED, Chip, address, chips_of, encoded, pay_at_least
from careers.jobs.index import Results
from careers.jobs.search_query import MILES, SearchQuery
from careers.matching.reasons import Reasons
from careers.page_links import page_links
from careers.stamps import stamp

PLAIN = ("q", "place", "pay_min", "filters")
FACETS = ("kind", "pattern", "yes", "contract", "role", "service")
READY = (*FACETS, "results", "keep", "as_typed")
MEANS_IN_WORDS = tuple((value, one.words) for value, one in MEANS.items())


@dataclass(frozen=True)
class Shown:
    """What the search page shows.

    `typed` is the search before its words were read for a place and for pay; `words_instead` is the address that keeps
    them as words, or empty. `stale_since` is a time in words when the database is away, else empty. `as_typed` is what
    this address says of the words.
    `reasons` say of each hit how it suits the reader; none where that is not known.
    `saved` are the references that the visitor keeps, None for those who keep no list.
    """

    query: SearchQuery
    typed: SearchQuery
    results: Results
    heading: str
    place: ResolvedPlace | None
    stale_since: str
    words_instead: str
    as_typed: str
    sort_labels: tuple[tuple[str, str], ...]
    reasons: Sequence[Reasons]
    today: date
    saved: Collection[str] | None

    @property
    def place_label(self) -> str:
        """The name of the place that was found, or nothing."""
        return self.place.location.label if self.place and self.place.location else ""

    def address(self, page: int | None = None, **changes: Any) -> str:
        """Return the address of this search with some of its fields changed."""
        return address(self.query, page=page, **changes) + self.as_typed


def search_html(shown: Shown) -> Markup:
    """Return form, filters and results of a search."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy has it
    query = shown.query
    chips = [chip._replace(url=chip.url + shown.as_typed) for chip in chips_of(query)]
    fixed = (
        ("miles", query.miles),
        ("travel", query.travel),
        ("minutes", query.minutes),
        ("miles_choices", MILES),
        ("means", MEANS_IN_WORDS),
        ("minutes_choices", MINUTES),
    )
    plain = (
        query.q,
        query.place,
        "" if query.pay_min is None else f"{query.pay_min:.2f}".removesuffix(".00"),
        f"Filters ({len(chips)} chosen)" if chips else "Filters",
    )
    ready = (
        *(boxes_html(app, name, query, shown.results.facets) for name in FACETS),
        _results(app, shown, _chips(app, chips) if chips else ""),
        _render(app, "finding/_keep_form.html", press=PressForm()) if shown.saved is not None else "",
        _as_typed(app, shown) if shown.as_typed else "",
    )
    return Markup(stamp(app, "finding/_search.html", PLAIN, READY, fixed).fill(plain, ready))  # noqa: S704  our template, filled with escaped words


def _results(app: Flask, shown: Shown, chips: str) -> str:
    results, query = shown.results, shown.query
    fixed = (
        ("sort_labels", shown.sort_labels),
        ("sort", query.sort),
        ("is_found", results.total > 0),
        ("is_many", results.total > 1),
        ("says_miles", bool(results.listed and results.listed[0].miles is not None and not query.travel)),
    )
    one = stamp(app, "finding/_results.html", ("heading", "alert_url"), ("notices", "chips", "found"), fixed)
    alert_url = "/alerts/new?" + encoded(query, page=1, sort="") + shown.as_typed
    return one.fill((shown.heading, alert_url), (_notices(app, shown) + _places(app, shown), chips, _found(app, shown)))


def _as_typed(app: Flask, shown: Shown) -> str:
    """Return what keeps in the form that the words are searched as they were typed."""
    names = tuple(name for name in AS_TYPED if f"&{name}=1" in shown.as_typed)
    return stamp(app, "finding/_as_typed.html", ("q",), (), (("names", names),)).fill((shown.query.q,))


def _chips(app: Flask, chips: Sequence[Chip]) -> str:
    one = stamp(app, "finding/_chip.html", Chip._fields)
    return stamp(app, "finding/_chips.html", (), ("chips",)).fill((), ("".join(map(one.fill, chips)),))


def _found(app: Flask, shown: Shown) -> str:
    results = shown.results
    if not results.listed:
        return _render(app, "finding/_nothing.html", shown=shown)
    items = listed_html(results.listed, shown.query, today=shown.today, reasons=shown.reasons, saved=shown.saved)
    pages_start = "/jobs?" + "&".join(filter(None, (encoded(shown.query, page=1) + shown.as_typed, "page=")))
    pages = page_links(results.page, results.pages, pages_start)
    return stamp(app, "finding/_found.html", (), ("cards", "pages")).fill_escaped((items, pages))


def _places(app: Flask, shown: Shown) -> str:
    """Return other places that may have been meant, and the area of a town's name."""
    place, html = shown.place, ""
    if place and place.alternatives:
        offer = stamp(app, "finding/_offer.html", ("url", "label"))
        offers = (offer.fill((shown.address(place=other.label, page=1), other.label)) for other in place.alternatives)
        one = stamp(app, "finding/_namesakes.html", ("typed", "label"), ("offers",))
        html = one.fill((place.typed, shown.place_label), (" · ".join(offers),))
    if place and place.whole_area:
        label = place.whole_area.label
        html += stamp(app, "finding/_whole_area.html", ("url", "label")).fill(
            (shown.address(place=label, page=1), label)
        )
    return html


def _notices(app: Flask, shown: Shown) -> str:
    """Return what was understood other than as it was typed; most searches have nothing to say here."""
    query, place, results = shown.query, shown.place, shown.results
    if not (
        shown.stale_since
        or shown.words_instead
        or query.travel
        or results.corrected_words
        or results.matched_any
        or (place and (place.is_corrected or place.location is None))
    ):
        notice = place.notice if place else ""
        return stamp(app, "finding/_place_notice.html", ("notice",)).fill((notice,)) if notice else ""
    return _render(
        app,
        "finding/_notices.html",
        stale_since=shown.stale_since,
        place=place,
        place_label=shown.place_label,
        words_instead=shown.words_instead,
        typed=shown.typed,
        pay_words=pay_at_least(query),
        query=query,
        means=MEANS,
        assumption=assumption_words(query.travel) if shown.place_label else "",
        results=results,
        address=shown.address,
    )


def _render(app: Flask, template: str, **values: object) -> str:
    return app.jinja_env.get_template(template).render(**values)
