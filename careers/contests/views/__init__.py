"""Pages of contested answers, by journey. Importing it puts every route on the blueprint."""

from careers.contests.blueprint import bp
from careers.contests.views import answers, desk

__all__ = ["answers", "bp", "desk"]
