"""The blueprint that the journeys of this feature put their routes on."""

from flask import Blueprint, request

from careers.web import keep_address_secret

bp = Blueprint("alerts", __name__)


@bp.before_request
def _guard_token() -> None:
    """Keep the pages behind the links of our messages out of caches, search engines and referrers."""
    if "token" in (request.view_args or {}):
        keep_address_secret()
