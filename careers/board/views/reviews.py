"""What an officer does about a flag: open a review, read it, close it with a written outcome."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from careers.access import Permission, may, requires
from careers.board import commands
from careers.board.blueprint import bp
from careers.board.forms import CloseReviewForm, OpenReviewForm
from careers.board.queries.reviews import find_open_review, get_review
from careers.board.views.quality import desk_of_area
from careers.database import db
from careers.screening.queries import list_live_questions
from careers.web import say, signed_in_user


@bp.route("/quality/reviews", methods=["POST"])
@requires(Permission.FAIRNESS_REVIEW)
def open_review() -> ResponseReturnValue:
    subject = OpenReviewForm().subject.data or ""
    found = find_open_review(subject)
    if found is not None:
        return redirect(url_for("board.show_review", reference=found.reference))
    finding = desk_of_area().find_finding(subject)
    if finding is None:
        raise NoResultFound("nothing is flagged under this name now")
    review = commands.open_review(finding, by=signed_in_user())
    db.session.commit()
    say("The review is open. Nothing else has changed.")
    return redirect(url_for("board.show_review", reference=review.reference))


@bp.route("/quality/reviews/<reference>")
@requires(Permission.BOARD_READ)
def show_review(reference: str) -> ResponseReturnValue:
    review = get_review(reference)
    return render_template(
        "board/show_review.html",
        review=review,
        is_live=any(question.key == review.question_key for question in list_live_questions()),
        may_review=may(signed_in_user().role, Permission.FAIRNESS_REVIEW),
    )


@bp.route("/quality/reviews/<reference>/close", methods=["GET", "POST"])
@requires(Permission.FAIRNESS_REVIEW)
def close_review(reference: str) -> ResponseReturnValue:
    review = get_review(reference)
    form = CloseReviewForm()
    if not form.validate_on_submit():
        return render_template("board/close_review.html", review=review, form=form)
    commands.close_review(reference, outcome=form.outcome.data or "", by=signed_in_user())
    db.session.commit()
    say("The review is closed")
    return redirect(url_for("board.show_review", reference=reference))
