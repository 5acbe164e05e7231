"""Where an application stands, in words for either side. Today is Tuesday 24 November 2026."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from careers.applications.models import Application, ApplicationStatus
from careers.applications.standing import next_for_employer, standing_of, timeline_of
from careers.audit.models import AuditEvent
from careers.jobs.models import OpportunityStatus, Vacancy
from careers.providers.models import Organisation

S = ApplicationStatus
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def application(status: ApplicationStatus, **changes: Any) -> Application:
    employer = Organisation(name="Larkfield Care", reply_days=14)
    vacancy = Vacancy(organisation=employer, closes_on=date(2026, 12, 1), status=OpportunityStatus.LIVE)
    return Application(**({"status": status, "vacancy": vacancy, "changed_at": NOW} | changes))


@pytest.mark.parametrize(
    ("status", "changes", "title", "words"),
    [
        (S.DRAFT, {}, "Not sent yet", "Send it by Tuesday 1 December 2026."),
        (S.SUBMITTED, {}, "Sent", "Larkfield Care has until Tuesday 8 December 2026 to reply."),
        (S.SHORTLISTED, {}, "You are on the shortlist", "has until Tuesday 8 December 2026 to reply."),
        (
            S.INTERVIEW,
            {"interview_at": datetime(2026, 12, 2, 14, 30, tzinfo=UTC), "interview_place": "Rose Court"},
            "You are invited to an interview",
            "2:30pm on Wednesday 2 December 2026. Where: Rose Court.",
        ),
        (S.OFFERED, {}, "You are offered the job", "Accept or decline the offer: it is your choice."),
        (S.ACCEPTED, {}, "You have accepted the offer", "before you leave another job."),
        (S.STARTED, {"started_on": TODAY}, "You have started", "Your first day was Tuesday 24 November 2026."),
        (S.NOT_SUCCESSFUL, {}, "Not successful this time", "The reason they gave is below."),
        (S.WITHDRAWN, {}, "You withdrew it", "You can apply again while the advert is open."),
        (S.DECLINED, {}, "You declined the offer", "Other employers near you"),
        (S.DID_NOT_START, {}, "You did not start", "If this is wrong, tell us."),
        (S.NO_REPLY, {}, "Closed without a reply", "Larkfield Care did not answer in the time it promised."),
    ],
)
def test_where_it_stands_for_the_person(
    status: ApplicationStatus, changes: dict[str, Any], title: str, words: str
) -> None:
    standing = standing_of(application(status, **changes), TODAY)

    assert standing.title == title
    assert words in standing.next_step


def test_every_status_is_covered() -> None:
    assert all(standing_of(application(status, started_on=TODAY, interview_at=NOW), TODAY).next_step for status in S)


def test_a_broken_promise_is_called_one() -> None:
    words = standing_of(application(S.SUBMITTED), date(2026, 12, 9)).next_step

    assert "promised to reply by Tuesday 8 December 2026 and is late." in words
    assert "by Tuesday 5 January 2027 we close the application" in words  # 28 days later


def test_a_draft_whose_advert_closed_says_so() -> None:
    words = standing_of(application(S.DRAFT), date(2026, 12, 2)).next_step

    assert words == "The advert closed before you sent it. What you wrote helps with your next application."


@pytest.mark.parametrize(
    ("status", "changes", "today", "words"),
    [
        (S.SUBMITTED, {}, TODAY, "Answer by Tuesday 8 December 2026"),
        (S.SHORTLISTED, {}, date(2026, 12, 9), "Late: answer was due by Tuesday 8 December 2026"),
        (S.INTERVIEW, {"interview_at": NOW}, TODAY, "Interview at 10am on Tuesday 24 November 2026"),
        (
            S.INTERVIEW,
            {"interview_at": NOW},
            date(2026, 11, 25),
            "Offer the job or say no: the interview was at 10am on Tuesday 24 November 2026",
        ),
        (S.OFFERED, {}, TODAY, "Wait for their answer to the offer"),
        (S.ACCEPTED, {}, TODAY, "Make the checks, and confirm when they start"),
        (S.STARTED, {"started_on": TODAY}, TODAY, "Started on Tuesday 24 November 2026"),
        (S.NO_REPLY, {}, TODAY, "Closed without reply"),
    ],
)
def test_what_the_employer_does_next(
    status: ApplicationStatus, changes: dict[str, Any], today: date, words: str
) -> None:
    assert next_for_employer(application(status, **changes), today) == words


def test_a_history_is_told_newest_first_without_the_looks() -> None:
    def event(action: str, before: str | None, after: str | None, reason: str = "") -> AuditEvent:
        return AuditEvent(at=NOW, action=action, from_status=before, to_status=after, reason=reason)

    lines = timeline_of(
        [
            (event("application.submitted", "draft", "submitted"), "you"),
            (event("application.looked", None, None), "Larkfield Care"),
            (event("application.not successful", "submitted", "not successful", "Hours."), "Larkfield Care"),
            (event("application.submitted", "not successful", "submitted"), "Larkfield Care"),
        ]
    )

    assert [(line.title, line.by_words, line.note) for line in lines] == [
        ("Opened again", "Larkfield Care", ""),
        ("Not successful", "Larkfield Care", "Hours."),
        ("Application sent", "you", ""),
    ]
    assert lines[0].when_words == "10am on Tuesday 24 November 2026"
