"""What waits for somebody: drafts, paused adverts, and adverts that the council must look at before they are shown."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from careers.demo.banks import Post, posts
from careers.demo.employers import DEMO_EMPLOYER, Place
from careers.demo.terms import Dates
from careers.demo.vacancies import invent_vacancy
from careers.demo.world import Note, World
from careers.jobs.commands import USUAL_TIME_OPEN, USUAL_TIME_TO_START
from careers.jobs.models import OpportunityStatus, Vacancy
from careers.jobs.policies import list_review_reasons

Status = OpportunityStatus

ASKS_FOR_MONEY = "A uniform deposit of £30 is taken from your first pay and returned when you leave."
OFFERS_NOTHING_YET = {"title": "Care assistant, mornings", "description": "", "requirements": "", "benefits": ""}
REASON = "The advert named a client. Write it again without the name and publish the new one."
WAITING: tuple[tuple[str, str, Status, int], ...] = (
    (DEMO_EMPLOYER, "senior_nights", Status.DRAFT, 2),
    (DEMO_EMPLOYER, "care_part", Status.DRAFT, 1),
    ("wayfare", "support_nights", Status.DRAFT, 3),
    ("pennyfold", "coordinator", Status.DRAFT, 4),
    (DEMO_EMPLOYER, "care_bank", Status.IN_REVIEW, 3),
    ("sunnystep", "visits_walking", Status.IN_REVIEW, 2),
    ("sunnystep", "visits_full", Status.IN_REVIEW, 2),
    ("marshbarn", "care_days", Status.IN_REVIEW, 1),
    (DEMO_EMPLOYER, "activities", Status.PAUSED, 15),
    ("kestrel", "cook", Status.PAUSED, 20),
    ("saffron", "visits_evenings", Status.PAUSED, 12),
    ("brightkettle", "support_part", Status.WITHDRAWN, 25),
)
"""Employer, kind of post, status, and how many days ago it was written or shown."""


def invent_waiting(world: World, places: Sequence[Place]) -> list[Vacancy]:
    """Return the vacancies that are not live and not closed; nothing is kept yet."""
    kinds = {post.key: post for post in posts()}
    waiting = [_waiting(world, places, kinds, *row) for row in WAITING]
    _unfinish(next(each for each in waiting if each.status is Status.DRAFT))
    return waiting


def _waiting(
    world: World, places: Sequence[Place], kinds: Mapping[str, Post], employer: str, key: str, status: Status, days: int
) -> Vacancy:
    post = kinds[key]
    place = next(
        place for place in places if place.employer.key == employer and place.workplace.service_code in post.services
    )
    written_on = world.ago(days)
    dates = Dates(written_on, written_on + USUAL_TIME_OPEN, world.today + USUAL_TIME_TO_START)
    vacancy = invent_vacancy(world, place, post, dates, status=status)
    if status is Status.IN_REVIEW:
        _send_to_council(world, place, vacancy)
    elif status is not Status.DRAFT:
        _stop(world, place, vacancy)
    return vacancy


def _send_to_council(world: World, place: Place, vacancy: Vacancy) -> None:
    if place.employer.organisation.is_verified:
        vacancy.benefits = f"{vacancy.benefits}\n{ASKS_FOR_MONEY}"
    vacancy.review_note = " ".join(list_review_reasons(vacancy))
    world.note(
        Note(
            vacancy.created_at + timedelta(minutes=15),
            "vacancy.sent to the council",
            vacancy,
            place.employer.manager,
            before=Status.DRAFT,
            after=Status.IN_REVIEW,
            reason=vacancy.review_note,
        )
    )


def _stop(world: World, place: Place, vacancy: Vacancy) -> None:
    is_withdrawn = vacancy.status is Status.WITHDRAWN
    at = world.at(world.ago(3), 15)
    vacancy.closed_at = at if is_withdrawn else None
    world.note(
        Note(
            at,
            f"vacancy.{vacancy.status.value}",
            vacancy,
            world.staff.officer if is_withdrawn else place.employer.manager,
            before=Status.LIVE,
            after=vacancy.status,
            reason=REASON if is_withdrawn else "",
        )
    )


def _unfinish(vacancy: Vacancy) -> None:
    """Leave a draft as somebody does who was called away: without words, and without pay and hours."""
    for name, text in OFFERS_NOTHING_YET.items():
        setattr(vacancy, name, text)
    vacancy.hours_min_minutes = vacancy.hours_max_minutes = 0
    vacancy.pay_min_pence = vacancy.pay_max_pence = 1
