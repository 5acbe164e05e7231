"""The pages of the equality questions, all a person's own: nothing in an address says whose answers they are."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from careers.access import Permission, requires
from careers.accounts.forms import PressForm
from careers.database import db
from careers.equality import commands, policies
from careers.equality.forms import questions_form
from careers.equality.queries import own
from careers.equality.questionnaire import asked_questions, options_by_heading
from careers.errors import NotAllowed
from careers.logs import get_log
from careers.web import say, signed_in_user

bp = Blueprint("equality", __name__, url_prefix="/account/equality")


@bp.route("")
@requires(Permission.EQUALITY_ANSWER)
def show_equality() -> ResponseReturnValue:
    user = signed_in_user()
    return render_template(
        "equality/show_equality.html",
        form=PressForm(),
        has_applied=own.has_applied(user.id),
        has_answered=own.has_answered(user.id),
    )


@bp.route("/questions", methods=["GET", "POST"])
@requires(Permission.EQUALITY_ANSWER)
def answer_questions() -> ResponseReturnValue:
    user, form = signed_in_user(), questions_form()
    policies.check_can_answer(has_applied=own.has_applied(user.id))
    if not form.is_submitted():
        return render_template(
            "equality/answer_questions.html",
            form=form,
            questions=[(question, options_by_heading(question)) for question in asked_questions()],
            has_answered=own.has_answered(user.id),
        )
    try:
        commands.keep_answers(user.id, form.answers())
    except NotAllowed:
        get_log().warning("equality answers refused")  # neither whose nor what
        raise
    db.session.commit()
    return redirect(url_for("equality.show_thanks"))


@bp.route("/skip", methods=["POST"])
@requires(Permission.EQUALITY_ANSWER)
def skip_questions() -> ResponseReturnValue:
    commands.skip_questions(signed_in_user().id)
    db.session.commit()
    say("You skipped the equality questions. Nothing about your application changes.")
    return redirect(url_for("applications.account"))


@bp.route("/done")
@requires(Permission.EQUALITY_ANSWER)
def show_thanks() -> ResponseReturnValue:
    return render_template("equality/show_thanks.html")


@bp.route("/delete", methods=["GET", "POST"])
@requires(Permission.EQUALITY_ANSWER)
def delete_answers() -> ResponseReturnValue:
    user, form = signed_in_user(), PressForm()
    if not form.validate_on_submit():
        return render_template("equality/delete_answers.html", form=form)
    commands.delete_answers(user, by=user)
    db.session.commit()
    say("Your equality answers are deleted")
    return redirect(url_for("equality.show_equality"))
