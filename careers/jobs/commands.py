"""Every write to vacancies: writing, showing, pausing, closing, filling, taking down.

A command that changes a status locks the vacancy first, so that two people at once see each other's change. Doing
what is done already changes nothing: a double click is no error.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Unpack

import sqlalchemy as sa

from careers import clock
from careers.accounts.models import User
from careers.audit.commands import SYSTEM
from careers.audit.queries import list_history
from careers.database import db
from careers.errors import BadInput, Conflict
from careers.jobs import emails, policies, queries
from careers.jobs.models import (
    CloseReason,
    Opportunity,
    OpportunityKind,
    OpportunityStatus,
    PayPeriod,
    Sponsorship,
    Vacancy,
)
from careers.jobs.moving import lock, move, note
from careers.jobs.revisions import note_public_change
from careers.jobs.terms import VacancyFields, VacancyTerms
from careers.providers import commands as providers
from careers.providers.models import Workplace
from careers.providers.terms import WorkplaceFields
from careers.reference.choices import Contract, Need
from careers.references import new_reference

Status = OpportunityStatus

USUAL_TIME_OPEN = timedelta(weeks=4)
USUAL_TIME_TO_START = timedelta(weeks=6)

NOT_COPIED = frozenset(
    {
        "id",
        "reference",
        "status",
        "revision",
        "first_published_at",
        "closed_at",
        "changed_at",
        "created_at",
        "created_by",
    }
    | {"posts_filled", "review_note", "close_reason", "starts_on", "closes_on"}
)


def draft_vacancy(workplace: Workplace, *, by: User, **fields: Unpack[VacancyTerms]) -> Vacancy:
    """Begin a vacancy at a workplace; nobody but its employer sees it. Refuses what no advert may say."""
    today = clock.today()
    vacancy = Vacancy(
        **_beginning(workplace, by=by),
        title="",
        role_code=0,
        patterns=[],
        hours_min_minutes=0,
        hours_max_minutes=0,
        starts_on=today + USUAL_TIME_TO_START,
        closes_on=today + USUAL_TIME_OPEN,
        description="",
        driving=Need.NOT_NEEDED,
        experience=Need.NOT_NEEDED,
        posts=1,
        contract=Contract.PERMANENT,
        pay_period=PayPeriod.HOUR,
        pay_min_pence=1,
        pay_max_pence=1,
        sponsorship=Sponsorship.NONE,
        youngest_age=18,
        value_keys=[],
        requirements="",
        training="",
        benefits="",
    )
    _write(vacancy, fields)
    _check_fields(vacancy, fields)
    db.session.add(vacancy)
    db.session.flush()
    note(vacancy, "drafted", by=by, after=Status.DRAFT)
    return vacancy


def copy_vacancy(vacancy: Vacancy, *, by: User) -> Vacancy:
    """Begin a new draft with the words and terms of an earlier advert, and fresh dates."""
    today = clock.today()
    columns = [column.key for column in sa.inspect(Vacancy).column_attrs if column.key not in NOT_COPIED]
    copied: dict[str, Any] = {name: getattr(vacancy, name) for name in columns}
    copy = Vacancy(
        **copied | _beginning(vacancy.workplace, by=by),
        starts_on=today + USUAL_TIME_TO_START,
        closes_on=today + USUAL_TIME_OPEN,
    )
    db.session.add(copy)
    db.session.flush()
    note(copy, "drafted", by=by, after=Status.DRAFT, reason=f"copied from {vacancy.reference}")
    return copy


def change_vacancy(vacancy: Vacancy, *, by: User, **fields: Unpack[VacancyFields]) -> None:
    """Change what a vacancy says. The public sees a change to a live one at once.

    Refuses an ended vacancy, and what no advert may say: a draft is judged by what is given, any other also by what
    follows from it, such as pay that a later start date makes unlawful.
    """
    lock(vacancy)
    policies.check_can_change(vacancy)
    seen_before = {remark.words for _, remark in policies.remarks_on(vacancy)}
    with db.session.no_autoflush:
        _write(vacancy, fields)
        _check_fields(vacancy, fields)
        if vacancy.status is not Status.DRAFT:
            _check_shown_again(vacancy, fields, seen_before)
    if vacancy.status is Status.IN_REVIEW:
        vacancy.review_note = _review_note(vacancy)
    if vacancy.status is Status.LIVE:
        note_public_change(vacancy)
    if vacancy.status is not Status.DRAFT:
        note(vacancy, "changed", by=by, reason=", ".join(sorted(fields)))


def publish_vacancy(vacancy: Vacancy, *, by: User) -> None:
    """Show a draft to the public, or send it to the council to look at first. Refuses an unfinished one."""
    lock(vacancy)
    if vacancy.status in {Status.LIVE, Status.IN_REVIEW}:
        return
    policies.check_can_move(vacancy, Status.LIVE)
    policies.check_can_publish(vacancy, clock.today())
    reasons = _review_note(vacancy)
    if reasons:
        vacancy.review_note = reasons
        move(vacancy, Status.IN_REVIEW, "sent to the council", by=by, reason=reasons)
    else:
        _show(vacancy, "published", by=by)


def approve_vacancy(vacancy: Vacancy, *, by: User, events_seen: int | None = None) -> None:
    """Show an advert that the council has looked at; its employer is told. Refuses an unchecked employer.

    `events_seen` is how long its history was on the page that the officer read: refuses what has changed since.
    """
    lock(vacancy)
    if vacancy.status is Status.LIVE:
        return
    policies.check_can_approve(vacancy, clock.today())
    if events_seen is not None:
        policies.check_is_as_seen(events_seen, events_now=len(list_history("vacancy", vacancy.id)))
    _show(vacancy, "approved", by=by)
    emails.tell_approved(vacancy)


def pause_vacancy(vacancy: Vacancy, *, by: User) -> None:
    """Take a live advert out of the public's sight for a while; applications already made go on."""
    lock(vacancy)
    move(vacancy, Status.PAUSED, "paused", by=by)


