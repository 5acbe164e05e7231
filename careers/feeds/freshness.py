"""Whether a program has the newest answer already: one small question to the database instead of the whole answer.

An answer stands until something that the public can find changes, or the day does: at midnight in England a closing
date passes without anybody changing anything.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime, time

from flask import request
from werkzeug.wrappers import Response

from careers import clock
from careers.feeds import adverts

FORM = "2"
"""Raise it when the same data would be written in another way: programs that hold the old one must fetch it anew."""


def when_changed(make: Callable[[], Response], *, with_permission: bool = False) -> Response:
    """Return what `make` gives, or 304 when the program has it already; `with_permission` for feeds to other sites."""
    revision, changed_at = adverts.newest_change()
    allowed, allowed_at = adverts.newest_permission() if with_permission else (0, None)
    today = clock.today()
    moments = (changed_at, allowed_at, datetime.combine(today, time(), tzinfo=clock.LONDON))
    tag = _tag(FORM, revision, today, allowed, allowed_at, request.full_path)
    modified = max(moment for moment in moments if moment is not None)
    unchanged = _stamp(Response(), tag, modified).make_conditional(request.environ)
    return unchanged if unchanged.status_code == 304 else _stamp(make(), tag, modified)


def _tag(*parts: object) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:24]


def _stamp(response: Response, tag: str, modified: datetime) -> Response:
    """Let anybody keep a good answer, and ask each time whether it still stands."""
    if response.status_code == 200:
        response.set_etag(tag, weak=True)
        response.last_modified = modified
        response.cache_control.public = True
        response.cache_control.no_cache = True
    return response
