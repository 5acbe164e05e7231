"""What a program or a list on another site asks for, read as the search page reads it."""

from flask import current_app, request

from careers.geo.distance import LatLon
from careers.geo.districts import centre_of
from careers.jobs.asked_in_words import as_meant
from careers.jobs.search_query import SearchQuery, read_query


def near_here() -> LatLon:
    """Return the middle of the area served: places around it are meant first."""
    return centre_of(current_app.config["AREA_CODES"])


def search_asked_for() -> SearchQuery:
    """Return the search in the address, with the place and the least pay that its words say taken as these."""
    query = read_query(request.args.to_dict(flat=False))
    return query if "words" in request.args else as_meant(query, near=near_here())
