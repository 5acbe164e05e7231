"""Small templates that a page repeats many times: rendered once with a mark for each value, then filled by joining.

A search page shows twenty cards and a hundred boxes to tick. Rendering a template for each takes several times as long
as everything else on that page.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any

from flask import Flask
from markupsafe import Markup, escape

from careers.words import unmarked

GAP = "\x02"
"""What is filled in later; escaped words never hold it."""

_MARK = "\x02{}\x03"


class Stamp:
    """The text of a template between its values. Values are given in the order of `names`: plain ones, then ready ones.

    Plain values are text, and are escaped; ready ones are HTML of our own.
    """

    def __init__(self, text: str, plain: Sequence[str], ready: Sequence[str]) -> None:
        pieces = re.split(_MARK.format(r"(\w+)"), in_ascii(text))
        order = {name: at for at, name in enumerate((*plain, *ready))}
        self._text = "%s".join(piece.replace("%", "%%") for piece in pieces[::2])
        self._pick = _picker([order[name] for name in pieces[1::2]])

    def fill(self, plain: Sequence[str], ready: Sequence[str] = ()) -> str:
        """Return the text with its values, as HTML."""
        return self.fill_escaped([*escaped(plain), *ready])

    def fill_escaped(self, values: Sequence[str]) -> str:
        """Return the text with its values, plain ones and ready ones, that are HTML already."""
        text: str = self._text % self._pick(values)
        return text

    def fill_each(self, items: Sequence[Sequence[str]]) -> str:
        """Return the text once for each of several sets of values, plain ones and ready ones, that are HTML already."""
        text: str = self._text * len(items) % tuple(chain.from_iterable(map(self._pick, items)))
        return text


def _picker(order: Sequence[int]) -> Callable[[Sequence[str]], Any]:
    """Return what takes values in an order."""
    if len(order) > 1:
        return itemgetter(*order)
    return lambda values: tuple(values[at] for at in order)


def escaped(texts: Sequence[str]) -> list[str]:
    """Return texts with what HTML would take for markup escaped: all at once, which is quicker than one by one."""
    if not texts:
        return []
    joined = GAP.join(texts)
    if joined.count(GAP) >= len(texts):
        joined = GAP.join(map(unmarked, texts))
    return in_ascii(escape(joined)).split(GAP)


def in_ascii(html: str) -> str:
    """Return HTML with a reference in place of each letter that is not ASCII.

    For one letter that is not, Python keeps all of a page in two or four times the space, and takes twenty times as
    long to make bytes of it.
    """
    return str(html) if html.isascii() else html.encode("ascii", "xmlcharrefreplace").decode("ascii")


@lru_cache(maxsize=2_000)
def stamp(
    app: Flask,
    template: str,
    plain: tuple[str, ...] = (),
    ready: tuple[str, ...] = (),
    fixed: tuple[tuple[str, Hashable], ...] = (),
) -> Stamp:
    """Return the stamp of a template with these values left open; `fixed` ones are rendered in."""
    values = dict(fixed) | marks_for((*plain, *ready))
    text = app.jinja_env.get_template(template).render(values, service_name=app.config["SERVICE_NAME"])
    return Stamp(text, plain, ready)


def marks_for(names: Iterable[str]) -> dict[str, Markup]:
    """Return the marks to render a template with, by the names of its values."""
    return {name: Markup(_MARK.format(name)) for name in names}  # noqa: S704  marks of ours
