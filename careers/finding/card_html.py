"""Cards and filter boxes as HTML, from templates that are rendered once (careers/stamps.py)."""

from collections.abc import Collection, Iterable
from functools import lru_cache

from flask import Flask, current_app
from markupsafe import Markup

from careers.finding.blueprint import bp
from careers.jobs.cards import Card
from careers.jobs.facets import Choice
from careers.stamps import stamp

KEEP = (("value", "yes"), ("words", "Save for later"))
PLAIN, READY = ("url", "title", "place", "terms"), ("pay", "tags", "why", "actions")


@bp.app_template_global()
def card_html(card: Card, level: int = 2, actions: str = "") -> Markup:
    """Return a card of an opportunity; `actions` is HTML to stand at its end."""
    app = _app()
    words = (
        card.url,
        card.title,
        " · ".join(filter(None, (card.employer, card.place, card.distance_words))),
        " · ".join(filter(None, (card.hours_words, card.contract_words, card.closing_words))),
    )
    why = stamp(app, "components/_why.html", ("sentence",))
    ready = (
        _pay(app, card.pay_words, card.year_words),
        _tags(app, tuple(card.tags)),
        "".join(why.fill((sentence,)) for sentence in card.why),
        actions,
    )
    return Markup(stamp(app, "components/_card.html", PLAIN, READY, (("level", str(level)),)).fill(words, ready))  # noqa: S704  our template, filled with escaped words


@bp.app_template_global()
def cards_html(cards: Iterable[Card], saved: Collection[str] | None = None) -> Markup:
    """Return the items of a list of cards; each with a button to keep it where `saved` holds what is kept already."""
    app = _app()
    items = (
        card_html(card, 3, "" if saved is None else _save(app, card, is_saved=card.reference in saved))
        for card in cards
    )
    return Markup("".join(f"<li>{item}</li>" for item in items))  # noqa: S704  items are HTML of ours


def boxes_html(name: str, choices: Iterable[Choice]) -> str:
    """Return the boxes of a filter; of the filter `yes` each box is a field of its own with the value 1."""
    app, filled = _app(), []
    for choice in choices:
        before, between, after = _box(app, name, choice.value, choice.label)
        filled.append(f"{before}{' checked' if choice.is_chosen else ''}{between}{choice.count}{after}")
    return "".join(filled)


@lru_cache(maxsize=1_000)
def _box(app: Flask, name: str, value: str, label: str) -> tuple[str, str, str]:
    """Return the pieces of a box around whether it is checked and its count."""
    field = (value, "1") if name == "yes" else (name, value)
    fixed = (("id", f"{name}-{value}"), ("name", field[0]), ("value", field[1]), ("label", label))
    box = stamp(app, "components/_box.html", (), ("checked", "count"), fixed).fill((), ("\x00", "\x00"))
    before, between, after = box.split("\x00")
    return before, between, after


def _save(app: Flask, card: Card, *, is_saved: bool) -> str:
    fixed = (("value", "no"), ("words", "Saved. Take it off my list")) if is_saved else KEEP
    return stamp(app, "finding/_save_on_card.html", ("reference", "title"), (), fixed).fill(
        (card.reference, card.title)
    )


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
