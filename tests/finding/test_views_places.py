"""Where somebody is, told by their browser, as the name of a postcode sector."""

import re

import pytest
from flask import Flask

from careers.geo.distance import miles_between
from careers.geo.postcodes import find_postcode, nearest_sector
from tests.client import PageClient
from tests.factories import Factory


def test_nearest_place(app: Flask) -> None:
    response = PageClient(app).get("/places/nearest?lat=51.99&lon=-0.75")

    place = find_postcode(response.json["label"])
    assert place is not None
    assert (place.precision, place.label.split()[0]) == ("sector", "MK3")
    assert miles_between(place.point, (51.99, -0.75)) < 1
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "query",
    ["", "lat=51.99", "lat=north&lon=west", "lat=nan&lon=nan", "lat=inf&lon=0", "lat=48.85&lon=2.35", "lat=1e99&lon=1"],
)
def test_no_place_is_known_there(app: Flask, query: str) -> None:
    response = PageClient(app).get(f"/places/nearest?{query}")

    assert (response.status_code, response.json) == (200, {"label": ""})


def test_finer_degrees_than_a_kilometre_change_nothing(app: Flask) -> None:
    client = PageClient(app)

    assert (
        client.get("/places/nearest?lat=51.9912&lon=-0.7466").json
        == client.get("/places/nearest?lat=51.99&lon=-0.75").json
    )


def test_the_nearest_sector_is_nearer_than_any_other() -> None:
    sector = nearest_sector((52.136, -0.468))

    assert sector is not None
    assert sector.label.startswith("MK40 ")


def test_a_county_is_searched_as_an_area(client: PageClient, make: Factory) -> None:
    make.vacancy(make.workplace(lad_code="E07000197", town="Stafford", lat=52.8, lon=-2.1), title="Cook in Stafford")
    make.vacancy(title="Cook in Bletchley")

    page = client.get("/jobs?place=Staffordshire+County+Council").text

    assert "1 opportunity in Staffordshire council area" in page
    assert "Cook in Bletchley" not in page
    assert "Miles are in a straight line" not in page
    assert "Miles are in a straight line" in client.get("/jobs?place=Bletchley").text


def test_a_town_offers_its_council_and_its_namesakes(client: PageClient, make: Factory) -> None:
    make.vacancy()

    town, many = client.get("/jobs?place=Bedford").text, client.get("/jobs?place=Newport").text

    assert "Search the whole of Bedford council area" in town
    assert "place=Bedford+council+area" in town
    assert "Did you mean" in many
    assert "Newport, Telford and Wrekin" in many


def test_words_for_the_whole_country_drop_the_place_and_say_so(client: PageClient, make: Factory) -> None:
    make.vacancy(make.workplace(lat=55.0, lon=-1.6))

    page = client.get("/jobs?place=England").text

    assert "1 opportunity" in page
    assert "You typed “England”, so we look everywhere" in page


def test_a_journey_shows_minutes_and_says_what_they_rest_on(client: PageClient, make: Factory) -> None:
    start = find_postcode("MK3 6EB")
    assert start is not None
    for miles, title in ((1, "A mile north"), (2, "Two miles north")):  # 69.1 miles are a degree of latitude
        make.vacancy(make.workplace(lat=start.lat + miles / 69.1, lon=start.lon), title=title)

    page = client.get("/jobs?place=MK3+6EB&miles=50&travel=walk&minutes=30").text

    assert "A mile north" in page
    assert "Two miles north" not in page
    assert "about 30 minutes on foot" in page
    assert page.count("We have no timetables") == 1


def test_a_place_among_the_words_is_searched_and_can_be_undone(client: PageClient, make: Factory) -> None:
    make.vacancy(title="Care assistant")
    make.vacancy(make.workplace(town="Stafford", lat=52.8, lon=-2.1), title="Care assistant far away")

    page = client.get("/jobs?q=care+assistant+bletchley").text
    words = client.get("/jobs?q=care+assistant+bletchley&words=1").text

    assert "1 opportunity near Bletchley" in page
    assert 'href="/jobs?q=care+assistant+bletchley&amp;words=1"' in page
    assert "Search for the words instead" not in words


def test_pay_among_the_words_is_searched_said_and_can_be_undone(client: PageClient, make: Factory) -> None:
    make.vacancy(title="Care assistant", pay_min_pence=1400, pay_max_pence=1450)
    make.vacancy(title="Care assistant for less", pay_min_pence=1300, pay_max_pence=1340)

    page = client.get("/jobs?q=care+assistant+%C2%A313.50+an+hour+bletchley").text
    words = client.get("/jobs?q=care+assistant+%C2%A313.50+an+hour&words=1").text

    assert "1 opportunity near Bletchley" in page
    assert "Milton Keynes</strong>, for <strong>£13.50 an hour or more</strong>, as your words say." in page
    assert "Care assistant for less" not in page
    assert "as your words say" not in words


def test_near_me_in_words_asks_for_a_place(client: PageClient, make: Factory) -> None:
    make.vacancy()

    assert "We do not know where you are" in client.get("/jobs?q=carer+near+me").text


def test_a_journey_without_a_place_asks_for_one(client: PageClient, make: Factory) -> None:
    make.vacancy()

    page = client.get("/jobs?travel=bike&minutes=45").text

    assert "we look as far as you get by bike in 45 minutes" in page
    assert "1 opportunity" in page


def test_a_search_that_finds_nothing_advises_only_what_can_help_it(client: PageClient, make: Factory) -> None:
    assert "Nothing is open today" in client.get("/jobs").text
    make.vacancy(make.workplace(lat=52.0426, lon=-0.7486), title="Cook")  # 3.4 miles north of Bletchley

    near = client.get("/jobs?place=Bletchley&miles=1&kind=job").text
    far = client.get("/jobs?place=Penzance&q=cook").text
    area = client.get("/jobs?place=Cornwall").text
    words = client.get("/jobs?q=plumber").text

    assert "Try fewer filters." in near
    assert re.findall(r">(\d+ within \d+ miles?)<", near) == ["1 within 5 miles"]
    assert "Look for this everywhere" not in near
    assert "Try other words." in far
    assert "Nothing like this is open within 50 miles of Penzance" in far
    assert '<a class="govuk-link" href="/jobs?q=cook">Look for this everywhere</a>' in far
    assert not re.search("Try (fewer|other)|Nothing like this|Look for this everywhere", area)
    assert "Try other words." in words
    assert "everywhere" not in words
