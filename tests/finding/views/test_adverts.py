"""The page of an advert: what it asks of the database, what is like it, sharing, closing, going; employers' pages."""

from datetime import date, timedelta
from html import unescape

import pytest

from careers import clock
from careers.jobs.models import OpportunityStatus
from careers.providers.models import OrganisationKind
from tests.client import PageClient
from tests.connections import counted
from tests.factories import Factory


def test_a_stranger_costs_the_database_one_question_or_two(client: PageClient, make: Factory) -> None:
    vacancy, placement = make.vacancy(), make.placement()
    for _ in range(6):
        make.vacancy()
    client.get("/jobs")

    def questions(path: str) -> int:
        with counted() as asked:
            client.get(path)
        return len([sql for sql in asked if sql.lstrip().upper().startswith("SELECT")])

    # beside one that goes past what counts here: all that a vacancy's page says, or the revision
    assert [questions(f"/jobs/{vacancy.reference}") for _ in range(2)] == [0, 0]
    assert [questions(f"/placements/{placement.reference}") for _ in range(2)] == [1, 1]


def test_a_framed_page_is_the_page_as_a_whole(client: PageClient, make: Factory) -> None:
    path = f"/jobs/{make.vacancy(title='Cook & <carer>').reference}"
    framed = client.get(path)
    with client.http.session_transaction() as session:
        session["anything"] = "so it is not framed"

    whole = client.get(path)

    assert framed.text.split() == whole.text.split()


@pytest.mark.parametrize(
    ("status", "closes_on", "words"),
    [
        (OpportunityStatus.PAUSED, date(2026, 11, 27), "The employer has paused this advert. You cannot apply now."),
        (OpportunityStatus.PAUSED, date(2026, 11, 23), "This advert is closed. You can no longer apply for it."),
        (OpportunityStatus.CLOSED, date(2026, 11, 27), "This advert is closed. You can no longer apply for it."),
    ],
)
def test_what_is_not_open_says_why_and_promises_no_days(
    client: PageClient, make: Factory, status: OpportunityStatus, closes_on: date, words: str
) -> None:
    vacancy = make.vacancy(status=status, closes_on=closes_on)

    page = client.get(f"/jobs/{vacancy.reference}").text

    assert words in page
    assert "(closes in" not in page
    assert "Apply now" not in page


def test_what_is_like_it_is_shown_and_leaves_with_what_closes(client: PageClient, make: Factory) -> None:
    vacancy, alike = make.vacancy(title="Care assistant"), make.vacancy(title="Carer at Maple House")

    first = client.get(f"/jobs/{vacancy.reference}").text
    alike.status, alike.revision = OpportunityStatus.CLOSED, make.next_revision()
    make.user()  # commits
    then = client.get(f"/jobs/{vacancy.reference}").text

    assert "Carer at Maple House" in first
    assert "Miles are from this job, in a straight line." in first
    assert "Miles are from" not in then
    assert "Carer at Maple House" not in then
    assert "Find more" in then


def test_others_that_were_found_take_the_place_of_what_closes(client: PageClient, make: Factory) -> None:
    vacancy, alike = make.vacancy(), [make.vacancy() for _ in range(6)]

    def shown() -> set[str]:
        page = client.get(f"/jobs/{vacancy.reference}").text
        return {one.reference for one in alike if f'<a class="govuk-link" href="/jobs/{one.reference}">' in page}

    first = shown()
    closing = [one for one in alike if one.reference in first][:2]
    for one in closing:
        one.status, one.revision = OpportunityStatus.CLOSED, make.next_revision()
    make.user()  # commits
    then = shown()

    assert (len(first), len(then)) == (4, 4)
    assert then == {one.reference for one in alike} - {one.reference for one in closing}


