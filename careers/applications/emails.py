"""Messages about applications: each goes to one person, says for which job, and leaves what is personal on the page.

Candidates learn of a workplace what anybody may: where an interview is in somebody's home, their account says it.
"""

from datetime import date

from careers.accounts import queries as accounts
from careers.applications.models import Application
from careers.mail.commands import put_in_outbox


def _tell_candidate(application: Application, event: str, template: str, **values: object) -> None:
    put_in_outbox(
        event_key=f"application-{event}:{application.id}",
        template=f"applications/{template}",
        to=application.candidate.user.email,
        workplace=application.vacancy.workplace.public_label,
        **_about(application),
        **values,
    )


def _tell_team(application: Application, event: str, template: str, **values: object) -> None:
    for member in accounts.list_team(application.vacancy.organisation_id):
        if member.is_active:
            put_in_outbox(
                event_key=f"application-{event}:{application.id}:user-{member.id}",
                template=f"applications/{template}",
                to=member.email,
                workplace=application.vacancy.workplace.name,
                **_about(application),
                **values,
            )


def _about(application: Application) -> dict[str, object]:
    vacancy = application.vacancy
    return {
        "reference": application.reference,
        "job": vacancy.title,
        "job_reference": vacancy.reference,
        "employer": vacancy.organisation.name,
    }


def send_submitted(application: Application, *, reply_by: date) -> None:
    """Confirm to a person that their application has arrived; tell the employer's team that there is one."""
    _tell_candidate(application, "submitted", "submitted", reply_by=reply_by)
    _tell_team(application, "received", "received", reply_by=reply_by)


def send_shortlisted(application: Application, *, reply_by: date) -> None:
    """Tell a person that they are on the shortlist."""
    _tell_candidate(application, f"shortlisted-{_moment(application)}", "shortlisted", reply_by=reply_by)


def send_interview(application: Application, *, is_change: bool) -> None:
    """Invite a person to an interview, or tell them that its time or place has changed."""
    _tell_candidate(application, f"interview-{_moment(application)}", "interview", is_change=is_change)


def send_offer(application: Application) -> None:
    """Tell a person that they are offered the job and must say yes or no."""
    _tell_candidate(application, f"offered-{_moment(application)}", "offer")


def send_answer_to_offer(application: Application, *, is_accepted: bool) -> None:
    """Tell the employer's team whether an offer was accepted, and the person what they have just said."""
    word = "accepted" if is_accepted else "declined"
    _tell_team(application, f"offer-{word}-{_moment(application)}", "offer_answered", is_accepted=is_accepted)
    if is_accepted:
        _tell_candidate(application, f"accepted-{_moment(application)}", "accepted")


def send_withdrawn(application: Application) -> None:
    """Tell the employer's team that a person has withdrawn."""
    _tell_team(application, "withdrawn", "withdrawn")


def send_started(application: Application) -> None:
    """Congratulate a person on their first day."""
    _tell_candidate(application, "started", "started")


def send_not_successful(application: Application) -> None:
    """Tell a person that a decision was made; the page says which and why."""
    _tell_candidate(application, f"decided-{_moment(application)}", "not_successful")


def send_did_not_start(application: Application) -> None:
    """Tell a person that the employer says they did not start, so that they can object."""
    _tell_candidate(application, "did-not-start", "did_not_start")


def send_reopened(application: Application) -> None:
    """Tell a person that the employer is looking at their application again."""
    _tell_candidate(application, f"reopened-{_moment(application)}", "reopened")


def send_closure(application: Application, *, sentence: str) -> None:
    """Tell a person that the employer closed the advert, and that their application stands."""
    _tell_candidate(application, "advert-closed", "advert_closed", sentence=sentence)


def send_advert_over(application: Application, *, sentence: str) -> None:
    """Tell a person that nobody more can be hired through the advert, and what that means for them."""
    _tell_candidate(application, "advert-over", "advert_closed", sentence=sentence)


def send_no_reply(application: Application) -> None:
    """Tell a person that the employer broke its promise to reply and that we closed the application."""
    _tell_candidate(application, "no-reply", "no_reply")


def _moment(application: Application) -> str:
    """Tell apart the same step taken again after a reopening or a change."""
    return f"{application.changed_at:%Y%m%dT%H%M%S}"
