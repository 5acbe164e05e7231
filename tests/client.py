"""A test client that checks every page it fetches, so that each test of a view is also a test of its page."""

import re
from collections import Counter
from typing import Any

import html5lib
from flask import Flask, g
from werkzeug.test import TestResponse

from careers.accounts.models import User
from careers.database import db

TREE = html5lib.treebuilders.getTreeBuilder("etree")


def read(html: str) -> str:
    """Return HTML with letters in place of references to letters that are not ASCII: what its reader sees."""
    return re.sub(r"&#(\d{3,});", lambda found: chr(int(found[1])), html)


class ReadResponse(TestResponse):
    """An answer whose text is as it is read."""

    @property
    def text(self) -> str:
        """The page, letters as letters."""
        return read(super().text)


class PageClient:
    """Fetches pages; each must be valid HTML with a title, one h1, unique ids, and a summary when a form failed."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.http = app.test_client()
        self.http.response_wrapper = type("ReadResponse", (ReadResponse, self.http.response_wrapper), {})

    def sign_in(self, user: User) -> "PageClient":
        """Sign a user in by session, without the code."""
        with self.http.session_transaction() as session:
            session["_user_id"] = user.get_id()
            session["_fresh"] = True
        return self

    def get(self, path: str, **options: Any) -> TestResponse:
        """Fetch a page."""
        return self._checked(self.http.get(path, **options))

    def post(self, path: str, data: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        """Send a form."""
        return self._checked(self.http.post(path, data=data or {}, **options))

    def follow(self, response: TestResponse) -> TestResponse:
        """Fetch the page that a redirect points to."""
        assert response.status_code in {302, 303}, f"no redirect but {response.status_code}: {response.text[:400]}"
        return self.get(response.location)

    def _checked(self, response: TestResponse) -> TestResponse:
        unsaved = [*db.session.new, *db.session.dirty, *db.session.deleted]
        assert not unsaved, f"left uncommitted: {unsaved}"
        response.get_data()  # a long feed is sent as it is made: to its end, before the next request
        is_page = response.mimetype == "text/html" and not response.request.path.endswith(".fragment")
        if is_page and response.status_code not in {301, 302, 303}:
            check_page(response.text)
        db.session.expire_all()
        g.pop("_login_user", None)  # requests in a test share one context, which remembers who was signed in
        return response


def check_page(html: str) -> None:
    """Check what every page must have."""
    html5lib.HTMLParser(tree=TREE, strict=True, namespaceHTMLElements=False).parse(html)
    assert re.search(r"<title>\s*\S", html), "the page has no title"
    assert len(re.findall(r"<h1[\s>]", html)) == 1, "the page must have exactly one h1"
    ids = Counter(re.findall(r'\sid="([^"]*)"', html))
    repeated = [name for name, count in ids.items() if count > 1]
    assert not repeated, f"ids stand twice: {repeated}"
    if "govuk-error-message" in html:
        assert "govuk-error-summary" in html, "a form failed and the page has no error summary"
        assert "<title>Error: " in re.sub(r"\s+", " ", html).replace("<title> ", "<title>"), (
            "the title must begin with Error:"
        )
