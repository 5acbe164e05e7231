"""A bare page to compare with: a minimal Flask application whose one view renders 20 plain cards of so many bytes."""

from functools import lru_cache

from flask import Flask, render_template
from jinja2 import DictLoader

CARDS = 20
PAGE = """<!doctype html><html lang="en"><head><title>{{ title }}</title></head><body><h1>{{ title }}</h1><ul>
{% for card in cards %}<li><h2><a href="{{ card.url }}">{{ card.title }}</a></h2><p>{{ card.employer }}</p>
<p>{{ card.pay }}</p><p>{{ card.hours }}</p>
<p>{{ card.contract }}</p><p>{{ card.closes }}</p><p>{{ card.text }}</p></li>
{% endfor %}</ul></body></html>"""

app = Flask(__name__, static_folder=None, template_folder=None)
app.jinja_loader = DictLoader({"page.html": PAGE})


@app.route("/<int:size>")
def page(size: int) -> str:
    """Render a page of about `size` bytes."""
    return render_template("page.html", title="Twenty cards", cards=cards_for(size))


@lru_cache(maxsize=64)
def cards_for(size: int) -> list[dict[str, str]]:
    """Return 20 cards whose page is as long as asked, by the length of their text."""
    text = "x" * max(0, size // CARDS - 200)
    return [
        {
            "url": f"/cards/{number}",
            "title": f"Card number {number}",
            "employer": "Somebody, somewhere",
            "pay": "An amount an hour",
            "hours": "Some hours a week",
            "contract": "For as long as you like",
            "closes": "Some day soon",
            "text": text,
        }
        for number in range(CARDS)
    ]
