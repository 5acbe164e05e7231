"""Vacancies that have closed: who applied, who started, which posts stayed empty."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from careers import clock
from careers.applications.models import Application, Employment, Source
from careers.board.periods import Period, months_up_to
from careers.candidates.models import Candidate
from careers.demo.applying import apply, employ, hired_steps, unlucky_steps
from careers.demo.banks import Post, posts
from careers.demo.employers import Place
from careers.demo.finished import Start
from careers.demo.people import People
from careers.demo.referring import refer, steps_to_post, tell
from careers.demo.terms import past_dates
from careers.demo.vacancies import invent_vacancy
from careers.demo.world import Note, World
from careers.jobs.models import CloseReason, OpportunityStatus, Vacancy
from careers.placements.commands.referrals import NEWS
from careers.placements.models import Referral

MONTHS, MONTHS_IN_FULL = 18, 13
"""How far back somebody may have started after a placement, and how far back everybody who started is there."""

STARTS_BY_MONTH = (46, 40, 42, 37, 39, 36, 34, 31, 50, 45, 42, 24)
"""Starts in a usual January, February and so on: few before Christmas, many in the new year and in September."""

SOURCES = {Source.SERVICE: 68.0, Source.REFERRAL: 15.0, Source.ELSEWHERE: 8.0}
NEVER_FILLED = 70
AFTER_PLACEMENT = frozenset({"care_days", "care_part", "care_weekends", "extra_days", "support_days", "visits_walking",
                             "day_care", "kitchen", "apprentice_home"})  # fmt: skip
ANOTHER_IN_THE_SAME = 0.3
DAYS_TO_FILL = (20, 70, 38)
"""The shortest, the longest and the likeliest time from an advert's first day to the first day at work."""

KEPT_DAYS = 350
LEFT_AGAIN = 0.16
LEAVING = {1: 28.0, 2: 9.0, 3: 22.0, 5: 18.0, 7: 5.0, 8: 8.0, 9: 10.0}
CLOSED_BY_PROVIDER = 0.1


@dataclass(frozen=True)
class Opening:
    """A vacancy that has closed, and the people who started in its posts, if any, the first of them first."""

    place: Place
    post: Post
    starts: tuple[Start, ...]
    published_on: date


class Hire(NamedTuple):
    """A start in a post, and the application and referral that led there, if any."""

    opening: Opening
    vacancy: Vacancy
    start: Start
    application: Application | None = None
    referral: Referral | None = None


def invent_history(world: World, people: People, places: Sequence[Place], after_placements: Sequence[Start]) -> None:
    """Add the closed vacancies with their applications, referrals and filled posts."""
    openings = [*_filled_openings(world, places, after_placements), *_empty_openings(world, places)]
    vacancies = [_closed_vacancy(world, opening) for opening in openings]
    world.keep(vacancies)
    hires = [
        _hire(world, people, opening, vacancy, start)
        for opening, vacancy in zip(openings, vacancies, strict=True)
        for start in opening.starts
    ]
    hired = {(hire.vacancy, hire.application.candidate) for hire in hires if hire.application}
    unlucky = [
        apply(world, opening.place, vacancy, person, unlucky_steps(world, opening.place, applied_on))
        for opening, vacancy in zip(openings, vacancies, strict=True)
        for person, applied_on in _others(world, people, opening, vacancy)
        if (vacancy, person) not in hired
    ]
    people.keep()
    world.keep([*(hire.application for hire in hires if hire.application), *unlucky])
    world.keep([hire.referral for hire in hires if hire.referral])
    world.keep([_employment(world, hire) for hire in hires])


def _filled_openings(world: World, places: Sequence[Place], after_placements: Sequence[Start]) -> Iterator[Opening]:
    for place_in_time, month in enumerate(months_up_to(world.yesterday, MONTHS), start=MONTHS_IN_FULL - MONTHS):
        starts = [start for start in after_placements if start.started_on in month]
        if place_in_time >= 0:
            wanted = STARTS_BY_MONTH[month.start.month - 1] * _share_passed(world, month) // 100
            starts += [_ordinary_start(world, month) for _ in range(wanted - len(starts))]
        world.rng.shuffle(starts)
        while starts:
            yield _opening(world, places, starts)


def _share_passed(world: World, month: Period) -> int:
    """How much of a month is behind us, in hundredths."""
    last = min(month.end, world.yesterday)
    return 100 * ((last - month.start).days + 1) // ((month.end - month.start).days + 1)


def _ordinary_start(world: World, month: Period) -> Start:
    days = (min(month.end, world.yesterday) - month.start).days
    day = month.start + timedelta(days=world.between((0, days)))
    back_to_a_weekday = timedelta(days=max(0, day.weekday() - 4))
    return Start(max(month.start, day - back_to_a_weekday), world.pick_weighted(SOURCES))


