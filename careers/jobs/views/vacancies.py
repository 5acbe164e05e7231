"""An employer's adverts: what needs them today, the list, one advert with its life, pausing and closing."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import Permission, requires
from careers.accounts.forms import PressForm
from careers.audit.queries import list_history
from careers.database import db
from careers.jobs import cards, commands, policies, queries
from careers.jobs.blueprint import bp
from careers.jobs.forms.ending import CloseForm
from careers.jobs.history import history_in_words
from careers.jobs.models import OpportunityStatus
from careers.jobs.seen import count_views
from careers.jobs.views.publish import PAGES
from careers.providers import queries as providers
from careers.web import say, signed_in_user

ENDED = (OpportunityStatus.CLOSED, OpportunityStatus.WITHDRAWN)
PAGE_SIZE = 25


@bp.route("/provider")
@requires(Permission.HIRING_READ)
def provider_home() -> ResponseReturnValue:
    user, today = signed_in_user(), clock.today()
    vacancies = queries.list_jobs_of(user.organisation_id)
    return render_template(
        "jobs/provider_home.html",
        organisation=providers.get_organisation(user.organisation_id),
        by_status={status: [job for job in vacancies if job.status is status] for status in OpportunityStatus},
        closing_soon=policies.closing_soon(vacancies, today),
        has_workplace=bool(providers.list_workplaces(user.organisation_id)),
        closing_in_words=cards.closing_in_words,
        today=today,
        can_change_settings=user.may(Permission.ORGANISATION_CHANGE),
    )


@bp.route("/provider/vacancies")
@requires(Permission.HIRING_READ)
def list_vacancies() -> ResponseReturnValue:
    shows_ended = request.args.get("show") == "ended"
    every = queries.list_jobs_of(signed_in_user().organisation_id)
    chosen = [job for job in every if (job.status in ENDED) is shows_ended]
    pages = max(1, -(-len(chosen) // PAGE_SIZE))
    page = min(max(request.args.get("page", 1, type=int), 1), pages)
    return render_template(
        "jobs/list_vacancies.html",
        vacancies=chosen[(page - 1) * PAGE_SIZE : page * PAGE_SIZE],
        shows_ended=shows_ended,
        counts={
            "open": sum(job.status not in ENDED for job in every),
            "ended": sum(job.status in ENDED for job in every),
        },
        page=page,
        pages=pages,
    )


@bp.route("/provider/vacancies/<reference>")
@requires(Permission.HIRING_READ)
def show_vacancy(reference: str) -> ResponseReturnValue:
    vacancy = queries.get_job_of(signed_in_user().organisation_id, reference)
    today = clock.today()
    return render_template(
        "jobs/show_vacancy.html",
        job=vacancy,
        form=PressForm(),
        pages=PAGES,
        steps_to_do={problem.step for problem in policies.list_problems(vacancy, today)},
        facts=cards.facts_of(vacancy, today=today) if policies.has_pay(vacancy) else [],
        events=history_in_words(list_history("vacancy", vacancy.id)),
        views=count_views(vacancy.id),
    )


@bp.route("/provider/vacancies/<reference>/pause", methods=["GET", "POST"])
@requires(Permission.VACANCY_WRITE)
def pause_vacancy(reference: str) -> ResponseReturnValue:
    user, form = signed_in_user(), PressForm()
    vacancy = queries.get_job_of(user.organisation_id, reference)
    if not form.validate_on_submit():
        return render_template("jobs/pause_vacancy.html", job=vacancy, form=form)
    commands.pause_vacancy(vacancy, by=user)
    db.session.commit()
    say("Vacancy paused. Nobody can find it until you show it again.")
    return redirect(url_for("jobs.show_vacancy", reference=reference))


@bp.route("/provider/vacancies/<reference>/resume", methods=["GET", "POST"])
@requires(Permission.VACANCY_WRITE)
def resume_vacancy(reference: str) -> ResponseReturnValue:
    user, form = signed_in_user(), PressForm()
    vacancy = queries.get_job_of(user.organisation_id, reference)
    if not form.validate_on_submit():
        return render_template("jobs/resume_vacancy.html", job=vacancy, form=form)
    commands.resume_vacancy(vacancy, by=user)
    db.session.commit()
    say("Your vacancy is live again.")
    return redirect(url_for("jobs.show_vacancy", reference=reference))


@bp.route("/provider/vacancies/<reference>/close", methods=["GET", "POST"])
@requires(Permission.VACANCY_WRITE)
def close_vacancy(reference: str) -> ResponseReturnValue:
    user, form = signed_in_user(), CloseForm()
    vacancy = queries.get_job_of(user.organisation_id, reference)
    if not form.validate_on_submit():
        return render_template("jobs/close_vacancy.html", job=vacancy, form=form)
    commands.close_vacancy(vacancy, reason=form.reason.data, by=user)
    db.session.commit()
    say("Vacancy closed. People who applied still wait for your answer.")
    return redirect(url_for("jobs.show_vacancy", reference=reference))
