"""Alerts for regions: the codes of all their councils are longer than what there was room for.

And who refuses our mail: that outlives their alerts.
"""

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
    """Let the list of councils be as long as it is; note who refused our mail where an alert still says so."""
    _change_area(sa.String(500), sa.Text())
    with op.batch_alter_table("alert_addresses") as batch_op:
        batch_op.add_column(sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE alert_addresses SET refused_at = (SELECT max(ended_at) FROM alerts"
        " WHERE alerts.address_id = alert_addresses.id AND alerts.end_reason = 'refused')"
    )


def downgrade() -> None:
    """Take the column away, and keep as many councils as there was room for: fifty codes of nine characters, and the commas between them."""
    with op.batch_alter_table("alert_addresses", recreate="never") as batch_op:
        batch_op.drop_column("refused_at")
    op.execute("UPDATE alerts SET area = substr(area, 1, 499) WHERE length(area) > 500")
    _change_area(sa.Text(), sa.String(500))
