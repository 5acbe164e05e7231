"""`flask demo load`: where it refuses, and that a killed load leaves nothing."""

import os
import signal
import sqlite3
import subprocess
import time

import pytest
from flask import Flask

from careers.config import ROOT
from tests.demo.conftest import database_of, flask
from tests.factories import Factory

pytestmark = pytest.mark.xdist_group("demo")

SPILLED = 1_000_000


def test_a_load_that_is_killed_leaves_nothing(empty: dict[str, str]) -> None:
    log = database_of(empty).with_name("careers.db-wal")
    load = subprocess.Popen(flask("demo", "load"), cwd=ROOT, env=empty, stdout=subprocess.PIPE)

    while load.poll() is None and not (log.exists() and log.stat().st_size > SPILLED):
        time.sleep(0.005)
    os.kill(load.pid, signal.SIGKILL)
    load.communicate()

    assert load.returncode == -signal.SIGKILL
    with sqlite3.connect(database_of(empty)) as connection:
        assert connection.execute("SELECT count(*) FROM users").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM opportunities").fetchone() == (0,)


def test_it_refuses_a_database_that_is_in_use(app: Flask, make: Factory) -> None:
    make.organisation()

    result = app.test_cli_runner().invoke(args=["demo", "load"])

    assert result.exit_code == 2
    assert result.stderr == (
        "Error: the database has organisations already; the demonstration goes into an empty one only\n"
    )


def test_once_says_so_and_changes_nothing_when_it_is_there(app: Flask, make: Factory) -> None:
    make.organisation()

    result = app.test_cli_runner().invoke(args=["demo", "load", "--once"])

    assert (result.exit_code, result.stdout) == (0, "The demonstration is already loaded.\n")


def test_it_refuses_outside_demonstration_mode(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "CAREERS_MODE", "production")

    result = app.test_cli_runner().invoke(args=["demo", "load", "--once"])

    assert result.exit_code == 2
    assert "only with CAREERS_MODE=demo" in result.stderr


def test_it_refuses_an_area_without_postcodes(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "AREA_CODES", ("S12000033",))

    result = app.test_cli_runner().invoke(args=["demo", "load"])

    assert result.exit_code == 2
    assert "we hold no postcodes for AREA_CODES" in result.stderr


def test_a_wrong_date_is_one_line(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["demo", "load", "--today", "24/11/2026"])

    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
