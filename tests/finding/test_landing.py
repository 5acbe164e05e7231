"""Landing pages of towns and of roles in towns: there while something is open, gone with the last of it."""

from datetime import timedelta
from html import unescape

import pytest
import time_machine

from careers import clock
from careers.database import db
from careers.finding.towns import live_towns
from careers.jobs.models import OpportunityStatus, PayPeriod
from careers.jobs.revisions import note_public_change
from careers.words import slug_of
from tests.client import PageClient
from tests.factories import Factory


@pytest.fixture
def olney(make: Factory) -> object:
    """Make jobs in Olney and in two towns near it."""
    home = make.workplace(town="Olney", lat=52.1534, lon=-0.7010)
    make.vacancy(home, title="Care assistant", pay_min_pence=1290, pay_max_pence=1340)
    make.vacancy(home, title="Night carer", pay_min_pence=1350, pay_max_pence=1500)
    make.vacancy(home, title="Cook", role_code=26, pay_min_pence=1300, pay_max_pence=1300)
    make.placement(home, title="Try a week")
    make.vacancy(make.workplace(town="Newport Pagnell", lat=52.0869, lon=-0.7220), title="Carer in Newport")
    make.vacancy(make.workplace(town="Bedford", lat=52.1356, lon=-0.4669), role_code=26, title="Cook in Bedford")
    return home


def test_a_town_shows_its_jobs_how_many_and_what_they_pay(client: PageClient, olney: object) -> None:
    page = client.get("/jobs/in/olney").text

    assert "Care jobs in Olney" in page
    assert "3 jobs open now in adult social care. They pay £12.90 to £15 an hour." in page
    assert all(title in page for title in ("Care assistant", "Night carer", "Cook"))
    assert not any(title in page for title in ("Try a week", "Carer in Newport"))
    assert "/jobs?place=Olney&miles=10" in unescape(page)


def test_a_role_in_a_town_leads_to_others_near_it(client: PageClient, olney: object) -> None:
    page = client.get("/jobs/care-worker/in/olney").text

    assert "Care worker: jobs in Olney" in page
    assert "2 jobs open now" in page
    assert "Cook</a>" not in page
    assert "/jobs?place=Olney&miles=10&role=8" in unescape(page)
    assert 'href="/jobs/care-worker/in/newport-pagnell">Newport Pagnell</a> (1)</li>' in page
    assert "/jobs/care-worker/in/bedford" not in page
    assert 'href="/jobs/in/olney"' in page
    assert f'href="/jobs/{slug_of("Cooking, cleaning, driving and maintenance")}/in/olney"' in page


def test_towns_nearby_stand_in_order_and_no_miles_lead_to_a_home(client: PageClient, olney: object) -> None:
    page = client.get("/jobs/in/olney").text

    assert 0 < page.index("/jobs/in/newport-pagnell") < page.index("/jobs/in/bedford")
    assert "miles away" not in page
    assert live_towns()["bedford"].point == (52.14, -0.47)


@pytest.mark.parametrize(
    "path",
    [
        "/jobs/in/nowhere",
        "/jobs/in/Olney",
        "/jobs/nurse/in/olney",
        "/jobs/made-up/in/olney",
        "/jobs/care-worker/in/bedford",
        "/jobs/in/%E2%80%AE",
    ],
)
def test_a_page_with_nothing_on_it_is_not_there(client: PageClient, olney: object, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_page_goes_with_its_last_job_and_comes_with_the_first(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy(make.workplace(town="Woburn Sands"))
    assert client.get("/jobs/in/woburn-sands").status_code == 200

    for status, code in ((OpportunityStatus.PAUSED, 404), (OpportunityStatus.LIVE, 200)):
        vacancy.status = status
        note_public_change(vacancy)
        db.session.commit()
        assert client.get("/jobs/in/woburn-sands").status_code == code


def test_a_job_past_its_day_has_no_page(client: PageClient, make: Factory) -> None:
    make.vacancy(make.workplace(town="Olney"), closes_on=clock.today() - timedelta(days=1))

    assert client.get("/jobs/in/olney").status_code == 404


def test_one_town_however_it_is_spelt(client: PageClient, make: Factory) -> None:
    for town in ("Newport Pagnell", "NEWPORT PAGNELL", "Newport-Pagnell", "Newport Pagnell"):
        make.vacancy(make.workplace(town=town))

    page = client.get("/jobs/in/newport-pagnell").text

    assert "Care jobs in Newport Pagnell" in page
    assert "4 jobs open now" in page


def test_a_salary_counts_as_what_it_makes_an_hour(make: Factory) -> None:
    make.vacancy(
        make.workplace(town="Olney"),
        pay_period=PayPeriod.YEAR,
        pay_min_pence=2_607_143,
        pay_max_pence=3_128_571,
        hours_min_minutes=37 * 60,
        hours_max_minutes=40 * 60,
    )

    openings = live_towns()["olney"].every

    assert (openings.lowest_pence, openings.highest_pence) == (1250, 1500)


def test_the_start_page_leads_to_towns_with_most_jobs(client: PageClient, olney: object) -> None:
    page = client.get("/").text

    assert page.index("/jobs/in/olney") < page.index("/jobs/in/bedford")
    assert "Olney</a> (3)" in " ".join(page.split())


def test_the_start_page_names_no_towns_when_nothing_is_open(client: PageClient) -> None:
    assert "Jobs by town" not in client.get("/").text


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Newport Pagnell", "newport-pagnell"),
        ("Bishop's Stortford", "bishops-stortford"),
        ("Weston-super-Mare", "weston-super-mare"),
        ("  St. Ives ", "st-ives"),
        ("Ynys Môn", "ynys-mon"),
    ],
)
def test_names_as_addresses_write_them(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_what_leads_from_page_to_page_is_at_most_a_minute_old(client: PageClient, make: Factory) -> None:
    make.vacancy(make.workplace(town="Olney"))
    assert list(live_towns()) == ["olney"]
    make.vacancy(make.workplace(town="Luton"))

    assert client.get("/jobs/in/luton").status_code == 200
    make.vacancy(make.workplace(town="Bedford"))
    assert set(live_towns()) == {"olney", "luton"}
    with time_machine.travel("2026-11-24T10:01:01+00:00", tick=False):
        assert set(live_towns()) == {"olney", "luton", "bedford"}
