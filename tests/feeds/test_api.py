"""The API: what it gives, how it is read page by page, and what it says when something is wrong."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from careers import clock
from careers.database import db
from careers.jobs.models import OpportunityStatus, PayPeriod, Vacancy
from careers.jobs.revisions import note_public_change
from careers.providers.models import OrganisationKind
from careers.reference.choices import Contract
from tests.client import PageClient
from tests.factories import Factory

LIST = "/api/v1/opportunities"


@pytest.fixture
def http(client: PageClient) -> FlaskClient:
    return client.http


def pages_of(http: FlaskClient, address: str) -> list[list[str]]:
    """Follow the next links; return the references on each page."""
    pages = []
    while address:
        answer = http.get(address)
        assert answer.status_code == 200, answer.text
        pages.append([item["reference"] for item in answer.json["items"]])
        address = local(answer.json["next"])
    return pages


def local(address: str | None) -> str:
    parts = urlsplit(address or "")
    return f"{parts.path}?{parts.query}" if address else ""


def is_problem(answer: TestResponse, status: int) -> bool:
    return answer.status_code == status == answer.json["status"] and answer.mimetype == "application/problem+json"


def test_an_open_vacancy_is_given_with_everything_that_its_page_says(http: FlaskClient, make: Factory) -> None:
    employer = make.organisation(name="Larkfield Care", slug="larkfield-care")
    vacancy = make.vacancy(
        make.workplace(employer, name="Rose Court", bus_routes="5 and 6"), posts=3, posts_filled=1, rounds="walked"
    )

    item = http.get(LIST).json["items"][0]

    assert item == http.get(f"{LIST}/{vacancy.reference}").json
    assert item["status"] == "open"
    assert item["url"] == f"http://127.0.0.1:5000/jobs/{vacancy.reference}"
    assert item["employer"] == {
        "name": "Larkfield Care",
        "kind": "care provider",
        "url": "http://127.0.0.1:5000/employers/larkfield-care",
    }
    assert item["location"] == {
        "workplace": "Rose Court",
        "street": "1 Made Up Road",
        "town": "Bletchley",
        "outcode": "MK3",
        "postcode": "MK3 6EB",
        "council_code": "E06000042",
        "getting_there": "",
        "buses": "5 and 6",
    }
    assert item["pay"] == {
        "currency": "GBP",
        "period": "hour",
        "min": 12.9,
        "max": 13.4,
        "words": "£12.90 to £13.40 an hour",
    }
    assert item["hours_a_week"] == {"min": 24, "max": 30}
    assert (item["closes_on"], item["places_open"]) == ("2026-12-15", 2)
    assert item["rounds"] == "walked"
    assert item["published_at"] == "2026-11-24T10:00:00+00:00"


def test_a_placement_is_given_without_pay(http: FlaskClient, make: Factory) -> None:
    placement = make.placement(weeks=4)

    item = http.get(f"{LIST}/{placement.reference}").json

    assert (item["kind"], item["pay"], item["scheme"], item["weeks"]) == ("placement", None, "work experience", 4)
    assert item["url"].endswith(f"/placements/{placement.reference}")


def test_a_person_who_employs_somebody_is_not_named_nor_where_they_live(http: FlaskClient, make: Factory) -> None:
    person = make.organisation(name="Margaret Hill", slug="margaret-hill", kind=OrganisationKind.INDIVIDUAL)
    home = make.workplace(person, name="Hill Cottage", street="4 Secret Lane", getting_there="Behind the chapel")
    vacancy = make.vacancy(home)

    for address in (LIST, f"{LIST}/{vacancy.reference}"):
        text = http.get(address).text
        assert '"outcode": "MK3"' in text or '"outcode":"MK3"' in text
        for secret in ("Margaret", "margaret", "Cottage", "Secret Lane", "6EB", "chapel"):
            assert secret not in text


def test_the_search_is_that_of_the_website(http: FlaskClient, make: Factory) -> None:
    cook = make.vacancy(title="Cook", patterns=["days"], contract=Contract.FIXED_TERM)
    night = make.vacancy(title="Night carer", patterns=["nights"], pay_min_pence=1400, pay_max_pence=1500)
    far = make.vacancy(make.workplace(town="Luton", lat=51.8787, lon=-0.42, lad_code="E06000032"), title="Night carer")

    def found(query: str) -> list[str]:
        return [item["reference"] for item in http.get(f"{LIST}?{query}").json["items"]]

    assert found("q=cook") == [cook.reference]
    assert found("pattern=nights&pattern=days&place=MK3+6EB&miles=1") == [cook.reference, night.reference]
    assert found("pay_min=14") == [night.reference]
    assert found("contract=fixed-term") == [cook.reference]
    assert found("q=night&place=Luton") == [far.reference]
    assert found("pattern=moonlight&sort=sideways&miles=7000&page=9") == [
        cook.reference,
        night.reference,
        far.reference,
    ]


def test_misspelt_words_are_mended_and_said_unless_asked_not_to(http: FlaskClient, make: Factory) -> None:
    make.vacancy(title="Housekeeper")

    mended, exact = http.get(f"{LIST}?q=houskeeper").json, http.get(f"{LIST}?q=houskeeper&exact=1").json

    assert (mended["total"], mended["searched_for"], mended["is_corrected"]) == (1, "housekeeper", True)
    assert (exact["total"], exact["items"], exact["next"]) == (0, [], None)


@pytest.mark.parametrize("sort", ["", "&sort=newest", "&sort=pay", "&sort=closing", "&sort=nearest&place=Bletchley"])
def test_pages_hold_every_item_once_in_the_order_asked_for(http: FlaskClient, make: Factory, sort: str) -> None:
    place = make.workplace()
    for number in range(7):
        make.vacancy(
            place,
            pay_max_pence=1300 + number % 3 * 10,
            closes_on=clock.today() + timedelta(days=20 - number % 4),
            first_published_at=clock.now() - timedelta(hours=number % 2),
        )

    whole = pages_of(http, f"{LIST}?limit=100{sort}")
    parts = pages_of(http, f"{LIST}?limit=3{sort}")

    assert [len(page) for page in parts] == [3, 3, 1]
    assert [reference for page in parts for reference in page] == whole[0]


def test_sorts_put_the_best_first(http: FlaskClient, make: Factory) -> None:
    old = make.vacancy(first_published_at=clock.now() - timedelta(days=3), pay_max_pence=1900)
    soon = make.vacancy(closes_on=clock.today() + timedelta(days=2))
    near = make.vacancy(make.workplace(lat=52.06, lon=-0.81, town="Wolverton"))

    def first(query: str) -> Any:
        return http.get(f"{LIST}?{query}").json["items"][0]["reference"]

    assert first("sort=pay") == old.reference
    assert first("sort=closing") == soon.reference
    assert first("sort=nearest&place=Wolverton") == near.reference
    assert first("sort=newest") != old.reference


@pytest.mark.parametrize("sort", ["", "&sort=closing"])
def test_adverts_that_come_and_go_between_pages_shift_nothing(http: FlaskClient, make: Factory, sort: str) -> None:
    place = make.workplace()
    days = clock.today() + timedelta(days=10)
    vacancies = [make.vacancy(place, closes_on=days + timedelta(days=number)) for number in range(4)]
    page = http.get(f"{LIST}?limit=2{sort}").json

    for gone in vacancies[:2]:  # both that were on the first page, the last of which the cursor names
        gone.status = OpportunityStatus.CLOSED
        note_public_change(gone)
    db.session.commit()
    new = make.vacancy(place, closes_on=days + timedelta(days=9))

    assert pages_of(http, local(page["next"])) == [[v.reference for v in vacancies[2:]], [new.reference]]


def test_a_page_holds_a_hundred_at_most_and_an_odd_limit_is_ignored(http: FlaskClient, make: Factory) -> None:
    place = make.workplace()
    for _ in range(101):
        make.vacancy(place)

    assert len(http.get(f"{LIST}?limit=5000").json["items"]) == 100
    for odd in ("0", "-1", "x", "", "%C2%B2", "9" * 40):
        assert len(http.get(f"{LIST}?limit={odd}").json["items"]) == 20


def test_facets_are_counted_when_asked_for(http: FlaskClient, make: Factory) -> None:
    make.vacancy()
    make.placement()

    assert "facets" not in http.get(LIST).json
    assert http.get(f"{LIST}?kind=job&facets=1").json["facets"]["kind"] == {"job": 1, "placement": 1}


def test_facets_count_what_is_listed_when_no_advert_has_all_words(http: FlaskClient, make: Factory) -> None:
    make.vacancy(title="Night carer")

    answer = http.get(f"{LIST}?q=night+llama&facets=1").json

    assert (answer["total"], answer["items"], answer["facets"]["kind"]) == (0, [], {})


@pytest.mark.parametrize("cursor", ["x", "!!!", "W10", "%00", "é", "WyIiLG51bGwsIjEiXQ", "a" * 5000])
def test_a_cursor_that_is_none_is_refused_with_its_field(http: FlaskClient, make: Factory, cursor: str) -> None:
    make.vacancy()

    answer = http.get(LIST, query_string={"cursor": cursor})

    assert is_problem(answer, 422)
    assert [error["field"] for error in answer.json["errors"]] == ["cursor"]
    assert "ETag" not in answer.headers


def test_a_cursor_of_another_sort_is_refused(http: FlaskClient, make: Factory) -> None:
    place = make.workplace()
    make.vacancy(place)
    make.vacancy(place)
    page = http.get(f"{LIST}?limit=1&sort=pay").json

    assert is_problem(http.get(local(page["next"]).replace("sort=pay", "sort=newest")), 422)


def test_what_is_not_there_is_a_problem_and_what_was_taken_down_is_gone(http: FlaskClient, make: Factory) -> None:
    draft = make.vacancy(status=OpportunityStatus.DRAFT, first_published_at=None)
    withdrawn = make.vacancy(status=OpportunityStatus.WITHDRAWN)
    ended = clock.now() - timedelta(days=366)
    old = make.vacancy(status=OpportunityStatus.CLOSED, closed_at=ended, closes_on=ended.date())

    for missing in (f"{LIST}/V-NOBODY", f"{LIST}/{draft.reference}", f"{LIST}/%00", "/api/v1/nothing", "/api/"):
        assert is_problem(http.get(missing), 404)
    for gone in (withdrawn, old):
        assert is_problem(http.get(f"{LIST}/{gone.reference}"), 410)
    wrong_method = http.post(LIST)
    assert is_problem(wrong_method, 405)
    assert wrong_method.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_a_reference_is_as_good_in_small_letters(http: FlaskClient, make: Factory) -> None:
    vacancy = make.vacancy()

    assert http.get(f"{LIST}/{vacancy.reference.lower()}").json["reference"] == vacancy.reference


def test_a_closed_advert_says_so(http: FlaskClient, make: Factory) -> None:
    closed = make.vacancy(status=OpportunityStatus.CLOSED, closed_at=clock.now())
    past = make.vacancy(closes_on=clock.today() - timedelta(days=1))

    assert http.get(LIST).json["total"] == 0
    for vacancy in (closed, past):
        assert http.get(f"{LIST}/{vacancy.reference}").json["status"] == "closed"


def test_an_answer_that_has_not_changed_is_not_sent_again(http: FlaskClient, make: Factory) -> None:
    vacancy = make.vacancy()

    for address in (LIST, f"{LIST}/{vacancy.reference}", f"{LIST}?q=care"):
        first = http.get(address)
        assert first.headers["Cache-Control"] == "no-cache, public" or first.cache_control.no_cache
        assert first.last_modified is not None
        again = http.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        since = http.get(address, headers={"If-Modified-Since": first.headers["Last-Modified"]})
        assert since.status_code == 304


def test_a_change_is_in_the_next_answer(http: FlaskClient, make: Factory) -> None:
    vacancy = make.vacancy()
    tag = http.get(LIST).headers["ETag"]

    vacancy.status = OpportunityStatus.PAUSED
    note_public_change(vacancy)
    db.session.commit()

    after = http.get(LIST, headers={"If-None-Match": tag})
    assert (after.status_code, after.json["total"]) == (200, 0)


def test_at_midnight_in_england_an_answer_is_no_longer_the_newest(http: FlaskClient, make: Factory) -> None:
    with time_machine.travel("2026-07-01T22:59:00+00:00", tick=False):
        make.vacancy(closes_on=date(2026, 7, 1), starts_on=date(2026, 7, 9))
        evening = http.get(LIST)
        assert evening.json["total"] == 1
    with time_machine.travel("2026-07-01T23:01:00+00:00", tick=False):
        by_tag = http.get(LIST, headers={"If-None-Match": evening.headers["ETag"]})
        by_moment = http.get(LIST, headers={"If-Modified-Since": evening.headers["Last-Modified"]})

    assert (by_tag.status_code, by_tag.json["total"]) == (200, 0)
    assert by_moment.status_code == 200


def test_scripts_of_any_site_may_read(http: FlaskClient, make: Factory) -> None:
    vacancy = make.vacancy()

    for address in (
        LIST,
        f"{LIST}/{vacancy.reference}",
        f"{LIST}/V-NOBODY",
        f"{LIST}?cursor=x",
        "/api/v1/openapi.json",
    ):
        answer = http.get(address, headers={"Origin": "https://council.example"})
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
    before = http.options(LIST, headers={"Origin": "https://council.example", "Access-Control-Request-Method": "GET"})
    assert before.status_code == 200
    assert before.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in before.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Origin" not in http.get("/jobs").headers


def test_nobody_gets_a_cookie_for_reading(http: FlaskClient, make: Factory) -> None:
    vacancy = make.vacancy()

    for address in (LIST, f"{LIST}/{vacancy.reference}", "/api/v1/openapi.json"):
        assert "Set-Cookie" not in http.get(address).headers


def test_who_asks_too_often_is_told_how_long_to_wait(http: FlaskClient, make: Factory) -> None:
    answers = [http.get(f"{LIST}/V-NOBODY") for _ in range(121)]

    assert {answer.status_code for answer in answers[:120]} == {404}
    assert is_problem(answers[120], 429)
    assert 1 <= int(answers[120].headers["Retry-After"]) <= 61  # a begun second counts
    assert answers[120].headers["Access-Control-Allow-Origin"] == "*"


def test_a_yearly_salary_is_given_as_such(http: FlaskClient, make: Factory) -> None:
    salary: Vacancy = make.vacancy(pay_period=PayPeriod.YEAR, pay_min_pence=3_400_000, pay_max_pence=3_800_000)

    pay = http.get(f"{LIST}/{salary.reference}").json["pay"]

    assert (pay["period"], pay["min"], pay["max"]) == ("year", 34000, 38000)


def test_odd_and_hostile_questions_are_answered(http: FlaskClient, make: Factory) -> None:
    make.vacancy()

    for odd in (
        "q=%00",
        "q=" + "x" * 5000,
        "place=%F0%9F%8F%A0",
        "role=" + "9" * 40,
        "limit=1e9",
        "page=-1",
        "facets=%27",
    ):
        for address in (LIST, "/embed/jobs"):
            assert http.get(f"{address}?{odd}").status_code == 200
    for since in ("2026-02-30", "%00", "9999-99-99", "0001-01-01"):
        assert http.get(f"/feeds/find-a-job.xml?since={since}").status_code == 200