def resume_vacancy(vacancy: Vacancy, *, by: User) -> None:
    """Show a paused advert again; refuses one that could not be published today."""
    lock(vacancy)
    if vacancy.status is Status.LIVE:
        return
    policies.check_can_move(vacancy, Status.LIVE)
    policies.check_can_publish(vacancy, clock.today())
    move(vacancy, Status.LIVE, "resumed", by=by)


def close_vacancy(vacancy: Vacancy, *, reason: str, by: User) -> None:
    """Stop new applications to a live or paused advert; people who applied still hear from the employer."""
    lock(vacancy)
    _close(vacancy, CloseReason.PROVIDER, by=by, words=reason)


def close_overdue_vacancy(vacancy: Vacancy, *, today: date) -> bool:
    """Close an advert whose closing date has passed, tell the employer, and return whether it was still open."""
    lock(vacancy)
    if vacancy.closes_on >= today or Status.CLOSED not in policies.MOVES[vacancy.status]:
        return False
    _close(vacancy, CloseReason.DATE, by=SYSTEM)
    emails.tell_closed(vacancy)
    return True


def withdraw_vacancy(vacancy: Vacancy, *, reason: str, by: User) -> None:
    """Take an advert down; its employer is told why. Telling those who applied is for `applications`."""
    lock(vacancy)
    if move(vacancy, Status.WITHDRAWN, "withdrawn", by=by, reason=reason):
        vacancy.closed_at = clock.now()
        emails.tell_withdrawn(vacancy, reason=reason)


