"""Views of adverts: people count, programs and staff do not, and two workers may write at once."""

from pathlib import Path
from threading import Barrier, Thread

import pytest
import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade

from careers.access import Role
from careers.app import create_app
from careers.database import db, writing
from careers.feeds.counting import ViewCounter, view_counter
from careers.jobs.models import OpportunityStatus, ViewCount
from careers.jobs.seen import add_views, count_views
from tests.client import PageClient
from tests.conftest import settings_for
from tests.connections import counted
from tests.factories import Factory

PHONE = (
    "Mozilla/5.0 (Linux; Android 13; SM-A145R) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"
)
PERSON = {"User-Agent": PHONE}


@pytest.fixture(autouse=True)
def counter(app: Flask) -> ViewCounter:
    """Give the counter of this process, with nothing in it."""
    counter = view_counter(app)
    counter.flush()
    db.session.execute(sa.delete(ViewCount))
    db.session.commit()
    return counter


def views(counter: ViewCounter, opportunity_id: int) -> int:
    """Write down what was counted and return the number of one advert."""
    db.session.rollback()
    counter.flush()
    return count_views(opportunity_id)


def test_people_who_open_an_advert_are_counted(client: PageClient, make: Factory, counter: ViewCounter) -> None:
    vacancy, placement = make.vacancy(), make.placement()

    for _ in range(3):
        client.get(f"/jobs/{vacancy.reference}", headers=PERSON)
    client.get(f"/jobs/{vacancy.reference}/a-slug", headers=PERSON)
    client.get(f"/placements/{placement.reference.lower()}", headers=PERSON)

    assert views(counter, vacancy.id) == 4
    assert count_views(placement.id) == 1
    client.get(f"/jobs/{vacancy.reference}", headers=PERSON)
    assert views(counter, vacancy.id) == 5


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"User-Agent": "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"},
        {"User-Agent": "facebookexternalhit/1.1"},
        {"User-Agent": "python-requests/2.32"},
        {"User-Agent": "curl/8.5.0"},
        {"User-Agent": ""},
        PERSON | {"Sec-Purpose": "prefetch;prerender"},
        PERSON | {"Purpose": "prefetch"},
    ],
)
def test_programs_are_not(client: PageClient, make: Factory, counter: ViewCounter, headers: dict[str, str]) -> None:
    vacancy = make.vacancy()

    client.get(f"/jobs/{vacancy.reference}", headers=headers)

    assert views(counter, vacancy.id) == 0


@pytest.mark.parametrize(
    ("role", "number"), [(Role.CANDIDATE, 1), (Role.OFFICER, 0), (Role.ADVISER, 0), (Role.PROVIDER_MANAGER, 0)]
)
def test_those_who_look_after_adverts_are_not(
    client: PageClient, make: Factory, counter: ViewCounter, role: Role, number: int
) -> None:
    vacancy = make.vacancy()
    organisation_id = vacancy.organisation_id if role is Role.PROVIDER_MANAGER else None
    client.sign_in(make.user(role, organisation_id=organisation_id))

    client.get(f"/jobs/{vacancy.reference}", headers=PERSON)

    assert views(counter, vacancy.id) == number


def test_what_is_not_open_or_not_there_is_not(client: PageClient, make: Factory, counter: ViewCounter) -> None:
    closed = make.vacancy(status=OpportunityStatus.CLOSED)

    client.get(f"/jobs/{closed.reference}", headers=PERSON)
    client.get("/jobs/V-XXXXXX", headers=PERSON)
    client.http.head(f"/jobs/{make.vacancy().reference}", headers=PERSON)

    assert views(counter, closed.id) == 0
    assert db.session.scalars(sa.select(ViewCount)).all() == []


def test_the_employer_sees_the_number(client: PageClient, make: Factory, counter: ViewCounter) -> None:
    vacancy, placement = make.vacancy(), make.placement()
    client.sign_in(make.manager(vacancy.organisation))
    assert "Nobody has opened it yet." in client.get(f"/provider/vacancies/{vacancy.reference}").text
    counter._seen.update({vacancy.reference: 1_234, placement.reference: 1})
    assert views(counter, vacancy.id) == 1_234

    client.sign_in(make.manager(vacancy.organisation))
    assert "Seen 1,234 times." in client.get(f"/provider/vacancies/{vacancy.reference}").text
    client.sign_in(make.manager(placement.organisation))
    assert "Seen 1 time." in client.get(f"/provider/placements/{placement.reference}").text


def test_opening_an_advert_opens_no_transaction_that_writes(client: PageClient, make: Factory) -> None:
    vacancy = make.vacancy()
    with counted() as asked:
        client.get(f"/jobs/{vacancy.reference}", headers=PERSON)

    assert not [words for words in asked if words.startswith(("INSERT", "UPDATE", "DELETE"))]


def test_two_workers_that_write_at_once_lose_nothing(make: Factory) -> None:
    home = make.workplace()
    adverts = [make.vacancy(home) for _ in range(20)]
    ids = {advert.reference: advert.id for advert in adverts}
    db.session.rollback()
    engine, start, failed = db.engine, Barrier(4), []

    def work(order: int) -> None:
        start.wait()
        try:
            for _ in range(10):
                references = list(ids) if order % 2 else list(reversed(ids))
                with writing(), engine.begin() as connection:
                    add_views(connection, dict.fromkeys(references, 1))
        except Exception as error:
            failed.append(error)

    threads = [Thread(target=work, args=(order,)) for order in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert {count_views(opportunity_id) for opportunity_id in ids.values()} == {40}


def test_a_database_that_is_away_loses_no_count(tmp_path: Path) -> None:
    elsewhere = create_app(settings_for(f"sqlite:///{tmp_path}/careers.db", tmp_path))
    elsewhere.config.update(TESTING=True)
    counter = view_counter(elsewhere)
    counter.note("V-AWAY01")

    counter.flush()
    assert counter._seen == {"V-AWAY01": 1}

    with elsewhere.app_context():
        upgrade()
        counter.flush()
        db.engine.dispose()
    assert counter._seen == {}
