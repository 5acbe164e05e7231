"""The start page, help, health, and what every answer carries."""

import re
from base64 import b64encode
from datetime import date
from hashlib import sha256
from html import unescape

import pytest
import sqlalchemy as sa
from flask import Flask

from careers.database import db
from careers.reference.retention import list_periods
from tests.client import PageClient
from tests.factories import Factory


def test_the_start_page_counts_what_is_open(client: PageClient, make: Factory) -> None:
    make.vacancy()
    make.vacancy(status="paused")
    make.placement()

    page = client.get("/").text

    assert "1 job</a>" in page
    assert "0 apprenticeships</a>" in page
    assert "1 placement</a>" in page


@pytest.mark.parametrize("name", ["privacy", "accessibility", "cookies", "scams", "contact", "data", "search"])
def test_help_pages(client: PageClient, name: str) -> None:
    assert client.get(f"/help/{name}").status_code == 200


def test_how_results_are_ordered_is_said_on_a_page_that_each_page_leads_to(client: PageClient) -> None:
    page = client.get("/help/search").text

    assert "Nobody can pay to be higher in the list." in page
    assert "Then new adverts, and those that close within a week." in page
    assert 'href="/help/search"' in client.get("/jobs").text


def test_the_privacy_page_shows_each_period_that_the_tasks_obey(client: PageClient) -> None:
    page = client.get("/help/privacy").text

    assert "An application you did not send" in page
    assert all(period.words in unescape(page) for period in list_periods(date(2026, 11, 24)))


def test_an_unknown_page_says_so(client: PageClient) -> None:
    for path in ("/help/unknown", "/nowhere", "/jobs/V-XXXXXX"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "Page not found" in answer.text


def test_health_says_whether_the_database_is_there_and_migrated(app: Flask, client: PageClient) -> None:
    ready = client.get("/health/ready")
    db.session.execute(sa.text("ALTER TABLE search_revisions RENAME TO gone"))
    db.session.commit()
    try:
        broken = client.get("/health/ready")
    finally:
        db.session.rollback()
        db.session.execute(sa.text("ALTER TABLE gone RENAME TO search_revisions"))
        db.session.commit()

    assert (client.get("/health/live").status_code, ready.status_code, broken.status_code) == (200, 200, 503)


def test_every_page_carries_a_strict_policy_with_the_hash_of_its_one_script(client: PageClient) -> None:
    answer = client.get("/")

    policy = answer.headers["Content-Security-Policy"]
    scripts = re.findall(r"<script>(.*?)</script>", answer.text)
    hashes = [b64encode(sha256(script.encode()).digest()).decode() for script in scripts]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert f"script-src 'self' 'sha256-{hashes[0]}';" in policy
    assert len(scripts) == 1
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_pages_of_signed_in_people_are_not_kept_by_caches(client: PageClient, make: Factory) -> None:
    public_page = client.get("/jobs")
    private_page = client.sign_in(make.user()).get("/account/saved")

    assert "no-store" not in public_page.headers.get("Cache-Control", "")
    assert private_page.headers["Cache-Control"] == "no-store"


def test_markup_is_shown_as_text(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy(title="<script>alert(1)</script>", description="</script><b>bold</b>")

    page = client.get(f"/jobs/{vacancy.reference}").text

    assert "<script>alert(1)</script>" not in page
    assert "<b>bold</b>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_page_left_open_too_long_says_how_to_keep_what_was_written(app: Flask, client: PageClient) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        answer = client.post("/sign-in", {"email": "amara@example.com"})
    finally:
        app.config["WTF_CSRF_ENABLED"] = False

    assert answer.status_code == 400
    assert "what you wrote is still there. Copy it" in answer.text
