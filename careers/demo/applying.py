"""How an application goes from the first word to its end: the columns and the history that the commands would leave."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from careers import clock
from careers.accounts.models import User
from careers.applications.models import ENDED, Application, ApplicationStatus, Employment, Evidence, Source
from careers.applications.policies import GRACE, check_can_move
from careers.candidates.models import Candidate
from careers.demo.employers import Place
from careers.demo.world import Note, World
from careers.jobs.models import Vacancy

S = ApplicationStatus

HIRED = (S.SUBMITTED, S.SHORTLISTED, S.INTERVIEW, S.OFFERED, S.ACCEPTED, S.STARTED)
HIRED_MARKS = (0, 0.2, 0.35, 0.8, 1)
"""When somebody is shortlisted, invited, offered and accepts, between applying (0) and accepting (1)."""

UNLUCKY = {
    (S.SUBMITTED, S.NOT_SUCCESSFUL): 38.0,
    (S.SUBMITTED, S.SHORTLISTED, S.NOT_SUCCESSFUL): 15.0,
    (S.SUBMITTED, S.SHORTLISTED, S.INTERVIEW, S.NOT_SUCCESSFUL): 22.0,
    (S.SUBMITTED, S.WITHDRAWN): 8.0,
    (S.SUBMITTED, S.SHORTLISTED, S.INTERVIEW, S.WITHDRAWN): 4.0,
    (S.SUBMITTED, S.SHORTLISTED, S.INTERVIEW, S.OFFERED, S.DECLINED): 5.0,
    (S.SUBMITTED, S.SHORTLISTED, S.INTERVIEW, S.OFFERED, S.ACCEPTED, S.DID_NOT_START): 3.0,
    (S.SUBMITTED, S.NO_REPLY): 5.0,
}
"""Ways to end without the job, and how often each comes."""

REASONS = {
    S.NOT_SUCCESSFUL: "turned_down",
    S.WITHDRAWN: "withdrawn",
    S.DECLINED: "declined",
    S.DID_NOT_START: "did_not_start",
}
"""The groups of sentences that give the reason for an end."""

BY_THE_PERSON = frozenset({S.SUBMITTED, S.ACCEPTED, S.WITHDRAWN, S.DECLINED})


class Step(NamedTuple):
    """A status and the day on which it came."""

    status: ApplicationStatus
    on: date


def apply(
    world: World,
    place: Place,
    vacancy: Vacancy,
    candidate: Candidate,
    steps: Sequence[Step],
    *,
    source: Source = Source.SERVICE,
    interview_on: date | None = None,
) -> Application:
    """Return a person's application for a vacancy after some steps, each a move that the rules allow.

    Steps of one day come hour by hour. The interview is on a given day, else half way to the next step.
    """
    begun_at = world.at(steps[0].on if steps else world.ago(3), 8)
    application = Application(
        reference=world.reference("A"),
        candidate=candidate,
        vacancy=vacancy,
        status=S.DRAFT,
        source=source,
        first_name=candidate.first_name,
        last_name=candidate.last_name,
        email=candidate.user.email,
        phone=candidate.phone,
        postcode=candidate.postcode,
        experience=world.draw("experience")[0],
        why=world.draw("why")[0],
        adjustments=world.draw("adjustments")[0] if world.chance(0.12) else "",
        end_reason="",
        created_at=begun_at,
        changed_at=begun_at,
    )
    world.note(Note(begun_at, "application.begun", application, candidate.user, candidate.user, after=S.DRAFT))
    for number, step in enumerate(steps):
        _move(world, place, application, step, world.at(step.on, 9 + number))
    _invite(world, application, steps, interview_on)
    return application


def _move(world: World, place: Place, application: Application, step: Step, at: datetime) -> None:
    check_can_move(application, step.status)
    before, application.status, application.changed_at = application.status, step.status, at
    _mark(application, step, at)
    if step.status in ENDED:
        application.ended_at = at
        application.end_reason = world.draw(REASONS[step.status])[0] if step.status in REASONS else ""
    world.note(
        Note(
            at,
            f"application.{step.status.value}",
            application,
            _who(place, application, step.status),
            application.candidate.user,
            before=before,
            after=step.status,
            reason=application.end_reason,
        )
    )


def _mark(application: Application, step: Step, at: datetime) -> None:
    if step.status is S.SUBMITTED:
        application.submitted_at = at
    elif step.status is S.INTERVIEW:
        application.identity_shown_at = at
    elif step.status is S.OFFERED:
        application.offered_at = at
    elif step.status is S.ACCEPTED:
        application.accepted_at = at
    elif step.status is S.STARTED:
        application.started_on = step.on


def _invite(world: World, application: Application, steps: Sequence[Step], interview_on: date | None) -> None:
    place = next((number for number, step in enumerate(steps) if step.status is S.INTERVIEW), None)
    if place is None:
        return
    invited_on = steps[place].on
    next_on = steps[place + 1].on if len(steps) > place + 1 else invited_on + timedelta(days=4)
    day = interview_on or invited_on + (next_on - invited_on) // 2
    workplace = application.vacancy.workplace
    application.interview_at = clock.from_local(datetime.combine(day, time(world.pick((10, 11, 14, 15)))))
    application.interview_place = ", ".join(filter(None, (workplace.name, workplace.street, workplace.town)))


def _who(place: Place, application: Application, status: ApplicationStatus) -> User | None:
    if status is S.NO_REPLY:
        return None
    return application.candidate.user if status in BY_THE_PERSON else place.employer.manager


def hired_steps(world: World, published_on: date, started_on: date) -> list[Step]:
    """Return the steps of somebody who started on a day, at least 20 days after the advert was published."""
    days = (started_on - published_on).days
    applied = world.between((1, min(13, days // 3)))
    accepted = max(applied + 8, days * world.between((45, 75)) // 100)
    offsets = [applied + round(mark * (accepted - applied)) for mark in HIRED_MARKS]
    days_on = [published_on + timedelta(days=offset) for offset in offsets]
    return [Step(*step) for step in zip(HIRED, [*days_on, started_on], strict=True)]


def unlucky_steps(world: World, place: Place, applied_on: date) -> list[Step]:
    """Return the steps of somebody who applied on a day and did not get the job, all of them before today."""
    path = world.pick_weighted(UNLUCKY)
    promised = timedelta(days=place.employer.organisation.reply_days)
    wait = promised + GRACE + timedelta(days=1) if S.NO_REPLY in path else timedelta(days=world.between((3, 5)))
    if applied_on + wait * (len(path) - 1) > world.yesterday:
        path, wait = (S.SUBMITTED, S.NOT_SUCCESSFUL), min(wait, world.yesterday - applied_on)
    return [Step(status, applied_on + wait * number) for number, status in enumerate(path)]


def employ(
    world: World,
    place: Place,
    vacancy: Vacancy,
    started_on: date,
    *,
    application: Application | None,
    source: Source,
) -> Employment:
    """Return the filled post of somebody who started; without an application it was filled elsewhere."""
    manager = place.employer.manager
    world.note(Note(world.at(started_on, 15), "vacancy.post filled", vacancy, manager, reason="a person started"))
    return Employment(
        candidate_id=application.candidate_id if application else None,
        application_id=application.id if application else None,
        vacancy_id=vacancy.id,
        organisation_id=vacancy.organisation_id,
        workplace_id=vacancy.workplace_id,
        employer_name=vacancy.organisation.name,
        role_code=vacancy.role_code,
        service_code=vacancy.service_code,
        lad_code=vacancy.workplace.lad_code,
        source=source,
        evidence=Evidence.EMPLOYER,
        started_on=started_on,
        recorded_at=world.at(min(started_on + timedelta(days=world.between((0, 4))), world.yesterday), 16),
        recorded_by=manager.id,
    )
