"""A reader's own rating of the written answers: given once, by each reader for themselves."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError

from careers import clock
from careers.access import Role
from careers.accounts.models import User
from careers.applications import queries
from careers.applications.commands.reading import rate_answers
from careers.applications.models import Application, ApplicationReading, ApplicationStatus
from careers.audit.models import AuditEvent
from careers.candidates.models import Candidate
from careers.database import db, writing
from careers.errors import Conflict, NotAllowed
from tests.applications.conftest import Home
from tests.factories import Factory

S = ApplicationStatus


def test_a_rating_is_kept_with_its_note_and_noted_without_it(make: Factory, home: Home, amara: Candidate) -> None:
    application = make.application(home.vacancy, amara)

    rate_answers(application, rating=4, note="Cared for her gran.", by=home.manager)

    reading = queries.find_reading(application.id, home.manager.id)
    assert reading is not None
    assert (reading.rating, reading.note, reading.read_at) == (4, "Cared for her gran.", clock.now())
    event = db.session.scalars(sa.select(AuditEvent).where(AuditEvent.action == "application.rated")).one()
    assert (event.actor_id, event.about_user_id, event.reason) == (home.manager.id, amara.user_id, "")


def test_pressed_twice_it_is_kept_once_and_another_rating_is_refused(make: Factory, home: Home) -> None:
    application = make.application(home.vacancy)

    for _ in range(2):
        rate_answers(application, rating=4, note="", by=home.manager)
    with pytest.raises(Conflict, match="You have rated these answers already"):
        rate_answers(application, rating=2, note="", by=home.manager)

    assert [each.rating for each in queries.list_readings(application.id)] == [4]


def test_each_reader_rates_for_themselves(make: Factory, home: Home) -> None:
    application, other = make.application(home.vacancy), make.application(home.vacancy)
    colleague = make.user(Role.PROVIDER_MEMBER, organisation_id=home.organisation.id)

    rate_answers(application, rating=4, note="", by=home.manager)
    rate_answers(other, rating=1, note="", by=colleague)

    assert queries.list_rated_by(home.manager.id, home.vacancy.id) == {application.id}
    assert queries.list_rated_by(colleague.id, home.vacancy.id) == {other.id}


@pytest.mark.parametrize("rating", [0, 6, -1])
def test_a_rating_off_the_scale_is_refused(make: Factory, home: Home, rating: int) -> None:
    application = make.application(home.vacancy)

    with pytest.raises(NotAllowed, match="Choose one of the five ratings"):
        rate_answers(application, rating=rating, note="", by=home.manager)

    assert queries.list_readings(application.id) == []


@pytest.mark.parametrize("status", [S.NOT_SUCCESSFUL, S.WITHDRAWN, S.STARTED, S.NO_REPLY])
def test_after_the_end_nothing_is_left_to_rate(make: Factory, home: Home, status: ApplicationStatus) -> None:
    application = make.application(home.vacancy, status=status, started_on=clock.today())

    with pytest.raises(Conflict, match="has ended"):
        rate_answers(application, rating=3, note="", by=home.manager)


@pytest.mark.parametrize(("rating", "times"), [(0, 1), (6, 1), (3, 2)])
def test_the_database_keeps_one_rating_a_reader_and_only_from_1_to_5(
    make: Factory, home: Home, rating: int, times: int
) -> None:
    application = make.application(home.vacancy)
    values = {"application_id": application.id, "user_id": home.manager.id, "rating": rating, "read_at": clock.now()}
    values["note"] = ""

    with pytest.raises(IntegrityError):
        db.session.execute(sa.insert(ApplicationReading), [values] * times)

    db.session.rollback()
    assert queries.list_readings(application.id) == []


def test_two_tabs_at_once_and_one_is_told(app: Flask, make: Factory, home: Home) -> None:
    application_id, manager_id = make.application(home.vacancy).id, home.manager.id
    db.session.commit()
    start = Barrier(2)

    def press(rating: int) -> str:
        with app.app_context(), writing():
            start.wait(timeout=10)
            try:
                rate_answers(
                    db.session.get_one(Application, application_id),
                    rating=rating,
                    note="",
                    by=db.session.get_one(User, manager_id),
                )
            except Conflict:
                return "told"
            db.session.commit()
            return "kept"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(press, (2, 5)))

    assert outcomes == ["kept", "told"]
    assert len(queries.list_readings(application_id)) == 1
