"""Vacancies and apprenticeships: dealt out to the places, written, and checked by the service's own rules."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, TypeVar

from careers.demo.adverts import write_vacancy
from careers.demo.banks import Kind, Post, posts
from careers.demo.employers import DEMO_EMPLOYER, Place
from careers.demo.terms import WEEK_OF_VISITS, Dates, hours_of, live_dates, pay_of, sponsorship_of, values_of
from careers.demo.world import Note, World
from careers.jobs import policies
from careers.jobs.models import OpportunityKind, OpportunityStatus, Vacancy
from careers.reference.choices import Contract, Need, Rounds

_K = TypeVar("_K", bound=Kind)

UNPUBLISHED = frozenset({OpportunityStatus.DRAFT, OpportunityStatus.IN_REVIEW})
VISITS = "visits"
WALKED = "visits_walk"
PAID_BY_THE_VISIT = "visits_contact"
SHOWS_HIRING = (DEMO_EMPLOYER, "care_days", "home")
SHOWN_DAYS = 34


def deal(world: World, kinds: Sequence[_K], places: Sequence[Place]) -> list[tuple[Place, _K]]:
    """Share out what is live: each kind goes at most once to a place, and to the places with least so far.

    The places of the demonstration's provider come first, so that there is something to see there.
    """
    load = Counter({place.workplace.name: -1 for place in places if place.employer.key == DEMO_EMPLOYER})
    dealt = []
    for kind in sorted(kinds, key=lambda kind: len(kind.services)):
        able = [place for place in places if place.workplace.service_code in kind.services]
        for place in sorted(able, key=lambda place: (load[place.workplace.name], world.rng.random()))[: kind.live]:
            load[place.workplace.name] += 1
            dealt.append((place, kind))
    return dealt


def invent_live_vacancies(world: World, places: Sequence[Place]) -> list[tuple[Place, Vacancy]]:
    """Return the vacancies and apprenticeships that are live today, each with its place; nothing is kept yet."""
    return [
        (place, invent_vacancy(world, place, post, _dates(world, place, post)))
        for place, post in deal(world, posts(), places)
    ]


def _dates(world: World, place: Place, post: Post) -> Dates:
    """The dates of a live advert. The one that shows hiring has been out long enough to have somebody at each step."""
    if (place.employer.key, post.key, place.setting) == SHOWS_HIRING:
        return Dates(world.ago(SHOWN_DAYS), world.ago(-16), world.ago(-30))
    return live_dates(world)


def invent_vacancy(
    world: World, place: Place, post: Post, dates: Dates, *, status: OpportunityStatus = OpportunityStatus.LIVE
) -> Vacancy:
    """Return a vacancy that the rules would let through on the day it was published."""
    hours, pay = hours_of(world, post), pay_of(world, post, dates.starts_on)
    published_at = world.at(dates.published_on, 10)
    vacancy = Vacancy(
        **_identity(world, place, post),
        **write_vacancy(world, place, post, hours)._asdict(),
        **pay,
        **(WEEK_OF_VISITS if post.key == PAID_BY_THE_VISIT else {}),
        hours_min_minutes=hours[0],
        hours_max_minutes=hours[1],
        starts_on=dates.starts_on,
        closes_on=dates.closes_on,
        status=status,
        first_published_at=None if status in UNPUBLISHED else published_at,
        created_at=published_at - timedelta(minutes=world.between((20, 4000))),
        posts=min(post.most_posts, world.pick((1, 1, 1, 1, 1, 1, 2, 2, 3, 4, 5))),
        sponsorship=sponsorship_of(world, post, pay["pay_min_pence"], hours),
        value_keys=values_of(world),
        is_training_paid=world.chance(0.95),
    )
    check(vacancy, world)
    note_beginning(world, place, vacancy)
    return vacancy


def check(vacancy: Vacancy, world: World) -> None:
    """Raise ValueError for an advert that could not have been published, or that somebody would have to look at."""
    first_shown = vacancy.first_published_at
    day = world.today if vacancy.status is OpportunityStatus.LIVE or first_shown is None else first_shown.date()
    problems = [problem.sentence for problem in policies.list_problems(vacancy, day)]
    remarks = [remark.advice for _, remark in policies.remarks_on(vacancy)]
    if problems or remarks:
        raise ValueError(f"{vacancy.title} at {vacancy.workplace.name}: {problems + remarks}")


def note_beginning(world: World, place: Place, vacancy: Vacancy) -> None:
    """Note that a vacancy was drafted and published."""
    manager, shown_at = place.employer.manager, vacancy.first_published_at
    world.note(Note(vacancy.created_at, "vacancy.drafted", vacancy, manager, after="draft"))
    if shown_at is not None:
        world.note(Note(shown_at, "vacancy.published", vacancy, manager, before="draft", after="live"))


def _identity(world: World, place: Place, post: Post) -> dict[str, Any]:
    is_apprenticeship = post.contract is Contract.APPRENTICESHIP
    return {
        "kind": OpportunityKind.APPRENTICESHIP if is_apprenticeship else OpportunityKind.JOB,
        "reference": world.reference("V"),
        "organisation_id": place.employer.organisation.id,
        "organisation": place.employer.organisation,
        "workplace_id": place.workplace.id,
        "workplace": place.workplace,
        "service_code": place.workplace.service_code,
        "role_code": post.role_code,
        "standard_ref": post.standard_ref,
        "patterns": list(post.patterns),
        "contract": post.contract,
        "has_guaranteed_hours": post.contract is not Contract.ZERO_HOURS,
        "youngest_age": post.youngest,
        "driving": post.driving,
        "rounds": _rounds(place, post),
        "experience": post.experience,
        "posts_filled": 0,
        "created_by": place.employer.manager.id,
    }


def _rounds(place: Place, post: Post) -> Rounds | None:
    """How visits are made, as the words of the advert say: walked, by car where driving is needed, else it varies."""
    if place.setting != VISITS:
        return None
    if any(group == WALKED for group, _ in post.day):
        return Rounds.WALKED
    return Rounds.CAR if post.driving is Need.NEEDED and post.role_code in {7, 8} else None
