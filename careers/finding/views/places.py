"""Where the person is: the middle of the nearest postcode sector, so that no coordinates stand in an address."""

from flask import request
from flask.typing import ResponseReturnValue

from careers.access import public
from careers.finding.blueprint import bp
from careers.geo.postcodes import nearest_sector


@bp.route("/places/nearest")
@public
def nearest_place() -> ResponseReturnValue:
    """Answer {"label": "MK3 6"} for degrees that the browser has rounded; an empty label where we know no place."""
    lat, lon = request.args.get("lat", type=float), request.args.get("lon", type=float)
    sector = nearest_sector((round(lat, 2), round(lon, 2))) if lat is not None and lon is not None else None
    return {"label": sector.label if sector else ""}, 200, {"Cache-Control": "no-store"}
