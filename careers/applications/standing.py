"""Where an application stands, in plain words for the person who made it, and what happens next. Pure."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from careers import clock
from careers.applications import policies
from careers.applications.models import Application, ApplicationStatus
from careers.audit.models import AuditEvent
from careers.jobs.models import OpportunityStatus, Vacancy
from careers.words import date_in_words, moment_in_words

S = ApplicationStatus


class Standing(NamedTuple):
    """A heading and what happens next."""

    title: str
    next_step: str


class TimelineEvent(NamedTuple):
    """One line of a history."""

    title: str
    when_words: str
    by_words: str
    note: str


_TITLES = {
    S.DRAFT: "Not sent yet",
    S.SUBMITTED: "Sent",
    S.SHORTLISTED: "You are on the shortlist",
    S.INTERVIEW: "You are invited to an interview",
    S.OFFERED: "You are offered the job",
    S.ACCEPTED: "You have accepted the offer",
    S.STARTED: "You have started",
    S.NOT_SUCCESSFUL: "Not successful this time",
    S.WITHDRAWN: "You withdrew it",
    S.DECLINED: "You declined the offer",
    S.DID_NOT_START: "You did not start",
    S.NO_REPLY: "Closed without a reply",
}

_NEXT = {
    S.OFFERED: "{employer} would like you to join. Accept or decline the offer: it is your choice.",
    S.ACCEPTED: (
        "{employer} now makes the checks that the law asks for before care work, such as references and a DBS check "
        "(a check of criminal records). Wait until they tell you that all is done before you leave another job."
    ),
    S.NOT_SUCCESSFUL: "The reason they gave is below. Other employers near you are looking for people now.",
    S.WITHDRAWN: "Nothing more happens. You can apply again while the advert is open.",
    S.DECLINED: "Nothing more happens. Other employers near you are looking for people now.",
    S.DID_NOT_START: "Nothing more happens. If this is wrong, tell us.",
    S.NO_REPLY: (
        "{employer} did not answer in the time it promised. We are sorry. This says nothing about you, and we count it "
        "when we look at how employers treat people."
    ),
}

_NEXT_FOR_EMPLOYER = {
    S.OFFERED: "Wait for their answer to the offer",
    S.ACCEPTED: "Make the checks, and confirm when they start",
}

_EVENT_TITLES = {
    S.DRAFT: "Application begun",
    S.SUBMITTED: "Application sent",
    S.SHORTLISTED: "Put on the shortlist",
    S.INTERVIEW: "Invited to an interview",
    S.OFFERED: "Job offered",
    S.ACCEPTED: "Offer accepted",
    S.STARTED: "Work started",
    S.NOT_SUCCESSFUL: "Not successful",
    S.WITHDRAWN: "Application withdrawn",
    S.DECLINED: "Offer declined",
    S.DID_NOT_START: "Did not start",
    S.NO_REPLY: "Closed without a reply",
}


def standing_of(application: Application, today: date) -> Standing:
    """Return where an application stands and what happens next, as the person reads it."""
    return Standing(_TITLES[application.status], _next_step(application, today))


def _next_step(application: Application, today: date) -> str:
    employer = application.vacancy.organisation.name
    due_on = policies.reply_due_on(application)
    if due_on is not None:
        return _reply_words(employer, due_on, today)
    if application.status is S.DRAFT:
        return _draft_words(application.vacancy, today)
    if application.status is S.INTERVIEW and application.interview_at is not None:
        return f"{moment_in_words(application.interview_at)}. Where: {application.interview_place}."
    if application.status is S.STARTED and application.started_on is not None:
        return f"Your first day was {date_in_words(application.started_on)}. Congratulations."
    return _NEXT[application.status].format(employer=employer)


def _draft_words(vacancy: Vacancy, today: date) -> str:
    if vacancy.status not in (OpportunityStatus.LIVE, OpportunityStatus.PAUSED) or vacancy.closes_on < today:
        return "The advert closed before you sent it. What you wrote helps with your next application."
    return f"Carry on when you like. Send it by {date_in_words(vacancy.closes_on)}."


def _reply_words(employer: str, due_on: date, today: date) -> str:
    if today <= due_on:
        return f"{employer} has until {date_in_words(due_on)} to reply. We will tell you either way."
    give_up_on = date_in_words(due_on + policies.GRACE)
    return (
        f"{employer} promised to reply by {date_in_words(due_on)} and is late. "
        f"If we hear nothing by {give_up_on} we close the application and tell you."
    )


def next_for_employer(application: Application, today: date) -> str:
    """Return what the employer does next about an application, or how it ended."""
    due_on = policies.reply_due_on(application)
    if due_on is not None:
        return f"{'Late: answer was due by' if due_on < today else 'Answer by'} {date_in_words(due_on)}"
    if application.status is S.INTERVIEW and application.interview_at is not None:
        is_over = clock.local(application.interview_at).date() < today
        when = moment_in_words(application.interview_at)
        return f"Offer the job or say no: the interview was at {when}" if is_over else f"Interview at {when}"
    if application.status is S.STARTED and application.started_on is not None:
        return f"Started on {date_in_words(application.started_on)}"
    return _NEXT_FOR_EMPLOYER.get(application.status, application.status.value.capitalize())


def timeline_of(events: Iterable[tuple[AuditEvent, str]]) -> list[TimelineEvent]:
    """Return the changes of status among audit events, newest first. Each event comes with the words for who did it."""
    return [
        TimelineEvent(_event_title(event), moment_in_words(event.at), who, event.reason)
        for event, who in reversed(list(events))
        if event.to_status in list(S)
    ]


def _event_title(event: AuditEvent) -> str:
    return "Opened again" if event.from_status == S.NOT_SUCCESSFUL else _EVENT_TITLES[S(str(event.to_status))]
