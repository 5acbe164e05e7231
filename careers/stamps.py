"""Small templates that a page repeats many times: rendered once with a mark for each value, then filled by joining.

A search page shows twenty cards and a hundred boxes to tick. Rendering a template for each takes several times as long
as everything else on that page.
"""

import re
from collections.abc import Hashable, Sequence
from functools import lru_cache

from flask import Flask
from markupsafe import Markup, escape

from careers.words import unmarked

_MARK = "\x02{}\x03"


class Stamp:
    """The text of a template between its values. Values are given in the order of `names`: plain ones, then ready ones.

    Plain values are text, and are escaped; ready ones are HTML of our own.
    """

    def __init__(self, text: str, plain: Sequence[str], ready: Sequence[str]) -> None:
        self._pieces = re.split(_MARK.format(r"(\w+)"), text)
        order = {name: at for at, name in enumerate((*plain, *ready))}
        self._places = [(at, order[name]) for at, name in enumerate(self._pieces) if at % 2]

    def fill(self, plain: Sequence[str], ready: Sequence[str] = ()) -> str:
        """Return the text with its values, as HTML."""
        values = [*escaped(plain), *ready]
        filled = self._pieces.copy()
        for at, place in self._places:
            filled[at] = values[place]
        return "".join(filled)


def escaped(texts: Sequence[str]) -> list[str]:
    """Return texts with what HTML would take for markup escaped: all at once, which is quicker than one by one."""
    return str(escape("\x02".join(map(unmarked, texts)))).split("\x02") if texts else []


@lru_cache(maxsize=2_000)
def stamp(
    app: Flask,
    template: str,
    plain: tuple[str, ...] = (),
    ready: tuple[str, ...] = (),
    fixed: tuple[tuple[str, Hashable], ...] = (),
) -> Stamp:
    """Return the stamp of a template with these values left open; `fixed` ones are rendered in."""
    marks = {name: Markup(_MARK.format(name)) for name in (*plain, *ready)}  # noqa: S704  marks of ours
    return Stamp(
        app.jinja_env.get_template(template).render(dict(fixed) | marks, service_name=app.config["SERVICE_NAME"]),
        plain,
        ready,
    )
