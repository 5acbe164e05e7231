"""Whether other job sites may list an employer's adverts: not until a manager says so."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the setting, off for everybody, and when it last changed."""
    with op.batch_alter_table("organisations") as batch_op:
        batch_op.add_column(sa.Column("allows_syndication", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("syndication_changed_at", sa.DateTime(timezone=True), nullable=True))
    organisations = sa.table("organisations", sa.column("allows_syndication", sa.Boolean()))
    op.execute(organisations.update().values(allows_syndication=False))
    with op.batch_alter_table("organisations") as batch_op:
        batch_op.alter_column("allows_syndication", existing_type=sa.Boolean(), nullable=False)


def downgrade() -> None:
    """Take both away."""
    with op.batch_alter_table("organisations") as batch_op:
        batch_op.drop_column("syndication_changed_at")
        batch_op.drop_column("allows_syndication")
