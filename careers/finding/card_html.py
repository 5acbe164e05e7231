"""Cards and filter boxes as HTML, from templates that are rendered once (careers/stamps.py)."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from flask import Flask, current_app
from markupsafe import Markup, escape

from careers.finding.blueprint import bp
from careers.jobs.cards import Added, Card, card_of
from careers.jobs.facets import Choice
from careers.jobs.index import Entry, Hit
from careers.stamps import GAP, escaped, formattable, stamp

Pieces = tuple[str, str, str]


class _Kept(NamedTuple):
    entry: Entry
    today: date
    pieces: Pieces
    tags: str


_kept: dict[int, _Kept] = {}

KEEP = (("value", "yes"), ("words", "Save for later"))
MOST_KEPT = 4_000
"""Cards that each worker keeps: about 1 kB each."""

PLAIN, READY = ("url", "title", "place", "terms"), ("pay", "tags", "why", "actions")


@bp.app_template_global()
def card_html(card: Card, level: int = 2, actions: str = "") -> Markup:
    """Return a card of an opportunity; `actions` is HTML to stand at its end."""
    app = _app()
    added = " · " + card.distance_words if card.distance_words else ""
    why = stamp(app, "components/_why.html", ("sentence",))
    reasons = "".join(why.fill((sentence,)) for sentence in card.why)
    start, middle, end = next(_pieces_of(app, [card], level))
    html = f"{start}{escape(added)}{middle}{_tags(app, tuple(card.tags))}{reasons}{escape(actions)}{end}"
    return Markup(html)  # noqa: S704  our template, filled with escaped words


def hits_html(
    hits: Sequence[Hit], added: Sequence[Added], *, today: date, saved: Collection[str] | None = None
) -> Markup:
    """Return the items of a list of hits; each with a button to keep it where `saved` holds what is kept already.

    The part of a card that is the same in every search is kept; what the search adds is escaped at once for all.
    """
    app = _app()
    why = stamp(app, "components/_why.html", ("sentence",))
    words = iter(escaped([text for one in added for text in (one.distance_words, *one.why)]))
    items = []
    kept = _kept_cards(app, [hit.entry for hit in hits], today)
    for hit, one, known in zip(hits, added, kept, strict=True):
        (start, middle, end), tags = known.pieces, known.tags
        distance = next(words)
        reasons = "".join([why.fill_escaped((next(words),)) for _ in one.why])
        if one.tag:
            tags = _tags(app, ((one.tag, "leaf"), *card_of(hit, today=today).tags))
        action = "" if saved is None else _save(app, hit.entry, is_saved=hit.entry.reference in saved)
        far = " · " + distance if distance else ""
        items.append(f"{start}{far}{middle}{tags}{reasons}{action}{end}")
    return Markup(f"<li>{'</li><li>'.join(items)}</li>")  # noqa: S704  items are HTML of ours


def _kept_cards(app: Flask, entries: Sequence[Entry], today: date) -> list[_Kept]:
    """Return what is the same on the cards of some entries in every search, made where it is not kept.

    An index gives the same object for an entry for a while, and another when anything has changed.
    """
    if len(_kept) > MOST_KEPT:
        _kept.clear()
    found = [_kept.get(entry.id) for entry in entries]
    new = [
        at
        for at, (known, entry) in enumerate(zip(found, entries, strict=True))
        if known is None or known.entry is not entry or known.today != today
    ]
    cards = [card_of(Hit(entries[at], None), today=today) for at in new]
    for at, card, pieces in zip(new, cards, _pieces_of(app, cards, 3), strict=True):
        found[at] = _kept[entries[at].id] = _Kept(entries[at], today, pieces, _tags(app, card.tags))
    return [known for known in found if known]


def _pieces_of(app: Flask, cards: Sequence[Card], level: int) -> Iterator[Pieces]:
    """Give the pieces of each card: what stands before how far it is, between that and its tags, and at its end."""
    words = iter(escaped([text for card in cards for text in _words(card)]))
    one = stamp(app, "components/_card.html", PLAIN, READY, (("level", str(level)),))
    for card in cards:
        plain = next(words), next(words), next(words) + GAP, next(words)
        pay = _pay(app, card.pay_words, card.year_words)
        start, middle, end = one.fill_escaped((*plain, pay, GAP, "", "")).split(GAP)
        yield start, middle, end


def _words(card: Card) -> tuple[str, str, str, str]:
    where = " · ".join(filter(None, (card.employer, card.place)))
    terms = " · ".join(filter(None, (card.hours_words, card.contract_words, card.closing_words)))
    return card.url, card.title, where, terms


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
    box = stamp(app, "components/_box.html", (), ("checked", "count"), fixed)
    return formattable(box.fill_escaped((checked, GAP)))


def _save(app: Flask, entry: Entry, *, is_saved: bool) -> str:
    fixed = (("value", "no"), ("words", "Saved. Take it off my list")) if is_saved else KEEP
    return stamp(app, "finding/_save_on_card.html", ("reference", "title"), (), fixed).fill(
        (entry.reference, entry.title)
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
