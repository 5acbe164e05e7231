"""More than one connection to the database, and what is asked of it."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from flask import Flask

from careers.database import db, writing


class OtherConnections:
    """Runs functions in threads, each with a session and a connection of its own, committed at the end."""

    def __init__(self, app: Flask, pool: ThreadPoolExecutor) -> None:
        self.app = app
        self.pool = pool

    def start(self, work: Callable[[], Any]) -> "Future[Any]":
        db.session.commit()  # the test's own transaction must not be in the way
        return self.start_beside(work)

    def start_beside(self, work: Callable[[], Any]) -> "Future[Any]":
        """Start while the test's own transaction stays open, for what must wait for it."""
        return self.pool.submit(self._run, work)

    def _run(self, work: Callable[[], Any]) -> Any:
        with self.app.app_context(), writing():
            result = work()
            db.session.commit()
            return result


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect what is asked of the database."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)
