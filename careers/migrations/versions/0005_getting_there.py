"""How people get there without a car: buses at a workplace, and how rounds of visits are made."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ROUNDS = sa.Enum(
    "walked", "by bike", "by car", "by public transport", name="rounds", native_enum=False, create_constraint=True
)


def upgrade() -> None:
    """Add both; nothing is said yet about what is there."""
    with op.batch_alter_table("workplaces") as batch_op:
        batch_op.add_column(sa.Column("bus_routes", sa.String(length=200), nullable=False, server_default=""))
    with op.batch_alter_table("workplaces") as batch_op:
        batch_op.alter_column("bus_routes", existing_type=sa.String(length=200), server_default=None)
    with op.batch_alter_table("vacancies") as batch_op:
        batch_op.add_column(sa.Column("rounds", ROUNDS, nullable=True))


def downgrade() -> None:
    """Take both away."""
    with op.batch_alter_table("vacancies") as batch_op:
        batch_op.drop_constraint("rounds", type_="check")
        batch_op.drop_column("rounds")
    with op.batch_alter_table("workplaces") as batch_op:
        batch_op.drop_column("bus_routes")
