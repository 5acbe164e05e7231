"""Prepared questions: the connection that they keep is replaced when it was lost, and ends with its engine."""

from flask import Flask

from careers import database
from careers.database import db
from careers.finding.queries import find_public_vacancy
from tests.factories import Factory


def title_of(reference: str) -> str:
    found = find_public_vacancy(reference)
    return found.vacancy.title if found else ""


def test_a_connection_is_kept_and_sees_what_was_committed_since(app: Flask, make: Factory) -> None:
    vacancy = make.vacancy(title="Cook")
    first = title_of(vacancy.reference)
    kept = list(database._waiting[db.engine])

    vacancy.title = "Head cook"
    db.session.commit()

    assert (first, title_of(vacancy.reference)) == ("Cook", "Head cook")
    assert database._waiting[db.engine] == kept


def test_a_connection_lost_while_it_waited_is_replaced(app: Flask, make: Factory) -> None:
    vacancy = make.vacancy(title="Cook")
    title_of(vacancy.reference)
    for connection in database._waiting[db.engine]:
        connection.close()

    assert title_of(vacancy.reference) == "Cook"
    assert len(database._waiting[db.engine]) == 1


def test_what_waits_ends_with_its_engine(app: Flask, make: Factory) -> None:
    reference = make.vacancy(title="Cook").reference
    title_of(reference)
    db.session.remove()

    db.engine.dispose()

    assert db.engine not in database._waiting
    assert title_of(reference) == "Cook"
