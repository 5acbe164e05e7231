"""The Atom feed of a search, read by an independent parser and held against the rules of RFC 4287."""

import re
import xml.etree.ElementTree as ElementTree
from calendar import timegm
from datetime import UTC, datetime
from typing import Any

import feedparser
import pytest

from careers.database import db
from careers.jobs.models import OpportunityStatus
from careers.jobs.revisions import note_public_change
from careers.providers.models import OrganisationKind
from tests.client import PageClient
from tests.factories import Factory

SITE = "http://127.0.0.1:5000"
ATOM = "{http://www.w3.org/2005/Atom}"


def read(client: PageClient, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "application/atom+xml"
    check_rules(answer.text)
    feed = feedparser.parse(answer.data)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed


def check_rules(text: str) -> None:
    """Hold a feed against what RFC 4287 says must be there, and once."""
    root = ElementTree.fromstring(text)  # noqa: S314  our own words
    assert root.tag == f"{ATOM}feed"
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    links = [link.get("rel") for link in root.findall(f"{ATOM}link")]
    assert links.count("self") == links.count("alternate") == 1
    for part in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(part.findall(ATOM + name)) == 1
        moment = datetime.fromisoformat(part.findtext(f"{ATOM}updated", ""))
        assert moment.tzinfo is not None
        assert re.match(r"[a-z]+:", part.findtext(f"{ATOM}id", ""))
    for link in root.iter(f"{ATOM}link"):
        assert link.get("href", "").startswith(f"{SITE}/")
    ids = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))


def test_a_feed_has_what_the_search_finds_newest_first(client: PageClient, make: Factory) -> None:
    older, newer = datetime(2026, 11, 2, 9, tzinfo=UTC), datetime(2026, 11, 20, 9, tzinfo=UTC)
    changed = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
    first = make.vacancy(title="Night carer", first_published_at=older, changed_at=changed)
    second = make.vacancy(title="Night carer, Olney", first_published_at=newer, changed_at=newer)
    make.vacancy(title="Cook", role_code=26, description="Meals.")
    make.vacancy(title="Night carer of old", status=OpportunityStatus.CLOSED)

    feed = read(client, "/jobs.atom?q=night&sort=pay&nonsense=1")

    assert [entry.title for entry in feed.entries] == ["Night carer, Olney", "Night carer"]
    assert feed.entries[1].link == f"{SITE}/jobs/{first.reference}"
    assert feed.entries[1].id == f"tag:127.0.0.1,2026:{first.reference}"
    assert timegm(feed.entries[1].updated_parsed) == changed.timestamp()
    assert timegm(feed.entries[1].published_parsed) == older.timestamp()
    assert timegm(feed.feed.updated_parsed) == changed.timestamp()
    assert "£12.90 to £13.40 an hour" in feed.entries[0].summary
    assert "Closes on Tuesday 15 December 2026" in feed.entries[0].summary
    assert feed.feed.title == "Care Careers: “night”"
    links = {link.rel: link.href for link in feed.feed.links}
    assert links == {"self": f"{SITE}/jobs.atom?q=night", "alternate": f"{SITE}/jobs?q=night&sort=newest"}
    assert second.reference in feed.entries[0].id


def test_filters_and_places_count_too(client: PageClient, make: Factory) -> None:
    make.vacancy(make.workplace(town="Bletchley"), title="Near")
    make.vacancy(make.workplace(town="Carlisle", lat=54.9, lon=-2.93), title="Far")
    placement = make.placement(title="Try it")

    near = read(client, "/jobs.atom?place=Bletchley&miles=5&kind=job")
    placements = read(client, "/jobs.atom?kind=placement")

    assert [entry.title for entry in near.entries] == ["Near"]
    assert near.feed.title == "Care Careers: Jobs, near Bletchley"
    assert [entry.link for entry in placements.entries] == [f"{SITE}/placements/{placement.reference}"]


