"""What every page shares: who may come in, the error pages, the values templates always have, the request log."""

import hashlib
import json
import time
from collections.abc import Sequence
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import (
    Flask,
    Request,
    abort,
    current_app,
    flash,
    g,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_limiter import RateLimitExceeded
from flask_limiter.util import get_remote_address
from flask_login import AnonymousUserMixin, LoginManager, current_user
from flask_wtf.csrf import CSRFError, CSRFProtect
from sqlalchemy.exc import NoResultFound, OperationalError
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.wrappers import Response

from careers.access import Mark, mark_of
from careers.crowd import RETRY_AFTER_SECONDS, door
from careers.database import db, expect_writing
from careers.errors import NotAllowed
from careers.logs import get_log, number_request
from careers.rate_limits import QuickLimiter

if TYPE_CHECKING:
    from careers.accounts.models import User


class QuickCsrf(CSRFProtect):
    """Looks at forms only: Flask-WTF's own looks first whether the page is exempt."""

    def protect(self, apply_exemptions: bool = False) -> None:
        """Refuse a form that is not from a page of ours."""
        if request.method in UNSAFE:
            super().protect(apply_exemptions)


csrf = QuickCsrf()
login_manager = LoginManager()
limiter = QuickLimiter(get_remote_address, headers_enabled=False)

VISITOR = "visitor"
"""Under which a session holds the secret of somebody who takes part without an account. It outlasts signing in."""

STATIC = Path(__file__).parent / "static"
UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
LARGEST_ID = 2**31 - 1
PROBES = frozenset({"health.live", "health.ready"})
RETRY_AFTER = {429: 60, 503: RETRY_AFTER_SECONDS}
"""Seconds after which a browser or a search engine may come again."""

ERROR_PAGES = {
    400: ("Something was wrong with that request", "Go back, check what you entered and try again."),
    403: ("You cannot see this page", "Your account does not open it. Sign out to use another, or ask us for help."),
    404: ("Page not found", "Check the address, or go on from the start page."),
    405: ("Something was wrong with that request", "Go back and use the button on the page."),
    410: ("This advert has gone", "It was taken down. Search for work that is open now."),
    413: ("That was too much text", "Go back, make your answer shorter and try again."),
    429: ("Please wait a moment", "There were too many tries from your connection. Wait a few minutes and try again."),
    500: ("Sorry, there is a problem with the service", "Try again in a few minutes. What you saved is safe."),
    503: ("The service is busy", "Try again in a minute. What you saved is safe."),
}

TRY_AGAIN = "Try this page again in a minute. What you saved is safe."
DATABASE_AWAY = ("We cannot reach our records at the moment", TRY_AGAIN)
DATABASE_AWAY_FOR_STRANGERS = (DATABASE_AWAY[0], f"You can still search for work. {TRY_AGAIN}")
"""A stranger's search goes on from memory; that of somebody who is signed in needs to know who they are."""

PROBLEMS = {
    404: "There is nothing at this address.",
    405: "This address does not take that method.",
    410: "This advert was taken down, or ended long ago.",
}
"""What a program is told where the sentence of the page would not fit."""


def is_stranger() -> bool:
    """Say whether nobody can be signed in, without finding out who: most visitors are strangers."""
    return "_user_id" not in session


def request_itself() -> Request:
    """Return the request as the real object: each look through the proxy takes as long as a small function."""
    asked: Request = request._get_current_object()  # type: ignore[attr-defined]  # the proxy has it
    return asked


def signed_in_user() -> "User":
    """Return the person who is signed in, as the real object: a proxy kept on a model would outlive its request."""
    user: User = current_user._get_current_object()
    return user


def local_path(target: str | None) -> str | None:
    """Return `target` if it is a path of this site, else None: nobody is sent elsewhere by a link of ours."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    parts = urlsplit(target)
    return None if parts.scheme or parts.netloc or any(ord(c) < 32 for c in target) else target


@lru_cache(maxsize=64)
def static_url(path: str) -> str:
    """Return the address of a file under `careers/static`; it changes with the content, so browsers may keep it."""
    if not (STATIC / path).is_file():
        return f"/static/{path}"
    return f"/static/{path}?v={hashlib.sha256((STATIC / path).read_bytes()).hexdigest()[:12]}"


def _is_nothing(part: str | int) -> bool:
    """Say whether a part of an address is one that no record has, and at which a database would stumble."""
    return part > LARGEST_ID if isinstance(part, int) else not part.isprintable()


def _guard() -> ResponseReturnValue | None:
    """Let the request in only as far as the endpoint's mark says."""
    expect_writing(False)  # what the request before on this thread expected must not count
    asked = request_itself()
    if asked.endpoint is None:
        return None
    if asked.view_args and any(map(_is_nothing, asked.view_args.values())):
        abort(404)
    mark = mark_of(current_app.view_functions[asked.endpoint])
    expect_writing(asked.method in UNSAFE or bool(mark and mark.writes_on_get))
    if mark is None:
        abort(403)
    return _check(mark)


def _check(mark: Mark) -> ResponseReturnValue | None:
    """Let in who holds the permission of a mark; send others to sign in, or away."""
    g.is_personal = mark.or_visitor
    if mark.permission is None:
        return None
    if not current_user.is_authenticated:
        if mark.or_visitor:
            return None
        target = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("accounts.ask_for_code", next=target))
    if not signed_in_user().may(mark.permission):
        abort(403)
    return None


def _send_away_when_crowded() -> None:
    """Answer at once that the service is busy when the wait has become too long; who sends a form is served."""
    asked = request_itself()
    if asked.method not in UNSAFE and asked.endpoint not in PROBES and door.is_crowded():
        abort(503)


