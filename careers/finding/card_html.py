"""Cards as HTML, from templates that are rendered once (careers/stamps.py)."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache

from flask import Flask, current_app
from markupsafe import Markup, escape

from careers.finding.blueprint import bp
from careers.jobs import cards
from careers.jobs.cards import Card, Tags
from careers.jobs.concepts import Signature
from careers.jobs.index import Listed
from careers.jobs.pay import minutes_of_a_year
from careers.jobs.search_query import SearchQuery
from careers.matching.reasons import Reasons
from careers.stamps import Stamp, escaped, in_ascii, stamp

KEEP = (("value", "yes"), ("words", "Save for later"))
DOT = " &#183; "
PLAIN, READY = ("url", "title", "place", "terms"), ("pay", "tags", "why", "actions")


@bp.app_template_global()
def card_html(card: Card, level: int = 2, actions: str = "") -> Markup:
    """Return a card of an opportunity; `actions` is HTML to stand at its end."""
    app = _app()
    where = cards.joined(card.employer, card.place, card.distance_words)
    terms = cards.joined(card.hours_words, card.contract_words, card.closing_words)
    tags = _tags(app, tuple(card.tags))
    ready = (_pay(app, card.pay_words, card.year_words), tags, _why(app, card.why), escape(actions))
    return Markup(_card(app, level).fill((card.url, card.title, where, terms), ready))  # noqa: S704  our template, filled with escaped words


def listed_html(
    listed: Sequence[Listed],
    query: SearchQuery,
    *,
    today: date,
    reasons: Sequence[Reasons] = (),
    saved: Collection[str] | None = None,
) -> Markup:
    """Return the items of what a search found.

    `reasons` say of each how it suits the reader, where that is known. Each has a button to keep it where `saved`
    holds what is kept already. Most pages show twenty cards, so what few facts decide is kept, and the words of all
    are escaped at once.
    """
    app, day = _app(), today.toordinal()
    card, soon = _card(app, 3), day + cards.CLOSING_SOON_DAYS
    asks_why = query.pay_min is not None or bool(query.q)
    words: list[str] = []
    for one in listed:
        far = cards.distance_in_words(one.miles, query.travel)
        words += (one.title, one.employer, one.town, far)
    safe, items = iter(escaped(words)), []
    for at, one in enumerate(listed):
        title, where, far = next(safe), f"{next(safe)}{DOT}{next(safe)}", next(safe)
        signature, closes, fewest, most = one.signature, one.closes, one.hours_min_minutes, one.hours_max_minutes
        sentences: tuple[str, ...] = (cards.why_shown(one, query.pay_min),) if asks_why else ()
        if reasons:
            sentences += reasons[at].sentences
            tags = _tags(app, reasons[at].before(cards.tags_of(signature, is_closing_soon=closes <= soon)))
        else:
            tags = _usual_tags(app, signature, closes <= soon)
        url = cards.public_path(signature.kind, one.reference)
        terms = _terms(signature.contract, signature.patterns, fewest, most) + _closing(closes, day)
        pay = _usual_pay(app, one.hourly_min_pence, one.hourly_max_pence, minutes_of_a_year(fewest, most))
        why = _why(app, sentences) if sentences else ""
        action = "" if saved is None else _save(app, one, is_saved=one.reference in saved)
        where += f"{DOT}{far}" if far else ""
        items.append(card.fill_escaped((url, title, where, terms, pay, tags, why, action)))
    return Markup(f"<li>{'</li><li>'.join(items)}</li>")  # noqa: S704  items are HTML of ours


def _card(app: Flask, level: int) -> Stamp:
    return stamp(app, "components/_card.html", PLAIN, READY, (("level", str(level)),))


def _why(app: Flask, sentences: Sequence[str]) -> str:
    one = stamp(app, "components/_why.html", ("sentence",))
    return "".join([one.fill((sentence,)) for sentence in sentences if sentence])


def _save(app: Flask, one: Listed, *, is_saved: bool) -> str:
    fixed = (("value", "no"), ("words", "Saved. Take it off my list")) if is_saved else KEEP
    button = stamp(app, "finding/_save_on_card.html", ("reference", "title"), (), fixed)
    return button.fill((one.reference, one.title))


@lru_cache(maxsize=10_000)
def _terms(contract: str, patterns: tuple[str, ...], least: int, most: int) -> str:
    return in_ascii(escape(cards.joined(*cards.terms_in_words(contract, patterns, least, most))))


@lru_cache(maxsize=1_000)
def _closing(closes: int, today: int) -> str:
    return f"{DOT}{cards.closing_in_words(date.fromordinal(closes), date.fromordinal(today))}"


@lru_cache(maxsize=10_000)
def _usual_pay(app: Flask, least: int | None, most: int | None, weekly_minutes: int) -> str:
    return _pay(app, *cards.pay_and_year(least, most, weekly_minutes))


def _pay(app: Flask, pay: str, year: str) -> str:
    """Return what a card says of pay; the words are ours, so nothing in them needs to be escaped."""
    if not pay:
        return ""
    known, values = (("pay", "year"), (pay, year)) if year else (("pay",), (pay,))
    return in_ascii(stamp(app, "components/_pay.html", known).fill_escaped(values))


@lru_cache(maxsize=10_000)
def _usual_tags(app: Flask, signature: Signature, is_closing_soon: bool) -> str:
    return _tags(app, cards.tags_of(signature, is_closing_soon=is_closing_soon))


@lru_cache(maxsize=1_000)
def _tags(app: Flask, tags: Tags) -> str:
    return str(app.jinja_env.get_template("components/tag.html").module.tag_list(tags))  # type: ignore[attr-defined]  # a macro


def _app() -> Flask:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy has it
    return app
