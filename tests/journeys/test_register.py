"""An employer registers, the council checks it and its first vacancy, then the public finds it."""

import re
from collections.abc import Callable

from careers.access import Role
from tests.journeys.conftest import Person, Site
from tests.journeys.test_post_and_hire import finish_vacancy, write_vacancy

MANAGER, OFFICER = "manager@larkfield.example", "officer@council.example"


def test_a_new_employer_goes_live_once_the_council_has_looked(site: Site, person: Callable[..., Person]) -> None:
    with site.records() as make:
        make.user(Role.OFFICER, email=OFFICER)
    manager, officer, visitor = person(), person(), person(width=320)

    manager.visit("/provider/register")
    manager.press("Sign in to register")
    manager.give_email(MANAGER)
    manager.type("Name, postcode or CQC location ID", "Anjulita Cort")
    manager.press("Search")
    manager.follow("Anjulita Court")
    assert manager.page.get_by_label("Postcode", exact=True).input_value() == "MK41 7GD"
    manager.type("Your name", "Jo Hart")
    manager.type("Name of the employer", "Larkfield Care")  # no pay is put on a real employer, not even here
    manager.type("Name of the workplace", "Rose Court")
    manager.press("Register this employer")
    manager.visit("/provider")
    write_vacancy(manager, pay="12.90")
    finish_vacancy(manager)
    manager.press("Send it to the council")
    found = re.search(r"V-[A-Z0-9]{6}", manager.page.url)
    assert found
    assert visitor.page.request.get(f"/jobs/{found[0]}").status == 404

    officer.sign_in(OFFICER)
    officer.should_see("1 employer to check", "1 vacancy to look at")
    officer.follow("1 employer to check")
    officer.follow("Larkfield Care")
    officer.press("I have checked this employer")
    officer.visit("/council/vacancies")
    officer.follow("Care assistant, days")
    officer.press("Approve and publish")

    visitor.visit("/jobs?place=Bedford")
    visitor.should_see("Care assistant, days", "Larkfield Care")
    assert "live" in site.last_text_to(MANAGER)
