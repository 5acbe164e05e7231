"""Cards as HTML, from templates that are rendered once (careers/stamps.py)."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain

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
    app, day, count = _app(), today.toordinal(), len(listed)
    soon, asks_why = day + cards.CLOSING_SOON_DAYS, query.pay_min is not None or bool(query.q)
    words = [[one.title for one in listed], [one.employer for one in listed], [one.town for one in listed]]
    words.append([cards.distance_in_words(one.miles, query.travel) for one in listed])
    safe = escaped(list(chain.from_iterable(words)))
    in_order = zip(listed, *(safe[first : first + count] for first in range(0, 4 * count, count)), strict=True)
    items = []
    for at, (one, title, employer, town, far) in enumerate(in_order):
        reference, _, _, _, signature, least, most, fewest, longest, closes, _, _ = one
        why = _usual_why(app, cards.why_shown(one, query.pay_min)) if asks_why else ""
        if reasons:
            why += _why(app, reasons[at].sentences)
            tags = _tags(app, reasons[at].before(cards.tags_of(signature, is_closing_soon=closes <= soon)))
        else:
            tags = _usual_tags(app, signature, closes <= soon)
        items.append(
            (
                cards.public_path(signature.kind, reference),
                title,
                f"{employer}{DOT}{town}{DOT}{far}" if far else f"{employer}{DOT}{town}",
                _terms(signature.contract, signature.patterns, fewest, longest) + _closing(closes, day),
                _usual_pay(app, least, most, minutes_of_a_year(fewest, longest)),
                tags,
                why,
                "" if saved is None else _save(app, one, is_saved=reference in saved),
            )
        )
    return Markup(_item(app).fill_each(items))  # noqa: S704  our template, filled with escaped words


def _card(app: Flask, level: int) -> Stamp:
    return stamp(app, "components/_card.html", PLAIN, READY, (("level", str(level)),))


def _item(app: Flask) -> Stamp:
    return stamp(app, "finding/_found_item.html", PLAIN, READY)


def _why(app: Flask, sentences: Sequence[str]) -> str:
    one = stamp(app, "components/_why.html", ("sentence",))
    return "".join([one.fill((sentence,)) for sentence in sentences if sentence])


@lru_cache(maxsize=10_000)
def _usual_why(app: Flask, sentence: str) -> str:
    return _why(app, (sentence,))


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
