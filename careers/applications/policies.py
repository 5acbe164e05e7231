"""Rules of applying and hiring: the status table, who may do what when, and the dates that were promised."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from careers import clock
from careers.applications.models import Application, ApplicationStatus
from careers.errors import BadInput, Conflict, NotAllowed
from careers.jobs.models import OpportunityStatus, Vacancy

S = ApplicationStatus

ARROWS: dict[ApplicationStatus, frozenset[ApplicationStatus]] = {
    S.DRAFT: frozenset({S.SUBMITTED}),
    S.SUBMITTED: frozenset({S.SHORTLISTED, S.NOT_SUCCESSFUL, S.WITHDRAWN, S.NO_REPLY}),
    S.SHORTLISTED: frozenset({S.INTERVIEW, S.NOT_SUCCESSFUL, S.WITHDRAWN, S.NO_REPLY}),
    S.INTERVIEW: frozenset({S.OFFERED, S.NOT_SUCCESSFUL, S.WITHDRAWN}),
    S.OFFERED: frozenset({S.ACCEPTED, S.DECLINED, S.NOT_SUCCESSFUL}),
    S.ACCEPTED: frozenset({S.STARTED, S.DID_NOT_START, S.NOT_SUCCESSFUL, S.WITHDRAWN}),
    S.STARTED: frozenset(),
    S.NOT_SUCCESSFUL: frozenset({S.SUBMITTED, S.SHORTLISTED, S.INTERVIEW}),
    S.WITHDRAWN: frozenset(),
    S.DECLINED: frozenset(),
    S.DID_NOT_START: frozenset(),
    S.NO_REPLY: frozenset(),
}
"""Where an application may go from each status. Out of "not successful" leads only the way back: reopening."""

WAITING = (S.SUBMITTED, S.SHORTLISTED, S.INTERVIEW)
"""A person waits to hear, and nobody has promised them the job."""

PROMISED = (S.OFFERED, S.ACCEPTED)
"""A person holds an offer: each takes one of the posts."""

UNDER_WAY = (*WAITING, *PROMISED)

AWAITING_REPLY = (S.SUBMITTED, S.SHORTLISTED)
"""The employer owes an answer within the days it promised."""

GRACE = timedelta(days=28)
"""How long after a broken promise an application is closed without reply."""

TURN_DOWN_REASONS = {
    "experience": "Other people’s experience was closer to this post",
    "hours": "The hours or days did not match",
    "must-have": "Something that the post cannot do without is missing",
    "interview": "The interview did not show what this post needs",
    "no-show": "You did not come to the interview",
    "checks": "The checks before starting could not be completed",
    "filled": "The post went to another person",
    "stopped": "We are no longer looking for somebody for this post",
    "other": "Another reason",
}
"""Reasons for a decision, as the person reads them; words of the employer's own follow each."""

NO_JUDGEMENT = frozenset({"filled", "stopped", "no-show"})
"""Reasons that judge nobody: the post has gone, or the person did not come."""

READING_ANCHORS = {
    1: "Little in this yet",
    2: "Some of what the post needs, but no example",
    3: "One clear example from work or life",
    4: "Several clear examples, with what came of them",
    5: "Very strong examples, and why they acted as they did",
}
"""What a reader finds in the written answers, from 1 to 5."""

NO_START_REASONS = {
    "changed-mind": "You told them that you would not come",
    "no-show": "You did not come and they did not hear from you",
    "checks": "The checks before starting were not done in time",
    "post-gone": "The employer no longer had the post",
}

FURTHEST_INTERVIEW = timedelta(days=120)

EXPERIENCE_LIMIT = 3000
WHY_LIMIT = 2000
ADJUSTMENTS_LIMIT = 1000
READING_NOTE_LIMIT = 1000
WORDS_LIMIT = 380  # with the reason from the list it fits the column of 500


def check_can_move(application: Application, to: ApplicationStatus) -> None:
    """Refuse a step that the table does not have, which is mostly somebody who was a moment later."""
    if to not in ARROWS[application.status]:
        raise Conflict(
            f"Application {application.reference} is now “{application.status.value}”, "
            f"so it cannot become “{to.value}”. Somebody may have changed it while you had the page open."
        )


def was_done(application: Application, to: ApplicationStatus, reason: str = "") -> bool:
    """Say whether this very step was taken already: a button pressed twice is no error and does nothing more."""
    return application.status is to and application.end_reason == reason


def check_is_draft(application: Application) -> None:
    """Refuse to change what was sent: the employer has it as it was."""
    if application.status is not S.DRAFT:
        raise Conflict("This application was sent already, so it can no longer be changed.")


def check_can_apply(vacancy: Vacancy) -> None:
    """Refuse an application for an advert that is not open today."""
    if vacancy.status is OpportunityStatus.PAUSED:
        raise NotAllowed("This employer has paused the advert. Try again in a few days.")
    if vacancy.status is not OpportunityStatus.LIVE or vacancy.closes_on < clock.today():
        raise NotAllowed("This advert has closed, so it takes no more applications.")


