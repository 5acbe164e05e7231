"""The pages of this feature, by journey; importing them hangs them on the blueprint."""

from careers.placements.blueprint import bp
from careers.placements.views import account, advising, asking, bookings, publish

__all__ = ["account", "advising", "asking", "bookings", "bp", "publish"]
