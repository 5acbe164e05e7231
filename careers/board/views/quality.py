"""The fairness desk: how well questions measure, and whether groups fare alike."""

from flask import current_app, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from careers import clock
from careers.access import Permission, may, requires
from careers.board.blueprint import bp
from careers.board.desk import Desk, open_by_subject
from careers.board.forms import OpenReviewForm
from careers.board.queries.desk import get_desk
from careers.board.queries.reviews import list_reviews, list_reviews_of_question, open_references
from careers.geo.districts import get_district
from careers.questions.words import METHOD_WORDS
from careers.screening import bank
from careers.screening.item_scores import Method
from careers.web import signed_in_user


def desk_of_area() -> Desk:
    """Return the desk of this service's area as it stands now."""
    return get_desk(current_app.config["AREA_CODES"], clock.now())


@bp.route("/quality")
@requires(Permission.BOARD_READ)
def show_quality() -> ResponseReturnValue:
    desk = desk_of_area()
    return render_template(
        "board/show_quality.html",
        desk=desk,
        method_words=METHOD_WORDS[Method(desk.method)],
        flagged=open_by_subject(desk.findings, open_references()),
        reviews=list_reviews(),
        may_review=may(signed_in_user().role, Permission.FAIRNESS_REVIEW),
        may_see_employers=may(signed_in_user().role, Permission.COUNCIL_READ),
        values={value.key: value.name for value in bank.values()},
        areas=[get_district(code).name for code in current_app.config["AREA_CODES"]],
        form=OpenReviewForm(formdata=None),
    )


@bp.route("/quality/questions/<key>")
@requires(Permission.BOARD_READ)
def show_question_quality(key: str) -> ResponseReturnValue:
    desk = desk_of_area()
    line = next((each for each in desk.questions if each.question.key == key), None)
    if line is None:
        raise NoResultFound(f"no live question {key!r}")
    return render_template(
        "board/show_question_quality.html",
        line=line,
        value=bank.get_value(line.question.value_key),
        biases=[bias for bias in desk.biases if bias.question.key == key],
        desk=desk,
        reviews=list_reviews_of_question(key),
    )


@bp.route("/quality/groups/<key>")
@requires(Permission.BOARD_READ)
def show_group_quality(key: str) -> ResponseReturnValue:
    desk = desk_of_area()
    group = next((each for each in desk.groups if each.key == key), None)
    if group is None:
        raise NoResultFound(f"nobody has answered {key!r}")
    areas = [get_district(code).name for code in current_app.config["AREA_CODES"]]
    return render_template("board/show_group_quality.html", group=group, desk=desk, areas=areas)
