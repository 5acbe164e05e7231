"""The database: one declarative base, columns that mean the same on SQLite and PostgreSQL, safe transactions."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.pool import PoolProxiedConnection

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """An aware moment, stored as UTC. Naive values are refused: they would be somebody's guess."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Turn an aware moment into UTC (SQLite keeps it without the zone)."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Give back an aware UTC moment."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def enum_of(members: type[StrEnum], name: str) -> sa.Enum:
    """Return a column type that stores an enum by its value, with a CHECK that the database enforces itself."""
    return sa.Enum(
        members,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=max(len(member.value) for member in members),
        values_callable=lambda enum: [member.value for member in enum],
    )


class Base(DeclarativeBase):
    """The declarative base of every table."""

    registry = registry(metadata=sa.MetaData(naming_convention=NAMING), type_annotation_map={datetime: UtcDateTime()})


db = SQLAlchemy(model_class=Base, session_options={"autoflush": True})

Upsert = sqlite.Insert | postgresql.Insert
"""An INSERT that can say what happens when the row is there already."""

_INSERT: Mapping[str, Callable[..., Upsert]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def insert_into(table: type[Base], connection: Connection | None = None) -> Upsert:
    """Return an INSERT in the dialect of a connection, or of the database, which can say ON CONFLICT."""
    return _INSERT[(connection or db.engine).dialect.name](table)


_writing: ContextVar[bool] = ContextVar("writing", default=False)


@contextmanager
def writing() -> Iterator[None]:
    """Open transactions ready to write from their first statement.

    SQLite lets a reader become a writer only if nobody wrote in between; two people pressing at once would see
    "database is locked". Taking the write lock at BEGIN makes the second wait instead. PostgreSQL needs no help.
    """
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


def expect_writing(expected: bool) -> None:
    """Say, at the start of a request, whether its transaction will write."""
    _writing.set(expected)


def _prepare_sqlite(dbapi_connection: Any, _record: Any) -> None:
    dbapi_connection.isolation_level = None  # the driver's own transactions would break savepoints
    cursor = dbapi_connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "busy_timeout=10000",
        "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@contextmanager
def reading() -> Iterator[Connection]:
    """Give a connection beside the session's, in a transaction that only reads, whatever the session is about to do."""
    with db.engine.connect() as connection:
        yield connection.execution_options(only_reads=True)


_asked: WeakKeyDictionary[Engine, PoolProxiedConnection] = WeakKeyDictionary()
_asking = Lock()


def ask(question: str, values: Any = ()) -> tuple[Any, Sequence[Any]]:
    """Return the first row of an answer or None, and the driver's description of its columns.

    For what nearly every page asks: on one connection of this process beside the pool, outside any transaction, past
    SQLAlchemy's layers. A connection that was lost is made anew. Raises OperationalError like the rest.
    """
    engine = db.engine
    driver = engine.dialect.loaded_dbapi
    with _asking:
        for is_last in (False, True):
            connection = cursor = None
            try:
                connection = _asked.get(engine) or _connected(engine)
                cursor = connection.cursor()
                cursor.execute(question, values)
                return cursor.fetchone(), cursor.description
            except driver.Error as error:
                is_lost = connection is not None and engine.dialect.is_disconnect(error, connection, cursor)
                if is_lost:
                    _hang_up(engine)
                if is_last or not is_lost:
                    if isinstance(error, driver.OperationalError):
                        raise OperationalError(question, None, error) from error
                    raise
    raise AssertionError  # the second turn returns or raises


def _connected(engine: Engine) -> PoolProxiedConnection:
    """Return a connection outside the pool that commits by itself, and keep it."""
    own = engine.raw_connection()
    if engine.dialect.name == "postgresql":
        own.driver_connection.autocommit = True  # type: ignore[union-attr]  # it has one
    own.detach()
    _asked[engine] = own
    return own


def _hang_up(engine: Engine) -> None:
    connection = _asked.pop(engine, None)
    if connection is not None:
        connection.close()


class Prepared:
    """A question that so many pages ask that SQLAlchemy's way to the driver counts: its text is made once.

    It is answered outside any transaction of the session. Values that are stored alike are converted once, so answers
    are to be read only.
    """

    def __init__(self, statement: sa.Select[Any]) -> None:
        self._statement = statement
        self._texts: dict[str, tuple[str, list[str] | None]] = {}
        self._conversions: dict[str, list[tuple[int, Callable[[Any], Any]]]] = {}

    def one_or_none(self, **values: Any) -> list[Any] | None:
        """Return the first row, its values as the columns' types give them. Raises OperationalError like any other."""
        dialect = db.engine.dialect
        text, order = self._texts.get(dialect.name) or self._prepare(dialect)
        row, described = ask(text, values if order is None else [values[name] for name in order])
        if row is None:
            return None
        found = list(row)
        for at, convert in self._conversions.get(dialect.name) or self._learn(dialect, described):
            found[at] = convert(found[at])
        return found

    def _prepare(self, dialect: sa.Dialect) -> tuple[str, list[str] | None]:
        """Return the text for a driver, and its values in order when they have no names there."""
        compiled = self._statement.compile(dialect=dialect)
        self._texts[dialect.name] = str(compiled), compiled.positiontup
        return self._texts[dialect.name]

    def _learn(self, dialect: sa.Dialect, described: Sequence[Any]) -> list[tuple[int, Callable[[Any], Any]]]:
        """Return which columns are converted by what, as their types say of what the driver gives."""
        types = [column.type.dialect_impl(dialect) for column in self._statement.selected_columns]
        found = [(at, one.result_processor(dialect, described[at][1])) for at, one in enumerate(types)]
        self._conversions[dialect.name] = [(at, lru_cache(1_000)(convert)) for at, convert in found if convert]
        return self._conversions[dialect.name]


def _begin_sqlite(connection: Connection) -> None:
    will_write = _writing.get() and not connection.get_execution_options().get("only_reads")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if will_write else "BEGIN")


def prepare_engine(engine: Engine) -> None:
    """Make an engine behave: foreign keys, waiting for locks and honest transactions on SQLite."""
    event.listen(engine, "engine_disposed", _hang_up)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)


def init_database(app: Flask) -> None:
    """Bind the database to the application."""
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
