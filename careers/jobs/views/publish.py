"""Writing an advert, page by page, looking at it as the public will, publishing it."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import Permission, requires
from careers.accounts.forms import PressForm
from careers.database import db
from careers.errors import BadInput
from careers.fields import put_on_form
from careers.jobs import cards, commands, policies, queries
from careers.jobs.blueprint import bp
from careers.jobs.forms.writing import AboutForm, JobForm, PayForm, PeopleForm, StepForm
from careers.jobs.models import OpportunityStatus, PayPeriod, Vacancy
from careers.jobs.pay import format_pounds, minutes_of_a_year, pay_in_words, yearly_in_words
from careers.jobs.policies import Step
from careers.providers import queries as providers
from careers.screening.bank import values
from careers.web import say, signed_in_user

PAGES = {
    Step.JOB: ("change_job", "What and where"),
    Step.PAY: ("change_pay", "Pay and hours"),
    Step.ABOUT: ("change_about", "About the work"),
    Step.PEOPLE: ("change_people", "What matters"),
}
NEXT_PAGE = {
    Step.JOB: "change_pay",
    Step.PAY: "change_about",
    Step.ABOUT: "change_people",
    Step.PEOPLE: "preview_vacancy",
}


@bp.route("/provider/vacancies/new", methods=["GET", "POST"])
@requires(Permission.VACANCY_WRITE)
def new_vacancy() -> ResponseReturnValue:
    user, today = signed_in_user(), clock.today()
    workplaces = providers.list_workplaces(user.organisation_id)
    form = JobForm(
        workplaces,
        data={
            "starts_on": today + commands.USUAL_TIME_TO_START,
            "closes_on": today + commands.USUAL_TIME_OPEN,
            "posts": 1,
        },
    )
    if form.validate_on_submit():
        try:
            vacancy = commands.draft_vacancy(form.workplace, by=user, **form.terms())
            db.session.commit()
            return redirect(_after(vacancy, Step.JOB))
        except BadInput as refusal:
            db.session.rollback()
            put_on_form(form, refusal)
    return render_template(
        "jobs/new_vacancy.html",
        form=form,
        workplaces=workplaces,
        earlier=queries.list_jobs_of(user.organisation_id)[:5],
        can_add_workplaces=user.may(Permission.WORKPLACE_CHANGE),
    )


@bp.route("/provider/vacancies/<reference>/copy", methods=["POST"])
@requires(Permission.VACANCY_WRITE)
def copy_vacancy(reference: str) -> ResponseReturnValue:
    user = signed_in_user()
    copy = commands.copy_vacancy(queries.get_job_of(user.organisation_id, reference), by=user)
    db.session.commit()
    say("Copied to a new draft. Check the dates, then publish it.")
    return redirect(url_for("jobs.change_job", reference=copy.reference))


@bp.route("/provider/vacancies/<reference>/job", methods=["GET", "POST"])
@requires(Permission.VACANCY_WRITE)
def change_job(reference: str) -> ResponseReturnValue:
    vacancy = _changeable(reference)
    form = JobForm(providers.list_workplaces(vacancy.organisation_id), obj=vacancy)
    return _step(vacancy, Step.JOB, form)


@bp.route("/provider/vacancies/<reference>/pay", methods=["GET", "POST"])
@requires(Permission.VACANCY_WRITE)
def change_pay(reference: str) -> ResponseReturnValue:
    vacancy = _changeable(reference)
    return _step(vacancy, Step.PAY, PayForm.of(vacancy))


@bp.route("/provider/vacancies/<reference>/about", methods=["GET", "POST"])
@requires(Permission.VACANCY_WRITE)
def change_about(reference: str) -> ResponseReturnValue:
    vacancy = _changeable(reference)
    return _step(vacancy, Step.ABOUT, AboutForm(obj=vacancy))


@bp.route("/provider/vacancies/<reference>/people", methods=["GET", "POST"])
@requires(Permission.VACANCY_WRITE)
def change_people(reference: str) -> ResponseReturnValue:
    vacancy = _changeable(reference)
    return _step(vacancy, Step.PEOPLE, PeopleForm.of(vacancy))


@bp.route("/provider/vacancies/<reference>/preview")
@requires(Permission.HIRING_READ)
def preview_vacancy(reference: str) -> ResponseReturnValue:
    vacancy = queries.get_job_of(signed_in_user().organisation_id, reference)
    today = clock.today()
    return render_template(
        "jobs/preview_vacancy.html",
        job=vacancy,
        form=PressForm(),
        problems=policies.list_problems(vacancy, today),
        pages=PAGES,
        warnings=policies.list_warnings(vacancy),
        review_reasons=policies.list_review_reasons(vacancy),
        pay_sum=_pay_sum(vacancy) if policies.has_pay(vacancy) else [],
        facts=cards.facts_of(vacancy, today=today) if policies.has_pay(vacancy) else [],
    )


@bp.route("/provider/vacancies/<reference>/publish", methods=["POST"])
@requires(Permission.VACANCY_WRITE)
def publish_vacancy(reference: str) -> ResponseReturnValue:
    user = signed_in_user()
    vacancy = queries.get_job_of(user.organisation_id, reference)
    commands.publish_vacancy(vacancy, by=user)
    is_live = vacancy.status is OpportunityStatus.LIVE
    db.session.commit()
    say("Your vacancy is live." if is_live else "Sent to the council. We write to you when they have looked at it.")
    return redirect(url_for("jobs.show_vacancy", reference=reference))


def _changeable(reference: str) -> Vacancy:
    vacancy = queries.get_job_of(signed_in_user().organisation_id, reference)
    policies.check_can_change(vacancy)
    return vacancy


def _step(vacancy: Vacancy, step: Step, form: StepForm) -> ResponseReturnValue:
    """Show a page of the form, or keep what was written and go on. Nothing typed is lost when it is refused."""
    if form.validate_on_submit():
        try:
            commands.change_vacancy(vacancy, by=signed_in_user(), **form.fields())
            db.session.commit()
            return redirect(_after(vacancy, step))
        except BadInput as refusal:
            db.session.rollback()
            put_on_form(form, refusal)
    return render_template(
        f"jobs/{PAGES[step][0]}.html", job=vacancy, form=form, step=list(Step).index(step) + 1, values=values()
    )


def _after(vacancy: Vacancy, step: Step) -> str:
    """Return where to go on: the next page of a draft, else the advert's own page."""
    goes_on = vacancy.status is OpportunityStatus.DRAFT and "save_and_leave" not in request.form
    page = NEXT_PAGE[step] if goes_on else "show_vacancy"
    return url_for(f"jobs.{page}", reference=vacancy.reference)


def _pay_sum(vacancy: Vacancy) -> list[str]:
    """Return the pay as it was worked out: by the hour, by the year, and against the legal floor."""
    is_yearly = vacancy.pay_period is PayPeriod.YEAR
    check = policies.pay_check_of(vacancy)
    weekly = minutes_of_a_year(vacancy.hours_min_minutes, vacancy.hours_max_minutes)
    has_year = weekly and not is_yearly
    yearly = [yearly_in_words(vacancy.pay_min_pence, weekly_minutes=weekly)] if has_year else []
    return [
        pay_in_words(vacancy.pay_min_pence, vacancy.pay_max_pence, is_yearly=is_yearly),
        *yearly,
        f"The lowest pay for all the hours worked: {check.sum_shown}",
        f"The legal minimum on the start date: {format_pounds(check.floor_pence)} an hour",
    ]
