"""What the pages of adverts share, as HTML from templates that are rendered once (careers/stamps.py)."""

from collections.abc import Sequence
from urllib.parse import quote

from flask import Flask, current_app
from markupsafe import Markup

from careers.finding.blueprint import bp
from careers.finding.views.keeping import Keeping
from careers.jobs.cards import Facts, Line, public_path
from careers.jobs.models import Opportunity, OpportunityKind
from careers.stamps import escaped, stamp

LINE = ("url", "title", "where", "pay", "hours")


@bp.app_template_global()
def similar_html(advert: Opportunity, similar: Sequence[Line]) -> Markup:
    """Return the list of what is like an advert, and the way to search for more."""
    app = _app()
    one = stamp(app, "finding/_similar_line.html", LINE)
    lines = "".join(one.fill((line.url, line.title, line.where, line.pay_words, line.hours_words)) for line in similar)
    fixed = (("noun", _noun(advert)), ("is_found", bool(similar)))
    page = stamp(app, "finding/_similar.html", ("search_url", "town"), ("lines",), fixed)
    place = advert.workplace
    search_url = f"/jobs?role={advert.role_code}&place={place.postcode.split(' ')[0]}"
    return Markup(page.fill((search_url, place.town), (lines,)))  # noqa: S704  our template, filled with escaped words


@bp.app_template_global()
def share_html(advert: Opportunity, url: str) -> Markup:
    """Return ways to pass an advert on; `url` is its whole address."""
    noun, name = _noun(advert), f"{advert.title}, {advert.organisation.told_elsewhere}"
    text = f"I thought that this {noun} may interest you: {name}, {advert.workplace.town}.\r\n\r\n{url}\r\n"
    mail = f"mailto:?subject={quote(name)}&body={quote(text)}"
    one = stamp(_app(), "finding/_share.html", ("url", "name", "mail"), (), (("noun", noun),))
    return Markup(one.fill((url, name, mail)))  # noqa: S704  as above


@bp.app_template_global()
def seen_html(advert: Opportunity) -> Markup:
    """Return the attributes from which the reader's device keeps what it has seen."""
    one = stamp(_app(), "finding/_seen.html", ("url", "title", "employer"))
    values = (public_path(advert.kind.value, advert.reference), advert.title, advert.organisation.name)
    return Markup(one.fill(values))  # noqa: S704  as above


def facts_html(facts: Facts) -> Markup:
    """Return what people decide on; rows without a value are left out."""
    app = _app()
    row = stamp(app, "finding/_fact.html", ("key",), ("lines",))
    line = stamp(app, "finding/_fact_line.html", ("words",))
    shown = [(key, [value] if isinstance(value, str) else value) for key, value in facts if value]
    words = iter(escaped([text for key, lines in shown for text in (key, *lines)]))
    rows = [
        row.fill_escaped((next(words), "".join(line.fill_escaped((next(words),)) for _ in lines))) for _, lines in shown
    ]
    return Markup(stamp(app, "finding/_facts.html", (), ("rows",)).fill_escaped(("".join(rows),)))  # noqa: S704  as above


def keep_html(advert: Opportunity, keeping: Keeping) -> Markup:
    """Return the button that keeps an advert for later, for this visitor."""
    app = _app()
    if keeping["form"] is None:
        one = stamp(app, "finding/_keep.html", ("reference",), (), (("is_saved", keeping["is_saved"]), ("form", None)))
        return Markup(one.fill((advert.reference,)))  # noqa: S704  as above
    return Markup(app.jinja_env.get_template("finding/_keep.html").render(reference=advert.reference, **keeping))  # noqa: S704  as above


def _noun(advert: Opportunity) -> str:
    return "placement" if advert.kind is OpportunityKind.PLACEMENT else "job"


def _app() -> Flask:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy has it
    return app
