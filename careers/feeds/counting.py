"""First-party counts of how often adverts are opened: no cookie, no address, no browser, no time is kept.

Each worker counts in memory. Half a minute after the first view a thread adds what came together to the database, on a
connection of its own, so a page never waits and never writes. What is left is added when the worker ends; a worker
that is killed loses half a minute of counting, which harms nobody.
"""

import atexit
from collections import Counter
from threading import Lock, Timer
from typing import cast

from crawleruseragents import is_crawler
from flask import Blueprint, Flask, current_app, request
from flask.blueprints import BlueprintSetupState
from flask_login import current_user
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from careers.access import Permission
from careers.database import db, writing
from careers.jobs.seen import add_views
from careers.logs import get_log
from careers.web import signed_in_user

bp = Blueprint("counting", __name__)

COUNTED = frozenset({"finding.show_job", "placements.show_placement"})
SECONDS = 30
MOST_AT_ONCE = 500
"""References in one turn, so that no statement grows too long."""


class ViewCounter:
    """The views of one process that have not reached the database yet."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._seen: Counter[str] = Counter()
        self._lock = Lock()
        self._is_waiting = False

    def note(self, reference: str) -> None:
        """Count one view. Tests have no timer: they say themselves when to write."""
        with self._lock:
            self._seen[reference] += 1
            starts = not self._is_waiting and not self.app.testing
            self._is_waiting = self._is_waiting or starts
        if starts:
            timer = Timer(SECONDS, self.flush)
            timer.daemon = True
            timer.start()

    def flush(self) -> None:
        """Add what was counted to the database; keep it for the next time if that cannot be reached."""
        with self._lock:
            seen, self._seen, self._is_waiting = self._seen, Counter(), False
        references = sorted(seen)
        for start in range(0, len(references), MOST_AT_ONCE):
            turn = {reference: seen[reference] for reference in references[start : start + MOST_AT_ONCE]}
            try:
                with self.app.app_context(), writing(), db.engine.begin() as connection:
                    add_views(connection, turn)
            except SQLAlchemyError as error:
                get_log().warning("views not counted yet", exc_info=error)
                with self._lock:
                    self._seen.update(turn)


def view_counter(app: Flask) -> ViewCounter:
    """Return the counter of an application in this process."""
    counter: ViewCounter = app.extensions["view_counter"]
    return counter


@bp.record_once
def _begin(state: BlueprintSetupState) -> None:
    app = cast(Flask, state.app)
    counter = app.extensions["view_counter"] = ViewCounter(app)
    atexit.register(lambda: None if counter.app.testing else counter.flush())


@bp.after_app_request
def count_view(response: Response) -> Response:
    """Count the page of an advert that a person opened."""
    if request.endpoint in COUNTED and request.method == "GET" and response.status_code == 200 and _is_reader():
        view_counter(current_app).note((request.view_args or {})["reference"].upper())
    return response


def _is_reader() -> bool:
    """Say whether this is likely a person who may want the work: no program, no browser that only looks ahead."""
    browser = request.user_agent.string
    looks_ahead = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    if not browser or looks_ahead or is_crawler(browser):
        return False
    return not current_user.is_authenticated or signed_in_user().may(Permission.APPLICATION_MAKE)
