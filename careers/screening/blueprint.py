"""The blueprint that the journeys of this feature put their routes on."""

from flask import Blueprint

from careers.screening.bank import name_of

bp = Blueprint("screening", __name__, url_prefix="/values")

bp.add_app_template_filter(name_of, "question_name")
