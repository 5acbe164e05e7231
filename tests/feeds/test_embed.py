"""The list of jobs on somebody else's site: what it holds, who may frame it, and that it leaves no trace."""

import re

import html5lib
import pytest

from careers.providers.models import OrganisationKind
from tests.client import PageClient
from tests.factories import Factory

PAGE, FRAGMENT = "/embed/jobs", "/embed/jobs.fragment"


@pytest.mark.parametrize("address", [PAGE, FRAGMENT])
def test_it_lists_what_a_search_finds_with_links_that_leave_the_frame(
    client: PageClient, make: Factory, address: str
) -> None:
    cook = make.vacancy(title="Cook & baker")
    make.vacancy(title="Night carer")

    html = client.get(f"{address}?q=cook").text

    assert "Jobs from Care Careers" in html
    assert "Cook &amp; baker" in html
    assert "Night carer" not in html
    links = re.findall(r"<a [^>]*>", html)
    assert f'href="http://127.0.0.1:5000/jobs/{cook.reference}"' in links[0]
    assert 'href="http://127.0.0.1:5000/jobs?q=cook"' in links[1]
    assert all('target="_top" rel="noopener"' in link for link in links)


def test_it_lists_an_employers_jobs(client: PageClient, make: Factory) -> None:
    employer = make.organisation(slug="larkfield-care")
    make.vacancy(make.workplace(employer), title="Cook")
    make.vacancy(title="Somebody else's")

    html = client.get(f"{PAGE}?employer=larkfield-care").text

    assert "Cook" in html
    assert "Somebody else" not in html
    assert 'href="http://127.0.0.1:5000/employers/larkfield-care"' in html


@pytest.mark.parametrize("address", [PAGE, FRAGMENT])
def test_a_person_who_employs_somebody_is_not_named(client: PageClient, make: Factory, address: str) -> None:
    person = make.organisation(name="Marian H.", slug="marian-h", kind=OrganisationKind.INDIVIDUAL)
    make.vacancy(make.workplace(person), title="Personal assistant")

    everybody = client.get(address).text
    hers = client.get(f"{address}?employer=marian-h").text

    assert "Personal assistant" in everybody
    assert "An individual employer · Bletchley" in everybody
    assert "marian" not in everybody.lower()
    assert hers == client.get(f"{address}?employer=nobody").text


@pytest.mark.parametrize("query", ["employer=nobody", "q=xylophone", "employer=%00", "limit=x&q=zzz"])
def test_with_nothing_to_list_it_says_so_and_leads_on(client: PageClient, make: Factory, query: str) -> None:
    make.vacancy()

    answer = client.get(f"{PAGE}?{query}")

    assert answer.status_code == 200
    assert "No jobs are open here just now" in answer.text
    assert 'href="http://127.0.0.1:5000/jobs"' in answer.text


def test_it_shows_as_many_as_asked_for_and_says_how_many_there_are(client: PageClient, make: Factory) -> None:
    place = make.workplace()
    for _ in range(12):
        make.vacancy(place)

    def shown(query: str) -> int:
        return client.get(f"{PAGE}?{query}").text.count("care-jobs__item")

    assert [shown(query) for query in ("", "limit=3", "limit=500", "limit=-4", "limit=x")] == [10, 3, 12, 1, 10]
    assert "See all 12 on Care Careers" in client.get(PAGE).text


def test_only_the_list_may_stand_in_a_frame(client: PageClient, make: Factory) -> None:
    make.vacancy()

    page, others = client.get(PAGE), [client.get(path) for path in ("/", "/jobs", "/jobs/V-NOBODY", "/sign-in")]

    assert page.headers["Content-Security-Policy"].endswith("frame-ancestors *")
    assert "X-Frame-Options" not in page.headers
    for other in others:
        assert "frame-ancestors 'none'" in other.headers["Content-Security-Policy"]
        assert other.headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("address", [PAGE, FRAGMENT])
def test_it_leaves_no_trace_and_runs_nothing(client: PageClient, make: Factory, address: str) -> None:
    make.vacancy()

    answer = client.get(address)

    assert "Set-Cookie" not in answer.headers
    for trace in ("<script", "<img", "<iframe", "<form", "style=", "http://fonts", "//www."):
        assert trace not in answer.text
    assert re.findall(r'<link rel="stylesheet" href="([^"?]*)', answer.text) in ([], ["/static/dist/embed.css"])
    assert answer.headers["Content-Security-Policy"].startswith("default-src")


def test_the_fragment_is_a_piece_that_any_page_can_hold(client: PageClient, make: Factory) -> None:
    make.vacancy()

    answer = client.get(FRAGMENT, headers={"Origin": "https://council.example"})

    html5lib.HTMLParser(strict=True).parseFragment(answer.text)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "<h2" in answer.text
    assert "<html" not in answer.text
    assert "<h1" not in answer.text


def test_a_list_that_has_not_changed_is_not_sent_again(client: PageClient, make: Factory) -> None:
    make.vacancy()
    tag = client.get(PAGE).headers["ETag"]

    again = client.http.get(PAGE, headers={"If-None-Match": tag})
    other = client.http.get(f"{PAGE}?q=care", headers={"If-None-Match": tag})

    assert (again.status_code, other.status_code) == (304, 200)
    assert again.headers["Content-Security-Policy"].endswith("frame-ancestors *")
