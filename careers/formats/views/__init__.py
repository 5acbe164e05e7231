"""Pages of answering in another way, by journey. Importing it puts every route on the blueprint."""

from careers.formats.blueprint import bp
from careers.formats.views import asking, desk, paper, writing

__all__ = ["asking", "bp", "desk", "paper", "writing"]
