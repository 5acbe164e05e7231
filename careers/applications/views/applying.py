"""Applying for a vacancy: a page at a time, saved at each, then checked and sent."""

from collections.abc import Callable
from typing import TypeVar

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from careers.access import Permission, requires
from careers.accounts.forms import PressForm
from careers.applications import policies, queries, steps
from careers.applications.blueprint import bp
from careers.applications.commands import applying as commands
from careers.applications.forms import AdjustmentsForm, ContactForm, ExperienceForm, ReasonsForm, StepForm
from careers.applications.models import Application, ApplicationStatus
from careers.applications.steps import Step
from careers.candidates.commands import ensure_candidate
from careers.database import db
from careers.errors import BadInput
from careers.fields import put_on_form
from careers.formats.policies import in_words
from careers.formats.queries import find_latest
from careers.screening import queries as screening
from careers.web import say, signed_in_user

F = TypeVar("F", bound=StepForm)

SECONDS_A_SITUATION = 45
MINUTES_OF_WRITING = 10


@bp.route("/jobs/<reference>/apply", methods=["GET", "POST"])
@requires(Permission.APPLICATION_MAKE)
def start_application(reference: str) -> ResponseReturnValue:
    user, vacancy = signed_in_user(), queries.get_vacancy(reference)
    application = queries.find_current(user.id, vacancy.id)
    if application is not None:
        return redirect(_where_it_stands(application))
    policies.check_can_apply(vacancy)
    form = PressForm()
    if not form.validate_on_submit():
        left = screening.count_left(user.id, vacancy.value_keys)
        minutes = MINUTES_OF_WRITING + round(left * SECONDS_A_SITUATION / 60)
        return render_template(
            "applications/start_application.html", vacancy=vacancy, form=form, left=left, minutes=minutes
        )
    application = commands.start_application(
        ensure_candidate(user), vacancy, wants_alternative_format="alternative" in request.form
    )
    target = _where_it_stands(application)
    db.session.commit()
    return redirect(target)


@bp.route("/jobs/<reference>/apply/questions", methods=["GET", "POST"])
@requires(Permission.APPLICATION_MAKE)
def answer_questions(reference: str) -> ResponseReturnValue:
    application = _find(reference)
    if application is None or application.status is not ApplicationStatus.DRAFT:
        return redirect(_start_of(reference))
    vacancy, form = application.vacancy, PressForm()
    if form.validate_on_submit():
        commands.choose_format(application, wants_alternative=request.form.get("format") == "another")
        db.session.commit()
        return redirect(url_for("applications.answer_questions", reference=reference))
    left = screening.count_left(application.candidate.user_id, vacancy.value_keys)
    here = url_for("applications.answer_questions", reference=reference)
    request_of = find_latest(application.candidate.user_id, vacancy.value_keys)
    return render_template(
        "applications/answer_questions.html",
        application=application,
        vacancy=vacancy,
        form=form,
        count=screening.count_asked(vacancy.value_keys),
        left=left,
        start=url_for("screening.start_values", values=vacancy.value_keys, return_to=here),
        format_words=in_words(request_of) if request_of else "",
        **_place_of(steps.QUESTIONS, reference),
    )


@bp.route("/jobs/<reference>/apply/contact", methods=["GET", "POST"])
@requires(Permission.APPLICATION_MAKE)
def give_contact(reference: str) -> ResponseReturnValue:
    return _step(
        reference,
        steps.CONTACT,
        ContactForm,
        lambda application, form: commands.keep_contact(application, **form.answers()),
    )


@bp.route("/jobs/<reference>/apply/experience", methods=["GET", "POST"])
@requires(Permission.APPLICATION_MAKE)
def give_experience(reference: str) -> ResponseReturnValue:
    return _step(reference, steps.EXPERIENCE, ExperienceForm, _keep_answers)


@bp.route("/jobs/<reference>/apply/why", methods=["GET", "POST"])
@requires(Permission.APPLICATION_MAKE)
def give_reasons(reference: str) -> ResponseReturnValue:
    return _step(reference, steps.WHY, ReasonsForm, _keep_answers)


