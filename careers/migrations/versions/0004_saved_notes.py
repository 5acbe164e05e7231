"""What a person keeps: a note, when they took it off, when we reminded them, and whether they want reminders."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; everybody is reminded until they say no, as the saved page tells them."""
    with op.batch_alter_table("saved_opportunities") as batch_op:
        batch_op.add_column(sa.Column("note", sa.String(500), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("let_go_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("candidates") as batch_op:
        batch_op.add_column(sa.Column("is_reminded", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("saved_opportunities") as batch_op:
        batch_op.alter_column("note", existing_type=sa.String(500), existing_nullable=False, server_default=None)
    with op.batch_alter_table("candidates") as batch_op:
        batch_op.alter_column("is_reminded", existing_type=sa.Boolean(), existing_nullable=False, server_default=None)


def downgrade() -> None:
    """Take them away; what was taken off a list must not come back on it."""
    op.execute("DELETE FROM saved_opportunities WHERE let_go_at IS NOT NULL")
    with op.batch_alter_table("candidates") as batch_op:
        batch_op.drop_column("is_reminded")
    with op.batch_alter_table("saved_opportunities") as batch_op:
        batch_op.drop_column("reminded_at")
        batch_op.drop_column("let_go_at")
        batch_op.drop_column("note")
