"""What an employer decides about an applicant, up to the post being filled. A person presses each of these.

A button pressed twice does nothing more; a step that somebody else took first is refused.
"""

from datetime import date, datetime

from careers import clock
from careers.accounts.models import User
from careers.applications import emails, policies, queries
from careers.applications.commands.closing import tell_applicants_of_closure
from careers.applications.commands.moving import end, move
from careers.applications.models import Application, ApplicationStatus, Employment, Evidence
from careers.audit.commands import record
from careers.database import db
from careers.jobs.commands import fill_post

S = ApplicationStatus


def note_looks(applications: list[Application], *, by: User) -> None:
    """Note that a person's data was looked at, once for each person; they see it on their account."""
    for application in applications:
        record(
            action="application.looked",
            subject_type="application",
            subject_id=application.id,
            by=by,
            about_user_id=application.candidate.user_id,
        )


def shortlist_applicant(application: Application, *, by: User) -> None:
    """Put an applicant on the shortlist and tell them. Refuses when no post is left."""
    application = queries.lock(application)
    if policies.was_done(application, S.SHORTLISTED):
        return
    policies.check_can_move(application, S.SHORTLISTED)
    policies.check_can_hire(application.vacancy)
    move(application, S.SHORTLISTED, by=by)
    emails.send_shortlisted(application, reply_by=policies.promise(application))


def invite_applicant(application: Application, *, at: datetime, place: str, by: User) -> None:
    """Invite an applicant to an interview, or change its time and place, and tell them.

    From now on the employer sees who they are; that is noted. Refuses a time that has passed.
    """
    application = queries.lock(application)
    policies.check_can_hire(application.vacancy)
    policies.check_interview(at)
    is_change = application.status is S.INTERVIEW
    if is_change and (application.interview_at, application.interview_place) == (at, place):
        return
    if is_change:
        application.changed_at = clock.now()
        _note(application, "application.interview changed", by)
    else:
        move(application, S.INTERVIEW, by=by)
    application.interview_at = at
    application.interview_place = place
    if application.identity_shown_at is None:
        application.identity_shown_at = application.changed_at
        _note(application, "application.identity shown", by)
    emails.send_interview(application, is_change=is_change)


def offer_post(application: Application, *, by: User) -> None:
    """Offer an applicant a post and tell them to answer. Refuses more offers than there are posts left."""
    application = queries.lock(application)
    if policies.was_done(application, S.OFFERED):
        return
    policies.check_can_move(application, S.OFFERED)
    policies.check_can_offer(application.vacancy, promised=queries.count_promised(application.vacancy_id))
    move(application, S.OFFERED, by=by)
    application.offered_at = application.changed_at
    emails.send_offer(application)


def start_applicant(application: Application, *, started_on: date, by: User) -> None:
    """Confirm that a person has started: fill the post, record the employment, congratulate them.

    With the last post the vacancy closes, and everybody who still waits is told. Refuses with a Conflict when no post
    is left, or when they have started on another day.
    """
    application = queries.lock(application)
    if policies.was_done(application, S.STARTED) and application.started_on == started_on:
        return
    policies.check_can_move(application, S.STARTED)
    policies.check_start(application, started_on)
    vacancy = application.vacancy
    fill_post(vacancy, by=by)
    application.started_on = started_on
    move(application, S.STARTED, by=by)
    db.session.add(_employment(application, by))
    emails.send_started(application)
    if policies.is_over(vacancy):
        tell_applicants_of_closure(vacancy, by=by)


def _employment(application: Application, by: User) -> Employment:
    vacancy = application.vacancy
    return Employment(
        candidate_id=application.candidate_id,
        application_id=application.id,
        vacancy_id=vacancy.id,
        organisation_id=vacancy.organisation_id,
        workplace_id=vacancy.workplace_id,
        employer_name=vacancy.organisation.name,
        role_code=vacancy.role_code,
        service_code=vacancy.service_code,
        lad_code=vacancy.workplace.lad_code,
        source=application.source,
        evidence=Evidence.EMPLOYER,
        started_on=application.started_on,
        recorded_at=clock.now(),
        recorded_by=by.id,
    )


def note_did_not_start(application: Application, *, reason: str, by: User) -> None:
    """Note that a person who accepted did not come, and tell them so; the post is free for another."""
    application = queries.lock(application)
    if policies.was_done(application, S.DID_NOT_START, reason):
        return
    end(application, S.DID_NOT_START, by=by, reason=reason)
    emails.send_did_not_start(application)


def turn_down_applicant(application: Application, *, reason: str, words: str, by: User) -> None:
    """End an application as not successful, with a reason from the list and words of one's own, and tell the person.

    Refuses a reason that is not on the list, and one without words.
    """
    sentence = policies.turn_down_sentence(reason, words)
    application = queries.lock(application)
    if policies.was_done(application, S.NOT_SUCCESSFUL, sentence):
        return
    end(application, S.NOT_SUCCESSFUL, by=by, reason=sentence)
    emails.send_not_successful(application)


def reopen_applicant(application: Application, *, by: User) -> None:
    """Take back a "not successful": the application stands where it stood, and the person is told.

    Somebody who held an offer comes back to the interview. Refuses when no post is left.
    """
    application = queries.lock(application)
    policies.check_can_reopen(application)
    policies.check_can_hire(application.vacancy)
    move(application, policies.status_to_reopen(queries.get_status_before_end(application)), by=by)
    application.ended_at = None
    application.end_reason = ""
    emails.send_reopened(application)


def _note(application: Application, action: str, by: User) -> None:
    record(
        action=action,
        subject_type="application",
        subject_id=application.id,
        by=by,
        about_user_id=application.candidate.user_id,
    )