@bp.route("/jobs/<reference>/apply/adjustments", methods=["GET", "POST"])
@requires(Permission.APPLICATION_MAKE)
def give_adjustments(reference: str) -> ResponseReturnValue:
    return _step(reference, steps.ADJUSTMENTS, AdjustmentsForm, _keep_answers)


@bp.route("/jobs/<reference>/apply/check", methods=["GET", "POST"])
@requires(Permission.APPLICATION_MAKE)
def check_answers(reference: str) -> ResponseReturnValue:
    application = _find(reference)
    if application is None:
        return redirect(_start_of(reference))
    if application.status is not ApplicationStatus.DRAFT:
        return redirect(url_for("applications.show_confirmation", reference=reference))
    form = PressForm()
    if form.validate_on_submit():
        commands.submit_application(application, by=signed_in_user())
        db.session.commit()
        return redirect(url_for("applications.show_confirmation", reference=reference))
    left = screening.count_left(application.candidate.user_id, application.vacancy.value_keys)
    return render_template(
        "applications/check_answers.html",
        application=application,
        vacancy=application.vacancy,
        form=form,
        left=left,
        count=screening.count_asked(application.vacancy.value_keys),
        unfinished=steps.unfinished(application, questions_left=left),
        **_place_of(steps.CHECK, reference),
    )


@bp.route("/jobs/<reference>/apply/done")
@requires(Permission.APPLICATION_MAKE)
def show_confirmation(reference: str) -> ResponseReturnValue:
    application = _find(reference)
    if application is None or application.status is ApplicationStatus.DRAFT:
        return redirect(_start_of(reference))
    return render_template(
        "applications/show_confirmation.html",
        application=application,
        vacancy=application.vacancy,
        reply_by=policies.reply_due_on(application),
    )


def _step(
    reference: str, step: Step, form_class: type[F], keep: Callable[[Application, F], None]
) -> ResponseReturnValue:
    """Show one page of writing, and keep what was written."""
    application = _find(reference)
    if application is None or application.status is not ApplicationStatus.DRAFT:
        return redirect(_start_of(reference))
    form = form_class(obj=application)
    if form.validate_on_submit():
        try:
            keep(application, form)
        except BadInput as refusal:
            db.session.rollback()
            put_on_form(form, refusal)
        else:
            db.session.commit()
            return redirect(_after(form, step, reference))
    return render_template(
        step.endpoint.replace(".", "/") + ".html",
        vacancy=application.vacancy,
        form=form,
        **_place_of(step, reference),
    )


def _keep_answers(application: Application, form: StepForm) -> None:
    commands.keep_answers(application, form.answers())


def _after(form: StepForm, step: Step, reference: str) -> str:
    if form.is_leaving:
        say("Your application is saved. Carry on from this page whenever you like.")
        return url_for("applications.account")
    following = steps.CHECK if "change" in request.args else steps.after(step)
    return url_for(following.endpoint, reference=reference)


def _find(reference: str) -> Application | None:
    return queries.find_current(signed_in_user().id, queries.get_vacancy(reference).id)


def _start_of(reference: str) -> str:
    return url_for("applications.start_application", reference=reference)


def _where_it_stands(application: Application) -> str:
    """Return the page where a person carries on with a draft, or sees what became of what they sent."""
    if application.status is not ApplicationStatus.DRAFT:
        return url_for("applications.show_application", reference=application.reference)
    left = screening.count_left(application.candidate.user_id, application.vacancy.value_keys)
    step = steps.next_step(application, questions_left=left)
    return url_for(step.endpoint, reference=application.vacancy.reference)


def _place_of(step: Step, reference: str) -> dict[str, object]:
    """Return what the line over a page says: which step this is, and what comes before it."""
    if "change" in request.args:
        back = url_for(steps.CHECK.endpoint, reference=reference)
    elif previous := steps.before(step):
        back = url_for(previous.endpoint, reference=reference)
    else:
        back = f"/jobs/{reference}"
    return {"title": step.title, "step": steps.number_of(step), "steps": len(steps.STEPS), "back_url": back}
