"""What a provider does with a placement: write it, show it, change it, end it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Unpack

from careers import clock
from careers.accounts.models import User
from careers.audit.commands import SYSTEM, record
from careers.database import db
from careers.errors import BadInput
from careers.jobs.models import Opportunity, OpportunityKind, OpportunityStatus
from careers.jobs.revisions import note_public_change
from careers.placements.commands.bookings import decline_unanswered
from careers.placements.commands.moving import move_placement
from careers.placements.models import Placement
from careers.placements.policies import adverts as policies
from careers.placements.queries import adverts as queries
from careers.placements.terms import PlacementFields, PlacementTerms
from careers.providers.models import Workplace
from careers.reference.choices import Need
from careers.references import new_reference

Status = OpportunityStatus

USUAL_TIME_TO_START = timedelta(weeks=6)
USUAL_TIME_OPEN = timedelta(weeks=4)
CLOSED = "The employer closed this placement to new people."
NO_ANSWER = "The placement ended and the employer did not answer. This says nothing about you."


def draft_placement(workplace: Workplace, *, by: User, **fields: Unpack[PlacementTerms]) -> Placement:
    """Begin a placement at a workplace; nobody but its provider sees it. Refuses what no advert may say."""
    today = clock.today()
    placement = Placement(
        kind=OpportunityKind.PLACEMENT,
        reference=new_reference("P", Opportunity.reference),
        organisation=workplace.organisation,
        workplace=workplace,
        service_code=workplace.service_code,
        status=Status.DRAFT,
        places=1,
        places_taken=0,
        weeks=1,
        patterns=[],
        hours_min_minutes=0,
        hours_max_minutes=0,
        starts_on=today + USUAL_TIME_TO_START,
        closes_on=today + USUAL_TIME_OPEN,
        driving=Need.NOT_NEEDED,
        experience=Need.NOT_NEEDED,
        youngest_age=16,
        created_at=clock.now(),
        created_by=by.id,
    )
    with db.session.no_autoflush:
        _write(placement, fields)
        _check_fields(placement, fields)
    db.session.add(placement)
    db.session.flush()
    _note(placement, "drafted", by=by, to_status=Status.DRAFT.value)
    return placement


def change_placement(placement: Placement, *, by: User, **fields: Unpack[PlacementFields]) -> None:
    """Change what a placement says; the public sees a change to a live one at once.

    Raising the places of a full one makes it live again, lowering them to what is taken makes it full. Refuses an
    ended placement and what no advert may say.
    """
    placement = queries.lock_placement(placement.id)
    policies.check_can_change(placement)
    before = frozenset(policies.list_problems(placement, clock.today()))
    with db.session.no_autoflush:
        _write(placement, fields)
        _check_fields(placement, fields)
        if placement.status is not Status.DRAFT:
            _check_nothing_new(placement, fields, before)
    if placement.status is Status.DRAFT:
        return
    note_public_change(placement)
    _note(placement, "changed", by=by, reason=", ".join(sorted(fields)))
    move_placement(placement, Status.LIVE if placement.places_left else Status.FULL, by=by)


def publish_placement(placement: Placement, *, by: User) -> None:
    """Show a draft to the public. Refuses an unfinished one, and any of an employer that nobody has checked."""
    placement = queries.lock_placement(placement.id)
    if placement.status is Status.LIVE:
        return
    policies.check_can_move(placement, Status.LIVE)
    policies.check_can_publish(placement, clock.today())
    placement.first_published_at = placement.first_published_at or clock.now()
    move_placement(placement, Status.LIVE, by=by)


def close_placement(placement: Placement, *, by: User) -> None:
    """Take no more people: who waits for an answer is told so, who has a place keeps it."""
    placement = queries.lock_placement(placement.id)
    _end(placement, Status.FINISHED, by=by, sentence=CLOSED)


def take_down_placement(placement: Placement, *, by: User) -> None:
    """Take a placement down, a draft or one where nobody has a place; who waits for an answer is told so."""
    placement = queries.lock_placement(placement.id)
    policies.check_can_take_down(placement, holding=queries.count_holding(placement.id))
    _end(placement, Status.WITHDRAWN, by=by, sentence=CLOSED)


def finish_placement(placement_id: int, *, today: date) -> bool:
    """End a placement whose time has passed, and tell who still waits for an answer; return whether it was over."""
    placement = queries.lock_placement(placement_id)
    if placement.status not in policies.SHOWN or not policies.is_over(placement, today):
        return False
    _end(placement, Status.FINISHED, by=SYSTEM, sentence=NO_ANSWER)
    return True


def _end(placement: Placement, to: Status, *, by: object, sentence: str) -> None:
    if move_placement(placement, to, by=by):
        placement.closed_at = clock.now()
        decline_unanswered(placement, sentence=sentence, by=by)


def _write(placement: Placement, fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        setattr(placement, name, value)
    if "workplace" in fields:
        placement.service_code = placement.workplace.service_code


def _check_fields(placement: Placement, fields: Mapping[str, Any]) -> None:
    for problem in policies.list_problems(placement, clock.today()):
        if problem.field in fields:
            raise BadInput(problem.field, problem.sentence)


def _check_nothing_new(placement: Placement, fields: Mapping[str, Any], before: frozenset[policies.Problem]) -> None:
    """Refuse a change to a placement that the public sees when it makes something else wrong, such as the length."""
    for problem in policies.list_problems(placement, clock.today()):
        if problem not in before:
            raise BadInput(next(iter(fields)), problem.sentence)


def _note(placement: Placement, verb: str, *, by: User, to_status: str | None = None, reason: str = "") -> None:
    record(
        action=f"placement.{verb}",
        subject_type="placement",
        subject_id=placement.id,
        by=by,
        to_status=to_status,
        reason=reason,
    )