def check_is_complete(missing: Collection[str]) -> None:
    """Refuse to send an application of which some pages are not filled in; `missing` are their titles."""
    if missing:
        raise NotAllowed(f"Some pages are not finished yet: {', '.join(missing)}.")


def is_over(vacancy: Vacancy) -> bool:
    """Say whether nobody more can be hired through a vacancy: the council withdrew it, or all its posts are filled."""
    return vacancy.status is OpportunityStatus.WITHDRAWN or vacancy.posts_left == 0


def check_can_hire(vacancy: Vacancy) -> None:
    """Refuse to take anybody further for an advert that the council has withdrawn or that has no post left."""
    if vacancy.status is OpportunityStatus.WITHDRAWN:
        raise NotAllowed("The council has withdrawn this vacancy, so nobody can be chosen for it.")
    if vacancy.posts_left < 1:
        raise Conflict("All posts of this vacancy are filled.")


def check_can_offer(vacancy: Vacancy, *, promised: int) -> None:
    """Refuse more offers than there are posts left: an accepted offer binds both sides. `promised` counts these."""
    check_can_hire(vacancy)
    if promised >= vacancy.posts_left:
        left = "1 post is" if vacancy.posts_left == 1 else f"{vacancy.posts_left} posts are"
        raise NotAllowed(
            f"{left} left and as many people hold an offer. "
            "Wait for an answer, take an offer back, or add posts to the vacancy."
        )


def check_can_reopen(application: Application) -> None:
    """Refuse to open again what did not end as not successful."""
    if application.status is not S.NOT_SUCCESSFUL:
        raise Conflict(
            f"Application {application.reference} is “{application.status.value}”: there is nothing to open again."
        )
    if not application.email:
        raise NotAllowed("This application ended so long ago that what the person wrote is deleted. Ask them to apply.")


def status_to_reopen(before: ApplicationStatus) -> ApplicationStatus:
    """Return where a reopened application stands: where it stood, but an offer taken back is not made again."""
    return before if before in WAITING else S.INTERVIEW


def check_interview(at: datetime) -> None:
    """Refuse an interview in the past or too far ahead to be meant."""
    now = clock.now()
    if at <= now:
        raise BadInput("day", "Enter a date and time that are still to come")
    if at > now + FURTHEST_INTERVIEW:
        raise BadInput("day", "Enter a date within the next four months")


def check_start(application: Application, started_on: date) -> None:
    """Refuse a first day of work before the person applied, or still to come: a post is filled when they start."""
    if started_on > clock.today():
        raise BadInput("started_on", "Enter today’s date or an earlier one. Come back when they have started")
    if application.submitted_at is not None and started_on < clock.local(application.submitted_at).date():
        raise BadInput("started_on", "Enter a date that is not before the day they applied")


def turn_down_sentence(reason: str, words: str) -> str:
    """Return a reason from the list with the employer's own words after it. Refuses either without the other.

    No score is among the reasons: a person decides, and says why in words that another person can question.
    """
    if reason not in TURN_DOWN_REASONS:
        raise NotAllowed("Choose one of the reasons on the list.")
    if not any(sign.isalnum() for sign in words):
        raise NotAllowed("Write a sentence to the person as well. They will read it.")
    return f"{TURN_DOWN_REASONS[reason]}. {words.strip()}"


def check_can_rate_answers(application: Application, rating: int) -> None:
    """Refuse a rating off the scale, and one of an application that nobody decides about any more."""
    if application.status not in UNDER_WAY:
        raise Conflict("This application has ended, so there is nothing left to rate.")
    if rating not in READING_ANCHORS:
        raise NotAllowed("Choose one of the five ratings. Go back and try again.")


def values_are_visible(application: Application, *, has_rated: bool) -> bool:
    """Say whether a reader may see the values fit and the total: with a rating of their own, or where none is asked."""
    return has_rated or not application.vacancy.organisation.rates_first


def answers_until(application: Application) -> datetime | None:
    """Return the moment after which nothing that a person answers goes with an application; none while under way."""
    return None if application.status in UNDER_WAY else application.ended_at or application.changed_at


def identity_is_visible(application: Application) -> bool:
    """Say whether those who choose may know who this is: from the invitation on, or always where nothing is hidden."""
    return not application.vacancy.organisation.hides_identity or application.identity_shown_at is not None


def reply_due_on(application: Application) -> date | None:
    """Return the day by which the employer promised to answer, or None when it owes no answer now."""
    return promise(application) if application.status in AWAITING_REPLY else None


def promise(application: Application) -> date:
    """Return the day by which an employer answers what has just come or moved: its own number of days later."""
    return clock.local(application.changed_at).date() + timedelta(days=application.vacancy.organisation.reply_days)


def is_given_up(application: Application, today: date) -> bool:
    """Say whether the promised answer is so late that the application is closed without it."""
    due_on = reply_due_on(application)
    return due_on is not None and today > due_on + GRACE
