"""The demonstration adviser's caseload: people at every point of a referral, whatever became of it."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from careers.applications.models import Application, ApplicationStatus
from careers.applications.models import Source as ApplicationSource
from careers.demo import applying
from careers.demo.current import days_shown
from careers.demo.employers import Place
from careers.demo.people import People
from careers.demo.referring import S, Step, refer, tell
from careers.demo.world import World
from careers.jobs.models import Vacancy
from careers.placements.commands.referrals import NEWS, NEWS_OF_APPLICATION
from careers.placements.models import Referral
from careers.placements.policies.referrals import STATUS_OF_APPLICATION

A = ApplicationStatus

NOT_AGREED: tuple[tuple[S | None, int, int], ...] = (
    (None, 2, 0),
    (None, 12, 0),
    (S.NOT_AGREED, 20, 3),
    (S.EXPIRED, 40, 15),
)
"""Referrals that nobody agreed to, or not yet: the end, how many days ago they were made, days until the end."""

AGREED: tuple[tuple[tuple[A, ...], int], ...] = (
    ((), 6),
    ((), 9),
    ((A.SUBMITTED,), 8),
    ((A.SUBMITTED, A.SHORTLISTED), 12),
    ((A.SUBMITTED, A.SHORTLISTED, A.INTERVIEW), 15),
    ((A.SUBMITTED, A.NOT_SUCCESSFUL), 18),
    ((A.SUBMITTED, A.WITHDRAWN), 16),
)
"""Referrals that a person agreed to: the steps of the application, and how many days ago they were made."""


def invent_caseload(
    world: World, people: People, live: Sequence[tuple[Place, Vacancy]]
) -> tuple[list[Referral], list[tuple[Place, Application]]]:
    """Return the adviser's referrals to vacancies and the applications that came of them; kept only later."""
    chosen = _shown_long_enough(world, live, [days for _, days, _ in NOT_AGREED] + [days for _, days in AGREED])
    waiting = [_wait(world, people, vacancy, *row) for (_, vacancy), row in zip(chosen, NOT_AGREED, strict=False)]
    agreed = [
        _agree(world, people, place, vacancy, path, days)
        for (place, vacancy), (path, days) in zip(chosen[len(NOT_AGREED) :], AGREED, strict=True)
    ]
    return [*waiting, *(referral for referral, _, _ in agreed)], [(place, sent) for _, place, sent in agreed]


def _shown_long_enough(
    world: World, live: Sequence[tuple[Place, Vacancy]], days: Sequence[int]
) -> list[tuple[Place, Vacancy]]:
    """Choose a vacancy for each number of days, one that was there to be suggested so many days ago."""
    left, chosen = world.rng.sample(live, len(live)), []
    for number in days:
        chosen.append(next(each for each in left if days_shown(world, each[1]) > number))
        left.remove(chosen[-1])
    return chosen


def _wait(world: World, people: People, vacancy: Vacancy, end: S | None, days: int, wait: int) -> Referral:
    made_on = world.ago(days)
    steps = [Step(S.MADE, made_on)] + ([Step(end, made_on + timedelta(days=wait))] if end else [])
    return refer(world, world.staff.advisers[0], vacancy, people.newcomer(made_on, vacancy.workplace), steps)


def _agree(
    world: World, people: People, place: Place, vacancy: Vacancy, path: Sequence[A], days: int
) -> tuple[Referral, Place, Application]:
    made_on = world.ago(days)
    agreed_on, person = made_on + timedelta(days=1), people.newcomer(made_on, place.workplace)
    steps = [applying.Step(status, agreed_on + timedelta(days=1 + 3 * number)) for number, status in enumerate(path)]
    source = ApplicationSource.REFERRAL
    application = applying.apply(world, place, vacancy, person, steps, source=source)
    reason = NEWS_OF_APPLICATION.get(application.status, "")
    referral_steps = _referral_steps(made_on, agreed_on, steps)
    referral = refer(world, world.staff.advisers[0], vacancy, person, referral_steps, reason=reason)
    referral.application = application
    if path:
        tell(world, referral, f"{reason or NEWS[referral.status]}.", referral_steps[-1].on)
    return referral, place, application


def _referral_steps(made_on: date, agreed_on: date, steps: Sequence[applying.Step]) -> list[Step]:
    """The steps of a referral that follows an application; what stays the same is no step."""
    followed = [Step(STATUS_OF_APPLICATION[step.status], step.on) for step in steps]
    changes = followed[:1] + [after for before, after in pairwise(followed) if before.status is not after.status]
    return [Step(S.MADE, made_on), Step(S.AGREED, agreed_on), *changes]