def test_what_is_like_it_says_how_far_it_is(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy()
    make.vacancy(make.workplace(town="Bedford", lat=52.136, lon=-0.468), title="Carer at Maple House")

    page = unescape(client.get(f"/jobs/{vacancy.reference}").text)

    assert "Bedford · about 15 miles<" in page.split("Carer at Maple House")[1]  # 15.4 by the haversine formula


def test_miles_from_a_persons_home_are_those_from_its_outcode(client: PageClient, make: Factory) -> None:
    person = make.organisation(kind=OrganisationKind.INDIVIDUAL)
    homes = [make.vacancy(make.workplace(person, lat=lat)) for lat in (51.9927, 52.2)]
    make.vacancy(make.workplace(town="Bedford", lat=52.136, lon=-0.468), title="Carer at Maple House")

    pages = [unescape(client.get(f"/jobs/{home.reference}").text) for home in homes]

    lines = [page.split("Carer at Maple House")[1].split("<strong>")[0] for page in pages]
    assert "miles" in lines[0]
    assert lines[0] == lines[1]


def test_how_choosing_works_stands_on_an_open_advert_only(client: PageClient, make: Factory) -> None:
    opened, closed = make.vacancy(), make.vacancy(status=OpportunityStatus.CLOSED, closed_at=clock.now())

    pages = [client.get(f"/jobs/{job.reference}").text for job in (opened, closed)]

    assert ["How choosing works" in page for page in pages] == [True, False]


def test_a_closed_advert_shows_what_is_like_it_above_its_facts(client: PageClient, make: Factory) -> None:
    closed = make.vacancy(status=OpportunityStatus.CLOSED, closed_at=clock.now())
    full = make.placement(status=OpportunityStatus.FULL)
    make.vacancy(title="Carer at Maple House")
    make.placement(title="Try care for a week")

    for path, alike in (
        (f"/jobs/{closed.reference}", "Carer at Maple House"),
        (f"/placements/{full.reference}", "Try care for a week"),
    ):
        page = client.get(path).text
        assert 'content="noindex"' in page
        assert page.index(alike) < page.index('<dl class="facts">')
        assert "Save for later" not in page


@pytest.mark.parametrize(("days", "status"), [(364, 200), (366, 410)])
def test_a_year_after_it_closed_a_page_has_gone_and_leads_on(
    client: PageClient, make: Factory, days: int, status: int
) -> None:
    closed_at = clock.now() - timedelta(days=days)
    job = make.vacancy(title="Cook", status=OpportunityStatus.CLOSED, closed_at=closed_at)
    placement = make.placement(title="Try it", status=OpportunityStatus.FINISHED, closed_at=closed_at)
    make.vacancy(title="Open now")

    pages = [client.get(f"/jobs/{job.reference}"), client.get(f"/placements/{placement.reference}")]

    assert [page.status_code for page in pages] == [status, status]
    assert all("Open now" in page.text for page in pages)
    assert all("/jobs?role=8&amp;place=MK3" in page.text for page in pages)


def test_what_was_taken_down_is_not_named(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy(title="A scam", status=OpportunityStatus.WITHDRAWN)

    answer = client.get(f"/jobs/{vacancy.reference}")

    assert answer.status_code == 410
    assert "A scam" not in answer.text
    assert "This advert has gone" in answer.text
    assert '<a href="/jobs" class="govuk-back-link">Back to the search</a>' in answer.text


def test_a_job_can_be_passed_on_without_anybody_in_between(client: PageClient, make: Factory) -> None:
    organisation = make.organisation(name="Rose & Sons")
    vacancy = make.vacancy(make.workplace(organisation), title="Cook, 50% nights", reference="V-SHAR22")

    page = unescape(client.get("/jobs/V-SHAR22").text)

    assert 'value="http://127.0.0.1:5000/jobs/V-SHAR22" readonly' in page
    assert "mailto:?subject=Cook%2C%2050%25%20nights%2C%20Rose%20%26%20Sons&body=" in page
    assert "http%3A//127.0.0.1%3A5000/jobs/V-SHAR22" in page
    assert vacancy.reference in page


def test_an_employers_page_says_where_they_work_and_pages_what_is_open(client: PageClient, make: Factory) -> None:
    organisation = make.organisation(slug="larkfield", about="We are kind.")
    home = make.workplace(organisation, name="Rose Court", street="9 Hidden Road")
    for number in range(21):
        make.vacancy(home, title=f"Post {number}", closes_on=clock.today() + timedelta(days=number))
    make.vacancy(home, title="Shut", status=OpportunityStatus.CLOSED)

    first, second = client.get("/employers/larkfield").text, client.get("/employers/larkfield?page=2").text

    assert "We are kind." in first
    assert "Rose Court, Bletchley" in first
    assert "9 Hidden Road" not in first
    assert ("Post 0<" in first, "Post 20<" in first, "Post 20<" in second) == (True, False, True)
    assert "Shut" not in first + second
    assert 'rel="canonical" href="http://127.0.0.1:5000/employers/larkfield"' in first
    assert 'rel="canonical" href="http://127.0.0.1:5000/employers/larkfield?page=2"' in second
    for odd in ("0", "-1", "99999", "x", "9" * 50):
        assert client.get(f"/employers/larkfield?page={odd}").status_code == 200


def test_where_a_person_lives_is_not_on_their_page_as_an_employer(client: PageClient, make: Factory) -> None:
    person = make.organisation(slug="a-person", kind=OrganisationKind.INDIVIDUAL)
    make.workplace(person, name="My home at 4 Elm Close")
    make.organisation(slug="larkfield")

    page = client.get("/employers/a-person").text

    assert "Elm Close" not in page
    assert '<meta name="robots" content="noindex">' in page
    assert 'name="robots"' not in client.get("/employers/larkfield").text
