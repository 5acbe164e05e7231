"""The search page as HTML: what is the same for all is rendered once, and filled with what was asked and found."""

from typing import Any

from flask import Flask, current_app
from markupsafe import Markup

from careers.accounts.forms import PressForm
from careers.finding.card_html import boxes_html
from careers.geo.travel import MEANS, MINUTES
from careers.jobs.facets import Choice
from careers.jobs.search_query import MILES, SearchQuery
from careers.stamps import stamp

PLAIN = ("q", "place", "pay_min", "filters")
FACETS = ("kind", "pattern", "yes", "contract", "role", "service")
READY = (*FACETS, "results", "keep")
MEANS_IN_WORDS = tuple((value, one.words) for value, one in MEANS.items())


def search_html(
    query: SearchQuery,
    facets: dict[str, list[Choice]],
    press: PressForm | None,
    **values: Any,
) -> Markup:
    """Return form, filters and results of a search; `values` are for the results, and `chips` among them."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy has it
    fixed = (
        ("miles", query.miles),
        ("travel", query.travel),
        ("minutes", query.minutes),
        ("miles_choices", MILES),
        ("means", MEANS_IN_WORDS),
        ("minutes_choices", MINUTES),
    )
    chosen = len(values["chips"])
    plain = (
        query.q,
        query.place,
        "" if query.pay_min is None else f"{query.pay_min:g}",
        f"Filters ({chosen} chosen)" if chosen else "Filters",
    )
    ready = (
        *(boxes_html(name, facets[name]) for name in FACETS),
        app.jinja_env.get_template("finding/_results.html").render(query=query, means=MEANS, **values),
        app.jinja_env.get_template("finding/_keep_form.html").render(press=press) if press else "",
    )
    return Markup(stamp(app, "finding/_search.html", PLAIN, READY, fixed).fill(plain, ready))  # noqa: S704  our template, filled with escaped words
