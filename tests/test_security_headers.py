"""The headers of every answer, on a site with an https address and on one without."""

from pathlib import Path

import pytest
from flask import Flask, Response

from careers.access import public
from careers.app import create_app
from tests.conftest import settings_for


def site(folder: Path, public_url: str) -> Flask:
    """Return an application with one more page, which sends a policy of its own."""
    app = create_app(settings_for(f"sqlite:///{folder}/careers.db", folder, public_url=public_url))
    app.add_url_rule("/own", "own", public(lambda: Response("words", headers={"Referrer-Policy": "no-referrer"})))
    return app


def test_plain_requests_are_sent_to_https_and_browsers_told_to_stay_there(tmp_path: Path) -> None:
    client = site(tmp_path, "https://care.example").test_client()

    for _ in range(2):
        plain = client.get("/health/live", base_url="http://care.example")
        secure = client.get("/health/live", base_url="https://care.example")

        assert (plain.status_code, plain.location) == (302, "https://care.example/health/live")
        assert secure.status_code == 200
        assert secure.headers["Strict-Transport-Security"] == "max-age=31556926; includeSubDomains"
        assert "Strict-Transport-Security" not in plain.headers


def test_a_site_without_https_sends_nobody_there(tmp_path: Path) -> None:
    answer = site(tmp_path, "http://127.0.0.1:5000").test_client().get("/health/live")

    assert answer.status_code == 200
    assert "Strict-Transport-Security" not in answer.headers


@pytest.mark.parametrize("path", ["/health/live", "/own", "/nothing-there", "/embed/jobs"])
def test_each_header_comes_once(tmp_path: Path, path: str) -> None:
    client = site(tmp_path, "http://127.0.0.1:5000").test_client()

    for _ in range(2):
        names = [name.lower() for name, _ in client.get(path).headers]

        assert len(names) == len(set(names))
        assert {"content-security-policy", "x-content-type-options", "referrer-policy"} <= set(names)
