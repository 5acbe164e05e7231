"""The feeds for other job sites: whose adverts, in which words, and how the other side hears that one has ended."""

import tracemalloc
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml import etree

from careers import clock
from careers.database import db
from careers.feeds import adverts
from careers.jobs.models import OpportunityStatus
from careers.jobs.revisions import note_public_change
from careers.providers.commands import allow_syndication
from careers.providers.models import Organisation, OrganisationKind
from careers.reference.choices import Contract
from tests.client import PageClient
from tests.factories import Factory

LIST, EXPIRED, INDEED = "/feeds/find-a-job.xml", "/feeds/find-a-job-expired.xml", "/feeds/indeed.xml"
SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("find_a_job.xsd")))
NASTY = "Carers & <b>cooks</b> ]]> \x0b\ufffe “now” 🏠\n\nSecond\tpart <![CDATA[x]]>"


@pytest.fixture
def http(client: PageClient) -> FlaskClient:
    return client.http


@pytest.fixture
def willing(make: Factory) -> Organisation:
    """Give an employer that lets other sites list its adverts, since a month ago."""
    return make.organisation(
        allows_syndication=True, syndication_changed_at=clock.now() - timedelta(days=30), name="Larkfield & Sons"
    )


def parsed(http: FlaskClient, address: str) -> Any:
    """Fetch a feed and read it with a parser that is not ours; the DWP's documents also against the schema."""
    answer = http.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/xml")
    root = etree.fromstring(answer.data, etree.XMLParser(resolve_entities=False))
    if address != INDEED:
        SCHEMA.assertValid(root)
    return root


def references(http: FlaskClient, address: str) -> list[str]:
    root = parsed(http, address)
    return [str(each) for each in root.xpath("//@vacancyRefCode | //referencenumber/text()")]


@pytest.mark.parametrize("address", [LIST, INDEED])
def test_only_live_vacancies_of_employers_who_allow_it_are_listed(
    http: FlaskClient, make: Factory, willing: Organisation, address: str
) -> None:
    place = make.workplace(willing)
    live = [make.vacancy(place), make.vacancy(place, contract=Contract.APPRENTICESHIP)]
    make.vacancy(make.workplace(make.organisation()))
    make.placement(place)
    make.vacancy(place, closes_on=clock.today() - timedelta(days=1))
    for status in (OpportunityStatus.DRAFT, OpportunityStatus.PAUSED, OpportunityStatus.CLOSED):
        make.vacancy(place, status=status)

    assert references(http, address) == [vacancy.reference for vacancy in live]


def test_nothing_is_listed_until_somebody_allows_it(http: FlaskClient, make: Factory) -> None:
    make.vacancy()

    for address in (LIST, EXPIRED, INDEED):
        assert references(http, address) == []


def test_a_vacancy_for_find_a_job_says_what_its_page_says(
    http: FlaskClient, make: Factory, willing: Organisation
) -> None:
    vacancy = make.vacancy(make.workplace(willing), requirements="Patience", benefits="A pension")

    element = parsed(http, LIST)[0]

    texts = {each.tag: each.text for each in element.iter() if each.text}
    assert texts["Title"] == "Care assistant"
    assert texts["City"] == "Bletchley"
    assert texts["PostalCode"] == "MK3 6EB"
    assert texts["StreetAddress"] == "1 Made Up Road"
    assert texts["Text"] == "£12.90 to £13.40 an hour"
    assert texts["VacancyExpiry"] == "2026-12-15"
    assert texts["ApplyUrl"] == f"http://127.0.0.1:5000/jobs/{vacancy.reference}"
    for words in ("£12.90 to £13.40 an hour", "24 to 30 hours a week", "Larkfield & Sons", "Patience", "A pension"):
        assert words in texts["Description"]
    codes = {each.tag: each.get("id") for each in element.iter() if each.get("id")}
    assert codes == {
        "VacancyType": "1",
        "VacancyStatus": "2",
        "VacancyCategory": "26",
        "ApplyMethod": "2",
    }


def test_the_other_site_hears_of_no_date_beyond_its_thirty_days(
    http: FlaskClient, make: Factory, willing: Organisation
) -> None:
    make.vacancy(make.workplace(willing), closes_on=clock.today() + timedelta(days=80))

    assert parsed(http, LIST)[0].findtext("VacancyExpiry") == "2026-12-24"


def test_the_reference_stays_the_same_when_the_advert_changes(
    http: FlaskClient, make: Factory, willing: Organisation
) -> None:
    vacancy = make.vacancy(make.workplace(willing))
    before = references(http, LIST)

    vacancy.title = "Senior care assistant"
    note_public_change(vacancy)
    db.session.commit()

    assert references(http, LIST) == before
    assert parsed(http, LIST)[0].findtext("Title") == "Senior care assistant"


def test_what_is_new_or_changed_since_a_day_can_be_asked_for(
    http: FlaskClient, make: Factory, willing: Organisation
) -> None:
    place = make.workplace(willing)
    ago = clock.now() - timedelta(days=5)
    make.vacancy(place, first_published_at=ago, changed_at=ago)
    changed = make.vacancy(place, first_published_at=ago)
    new = make.vacancy(place)

    assert references(http, f"{LIST}?since={clock.today()}") == [changed.reference, new.reference]
    assert len(references(http, f"{LIST}?since=yesterday")) == 3


