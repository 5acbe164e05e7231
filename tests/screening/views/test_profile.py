"""The page of a person's own strengths, and taking situations again."""

import re

from tests.client import PageClient
from tests.factories import Factory
from tests.screening.views.pages import RESPECT, asked_of, full, page_of, text_of


def test_show_profile_says_each_strength_and_what_it_rests_on(client: PageClient, make: Factory) -> None:
    user = make.user()
    asked = asked_of(user)
    client.sign_in(user)
    for question in asked[:2]:
        client.post(page_of(question), full(question))

    page = text_of(client.get("/values/profile").text)

    assert "A clear strength Based on your answers to 2 situations, not finished yet." in page
    assert "written by the service, not yet rated by experts" in page
    assert "19 situations are left to answer." in page
    assert not re.search(r"\d\.\d", page.split("Where our data comes from")[0].split("Open Government")[0])


def test_show_profile_names_behaviours_only_when_the_value_is_finished(client: PageClient, make: Factory) -> None:
    user = make.user()
    asked = asked_of(user)
    client.sign_in(user)
    for question in asked:
        client.post(page_of(question), full(question))
    assert "knocks and waits" not in client.get("/values/profile").text

    client.post(f"/values/finish?{RESPECT}")

    assert "knocks and waits" in client.get("/values/profile").text


def test_show_profile_without_answers_says_where_to_begin(client: PageClient, make: Factory) -> None:
    page = client.sign_in(make.user()).get("/values/profile").text

    assert "Nothing to show yet" in page
    assert 'href="/values"' in page
