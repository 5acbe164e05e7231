"""What the tests of the map share: an index of openings that holds nothing of the test before; a list of questions."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask

from careers.database import db
from careers.jobs.queries import forget_index


@pytest.fixture
def app(app: Flask) -> Flask:
    """Give the application with an index to be loaded afresh."""
    forget_index()
    return app


@pytest.fixture
def statements(app: Flask) -> Iterator[list[str]]:
    """Give the list of what is asked of the database from now on."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement != "BEGIN":
            asked.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    yield asked
    sa.event.remove(db.engine, "before_cursor_execute", note)
