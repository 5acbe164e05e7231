"""The public's pages: the search, adverts, employers, what is saved."""

import json
import re
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from flask import Flask
from lxml import html

from careers.database import db
from careers.jobs.models import OpportunityStatus
from careers.reference.choices import Need
from careers.screening.queries import list_live_questions
from tests.client import PageClient
from tests.connections import counted
from tests.factories import Factory, best_ratings


def test_a_search_page_asks_the_database_nothing_but_the_revision_however_much_there_is(
    client: PageClient, make: Factory
) -> None:
    workplace = make.workplace()
    for _ in range(25):
        make.vacancy(workplace)
    client.get("/jobs")
    db.session.rollback()

    with counted() as asked:
        client.get("/jobs?q=care&place=Bletchley")

    selects = [statement for statement in asked if statement.lstrip().upper().startswith("SELECT")]
    assert selects == []  # the question for the revision goes past what counts here


def test_a_reference_in_the_search_opens_its_advert_open_or_closed(client: PageClient, make: Factory) -> None:
    make.vacancy(reference="V-7KQ3MX")
    make.placement(reference="P-8WT4NZ", status=OpportunityStatus.CLOSED)
    make.vacancy(reference="V-9DDDDD", status=OpportunityStatus.DRAFT, first_published_at=None)
    client.get("/jobs")
    db.session.rollback()

    with counted() as asked:
        job = client.get("/jobs?q=v-7kq3mx&place=Leeds&miles=1")
    selects = [statement for statement in asked if statement.lstrip().upper().startswith("SELECT")]
    placement, draft, none = (client.get(f"/jobs?q={typed}") for typed in ("P8WT4NZ", "V-9DDDDD", "V-222222"))

    assert (job.status_code, job.location) == (302, "/jobs/V-7KQ3MX")
    assert len(selects) == 1
    assert (placement.status_code, placement.location) == (302, "/placements/P-8WT4NZ")
    assert (draft.status_code, none.status_code) == (200, 200)
    assert "Nothing found yet" in draft.text


def test_odd_and_hostile_addresses_are_answered(client: PageClient, make: Factory) -> None:
    make.vacancy()

    odd = ["q=%00%00", "q=" + "x" * 5000, "place=%F0%9F%8F%A0", "page=99999999999", "role=" + "9" * 40, "q=%25%27%22"]
    for query in odd:
        assert client.get(f"/jobs?{query}").status_code == 200


def test_a_closed_advert_says_so_and_asks_not_to_be_listed(client: PageClient, make: Factory) -> None:
    live, closed = make.vacancy(), make.vacancy(status=OpportunityStatus.CLOSED)

    open_page = client.get(f"/jobs/{live.reference}").text
    closed_page = client.get(f"/jobs/{closed.reference}/a-title-of-old").text

    assert "application/ld+json" in open_page
    assert "Apply now" in open_page
    assert "This advert is closed" in closed_page
    assert 'content="noindex"' in closed_page
    assert "application/ld+json" not in closed_page
    assert "Apply now" not in closed_page


def test_a_draft_is_as_if_it_were_not_there(client: PageClient, make: Factory) -> None:
    draft = make.vacancy(status=OpportunityStatus.DRAFT, first_published_at=None)

    assert client.get(f"/jobs/{draft.reference}").status_code == 404


