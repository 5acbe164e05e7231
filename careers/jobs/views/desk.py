"""The council's desk: what waits today, and the adverts that a person must look at."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import Permission, requires
from careers.accounts.forms import PressForm
from careers.audit.queries import list_history
from careers.contests import queries as contests
from careers.database import db
from careers.formats import queries as formats
from careers.jobs import cards, commands, policies, queries
from careers.jobs.blueprint import bp
from careers.jobs.forms.ending import FindAdvertForm, WithdrawForm
from careers.jobs.history import history_in_words
from careers.jobs.models import OpportunityStatus
from careers.providers import queries as providers
from careers.web import say, signed_in_user


@bp.route("/council")
@requires(Permission.COUNCIL_READ)
def council_desk() -> ResponseReturnValue:
    return render_template(
        "jobs/council_desk.html",
        unverified=providers.count_unverified(),
        in_review=queries.count_in_review(),
        formats=formats.count_open(),
        contests=contests.count_waiting(),
    )


@bp.route("/council/vacancies")
@requires(Permission.COUNCIL_READ)
def review_vacancies() -> ResponseReturnValue:
    form = FindAdvertForm(request.args)
    if form.reference.data and form.validate():
        vacancy = queries.find_shown(form.reference.data)
        if vacancy is not None:
            return redirect(url_for("jobs.review_vacancy", reference=vacancy.reference))
        form.reference.errors = ["We have no vacancy with this reference. Check it: it begins with V-"]
    return render_template(
        "jobs/review_vacancies.html",
        form=form,
        vacancies=queries.list_in_review(),
    )


@bp.route("/council/vacancies/<reference>")
@requires(Permission.COUNCIL_READ)
def review_vacancy(reference: str) -> ResponseReturnValue:
    vacancy = queries.get_shown(reference)
    today, events = clock.today(), list_history("vacancy", vacancy.id)
    return render_template(
        "jobs/review_vacancy.html",
        job=vacancy,
        form=PressForm(),
        reasons=policies.list_review_reasons(vacancy),
        warnings=policies.list_warnings(vacancy),
        problems=policies.list_problems(vacancy, today) if vacancy.status is OpportunityStatus.IN_REVIEW else [],
        can_withdraw=OpportunityStatus.WITHDRAWN in policies.MOVES[vacancy.status],
        facts=cards.facts_of(vacancy, today=today),
        events=history_in_words(events),
        events_seen=len(events),
    )


@bp.route("/council/vacancies/<reference>/approve", methods=["POST"])
@requires(Permission.VACANCY_REVIEW)
def approve_vacancy(reference: str) -> ResponseReturnValue:
    vacancy, seen = queries.get_shown(reference), request.form.get("events_seen", -1, type=int)
    commands.approve_vacancy(vacancy, by=signed_in_user(), events_seen=seen)
    db.session.commit()
    say("Approved. The vacancy is live, and its employer was told.")
    return redirect(url_for("jobs.review_vacancies"))


@bp.route("/council/vacancies/<reference>/withdraw", methods=["GET", "POST"])
@requires(Permission.VACANCY_REVIEW)
def withdraw_vacancy(reference: str) -> ResponseReturnValue:
    vacancy, form = queries.get_shown(reference), WithdrawForm()
    if not form.validate_on_submit():
        return render_template("jobs/withdraw_vacancy.html", job=vacancy, form=form)
    commands.withdraw_vacancy(vacancy, reason=form.reason.data or "", by=signed_in_user())
    db.session.commit()
    say("Taken down. The employer was told why.")
    return redirect(url_for("jobs.review_vacancies"))
