"""Alerts: their addresses, searches, finds and watermark; headers of a message, so that mail programs can stop it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def _one_of(name: str, *values: str) -> sa.Enum:
    longest = max(len(value) for value in values)
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=longest)


def upgrade() -> None:
    """Add them. What can be found now is no news: the watermark starts at the newest revision."""
    with op.batch_alter_table("outbox_messages") as batch_op:
        batch_op.add_column(sa.Column("headers", sa.JSON(none_as_null=True), nullable=True))
    op.create_table(
        "alert_addresses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("mailed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_alert_addresses_email_is_lower_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_addresses")),
        sa.UniqueConstraint("email", name=op.f("uq_alert_addresses_email")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "alerts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("search", sa.String(length=1000), nullable=False),
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("area", sa.String(length=500), nullable=False),
        sa.Column("frequency", _one_of("alert_frequency", "at once", "daily", "weekly"), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("status", _one_of("alert_status", "waiting", "on", "ended"), nullable=False),
        sa.Column(
            "end_reason", _one_of("alert_end_reason", "person", "bounced", "no answer", "refused"), nullable=True
        ),
        sa.Column("since_revision", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("confirm_sent_on", sa.Date(), nullable=True),
        sa.Column("wanted_at", MOMENT, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=True),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.CheckConstraint("(lat IS NULL) = (lon IS NULL)", name=op.f("ck_alerts_lat_with_lon")),
        sa.CheckConstraint("lat IS NULL OR area = ''", name=op.f("ck_alerts_point_or_area")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_alerts_weekday_of_a_week")),
        sa.CheckConstraint(
            "(status = 'ended') = (ended_at IS NOT NULL)", name=op.f("ck_alerts_ended_at_with_status")
        ),
        sa.CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name=op.f("ck_alerts_ended_at_with_reason")),
        sa.ForeignKeyConstraint(
            ["address_id"], ["alert_addresses.id"], name=op.f("fk_alerts_address_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
        sa.UniqueConstraint("address_id", "search", name=op.f("uq_alerts_address_id_search")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("alerts") as batch_op:
        batch_op.create_index("ix_alerts_address_id", ["address_id"])
        batch_op.create_index("ix_alerts_status_wanted_at", ["status", "wanted_at"])
    op.create_table(
        "alert_matches",
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("opportunity_id", sa.Integer(), nullable=False),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column(
            "not_relevant",
            _one_of("alert_not_relevant", "too far", "wrong hours", "pay too low", "wrong work", "other"),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["alerts.id"], name=op.f("fk_alert_matches_alert_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["opportunity_id"], ["opportunities.id"], name=op.f("fk_alert_matches_opportunity_id")
        ),
        sa.PrimaryKeyConstraint("alert_id", "opportunity_id", name=op.f("pk_alert_matches")),
        sqlite_with_rowid=False,
    )
    unsent = sa.text("sent_at IS NULL")
    with op.batch_alter_table("alert_matches") as batch_op:
        batch_op.create_index(
            "ix_alert_matches_unsent", ["alert_id", "found_at"], sqlite_where=unsent, postgresql_where=unsent
        )
    op.create_table(
        "alert_watermarks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_alert_watermarks_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_watermarks")),
    )
    op.execute("INSERT INTO alert_watermarks (id, revision) SELECT 1, number FROM search_revisions")


def downgrade() -> None:
    """Take them away."""
    for table in ("alert_watermarks", "alert_matches", "alerts", "alert_addresses"):
        op.drop_table(table)
    with op.batch_alter_table("outbox_messages") as batch_op:
        batch_op.drop_column("headers")
