"""What the demonstration's provider and candidate find: hiring at every step, a placement with people, an account."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from careers import clock
from careers.accounts.models import User
from careers.applications.models import Application, ApplicationStatus
from careers.candidates.models import Candidate
from careers.demo.applying import apply
from careers.demo.area import postcode_near
from careers.demo.booking import S as B
from careers.demo.booking import Step, book
from careers.demo.current import apply_once, days_shown
from careers.demo.employers import DEMO_EMPLOYER, Place
from careers.demo.people import People
from careers.demo.referring import S as R
from careers.demo.referring import Step as ReferralStep
from careers.demo.referring import refer
from careers.demo.terms import monday_from
from careers.demo.vacancies import SHOWN_DAYS
from careers.demo.world import World
from careers.jobs.models import SavedOpportunity, Vacancy
from careers.placements.models import Booking, Placement
from careers.reference.choices import Contract, Need, Pattern
from careers.screening.bank import values

S = ApplicationStatus

INVITED = (S.SUBMITTED, S.SHORTLISTED, S.INTERVIEW)
PIPELINE: tuple[tuple[tuple[S, ...], int], ...] = (
    ((S.SUBMITTED,), 1),
    ((S.SUBMITTED,), 2),
    ((S.SUBMITTED,), 4),
    ((S.SUBMITTED,), 15),
    ((S.SUBMITTED, S.SHORTLISTED), 6),
    ((S.SUBMITTED, S.SHORTLISTED), 8),
    (INVITED, 9),
    ((*INVITED, S.OFFERED), 14),
    ((*INVITED, S.OFFERED, S.ACCEPTED), 21),
    ((S.SUBMITTED, S.NOT_SUCCESSFUL), 16),
    ((*INVITED, S.NOT_SUCCESSFUL), 20),
    ((S.SUBMITTED, S.WITHDRAWN), 13),
    ((*INVITED, S.OFFERED, S.DECLINED), 24),
    ((*INVITED, S.OFFERED, S.ACCEPTED, S.DID_NOT_START), 28),
)
"""Everybody who applied for the vacancy that shows hiring: how far they came, and how many days ago they applied."""

HIRING_POSTS = 4
CARE_WORKER = 8
DRAFT_DAYS = 4
PLACES = 6


def show_hiring(world: World, live: Iterable[tuple[Place, Vacancy]]) -> tuple[Place, Vacancy]:
    """Return the vacancy that shows hiring, with four posts and three values that matter most."""
    place, vacancy = next(
        (place, vacancy)
        for place, vacancy in live
        if place.employer.key == DEMO_EMPLOYER
        and clock.local(vacancy.first_published_at or vacancy.created_at).date() == world.ago(SHOWN_DAYS)
        and vacancy.closes_on == world.ago(-16)
    )
    vacancy.posts = HIRING_POSTS
    vacancy.value_keys = [value.key for value in values()][:3]
    return place, vacancy


def apply_at_every_step(
    world: World, people: People, place: Place, vacancy: Vacancy
) -> list[tuple[Place, Application]]:
    """Return applications for a vacancy at every step there is, kept only later."""
    return [
        (
            place,
            apply_once(
                world, people.newcomer(world.ago(days + 1), place.workplace), place, vacancy, path, world.ago(days)
            ),
        )
        for path, days in PIPELINE
    ]


def take_part(world: World, people: People, place: Place, placement: Placement) -> list[Booking]:
    """Return bookings of a placement that has begun: asked for, referred, accepted, started, ended; kept only later."""
    placement.places = PLACES
    asked, start = world.ago(32), placement.starts_on
    adviser = world.staff.advisers[0]
    referred = people.newcomer(world.ago(5), place.workplace)
    steps = [
        ReferralStep(R.MADE, world.ago(4)),
        ReferralStep(R.AGREED, world.ago(3)),
        ReferralStep(R.RECEIVED, world.ago(3)),
    ]
    referral = refer(world, adviser, placement, referred, steps)
    begun = [Step(B.REQUESTED, asked), Step(B.ACCEPTED, asked + timedelta(days=2)), Step(B.STARTED, start)]
    paths = (
        [Step(B.REQUESTED, world.ago(2))],
        [Step(B.REQUESTED, world.ago(6)), Step(B.ACCEPTED, world.ago(4))],
        begun,
        begun,
        [*begun, Step(B.LEFT_EARLY, world.ago(9))],
        [Step(B.REQUESTED, asked), Step(B.DECLINED, asked + timedelta(days=3))],
    )
    return [
        book(world, place, placement, referred, [Step(B.REFERRED, world.ago(3))], referral=referral),
        *(
            book(world, place, placement, people.newcomer(path[0].on - timedelta(days=1), place.workplace), path)
            for path in paths
        ),
    ]


def open_account(world: World, user: User, place: Place) -> Candidate:
    """Return the profile of the demonstration's candidate, who lives near a place; it is kept only later."""
    workplace = place.workplace
    home = postcode_near(world, (workplace.lat, workplace.lon), tries=200)
    return Candidate(
        user=user,
        first_name="Amara",
        last_name="Osei",
        phone="07700 900123",
        postcode=home.postcode,
        lat=home.lat,
        lon=home.lon,
        travel_miles=10,
        can_drive=False,
        patterns=[Pattern.DAYS, Pattern.WEEKENDS, Pattern.PART_TIME],
        contracts=[Contract.PERMANENT],
        pay_min_pence=1280,
        can_start_on=monday_from(world.ago(-21)),
        created_at=user.created_at,
        changed_at=user.created_at,
    )


def use_account(
    world: World,
    people: People,
    candidate: Candidate,
    hiring: tuple[Place, Vacancy],
    live: Sequence[tuple[Place, Vacancy]],
) -> tuple[list[tuple[Place, Application]], list[SavedOpportunity]]:
    """Answer some situations, apply where there is an interview to come, begin another application, save two more."""
    place, vacancy = hiring
    chosen = [value.key for value in values()][:5]
    people.answer(candidate, chosen, on=world.ago(13), care=0.6)
    interview_on = world.today + timedelta(days=4)
    if interview_on.weekday() > 4:
        interview_on += timedelta(days=2)
    sent = apply_once(world, candidate, place, vacancy, INVITED, world.ago(12), interview_on=interview_on)
    sent.experience = (
        "I looked after my grandmother for three years while I finished school. Since then I have worked in a "
        "supermarket, the last two years on the customer desk."
    )
    sent.why = "I like older people and I am good at staying calm. I live near and I would like to learn properly."
    sent.adjustments = "I am dyslexic. A little more time for anything written, please."
    others = [each for each in live if each[1].workplace_id != vacancy.workplace_id and _suits(world, each[1])]
    draft = apply(world, *others[0], candidate, ())
    draft.experience, draft.why = sent.experience, ""
    saved = [
        SavedOpportunity(candidate_id=candidate.id, opportunity_id=each.id, saved_at=world.at(world.ago(2), 19))
        for _, each in others[1:3]
    ]
    return [(place, sent), (others[0][0], draft)], saved


def _suits(world: World, vacancy: Vacancy) -> bool:
    needs_nothing = vacancy.driving is Need.NOT_NEEDED and vacancy.experience is Need.NOT_NEEDED
    return needs_nothing and vacancy.role_code == CARE_WORKER and days_shown(world, vacancy) > DRAFT_DAYS
