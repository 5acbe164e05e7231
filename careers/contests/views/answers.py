"""A person sees what led to a value's result, and says something about an answer."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from careers.access import Permission, requires
from careers.contests import commands, queries
from careers.contests.blueprint import bp
from careers.contests.effects import Effect
from careers.contests.forms import ContestForm
from careers.contests.models import ContestStatus
from careers.database import db
from careers.screening.bank import get_value
from careers.screening.forms import SCALE
from careers.screening.queries import value_scores
from careers.web import say, signed_in_user

EFFECT_WORDS = {
    Effect.RAISED: "This raised your result, compared with your other answers about this value.",
    Effect.LOWERED: "This lowered your result, compared with your other answers about this value.",
    Effect.SAME: "This counted about the same as your other answers about this value.",
    Effect.ALONE: "This is the only situation that counts for this value.",
    None: "This situation is on trial. It does not count.",
}


@bp.route("/values/answers/<value_key>")
@requires(Permission.ANSWER_CONTEST)
def show_answers(value_key: str) -> ResponseReturnValue:
    user, value = signed_in_user(), get_value(value_key)
    return render_template(
        "contests/show_answers.html",
        value=value,
        score=value_scores(user.id).get(value_key),
        answers=queries.list_answered(user.id, value_key),
        effect_words=EFFECT_WORDS,
        scale=SCALE,
    )


@bp.route("/values/answers/<value_key>/<key>", methods=["GET", "POST"])
@requires(Permission.ANSWER_CONTEST)
def contest_answer(value_key: str, key: str) -> ResponseReturnValue:
    user, value = signed_in_user(), get_value(value_key)
    answered = queries.get_answered(user.id, value_key, key)
    form = ContestForm(obj=answered.contest)
    if request.method == "POST" and "take_back" in request.form:
        commands.take_back_note(answered, by=user)
        sentence = "Your note is taken back."
    elif form.validate_on_submit():
        commands.contest_answer(answered, note=form.note.data or "", wants_review=form.wants_review.data, by=user)
        sentence = "Your note is saved. It goes with your answers to every employer you apply to."
    else:
        return render_template(
            "contests/contest_answer.html",
            value=value,
            answered=answered,
            form=form,
            scale=SCALE,
            is_reviewed=answered.contest is not None and answered.contest.status is ContestStatus.REVIEWED,
        )
    db.session.commit()
    say(sentence)
    return redirect(url_for("contests.show_answers", value_key=value_key))
