"""The release of the bank in force, and a new one."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from careers.access import Permission, requires
from careers.database import db
from careers.errors import BadInput
from careers.fields import put_on_form
from careers.questions import policies
from careers.questions.blueprint import bp
from careers.questions.commands import releases as commands
from careers.questions.forms import release_form
from careers.questions.queries import desk as queries
from careers.questions.words import METHOD_WORDS
from careers.screening.item_scores import Method
from careers.screening.queries import get_release
from careers.web import say, signed_in_user


@bp.route("/council/questions/release")
@requires(Permission.QUESTION_READ)
def show_release() -> ResponseReturnValue:
    waiting = queries.find_waiting_release()
    return render_template(
        "questions/show_release.html",
        release=get_release(),
        releases=queries.list_releases(),
        waiting=waiting,
        scored=queries.count_scored(waiting.name) if waiting else 0,
        method_words={method.value: words for method, words in METHOD_WORDS.items()},
    )


@bp.route("/council/questions/release/new", methods=["GET", "POST"])
@requires(Permission.QUESTION_WRITE)
def make_release() -> ResponseReturnValue:
    policies.check_release_is_new(queries.find_waiting_release())
    release = get_release()
    form = release_form(release)
    if form.validate_on_submit():
        try:
            commands.make_release(
                name=form.name.data or "",
                method=Method(form.method.data),
                questions_a_value=form.questions_a_value.data,
                months_valid=form.months_valid.data,
                most_spread=form.most_spread.data,
                least_agreement=form.least_agreement.data,
                least_experts=form.least_experts.data,
                by=signed_in_user(),
            )
            db.session.commit()
            say("The release is being made ready. It comes into force by itself, in a few minutes as a rule.")
            return redirect(url_for("questions.show_release"))
        except BadInput as refusal:
            db.session.rollback()
            put_on_form(form, refusal)
    return render_template("questions/make_release.html", form=form, release=release, live=queries.count_live())