def test_what_has_ended_is_said_for_two_weeks(http: FlaskClient, make: Factory, willing: Organisation) -> None:
    place = make.workplace(willing)
    make.vacancy(place)
    recently, long_ago = clock.now() - timedelta(days=13), clock.now() - timedelta(days=16)
    told = [
        make.vacancy(place, status=OpportunityStatus.CLOSED, changed_at=recently),
        make.vacancy(place, status=OpportunityStatus.PAUSED),
        make.vacancy(place, status=OpportunityStatus.WITHDRAWN),
        make.vacancy(place, closes_on=clock.today() - timedelta(days=1), changed_at=long_ago),
    ]
    make.vacancy(place, status=OpportunityStatus.CLOSED, changed_at=long_ago)
    make.vacancy(place, closes_on=clock.today() - timedelta(days=15), changed_at=long_ago)
    make.vacancy(place, status=OpportunityStatus.DRAFT, first_published_at=None)
    make.vacancy(make.workplace(make.organisation()), status=OpportunityStatus.CLOSED)

    assert references(http, EXPIRED) == [vacancy.reference for vacancy in told]


def test_when_an_employer_changes_its_mind_its_adverts_are_taken_down(
    http: FlaskClient, make: Factory, willing: Organisation
) -> None:
    vacancy = make.vacancy(make.workplace(willing))
    listed, tags = references(http, LIST), {each: http.get(each).headers["ETag"] for each in (LIST, EXPIRED, INDEED)}

    allow_syndication(willing, allowed=False, by=make.manager(willing))
    db.session.commit()

    assert listed == [vacancy.reference]
    for address, tag in tags.items():
        assert http.get(address, headers={"If-None-Match": tag}).status_code == 200
    assert (references(http, LIST), references(http, INDEED)) == ([], [])
    assert references(http, EXPIRED) == [vacancy.reference]


@pytest.mark.parametrize("address", [LIST, INDEED])
def test_any_text_is_carried(http: FlaskClient, make: Factory, willing: Organisation, address: str) -> None:
    make.vacancy(make.workplace(willing), title="Cook & <carer> ]]>", description=NASTY, requirements=NASTY)

    element = parsed(http, address)
    text = " ".join(element.itertext())

    assert "Cook & <carer> ]]>" in text
    assert "“now” 🏠" in text
    assert "\x0b" not in text


def test_a_job_for_indeed_has_what_indeed_asks_for(http: FlaskClient, make: Factory, willing: Organisation) -> None:
    vacancy = make.vacancy(make.workplace(willing), patterns=["full-time"], description="Help <people>\n\nEach & every")

    root = parsed(http, INDEED)
    raw = http.get(INDEED).text

    job = {each.tag: each.text for each in root.find("job")}
    description = job.pop("description")
    assert job == {
        "title": "Care assistant",
        "date": "2026-11-24T10:00:00+00:00",
        "referencenumber": vacancy.reference,
        "requisitionid": vacancy.reference,
        "url": f"http://127.0.0.1:5000/jobs/{vacancy.reference}",
        "company": "Larkfield & Sons",
        "city": "Bletchley",
        "state": "England",
        "country": "GB",
        "postalcode": "MK3 6EB",
        "salary": "£12.90 to £13.40 an hour",
        "jobtype": "fulltime",
        "category": "Care worker",
        "experience": "None needed",
        "expirationdate": "2026-12-15",
    }
    assert "<p>Help ‹people›<br><br>Each & every</p>" in description
    assert raw.count("<![CDATA[") == raw.count("]]>") == len(list(root.iter())) - 2
    assert root.findtext("publisher") == "Care Careers"


@pytest.mark.parametrize("address", [LIST, INDEED])
def test_a_person_who_employs_somebody_is_not_named_nor_where_they_live(
    http: FlaskClient, make: Factory, address: str
) -> None:
    person = make.organisation(name="Margaret Hill", kind=OrganisationKind.INDIVIDUAL, allows_syndication=True)
    make.vacancy(make.workplace(person, name="Hill Cottage", street="4 Secret Lane"))

    text = " ".join(parsed(http, address).itertext())

    assert "MK3" in text
    for secret in ("Margaret", "Cottage", "Secret Lane", "6EB"):
        assert secret not in text


@pytest.mark.parametrize("address", [LIST, EXPIRED, INDEED])
def test_a_feed_that_has_not_changed_is_not_sent_again(
    http: FlaskClient, make: Factory, willing: Organisation, address: str
) -> None:
    make.vacancy(make.workplace(willing))
    first = http.get(address)

    again = http.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert "Set-Cookie" not in first.headers


def test_a_long_feed_is_sent_in_batches_and_misses_none(
    http: FlaskClient, make: Factory, willing: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adverts, "BATCH", 4)
    place = make.workplace(willing)
    every = [make.vacancy(place).reference for _ in range(9)]

    assert references(http, LIST) == every


def test_a_feed_takes_little_memory_however_long_it_is(
    http: FlaskClient, make: Factory, willing: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adverts, "BATCH", 20)
    place = make.workplace(willing)
    for _ in range(120):
        make.vacancy(place, description="Care " * 4000)

    http.get(INDEED, buffered=False).close()
    tracemalloc.start()
    length = sum(len(piece) for piece in http.get(INDEED, buffered=False).response)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert length > 2_400_000
    assert peak < length / 2


@pytest.mark.parametrize("address", [LIST, EXPIRED, INDEED])
def test_the_head_of_a_feed_can_be_asked_for(
    http: FlaskClient, make: Factory, willing: Organisation, address: str
) -> None:
    make.vacancy(make.workplace(willing))

    head, whole = http.head(address), http.get(address)

    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == whole.headers["ETag"]
