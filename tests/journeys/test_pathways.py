"""Journey 7: the map shows the way, and what is open on it now."""

from collections.abc import Callable

from tests.journeys.conftest import Person, Site


def test_a_person_follows_the_map_to_what_is_open_near_them(site: Site, person: Callable[..., Person]) -> None:
    with site.records() as make:
        home = make.workplace(name="Rose Court")
        make.vacancy(home, title="Registered manager", role_code=4)
        make.vacancy(
            make.workplace(town="Bedford", postcode="MK40 1HH", lat=52.136, lon=-0.468),
            title="Registered manager in Bedford",
            role_code=4,
        )
    seeker = person()

    seeker.visit("/")
    seeker.follow("See where care can take you")
    seeker.type("Town or postcode", "Bletchley")
    seeker.press("Count jobs near there")
    seeker.should_see("Volunteer", "Director of adult social services", "Deputy manager")
    seeker.follow("Registered manager")

    seeker.should_see("Open now", "1", "What you usually need", "Where it can lead", "Where people come from")
    seeker.press("See what is open")
    seeker.should_see("1 opportunity near Bletchley", "Registered manager")


def test_the_map_is_a_list_on_a_small_phone_without_javascript(site: Site, person: Callable[..., Person]) -> None:
    seeker = person(width=320, javascript=False)

    seeker.visit("/pathways")
    seeker.follow("Senior care worker")

    seeker.should_see("Senior care worker", "None open now")
