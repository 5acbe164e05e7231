"""Cards and filter boxes as HTML, from templates that are rendered once (careers/stamps.py)."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from flask import Flask, current_app
from markupsafe import Markup

from careers.finding.blueprint import bp
from careers.jobs.cards import Card
from careers.jobs.facets import Choice
from careers.stamps import escaped, stamp

KEEP = (("value", "yes"), ("words", "Save for later"))
PLAIN, READY = ("url", "title", "place", "terms"), ("pay", "tags", "why", "actions")


@bp.app_template_global()
def card_html(card: Card, level: int = 2, actions: str = "") -> Markup:
    """Return a card of an opportunity; `actions` is HTML to stand at its end."""
    return Markup(next(_filled([card], level, [actions])))  # noqa: S704  our template, filled with escaped words


@bp.app_template_global()
def cards_html(cards: Sequence[Card], saved: Collection[str] | None = None) -> Markup:
    """Return the items of a list of cards; each with a button to keep it where `saved` holds what is kept already."""
    if saved is None:
        actions = [""] * len(cards)
    else:
        actions = [_save(_app(), card, is_saved=card.reference in saved) for card in cards]
    return Markup("".join(f"<li>{item}</li>" for item in _filled(cards, 3, actions)))  # noqa: S704  items are HTML of ours


def _filled(cards: Sequence[Card], level: int, actions: Sequence[str]) -> Iterator[str]:
    """Give each card as HTML. The words of all are escaped at once, which is quicker than one by one."""
    app = _app()
    one = stamp(app, "components/_card.html", PLAIN, READY, (("level", str(level)),))
    why = stamp(app, "components/_why.html", ("sentence",))
    words = iter(escaped([text for card in cards for text in _words(card)]))
    for card, action in zip(cards, actions, strict=True):
        plain = [next(words) for _ in PLAIN]
        reasons = [why.fill_escaped((next(words),)) for _ in card.why]
        ready = (_pay(app, card.pay_words, card.year_words), _tags(app, card.tags), "".join(reasons), action)
        yield one.fill_escaped((*plain, *ready))


def _words(card: Card) -> tuple[str, ...]:
    """Return the texts of a card: the plain ones, then why it is shown."""
    where = " · ".join(filter(None, (card.employer, card.place, card.distance_words)))
    terms = " · ".join(filter(None, (card.hours_words, card.contract_words, card.closing_words)))
    return (card.url, card.title, where, terms, *card.why)


def boxes_html(name: str, choices: Iterable[Choice]) -> str:
    """Return the boxes of a filter; of the filter `yes` each box is a field of its own with the value 1."""
    app = _app()
    return "".join(_box(app, name, choice.value, choice.label, choice.is_chosen) % choice.count for choice in choices)


@lru_cache(maxsize=1_000)
def _box(app: Flask, name: str, value: str, label: str, is_chosen: bool) -> str:
    """Return a box as a text to format with its count."""
    field = (value, "1") if name == "yes" else (name, value)
    fixed = (("id", f"{name}-{value}"), ("name", field[0]), ("value", field[1]), ("label", label))
    checked = " checked" if is_chosen else ""
    return (
        stamp(app, "components/_box.html", (), ("checked", "count"), fixed)
        .fill((), (checked, "\x00"))
        .replace("%", "%%")
        .replace("\x00", "%d")
    )


def _save(app: Flask, card: Card, *, is_saved: bool) -> str:
    fixed = (("value", "no"), ("words", "Saved. Take it off my list")) if is_saved else KEEP
    return stamp(app, "finding/_save_on_card.html", ("reference", "title"), (), fixed).fill(
        (card.reference, card.title)
    )


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
