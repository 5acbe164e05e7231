"""The pages of this feature, by journey; importing them hangs them on the blueprint."""

from careers.jobs.blueprint import bp
from careers.jobs.views import search

__all__ = ["bp", "search"]
