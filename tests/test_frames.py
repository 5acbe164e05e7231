"""Kept pages: the same page as rendered as a whole, for strangers only, and never with another's words or nonce."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from flask import Flask, render_template, request, session
from jinja2 import ChoiceLoader, DictLoader

from careers import frames
from careers.frames import render_kept
from tests.client import check_page

TEMPLATE = """{% extends "base.html" %}
{% block title %}{{ name }}{% endblock %}
{% block head %}<script type="application/ld+json" nonce="{{ csp_nonce() }}">{}</script>{% endblock %}
{% block before_content %}<a href="{{ request.args.back }}">Back</a>{% endblock %}
{% block content %}<h1>{{ name }}</h1>{% endblock %}"""


@pytest.fixture
def kept_app(app: Flask) -> Iterator[Flask]:
    """Give the application with one more template, and nothing kept."""
    before = app.jinja_env.loader
    app.jinja_env.loader = ChoiceLoader([DictLoader({"kept.html": TEMPLATE}), before])
    frames._kept.clear()
    yield app
    app.jinja_env.loader = before


def page(app: Flask, name: str, *, back: str = "/jobs", nonce: str = "n1", **in_session: str) -> str:
    """Render the page for one visitor."""
    with app.test_request_context(f"/jobs/V-1?back={back}"):
        app.preprocess_request()
        request_nonce(nonce)
        session.update(in_session)
        return render_kept("kept.html", name, lambda: {"name": name})


def request_nonce(nonce: str) -> None:
    request.csp_nonce = nonce  # type: ignore[attr-defined]  # Talisman puts it there


def whole(app: Flask, values: Mapping[str, Any], *, nonce: str) -> str:
    with app.test_request_context("/jobs/V-1?back=/jobs"):
        app.preprocess_request()
        request_nonce(nonce)
        return render_template("kept.html", **values)


def test_it_is_the_page_as_a_whole(kept_app: Flask) -> None:
    first, again = page(kept_app, "Rose & <Sons>"), page(kept_app, "Rose & <Sons>")

    assert first == again == whole(kept_app, {"name": "Rose & <Sons>"}, nonce="n1")
    check_page(first)


def test_each_answer_has_its_own_nonce_and_way_back(kept_app: Flask) -> None:
    page(kept_app, "Cook")

    other = page(kept_app, "Cook", nonce="n2", back="/elsewhere")

    assert other.count('nonce="n2"') == 3
    assert "n1" not in other
    assert 'href="/elsewhere"' in other


def test_other_facts_are_another_page(kept_app: Flask) -> None:
    page(kept_app, "Cook")

    assert "<h1>Carer</h1>" in page(kept_app, "Carer")


def test_words_are_made_once_for_strangers_and_each_time_for_others(kept_app: Flask) -> None:
    page(kept_app, "Cook")
    with kept_app.test_request_context("/jobs/V-1"):
        kept_app.preprocess_request()
        render_kept("kept.html", "Cook", lambda: pytest.fail("made again"))

        session["anything"] = "here"
        assert "<h1>Mine</h1>" in render_kept("kept.html", "Cook", lambda: {"name": "Mine"})


def test_the_oldest_go_when_there_are_too_many(kept_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "MOST_KEPT", 2)

    for name in ("one", "two", "three"):
        page(kept_app, name)

    assert [key for _, key in frames._kept[kept_app]] == ["two", "three"]