@pytest.mark.parametrize(
    "title", ["A & B <c> \"d\" 'e'", "]]> &amp; <script>", "Carer \u000b\u0000\ufffe end", "Zoë 🏠"]
)
def test_what_is_written_in_adverts_cannot_break_a_feed(client: PageClient, make: Factory, title: str) -> None:
    if "\u0000" in title and db.engine.dialect.name == "postgresql":
        title = title.replace("\u0000", "")
    make.vacancy(title=title)

    feed = read(client, "/jobs.atom")

    kept = "".join(character for character in title if character not in "\u0000\u000b\ufffe")
    root = ElementTree.fromstring(client.get("/jobs.atom").data)  # noqa: S314  our own words
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == kept
    assert len(feed.entries) == 1


@pytest.mark.parametrize(
    "query", ["q=%00%0b%ef%bf%be", 'q="><x>', "place=<Bletchley>&miles=x", "q=%F0%9F%8F%A0&page=99999", "role=zzz"]
)
def test_hostile_questions_get_a_valid_feed(client: PageClient, make: Factory, query: str) -> None:
    make.vacancy()

    read(client, f"/jobs.atom?{query}")


def test_a_long_feed_goes_on_in_pages(client: PageClient, make: Factory) -> None:
    home = make.workplace()
    for _ in range(23):
        make.vacancy(home)

    feed = read(client, "/jobs.atom?kind=job")
    links = {link.rel: link.href for link in feed.feed.links}
    rest = read(client, links["next"].removeprefix(SITE))

    assert len(feed.entries) == 20
    assert len({entry.id for entry in [*feed.entries, *rest.entries]}) == 23
    assert "next" not in {link.rel for link in rest.feed.links}


def test_a_feed_is_not_sent_again_until_something_changes(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy()
    first = client.get("/jobs.atom")
    seen = {"If-None-Match": first.headers["ETag"]}

    assert client.get("/jobs.atom", headers=seen).status_code == 304

    vacancy.title = "Another name"
    note_public_change(vacancy)
    db.session.commit()
    again = client.get("/jobs.atom", headers=seen)

    assert again.status_code == 200
    assert "Another name" in again.text


def test_an_empty_feed_is_valid(client: PageClient) -> None:
    assert read(client, "/jobs.atom?q=nothing").entries == []


def test_a_person_who_employs_somebody_is_not_named(client: PageClient, make: Factory) -> None:
    person = make.organisation(name="Marian H.", kind=OrganisationKind.INDIVIDUAL)
    make.vacancy(make.workplace(person), title="Personal assistant")
    make.vacancy(make.workplace(make.organisation(name="Larkfield Care")), title="Cook")

    feed = read(client, "/jobs.atom")

    assert {entry.title: entry.summary.split(",")[0] for entry in feed.entries} == {
        "Personal assistant": "An individual employer",
        "Cook": "Larkfield Care",
    }
    assert "Marian" not in client.get("/jobs.atom").text


def test_the_words_are_read_as_on_the_search_page(client: PageClient, make: Factory) -> None:
    make.vacancy(make.workplace(town="Bletchley"), title="Night carer")
    make.vacancy(make.workplace(town="Carlisle", lat=54.9, lon=-2.93), title="Night carer in the north")

    placed = read(client, "/jobs.atom?q=nigth+carer+in+Bletchley")
    as_typed = read(client, "/jobs.atom?q=nigth&exact=1&words=1")

    assert [entry.title for entry in placed.entries] == ["Night carer"]
    assert placed.feed.title == "Care Careers: “nigth carer”, near Bletchley"
    assert as_typed.entries == []
    links = {link.rel: link.href for link in as_typed.feed.links}
    assert links["self"] == f"{SITE}/jobs.atom?q=nigth&exact=1&words=1"
    assert links["alternate"] == f"{SITE}/jobs?q=nigth&sort=newest&exact=1&words=1"
