"""Fixtures of every test: an application on a migrated scratch database, emptied after each test, and a careful client.

The database is SQLite in a temporary folder, or PostgreSQL when TEST_DATABASE_URL names a server
(`postgresql://user@host/database`): each test process makes a database of its own beside the named one.
Tests commit for real, so that what they prove about two connections holds, and every table is emptied afterwards.
"""

import os
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine, make_url

from careers.app import address_mail, create_app
from careers.config import Settings
from careers.database import db, writing
from careers.finding.towns import forget_towns
from careers.jobs.queries import forget_index
from careers.web import limiter
from tests.client import PageClient
from tests.connections import OtherConnections
from tests.factories import Factory

BANK: tuple[sa.Table, ...] = tuple(
    db.metadata.tables[name] for name in ("question_versions", "question_responses", "bank_releases")
)
STARTER_BANK: dict[sa.Table, list[dict[str, object]]] = {}
"""What the migrations put into the bank of questions: every test begins with it."""

NOW = "2026-11-24T10:00:00+00:00"


@event.listens_for(Engine, "connect")
def _answer_in_another_order(driver_connection: object, _record: object) -> None:
    """Let SQLite give what was asked for in no order from its other end, as PostgreSQL may on any day."""
    if isinstance(driver_connection, sqlite3.Connection):
        driver_connection.execute("PRAGMA reverse_unordered_selects=ON")


def settings_for(database_url: str, folder: Path, **changes: object) -> Settings:
    """Return test settings: demonstration mode, no key for mail."""
    values: dict[str, object] = {
        "careers_mode": "demo",
        "database_url": database_url,
        "secret_key": "a-secret-for-tests-that-is-long-enough",
        "instance_path": str(folder),
        "service_name": "Care Careers",
        "council_name": "Milton Keynes City Council",
        "area_codes": ("E06000042", "E06000055", "E06000056", "E06000032"),
        "public_url": "http://127.0.0.1:5000",
        "contact_email": "care-careers@council.example",
        "mail_from": "care-careers@council.example",
        "sendgrid_api_key": "",
        "sendgrid_host": "http://127.0.0.1:9",
        "sendgrid_webhook_public_key": "",
        "redis_url": "",
        "session_hours": 12,
        "log_level": "WARNING",
        "workers": 2,
        "trusted_proxies": 0,
        "rate_limit": "1000000 per minute",
    }
    return Settings(**(values | changes))


@contextmanager
def beside() -> Iterator[Connection]:
    """Open a connection to the database that TEST_DATABASE_URL names, to make and drop others beside it."""
    url = make_url(os.environ["TEST_DATABASE_URL"]).set(drivername="postgresql+psycopg")
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        yield connection


@contextmanager
def scratch_postgres(name: str, *, template: str = "template1") -> Iterator[str]:
    """Make a PostgreSQL database for this process alone, give its address, drop it afterwards."""
    name = f"careers_{name}_{os.getpid()}"
    template = template if template == "template1" else f"careers_{template}_{os.getpid()}"
    with beside() as connection:
        connection.exec_driver_sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield connection.engine.url.set(database=name).render_as_string(hide_password=False)
        finally:
            connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def worker(request: pytest.FixtureRequest) -> str:
    """Return the name of this test process."""
    return os.environ.get("PYTEST_XDIST_WORKER", "alone")


@pytest.fixture(scope="session")
def migrated_app(tmp_path_factory: pytest.TempPathFactory, worker: str) -> Iterator[Flask]:
    """Build the application once a process, on a database made by the migrations."""
    folder = tmp_path_factory.mktemp("instance")
    on_postgres = bool(os.environ.get("TEST_DATABASE_URL"))
    with scratch_postgres(worker) if on_postgres else nullcontext(f"sqlite:///{folder}/careers.db") as url:
        app = create_app(settings_for(url, folder))
        app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
        with app.app_context():
            upgrade()
            with db.engine.connect() as connection:
                STARTER_BANK.update({table: _rows(connection, table) for table in BANK})
        yield app
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture
def app(migrated_app: Flask) -> Iterator[Flask]:
    """Give the application with a context, and empty the database afterwards."""
    limiter.reset()  # the clock stands, so what earlier tests asked for would count for ever
    address_mail(migrated_app.config["SETTINGS"])  # a journey's site may have stood elsewhere
    with migrated_app.app_context(), writing():
        yield migrated_app
        db.session.rollback()
        db.session.remove()
        empty_database()


def _rows(connection: Connection, table: sa.Table) -> list[dict[str, object]]:
    """Return a table's rows without their numbers, which are given again in the same order."""
    columns = [column for column in table.columns if column.name != "id"]
    return [dict(row) for row in connection.execute(sa.select(*columns).order_by(table.c.id)).mappings()]


def empty_database() -> None:
    """Delete every row; leave the starter bank and the rows of revisions; forget the search index that held them.

    Only tables that hold something are touched: emptying all of them takes longer than most tests.
    """
    forget_index()
    forget_towns()
    with db.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        kept = set(BANK) if _bank_is_untouched(connection) else set()
        filled = _filled_tables(connection)
        for table in reversed(db.metadata.sorted_tables):
            if table.name in filled and table not in kept:
                connection.execute(table.delete())
        _number_from_one(connection, but=kept)
        for table, rows in STARTER_BANK.items():
            if table not in kept:
                connection.execute(table.insert(), rows)
        connection.exec_driver_sql("INSERT INTO search_revisions (id, number) VALUES (1, 0)")
        connection.exec_driver_sql("INSERT INTO alert_watermarks (id, revision) VALUES (1, 0)")


def _bank_is_untouched(connection: Connection) -> bool:
    return bool(STARTER_BANK) and all(_rows(connection, table) == rows for table, rows in STARTER_BANK.items())


def _filled_tables(connection: Connection) -> set[str]:
    """Return the names of the tables that hold any row."""
    questions = [
        f"SELECT '{table.name}' WHERE EXISTS (SELECT 1 FROM {table.name})"  # noqa: S608  names from our own models
        for table in db.metadata.sorted_tables
    ]
    return set(connection.execute(sa.text(" UNION ALL ".join(questions))).scalars())


def _number_from_one(connection: Connection, *, but: set[sa.Table]) -> None:
    """Let every table's numbers begin at 1 again."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("DELETE FROM sqlite_sequence")
        return
    used = connection.exec_driver_sql("SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL").scalars()
    kept = {f"{table.name}_id_seq" for table in but}
    for name in set(used) - kept:
        connection.exec_driver_sql(f"SELECT setval('{name}', 1, false)")


@pytest.fixture(autouse=True)
def fixed_clock(request: pytest.FixtureRequest) -> Iterator[None]:
    """Stop the clock on a Tuesday morning, except where another process takes part, which has a clock of its own."""
    if request.node.get_closest_marker("journey") or request.node.get_closest_marker("real_clock"):
        yield
        return
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(app: Flask) -> PageClient:
    """Give a test client that checks every page it fetches."""
    return PageClient(app)


@pytest.fixture
def make(app: Flask) -> Factory:
    """Give the factory of records."""
    return Factory()


@pytest.fixture
def elsewhere(app: Flask) -> Iterator[OtherConnections]:
    """Give the means to do things at the same time."""
    with ThreadPoolExecutor(4) as pool:
        yield OtherConnections(app, pool)
