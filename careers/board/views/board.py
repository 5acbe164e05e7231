"""The board's page, a page for each measure, and its file."""

from flask import abort, current_app, render_template
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import Permission, requires
from careers.board.blueprint import bp
from careers.board.figures import Figure, csv_text
from careers.board.measures import MEASURES
from careers.board.queries.figures import list_figures
from careers.board.summary import what_changed
from careers.geo.districts import get_district


def _figures() -> dict[str, Figure]:
    return list_figures(current_app.config["AREA_CODES"], clock.now())


@bp.route("")
@requires(Permission.BOARD_READ)
def show_board() -> ResponseReturnValue:
    figures = _figures()
    return render_template(
        "board/show_board.html",
        figures=figures,
        summary=what_changed(figures["filled-posts"]),
        areas=[get_district(code).name for code in current_app.config["AREA_CODES"]],
    )


@bp.route("/measures/<key>")
@requires(Permission.BOARD_READ)
def show_measure(key: str) -> ResponseReturnValue:
    if key not in MEASURES:
        abort(404)
    areas = [get_district(code).name for code in current_app.config["AREA_CODES"]]
    return render_template("board/show_measure.html", figure=_figures()[key], areas=areas)


@bp.route("/measures/<key>.csv")
@requires(Permission.BOARD_READ)
def download_measure(key: str) -> ResponseReturnValue:
    if key not in MEASURES:
        abort(404)
    figure = _figures()[key]
    return current_app.response_class(
        csv_text(figure),
        mimetype="text/csv",
        headers={"Content-Disposition": f"attachment; filename={key}-{figure.scope.today.isoformat()}.csv"},
    )
