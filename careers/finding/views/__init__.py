"""The pages of this feature, by journey; importing them hangs them on the blueprint."""

from careers.finding.blueprint import bp
from careers.finding.views import adverts, places, saved, search

__all__ = ["adverts", "bp", "places", "saved", "search"]
