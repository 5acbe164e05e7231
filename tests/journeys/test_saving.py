"""Journey: keep what looks right, and what a closed advert leads to."""

from collections.abc import Callable

from careers import clock
from careers.database import db
from careers.jobs.models import OpportunityStatus, Vacancy
from tests.journeys.conftest import Person, Site


def night_work(site: Site) -> None:
    with site.records() as make:
        home = make.workplace(make.organisation(name="Larkfield Care"), name="Rose Court")
        make.vacancy(home, title="Night care assistant", patterns=["nights"], reference="V-NGHT22")
        make.vacancy(home, title="Day care assistant", patterns=["days"], reference="V-DAYS22")
        near = make.workplace(make.organisation(name="Maple House"), name="Maple House", lat=52.02, lon=-0.7486)
        make.vacancy(near, title="Waking night carer", patterns=["nights"], reference="V-WAKE22")


def test_on_a_phone_without_javascript_night_work_is_found_near_by_and_kept(
    site: Site, person: Callable[..., Person]
) -> None:
    night_work(site)
    seeker = person(width=320, javascript=False)

    seeker.visit("/jobs?place=MK3+6EB&miles=2")
    seeker.page.get_by_text("Filters", exact=True).first.click()
    seeker.choose("Nights (2)")
    seeker.press("Apply filters")
    seeker.should_see("2 opportunities near MK3 6EB", "about 2 miles")
    seeker.follow("Night care assistant")
    seeker.page.get_by_role("button", name="Save for later").click()
    seeker.give_email("amara@example.com")
    seeker.should_see("Save this for later", "Night care assistant, Larkfield Care")
    seeker.type("Your note (optional)", "Ask about the bus home")
    seeker.press("Save for later")
    seeker.should_see("Saved. You find it under “Saved for later”", "Take off my saved list")
    seeker.visit("/account")
    seeker.follow("Everything you saved (1)")

    seeker.should_see("Night care assistant", "Your note: Ask about the bus home", "Stop reminders")


def test_a_closed_advert_shows_what_is_like_it(site: Site, person: Callable[..., Person]) -> None:
    night_work(site)
    with site.records():
        vacancy = db.session.query(Vacancy).filter_by(reference="V-NGHT22").one()
        vacancy.status, vacancy.closed_at = OpportunityStatus.CLOSED, clock.now()
        db.session.commit()
    seeker = person(width=320)

    seeker.visit("/jobs/V-NGHT22")
    seeker.should_see("This advert is closed. You can no longer apply for it.", "More like this")
    seeker.follow("Waking night carer")

    seeker.should_see("Maple House, Bletchley", "Apply now")


def test_saved_jobs_are_compared_noted_and_taken_off(site: Site, person: Callable[..., Person]) -> None:
    night_work(site)
    seeker = person(width=320)
    seeker.sign_in("amara@example.com")
    for reference in ("V-NGHT22", "V-WAKE22"):
        seeker.visit(f"/jobs/{reference}")
        seeker.press("Save for later")
        seeker.should_see("Take off my saved list")

    seeker.visit("/account/saved")
    seeker.choose("Compare Night care assistant, Larkfield Care")
    seeker.choose("Compare Waking night carer, Maple House")
    seeker.press("Compare side by side")
    seeker.should_see("They differ in: employer.", "See Waking night carer")
    seeker.visit("/account/saved")
    seeker.press("Take off Waking night carer, Maple House")
    seeker.should_see("You took off “Waking night carer”, Maple House.")
    seeker.press("Undo taking off Waking night carer")

    seeker.should_see("It is on your list again")


def test_a_device_remembers_what_was_seen_until_it_is_cleared(site: Site, person: Callable[..., Person]) -> None:
    night_work(site)
    seeker = person(width=320)

    seeker.visit("/jobs?q=night&place=Bletchley&miles=5")
    for reference in ("V-NGHT22", "V-WAKE22"):
        seeker.visit(f"/jobs/{reference}")
    seeker.visit("/jobs")
    seeker.should_see("Your recent searches on this device", "night near Bletchley", "Seen on this device")
    seeker.choose("Compare Night care assistant, Larkfield Care")
    seeker.choose("Compare Waking night carer, Maple House")
    seeker.press("Compare side by side")
    seeker.should_see("They differ in: employer.")
    seeker.visit("/jobs")
    seeker.press("Clear what was seen")
    seeker.press("Clear recent searches")
    seeker.visit("/jobs")

    assert not seeker.sees("Seen on this device")
    assert not seeker.sees("Your recent searches")


def test_an_advert_is_printed_from_its_page(site: Site, person: Callable[..., Person]) -> None:
    night_work(site)
    seeker = person(width=320)

    seeker.visit("/jobs/V-NGHT22")
    seeker.page.evaluate("window.print = () => { window.isPrinted = true }")
    seeker.page.get_by_text("Share this job").click()
    seeker.press("Print this page")

    assert seeker.page.evaluate("window.isPrinted")
