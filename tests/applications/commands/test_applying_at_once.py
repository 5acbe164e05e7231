"""A page left open, and the same application sent from another: two connections, on either database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from flask import Flask
from sqlalchemy.exc import NoResultFound

from careers.accounts.models import User
from careers.applications.commands import applying as commands
from careers.applications.models import Application, ApplicationStatus
from careers.candidates.models import Candidate
from careers.database import db, writing
from careers.errors import Conflict
from tests.applications.conftest import Home
from tests.factories import Factory


def delete(application: Application) -> None:
    commands.delete_draft(application, by=application.candidate.user)


def rewrite(application: Application) -> None:
    commands.keep_answers(application, {"why": "Something else."})


def choose(application: Application) -> None:
    commands.choose_format(application, wants_alternative=True)


@pytest.mark.parametrize("late_press", [delete, rewrite, choose])
def test_what_was_sent_is_neither_deleted_nor_changed_by_a_page_read_before(
    app: Flask, make: Factory, home: Home, amara: Candidate, late_press: Callable[[Application], None]
) -> None:
    draft = {"status": ApplicationStatus.DRAFT, "submitted_at": None, "wants_alternative_format": True}
    application_id, user_id = make.application(home.vacancy, amara, **draft).id, amara.user_id
    db.session.commit()
    is_read, is_sent = Event(), Event()
    done: list[str] = []

    def late_page() -> None:
        with app.app_context(), writing():
            application = db.session.get_one(Application, application_id)
            is_read.set()
            is_sent.wait(timeout=1)  # on SQLite the other waits for this one instead
            try:
                late_press(application)
                db.session.commit()
            except Conflict:
                return
            done.append("changed")

    def sender() -> None:
        is_read.wait(timeout=10)
        with app.app_context(), writing():
            try:
                application = db.session.get_one(Application, application_id)
                commands.submit_application(application, by=db.session.get_one(User, user_id))
                db.session.commit()
            except NoResultFound:
                return
            done.append("sent")
            is_sent.set()

    with ThreadPoolExecutor(2) as pool:
        for waiting in [pool.submit(late_page), pool.submit(sender)]:
            waiting.result(timeout=30)

    assert done in (["sent"], ["changed"], ["changed", "sent"])
