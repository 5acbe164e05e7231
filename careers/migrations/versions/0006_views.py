"""How often the page of each opportunity was opened, and nothing of who opened it; finding workplaces by town."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table of numbers and the index."""
    op.create_table(
        "view_counts",
        sa.Column("opportunity_id", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.CheckConstraint("seen >= 0", name=op.f("ck_view_counts_seen_not_negative")),
        sa.ForeignKeyConstraint(
            ["opportunity_id"],
            ["opportunities.id"],
            name=op.f("fk_view_counts_opportunity_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("opportunity_id", name=op.f("pk_view_counts")),
    )
    op.create_index(op.f("ix_workplaces_town"), "workplaces", ["town"])


def downgrade() -> None:
    """Take both away."""
    op.drop_index(op.f("ix_workplaces_town"), "workplaces")
    op.drop_table("view_counts")
