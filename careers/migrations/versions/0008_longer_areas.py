"""Alerts for regions: the codes of all their councils are longer than what there was room for."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def _change_area(before: sa.String, after: sa.String) -> None:
    """Change the type of the column; SQLite rebuilds the table, and no number of an alert may be used again."""
    bind = op.get_bind()
    is_sqlite = bind.dialect.name == "sqlite"
    last = bind.scalar(sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'alerts'")) if is_sqlite else None
    with op.batch_alter_table("alerts", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.alter_column("area", existing_type=before, type_=after, existing_nullable=False)
    if last is not None:
        bind.execute(sa.text("DELETE FROM sqlite_sequence WHERE name = 'alerts'"))
        bind.execute(sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES ('alerts', :last)"), {"last": last})


def upgrade() -> None:
    """Let the list of councils be as long as it is."""
    _change_area(sa.String(500), sa.Text())


def downgrade() -> None:
    """Keep as many councils as there was room for: fifty codes of nine characters, and the commas between them."""
    op.execute("UPDATE alerts SET area = substr(area, 1, 499) WHERE length(area) > 500")
    _change_area(sa.Text(), sa.String(500))
