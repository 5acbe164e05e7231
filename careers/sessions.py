"""What is kept of a visit, in a signed cookie: Flask's own, without the work for the many who have none."""

from flask import Flask
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from werkzeug.wrappers import Request, Response


class QuickSessions(SecureCookieSessionInterface):
    """Makes a signer only for a visitor who sends a cookie or is given one."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return what the visitor's cookie holds, or an empty session."""
        if "HTTP_COOKIE" not in request.environ or not request.cookies.get(self.get_cookie_name(app)):
            return self.session_class()
        return super().open_session(app, request)  # type: ignore[arg-type]  # as above

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie when there is anything to send."""
        if session or session.modified or any(name == "Vary" for name, _ in response.headers):
            super().save_session(app, session, response)  # type: ignore[arg-type]  # as above
        elif session.accessed:
            response.headers["Vary"] = "Cookie"
