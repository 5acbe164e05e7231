"""Pages filled in: the same page as rendered as a whole, for strangers only, never with another's words."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask, session
from jinja2 import ChoiceLoader, DictLoader
from markupsafe import Markup

from careers import frames
from careers.frames import Sharing, render_framed, render_stamped
from tests.client import check_page, read

TEMPLATE = """{% extends "base.html" %}
{% block title %}{{ name }}{% endblock %}
{% block head %}<script type="application/ld+json">{}</script>{% endblock %}
{% block before_content %}<a href="{{ back }}">Back</a>{% endblock %}
{% block content %}<h1>{{ name }}</h1>{{ words }}{% if is_open %}<p>Open</p>{% endif %}{% endblock %}"""


@pytest.fixture
def framed_app(app: Flask) -> Iterator[Flask]:
    """Give the application with one more template, and nothing kept."""
    before = app.jinja_env.loader
    app.jinja_env.loader = ChoiceLoader([DictLoader({"framed.html": TEMPLATE}), before])
    frames._stamped.cache_clear()
    yield app
    app.jinja_env.loader = before
    frames._stamped.cache_clear()


def stamped(name: str, back: str, *, is_open: bool) -> str:
    """Render the page by filling it in."""
    return render_stamped(
        "framed.html",
        Sharing(name, f"About {name}"),
        plain={"name": name, "back": back},
        ready={"words": Markup("<p>100% <b>ours</b></p>")},
        is_open=is_open,
    )


def framed(name: str, back: str, *, is_open: bool) -> str:
    """Render its words into the frame that is kept."""
    words = Markup("<p>100% <b>ours</b></p>")
    return render_framed("framed.html", name=name, back=back, words=words, is_open=is_open, description=f"About {name}")


Rendering = Callable[..., str]
BOTH = pytest.mark.parametrize("render", [stamped, framed])


def page(
    app: Flask,
    render: Rendering,
    name: str,
    *,
    back: str = "/jobs",
    is_open: bool = True,
    path: str = "/jobs/V-1",
    **in_session: str,
) -> str:
    """Render the page for one visitor."""
    with app.test_request_context(path):
        app.preprocess_request()
        session.update(in_session)
        return render(name, back, is_open=is_open)


@BOTH
def test_it_is_the_page_as_a_whole(framed_app: Flask, render: Rendering) -> None:
    name = 'Rose & <Sons> "50%" %s'

    first, again = (page(framed_app, render, name) for _ in range(2))
    whole = page(framed_app, render, name, anything="here")  # who has a session gets the page rendered as a whole

    assert first == again
    assert "".join(read(first).split()) == "".join(read(whole).split())
    check_page(page(framed_app, render, "Rose & <Sons>"))


@BOTH
def test_each_answer_has_its_own_words_and_way_back(framed_app: Flask, render: Rendering) -> None:
    page(framed_app, render, "Laundry")

    other = page(framed_app, render, "Carer", back="/elsewhere")

    assert 'href="/elsewhere"' in other
    assert "<h1>Carer</h1>" in other
    assert "Laundry" not in other


@BOTH
def test_what_is_asked_by_the_template_makes_another_page(framed_app: Flask, render: Rendering) -> None:
    is_open, is_closed = (page(framed_app, render, "Laundry", is_open=is_open) for is_open in (True, False))

    assert "<p>Open</p>" in is_open
    assert "<p>Open</p>" not in is_closed


@BOTH
def test_what_search_engines_read_is_of_the_page_in_hand(framed_app: Flask, render: Rendering) -> None:
    page(framed_app, render, "Laundry", path="/jobs/V-1")

    other = page(framed_app, render, "Carer", path="/jobs/V-2")

    assert 'rel="canonical" href="http://127.0.0.1:5000/jobs/V-2"' in other
    assert 'property="og:title" content="Carer"' in other
    assert 'name="description" content="About Carer"' in other


@BOTH
def test_nothing_of_a_person_is_kept_for_strangers(framed_app: Flask, render: Rendering) -> None:
    mine = page(framed_app, render, "Mine", anything="here")

    theirs = page(framed_app, render, "Laundry")

    assert "<h1>Mine</h1>" in mine
    assert "Mine" not in theirs
