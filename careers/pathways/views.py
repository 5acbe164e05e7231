"""The career map and the pages of its roles."""

from functools import cache
from urllib.parse import urlencode

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue

from careers.access import public
from careers.geo.districts import centre_of
from careers.jobs.search_query import MILES, read_query
from careers.pathways.career_map import (
    LEVELS,
    TRACK_NAMES,
    Role,
    Track,
    career_map,
    get_role,
    moves_from,
    moves_to,
    roles,
)
from careers.pathways.layout import Drawing, draw
from careers.pathways.queries import Openings, count_openings, list_learning, search_for

bp = Blueprint("pathways", __name__, url_prefix="/pathways")


@bp.route("")
@public
def show_map() -> ResponseReturnValue:
    return render_template(
        "pathways/show_map.html",
        drawing=_drawing(),
        tracks=[(track, TRACK_NAMES[track], _roles_of(track)) for track in Track],
        levels=LEVELS,
        moves_from=moves_from,
        openings=_openings(),
        miles=MILES,
    )


@bp.route("/roles/<key>")
@public
def show_role(key: str) -> ResponseReturnValue:
    role = get_role(key)
    openings = _openings()
    onward, origins = moves_from(key), moves_to(key)
    return render_template(
        "pathways/show_role.html",
        role=role,
        track_name=TRACK_NAMES[role.track],
        level_name=LEVELS[role.level],
        onward=onward,
        origins=origins,
        needed=list_learning(origins),
        learning=list_learning(origins, onward),
        openings=openings,
        jobs_url=f"/jobs?{urlencode(search_for(role, openings).pairs())}",
        miles=MILES,
    )


@cache
def _drawing() -> Drawing:
    return draw(career_map())


def _roles_of(track: Track) -> list[Role]:
    return [role for role in roles() if role.track is track]


def _openings() -> Openings:
    query = read_query(request.args.to_dict(flat=False))
    return count_openings(query.place, query.miles, near=centre_of(current_app.config["AREA_CODES"]))
