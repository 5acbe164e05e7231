"""Who applied for a vacancy, as the employer may see them: the pipeline and one applicant."""

from typing import Any, NamedTuple

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import Permission, requires
from careers.accounts.models import User
from careers.applications import policies, queries
from careers.applications.blueprint import bp
from careers.applications.commands import reading as commands
from careers.applications.commands.hiring import note_looks
from careers.applications.disclosure import Applicant, seen_by_employer, words_seen_by_employer
from careers.applications.forms import RateAnswersForm
from careers.applications.models import Application, ApplicationStatus
from careers.applications.standing import next_for_employer, timeline_of
from careers.contests.queries import list_behind, list_notes
from careers.database import db
from careers.formats.policies import in_words
from careers.formats.queries import find_latest, list_written
from careers.jobs.queries import get_job_of
from careers.screening.bank import get_value
from careers.screening.forms import SCALE
from careers.screening.queries import Asked
from careers.web import say, signed_in_user

S = ApplicationStatus


class Stage(NamedTuple):
    """One part of the pipeline."""

    key: str
    title: str
    applicants: list[Applicant]


STAGES = (
    ("to-answer", "To look at", (S.SUBMITTED,)),
    ("shortlist", "Shortlist", (S.SHORTLISTED,)),
    ("interview", "Interview", (S.INTERVIEW,)),
    ("offer", "Offer made", (S.OFFERED,)),
    ("checks", "Offer accepted, checks to do", (S.ACCEPTED,)),
    ("started", "Started", (S.STARTED,)),
    ("ended", "Ended", (S.NOT_SUCCESSFUL, S.WITHDRAWN, S.DECLINED, S.DID_NOT_START, S.NO_REPLY)),
)


@bp.app_template_global()
def count_owed_answers() -> tuple[int, int]:
    """Return how many applicants the reader's organisation owes an answer, and to how many of them it is late."""
    due = [policies.reply_due_on(application) for application in queries.list_waiting(signed_in_user().organisation_id)]
    days = [day for day in due if day is not None]
    return len(days), sum(day < clock.today() for day in days)


@bp.route("/provider/applicants")
@requires(Permission.APPLICANT_READ)
def list_waiting() -> ResponseReturnValue:
    today = clock.today()
    applications = queries.list_waiting(signed_in_user().organisation_id)
    return render_template(
        "applications/list_waiting.html",
        rows=[(application, next_for_employer(application, today)) for application in applications],
    )


@bp.route("/provider/vacancies/<reference>/applicants")
@requires(Permission.APPLICANT_READ, writes_on_get=True)
def list_applicants(reference: str) -> ResponseReturnValue:
    user = signed_in_user()
    vacancy = get_job_of(user.organisation_id, reference)
    rated = queries.list_rated_by(user.id, vacancy.id)
    applicants = [
        seen_by_employer(application, has_rated=application.id in rated)
        for application in queries.list_applicants(vacancy.id)
    ]
    page = render_template(
        "applications/list_applicants.html",
        vacancy=vacancy,
        stages=[
            Stage(key, title, [applicant for applicant in applicants if applicant.application.status in statuses])
            for key, title, statuses in STAGES
        ],
        count=len(applicants),
        today=clock.today(),
        next_step=next_for_employer,
    )
    note_looks([applicant.application for applicant in applicants if applicant.is_identified], by=user)
    db.session.commit()
    return page


@bp.route("/provider/vacancies/<reference>/applicants/<applicant_reference>")
@requires(Permission.APPLICANT_READ, writes_on_get=True)
def show_applicant(reference: str, applicant_reference: str) -> ResponseReturnValue:
    user = signed_in_user()
    application = queries.get_applicant(get_job_of(user.organisation_id, reference).id, applicant_reference)
    page = _page_of(application, user, RateAnswersForm())
    note_looks([application], by=user)
    db.session.commit()
    return page


@bp.route("/provider/vacancies/<reference>/applicants/<applicant_reference>/rate-answers", methods=["GET", "POST"])
@requires(Permission.APPLICANT_DECIDE)
def rate_answers(reference: str, applicant_reference: str) -> ResponseReturnValue:
    user = signed_in_user()
    application = queries.get_applicant(get_job_of(user.organisation_id, reference).id, applicant_reference)
    target = url_for(
        "applications.show_applicant", reference=reference, applicant_reference=applicant_reference, _anchor="fit"
    )
    form = RateAnswersForm()
    if form.validate_on_submit():
        commands.rate_answers(application, rating=form.rating.data or 0, note=form.note.data or "", by=user)
        db.session.commit()
        say("Your rating is kept. The whole fit is shown now.")
    elif form.is_submitted():
        return _page_of(application, user, form)
    return redirect(target)


def _page_of(application: Application, user: User, form: RateAnswersForm) -> str:
    """Return the page of one applicant, with the form of the reader's own rating where one is asked for."""
    reading = queries.find_reading(application.id, user.id)
    applicant = seen_by_employer(application, has_rated=reading is not None)
    events = [
        (event, actor.name if actor and actor.organisation_id == user.organisation_id else "")
        for event, actor in queries.list_history(application)
    ]
    return render_template(
        "applications/show_applicant.html",
        vacancy=application.vacancy,
        application=application,
        applicant=applicant,
        behind=_behind(application) if applicant.fit else {},
        scale=SCALE,
        **_other_answers(application),
        reading=reading,
        anchors=policies.READING_ANCHORS,
        form=form,
        can_rate=application.status in policies.UNDER_WAY and user.may(Permission.APPLICANT_DECIDE),
        timeline=[
            event._replace(note=words_seen_by_employer(application, event.note)) for event in timeline_of(events)
        ],
        may_decide=user.may(Permission.APPLICANT_DECIDE),
        next_statuses=policies.ARROWS[application.status],
        is_over=policies.is_over(application.vacancy),
        reply_by=policies.reply_due_on(application),
    )


def _behind(application: Application) -> dict[str, list[Asked]]:
    """Return the situations behind the values fit with what the person answered, by the name of the value."""
    found: dict[str, list[Asked]] = {}
    asked = list_behind(
        application.candidate.user_id,
        application.vacancy.value_keys,
        at=application.submitted_at,
        until=policies.answers_until(application),
    )
    for each in asked:
        found.setdefault(get_value(each.question.value_key).name, []).append(each)
    return found


def _other_answers(application: Application) -> dict[str, Any]:
    """Return how another format stands, what was answered in writing, and notes on answers, as the employer may read
    them now.
    """
    user_id, value_keys = application.candidate.user_id, application.vacancy.value_keys
    until = policies.answers_until(application)
    is_another_way = application.wants_alternative_format
    request = find_latest(user_id, value_keys) if is_another_way and until is None else None
    written = list_written(user_id, value_keys, until=until) if is_another_way else {}
    notes = list_notes(user_id, value_keys, at=application.submitted_at, until=until) if application.email else []

    def shown(text: str) -> str:
        return words_seen_by_employer(application, text)

    return {
        "format_words": shown(in_words(request)) if request else "",
        "written": [(get_value(key).name, shown(text)) for key, text in written.items()],
        "notes": [
            (get_value(each.value_key).name, each.situation, shown(each.note), each.wants_review, shown(each.outcome))
            for each in notes
        ],
    }
