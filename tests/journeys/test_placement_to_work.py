"""Journey 6: a placement, a referral that the person agrees to, its completion, a job: the count moves."""

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta

import sqlalchemy as sa

from careers import clock
from careers.access import Role
from careers.applications.models import Application, ApplicationStatus, Employment, Source
from careers.candidates.models import Candidate
from careers.database import db
from careers.jobs.models import OpportunityStatus, Vacancy
from careers.placements.models import Booking, BookingStatus, Referral, ReferralStatus
from careers.providers.models import Workplace
from tests.journeys.conftest import Person, Site
from tests.journeys.test_post_and_hire import type_day

MANAGER, ADVISER, SEEKER, BOARD = (
    "manager@larkfield.example",
    "adviser@jobcentre.example",
    "sam@people.example",
    "board@council.example",
)


def an_area_with_history(site: Site) -> None:
    """Make a care home, an adviser, the board, and twelve people who moved from a placement into work."""
    with site.records() as make:
        organisation = make.organisation(name="Larkfield Care")
        home = make.workplace(organisation, name="Rose Court")
        make.user(Role.PROVIDER_MANAGER, email=MANAGER, organisation_id=organisation.id, name="Jo Hart")
        make.user(Role.ADVISER, email=ADVISER, office="Bletchley Jobcentre", name="Ade Bello")
        make.user(Role.BOARD_MEMBER, email=BOARD)
        earlier = make.placement(home, title="Earlier", status=OpportunityStatus.FINISHED, places=20, places_taken=12)
        vacancy = make.vacancy(home, title="Filled", posts=12, posts_filled=12, status=OpportunityStatus.CLOSED)
        day = clock.today()
        for _ in range(12):
            candidate = make.candidate()
            make.booking(
                earlier, candidate, status=BookingStatus.COMPLETED, started_on=day, planned_end_on=day, ended_on=day
            )
            make.employment(day, candidate_id=candidate.id, vacancy_id=vacancy.id)


def list_placement(manager: Person) -> None:
    manager.visit("/provider/placements")
    manager.press("Offer a placement")
    manager.choose("Work experience")
    manager.type("Title", "Try care work for two weeks")
    manager.select("Which job can people try?", "Care worker")
    manager.type("What will people do?", "Join in with activities, help at lunch, and see what a day is like.")
    manager.type("Who is it for?", "Anybody who wonders whether care could be for them.")
    manager.press("Save and continue")
    manager.type("How many weeks?", "2")
    manager.type("Fewest hours a week", "16")
    manager.choose("Days", within="When is it?")
    manager.type("How many places?", "1")
    type_day(manager, "When does it start?", 21)
    type_day(manager, "Closing date", 14)
    manager.choose("18")
    manager.choose("Not needed", within="Driving")
    manager.press("Save and continue")
    manager.press("Publish")


def so_far(board: Person) -> tuple[str, str]:
    """Return, as published, how many people of the newest months started work, and how many ended a placement."""
    answer = board.page.request.get("/board/measures/placement-to-employment.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text())))
    row = next(row for row in rows if row["group"].endswith("later months so far"))
    return row["numerator"], row["denominator"]


def test_a_placement_leads_to_work(site: Site, person: Callable[..., Person]) -> None:
    an_area_with_history(site)
    manager, adviser, seeker, board = person(), person(), person(width=320), person()
    board.sign_in(BOARD)
    board.visit("/board/measures/placement-to-employment")
    before = so_far(board)

    manager.sign_in(MANAGER)
    list_placement(manager)

    adviser.sign_in(ADVISER)
    adviser.press("Refer somebody")
    adviser.type("Words or reference", "try care work")
    adviser.press("Search")
    adviser.press("Choose this…")
    adviser.type("Their first name", "Sam")
    adviser.type("Their last name", "Price")
    adviser.type("Their e-mail address", SEEKER)
    adviser.choose("They have said that I may send them this")
    adviser.press("Send it to them")

    # The link only opens a page; the person's own button agrees.
    link = re.search(r"http://\S+(/referrals/\S+)", site.last_text_to(SEEKER))
    assert link
    seeker.visit(link[1])
    seeker.should_see("Try care work for two weeks", "Larkfield Care", "Bletchley Jobcentre")
    with site.records():
        assert db.session.scalars(sa.select(Referral.status)).one() is ReferralStatus.MADE
        assert db.session.scalar(sa.select(sa.func.count(Booking.id)).where(Booking.referral_id.is_not(None))) == 0
    seeker.choose("Whether I start, and when I finish or leave")
    seeker.choose("What comes of it: whether I get the place or the job, and whether I start paid work")
    seeker.press("I agree")

    # The provider takes the person in; with the only place taken, the placement is full.
    manager.visit("/provider/placements")
    manager.follow("Try care work for two weeks")
    assert not manager.sees("Price")
    with site.records():
        booking = db.session.scalars(sa.select(Booking.reference).where(Booking.referral_id.is_not(None))).one()
    manager.follow(f"{booking}" if manager.page.get_by_role("link", name=booking).count() else "Somebody")
    manager.press("Give them a place")
    manager.press("Give them a place")
    manager.should_see("Sam Price")
    today = clock.today()
    manager.press("They have started")
    manager.type_date("First day", today.day, today.month, today.year)
    manager.press("Confirm that they have started")
    with site.records():  # two weeks go by
        attended = db.session.scalars(sa.select(Booking).where(Booking.reference == booking)).one()
        attended.started_on, attended.planned_end_on = today - timedelta(days=14), today
        db.session.commit()
    manager.press("It has ended")
    manager.choose("They completed it")
    manager.type_date("Last day", today.day, today.month, today.year)
    manager.press("Confirm how it ended")
    manager.should_see("Completed")
    adviser.visit("/adviser")
    adviser.should_see("Sam Price")

    # The person starts a job.
    with site.records() as make:
        candidate = db.session.scalars(sa.select(Candidate).where(Candidate.user.has(email=SEEKER))).one()
        home = db.session.scalars(sa.select(Workplace).where(Workplace.name == "Rose Court")).one()
        job = make.vacancy(home, title="Care assistant", reference="V-FRST22")
        make.application(job, candidate, status=ApplicationStatus.ACCEPTED, identity_shown_at=clock.now())
    manager.visit("/provider/vacancies/V-FRST22/applicants")
    manager.follow("Sam Price")
    manager.press("They have started")
    manager.type_date("First day of work", today.day, today.month, today.year)
    manager.press("Confirm that they have started")
    site.run_task("note-sources")

    with site.records():
        employment = db.session.scalars(sa.select(Employment).order_by(Employment.id.desc())).first()
        assert employment is not None
        assert employment.source in {Source.PLACEMENT, Source.REFERRAL}
        assert db.session.scalar(sa.select(Vacancy.posts_filled).where(Vacancy.reference == "V-FRST22")) == 1
        assert db.session.scalars(sa.select(Application.status)).one() is ApplicationStatus.STARTED
    assert (before, so_far(board)) == (("10", "10"), ("15", "15"))  # 12 and 13 people, to the nearest 5
