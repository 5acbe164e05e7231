"""Placements that people finished in the months that the board counts, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from careers import clock
from careers.applications.models import Employment, Evidence, Source
from careers.board.outcomes import cohort_months
from careers.board.periods import Period
from careers.candidates.models import Candidate
from careers.demo.banks import PlacementKind, placement_kinds
from careers.demo.booking import S, Step, book
from careers.demo.employers import Place
from careers.demo.people import People
from careers.demo.placements import invent_placement
from careers.demo.referring import refer, steps_to_placement
from careers.demo.world import Note, World
from careers.placements.models import Booking, Placement, Scheme
from careers.placements.queries.outcomes import WINDOW

REFERRED = {Scheme.SWAP: 0.75, Scheme.WORK_TRIAL: 0.4, Scheme.WORK_EXPERIENCE: 0.35}
IN_COURSE = frozenset({Scheme.T_LEVEL, Scheme.SOCIAL_WORK})
COURSES_END = frozenset({3, 6, 7})
LEFT_EARLY = 0.17
LEFT_FOR_WORK = 0.05
FELL_THROUGH = 0.3
DAYS_A_GROUP = 28


class Outcome(Enum):
    """What became of somebody after a placement."""

    HIRED_HERE = auto()
    HIRED_ELSEWHERE = auto()
    SUBSIDISED = auto()
    PERSON_SAYS = auto()
    LATER = auto()
    OTHER_WORK = auto()
    UNKNOWN = auto()


OUTCOMES = {
    Outcome.HIRED_HERE: 21.0,
    Outcome.HIRED_ELSEWHERE: 19.0,
    Outcome.SUBSIDISED: 5.0,
    Outcome.PERSON_SAYS: 7.0,
    Outcome.LATER: 8.0,
    Outcome.OTHER_WORK: 22.0,
    Outcome.UNKNOWN: 16.0,
}
DAYS_TO_WORK = {Outcome.LATER: (95, 150), Outcome.HIRED_HERE: (4, 70)}
SOON = (2, 80)
GRADES = {
    Outcome.HIRED_ELSEWHERE: (Evidence.EMPLOYER, Evidence.DOCUMENT, Evidence.DOCUMENT),
    Outcome.SUBSIDISED: (Evidence.DOCUMENT,),
    Outcome.LATER: (Evidence.DOCUMENT, Evidence.PERSON),
    Outcome.OTHER_WORK: (Evidence.DOCUMENT, Evidence.PERSON),
}
CARE_WORKER, CARE_HOME = 8, 2
OTHER_ROLE, OTHER_SERVICE = 27, 52


@dataclass(frozen=True)
class Start:
    """Somebody who starts in a post of a vacancy here. Without a person the post was filled elsewhere."""

    started_on: date
    source: Source
    person: Candidate | None = None


@dataclass(frozen=True)
class Finished:
    """The people who finished placements: their bookings, and those who start in vacancies here."""

    bookings: list[Booking]
    starts: list[Start]


def invent_finished(world: World, people: People, places: Sequence[Place]) -> Finished:
    """Add finished placements with their bookings, referrals, and work that was found outside this service."""
    bookings = [
        booking
        for months in cohort_months(world.yesterday)
        for month in months
        for kind in placement_kinds()
        for group_ends_on in _ends(world, month, kind)
        for booking in _finish_group(world, people, places, kind, group_ends_on)
    ]
    people.keep()
    world.keep(bookings)
    counted = [each for each in bookings if each.ended_on and each.placement.scheme not in IN_COURSE]
    found = [(booking, *_outcome(world, booking, booking.ended_on)) for booking in counted if booking.ended_on]
    known = [(booking, outcome, on) for booking, outcome, on in found if on <= world.yesterday]
    world.keep([_work_outside(world, *each) for each in known if each[1] is not Outcome.HIRED_HERE])
    starts = [_start_here(*each) for each in known if each[1] is Outcome.HIRED_HERE]
    return Finished(bookings, starts)


def _ends(world: World, month: Period, kind: PlacementKind) -> list[tuple[date, int]]:
    """The Fridays on which groups of a kind finish in a month, each with its number of people."""
    last = min(month.end, world.yesterday)
    if kind.scheme in IN_COURSE and month.start.month not in COURSES_END:
        return []
    days = (last - month.start).days
    finishing = kind.history * (days + 1) // DAYS_A_GROUP
    sizes = [min(kind.places[1], finishing - done) for done in range(0, finishing, kind.places[1])]
    return [(_friday_by(month.start + timedelta(days=world.between((min(6, days), days)))), size) for size in sizes]


def _friday_by(day: date) -> date:
    return day - timedelta(days=(day.weekday() - 4) % 7)


def _finish_group(
    world: World, people: People, places: Sequence[Place], kind: PlacementKind, ends: tuple[date, int]
) -> list[Booking]:
    friday, size = ends
    place = world.pick([each for each in places if each.workplace.service_code in kind.services])
    weeks = world.pick(kind.weeks)
    monday = friday - timedelta(weeks=weeks) + timedelta(days=3)
    placement = invent_placement(world, place, kind, starts_on=monday, weeks=weeks)
    placement.places = max(placement.places, size)
    placement.closed_at = world.at(friday, 18)
    manager = place.employer.manager
    world.note(Note(placement.closed_at, "placement.finished", placement, manager, before="live", after="finished"))
    fell_through = [_fall_through(world, people, place, placement)] if world.chance(FELL_THROUGH) else []
    return [_finish_one(world, people, place, placement, friday) for _ in range(size)] + fell_through


def _finish_one(world: World, people: People, place: Place, placement: Placement, friday: date) -> Booking:
    asked_on = _asked_on(world, placement)
    accepted_on = asked_on + timedelta(days=world.between((1, 5)))
    person = people.newcomer(asked_on - timedelta(days=world.between((4, 9))), place.workplace)
    referral = None
    if world.chance(REFERRED.get(placement.scheme, 0)):
        made_on = asked_on - timedelta(days=world.between((1, 4)))
        steps = steps_to_placement(made_on, asked_on, accepted_on)
        referral = refer(world, world.any_adviser(), placement, person, steps)
    how, ended_on, for_work = _ending(world, placement, friday)
    begun = [
        Step(S.REFERRED if referral else S.REQUESTED, asked_on),
        Step(S.ACCEPTED, accepted_on),
        Step(S.STARTED, placement.starts_on),
        Step(how, ended_on),
    ]
    return book(world, place, placement, person, begun, referral=referral, left_for_work=for_work)


def _fall_through(world: World, people: People, place: Place, placement: Placement) -> Booking:
    asked_on = _asked_on(world, placement)
    day_after = asked_on + timedelta(days=1)
    ends = (
        [Step(S.DECLINED, day_after)],
        [Step(S.WITHDRAWN, day_after)],
        [Step(S.ACCEPTED, day_after), Step(S.DID_NOT_START, placement.starts_on)],
    )
    steps = [Step(S.REQUESTED, asked_on), *world.pick(ends)]
    return book(world, place, placement, people.newcomer(asked_on - timedelta(days=1), place.workplace), steps)


def _asked_on(world: World, placement: Placement) -> date:
    published_on = clock.local(placement.first_published_at or placement.created_at).date()
    return published_on + timedelta(days=world.between((2, 20)))


def _ending(world: World, placement: Placement, friday: date) -> tuple[S, date, bool]:
    """How and when a placement ended for one person, and whether work was the reason."""
    days, luck = (friday - placement.starts_on).days, world.rng.random()
    if luck < LEFT_EARLY:
        return S.LEFT_EARLY, placement.starts_on + timedelta(days=world.between((1, max(1, days - 7)))), False
    if luck < LEFT_EARLY + LEFT_FOR_WORK:
        return S.COMPLETED, placement.starts_on + timedelta(days=world.between((days // 2, days))), True
    return S.COMPLETED, friday, False


def _outcome(world: World, booking: Booking, ended_on: date) -> tuple[Outcome, date]:
    """What became of a person, and the day of it; a day that is still to come is not known yet."""
    if booking.left_for_work:
        return Outcome.HIRED_HERE, ended_on + timedelta(days=world.between((1, 5)))
    outcome = world.pick_weighted(OUTCOMES)
    if outcome is Outcome.UNKNOWN:
        return outcome, date.max
    return outcome, ended_on + timedelta(days=world.between(DAYS_TO_WORK.get(outcome, SOON)))


def _start_here(booking: Booking, _outcome: Outcome, on: date) -> Start:
    return Start(on, Source.PLACEMENT if booking.status is S.COMPLETED else Source.SERVICE, booking.candidate)


def _work_outside(world: World, booking: Booking, outcome: Outcome, on: date) -> Employment:
    is_care = outcome is not Outcome.OTHER_WORK
    came_of_it = is_care and booking.status is S.COMPLETED and booking.ended_on and on <= booking.ended_on + WINDOW
    return Employment(
        candidate_id=booking.candidate_id,
        employer_name="A care employer outside this service" if is_care else "An employer outside care",
        role_code=CARE_WORKER if is_care else OTHER_ROLE,
        service_code=CARE_HOME if is_care else OTHER_SERVICE,
        lad_code=booking.placement.workplace.lad_code,
        source=Source.PLACEMENT if came_of_it else Source.ELSEWHERE,
        evidence=world.pick(GRADES.get(outcome, (Evidence.PERSON,))),
        is_adult_social_care=is_care,
        is_subsidised=outcome is Outcome.SUBSIDISED,
        started_on=on,
        recorded_at=world.at(min(on + timedelta(days=world.between((1, 20))), world.yesterday), 14),
        recorded_by=world.staff.officer.id,
    )
