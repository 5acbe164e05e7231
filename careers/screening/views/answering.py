"""Answering: what the situations are for, one at a time, and the end of them."""

import secrets
from collections.abc import Sequence

from flask import abort, redirect, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_login import current_user

from careers import clock
from careers.access import Permission, public, requires
from careers.accounts.forms import PressForm
from careers.database import db
from careers.logs import get_log
from careers.screening import bank, commands, policies, queries
from careers.screening.blueprint import bp
from careers.screening.errors import Refused
from careers.screening.forms import AnswerQuestionForm, form_for
from careers.screening.queries import Person, Standing
from careers.screening.views.visit import errand_of_request, person_of_request
from careers.web import VISITOR, keep_page_personal, say, signed_in_user

SECONDS_A_SITUATION = 45


@bp.route("")
@public
def start_values() -> ResponseReturnValue:
    errand = errand_of_request()
    may_answer = not current_user.is_authenticated or signed_in_user().may(Permission.VALUES_ANSWER)
    standing = queries.get_standing(person_of_request(), errand.value_keys) if may_answer else None
    if VISITOR in session:
        keep_page_personal()  # it says how far they are
    count = queries.count_asked(errand.value_keys)
    sources = queries.list_key_sources(errand.value_keys)
    return render_template(
        "screening/start_values.html",
        values=[value for value in bank.values() if not errand.value_keys or value.key in errand.value_keys],
        errand=errand,
        form=PressForm(),
        count=count,
        minutes=max(1, round(count * SECONDS_A_SITUATION / 60)),
        months=queries.get_release().months_valid,
        left=standing.count_left if standing else count,
        asked=standing.asked if standing else (),
        again=_again(standing) if standing else (),
        is_again=any(not each.is_answered for each in standing.asked) if standing else False,
        may_answer=may_answer,
        may_ask=current_user.is_authenticated and signed_in_user().may(Permission.FORMAT_ASK),
        rated_by=sources if any(source != bank.NOT_RATED_YET for source in sources) else (),
    )


def _again(standing: Standing) -> Sequence[str]:
    """Return the values that may be taken again today and are not under way."""
    under_way = {each.question.value_key for each in standing.asked}
    days = policies.days_to_take_again(standing.completed_at, months_valid=queries.get_release().months_valid)
    return [key for key, day in days.items() if day <= clock.today() and key not in under_way]


@bp.route("/begin", methods=["POST"])
@requires(Permission.VALUES_ANSWER, or_visitor=True)
def begin_values() -> ResponseReturnValue:
    errand = errand_of_request()
    if not current_user.is_authenticated:
        session.setdefault(VISITOR, secrets.token_urlsafe(32))
    person = person_of_request()
    commands.begin_sittings(person, errand.value_keys)
    left = queries.get_standing(person, errand.value_keys).left
    db.session.commit()
    return redirect(errand.page_of(left[0]) if left else errand.finish)


@bp.route("/questions/<key>", methods=["GET", "POST"])
@requires(Permission.VALUES_ANSWER, or_visitor=True)
def answer_question(key: str) -> ResponseReturnValue:
    person, errand = person_of_request(), errand_of_request()
    all_asked = queries.get_standing(person, errand.value_keys).asked
    asked = next((each for each in all_asked if each.question.key == key), None)
    if asked is None:
        _turn_away(person, key)
        abort(404)
    form = form_for(asked.question, seed=asked.seed, saved=asked.ratings)
    _check_not_forged(form)
    is_leaving = "save_and_leave" in request.form
    if form.validate_on_submit():
        _keep(person, key, form)
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


def _keep(person: Person, key: str, form: AnswerQuestionForm) -> None:
    try:
        commands.answer_question(person, question_key=key, version=form.version.data or 0, ratings=form.ratings)
    except Refused as refusal:
        _note(refusal.code)
        raise


def _turn_away(person: Person, key: str) -> None:
    """Say so when a situation was finished before: its answers stay. Whatever else was sent is noted."""
    if request.method != "POST":
        return
    if queries.was_finished(person, key):
        _note("finished before")
        raise Refused("finished before", "You have finished these situations. Your answers stay as you gave them.")
    _note("not asked")


def _check_not_forged(form: AnswerQuestionForm) -> None:
    """Refuse what no page of ours sends: other ideas than those shown, two ratings for one, or ones off the scale."""
    code = form.forgery(request.form) if request.method == "POST" else None
    if code:
        _note(code)
        raise Refused(code, "Your answers did not fit this situation, so we kept none. Go back and answer it again.")


def _note(code: str) -> None:
    get_log().warning("values.refused", code=code)


@bp.route("/finish", methods=["GET", "POST"])
@requires(Permission.VALUES_ANSWER, or_visitor=True)
def finish_values() -> ResponseReturnValue:
    person, errand, form = person_of_request(), errand_of_request(), PressForm()
    standing = queries.get_standing(person, errand.value_keys)
    if form.validate_on_submit():
        commands.finish_sittings(person, errand.value_keys)
        db.session.commit()
        return redirect(errand.end)
    if not standing.asked:
        return redirect(errand.start)
    return render_template("screening/finish_values.html", standing=standing, errand=errand, form=form)
