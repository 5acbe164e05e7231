"""A person asks to answer in another way, says what would suit, writes, and sees where it stands."""

import pytest
from sqlalchemy import select

from careers.access import Role
from careers.accounts.models import User
from careers.database import db
from careers.formats import queries
from careers.formats.models import FormatRequest, FormatStatus, Way
from tests.client import PageClient
from tests.factories import Factory


@pytest.fixture
def amara(make: Factory) -> User:
    return make.user(email="amara@example.com")


def test_ask_for_format_is_one_press_on_the_page_before_the_situations(client: PageClient, amara: User) -> None:
    start = client.sign_in(amara).get("/values?values=cwp_respect")
    page = client.follow(client.post("/values/another-way?values=cwp_respect"))

    assert 'action="/values/another-way?values=cwp_respect"' in start.text
    assert "Answer in another way instead" in start.text
    assert "The council gets in touch by Tuesday 1 December 2026." in page.text
    assert queries.get_open(amara.id).value_keys == ["cwp_respect"]


def test_opening_the_page_asks_for_nothing(client: PageClient, amara: User) -> None:
    client.sign_in(amara).get("/values/another-way")
    client.get("/account/another-way")

    assert db.session.scalars(select(FormatRequest)).all() == []


def test_a_visitor_signs_in_first_and_then_presses(client: PageClient) -> None:
    start = client.get("/values")
    asked = client.get("/values/another-way?values=cwp_respect")

    assert 'href="/values/another-way"' in start.text
    assert asked.location == "/sign-in?next=/values/another-way?values%3Dcwp_respect"


def test_an_employer_is_offered_no_other_way(client: PageClient, make: Factory) -> None:
    client.sign_in(make.user(Role.PROVIDER_MEMBER))

    assert "/values/another-way" not in client.get("/values").text
    assert client.post("/values/another-way").status_code == 403


def test_show_format_keeps_what_would_suit_and_where_to_reach_the_person(client: PageClient, amara: User) -> None:
    client.sign_in(amara).post("/values/another-way?return_to=/jobs/V-1/apply/questions")

    page = client.follow(client.post("/account/another-way", {"way": "phone", "contact": "After 6pm"}))

    wish = queries.get_open(amara.id)
    assert (wish.way, wish.contact) == (Way.PHONE, "After 6pm")
    assert 'value="After 6pm"' in page.text
    assert 'value="phone" checked' in page.text


def test_show_format_leads_back_to_the_application_it_was_asked_from(client: PageClient, amara: User) -> None:
    page = client.sign_in(amara).follow(client.post("/values/another-way?return_to=/jobs/V-1/apply/questions"))

    assert 'href="/jobs/V-1/apply/questions"' in page.text


def test_withdraw_format_takes_it_back_and_it_can_be_asked_again(client: PageClient, amara: User) -> None:
    client.sign_in(amara).post("/values/another-way")

    asked = client.get("/account/another-way/withdraw")
    page = client.follow(client.post("/account/another-way/withdraw"))

    assert "Take back your request to answer in another way?" in asked.text
    assert "Taken back on Tuesday 24 November 2026." in page.text
    assert queries.find_open(amara.id) is None
    client.post("/values/another-way")
    assert queries.find_open(amara.id) is not None


def test_write_answer_a_value_at_a_time_and_send_written(client: PageClient, amara: User) -> None:
    client.sign_in(amara).post("/values/another-way?values=cwp_respect&values=cwp_whole_person")

    empty = client.get("/values/in-writing")
    written = client.follow(client.post("/values/in-writing/cwp_respect", {"text": "I knocked <b>and</b> waited."}))
    again = client.get("/values/in-writing/cwp_respect")
    sent = client.follow(client.post("/values/in-writing"))

    assert "Nothing yet" in empty.text
    assert "Send my answers" not in empty.text
    assert "You have written about 1 of 2." in written.text
    assert "I knocked &lt;b&gt;and&lt;/b&gt; waited." in again.text
    assert "Done on Tuesday 24 November 2026." in sent.text
    assert "I knocked &lt;b&gt;and&lt;/b&gt; waited." in sent.text
    assert client.post("/values/in-writing/cwp_respect", {"text": "Later"}).status_code == 404


def test_nobody_reads_or_changes_another_persons_request(client: PageClient, make: Factory, amara: User) -> None:
    wish = make.format_request(amara)
    client.sign_in(make.user())

    page = client.get("/account/another-way").text
    client.post("/account/another-way/withdraw")
    client.post("/account/another-way", {"contact": "me"})

    assert "You have not asked for another way" in page
    assert client.post("/values/in-writing/cwp_respect", {"text": "x"}).status_code == 404
    assert (wish.status, wish.contact) == (FormatStatus.ASKED, "")


def test_the_account_shows_how_it_stands(client: PageClient, make: Factory, amara: User) -> None:
    make.format_request(amara, arranged_for="a phone call on Monday at 10am")

    page = client.sign_in(amara).get("/account").text

    assert "Answering in another way</h2>" in page
    assert "Arranged: a phone call on Monday at 10am." in page
