"""Journeys 1, 3, 4, 5 and 8: a provider posts, a person applies, both see the fit, one is hired, the board sees it."""

import re
from collections.abc import Callable
from datetime import timedelta

import sqlalchemy as sa

from careers import clock
from careers.access import Role
from careers.applications.models import Application, ApplicationStatus, Employment
from careers.audit.models import AuditEvent
from careers.database import db
from careers.jobs.models import OpportunityStatus, Vacancy
from tests.journeys.conftest import Person, Site

MANAGER, MEMBER, SEEKER, OTHER, BOARD = (
    "manager@larkfield.example",
    "member@larkfield.example",
    "amara@people.example",
    "tom@people.example",
    "board@council.example",
)
VALUE = "cwp_kind_compassionate_empathetic"


def a_care_home(site: Site) -> None:
    with site.records() as make:
        organisation = make.organisation(name="Larkfield Care", slug="larkfield-care")
        make.workplace(organisation, name="Rose Court")
        make.user(Role.PROVIDER_MANAGER, email=MANAGER, organisation_id=organisation.id)
        make.user(Role.BOARD_MEMBER, email=BOARD)


def type_day(person: Person, group: str, days: int) -> None:
    day = clock.today() + timedelta(days=days)
    person.type_date(group, day.day, day.month, day.year)


def write_vacancy(manager: Person, *, pay: str) -> None:
    """Go through the four pages of a new vacancy up to the preview."""
    manager.press("New vacancy")
    manager.type("Job title", "Care assistant, days")
    manager.select("Job role", "Care worker")
    manager.choose("Permanent", within="Contract")
    type_day(manager, "When does the work start?", 30)
    type_day(manager, "Closing date", 20)
    manager.press("Save and continue")
    manager.choose("An hour")
    manager.type("Lowest pay", pay)
    manager.type("Fewest hours a week", "24")
    manager.type("Most hours a week", "30")
    manager.choose("Days", within="When is the work?")
    manager.press("Save and continue")


def finish_vacancy(manager: Person) -> None:
    """Fill in the last two pages."""
    manager.type(
        "What will the person do?", "You will help people who live here with breakfast, a bath and a good day."
    )
    manager.press("Save and continue")
    manager.choose("Kind, compassionate and empathetic")
    manager.choose("Not needed", within="Experience of care work")
    manager.choose("Not needed", within="Driving")
    manager.choose("18")
    manager.choose("No", within="Can you sponsor a visa?")
    manager.press("Save and continue")


def apply(seeker: Person, *, first: str, last: str) -> str:
    """Apply for the vacancy whose advert is open, and return the reference."""
    seeker.press("Apply now")
    seeker.press("Start my application")
    seeker.press("Answer the situations")
    seeker.press("Start")
    while seeker.sees("How good is each of these ideas?"):
        for radio in seeker.page.get_by_role("radio", name="4: a good idea").all():
            radio.check()
        seeker.press("Save and go on")
    seeker.press("Finish and go on")
    seeker.press("Continue")
    seeker.type("First name", first)
    seeker.type("Last name", last)
    seeker.type("Postcode (optional)", "MK3 6EB")
    seeker.press("Save and continue")
    seeker.type("Your work and life experience", f"I am {first} and I cared for my gran for two years.")
    seeker.press("Save and continue")
    seeker.type("Why do you want this work?", "I like people and I have time for them.")
    seeker.press("Save and continue")
    seeker.press("Save and continue")
    seeker.should_see("Check your answers before you send them", "I like people and I have time for them.")
    seeker.press("Send my application")
    found = re.search(r"A-[A-Z0-9]{6}", seeker.page.inner_text("main"))
    assert found, "there is no reference on the confirmation page"
    return found[0]


def test_a_provider_posts_and_pay_below_the_floor_is_refused_with_the_sum(
    site: Site, person: Callable[..., Person]
) -> None:
    a_care_home(site)
    manager = person()
    manager.sign_in(MANAGER)

    write_vacancy(manager, pay="12.00")
    manager.should_see("There is a problem", "£12 an hour", "The legal minimum is £12.71")
    manager.type("Lowest pay", "12.90")
    manager.press("Save and continue")
    finish_vacancy(manager)
    manager.should_see("This is what the public will see", "£12.90 an hour", "24 to 30 hours a week")
    manager.press("Publish this vacancy")
    manager.should_see("Your vacancy is live.")

    manager.follow("See it as the public does")
    manager.should_see("Care assistant, days", "Larkfield Care", "Kind, compassionate and empathetic")


