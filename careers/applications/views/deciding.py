"""What an employer decides about an applicant: each a page that says what will happen, and a button."""

from datetime import datetime

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import Permission, requires
from careers.accounts.forms import PressForm
from careers.applications import queries
from careers.applications.blueprint import bp
from careers.applications.commands import hiring as commands
from careers.applications.disclosure import Applicant, seen_by_employer
from careers.applications.forms import InviteForm, NoStartForm, StartForm, TurnDownForm
from careers.database import db
from careers.errors import BadInput
from careers.fields import put_on_form
from careers.jobs.queries import get_job_of
from careers.web import say, signed_in_user


@bp.route("/provider/vacancies/<reference>/applicants/<applicant_reference>/shortlist", methods=["GET", "POST"])
@requires(Permission.APPLICANT_DECIDE)
def shortlist_applicant(reference: str, applicant_reference: str) -> ResponseReturnValue:
    applicant, form = _applicant(reference, applicant_reference), PressForm()
    if not form.validate_on_submit():
        return render_template("applications/shortlist_applicant.html", applicant=applicant, form=form)
    commands.shortlist_applicant(applicant.application, by=signed_in_user())
    return _done(applicant, "is on the shortlist. We have told them.")


@bp.route("/provider/vacancies/<reference>/applicants/<applicant_reference>/invite", methods=["GET", "POST"])
@requires(Permission.APPLICANT_DECIDE)
def invite_applicant(reference: str, applicant_reference: str) -> ResponseReturnValue:
    applicant = _applicant(reference, applicant_reference)
    application = applicant.application
    form = InviteForm()
    if application.interview_at is not None and not form.is_submitted():
        at = clock.local(application.interview_at)
        form.process(data={"day": at.date(), "time": at.time(), "place": application.interview_place})
    if form.validate_on_submit():
        at = clock.from_local(datetime.combine(form.day.data, form.time.data))
        try:
            commands.invite_applicant(application, at=at, place=form.place.data or "", by=signed_in_user())
        except BadInput as refusal:
            db.session.rollback()
            put_on_form(form, refusal)
        else:
            return _done(applicant, "is invited. We have told them the time and place.")
    return render_template("applications/invite_applicant.html", applicant=applicant, form=form)


@bp.route("/provider/vacancies/<reference>/applicants/<applicant_reference>/offer", methods=["GET", "POST"])
@requires(Permission.APPLICANT_DECIDE)
def offer_post(reference: str, applicant_reference: str) -> ResponseReturnValue:
    applicant, form = _applicant(reference, applicant_reference), PressForm()
    if not form.validate_on_submit():
        return render_template("applications/offer_post.html", applicant=applicant, form=form)
    commands.offer_post(applicant.application, by=signed_in_user())
    return _done(applicant, "has the offer. We will tell you when they answer.")


@bp.route("/provider/vacancies/<reference>/applicants/<applicant_reference>/start", methods=["GET", "POST"])
@requires(Permission.APPLICANT_DECIDE)
def start_applicant(reference: str, applicant_reference: str) -> ResponseReturnValue:
    applicant = _applicant(reference, applicant_reference)
    form = StartForm(data={"started_on": clock.today()})
    if form.validate_on_submit():
        try:
            commands.start_applicant(applicant.application, started_on=form.started_on.data, by=signed_in_user())
        except BadInput as refusal:
            db.session.rollback()
            put_on_form(form, refusal)
        else:
            return _done(applicant, "has started. The post is filled.")
    return render_template("applications/start_applicant.html", applicant=applicant, form=form)


@bp.route("/provider/vacancies/<reference>/applicants/<applicant_reference>/did-not-start", methods=["GET", "POST"])
@requires(Permission.APPLICANT_DECIDE)
def note_did_not_start(reference: str, applicant_reference: str) -> ResponseReturnValue:
    applicant, form = _applicant(reference, applicant_reference), NoStartForm()
    if not form.validate_on_submit():
        return render_template("applications/note_did_not_start.html", applicant=applicant, form=form)
    commands.note_did_not_start(applicant.application, reason=form.sentence(), by=signed_in_user())
    return _done(applicant, "did not start. The post is free again.")


@bp.route("/provider/vacancies/<reference>/applicants/<applicant_reference>/not-successful", methods=["GET", "POST"])
@requires(Permission.APPLICANT_DECIDE)
def turn_down_applicant(reference: str, applicant_reference: str) -> ResponseReturnValue:
    applicant, form = _applicant(reference, applicant_reference), TurnDownForm()
    if not form.validate_on_submit():
        return render_template("applications/turn_down_applicant.html", applicant=applicant, form=form)
    commands.turn_down_applicant(
        applicant.application, reason=form.reason.data, words=form.words.data or "", by=signed_in_user()
    )
    return _done(applicant, "is told of your decision. You can open the application again.")


@bp.route("/provider/vacancies/<reference>/applicants/<applicant_reference>/reopen", methods=["GET", "POST"])
@requires(Permission.APPLICANT_DECIDE)
def reopen_applicant(reference: str, applicant_reference: str) -> ResponseReturnValue:
    applicant, form = _applicant(reference, applicant_reference), PressForm()
    if not form.validate_on_submit():
        return render_template("applications/reopen_applicant.html", applicant=applicant, form=form)
    commands.reopen_applicant(applicant.application, by=signed_in_user())
    return _done(applicant, "is open again. We have told them.")


def _applicant(reference: str, applicant_reference: str) -> Applicant:
    vacancy = get_job_of(signed_in_user().organisation_id, reference)
    return seen_by_employer(queries.get_applicant(vacancy.id, applicant_reference))


def _done(applicant: Applicant, sentence: str) -> ResponseReturnValue:
    """Keep the decision, say it, and show the applicant as they stand now."""
    application = applicant.application
    target = url_for(
        "applications.show_applicant",
        reference=application.vacancy.reference,
        applicant_reference=application.reference,
    )
    db.session.commit()
    say(f"Applicant {application.reference} {sentence}")  # no name: a message travels in the cookie
    return redirect(target)
