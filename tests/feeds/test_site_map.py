"""robots.txt and the site map: what may be fetched, what should be found, when it changed."""

import gzip
import re
import xml.etree.ElementTree as ElementTree
from datetime import UTC, date, datetime, timedelta
from urllib.robotparser import RobotFileParser

import pytest
import sqlalchemy as sa
import time_machine

from careers import clock
from careers.database import db
from careers.feeds import site_map
from careers.jobs.models import Opportunity, OpportunityStatus, Vacancy
from careers.jobs.revisions import note_public_change
from careers.providers.models import OrganisationKind
from tests.client import PageClient
from tests.factories import Factory

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
SITE = "http://127.0.0.1:5000"


def mapped(text: str, kind: str = "url") -> dict[str, datetime | None]:
    """Read a map as a crawler does: addresses with their moments."""
    found = {}
    root = ElementTree.fromstring(text)  # noqa: S314  our own words
    for item in root.findall(f"s:{kind}", NAMES):
        moment = item.findtext("s:lastmod", None, NAMES)
        found[item.findtext("s:loc", "", NAMES)] = datetime.fromisoformat(moment) if moment else None
    return found


def paths(text: str) -> set[str]:
    return {address.removeprefix(SITE) for address in mapped(text)}


def test_robots_keep_out_of_private_pages_and_find_the_map(client: PageClient) -> None:
    answer = client.get("/robots.txt")
    parser = RobotFileParser()
    parser.parse(answer.text.splitlines())

    assert answer.mimetype == "text/plain"
    assert parser.site_maps() == [f"{SITE}/sitemap.xml"]
    for path in ("/account", "/provider/vacancies", "/council", "/adviser", "/board", "/sign-in", "/operations/mail"):
        assert not parser.can_fetch("Googlebot", SITE + path)
    for path in ("/", "/jobs?q=care", "/jobs/V-ABCDEF", "/placements/P-ABCDEF", "/provider/register", "/values"):
        assert parser.can_fetch("Googlebot", SITE + path)


def test_the_map_has_what_is_open_and_pages_that_lead_there(client: PageClient, make: Factory) -> None:
    organisation = make.organisation(slug="larkfield-care")
    home = make.workplace(organisation, town="Newport Pagnell")
    vacancy, placement = make.vacancy(home), make.placement(home)
    gone = [
        make.vacancy(home, status=OpportunityStatus.CLOSED),
        make.vacancy(home, status=OpportunityStatus.PAUSED),
        make.vacancy(home, status=OpportunityStatus.DRAFT, first_published_at=None),
        make.vacancy(home, closes_on=clock.today() - timedelta(days=1)),
    ]
    make.vacancy(make.workplace(make.organisation(slug="marian-h", kind=OrganisationKind.INDIVIDUAL)))
    empty = make.organisation(slug="nothing-open")
    make.vacancy(make.workplace(empty, town="Olney"), status=OpportunityStatus.CLOSED)

    answer = client.get("/sitemap.xml")

    assert answer.mimetype == "application/xml"
    assert "Content-Length" not in answer.headers
    assert client.http.head("/sitemap.xml").status_code == 200
    found = paths(answer.text)
    assert {
        "/",
        "/jobs",
        "/pathways",
        "/employers/larkfield-care",
        f"/jobs/{vacancy.reference}",
        f"/placements/{placement.reference}",
        "/jobs/in/newport-pagnell",
        "/jobs/care-worker/in/newport-pagnell",
    } <= found
    assert not {f"/jobs/{closed.reference}" for closed in gone} & found
    assert not {"/employers/nothing-open", "/employers/marian-h"} & found
    assert not [path for path in found if "olney" in path]
    assert len([path for path in found if path.startswith("/pathways/roles/")]) > 10


def test_every_address_of_the_map_answers_and_is_its_own_canonical(client: PageClient, make: Factory) -> None:
    home = make.workplace(make.organisation())
    make.vacancy(home)
    make.placement(home)

    for path in sorted(paths(client.get("/sitemap.xml").text)):
        page = client.get(path)

        assert page.status_code == 200, path
        assert 'content="noindex' not in page.text, path
        assert re.findall(r'<link rel="canonical" href="([^"]*)"', page.text) == [SITE + path]


def test_the_moments_are_those_of_the_last_change(client: PageClient, make: Factory) -> None:
    home = make.workplace(make.organisation(slug="larkfield-care"))
    first, second = datetime(2026, 11, 1, 8, tzinfo=UTC), datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    old = make.vacancy(home, changed_at=first)
    make.vacancy(home, changed_at=second, status=OpportunityStatus.CLOSED)

    found = mapped(client.get("/sitemap.xml").text)

    assert found[f"{SITE}/jobs/{old.reference}"] == first
    assert found[f"{SITE}/employers/larkfield-care"] == second
    assert found[f"{SITE}/jobs/care-worker/in/bletchley"] == second
    assert found[f"{SITE}/"] is None


