"""What the pages of adverts share, as HTML from templates that are rendered once (careers/stamps.py)."""

from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote

from flask import Flask, current_app
from markupsafe import Markup

from careers.finding.blueprint import bp
from careers.jobs.cards import Facts, Line, public_path
from careers.jobs.models import Opportunity, OpportunityKind
from careers.stamps import GAP, escaped, stamp


@bp.app_template_global()
def similar_html(advert: Opportunity, similar: Sequence[Line]) -> Markup:
    """Return the list of what is like an advert, and the way to search for more."""
    place = advert.workplace
    search_url = f"/jobs?role={advert.role_code}&place={place.postcode.split(' ')[0]}"
    words = escaped([word for line in similar for word in line] + [search_url, place.town])
    return Markup(_list_of(_app(), _noun(advert), len(similar)) % tuple(words))  # noqa: S704  our template, filled with escaped words


@lru_cache
def _list_of(app: Flask, noun: str, lines: int) -> str:
    """Return the list of so many lines, to be filled line by line and then with the way to search for more."""
    line = stamp(app, "finding/_similar_line.html", Line._fields).fill_escaped([GAP] * len(Line._fields))
    fixed = (("noun", noun), ("is_found", bool(lines)))
    page = stamp(app, "finding/_similar.html", ("search_url", "town"), ("lines",), fixed)
    return _formattable(page.fill_escaped((GAP, GAP, line * lines)))


@bp.app_template_global()
def share_html(advert: Opportunity, url: str) -> Markup:
    """Return ways to pass an advert on; `url` is its whole address."""
    noun, name = _noun(advert), f"{advert.title}, {advert.organisation.told_elsewhere}"
    one = stamp(_app(), "finding/_share.html", ("url", "name", "mail"), (), (("noun", noun),))
    return Markup(one.fill((url, name, mail_of(advert, url))))  # noqa: S704  as above


def mail_of(advert: Opportunity, url: str) -> str:
    """Return the address that opens a message about an advert, as yet to nobody."""
    name = quote(f"{advert.title}, {advert.organisation.told_elsewhere}")
    ending = quote(f", {advert.workplace.town}.\r\n\r\n{url}\r\n")
    return f"mailto:?subject={name}&body={_opening(_noun(advert))}{name}{ending}"


@lru_cache
def _opening(noun: str) -> str:
    return quote(f"I thought that this {noun} may interest you: ")


@bp.app_template_global()
def seen_html(advert: Opportunity) -> Markup:
    """Return the attributes from which the reader's device keeps what it has seen."""
    one = stamp(_app(), "finding/_seen.html", ("path", "title", "employer"))
    values = (public_path(advert.kind.value, advert.reference), advert.title, advert.organisation.name)
    return Markup(one.fill(values))  # noqa: S704  as above


def facts_html(facts: Facts) -> Markup:
    """Return what people decide on; rows without a value are left out."""
    shown = [(key, (value,) if isinstance(value, str) else value) for key, value in facts if value]
    rows = tuple((key, len(lines)) for key, lines in shown)
    return Markup(_rows_of(_app(), rows) % tuple(escaped([words for _, lines in shown for words in lines])))  # noqa: S704  as above


@lru_cache(maxsize=1_000)
def _rows_of(app: Flask, rows: tuple[tuple[str, int], ...]) -> str:
    """Return the rows with these keys and so many lines each, to be filled line by line."""
    row = stamp(app, "finding/_fact.html", ("key",), ("lines",))
    line = stamp(app, "finding/_fact_line.html", ("words",)).fill_escaped((GAP,))
    words = "".join(row.fill((key,), (line * lines,)) for key, lines in rows)
    return _formattable(stamp(app, "finding/_facts.html", (), ("rows",)).fill_escaped((words,)))


def _formattable(text: str) -> str:
    """Return HTML as a text to format with `%`, a value for each GAP in it."""
    return text.replace("%", "%%").replace(GAP, "%s")


def _noun(advert: Opportunity) -> str:
    return "placement" if advert.kind is OpportunityKind.PLACEMENT else "job"


def _app() -> Flask:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy has it
    return app
