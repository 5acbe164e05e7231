"""Pages of what matters to you: what it is for, one situation at a time, and a person's own strengths."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from careers.access import Permission, public, requires
from careers.accounts.forms import PressForm
from careers.database import db
from careers.screening import bank, commands, queries
from careers.screening.forms import form_for
from careers.screening.queries import Asked, Person
from careers.web import local_path, say, signed_in_user

bp = Blueprint("screening", __name__, url_prefix="/values")

SECONDS_A_SITUATION = 45
VISITOR = "visitor"


@dataclass(frozen=True)
class Errand:
    """What a person came to answer: the questions of some values, and the page to go back to afterwards."""

    value_keys: list[str]
    return_to: str | None

    @property
    def start(self) -> str:
        """The page that says what it is for."""
        return url_for("screening.start_values", values=self.value_keys, return_to=self.return_to)

    @property
    def finish(self) -> str:
        """The page that shows what was answered, to change or to finish."""
        return url_for("screening.finish_values", values=self.value_keys, return_to=self.return_to)

    @property
    def end(self) -> str:
        """Where the person goes when they have finished, or when they stop."""
        return self.return_to or url_for("screening.show_profile")

    def page_of(self, asked: Asked) -> str:
        """The page of a situation."""
        return url_for(
            "screening.answer_question", key=asked.question.key, values=self.value_keys, return_to=self.return_to
        )

    def page_before(self, asked: Asked, all_asked: Sequence[Asked]) -> str:
        """The situation before this one, or the start."""
        place = all_asked.index(asked)
        return self.page_of(all_asked[place - 1]) if place else self.start

    def page_after(self, key: str, all_asked: Sequence[Asked]) -> str:
        """The next situation not answered yet, from this one on and then from the first; or the end of them."""
        place = next(number for number, each in enumerate(all_asked) if each.question.key == key)
        following = [each for each in (*all_asked[place + 1 :], *all_asked[:place]) if not each.is_answered]
        return self.page_of(following[0]) if following else self.finish


def _errand() -> Errand:
    known = {value.key for value in bank.values()}
    value_keys = [key for key in request.args.getlist("values") if key in known]
    return Errand(value_keys, local_path(request.args.get("return_to")))


def _person() -> Person:
    """Return who takes part: the person signed in, or the visitor whose session this is."""
    if current_user.is_authenticated:
        return Person(user_id=signed_in_user().id)
    return Person(visitor_hash=sha256(session.get(VISITOR, "").encode()).hexdigest())


@bp.route("")
@public
def start_values() -> ResponseReturnValue:
    errand = _errand()
    may_answer = not current_user.is_authenticated or signed_in_user().may(Permission.VALUES_ANSWER)
    standing = queries.get_standing(_person(), errand.value_keys) if may_answer else None
    count = queries.count_asked(errand.value_keys)
    sources = queries.list_key_sources(errand.value_keys)
    return render_template(
        "screening/start_values.html",
        values=[value for value in bank.values() if not errand.value_keys or value.key in errand.value_keys],
        errand=errand,
        form=PressForm(),
        count=count,
        minutes=max(1, round(count * SECONDS_A_SITUATION / 60)),
        left=standing.count_left if standing else count,
        asked=standing.asked if standing else (),
        may_answer=may_answer,
        rated_by=sources if any(source != bank.NOT_RATED_YET for source in sources) else (),
    )


@bp.route("/begin", methods=["POST"])
@requires(Permission.VALUES_ANSWER, or_visitor=True)
def begin_values() -> ResponseReturnValue:
    errand = _errand()
    if not current_user.is_authenticated:
        session.setdefault(VISITOR, secrets.token_urlsafe(32))
    person = _person()
    commands.begin_sittings(person, errand.value_keys)
    left = queries.get_standing(person, errand.value_keys).left
    db.session.commit()
    return redirect(errand.page_of(left[0]) if left else errand.finish)


@bp.route("/questions/<key>", methods=["GET", "POST"])
@requires(Permission.VALUES_ANSWER, or_visitor=True)
def answer_question(key: str) -> ResponseReturnValue:
    person, errand = _person(), _errand()
    all_asked = queries.get_standing(person, errand.value_keys).asked
    asked = next((each for each in all_asked if each.question.key == key), None)
    if asked is None:
        abort(404)
    form = form_for(asked.question, seed=asked.seed, saved=asked.ratings)
    is_leaving = "save_and_leave" in request.form
    if form.validate_on_submit():
        commands.answer_question(person, question_key=key, version=form.version.data or 0, ratings=form.ratings)
        now_asked = queries.get_standing(person, errand.value_keys).asked
        target = errand.end if is_leaving else errand.page_after(key, now_asked)
        db.session.commit()
    elif is_leaving:
        target = errand.end
    else:
        return render_template(
            "screening/answer_question.html",
            form=form,
            question=asked.question,
            place=all_asked.index(asked) + 1,
            count=len(all_asked),
            errand=errand,
            back_url=errand.page_before(asked, all_asked),
        )
    if is_leaving:
        say("The situations you have finished are saved. Come back to the rest whenever you like.")
    return redirect(target)


@bp.route("/finish", methods=["GET", "POST"])
@requires(Permission.VALUES_ANSWER, or_visitor=True)
def finish_values() -> ResponseReturnValue:
    person, errand, form = _person(), _errand(), PressForm()
    standing = queries.get_standing(person, errand.value_keys)
    if form.validate_on_submit():
        commands.finish_sittings(person, errand.value_keys)
        db.session.commit()
        return redirect(errand.end)
    if not standing.asked:
        return redirect(errand.start)
    return render_template("screening/finish_values.html", standing=standing, errand=errand, form=form)


@bp.route("/profile")
@requires(Permission.VALUES_ANSWER, or_visitor=True)
def show_profile() -> ResponseReturnValue:
    person = _person()
    scores = queries.scores_of(person)
    standing = queries.get_standing(person)
    return render_template(
        "screening/show_profile.html",
        values=bank.values(),
        scores=scores,
        standing=standing,
        key_sources=sorted({source for score in scores.values() for source in score.key_sources}),
    )