def fill_post(vacancy: Vacancy, *, by: object) -> None:
    """Count one more post as filled; the last one closes the advert. Refuses when no post is left.

    One UPDATE asks and counts, so of two people who fill the last post at once one is told.
    """
    lock(vacancy)
    policies.check_can_fill(vacancy)
    filled = db.session.execute(
        sa.update(Vacancy)
        .where(Vacancy.id == vacancy.id, Vacancy.posts_filled < Vacancy.posts)
        .values(posts_filled=Vacancy.posts_filled + 1)
        .execution_options(synchronize_session=False)
    )
    if not filled.rowcount:  # type: ignore[attr-defined]  # an UPDATE's result is a CursorResult
        raise Conflict("No post is left: the last post was filled a moment ago. Reload the page to see by whom.")
    db.session.refresh(vacancy)
    note(vacancy, "post filled", by=by, reason=f"{vacancy.posts_filled} of {vacancy.posts}")
    if vacancy.posts_left == 0 and vacancy.status is not Status.CLOSED:
        _close(vacancy, CloseReason.FILLED, by=by)
    elif vacancy.status is Status.LIVE:
        note_public_change(vacancy)


def change_workplace(workplace: Workplace, *, by: User, **fields: Unpack[WorkplaceFields]) -> None:
    """Change a workplace, and with it what the public finds there. Refuses a postcode that we cannot place."""
    providers.change_workplace(workplace, by=by, **fields)
    for opportunity in queries.lock_live_at(workplace):
        note_public_change(opportunity)


def _beginning(workplace: Workplace, *, by: User) -> dict[str, Any]:
    return {
        "kind": OpportunityKind.JOB,
        "reference": new_reference("V", Opportunity.reference),
        "organisation_id": workplace.organisation_id,
        "workplace": workplace,
        "service_code": workplace.service_code,
        "status": Status.DRAFT,
        "posts_filled": 0,
        "created_at": clock.now(),
        "created_by": by.id,
    }


def _write(vacancy: Vacancy, fields: Mapping[str, object]) -> None:
    """Set the fields and what follows: kind and hours from the contract, service and rounds from the place."""
    for name, value in fields.items():
        setattr(vacancy, name, value)
    is_apprenticeship = vacancy.contract is Contract.APPRENTICESHIP
    vacancy.kind = OpportunityKind.APPRENTICESHIP if is_apprenticeship else OpportunityKind.JOB
    vacancy.standard_ref = vacancy.standard_ref if is_apprenticeship else None
    vacancy.has_guaranteed_hours = vacancy.contract is not Contract.ZERO_HOURS
    if "workplace" in fields:
        vacancy.service_code = vacancy.workplace.service_code
    if not policies.has_visits(vacancy.service_code):
        vacancy.rounds = None


def _check_fields(vacancy: Vacancy, fields: Mapping[str, object]) -> None:
    for problem in policies.list_problems(vacancy, clock.today()):
        if problem.field in fields:
            raise BadInput(problem.field, problem.sentence)


def _check_shown_again(vacancy: Vacancy, fields: Mapping[str, object], seen_before: set[str]) -> None:
    """Refuse a change beyond a draft that makes the pay unlawful, or that asks the applicant for money anew."""
    for problem in policies.list_problems(vacancy, clock.today()):
        if problem.step is policies.Step.PAY and "starts_on" in fields:
            raise BadInput("starts_on", problem.sentence)
    if vacancy.status is Status.IN_REVIEW:
        return
    for name, remark in policies.remarks_on(vacancy):
        if remark.needs_review and remark.words not in seen_before and name in fields:
            raise BadInput(name, f"The council must look at “{remark.words}” first. Take it out, or use a new one")


def _review_note(vacancy: Vacancy) -> str:
    return " ".join(policies.list_review_reasons(vacancy))[:500]


def _show(vacancy: Vacancy, verb: str, *, by: User) -> None:
    vacancy.first_published_at = vacancy.first_published_at or clock.now()
    vacancy.review_note = ""
    move(vacancy, Status.LIVE, verb, by=by)


def _close(vacancy: Vacancy, reason: CloseReason, *, by: object, words: str = "") -> None:
    if move(vacancy, Status.CLOSED, "closed", by=by, reason=words or reason.value):
        vacancy.close_reason = reason
        vacancy.closed_at = clock.now()
