"""Journey: somebody looks for work near a place, by the words, the spelling and the transport they have."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.conftest import Person, Site

BLETCHLEY = {"latitude": 51.9927, "longitude": -0.7486}


def homes_near_and_far(site: Site) -> None:
    with site.records() as make:
        employer = make.organisation(name="Larkfield Care")
        make.vacancy(make.workplace(employer, name="Rose Court"), title="Care assistant", reference="V-NEAR22")
        make.vacancy(
            make.workplace(
                employer,
                name="Larkfield House",
                town="Leighton Buzzard",
                postcode="LU7 1AA",
                lat=51.917,
                lon=-0.661,
                lad_code="E06000056",
            ),
            title="Night care worker",
            reference="V-LEIG22",
        )


def test_a_misspelt_town_is_mended_and_said(site: Site, person: Callable[..., Person]) -> None:
    homes_near_and_far(site)
    seeker = person(width=320)

    seeker.visit("/jobs")
    seeker.type("Town or postcode", "Leighton Buzard")
    seeker.select("Within", "2 miles")
    seeker.press("Search")

    seeker.should_see("1 opportunity near Leighton Buzzard", "You typed “Leighton Buzard”", "Night care worker")


def test_one_of_several_places_of_a_name_is_chosen(site: Site, person: Callable[..., Person]) -> None:
    homes_near_and_far(site)
    seeker = person(width=320)

    seeker.visit("/jobs?place=Newport")
    seeker.should_see("These are near Newport, Isle of Wight", "Did you mean")
    seeker.follow("Newport Pagnell, Milton Keynes")

    seeker.should_see("1 opportunity near Newport Pagnell, Milton Keynes")


def test_somebody_without_a_car_says_bus_and_minutes(site: Site, person: Callable[..., Person]) -> None:
    homes_near_and_far(site)
    seeker = person(width=320, javascript=False)

    seeker.visit("/jobs?place=MK3+6EB")
    seeker.should_see("2 opportunities near MK3 6EB")
    seeker.page.get_by_text("How will you get there?").click()
    seeker.select("I will travel", "by bus")
    seeker.select("for at most", "30 minutes")
    seeker.press("Search")

    seeker.should_see("1 opportunity near MK3 6EB", "Care assistant", "We have no timetables.")
    assert not seeker.sees("Night care worker")


def test_near_me_fills_the_place_without_coordinates(site: Site, person: Callable[..., Person]) -> None:
    homes_near_and_far(site)
    seeker = person(width=320)
    asked: list[str] = []
    seeker.page.on("request", lambda request: asked.append(request.url))
    seeker.context.grant_permissions(["geolocation"])
    seeker.context.set_geolocation(BLETCHLEY)

    seeker.visit("/jobs")
    assert not [url for url in asked if "nearest" in url]
    seeker.press("Use where I am now")
    expect(seeker.page.get_by_text("You are in MK3")).to_be_visible()
    seeker.look()
    seeker.press("Search")

    seeker.should_see("near MK3", "Care assistant")
    assert [url.split("?")[1] for url in asked if "nearest" in url] == ["lat=51.99&lon=-0.75"]
    assert "51.9" not in seeker.page.url


def test_near_me_refused_is_fine(site: Site, person: Callable[..., Person]) -> None:
    homes_near_and_far(site)
    seeker = person(width=320)
    seeker.context.clear_permissions()

    seeker.visit("/jobs")
    seeker.press("Use where I am now")

    expect(seeker.page.get_by_text("Your browser did not share where you are")).to_be_visible()
    seeker.type("Town or postcode", "Bletchley")
    seeker.press("Search")
    seeker.should_see("near Bletchley")


def test_the_button_for_near_me_needs_javascript(site: Site, person: Callable[..., Person]) -> None:
    homes_near_and_far(site)
    seeker = person(width=320, javascript=False)

    seeker.visit("/jobs")

    expect(seeker.page.get_by_text("Use where I am now")).to_be_hidden()
