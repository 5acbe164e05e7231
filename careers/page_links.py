"""The links from a page of a list to the others."""

from functools import lru_cache

from flask import Flask, current_app
from markupsafe import Markup

from careers.stamps import escaped, stamp

GAP_BETWEEN_PAGES = '<li class="govuk-pagination__item govuk-pagination__item--ellipsis">&ctdot;</li>'
START, LABEL = "\x02start\x03", "\x02label\x03"
AROUND = 2
"""So many pages before and after this one, the outermost a gap unless it is the first or the last."""


def page_links(page: int, pages: int, start: str, label: str = "Pages of results") -> Markup:
    """Return links to the first page, the last and those around this one; `start` is the address up to the number.

    Nothing for a single page.
    """
    if pages < 2:
        return Markup()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy has it
    start, label = escaped((start, label))
    return Markup(_links(app, page, pages).replace(START, start).replace(LABEL, label))  # noqa: S704  escaped above


@lru_cache(maxsize=500)
def _links(app: Flask, page: int, pages: int) -> str:
    """Return the links with marks where the start of the addresses and the label stand."""
    near = range(max(1, page - AROUND), min(pages, page + AROUND) + 1)
    items = []
    for number in sorted({1, *near, pages}):
        if number not in {1, pages} and abs(number - page) == AROUND:
            items.append(GAP_BETWEEN_PAGES)
        else:
            one = stamp(app, "components/_page.html", ("url",), ("number",), (("is_current", number == page),))
            items.append(one.fill_escaped((f"{START}{number}", str(number))))
    fixed = (("has_before", page > 1), ("has_after", page < pages))
    whole = stamp(app, "components/_pages.html", ("label", "before", "after"), ("items",), fixed)
    return whole.fill_escaped((LABEL, f"{START}{page - 1}", f"{START}{page + 1}", "".join(items)))
