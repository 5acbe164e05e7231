"""Messages to employers about their adverts."""

from careers.access import Permission
from careers.accounts.queries import list_team
from careers.jobs.models import Vacancy
from careers.mail.commands import put_in_outbox


def tell_approved(vacancy: Vacancy) -> None:
    """Tell the employer that the council looked at an advert and that it is live."""
    _tell(vacancy, "vacancy_approved")


def tell_closed(vacancy: Vacancy) -> None:
    """Tell the employer that an advert's closing date has passed."""
    _tell(vacancy, "vacancy_closed")


def tell_withdrawn(vacancy: Vacancy, *, reason: str) -> None:
    """Tell the employer that the council took an advert down, and why."""
    _tell(vacancy, "vacancy_withdrawn", reason=reason)


def _tell(vacancy: Vacancy, message: str, **values: object) -> None:
    """Write to whoever wrote the advert; when they have left, or nobody did, to everybody in the team who may."""
    team = [
        user for user in list_team(vacancy.organisation_id) if user.is_active and user.may(Permission.VACANCY_WRITE)
    ]
    for user in [user for user in team if user.id == vacancy.created_by] or team:
        put_in_outbox(
            event_key=f"{message}:{vacancy.id}:{user.id}",
            template=f"jobs/{message}",
            to=user.email,
            title=vacancy.title,
            reference=vacancy.reference,
            closes_on=vacancy.closes_on,
            reply_days=vacancy.organisation.reply_days,
            **values,
        )
