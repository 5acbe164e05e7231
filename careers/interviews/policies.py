"""Who may rate an interview when, and what a complete rating is."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from careers.applications.models import Application, ApplicationStatus
from careers.errors import Conflict, NotAllowed
from careers.interviews.guides import SCALE

S = ApplicationStatus

RATED_AT = (S.INTERVIEW, S.OFFERED, S.ACCEPTED)
"""From the invitation on, until the application has ended or the person has started."""

NOTE_LIMIT = 1500
COMMENT_LIMIT = 1500


class Heard(NamedTuple):
    """What an assessor heard about a value; `rating` is None when it was not asked."""

    value_key: str
    rating: int | None
    note: str


def is_open_to_ratings(application: Application) -> bool:
    """Say whether an interview can be rated now."""
    return application.status in RATED_AT


def check_was_invited(application: Application) -> None:
    """Refuse to speak of an interview that nobody has arranged."""
    if application.interview_at is None:
        raise NotAllowed("There is no interview yet. Invite this applicant first.")


def check_can_rate(application: Application) -> None:
    """Refuse ratings before there is an interview and after the application has ended."""
    check_was_invited(application)
    if not is_open_to_ratings(application):
        raise Conflict(f"This application is “{application.status.value}”, so the interview can no longer be rated.")


def check_heard(heard: Sequence[Heard], value_keys: Collection[str]) -> None:
    """Refuse all but one answer a value: 1 to 5 with a note, or not asked; and at least one rating among them."""
    if sorted(each.value_key for each in heard) != sorted(value_keys):
        raise NotAllowed("The values of this vacancy were changed while you had the page open. Go back and reload it.")
    rated = [each for each in heard if each.rating is not None]
    if any(each.rating not in SCALE for each in rated):
        raise NotAllowed("Choose one of the five ratings for each value. Go back and try again.")
    if any(not each.note.strip() for each in rated):
        raise NotAllowed("Write what you heard beside each rating. Go back and try again.")
    if not rated:
        raise NotAllowed("Rate at least one value. If you were not at the interview, choose “See the ratings” instead.")


def check_guide(version: int, current: int) -> None:
    """Refuse ratings by words that were changed in the meantime."""
    if version != current:
        raise NotAllowed("The interview guide was changed while you had the page open. Reload the page and rate again.")
