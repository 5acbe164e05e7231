"""Run migrations inside the Flask application's own database connection."""

from typing import Literal

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from careers.database import UtcDateTime, writing


def render_item(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write our own column type as the plain one under it: a migration must run after the code has moved on."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run(connection: Connection) -> None:
    """Run on one connection; SQLite rebuilds tables in batches."""
    context.configure(
        connection=connection,
        target_metadata=current_app.extensions["migrate"].db.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=render_item,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def broken_references(connection: Connection) -> set[tuple[object, ...]]:
    """Return the rows of an SQLite database that point at nothing."""
    return {tuple(row) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")}


with writing(), current_app.extensions["migrate"].db.engine.connect() as shared:
    on_sqlite = shared.dialect.name == "sqlite"
    if on_sqlite:  # a table is rebuilt by dropping it, which would refuse, or take along, what points at it
        shared.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")
    before = broken_references(shared) if on_sqlite else set()
    run(shared)
    if on_sqlite and (broken := broken_references(shared) - before):
        raise ValueError(f"rows point at nothing after the migration: {sorted(broken, key=str)[:3]}")
    shared.commit()
    if on_sqlite:
        shared.connection.dbapi_connection.execute("PRAGMA foreign_keys=ON")
