"""The demonstration, loaded once a module, and a shell to type its commands in."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from careers.config import ROOT
from careers.database import db, writing
from careers.demo.load import load_demonstration
from tests.conftest import empty_database

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def area(migrated_app: Flask) -> Iterator[None]:
    """Load the demonstration, keep it while the tests of a module read it, and empty the database."""
    with migrated_app.app_context(), writing():
        load_demonstration(TODAY, migrated_app.config["AREA_CODES"])
        db.session.commit()
        yield
        db.session.rollback()
        db.session.remove()
        empty_database()


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give the environment of a fresh machine in demonstration mode: its database is migrated and empty."""
    folder = tmp_path_factory.mktemp("demonstration")
    unset = ("DATABASE_URL", "SECRET_KEY", "SENDGRID_API_KEY", "CAREERS_MODE", "PUBLIC_URL", "PORT")
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    environment |= {"INSTANCE_PATH": str(folder), "FLASK_APP": "wsgi", "LOG_LEVEL": "WARNING", "PYTHONHASHSEED": "1"}
    upgraded = subprocess.run(flask("db", "upgrade"), cwd=ROOT, env=environment, capture_output=True, text=True)
    assert upgraded.returncode == 0, upgraded.stderr
    return environment


@pytest.fixture
def empty(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """Give an environment with an empty database of its own."""
    copy = environment | {"INSTANCE_PATH": str(tmp_path)}
    database_of(copy).write_bytes(database_of(environment).read_bytes())
    return copy


def flask(*words: str) -> list[str]:
    """Return a command of the service, as it is typed."""
    return [sys.executable, "-m", "flask", *words]


def database_of(environment: dict[str, str]) -> Path:
    """Return the file of the database of an environment."""
    return Path(environment["INSTANCE_PATH"]) / "careers.db"
