"""Cards and filter boxes as HTML, from templates that are rendered once (careers/stamps.py)."""

from collections.abc import Iterable
from functools import lru_cache

from flask import Flask, current_app
from markupsafe import Markup

from careers.finding.blueprint import bp
from careers.jobs.cards import Card
from careers.jobs.facets import Choice
from careers.stamps import Stamp, stamp

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
def boxes_html(name: str, choices: Iterable[Choice]) -> Markup:
    """Return the boxes of a filter; of the filter `yes` each box is a field of its own with the value 1."""
    app = _app()
    filled = (
        _box(app, name, choice.value, choice.label).fill(
            (), (" checked" if choice.is_chosen else "", str(choice.count))
        )
        for choice in choices
    )
    return Markup("".join(filled))  # noqa: S704  our template, filled with numbers


@lru_cache(maxsize=1_000)
def _box(app: Flask, name: str, value: str, label: str) -> Stamp:
    field = (value, "1") if name == "yes" else (name, value)
    fixed = (("id", f"{name}-{value}"), ("name", field[0]), ("value", field[1]), ("label", label))
    return stamp(app, "components/_box.html", (), ("checked", "count"), fixed)


@lru_cache(maxsize=10_000)
def _pay(app: Flask, pay: str, year: str) -> str:
    return app.jinja_env.get_template("components/_pay.html").render(pay=pay, year=year)


@lru_cache(maxsize=1_000)
def _tags(app: Flask, tags: tuple[tuple[str, str], ...]) -> str:
    return str(app.jinja_env.get_template("components/tag.html").module.tag_list(tags))  # type: ignore[attr-defined]  # a macro


def _app() -> Flask:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy has it
    return app
