"""The blueprint that the journeys of this feature put their routes on."""

from flask import Blueprint, request

from careers.web import keep_address_secret

bp = Blueprint("questions", __name__)


@bp.before_request
def _guard_token() -> None:
    """Keep experts' pages out of caches, search engines and referrers: their address is a secret."""
    if "token" in (request.view_args or {}):
        keep_address_secret()
