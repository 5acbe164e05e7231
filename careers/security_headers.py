"""The headers that keep a page safe: Flask-Talisman's, worked out once for each endpoint and not for each page.

Should the library rename what is overridden here, it does its work in its own way.
"""

from base64 import b64encode
from hashlib import sha256
from typing import Any

from flask import Flask, Request, request
from flask_talisman import Talisman
from markupsafe import Markup
from werkzeug.wrappers import Response

FIRST_SCRIPT = (
    'document.body.className += " js-enabled" + '
    '("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");'
)
"""What GOV.UK Frontend has a page run before anything else: the one script in the pages themselves."""

CONTENT_SECURITY_POLICY = {
    "default-src": "'self'",
    "script-src": f"'self' 'sha256-{b64encode(sha256(FIRST_SCRIPT.encode()).digest()).decode()}'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
"""The script is allowed by its hash: a nonce would have to be drawn anew for each page."""


class QuickTalisman(Talisman):
    """Talisman for views whose policies do not change while the site runs, and for scripts without a nonce."""

    def __init__(self, app: Flask, **options: Any) -> None:
        self._options: dict[str | None, dict[str, Any]] = {}
        self._headers: dict[tuple[str | None, bool], list[tuple[str, str]]] = {}
        self._names: set[str] = set()
        super().__init__(app, **options)

    def _get_local_options(self) -> dict[str, Any]:
        endpoint = request.endpoint
        options = self._options.get(endpoint)
        if options is None:
            options = self._options[endpoint] = super()._get_local_options()
        return options

    def _force_https(self) -> Response | None:
        return super()._force_https() if self.force_https else None

    def _make_nonce(self) -> None:
        """Draw none: no page has any."""

    def _set_response_headers(self, response: Response) -> Response:
        """Add the headers of this endpoint."""
        asked: Request = request._get_current_object()  # type: ignore[attr-defined]  # looks through the proxy take longer
        key = asked.endpoint, _is_secure(asked)
        headers = self._headers.get(key)
        if headers is None:
            blank = super()._set_response_headers(Response()).headers
            headers = self._headers[key] = [
                (name, value) for name, value in blank if name not in {"Content-Type", "Content-Length"}
            ]
            self._names |= {name.lower() for name, _ in headers}
        if self._names.isdisjoint([name.lower() for name, _ in response.headers]):
            response.headers.extend(headers)  # what takes the place of another header is looked for among all
        else:
            response.headers.update(headers)
        return response


def _is_secure(asked: Request) -> bool:
    return asked.is_secure or asked.environ.get("HTTP_X_FORWARDED_PROTO") == "https"


def set_security_headers(app: Flask, *, is_https: bool) -> None:
    """Send the headers with every answer; redirect plain requests when the site has an https address."""
    QuickTalisman(
        app,
        force_https=is_https,
        strict_transport_security=is_https,
        session_cookie_secure=is_https,
        content_security_policy=CONTENT_SECURITY_POLICY,
        referrer_policy="same-origin",
        permissions_policy={"geolocation": "(self)", "camera": "()", "microphone": "()"},
    )
    app.jinja_env.globals["first_script"] = Markup(FIRST_SCRIPT)  # noqa: S704  ours
