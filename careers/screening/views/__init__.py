"""Pages of what matters to you, journey by journey. Importing it puts every route on the blueprint."""

from careers.screening.blueprint import bp
from careers.screening.views import answering, keeping, profile

__all__ = ["answering", "bp", "keeping", "profile"]
