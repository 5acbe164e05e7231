"""The headers that keep a page safe: Flask-Talisman's, worked out once for each endpoint and not for each page.

Should the library rename what is overridden here, it does its work in its own way.
"""

import secrets
from typing import Any

from flask import Flask, Request, request
from flask_talisman import Talisman
from werkzeug.wrappers import Response

CONTENT_SECURITY_POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}

_NONCE_MARK = "\x02nonce\x03"


class QuickTalisman(Talisman):
    """Talisman for views whose policies do not change while the site runs."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self._options: dict[str | None, dict[str, Any]] = {}
        self._headers: dict[tuple[str | None, bool, bool], list[tuple[str, str]]] = {}
        super().__init__(*args, **options)

    def _get_local_options(self) -> dict[str, Any]:
        return self._options_of(request.endpoint)

    def _options_of(self, endpoint: str | None) -> dict[str, Any]:
        options = self._options.get(endpoint)
        if options is None:
            options = self._options[endpoint] = super()._get_local_options()
        return options

    def _force_https(self) -> Response | None:
        return super()._force_https() if self.force_https else None

    def _make_nonce(self) -> None:
        asked: Any = request._get_current_object()  # type: ignore[attr-defined]  # looks through the proxy take longer
        if self._options_of(asked.endpoint)["content_security_policy_nonce_in"]:
            asked.csp_nonce = secrets.token_urlsafe(24)  # where Talisman keeps it

    def _set_response_headers(self, response: Response) -> Response:
        """Add the headers of this endpoint, with the nonce of this page."""
        asked: Request = request._get_current_object()  # type: ignore[attr-defined]  # as above
        nonce = getattr(asked, "csp_nonce", "")  # none where the request was turned away before there was one
        key = asked.endpoint, _is_secure(asked), bool(nonce)
        headers = self._headers.get(key)
        if headers is None:
            blank = super()._set_response_headers(Response()).headers
            headers = self._headers[key] = [
                (name, value.replace(nonce, _NONCE_MARK) if nonce else value)
                for name, value in blank
                if name not in {"Content-Type", "Content-Length"}
            ]
        for name, value in headers:
            response.headers[name] = value.replace(_NONCE_MARK, nonce)
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
        content_security_policy_nonce_in=["script-src"],
        referrer_policy="same-origin",
        permissions_policy={"geolocation": "(self)", "camera": "()", "microphone": "()"},
    )
