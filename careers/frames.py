"""Pages for strangers, quickly: what is the same in many of them is rendered once and kept.

Rendering the head, the navigation and the foot takes longer than the words of most pages, and for somebody who is not
signed in they are the same each time. Nothing that anybody said or was told is ever kept.
"""

import re
from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from flask import Flask, current_app, render_template, request, session
from markupsafe import Markup

from careers.stamps import Stamp, marks_for

BLOCKS = ("title", "sharing", "head", "before_content", "content")

_MARK = "\x02{}\x03"

_Words = dict[str, str]


def render_framed(template: str, **values: Any) -> str:
    """Return the same page as `render_template`, faster when a stranger asks: its frame is kept, its words are made.

    The template extends base.html itself and fills those BLOCKS that it needs, `before_content` always; they
    use nothing from the top of the template (no import, no `set` outside a block). Whoever has a session, so
    whoever is signed in or has a message waiting, gets the page rendered as a whole.
    """
    if session:
        return render_template(template, **values)
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy has it
    return _put_together(app, _render_blocks(app, template, BLOCKS, values))


class Sharing(NamedTuple):
    """What a page is shared with: a title in plain text, a description, the search it shows, the path where it is.

    `as_typed` is what the address of a search says of its words.
    """

    title: str
    description: str = ""
    searched: Any = None
    path: str = ""
    as_typed: str = ""


def render_stamped(
    template: str,
    sharing: Sharing,
    *,
    plain: Mapping[str, str],
    ready: Mapping[str, Markup],
    **fixed: Hashable,
) -> str:
    """Return the same page as `render_template`, much faster when a stranger asks: only its values are filled in.

    Plain values are text, ready ones HTML of our own; neither may be asked by an `if` or a `for`. Fixed values may:
    each set of them is a page of its own that is kept, so there must be few.
    """
    if session:
        return render_template(template, sharing=_shared(sharing), **plain, **ready, **fixed)
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy has it
    page = _stamped(app, request.endpoint or "", template, tuple(plain), tuple(ready), tuple(fixed.items()))
    return page.fill(tuple(plain.values()), (*ready.values(), _shared(sharing)))


def _shared(sharing: Sharing) -> Markup:
    """Return what base.html says of a page to search engines and people who share it."""
    title, *rest = sharing
    html: Markup = current_app.jinja_env.globals["sharing_html"](title, *rest)  # type: ignore[operator]  # base.html calls it too
    return html


@lru_cache(maxsize=64)
def _stamped(
    app: Flask,
    _endpoint: str,
    template: str,
    plain: tuple[str, ...],
    ready: tuple[str, ...],
    fixed: tuple[tuple[str, Hashable], ...],
) -> Stamp:
    """Return the page with a mark for each value. It is made in a stranger's request, so nobody's words are in it."""
    ready = (*ready, "sharing")
    page = render_template(template, **dict(fixed), **marks_for((*plain, *ready)))
    return Stamp(page, plain, ready)


def _put_together(app: Flask, words: _Words) -> str:
    parts = dict.fromkeys(BLOCKS, "") | words
    return "".join(parts[piece] if n % 2 else piece for n, piece in enumerate(_frame(app, request.endpoint or "")))


def _render_blocks(app: Flask, template: str, names: tuple[str, ...], values: Mapping[str, Any]) -> _Words:
    known = dict(values)
    app.update_template_context(known)
    page = app.jinja_env.get_template(template)
    context = page.new_context(known)
    blocks = app.jinja_env.get_template("base.html").blocks | page.blocks
    return {name: "".join(blocks[name](context)) for name in names if name in blocks}


@lru_cache(maxsize=64)
def _frame(app: Flask, _endpoint: str) -> tuple[str, ...]:
    """Return the frame of an endpoint's pages in pieces: text, the name of what follows it, text and so on.

    It is made in the request of a stranger without a session, so nothing of anybody's can be in it.
    """
    frame = render_template("frame.html", marks={name: _MARK.format(name) for name in BLOCKS})
    return tuple(re.split(_MARK.format(r"(\w+)"), frame))
