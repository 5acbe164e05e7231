"""The interview guide of a vacancy, and the page on which each assessor rates an interview."""

from typing import NamedTuple

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from careers.access import Permission, requires
from careers.accounts.forms import PressForm
from careers.accounts.models import User
from careers.accounts.queries import list_team
from careers.applications.commands.hiring import note_looks
from careers.applications.disclosure import seen_by_employer
from careers.applications.models import Application
from careers.applications.queries import get_applicant
from careers.database import db
from careers.interviews import commands, policies, queries
from careers.interviews.agreement import Compared, compare
from careers.interviews.forms import CommentForm, RateInterviewForm, form_for
from careers.interviews.guides import Guide, get_guide, guide_book, guides_for
from careers.interviews.models import InterviewRating, InterviewSubmission
from careers.jobs.queries import get_job_of
from careers.web import say, signed_in_user

bp = Blueprint("interviews", __name__)


class HeardAbout(NamedTuple):
    """One value as all assessors heard it."""

    guide: Guide
    compared: Compared
    ratings: list[tuple[InterviewSubmission, InterviewRating]]


@bp.app_template_global()
def list_waiting_interviews() -> dict[int, str]:
    """Return what to do about each interview of the reader's organisation, by the id of its application."""
    user = signed_in_user()
    waiting = queries.list_waiting_interviews(user.organisation_id, user.id)
    return {each.application_id: _to_do(each) for each in waiting if _to_do(each)}


def _to_do(waiting: queries.Waiting) -> str:
    if not waiting.needs_third:
        return ""
    if waiting.has_reader_sent:
        return "Assessors disagree: ask a third colleague to rate the interview"
    return "Assessors disagree: a third rating is needed"


@bp.route("/provider/vacancies/<reference>/interview-guide")
@requires(Permission.HIRING_READ)
def show_interview_guide(reference: str) -> ResponseReturnValue:
    vacancy = get_job_of(signed_in_user().organisation_id, reference)
    return render_template(
        "interviews/show_interview_guide.html",
        vacancy=vacancy,
        book=guide_book(),
        guides=guides_for(vacancy.value_keys),
    )


@bp.route("/provider/vacancies/<reference>/applicants/<applicant_reference>/ratings", methods=["GET", "POST"])
@requires(Permission.APPLICANT_DECIDE, writes_on_get=True)
def rate_interview(reference: str, applicant_reference: str) -> ResponseReturnValue:
    user, application = signed_in_user(), _application(reference, applicant_reference)
    guides = guides_for(application.vacancy.value_keys)
    form = form_for(guides)
    if form.validate_on_submit():
        commands.rate_interview(application, form.heard(guides), guide_version=form.guide_version.data or 0, by=user)
        return _done(application, "Your ratings are sent")
    page = _page_of(application, user, form=form)
    note_looks([application], by=user)
    db.session.commit()
    return page


@bp.route("/provider/vacancies/<reference>/applicants/<applicant_reference>/ratings/read", methods=["GET", "POST"])
@requires(Permission.APPLICANT_DECIDE)
def read_ratings(reference: str, applicant_reference: str) -> ResponseReturnValue:
    application, form = _application(reference, applicant_reference), PressForm()
    if not form.validate_on_submit():
        return render_template(
            "interviews/read_ratings.html", applicant=seen_by_employer(application), application=application, form=form
        )
    commands.read_ratings(application, by=signed_in_user())
    return _done(application, "You see the ratings of the others")


@bp.route("/provider/vacancies/<reference>/applicants/<applicant_reference>/ratings/comment", methods=["GET", "POST"])
@requires(Permission.APPLICANT_DECIDE)
def add_comment(reference: str, applicant_reference: str) -> ResponseReturnValue:
    user, application, form = signed_in_user(), _application(reference, applicant_reference), CommentForm()
    if form.validate_on_submit():
        commands.add_comment(application, words=form.words.data or "", by=user)
        return _done(application, "Your comment is added")
    if form.is_submitted():
        return _page_of(application, user, comment=form)
    return redirect(_address_of(application))


def _application(reference: str, applicant_reference: str) -> Application:
    vacancy = get_job_of(signed_in_user().organisation_id, reference)
    application = get_applicant(vacancy.id, applicant_reference)
    policies.check_was_invited(application)
    return application


def _address_of(application: Application) -> str:
    return url_for(
        "interviews.rate_interview",
        reference=application.vacancy.reference,
        applicant_reference=application.reference,
    )


def _done(application: Application, sentence: str) -> ResponseReturnValue:
    target = _address_of(application)
    db.session.commit()
    say(sentence)
    return redirect(target)


def _page_of(
    application: Application, user: User, *, form: RateInterviewForm | None = None, comment: CommentForm | None = None
) -> str:
    """Return the page of one interview: the form to rate it, or once that is sent what everybody heard."""
    guides = guides_for(application.vacancy.value_keys)
    own = queries.find_submission(application.id, user.id)
    colleagues = {each.id for each in list_team(user.organisation_id or 0) if each.is_active and each.id != user.id}
    sent = {each.assessor_id for each in queries.list_submissions_about(application.id)}
    return render_template(
        "interviews/rate_interview.html",
        application=application,
        vacancy=application.vacancy,
        applicant=seen_by_employer(application),
        own=own,
        is_open=policies.is_open_to_ratings(application),
        is_alone=not colleagues,
        can_ask_third=bool(colleagues - sent),
        assessors=queries.count_assessors(application.id),
        is_third_needed=queries.is_third_needed(application.id),
        guides=guides,
        form=(comment or CommentForm(formdata=None)) if own else (form or form_for(guides)),
        values=_heard_about(application, user) if own else [],
        comments=queries.list_comments_seen_by(user.id, application.id) if own else [],
    )


def _heard_about(application: Application, user: User) -> list[HeardAbout]:
    sent = {each.assessor_id: each for each in queries.list_submissions_seen_by(user.id, application.id)}
    ratings = queries.list_ratings_seen_by(user.id, application.id)
    rated = {each.value_key for each in ratings}
    keys = [guide.value_key for guide in guides_for(()) if guide.value_key in rated]
    return [
        HeardAbout(
            get_guide(each.value_key),
            each,
            [(sent[one.assessor_id], one) for one in ratings if one.value_key == each.value_key],
        )
        for each in compare(keys, [(one.value_key, one.rating) for one in ratings])
    ]
