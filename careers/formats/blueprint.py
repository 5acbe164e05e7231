"""The blueprint that the journeys of this feature put their routes on."""

from flask import Blueprint

bp = Blueprint("formats", __name__)