def test_the_map_is_not_sent_again_until_something_changes(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy()
    first = client.get("/sitemap.xml")
    seen = {"If-None-Match": first.headers["ETag"]}
    since = {"If-Modified-Since": first.headers["Last-Modified"]}

    assert client.get("/sitemap.xml", headers=seen).status_code == 304
    assert client.get("/sitemap.xml", headers=since).status_code == 304

    vacancy.status = OpportunityStatus.CLOSED
    note_public_change(vacancy)
    db.session.commit()
    again = client.get("/sitemap.xml", headers=seen)

    assert again.status_code == 200
    assert vacancy.reference not in again.text


def test_the_map_is_packed_for_whoever_likes_and_known_by_a_mark_of_its_own(client: PageClient, make: Factory) -> None:
    make.vacancy()
    likes = {"Accept-Encoding": "br, gzip;q=0.5"}

    plain, packed = client.get("/sitemap.xml"), client.get("/sitemap.xml", headers=likes)
    refused = client.get("/sitemap.xml", headers={"Accept-Encoding": "gzip;q=0, identity"})
    head = client.http.head("/sitemap.xml", headers=likes)
    again = client.get("/sitemap.xml", headers=likes | {"If-None-Match": packed.headers["ETag"]})
    other = client.get("/sitemap.xml", headers={"If-None-Match": packed.headers["ETag"]})

    assert gzip.decompress(packed.data) == plain.data == refused.data == other.data
    assert len(packed.data) < len(plain.data)
    assert [each.headers.get("Content-Encoding") for each in (plain, packed, refused, head)] == [
        None,
        "gzip",
        None,
        "gzip",
    ]
    assert packed.headers["Last-Modified"] == plain.headers["Last-Modified"]
    assert all("accept-encoding" in each.vary for each in (plain, packed, again))
    assert (again.status_code, again.data) == (304, b"")


def test_a_large_map_is_a_list_of_files_that_hold_every_advert_once(client: PageClient, make: Factory) -> None:
    pattern = make.vacancy()
    shared = {c.name: getattr(pattern, c.name) for c in Opportunity.__table__.c}
    extra = {c.name: getattr(pattern, c.name) for c in Vacancy.__table__.c}
    ids = range(2, 50_002)
    db.session.execute(sa.insert(Opportunity.__table__), [shared | {"id": i, "reference": f"V-{i:06}"} for i in ids])
    db.session.execute(sa.insert(Vacancy.__table__), [extra | {"id": i} for i in ids])
    db.session.commit()

    files = mapped(client.get("/sitemap.xml").text, "sitemap")
    bodies = {address: client.get(address.removeprefix(SITE)).text for address in files}

    assert list(files) == [f"{SITE}/sitemap-{number}.xml" for number in (0, 1, 2)]
    addresses = [address for text in bodies.values() for address in mapped(text)]
    adverts = [address for address in addresses if "/V-" in address]
    assert len(adverts) == len(set(adverts)) == 50_001
    assert max(len(mapped(text)) for text in bodies.values()) <= 50_000
    assert client.get("/sitemap-3.xml").status_code == 404


@pytest.mark.parametrize("path", ["/sitemap-7.xml", "/sitemap-99999999999.xml", "/sitemap-1.xml"])
def test_a_file_that_is_not_there(client: PageClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_addresses_are_written_as_xml_asks() -> None:
    day = datetime(2026, 7, 1, 12, tzinfo=UTC)
    text = "".join(site_map.write_addresses([site_map.Address("/a?b=1&c=<2>", day)], site=SITE))

    assert mapped(text) == {f"{SITE}/a?b=1&c=<2>": day}


def test_the_map_of_the_day_after_is_another(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy(closes_on=date(2026, 11, 24))
    today = client.get("/sitemap.xml")
    seen = {"If-None-Match": today.headers["ETag"], "If-Modified-Since": today.headers["Last-Modified"]}

    with time_machine.travel("2026-11-25T00:00:01+00:00", tick=False):
        tomorrow = client.get("/sitemap.xml", headers=seen)

    assert vacancy.reference in today.text
    assert tomorrow.status_code == 200
    assert vacancy.reference not in tomorrow.text


@pytest.mark.parametrize("change", ["role", "town"])
def test_the_map_is_there_while_the_picture_of_towns_is_old(client: PageClient, make: Factory, change: str) -> None:
    vacancy = make.vacancy(make.workplace(town="Olney"))
    cook = make.vacancy(make.workplace(town="Luton"), role_code=26)
    assert "/jobs/care-worker/in/olney" in paths(client.get("/sitemap.xml").text)
    if change == "role":
        vacancy.role_code = 26
    else:
        vacancy.workplace.town = "Bedford"
    note_public_change(vacancy)
    db.session.commit()

    found = paths(client.get("/sitemap.xml").text)

    assert {f"/jobs/{vacancy.reference}", f"/jobs/{cook.reference}", "/jobs/in/luton"} <= found
    assert "/jobs/care-worker/in/olney" not in found
    assert ("/jobs/in/olney" in found) is (change == "role")
