"""The blueprint that the board's pages put their routes on."""

from flask import Blueprint

bp = Blueprint("board", __name__, url_prefix="/board")
