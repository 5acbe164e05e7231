"""The frame of a page for strangers, kept: only what stands in it is rendered for each request.

Rendering the head, the navigation and the foot takes longer than the words of most pages, and for somebody who is not
signed in they are the same each time but for the nonce.
"""

import re
from functools import lru_cache
from typing import Any

from flask import Flask, current_app, render_template, request, session

BLOCKS = ("title", "head", "before_content", "content")
_MARK = "\x02{}\x03"


def render_framed(template: str, **values: Any) -> str:
    """Return the same page as `render_template`, faster when a stranger asks.

    The template extends base.html itself and fills its BLOCKS, all of them; these use nothing from the top of the
    template (no import, no `set` outside a block). Whoever has a session, so whoever is signed in or has a message
    waiting, gets the page rendered as a whole.
    """
    if session:
        return render_template(template, **values)
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy has it
    app.update_template_context(values)
    page = app.jinja_env.get_template(template)
    context = page.new_context(values)
    parts = {name: "".join(page.blocks[name](context)) for name in BLOCKS} | {"nonce": _nonce()}
    return "".join(parts[piece] if n % 2 else piece for n, piece in enumerate(_frame(app, request.endpoint or "")))


@lru_cache(maxsize=64)
def _frame(app: Flask, _endpoint: str) -> tuple[str, ...]:
    """Return the frame of an endpoint's pages in pieces: text, the name of what follows it, text and so on.

    It is made in the request of a stranger without a session, so nothing of anybody's can be in it.
    """
    frame = render_template("frame.html", marks={name: _MARK.format(name) for name in BLOCKS})
    if _nonce():
        frame = frame.replace(_nonce(), _MARK.format("nonce"))
    return tuple(re.split(_MARK.format(r"(\w+)"), frame))


def _nonce() -> str:
    return str(getattr(request, "csp_nonce", ""))
