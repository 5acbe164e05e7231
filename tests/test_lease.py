"""One holder among many."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask

from careers import clock, lease
from careers.database import db, writing


def hold(holder: str, *, seconds_later: int = 0) -> bool:
    held = lease.hold("test", holder, now=clock.now() + timedelta(seconds=seconds_later), seconds=30)
    db.session.commit()
    return held


def test_the_first_to_ask_holds_it(app: Flask) -> None:
    assert hold("first")


def test_nobody_else_holds_it_while_it_runs(app: Flask) -> None:
    hold("first")

    assert not hold("second", seconds_later=29)


def test_its_holder_renews_it(app: Flask) -> None:
    hold("first")

    renewed = hold("first", seconds_later=29)
    taken_away = hold("second", seconds_later=58)

    assert renewed
    assert not taken_away


def test_another_takes_over_when_it_runs_out(app: Flask) -> None:
    hold("first")

    taken_over = hold("second", seconds_later=30)
    taken_back = hold("first", seconds_later=31)

    assert taken_over
    assert not taken_back


def test_another_takes_over_at_once_when_it_is_given_back(app: Flask) -> None:
    hold("first")

    lease.release("test", "first")

    assert hold("second")


def test_only_its_holder_gives_it_back(app: Flask) -> None:
    hold("first")

    lease.release("test", "second")

    assert not hold("second")


def test_leases_of_other_names_are_apart(app: Flask) -> None:
    hold("first")

    assert lease.hold("another", "second", now=clock.now(), seconds=30)


@pytest.mark.parametrize("is_free_row_there", [False, True])
def test_of_many_that_ask_at_once_one_holds_it(app: Flask, is_free_row_there: bool) -> None:
    if is_free_row_there:
        lease.hold("test", "dead", now=clock.now() - timedelta(minutes=1), seconds=30)
    db.session.commit()
    start = threading.Barrier(4)

    def ask(number: int) -> bool:
        with app.app_context(), writing():
            start.wait(5)
            return hold(f"holder {number}")

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(ask, range(4)))

    assert sorted(answers) == [False, False, False, True]
