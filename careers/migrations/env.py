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


def let_tables_be_rebuilt(connection: Connection) -> None:
    """Let SQLite rebuild a table without deleting what points to its rows, on a connection that nobody uses after."""
    if connection.dialect.name == "sqlite":
        connection.detach()
        connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")  # does nothing in a transaction


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


with writing(), current_app.extensions["migrate"].db.engine.connect() as shared:
    let_tables_be_rebuilt(shared)
    run(shared)
    shared.commit()
