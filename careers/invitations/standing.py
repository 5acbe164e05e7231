"""Where an invitation stands, in words for either side. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from careers.applications.models import ApplicationStatus
from careers.applications.standing import next_for_employer
from careers.invitations.models import Invitation, InvitationStatus
from careers.invitations.policies import why_not_open
from careers.words import date_in_words

S = InvitationStatus

FOR_EMPLOYER = {
    S.INVITED: ("Waiting for an answer", "sun"),
    S.ACCEPTED: ("Said yes", "leaf"),
    S.DECLINED: ("Not this time", "quiet"),
    S.EXPIRED: ("No answer in time", "quiet"),
    S.WITHDRAWN: ("Taken back", "quiet"),
}

FOR_PERSON = {
    S.INVITED: ("Waiting for your answer", "sun"),
    S.ACCEPTED: ("You said yes", "leaf"),
    S.DECLINED: ("You said no thank you", "quiet"),
    S.EXPIRED: ("Ended without an answer", "quiet"),
    S.WITHDRAWN: ("Taken back by the employer", "quiet"),
}


class Row(NamedTuple):
    """An invitation as the employer reads it; `applicant` is the reference of the application that was sent, if any."""

    invitation: Invitation
    tag: tuple[str, str]
    next_step: str
    applicant: str


def row_for_employer(invitation: Invitation, today: date) -> Row:
    """Return an invitation as the employer reads it: of an application it hears only once it is sent."""
    return Row(invitation, FOR_EMPLOYER[invitation.status], *_next(invitation, today))


def _next(invitation: Invitation, today: date) -> tuple[str, str]:
    if invitation.status is S.INVITED:
        return f"They can answer until {date_in_words(invitation.expires_on)}", ""
    if invitation.status is not S.ACCEPTED:
        return "", ""
    application = invitation.application
    if application is None:
        return "No application was sent", ""
    if application.status is ApplicationStatus.DRAFT:
        return "They are writing their application", ""
    return next_for_employer(application, today), application.reference


def tag_for_person(invitation: Invitation, today: date) -> tuple[str, str]:
    """Return the tag of an invitation as the person reads it: one that can no longer be answered waits for nothing."""
    has_run_out = invitation.status is S.INVITED and why_not_open(invitation, today)
    return FOR_PERSON[S.EXPIRED if has_run_out else invitation.status]


class Outcome(NamedTuple):
    """What came of the invitations for a vacancy, in numbers."""

    sent: int
    accepted: int
    applied: int
    started: int


def outcome_of(invitations: Sequence[Invitation]) -> Outcome:
    """Count what came of invitations."""
    sent = [each.application.status for each in invitations if each.application]
    return Outcome(
        sent=len(invitations),
        accepted=sum(each.status is S.ACCEPTED for each in invitations),
        applied=sum(status is not ApplicationStatus.DRAFT for status in sent),
        started=sum(status is ApplicationStatus.STARTED for status in sent),
    )