def _start_log() -> None:
    g.started = time.perf_counter()
    number_request()


def _finish_log(response: Response) -> Response:
    seconds = time.perf_counter() - g.get("started", time.perf_counter())
    if response.status_code != 503:
        door.note_served(seconds)
    asked = request_itself()
    if asked.endpoint not in PROBES:
        get_log().info(
            "request",
            method=asked.method,
            endpoint=asked.endpoint,
            status=response.status_code,
            milliseconds=round(seconds * 1000, 1),
        )
    return response


def keep_address_secret() -> None:
    """Mark the page of this request as one whose address is a secret: no cache, search engine or other site gets it."""
    g.has_secret_address = True


def keep_page_personal() -> None:
    """Mark the page of this request as one person's own, signed in or not: no cache keeps it."""
    g.is_personal = True


def _keep_private_pages_out_of_caches(response: Response) -> Response:
    if g.pop("has_secret_address", False):
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
    user_id = g.get("_login_user")
    is_signed_in = user_id is not None and user_id.is_authenticated
    if is_signed_in or request.method in UNSAFE or g.pop("is_personal", False) or "sign_in_key" in session:
        response.headers["Cache-Control"] = "no-store"
    return response


def problem(code: int, detail: str, *, errors: Sequence[tuple[str, str]] = ()) -> Response:
    """Return an error as programs read it (RFC 9457); `errors` are fields, each with what is wrong with it."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(code).phrase,
        "status": code,
        "detail": detail,
        "errors": [{"field": field, "message": message} for field, message in errors],
    }
    return Response(json.dumps(body), code, mimetype="application/problem+json")


def error_page(code: int, sentence: str | None = None, *, words: tuple[str, str] | None = None) -> ResponseReturnValue:
    """Return the page of an error with what to do next; programs get a problem in its place.

    `words` are a heading and a next step in place of the usual ones of the code.
    """
    title, next_step = words or ERROR_PAGES.get(code, ERROR_PAGES[500])
    headers = {"Retry-After": str(RETRY_AFTER[code])} if code in RETRY_AFTER else {}
    if request.path.startswith("/api/"):
        return problem(code, sentence or PROBLEMS.get(code, f"{title}. {next_step}")), headers
    page = render_template("errors/error.html", code=code, heading=title, sentence=sentence or next_step)
    return page, code, headers


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code is not None and error.code < 400:
        return error.get_response()
    response = make_response(error_page(error.code or 500))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _csrf_error(_error: CSRFError) -> ResponseReturnValue:
    return error_page(
        400,
        "The page was open for a long time, or you signed out in between. Go back with your browser: what you wrote is "
        "still there. Copy it, reload the page, sign in if we ask, and try again.",
    )


def _not_allowed(error: NotAllowed) -> ResponseReturnValue:
    db.session.rollback()
    return (
        render_template("errors/error.html", code=409, heading="This cannot be done now", sentence=str(error)),
        409,
    )


def _fault(error: Exception) -> ResponseReturnValue:
    db.session.rollback()
    get_log().error("fault", exc_info=error, endpoint=request.endpoint)
    return error_page(500)


def _no_row(_error: NoResultFound) -> ResponseReturnValue:
    return error_page(404)


def _database_away(error: OperationalError) -> ResponseReturnValue:
    """Say that the database cannot be reached, without asking it who is reading that."""
    db.session.rollback()
    g._login_user = AnonymousUserMixin()
    get_log().error("database", exc_info=error, endpoint=request.endpoint)
    return error_page(503, words=DATABASE_AWAY_FOR_STRANGERS if is_stranger() else DATABASE_AWAY)


def _too_many(_error: RateLimitExceeded) -> ResponseReturnValue:
    response = make_response(error_page(429))
    limit = limiter.current_limit
    response.headers["Retry-After"] = str(max(1, round(limit.reset_at - time.time())) if limit else 60)
    return response


def init_web(app: Flask) -> None:
    """Install the guard, the error pages, the template values and the request log."""
    csrf.init_app(app)
    login_manager.init_app(app)
    app.before_request(_start_log)
    app.before_request(_send_away_when_crowded)
    limiter.init_app(app)
    app.before_request(_guard)
    app.after_request(_keep_private_pages_out_of_caches)
    app.after_request(_finish_log)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(RateLimitExceeded, _too_many)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(NoResultFound, _no_row)
    app.register_error_handler(NotAllowed, _not_allowed)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(Exception, _fault)

    @app.context_processor
    def _always() -> dict[str, Any]:
        return {
            "demonstration_mode": app.config["CAREERS_MODE"] == "demo",
            "service_name": app.config["SERVICE_NAME"],
            "council_name": app.config["COUNCIL_NAME"],
            "contact_email": app.config["CONTACT_EMAIL"],
            "static_url": static_url,
        }


def check_marks(app: Flask) -> None:
    """Refuse to start when an endpoint has no access mark, or takes a POST on a permission to read."""
    for rule in app.url_map.iter_rules():
        mark = mark_of(app.view_functions[rule.endpoint])
        if mark is None:
            raise RuntimeError(f"endpoint {rule.endpoint} carries neither @public nor @requires")
        takes_post = bool(UNSAFE & (rule.methods or set()))
        if takes_post and mark.permission is not None and mark.permission.value.endswith(":read"):
            raise RuntimeError(f"endpoint {rule.endpoint} takes a POST on {mark.permission.value}")


def say(message: str) -> None:
    """Show a sentence at the top of the next page."""
    flash(message)
