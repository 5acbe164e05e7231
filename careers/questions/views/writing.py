"""Write a question, change a draft, make the next version, and move a version along."""

from collections.abc import Callable

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from careers.access import Permission, requires
from careers.database import db
from careers.errors import BadInput
from careers.fields import put_on_form
from careers.questions import policies
from careers.questions.blueprint import bp
from careers.questions.commands import keying
from careers.questions.commands import writing as commands
from careers.questions.forms import NewQuestionForm, RetireForm, draft_form
from careers.questions.queries import desk as queries
from careers.web import say, signed_in_user


@bp.route("/council/questions/new", methods=["GET", "POST"])
@requires(Permission.QUESTION_WRITE)
def write_question() -> ResponseReturnValue:
    user = signed_in_user()
    form = NewQuestionForm(data={"author": user.name})
    if form.validate_on_submit():
        try:
            version = commands.write_question(form.name.data or "", form.content(), by=user)
            db.session.commit()
            say("Saved as a draft. Look at it as a candidate would, then ask experts to rate it.")
            return redirect(url_for("questions.show_question", key=version.question_key))
        except BadInput as refusal:
            db.session.rollback()
            put_on_form(form, refusal)
    return render_template("questions/write_question.html", form=form)


@bp.route("/council/questions/<key>/<int:number>/change", methods=["GET", "POST"])
@requires(Permission.QUESTION_WRITE)
def change_draft(key: str, number: int) -> ResponseReturnValue:
    user, question = signed_in_user(), queries.get_question(key)
    version = question.version(number)
    policies.check_can_change(version, used=queries.count_used(key).get(number, 0))
    form = draft_form(version)
    if form.validate_on_submit():
        try:
            commands.change_draft(key, number, form.content(), by=user)
            db.session.commit()
            say("Draft saved.")
            return redirect(url_for("questions.show_question", key=key))
        except BadInput as refusal:
            db.session.rollback()
            put_on_form(form, refusal)
    return render_template(
        "questions/change_draft.html", form=form, key=key, number=number, is_first=len(question.versions) == 1
    )


@bp.route("/council/questions/<key>/next-version", methods=["POST"])
@requires(Permission.QUESTION_WRITE)
def start_next_version(key: str) -> ResponseReturnValue:
    version = commands.start_next_version(key, by=signed_in_user())
    db.session.commit()
    say(f"Version {version.number} is a draft. Nothing changes for anybody until it goes live.")
    return redirect(url_for("questions.change_draft", key=key, number=version.number))


@bp.route("/council/questions/<key>/<int:number>/pilot", methods=["POST"])
@requires(Permission.QUESTION_WRITE)
def pilot_version(key: str, number: int) -> ResponseReturnValue:
    return _done(
        key,
        lambda: commands.move_to_pilot(key, number, by=signed_in_user()),
        f"Version {number} is on trial: people are asked it, and it is not scored.",
    )


@bp.route("/council/questions/<key>/<int:number>/go-live", methods=["POST"])
@requires(Permission.QUESTION_WRITE)
def make_live(key: str, number: int) -> ResponseReturnValue:
    return _done(
        key,
        lambda: commands.go_live(key, number, by=signed_in_user()),
        f"Version {number} is live. People who begin now are asked it.",
    )


@bp.route("/council/questions/<key>/<int:number>/take-key", methods=["POST"])
@requires(Permission.QUESTION_WRITE)
def take_key(key: str, number: int) -> ResponseReturnValue:
    version = keying.take_key(key, number, by=signed_in_user())
    db.session.commit()
    say(f"Version {version.number} has the experts’ key. Put it on trial next.")
    return redirect(url_for("questions.show_question", key=key))


@bp.route("/council/questions/<key>/<int:number>/retire", methods=["GET", "POST"])
@requires(Permission.QUESTION_WRITE)
def retire_version(key: str, number: int) -> ResponseReturnValue:
    version, form = queries.get_question(key).version(number), RetireForm()
    policies.check_can_retire(version, live_of_value=queries.count_live()[version.value_key])
    if not form.validate_on_submit():
        return render_template("questions/retire_version.html", version=version, form=form)
    commands.retire_version(key, number, reason=form.reason.data or "", by=signed_in_user())
    db.session.commit()
    say(f"Version {number} is retired. Nobody is asked it any more; answers and scores stay.")
    return redirect(url_for("questions.show_question", key=key))


def _done(key: str, work: Callable[[], None], what: str) -> ResponseReturnValue:
    work()
    db.session.commit()
    say(what)
    return redirect(url_for("questions.show_question", key=key))
