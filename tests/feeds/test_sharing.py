"""What search engines and people who share read of a page: one address, a description, a picture of ours."""

import struct
from typing import Any

import pytest
from extruct.opengraph import OpenGraphExtractor
from flask import Flask
from lxml import html

from careers.config import ROOT
from careers.jobs.models import OpportunityStatus
from careers.providers.models import OrganisationKind
from tests.client import PageClient
from tests.factories import Factory

SITE = "http://127.0.0.1:5000"


def canonical(page: str) -> list[Any]:
    return html.fromstring(page).xpath("//head/link[@rel='canonical']/@href")


@pytest.fixture
def addresses(make: Factory) -> list[tuple[str, str]]:
    """Give addresses with the one that each page should be known by."""
    home = make.workplace(make.organisation(slug="larkfield-care"), town="Newport Pagnell")
    job, placement = make.vacancy(home), make.placement(home)
    return [
        ("/?utm_source=x", "/"),
        (f"/jobs/{job.reference}", f"/jobs/{job.reference}"),
        (f"/jobs/{job.reference}/care-assistant?from=mail", f"/jobs/{job.reference}"),
        (f"/jobs/{job.reference.lower()}", f"/jobs/{job.reference}"),
        (f"/placements/{placement.reference}", f"/placements/{placement.reference}"),
        (f"/placements/{placement.reference.lower()}/a-slug?x=1", f"/placements/{placement.reference}"),
        ("/employers/larkfield-care?x=1", "/employers/larkfield-care"),
        ("/jobs?", "/jobs"),
        ("/jobs?q=&place=&miles=10&sort=pay&exact=1", "/jobs"),
        ("/jobs?sort=newest&place=Olney&q=night+care&junk=1", "/jobs?q=night+care&place=Olney&miles=10"),
        ("/jobs?role=8&kind=job&role=7", "/jobs?kind=job&role=7&role=8"),
        ("/jobs/in/newport-pagnell?utm=1", "/jobs/in/newport-pagnell"),
        ("/jobs/care-worker/in/newport-pagnell", "/jobs/care-worker/in/newport-pagnell"),
        ("/pathways?place=Olney&miles=5", "/pathways"),
        ("/help/scams", "/help/scams"),
        ("/values", "/values"),
    ]


def test_each_page_names_the_one_address_it_should_be_known_by(
    client: PageClient, addresses: list[tuple[str, str]]
) -> None:
    for address, known_by in addresses:
        page = client.get(address)

        assert page.status_code == 200, address
        assert canonical(page.text) == [SITE + known_by]


def test_each_page_describes_itself_for_those_who_share_it(
    client: PageClient, addresses: list[tuple[str, str]]
) -> None:
    for address, known_by in addresses:
        page = client.get(address).text
        (graph,) = OpenGraphExtractor().extract(page)
        told = dict(graph["properties"])
        (description,) = html.fromstring(page).xpath("//meta[@name='description']/@content")

        assert told["og:url"] == SITE + known_by
        assert told["og:title"]
        assert told["og:description"] == description
        assert 40 <= len(description) <= 320, (address, description)
        assert told["og:image"].startswith(f"{SITE}/static/images/share.png?v=")
        assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")


def test_a_search_names_its_feed(client: PageClient, make: Factory) -> None:
    make.vacancy(title="Night carer")
    page = html.fromstring(client.get("/jobs?q=night&sort=pay&page=1").text)

    (feed,) = page.xpath("//link[@rel='alternate'][@type='application/atom+xml']/@href")

    assert feed == f"{SITE}/jobs.atom?q=night"
    assert "Night carer" in client.get(feed.removeprefix(SITE)).text
    assert not html.fromstring(client.get("/").text).xpath("//link[@rel='alternate']")


def test_only_a_demonstration_asks_not_to_be_listed(app: Flask, client: PageClient) -> None:
    assert client.get("/").headers["X-Robots-Tag"] == "noindex"

    app.config["CAREERS_MODE"] = "production"
    try:
        answer = client.get("/")
    finally:
        app.config["CAREERS_MODE"] = "demo"

    assert "X-Robots-Tag" not in answer.headers


def test_what_an_employer_writes_stays_text(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy(title='Carer "A" <b>', description='Say "hello"\r\n<script>alert(1)</script> & more')

    page = client.get(f"/jobs/{vacancy.reference}").text
    (graph,) = OpenGraphExtractor().extract(page)
    told = dict(graph["properties"])

    assert told["og:title"].startswith('Carer "A" <b>, ')
    assert 'Say "hello" <script>alert(1)</script> & more' in told["og:description"]
    assert "<script>alert(1)" not in page


def test_a_person_who_employs_somebody_is_named_to_nobody_who_shares_their_pages(
    client: PageClient, make: Factory
) -> None:
    person = make.organisation(name="Marian H.", slug="m-h", about="I am Marian.", kind=OrganisationKind.INDIVIDUAL)
    placement = make.placement(make.workplace(person), title="Helper <b>")
    vacancy = make.vacancy(placement.workplace, title="Personal assistant")

    for path, title in (
        ("/employers/m-h", "Work with an individual employer"),
        (f"/placements/{placement.reference}", "Helper <b>, an individual employer"),
        (f"/jobs/{vacancy.reference}", "Personal assistant, an individual employer"),
    ):
        page = client.get(path).text
        (graph,) = OpenGraphExtractor().extract(page)
        told = dict(graph["properties"])

        assert "<h1" in page
        assert "Marian H." in page
        assert told["og:title"] == title
        assert not any("Marian" in value for value in html.fromstring(page).xpath("//meta/@content"))
        assert "Marian" not in "".join(
            html.fromstring(page).xpath("//*/@data-share-title | //a[starts-with(@href, 'mailto:?')]/@href")
        )


def test_pages_that_nobody_should_find_have_no_such_address(client: PageClient, make: Factory) -> None:
    withdrawn = make.vacancy(status=OpportunityStatus.WITHDRAWN)

    for address in ("/sign-in", "/nowhere", "/jobs/V-XXXXXX", f"/jobs/{withdrawn.reference}", "/employers/nobody"):
        page = client.get(address).text
        assert canonical(page) == []
        assert "og:" not in page


def test_the_picture_has_the_size_it_says() -> None:
    head = (ROOT / "careers" / "static" / "images" / "share.png").read_bytes()[:24]

    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", head[16:24]) == (1200, 630)
