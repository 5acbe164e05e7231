"""Journeys: take the situations without an account and keep them; another way, on paper; a contested answer."""

import re
from collections.abc import Callable

from careers.access import Role
from careers.applications.models import Application
from careers.database import db
from careers.formats.models import FormatRequest
from careers.screening import queries
from careers.screening.queries import Person as Taker
from tests.factories import best_ratings
from tests.journeys.conftest import Person, Site

OFFICER, AMARA, MANAGER = "officer@council.example", "amara@people.example", "manager@larkfield.example"


def answer_page(somebody: Person, rating: str = "4: a good idea") -> None:
    """Give every idea on the page the same rating, and go on."""
    for group in somebody.page.get_by_role("group").all():
        group.get_by_label(rating, exact=True).check()


def answer_all(somebody: Person, press: str = "Save and go on") -> None:
    while re.search(r"/(questions|ratings)/", somebody.page.url):
        answer_page(somebody)
        somebody.press(press)


def test_a_visitor_takes_part_and_keeps_it_by_signing_in(site: Site, person: Callable[..., Person]) -> None:
    visitor = person(width=320)

    visitor.visit("/values?values=cwp_respect")
    visitor.should_see("You need no account.", "No score turns anyone away.")
    visitor.press("Start")
    answer_all(visitor)
    visitor.should_see("You have answered every situation")
    visitor.press("Finish and see your strengths")
    visitor.should_see("Based on your answers to 3 situations.", "What nobody keeps is deleted after 30 days.")
    visitor.press("Keep this: sign in")
    visitor.give_email(AMARA)
    visitor.should_see("Keep what you answered before you signed in?", "Respect")
    visitor.press("Keep my answers")

    visitor.should_see("Kept: Respect", "Based on your answers to 3 situations.")
    visitor.follow("See what led to this for Respect")
    visitor.should_see("What led to this: Respect", "You said 4: a good idea.")


def test_the_situations_work_by_keyboard_alone_and_without_javascript(
    site: Site, person: Callable[..., Person]
) -> None:
    visitor = person(width=320, javascript=False)
    visitor.visit("/values?values=cwp_respect")
    visitor.page.get_by_role("button", name="Start").focus()
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/questions/**")
    first = visitor.page.url
    ideas = visitor.page.get_by_role("group").count()

    visitor.page.keyboard.press("Tab")
    while visitor.page.evaluate("document.activeElement.type") != "radio":
        visitor.page.keyboard.press("Tab")
    for _ in range(ideas):
        visitor.page.keyboard.press("Space")
        visitor.page.keyboard.press("ArrowDown")
        visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.innerText").strip() == "Save and go on"
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url(lambda url: url != first)

    visitor.should_see("Situation 2 of 3")


def test_another_way_is_asked_for_with_one_press_and_completed_on_paper(
    site: Site, person: Callable[..., Person]
) -> None:
    with site.records() as make:
        organisation = make.organisation(name="Larkfield Care")
        make.user(Role.PROVIDER_MANAGER, email=MANAGER, organisation_id=organisation.id)
        home = make.workplace(organisation, name="Rose Court")
        make.vacancy(home, title="Care assistant", reference="V-7KQ3MX", value_keys=["cwp_respect"])
        make.user(Role.OFFICER, email=OFFICER)
        make.candidate(make.user(email=AMARA))
    amara, officer, manager = person(width=320), person(), person()

    amara.sign_in(AMARA)
    amara.visit("/jobs/V-7KQ3MX/apply")
    amara.press("Start, and answer in another way")
    amara.type("Your work and life experience", "I cared for my gran for two years.")
    amara.press("Save and continue")
    amara.type("Why do you want this work?", "I like people and I have time for them.")
    amara.press("Save and continue")
    amara.press("Save and continue")
    amara.press("Send my application")
    amara.visit("/account")
    amara.should_see("Answering in another way", "The council gets in touch by")
    assert "Somebody asked to answer in another way" in site.last_message_to(OFFICER)["subject"]

    officer.sign_in(OFFICER)
    officer.follow("1 person answering in another way")
    officer.follow("Amara Okoye")
    officer.press("Arrange when and how")
    officer.type("When and how?", "at the library on Monday at 10am")
    officer.press("Save and tell the person")
    manager.sign_in(MANAGER)
    manager.visit("/provider/vacancies/V-7KQ3MX/applicants")
    manager.follow("Applicant A-")
    manager.should_see(
        "They asked to answer the situations in another way. Arranged: at the library on Monday at 10am.",
    )
    officer.press("Make the paper form")
    officer.should_see("Situation 3 of 3", "5: a very good idea")
    officer.follow("Back to the request")
    officer.follow("Type in situation 1")
    answer_all(officer)
    officer.should_see("3 of 3 situations are typed in.")
    officer.press("Complete this request")
    officer.should_see("Every situation has its ratings: they count from now on")
    officer.press("Complete, and tell the person")
    officer.should_see("Done on")

    assert "is completed" in site.last_message_to(AMARA)["subject"]
    site.run_task("measure-again")
    manager.visit(manager.page.url)
    manager.should_see("They asked to answer the situations in another way. Done on")
    amara.visit("/account/another-way")
    amara.should_see("Done on")
    amara.visit("/values/profile")
    amara.should_see("Based on your answers to 3 situations.")
    with site.records():
        wish = db.session.query(FormatRequest).one()
        fit = db.session.query(Application).one().fit
        assert fit
        assert "answers to 3 situations" in str(fit)
        assert queries.get_standing(Taker(wish.user_id), ["cwp_respect"]).completed_at.keys() == {"cwp_respect"}


def test_a_contested_answer_is_reviewed_by_a_person(site: Site, person: Callable[..., Person]) -> None:
    with site.records() as make:
        make.user(Role.OFFICER, email=OFFICER)
        user = make.user(email=AMARA)
        make.candidate(user)
        make.answers(user, {each.key: best_ratings(each) for each in queries.list_live_questions(["cwp_respect"])[:3]})
    amara, officer = person(width=320), person()

    amara.sign_in(AMARA)
    amara.visit("/values/profile")
    amara.follow("See what led to this for Respect")
    amara.follow("Say something about this answer to situation 1")
    amara.type("What should people know about this answer?", "At home we always did it so.")
    amara.choose("I would like a person at the council to look at this")
    amara.press("Save")
    amara.should_see("Your note is saved.", "You asked for a person to look at it")

    officer.sign_in(OFFICER)
    officer.follow("1 answer to look at")
    officer.follow("Amara Okoye")
    officer.should_see("At home we always did it so.")
    officer.type("What you found, in words to the person", "We understand, and we will make the situation clearer.")
    officer.press("Save and tell the person")
    officer.should_see("Nobody waits")

    assert "A person has looked" in site.last_message_to(AMARA)["subject"]
    amara.visit("/values/answers/cwp_respect")
    amara.should_see("We understand, and we will make the situation clearer.")
