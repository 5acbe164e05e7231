"""What a person does with their application: begin, write, send, withdraw, answer an offer, delete a draft."""

from collections.abc import Mapping

from sqlalchemy.exc import IntegrityError

from careers import clock
from careers.accounts.models import User
from careers.applications import emails, policies, queries, steps
from careers.applications.commands.moving import end, move
from careers.applications.models import Application, ApplicationStatus, Source
from careers.audit.commands import record
from careers.candidates.commands import fill_gaps
from careers.candidates.models import Candidate
from careers.database import db
from careers.errors import BadInput
from careers.formats import commands as formats
from careers.formats.queries import find_open, is_served, keys_or_all
from careers.geo.postcodes import find_postcode
from careers.jobs.models import Vacancy
from careers.matching import fit
from careers.matching.queries import fit_for
from careers.references import new_reference
from careers.screening import queries as screening
from careers.screening.commands import finish_sittings
from careers.screening.queries import Person


def start_application(
    candidate: Candidate, vacancy: Vacancy, *, source: Source = Source.SERVICE, wants_alternative_format: bool = False
) -> Application:
    """Return a person's application for a vacancy, begun as a draft when there is none; safe when two ask at once.

    What they wrote for an earlier application is copied, so that nothing is typed twice. Refuses a closed advert.
    """
    application = queries.find_current(candidate.user_id, vacancy.id)
    if application is None:
        policies.check_can_apply(vacancy)
        application = _begin(candidate, vacancy, source)
    if wants_alternative_format and application.status is ApplicationStatus.DRAFT:
        _ask_for_format(application)
    return application


def _ask_for_format(application: Application) -> None:
    application.wants_alternative_format = True
    formats.ask_for_format(application.candidate.user, application.vacancy.value_keys)


def _begin(candidate: Candidate, vacancy: Vacancy, source: Source) -> Application:
    try:
        with db.session.begin_nested():
            application = _new_draft(candidate, vacancy, source)
            db.session.add(application)
            db.session.flush()
    except IntegrityError:
        return queries.get_current(candidate.user_id, vacancy.id)
    record(
        action="application.begun",
        subject_type="application",
        subject_id=application.id,
        by=candidate.user,
        to_status=ApplicationStatus.DRAFT.value,
        about_user_id=candidate.user_id,
    )
    return application


def _new_draft(candidate: Candidate, vacancy: Vacancy, source: Source) -> Application:
    earlier, now = queries.find_latest(candidate.id), clock.now()
    is_same_job = earlier is not None and earlier.vacancy_id == vacancy.id
    return Application(
        reference=new_reference("A", Application.reference),
        candidate=candidate,
        vacancy=vacancy,
        status=ApplicationStatus.DRAFT,
        source=source,
        first_name=candidate.first_name,
        last_name=candidate.last_name,
        email=earlier.email if earlier and earlier.email else candidate.user.email,
        phone=candidate.phone,
        postcode=candidate.postcode,
        experience=earlier.experience if earlier else "",
        adjustments=earlier.adjustments if earlier else "",
        why=earlier.why if earlier is not None and is_same_job else "",
        wants_alternative_format=is_served(candidate.user_id, vacancy.value_keys),
        created_at=now,
        changed_at=now,
    )


def keep_answers(application: Application, answers: Mapping[str, str]) -> None:
    """Keep what a person wrote on one page of a draft, by column name; refuses what was sent already."""
    application = queries.lock(application)
    policies.check_is_draft(application)
    for name, text in answers.items():
        setattr(application, name, text)
    application.changed_at = clock.now()


def keep_contact(
    application: Application, *, first_name: str, last_name: str, email: str, phone: str, postcode: str | None
) -> None:
    """Keep contact details in a draft, and in the profile where it has none. Refuses a postcode that cannot exist."""
    if postcode and find_postcode(postcode) is None:
        raise BadInput("postcode", f"We do not know a postcode that begins like {postcode}. Check it, or leave it out")
    keep_answers(
        application,
        {
            "first_name": first_name,
            "last_name": last_name,
            "email": email,
            "phone": phone,
            "postcode": postcode or "",
        },
    )
    fill_gaps(application.candidate, first_name=first_name, last_name=last_name, phone=phone, postcode=postcode)


