"""The pages of this feature, by journey; importing them hangs them on the blueprint."""

from careers.finding.blueprint import bp
from careers.finding.views import adverts, compare, saved, search

__all__ = ["adverts", "bp", "compare", "saved", "search"]
