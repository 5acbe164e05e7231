"""The list of questions, a question with all its versions, and how a candidate sees it."""

import secrets

from flask import render_template, request
from flask.typing import ResponseReturnValue

from careers.access import Permission, requires
from careers.accounts.forms import PressForm
from careers.audit.queries import list_history
from careers.questions import policies
from careers.questions.blueprint import bp
from careers.questions.forms import FindQuestionsForm
from careers.questions.queries import desk as queries
from careers.questions.queries.experts import get_rated, list_rateable
from careers.questions.words import FAMILY_WORDS, KIND_WORDS, history_in_words
from careers.screening import bank
from careers.screening.bank import FEWEST_QUESTIONS_A_VALUE, QuestionStatus
from careers.screening.forms import form_for
from careers.screening.queries import get_release, to_question


@bp.route("/council/questions")
@requires(Permission.QUESTION_READ)
def list_questions() -> ResponseReturnValue:
    form, release, live = FindQuestionsForm(request.args), get_release(), queries.count_live()
    return render_template(
        "questions/list_questions.html",
        form=form,
        questions=queries.list_questions(**form.filters()),
        live=live,
        too_few=[value for value in bank.values() if live[value.key] < FEWEST_QUESTIONS_A_VALUE],
        short=[
            value for value in bank.values() if FEWEST_QUESTIONS_A_VALUE <= live[value.key] < release.questions_a_value
        ],
        rateable=len(list_rateable()),
        release=release,
        get_value=bank.get_value,
        family_words=FAMILY_WORDS,
    )


@bp.route("/council/questions/<key>")
@requires(Permission.QUESTION_READ)
def show_question(key: str) -> ResponseReturnValue:
    question, release = queries.get_question(key), get_release()
    events = [
        (version.number, event)
        for version in question.versions
        for event in list_history("question version", version.id)
    ]
    return render_template(
        "questions/show_question.html",
        question=question,
        release=release,
        used=queries.count_used(key),
        rated={version.number: get_rated(version, release) for version in question.versions},
        taken=queries.find_taken_keys([version.id for version in question.versions]),
        is_taken={v.number for v in question.versions if queries.find_key_taken_from(v.id) is not None},
        moves=policies.MOVES,
        advised=policies.PEOPLE_ADVISED_ON_TRIAL,
        can_be_rated=policies.can_be_rated,
        can_start_next=question.newest.status in policies.MADE_FROM,
        statuses=QuestionStatus,
        no_key=policies.NO_KEY,
        get_value=bank.get_value,
        family_words=FAMILY_WORDS,
        kind_words=KIND_WORDS,
        events=history_in_words(events),
        form=PressForm(),
    )


@bp.route("/council/questions/<key>/<int:number>/preview")
@requires(Permission.QUESTION_READ)
def preview_question(key: str, number: int) -> ResponseReturnValue:
    question = to_question(queries.get_question(key).version(number))
    return render_template(
        "questions/preview_question.html",
        question=question,
        form=form_for(question, seed=secrets.randbelow(1_000_000), saved={}),
    )