def choose_format(application: Application, *, wants_alternative: bool) -> None:
    """Note whether a person would rather answer the situations another way than on a page; refuses after sending.

    The wish becomes a request to the council. Left again, it is taken back unless it serves something else.
    """
    application = queries.lock(application)
    policies.check_is_draft(application)
    application.changed_at = clock.now()
    if wants_alternative:
        _ask_for_format(application)
        return
    application.wants_alternative_format = False
    user, wanted = application.candidate.user, keys_or_all(application.vacancy.value_keys)
    request = find_open(user.id)
    current = (ApplicationStatus.DRAFT, *policies.UNDER_WAY)
    others = [each for each in queries.list_own(user.id) if each.wants_alternative_format and each.status in current]
    if request is not None and set(request.value_keys) <= set(wanted) and not others:
        formats.withdraw_request(request, by=user)


def submit_application(application: Application, *, by: User) -> Application:
    """Send an application: finish the situations, freeze the fit, confirm to the person, tell the employer's team.

    Pressed twice, it is sent once. Refuses when a page is unfinished or the advert has closed.
    """
    application = queries.lock(application)
    if application.status is not ApplicationStatus.DRAFT:
        return application
    vacancy = application.vacancy
    policies.check_can_apply(vacancy)
    person = Person(application.candidate.user_id)
    left = screening.get_standing(person, vacancy.value_keys).count_left
    policies.check_is_complete([step.title for step in steps.unfinished(application, questions_left=left)])
    finish_sittings(person, vacancy.value_keys)
    application.fit = fit.to_dict(fit_for(application.candidate, vacancy))
    application.submitted_at = clock.now()
    move(application, ApplicationStatus.SUBMITTED, by=by)
    emails.send_submitted(application, reply_by=policies.promise(application))
    return application


def measure_fit_again(application: Application, *, by: object) -> None:
    """Measure an application's fit anew: who answers in another way only after sending it loses nothing by that."""
    application = queries.lock(application)
    if application.status not in policies.UNDER_WAY:
        return
    application.fit = fit.to_dict(fit_for(application.candidate, application.vacancy))
    record(
        action=queries.MEASURED_AGAIN,
        subject_type="application",
        subject_id=application.id,
        by=by,
        about_user_id=application.candidate.user_id,
    )


def withdraw_application(application: Application, *, reason: str, by: User) -> None:
    """Withdraw an application at the person's wish and tell the employer's team; they need give no reason."""
    application = queries.lock(application)
    if policies.was_done(application, ApplicationStatus.WITHDRAWN, reason):
        return
    end(application, ApplicationStatus.WITHDRAWN, by=by, reason=reason)
    emails.send_withdrawn(application)


def accept_offer(application: Application, *, by: User) -> None:
    """Accept an offer; both sides get a message. Refuses when every post is filled or the advert was withdrawn."""
    application = queries.lock(application)
    if policies.was_done(application, ApplicationStatus.ACCEPTED):
        return
    policies.check_can_move(application, ApplicationStatus.ACCEPTED)
    policies.check_can_hire(application.vacancy)
    move(application, ApplicationStatus.ACCEPTED, by=by)
    application.accepted_at = application.changed_at
    emails.send_answer_to_offer(application, is_accepted=True)


def decline_offer(application: Application, *, reason: str, by: User) -> None:
    """Decline an offer and tell the employer's team; the person need give no reason."""
    application = queries.lock(application)
    if policies.was_done(application, ApplicationStatus.DECLINED, reason):
        return
    end(application, ApplicationStatus.DECLINED, by=by, reason=reason)
    emails.send_answer_to_offer(application, is_accepted=False)


def delete_draft(application: Application, *, by: object) -> None:
    """Delete an application that was never sent; refuses one that was."""
    application = queries.lock(application)
    policies.check_is_draft(application)
    record(
        action="application.draft deleted",
        subject_type="application",
        subject_id=application.id,
        by=by,
        about_user_id=application.candidate.user_id,
    )
    db.session.delete(application)
