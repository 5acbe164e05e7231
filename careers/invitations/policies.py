"""Rules of inviting: the status table, who may invite for what, how many, and who is asked how often."""

from datetime import date, timedelta
from enum import StrEnum

from careers.applications.masking import mask
from careers.applications.policies import check_can_apply
from careers.errors import BadInput, Conflict, NotAllowed
from careers.invitations.models import Invitation, InvitationStatus
from careers.jobs.models import OpportunityStatus, Vacancy

S = InvitationStatus

MOVES: dict[InvitationStatus, frozenset[InvitationStatus]] = {
    S.INVITED: frozenset({S.ACCEPTED, S.DECLINED, S.EXPIRED, S.WITHDRAWN}),
    S.ACCEPTED: frozenset(),
    S.DECLINED: frozenset(),
    S.EXPIRED: frozenset(),
    S.WITHDRAWN: frozenset(),
}
"""Where an invitation may go from each status."""

LIFETIME = timedelta(days=14)
MESSAGE_LIMIT = 500

MOST_AT_ONCE = 10
MOST_A_VACANCY = 20
MOST_A_DAY = 30
"""By one employer, over all its vacancies, in 24 hours."""

MOST_A_WEEK = 2
"""To one person, from all employers, in seven days."""

MOST_SHOWN = 30
LEAST_SHOWN = 3
"""Of fewer people nobody is shown: whoever knows the place could guess who it is."""

FURTHEST_UNSAID = 25
"""Miles, for somebody who has not said how far they can travel."""

WARNED_BEFORE = timedelta(days=30)
"""How long before the choice to be found ends the person hears of it."""

DECLINE_REASONS = {
    "not-now": "I am not looking for work now",
    "travel": "It is too far, or hard to get to",
    "hours": "The hours or days do not suit me",
    "pay": "The pay is too low",
    "work": "It is not the work I want",
    "other": "Another reason",
}


class FromNowOn(StrEnum):
    """Who may invite a person after they said no."""

    ANYBODY = "anybody"
    NOT_THIS_EMPLOYER = "not this employer"
    NOBODY = "nobody"


def check_can_move(invitation: Invitation, to: InvitationStatus) -> None:
    """Refuse a step that the table does not have."""
    if to not in MOVES[invitation.status]:
        raise Conflict(
            f"Invitation {invitation.reference} no longer waits for an answer. "
            "It was answered, taken back or has run out."
        )


def why_not_now(vacancy: Vacancy, today: date) -> str:
    """Say why nobody can be invited for a vacancy today, in a sentence for the employer; empty when they can be."""
    if not vacancy.organisation.is_verified:
        return "You can invite people once the council has checked your organisation."
    if vacancy.status is not OpportunityStatus.LIVE or vacancy.closes_on < today:
        return "You can invite people only while the advert is open."
    return "" if vacancy.posts_left else "All posts of this vacancy are filled."


def check_can_invite(vacancy: Vacancy, today: date) -> None:
    """Refuse invitations by an employer that nobody has checked, or for an advert that is not open."""
    if reason := why_not_now(vacancy, today):
        raise NotAllowed(reason)


def check_number(chosen: int, *, for_vacancy: int, today: int) -> None:
    """Refuse more invitations than an employer may send. The others count what was sent for the vacancy, and today."""
    if chosen > MOST_AT_ONCE:
        raise BadInput("people", f"Choose up to {MOST_AT_ONCE} people at a time")
    _check_room(chosen, MOST_A_VACANCY - for_vacancy, f"{MOST_A_VACANCY} people for one vacancy")
    _check_room(chosen, MOST_A_DAY - today, f"{MOST_A_DAY} people in 24 hours, over all your vacancies")


def _check_room(chosen: int, room: int, most: str) -> None:
    if chosen > room:
        rest = f"Choose up to {room} more" if room > 0 else "You have invited as many already"
        raise BadInput("people", f"You can invite up to {most}. {rest}")


def check_message(message: str) -> None:
    """Refuse ways to get in touch: nobody is to be led elsewhere before they have decided who may know them."""
    if mask(message, []) != message:
        raise BadInput(
            "message",
            "Take out phone numbers, postcodes, e-mail and web addresses. Those who say yes apply to you here",
        )


def why_not_open(invitation: Invitation, today: date) -> str:
    """Say why an invitation cannot be answered today, in a sentence for the person; empty when it can be."""
    if invitation.status is S.WITHDRAWN:
        return "The employer has taken this invitation back. This says nothing about you."
    if invitation.status is not S.INVITED:
        return "This invitation has ended."
    if is_over(invitation.vacancy, today):
        return "The advert has closed, so this invitation has ended."
    return "The time to answer this invitation has run out." if invitation.expires_on < today else ""


def check_can_accept(invitation: Invitation, today: date) -> None:
    """Refuse a yes to an invitation that has ended, or for an advert that takes no applications today."""
    if reason := why_not_open(invitation, today):
        raise Conflict(reason)
    check_can_apply(invitation.vacancy)


def is_over(vacancy: Vacancy, today: date) -> bool:
    """Say whether nobody can apply for a vacancy any more. A paused one may be shown again."""
    is_shown = vacancy.status in (OpportunityStatus.LIVE, OpportunityStatus.PAUSED)
    return not is_shown or vacancy.closes_on < today or vacancy.posts_left == 0
