"""The pages of the board; importing them hangs them on the blueprint."""

from careers.board.blueprint import bp
from careers.board.views import board, quality, reviews

__all__ = ["board", "bp", "quality", "reviews"]
