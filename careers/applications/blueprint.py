"""The blueprint that the journeys of this feature hang on."""

from flask import Blueprint

bp = Blueprint("applications", __name__)
