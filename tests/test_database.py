"""The connection for what every page asks, on both databases."""

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import OperationalError

from careers.database import ask, db


def test_the_first_row_comes_with_the_names_of_its_columns(app: Flask) -> None:
    row, columns = ask("SELECT 1 AS one, 2 AS two")

    assert (tuple(row or ()), [column[0] for column in columns]) == ((1, 2), ["one", "two"])


def test_what_another_connection_has_just_committed_is_seen(app: Flask) -> None:
    ask("SELECT number FROM search_revisions")
    with db.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM search_revisions")
        connection.exec_driver_sql("INSERT INTO search_revisions (id, number) VALUES (1, 41)")

    assert tuple(ask("SELECT number FROM search_revisions")[0] or ()) == (41,)


def test_it_asks_again_after_all_connections_were_given_up(app: Flask) -> None:
    ask("SELECT 1")
    db.engine.dispose()

    assert tuple(ask("SELECT 2")[0] or ()) == (2,)


def test_a_connection_that_the_server_ended_is_made_anew(app: Flask) -> None:
    if db.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no server")
    ask("SELECT 1")
    with db.engine.begin() as connection:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        connection.execute(sa.text(f"{others} WHERE datname = current_database() AND pid <> pg_backend_pid()"))

    assert tuple(ask("SELECT 3")[0] or ()) == (3,)


def test_a_question_that_cannot_be_asked_is_an_error_and_the_next_one_is_answered(app: Flask) -> None:
    with pytest.raises((OperationalError, db.engine.dialect.loaded_dbapi.Error)):
        ask("SELECT nothing FROM nowhere")

    assert tuple(ask("SELECT 4")[0] or ()) == (4,)
