"""Cards as HTML, from templates that are rendered once (careers/stamps.py)."""

from collections.abc import Collection, Sequence
from functools import lru_cache

from flask import Flask, current_app
from markupsafe import Markup, escape

from careers.finding.blueprint import bp
from careers.jobs.cards import Card
from careers.stamps import escaped, stamp

KEEP = (("value", "yes"), ("words", "Save for later"))
PLAIN, READY = ("url", "title", "place", "terms"), ("pay", "tags", "why", "actions")


@bp.app_template_global()
def card_html(card: Card, level: int = 2, actions: str = "") -> Markup:
    """Return a card of an opportunity; `actions` is HTML to stand at its end."""
    return Markup(_filled([card], level, [str(escape(actions))])[0])  # noqa: S704  our template, filled with escaped words


def cards_html(cards: Sequence[Card], saved: Collection[str] | None = None) -> Markup:
    """Return the items of a list of cards; each with a button to keep it where `saved` holds what is kept already."""
    if saved is None:
        actions = [""] * len(cards)
    else:
        app = _app()
        actions = [_save(app, card, is_saved=card.reference in saved) for card in cards]
    return Markup(f"<li>{'</li><li>'.join(_filled(cards, 3, actions))}</li>")  # noqa: S704  items are HTML of ours


def _filled(cards: Sequence[Card], level: int, actions: Sequence[str]) -> list[str]:
    """Return each card as HTML. The words of all are escaped at once."""
    app = _app()
    one = stamp(app, "components/_card.html", PLAIN, READY, (("level", str(level)),))
    why = stamp(app, "components/_why.html", ("sentence",))
    words = escaped([text for card in cards for text in _words(card)])
    items, end = [], 0
    for card, action in zip(cards, actions, strict=True):
        start, end = end, end + 4 + len(card.why)
        reasons = "".join([why.fill_escaped((sentence,)) for sentence in words[start + 4 : end]])
        pay = _pay(app, card.pay_words, card.year_words)
        items.append(one.fill_escaped((*words[start : start + 4], pay, _tags(app, card.tags), reasons, action)))
    return items


def _words(card: Card) -> tuple[str, ...]:
    where = " · ".join(filter(None, (card.employer, card.place, card.distance_words)))
    terms = " · ".join(filter(None, (card.hours_words, card.contract_words, card.closing_words)))
    return card.url, card.title, where, terms, *card.why


def _save(app: Flask, card: Card, *, is_saved: bool) -> str:
    fixed = (("value", "no"), ("words", "Saved. Take it off my list")) if is_saved else KEEP
    one = stamp(app, "finding/_save_on_card.html", ("reference", "title"), (), fixed)
    return one.fill((card.reference, card.title))


@lru_cache(maxsize=5_000)
def _pay(app: Flask, pay: str, year: str) -> str:
    if not pay:
        return ""
    known, values = (("pay", "year"), (pay, year)) if year else (("pay",), (pay,))
    return stamp(app, "components/_pay.html", known).fill(values)


@lru_cache(maxsize=1_000)
def _tags(app: Flask, tags: tuple[tuple[str, str], ...]) -> str:
    return str(app.jinja_env.get_template("components/tag.html").module.tag_list(tags))  # type: ignore[attr-defined]  # a macro


def _app() -> Flask:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy has it
    return app
