"""Pages of the desk of questions, and those on which experts rate."""

from careers.questions.blueprint import bp
from careers.questions.views import desk, files, inviting, rating, releases, writing

__all__ = ["bp", "desk", "files", "inviting", "rating", "releases", "writing"]
