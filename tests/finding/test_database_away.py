"""The database is away under a running server: the search goes on from memory and says so, the rest says it too."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask_migrate import upgrade

from careers import clock
from careers.app import create_app
from careers.database import db, writing
from tests.bench.market import load_market
from tests.bench.stand import Server, serving
from tests.client import check_page
from tests.conftest import beside, scratch_postgres, settings_for

pytestmark = [
    pytest.mark.real_clock,
    pytest.mark.xdist_group("servers"),
    pytest.mark.skipif(
        not os.environ.get("TEST_DATABASE_URL"), reason="an SQLite file cannot be taken from under a server"
    ),
]

ROWS = 40
FROM_THE_INDEX = ("/", "/jobs", "/jobs?q=care", "/jobs?place=Leeds&miles=50", "/jobs?kind=placement&sort=newest")
NOTICE = "We cannot reach our records at the moment"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[str]:
    """A database of its own with a few adverts."""
    with scratch_postgres("away") as url:
        app = create_app(settings_for(url, tmp_path))
        with app.app_context(), writing():
            upgrade()
            load_market(db.engine, ROWS, today=clock.today())
            db.session.remove()
            db.engine.dispose()
        yield url


@pytest.fixture
def server(database: str, tmp_path: Path) -> Iterator[Server]:
    """A server on it whose two workers have loaded their index."""
    environment = {
        "DATABASE_URL": database.replace("postgresql+psycopg", "postgresql"),
        "CAREERS_MODE": "production",
        "SECRET_KEY": "a-secret-for-tests-that-is-long-enough",
        "INSTANCE_PATH": str(tmp_path),
        "WORKERS": "2",
        "LOG_LEVEL": "ERROR",
    }
    with serving(environment) as running:
        running.run(["/jobs"] * 40, seconds=0, connections=8)
        yield running


def take_away(database: str) -> None:
    """Let nobody in, and end the sessions that are open."""
    name = sa.make_url(database).database
    with beside() as connection:
        connection.exec_driver_sql(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        connection.execute(
            sa.text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"), {"name": name}
        )


def bring_back(database: str) -> None:
    with beside() as connection:
        connection.exec_driver_sql(f'ALTER DATABASE "{sa.make_url(database).database}" ALLOW_CONNECTIONS true')


def an_advert(server: Server) -> str:
    body = server.fetch("/jobs?kind=job")[1].decode()
    return "/jobs/V-" + body.split('href="/jobs/V-')[1][:6]


def test_the_search_goes_on_from_memory_with_a_notice_and_the_rest_says_so(server: Server, database: str) -> None:
    advert = an_advert(server)
    take_away(database)
    try:
        searches = [server.fetch(path) for path in FROM_THE_INDEX for _ in range(4)]
        others = [server.fetch(path) for path in (advert, "/employers/nobody") for _ in range(4)]
        ready, live = server.fetch("/health/ready")[0], server.fetch("/health/live")[0]
    finally:
        bring_back(database)

    assert {status for status, _ in searches} == {200}
    assert all(NOTICE in body.decode() for _, body in searches)
    assert {status for status, _ in others} == {503}
    assert all(NOTICE in body.decode() and "You can still search for work" in body.decode() for _, body in others)
    assert (ready, live) == (503, 200)
    for _, body in (*searches[::4], *others[::4]):
        check_page(body.decode())


def test_all_is_well_in_the_first_request_after_it_is_back(server: Server, database: str) -> None:
    advert = an_advert(server)
    take_away(database)
    for _ in range(4):
        server.fetch("/jobs")
    bring_back(database)

    answers = [server.fetch(path) for path in ("/jobs", advert, "/jobs", advert)]

    assert [status for status, _ in answers] == [200] * 4
    assert not [body for _, body in answers if NOTICE in body.decode()]


def test_a_503_says_when_to_come_again(server: Server, database: str) -> None:
    advert = an_advert(server)
    take_away(database)
    try:
        status, headers = server.head_of(advert)
    finally:
        bring_back(database)

    assert (status, headers["Retry-After"]) == (503, "30")
