"""Make the whole demonstration: who is there, what they did over the past year, what is open today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from careers.access import Role
from careers.accounts.models import User
from careers.applications.models import Employment
from careers.candidates.models import Candidate
from careers.database import Base, db
from careers.demo import caseload, current, desk, interviewing, inviting, outbox, showcase, watching
from careers.demo.another_way import ask_for_another_way
from careers.demo.employers import Place, invent_places
from careers.demo.equality import answer_equality_questions
from careers.demo.finished import invent_finished
from careers.demo.history import invent_history
from careers.demo.people import People
from careers.demo.placements import invent_live_placements
from careers.demo.vacancies import invent_live_vacancies
from careers.demo.world import Staff, World
from careers.jobs.models import Opportunity, Vacancy
from careers.jobs.revisions import note_public_change

OFFICES = ("Bletchley Jobcentre", "Luton Jobcentre", "Bedford Jobcentre", "Dunstable Jobcentre", "Brickfield College")
STARTED_DAYS_AGO = 6
COLLEAGUES = ("Lorna Daley", "Imran Mirza", "Kate Fletcher", "Ioana Rusu")


@dataclass(frozen=True)
class Loaded:
    """What was made, for a line on the screen."""

    workplaces: int
    live: int
    people: int
    starts: int


def load_demonstration(today: date, area_codes: Sequence[str]) -> Loaded:
    """Fill an empty database with the demonstration as of a day. The caller commits: all of it or nothing.

    The same day and area give the same rows, but for secret links of referrals and sealed answers.
    """
    world = World(today, area_codes)
    demo_candidate = _add_staff(world)
    places = invent_places(world)
    verified = [place for place in places if place.employer.organisation.is_verified]
    people = People(world)
    finished = invent_finished(world, people, verified)
    invent_history(world, people, verified, finished.starts)
    live = invent_live_vacancies(world, verified)
    placements = invent_live_placements(world, verified)
    hiring = showcase.show_hiring(world, live)
    adverts = [each for _, each in (*live, *placements)]
    world.keep([*adverts, *desk.invent_waiting(world, places)])
    _add_applicants(world, people, demo_candidate, hiring, [each for each in live if each is not hiring])
    world.keep(showcase.take_part(world, people, *placements[0]))
    answer_equality_questions(world, demo_candidate)
    inviting.invite(world, demo_candidate, hiring, live)
    outbox.leave_in_outbox(world)
    world.write_notes()
    _make_findable(adverts[0])
    watching.watch(world, demo_candidate, [hiring, *live], revision=adverts[0].revision)
    return Loaded(len(places), len(adverts), _count(Candidate), _count(Employment))


def _add_staff(world: World) -> User:
    """Add the demonstration's users but for the provider, who comes with the employer; return the candidate."""
    began_at = world.at(world.ago(600), 9)
    offices = [("adviser@demo.example", "Daniel Price"), *((_address(name), name) for name in COLLEAGUES)]
    advisers = [
        User(email=email, name=name, role=Role.ADVISER, office=office, created_at=began_at)
        for (email, name), office in zip(offices, OFFICES, strict=True)
    ]
    officer = User(email="officer@demo.example", name="Rukhsana Malik", role=Role.OFFICER, created_at=began_at)
    board = User(email="board@demo.example", name="Jean Abbott", role=Role.BOARD_MEMBER, created_at=began_at)
    operator = User(email="operator@demo.example", name="Tom Sikora", role=Role.OPERATOR, created_at=began_at)
    candidate = User(
        email="candidate@demo.example", name="Amara Osei", role=Role.CANDIDATE, created_at=world.at(world.ago(14), 19)
    )
    world.keep([candidate, officer, board, operator, *advisers])
    world.staff = Staff(officer, tuple(advisers))
    return candidate


def _address(name: str) -> str:
    return f"{name.replace(' ', '.')}@jobcentre.example".lower()


def _add_applicants(
    world: World,
    people: People,
    demo_candidate: User,
    hiring: tuple[Place, Vacancy],
    others: Sequence[tuple[Place, Vacancy]],
) -> None:
    """Add everybody who is applying now: at the demonstration's provider, elsewhere, and through an adviser."""
    place, vacancy = hiring
    started = (place, current.start_one(world, people, place, vacancy, days_ago=STARTED_DAYS_AGO))
    account = showcase.open_account(world, demo_candidate, place)
    world.keep([account])
    own, saved = showcase.use_account(world, people, account, hiring, others)
    referrals, referred = caseload.invent_caseload(world, people, others)
    applications = [
        started,
        *current.fill_some(world, people, others),
        *own,
        *showcase.apply_at_every_step(world, people, place, vacancy),
        *referred,
        *current.apply_now(world, people, others),
    ]
    people.keep()
    current.weigh(world, people, applications)
    world.keep([application for _, application in applications])
    world.keep([*referrals, *saved])
    ask_for_another_way(world, applications)
    people.keep_answers()
    interviewing.read_and_rate(world, place, [each for _, each in applications if each.vacancy is vacancy])
    outbox.note_messages(own[0][1])


def _make_findable(opportunity: Opportunity) -> None:
    """Give everything one new revision, so that indexes in memory read it all."""
    note_public_change(opportunity)
    shown_at = sa.func.coalesce(Opportunity.closed_at, Opportunity.first_published_at, Opportunity.created_at)
    db.session.execute(sa.update(Opportunity).values(revision=opportunity.revision, changed_at=shown_at))


def _count(table: type[Base]) -> int:
    return db.session.scalars(sa.select(sa.func.count()).select_from(table)).one()
