"""The pages of this feature, by journey; importing them hangs them on the blueprint."""

from careers.finding import card_html
from careers.finding.blueprint import bp
from careers.finding.views import adverts, compare, landing, places, saved, search

__all__ = ["adverts", "bp", "card_html", "compare", "landing", "places", "saved", "search"]