def test_a_person_applies_is_hired_and_the_board_sees_it(site: Site, person: Callable[..., Person]) -> None:
    a_care_home(site)
    with site.records() as make:
        filled = make.vacancy(title="Filled", posts=12, posts_filled=12, status=OpportunityStatus.CLOSED)
        for _ in range(12):
            make.employment(clock.today(), vacancy_id=filled.id)
    manager, seeker, other, board = person(), person(width=320), person(), person()
    manager.sign_in(MANAGER)
    write_vacancy(manager, pay="12.90")
    finish_vacancy(manager)
    manager.press("Publish this vacancy")
    found = re.search(r"V-[A-Z0-9]{6}", manager.page.url)
    assert found
    vacancy = found[0]

    # Two people apply, on a small phone and on a wide screen.
    seeker.visit("/jobs?q=care+asistant&place=MK3+6EB")
    seeker.follow("Care assistant, days")
    seeker.press("Apply now")
    seeker.give_email(SEEKER)
    seeker.visit(f"/jobs/{vacancy}")
    reference = apply(seeker, first="Amara", last="Okoye")
    seeker.should_see("Larkfield Care has until", "we write to you either way")
    assert reference in site.last_text_to(SEEKER)
    other.sign_in(OTHER)
    other.visit(f"/jobs/{vacancy}")
    apply(other, first="Tom", last="Bell")

    # The person sees the fit, and its parts add up to what is shown.
    seeker.visit(f"/account/applications/{reference}")
    candidate_sum = shown_points(seeker)
    seeker.should_see("The employer sees the same points")

    # The manager sees no name until the interview.
    manager.visit(f"/provider/vacancies/{vacancy}/applicants")
    assert not manager.sees("Okoye")
    manager.follow(f"Applicant {reference}")
    assert not manager.sees("Amara")
    manager.choose("3: One clear example from work or life")
    manager.press("Save my rating")
    assert not manager.sees("Amara")
    assert shown_points(manager) == candidate_sum
    manager.press("Put on the shortlist")
    manager.press("Put on the shortlist")
    manager.press("Invite to an interview")
    type_day(manager, "Day of the interview", 3)
    manager.type("Time", "2:30pm")
    manager.type("Place", "Rose Court, ask for Jo")
    manager.press("Send the invitation")
    manager.should_see("Amara Okoye", SEEKER)
    assert "You are invited to an interview" in site.last_text_to(SEEKER)
    seeker.visit(f"/account/applications/{reference}")
    seeker.should_see("2:30pm", "Rose Court, ask for Jo")
    manager.press("Offer the job")
    manager.press("Offer the job")

    seeker.visit(f"/account/applications/{reference}")
    seeker.press("Accept the offer")
    seeker.press("Accept the offer")

    manager.page.reload()
    manager.press("They have started")
    today = clock.today()
    manager.type_date("First day of work", today.day, today.month, today.year)
    manager.press("Confirm that they have started")

    # The post is filled, the vacancy closed itself, the other applicant was told.
    with site.records():
        job = db.session.scalars(sa.select(Vacancy).where(Vacancy.reference == vacancy)).one()
        statuses = set(db.session.scalars(sa.select(Application.status)))
        looks = db.session.scalar(sa.select(sa.func.count()).where(AuditEvent.action.like("%.looked")))
        assert (job.posts_filled, job.status) == (1, OpportunityStatus.CLOSED)
        assert statuses == {ApplicationStatus.STARTED, ApplicationStatus.NOT_SUCCESSFUL}
        assert db.session.scalar(sa.select(sa.func.count(Employment.id))) == 13
        assert looks
    assert "filled" in site.last_text_to(OTHER)
    seeker.visit(f"/jobs/{vacancy}")
    seeker.should_see("This advert is closed")

    # The board had 12 filled posts this month, shown as 10; now it has 13, shown as 15.
    board.sign_in(BOARD)
    board.visit("/board")
    board.should_see("15")
    seeker.visit("/account/sharing")
    seeker.should_see("Larkfield Care")


def shown_points(person: Person) -> int:
    """Assert that the parts of the fit add up to its sections and those to the total; return the total."""
    text = " ".join(person.page.inner_text("main").split())
    total = re.search(r"(?:suits you|Fit): (\d+) of (\d+) points", text)
    assert total, text
    sections = person.page.locator(".fit").all()
    assert len(sections) == 2
    in_sections = 0
    for section in sections:
        numbers = [int(found) for found in re.findall(r"(\d+) of \d+", section.inner_text())]
        heading, *parts, whole = numbers
        assert heading == whole == sum(parts), section.inner_text()
        in_sections += whole
    assert in_sections == int(total[1])
    return in_sections
