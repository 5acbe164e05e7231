"""Ask for an alert from a search: with an account, and without one."""

import re

import sqlalchemy as sa

from careers import clock
from careers.access import Role
from careers.alerts.models import Alert, AlertStatus, Frequency
from careers.database import db
from careers.mail.models import OutboxMessage
from tests.alerts.conftest import Links
from tests.client import PageClient
from tests.factories import Factory

SEARCH = "/alerts/new?q=night+care+assistant&place=Bletchley&miles=3&pattern=nights"
CHOICES = {"name": "Nights near home", "frequency": "weekly"}


def the_alert() -> Alert:
    return db.session.scalars(sa.select(Alert)).one()


def test_the_page_shows_the_search_and_offers_a_name(client: PageClient) -> None:
    page = client.get(SEARCH)

    assert "Within 3 miles of Bletchley" in page.text
    assert "“night care assistant”" in page.text
    assert 'value="Night care assistant near Bletchley"' in page.text
    assert "Your e-mail address" in page.text
    assert re.search(r"Filters\s*</dt>\s*<dd[^>]*>\s*Nights", page.text)
    assert "As soon as we find something, at most once a day" in page.text
    assert "Each morning, if there is something new" in page.text
    assert "Once a week, if there is something new" in page.text


def test_a_candidate_gets_it_at_once(client: PageClient, make: Factory) -> None:
    client.sign_in(make.user(email="amara@example.com"))

    asked = client.get(SEARCH)
    done = client.follow(client.post(SEARCH, CHOICES))

    alert = the_alert()
    assert "Your e-mail address" not in asked.text
    assert "We write to amara@example.com" in asked.text
    assert "Your alert is on" in done.text
    assert (alert.status, alert.name, alert.frequency) == (AlertStatus.ON, "Nights near home", Frequency.WEEKLY)
    assert alert.search == "q=night+care+assistant&place=Bletchley&miles=3&pattern=nights"


def test_the_same_search_again_says_so_on_the_form(client: PageClient, make: Factory) -> None:
    client.sign_in(make.user())
    client.post(SEARCH, CHOICES)

    again = client.post(SEARCH + "&sort=newest&page=2", CHOICES)

    assert "You already have an alert for this search. It is called “Nights near home”." in again.text


def test_whoever_is_asked_hears_the_same_words(client: PageClient, make: Factory) -> None:
    make.user(email="known@example.com")
    make.alert("refusing@example.com").address.refused_at = clock.now()
    db.session.commit()
    pages = []
    for email in ("known@example.com", "new@example.com", "new@example.com", "refusing@example.com"):
        answer = client.post(SEARCH, CHOICES | {"email": email})
        pages.append(client.follow(answer).text.partition("<main")[2])

    assert len(set(pages)) == 1
    assert "new@example.com" not in pages[0]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(OutboxMessage)) == 2


def test_the_link_opens_a_page_and_only_its_button_confirms(client: PageClient, links: Links) -> None:
    client.post(SEARCH, CHOICES | {"email": "Amara@example.com"})
    message = db.session.scalars(sa.select(OutboxMessage)).one()
    path = re.search(r"http://127.0.0.1:5000(/alerts/\S+)", message.text or "")
    assert path

    page = client.get(path[1])
    status_before = the_alert().status
    done = client.follow(client.post(f"{path[1]}/on"))

    assert path[1] == links.to(the_alert())
    assert "Yes, send me these e-mails" in page.text
    assert status_before is AlertStatus.WAITING
    assert the_alert().status is AlertStatus.ON
    assert "Your alert is on" in done.text


def test_an_employer_gives_an_address_like_anybody(client: PageClient, make: Factory) -> None:
    client.sign_in(make.user(Role.BOARD_MEMBER))

    assert "Your e-mail address" in client.get(SEARCH).text


def test_what_is_missing_is_said(client: PageClient) -> None:
    page = client.post(SEARCH, {"name": "", "frequency": "hourly", "email": "nobody"})

    assert "Enter a name for the alert" in page.text
    assert "Enter an e-mail address like name@example.com" in page.text


def test_a_place_nobody_knows_is_refused(client: PageClient) -> None:
    page = client.get("/alerts/new?place=Xqzzy")

    assert page.status_code == 409
    assert "We could not find a place called “Xqzzy”" in page.text


def test_any_search_at_all_answers(client: PageClient) -> None:
    for search in ("", "?q=%00%ff&role=999999&pay_min=1e9&miles=x", "?q=" + "a" * 5000, "?kind=job&kind=nothing"):
        assert client.get("/alerts/new" + search).status_code == 200


def test_it_looks_for_what_the_search_page_took_the_words_for(client: PageClient, make: Factory) -> None:
    make.vacancy(make.workplace(make.organisation()), title="Night care assistant")
    client.sign_in(make.user())

    page = client.get("/alerts/new?q=nigth+asistant+in+Bletchley")
    client.post("/alerts/new?q=nigth+asistant+in+Bletchley", CHOICES)

    assert "“night assistant”" in page.text
    assert "Within 10 miles of Bletchley" in page.text
    assert "You typed “nigth asistant”" in page.text
    assert the_alert().search == "q=night+assistant&place=Bletchley&miles=10"


def test_whoever_means_what_they_typed_says_so(client: PageClient, make: Factory) -> None:
    make.vacancy(make.workplace(make.organisation()), title="Night care assistant")
    client.sign_in(make.user())

    page = client.get("/alerts/new?q=nigth")
    exactly = re.search(r'href="(/alerts/new\?[^"]*)"', page.text)
    assert exactly
    client.post(exactly[1].replace("&amp;", "&"), CHOICES)

    assert the_alert().search == "q=nigth"


def test_words_for_the_whole_country_are_no_place(client: PageClient, make: Factory) -> None:
    client.sign_in(make.user())

    page = client.get("/alerts/new?q=cook&place=England")
    client.post("/alerts/new?q=cook&place=England", CHOICES)

    assert "Everywhere" in page.text
    assert the_alert().search == "q=cook"


def test_words_that_no_advert_has_all_of_are_waited_for(client: PageClient, make: Factory) -> None:
    make.vacancy(make.workplace(make.organisation()), title="Night care assistant")

    page = client.get("/alerts/new?q=night+llama")

    assert "No advert has all of these words today. We write when one has." in page.text
