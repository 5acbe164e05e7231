"""Pages of what matters to you: what it is for, one situation at a time, and a person's own strengths."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from careers.access import Permission, public, requires
from careers.database import db
from careers.screening import bank, commands, queries
from careers.screening.bank import Question
from careers.screening.forms import form_for
from careers.web import local_path, say, signed_in_user

bp = Blueprint("screening", __name__, url_prefix="/values")

SECONDS_A_SITUATION = 45


@dataclass(frozen=True)
class Errand:
    """What a person came to answer: the questions of some values, and the page to go back to afterwards."""

    value_keys: list[str]
    return_to: str | None

    @property
    def questions(self) -> tuple[Question, ...]:
        """The situations of this errand, in order."""
        return bank.questions_for(self.value_keys)

    @property
    def minutes(self) -> int:
        """About how long they take."""
        return max(1, round(len(self.questions) * SECONDS_A_SITUATION / 60))

    @property
    def start(self) -> str:
        """The page that says what it is for."""
        return url_for("screening.start_values", values=self.value_keys, return_to=self.return_to)

    @property
    def end(self) -> str:
        """Where the person goes when nothing is left, or when they stop."""
        return self.return_to or url_for("screening.show_profile")

    def page_of(self, question: Question) -> str:
        """The page of a question."""
        return url_for("screening.answer_question", key=question.key, values=self.value_keys, return_to=self.return_to)

    def page_before(self, question: Question) -> str:
        """The situation before this one, or the start."""
        place = self.questions.index(question)
        return self.page_of(self.questions[place - 1]) if place else self.start

    def page_after(self, question: Question, unanswered: Sequence[Question]) -> str:
        """The next situation not answered yet, from this one on and then from the first; or the end."""
        place = self.questions.index(question)
        later = [other for other in unanswered if self.questions.index(other) > place]
        following = next(iter([*later, *unanswered]), None)
        return self.page_of(following) if following else self.end


def _errand() -> Errand:
    known = {value.key for value in bank.values()}
    value_keys = [key for key in request.args.getlist("values") if key in known]
    return Errand(value_keys, local_path(request.args.get("return_to")))


@bp.route("")
@public
def start_values() -> ResponseReturnValue:
    errand = _errand()
    user = signed_in_user() if current_user.is_authenticated else None
    return render_template(
        "screening/start_values.html",
        values=[value for value in bank.values() if not errand.value_keys or value.key in errand.value_keys],
        errand=errand,
        left=queries.list_unanswered(user.id, errand.value_keys) if user else errand.questions,
        may_answer=user is None or user.may(Permission.VALUES_ANSWER),
    )


@bp.route("/questions/<key>", methods=["GET", "POST"])
@requires(Permission.VALUES_ANSWER)
def answer_question(key: str) -> ResponseReturnValue:
    user, errand, question = signed_in_user(), _errand(), bank.get_question(key)
    if question not in errand.questions:
        abort(404)
    form = form_for(question, user_id=user.id, saved=queries.get_ratings(user.id).get(question.key, {}))
    is_leaving = "save_and_leave" in request.form
    if form.validate_on_submit():
        commands.answer_question(user.id, question_key=key, version=form.version.data or 0, ratings=form.ratings)
        unanswered = queries.list_unanswered(user.id, errand.value_keys)
        target = errand.end if is_leaving else errand.page_after(question, unanswered)
        db.session.commit()
    elif is_leaving:
        target = errand.end
    else:
        return render_template("screening/answer_question.html", form=form, question=question, errand=errand)
    if is_leaving:
        say("The situations you have finished are saved. Come back to the rest whenever you like.")
    return redirect(target)


@bp.route("/profile")
@requires(Permission.VALUES_ANSWER)
def show_profile() -> ResponseReturnValue:
    user = signed_in_user()
    scores = queries.value_scores(user.id)
    return render_template(
        "screening/show_profile.html",
        values=bank.values(),
        scores=scores,
        questions={value.key: bank.questions_for([value.key]) for value in bank.values()},
        left=queries.list_unanswered(user.id),
        key_sources=sorted({source for score in scores.values() for source in score.key_sources}),
    )
