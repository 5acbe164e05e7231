"""What becomes of applicants when an advert ends early, or when the employer does not answer."""

from datetime import date

from careers.applications import emails, policies, queries
from careers.applications.commands.moving import end
from careers.applications.models import Application, ApplicationStatus
from careers.audit.commands import SYSTEM, record
from careers.jobs.models import OpportunityStatus, Vacancy

FILLED = "All the posts were filled."
WITHDRAWN = "The council withdrew the advert."
CLOSED = "The employer closed the advert to new people. Your application still stands."
HOLDS_OFFER = "You hold an offer: ask the employer what this means for you."


def tell_applicants_of_closure(vacancy: Vacancy, *, by: object) -> int:
    """Tell everybody whose application is under way that an advert has ended early; return how many.

    When all posts are filled or the council withdrew the advert, those without an offer are not successful, with that
    reason. When the employer only closed the advert, applications stand. Safe to run twice: nobody is told twice.
    """
    to_tell = queries.list_to_tell(vacancy)
    for application in to_tell:
        record(
            action=queries.TOLD,
            subject_type="application",
            subject_id=application.id,
            by=by,
            about_user_id=application.candidate.user_id,
        )
        _tell(application, by)
    return len(to_tell)


def _tell(application: Application, by: object) -> None:
    vacancy = application.vacancy
    reason = WITHDRAWN if vacancy.status is OpportunityStatus.WITHDRAWN else FILLED
    if not policies.is_over(vacancy):
        emails.send_closure(application, sentence=CLOSED)
    elif application.status in policies.WAITING:
        end(application, ApplicationStatus.NOT_SUCCESSFUL, by=by, reason=reason)
        emails.send_advert_over(application, sentence=f"{reason} So your application could not go further.")
    else:
        emails.send_advert_over(application, sentence=f"{reason} {HOLDS_OFFER}")


def close_without_reply(application: Application, *, today: date) -> bool:
    """Close an application whose employer broke its promise to answer, and tell the person courteously.

    Returns whether it did: an answer may have come in the meantime.
    """
    application = queries.lock(application)
    if not policies.is_given_up(application, today):
        return False
    end(application, ApplicationStatus.NO_REPLY, by=SYSTEM)
    emails.send_no_reply(application)
    return True
