"""Who is applying now: people at every step of live vacancies, with their answers, their fit and who looked."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from careers import clock
from careers.applications.models import Application, ApplicationStatus, Source
from careers.candidates.models import Candidate
from careers.demo.applying import Step, apply, employ, hired_steps
from careers.demo.employers import Place
from careers.demo.people import People
from careers.demo.world import Note, World
from careers.jobs.models import Vacancy
from careers.matching.fit import measure_fit, to_dict
from careers.matching.queries import offer_of, wish_of

S = ApplicationStatus

UNDER_WAY = {
    (S.SUBMITTED,): 60.0,
    (S.SUBMITTED, S.SHORTLISTED): 15.0,
    (S.SUBMITTED, S.SHORTLISTED, S.INTERVIEW): 14.0,
    (S.SUBMITTED, S.SHORTLISTED, S.INTERVIEW, S.OFFERED): 3.0,
    (S.SUBMITTED, S.SHORTLISTED, S.INTERVIEW, S.OFFERED, S.ACCEPTED): 3.0,
    (S.SUBMITTED, S.NOT_SUCCESSFUL): 4.0,
    (S.SUBMITTED, S.WITHDRAWN): 2.0,
}
WITH_APPLICANTS = 0.35
OLDEST_STEP = 20
ANOTHER_FORMAT = 0.06
FILLED_SO_FAR = 6
DAYS_SHOWN_BEFORE_A_START = 26


def apply_now(
    world: World, people: People, vacancies: Iterable[tuple[Place, Vacancy]]
) -> list[tuple[Place, Application]]:
    """Return applications under way for about a third of some live vacancies; nothing is kept yet."""
    return [
        (place, application)
        for place, vacancy in vacancies
        if days_shown(world, vacancy) > 1 and world.chance(WITH_APPLICANTS)
        for application in _applicants(world, people, place, vacancy)
    ]


def _applicants(world: World, people: People, place: Place, vacancy: Vacancy) -> list[Application]:
    paths = [world.pick_weighted(UNDER_WAY) for _ in range(world.between((1, 3)))]
    promised = [number for number, path in enumerate(paths) if S.OFFERED in path]
    for number in promised[vacancy.posts_left :]:
        paths[number] = (S.SUBMITTED,)  # nobody offers more posts than there are
    applied = [_applied_on(world, vacancy, len(path)) for path in paths]
    return [
        apply_once(world, people.newcomer(on, place.workplace), place, vacancy, path, on)
        for path, on in zip(paths, applied, strict=True)
    ]


def apply_once(
    world: World,
    candidate: Candidate,
    place: Place,
    vacancy: Vacancy,
    path: Sequence[ApplicationStatus],
    applied_on: date,
    *,
    interview_on: date | None = None,
) -> Application:
    """Return somebody's application that took some steps, the last of them lately."""
    pace = (world.yesterday - applied_on) // max(1, len(path))
    steps = [Step(status, applied_on + pace * number) for number, status in enumerate(path)]
    return apply(world, place, vacancy, candidate, steps, interview_on=interview_on)


def weigh(world: World, people: People, applications: Iterable[tuple[Place, Application]]) -> None:
    """Answer the situations for everybody who applied, freeze the fit of each application, and note who looked."""
    for place, application in applications:
        if application.submitted_at is None:
            continue
        candidate, vacancy = application.candidate, application.vacancy
        application.wants_alternative_format = world.chance(ANOTHER_FORMAT)
        applied_on, care = clock.local(application.submitted_at).date(), world.pick((0.4, 0.7, 1.0, 1.4))
        scores = (
            people.scores(candidate)
            if application.wants_alternative_format
            else people.answer(candidate, vacancy.value_keys, on=applied_on, care=care)
        )
        application.fit = to_dict(measure_fit(wish_of(candidate), offer_of(vacancy), scores))
        looked_at = world.at(min(applied_on + timedelta(days=1), world.yesterday), 18)
        world.note(Note(looked_at, "application.looked", application, place.employer.manager, candidate.user))


def fill_some(
    world: World, people: People, vacancies: Sequence[tuple[Place, Vacancy]]
) -> list[tuple[Place, Application]]:
    """Fill one post of some live vacancies that have several, a few days ago; return the applications."""
    longest_shown = [
        (place, vacancy)
        for place, vacancy in vacancies
        if vacancy.posts > 1 and days_shown(world, vacancy) >= DAYS_SHOWN_BEFORE_A_START
    ]
    return [
        (place, start_one(world, people, place, vacancy, days_ago=world.between((1, 4))))
        for place, vacancy in longest_shown[:FILLED_SO_FAR]
    ]


def start_one(world: World, people: People, place: Place, vacancy: Vacancy, *, days_ago: int) -> Application:
    """Add somebody who started some days ago in a post of a live vacancy; return the application that led there."""
    published_on, started_on = world.ago(days_shown(world, vacancy)), world.ago(days_ago)
    person = people.newcomer(published_on, place.workplace)
    application = apply(world, place, vacancy, person, hired_steps(world, published_on, started_on))
    people.keep()
    world.keep([application])
    vacancy.posts_filled += 1
    world.keep([employ(world, place, vacancy, started_on, application=application, source=Source.SERVICE)])
    return application


def _applied_on(world: World, vacancy: Vacancy, steps: int) -> date:
    oldest = min(days_shown(world, vacancy) - 1, OLDEST_STEP)
    return world.ago(world.between((min(steps, oldest), oldest)))


def days_shown(world: World, vacancy: Vacancy) -> int:
    """Return for how many days the public has been able to find a vacancy."""
    return (world.today - clock.local(vacancy.first_published_at or vacancy.created_at).date()).days