def _opening(world: World, places: Sequence[Place], starts: list[Start]) -> Opening:
    """Take one start from the list, or several of a month, and make the vacancy that they came from."""
    taken = [starts.pop()]
    person = taken[0].person
    while person is None and starts and not starts[-1].person and len(taken) < 3 and world.chance(ANOTHER_IN_THE_SAME):
        taken.append(starts.pop())
    taken.sort(key=lambda start: start.started_on)
    place, post = _place_and_post(world, places, after_placement=person is not None)
    first = taken[0].started_on
    days = round(world.rng.triangular(*DAYS_TO_FILL))
    if person:  # nobody applies before they have come
        days = min(days, (first - clock.local(person.created_at).date()).days + 10)
    return Opening(place, post, tuple(taken), first - timedelta(days=days))


def _place_and_post(world: World, places: Sequence[Place], *, after_placement: bool) -> tuple[Place, Post]:
    kinds = {post: float(post.live) for post in posts() if not after_placement or post.key in AFTER_PLACEMENT}
    post = world.pick_weighted(kinds)
    return world.pick([place for place in places if place.workplace.service_code in post.services]), post


def _empty_openings(world: World, places: Sequence[Place]) -> list[Opening]:
    return [
        Opening(*_place_and_post(world, places, after_placement=False), (), world.ago(world.between((45, 400))))
        for _ in range(NEVER_FILLED)
    ]


def _closed_vacancy(world: World, opening: Opening) -> Vacancy:
    dates = past_dates(world, opening.published_on)
    vacancy = invent_vacancy(world, opening.place, opening.post, dates, status=OpportunityStatus.CLOSED)
    filled = len(opening.starts)
    vacancy.posts = max(1, filled + world.pick((0, 0, 0, 1)))
    vacancy.posts_filled = filled
    vacancy.close_reason, vacancy.closed_at = _closing(world, opening, vacancy)
    world.note(
        Note(
            vacancy.closed_at,
            "vacancy.closed",
            vacancy,
            None if vacancy.close_reason is CloseReason.DATE else opening.place.employer.manager,
            before="live",
            after="closed",
            reason=vacancy.close_reason.value,
        )
    )
    return vacancy


def _closing(world: World, opening: Opening, vacancy: Vacancy) -> tuple[CloseReason, datetime]:
    last_start = opening.starts[-1].started_on if vacancy.posts_left == 0 else None
    if last_start and last_start <= vacancy.closes_on:
        return CloseReason.FILLED, world.at(last_start, 16)
    if world.chance(CLOSED_BY_PROVIDER):
        return CloseReason.PROVIDER, world.at(vacancy.closes_on, 16)
    return CloseReason.DATE, world.at(vacancy.closes_on + timedelta(days=1), 0)


def _hire(world: World, people: People, opening: Opening, vacancy: Vacancy, start: Start) -> Hire:
    if start.source is Source.ELSEWHERE:
        return Hire(opening, vacancy, start)
    person = start.person or people.newcomer(opening.published_on, opening.place.workplace)
    steps = hired_steps(world, opening.published_on, start.started_on)
    if start.source is not Source.REFERRAL:
        return Hire(opening, vacancy, start, apply(world, opening.place, vacancy, person, steps))
    application = apply(world, opening.place, vacancy, person, steps, source=Source.REFERRAL)
    path = steps_to_post(world, steps[0].on, steps[1].on, start.started_on)
    referral = refer(world, world.any_adviser(), vacancy, person, path)
    referral.application = application
    tell(world, referral, f"{NEWS[referral.status]}.", start.started_on)
    return Hire(opening, vacancy, start, application, referral)


def _others(world: World, people: People, opening: Opening, vacancy: Vacancy) -> list[tuple[Candidate, date]]:
    """Other people who apply for a vacancy while it is open, each once, and when.

    Applications that led nowhere are not kept for longer than a year, so there are none to older adverts.
    """
    if vacancy.closes_on <= world.ago(KEPT_DAYS):
        return []
    days_open = (vacancy.closes_on - opening.published_on).days
    number = world.between((1, 3) if opening.starts else (0, 3))
    days = [opening.published_on + timedelta(days=world.between((1, days_open))) for _ in range(number)]
    return list({people.regular(day, opening.place.workplace): day for day in days}.items())


def _employment(world: World, hire: Hire) -> Employment:
    start = hire.start
    employment = employ(
        world,
        hire.opening.place,
        hire.vacancy,
        start.started_on,
        application=hire.application,
        source=start.source,
    )
    if world.chance(LEFT_AGAIN):
        left_on = start.started_on + timedelta(days=world.between((9, 200)))
        if left_on <= world.yesterday:
            employment.left_on, employment.leaving_reason_code = left_on, world.pick_weighted(LEAVING)
    return employment
