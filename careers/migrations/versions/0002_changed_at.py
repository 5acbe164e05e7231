"""When what the public sees of an advert last changed: the site map and feeds tell it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the moment; adverts that are there take the newest one known of them."""
    with op.batch_alter_table("opportunities") as batch_op:
        batch_op.add_column(sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE opportunities SET changed_at = coalesce(closed_at, first_published_at, created_at)")
    with op.batch_alter_table("opportunities") as batch_op:
        batch_op.alter_column("changed_at", existing_type=sa.DateTime(timezone=True), nullable=False)


def downgrade() -> None:
    """Take it away."""
    with op.batch_alter_table("opportunities") as batch_op:
        batch_op.drop_column("changed_at")
