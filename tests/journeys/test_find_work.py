"""Journey 2: a job seeker finds work."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.conftest import Person, Site


def a_small_market(site: Site) -> None:
    with site.records() as make:
        organisation = make.organisation(name="Larkfield Care")
        home = make.workplace(organisation, name="Rose Court")
        make.vacancy(home, title="Night care assistant", patterns=["nights"], reference="V-NGHT22")
        make.vacancy(home, title="Care assistant", patterns=["days"], reference="V-DAYS22")
        make.vacancy(
            make.workplace(
                organisation, name="Larkfield at Home", town="Bedford", postcode="MK40 1HH", lat=52.136, lon=-0.468
            ),
            title="Cook",
            role_code=26,
            reference="V-FARR22",
        )
        make.placement(home, title="Try care for a week", reference="P-TRYY22")


def test_a_person_finds_work_by_misspelt_words_and_a_misspelt_town(site: Site, person: Callable[..., Person]) -> None:
    a_small_market(site)
    seeker = person()

    seeker.visit("/")
    seeker.type("What kind of work?", "nihgt asistant")
    seeker.type("Town or postcode", "Bletchly")
    seeker.press("Search")

    seeker.should_see("1 opportunity near Bletchley", "Showing results for night assistant", "You typed “Bletchly”")
    seeker.should_see("£12.90 to £13.40 an hour", "You see this because your words are in its title, and it is")
    seeker.follow("Night care assistant")
    seeker.should_see("Larkfield Care", "24 to 30 hours a week, nights", "Apply now", "V-NGHT22")


def test_one_list_holds_jobs_and_placements_and_filters_narrow_it(site: Site, person: Callable[..., Person]) -> None:
    a_small_market(site)
    seeker = person()

    seeker.visit("/jobs?place=Bletchley&miles=5")
    seeker.should_see("3 opportunities near Bletchley", "Try care for a week")
    seeker.choose("Placements and volunteering (1)")
    seeker.press("Apply filters")
    seeker.should_see("1 opportunity near Bletchley")
    expect(seeker.page.get_by_role("link", name="Care assistant", exact=True)).to_have_count(0)
    seeker.follow("Remove filter: Placements and volunteering")

    seeker.should_see("3 opportunities near Bletchley")


def test_nothing_near_offers_what_is_further_away(site: Site, person: Callable[..., Person]) -> None:
    a_small_market(site)
    seeker = person()

    seeker.visit("/jobs?q=cook&place=MK3+6EB&miles=3")

    seeker.should_see("Nothing fits all of this today", "1 within 20 miles")
    seeker.follow("1 within 20 miles")
    seeker.should_see("Cook Larkfield Care · Bedford")


def test_an_unknown_place_says_so_and_offers_near_spellings(site: Site, person: Callable[..., Person]) -> None:
    a_small_market(site)
    seeker = person()

    seeker.visit("/jobs?place=Wolvertonnn+Millz")

    seeker.should_see("We could not find a place called “Wolvertonnn Millz”", "Did you mean", "Wolverton")


def test_on_a_small_phone_without_javascript(site: Site, person: Callable[..., Person]) -> None:
    a_small_market(site)
    seeker = person(width=320, javascript=False)

    seeker.visit("/jobs")
    seeker.page.get_by_text("Filters", exact=True).first.click()
    seeker.choose("Nights (1)")
    seeker.press("Apply filters")

    seeker.should_see("1 opportunity", "Night care assistant")
