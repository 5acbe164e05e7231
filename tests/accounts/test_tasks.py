"""What the timetable does with sign-in codes."""

from datetime import timedelta

import sqlalchemy as sa
from flask import Flask

from careers import clock
from careers.accounts import commands, tasks
from careers.accounts.models import SignInCode
from careers.database import db

SECRET = "a-secret-for-tests-that-is-long-enough"


def test_codes_that_ran_out_over_a_day_ago_are_forgotten(app: Flask) -> None:
    old = commands.ask_for_code("old@example.com", secret=SECRET)
    commands.ask_for_code("new@example.com", secret=SECRET)
    old.expires_at = clock.now() - timedelta(hours=24, seconds=1)
    db.session.commit()

    forgotten = [tasks.forget_old_codes(clock.now()), tasks.forget_old_codes(clock.now())]

    assert forgotten == [1, 0]
    assert db.session.scalars(sa.select(SignInCode.email)).all() == ["new@example.com"]