def test_a_candidate_saves_and_takes_off(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy(title="Cook")
    client.sign_in(make.user())

    client.post(f"/jobs/{vacancy.reference}/save")
    saved = client.get("/account/saved").text
    client.post(f"/jobs/{vacancy.reference}/save", {"saved": "no"})

    assert "Cook" in saved
    assert "You have saved nothing that is still open" in client.get("/account/saved").text


def test_an_employers_page_lists_what_it_has_open(client: PageClient, make: Factory) -> None:
    organisation = make.organisation(name="Larkfield Care", slug="larkfield-care")
    make.vacancy(make.workplace(organisation), title="Cook")
    make.vacancy(title="Somebody else's")

    page = client.get("/employers/larkfield-care").text

    assert "Cook" in page
    assert "Somebody else" not in page


def test_the_posting_data_says_what_the_page_says(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy(make.workplace(town="Bletchley", postcode="MK3 6EB"), title="Care assistant")

    page = client.get(f"/jobs/{vacancy.reference}")

    posting = posting_in(page.text)
    assert posting["title"] == "Care assistant"
    assert posting["validThrough"] == "2026-12-15T23:59:59+00:00"
    assert posting["datePosted"] == "2026-11-24"
    assert posting["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "minValue": 12.9,
        "maxValue": 13.4,
        "unitText": "HOUR",
    }
    visible = [
        "Care assistant",
        "£12.90 to £13.40 an hour",
        "Tuesday 15 December 2026",
        "MK3\u00a06EB",
        vacancy.reference,
    ]
    for shown in visible:
        assert shown in page.text


def posting_in(html: str) -> Any:
    found = re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_an_advert_leads_back_to_the_search_that_found_it(client: PageClient, make: Factory) -> None:
    advert = make.vacancy()

    found = client.get(f"/jobs/{advert.reference}", headers={"Referer": "http://localhost/jobs?q=care&place=Wolverton"})
    elsewhere = client.get(f"/jobs/{advert.reference}", headers={"Referer": "http://localhost/pathways?place=Luton"})

    assert 'href="/jobs?q=care&amp;place=Wolverton"' in found.text
    assert re.search(r'href="/jobs"[^>]*>\s*Back to the search', elsewhere.text)


def test_an_advert_says_that_names_are_hidden_only_where_they_are(client: PageClient, make: Factory) -> None:
    advert = make.vacancy()
    hidden = client.get(f"/jobs/{advert.reference}")
    advert.organisation.hides_identity = False
    db.session.commit()

    shown = client.get(f"/jobs/{advert.reference}")

    assert "They do not see your name until they invite you" in hidden.text
    assert "They do not see your name" not in shown.text


def test_an_advert_that_was_taken_down_is_gone(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy(status=OpportunityStatus.WITHDRAWN)
    placement = make.placement(status=OpportunityStatus.WITHDRAWN)

    for path in (f"/jobs/{vacancy.reference}", f"/placements/{placement.reference}"):
        answer = client.get(path)
        assert answer.status_code == 410
        assert "This advert has gone" in answer.text


def test_a_candidate_keeps_an_advert_from_the_list_and_stays_there(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy(title="Cook")
    client.sign_in(make.user())
    before = client.get("/jobs?q=cook").text

    answer = client.post(f"/jobs/{vacancy.reference}/save", {"saved": "yes", "back": "/jobs?q=cook"})
    after = client.follow(answer).text
    elsewhere = client.post(f"/jobs/{vacancy.reference}/save", {"saved": "no", "back": "https://example.org/"})

    assert "Save for later" in before
    assert answer.location == f"/jobs?q=cook#{vacancy.reference}"
    assert "Saved. Take it off my list" in after
    assert elsewhere.location == f"/jobs/{vacancy.reference}"


def test_strangers_and_managers_keep_no_list(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy()

    as_stranger = client.get("/jobs").text
    as_manager = client.sign_in(make.manager(vacancy.organisation)).get("/jobs").text

    assert "Save for later" not in as_stranger + as_manager


def test_a_candidate_who_answered_situations_can_order_by_what_suits(client: PageClient, make: Factory) -> None:
    make.vacancy(title="Night carer", patterns=["nights"])
    make.vacancy(title="Day carer", patterns=["days"])
    candidate = make.candidate(patterns=["nights"])
    without_answers = client.sign_in(candidate.user).get("/jobs?sort=fit").text
    make.answers(candidate.user, {question.key: best_ratings(question) for question in list_live_questions()})

    page = client.get("/jobs?sort=fit").text

    assert "Suits you best" not in without_answers
    assert '<option value="fit" selected>Suits you best' in page
    assert page.index("Night carer") < page.index("Day carer")
    assert "Why it suits you: You chose nights." in page


def test_each_filter_that_is_on_is_named_and_a_link_takes_it_off(client: PageClient, make: Factory) -> None:
    make.vacancy()

    page = html.fromstring(client.get("/jobs?q=care&kind=job&no_driving=1&pay_min=12&page=1").text)

    chips = {chip.text_content(): chip.get("href") for chip in page.xpath("//a[@class='chip']")}
    assert chips == {
        "Remove filter: Jobs ×": "/jobs?q=care&pay_min=12&no_driving=1",
        "Remove filter: No driving needed ×": "/jobs?q=care&kind=job&pay_min=12",
        "Remove filter: £12 an hour or more ×": "/jobs?q=care&kind=job&no_driving=1",
    }
    assert page.xpath("//*[contains(text(), '(3 chosen)')]")


@pytest.mark.parametrize(
    ("address", "is_listed"),
    [
        ("/jobs", True),
        ("/jobs?place=Bletchley", True),
        ("/jobs?q=care", False),
        ("/jobs?place=Penzance", False),
        ("/jobs?kind=job", False),
    ],
)
def test_search_engines_list_places_with_work_and_no_words_or_filters(
    client: PageClient, make: Factory, address: str, is_listed: bool
) -> None:
    make.vacancy(make.workplace(town="Bletchley", postcode="MK3 6EB"))

    page = client.get(address).text

    assert ('<meta name="robots" content="noindex, follow">' not in page) is is_listed


def test_the_pages_of_a_list_lead_to_each_other_and_keep_the_search(client: PageClient, make: Factory) -> None:
    workplace = make.workplace()
    for _ in range(45):
        make.vacancy(workplace)

    page = html.fromstring(client.get("/jobs?kind=job&page=2").text)

    links = page.xpath("//nav[contains(@class, 'pagination')]//a/@href")
    assert links == [f"/jobs?kind=job&page={number}" for number in (1, 1, 2, 3, 3)]
    assert page.xpath("//nav[contains(@class, 'pagination')]//a[@aria-current='page']/text()") == ["2"]


def test_an_alert_is_offered_for_the_search_in_hand(client: PageClient, make: Factory) -> None:
    make.vacancy()

    page = client.get("/jobs?q=care&place=Bletchley&sort=pay&page=1").text

    assert 'href="/alerts/new?q=care&amp;place=Bletchley&amp;miles=10"' in page


def test_a_list_of_many_says_where_its_order_is_explained(client: PageClient, make: Factory) -> None:
    make.vacancy()
    one = client.get("/jobs").text
    make.vacancy()

    assert 'href="/help/search">How is this ordered?</a>' in client.get("/jobs").text
    assert "How is this ordered?" not in one


def test_words_to_be_taken_as_typed_stay_so_wherever_a_search_leads(client: PageClient, make: Factory) -> None:
    workplace = make.workplace()
    for _ in range(21):
        make.vacancy(workplace, title="Bletchley carer")

    page = html.fromstring(client.get("/jobs?q=carer+bletchley&kind=job&words=1&exact=1").text)

    links = [link.get("href") for link in page.xpath("//main//a | //link") if "carer+bletchley" in link.get("href")]
    assert {urlsplit(link).path for link in links} == {"/alerts/new", "/jobs", "/jobs.atom"}
    assert not [link for link in links if "&exact=1&words=1" not in link]


def test_the_form_keeps_words_as_typed_until_they_are_changed(client: PageClient, make: Factory) -> None:
    make.vacancy(title="Carer")

    page = html.fromstring(client.get("/jobs?q=crae&exact=1").text)
    sent = dict(page.xpath("//form[@role='search']")[0].form_values())
    same = client.get(f"/jobs?{urlencode(sent | {'kind': 'job'})}").text
    changed = client.get(f"/jobs?{urlencode(sent | {'q': 'caerr'})}").text

    assert "Showing results for" not in same
    assert "Remove filter: " in same
    assert "Showing results for <strong>carer</strong>" in changed
    assert 'name="typed"' not in client.get("/jobs?q=carer").text


def test_a_broken_referrer_harms_nobody(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy()

    answer = client.get(f"/jobs/{vacancy.reference}", headers={"Referer": "http://[x/jobs?q=1"})

    assert answer.status_code == 200


def test_what_suits_a_person_is_said_wherever_they_see_an_advert(app: Flask, client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy(title="Night carer", patterns=["nights"], driving=Need.NEEDED)
    person = make.candidate(patterns=["nights"], can_drive=False)
    client.sign_in(person.user).post(f"/jobs/{vacancy.reference}/save")
    pages = [
        f"/jobs/{vacancy.reference}",
        "/jobs",
        "/jobs/in/bletchley",
        f"/employers/{vacancy.organisation.slug}",
        "/account/saved",
    ]
    before = [client.get(page).text for page in pages]
    make.answers(person.user, {question.key: best_ratings(question) for question in list_live_questions()})

    after = [client.get(page).text for page in pages]
    as_stranger = [PageClient(app).get(page).text for page in pages[:4]]

    for text in (*before, *as_stranger):
        assert "Why it suits you" not in text
    for text in after:
        assert "Why it suits you: You chose nights." in text
        assert "What may not: The advert says that this job needs a driver" in text
    assert "How this job suits you" in after[0]
