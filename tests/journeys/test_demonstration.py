"""The demonstration: one button for each kind of user, each at home in an area that is full of life."""

from collections.abc import Callable

from careers import clock
from careers.database import db
from careers.demo.load import load_demonstration
from tests.journeys.conftest import Person, Site

AT_HOME = {
    "Sign in as a job seeker": ("/account", "Your applications"),
    "Sign in as a care home manager": ("/provider", "What needs you today"),
    "Sign in as a Jobcentre adviser": ("/adviser", "Refer somebody"),
    "Sign in as a council officer": ("/council", "employers to check"),
    "Sign in as a workforce board member": ("/board", "Posts filled"),
    "Sign in as the operator": ("/operations/mail", "Send again"),
}


def test_each_kind_of_user_signs_in_by_one_button(site: Site, person: Callable[..., Person]) -> None:
    with site.records():
        load_demonstration(clock.today(), site.app.config["AREA_CODES"])
        db.session.commit()
    visitor = person()

    for button, (home, words) in AT_HOME.items():
        visitor.visit("/demo")
        visitor.press(button)
        visitor.should_see(words, "This is a demonstration.")
        assert visitor.page.url == site.address + home
        visitor.press("Sign out")

    visitor.visit("/")
    visitor.should_see("235 jobs", "30 apprenticeships", "35 placements")
    visitor.visit("/pathways")
    visitor.visit("/jobs?place=Bletchley")
